"""The map of the whole: there while something is out of sight, true to where the window looks, a way to look elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from tests.ui.canvas.conftest import Hands, grid, step


@pytest.fixture
def long(open_canvas, qtbot) -> Hands:
    hands = open_canvas(grid(*(step(f"s{column}", f"Étape {column}", column=column) for column in range(40))))
    hands.view.full_size()
    qtbot.waitUntil(hands.view.minimap.isVisible)
    return hands


def test_the_map_is_shown_only_while_something_is_out_of_sight(long: Hands) -> None:
    minimap = long.view.minimap
    assert minimap.geometry().right() < long.view.width()
    assert minimap.geometry().bottom() < long.view.height()
    long.view.fit()
    assert not minimap.isVisible()
    long.view.full_size()
    assert minimap.isVisible()
    minimap.toggle()
    assert not minimap.isVisible()
    minimap.toggle()
    assert minimap.isVisible()


def test_a_press_looks_there_and_a_drag_goes_along(long: Hands, qtbot) -> None:
    minimap = long.view.minimap
    for x in (90, 120, 150):
        qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(x, minimap.height() // 2))
        assert minimap.frame().center().x() == pytest.approx(x, abs=12)
    before = long.view.camera.area().center().x()
    qtbot.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    qtbot.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert long.view.camera.area().center().x() < before


def test_the_map_follows_the_document_and_the_window(long: Hands, qtbot) -> None:
    minimap = long.view.minimap
    before = minimap._map.toImage()
    long.view.travelling.go_to_step("s3")
    long.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: minimap._map.toImage() != before)
    long.view.resize(400, 300)
    qtbot.waitUntil(lambda: not minimap.isVisible())
