"""Dragging cards to other cells, or in between. Until the button is released the document knows nothing of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt

from visavis.blueprint.editing import Command, commands
from visavis.blueprint.layout import GridCell
from visavis.ui.canvas.cursor import columns
from visavis.ui.canvas.hit_testing import HitKind, nearest_cell
from visavis.ui.canvas.insertion_gaps import INSIDE, InsertionGap, flow_across, gap_at, gap_beside, gap_line
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.insertion_preview import split_path, spot_of, words_for
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.i18n import tr


@dataclass(frozen=True)
class Landing:
    """Where the cards would go: what moves them, the cells or the gap that light up, and what puts them into a flow.

    `at` is the cell of the card that was grabbed.
    """

    move: Command
    at: GridCell
    cells: tuple[GridCell, ...] = ()
    gap: InsertionGap | None = None
    into: commands.PutIntoFlow | None = None

    @property
    def command(self) -> Command:
        """What releasing the cards there does."""
        if self.into is None:
            return self.move
        return commands.CompositeCommand(self.into.caption, (self.move, self.into))


class MoveGesture(Tool):
    """Drags the selected cards together: ghosts follow the pointer, where they would go lights up.

    Over an empty cell they go there, between columns or beside a card that stays they go in between; where that is
    between two connected cards of the lane, or the pointer is on a flow, they come into the flow. With Alt they join
    the card that is there, and flows stay as they are.
    """

    shape = Qt.CursorShape.ClosedHandCursor
    pulls = True
    _MARKS = "moving"

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        document = self.view.document
        grabbed = pointer.hit.id
        chosen = [step for step in self.view.edit_actions.selected_steps() if step in self.layout.cards]
        self._grabbed = grabbed
        self._steps = chosen if grabbed in chosen else [grabbed]
        self._from = {step: GridCell(*document.step_by_id[step].cell) for step in self._steps}
        self._taken = {step.cell for step in document.steps if step.id not in self._from}
        self._start: QPointF = pointer.at
        self._wanted: Landing | None = None
        self._landing: Landing | None = None
        self._allowed = False

    def move(self, pointer: Pointer) -> None:
        """Move the ghosts, and light where they would land."""
        by = pointer.at - self._start
        cards = self.layout.cards
        ghosts = [Overlay(OverlayKind.GHOST, qrect(cards[step].rect).translated(by), group=self.view.group_of(step))
                  for step in self._steps]
        joins = bool(pointer.modifiers & Qt.KeyboardModifier.AltModifier)
        wanted = self._landing_at(qrect(cards[self._grabbed].rect).center() + by, joins=joins)
        if wanted is not None and not joins:
            wanted = replace(wanted, into=self._find_insertion(pointer, wanted))
        if wanted != self._wanted:
            self._wanted = wanted
            self._choose_landing()
        self.view.overlays.put(self._MARKS, [*self._landing_overlays(), *ghosts])

    def release(self, pointer: Pointer) -> None:
        """Put the cards where it is lit."""
        self.move(pointer)
        landing = self._landing if self._allowed else None
        self.view.toolbox.end_gesture()
        if landing is not None and not self._is_unchanged(landing):
            self.view.bridge.do(landing.command)

    def deactivate(self) -> None:
        """Take ghosts and lights away."""
        self.view.overlays.clear(self._MARKS)

    def hint(self) -> str:
        """Return what to do."""
        return tr("Release over a cell, or between two · Alt: join the card that is there · Esc: leave them")

    def _choose_landing(self) -> None:
        """Take what is wanted, without the flow where they may not come into it, and say what releasing does."""
        may, wanted = self.view.edit_actions.is_allowed, self._wanted
        if wanted is not None and wanted.into is not None and not may(wanted.command):
            wanted = replace(wanted, into=None)
        self._landing = wanted
        self._allowed = wanted is not None and may(wanted.command)
        flow = wanted.into.flow if wanted is not None and wanted.into is not None else ""
        document = self.view.document
        self.view.status_hint.emit(words_for(document, document.flow_by_key[flow]) if flow else self.hint())

    def _is_unchanged(self, landing: Landing) -> bool:
        return landing.cells == tuple(self._from.values())

    def _find_insertion(self, pointer: Pointer, landing: Landing) -> commands.PutIntoFlow | None:
        """Return what puts the cards into the flow under the pointer, or into the one across where they would go."""
        document = self.view.document
        pointed = document.flow_by_key.get(pointer.hit.id) if pointer.hit.target is HitKind.FLOW else None
        flow = pointed or flow_across(document, landing.at, self._from)
        if flow is None or self._is_unchanged(landing) or {flow.source, flow.target} & {*self._from}:
            return None
        return commands.PutIntoFlow(tuple(self._steps), flow.key)

    def _landing_overlays(self) -> list[Overlay]:
        landing, layout = self._landing, self.layout
        if landing is None:
            return []
        flow = self.view.document.flow_by_key.get(landing.into.flow) if landing.into is not None else None
        through = split_path(layout, flow, spot_of(layout, landing.at, landing.gap)) if flow is not None else []
        if landing.gap is not None:
            return [Overlay(OverlayKind.INSERTION, gap_line(layout, landing.gap)), *through] if self._allowed else []
        kind = OverlayKind.LIT_CELL if self._allowed else OverlayKind.REFUSED_CELL
        return [*(Overlay(kind, qrect(layout.cells[cell])) for cell in landing.cells if cell in layout.cells),
                *through]

    def _landing_at(self, centre: QPointF, *, joins: bool) -> Landing | None:
        """Return where the cards go when the grabbed one is at `centre`; None beyond the blueprint's edge."""
        layout = self.layout
        target = nearest_cell(layout, centre.x(), centre.y())
        if target is None:
            return None
        gap = None if joins else gap_at(layout, centre, inside=-INSIDE)
        if gap is None and not joins and target in self._taken:
            gap = self._beside(target, qrect(layout.cells[target]), centre)
        if gap is not None:
            down = self._down_to(target)
            at = GridCell(target.lane, gap.phase, gap.column)
            return Landing(commands.MoveStepsBetween(tuple(self._steps), gap.phase, gap.column, down), at, gap=gap)
        cells = self._cells_from(target)
        if cells is None:
            return None
        return Landing(commands.PlaceSteps(cells), target, tuple(cells.values()))

    def _beside(self, cell: GridCell, rect: QRectF, centre: QPointF) -> InsertionGap | None:
        after = centre.x() > rect.center().x()
        return gap_beside(self.layout, cell.phase, cell.column + after)

    def _down_to(self, target: GridCell) -> int:
        lanes = [lane.id for lane in self.view.document.head.lanes]
        return lanes.index(target.lane) - lanes.index(self._from[self._grabbed].lane)

    def _cells_from(self, target: GridCell) -> dict[str, GridCell] | None:
        """Return the cell of each card when the grabbed one lands on `target`."""
        listed = columns(self.view.document)
        lanes = [lane.id for lane in self.view.document.head.lanes]
        start = self._from[self._grabbed]
        across = listed.index((target.phase, target.column)) - listed.index((start.phase, start.column))
        down = self._down_to(target)
        cells = {}
        for step, cell in self._from.items():
            column = listed.index((cell.phase, cell.column)) + across
            lane = lanes.index(cell.lane) + down
            if not (0 <= column < len(listed) and 0 <= lane < len(lanes)):
                return None
            cells[step] = GridCell(lanes[lane], *listed[column])
        return cells
