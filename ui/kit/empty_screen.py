"""What stands in a place of the window while it has nothing to show: a sign, why, and one button that leads on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.widgets import button, label

ICON = 56
WIDTH = 520


class EmptyState(QFrame):
    """Says what to do; `sign` is one of the shipped icons. `asked` tells that someone pressed the button."""

    asked = Signal()

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.icon = QLabel(self)
        self.icon.setTextFormat(Qt.TextFormat.PlainText)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = label("", "title", self)
        self.words = label("", "muted", self)
        self.fault = label("", "wrong", self)
        self.fault.hide()
        self.choose = button("", "primary", self)
        self.choose.clicked.connect(self.asked)
        self.icon.setMinimumHeight(ICON + 8)
        holder = QWidget(self)
        holder.setMaximumWidth(WIDTH)
        self._column = column = QVBoxLayout(holder)
        column.setSpacing(10)
        for part in (self.icon, self.title, self.words, self.fault):
            column.addWidget(part)
        for part in (self.title, self.words, self.fault):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, 8)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self.set_theme(LIGHT)

    def show_state(self, title: str, words: str, on: str) -> None:
        """Say why there is nothing, what to do, and what the button does."""
        self.title.setText(title)
        self.words.setText(words)
        self.choose.setText(on.replace("&", "&&"))

    def set_theme(self, theme: Theme) -> None:
        """Draw the sign in a theme's colours."""
        self.icon.setPixmap(themed_icon(self._sign, theme.muted).pixmap(QSize(ICON, ICON)))
