"""Journeys that are higher than a sheet break between lanes; no type is smaller for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.layout.builders import journey
from visavis.blueprint.drawing import Role, draw_poster
from visavis.blueprint.drawing.paper import Orientation, make_sheet
from visavis.blueprint.drawing.poster.band_breaking import group_lanes
from visavis.blueprint.drawing.poster.pages import make_poster
from visavis.blueprint.drawing.poster.pagination import least_scale, paginate
from visavis.blueprint.drawing.poster.poster_parts import needed_height
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument


def crowd(citizens: int, front: int, back: int, columns: int, stack: int = 1) -> BlueprintDocument:
    """Build a journey with a step in every cell, and a flow from each to a step two lanes and one column on."""
    lanes = [("proofs", "evidence"), *((f"c{at}", "citizen") for at in range(citizens)),
             *((f"f{at}", "frontstage") for at in range(front)), *((f"b{at}", "backstage") for at in range(back)),
             ("tools", "support")]
    steps = [(f"{lane}-{column}-{depth}", lane, column, {"title": f"Vérifier la pièce {column} du dossier"})
             for lane, _ in lanes for column in range(columns) for depth in range(stack)]
    flows = [(f"{one}-{column}-0", f"{other}-{column + 1}-0") for (one, _), (other, _) in zip(lanes, lanes[2:], strict=False)
             for column in range(columns - 1)]
    return journey(steps, flows, lanes=lanes)


TALL = {"twelve lanes": crowd(4, 3, 3, 12), "two dozen lanes": crowd(8, 7, 7, 5),
        "a dozen citizens": crowd(12, 1, 1, 4), "stacks": crowd(1, 1, 1, 3, stack=7),
        "sixty in a cell": journey([*((f"x{at}", "citizen", 0) for at in range(60)), ("y", "front", 1)],
                                   [(f"x{at}", f"x{at + 1}") for at in range(59)])}
PAPERS = (("A5", "landscape"), ("A4", "landscape"), ("A4", "portrait"), ("A3", "landscape"), ("A0", "landscape"))


@pytest.mark.few(7)
@pytest.mark.parametrize(("paper", "orientation"), PAPERS)
@pytest.mark.parametrize("name", TALL)
def test_a_tall_journey_takes_more_sheets_and_no_smaller_type(name: str, paper: str, orientation: str) -> None:
    made, sheet = make_poster(TALL[name], None, translator("fr")), make_sheet(paper, Orientation(orientation))
    plan = paginate(made, sheet)
    assert plan.scale >= least_scale(sheet) - 1e-9
    width, height = sheet.inner_width / plan.scale, sheet.inner_height / plan.scale
    for number, content in enumerate(plan.contents):
        assert needed_height(made, width, content, first=number == 0) <= height + 0.01
        assert all(band.width <= width + 0.01 for band in content.bands)
    stood = [step for content in plan.contents for band in content.bands for step in band.cards]
    assert sorted(stood) == sorted(TALL[name].step_by_id)


def test_the_conversation_stays_whole_and_flows_go_on_by_letters() -> None:
    made = make_poster(TALL["two dozen lanes"], None, translator("fr"))
    plan = paginate(made, make_sheet("A4", Orientation.LANDSCAPE))
    bands = [band for content in plan.contents for band in content.bands]
    assert len(bands[0].lanes) < len(TALL["two dozen lanes"].head.lanes)
    talking = [band for band in bands if band.conversation is not None]
    assert [{"c7", "f0"} <= {lane.lane for lane in band.lanes} for band in talking] == [True] * len(talking)
    assert talking
    pages = draw_poster(TALL["two dozen lanes"], None, translator("fr"), paper="A4")
    # « A, B → feuille 2 » are two letters.
    letters = [[letter for group in page.drawing.groups if group.role is Role.FLOW_LABEL
                for letter in group.title.split(" →")[0].split(" (")[0].split(", ")] for page in pages.sheets]
    cut = {title for titles in letters for title in titles}
    assert cut
    # Each letter is found again: where its flow ends and where it goes on.
    assert {sum(titles.count(letter) for titles in letters) for letter in cut} == {2}


def test_lanes_are_named_once_in_the_annex_however_often_they_go_on() -> None:
    document = TALL["two dozen lanes"]
    long = "Service départemental de l’instruction des demandes " * 4
    lanes = tuple(lane.model_copy(update={"name": f"{long}{lane.id}"}) for lane in document.head.lanes)
    named = document.replace(head=document.head.model_copy(update={"lanes": lanes}))
    pages = draw_poster(named, None, translator("fr"), paper="A4")
    told = [group.description for page in pages.pages if page.is_annex for group in page.drawing.groups]
    for lane in lanes:
        assert sum(f"{lane.name}".strip() in text for text in told) == 1


def band(*heights: float, talk: int | None = None) -> Any:
    """Make a band with a head of 10 and lanes of some heights, the conversation before lane number `talk`."""
    tops = [10.0]
    for height in heights:
        tops.append(tops[-1] + height)
    return SimpleNamespace(
        lanes=[SimpleNamespace(rect=Rect(0.0, top, 9.0, 1.0)) for top in tops[:-1]], height=tops[-1],
        conversation=None if talk is None else Rect(0.0, tops[talk] - 1.0, 9.0, 0.5))


@pytest.mark.parametrize(("heights", "talk", "room", "parts"), [
    ((30, 30, 30, 30), None, 130, ((0, 3),)),
    ((30, 30, 30, 30), None, 100, ((0, 1), (2, 3))),
    # The conversation stays whole, though the parts are less alike.
    ((30, 30, 30, 30), 2, 100, ((0, 0), (1, 3))),
    ((30, 200, 30), None, 100, ((0, 0), (1, 1), (2, 2))),
    ((30,), None, 10, ((0, 0),)),
])
def test_lanes_are_grouped_into_as_few_parts_as_stand_on_sheets(
        heights: tuple[float, ...], talk: int | None, room: float, parts: tuple[tuple[int, int], ...]) -> None:
    assert group_lanes([band(*heights, talk=talk)], room) == parts


def test_a_part_is_low_enough_in_every_band() -> None:
    assert group_lanes([band(80, 20, 10), band(10, 10, 80)], 100) == ((0, 0), (1, 2))


