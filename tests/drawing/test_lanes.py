"""Strips of lanes: whole, in steps where two share a row, and a rule where nothing stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing.builders import analysis, document, finding, step
from tests.drawing.inspection import loose_texts, shown_texts
from tests.need import need
from visavis.blueprint.drawing import LIGHT, Box, ComposeOptions, DisplayList, Group, Path, Role, compose
from visavis.blueprint.drawing.poster.band_breaking import PAPER, break_bands, lay_out_bands
from visavis.blueprint.language import translator
from visavis.blueprint.layout import FULL, Layout, LayoutStyle, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import metrics

LOW = replace(FULL, nests_agents=True, rule_height=8.0, is_support_low=True)


def made() -> BlueprintDocument:
    return document([step("u"), step("a", "scene", column=1), step("b", "coulisses", column=2)])


def drawn(style: LayoutStyle) -> tuple[DisplayList, Layout]:
    laid = lay_out(made(), style=style)
    return compose(made(), laid, analysis(made()), LIGHT, translator("fr")), laid


def lane(drawing: DisplayList, name: str) -> Group:
    return next(group for group in drawing.groups if (group.role, group.id) == (Role.LANE, name))


def corners_of(path: Path) -> list[tuple[float, float]]:
    return [(float(segment[1]), float(segment[2])) for segment in path.segments if segment[0] != "Z"]


def test_the_strip_of_the_lower_lane_begins_at_the_line_of_visibility() -> None:
    drawing, laid = drawn(LOW)
    line = next(group for group in drawing.groups if (group.role, group.id) == (Role.LINE, "visibility"))
    stepped = next(part for part in line.primitives if isinstance(part, Path))
    strip = next(part for part in lane(drawing, "coulisses").primitives if isinstance(part, Path))
    assert strip.fill == LIGHT.of(made().lane_by_id["coulisses"]).tint
    corners = corners_of(stepped)
    assert len(corners) > 4
    assert set(corners[1:]) <= set(corners_of(strip))
    assert line.bounds.y <= min(y for _, y in corners)
    boxes = {box.lane: box for box in laid.lanes}
    spines = [next(part for part in lane(drawing, name).primitives if isinstance(part, Box) and part.rect.width < 10)
              for name in ("scene", "coulisses")]
    assert spines[0].rect.bottom == spines[1].rect.y == need(boxes["coulisses"].span)[0]


def test_two_names_and_the_caption_between_them_do_not_meet() -> None:
    _, laid = drawn(LOW)
    upper, lower = (box.heading for box in laid.lanes if box.lane in ("scene", "coulisses"))
    assert upper.bottom + LOW.least <= lower.y


def test_an_empty_lane_is_a_line_from_its_name_to_the_end() -> None:
    empty = made().replace(steps=made().steps[:2])
    laid = lay_out(empty, style=LOW)
    drawing = compose(empty, laid, analysis(empty), LIGHT, translator("fr"))
    rule = lane(drawing, "coulisses")
    assert not [part for part in rule.primitives if isinstance(part, Box) and part.rect.width > 10]
    (line,) = (part for part in rule.primitives if isinstance(part, Path))
    box = next(box for box in laid.lanes if box.lane == "coulisses")
    assert corners_of(line)[0][0] >= box.heading.x + box.title.width
    assert corners_of(line)[-1][0] == box.rect.right


@pytest.mark.parametrize(("lane_id", "above"), [("coulisses", 10.0), ("appui", 15.0)])
def test_the_number_of_a_friction_leaves_the_words_of_a_chip(lane_id: str, above: float) -> None:
    journey = document([step("u"), step("s", lane_id, column=1)])
    laid = lay_out(journey, style=LOW)
    drawing = compose(journey, laid, analysis(journey, finding("retyping", "s")), LIGHT, translator("fr"))
    (pill,) = (group for group in drawing.groups if group.role is Role.HOTSPOT)
    assert laid.cards["s"].rect.y - pill.bounds.y == above


def test_a_long_name_of_an_empty_lane_is_whole_beside_its_rule() -> None:
    empty = made().replace(steps=made().steps[:2])
    named = empty.replace(head=empty.head.model_copy(update={"lanes": tuple(
        lane.model_copy(update={"name": "Fonctions support"}) for lane in empty.head.lanes)}))
    rules = [box for box in lay_out(named, style=LOW).lanes if box.is_rule]
    assert rules
    assert [box.title.is_cut or len(box.title.lines) > 1 for box in rules] == [False] * len(rules)


def figures_on_bars(width: float, *figures: str) -> list[str]:
    """What stands on the bar of a phase of one column that is so wide, after its name."""
    made = document([step("u")], phases=["Un"])
    layout = lay_out(made, style=replace(PAPER, card_width=width))
    drawing = compose(made, layout, None, LIGHT, translator("fr"), options=ComposeOptions(phase_figures={"p1": figures}))
    (bar,) = (group for group in drawing.groups if group.role is Role.PHASE)
    assert loose_texts(DisplayList(drawing.width, drawing.height, (bar,))) == []
    assert (figures[0] in bar.description) is bool(figures)
    return shown_texts(bar)[1:]


def test_a_phase_says_at_its_right_what_it_takes_as_far_as_there_is_room() -> None:
    long, short = "8 j d’attente · 5 h 46 de travail", "8 j d’attente"
    assert [figures_on_bars(width, long, short) for width in (400.0, 180.0, 92.0)] == [[long], [short], []]


def test_a_phase_that_goes_on_in_another_band_says_it_once() -> None:
    made = document([step(f"u{at}", column=at) for at in range(8)], phases=["Un"])
    laid = lay_out_bands(made, PAPER, metrics(), break_bands(made, 2, 4))
    found = [compose(made, layout, None, LIGHT, translator("fr"),
                     options=ComposeOptions(phase_figures={"p1": ["8 j d’attente"]})) for layout in laid.bands]
    assert [sum("8 j d’attente" in shown_texts(group) for group in drawing.groups) for drawing in found] == [1, 0]


def test_a_line_begins_after_the_name_of_an_empty_lane() -> None:
    empty = made().replace(head=made().head.model_copy(update={"lanes": tuple(
        lane.model_copy(update={"name": "Fonctions support"}) if lane.id == "appui" else lane
        for lane in made().head.lanes)}))
    laid = lay_out(empty, style=PAPER)
    drawing = compose(empty, laid, analysis(empty), LIGHT, translator("fr"))
    line = next(group for group in drawing.groups if (group.role, group.id) == (Role.LINE, "internal"))
    name = next(box for box in laid.lanes if box.lane == "appui")
    assert name.is_rule
    (dotted,) = (part for part in line.primitives if isinstance(part, Path))
    assert corners_of(dotted)[0][0] >= name.heading.x + name.title.width
