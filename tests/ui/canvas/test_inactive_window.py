"""A window that is not active, as under a desktop without a window manager: no field ever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.canvas.conftest import told_as


def test_keys_that_the_field_has_no_use_for_end_at_the_canvas(hands, qtbot, monkeypatch):
    view = hands.view
    view.navigation.go_to_step("learns")
    view.edit_current()
    monkeypatch.setattr(type(view.writing.editor), "hasFocus", lambda _: False)

    qtbot.keyClick(view, Qt.Key.Key_F7)
    qtbot.keyClick(view, Qt.Key.Key_Shift)

    assert view.writing.is_open
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.writing.is_open


def test_the_hint_goes_back_to_the_usual_keys(hands, qtbot):
    view = hands.view
    hints: list[str] = []
    view.status_hint.connect(hints.append)
    view.navigation.go_to_step("learns")
    view.edit_current()
    assert told_as("Esc", "Échap") in hints[-1]
    hands.press(Qt.Key.Key_Return)
    assert hints[-1] == view.toolbox.active.hint()
