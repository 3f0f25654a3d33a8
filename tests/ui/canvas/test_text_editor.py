"""Writing in place: what ends it, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QWidget

from visavis.ui.canvas.text_editor import InPlaceEditor, WritingEnd


@pytest.fixture
def room(qtbot):
    """A window with a place for the editor and another field beside it."""
    window = QWidget()
    window.resize(600, 200)
    window.canvas = QWidget(window)
    window.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.canvas.setGeometry(0, 0, 300, 200)
    window.other = QLineEdit(window)
    window.other.setGeometry(350, 20, 200, 30)
    window.editor = InPlaceEditor(window.canvas)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def opened(room, text="", *, select=False):
    room.editor.open_at(QRect(10, 10, 200, 60), text, QFont(), select=select)
    return room.editor


@pytest.mark.parametrize(("key", "modifiers", "ending"), [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, WritingEnd.COMMIT),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, WritingEnd.COMMIT),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, WritingEnd.NEXT),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, WritingEnd.ANSWER),
])
def test_keys_end_the_writing_and_say_what_comes_next(qtbot, room, key, modifiers, ending):
    editor = opened(room)
    qtbot.keyClicks(editor, "Calls the office")
    with qtbot.waitSignal(editor.written) as written:
        qtbot.keyClick(editor, key, modifiers)
    assert written.args == ["Calls the office", ending]
    assert not editor.isVisible()
    assert room.canvas.hasFocus()


def test_escape_gives_up(qtbot, room):
    editor = opened(room, "Old")
    qtbot.keyClicks(editor, " and new")
    with qtbot.waitSignal(editor.cancelled), qtbot.assertNotEmitted(editor.written):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_leaving_the_field_commits_what_was_typed(qtbot, room):
    editor = opened(room)
    qtbot.keyClicks(editor, "Half a title")
    with qtbot.waitSignal(editor.written) as written:
        qtbot.mouseClick(room.other, Qt.MouseButton.LeftButton)
    assert written.args == ["Half a title", WritingEnd.LEFT]


def test_selected_text_is_replaced_by_typing_and_line_breaks_become_spaces(qtbot, room):
    editor = opened(room, "Old title", select=True)
    qtbot.keyClicks(editor, "New")
    editor.insertPlainText("\npasted\ttitle ")
    with qtbot.waitSignal(editor.written) as written:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert written.args == ["New pasted title", WritingEnd.COMMIT]


def test_a_long_text_makes_the_field_higher_but_never_leaves_the_window(room):
    editor = opened(room, "Un mot")
    assert editor.height() == 60
    editor.insertPlainText(" encore un mot" * 8)
    assert editor.height() > 60
    editor.insertPlainText(" encore un mot" * 60)
    assert room.canvas.rect().contains(editor.geometry())


def test_the_shortcut_that_saves_commits_first(qtbot, room):
    editor = opened(room)
    qtbot.keyClicks(editor, "Avant de partir")
    with qtbot.waitSignal(editor.written) as written:
        qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert written.args == ["Avant de partir", WritingEnd.LEFT]
