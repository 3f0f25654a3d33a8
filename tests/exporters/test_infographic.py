"""The citizen's page as PDF, SVG and PNG."""

from __future__ import annotations

import io
import struct
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.drawing.builders import analysis, document, step
from tests.exporters.jobs import job
from visavis.blueprint.language import translator
from visavis.blueprint.registry import Exporter, ExportJob, make_content
from visavis.exporters.booklet import BOOKLET
from visavis.exporters.infographic import INFOGRAPHIC
from visavis.exporters.svg import SVG


def test_it_is_one_portrait_sheet_by_default() -> None:
    (page,) = PdfReader(io.BytesIO(INFOGRAPHIC.export(job(INFOGRAPHIC)))).pages
    assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.01)
    assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.01)
    assert "de travail" in page.extract_text()


def test_svg_is_one_well_formed_picture() -> None:
    root = ET.fromstring(INFOGRAPHIC.export(job(INFOGRAPHIC, format="svg", paper="A3")))
    assert root.tag.endswith("svg")
    assert root.get("width") == "841.89pt"


def test_png_has_200_dots_an_inch() -> None:
    content = INFOGRAPHIC.export(job(INFOGRAPHIC, format="png"))
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (round(595.2756 * 200 / 72), round(841.8898 * 200 / 72))


@pytest.mark.parametrize(("options", "suffix"), [({}, ".pdf"), ({"format": "svg"}, ".svg"),
                                                 ({"format": "png"}, ".png")])
def test_the_ending_follows_the_format(options: dict[str, str], suffix: str) -> None:
    assert INFOGRAPHIC.suffix(options) == suffix

def test_what_lacks_plain_words_is_said_where_a_format_prints_them() -> None:
    def said(exporter: Exporter, plain: str = "") -> str:
        made = document([step("u", work="PT5M", plain=plain)])
        told = make_content(exporter, ExportJob(made, analysis(made), "fr", {"format": "svg"})).plain
        return "" if told is None else translator("fr")(told)

    for exporter in (INFOGRAPHIC, BOOKLET):
        assert said(exporter) == "1 étape n’est pas rédigée en clair\u00a0: les titres sont imprimés tels que saisis"
        assert said(exporter, plain="Écrire au service") == ""
    assert said(SVG) == ""
