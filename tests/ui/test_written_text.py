"""Fields of several lines give back what stands in them, no-break spaces and all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from visavis.ui.fields.editors import TextEditor
from visavis.ui.kit.widgets import written_text


@pytest.mark.parametrize("text", ["", "a", "a\n\nb\n", "Où ? « Là » : 5\u00a0€", "n°\u00a05\u202f; \u00a0", "مرحبا 🙂"])
def test_a_text_comes_back_as_it_was_put(qtbot: QtBot, text: str) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.setPlainText(text)
    assert written_text(field) == text


def test_a_field_that_is_only_looked_at_changes_nothing(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    committed: list[object] = []
    editor.committed.connect(committed.append)
    editor.show_value("Que faire\u00a0? Le n°\u00a05")
    editor.show()
    editor.lines.setFocus()
    QApplication.processEvents()
    assert not editor.is_typed()
    editor.commit()
    assert committed == []
