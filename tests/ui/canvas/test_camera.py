"""Looking around: zoom around the pointer, fit, flights, and the quick ways of painting large drawings."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from tests.ui.canvas.conftest import CTRL, NONE, SHIFT, Hands, OpenCanvas, grid, small_service
from tests.ui.conftest import APA
from visavis.blueprint.storage import load
from visavis.ui.canvas.camera import LARGEST, SMALLEST, STEP
from visavis.ui.canvas.picture import sides_of
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.selection import step_refs

Key = Qt.Key


def turn_wheel(view: BlueprintView, by: int, modifiers: Qt.KeyboardModifier = NONE,
               position: QPoint | None = None) -> None:
    place = QPointF(position or view.viewport().rect().center())
    QApplication.sendEvent(view.viewport(), QWheelEvent(
        place, view.viewport().mapToGlobal(place), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False))


def paint_now(view: BlueprintView) -> None:
    QApplication.sendEvent(view, QEvent(QEvent.Type.UpdateRequest))


@pytest.mark.parametrize("size", [None, 120])
def test_at_first_both_sides_are_seen_at_full_size_from_the_first_column(
        open_canvas: OpenCanvas, size: int | None) -> None:
    view = open_canvas(blueprint_of(size) if size else small_service()).view
    area, body = view.camera.area(), view.surface.size()
    assert view.zoom() == 1.0
    assert area.topLeft() == body.topLeft()
    everybody, _ = sides_of(need(view.picture))
    assert area.top() <= everybody.top()
    assert everybody.bottom() <= area.bottom()


def test_a_blank_page_is_seen_at_full_size(open_canvas: OpenCanvas) -> None:
    assert open_canvas(grid()).view.zoom() == 1.0


@pytest.mark.parametrize("height", [700, 500, 420])
def test_in_a_low_window_the_two_lanes_at_the_line_are_whole(open_canvas: OpenCanvas, height: int) -> None:
    """Where not everybody's lane fits at full size, those that face each other do, or are seen from farther away."""
    view = open_canvas(blueprint_of(60)).view
    view.resize(1200, height)
    view.camera.begin(*sides_of(need(view.picture)))
    _, nearest = sides_of(need(view.picture))
    area = view.camera.area()
    assert area.top() <= nearest.top() + 1
    assert nearest.bottom() <= area.bottom() + 1
    assert view.zoom() == pytest.approx(min(1.0, view.viewport().height() / nearest.height()), abs=0.01)


@pytest.mark.slow
def test_a_panel_that_opens_leaves_both_sides_of_the_line_in_sight(open_canvas: OpenCanvas) -> None:
    view = open_canvas(blueprint_of(60)).view
    _, nearest = sides_of(need(view.picture))
    view.camera.centre_on(QPointF(600, nearest.bottom()))
    view.resize(1200, round(nearest.height()) + 40)
    area = view.camera.area()
    assert area.top() <= nearest.top() + 1
    assert nearest.bottom() <= area.bottom() + 1
    for height in (1200, 760, round(nearest.height()) + 42):
        view.resize(1200, height)
        view.camera.begin(*sides_of(need(view.picture)))
        view.resize(1200, round(nearest.height()) + 36)
        assert view.camera.area().top() <= nearest.top() + 1
        assert nearest.bottom() <= view.camera.area().bottom() + 1
    view.resize(1200, 800)
    view.camera.centre_on(QPointF(600, view.surface.size().bottom()))
    top = view.camera.area().top()
    if top > nearest.bottom():
        view.resize(1200, 700)
        assert view.camera.area().top() == pytest.approx(top, abs=1)


def test_control_and_the_wheel_zoom_around_the_pointer(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    view, position = open_canvas(blueprint_of(60)).view, QPoint(500, 300)
    view.set_zoom(1.5)
    view.camera.centre_on(QPointF(600, 500))
    under = view.mapToScene(position)
    with qtbot.waitSignal(view.zoom_changed) as zoomed:
        turn_wheel(view, 120, CTRL, position)
    assert zoomed.args == [pytest.approx(1.5 * STEP)]
    after = view.mapToScene(position)
    assert (after.x(), after.y()) == pytest.approx((under.x(), under.y()), abs=1.0)


def test_the_wheel_moves_along_a_drawing_whose_height_is_all_in_sight(open_canvas: OpenCanvas) -> None:
    view = open_canvas(blueprint_of(120)).view
    view.set_zoom(0.6)
    left = view.camera.area().left()
    turn_wheel(view, -120)
    assert view.camera.area().left() > left
    view.set_zoom(2.0)
    view.camera.centre_on(QPointF(900, 0))
    top, left = view.camera.area().top(), view.camera.area().left()
    turn_wheel(view, -120)
    assert view.camera.area().top() > top
    turn_wheel(view, -120, SHIFT)
    assert view.camera.area().left() > left


@pytest.mark.parametrize(("key", "scale"), [
    (Key.Key_Equal, STEP), (Key.Key_Minus, 1 / STEP), (Key.Key_0, 1.0),
])
def test_keys_zoom(hands: Hands, key: Qt.Key, scale: float) -> None:
    hands.view.set_zoom(1.0)
    hands.press(key, CTRL)
    assert hands.view.zoom() == pytest.approx(scale)


def test_zoom_stays_within_its_limits(hands: Hands) -> None:
    for _ in range(100):
        hands.view.zoom_in()
    assert hands.view.zoom() == LARGEST
    for _ in range(100):
        hands.view.zoom_out()
    assert hands.view.zoom() == SMALLEST


def test_flying_to_a_step_brings_it_into_the_middle_and_focuses_it(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    view = open_canvas(blueprint_of(120)).view
    view.set_reduced_motion(False)
    goal = QPointF(*need(view.picture).layout.cards["s90"].rect.centre)
    start = view.camera.area().center().x()
    view.fly_to("s90")
    assert view.camera.area().center().x() == pytest.approx(start, abs=1)
    qtbot.waitUntil(lambda: abs(view.camera.area().center().x() - goal.x()) < 2, timeout=1000)
    assert view.bridge.selection == step_refs("s90")


def test_flying_to_a_first_step_shows_no_blank_beside_it(open_canvas: OpenCanvas) -> None:
    view = open_canvas(blueprint_of(120)).view
    view.set_zoom(1.0)
    view.fly_to("s1")
    area, drawn = view.camera.area(), view.surface.size()
    assert area.left() == pytest.approx(drawn.left(), abs=1)
    assert area.top() >= drawn.top() - 1 or area.height() > drawn.height(), "blank only where all is in sight"
    assert area.contains(QPointF(*need(view.picture).layout.cards["s1"].rect.centre))


def test_with_reduced_motion_nothing_glides(open_canvas: OpenCanvas) -> None:
    view = open_canvas(blueprint_of(120)).view
    goal = need(view.picture).layout.cards["s90"].rect.centre
    view.fly_to("s90")
    assert view.camera.area().center().x() == pytest.approx(goal.x, abs=2)


def test_where_the_desktop_shows_no_animations_nothing_glides_either(open_canvas: OpenCanvas) -> None:
    class Still(QProxyStyle):
        def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:  # noqa: N802 - Qt's own name
            still = hint == QStyle.StyleHint.SH_Widget_Animation_Duration
            return 0 if still else super().styleHint(hint, *rest)

    view = open_canvas(blueprint_of(120)).view
    view.set_reduced_motion(False)
    style = Still("Fusion")
    view.setStyle(style)
    goal = need(view.picture).layout.cards["s90"].rect.centre
    view.fly_to("s90")
    assert view.camera.area().center().x() == pytest.approx(goal.x, abs=2)
    no_style: Any = None
    view.setStyle(no_style)


def test_the_cursor_is_kept_in_sight(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(blueprint_of(120))
    hands.press(Key.Key_End)
    rect = need(hands.view.navigation.rect())
    assert hands.view.camera.area().contains(rect)


def test_a_crowded_drawing_is_painted_from_tiles_and_a_small_one_is_not(open_canvas: OpenCanvas, hands: Hands) -> None:
    view = open_canvas(blueprint_of(300)).view
    view.fit()
    assert view.camera.paints_overview()
    hands.view.set_zoom(0.3)
    assert not hands.view.camera.paints_overview()


def test_a_zoom_moves_a_snapshot_until_it_settles(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    view = open_canvas(blueprint_of(300)).view
    view.set_zoom(0.55)
    qtbot.waitUntil(view.is_still, timeout=5000)
    turn_wheel(view, 30, CTRL)
    paint_now(view)
    assert view.camera.is_zooming()
    qtbot.waitUntil(lambda: not view.camera.is_zooming(), timeout=1000)


def test_an_edit_during_a_zoom_shows_the_new_drawing(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(blueprint_of(300))
    hands.view.set_zoom(0.55)
    qtbot.waitUntil(hands.view.is_still, timeout=5000)
    hands.view.navigation.go_to_step("s0")
    turn_wheel(hands.view, 30, CTRL)
    hands.press(Key.Key_Delete)
    assert not hands.view.camera.is_zooming()


def test_an_edit_changes_the_tiles(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(blueprint_of(300))
    view = hands.view
    view.fit()
    paint_now(view)
    qtbot.waitUntil(view.is_still, timeout=10000)
    before = view.grab().toImage()
    view.navigation.go_to_step("s0")
    hands.press(Key.Key_Delete)
    paint_now(view)
    qtbot.waitUntil(view.is_still, timeout=10000)
    view.overlays.clear("focus")
    paint_now(view)
    assert view.grab().toImage() != before


def test_the_open_field_goes_along_with_its_card(hands: Hands) -> None:
    hands.view.set_zoom(1.0)
    hands.view.fly_to("calls")
    hands.press(Key.Key_Return)
    field, viewport = hands.view.writing.editor, hands.view.viewport()
    for _ in range(2):
        assert field.geometry().contains(viewport.mapToParent(hands.at_step("calls")))
        hands.view.set_zoom(1.6)
        hands.view.camera.centre_on(QPointF(*need(hands.view.picture).layout.cards["calls"].rect.centre))
    hands.view.camera.pan(-37, 11)
    assert field.geometry().contains(viewport.mapToParent(hands.at_step("calls")))


# What a laptop of 1366 by 768 leaves the canvas and its headings beside palette, inspector and the closed frictions.
LAPTOP = (1046, 566)


def test_on_a_laptop_both_sides_and_seven_columns_are_seen_at_first(open_canvas: OpenCanvas) -> None:
    """Evidence, the citizens' lanes, the line, those in contact and those behind them are whole at full size."""
    view = open_canvas(load(APA).document).view
    view.resize(*LAPTOP)
    view.camera.begin(*sides_of(need(view.picture)))
    area, layout = view.camera.area(), need(view.picture).layout
    assert view.zoom() == 1.0
    whole = [lane.kind for lane in layout.lanes if area.top() <= lane.rect.y and lane.rect.bottom <= area.bottom()]
    assert whole == ["evidence", "citizen", "citizen", "frontstage", "backstage"]
    seen = [column for column in layout.columns if area.left() <= column.x and column.x + column.width <= area.right()]
    assert len(seen) >= 7
    assert seen[0] == layout.columns[0]


@pytest.mark.parametrize("scale", [0.05, 0.2, 1.0])
def test_the_drawing_covers_every_pixel_itself_and_nothing_is_painted_under_it(open_canvas: OpenCanvas,
                                                                              qtbot: QtBot, scale: float) -> None:
    view = open_canvas(blueprint_of(500)).view
    assert view.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    view.set_zoom(scale)
    # In the middle of a zoom, and when it has settled.
    for _ in range(2):
        image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        view.viewport().render(image, QPoint(), QRegion(), QWidget.RenderFlag.IgnoreMask)
        seen = image.convertToFormat(QImage.Format.Format_Alpha8)
        assert all(seen.pixelColor(x, y).alpha() == 255 for x in range(0, seen.width(), 3) for y in range(0, seen.height(), 3))
        qtbot.waitUntil(view.is_still)
