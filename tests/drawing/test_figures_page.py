"""The page of figures: the order of all pages, people and not per cent, both sides, unknown said, one sheet of A4."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, flow, step
from tests.drawing.page_faults import hear_pages, page_faults, read_pages
from visavis.blueprint.analysis import RULES, Analysis, Measures, analyse
from visavis.blueprint.drawing import LIGHT, Group, PageSet
from visavis.blueprint.drawing.figures.figures_page import draw_figures
from visavis.blueprint.drawing.reader_pages.figure_texts import figure_texts
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.storage import load
from visavis.exporters.page_exporter import PAGE_SIZES

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = ["", "x" * 400, "ouvrir " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت " * 20, "申請書を提出する" * 50]


@cache
def shipped(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(EXAMPLES / f"{name}.blueprint.json").document
    return made, analyse(made, RULES)


def drawn(made: BlueprintDocument, found: Analysis, language: str = "en", paper: str = "A4") -> PageSet:
    return draw_figures(make_context(LIGHT, translator(language)), made, found, paper=paper)


def group(pages: PageSet, name: str) -> Group:
    return next(each for page in pages.pages for each in page.drawing.groups if each.id == name)


@pytest.mark.parametrize("paper", PAGE_SIZES)
@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "hotel-stay", "passeport",
                                  "corner-shoeshine"])
def test_every_example_stands_on_every_sheet(name: str, paper: str) -> None:
    made, found = shipped(name)
    for language in ("fr", "en"):
        pages = drawn(made, found, language, paper)
        assert page_faults(pages) == []
        if paper in ("A4", "A3"):
            assert len(pages.pages) == 1


def test_figures_stand_in_the_order_of_all_pages_and_are_those_of_measure() -> None:
    made, found = shipped("home-care-allowance")
    told = figure_texts(made, found.measures.everybody, translator("en"))
    for number, text in enumerate(told[:5], start=1):
        assert group(drawn(made, found), f"figure-{number}").description.startswith(f"{text.label}: {text.value}")
    for persona in found.measures.personas:
        heard = group(drawn(made, found), f"persona-{persona.persona}").description
        for text in figure_texts(made, persona, translator("en"))[2:5]:
            assert f"{text.label}: {text.value}" in heard


def test_shares_are_people_and_never_per_cent() -> None:
    for name in ("apa-a-domicile", "home-care-allowance", "passeport"):
        for language in ("fr", "en"):
            assert not re.search(r"\d\s*%", read_pages(drawn(*shipped(name), language)))


def test_whose_times_they_are_is_said_on_the_sheet() -> None:
    assert "decision" in group(drawn(*shipped("home-care-allowance")), "sources").description


def test_each_phase_tells_both_sides_and_unknown_is_no_zero() -> None:
    made = document([step("a", kind="start", work="PT5M"), step("b", "scene", column=1, phase="p2"),
                     step("z", kind="outcome", outcome="granted", column=2, phase="p3")],
                    [flow("f", "a", "b", kind="interaction"), flow("g", "b", "z")], phases=["One", "Two", "Three"])
    pages = drawn(made, analyse(made, RULES))
    heard = {name: group(pages, f"phase-{name}").description.replace("\N{NO-BREAK SPACE}", " ") for name in ("p1", "p2", "p3")}
    assert "Citizen’s work: 5 min. Agents’ work: nothing to do" in heard["p1"]
    assert "Citizen’s work: nothing to do. Agents’ work: unknown" in heard["p2"]
    assert "nothing to do" in heard["p3"]
    assert "0 min" not in heard["p2"]


def test_where_nothing_is_measured_that_is_said() -> None:
    made = document([step("a")])
    pages = drawn(made, Analysis(Measures(None), analysis(made).frictions))
    assert page_faults(pages) == []
    assert "There is no journey to measure yet." in read_pages(pages)


def test_how_sure_the_times_are_adds_up_to_a_hundred() -> None:
    made, found = shipped("apa-a-domicile")
    counts = [int(number) for number in re.findall(r"\d+", group(drawn(made, found), "basis").description)]
    assert sum(counts) == 100


def test_many_personas_are_counted_and_not_left_out_unsaid() -> None:
    people = tuple(Persona(id=f"p{number}", name=f"Person {number}") for number in range(20))
    made = document([step("a", kind="start", work="PT5M"), step("z", kind="outcome", outcome="granted", column=1)],
                    [flow("f", "a", "z")], personas=people)
    pages = drawn(made, analyse(made, RULES))
    assert page_faults(pages) == []
    assert "and 8 more personas" in hear_pages(pages)


@pytest.mark.parametrize("text", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
@pytest.mark.parametrize("paper", ["A4", "square", "16x9"])
def test_hostile_texts_leave_no_box(text: str, paper: str) -> None:
    people = tuple(Persona(id=f"p{number}", name=text or "p") for number in range(3))
    made = document([step("a", kind="start", title=text, work="PT5M"),
                     step("z", kind="outcome", outcome="granted", column=1, title=text, phase="p3")],
                    [flow("f", "a", "z")], title=text, phases=[text or "p"] * 4, personas=people)
    assert page_faults(drawn(made, analyse(made, RULES), paper=paper)) == []
