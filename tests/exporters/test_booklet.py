"""The booklet as PDF, SVG and PNG: sheets to fold or pages one by one, for everybody and for archives."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.exporters.jobs import job
from tests.exporters.pdf_judges import faults
from visavis.exporters.booklet import BOOKLET


@pytest.mark.parametrize(("paper", "pages", "size"), [("A4", 2, (841.89, 595.28)), ("A5", 4, (419.53, 595.28))])
def test_it_is_a_sheet_to_fold_or_four_pages(paper: str, pages: int, size: tuple[float, float]) -> None:
    made = PdfReader(io.BytesIO(BOOKLET.export(job(BOOKLET, paper=paper)))).pages
    assert len(made) == pages
    assert (float(made[0].mediabox.width), float(made[0].mediabox.height)) == pytest.approx(size, abs=0.01)


def test_a_sheet_to_fold_comes_first() -> None:
    paper = next(option for option in BOOKLET.options if option.name == "paper")
    assert paper.initial == "A4"
    assert BOOKLET.suffix({}) == ".pdf"


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_it_is_for_everybody_and_for_archives(paper: str, tmp_path: Path) -> None:
    assert faults(BOOKLET.export(job(BOOKLET, paper=paper)), tmp_path) == []


def test_pictures_are_well_formed() -> None:
    assert ET.fromstring(BOOKLET.export(job(BOOKLET, format="svg", paper="A5"))).tag.endswith("svg")
    assert BOOKLET.export(job(BOOKLET, format="png")).startswith(b"\x89PNG")
