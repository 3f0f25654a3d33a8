"""The poster as a file: exact tagged sheets of PDF in the language asked for."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.exporters.jobs import job
from visavis.exporters.poster import POSTER

MM = 72 / 25.4


def read(**options: str) -> PdfReader:
    return PdfReader(io.BytesIO(POSTER.export(job(POSTER, **options))))


@pytest.mark.parametrize(("paper", "orientation", "size"), [
    ("A3", "landscape", (420, 297)), ("A4", "portrait", (210, 297)), ("A0", "landscape", (1189, 841)),
])
def test_sheets_have_the_size_asked_for(paper: str, orientation: str, size: tuple[int, int]) -> None:
    for page in read(paper=paper, orientation=orientation, annex="no").pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (size[0] * MM, size[1] * MM), abs=0.01)


def test_the_poster_can_be_read_as_text_and_is_tagged() -> None:
    found = read()
    text = "".join(page.extract_text() for page in found.pages)
    assert "Demander l’APA à domicile" in text
    assert "à lever d’abord" in text
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"


def test_the_language_can_be_another_than_the_documents() -> None:
    found = PdfReader(io.BytesIO(POSTER.export(job(POSTER, "en"))))
    assert "frictions to lift first" in "".join(page.extract_text() for page in found.pages)


def test_options_default_to_a3_landscape() -> None:
    assert {option.name: option.initial for option in POSTER.options} == {
        "format": "pdf", "paper": "A3", "orientation": "landscape", "annex": "yes", "colours": "colour", "margin": "",
        "tile": "none", "tile-size": "reduced", "fold": "none", "bleed": "0", "marks": "none", "letters": "fonts"}
    assert POSTER.suffix({}) == ".pdf"


def test_the_same_poster_has_the_same_bytes() -> None:
    assert POSTER.export(job(POSTER)) == POSTER.export(job(POSTER))
