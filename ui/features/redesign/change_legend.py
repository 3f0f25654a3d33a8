"""What the marks on the cards of a comparison mean, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.ui.features.redesign.change_marks import ARROW, HEIGHT, ChangePainter
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.theme_sheet import text_scale

PILL = 26.0
GAP, APART = 6.0, 16.0


class ChangeLegend(QWidget):
    """Paints the marks with their words; those for which there is no room are told in its tip only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.hide()

    def retranslate(self) -> None:
        """Speak the interface's language."""
        words = ", ".join(text for _, text in _entries())
        self.setToolTip(words)
        self.setAccessibleName(tr("What the marks mean"))
        self.setAccessibleDescription(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that all of it takes."""
        return QSize(round(sum(self._width(mark, text) for mark, text in _entries())), round(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return no room: the titles beside it come first."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many entries as there is room for."""
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            marks, x, scale = ChangePainter(painter, self.theme, 1.0, self.font()), 0.0, text_scale()
            for mark, text in _entries():
                width = self._width(mark, text)
                if x + width - APART > self.width():
                    return
                painter.save()
                painter.translate(x, (self.height() - HEIGHT * scale) / 2)
                painter.scale(scale, scale)
                if mark == ARROW:
                    marks.paint_pill(QRectF(0, 0, PILL, HEIGHT), mark)
                elif mark:
                    marks.paint_sign(QRectF(0, 0, HEIGHT, HEIGHT), added=mark == "+")
                painter.restore()
                left = self._mark_width(mark)
                painter.setPen(QColor(self.theme.muted))
                painter.drawText(QRectF(x + left, 0, width - left, self.height()),
                                 Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
                x += width

    def _mark_width(self, mark: str) -> float:
        return text_scale() * ((PILL if mark == ARROW else HEIGHT) + GAP) if mark else 0.0

    def _width(self, mark: str, text: str) -> float:
        return self._mark_width(mark) + QFontMetricsF(self.font()).horizontalAdvance(text) + APART


def _entries() -> Iterator[tuple[str, str]]:
    yield "−", tr("deleted")
    yield "+", tr("added")
    yield ARROW, tr("changed: time before → after")
    yield "", tr("no mark: kept")
