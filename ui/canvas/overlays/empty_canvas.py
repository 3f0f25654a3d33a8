"""What stands on a canvas without steps: the next key, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

PADDING, MARGIN, RADIUS = 16, 28, 10
# Beside the window's text.
LARGER = 1.25


class EmptyHint(QObject):
    """Paints, at the foot of a view without steps, how to begin."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self._shown = QRect()

    def text(self) -> str:
        """Return what is said; nothing once there is a step, or while one is being written."""
        if self._view.document.steps or self._view.writing.is_open:
            return ""
        return tr("Type what the person does first. Enter keeps it, Tab writes the next step, Ctrl+Enter the answer.")

    def rect(self) -> QRect:
        """Return where it stands, in pixels of the viewport; nowhere while there is nothing to say."""
        text = self.text()
        if not text:
            return QRect()
        window, metrics = self._view.viewport().rect(), QFontMetrics(self._font())
        room = window.width() - 2 * (MARGIN + PADDING)
        box = metrics.boundingRect(QRect(0, 0, max(1, room), window.height()), _FLAGS, text)
        rect = box.adjusted(-PADDING, -PADDING, PADDING, PADDING)
        rect.moveCenter(window.center())
        rect.moveBottom(window.bottom() - MARGIN)
        return rect

    def repaint_if_moved(self) -> None:
        """Paint again where it stood and where it stands, once it came or went."""
        rect = self.rect()
        if rect != self._shown:
            # Its border is painted half a pixel beyond.
            self._view.viewport().update(rect.united(self._shown).adjusted(-2, -2, 2, 2))
            self._shown = rect

    def paint(self, painter: QPainter) -> None:
        """Paint it, in pixels of the viewport."""
        rect = self.rect()
        if rect.isEmpty():
            return
        theme = self._view.theme
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.citizen.line))
        painter.setBrush(QColor(theme.citizen.tint))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setPen(QColor(theme.ink))
        painter.setFont(self._font())
        painter.drawText(rect.adjusted(PADDING, PADDING, -PADDING, -PADDING), _FLAGS, self.text())
        painter.restore()

    def _font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * LARGER)
        return font


_FLAGS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
