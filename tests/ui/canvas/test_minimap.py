"""The map of the whole: there while something is out of sight, true to where the window looks, a way to look elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.canvas.conftest import Hands, OpenCanvas, grid, step


@pytest.fixture
def long(open_canvas: OpenCanvas, qtbot: QtBot) -> Hands:
    hands = open_canvas(grid(*(step(f"s{column}", f"Étape {column}", column=column) for column in range(40))))
    hands.view.full_size()
    qtbot.waitUntil(lambda: not hands.view.minimap.rect().isEmpty())
    return hands


def middle(long: Hands) -> float:
    """Return where on the map the middle of what the window shows is, in its pixels."""
    return long.view.minimap.frame().center().x()


def test_the_map_is_there_only_while_something_is_out_of_sight(long: Hands) -> None:
    minimap = long.view.minimap
    assert long.view.viewport().rect().contains(minimap.rect())
    long.view.fit()
    assert minimap.rect().isEmpty()
    long.view.full_size()
    assert not minimap.rect().isEmpty()
    minimap.toggle()
    assert minimap.rect().isEmpty()
    minimap.toggle()
    assert not minimap.rect().isEmpty()


def test_a_press_looks_there_and_a_drag_goes_along(long: Hands) -> None:
    corner = long.view.minimap.rect().topLeft()
    before = long.view.document
    for x in (90, 120, 150):
        long.click(corner + QPoint(x, 20))
        assert middle(long) == pytest.approx(x, abs=12)
    long.hold(corner + QPoint(150, 20))
    for x in (140, 120, 100):
        long.move(corner + QPoint(x, 20), Qt.MouseButton.LeftButton)
    assert middle(long) == pytest.approx(100, abs=12)
    long.let_go(corner + QPoint(100, 20))
    long.move(corner + QPoint(180, 20))
    assert middle(long) == pytest.approx(100, abs=12)
    assert long.view.bridge.selection == frozenset()
    assert long.view.document is before


def test_the_map_follows_the_document_and_the_window(long: Hands, qtbot: QtBot) -> None:
    minimap = long.view.minimap
    before = need(minimap._map).toImage()
    long.view.navigation.go_to_step("s3")
    long.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: need(minimap._map).toImage() != before)
    long.view.resize(400, 300)
    qtbot.waitUntil(lambda: minimap.rect().isEmpty())


def test_the_map_is_painted_where_it_stands(long: Hands) -> None:
    place, theme = long.view.minimap.rect(), long.view.theme
    shown = long.view.viewport().grab().toImage()
    colours = {shown.pixelColor(x, y).name().upper() for x in range(place.left(), place.right(), 2)
               for y in range(place.top(), place.bottom(), 2)}
    assert theme.citizen.ink in colours
