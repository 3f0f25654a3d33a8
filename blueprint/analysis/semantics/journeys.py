"""A persona's view of a document: which ways are open, how likely each is, and where the journey starts.

The decisions taken here are listed, with their reasons, in `docs/decisions/0006-journey-semantics.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from visavis.blueprint.analysis.semantics.answers import Arrow, Conversations, read_answers, skip_resumptions
from visavis.blueprint.analysis.semantics.branch_probabilities import read_chances
from visavis.blueprint.analysis.semantics.join_reachability import JoinReachability
from visavis.blueprint.graph.queries import components, reading_order
from visavis.blueprint.model import BlueprintDocument, Channel, Flow, Join, Persona, Split, Step, StepKind

USABLE_BY_ALL = frozenset({Channel.INTERNAL.value})


@dataclass(frozen=True, slots=True)
class Branch:
    """A way out of a step. `probability` matters where the step takes one way only; `limit` is `max_times`."""

    target: str
    flow: str
    probability: float = 1.0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as one persona meets it.

    `blocked` says that the persona cannot use its channel: the step costs no time and its `fallback` is the only
    way on. `fails` is the probability that the step, once done, fails. `guessed` are the flows whose probability
    no one gave; `other` are the ways' probabilities under another assumption about them, which may leave a part
    `other_short` in which none is taken. An asker `resumes` there when none of its questions can be asked any more.
    With probability `short` no way is taken.
    """

    step: Step
    branches: tuple[Branch, ...]
    one: bool
    each: bool
    fails: float
    fallback: str | None
    blocked: bool
    guessed: tuple[str, ...] = ()
    other: tuple[float, ...] = ()
    other_short: float = 0.0
    resumes: str | None = None
    short: float = 0.0
    # Every step that may follow, failures included; asked for so often that it is worked out once.
    next_steps: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "next_steps", self._next_steps())

    @property
    def ends(self) -> bool:
        """Whether the journey ends here, in an outcome."""
        return self.step.kind is StepKind.OUTCOME

    def _next_steps(self) -> tuple[str, ...]:
        after = () if self.blocked or self.ends else tuple(branch.target for branch in self.branches)
        if self.resumes is not None and after and all(branch.limit is not None for branch in self.branches):
            after = (*after, self.resumes)
        leaves = self.fallback is not None and (self.blocked or self.fails > 0)
        return (*after, self.fallback) if leaves and self.fallback is not None else after


@dataclass(frozen=True)
class Journey:
    """The graph that one persona walks: its stops by step id, and where it starts, with probabilities.

    In `stops` an answer leads to where the asker goes on. `played` are the stops of the token game: the same, but
    that answers lead to resumptions, which come last; `askers` tells whose each resumption is.
    """

    persona: Persona | None
    stops: Mapping[str, Stop]
    starts: tuple[tuple[str, float], ...]
    played: Mapping[str, Stop] | None = None
    askers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def game(self) -> Journey:
        """The journey as its tokens walk it: every stop of the game is one of its stops."""
        return self if self.played is None else Journey(self.persona, self.played, self.starts, askers=self.askers)

    @cached_property
    def guessed_flows(self) -> tuple[str, ...]:
        """The flows of reached steps whose probability no one gave."""
        return tuple(flow for name, stop in self.stops.items() if name in self.reached_steps and not stop.blocked
                     for flow in stop.guessed)

    @cached_property
    def alternative(self) -> Journey:
        """The same journey under another assumption about the probabilities that no one gave."""
        stops = {name: _use_other_guesses(stop) for name, stop in self.game.stops.items()}
        return Journey(self.persona, MappingProxyType(stops), self.starts, askers=self.askers)

    @cached_property
    def reached_steps(self) -> frozenset[str]:
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
        return tuple(components({name: self.stops[name].next_steps for name in self.stops
                                 if name in self.reached_steps}))

    @cached_property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The parts by which one can come back to oneself; the steps of each are in reading order."""
        return tuple(part for part in self.parts
                     if len(part) > 1 or part[0] in self.stops[part[0]].next_steps)

    def is_trap(self, loop: Sequence[str]) -> bool:
        """Return whether a loop has no way out: no other step, no outcome, no failure and no limited flow."""
        inside = set(loop)
        return not any(stop.ends or stop.blocked or stop.fails or not inside.issuperset(stop.next_steps)
                       or any(branch.limit is not None for branch in stop.branches)
                       for stop in (self.stops[name] for name in loop))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each step's number in reading order."""
        return {name: number for number, name in enumerate(self.stops)}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.stops)

    @cached_property
    def reachability(self) -> JoinReachability:
        """What leads where, with steps by number."""
        after = [[self.number[name] for name in stop.next_steps] for stop in self.stops.values()]
        return JoinReachability(after, [self.number[name] for name, _ in self.starts])

    def leads(self, source: str, target: str) -> bool:
        """Return whether one or more flows lead from one step to another; to itself only when it is on a loop.

        Evidence is on no journey: it leads nowhere and nothing leads to it.
        """
        if source not in self.number or target not in self.number:
            return False
        return bool(self.reachability.ancestors[self.number[target]] >> self.number[source] & 1)

    def immediate_dominator(self, step: str) -> str | None:
        """Return the last other step that every way from the start to a step passes (its immediate dominator)."""
        above = self.reachability.dominators[self.number[step]]
        return None if above < 0 else self._names[above]

    def mask(self, steps: Iterable[str]) -> int:
        """Return a set of steps as the bits of one integer; evidence is left out."""
        found = 0
        for step in steps:
            if step in self.number:
                found |= 1 << self.number[step]
        return found

    def has_unordered(self, step: str, others: int) -> bool:
        """Return whether some step of a mask neither leads to `step` nor follows it."""
        return bool(self._unordered_mask(step, others))

    def unordered_steps(self, step: str, others: int) -> Iterator[str]:
        """Yield the steps of a mask that neither lead to `step` nor follow it."""
        beside = self._unordered_mask(step, others)
        while beside:
            number = (beside & -beside).bit_length() - 1
            beside ^= 1 << number
            yield self._names[number]

    def may_run_together(self, step: str, others: int) -> bool:
        """Return whether some step of a mask may be under way at the same time as `step`.

        It is beside it, and a split that takes all its ways leads to each by a way of its own: of two ways between
        which people choose, never both are under way.
        """
        beside, here = self._unordered_mask(step, others), 1 << self.number[step]
        if not beside:
            return False
        for branches in self._forks:
            mine = [branch for branch in branches if branch & here]
            if any(beside & other & ~branch for branch in mine for other in branches if not other & here):
                return True
        return False

    @cached_property
    def _forks(self) -> tuple[tuple[int, ...], ...]:
        """For each split that takes all its ways, what each way leads to, as masks."""
        targets = (dict.fromkeys(branch.target for branch in stop.branches)
                   for stop in self.stops.values() if not stop.one)
        return tuple(tuple(1 << self.number[name] | self.reachability.descendants[self.number[name]]
                           for name in names)
                     for names in targets if len(names) > 1)

    def _unordered_mask(self, step: str, others: int) -> int:
        number = self.number[step]
        return others & ~(self.reachability.ancestors[number] | self.reachability.descendants[number] | 1 << number)

    def has_step_between(self, source: str, target: str, others: int) -> bool:
        """Return whether some step of a mask, other than these two, lies on a way from one step to another."""
        ends = 1 << self.number[source] | 1 << self.number[target]
        descendants, ancestors = self.reachability.descendants, self.reachability.ancestors
        on_the_way = descendants[self.number[source]] & ancestors[self.number[target]]
        return bool(others & on_the_way & ~ends)

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """What decides the measures: journeys of equal shape have equal measures."""
        return self.starts, tuple((name, stop.branches, stop.blocked, stop.guessed)
                                  for name, stop in self.game.stops.items())


def journey(document: BlueprintDocument, persona: Persona | None = None) -> Journey:
    """Return the journey of a persona (or of an anonymous person who can use every channel)."""
    steps = [step for step in reading_order(document) if step.kind is not StepKind.EVIDENCE]
    known = frozenset(step.id for step in steps)
    branches = {step.id: [flow for flow in document.flows_from.get(step.id, ())
                          if flow.target in known and is_open(flow, persona)] for step in steps}
    taking_all = frozenset(step.id for step in steps
                           if step.splits is Split.ALL and step.kind is not StepKind.OUTCOME)
    outcomes = {step.id for step in steps if step.kind is StepKind.OUTCOME}
    begins = _starts(steps, {name: () if name in outcomes else [flow.target for flow in flows]
                             for name, flows in branches.items()})
    conversations = read_answers(branches, taking_all, [name for name, _ in begins])
    played = {step.id: _stop(document, step, conversations.arrows[step.id], persona, known) for step in steps}
    if not conversations.askers:
        return Journey(persona, MappingProxyType(played), _starts_of_stops(steps, played))
    stops = {name: _skip_resumptions(conversations, stop) for name, stop in played.items()}
    for name, asker in conversations.askers.items():
        played[asker] = replace(played[asker], resumes=name)
        played[name] = _resumption(name, played[asker].step, conversations.arrows[name])
    return Journey(persona, MappingProxyType(stops), _starts_of_stops(steps, stops), MappingProxyType(played),
                   MappingProxyType(dict(conversations.askers)))


def _skip_resumptions(conversations: Conversations, stop: Stop) -> Stop:
    """Return a stop whose answers lead to where the asker goes on."""
    if all(branch.target not in conversations.askers for branch in stop.branches):
        return stop
    return replace(stop, branches=_arrows_to_branches(skip_resumptions(conversations, stop.step.id)))


def _resumption(name: str, asker: Step, arrows: Iterable[Arrow]) -> Stop:
    """Return the stop without time or work where an asker goes on."""
    step = Step(id=name, lane=asker.lane, phase=asker.phase, column=asker.column)
    return Stop(step, _arrows_to_branches(arrows), one=False, each=False, fails=0.0, fallback=None, blocked=False)


def _use_other_guesses(stop: Stop) -> Stop:
    if not stop.guessed:
        return stop
    branches = tuple(replace(branch, probability=chance)
                     for branch, chance in zip(stop.branches, stop.other, strict=True))
    return replace(stop, branches=branches, short=stop.other_short)


def is_open(flow: Flow, persona: Persona | None) -> bool:
    """Return whether a persona may ever take a flow."""
    if flow.max_times == 0:
        return False
    if persona is None:
        return True
    return (not flow.only_for or persona.id in flow.only_for) and persona.id not in flow.not_for


def _arrows_to_branches(arrows: Iterable[Arrow]) -> tuple[Branch, ...]:
    return tuple(Branch(arrow.target, arrow.flow.key, 1.0, arrow.flow.max_times) for arrow in arrows)


def _stop(document: BlueprintDocument, step: Step, arrows: Sequence[Arrow], persona: Persona | None,
          known: frozenset[str]) -> Stop:
    one = step.splits is Split.ONE
    branches, short = _arrows_to_branches(arrows), 0.0
    guessed: tuple[str, ...] = ()
    other: tuple[float, ...] = ()
    if one:
        leaving = sum(flow.target in known for flow in document.flows_from.get(step.id, ()))
        chances = read_chances([arrow.flow.probability for arrow in arrows], some_closed=leaving > len(arrows))
        open_ways = [number for number, chance in enumerate(chances.usual) if chance > 0]
        guessed = tuple(branch.flow for branch, is_guess in zip(branches, chances.guessed, strict=True) if is_guess)
        other, short = tuple(chances.other[number] for number in open_ways), chances.short
        branches = tuple(replace(branches[number], probability=chances.usual[number]) for number in open_ways)
    return Stop(step, branches, one, step.joins is Join.EACH, float(step.fails or 0),
                step.fallback if step.fallback in known else None, not can_use(document, step, persona),
                guessed=guessed, other=other if guessed else (), other_short=short)


def can_use(document: BlueprintDocument, step: Step, persona: Persona | None) -> bool:
    """Return whether a persona can use the channel of a step that the citizen meets.

    A step without a channel, an internal one, one of a backstage or support lane, and a persona without a list of
    channels never exclude anyone.
    """
    if persona is None or not persona.channels or step.channel is None or step.channel in USABLE_BY_ALL:
        return True
    return not document.lane_by_id[step.lane].facts.meets_citizens or step.channel in persona.channels


def _starts_of_stops(steps: Sequence[Step], stops: Mapping[str, Stop]) -> tuple[tuple[str, float], ...]:
    return _starts(steps, {name: stop.next_steps for name, stop in stops.items()})


def _starts(steps: Sequence[Step], onward: Mapping[str, Sequence[str]]) -> tuple[tuple[str, float], ...]:
    """Return where journeys begin: the starts, equally likely, else the first step with a way out and none in.

    A step's own loop is no way in. Where every step has a way in, the first one with a way out begins.
    """
    marked = [step.id for step in steps if step.kind is StepKind.START]
    if not marked:
        led_to = {following for name, targets in onward.items() for following in targets if following != name}
        going_on = [name for name, targets in onward.items() if targets]
        marked = [name for name in going_on if name not in led_to][:1] or going_on[:1]
    return tuple((name, 1 / len(marked)) for name in marked)
