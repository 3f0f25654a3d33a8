"""A box of choices that looks like one: the style sheet takes Qt's own arrow away."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from visavis.ui.kit.icons import paint_icon

# The arrow beside the height of a line, and its distance from the end in pixels.
ARROW, APART = 0.8, 8.0


class ChoiceBox(QComboBox):
    """A combo box with the arrow of the shipped icons, in the colour of its text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then its arrow: at the other end where text is read from right to left."""
        super().paintEvent(event)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        side = ARROW * self.fontMetrics().height()
        left = APART if self.isRightToLeft() else self.width() - APART - side
        box = QRectF(left, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_icon(painter, "chevron-down", box, self.palette().color(group, QPalette.ColorRole.Text).name())
