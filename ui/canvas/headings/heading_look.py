"""How the heading of a lane or of a phase looks: what it says, its colours, and its painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import digits
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QApplication

from visavis.ui.kit.icons import paint_icon
from visavis.ui.kit.theme_sheet import scale_length, text_scale

# Pixels, with text of the usual size.
NAME, SUBTITLE = 14, 12
PADDING, BAR, SEPARATOR, RING, CHEVRON = 10, 4, 3, 2, 14
# Two lines of a name may stand so much closer than they ask for.
CLOSE = 0.9
# So many letters of a name tell more than a number does.
READ = 8
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True)
class HeadingLook:
    """What a heading says, and its colours: of the words, of what they stand on, of the bar at the edge.

    A phase has no bar, and a gap to the next one; its number, the `short` name, stands where a name is not read.
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
    short: str = ""


class HeadingType(NamedTuple):
    """What headings are set in beside text of some size: fonts of the name and of what is under it, and lengths.

    Of `name_line` and `subtitle_line` is one line high. `least` are the width and height from which on a letter of a
    name is whole, `digit` is as wide as the widest of a number. All in pixels.
    """

    name: QFont
    metrics: QFontMetrics
    name_line: int
    least: QSize
    digit: int
    subtitle: QFont
    subtitle_metrics: QFontMetrics
    subtitle_line: int
    padding: int
    bar: int
    chevron: int


def heading_type() -> HeadingType:
    """Return what headings are set in beside the text that is worn now."""
    return _measure_type(QApplication.font().family(), text_scale())


# A frame sets the names of all phases in sight, a zoom has many frames.
@lru_cache(maxsize=8)
def _measure_type(_family: str, _scale: float) -> HeadingType:
    name, subtitle = heading_font(NAME, bold=True), heading_font(SUBTITLE)
    metrics, below = QFontMetrics(name), QFontMetrics(subtitle)
    digit = max(metrics.horizontalAdvance(one) for one in digits)
    return HeadingType(name, metrics, metrics.height(), QSize(metrics.averageCharWidth(), metrics.capHeight() + 2),
                       digit, subtitle, below, below.height(), scale_length(PADDING), scale_length(BAR),
                       scale_length(CHEVRON))


def paint_heading(painter: QPainter, place: QRect, look: HeadingLook, worn: HeadingType) -> None:
    """Paint a heading at the place (pixels) where its lane or phase is in sight: the name where that begins."""
    box = place if look.bar is not None else place.adjusted(0, 0, -SEPARATOR, 0)
    painter.fillRect(box, _colour(look.fill))
    if look.bar is not None:
        painter.fillRect(place.left(), place.top(), worn.bar, place.height(), _colour(look.bar))
    # Of so little of a lane or a phase no letter would be whole.
    has_words = (box.height() >= worn.least.height()
                 and box.width() - worn.padding - worn.padding // 2 >= worn.least.width())
    if has_words or look.folded:
        # To clip takes longer than to fill: only what would stand out of a low or a folded one is cut off.
        is_clipped = look.folded or box.height() < worn.name_line
        if is_clipped:
            painter.setClipRect(place)
        _paint_words(painter, box.adjusted(worn.padding, 0, -(worn.padding // 2), 0), look, worn)
        if is_clipped:
            painter.setClipping(False)
    if look.selected:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_colour(look.accent), RING))
        painter.drawRect(QRectF(box).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))


def _paint_words(painter: QPainter, box: QRect, look: HeadingLook, worn: HeadingType) -> None:
    if look.folded:
        side = worn.chevron
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(box.left() - 2, box.center().y() - side / 2 + 1, side, side)
        paint_icon(painter, "chevron-right", place, look.ink)
        box = box.adjusted(side, 0, 0, 0)
    width, height = box.width(), box.height()
    if height < worn.least.height() or width < worn.least.width():
        return
    lines = words_of(look, worn, QSize(width, height))
    # A whole name before a subtitle.
    words = len(lines) * worn.name_line
    subtitle = look.subtitle if height - words >= worn.subtitle_line else ""
    top = box.top() + (height - words - (worn.subtitle_line if subtitle else 0)) // 2
    painter.setFont(worn.name)
    painter.setPen(_colour(look.ink))
    for line in lines:
        if line == look.short and width <= len(line) * worn.digit:
            # Of a number that may be wider, as much as there is room for.
            painter.drawText(QRect(box.left(), top, width, worn.name_line), _AT_LEFT, line)
        else:
            painter.drawStaticText(box.left(), top, _set(line, worn.name))
        top += worn.name_line
    if subtitle:
        painter.setFont(worn.subtitle)
        painter.setPen(_colour(look.muted))
        text = worn.subtitle_metrics.elidedText(subtitle, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(box.left(), top, width, worn.subtitle_line), _AT_LEFT, text)


# To set a line takes longer than all else that is painted of a heading, and a frame sets all that are in sight.
@lru_cache(maxsize=1024)
def _set(line: str, font: QFont) -> QStaticText:
    made = QStaticText(line)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made


@lru_cache(maxsize=64)
def _colour(name: str) -> QColor:
    return QColor(name)


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


def words_of(look: HeadingLook, worn: HeadingType, room: QSize) -> Sequence[str]:
    """Return the lines of a heading's name that stand in some room (pixels): far out, only what is short of it."""
    if look.short and room.width() < READ * worn.least.width():
        return (look.short,)
    return break_lines(look.name, worn.name, room.width(), count_lines(worn.metrics, room.height()))


def count_lines(metrics: QFontMetrics, height: int) -> int:
    """Return how many lines of a name, two at most, a heading of this height holds."""
    return 2 if height >= 2 * CLOSE * metrics.height() else 1


# Lanes have the same names in the same width at every frame; phases, where a zoom goes back the way that it came.
@lru_cache(maxsize=2048)
def break_lines(text: str, font: QFont, width: int, most: int) -> Sequence[str]:
    """Return a name in at most so many lines, the last one cut where there is more of it."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and _measure(longer, font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(_cut(line, font, width) for line in lines)


def _cut(line: str, font: QFont, width: int) -> str:
    # What is measured is rounded: only what is a pixel narrower surely needs no cut.
    if _measure(line, font) < width:
        return line
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, width)


# Names begin with the same words at every width.
@lru_cache(maxsize=2048)
def _measure(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
