"""What a redesign did to a step, painted over its card: an outline of its own, an icon and a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from visavis.blueprint.analysis import ChangeKind, RedesignChange
from visavis.blueprint.drawing import Theme
from visavis.blueprint.drawing.before_after.before_after_words import CHANGE_ICONS, CHANGES, change_inks
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.icons import paint_icon

# The change that is shown where a step has several; the list beside the drawings tells them all.
RANK = (ChangeKind.CROSSED, ChangeKind.REMOVED, ChangeKind.ADDED, ChangeKind.MERGED, ChangeKind.SPLIT,
        ChangeKind.MOVED, ChangeKind.CHANGED)
# What needs no word on the card: there are many of them, and they say little.
QUIET = (ChangeKind.CHANGED,)
# Pixels of the screen: marks stay legible at every zoom.
TYPE_SIZE = 10
HEIGHT = 17.0
ICON = 9.0
PADDING = 4.0
INSET = 8.0
# Cards narrower than this many pixels bear the icon alone.
LEAST_FOR_WORDS = 64.0
# Below this many pixels there is no room for a tag: the outline is all that can be told.
LEAST_FOR_TAG = 26.0
RADIUS = 9.0
VEIL = 0.62
DASH = (4.0, 3.0)
# How far in pixels the ink reaches beyond a card: a word may be wider than the card.
REACH = 40


@dataclass(frozen=True, slots=True)
class StepChange:
    """What is told of one step on one of the two drawings."""

    kind: ChangeKind
    changes: tuple[RedesignChange, ...]


def step_changes(changes: Iterable[RedesignChange], *, after: bool) -> Mapping[str, StepChange]:
    """Return the changes of each step of the redesign, or of the as-is blueprint."""
    found: dict[str, list[RedesignChange]] = {}
    for change in changes:
        if change.kind in RANK:
            for name in change.after if after else change.before:
                found.setdefault(name, []).append(change)
    return {name: StepChange(min((one.kind for one in changes), key=RANK.index), tuple(changes))
            for name, changes in found.items()}


class ChangePainter:
    """Paints marks in a theme's colours, at a scale of so many pixels a point."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float, font: QFont) -> None:
        self._painter = painter
        self._theme = theme
        self._scale = scale
        self._font = QFont(font)
        self._font.setPixelSize(TYPE_SIZE)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)

    def paint(self, kind: ChangeKind, card: QRectF) -> None:
        """Paint one mark over a card (points)."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._outline(kind, card)
        if card.width() * self._scale >= LEAST_FOR_TAG:
            painter.translate(card.topLeft())
            painter.scale(1 / self._scale, 1 / self._scale)
            self._tag(kind, card.width() * self._scale)
        painter.restore()

    def _outline(self, kind: ChangeKind, card: QRectF) -> None:
        painter, inks = self._painter, change_inks(self._theme, kind)
        if kind in QUIET:
            return
        pen = QPen(QColor(inks.ink), 2.0 / self._scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if kind is ChangeKind.REMOVED:
            veil = QColor(self._theme.background)
            veil.setAlphaF(VEIL)
            painter.setBrush(veil)
            pen.setWidthF(1.5 / self._scale)
            pen.setDashPattern(DASH)
        painter.setPen(pen)
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        if kind is ChangeKind.REMOVED:
            corner = RADIUS / 3
            painter.setPen(QPen(QColor(inks.ink), 1.0 / self._scale))
            painter.drawLine(card.bottomLeft() + QPointF(corner, -corner), card.topRight() + QPointF(-corner, corner))

    def _tag(self, kind: ChangeKind, width: float) -> None:
        """Paint icon and word on a tag that sits on the card's upper edge."""
        painter, inks = self._painter, change_inks(self._theme, kind)
        metrics = QFontMetricsF(self._font)
        word = "" if kind in QUIET or width < LEAST_FOR_WORDS else tr(CHANGES[kind])
        room = metrics.horizontalAdvance(word) + PADDING if word else 0.0
        tag = QRectF(-INSET, -HEIGHT * 0.6, 2 * PADDING + ICON + room, HEIGHT)
        painter.setPen(QPen(QColor(inks.ink), 1.2))
        painter.setBrush(QColor(self._theme.surface if kind in QUIET else inks.tint))
        painter.drawRoundedRect(tag, HEIGHT / 2, HEIGHT / 2)
        box = QRectF(tag.x() + PADDING, tag.center().y() - ICON / 2, ICON, ICON)
        paint_icon(painter, CHANGE_ICONS[kind], box, inks.ink, 2.6)
        if word:
            painter.setFont(self._font)
            painter.setPen(QColor(inks.ink))
            text = QRectF(box.right() + PADDING - 1.0, tag.y(), room, HEIGHT)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
