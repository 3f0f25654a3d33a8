"""Columns for the steps of a blueprint, as Graphviz ranks them: each step after those that lead to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visavis.blueprint.editing import CellLike, CellRef, Command
from visavis.blueprint.editing.commands import CompositeCommand, EditNote, PlaceSteps
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Cell, FlowKind, Step
from visavis.exporters.dot import render_dot


def arrange_steps(document: BlueprintDocument) -> Command | None:
    """Return the edit that arranges each phase again, with the notes in its cells; None when all stands well.

    Raises BlueprintError when Graphviz cannot rank the steps.
    """
    cells = arrange_cells(document)
    if not cells:
        return None
    placed = PlaceSteps(cells)
    return CompositeCommand(placed.caption, (placed, *_note_moves(document, cells)))


def _note_moves(document: BlueprintDocument, cells: Mapping[str, CellLike]) -> Iterator[Command]:
    """Yield the moves of notes on cells: each goes as far as the step nearest to it, one of its own lane first."""
    columns = {step: cell.column if isinstance(cell, Cell) else cell[2] for step, cell in cells.items()}
    for note in document.head.notes:
        if not isinstance(note.at, Cell):
            continue
        at = note.at
        beside = min((step for step in document.steps if step.phase == at.phase),
                     key=lambda step: (abs(step.column - at.column), step.lane != at.lane), default=None)
        if beside is not None and beside.id in columns:
            column = max(0, at.column + columns[beside.id] - beside.column)
            yield EditNote(note.id, at=at.model_copy(update={"column": column}))


def arrange_cells(document: BlueprintDocument) -> Mapping[str, CellLike]:
    """Return the cells of the steps that move when each phase is arranged again; lanes and phases stay.

    What is said across the line stands in one column, what follows stands after it, as close as the lanes allow.
    Steps without flows stay beside what they stood beside. Raises BlueprintError when Graphviz cannot rank them.
    """
    cells: dict[str, CellLike] = {}
    by_phase: dict[str, list[Step]] = defaultdict(list)
    for step in reading_order(document):
        by_phase[step.phase].append(step)
    for phase, steps in by_phase.items():
        columns = _columns(steps, _ranks(document, steps))
        cells |= {step.id: CellRef(step.lane, phase, columns[step.id]) for step in steps
                  if columns[step.id] != step.column}
    return cells


def _ranks(document: BlueprintDocument, steps: Sequence[Step]) -> Mapping[str, int]:
    """Return each step's rank within its phase, from 0."""
    names = {step.id: f"n{number}" for number, step in enumerate(steps)}
    source = "\n".join(["digraph {", "rankdir=LR; node [shape=point];", *names.values(),
                        *_edges(document, steps, names), "}"])
    columns = {}
    for line in render_dot(source, "plain").decode().splitlines():
        parts = line.split()
        if parts and parts[0] == "node":
            columns[parts[1]] = float(parts[2])
    if set(columns) != set(names.values()):
        raise BlueprintError(message("Graphviz could not arrange this"))
    order = {across: rank for rank, across in enumerate(sorted(set(columns.values())))}
    return {step.id: order[columns[names[step.id]]] for step in steps}


def _edges(document: BlueprintDocument, steps: Sequence[Step], names: Mapping[str, str]) -> Iterator[str]:
    connected = set()
    for step in steps:
        for flow in document.flows_from.get(step.id, ()):
            if flow.target in names:
                connected |= {flow.source, flow.target}
                # A question and its answer stand face to face; so does what a system does for someone.
                least = 1 if flow.kind is FlowKind.SEQUENCE else 0
                yield f"{names[flow.source]} -> {names[flow.target]} [minlen={least}];"
    for step in steps:
        if step.id not in connected:
            beside = _nearest(step, [other for other in steps if other.id in connected])
            if beside is not None:
                yield f"{{rank=same; {names[beside.id]}; {names[step.id]}}}"


def _nearest(step: Step, others: Iterable[Step]) -> Step | None:
    """Return the step in the column nearest to another's, the one above it first."""
    return min(others, key=lambda other: abs(other.column - step.column), default=None)


def _columns(steps: Sequence[Step], ranks: Mapping[str, int]) -> Mapping[str, int]:
    """Return a column for each step: ranks in order, as many columns a rank as its fullest lane needs."""
    columns: dict[str, int] = {}
    first = 0
    for rank in sorted(set(ranks.values())):
        lanes: dict[str, list[list[str]]] = defaultdict(list)
        for step in steps:
            if ranks[step.id] == rank:
                # Steps that were stacked in one cell (the ways out of a decision) stay stacked.
                same = [stack for stack in lanes[step.lane] if _cell(steps, stack[0]) == step.cell]
                if same:
                    same[0].append(step.id)
                else:
                    lanes[step.lane].append([step.id])
        for stacks in lanes.values():
            columns |= {name: first + index for index, stack in enumerate(stacks) for name in stack}
        first += max(len(stacks) for stacks in lanes.values())
    return columns


def _cell(steps: Sequence[Step], name: str) -> tuple[str, str, int]:
    return next(step.cell for step in steps if step.id == name)
