"""One way of a journey at a time: its tokens where they are, how likely it is to have come there, what it did.

The rules are those of `tokens`. Every step takes its mean time, so branches beside each other go on in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from visavis.blueprint.analysis.semantics.token_rules import BLOCKED, NO_OUTCOME, Board, Turn, used_after

# A way of more steps than this goes round and round; it is given up.
MOST_STEPS = 2_000
MOST_STEPS_PER_STEP = 4


class Token(NamedTuple):
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


class Walked(NamedTuple):
    """A visit as it was: step number, minutes of its begin and end, what followed, and whether it failed."""

    number: int
    begins: float
    ends: float
    targets: tuple[int, ...]
    failed: bool


@dataclass(frozen=True, slots=True)
class Walking:
    """A way that has come so far with probability `chance`.

    `seen` are the steps begun as bits, `elapsed` the minutes until the last outcome (before any: until now),
    `endless` a step where a token went round for ever and was taken away.
    """

    chance: float
    active: tuple[Token, ...] = ()
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


class Walker:
    """Plays the token game of one board, way by way."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._trapped = board.traps

    def starts(self) -> Iterator[Walking]:
        """Yield the ways at their starts."""
        for name, chance in self.board.journey.starts:
            yield self._arrived(Walking(chance), (self.board.number[name],), 0.0)

    def onward(self, walking: Walking) -> Iterator[Walking]:
        """Yield the ways on from the step that is over next, one for each thing that may happen then."""
        ended = walking.active[0]
        stop = self.board.stops[ended.number]
        turns = self.board.turns(ended.number, dict(walking.used))
        # Where a step may fail, failing is the first thing that may happen.
        failures = 1 if stop.fails > 0 and not stop.blocked else 0
        for turn in turns[:failures]:
            yield self._turned(walking, ended, turn, failed=True)
        for turn in _merged(turns[failures:]):
            yield self._turned(walking, ended, turn, failed=False)

    def is_too_long(self, walking: Walking) -> bool:
        """Tell whether a way has gone so many steps that it only goes round and round."""
        return walking.visits > MOST_STEPS + MOST_STEPS_PER_STEP * len(self.board.stops)

    def straight_on(self) -> Walking | None:
        """Follow one likely way to its end: the likeliest turn each time, but first those not yet taken.

        Returns None when that does not end.
        """
        walking = max(self.starts(), key=lambda start: start.chance)
        taken: dict[tuple[int, tuple[int, ...], bool], int] = {}
        while not walking.is_over:
            if self.is_too_long(walking):
                return None
            number = walking.active[0].number
            ways = []
            for place, following in enumerate(self.onward(walking)):
                last = _last_end(following)
                key = (number, last.targets, last.failed)
                ways.append((taken.get(key, 0), -following.chance, place, key, following))
            *_, key, walking = min(ways, key=lambda way: way[:3])
            taken[key] = taken.get(key, 0) + 1
        return walking

    def _turned(self, walking: Walking, ended: Token, turn: Turn, *, failed: bool) -> Walking:
        """Take one turn: the step is over, an outcome may be reached, tokens go on."""
        going = tuple(target for target in turn.targets
                      if not (target in self._trapped and walking.seen >> target & 1))
        endless = next((target for target in turn.targets if target not in going), walking.endless)
        worst = max(walking.worst, turn.outcome, BLOCKED if endless is not None else NO_OUTCOME)
        reached = turn.outcome != NO_OUTCOME
        elapsed = ended.ends if reached or walking.worst == NO_OUTCOME else walking.elapsed
        trace = Trace(walking.trace, ended.visit, ended.ends, -1, turn.targets, failed)
        used = tuple(used_after(dict(walking.used), turn).items()) if turn.counted else walking.used
        after = Walking(walking.chance * turn.chance, walking.active[1:], walking.waiting, used, worst, elapsed,
                        walking.visits, walking.seen, trace, endless)
        return self._arrived(after, going, ended.ends)

    def _arrived(self, walking: Walking, targets: tuple[int, ...], now: float) -> Walking:
        waiting = set(walking.waiting)
        begun = self.board.settle((token.number for token in walking.active), waiting, targets)
        if not begun and waiting == walking.waiting:
            return walking
        tokens, trace, seen = list(walking.active), walking.trace, walking.seen
        for visit, number in enumerate(begun, start=walking.visits):
            tokens.append(Token(now + self.board.means[number], number, visit))
            trace = Trace(trace, visit, now, number)
            seen |= 1 << number
        return Walking(walking.chance, tuple(sorted(tokens)), frozenset(waiting), walking.used, walking.worst,
                       walking.elapsed, walking.visits + len(begun), seen, trace, walking.endless)


def walked_visits(walking: Walking) -> tuple[Walked, ...]:
    """Return what a way did, in the order in which its steps began."""
    begun: dict[int, Trace] = {}
    over: dict[int, Trace] = {}
    trace = walking.trace
    while trace is not None:
        (begun if trace.number >= 0 else over)[trace.visit] = trace
        trace = trace.before
    return tuple(Walked(begun[visit].number, begun[visit].at, over[visit].at, over[visit].targets,
                        over[visit].failed) for visit in sorted(begun))


def _last_end(walking: Walking) -> Trace:
    trace = walking.trace
    while trace is not None and trace.number >= 0:
        trace = trace.before
    assert trace is not None
    return trace


def _merged(turns: Iterable[Turn]) -> Iterable[Turn]:
    """Return turns with those that lead to the same steps as one: two arrows to one card are one way."""
    found: dict[tuple[object, ...], Turn] = {}
    for turn in turns:
        key = (turn.targets, turn.outcome, turn.counted)
        known = found.get(key)
        found[key] = turn if known is None else known._replace(chance=known.chance + turn.chance)
    return found.values()
