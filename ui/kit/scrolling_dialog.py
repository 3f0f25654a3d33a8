"""A dialog for every screen: what it holds scrolls, its buttons stay in sight, it is never larger than the screen.

At 200 %, or with large text, a laptop has 683 by 384 pixels: a dialog that is made for more would have its buttons
below the edge.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

# Pixels that a window's frame and the desktop's bars may take of a screen.
FRAME = 48
MARGIN = 16
# Pixels of a scroll bar and of the line around what scrolls.
BAR = 14


class ScreenDialog(QDialog):
    """A dialog that is no larger than its screen."""

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the screen."""
        fit_to_screen(self)
        super().showEvent(event)


class ScrollingDialog(ScreenDialog):
    """A column: what scrolls, above the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self.scroll_area)
        self.scroll_area.setWidget(self._inside)
        self._frame = QVBoxLayout(self)
        self._frame.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._frame.addWidget(self.scroll_area, 1)

    def set_content(self, layout: QLayout) -> None:
        """Put in what scrolls."""
        self._inside.setLayout(layout)

    def set_buttons(self, buttons: QWidget | QLayout) -> None:
        """Put the buttons under it."""
        if isinstance(buttons, QLayout):
            self._frame.addLayout(buttons)
        else:
            self._frame.addWidget(buttons)

    def fit_content(self) -> None:
        """Be as large as what is in it asks for, as far as the screen has room."""
        layout = self._inside.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.sizeHint())

    def showEvent(self, event: QShowEvent) -> None:
        """Show all of what is in it, where there is room."""
        if not event.spontaneous():
            self.fit_content()
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        """Want the room of all that is in it, as far as there is a screen for it."""
        # Margins and buttons, and what a scroll area keeps for itself: the width of its bar.
        around = super().sizeHint() - self.scroll_area.sizeHint() + QSize(BAR, 4)
        inside, margins = self._inside.sizeHint(), 2 * MARGIN
        width = max(inside.width(), self.minimumWidth() - margins)
        # Words that wrap are as high as they are at this width; columns side by side may not do with that.
        height = max(inside.height(), self._inside.heightForWidth(width), self._inside.minimumSizeHint().height())
        return (QSize(width, height) + around).boundedTo(room_for(self))


def room_for(dialog: QWidget) -> QSize:
    """Return the largest size that a dialog may have on its screen, in logical pixels."""
    return dialog.screen().availableGeometry().size() - QSize(FRAME, FRAME)


def fit_to_screen(dialog: QWidget) -> None:
    """Make a dialog no larger than its screen."""
    room = room_for(dialog)
    if dialog.size().boundedTo(room) != dialog.size():
        dialog.resize(dialog.size().boundedTo(room))
