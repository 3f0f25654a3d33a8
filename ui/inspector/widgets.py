"""The small parts that panels are made of. Labels are plain text, always: authors' words are never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """Return a plain-text label in one of the style sheet's roles; it wraps."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("role", role)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def link(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(text.replace("&", "&&"), parent)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button; `kind` is one of the style sheet's (`primary`, `danger`, `tab`, `filter`, `chip`)."""
    made = QPushButton(text.replace("&", "&&"), parent)
    if kind:
        made.setProperty(kind, True)
    return made
