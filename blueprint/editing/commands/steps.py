"""Adding, changing, copying and removing steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.commands.edit import Edit
from visavis.blueprint.editing.commands.flows import connect
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import (
    CellLike,
    CellRef,
    find_free_cell,
    insert_column,
    move_to_cells,
    resolve_cell,
)
from visavis.blueprint.editing.removal import remove_flows, remove_steps
from visavis.blueprint.editing.step_chains import insert_chain
from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import FlowKind, Lane, Side, Split, Step, StepKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.model.problems import Refused

NOTHING: Mapping[str, Any] = MappingProxyType({})
_CELL_FIELDS = ("lane", "phase", "column")


@dataclass(frozen=True)
class AddStep:
    """Add a step to a cell; `fields` are further fields of the model. Its kind follows from the lane if not given.

    With `connect_from`, a flow leads to it from that step; `into_flow` names a flow that leads to it and on from it
    to where it led; there, what stands in the cell and after it moves right. `items` are ids that it gives or, on the
    agents' side, asks for.
    """

    cell: CellLike
    title: str = ""
    kind: StepKind | None = None
    id: str | None = None
    connect_from: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    items: tuple[str, ...] = ()
    into_flow: str | None = None

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Add a step")

    def apply(self, draft: Draft) -> None:
        """Add it."""
        fields, cell = {**self.fields, "title": self.title}, resolve_cell(draft, self.cell)
        if self.into_flow is not None and cell in draft.taken_cells():
            insert_column(draft, cell.phase, cell.column)
        step = add_step(draft, cell, self.kind, self.id, fields, self.items)
        if self.connect_from is not None:
            connect(draft, draft.step(self.connect_from), step)
        if self.into_flow is not None:
            insert_chain(draft, draft.flow(self.into_flow), step, step)


@dataclass(frozen=True)
class AddNextStep:
    """Add the step that follows, on the same side: in the next column of the same lane and phase, with a flow.

    `fields` are further fields of the model. When the next cell is taken, what happens follows the drawing: after a
    decision the new step is one more way and stands in the same cell; when the next cell is where the
    only way leads, the new step goes in between; else a column is inserted.
    """

    after: str
    title: str = ""
    kind: StepKind | None = None
    id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    items: tuple[str, ...] = ()

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Add the next step")

    def apply(self, draft: Draft) -> None:
        """Add it."""
        before = draft.step(self.after)
        refuse_after_outcome(before)
        cell = CellRef(before.lane, before.phase, before.column + 1)
        way_on = None
        if cell in draft.taken_cells() and before.splits is not Split.ONE:
            insert_column(draft, cell.phase, cell.column)
            way_on = _only_flow_to(draft, before, cell._replace(column=cell.column + 1))
        step = add_step(draft, cell, self.kind, self.id, {**self.fields, "title": self.title}, self.items)
        if way_on is not None:
            insert_chain(draft, draft.flow(way_on), step, step)
        elif not draft.lane(before.lane).facts.is_evidence:
            connect(draft, before, step)


@dataclass(frozen=True)
class AddAnsweringStep:
    """Add the other side's step, face to face: the same column, or the next that is free, with an interaction.

    Without `lane`, it stands in the lane of the other side that was last added to, else in the first there is:
    citizen lanes answer agents, frontstage lanes answer citizens. `fields` are further fields of the model.
    """

    after: str
    title: str = ""
    label: str = ""
    lane: str | None = None
    kind: StepKind | None = None
    id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    items: tuple[str, ...] = ()

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Add the other side’s step")

    def apply(self, draft: Draft) -> None:
        """Add it."""
        before = draft.step(self.after)
        refuse_after_outcome(before)
        lane = draft.lane(self.lane) if self.lane is not None else _answering_lane(draft, before)
        if lane.facts.is_on_citizen_side is draft.lane(before.lane).facts.is_on_citizen_side:
            raise Refused(message("that lane is on the same side of the line of interaction"))
        cell = find_free_cell(draft, CellRef(lane.id, before.phase, before.column))
        step = add_step(draft, cell, self.kind, self.id, {**self.fields, "title": self.title}, self.items)
        connect(draft, before, step, fields={"label": self.label})


class EditStep(Edit):
    """Change fields of a step. A new lane, phase or column moves it, and its flows with it."""

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Rename a step") if set(self.changes) == {"title"} else message("Edit a step")

    def apply(self, draft: Draft) -> None:
        """Change it."""
        edit_step(draft, draft.step(self.target), self.changes)


@dataclass(frozen=True, init=False)
class EditSteps:
    """Make the same changes to several steps."""

    targets: tuple[str, ...]
    changes: Mapping[str, Any]

    def __init__(self, targets: Collection[str], /, **changes: Any) -> None:
        object.__setattr__(self, "targets", tuple(dict.fromkeys(targets)))
        object.__setattr__(self, "changes", EditStep("", **changes).changes)

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Edit {count} step", "Edit {count} steps", len(self.targets))

    def apply(self, draft: Draft) -> None:
        """Change them."""
        for target in self.targets:
            edit_step(draft, draft.step(target), self.changes)


@dataclass(frozen=True)
class RemoveElements:
    """Remove steps, flows and notes.

    A removed step takes its flows and waivers with it; notes that stand on it go to the parking lot, and steps that
    fell back on it fall back on nothing. Where one way led into the step, or into several that follow each other,
    and one way led on, the flow into it leads on past it.
    """

    steps: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        total = len({*self.steps}) + len({*self.flows}) + len({*self.notes})
        if not self.flows and not self.notes:
            return plural("Delete {count} step", "Delete {count} steps", total)
        if not self.steps and not self.notes:
            return plural("Delete {count} flow", "Delete {count} flows", total)
        return plural("Delete {count} element", "Delete {count} elements", total)

    def apply(self, draft: Draft) -> None:
        """Remove them."""
        remove_flows(draft, self.flows)
        remove_steps(draft, self.steps)
        gone = frozenset(self.notes)
        for name in gone - {note.id for note in draft.head.notes}:
            raise Refused(message("there is no note '{name}'", name=name[:60]))
        draft.put_head(notes=tuple(note for note in draft.head.notes if note.id not in gone))


def add_step(
    draft: Draft, cell: CellRef, kind: StepKind | None, step_id: str | None, fields: Mapping[str, Any],
    items: tuple[str, ...] = (),
) -> Step:
    """Put a new step into the draft and return it; `items` are those that it gives or asks for."""
    if step_id is not None and step_id in draft.steps:
        raise Refused(message("the id '{name}' is taken", name=step_id[:60]))
    usual = StepKind.EVIDENCE if draft.lane(cell.lane).facts.is_evidence else StepKind.ACTION
    name = step_id or draft.new_id("s", draft.steps)
    handled = {item_field(draft.lane(cell.lane)): items} if items else {}
    step = make_element(Step, {"kind": kind or usual, **handled, **fields, **cell._asdict(), "id": name})
    draft.put_step(step)
    return step


def item_field(lane: Lane) -> str:
    """Return the field for an item that is named on a step: citizens give what the other side asks for."""
    return "gives" if lane.facts.side is Side.CITIZEN else "asks"


def edit_step(draft: Draft, step: Step, changes: Mapping[str, Any]) -> None:
    """Change a step; what depends on the changed fields follows."""
    fresh = change_element(step, {name: value for name, value in changes.items() if name not in _CELL_FIELDS})
    draft.put_step(fresh)
    if any(name in changes for name in _CELL_FIELDS):
        cell = tuple(changes.get(name, getattr(step, name)) for name in _CELL_FIELDS)
        move_to_cells(draft, {step.id: resolve_cell(draft, cell)})


def refuse_after_outcome(step: Step) -> None:
    """Refuse to go on from where a journey ends."""
    if step.kind is StepKind.OUTCOME:
        raise Refused(message("an outcome ends the journey; nothing follows it. Change its kind first"))


def _only_flow_to(draft: Draft, step: Step, cell: CellRef) -> str | None:
    flows = [flow for flow in draft.flows.values() if flow.source == step.id]
    there = [flow for flow in flows if draft.step(flow.target).cell == cell]
    same_side = [flow for flow in flows if flow.kind is not FlowKind.INTERACTION]
    return there[0].key if len(there) == 1 and same_side == there else None


def _answering_lane(draft: Draft, step: Step) -> Lane:
    above = draft.lane(step.lane).facts.is_on_citizen_side
    wanted = [facts for facts in LANE_KINDS.values()
              if not facts.is_evidence and facts.is_on_citizen_side is not above]
    for kind in (facts.kind for facts in wanted):
        lanes = {lane.id: lane for lane in draft.head.lanes if lane.kind is kind}
        last = next((other.lane for other in reversed(list(draft.steps.values())) if other.lane in lanes), None)
        if lanes:
            return lanes[last] if last is not None else next(iter(lanes.values()))
    raise Refused(message("there is no lane on the other side; add one first"))
