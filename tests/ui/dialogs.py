"""Answering dialogs that wait for an answer, with the real mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QPushButton

# What answers knows which dialog it is.
Do = Callable[[Any], None]


def meanwhile(answer: Do) -> list[Any]:
    """Answer the next dialog when it is open; return the list in which it is found afterwards.

    A progress window asks nothing: on a busy machine it may be there before the dialog that is meant.
    """
    seen: list[Any] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or isinstance(dialog, QProgressDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(dialog)
        try:
            answer(dialog)
        except BaseException:
            # A dialog that no one answers would wait for ever.
            if isinstance(dialog, QDialog):
                dialog.reject()
            raise

    QTimer.singleShot(0, look)
    return seen


def press(words: str) -> Do:
    """Return what clicks the button with these words, with the real mouse."""
    def click(dialog: QDialog) -> None:
        buttons = {button.text().replace("&", ""): button for button in dialog.findChildren(QPushButton)}
        button = buttons[words]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    return click
