"""The document: one immutable blueprint, with the look-ups that every other layer needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from visavis.blueprint.model.durations import HOURS_PER_DAY, BusinessDays, Time, durations_of, is_in_days, mean_effort
from visavis.blueprint.model.elements import Actor, Cell, Flow, Head, Item, Lane, LegalClock, Persona, Phase, Step
from visavis.blueprint.model.vocabulary import FlowKind, Outcome, Side

FORMAT_NAME = "visavis"
# A document is written in the oldest format that holds all it says, so that older programs can read most of them.
FORMAT_VERSION, NEWEST_VERSION = 1, 2
FORMAT = f"{FORMAT_NAME}/{FORMAT_VERSION}"
NEWEST_FORMAT = f"{FORMAT_NAME}/{NEWEST_VERSION}"
# The look-ups that are worth keeping, and the parts of a document that each is made of.
_LOOKUPS: Mapping[str, frozenset[str]] = {
    "flow_by_key": frozenset({"flows"}), "flows_from": frozenset({"flows"}), "flows_to": frozenset({"flows"}),
    "_flows_at": frozenset({"flows"}),
    "step_by_id": frozenset({"steps"}), "steps_in_cell": frozenset({"steps"}),
    "cells_in_column": frozenset({"steps"}), "steps_in_lane": frozenset({"steps"}),
    "columns_of_phase": frozenset({"head", "steps"}),
}
_SUPPORTING = frozenset({Side.SYSTEM, Side.PARTNER})


@dataclass(frozen=True, eq=False)
class BlueprintDocument:
    """A whole blueprint: `head` (graph attributes), steps (nodes) and flows (edges), in file order.

    Nothing in it ever changes; an edit makes a new document that shares every untouched part. `extra` keeps
    top-level keys of the file that this version does not know. Look-ups are built once, on first use.
    """

    head: Head
    steps: tuple[Step, ...] = ()
    flows: tuple[Flow, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BlueprintDocument):
            return NotImplemented
        mine = (self.head, self.steps, self.flows, dict(self.extra))
        return mine == (other.head, other.steps, other.flows, dict(other.extra))

    __hash__ = None  # type: ignore[assignment]  # Python's own way to say so

    def replace(self, **parts: Any) -> BlueprintDocument:
        """Return a copy with some of `head`, `steps`, `flows`, `extra` replaced.

        It takes over the look-ups that depend on none of these: an edit of ten thousand steps builds no others anew.
        """
        made = replace(self, **parts)
        for lookup, sources in _LOOKUPS.items():
            if lookup in self.__dict__ and not sources & parts.keys():
                made.__dict__[lookup] = self.__dict__[lookup]
        return made

    @cached_property
    def step_by_id(self) -> Mapping[str, Step]:
        """Steps by id, in file order."""
        return MappingProxyType({step.id: step for step in self.steps})

    @cached_property
    def flow_by_key(self) -> Mapping[str, Flow]:
        """Flows by key, in file order."""
        return MappingProxyType({flow.key: flow for flow in self.flows})

    @cached_property
    def lane_by_id(self) -> Mapping[str, Lane]:
        """Lanes by id, top to bottom."""
        return MappingProxyType({lane.id: lane for lane in self.head.lanes})

    @cached_property
    def phase_by_id(self) -> Mapping[str, Phase]:
        """Phases by id, left to right."""
        return MappingProxyType({phase.id: phase for phase in self.head.phases})

    @cached_property
    def persona_by_id(self) -> Mapping[str, Persona]:
        """Personas by id."""
        return MappingProxyType({persona.id: persona for persona in self.head.personas})

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return MappingProxyType({actor.id: actor for actor in self.head.actors})

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Items by id."""
        return MappingProxyType({item.id: item for item in self.head.items})

    @cached_property
    def flows_from(self) -> Mapping[str, tuple[Flow, ...]]:
        """Flows that leave each step; steps without any are absent."""
        return _group((flow.source, flow) for flow in self.flows)

    @cached_property
    def flows_to(self) -> Mapping[str, tuple[Flow, ...]]:
        """Flows that arrive at each step; steps without any are absent."""
        return _group((flow.target, flow) for flow in self.flows)

    def flows_at(self, step: str) -> tuple[tuple[Flow, ...], tuple[Flow, ...]]:
        """Return the flows that arrive at a step, and those that leave it.

        To look for those of one step is quicker than to sort all of them, which each edit of a flow would have to.
        """
        known = self._flows_at.get(step)
        if known is None:
            known = self._flows_at[step] = (tuple(flow for flow in self.flows if flow.target == step),
                                            tuple(flow for flow in self.flows if flow.source == step))
        return known

    @cached_property
    def _flows_at(self) -> dict[str, tuple[tuple[Flow, ...], tuple[Flow, ...]]]:
        """The flows of the steps that were asked for one by one."""
        return {}

    @cached_property
    def steps_in_cell(self) -> Mapping[tuple[str, str, int], tuple[Step, ...]]:
        """Steps by (lane, phase, column); a cell may hold several, stacked in file order."""
        cells: dict[tuple[str, str, int], list[Step]] = {}
        for step in self.steps:
            cells.setdefault(step.cell, []).append(step)
        return MappingProxyType({cell: tuple(steps) for cell, steps in cells.items()})

    @cached_property
    def cells_in_column(self) -> Mapping[tuple[str, int], tuple[tuple[str, tuple[Step, ...]], ...]]:
        """The cells of each (phase, column) that hold something: their lanes and steps."""
        columns: dict[tuple[str, int], list[tuple[str, tuple[Step, ...]]]] = {}
        for (lane, phase, column), steps in self.steps_in_cell.items():
            columns.setdefault((phase, column), []).append((lane, steps))
        return MappingProxyType({column: tuple(cells) for column, cells in columns.items()})

    def stack(self, lane: str, phase: str, column: int) -> tuple[Step, ...]:
        """Return the steps of one cell in file order: to look for them is quicker than to sort those of all cells."""
        known = self._stacks.get((lane, phase, column))
        if known is None:
            known = self._stacks[(lane, phase, column)] = tuple(
                step for step in self.steps if step.column == column and step.phase == phase and step.lane == lane)
        return known

    @cached_property
    def _stacks(self) -> dict[tuple[str, str, int], tuple[Step, ...]]:
        """The cells that were asked for one by one."""
        return {}

    @cached_property
    def steps_in_lane(self) -> Mapping[str, int]:
        """How many steps stand in each lane; 0 for others."""
        return Counter(step.lane for step in self.steps)

    @cached_property
    def columns_of_phase(self) -> Mapping[str, int]:
        """How many columns each phase has: at least one, and enough for its steps and notes."""
        last = {phase.id: 0 for phase in self.head.phases}
        cells: list[Step | Cell] = [note.at for note in self.head.notes if isinstance(note.at, Cell)]
        cells += self.steps
        for one in cells:
            # Every edit asks for it: `max` for each of ten thousand steps would take twice as long.
            if one.column > last.get(one.phase, -1):
                last[one.phase] = one.column
        return MappingProxyType({phase: column + 1 for phase, column in last.items()})

    def lane_of(self, step: Step) -> Lane:
        """Return the lane that a step stands in."""
        return self.lane_by_id[step.lane]

    def side_of_lane(self, lane: Lane) -> Side | None:
        """Return who bears the lane's work: its actor's side, else what its kind implies (evidence: no one)."""
        facts = lane.facts
        if facts.is_evidence:
            return None
        actor = self.actor_by_id.get(lane.actor or "")
        return actor.side if actor else facts.side

    def side_of(self, step: Step) -> Side | None:
        """Return who bears a step's work."""
        return self._side_of_lane[step.lane]

    @property
    def hours_per_day(self) -> float:
        """How many hours of effort a day of work has: the service's, or 7."""
        return float(self.head.service.hours_per_day or HOURS_PER_DAY)

    @property
    def assumes_hours_per_day(self) -> bool:
        """Whether some work is given in days while the service does not say how many hours a day of it has."""
        return self.head.service.hours_per_day is None and any(is_in_days(step.work) for step in self.steps)

    def effort_of(self, step: Step) -> float:
        """Return the mean minutes of effort that a step takes its own actor; 0 while it has no working time."""
        return mean_effort(step.work, self.hours_per_day)

    @property
    def legal_clock(self) -> LegalClock | None:
        """How the law counts the service's time; None while it does not say where the clock starts and stops."""
        clock = self.head.service.legal_clock
        return clock if clock is not None and clock.starts is not None and clock.stops is not None else None

    @property
    def written_format(self) -> str:
        """The format that the document is written in: `visavis/2` where it says what `visavis/1` cannot.

        One that was read as `visavis/2` stays so: an unchanged document is saved byte for byte.
        """
        newest = self.head.format == NEWEST_FORMAT or self._needs_newest_format
        return NEWEST_FORMAT if newest else self.head.format

    @cached_property
    def _needs_newest_format(self) -> bool:
        """Whether some time is in business days, or some outcome unspecified."""
        service = self.head.service
        times: list[Time | None] = [service.standard_time, service.tolerated_time, service.legal_deadline]
        for step in self.steps:
            if step.outcome is Outcome.UNSPECIFIED:
                return True
            times += (step.work, step.wait, step.help, step.deadline)
        return any(isinstance(span, BusinessDays) for time in times if not isinstance(time, str | None)
                   for span in durations_of(time))

    @cached_property
    def _side_of_lane(self) -> Mapping[str, Side | None]:
        return {lane.id: self.side_of_lane(lane) for lane in self.head.lanes}


def _group(pairs: Iterable[tuple[str, Flow]]) -> Mapping[str, tuple[Flow, ...]]:
    groups: dict[str, list[Flow]] = {}
    for step_id, flow in pairs:
        groups.setdefault(step_id, []).append(flow)
    return MappingProxyType({step_id: tuple(flows) for step_id, flows in groups.items()})


def flow_kind(document: BlueprintDocument, source: Lane, target: Lane) -> FlowKind:
    """Return the kind of a flow between two lanes of `document`.

    Crossing the line of interaction makes it an interaction, whatever is on the other side; between an agent and
    a system or partner it is support; everything else is a sequence.
    """
    if source.facts.is_on_citizen_side is not target.facts.is_on_citizen_side:
        return FlowKind.INTERACTION
    behind = [document.side_of_lane(lane) in _SUPPORTING for lane in (source, target)]
    return FlowKind.SUPPORT if behind[0] is not behind[1] else FlowKind.SEQUENCE
