"""Shostack's table as a small chart: what is left of the price as minutes are added, and where time limits lie."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from visavis.blueprint.analysis.economics.costs import ExtraMinutes, amount_words
from visavis.blueprint.analysis.economics.scale_words import LIMITS
from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import Minutes
from visavis.blueprint.model.durations import time_quantity
from visavis.ui.kit.i18n import interface_language, tr

SIZE = QSize(360, 230)
# Room for the minutes below, the names of limits above, and half a number on the right.
BELOW, ABOVE, RIGHT, GAP = 28.0, 26.0, 24.0, 8.0
DOT = 4.5


class ExtraChart(QWidget):
    """Profit (or cost, without a price) over extra minutes. Its accessible description says what it shows."""

    def __init__(self, table: ExtraMinutes, currency: str | None, theme: Theme, described: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._currency, self._theme = table, currency, theme
        self._priced = table.rows[0].profit is not None
        self.setAccessibleName(tr("Profit as minutes are added") if self._priced
                               else tr("Cost as minutes are added"))
        self.setAccessibleDescription(described)
        self.setMinimumSize(SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, what is earned and lost, break-even and the limits."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axes(painter)
        if self._priced:
            self._areas(painter)
        self._limits(painter)
        painter.setPen(QPen(QColor(self._theme.ink), 2))
        painter.drawPolyline(QPolygonF([self._at(row.extra, self._value(index))
                                        for index, row in enumerate(self._table.rows)]))
        if self._breaks_even:
            self._break_even(painter)
        painter.end()

    @property
    def _last(self) -> float:
        return self._table.rows[-1].extra

    @property
    def _breaks_even(self) -> bool:
        return self._table.break_even is not None and 0 <= self._table.break_even <= self._last

    def _value(self, index: int) -> float:
        row = self._table.rows[index]
        return row.cost if row.profit is None else row.profit

    def _span(self) -> tuple[float, float]:
        ends = (self._value(0), self._value(-1), *((0.0,) if self._priced else ()))
        low, high = min(ends), max(ends)
        room = (high - low or 1.0) * 0.12
        return low - room, high + room

    def _marks(self) -> tuple[float, ...]:
        """Return the values to name, the most telling first: where two would touch, the later one is left out."""
        return (self._value(0), *((0.0,) if self._priced else ()), self._value(-1))

    def _amount(self, value: float) -> str:
        return interface_language.translator.write(amount_words(value, self._currency))

    def _frame(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        left = max(metrics.horizontalAdvance(self._amount(value)) for value in self._marks()) + GAP
        return QRectF(left, ABOVE, self.width() - left - RIGHT, self.height() - ABOVE - BELOW)

    def _at(self, extra: float, value: float) -> QPointF:
        frame, (low, high) = self._frame(), self._span()
        return QPointF(frame.left() + frame.width() * extra / self._last,
                       frame.bottom() - frame.height() * (value - low) / (high - low))

    def _axes(self, painter: QPainter) -> None:
        frame, theme = self._frame(), self._theme
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        if self._priced:
            painter.drawLine(self._at(0, 0), self._at(self._last, 0))
        painter.setPen(QColor(theme.muted))
        height = QFontMetricsF(self.font()).height()
        taken: list[float] = []
        for value in self._marks():
            y = self._at(0, value).y()
            if all(abs(y - other) >= height for other in taken):
                taken.append(y)
                painter.drawText(QRectF(0, y - height / 2, frame.left() - GAP, height), _RIGHT, self._amount(value))
        for row in (self._table.rows[0], self._table.rows[-1]):
            x = self._at(row.extra, 0).x()
            words = f"+{interface_language.translator.write(Minutes(row.extra))}"
            width = QFontMetricsF(self.font()).horizontalAdvance(words)
            left = min(max(x - width / 2, 0.0), self.width() - width - 2)
            painter.drawText(QRectF(left, frame.bottom() + 4, width + 2, height), Qt.AlignmentFlag.AlignLeft, words)

    def _areas(self, painter: QPainter) -> None:
        """Tint what is earned and what is lost; the line and the zero say the same without colour."""
        turn = self._table.break_even if self._breaks_even and self._table.break_even is not None else None
        first, last = self._value(0), self._value(-1)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end, value in ((0.0, self._last if turn is None else turn, first),
                                  (turn, self._last, last)):
            if start is None:
                continue
            painter.setBrush(QColor(self._theme.good_tint if value > 0 else self._theme.friction.tint))
            painter.drawPolygon(QPolygonF([self._at(start, 0), self._at(start, self._on_line(start)),
                                           self._at(end, self._on_line(end)), self._at(end, 0)]))

    def _on_line(self, extra: float) -> float:
        return self._value(0) + (self._value(-1) - self._value(0)) * extra / self._last

    def _limits(self, painter: QPainter) -> None:
        frame, metrics = self._frame(), QFontMetricsF(self.font())
        free = 0.0
        for limit in sorted(self._table.limits, key=lambda one: one.extra):
            if not 0 <= limit.extra <= self._last:
                continue
            x = self._at(limit.extra, 0).x()
            painter.setPen(QPen(QColor(self._theme.citizen.ink), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            words = tr("{limit} {time}", limit=LIMITS[limit.name], time=time_quantity(limit.given))
            width = metrics.horizontalAdvance(words)
            left = min(x - width / 2, self.width() - width - 2)
            if left >= free:
                painter.setPen(QColor(self._theme.citizen.ink))
                painter.drawText(QPointF(left, frame.top() - 8), words)
                free = left + width + 8

    def _break_even(self, painter: QPainter) -> None:
        where, total = self._table.break_even, self._table.break_even_total
        if where is None or total is None:
            return
        point = self._at(where, 0)
        painter.setPen(QPen(QColor(self._theme.surface), 2))
        painter.setBrush(QColor(self._theme.ink))
        painter.drawEllipse(point, DOT, DOT)
        painter.setPen(QColor(self._theme.ink))
        words = tr("nothing left at {time}", time=Minutes(total))
        metrics = QFontMetricsF(self.font())
        left = point.x() - GAP - metrics.horizontalAdvance(words)
        if left >= self._frame().left():
            painter.drawText(QPointF(left, point.y() + metrics.ascent() + 6), words)
        else:
            painter.drawText(QPointF(point.x() + GAP, point.y() - 8), words)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
