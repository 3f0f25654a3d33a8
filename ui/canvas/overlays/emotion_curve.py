"""The emotion curve above the citizens' steps: shown when it is wanted, and drawn by dragging its points.

It has room of its own at the top of each citizens' lane, which the layout keeps free while the curve is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from visavis.blueprint.editing import commands
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import LaneKind, Side
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

LOWEST, HIGHEST = -2, 2
# Pixels of the screen: points are targets of 24 pixels (WCAG 2.2, 2.5.8), whatever the zoom.
RADIUS = 12.0
LINE = 3.0
# Points of the drawing: how high its room is, and how much of that stays free above its highest and lowest point.
HEIGHT, EDGE = 72.0, 14.0
# How far beyond its room the pointer still draws it, as a share of the room.
REACH = 0.4
_SIGNS = {-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2"}


class Emotions(QObject):
    """Paints the curve over a view, from −2 (below) to +2 (above), and answers where its points are."""

    # Whether the curve is shown has changed.
    toggled = Signal()

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.is_on = False
        self._drawn: Mapping[str, int] = {}

    def toggle(self) -> None:
        """Show the curve, or hide it."""
        self.is_on = not self.is_on
        self.toggled.emit()
        how = tr("Drag the points, or sweep across several · Alt+PgUp, Alt+PgDown: the focused step")
        self._view.status_hint.emit(how if self.is_on else "")

    def change(self, direction: str) -> None:
        """Raise or lower the focused step's emotion."""
        step = self._view.navigation.step()
        if step is None or self._view.document.side_of(step) is not Side.CITIZEN:
            self._view.status_hint.emit(tr("Go to a citizen’s step first"))
            return
        by = 1 if direction == "up" else -1
        level = max(LOWEST, min(HIGHEST, (step.emotion or 0) + by))
        if self._view.bridge.do(commands.EditStep(step.id, emotion=level), f"emotion {step.id}") is not None:
            self._view.status_hint.emit(tr("Emotion: {level}", level=word("emotion", str(level))))
        self._view.viewport().update()

    # -- where things are

    @property
    def room(self) -> float:
        """How high the room is that citizens' lanes keep for the curve, in points; 0 while it is not shown."""
        return HEIGHT if self.is_on else 0.0

    def places(self) -> dict[str, Rect]:
        """Return where the points of the citizens' steps move, from left to right: above the card, from −2 to +2.

        Steps one under the other share the width of their column.
        """
        picture = self._view.picture
        if picture is None or not picture.layout.style.emotion_height:
            return {}
        document, cards = picture.document, picture.layout.cards
        strips = {lane.lane: lane.rect.y for lane in picture.layout.lanes
                  if lane.kind is LaneKind.CITIZEN and lane.lane not in picture.folds.lanes}
        stacks: dict[tuple[str, float], list[str]] = defaultdict(list)
        for name, box in sorted(cards.items(), key=lambda item: (item[1].rect.centre.x, item[1].rect.y)):
            step = document.step_by_id.get(name)
            if step is not None and step.lane in strips:
                stacks[(step.lane, box.rect.centre.x)].append(name)
        found = {}
        for (lane, _), names in stacks.items():
            width = cards[names[0]].rect.width / len(names)
            for place, name in enumerate(names):
                found[name] = Rect(cards[name].rect.x + place * width, strips[lane] + EDGE, width, HEIGHT - 2 * EDGE)
        return found

    def level(self, step: str) -> int | None:
        """Return the emotion that is shown at a step: the one being drawn, else the document's."""
        if step in self._drawn:
            return self._drawn[step]
        known = self._view.document.step_by_id.get(step)
        return known.emotion if known is not None else None

    def point(self, step: str, rect: Rect) -> QPointF:
        """Return the place of a step's point in the drawing."""
        share = (self.level(step) or 0) / HIGHEST
        return QPointF(rect.centre.x, rect.centre.y - share * rect.height / 2)

    def step_at(self, position: QPoint) -> str | None:
        """Return the step whose point is under a pixel of the viewport."""
        if not self.is_on:
            return None
        for step, rect in self.places().items():
            by = self._view.mapFromScene(self.point(step, rect)) - position
            if by.x() ** 2 + by.y() ** 2 <= RADIUS ** 2:
                return step
        return None

    def show_drawn(self, drawn: Mapping[str, int]) -> None:
        """Show levels that are being drawn."""
        self._drawn = dict(drawn)
        self._view.viewport().update()

    def commit(self, drawn: Mapping[str, int]) -> None:
        """Write down what was drawn, as one undo step."""
        self._drawn = {}
        changed = tuple(commands.EditStep(step, emotion=level) for step, level in drawn.items()
                        if self._view.document.step_by_id[step].emotion != level)
        if changed:
            self._view.bridge.do(commands.CompositeCommand(message("Draw the emotions"), changed))
        self._view.viewport().update()

    # -- how it looks

    def paint(self, painter: QPainter) -> None:
        """Paint a curve through the steps of each citizens' lane, in pixels of the viewport."""
        if not self.is_on:
            return
        points = [(step, QPointF(self._view.mapFromScene(self.point(step, rect))))
                  for step, rect in self.places().items() if step in self._view.document.step_by_id]
        if not points:
            return
        theme = self._view.theme
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.citizen.ink), LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._rated_runs(points):
            painter.drawPath(_smooth(line))
        font = painter.font()
        font.setPixelSize(round(RADIUS))
        font.setBold(True)
        painter.setFont(font)
        for step, point in points:
            level = self.level(step)
            box = QRectF(point.x() - RADIUS, point.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
            known = level is not None
            painter.setBrush(QColor(theme.citizen.ink if known else theme.surface))
            style = Qt.PenStyle.SolidLine if known else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(theme.citizen.ink), 2, style))
            painter.drawEllipse(box)
            painter.setPen(QColor(theme.surface if known else theme.citizen.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _SIGNS[level] if level is not None else "?")
        painter.restore()

    def _rated_runs(self, points: Sequence[tuple[str, QPointF]]) -> Iterator[list[QPointF]]:
        """Yield the points that a curve goes through: of one lane, and one after the other rated.

        A curve through several lanes would leap between people; one through a step that no one rated would rate it.
        """
        lanes: dict[str, list[tuple[str, QPointF]]] = defaultdict(list)
        for step, point in points:
            lanes[self._view.document.step_by_id[step].lane].append((step, point))
        for line in lanes.values():
            for rated, run in groupby(line, key=lambda pair: self.level(pair[0]) is not None):
                found = [point for _, point in run]
                if rated and len(found) > 1:
                    yield found


class EmotionGesture(Tool):
    """Draws the curve while the button is held: each point that the pointer passes takes its height."""

    shape = Qt.CursorShape.SizeVerCursor
    pulls = True

    def __init__(self, pointer: Pointer, emotions: Emotions) -> None:
        super().__init__(pointer.view)
        self._emotions = emotions
        self._drawn: dict[str, int] = {}
        self._first = emotions.step_at(pointer.position)

    def move(self, pointer: Pointer) -> None:
        """Take the pointer's height at the point that was grabbed, or at those that it passes."""
        for step, rect in self._emotions.places().items():
            across = abs(pointer.at.x() - rect.centre.x) <= rect.width / 2
            near = abs(pointer.at.y() - rect.centre.y) <= rect.height * (0.5 + REACH)
            if across and (near or step == self._first):
                share = (rect.centre.y - pointer.at.y()) / (rect.height / 2)
                self._drawn[step] = max(LOWEST, min(HIGHEST, round(share * HIGHEST)))
        self._emotions.show_drawn(self._drawn)

    def release(self, pointer: Pointer) -> None:
        """Write the curve down; a click without a drag changes nothing."""
        del pointer
        drawn = dict(self._drawn)
        self.view.toolbox.end_gesture()
        self._emotions.commit(drawn)

    def deactivate(self) -> None:
        """Show the document's own curve again."""
        self._emotions.show_drawn({})

    def hint(self) -> str:
        """Return what to do."""
        return tr("Sweep across the steps at the height of their emotion · Esc: leave the curve as it was")


def _smooth(points: list[QPointF]) -> QPainterPath:
    """Return a curve through points that does not swing beyond them."""
    path = QPainterPath(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    return path
