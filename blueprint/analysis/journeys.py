"""A persona's view of a document: which ways are open, how likely each is, and where the journey starts.

The decisions taken here are listed, with their reasons, in `docs/decisions/0006-journey-semantics.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from blueprint.analysis.underway import UnderWay
from blueprint.graph.queries import components, reading_order
from blueprint.model import BlueprintDocument, Channel, Flow, FlowKind, Join, LaneKind, Persona, Split, Step, StepKind

USABLE_BY_ALL = frozenset({Channel.INTERNAL.value})
_CITIZEN_MEETS = (LaneKind.CITIZEN, LaneKind.FRONTSTAGE)


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a step. `probability` matters where the step takes one way only; `limit` is `max_times`."""

    target: str
    flow: str
    probability: float = 1.0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as one persona meets it.

    `blocked` says that the persona cannot use its channel: the step costs no time and its `fallback` is the only
    way on. `fails` is the probability that the step, once done, fails.
    """

    step: Step
    ways: tuple[Way, ...]
    one: bool
    each: bool
    fails: float
    fallback: str | None
    blocked: bool
    # Every step that may follow, failures included; asked for so often that it is worked out once.
    next_steps: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "next_steps", self._next_steps())

    @property
    def ends(self) -> bool:
        """Whether the journey ends here, in an outcome."""
        return self.step.kind is StepKind.OUTCOME

    def _next_steps(self) -> tuple[str, ...]:
        after = () if self.blocked or self.ends else tuple(way.target for way in self.ways)
        leaves = self.fallback is not None and (self.blocked or self.fails > 0)
        return (*after, self.fallback) if leaves and self.fallback is not None else after


@dataclass(frozen=True)
class Journey:
    """The graph that one persona walks: its stops by step id, and where it starts, with probabilities."""

    persona: Persona | None
    stops: Mapping[str, Stop]
    starts: tuple[tuple[str, float], ...]

    @cached_property
    def reached(self) -> frozenset[str]:
        """Steps that some way leads to from a start."""
        seen = {step for step, _ in self.starts}
        todo = list(seen)
        while todo:
            for following in self.stops[todo.pop()].next_steps:
                if following not in seen:
                    seen.add(following)
                    todo.append(following)
        return frozenset(seen)

    @cached_property
    def comes_from(self) -> Mapping[str, tuple[str, ...]]:
        """The steps that lead to each step."""
        sources: dict[str, list[str]] = {}
        for name, stop in self.stops.items():
            for following in dict.fromkeys(stop.next_steps):
                sources.setdefault(following, []).append(name)
        return {name: tuple(found) for name, found in sources.items()}

    @cached_property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The reached steps, those that lead to each other together, and what comes before what leads on to it."""
        return tuple(components({name: self.stops[name].next_steps for name in self.stops if name in self.reached}))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The parts by which one can come back to oneself; the steps of each are in reading order."""
        return tuple(part for part in self.parts
                     if len(part) > 1 or part[0] in self.stops[part[0]].next_steps)

    def is_trap(self, loop: Sequence[str]) -> bool:
        """Tell whether a loop has no way out: no other step, no outcome, no failure and no limited flow."""
        inside = set(loop)
        return not any(stop.ends or stop.blocked or stop.fails or not inside.issuperset(stop.next_steps)
                       or any(way.limit is not None for way in stop.ways)
                       for stop in (self.stops[name] for name in loop))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each step's number in reading order."""
        return {name: number for number, name in enumerate(self.stops)}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.stops)

    @cached_property
    def under_way(self) -> UnderWay:
        """What leads where, with steps by number."""
        after = [[self.number[name] for name in stop.next_steps] for stop in self.stops.values()]
        return UnderWay(after, [self.number[name] for name, _ in self.starts])

    def leads(self, source: str, target: str) -> bool:
        """Tell whether one or more flows lead from one step to another; to itself only when it is on a loop.

        Evidence is on no journey: it leads nowhere and nothing leads to it.
        """
        if source not in self.number or target not in self.number:
            return False
        return bool(self.under_way.reach[self.number[target]] >> self.number[source] & 1)

    def last_passed(self, step: str) -> str | None:
        """Return the last other step that every way from the start to a step passes (its immediate dominator)."""
        above = self.under_way.dominators[self.number[step]]
        return None if above < 0 else self._names[above]

    def mask(self, steps: Iterable[str]) -> int:
        """Return a set of steps as the bits of one integer; evidence is left out."""
        found = 0
        for step in steps:
            if step in self.number:
                found |= 1 << self.number[step]
        return found

    def beside(self, step: str, others: int) -> bool:
        """Tell whether some step of a mask neither leads to `step` nor follows it."""
        number = self.number[step]
        return bool(others & ~(self.under_way.reach[number] | self.under_way.onward[number] | 1 << number))

    def between(self, source: str, target: str, others: int) -> bool:
        """Tell whether some step of a mask, other than these two, lies on a way from one step to another."""
        ends = 1 << self.number[source] | 1 << self.number[target]
        on_the_way = self.under_way.onward[self.number[source]] & self.under_way.reach[self.number[target]]
        return bool(others & on_the_way & ~ends)

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """What decides the measures: journeys of equal shape have equal measures."""
        return self.starts, tuple((name, stop.ways, stop.blocked) for name, stop in self.stops.items())


def journey(document: BlueprintDocument, persona: Persona | None = None) -> Journey:
    """Return the journey of a persona (or of an anonymous person who can use every channel)."""
    steps = [step for step in reading_order(document) if step.kind is not StepKind.EVIDENCE]
    known = {step.id for step in steps}
    open_ways = {step.id: [flow for flow in document.flows_from.get(step.id, ())
                           if flow.target in known and is_open(flow, persona)] for step in steps}
    onward = _conversations(document, open_ways)
    stops = {step.id: _stop(document, step, onward[step.id], persona, known) for step in steps}
    return Journey(persona, MappingProxyType(stops), _starts(steps, stops))


def is_open(flow: Flow, persona: Persona | None) -> bool:
    """Tell whether a persona may take a flow."""
    if persona is None:
        return True
    return (not flow.only_for or persona.id in flow.only_for) and persona.id not in flow.not_for


def _conversations(document: BlueprintDocument, ways: Mapping[str, list[Flow]]) -> dict[str, list[Flow]]:
    """Return the ways out of each step with answers understood as answers.

    People draw a conversation as two arrows between the same two cards: the question and the answer. Where the
    asker goes on elsewhere as well, the answer does not make the asker begin again: the asker goes on once the
    answer has come. So an answer leads to where the asker goes on, and the asker's own way on waits for it.
    """
    asked: dict[str, set[str]] = {}
    for name, flows in ways.items():
        if document.step_by_id[name].splits is Split.ONE or len(flows) < 2:
            continue
        others = {flow.target for flow in flows if flow.kind is FlowKind.INTERACTION
                  and _answers(document, ways[flow.target], name)}
        if others and any(flow.target not in others for flow in flows):
            asked[name] = others
    return {name: _onward(name, flows, asked, ways) for name, flows in ways.items()}


def _answers(document: BlueprintDocument, flows: Iterable[Flow], asker: str) -> bool:
    return any(flow.target == asker and flow.kind is FlowKind.INTERACTION
               and document.step_by_id[flow.source].splits is Split.ALL for flow in flows)


def _onward(name: str, flows: Sequence[Flow], asked: Mapping[str, set[str]],
            ways: Mapping[str, list[Flow]]) -> list[Flow]:
    kept: dict[str, Flow] = {}
    for flow in flows:
        if name in asked and flow.target not in asked[name]:
            continue
        if name in asked.get(flow.target, ()):
            after = [way for way in ways[flow.target] if way.target not in asked[flow.target]]
            kept.update((way.target, way) for way in after if way.target not in kept)
        else:
            kept[f"{flow.target} {flow.key}"] = flow
    return list(kept.values())


def _stop(document: BlueprintDocument, step: Step, flows: Sequence[Flow], persona: Persona | None,
          known: set[str]) -> Stop:
    one = step.splits is Split.ONE
    chances = shared_chances([flow.probability for flow in flows]) if one else [1.0] * len(flows)
    ways = tuple(Way(flow.target, flow.key, chance, flow.max_times)
                 for flow, chance in zip(flows, chances, strict=True) if chance > 0)
    return Stop(step, ways, one, step.joins is Join.EACH, float(step.fails or 0),
                step.fallback if step.fallback in known else None, not can_use(document, step, persona))


def shared_chances(given: Sequence[float | None]) -> list[float]:
    """Return probabilities that sum to 1: what is missing shares equally what is left, and the rest is rescaled.

    Ways that are all given as impossible stay impossible.
    """
    missing = sum(chance is None for chance in given)
    told = sum(chance for chance in given if chance is not None)
    rest = max(0.0, 1.0 - told) / missing if missing else 0.0
    chances = [rest if chance is None else float(chance) for chance in given]
    total = sum(chances)
    return [chance / total for chance in chances] if total > 0 else chances


def can_use(document: BlueprintDocument, step: Step, persona: Persona | None) -> bool:
    """Tell whether a persona can use the channel of a step that the citizen meets.

    A step without a channel, an internal one, one of a backstage or support lane, and a persona without a list of
    channels never exclude anybody.
    """
    if persona is None or not persona.channels or step.channel is None or step.channel in USABLE_BY_ALL:
        return True
    return document.lane_by_id[step.lane].kind not in _CITIZEN_MEETS or step.channel in persona.channels


def _starts(steps: Sequence[Step], stops: Mapping[str, Stop]) -> tuple[tuple[str, float], ...]:
    """Return where journeys begin: the starts, equally likely, else the first step with a way out and none in.

    A step's own loop is no way in. Where every step has a way in, the first one with a way out begins.
    """
    marked = [step.id for step in steps if step.kind is StepKind.START]
    if not marked:
        led_to = {following for name, stop in stops.items() for following in stop.next_steps if following != name}
        going_on = [name for name, stop in stops.items() if stop.next_steps]
        marked = [name for name in going_on if name not in led_to][:1] or going_on[:1]
    return tuple((name, 1 / len(marked)) for name in marked)
