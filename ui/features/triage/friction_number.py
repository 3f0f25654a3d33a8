"""A friction's number as it is painted wherever the window tells of it: a disc, dashed where it is a hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.ui.kit.theme_sheet import scale_length

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

# Pixels of a disc beside text of the usual size.
NUMBER = 21
# Parts of the usual text: for two digits, and for three.
TWO_DIGITS, THREE_DIGITS = 0.9, 0.75


def paint_number(painter: QPainter, disc: QRectF, hotspot: Hotspot, theme: Theme) -> None:
    """Paint a friction's number in a disc; dashed and empty where the finding is a hypothesis.

    The painter's font is that of the text beside it; the number is written a little smaller.
    """
    ink = QColor(theme.friction.ink)
    if hotspot.finding.is_hypothesis:
        pen = QPen(ink, 1.5)
        pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(disc)
    painter.setPen(ink if hotspot.finding.is_hypothesis else QColor(theme.on_friction))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * (TWO_DIGITS if hotspot.number < 100 else THREE_DIGITS))
    painter.setFont(font)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(hotspot.number))


class NumberDisc(QWidget):
    """The disc with the number of a friction, beside words that tell of it; empty without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hotspot: Hotspot | None = None
        self.theme: Theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        return QSize(scale_length(NUMBER), scale_length(NUMBER))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        del event
        if self.hotspot is not None:
            disc = QRectF(0, 0, scale_length(NUMBER), scale_length(NUMBER))
            disc.moveCenter(QRectF(self.rect()).center())
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_number(painter, disc, self.hotspot, self.theme)
