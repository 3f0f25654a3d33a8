"""A window that is not active, as under a desktop without a window manager: no field ever has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.conftest import Hands, told_as


def test_keys_that_the_field_has_no_use_for_end_at_the_canvas(hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = hands.view
    view.navigation.go_to_step("learns")
    view.edit_current()
    monkeypatch.setattr(type(view.writing.editor), "hasFocus", lambda _: False)

    QTest.keyClick(view, Qt.Key.Key_F7)
    QTest.keyClick(view, Qt.Key.Key_Shift)

    assert view.writing.is_open
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert not view.writing.is_open


def test_the_hint_goes_back_to_the_usual_keys(hands: Hands, qtbot: QtBot) -> None:
    view = hands.view
    hints: list[str] = []
    view.status_hint.connect(hints.append)
    view.navigation.go_to_step("learns")
    view.edit_current()
    assert told_as("Esc", "Échap") in hints[-1]
    hands.press(Qt.Key.Key_Return)
    assert hints[-1] == view.toolbox.active.hint()
