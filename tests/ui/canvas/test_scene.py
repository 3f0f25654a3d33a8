"""A new drawing touches only the items of groups that differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF

from blueprint.drawing.display_list import Box, DisplayList, Group, Layer, Role, Text
from blueprint.layout.places import Rect
from blueprint.text.styles import GlyphRun, TextStyle
from ui.canvas.items import LEGIBLE_SCALE, GroupItem, without_text
from ui.canvas.scene import BlueprintScene

pytestmark = pytest.mark.usefixtures("qapp")


def card(step: str, x: float = 0.0, fill: str = "#FFFFFF") -> Group:
    rect = Rect(x, 0, 100, 60)
    return Group(step, Role.STEP, Layer.CARDS, rect, (Box(rect, fill=fill),))


def drawing(*groups: Group, background: str | None = "#FFFFFF") -> DisplayList:
    return DisplayList(500, 200, groups, background)


def test_an_equal_drawing_changes_nothing():
    scene = BlueprintScene()
    scene.show_drawing(drawing(card("a"), card("b", 120)))
    assert scene.show_drawing(drawing(card("a"), card("b", 120))) == []


def test_only_the_changed_group_is_painted_again_and_by_the_same_item():
    scene = BlueprintScene()
    scene.show_drawing(drawing(card("a"), card("b", 120)))
    kept, changed = scene.item(Role.STEP, "a"), scene.item(Role.STEP, "b")
    areas = scene.show_drawing(drawing(card("a"), card("b", 240)))
    assert scene.item(Role.STEP, "a") is kept
    assert scene.item(Role.STEP, "b") is changed
    assert len(areas) == 1
    assert areas[0].contains(QRectF(120, 0, 220, 60))


def test_groups_come_and_go():
    scene = BlueprintScene()
    scene.show_drawing(drawing(card("a")))
    assert len(scene.show_drawing(drawing(card("b", 120)))) == 2
    assert scene.item(Role.STEP, "a") is None
    assert scene.item(Role.STEP, "b").group == card("b", 120)
    assert len(scene.items()) == 1


def test_groups_that_share_role_and_id_are_told_apart():
    scene = BlueprintScene()
    scene.show_drawing(drawing(card("a"), card("a", 120)))
    assert scene.count() == 2
    assert len(scene.show_drawing(drawing(card("a"), card("a", 240)))) == 1


def test_higher_layers_lie_above():
    scene = BlueprintScene()
    flow = replace(card("f"), role=Role.FLOW, layer=Layer.FLOWS)
    scene.show_drawing(drawing(card("a"), flow))
    assert [item.group.id for item in scene.items(QRectF(10, 10, 1, 1))] == ["a", "f"]


def test_another_background_changes_everything():
    scene = BlueprintScene()
    scene.show_drawing(drawing(card("a")))
    assert scene.show_drawing(drawing(card("a"), background="#000000")) == [QRectF(0, 0, 500, 200)]


def test_text_too_small_to_read_becomes_a_bar_of_its_length():
    run = GlyphRun("Calls", TextStyle(12), 40.0, ())
    group = replace(card("a"), primitives=(Text(run, 5.0, 20.0, "#111111"),))
    (bar,) = without_text(group).primitives
    assert isinstance(bar, Box)
    assert (bar.rect.x, bar.rect.width, bar.fill) == (5.0, 40.0, "#111111")
    item = GroupItem(group)
    assert item.seen_at(LEGIBLE_SCALE) is group
    assert item.seen_at(LEGIBLE_SCALE / 2).primitives == (bar,)
