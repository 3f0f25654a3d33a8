"""The booklet: four small pages with room to write, and how they stand on the sheet that is folded."""

from __future__ import annotations

import pytest

from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from tests.profiles import EXAMPLES, mostly_deep
from visavis.blueprint.drawing import PageSet, Role, draw_booklet
from visavis.blueprint.drawing.imposition.booklet_sheets import booklet_sides
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import Record
from visavis.blueprint.registry import assess
from visavis.blueprint.storage import load

BY_NAME = {path.name.split(".")[0]: path for path in EXAMPLES}


def faults(pages: PageSet) -> list[str]:
    found = []
    for page in pages.pages:
        drawing = page.drawing
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, page.scale, 11.0)
    return found


def booklet(name: str, paper: str, language: str = "fr") -> PageSet:
    made = load(BY_NAME[name]).document
    return draw_booklet(made, assess(made), translator(language), paper=paper)


def words(pages: PageSet, page: int) -> str:
    return " ".join(text for group in pages.pages[page].drawing.groups for text in shown_texts(group))


CASES = [("apa-a-domicile", "A5", "fr"), ("home-care-allowance", "A4", "en"), ("passeport", "A5", "fr"),
         *((name, paper, language) for name in BY_NAME for paper in ("A4", "A5") for language in ("fr", "en"))]


@pytest.mark.parametrize(("name", "paper", "language"), mostly_deep(dict.fromkeys(CASES), by_default=3))
def test_every_example_is_four_pages_on_one_sheet_in_legible_type(name: str, paper: str, language: str) -> None:
    pages = booklet(name, paper, language)
    assert faults(pages) == []
    assert len(pages.pages) == (4 if paper == "A5" else 2)


def test_each_page_has_its_task() -> None:
    pages = booklet("apa-a-domicile", "A5")
    cover, steps, more, last = (words(pages, page) for page in range(4))
    for part in ("Demander l’APA à domicile", "Mon nom", "Ce que vous obtenez", "Recevoir la première aide", "Une question"):
        assert part in cover
    assert "Ce que vous faites, et quand" in steps
    assert [name in steps + more for name in ("S’informer", "Décision et mise en place")] == [True, True]
    assert steps.count("Avec\u00a0:") + more.count("Avec\u00a0:") == 5, "room to write for each phase"
    assert "RIB" in more
    for part in ("Si quelque chose coince", "Délai légal dépassé", "Pas d’accord", "Mes notes", "Version 2"):
        assert part in last


def test_pages_stand_so_that_the_sheet_can_be_folded() -> None:
    assert booklet_sides(4) == [(3, 0), (1, 2)]
    assert booklet_sides(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    front, back = booklet("apa-a-domicile", "A4").pages
    assert (front.width, front.height) == pytest.approx((841.89, 595.28), abs=0.01)
    for page, left, right in ((front, "page 4/4", "page 1/4"), (back, "page 2/4", "page 3/4")):
        feet = [group for group in page.drawing.groups if group.role is Role.FOOTER and group.id.startswith("page")]
        places = {group.title: group.bounds.centre.x < page.width / 2 for group in feet}
        assert places == {left: True, right: False}
    order = [group.title for group in front.drawing.groups if group.id.startswith("page")]
    assert order == ["page 1/4", "page 4/4"], "read in their order"


@pytest.mark.parametrize("phases", [0, 1, 14, 30])
def test_a_long_journey_takes_four_pages_more(phases: int) -> None:
    steps = [step(f"u{phase}-{place}", phase=f"p{phase}", column=place, work="PT5M")
             for phase in range(1, phases + 1) for place in range(5)]
    made = document(steps, phases=[f"Phase {phase}" for phase in range(1, phases + 1)] or ["Vide"])
    pages = draw_booklet(made, analysis(made), translator("fr"), paper="A5")
    assert faults(pages) == []
    assert len(pages.pages) % 4 == 0
    assert (len(pages.pages) > 4) is (phases >= 14)
    told = [group.id for page in pages.pages for group in page.drawing.groups if group.role is Role.PHASE]
    assert len(told) == phases
    assert faults(draw_booklet(made, None, translator("en"))) == []


@pytest.mark.parametrize("text", ["Très long intitulé administratif " * 13, "Donaudampfschifffahrt" * 19,
                                  "👵🏽 שלום " * 40, "بَيْتٌ كُتِبَ اللُّغَة (لا) 12", ""])
def test_hostile_texts_stay_on_their_page(text: str) -> None:
    made = document([step("u", title=text, plain=text, gives=("i",), work="PT5M"),
                     step("o", kind="outcome", outcome="granted", title=text, plain=text, column=1)],
                    [flow("f", "u", "o")], title=text, summary=text, phases=[text], items=({"id": "i", "name": text},),
                    record=Record(contact=text, appeal=text, version=text, date=text, authors=text),
                    service={"authority": text, "life_event": text})
    report = analysis(made, *(finding(f"r{number}", "u", title=message("{t}", t=text or "x"),
                                      reader_action=message("{t}", t=text or "x")) for number in range(3)))
    assert faults(draw_booklet(made, report, translator("fr"), paper="A5")) == []
