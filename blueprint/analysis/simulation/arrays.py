"""A board as numpy arrays: times, turns and what is under way, looked up for thousands of journeys at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from visavis.blueprint.analysis.semantics.distributions import NO_TIME, TimeDistribution
from visavis.blueprint.analysis.semantics.token_rules import BLOCKED, CompiledJourney, Transition

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]
WORD = 64


class Times:
    """What every step takes: a part that never varies, and for work and for wait a part that does."""

    def __init__(self, compiled: CompiledJourney) -> None:
        distributions = [(NO_TIME, NO_TIME) if number in compiled.traps else distribution for number,
                         distribution in enumerate(compiled.distributions)]
        self._fixed = np.array([work.least + wait.least for work, wait in distributions])
        columns = ([work for work, _ in distributions], [wait for _, wait in distributions])
        self._varying = [_RandomTimes(column) for column in columns
                         if any(distribution.scale for distribution in column)]

    def draw(self, steps: Ints, generator: np.random.Generator) -> Floats:
        """Draw the minutes that each of these steps takes this time."""
        taken: Floats = self._fixed[steps]
        for part in self._varying:
            part.add(taken, steps, generator)
        return taken


class _RandomTimes:
    def __init__(self, distributions: Sequence[TimeDistribution]) -> None:
        self._scale = np.array([distribution.scale for distribution in distributions])
        self._first = np.array([distribution.first for distribution in distributions])
        self._second = np.array([distribution.second for distribution in distributions])
        self._is_beta = (self._scale > 0) & (self._first > 0)
        self._is_exponential = (self._scale > 0) & (self._first == 0)

    def add(self, taken: Floats, steps: Ints, generator: np.random.Generator) -> None:
        for kind, draw in ((self._is_beta, self._beta), (self._is_exponential, self._exponential)):
            indices = np.flatnonzero(kind[steps])
            if len(indices):
                which = steps[indices]
                taken[indices] += self._scale[which] * draw(which, generator)

    def _beta(self, which: Ints, generator: np.random.Generator) -> Floats:
        return generator.beta(self._first[which], self._second[which])

    @staticmethod
    def _exponential(which: Ints, generator: np.random.Generator) -> Floats:
        return generator.standard_exponential(len(which))


class TransitionTable:
    """What may happen when a step is over. Every turn has a number, and so has every row: what a step may turn to.

    A step has one row, and one more for each set of its limited flows that a journey has used up.
    """

    def __init__(self, compiled: CompiledJourney) -> None:
        self._compiled = compiled
        self._turns: list[Transition] = []
        self._rows: list[tuple[int, frozenset[str]]] = []
        self._first: list[int] = [0]
        self._ends: list[float] = []
        self._number: dict[tuple[int, frozenset[str]], int] = {}
        for number in range(len(compiled.stops)):
            self._add_row(number, frozenset())
        self.limits = list(compiled.limits)
        self.limit: Ints = np.array([most for _, most in compiled.limits.values()], dtype=np.int64)
        steps = sorted({number for number, _ in compiled.limits.values()})
        self.limited: Ints = np.array(steps, dtype=np.int64)
        self.limited_index: Ints = np.full(len(compiled.stops), -1)
        self.limited_index[self.limited] = np.arange(len(steps))
        self._index()

    def _add_row(self, number: int, spent: frozenset[str]) -> int:
        """Return the row of a step with some limited flows used up."""
        row = self._number.get((number, spent))
        if row is None:
            used = {flow: self._compiled.limits[flow][1] for flow in spent}
            transitions = ((Transition(1.0, (), BLOCKED),) if number in self._compiled.traps
                           else self._compiled.transitions(number, used))
            row = self._number[number, spent] = len(self._rows)
            self._rows.append((number, spent))
            rising = np.cumsum([transition.chance for transition in transitions])
            self._ends.extend((row + rising / rising[-1]).tolist())
            self._turns.extend(transitions)
            self._first.append(len(self._turns))
        return row

    def _index(self) -> None:
        indices = {flow: index for index, flow in enumerate(self.limits)}
        self._begin: Ints = np.array(self._first)
        self._rising: Floats = np.array(self._ends)
        self.outcome: Ints = np.array([transition.outcome for transition in self._turns])
        self.targets = Lists([transition.targets for transition in self._turns])
        self.counted = Lists([tuple(indices[flow] for flow in transition.counted if flow in indices)
                              for transition in self._turns])

    def draw(self, rows: Ints, generator: np.random.Generator) -> Ints:
        """Draw a turn of each row."""
        transitions: Ints = self._begin[rows]
        last = self._begin[rows + 1] - 1
        random = np.flatnonzero(last > transitions)
        if len(random):
            at = rows[random] + generator.random(len(random))
            transitions[random] = np.minimum(np.searchsorted(self._rising, at, side="right"), last[random])
        return transitions

    def use_up_flow(self, rows: Ints, flows: Ints) -> Ints:
        """Return the row that each row becomes when a flow is used up."""
        pairs, belongs = np.unique(np.stack([rows, flows]), axis=1, return_inverse=True)
        known = len(self._rows)
        after = []
        for row, flow in pairs.T.tolist():
            number, before = self._rows[row]
            after.append(self._add_row(number, before | {self.limits[flow]}))
        if len(self._rows) > known:
            self._index()
        found: Ints = np.array(after)[belongs.ravel()]
        return found


class Lists:
    """Lists of numbers, one after the other in one array: how long each is, and what stands at some place of it."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self.count: Ints = np.array([len(numbers) for numbers in lists])
        self._begin: Ints = np.cumsum([0, *self.count[:-1]])
        self._flat: Ints = np.array([number for numbers in lists for number in numbers] or [0])

    def at(self, lists: Ints, index: int) -> Ints:
        """Return what stands at one place of each of some lists, all longer than that."""
        return self._flat[self._begin[lists] + index]


class Tables:
    """Everything that playing a board needs, by number of step."""

    def __init__(self, compiled: CompiledJourney) -> None:
        self.compiled = compiled
        self.steps = len(compiled.stops)
        self.is_trap: Bools = np.zeros(self.steps, dtype=bool)
        self.is_trap[list(compiled.traps)] = True
        self.each: Bools = np.array([stop.each for stop in compiled.stops])
        self.times = Times(compiled)
        self.transitions = TransitionTable(compiled)
        self.starts: Ints = np.array([compiled.number[name] for name, _ in compiled.journey.starts])
        self.start_ends: Floats = np.cumsum([chance for _, chance in compiled.journey.starts])
        self._known = np.zeros(self.steps, dtype=bool)
        self._masks: Words = np.zeros(self.steps if self.words == 1 else (self.steps, self.words), dtype=np.uint64)

    @property
    def words(self) -> int:
        """How many 64-bit words hold one bit a step."""
        return -(-self.steps // WORD)

    @cached_property
    def bits(self) -> Words:
        """Each step's own bit, alone where one word holds all, else with the words; the last is for no step."""
        found = np.zeros((self.steps + 1, self.words), dtype=np.uint64)
        numbers = np.arange(self.steps)
        found[numbers, numbers // WORD] = np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))
        return found[:, 0] if self.words == 1 else found

    def masks(self, steps: Ints, wanted: Bools) -> Words:
        """Return for each wanted step the bits of the steps from which a token is under way to it."""
        unknown = steps[wanted & ~self._known[steps]]
        for number in np.unique(unknown) if len(unknown) else ():
            mask = self.compiled.game.reachability.mask(int(number))
            words = np.frombuffer(mask.to_bytes(self.words * WORD // 8, "little"), dtype="<u8")
            self._masks[number] = words[0] if self.words == 1 else words
            self._known[number] = True
        return self._masks[steps]

    def has_any_bit(self, sets: Words) -> Bools:
        """Tell which sets of steps are not empty."""
        found: Bools = (sets if self.words == 1 else np.bitwise_or.reduce(sets, axis=1)) != 0
        return found
