"""A small laptop at 200 %, or large text: what gives way, and that nothing becomes unreachable by it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.window_room import LEAST, room_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
# What is seen of the parts at each width and height, in logical pixels.
SIZES = [
    ((1366, 700), {"menu bar", "places", "search", "badge", "inspector", "map"}),
    ((1199, 700), {"menu bar", "places", "search", "badge", "rail", "map"}),
    ((1001, 700), {"menu bar", "places", "search", "badge", "rail", "map"}),
    ((999, 700), {"menu bar", "places button", "search button", "rail", "map"}),
    ((799, 700), {"menu button", "places button", "search button", "rail"}),
    ((683, 350), {"menu button", "places button", "search button", "rail"}),
    ((1366, 410), {"menu button", "places", "search", "badge", "inspector", "map"}),
]


def resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()


def seen_parts(window: MainWindow) -> set[str]:
    header = window.header
    parts: dict[str, QWidget] = {
        "menu bar": window.menuBar(), "menu button": header.menus, "places": header.tabs["draw"],
        "places button": header.places, "search": window.search_field, "search button": header.searching,
        "badge": header.badge, "inspector": window.inspector, "rail": window.rail, "map": window.canvas.minimap}
    return {name for name, part in parts.items() if part.isVisible()}


def outside(window: MainWindow) -> list[str]:
    """Return what of the visible buttons is not whole inside the window."""
    wrong = []
    for part in (window.header, window.palette_panel, window.rail, window.status):
        for one in part.findChildren(QAbstractButton):
            corner = one.mapTo(window, one.rect().bottomRight())
            if one.isVisible() and not window.rect().contains(corner):
                wrong.append(one.accessibleName() or one.text())
    return wrong


@pytest.mark.few(3)
@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_what_gives_way(open_window: Open, size: tuple[int, int], expected: set[str]) -> None:
    window = open_window(APA)
    resize(window, *size)
    assert (window.width(), window.height()) == size
    assert seen_parts(window) == expected
    assert outside(window) == []
    # And back again.
    resize(window, 1440, 900)
    assert {"menu bar", "places", "search", "badge", "inspector", "map"} == seen_parts(window)


def test_the_inspector_takes_some_of_a_wide_window_and_stays_as_it_was_dragged(open_window: Open) -> None:
    window = open_window(APA)
    frame = window.panels.slots["inspector"].frame
    splitter = frame.parentWidget()
    assert isinstance(splitter, QSplitter)
    for width, expected in ((1366, 276), (1680, 312), (1920, 312), (1440, 276)):
        resize(window, width, 900)
        assert frame.width() == expected
    canvas, dragged, *others = splitter.sizes()
    splitter.setSizes([canvas - 30, dragged + 30, *others])
    resize(window, 1680, 900)
    assert frame.width() == 306


def test_a_window_is_never_smaller_than_it_is_made_for(open_window: Open) -> None:
    window = open_window(BLANK)
    resize(window, 200, 100)
    assert window.size() == LEAST == QSize(640, 320)
    assert outside(window) == []


@pytest.mark.parametrize(("points", "width"), [(10.5, 700), (28.0, 1440)])
def test_large_text_takes_the_road_of_a_small_screen(open_window: Open, points: float, width: int) -> None:
    window = open_window(APA)
    window.appearance.set_temporary_text_size(points)
    resize(window, width, 900)
    assert room_of(window.size()).is_narrow
    assert "menu button" in seen_parts(window)
    assert outside(window) == []
    window.appearance.set_temporary_text_size(None)


def test_everything_is_reached_in_a_narrow_window(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    resize(window, 683, 350)
    # The menus: by their button, and their keys act as before.
    behind = [action.menu() for action in need(window.header.menus.menu()).actions()]
    assert behind == window.actions_table.menus()
    QTest.keyClick(window.canvas, Key.Key_Tab, CTRL)
    assert window.header.current_screen() == "table"
    window.go_to("draw")
    # The places by their button, the search by its icon.
    menu = need(window.header.places.menu())
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == tr("Frictions")).trigger()
    assert window.header.current_screen() == "frictions"
    assert window.header.places.text() == tr("Frictions")
    window.go_to("draw")
    QTest.mouseClick(window.header.searching, Qt.MouseButton.LeftButton)
    assert window.search_field.isVisible()
    assert window.search_field.hasFocus()
    QTest.keyClick(window.search_field, Key.Key_Escape)
    assert not window.search_field.isVisible()
    # The tools: two, and two menus of the others.
    palette = window.palette_panel
    assert [name for name, button in palette.buttons.items() if button.isVisible()] == ["select", "connect"]
    listed = 0
    for button in (palette.kinds, palette.more):
        assert button.isVisible()
        tools = need(button.menu())
        tools.aboutToShow.emit()
        listed += len(tools.actions())
    assert listed == len(palette.buttons) - 2


def test_the_rail_opens_one_panel_beside_the_drawing(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, 1100, 700)
    rail = window.rail
    assert not window.inspector.isVisible()
    QTest.mouseClick(rail.buttons["inspector"], Qt.MouseButton.LeftButton)
    assert window.inspector.isVisible()
    assert rail.buttons["inspector"].isChecked()
    assert window.canvas.isVisible()
    QTest.mouseClick(rail.buttons["notes"], Qt.MouseButton.LeftButton)
    assert window.beside.isVisible()
    assert not window.inspector.isVisible()
    assert not rail.buttons["inspector"].isChecked()
    QTest.mouseClick(rail.buttons["inspector"], Qt.MouseButton.LeftButton)
    assert window.inspector.isVisible()
    assert not window.beside.isVisible()
    QTest.mouseClick(rail.buttons["inspector"], Qt.MouseButton.LeftButton)
    assert not window.inspector.isVisible()


@pytest.mark.slow
def test_nothing_of_it_is_on_the_wall_and_all_of_it_afterwards(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, 900, 700)
    window.presentation.enter()
    QApplication.processEvents()
    assert not window.rail.isVisible()
    assert not window.menuBar().isVisible()
    window.presentation.leave()
    resize(window, 900, 700)
    assert seen_parts(window) == {"menu bar", "places button", "search button", "rail", "map"}


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_the_size_of_the_settings_is_worn_from_the_first_frame(open_window: Open, settings: UserSettings, tag: str) -> None:
    set_language(tag)
    settings.text_size = 20
    window = open_window(APA)
    small = {(type(one).__name__, one.objectName(), one.font().pointSizeF()) for one in window.findChildren(QWidget)
             if one.isVisible() and isinstance(one, QLabel | QAbstractButton) and 0 < one.font().pointSizeF() < 16}
    assert small == set()
    assert window.menuBar().font().pointSizeF() == QApplication.font().pointSizeF() == 20
    assert outside(window) == []


def test_the_window_opens_inside_its_screen(open_window: Open) -> None:
    window = open_window(BLANK)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.setGeometry(screen.right() - 100, screen.bottom() - 60, 5000, 4000)
    window.close()
    for _ in range(2):
        again = open_window(BLANK, as_kept=True)
        assert screen.contains(again.geometry())
        again.close()


def test_what_was_open_is_open_again(open_window: Open) -> None:
    window = open_window(BLANK)
    window.panels.toggle("palette")
    window.canvas.minimap.toggle()
    window.close()
    again = open_window(BLANK)
    assert not again.palette_panel.isVisible()
    assert again.inspector.isVisible()
    assert not again.canvas.minimap.is_wanted


@pytest.mark.few(2)
@pytest.mark.parametrize("place", ["draw", "table", "frictions", "journeys", "redesign"])
def test_the_place_is_where_it_was_left(open_window: Open, place: str) -> None:
    window = open_window(APA)
    window.go_to(place)
    window.close()
    again = open_window(APA)
    assert again.header.current_screen() == place
    assert again.header.tabs[place].isChecked()
    panel = again.panels.slots[place].panel if place != "draw" else again.canvas
    assert need(panel).isVisible()
    focused = need(again.focusWidget())
    assert focused is panel or need(panel).isAncestorOf(focused)
    again.go_to("draw")
    for _ in range(3):
        QApplication.processEvents()
    # What stood below the drawing gave way to the table only.
    assert {"palette", "inspector", "frictions"} <= {name for name in again.panels.slots if again.panels.is_shown(name)}
    assert again.canvas.zoom() == 1


@pytest.mark.parametrize("width", [1440, 900])
def test_the_notes_are_open_again(open_window: Open, width: int) -> None:
    window = open_window(APA)
    resize(window, width, 800)
    window.presentation.toggle_notes()
    window.close()
    again = open_window(APA)
    resize(again, width, 800)
    assert again.beside.isVisible()
    assert need(again.presentation.notes).isVisible()
    assert again.inspector.isVisible() == (width > 1200)
    assert again.canvas.hasFocus()
    again.presentation.toggle_notes()
    again.close()
    assert not open_window(APA).beside.isVisible()


def test_a_table_below_the_drawing_is_there_again_and_frictions_after_it(open_window: Open) -> None:
    window = open_window(APA)
    window.panels.toggle("table")
    window.close()
    again = open_window(APA)
    assert again.header.current_screen() == "draw"
    assert again.panels.is_shown("table")
    again.panels.toggle("table")
    assert not again.panels.is_shown("table")
    assert again.panels.is_shown("frictions")


@pytest.mark.slow
def test_a_window_that_is_closed_while_it_is_projected_opens_as_it_was_before(open_window: Open) -> None:
    window = open_window(APA)
    window.presentation.enter()
    QApplication.processEvents()
    window.close()
    again = open_window(APA)
    assert again.palette_panel.isVisible()
    assert again.inspector.isVisible()


def test_at_two_hundred_percent_everything_is_on_the_screen(tmp_path: Path) -> None:
    """Qt scales in a process of its own: 1366 by 768 pixels are 683 by 384 of its."""
    asked = ("import sys; from tests.ui.test_window_room import check_scaled; from pathlib import Path;"
             "check_scaled(Path(sys.argv[1]))")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"}
    subprocess.run([sys.executable, "-c", asked, str(tmp_path / "settings.ini")], env=environment, check=True,
                   timeout=60)


def check_scaled(path: Path) -> None:
    """Open a window of 1366 by 700 pixels at 200 %, and look for what is not in it."""
    from visavis.ui.application.launch import make_window
    from visavis.ui.application.portraits import wait_until_settled
    from visavis.ui.application.qt_application import make_application

    app = make_application()
    window = make_window(APA, UserSettings(path))
    assert window.devicePixelRatio() == 2 or window.screen().devicePixelRatio() == 2
    resize(window, 683, 350)
    window.show()
    wait_until_settled(app, window)
    assert window.size() == QSize(683, 350)
    assert outside(window) == []
    window.bridge.mark_saved()
    window.close()


def test_beside_a_narrow_drawing_one_thing_takes_the_others_place_whatever_opens_it(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, 1000, 700)
    QTest.keyClick(window.canvas, Key.Key_I, CTRL)
    assert window.inspector.isVisible()
    QTest.keyClick(window.canvas, Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.beside.isVisible()
    assert not window.inspector.isVisible()
    QTest.keyClick(window.canvas, Key.Key_I, CTRL)
    assert window.inspector.isVisible()
    assert not window.beside.isVisible()
    resize(window, 1440, 900)
    QTest.keyClick(window.canvas, Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.inspector.isVisible()
    assert window.beside.isVisible()
