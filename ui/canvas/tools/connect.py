"""Flows from card to card: pulled out of a card with the mouse, or aimed with the arrow keys."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from visavis.blueprint.editing import Command, commands
from visavis.blueprint.layout import CardBox, Point
from visavis.blueprint.model import Flow
from visavis.ui.canvas.cursor import ArrowDirection
from visavis.ui.canvas.hit_testing import HitKind
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind, line_overlay
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer, Tool, ToolName
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_ARROWS: dict[int, ArrowDirection] = {
    Qt.Key.Key_Left: ArrowDirection.LEFT,
    Qt.Key.Key_Right: ArrowDirection.RIGHT,
    Qt.Key.Key_Up: ArrowDirection.UP,
    Qt.Key.Key_Down: ArrowDirection.DOWN,
}
# How much farther than straight ahead a card to the side seems, when arrows look for the next one.
SIDEWAYS = 3.0


class Connection:
    """What a line that is pulled becomes. `anchor` is the step at its other end."""

    anchor: str

    def command(self, step: str) -> Command:
        """Return what connecting with `step` does."""
        raise NotImplementedError

    def connect(self, step: str) -> None:
        """Connect with `step`."""
        raise NotImplementedError


class NewConnection(Connection):
    """A new flow out of a step."""

    def __init__(self, view: Canvas, source: str) -> None:
        self._view = view
        self.anchor = source

    def command(self, step: str) -> Command:
        """Return what makes the flow."""
        return commands.AddFlow(self.anchor, step)

    def connect(self, step: str) -> None:
        """Make the flow, and write what is said on it."""
        self._view.edit_actions.connect(self.anchor, step)


class Reconnection(Connection):
    """One end (`source` or `target`) of a flow that is led to another step."""

    def __init__(self, view: Canvas, flow: Flow, end: str) -> None:
        self._view = view
        self._key, self._end = flow.key, end
        self.anchor = flow.source if end == "target" else flow.target

    def command(self, step: str) -> Command:
        """Return what leads the end there."""
        return commands.ReconnectFlow(self._key, **{self._end: step})

    def connect(self, step: str) -> None:
        """Lead the end there."""
        self._view.bridge.do(self.command(step))


class Connecting(Tool):
    """What both ways of connecting share: the targets that are allowed, a line to the aim."""

    shape = Qt.CursorShape.CrossCursor
    pulls = True
    _MARKS = "connecting"

    def __init__(self, view: Canvas, connection: Connection) -> None:
        super().__init__(view)
        self._connection = connection
        self.source = connection.anchor
        self.aim: str | None = None
        self._allowed = view.edit_actions.targets(connection.command)

    def activate(self) -> None:
        """Light the cards that a flow may lead to."""
        self.show(None)

    def deactivate(self) -> None:
        """Take every mark away."""
        self.view.overlays.clear(self._MARKS)

    def show(self, end: QPointF | None) -> None:
        """Show the line from the source to the aimed card or to `end`, and the cards that are allowed."""
        cards = self.layout.cards
        if self.source not in cards:
            return
        marks = [Overlay(OverlayKind.VALID_TARGET, qrect(cards[step].rect)) for step in self._allowed
                 if step in cards]
        source = qrect(cards[self.source].rect)
        if self.aim is not None and self.aim in cards:
            aimed = qrect(cards[self.aim].rect)
            kind = OverlayKind.LIT_CELL if self.aim in self._allowed else OverlayKind.REFUSED_CELL
            ends = exit_point(source, aimed.center()), exit_point(aimed, source.center())
            marks += [Overlay(kind, aimed), line_overlay(OverlayKind.LINK, ends)]
        elif end is not None:
            marks.append(line_overlay(OverlayKind.LINK, (exit_point(source, end), end)))
        self.view.overlays.put(self._MARKS, marks)

    def connect_aim(self) -> None:
        """Connect with the aimed card."""
        aim = self.aim
        self.view.toolbox.end_gesture()
        if aim is not None:
            self._connection.connect(aim)


class ConnectGesture(Connecting):
    """Drags a line out of a card; its release on another card makes the flow."""

    def __init__(self, pointer: Pointer, connection: Connection) -> None:
        super().__init__(pointer.view, connection)

    def move(self, pointer: Pointer) -> None:
        """Lead the line to the pointer."""
        hit = pointer.hit
        self.aim = hit.id if hit.target is HitKind.STEP and hit.id != self.source else None
        self.show(pointer.at)

    def release(self, pointer: Pointer) -> None:
        """Connect to the card under the pointer, if there is one."""
        self.move(pointer)
        self.connect_aim()


class ConnectByKeys(Connecting):
    """Aims with the arrows; Enter connects, Esc gives up. A click on a card connects as well."""

    def key(self, event: QKeyEvent) -> bool:
        """Aim at the next card, or connect; undo and redo end it, every other key waits until it has ended."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            return False
        if event.key() in _ARROWS:
            self._aim_at_next(_ARROWS[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.aim is not None:
            self.connect_aim()
        return True

    def press(self, pointer: Pointer) -> None:
        """Connect to the clicked card, or give up beside the cards."""
        hit = pointer.hit
        self.aim = hit.id if hit.target is HitKind.STEP and hit.id != self.source else None
        self.connect_aim()

    def move(self, pointer: Pointer) -> None:
        """Aim at the card under the pointer."""
        if pointer.hit.target is HitKind.STEP and pointer.hit.id != self.source:
            self.aim = pointer.hit.id
            self.show(None)

    def hint(self) -> str:
        """Return what to do."""
        return tr("Arrows: choose the step · Enter: connect · Esc: cancel")

    def _aim_at_next(self, direction: ArrowDirection) -> None:
        cards = self.layout.cards
        start = cards.get(self.aim or self.source)
        if start is not None:
            self.aim = next_card(cards.values(), start, direction, self.source) or self.aim
            self.show(None)
            if self.aim is not None:
                self.view.camera.reveal(qrect(cards[self.aim].rect))


class ConnectTool(Tool):
    """Drags lines from card to card without looking for a card's handle."""

    name = ToolName.CONNECT
    shape = Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> None:
        """Start a flow from the card under the pointer."""
        if pointer.hit.target is HitKind.STEP:
            self.view.point_at(pointer.hit)
            self.view.toolbox.begin(ConnectGesture(pointer, NewConnection(self.view, pointer.hit.id)))

    def hint(self) -> str:
        """Return what to do with the tool."""
        return tr("Drag from one card to another · Esc: back to selecting")


def exit_point(card: QRectF, toward: QPointF) -> QPointF:
    """Return the place at which a straight line from a card's middle to a point leaves the card."""
    middle = card.center()
    across, down = toward.x() - middle.x(), toward.y() - middle.y()
    reach = max(abs(across) / (card.width() / 2), abs(down) / (card.height() / 2), 1.0)
    return QPointF(middle.x() + across / reach, middle.y() + down / reach)


def next_card(cards: Iterable[CardBox], start: CardBox, direction: ArrowDirection, without: str) -> str | None:
    """Return the step of the nearest card that lies in a direction, or None at the edge."""
    here = start.rect.centre
    found = [(distance, box.step) for box in cards if box.step not in (start.step, without)
             and (distance := _distance(here, box.rect.centre, direction)) is not None]
    return min(found)[1] if found else None


def _distance(here: Point, there: Point, direction: ArrowDirection) -> float | None:
    """Return how far a place seems when one looks in a direction, or None when it is not ahead."""
    across, down = there.x - here.x, there.y - here.y
    ahead, aside = {
        ArrowDirection.LEFT: (-across, down),
        ArrowDirection.RIGHT: (across, down),
        ArrowDirection.UP: (-down, across),
        ArrowDirection.DOWN: (down, across),
    }[direction]
    return hypot(ahead, SIDEWAYS * aside) if ahead > 1.0 else None
