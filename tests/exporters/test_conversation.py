"""The conversation as PDF, SVG and PNG, of whom one asks."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.drawing.poster_table.blueprints import opened
from tests.exporters.jobs import job
from tests.exporters.pdf_judges import faults
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ContentChoice, ExportJob, make_job
from visavis.exporters.conversation import CONVERSATION


def told(persona: str = "largest", paper: str = "A4", choice: ContentChoice | None = None) -> str:
    made, analysis = opened("apa-a-domicile")
    options = {"format": "pdf", "paper": paper, "about": persona}
    asked = ExportJob(made, analysis, "fr", options) if choice is None else \
        make_job(made, analysis, "fr", options, None, choice)
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(CONVERSATION.export(asked))).pages)


@pytest.mark.parametrize(("persona", "named"), [
    ("largest", ["Madame Roux"]), ("", ["Madame Roux"]), ("nguyen", ["Madame Nguyen"]),
    ("Monsieur Diallo", ["Monsieur Diallo"]), ("all", ["Madame Roux", "Monsieur Diallo", "Madame Nguyen"])])
def test_it_is_of_whom_one_asks(persona: str, named: list[str]) -> None:
    text = told(persona)
    assert [name for name in ("Madame Roux", "Monsieur Diallo", "Madame Nguyen")
            if f"{name} et les agents" in text] == named


def test_a_persona_whom_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(BlueprintError, match="roux"):
        told("dupont")


def test_a_part_of_a_blueprint_chosen_for_one_persona_is_theirs() -> None:
    assert "Monsieur Diallo et les agents" in told(choice=ContentChoice(personas=("diallo",)))


@pytest.mark.parametrize("name", ["apa-a-domicile", "hotel-stay"])
@pytest.mark.parametrize("paper", ["A4", "16x9"])
def test_the_pdf_is_for_everybody_and_for_archives(name: str, paper: str, tmp_path: Path) -> None:
    made, analysis = opened(name)
    asked = ExportJob(made, analysis, made.head.language, {"format": "pdf", "paper": paper, "about": "largest"})
    assert faults(CONVERSATION.export(asked), tmp_path) == []


def test_svg_is_one_well_formed_picture_and_png_a_picture() -> None:
    root = ET.fromstring(CONVERSATION.export(job(CONVERSATION, format="svg", paper="square")))
    assert root.tag.endswith("svg")
    assert CONVERSATION.export(job(CONVERSATION, format="png")).startswith(b"\x89PNG")


@pytest.mark.parametrize(("options", "suffix"), [({}, ".pdf"), ({"format": "svg"}, ".svg"),
                                                 ({"format": "png"}, ".png")])
def test_the_ending_follows_the_format(options: dict[str, str], suffix: str) -> None:
    assert CONVERSATION.suffix(options) == suffix
