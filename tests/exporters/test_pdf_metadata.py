"""What a PDF says of itself: the same in Info and in XMP, dates as typed, and what its colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms
from pypdf import PdfReader

from tests.exporters.specimens import sheets
from visavis.blueprint.drawing import PageSet
from visavis.exporters.backends.colour_profile import srgb_profile
from visavis.exporters.backends.pdf import pdf

SAID = {"title": "Été & <prix>", "author": "Mairie de Þórr", "subject": "Parcours « cible »", "keywords": ("a", "b, c"),
        "date": "2026-03-12", "version": "3", "publisher": "Département", "source": "Enquête 2025"}


@pytest.fixture
def files() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def made(**said: Any) -> PageSet:
    return replace(sheets(), **said)


def test_info_and_xmp_say_the_same(files: ExitStack) -> None:
    file = files.enter_context(pikepdf.open(BytesIO(pdf(made(**SAID)))))
    info = {key: str(value) for key, value in file.docinfo.items()}
    with file.open_metadata() as facts:
        assert info == {
            "/Title": facts["dc:title"], "/Author": facts["dc:creator"][0], "/Subject": facts["dc:description"],
            "/Keywords": facts["pdf:Keywords"], "/Creator": facts["xmp:CreatorTool"], "/Producer": facts["pdf:Producer"],
            "/CreationDate": "D:20260312000000Z", "/ModDate": "D:20260312000000Z"}
        assert (facts["xmp:CreateDate"], facts["xmp:ModifyDate"]) == ("2026-03-12T00:00:00Z",) * 2
        assert facts["dc:title"] == SAID["title"]
        assert facts["dc:language"] == {"fr"}
        assert (facts["dc:publisher"], facts["dc:source"], facts["xmpMM:VersionID"]) == (
            {"Département"}, "Enquête 2025", "3")


def test_the_date_is_the_authors(files: ExitStack) -> None:
    assert need_date(made(date=" 2026-03-12 ")) == datetime(2026, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "mars 2026", "12/03/2026", "2026-13-45"])
def test_without_a_day_there_is_no_date_rather_than_a_made_up_one(typed: str) -> None:
    assert need_date(made(date=typed)) is None


def need_date(pages: PageSet) -> datetime | None:
    found = PdfReader(BytesIO(pdf(pages))).metadata
    assert found is not None
    assert found.creation_date == found.modification_date
    return found.creation_date


@pytest.mark.parametrize(("typed", "shown"), [
    ("", "Blueprint sans titre"), (" \n", "Blueprint sans titre"), ("Essai", "Essai"), ("mot " * 100, "mot " * 36 + "mot…"),
])
def test_a_window_always_has_a_title_to_show(typed: str, shown: str) -> None:
    found = PdfReader(BytesIO(pdf(made(title=typed)))).metadata
    assert found is not None
    assert found.title == shown


def test_what_no_one_said_is_left_out(files: ExitStack) -> None:
    file = files.enter_context(pikepdf.open(BytesIO(pdf(made(author="", subject=" ", keywords=())))))
    assert set(file.docinfo) == {"/Title", "/Creator", "/Producer"}
    assert b"dc:creator" not in file.Root.Metadata.read_bytes()


def test_colours_are_those_of_srgb(files: ExitStack) -> None:
    file = files.enter_context(pikepdf.open(BytesIO(pdf(sheets()))))
    (intent,) = file.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    tones = Image.frombytes("RGB", (256, 3), bytes(
        value for at in range(256) for value in (at, 255 - at, at // 2, at, at, at, 30, at, 200)))
    seen = ImageCms.applyTransform(tones, transform)
    assert seen is not None
    assert max(abs(one - other) for one, other in zip(tones.tobytes(), seen.tobytes(), strict=True)) <= 1


def test_the_profile_is_whole() -> None:
    """Its size, and its parts one after the other, each where the table says (ICC.1:2010, 7.3)."""
    content = srgb_profile()
    number = int.from_bytes(content[128:132], "big")
    rows = [content[at:at + 12] for at in range(132, 132 + 12 * number, 12)]
    parts = sorted({(int.from_bytes(row[4:8], "big"), int.from_bytes(row[8:], "big")) for row in rows})
    assert int.from_bytes(content[:4], "big") == len(content)
    assert parts[0][0] == 132 + 12 * number
    assert all(start % 4 == 0 and 0 <= after - (start + size) < 4 for (start, size), (after, _) in pairwise(parts))
    assert 0 <= len(content) - sum(parts[-1]) < 4
