"""The tool that is in hand first: selects, drags cards, pulls flows out of them, and edits what is double-clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from ui.canvas.hits import Target
from ui.canvas.items import qrect
from ui.canvas.marks import HANDLE_RADIUS, Mark, MarkKind, line_mark
from ui.canvas.tools.connect import ConnectGesture
from ui.canvas.tools.marquee import MarqueeGesture
from ui.canvas.tools.move import MoveGesture
from ui.canvas.tools.tool import DRAG_DISTANCE, Pointer, Tool
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.canvas.view import BlueprintView


class SelectTool(Tool):
    """Clicks select, drags move cards or draw a marquee, the handles of a hovered card start flows."""

    name = "select"
    _MARKS = "handles"
    _LIFTED = "lifted"

    def __init__(self, view: BlueprintView) -> None:
        super().__init__(view)
        self._pressed: Pointer | None = None
        self._hovered: str | None = None

    def lay_down(self) -> None:
        """Hide the handles."""
        self._hover(None)

    def press(self, pointer: Pointer) -> None:
        """Select what is there; a drag that follows decides what it becomes."""
        self._pressed = pointer
        hit = pointer.hit
        if self._handle_at(pointer) is not None:
            return
        if pointer.adds:
            if hit.target in (Target.STEP, Target.FLOW, Target.NOTE):
                self.view.bridge.select(self.view.bridge.selection ^ {hit.id})
        elif hit.id not in self.view.bridge.selection or hit.target not in (Target.STEP, Target.NOTE):
            self.view.point_at(hit)

    def move(self, pointer: Pointer) -> None:
        """Show the handles of the card under the pointer, or begin the drag that the press announced."""
        if self._pressed is None:
            self._hover(self._card_near(pointer), pointer.hit.id if pointer.hit.target is Target.FLOW else None)
            return
        if pointer.distance_to(self._pressed.position) < DRAG_DISTANCE:
            return
        start, self._pressed = self._pressed, None
        handle = self._handle_at(start)
        self._hover(None)
        self.view.toolbox.begin(self._drag_from(start, handle))
        self.view.toolbox.move(pointer)

    def release(self, pointer: Pointer) -> None:
        """Narrow a selection of several to the one that was clicked."""
        del pointer
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not pressed.adds and pressed.hit.target is Target.STEP:
            self.view.point_at(pressed.hit)

    def double_click(self, pointer: Pointer) -> None:
        """Edit the text that is there, or start a step in an empty cell."""
        self._pressed = None
        self.view.point_at(pointer.hit)
        self.view.writing.edit_hit(pointer.hit)

    def hint(self) -> str:
        """Return the keys that matter most."""
        return tr("Tab: next step · Ctrl+Enter: answer on the other side · C: connect")

    def _drag_from(self, start: Pointer, handle: str | None) -> Tool:
        if handle is not None:
            return ConnectGesture(start, handle)
        if start.hit.target is Target.STEP:
            return MoveGesture(start)
        return MarqueeGesture(start)

    def _card_near(self, pointer: Pointer) -> str | None:
        """Return the card under the pointer, or the hovered one while the pointer is on one of its handles."""
        handle = self._handle_at(pointer)
        if handle is not None:
            return handle
        return pointer.hit.id if pointer.hit.target is Target.STEP else None

    def _hover(self, step: str | None, flow: str | None = None) -> None:
        """Show the handles of a card, or lift a flow above everything."""
        way = self.view.picture.layout.flows.get(flow) if flow else None
        line = [line_mark(MarkKind.FLOW_SELECTION, (QPointF(*point) for point in way.points))] if way else []
        self.view.marks.put(self._LIFTED, line)
        place = self.view.picture.layout.cards.get(step) if step else None
        self._hovered = step if place is not None else None
        rects = handles_of(qrect(place.rect)) if place is not None and not place.is_chip else []
        self.view.marks.put(self._MARKS, [Mark(MarkKind.HANDLE, rect) for rect in rects])
        self.view.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def _handle_at(self, pointer: Pointer) -> str | None:
        """Return the hovered card when the pointer is on one of its handles."""
        place = self.view.picture.layout.cards.get(self._hovered or "")
        if place is None or place.is_chip:
            return None
        reach = (HANDLE_RADIUS + 3) / self.view.camera.scale
        near = any((rect.center() - pointer.at).manhattanLength() <= 2 * reach
                   and QRectF(rect.center() - QPointF(reach, reach), rect.center() + QPointF(reach, reach))
                   .contains(pointer.at) for rect in handles_of(qrect(place.rect)))
        return self._hovered if near else None


def handles_of(card: QRectF) -> list[QRectF]:
    """Return where a card's handles stand: in the middle of its right, top and bottom edges (empty boxes)."""
    middle = card.center()
    places = (QPointF(card.right(), middle.y()), QPointF(middle.x(), card.top()), QPointF(middle.x(), card.bottom()))
    return [QRectF(place, place) for place in places]
