"""A dialog for every screen: what it holds scrolls, its buttons stay in sight, it is never larger than the screen.

At 200 %, or with large text, a laptop has 683 by 384 pixels: a dialog that is made for more would have its buttons
below the edge.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

# Pixels that a window's frame and the desktop's bars may take of a screen.
FRAME = 48
MARGIN = 16


class ScrollingDialog(QDialog):
    """A column: what scrolls, above the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self.scroll_area)
        self.scroll_area.setWidget(self._inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.addWidget(self.scroll_area, 1)

    def set_content(self, layout: QLayout) -> None:
        """Put in what scrolls."""
        self._inside.setLayout(layout)

    def set_buttons(self, buttons: QDialogButtonBox) -> None:
        """Put the buttons under it."""
        self._column.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """Want the room of all that is in it, as far as there is a screen for it."""
        # Margins and buttons, and a line for what a scroll area keeps for itself.
        around = super().sizeHint() - self.scroll_area.sizeHint() + QSize(4, 4)
        return (self._inside.sizeHint() + around).boundedTo(room_for(self))

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the screen."""
        fit_to_screen(self)
        super().showEvent(event)


def room_for(dialog: QWidget) -> QSize:
    """Return the largest size that a dialog may have on its screen, in logical pixels."""
    return dialog.screen().availableGeometry().size() - QSize(FRAME, FRAME)


def fit_to_screen(dialog: QWidget) -> None:
    """Make a dialog no larger than its screen."""
    room = room_for(dialog)
    if dialog.size().boundedTo(room) != dialog.size():
        dialog.resize(dialog.size().boundedTo(room))
