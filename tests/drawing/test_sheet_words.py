"""What a print job comes to, in words: sheets by paper, the size of titles, the annex apart; and larger paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from visavis.blueprint.drawing.poster.sheet_count import count_sheets, larger_papers
from visavis.blueprint.drawing.sheet_words import describe_paper, summarise_sheets
from visavis.blueprint.language import translator
from visavis.blueprint.registry import Exporter, ExportJob, assess, initial_values, make_job
from visavis.blueprint.storage import load
from visavis.exporters.poster import POSTER

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"


@cache
def whole() -> ExportJob:
    """Return the job of the whole blueprint, which A4 takes on several sheets only."""
    document = load(APA).document
    return make_job(document, assess(document), "fr", {})


def job(exporter: Exporter, **options: str) -> ExportJob:
    return replace(whole(), options=initial_values(exporter.options, "fr") | options)


@pytest.mark.parametrize(("options", "english", "french"), [
    ({"paper": "A3"}, "1 sheet of A3", "1 feuille A3"), ({"paper": "A4"}, "3 sheets of A4", "3 feuilles A4"),
    ({"paper": "A3", "bleed": "3", "marks": "crop"}, "1 sheet of A3", "1 feuille A3"),
    ({"paper": "tabloid"}, "1 sheet of US Tabloid", "1 feuille US Tabloid"),
    ({"paper": "900x600mm"}, "1 sheet of 600 × 900 mm", "1 feuille 600 × 900 mm"),
    ({"paper": "A0", "tile": "A4"}, "17 sheets of A4", "17 feuilles A4")])
def test_sheets_are_counted_by_what_is_left_of_them(options: dict[str, str], english: str, french: str) -> None:
    summary = summarise_sheets(POSTER.draw(job(POSTER, **options)))
    assert translator("en")(summary.count) == english
    assert translator("fr")(summary.count) == french
    titles, annex = (translator("en")(detail) for detail in summary.details)
    assert titles.startswith("titles ")
    assert titles.endswith("m")
    assert annex == "annex: 6 pages of A4"


def test_sheets_of_two_sizes_are_both_told() -> None:
    pages = POSTER.draw(job(POSTER, annex="no", paper="A4"))
    large = POSTER.draw(job(POSTER, annex="no", paper="A3"))
    both = summarise_sheets(replace(pages, pages=pages.pages + large.pages))
    assert translator("en")(both.count) == "3 sheets of A4 and 1 of A3"
    assert both.sheets == 4
    assert len(both.details) == 1


def test_an_annex_alone_is_its_sheets() -> None:
    pages = POSTER.draw(job(POSTER))
    alone = replace(pages, pages=tuple(page for page in pages.pages if page.is_annex))
    assert translator("en")(summarise_sheets(alone).count) == "6 sheets of A4"


def test_paper_is_called_alike_however_it_lies() -> None:
    assert describe_paper(420.2, 296.9) == describe_paper(297, 420)
    assert translator("en")(describe_paper(216, 279)) == "US Letter"
    assert translator("en")(describe_paper(432, 559)) == "ANSI C"


@pytest.mark.parametrize(("paper", "larger"), [
    ("A3", ["A2", "A1", "A0"]), ("A0", []), ("letter", ["legal", "tabloid", "ansi-c"]), ("300x400mm", ["A2", "A1", "A0"]), ("roll-914mm", []), ("B4", [])])
def test_larger_paper_is_larger_both_ways_and_of_the_same_family(paper: str, larger: list[str]) -> None:
    assert list(larger_papers(paper))[:3] == larger


def test_counting_is_planning_and_agrees_with_drawing() -> None:
    for paper in ("A4", "A3"):
        asked = job(POSTER, paper=paper, annex="no")
        assert count_sheets(asked.document, asked.analysis, translator("fr"), paper=paper) == len(POSTER.draw(asked).pages)


def test_the_next_larger_paper_is_proposed_where_sheets_are_several() -> None:
    assert POSTER.propose_paper(job(POSTER, paper="A4"), 3) == ("A3", 1)
    assert POSTER.propose_paper(job(POSTER, paper="A3"), 1) is None
    assert POSTER.propose_paper(job(POSTER, paper="A4", tile="A5"), 3) is None
    assert POSTER.propose_paper(job(POSTER, paper="A4", fold="3"), 3) is None
    assert POSTER.propose_paper(job(POSTER, paper="A0"), 3) is None
