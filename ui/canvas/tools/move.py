"""Dragging cards to other cells. Until the button is released the document knows nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from blueprint.layout.places import CellPlace
from ui.canvas.cursor import columns
from ui.canvas.hits import nearest_cell
from ui.canvas.items import qrect
from ui.canvas.marks import Mark, MarkKind
from ui.canvas.tools.tool import Pointer, Tool
from ui.i18n import tr


class MoveGesture(Tool):
    """Drags the selected cards together: ghosts follow the pointer, the cells that would take them light up."""

    shape = Qt.CursorShape.ClosedHandCursor
    pulls = True
    _MARKS = "moving"

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        document = self.view.document
        grabbed = pointer.hit.id
        chosen = [step for step in self.view.arranging.selected_steps() if step in self.view.picture.layout.cards]
        self._grabbed = grabbed
        self._steps = chosen if grabbed in chosen else [grabbed]
        self._from = {step: CellPlace(*document.step_by_id[step].cell) for step in self._steps}
        self._start: QPointF = pointer.at
        self._cells: dict[str, CellPlace] | None = None
        self._allowed = False

    def move(self, pointer: Pointer) -> None:
        """Move the ghosts, and light where they would land."""
        by = pointer.at - self._start
        cards = self.view.picture.layout.cards
        ghosts = [Mark(MarkKind.GHOST, qrect(cards[step].rect).translated(by), group=self.view.group_of(step))
                  for step in self._steps]
        centre = qrect(cards[self._grabbed].rect).center() + by
        cells = self._landing(nearest_cell(self.view.picture.layout, centre.x(), centre.y()))
        if cells != self._cells:
            self._cells = cells
            self._allowed = cells is not None and self.view.arranging.may_place(cells)
        self.view.marks.put(self._MARKS, [*self._lit(), *ghosts])

    def release(self, pointer: Pointer) -> None:
        """Put the cards into the lit cells."""
        self.move(pointer)
        cells = self._cells if self._allowed else None
        self.view.toolbox.end_gesture()
        if cells is not None and cells != self._from:
            self.view.arranging.place(cells)

    def lay_down(self) -> None:
        """Take ghosts and lights away."""
        self.view.marks.clear(self._MARKS)

    def hint(self) -> str:
        """Return what to do."""
        return tr("Release over a cell · Esc: leave the cards where they are")

    def _lit(self) -> list[Mark]:
        kind = MarkKind.LIT_CELL if self._allowed else MarkKind.REFUSED_CELL
        rects = self.view.picture.layout.cells
        return [Mark(kind, qrect(rects[cell])) for cell in (self._cells or {}).values() if cell in rects]

    def _landing(self, target: CellPlace | None) -> dict[str, CellPlace] | None:
        """Return the cell of each card when the grabbed one lands on `target`; None beyond the blueprint's edge."""
        if target is None:
            return None
        listed = columns(self.view.document)
        lanes = [lane.id for lane in self.view.document.head.lanes]
        start = self._from[self._grabbed]
        across = listed.index((target.phase, target.column)) - listed.index((start.phase, start.column))
        down = lanes.index(target.lane) - lanes.index(start.lane)
        cells = {}
        for step, cell in self._from.items():
            column = listed.index((cell.phase, cell.column)) + across
            lane = lanes.index(cell.lane) + down
            if not (0 <= column < len(listed) and 0 <= lane < len(lanes)):
                return None
            cells[step] = CellPlace(lanes[lane], *listed[column])
        return cells
