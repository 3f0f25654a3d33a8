"""Cards, figures and boards as files: exact sheets, tagged, every option, a part of a blueprint refused or told."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.exporters.jobs import job
from visavis.blueprint.registry import ContentChoice, Exporter, NothingToShow, make_job
from visavis.exporters.cards import CARDS
from visavis.exporters.figures import FIGURES
from visavis.exporters.workshop_board import WORKSHOP_BOARD

MM = 72 / 25.4


def read(exporter: Exporter, **options: str) -> PdfReader:
    return PdfReader(io.BytesIO(exporter.export(job(exporter, **options))))


def test_cards_are_printed_front_and_back_or_fronts_alone() -> None:
    both, fronts = read(CARDS), read(CARDS, sides="fronts")
    assert len(both.pages) == 2 * len(fronts.pages)
    assert float(both.pages[0].mediabox.width) == pytest.approx(210 * MM, abs=0.01)
    assert "recto" in both.pages[0].extract_text()
    assert "verso" in both.pages[1].extract_text()
    assert len(read(CARDS, deck="personas", sides="fronts").pages) == 1


@pytest.mark.parametrize(("paper", "width"), [("A0", 1189), ("A1", 841), ("A2", 594)])
def test_a_board_is_as_large_as_its_paper(paper: str, width: int) -> None:
    page = read(WORKSHOP_BOARD, paper=paper).pages[0]
    assert float(page.mediabox.width) == pytest.approx(width * MM, abs=0.01)
    assert "C1" in page.extract_text()


def test_a_blank_board_is_one_sheet_with_phases_to_name() -> None:
    (page,) = read(WORKSHOP_BOARD, headings="blank").pages
    assert "Phase 4" in page.extract_text()


@pytest.mark.parametrize("exporter", [CARDS, WORKSHOP_BOARD], ids=lambda each: each.name)
def test_a_part_of_a_blueprint_has_no_cards_and_no_board(exporter: Exporter) -> None:
    made = job(exporter)
    part = make_job(made.document, made.analysis, "fr", {}, None, ContentChoice(phases=(made.document.head.phases[0].id,)))
    with pytest.raises(NothingToShow):
        exporter.export(replace(part, options=made.options))


@pytest.mark.parametrize("paper", ["A4", "A3", "letter", "square", "16x9"])
def test_figures_come_in_every_size(paper: str) -> None:
    text = "".join(page.extract_text() for page in read(FIGURES, paper=paper).pages)
    assert "Phase par phase" in text


@pytest.mark.parametrize("form", ["svg", "png", "pptx", "odp", "odg"])
def test_they_come_in_every_format(form: str) -> None:
    for exporter in (CARDS, FIGURES, WORKSHOP_BOARD):
        assert exporter.suffix({"format": form}) == f".{form}"
    assert FIGURES.export(job(FIGURES, format=form))


def test_the_tags_of_cards_say_every_card() -> None:
    spoken = CARDS.tell(job(CARDS, deck="personas", sides="fronts"))
    assert "peut utiliser" in spoken.lower()
    assert spoken.count("Qui d\u2019autre") >= 1
