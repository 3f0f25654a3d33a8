"""What stands in the strip while nobody asks for the controls: the lanes that are folded, and where the page is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from visavis.blueprint.drawing import LIGHT, Theme, mix_colours
from visavis.ui.features.workshop.presentation_unit import Units
from visavis.ui.kit.i18n import tr

# In units of a 45th of the screen's height.
CHIP_HEIGHT, PAD, APART, BAR = 1.9, 0.6, 0.5, 0.25
MAP_WIDTH, MAP_HEIGHT, TRACK = 11.0, 1.2, 0.5


class FoldedLanes(QWidget):
    """The lanes that are folded away, each with its name, its colour and the number of its steps on the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._units = Units(0)
        self._lanes: list[tuple[str, int, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self._theme = theme
        self.update()

    def set_units(self, units: Units) -> None:
        """Take the sizes that a screen asks for."""
        self._units = units
        self.update()

    def show_lanes(self, lanes: Sequence[tuple[str, int, str]]) -> None:
        """Show lanes by name, number of steps and colour."""
        self._lanes = list(lanes)
        words = ", ".join(f"{name} ({count})" for name, count, _ in lanes)
        self.setAccessibleName(tr("Folded: {lanes}", lanes=words) if lanes else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words and a chip for each lane, as many as there is room for."""
        if not self._lanes:
            return
        units, theme = self._units, self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = self.wall_font()
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            high, middle = units.one * CHIP_HEIGHT, self.height() / 2
            caption = tr("Folded:")
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, caption)
            x = metrics.horizontalAdvance(caption) + units.one * APART
            for name, count, colour in self._lanes:
                text = f"{name} · {count}"
                box = QRectF(x, middle - high / 2, metrics.horizontalAdvance(text) + 2 * units.one * PAD, high)
                if box.right() > self.width():
                    painter.setPen(QColor(theme.muted))
                    rest = QRectF(x, 0, self.width() - x, self.height())
                    painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, "…")
                    break
                self._paint_chip(painter, box, text, colour)
                x = box.right() + units.one * APART

    def _paint_chip(self, painter: QPainter, box: QRectF, text: str, colour: str) -> None:
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(box.x(), box.y(), self._units.one * BAR, box.height()), 2, 2)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def wall_font(self) -> QFont:
        """Return the font of the words."""
        font = QFont(self.font())
        font.setPixelSize(self._units.text)
        font.setWeight(QFont.Weight.DemiBold)
        return font


class PageMap(QWidget):
    """All phases as one bar, and a frame around the columns that are on the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._units = Units(0)
        self._widths: tuple[int, ...] = ()
        self._first = self._last = self._phase = 0

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self._theme = theme
        self.update()

    def set_units(self, units: Units) -> None:
        """Take the sizes that a screen asks for."""
        self._units = units
        self.setFixedSize(QSize(units.length(MAP_WIDTH), units.length(MAP_HEIGHT)))

    def show_page(self, widths: Sequence[int], first: int, last: int, phase: int) -> None:
        """Show columns `first` to `last` of phases of so many columns; `phase` is the one that is worked on."""
        self._widths, self._first, self._last, self._phase = tuple(widths), first, last, phase
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint phases and frame."""
        total = sum(self._widths)
        if not total:
            return
        theme, one = self._theme, self._units.one
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            column, top = inside.width() / total, inside.center().y() - one * TRACK / 2
            x = inside.x()
            for number, width in enumerate(self._widths):
                faint = mix_colours(theme.background, theme.ink, 0.16)
                painter.setBrush(QColor(theme.citizen.ink if number == self._phase else faint))
                painter.drawRoundedRect(QRectF(x, top, max(1.0, width * column - 1.5), one * TRACK), 2, 2)
                x += width * column
            if self._phase >= 0:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.ink), max(1.5, one * 0.09)))
                frame = QRectF(inside.x() + self._first * column, inside.y(),
                               (self._last - self._first + 1) * column, inside.height())
                painter.drawRoundedRect(frame, 3, 3)
