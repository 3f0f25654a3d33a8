"""How a friction is painted in the list: number, title, class, share, both sides' minutes, remedy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visavis.blueprint.drawing import LIGHT, Theme, mix_colours
from visavis.blueprint.language import Minutes, Share, message
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.theme_sheet import scale_length, text_scale

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding, Hotspot

HOTSPOT = Qt.ItemDataRole.UserRole + 1
HEIGHT = 46
NUMBER = 26.0
BAR = 7.0
# Pixels at both sides of a class's word.
PILL = 7
# What the list's columns want of its width beside the titles': class, share, minutes, remedy.
PARTS = (0.08, 0.095, 0.205, 0.21)
# The least that titles get; then minutes get so many pixels beside text of the usual size, and remedies what is left.
TITLES, MINUTES = 0.36, 96
# Shares whose words are long: all, and one with two digits that count.
WIDE_SHARES = (1.0, 0.085, 0.0012)
# Pixels between a column's words and the next column.
APART = 10
LEAST_SCALE_MINUTES = 10.0

# By the class's name in the file.
CLASS_WORDS = {"loss": message("LOSS"), "law": message("LAW"), "shift": message("SHIFT"), "load": message("LOAD")}


class FrictionRow(QStyledItemDelegate):
    """Paints rows in a theme's colours; bars of one list share one scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row at the interface's type size."""
        del index
        return QSize(400, max(scale_length(HEIGHT), round(option.fontMetrics.lineSpacing() * 2.5)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one row."""
        hotspot: Hotspot | None = index.data(HOTSPOT)
        if hotspot is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 1, -8, -1)
        self._ground(painter, option, rect)
        self._number(painter, hotspot, rect)
        boxes = _boxes(rect, columns(rect.width(), option.font))
        self._words(painter, option, hotspot.finding, boxes[0])
        self._class(painter, option, hotspot.finding, boxes[1])
        self._share(painter, option, hotspot.finding, boxes[2])
        self._bars(painter, option, hotspot.finding, boxes[3], self._scale(index))
        self._remedy(painter, option, hotspot.finding, boxes[4])
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = self.theme.friction.tint if chosen else self.theme.background
        if hovered and not chosen:
            fill = mix_colours(self.theme.background, self.theme.ink, 0.05)
        painter.setBrush(QColor(fill))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self.theme.agent.ink), 2))
        painter.drawRoundedRect(rect, 8, 8)

    def _number(self, painter: QPainter, hotspot: Hotspot, rect: QRectF) -> None:
        number = scale_length(NUMBER)
        circle = QRectF(rect.x() + 10, rect.center().y() - number / 2, number, number)
        ink = QColor(self.theme.friction.ink)
        if hotspot.finding.is_hypothesis:
            pen = QPen(ink, 1.6)
            pen.setDashPattern([2.2, 1.6])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
        painter.drawEllipse(circle)
        painter.setPen(ink if hotspot.finding.is_hypothesis else QColor(self.theme.on_friction))
        painter.setFont(_bold(painter.font()))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(hotspot.number))

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, finding: Finding, rect: QRectF) -> None:
        left = rect.x() + 10 + scale_length(NUMBER) + 12
        width = rect.right() - left - 16
        half = rect.height() / 2
        top = QRectF(left, rect.y() + 3, width, half - 3)
        below = QRectF(left, rect.y() + half, width, half - 4)
        self._line(painter, top, tr(finding.title), self.theme.ink, _bold(option.font))
        self._line(painter, below, tr(finding.message), self.theme.muted, option.font)

    def _class(self, painter: QPainter, option: QStyleOptionViewItem, finding: Finding, rect: QRectF) -> None:
        word = tr(CLASS_WORDS[finding.friction_class])
        inks = self.theme.friction if finding.friction_class.is_grave else self.theme.backstage
        painter.setFont(_small(option.font))
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(word) + 2 * PILL
        height = max(20, metrics.height() + 4)
        pill = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks.tint))
        painter.drawRoundedRect(pill, 5, 5)
        painter.setPen(QColor(inks.ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)

    def _share(self, painter: QPainter, option: QStyleOptionViewItem, finding: Finding, rect: QRectF) -> None:
        text = "—" if finding.share is None else tr("{share} of cases", share=Share(finding.share))
        box = rect.adjusted(0, 0, -APART, 0)
        if finding.share is not None and option.fontMetrics.horizontalAdvance(text) > box.width():
            text = tr("{share}", share=Share(finding.share))
        self._line(painter, box, text, self.theme.ink, option.font)

    def _bars(self, painter: QPainter, option: QStyleOptionViewItem, finding: Finding, rect: QRectF,
              scale: float) -> None:
        left, room = rect.x(), rect.width() * 0.62
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        apart = 8.5 * text_scale()
        sides = ((finding.citizen_minutes, self.theme.citizen.ink, -apart),
                 (finding.agent_minutes, self.theme.agent.ink, apart))
        for minutes, colour, shift in sides:
            middle = rect.center().y() + shift
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            width = 0.0
            if minutes:
                width = max(2.0, room * minutes / scale)
                painter.drawRoundedRect(QRectF(left, middle - BAR / 2, width, BAR), 2.5, 2.5)
            text = tr("unknown") if minutes is None else tr("{time}", time=Minutes(minutes))
            shown = QColor(self.theme.muted if minutes is None else colour)
            painter.setFont(font)
            painter.setPen(shown)
            baseline = middle + painter.fontMetrics().ascent() * 0.4
            painter.drawText(QPointF(left + width + (6 if width else 0), baseline), text)

    def _remedy(self, painter: QPainter, option: QStyleOptionViewItem, finding: Finding, rect: QRectF) -> None:
        box = rect.adjusted(0, 0, -12, 0)
        self._line(painter, box, tr(finding.remedy), self.theme.agent.ink, _bold(option.font))

    def _line(self, painter: QPainter, box: QRectF, text: str, colour: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        one_line = " ".join(text.split())
        shown = painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, int(box.width()))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), shown)

    def _scale(self, index: QModelIndex | QPersistentModelIndex) -> float:
        hotspots: list[Hotspot] = getattr(index.model(), "hotspots", [])
        findings = [one.finding for one in hotspots]
        minutes = [max(one.citizen_minutes or 0.0, one.agent_minutes or 0.0) for one in findings]
        return max([LEAST_SCALE_MINUTES, *minutes])


def columns(width: float, font: QFont) -> tuple[float, ...]:
    """Return where the columns of a list so many pixels wide begin: title, class, share, minutes, remedy."""
    kind, share, minutes, remedy = (width * part for part in PARTS)
    small, metrics = QFontMetricsF(_small(font)), QFontMetricsF(font)
    pill = max(small.horizontalAdvance(tr(word)) for word in CLASS_WORDS.values()) + 2 * PILL + APART
    # A share that is longer than this one is told without the words.
    whole = metrics.horizontalAdvance(tr("{share} of cases", share=Share(1.0)))
    kind = max(kind, pill)
    title = width - kind - max(share, whole) - minutes - remedy
    if title >= width * TITLES:
        return tuple(accumulate((title, kind, max(share, whole), minutes), initial=0.0))
    short = max(metrics.horizontalAdvance(tr("{share}", share=Share(one))) for one in WIDE_SHARES) + APART
    return tuple(accumulate((width * TITLES, kind, short, MINUTES * text_scale()), initial=0.0))


def _boxes(row: QRectF, lefts: Sequence[float]) -> list[QRectF]:
    """Return the parts of a row whose columns begin there, counted from its left edge."""
    return [QRectF(row.x() + left, row.y(), right - left, row.height())
            for left, right in pairwise((*lefts, row.width()))]


def _small(font: QFont) -> QFont:
    small = _bold(font)
    small.setPointSizeF(small.pointSizeF() * 0.84)
    return small


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
