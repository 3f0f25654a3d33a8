"""The persona's day as PDF, SVG and PNG."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.drawing.page_faults import read_pages
from tests.drawing.poster_table.blueprints import opened
from tests.exporters.jobs import job
from tests.exporters.pdf_judges import faults
from visavis.blueprint.registry import ExportJob
from visavis.exporters.day import DAY


def asked(name: str, about: str = "largest", paper: str = "A4") -> ExportJob:
    made, analysis = opened(name)
    return ExportJob(made, analysis, made.head.language, {"format": "pdf", "paper": paper, "about": about})


@pytest.mark.parametrize(("about", "count"), [("largest", 1), ("nguyen", 1), ("all", 3)])
def test_it_is_of_whom_one_asks(about: str, count: int) -> None:
    told = read_pages(DAY.draw(asked("apa-a-domicile", about)))
    assert sum(f", vécu par {name}" in told for name in ("Madame Roux", "Monsieur Diallo", "Madame Nguyen")) == count


def test_of_several_each_is_told_as_a_table_too() -> None:
    table = DAY.draw(asked("apa-a-domicile", "all")).table
    assert table is not None
    titles = [row[0] for row in table.rows if set(row[1:]) == {"—"}]
    assert [title.rpartition(" par ")[2] for title in titles] == ["Madame Roux", "Monsieur Diallo", "Madame Nguyen"]


@pytest.mark.parametrize(("name", "paper"), [("apa-a-domicile", "A4"), ("hotel-stay", "16x9")])
def test_the_pdf_is_for_everybody_and_for_archives(name: str, paper: str, tmp_path: Path) -> None:
    assert faults(DAY.export(asked(name, paper=paper)), tmp_path) == []


def test_svg_is_one_well_formed_picture_and_png_a_picture() -> None:
    assert ET.fromstring(DAY.export(job(DAY, format="svg", paper="square"))).tag.endswith("svg")
    assert DAY.export(job(DAY, format="png")).startswith(b"\x89PNG")
