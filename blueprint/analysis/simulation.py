"""Journeys played with random times and turns, where an exact solution does not exist or is not wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blueprint.analysis.tokens import Board

if TYPE_CHECKING:
    from blueprint.analysis.simulation_crowd import Crowd
    from blueprint.analysis.simulation_tables import Tables

DEFAULT_RUNS = 2000
DEFAULT_SEED = 1
# A journey that begins this many steps, and more than ten times all there are, never ends; neither does one with
# so many tokens.
MOST_BEGUN = 2000
MOST_TOKENS = 100
# After ENOUGH journeys without an end nothing more is learnt, and the simulation stops with fewer runs.
ENOUGH = 5
# From this size on fewer journeys are played by default, so that the answer does not take minutes.
LARGE = 1000
LEAST_RUNS = 200
# Journeys are played side by side in groups: a first small one, so that endless journeys are noticed soon, then as
# many as fit the processor's cache, fewer where a step goes on many ways at once or documents are long.
FIRST_GROUP = 256
GROUP = 16384
_ROOM = 1 << 21


@dataclass(frozen=True)
class Sample:
    """What simulated journeys did: mean visits by step number, elapsed minutes of each, outcomes, endless steps.

    `queued` are the mean minutes that a journey waits for somebody to be free, by step number, where queues were
    played.
    """

    visits: Sequence[float]
    elapsed: Sequence[float]
    outcomes: Mapping[int, float]
    endless: tuple[int, ...] = ()
    queued: Sequence[float] = ()


def default_runs(board: Board) -> int:
    """Return how many journeys to play when nobody says: 2,000, fewer for documents of more than 1,000 steps."""
    return max(LEAST_RUNS, DEFAULT_RUNS * LARGE // max(LARGE, len(board.stops)))


def most_begun(board: Board) -> int:
    """Return how many steps a journey may begin before it counts as one that never ends."""
    return max(MOST_BEGUN, 10 * len(board.stops))


def simulate(board: Board, runs: int = DEFAULT_RUNS, seed: int = DEFAULT_SEED,
             cancelled: Callable[[], bool] | None = None) -> Sample:
    """Play `runs` journeys. Equal boards, runs and seeds give equal samples.

    There are fewer when `cancelled` says so, or when journeys keep going round for ever.
    """
    # numpy takes a tenth of a second to load: nobody who does not simulate waits for it.
    from numpy.random import PCG64, Generator

    from blueprint.analysis.simulation_crowd import Crowd
    from blueprint.analysis.simulation_tables import Tables

    tables = Tables(board)
    generator = Generator(PCG64([abs(seed), int(seed < 0)]))
    played: list[Crowd] = []
    left, most = runs, _group(board)
    while left > 0 and (cancelled is None or not cancelled()):
        crowd = Crowd(tables, generator, min(left, most if played else FIRST_GROUP))
        if not crowd.play(cancelled):
            break
        played.append(crowd)
        left -= len(crowd.elapsed)
        if sum(crowd.given_up for crowd in played) >= ENOUGH:
            break
    return _sample(tables, played)


def _group(board: Board) -> int:
    """Return how many journeys to play side by side."""
    widest = max(len(stop.ways) for stop in board.stops)
    return max(1, min(GROUP, _ROOM // max(1, widest, len(board.stops) // 64, len(board.limits))))


def _sample(tables: Tables, played: Sequence[Crowd]) -> Sample:
    elapsed = [minutes for crowd in played for minutes in crowd.elapsed.tolist()]
    reached = Counter(outcome for crowd in played for outcome in crowd.outcomes.tolist())
    visits = [sum(numbers) for numbers in zip(*(crowd.visits.tolist() for crowd in played), strict=True)]
    trapped = {number for number, visited in enumerate(visits) if visited and tables.is_trap[number]}
    count = len(elapsed) or 1
    return Sample([visited / count for visited in visits] or [0.0] * tables.steps, elapsed,
                  {outcome: number / count for outcome, number in sorted(reached.items())},
                  tuple(sorted(trapped.union(*(crowd.endless for crowd in played)))))


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
