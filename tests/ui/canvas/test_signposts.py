"""On a long blueprint the names of lanes and phases stay in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QFontMetrics

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from tests.ui.canvas.conftest import OpenCanvas, small_service
from visavis.ui.canvas.view import BlueprintView


def posts(view: BlueprintView) -> dict[str, QRect]:
    return {text: place for place, text, *_ in view.sticky_headings.headings(QFontMetrics(view.font()))}


@pytest.fixture
def view(open_canvas: OpenCanvas) -> BlueprintView:
    view = open_canvas(blueprint_of(120)).view
    view.set_zoom(1.0)
    return view


def test_headings_that_are_in_sight_need_no_signposts(open_canvas: OpenCanvas) -> None:
    assert posts(open_canvas(small_service()).view) == {}


def test_beyond_the_headings_each_lane_in_sight_is_named_at_the_left(view: BlueprintView) -> None:
    lane = need(view.picture).layout.lanes[0].rect
    view.camera.centre_on(QPointF(3000, lane.centre.y))
    found = posts(view)
    assert "Usager" in found
    assert found["Usager"].left() < 20
    assert lane.contains(*view.mapToScene(found["Usager"].center() + QPoint(0, 0)).toTuple())


def test_below_the_phases_each_phase_in_sight_is_named_at_the_top(view: BlueprintView) -> None:
    view.set_zoom(2.0)
    view.camera.centre_on(QPointF(1500, view.surface.size().bottom()))
    found = posts(view)
    named = [text for text in found if text.startswith("Phase")]
    assert named
    assert all(found[text].top() < 20 for text in named)


def test_no_lane_s_name_lies_under_a_phase_s(view: BlueprintView) -> None:
    view.set_zoom(2.0)
    phase = need(view.picture).layout.phases[2].rect
    window = view.viewport().rect()
    seen = False
    for lane in need(view.picture).layout.lanes:
        for below in range(0, int(lane.rect.height), 6):
            # The phase's name is in the middle of what is seen of it: a little of it at the left edge.
            view.camera.centre_on(QPointF(phase.right - 70 + window.width() / 2 / view.camera.scale,
                                          lane.rect.y + below + window.height() / 2 / view.camera.scale))
            found = posts(view)
            lanes = [place for text, place in found.items() if not text.startswith("Phase")]
            phases = [place for text, place in found.items() if text.startswith("Phase")]
            assert not any(one.intersects(other) for one in lanes for other in phases)
            assert not any(one.intersects(other) for one in lanes for other in lanes if one is not other)
            seen = seen or any(place.left() < 60 for place in phases)
    assert seen


def test_long_names_are_cut_to_the_board(open_canvas: OpenCanvas) -> None:
    document = blueprint_of(120)
    lanes = tuple(lane.model_copy(update={"name": "Très long nom " * 30}) for lane in document.head.lanes)
    view = open_canvas(document.replace(head=document.head.model_copy(update={"lanes": lanes}))).view
    view.set_zoom(1.0)
    view.camera.centre_on(QPointF(3000, 300))
    left, _top = view.sticky_headings.strips()
    assert posts(view)
    assert all(left.contains(place) for text, place in posts(view).items() if not text.startswith("Phase"))
