"""The palette: icons with words in their tooltips, all of them where there is room, and none out of reach where not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QWidget

from tests.ui.conftest import Open
from visavis.ui.features.palette import Palette
from visavis.ui.window.main_window import MainWindow


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    made = open_window()
    made.resize(1366, 700)
    made.frictions.hide()
    QApplication.processEvents()
    return made


def test_all_tools_are_in_sight_on_a_laptop(window: MainWindow) -> None:
    palette = window.palette_panel
    assert palette.width() == 44
    assert len(palette.buttons) == 11
    assert all(button.isVisible() and button.size().toTuple() == (32, 32) for button in palette.buttons.values())
    assert not palette.more.isVisible()
    tops = [button.y() for button in palette.buttons.values()]
    steps = [below - above for above, below in pairwise(tops)]
    assert sorted(steps) == [36] * 8 + [47] * 2
    assert tops[-1] + 36 - tops[0] == 418


def test_every_tool_is_named_and_has_its_key_in_its_tooltip(window: MainWindow) -> None:
    for name, button in window.palette_panel.buttons.items():
        assert button.accessibleName()
        assert button.accessibleName() in button.toolTip()
        assert button.text() == ""
        if name in ("connect", "add-note", "phase", "add-wait"):
            assert "+" in button.toolTip()


@pytest.mark.parametrize("height", [400, 250, 120])
def test_where_not_all_have_room_the_last_button_has_the_others(window: MainWindow, height: int) -> None:
    palette = window.palette_panel
    palette.setFixedHeight(height)
    QApplication.processEvents()
    assert palette.more.isVisible()
    shown = [button for button in (*palette.buttons.values(), palette.more) if button.isVisible()]
    assert all(palette.rect().contains(button.geometry()) for button in shown)
    menu = palette.more.menu()
    menu.aboutToShow.emit()
    said = {action.text() for action in menu.actions()}
    assert said == {button.accessibleName() for button in palette.buttons.values() if button.isHidden()}


def test_a_tool_is_taken_from_the_menu_of_the_others(window: MainWindow) -> None:
    palette = window.palette_panel
    palette.setFixedHeight(200)
    QApplication.processEvents()
    menu = palette.more.menu()
    menu.aboutToShow.emit()
    note = palette.buttons["add-note"]
    next(action for action in menu.actions() if action.text() == note.accessibleName()).trigger()
    assert window.canvas.tool() == "add-note"
    menu.aboutToShow.emit()
    assert next(action for action in menu.actions() if action.text() == note.accessibleName()).isChecked()


def test_large_text_makes_the_tools_larger(window: MainWindow) -> None:
    window.appearance.set_temporary_text_size(21)
    QApplication.processEvents()
    palette = window.palette_panel
    assert palette.buttons["select"].width() == 64
    assert all(button.isVisible() or palette.more.isVisible() for button in palette.buttons.values())
    window.appearance.set_temporary_text_size(None)


def test_a_palette_alone_takes_tools(qtbot: object) -> None:
    palette = Palette()
    taken: list[str] = []
    palette.taken.connect(taken.append)
    palette.show()
    palette.resize(44, 600)
    QTest.mouseClick(palette.buttons["connect"], Qt.MouseButton.LeftButton)
    assert taken == ["connect"]
    palette.close()
    palette.deleteLater()


@pytest.mark.parametrize(("width", "height"), [(1366, 700), (1366, 420), (700, 700), (683, 320)])
def test_a_rule_stands_between_two_tools(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()
    shown = [part for part in window.palette_panel.children() if isinstance(part, QWidget) and part.isVisible()]
    shown.sort(key=lambda part: part.y())
    is_rule = [isinstance(part, QFrame) and not isinstance(part, QToolButton) for part in shown]
    assert not is_rule[0]
    assert not is_rule[-1]
    assert not any(one and other for one, other in pairwise(is_rule))
