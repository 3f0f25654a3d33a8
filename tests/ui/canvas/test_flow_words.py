"""The words on a chosen flow stay readable: they lie over the mark of the choice."""

from __future__ import annotations

from tests.need import need
from tests.ui.canvas.conftest import OpenCanvas, small_service
from visavis.blueprint.drawing import Role
from visavis.blueprint.layout import Rect
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.selection import ElementKind, ElementRef


def test_the_words_of_a_chosen_flow_lie_over_its_mark(open_canvas: OpenCanvas) -> None:
    view = open_canvas(small_service()).view
    flow, line = next((key, line) for key, line in need(view.picture).layout.flows.items() if line.label is not None)
    view.bridge.select({ElementRef(ElementKind.FLOW, flow)})
    mark = next(mark for marks in view.overlays._marks.values() for mark in marks
                if mark.kind is OverlayKind.FLOW_SELECTION)
    words = need(mark.group)
    assert words.role is Role.FLOW_LABEL
    label: Rect = need(line.label).rect
    assert words.bounds.move(*line.points[0]) == label
    assert mark.area.contains(qrect(label))
