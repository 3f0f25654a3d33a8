"""One way of a journey at a time: its tokens where they are, how likely it is to have come there, what it did.

The rules are those of `tokens`. Every step takes its mean time, so branches beside each other go on in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from visavis.blueprint.analysis.semantics.token_rules import (
    BLOCKED,
    NO_OUTCOME,
    CompiledJourney,
    Transition,
    update_counts,
)

# A way of more steps than this goes round and round; it is given up.
MOST_STEPS = 2_000
MOST_STEPS_PER_STEP = 4


class ActiveStep(NamedTuple):
    """A step under way: when it will be over (minutes from the start), its number, and which of the visits it is."""

    ends: float
    number: int
    visit: int


class Trace(NamedTuple):
    """What happened last and, by `before`, all that happened earlier. `number` is -1 where a visit ends."""

    before: Trace | None
    visit: int
    at: float
    number: int = -1
    targets: tuple[int, ...] = ()
    failed: bool = False


class PathVisit(NamedTuple):
    """A visit as it was: step number, minutes of its begin and end, what followed, and whether it failed."""

    number: int
    begins: float
    ends: float
    targets: tuple[int, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class JourneyPath:
    """A way that has come so far with probability `chance`.

    `seen` are the steps begun as bits, `elapsed` the minutes until the last outcome (before any: until now),
    `endless` a step where a token went round for ever and was taken away.
    """

    chance: float
    active: tuple[ActiveStep, ...] = ()
    waiting: frozenset[int] = frozenset()
    used: tuple[tuple[str, int], ...] = ()
    worst: int = NO_OUTCOME
    elapsed: float = 0.0
    visits: int = 0
    seen: int = 0
    trace: Trace | None = None
    endless: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is under way any more."""
        return not self.active


class PathEnumerator:
    """Plays the token game of one board, way by way."""

    def __init__(self, compiled: CompiledJourney) -> None:
        self.compiled = compiled
        self._trapped = compiled.traps

    def starts(self) -> Iterator[JourneyPath]:
        """Yield the ways at their starts."""
        for name, chance in self.compiled.journey.starts:
            yield self._arrive(JourneyPath(chance), (self.compiled.number[name],), 0.0)

    def extend(self, walking: JourneyPath) -> Iterator[JourneyPath]:
        """Yield the ways on from the step that is over next, one for each thing that may happen then."""
        ended = walking.active[0]
        stop = self.compiled.stops[ended.number]
        transitions = self.compiled.transitions(ended.number, dict(walking.used))
        # Where a step may fail, failing is the first thing that may happen.
        failures = 1 if stop.fails > 0 and not stop.blocked else 0
        for transition in transitions[:failures]:
            yield self._take_transition(walking, ended, transition, failed=True)
        for transition in _merge_transitions(transitions[failures:]):
            yield self._take_transition(walking, ended, transition, failed=False)

    def is_too_long(self, walking: JourneyPath) -> bool:
        """Return whether a way has gone so many steps that it only goes round and round."""
        return walking.visits > MOST_STEPS + MOST_STEPS_PER_STEP * len(self.compiled.stops)

    def follow_likeliest(self) -> JourneyPath | None:
        """Follow one likely way to its end: the likeliest turn each time, but first those not yet taken.

        Returns None when that does not end.
        """
        walking = max(self.starts(), key=lambda start: start.chance)
        taken: dict[tuple[int, tuple[int, ...], bool], int] = {}
        while not walking.is_over:
            if self.is_too_long(walking):
                return None
            number = walking.active[0].number
            open_paths = []
            for index, following in enumerate(self.extend(walking)):
                last = last_end(following)
                key = (number, last.targets, last.failed)
                open_paths.append((taken.get(key, 0), -following.chance, index, key, following))
            *_, key, walking = min(open_paths, key=lambda path: path[:3])
            taken[key] = taken.get(key, 0) + 1
        return walking

    def _take_transition(self, walking: JourneyPath, ended: ActiveStep, transition: Transition, *,
                         failed: bool) -> JourneyPath:
        """Take one turn: the step is over, an outcome may be reached, tokens go on."""
        going = tuple(target for target in transition.targets
                      if not (target in self._trapped and walking.seen >> target & 1))
        endless = next((target for target in transition.targets if target not in going), walking.endless)
        worst = max(walking.worst, transition.outcome, BLOCKED if endless is not None else NO_OUTCOME)
        reached = transition.outcome != NO_OUTCOME
        elapsed = ended.ends if reached or walking.worst == NO_OUTCOME else walking.elapsed
        trace = Trace(walking.trace, ended.visit, ended.ends, -1, transition.targets, failed)
        used = tuple(update_counts(dict(walking.used), transition).items()) if transition.counted else walking.used
        after = JourneyPath(walking.chance * transition.chance, walking.active[1:], walking.waiting, used, worst,
                            elapsed,
                            walking.visits, walking.seen, trace, endless)
        return self._arrive(after, going, ended.ends)

    def _arrive(self, walking: JourneyPath, targets: tuple[int, ...], now: float) -> JourneyPath:
        waiting = set(walking.waiting)
        begun = self.compiled.settle((token.number for token in walking.active), waiting, targets)
        if not begun and waiting == walking.waiting:
            return walking
        tokens, trace, seen = list(walking.active), walking.trace, walking.seen
        for visit, number in enumerate(begun, start=walking.visits):
            tokens.append(ActiveStep(now + self.compiled.means[number], number, visit))
            trace = Trace(trace, visit, now, number)
            seen |= 1 << number
        return JourneyPath(walking.chance, tuple(sorted(tokens)), frozenset(waiting), walking.used, walking.worst,
                           walking.elapsed, walking.visits + len(begun), seen, trace, walking.endless)


def path_visits(walking: JourneyPath) -> tuple[PathVisit, ...]:
    """Return what a way did, in the order in which its steps began."""
    begun: dict[int, Trace] = {}
    over: dict[int, Trace] = {}
    trace = walking.trace
    while trace is not None:
        (begun if trace.number >= 0 else over)[trace.visit] = trace
        trace = trace.before
    return tuple(PathVisit(begun[visit].number, begun[visit].at, over[visit].at, over[visit].targets,
                           over[visit].failed) for visit in sorted(begun))


def last_end(walking: JourneyPath) -> Trace:
    """Return the end of the visit that was over last."""
    trace = walking.trace
    while trace is not None and trace.number >= 0:
        trace = trace.before
    assert trace is not None
    return trace


def _merge_transitions(transitions: Iterable[Transition]) -> Iterable[Transition]:
    """Return turns with those that lead to the same steps as one: two arrows to one card are one way."""
    found: dict[tuple[object, ...], Transition] = {}
    for transition in transitions:
        key = (transition.targets, transition.outcome, transition.counted)
        known = found.get(key)
        found[key] = transition if known is None else known._replace(chance=known.chance + transition.chance)
    return found.values()
