"""Journeys played with random times and turns, where an exact solution does not exist or is not wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution, ClockSteps
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.analysis.simulation.run_limits import (
    DEFAULT_RUNS,
    DEFAULT_SEED,
    ENOUGH,
    FIRST_GROUP,
    group_size,
)
from visavis.blueprint.analysis.simulation.samples import Sample, Tally, merge_clocks

if TYPE_CHECKING:
    from visavis.blueprint.analysis.simulation.arrays import Tables
    from visavis.blueprint.analysis.simulation.vectorised import JourneyGroup


def simulate(compiled: CompiledJourney, runs: int = DEFAULT_RUNS, seed: int = DEFAULT_SEED,
             cancelled: Callable[[], bool] | None = None, *,
             amounts: Mapping[str, Mapping[int, float]] | None = None, clock: ClockSteps | None = None) -> Sample:
    """Play `runs` journeys. Equal boards, runs and seeds give equal samples.

    `amounts` are what each visit of a step, by number, adds to the sums. There are fewer journeys when `cancelled`
    says so, or when they keep going round for ever.
    """
    # numpy takes a tenth of a second to load: no one who does not simulate waits for it.
    from numpy.random import PCG64, Generator

    from visavis.blueprint.analysis.simulation.arrays import Tables
    from visavis.blueprint.analysis.simulation.vectorised import JourneyGroup

    tables = Tables(compiled)
    generator = Generator(PCG64([abs(seed), int(seed < 0)]))
    tallying = _SampleBuilder(tables, amounts or {}, clock)
    left, most = runs, group_size(compiled)
    while left > 0 and (cancelled is None or not cancelled()):
        crowd = JourneyGroup(tables, generator, min(left, most if tallying.started.count else FIRST_GROUP), clock)
        if not crowd.play(cancelled):
            break
        tallying.add(crowd)
        left -= len(crowd.elapsed)
        if tallying.given_up >= ENOUGH:
            break
    return tallying.sample()


class _SampleBuilder:
    """The sums over all groups of journeys."""

    def __init__(self, tables: Tables, amounts: Mapping[str, Mapping[int, float]], clock: ClockSteps | None) -> None:
        self._tables, self._amounts, self._clock = tables, amounts, clock
        self.started, self.decided = Tally(), Tally()
        self.given_up = 0
        self._outcomes: Counter[int] = Counter()
        self._endless: set[int] = set()
        self._clocks: list[ClockDistribution] = []

    def add(self, crowd: JourneyGroup) -> None:
        """Add a group of journeys that are over."""
        self.given_up += crowd.given_up
        self._outcomes.update(crowd.outcomes.tolist())
        self._endless |= crowd.endless
        self.started.add(crowd.tally(self._amounts, decided=False))
        self.decided.add(crowd.tally(self._amounts, decided=True))
        if self._clock is not None:
            self._clocks.append(crowd.clock_distribution())

    def sample(self) -> Sample:
        """Return what all came to."""
        trapped = {number for number, visited in enumerate(self.started.visits)
                   if visited and self._tables.is_trap[number]}
        for tally in (self.started, self.decided):
            tally.visits = tally.visits or [0.0] * self._tables.steps
        return Sample(self.started, self.decided, dict(sorted(self._outcomes.items())),
                      tuple(sorted(trapped | self._endless)), clock=merge_clocks(self._clocks))
