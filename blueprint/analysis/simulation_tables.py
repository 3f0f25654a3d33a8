"""A board as numpy arrays: times, turns and what is under way, looked up for thousands of journeys at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from blueprint.analysis.laws import NO_TIME, Spread
from blueprint.analysis.tokens import BLOCKED, Board, Turn

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]
WORD = 64


class Times:
    """What every step takes: a part that never varies, and for work and for wait a part that does."""

    def __init__(self, board: Board) -> None:
        laws = [(NO_TIME, NO_TIME) if number in board.traps else law for number, law in enumerate(board.laws)]
        self._fixed = np.array([work.least + wait.least for work, wait in laws])
        columns = ([work for work, _ in laws], [wait for _, wait in laws])
        self._varying = [_Varying(column) for column in columns if any(law.scale for law in column)]

    def drawn(self, steps: Ints, generator: np.random.Generator) -> Floats:
        """Draw the minutes that each of these steps takes this time."""
        taken: Floats = self._fixed[steps]
        for part in self._varying:
            part.add(taken, steps, generator)
        return taken


class _Varying:
    def __init__(self, laws: Sequence[Spread]) -> None:
        self._scale = np.array([law.scale for law in laws])
        self._first = np.array([law.first for law in laws])
        self._second = np.array([law.second for law in laws])
        self._is_beta = (self._scale > 0) & (self._first > 0)
        self._is_exponential = (self._scale > 0) & (self._first == 0)

    def add(self, taken: Floats, steps: Ints, generator: np.random.Generator) -> None:
        for kind, draw in ((self._is_beta, self._beta), (self._is_exponential, self._exponential)):
            places = np.flatnonzero(kind[steps])
            if len(places):
                which = steps[places]
                taken[places] += self._scale[which] * draw(which, generator)

    def _beta(self, which: Ints, generator: np.random.Generator) -> Floats:
        return generator.beta(self._first[which], self._second[which])

    @staticmethod
    def _exponential(which: Ints, generator: np.random.Generator) -> Floats:
        return generator.standard_exponential(len(which))


class Turns:
    """Every turn of the board with a number of its own; `outcome`, `count` and `targets_of` look turns up by it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._turns: list[Turn] = []
        self._rows: dict[tuple[int, tuple[bool, ...]], tuple[int, Floats]] = {}
        self.limits = list(board.limits)
        self._limited: dict[int, list[int]] = {}
        for place, flow in enumerate(self.limits):
            self._limited.setdefault(board.limits[flow][0], []).append(place)
        ends: list[float] = []
        first: list[int] = []
        for number in range(len(board.stops)):
            turns = self._known(number)
            first.append(len(self._turns))
            ends.extend(number + share for share in _rising(turns))
            self._turns.extend(turns)
        self._first, self._ends = np.array([*first, len(self._turns)]), np.array(ends)
        self._several = np.diff(self._first) > 1
        self._counting = np.zeros(len(board.stops), dtype=bool)
        self._counting[list(self._limited)] = True
        self._index()

    def _known(self, number: int) -> Sequence[Turn]:
        if number in self._board.traps:
            return (Turn(1.0, (), BLOCKED),)
        # What follows a step with limited flows depends on the journey; this turn only holds its place.
        return (Turn(1.0, ()),) if number in self._limited else self._board.turns(number, {})

    def _index(self) -> None:
        self.outcome: Ints = np.array([turn.outcome for turn in self._turns])
        self.count: Ints = np.array([len(turn.targets) for turn in self._turns])
        self._begin: Ints = np.cumsum([0, *self.count[:-1]])
        self._flat: Ints = np.array([target for turn in self._turns for target in turn.targets] or [0])

    def target(self, turns: Ints, place: int) -> Ints:
        """Return the target at one place of each turn; there must be as many."""
        return self._flat[self._begin[turns] + place]

    def drawn(self, steps: Ints, used: Ints, generator: np.random.Generator) -> Ints:
        """Draw which turn each journey takes; `used` (flows × journeys) counts limited flows and is brought up."""
        turns: Ints = self._first[steps]
        random = np.flatnonzero(self._several[steps])
        if len(random):
            which = steps[random]
            drawn = np.searchsorted(self._ends, which + generator.random(len(random)), side="right")
            turns[random] = np.minimum(drawn, self._first[which + 1] - 1)
        if self.limits:
            limited = np.flatnonzero(self._counting[steps])
            for number in np.unique(steps[limited]):
                self._limited_turns(int(number), limited[steps[limited] == number], turns, used, generator)
        return turns

    def _limited_turns(self, number: int, journeys: Ints, turns: Ints, used: Ints,
                       generator: np.random.Generator) -> None:
        flows = self._limited[number]
        most = np.array([self._board.limits[self.limits[flow]][1] for flow in flows])
        is_open = used[flows][:, journeys] < most[:, None]
        patterns, belongs = np.unique(is_open, axis=1, return_inverse=True)
        for place in range(patterns.shape[1]):
            who = journeys[belongs.ravel() == place]
            first, ends = self._row(number, flows, tuple(patterns[:, place].tolist()))
            drawn = np.minimum(np.searchsorted(ends, generator.random(len(who)), side="right"), len(ends) - 1)
            turns[who] = first + drawn
            for turn in np.unique(drawn):
                taken = [self.limits.index(flow) for flow in self._turns[first + turn].counted]
                if taken:
                    used[np.ix_(taken, who[drawn == turn])] += 1

    def _row(self, number: int, flows: Sequence[int], pattern: tuple[bool, ...]) -> tuple[int, Floats]:
        """Return the first turn, and the rising shares, of a step some of whose limited flows are used up."""
        if (number, pattern) not in self._rows:
            spent = {self.limits[flow]: self._board.limits[self.limits[flow]][1]
                     for flow, is_open in zip(flows, pattern, strict=True) if not is_open}
            turns = self._board.turns(number, spent)
            self._rows[number, pattern] = len(self._turns), np.array(_rising(turns))
            self._turns.extend(turns)
            self._index()
        return self._rows[number, pattern]


def _rising(turns: Sequence[Turn]) -> list[float]:
    shares = np.cumsum([turn.chance for turn in turns])
    return [float(share) for share in shares / shares[-1]]


class Tables:
    """Everything that playing a board needs, by number of step."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.steps = len(board.stops)
        self.is_trap: Bools = np.zeros(self.steps, dtype=bool)
        self.is_trap[list(board.traps)] = True
        self.each: Bools = np.array([stop.each for stop in board.stops])
        self.times = Times(board)
        self.turns = Turns(board)
        self.starts: Ints = np.array([board.number[name] for name, _ in board.journey.starts])
        self.start_ends: Floats = np.cumsum([chance for _, chance in board.journey.starts])
        self._known = np.zeros(self.steps, dtype=bool)
        self._masks: Words = np.zeros((self.steps, self.words), dtype=np.uint64)

    @property
    def words(self) -> int:
        """How many 64-bit words hold one bit a step."""
        return -(-self.steps // WORD)

    @cached_property
    def bits(self) -> Words:
        """Each step's own bit; the last row is for no step and empty."""
        found = np.zeros((self.steps + 1, self.words), dtype=np.uint64)
        numbers = np.arange(self.steps)
        found[numbers, numbers // WORD] = np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))
        return found

    def masks(self, steps: Ints) -> Words:
        """Return for each step the bits of the steps from which a token is under way to it."""
        unknown = steps[~self._known[steps]]
        for number in np.unique(unknown) if len(unknown) else ():
            mask = self.board.journey.under_way.mask(int(number))
            self._masks[number] = np.frombuffer(mask.to_bytes(self.words * WORD // 8, "little"), dtype="<u8")
            self._known[number] = True
        return self._masks[steps]

    def no_bits(self, count: int) -> Words:
        """Return `count` empty sets of steps."""
        return np.zeros((count, self.words), dtype=np.uint64)

    def any_bit(self, sets: Words) -> Bools:
        """Tell which sets of steps are not empty."""
        found: Bools = (sets[:, 0] if self.words == 1 else np.bitwise_or.reduce(sets, axis=1)) != 0
        return found
