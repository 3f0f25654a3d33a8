"""What lies under a point: flows are as near on the screen at every zoom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from tests.need import need
from tests.ui.canvas.conftest import Hands
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.model import Cell
from visavis.ui.canvas.hit_testing import FLOW_REACH, Hit, HitKind, hit_at
from visavis.ui.kit.selection import ElementKind, ElementRef

# In points; at every scale the point lies in the channel beside the flow, away from cards and words.
SCALES = [0.5, 1.0, 2.0, 6.0]


def beside_flow(hands: Hands, pixels: float, scale: float) -> Hit:
    """What is hit so many pixels beside the first straight of the flow `then`."""
    start, end = need(hands.view.picture).layout.flows["then"].points[:2]
    assert start.y == end.y
    point = QPointF((start.x + end.x) / 2, start.y - pixels / scale)
    return hit_at(need(hands.view.picture).drawing, point, scale)


@pytest.mark.parametrize("scale", SCALES)
def test_a_flow_is_hit_within_some_pixels_of_the_screen(hands: Hands, scale: float) -> None:
    hit = beside_flow(hands, FLOW_REACH - 0.5, scale)
    assert (hit.target, hit.id) == (HitKind.FLOW, "then")
    assert hit.ref == ElementRef(ElementKind.FLOW, "then")


@pytest.mark.parametrize("scale", SCALES)
def test_a_flow_is_not_hit_farther_away(hands: Hands, scale: float) -> None:
    hit = beside_flow(hands, FLOW_REACH + 0.5, scale)
    assert hit.target is not HitKind.FLOW


def test_what_cannot_be_selected_has_no_reference(hands: Hands) -> None:
    hands.view.bridge.do(AddNote(text="!", at=Cell(lane="office", phase="ask", column=0)))
    picture = need(hands.view.picture)
    layout, drawing = picture.layout, picture.drawing
    empty = next(rect for cell, rect in layout.cells.items() if cell.lane == "tools")
    assert hit_at(drawing, QPointF(*empty.centre), 1.0).ref is None
    assert hit_at(drawing, QPointF(*layout.phases[0].rect.centre), 1.0).ref is None
    assert hit_at(drawing, QPointF(*layout.cards["calls"].rect.centre), 1.0).ref == ElementRef(ElementKind.STEP, "calls")
