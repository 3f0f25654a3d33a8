"""Why a field does not take what was typed in it: told under the field, over whatever stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

# Between a field and the reason, in pixels.
GAP = 2
# What a sentence takes of a panel's width, where there is as much.
WIDTH = 252


class Reason(QLabel):
    """A sentence that floats beside a field of the same panel.

    It takes no room in the panel and no clicks: nothing moves under the pointer when it comes or goes. Where the
    focus is in a field that it would cover, it steps aside; the field keeps the reason for screen readers and as its
    tool tip.
    """

    def __init__(self, field: QWidget, body: QWidget) -> None:
        super().__init__(body)
        self._field, self._body = field, body
        self._covered = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "reason")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        field.installEventFilter(self)
        body.installEventFilter(self)

    def show_text(self, fault: str) -> None:
        """Show a sentence; "" hides it."""
        self.setText(fault)
        self._reposition()

    def avoid(self, focused: QWidget | None) -> None:
        """Step aside for what has the focus, where that stands under the sentence."""
        body = self._body
        self._covered = False
        if focused is not None and body.isAncestorOf(focused) and not self._field.isAncestorOf(focused):
            there = QRect(focused.mapTo(body, QPoint(0, 0)), focused.size())
            self._covered = there.intersects(self._free_rect())
        self._reposition()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field when the panel is laid out again."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.text():
            self._reposition()
        return super().eventFilter(watched, event)

    def _reposition(self) -> None:
        self.setVisible(bool(self.text()) and not self._covered)
        if self.isVisibleTo(self._body):
            self.setGeometry(self._free_rect())
            self.raise_()

    def _free_rect(self) -> QRect:
        """Return the place under the field, or over it where no one would see it there."""
        body = self._body
        corner = self._field.mapTo(body, QPoint(0, 0))
        # Half a panel is too narrow for a sentence.
        width = max(self._field.width(), min(WIDTH, body.width() - 2 * GAP))
        left = max(GAP, min(corner.x(), body.width() - width - GAP))
        height = self.heightForWidth(width)
        below, above = corner.y() + self._field.height() + GAP, corner.y() - GAP - height
        seen = body.visibleRegion().boundingRect()
        end = seen.bottom() if seen.contains(corner) else body.height()
        return QRect(left, below if below + height <= end or above < 0 else above, width, height)
