"""Strips of lanes: whole, in steps where two share a row, and a rule where nothing stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing.builders import analysis, document, finding, step
from tests.need import need
from visavis.blueprint.drawing import LIGHT, Box, DisplayList, Group, Path, Role, compose
from visavis.blueprint.language import translator
from visavis.blueprint.layout import FULL, Layout, LayoutStyle, lay_out
from visavis.blueprint.model import BlueprintDocument

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
