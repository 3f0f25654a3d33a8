"""A friction's number as it is painted wherever the window tells of it: a disc, dashed where it is a hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from visavis.blueprint.drawing import Theme

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
