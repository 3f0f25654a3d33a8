"""The one axis between the two drawings: every phase's name and number of steps, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.layout import Layout
from visavis.ui.features.redesign.drawn_beside import count_steps
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import literal_tip

if TYPE_CHECKING:
    from visavis.ui.canvas.picture_view import PictureView

# Pixels, with text of the usual size.
HEIGHT, NAME, PADDING, SEPARATOR, APART = 40, 14, 10, 3, 16


@dataclass(frozen=True, slots=True)
class AxisPhase:
    """A phase of the axis: where it begins (points), its number and colour, names and counts of steps."""

    x: float
    number: int
    fill: str
    before: str | None
    after: str | None
    steps: tuple[int, int]

    @property
    def names(self) -> tuple[str, str]:
        """The name before, and what it became; the second is empty where nothing did."""
        before = tr("New phase") if self.before is None else self.before
        after = tr("deleted") if self.after is None else self.after
        return f"{self.number} {before}", "" if after == before else f"→ {after}"

    @property
    def counts(self) -> str:
        """Both numbers of steps."""
        before, after = self.steps
        if before == after:
            return interface_language.translator.plural("{count} step", "{count} steps", after)
        return interface_language.translator.plural("{before} → {count} step", "{before} → {count} steps", after,
                                                    before=before)

    @property
    def bare_counts(self) -> str:
        """Both numbers of steps where there is no room to say of what."""
        before, after = self.steps
        return str(after) if before == after else f"{before} → {after}"

    @property
    def words(self) -> str:
        """All of it in one line."""
        return ", ".join(filter(None, (" ".join(filter(None, self.names)), self.counts)))


def axis_phases(matching: Matching, before: Layout, after: Layout, theme: Theme) -> tuple[AxisPhase, ...]:
    """Return the phases of the axis from left to right."""
    starts = [{box.phase: box.rect.x for box in layout.phases} for layout in (before, after)]
    documents = matching.before, matching.after
    found = []
    for number, pair in enumerate(matching.phases):
        side = 0 if pair[0] is not None else 1
        document, known = documents[side], pair[side]
        assert known is not None
        phase = document.phase_by_id[known]
        names = [None if name is None else " ".join(each.phase_by_id[name].name.split())
                 for name, each in zip(pair, documents, strict=True)]
        counts = [count_steps(each, name) for name, each in zip(pair, documents, strict=True)]
        found.append(AxisPhase(starts[side].get(known, 0.0), number + 1, theme.of_phase(phase, number), names[0],
                               names[1], (counts[0], counts[1])))
    return tuple(found)


class PhaseAxis(QWidget):
    """Paints the phases at the xs at which both views show them."""

    def __init__(self, view: PictureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.theme: Theme = LIGHT
        self.phases: Sequence[AxisPhase] = ()
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        self.setFixedHeight(scale_length(HEIGHT))

    def show_phases(self, phases: Sequence[AxisPhase]) -> None:
        """Show other phases."""
        self.phases = phases
        self.setAccessibleName(tr("Phases"))
        self.setAccessibleDescription(". ".join(phase.words for phase in phases))
        self.setToolTip(literal_tip([phase.words for phase in phases]))
        self.update()

    def places(self) -> list[tuple[AxisPhase, QRect]]:
        """Return the phases in sight, with their places in pixels."""
        found = []
        for at, phase in enumerate(self.phases):
            left = self._pixel(phase.x) if at else min(0, self._pixel(phase.x))
            right = self._pixel(self.phases[at + 1].x) if at + 1 < len(self.phases) else self.width()
            place = QRect(left, 0, right - left, self.height()).intersected(self.rect())
            if place.width() > 0:
                found.append((phase, place))
        return found

    def _pixel(self, x: float) -> int:
        return self._view.mapFromScene(QPointF(x, 0.0)).x()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each phase over its columns, its names where it is in sight."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self.theme.background))
            for phase, place in self.places():
                painter.fillRect(place.adjusted(0, 0, -SEPARATOR, 0), QColor(phase.fill))
                self._paint_words(painter, phase, QRectF(place).adjusted(scale_length(PADDING), 0,
                                                                         -scale_length(PADDING) - SEPARATOR, 0))

    def _paint_words(self, painter: QPainter, phase: AxisPhase, room: QRectF) -> None:
        plain, bold = self._font(QFont.Weight.Normal), self._font(QFont.Weight.Bold)
        names, metrics = [name for name in phase.names if name], QFontMetricsF(bold)
        painter.setPen(QColor(self.theme.on_phase))
        counts, left = phase.counts, max(metrics.horizontalAdvance(name) for name in names) + scale_length(APART)
        if left + metrics.horizontalAdvance(counts) > room.width():
            # Both numbers go before the end of a name: the whole of it is in the tip.
            counts = phase.bare_counts
        painter.setFont(bold)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, counts)
        room = room.adjusted(0, 0, -metrics.horizontalAdvance(counts) - scale_length(APART) / 2, 0)
        top = room.center().y() - len(names) * metrics.lineSpacing() / 2
        for index, name in enumerate(names):
            font = bold if index == len(names) - 1 else plain
            painter.setFont(font)
            text = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            place = QRectF(room.x(), top + index * metrics.lineSpacing(), room.width(), metrics.lineSpacing())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _font(self, weight: QFont.Weight) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scale_length(NAME))
        font.setWeight(weight)
        return font
