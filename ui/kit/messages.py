"""Telling people something that they must know, and asking what only they can decide: plain text, one box."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Answer = TypeVar("Answer")


def show_message(parent: QWidget | None, title: str, text: str, *, is_fault: bool = True) -> None:
    """Show a message and wait until it was read; what is no fault comes without a warning's sign."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if is_fault else QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{title}\n\n{text}")
    box.exec()


def ask(parent: QWidget | None, title: str, text: str, answers: Mapping[str, Answer], *,
        careful: bool = False) -> Answer | None:
    """Ask with a button for each of `answers`, by its words, and one to give up, which returns None.

    The first answer is the one that Enter gives; where something would be lost (`careful`), Enter gives up.
    """
    from PySide6.QtWidgets import QAbstractButton, QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    roles = QMessageBox.ButtonRole
    buttons = [box.addButton(words, roles.ActionRole if index else roles.AcceptRole)
               for index, words in enumerate(answers)]
    give_up = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(give_up if careful else buttons[0])
    box.exec()
    given: dict[QAbstractButton, Answer] = dict(zip(buttons, answers.values(), strict=True))
    answer = given.get(box.clickedButton())
    box.deleteLater()
    return answer
