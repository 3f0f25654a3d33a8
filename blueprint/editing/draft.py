"""The working copy of one command. No one else sees it; an exception inside the command drops it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, TypeVar

from visavis.blueprint.editing.identifiers import Identifiers
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Cell, Flow, FlowKind, Head, Lane, Phase, Step
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.problems import Refused, describe_missing

T = TypeVar("T")


class Draft:
    """A document that can be changed element by element. Elements themselves stay frozen; they are replaced."""

    def __init__(self, document: BlueprintDocument, identifiers: Identifiers) -> None:
        self._start = document
        self._identifiers = identifiers
        self._steps = dict(document.step_by_id)
        self._flows = dict(document.flow_by_key)
        self._steps_touched = self._flows_touched = False
        self._cells: set[tuple[str, str, int]] | None = None
        self._extra = document.extra
        self._grid = document

    @property
    def head(self) -> Head:
        """The graph attributes as they are now."""
        return self._grid.head

    @property
    def grid(self) -> BlueprintDocument:
        """The lanes, phases, actors and other heads as they are now. Its steps and flows are those of the start."""
        return self._grid

    @property
    def steps(self) -> Mapping[str, Step]:
        """Steps by id, in file order."""
        return MappingProxyType(self._steps)

    @property
    def flows(self) -> Mapping[str, Flow]:
        """Flows by key, in file order."""
        return MappingProxyType(self._flows)

    def step(self, step_id: str) -> Step:
        """Return a step, or refuse."""
        return require(self._steps, step_id, message("step"))

    def flow(self, key: str) -> Flow:
        """Return a flow, or refuse."""
        return require(self._flows, key, message("flow"))

    def lane(self, lane_id: str) -> Lane:
        """Return a lane, or refuse."""
        return require(self._grid.lane_by_id, lane_id, message("lane"))

    def phase(self, phase_id: str) -> Phase:
        """Return a phase, or refuse."""
        return require(self._grid.phase_by_id, phase_id, message("phase"))

    def new_id(self, prefix: str, taken: Container[str]) -> str:
        """Return a new id that begins with `prefix`; `taken` are the ids of its kind."""
        return self._identifiers.new_id(prefix, taken)

    def put_step(self, step: Step) -> None:
        """Add a step at the end, or replace the one of the same id in its place."""
        before = self._steps.get(step.id)
        if before is not step:
            self._steps[step.id] = step
            self._steps_touched = True
            if before is None and self._cells is not None:
                self._cells.add(step.cell)
            elif before is not None and before.cell != step.cell:
                self._cells = None

    def put_flow(self, flow: Flow) -> None:
        """Add a flow at the end, or replace the one of the same key in its place."""
        if self._flows.get(flow.key) is not flow:
            self._flows[flow.key] = flow
            self._flows_touched = True

    def drop_steps(self, ids: Iterable[str]) -> None:
        """Take steps out, and nothing else; `removal` takes out what refers to them."""
        for step_id in ids:
            del self._steps[step_id]
            self._steps_touched = True
        self._cells = None

    def drop_flows(self, keys: Iterable[str]) -> None:
        """Take flows out."""
        for key in keys:
            del self._flows[key]
            self._flows_touched = True

    def order_steps(self, ids: Iterable[str]) -> None:
        """Put the steps in another file order; `ids` names every one of them."""
        self._steps = {step_id: self._steps[step_id] for step_id in ids}
        self._steps_touched = True

    def put_head(self, **fields: Any) -> None:
        """Replace graph attributes by values that are already checked; a list that was emptied leaves the file."""
        kept = {name: value for name, value in fields.items() if not _is_identical(value, getattr(self.head, name))}
        if kept:
            fresh = self.head.model_copy(update=kept)
            fresh.model_fields_set.difference_update(name for name, value in kept.items() if value == ())
            self._grid = self._start.replace(head=fresh)

    def put_whole_head(self, head: Head) -> None:
        """Replace all graph attributes by values that are already checked."""
        if head is not self.head:
            self._grid = self._start.replace(head=head)

    def replace_document(self, document: BlueprintDocument) -> None:
        """Take over everything of another document."""
        self._steps, self._flows = dict(document.step_by_id), dict(document.flow_by_key)
        self._steps_touched = self._flows_touched = True
        self._cells = None
        self._grid, self._extra = self._start.replace(head=document.head), document.extra

    def derived_kind(self, source: Step, target: Step) -> FlowKind:
        """Return what kind of flow leads from one step to another, as their lanes are now."""
        return flow_kind(self._grid, self.lane(source.lane), self.lane(target.lane))

    def columns_of_phase(self) -> dict[str, int]:
        """How many columns each phase has now, in order: at least one, and enough for its steps and notes."""
        counts = {phase.id: 1 for phase in self.head.phases}
        for step in self._steps.values():
            counts[step.phase] = max(counts[step.phase], step.column + 1)
        for note in self.head.notes:
            if isinstance(note.at, Cell):
                counts[note.at.phase] = max(counts[note.at.phase], note.at.column + 1)
        return counts

    def taken_cells(self) -> AbstractSet[tuple[str, str, int]]:
        """Return the cells that hold a step, kept from one question to the next: a list adds thousands of steps."""
        if self._cells is None:
            self._cells = {(step.lane, step.phase, step.column) for step in self._steps.values()}
        return self._cells

    def finish(self) -> BlueprintDocument:
        """Return the document that the draft has become; untouched parts are shared with the start."""
        parts: dict[str, Any] = {}
        if self._steps_touched:
            parts["steps"] = tuple(self._steps.values())
        if self._flows_touched:
            parts["flows"] = tuple(self._flows.values())
        if self.head is not self._start.head:
            parts["head"] = self.head
        if self._extra is not self._start.extra:
            parts["extra"] = self._extra
        return self._start.replace(**parts) if parts else self._start


def _is_identical(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(mine is theirs for mine, theirs in zip(one, other, strict=True))
    return one is other


def require(known: Mapping[str, T], name: str, what: Message) -> T:
    """Return what `name` names, or refuse with the nearest name there is."""
    if name not in known:
        raise Refused(describe_missing(what, name, known))
    return known[name]
