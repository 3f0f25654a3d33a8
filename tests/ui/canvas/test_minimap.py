"""The map of the whole: beside the drawing, true to where the window looks, a way to look elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.canvas.conftest import Hands, OpenCanvas, grid, step


@pytest.fixture
def long(open_canvas: OpenCanvas, qtbot: QtBot) -> Hands:
    hands = open_canvas(grid(*(step(f"s{column}", f"Étape {column}", column=column) for column in range(40))))
    hands.view.full_size()
    qtbot.waitUntil(lambda: hands.view.minimap.map is not None)
    return hands


def test_the_map_s_frame_follows_the_view(long: Hands) -> None:
    minimap, view = long.view.minimap, long.view
    before = minimap.frame()
    assert before.left() == pytest.approx(0, abs=1)
    view.camera.pan(-900, 0)
    assert minimap.frame().left() > before.left()
    share = view.camera.area().width() / view.surface.size().width()
    assert minimap.frame().width() == pytest.approx(share * minimap.width(), abs=2)
    view.fit()
    assert minimap.frame().width() >= minimap.width() - 4


def test_a_press_looks_there_and_a_drag_goes_along(long: Hands) -> None:
    minimap, before = long.view.minimap, long.view.document
    for x in (90, 120, 150):
        QTest.mousePress(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 10))
        assert minimap.frame().center().x() == pytest.approx(x, abs=12)
        QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 10))
    assert long.view.bridge.selection == frozenset()
    assert long.view.document is before


def test_the_map_follows_the_document(long: Hands, qtbot: QtBot) -> None:
    minimap = long.view.minimap
    before = need(minimap.map).toImage()
    long.view.navigation.go_to_step("s3")
    long.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: need(minimap.map).toImage() != before)


def test_the_map_stands_over_nothing_until_a_window_gives_it_a_place(long: Hands) -> None:
    assert not long.view.minimap.isVisible()


def test_a_short_drawing_has_a_short_map(long: Hands, open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    short = open_canvas(grid(step("a", "Une"), step("b", "Deux", column=1))).view.minimap
    qtbot.waitUntil(lambda: short.map is not None)
    assert short.width() < long.view.minimap.width() == 225
