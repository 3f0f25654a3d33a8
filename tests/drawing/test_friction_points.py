"""The page of friction points: the heaviest first, numbers as elsewhere, both sides' cost, none lost unsaid."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, finding, step
from tests.drawing.page_faults import hear_pages, page_faults, read_pages
from visavis.blueprint.analysis import RULES, Analysis, analyse
from visavis.blueprint.drawing import LIGHT, Group, PageSet, Role
from visavis.blueprint.drawing.friction_points.friction_points import draw_friction_points
from visavis.blueprint.drawing.text_setting import make_context
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.exporters.page_exporter import PAGE_SIZES

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = ["", "x" * 400, "ouvrir " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت " * 20, "申請書を提出する" * 50]


@cache
def shipped(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(EXAMPLES / f"{name}.blueprint.json").document
    return made, analyse(made, RULES)


def drawn(made: BlueprintDocument, found: Analysis, language: str = "en", *, paper: str = "A4",
          is_whole: bool = False) -> PageSet:
    return draw_friction_points(make_context(LIGHT, translator(language)), made, found, paper=paper,
                                is_whole=is_whole)


def entries(pages: PageSet) -> list[Group]:
    return [group for page in pages.pages for group in page.drawing.groups if group.role is Role.FINDING]


@pytest.mark.parametrize("paper", PAGE_SIZES)
@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "hotel-stay", "passeport",
                                  "corner-shoeshine"])
def test_every_example_stands_on_every_sheet(name: str, paper: str) -> None:
    made, found = shipped(name)
    for language in ("fr", "en"):
        assert page_faults(drawn(made, found, language, paper=paper)) == []
        assert page_faults(drawn(made, found, language, paper=paper, is_whole=True)) == []


def test_one_sheet_tells_the_heaviest_and_counts_the_others() -> None:
    made, found = shipped("home-care-allowance")
    pages = drawn(made, found)
    told, groups = entries(pages), found.frictions.groups
    assert len(pages.pages) == 1
    assert 4 < len(told) < len(groups)
    assert [int(group.title.split(".")[0]) for group in told] == [each.number for each in groups[:len(told)]]
    assert f"and {len(groups) - len(told)} more kinds" in read_pages(pages)


def test_all_of_them_are_told_once_on_as_many_sheets_as_they_need() -> None:
    made, found = shipped("home-care-allowance")
    pages = drawn(made, found, is_whole=True)
    assert [group.id.split("~")[0] for group in entries(pages)] == [
        f"friction-{group.number}" for group in found.frictions.groups]
    assert len(pages.pages) > 1
    assert "more kinds" not in read_pages(pages)


def test_a_screen_has_two_columns_one_below_the_other_on_a_sheet() -> None:
    made, found = shipped("home-care-allowance")
    assert len({group.bounds.x for group in entries(drawn(made, found, paper="16x9"))}) == 2
    assert len({group.bounds.x for group in entries(drawn(made, found))}) == 1


def test_both_sides_are_always_told_and_unknown_is_no_zero() -> None:
    made = document([step("a"), step("b", "scene", column=1)])
    found = analysis(made, finding("one", "a", citizen=0.0, agent=12.0, share=0.01),
                     finding("two", "b", citizen=None, agent=7.0, share=0.01),
                     finding("three", "a", citizen=None, agent=None, share=0.3))
    one, two, three = (next(group.description.replace("\N{NO-BREAK SPACE}", " ") for group in entries(drawn(made, found)) if rule in group.id)
                       for rule in ("1", "2", "3"))
    assert "Citizen: 12 min" not in one
    assert "Citizen: 0 min; agents: 12 min" in one
    assert "Citizen: unknown; agents: 7 min" in two
    assert "Citizen: unknown; agents: unknown" in three
    shown = read_pages(drawn(made, found))
    assert "Minutes: not known, on both sides" in shown


def test_whose_step_it_is_is_said_in_words() -> None:
    made = document([step("a"), step("b", "scene", column=1)])
    pages = drawn(made, analysis(made, finding("one", "a"), finding("two", "b", citizen=1.0)))
    assert "Usager · Demander" in read_pages(pages)
    assert "Agent · scène · Demander" in hear_pages(pages)


def test_what_it_says_is_heard_with_its_place() -> None:
    made, found = shipped("home-care-allowance")
    heard = hear_pages(drawn(made, found))
    for group in found.frictions.groups[:4]:
        assert translator("en")(group.remedy) in heard


def test_no_friction_is_told_as_what_it_is() -> None:
    made = document([step("a")])
    pages = drawn(made, analysis(made))
    assert entries(pages) == []
    assert page_faults(pages) == []
    assert "friction" in read_pages(pages).lower()


@pytest.mark.parametrize("text", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
@pytest.mark.parametrize("paper", ["A4", "square", "16x9"])
def test_hostile_texts_leave_no_box(text: str, paper: str) -> None:
    made = document([step(f"s{index}", column=index, title=text) for index in range(8)], title=text,
                    phases=[text or "p"])
    found = analysis(made, *(finding(f"r{index}", f"s{index}", title=message("{t}", t=text or "T"),
                                     message=message("{t}", t=text), remedy=message("{t}", t=text))
                             for index in range(8)))
    assert page_faults(drawn(made, found, paper=paper)) == []
    assert page_faults(drawn(made, found, paper=paper, is_whole=True)) == []
