"""Nothing stands over a card but what is the card's own: no map, no chip, no panel, no hint, no name, no grip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import BLANK, Open
from visavis.ui.canvas.overlays.highlights import OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer
from visavis.ui.features.journeys.journeys_panel import JourneysPanel
from visavis.ui.features.journeys.replay import Replay
from visavis.ui.window.main_window import MainWindow

LAPTOP = (1366, 700)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    made = open_window()
    made.resize(*LAPTOP)
    QApplication.processEvents()
    return made


def cards_in_sight(window: MainWindow) -> dict[str, QRect]:
    """Return what is seen of each card, in pixels of the window."""
    canvas = window.canvas
    seen, corner = canvas.viewport().rect(), canvas.viewport().mapTo(window, QPoint(0, 0))
    boxes = {step: canvas.mapFromScene(qrect(box.rect)).boundingRect().intersected(seen)
             for step, box in need(canvas.picture).layout.cards.items()}
    return {step: box.translated(corner) for step, box in boxes.items() if not box.isEmpty()}


def others(window: MainWindow) -> Iterator[tuple[QWidget, QRect]]:
    """Yield every visible widget that is neither the drawing nor around it, with its place in the window.

    The handles of splitters are wider than what is painted of them.
    """
    canvas = window.canvas
    around = {canvas.viewport(), canvas}
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QSplitterHandle):
            continue
        if widget.isVisible() and widget not in around and not widget.isAncestorOf(canvas):
            seen = widget.visibleRegion().boundingRect()
            yield widget, QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def covered(window: MainWindow) -> list[tuple[str, str]]:
    """Return which card is covered by what."""
    cards = cards_in_sight(window)
    assert cards
    return [(step, type(widget).__name__) for widget, place in others(window) for step, card in cards.items()
            if place.intersects(card)]


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2])
def test_no_widget_of_the_window_stands_over_a_card(window: MainWindow, zoom: float) -> None:
    window.canvas.set_zoom(zoom)
    assert covered(window) == []
    window.canvas.camera.centre_on(QPointF(1500, 600))
    assert covered(window) == []


def test_nothing_comes_to_stand_over_a_card_while_one_works(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.spotlight.show_only_here("lane")
    window.status.show_message("Une nouvelle")
    assert covered(window) == []
    canvas.spotlight.show_all()
    for refs in (key for key in list(canvas.headings.buttons)):
        canvas.point_at(canvas.headings.buttons[refs].heading)
    assert covered(window) == []


def test_what_is_written_stands_over_its_own_card_alone(window: MainWindow) -> None:
    canvas = window.canvas
    step = window.bridge.document.steps[3].id
    canvas.set_zoom(1.0)
    canvas.fly_to(step)
    canvas.edit_current()
    assert canvas.writing.editor.isVisible()
    assert {name for name, _ in covered(window)} <= {step}
    canvas.writing.forget()


def test_a_replay_stands_below_the_drawing(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to("journeys")
    panel = window.panels.find(JourneysPanel)
    qtbot.waitUntil(lambda: panel.is_settled() and panel.walk is not None, timeout=20_000)
    panel.replay.click()
    QApplication.processEvents()
    replay = need(window.canvas.findChild(Replay))
    assert replay.isVisible()
    assert covered(window) == []
    replay.end()
    assert window.canvas.viewport().geometry().bottom() == window.canvas.rect().bottom()


def grips(window: MainWindow) -> list[QRectF]:
    return [mark.rect for mark in window.canvas.overlays.of("handles") if mark.kind in (OverlayKind.HANDLE, OverlayKind.PLUS)]


@pytest.mark.few(2)
@pytest.mark.parametrize("zoom", [1.6, 1.0, 0.7, 0.45])
def test_grips_never_stand_over_another_card(window: MainWindow, zoom: float) -> None:
    canvas, shown = window.canvas, 0
    canvas.set_zoom(zoom)
    layout = need(canvas.picture).layout
    cards = {step: qrect(box.rect) for step, box in layout.cards.items()}
    area = canvas.camera.area()
    for card in cards.values():
        places = [card.center(), QPointF(card.right() + 6, card.center().y()), QPointF(card.right() + 6, card.top() + 4)]
        for place in places:
            if not area.contains(place):
                continue
            canvas.toolbox.active.deactivate()
            pointer = Pointer(canvas, canvas.mapFromScene(place), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
            canvas.toolbox.move(pointer)
            for grip in grips(window):
                shown += 1
                over = {other for other, box in cards.items() if box.intersects(grip)}
                assert over <= {canvas.toolbox.active.grips._card}  # type: ignore[attr-defined]  # its first tool
    assert shown


def test_a_press_on_another_card_takes_that_card_and_no_grip(window: MainWindow) -> None:
    canvas = window.canvas
    canvas.set_zoom(0.5)
    layout = need(canvas.picture).layout
    left, right = sorted((qrect(box.rect) for step, box in layout.cards.items() if not box.is_chip),
                         key=lambda box: (round(box.top()), box.left()))[:2]
    canvas.camera.centre_on(left.center())
    QTest.mouseMove(canvas.viewport(), canvas.mapFromScene(left.center()))
    canvas.toolbox.move(Pointer(canvas, canvas.mapFromScene(left.center()), Qt.MouseButton.NoButton,
                                Qt.KeyboardModifier.NoModifier))
    place = canvas.mapFromScene(QPointF(right.left() + 4, right.center().y()))
    assert canvas.hit(canvas.camera.to_scene(place)).target == "step"
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    (chosen,) = window.bridge.selection
    assert qrect(layout.cards[chosen.id].rect) == right


def test_the_hint_of_an_empty_drawing_stands_where_no_card_is(open_window: Open) -> None:
    window = open_window(BLANK)
    assert not window.canvas.empty.rect().isEmpty()
    assert window.bridge.document.steps == ()
