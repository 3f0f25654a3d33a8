"""How the heading of a lane or of a phase looks: what it says, its colours, and its painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication

from visavis.ui.kit.icons import paint_icon
from visavis.ui.kit.theme_sheet import scale_length

# Pixels, with text of the usual size.
NAME, SUBTITLE = 14, 12
PADDING, BAR, SEPARATOR, RING, CHEVRON = 10, 4, 3, 2, 14
# Two lines of a name may stand so much closer than they ask for.
CLOSE = 0.9
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True)
class HeadingLook:
    """What a heading says, and its colours: of the words, of what they stand on, of the bar at the edge.

    A phase has no bar, and a gap to the next one.
    """

    name: str
    subtitle: str
    ink: str
    fill: str
    bar: str | None
    muted: str
    accent: str
    folded: bool = False
    selected: bool = False


def paint_heading(painter: QPainter, place: QRect, look: HeadingLook) -> None:
    """Paint a heading at the place (pixels) where its lane or phase is in sight: the name where that begins."""
    box = place if look.bar is not None else place.adjusted(0, 0, -SEPARATOR, 0)
    # Of a low lane a line of words would be higher.
    painter.setClipRect(place)
    painter.fillRect(box, QColor(look.fill))
    if look.bar is not None:
        painter.fillRect(QRect(place.left(), place.top(), scale_length(BAR), place.height()), QColor(look.bar))
    _paint_words(painter, box.adjusted(scale_length(PADDING), 0, -scale_length(PADDING) // 2, 0), look)
    if look.selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.accent), RING))
        painter.drawRect(QRectF(box).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))


def _paint_words(painter: QPainter, box: QRect, look: HeadingLook) -> None:
    if look.folded:
        side = scale_length(CHEVRON)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(box.left() - 2, box.center().y() - side / 2 + 1, side, side)
        paint_icon(painter, "chevron-right", place, look.ink)
        box = box.adjusted(side, 0, 0, 0)
    name = heading_font(NAME, bold=True)
    metrics = QFontMetrics(name)
    if box.height() < metrics.capHeight() + 2 or box.width() < metrics.averageCharWidth():
        # Of so little of a lane or a phase no letter would be whole.
        return
    under = heading_font(SUBTITLE)
    below = QFontMetrics(under)
    lines = break_lines(look.name, name, box.width(), count_lines(metrics, box.height()))
    # A whole name before a subtitle.
    room = box.height() - len(lines) * metrics.height()
    subtitle = look.subtitle if room >= below.height() else ""
    height = len(lines) * metrics.height() + (below.height() if subtitle else 0)
    top = box.top() + (box.height() - height) // 2
    painter.setFont(name)
    painter.setPen(QColor(look.ink))
    for line in lines:
        painter.drawText(QRect(box.left(), top, box.width(), metrics.height()), _AT_LEFT, line)
        top += metrics.height()
    if subtitle:
        painter.setFont(under)
        painter.setPen(QColor(look.muted))
        text = below.elidedText(subtitle, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), below.height()), _AT_LEFT, text)


def heading_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the window's font in so many pixels beside text of the usual size: never smaller, at any zoom."""
    return _make_font(QApplication.font().family(), scale_length(pixels), bold)


# A frame has the names of all phases in sight set.
@lru_cache(maxsize=64)
def _make_font(family: str, pixels: int, bold: bool) -> QFont:  # noqa: FBT001 - a font is bold or not
    font = QFont(family)
    font.setPixelSize(pixels)
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def count_lines(metrics: QFontMetrics, height: int) -> int:
    """Return how many lines of a name, two at most, a heading of this height holds."""
    return 2 if height >= 2 * CLOSE * metrics.height() else 1


# Lanes have the same names in the same width at every frame.
@lru_cache(maxsize=256)
def break_lines(text: str, font: QFont, width: int, most: int) -> Sequence[str]:
    """Return a name in at most so many lines, the last one cut where there is more of it."""
    metrics = QFontMetrics(font)
    words = text.split()
    lines = [""]
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width and len(lines) < most:
            lines.append("")
            continue
        lines[-1] = longer
        words.pop(0)
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
