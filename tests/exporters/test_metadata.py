"""What files say of themselves: PDF, SVG and PNG tell the version, date, authors and sources of what they show."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
from PIL import Image

from tests.exporters.specimens import sheets
from visavis.blueprint.drawing import PageSet
from visavis.exporters.backends import write_pages

DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


def recorded() -> PageSet:
    return replace(sheets(), title="Essai", author="Pôle <autonomie>", subject="Un service", publisher="Département",
                   keywords=("as-is", "Version 3"), version="3", date="2026-03-12", source="Entretiens & mesures")


def test_pdf_says_the_record() -> None:
    with pikepdf.open(BytesIO(write_pages(recorded(), "pdf"))) as file, file.open_metadata() as told:
        assert str(file.docinfo["/Author"]) == "Pôle <autonomie>"
        assert str(file.docinfo["/Keywords"]) == "as-is, Version 3"
        assert told["dc:publisher"] == {"Département"}
        assert told["dc:source"] == "Entretiens & mesures"
        assert told["xmpMM:VersionID"] == "3"
        assert told["dc:date"] == ["2026-03-12"]


def test_a_date_in_words_is_none_of_xmp() -> None:
    made = replace(recorded(), date="12 mars 2026")
    with pikepdf.open(BytesIO(write_pages(made, "pdf"))) as file, file.open_metadata() as told:
        assert "dc:date" not in told


def test_svg_says_the_record() -> None:
    root = ET.fromstring(write_pages(recorded(), "svg"))
    said = {element.tag: element.text for element in root.iter() if element.tag.startswith((DC, TERMS))}
    assert said[f"{DC}creator"] == "Pôle <autonomie>"
    assert said[f"{TERMS}hasVersion"] == "3"
    assert said[f"{DC}date"] == "2026-03-12"
    assert said[f"{DC}source"] == "Entretiens & mesures"


def test_png_says_the_record() -> None:
    with Image.open(BytesIO(write_pages(recorded(), "png"))) as picture:
        picture.load()
        told = {name: str(text) for name, text in picture.info.items()}
    assert told["Author"] == "Pôle <autonomie>"
    assert "Version 3" in told["Comment"]
