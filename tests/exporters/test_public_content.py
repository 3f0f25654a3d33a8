"""What no one is to read is in no export: private notes never, unseen details and names only in the internal version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.drawing.builders import analysis, document, step
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Exporter, ExportJob, plugins

NOTE, DETAIL, NAME = "Confidence-A", "Precision-B", "Auteur-C"
DRAWN = ("poster", "svg", "png", "infographic", "dot")


def secretive() -> BlueprintDocument:
    notes = ({"id": "n1", "at": "u", "kind": "pain", "text": NOTE, "private": True},
             {"id": "n2", "at": "v", "kind": "quote", "text": "Dit tout haut", "author": NAME, "source": NAME},
             {"id": "n3", "at": {"lane": "scene", "phase": "p1", "column": 0}, "kind": "idea", "text": NOTE,
              "private": True}, {"id": "n4", "kind": "idea", "text": NOTE, "private": True})
    return document([step("u", detail=DETAIL, work="PT5M"), step("v", "scene", column=1, detail=DETAIL)], notes=notes)


def export(exporter: Exporter, options: Mapping[str, str] | None = None, *, internal: bool = False) -> bytes:
    made = secretive()
    chosen = {option.name: option.initial for option in exporter.options} | dict(options or {})
    return exporter.export(ExportJob(made, analysis(made), "fr", chosen, internal=internal))


def texts(content: bytes) -> str:
    """Return every text that a file holds, seen or not."""
    if content.startswith(b"%PDF"):
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
        with pikepdf.open(BytesIO(content)) as file:
            return "\n".join([*pages, *(each for part in file.objects for each in _strings(part))])
    if content.startswith(b"\x89PNG"):
        with Image.open(BytesIO(content)) as picture:
            picture.load()
            return repr(picture.info)
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return content.decode("utf-8")


def _strings(part: pikepdf.Object, depth: int = 0) -> Iterator[str]:
    if isinstance(part, pikepdf.Stream):
        yield part.read_bytes().decode("latin-1")
    if isinstance(part, pikepdf.String):
        yield str(part)
    elif depth < 4 and isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for value in dict(part).values():
            yield from _strings(value, depth + 1)
    elif depth < 4 and isinstance(part, pikepdf.Array):
        for value in list(part):
            yield from _strings(value, depth + 1)


@pytest.mark.few(3)
@pytest.mark.parametrize("name", DRAWN)
def test_no_drawing_holds_what_is_private_or_what_nobody_sees(name: str) -> None:
    exporter = plugins().exporters[name]
    forms = next((option.choices for option in exporter.options if option.name == "format"), ())
    for options in [{"format": form} for form in forms] or [{}]:
        told = texts(export(exporter, options))
        for secret in (NOTE, DETAIL, NAME):
            assert secret not in told


# A PDF has no alternative for a note whose words it shows whole.
@pytest.mark.parametrize(("name", "names"), [("poster", ()), ("svg", (NAME,))])
def test_the_internal_version_holds_them_and_says_that_it_is_one(name: str, names: tuple[str, ...]) -> None:
    told = texts(export(plugins().exporters[name], internal=True))
    for asked in (NOTE, DETAIL, "Version interne", *names):
        assert asked in told


@pytest.mark.parametrize("name", ["drawio", "sarif"])
def test_no_data_for_others_hold_notes_details_or_names(name: str) -> None:
    for internal in (False, True):
        told = texts(export(plugins().exporters[name], internal=internal))
        assert not any(secret in told for secret in (NOTE, DETAIL, NAME))


def test_dot_tells_details_in_the_internal_version_only() -> None:
    assert DETAIL in texts(export(plugins().exporters["dot"], internal=True))


def test_data_hold_details_and_private_notes_only_when_asked() -> None:
    exporter = plugins().exporters["spec"]
    public = texts(export(exporter))
    assert DETAIL in public
    assert NOTE not in public
    assert NOTE in texts(export(exporter, internal=True))
    assert NOTE in texts(export(exporter, {"private-notes": "yes"}))


def test_graphml_holds_no_notes_at_all() -> None:
    told = texts(export(plugins().exporters["graphml"], internal=True))
    assert NOTE not in told
    assert NAME not in told


def test_a_public_note_is_still_told() -> None:
    assert "Dit tout haut" in texts(export(plugins().exporters["svg"]))


def test_a_job_is_public_unless_asked_otherwise() -> None:
    made = secretive()
    assert not ExportJob(made, analysis(made), "fr").internal
    assert replace(ExportJob(made, analysis(made), "fr"), internal=True).internal
