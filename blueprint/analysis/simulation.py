"""Journeys played one by one with random times and turns, where an exact solution does not exist or is not wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from blueprint.analysis.laws import sampler
from blueprint.analysis.tokens import BLOCKED, NO_OUTCOME, Board, Turn, used_after
from blueprint.model import mean_minutes

DEFAULT_RUNS = 2000
DEFAULT_SEED = 1
# A journey that begins this many steps, and more than ten times all there are, never ends; neither does one with
# so many tokens. After ENOUGH such journeys nothing more is learnt, and the simulation stops with fewer runs.
MOST_BEGUN = 2000
MOST_TOKENS = 100
ENOUGH = 5
# From this size on fewer journeys are played by default, so that the answer does not take minutes.
LARGE = 1000
LEAST_RUNS = 200


@dataclass(frozen=True)
class Sample:
    """What simulated journeys did: mean visits by step number, elapsed minutes of each, outcomes, endless steps."""

    visits: Sequence[float]
    elapsed: Sequence[float]
    outcomes: Mapping[int, float]
    endless: tuple[int, ...] = ()


def default_runs(board: Board) -> int:
    """Return how many journeys to play when nobody says: 2,000, fewer for documents of more than 1,000 steps."""
    return max(LEAST_RUNS, DEFAULT_RUNS * LARGE // max(LARGE, len(board.stops)))


def simulate(board: Board, runs: int = DEFAULT_RUNS, seed: int = DEFAULT_SEED,
             cancelled: Callable[[], bool] | None = None) -> Sample:
    """Play `runs` journeys. Equal boards, runs and seeds give equal samples.

    There are fewer when `cancelled` says so, or when journeys keep going round for ever.
    """
    player = _Player(board, Random(seed))  # noqa: S311 - a simulation, nothing secret
    elapsed: list[float] = []
    outcomes: dict[int, int] = {}
    for run in range(runs):
        if cancelled is not None and run % 50 == 0 and cancelled():
            break
        minutes, outcome = player.play()
        elapsed.append(minutes)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if player.given_up >= ENOUGH:
            break
    count = len(elapsed) or 1
    return Sample([visits / count for visits in player.visits], elapsed,
                  {key: value / count for key, value in sorted(outcomes.items())}, tuple(sorted(player.endless)))


@dataclass
class _Token:
    until: float
    place: int


@dataclass
class _Player:
    board: Board
    random: Random
    endless: set[int] = field(default_factory=set)
    given_up: int = 0

    def __post_init__(self) -> None:
        self.visits = [0] * len(self.board.stops)

    @cached_property
    def _laws(self) -> list[tuple[float, list[Callable[[Random], float]]]]:
        """For each step the part of its time that never varies, and the draws of what varies."""
        laws = []
        for stop in self.board.stops:
            times = () if stop.blocked else (stop.step.work, stop.step.wait)
            fixed = sum(mean_minutes(time) for time in times if sampler(time) is None)
            laws.append((fixed, [draw for time in times if (draw := sampler(time)) is not None]))
        return laws

    @cached_property
    def _traps(self) -> frozenset[int]:
        """Steps that lead only to each other; no token ever comes out of them."""
        names = [name for loop in self.board.journey.loops if self.board.journey.is_trap(loop) for name in loop]
        return frozenset(self.board.number[name] for name in names)

    def play(self) -> tuple[float, int]:
        """Play one journey; return its elapsed minutes and its outcome."""
        self._tokens: list[_Token] = []
        self._waiting: set[int] = set()
        self._used: dict[str, int] = {}
        worst, now, ended, begun = NO_OUTCOME, 0.0, None, 0
        begun += self._begin(self._draw([Turn(chance, (self.board.number[name],))
                                         for name, chance in self.board.journey.starts]), now)
        most = max(MOST_BEGUN, 10 * len(self.board.stops))
        while self._tokens:
            if begun > most or len(self._tokens) > MOST_TOKENS:
                self.endless.update(token.place for token in self._tokens)
                self.given_up += 1
                return now, BLOCKED
            token = min(self._tokens, key=lambda token: (token.until, token.place))
            self._tokens.remove(token)
            now = token.until
            if token.place in self._traps:
                self.endless.add(token.place)
                worst, ended = BLOCKED, now
                continue
            turn = self._draw(self.board.turns(token.place, self._used))
            if turn.outcome != NO_OUTCOME:
                worst, ended = max(worst, turn.outcome), now
            begun += self._begin(turn, now)
        return (now, BLOCKED) if ended is None else (ended, worst)

    def _draw(self, turns: Sequence[Turn]) -> Turn:
        if len(turns) == 1:
            return turns[0]
        left = self.random.random()
        for turn in turns:
            left -= turn.chance
            if left < 0:
                return turn
        return turns[-1]

    def _begin(self, turn: Turn, now: float) -> int:
        if turn.counted:
            self._used = used_after(self._used, turn)
        begun = self.board.settle((token.place for token in self._tokens), self._waiting, turn.targets)
        for place in begun:
            fixed, draws = self._laws[place]
            self.visits[place] += 1
            needs = 0.0 if place in self._traps else fixed + sum(draw(self.random) for draw in draws)
            self._tokens.append(_Token(now + needs, place))
        return len(begun)


def quantile(sample: Sequence[tuple[float, float]], level: float) -> float:
    """Return the smallest value of (value, weight) pairs that `level` of the weight does not exceed."""
    ordered = sorted(sample)
    wanted = level * sum(weight for _, weight in ordered)
    reached = 0.0
    for value, weight in ordered:
        reached += weight
        # Weights are sums of floats: a level that falls on a value must not slip to the next one.
        if reached >= wanted * (1 - 1e-12):
            return value
    return ordered[-1][0]
