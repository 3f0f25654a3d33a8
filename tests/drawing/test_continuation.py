"""Where a poster goes on: letters outside of cards, over nothing, with the other sheet; ends of bands that say it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from tests.drawing.builders import analysis, document, flow, step
from tests.drawing.inspection import loose_texts, outside, text_box, texts
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import Analysis, analyse
from visavis.blueprint.drawing import DisplayList, Group, PageSet, Role, draw_poster
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import load

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))


@lru_cache(maxsize=2)
def opened(file: Path) -> tuple[BlueprintDocument, Analysis]:
    made = load(file).document
    return made, analyse(made, plugins().rules)


def poster(made: BlueprintDocument, report: Analysis, paper: str, orientation: str) -> PageSet:
    return draw_poster(made, report, translator("fr"), paper=paper, orientation=orientation, annex=False)


# A share may stand at a letter where the flow’s words say it nowhere else.
LETTER = re.compile("[A-Z](?:, [A-Z])*(?: [0-9]+\\s%)?(?: → feuille [0-9]+| [(]feuille [0-9]+[)])?")


def letters(drawing: DisplayList) -> list[Group]:
    return [group for group in drawing.groups if group.role is Role.FLOW_LABEL and LETTER.fullmatch(group.title)]


def ends(drawing: DisplayList) -> list[Group]:
    return [group for group in drawing.groups if group.id.startswith("band-end")]


def covered(drawing: DisplayList, additions: list[Group]) -> list[str]:
    """What an addition stands on: any text, a card, the number of a friction, another addition."""
    found = []
    for group in additions:
        inner = group.bounds.inset(0.6)
        found += [f"{group.title} over {text.run.text!r}" for other, text in texts(drawing)
                  if other is not group and text.run.text.strip() and inner.intersects(text_box(text).inset(0.6))]
        found += [f"{group.title} over {other.role} {other.id}" for other in drawing.groups
                  if other.role in (Role.STEP, Role.EVIDENCE) and inner.intersects(other.bounds)]
        found += [f"{group.title} beside {other.title}" for other in additions
                  if other is not group and inner.intersects(other.bounds)]
    return found


@pytest.mark.few(3)
@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("paper", ["A3", "A0", "A4"])
@pytest.mark.parametrize("file", mostly_deep(EXAMPLES), ids=lambda file: file.name.split(".")[0])
def test_letters_and_ends_of_bands_stand_over_nothing(file: Path, paper: str, orientation: str) -> None:
    made, report = opened(file)
    pages = poster(made, report, paper, orientation)
    bands = sum(group.role is Role.LINE and group.id.split("~")[0] == "interaction"
                for page in pages.pages for group in page.drawing.groups)
    for page in pages.pages:
        drawing = page.drawing
        assert covered(drawing, [*letters(drawing), *ends(drawing)]) == []
        assert loose_texts(drawing) + outside(drawing) == []
    assert sum(len(ends(page.drawing)) for page in pages.pages) == bands - 1


def named(pages: PageSet) -> list[str]:
    """The letters of all sheets, one for each flow and end."""
    titles = [group.title for page in pages.pages for group in letters(page.drawing)]
    # A share may stand at a letter: “B 25% → sheet 2”.
    return [letter.split()[0] for title in titles for letter in title.split(" →")[0].split(" (")[0].split(", ")]


@pytest.mark.parametrize("file", mostly_deep(file for file in EXAMPLES if "shoeshine" not in file.name),
                         ids=lambda file: file.name.split(".")[0])
def test_each_cut_flow_has_its_letter_twice_in_the_order_of_flows(file: Path) -> None:
    pages = poster(*opened(file), "A4", "portrait")
    found = named(pages)
    assert found
    assert set(found) == {chr(ord("A") + at) for at in range(len(set(found)))}
    assert all(found.count(each) == 2 for each in found)


def two_sheets(*flows: tuple[str, str]) -> BlueprintDocument:
    """Three phases of six columns: the first of them is one sheet of A5, the others are on the second."""
    steps = [step(f"u{place}", phase=f"p{place // 6 + 1}", column=place % 6) for place in range(18)]
    return document(steps, [flow(f"f{at}", *ends) for at, ends in enumerate(flows)], phases=["Un", "Deux", "Trois"])


def test_a_cut_flow_names_the_sheet_where_it_goes_on_and_comes_from_and_no_other() -> None:
    made = two_sheets(("u2", "u14"), ("u3", "u15"), ("u2", "u16"))
    pages = poster(made, analysis(made), "A5", "landscape")
    told = [[group.title for group in letters(page.drawing)] for page in pages.pages]
    assert told == [["A, C → feuille 2", "B → feuille 2"], ["A (feuille 1)", "B (feuille 1)", "C (feuille 1)"]]
    assert [[group.title for group in ends(page.drawing)] for page in pages.pages] == [
        ["suite en 2, feuille 2"], ["suite en 3"]]


def test_within_one_sheet_the_letter_alone_is_enough() -> None:
    made = two_sheets(("u2", "u14"), ("u3", "u9"))
    (sheet,) = poster(made, analysis(made), "A3", "portrait").pages
    assert {group.title for group in letters(sheet.drawing)} == {"A", "B"}
    assert {group.title for group in ends(sheet.drawing)} <= {"suite en 2", "suite en 3"}
