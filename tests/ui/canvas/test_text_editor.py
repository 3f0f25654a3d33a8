"""Writing in place: what ends it, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from visavis.ui.canvas.text_editor import InPlaceEditor, WritingEnd


class Room(QWidget):
    """A window with a place for the editor and another field beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(600, 200)
        self.canvas = QWidget(self)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setGeometry(0, 0, 300, 200)
        self.other = QLineEdit(self)
        self.other.setGeometry(350, 20, 200, 30)
        self.editor = InPlaceEditor(self.canvas)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    window = Room()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def opened(room: Room, text: str = "", *, select: bool = False) -> InPlaceEditor:
    room.editor.open_at(QRect(10, 10, 200, 60), text, QFont(), select=select)
    return room.editor


@pytest.mark.parametrize(("key", "modifiers", "ending"), [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, WritingEnd.COMMIT),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, WritingEnd.COMMIT),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, WritingEnd.NEXT),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, WritingEnd.ANSWER),
])
def test_keys_end_the_writing_and_say_what_comes_next(qtbot: QtBot, room: Room, key: Qt.Key, modifiers: Qt.KeyboardModifier, ending: WritingEnd) -> None:
    editor = opened(room)
    QTest.keyClicks(editor, "Calls the office")
    with qtbot.waitSignal(editor.written) as written:
        QTest.keyClick(editor, key, modifiers)
    assert written.args == ["Calls the office", ending]
    assert not editor.isVisible()
    assert room.canvas.hasFocus()


def test_escape_gives_up(qtbot: QtBot, room: Room) -> None:
    editor = opened(room, "Old")
    QTest.keyClicks(editor, " and new")
    with qtbot.waitSignal(editor.cancelled), qtbot.assertNotEmitted(editor.written):
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_leaving_the_field_commits_what_was_typed(qtbot: QtBot, room: Room) -> None:
    editor = opened(room)
    QTest.keyClicks(editor, "Half a title")
    with qtbot.waitSignal(editor.written) as written:
        QTest.mouseClick(room.other, Qt.MouseButton.LeftButton)
    assert written.args == ["Half a title", WritingEnd.LEFT]


def test_selected_text_is_replaced_by_typing_and_line_breaks_become_spaces(qtbot: QtBot, room: Room) -> None:
    editor = opened(room, "Old title", select=True)
    QTest.keyClicks(editor, "New")
    editor.insertPlainText("\npasted\ttitle ")
    with qtbot.waitSignal(editor.written) as written:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert written.args == ["New pasted title", WritingEnd.COMMIT]


def test_a_long_text_makes_the_field_higher_but_never_leaves_the_window(room: Room) -> None:
    editor = opened(room, "Un mot")
    assert editor.height() == 60
    editor.insertPlainText(" encore un mot" * 8)
    assert editor.height() > 60
    editor.insertPlainText(" encore un mot" * 60)
    assert room.canvas.rect().contains(editor.geometry())


def test_the_shortcut_that_saves_commits_first(qtbot: QtBot, room: Room) -> None:
    editor = opened(room)
    QTest.keyClicks(editor, "Avant de partir")
    with qtbot.waitSignal(editor.written) as written:
        QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert written.args == ["Avant de partir", WritingEnd.LEFT]
