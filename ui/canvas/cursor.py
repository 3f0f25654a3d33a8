"""The keyboard's place on the blueprint: a cell, the card in it, or a flow; and how arrows move it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Step


class ArrowDirection(StrEnum):
    """Where an arrow key points."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The focused cell, which of the cards stacked in it (from 0), and the flow that is focused instead, if any.

    The column may be one past the phase's last: there a new step makes a new column.
    """

    cell: GridCell
    depth: int = 0
    flow: str | None = None


def home(document: BlueprintDocument) -> Cursor | None:
    """Return the first place to type in: the first citizen lane's first column, or None without lanes or phases."""
    if not document.head.lanes or not document.head.phases:
        return None
    lanes = document.head.lanes
    lane = next((lane for lane in lanes if lane.kind == "citizen"), lanes[0])
    return Cursor(GridCell(lane.id, document.head.phases[0].id, 0))


def step_at(document: BlueprintDocument, cursor: Cursor) -> Step | None:
    """Return the card under the cursor, or None on an empty cell or a flow."""
    if cursor.flow is not None:
        return None
    stack = document.stack(*cursor.cell)
    return stack[min(cursor.depth, len(stack) - 1)] if stack else None


def on_step(document: BlueprintDocument, step: Step) -> Cursor:
    """Return the cursor on a card."""
    cell = GridCell(*step.cell)
    return Cursor(cell, document.stack(*cell).index(step))


def on_flow(document: BlueprintDocument, flow: Flow) -> Cursor:
    """Return the cursor on a flow; its cell is that of the flow's source."""
    return replace(on_step(document, document.step_by_id[flow.source]), flow=flow.key)


def repair(document: BlueprintDocument, cursor: Cursor | None) -> Cursor | None:
    """Return the cursor as it can stand in a changed document: on what remains nearest to it."""
    if cursor is None or cursor.cell.lane not in document.lane_by_id:
        return home(document)
    if cursor.cell.phase not in document.phase_by_id:
        return home(document)
    last = document.columns_of_phase[cursor.cell.phase]
    cell = cursor.cell._replace(column=min(cursor.cell.column, last))
    flow = cursor.flow if cursor.flow in document.flow_by_key else None
    depth = min(cursor.depth, max(0, len(document.stack(*cell)) - 1))
    return Cursor(cell, depth, flow)


def columns(document: BlueprintDocument, *, with_new: GridCell | None = None) -> list[tuple[str, int]]:
    """Return every (phase, column) from left to right; with the new column that `with_new` stands in, if any."""
    listed: list[tuple[str, int]] = []
    for phase in document.head.phases:
        count = document.columns_of_phase[phase.id]
        if with_new is not None and with_new.phase == phase.id:
            count = max(count, with_new.column + 1)
        listed.extend((phase.id, column) for column in range(count))
    return listed


def move(document: BlueprintDocument, cursor: Cursor, direction: ArrowDirection) -> Cursor:
    """Return the cursor one cell further, or where it is at the edge of the blueprint."""
    if cursor.flow is not None:
        return replace(cursor, flow=None)
    if direction in (ArrowDirection.UP, ArrowDirection.DOWN):
        return _across_lanes(document, cursor, 1 if direction is ArrowDirection.DOWN else -1)
    return _across_columns(document, cursor, 1 if direction is ArrowDirection.RIGHT else -1)


def _across_lanes(document: BlueprintDocument, cursor: Cursor, by: int) -> Cursor:
    stack = len(document.stack(*cursor.cell))
    if 0 <= cursor.depth + by < stack:
        return replace(cursor, depth=cursor.depth + by)
    lanes = [lane.id for lane in document.head.lanes]
    index = lanes.index(cursor.cell.lane) + by
    if not 0 <= index < len(lanes):
        return cursor
    cell = cursor.cell._replace(lane=lanes[index])
    depth = 0 if by > 0 else max(0, len(document.stack(*cell)) - 1)
    return Cursor(cell, depth)


def _across_columns(document: BlueprintDocument, cursor: Cursor, by: int) -> Cursor:
    """Move along the lane; past a phase's last column stands the place of a new one."""
    cell = cursor.cell
    if by > 0 and cell.column == document.columns_of_phase[cell.phase] - 1:
        return Cursor(cell._replace(column=cell.column + 1))
    listed = columns(document, with_new=cell)
    index = listed.index((cell.phase, cell.column)) + by
    if not 0 <= index < len(listed):
        return cursor
    phase, column = listed[index]
    return Cursor(GridCell(cell.lane, phase, column))


def at_edge(document: BlueprintDocument, cursor: Cursor, *, last: bool) -> Cursor:
    """Return the cursor at the lane's first or last card, or in its first or last column when it has none."""
    lane = cursor.cell.lane
    listed = columns(document)
    taken = [cell for cell in listed if (lane, *cell) in document.steps_in_cell] or listed
    phase, column = taken[-1] if last else taken[0]
    return Cursor(GridCell(lane, phase, column))


def along_flow(document: BlueprintDocument, cursor: Cursor, *, back: bool) -> Cursor:
    """Return the cursor on the next stop along the flows: from card to flow, from flow to card.

    A card with several ways out offers the one that stays on its side first; `next_branch` turns to the others.
    """
    if cursor.flow is not None:
        flow = document.flow_by_key[cursor.flow]
        return on_step(document, document.step_by_id[flow.source if back else flow.target])
    step = step_at(document, cursor)
    flows = branches_of(document, step, back=back) if step else ()
    return on_flow(document, flows[0]) if flows else cursor


def next_branch(document: BlueprintDocument, cursor: Cursor, *, by: int) -> Cursor:
    """Return the cursor on another flow that leaves the same card as the focused one."""
    if cursor.flow is None:
        return cursor
    flow = document.flow_by_key[cursor.flow]
    flows = branches_of(document, document.step_by_id[flow.source], back=False)
    return on_flow(document, flows[(flows.index(flow) + by) % len(flows)])


def branches_of(document: BlueprintDocument, step: Step, *, back: bool) -> tuple[Flow, ...]:
    """Return the flows that leave (or reach) a card, those along its own side first."""
    flows = (document.flows_to if back else document.flows_from).get(step.id, ())
    return tuple(sorted(flows, key=lambda flow: flow.kind is not FlowKind.SEQUENCE))
