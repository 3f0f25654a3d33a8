"""What a redesign did to a step, quietly: a sign or a few words on the outer edge of its card.

A step that went is grey with a minus, one that came has a green outline and a plus, one that changed a pill with its
time before and after; what stays has no mark. Nothing is painted over a card's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from visavis.blueprint.analysis import ChangeKind, Comparison, RedesignChange
from visavis.blueprint.drawing import Group, Role, Theme
from visavis.blueprint.drawing.before_after.before_after_words import CHANGES, from_to
from visavis.blueprint.drawing.card_changes import HAIRLINE, mark_card
from visavis.blueprint.language import Message, Minutes
from visavis.blueprint.model.durations import time_quantity
from visavis.ui.kit.i18n import tr

# The change that is shown where a step has several; the list beside the drawings tells them all.
RANK = (ChangeKind.CROSSED, ChangeKind.REMOVED, ChangeKind.ADDED, ChangeKind.MERGED, ChangeKind.SPLIT,
        ChangeKind.MOVED, ChangeKind.CHANGED)
# Points of the drawing: marks keep to their cards at every zoom.
TYPE_SIZE = 12
HEIGHT, OUTSIDE = 17.0, 13.0
PADDING, ARM, BEYOND = 5.0, 4.0, 5.0
# Below this scale no one reads a pill's words, and an arrow stands for them.
LEAST_SCALE = 0.5
# From farther away marks stay so many pixels high: what changed is looked for in the whole.
LEAST_HEIGHT = 12.0
ARROW = "→"


@dataclass(frozen=True, slots=True)
class StepChange:
    """What is told of one step on one of the two drawings; `pill` are the words on its card, if there are any."""

    kind: ChangeKind
    changes: tuple[RedesignChange, ...] = ()
    pill: Message | None = None


def step_changes(comparison: Comparison, *, after: bool) -> Mapping[str, StepChange]:
    """Return the changes of each step of the redesign, or of the as-is blueprint: there only what goes has a mark."""
    found: dict[str, list[RedesignChange]] = {}
    for change in comparison.changes:
        if change.kind in RANK:
            for name in change.after if after else change.before:
                found.setdefault(name, []).append(change)
    return {name: _step_change(comparison, name, tuple(changes), after=after) for name, changes in found.items()}


def _step_change(comparison: Comparison, name: str, changes: tuple[RedesignChange, ...], *,
                 after: bool) -> StepChange:
    kind = min((one.kind for one in changes), key=RANK.index)
    pill = _pill(comparison, name, kind) if after and kind is not ChangeKind.ADDED else None
    return StepChange(kind, changes, pill)


def _pill(comparison: Comparison, name: str, kind: ChangeKind) -> Message:
    """Return the time of a step of the redesign before and after; where that says nothing, what became of it."""
    matching = comparison.matching
    step = matching.after.step_by_id[name]
    origins = [matching.before.step_by_id[origin] for origin in matching.origins[name]]
    if kind is ChangeKind.CHANGED and len(origins) == 1:
        for was, now in ((origins[0].work, step.work), (origins[0].wait, step.wait)):
            if was is not None and now is not None and was != now:
                return from_to(time_quantity(was), time_quantity(now))
    if kind is ChangeKind.MERGED and step.work is not None and all(origin.work is not None for origin in origins):
        minutes = sum(matching.before.effort_of(origin) for origin in origins)
        return from_to(Minutes(minutes), Minutes(matching.after.effort_of(step)))
    return CHANGES[kind]


def mark_group(group: Group, changes: Mapping[str, StepChange], theme: Theme) -> Group:
    """Return a card as it is where its step went or came: grey all over, or with a green outline."""
    change = changes.get(group.id) if group.role in (Role.STEP, Role.EVIDENCE) else None
    if change is None or change.kind not in (ChangeKind.REMOVED, ChangeKind.ADDED):
        return group
    return mark_card(group, theme, is_added=change.kind is ChangeKind.ADDED)


class ChangePainter:
    """Paints the marks of one drawing in a theme's colours, at a scale of so many pixels a point."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float, font: QFont) -> None:
        self._painter = painter
        self._theme = theme
        self._scale = scale
        self._font = QFont(font)
        self._font.setPixelSize(TYPE_SIZE)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)

    def paint(self, change: StepChange, card: QRectF, *, up: bool, chip: bool = False) -> None:
        """Paint one mark on the upper or lower edge of a card (points); on a chip there is room for a sign alone."""
        rect = self.rect(change, card, up=up, chip=chip)
        if rect.isEmpty():
            return
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPointF(card.right(), card.top() if up else card.bottom())
        grow = self.growth()
        painter.translate(corner)
        painter.scale(grow, grow)
        painter.translate(-corner)
        if change.kind is ChangeKind.REMOVED:
            self.paint_sign(rect, added=False)
        elif change.kind is ChangeKind.ADDED:
            self.paint_sign(rect, added=True)
        else:
            self.paint_pill(rect, self._words(change, chip=chip))
        painter.restore()

    def growth(self) -> float:
        """Return how many times their size marks are painted, around the corner of their card."""
        return max(1.0, LEAST_HEIGHT / (HEIGHT * self._scale)) if self._scale < LEAST_SCALE else 1.0

    def rect(self, change: StepChange, card: QRectF, *, up: bool, chip: bool = False) -> QRectF:
        """Return where a mark stands: on the card's edge, most of it outside; nowhere where there is none."""
        top = card.top() - OUTSIDE if up else card.bottom() + OUTSIDE - HEIGHT
        if change.kind in (ChangeKind.REMOVED, ChangeKind.ADDED):
            return QRectF(card.right() + BEYOND - HEIGHT, top, HEIGHT, HEIGHT)
        words = self._words(change, chip=chip)
        if not words:
            return QRectF()
        width = min(QFontMetricsF(self._font).horizontalAdvance(words) + 2 * PADDING, card.width() + 2 * BEYOND)
        return QRectF(card.right() + BEYOND - width, top, width, HEIGHT)

    def _words(self, change: StepChange, *, chip: bool) -> str:
        if change.pill is None:
            return ""
        return ARROW if chip or self._scale < LEAST_SCALE else tr(change.pill)

    def paint_sign(self, rect: QRectF, *, added: bool) -> None:
        """Paint a plus on green, or a minus in a grey ring."""
        painter, theme, middle = self._painter, self._theme, rect.center()
        painter.setPen(Qt.PenStyle.NoPen if added else QPen(QColor(theme.muted), 1.2))
        painter.setBrush(QColor(theme.good if added else theme.surface))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(theme.surface if added else theme.muted), 1.8))
        painter.drawLine(QLineF(middle.x() - ARM, middle.y(), middle.x() + ARM, middle.y()))
        if added:
            painter.drawLine(QLineF(middle.x(), middle.y() - ARM, middle.x(), middle.y() + ARM))

    def paint_pill(self, rect: QRectF, words: str) -> None:
        """Paint a few words in a pill."""
        painter, theme = self._painter, self._theme
        painter.setPen(QPen(QColor(theme.muted), HAIRLINE))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.ink))
        text = QFontMetricsF(self._font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - PADDING)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
