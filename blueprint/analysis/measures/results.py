"""What one person's journey came to, in the same numbers whether it was solved or played."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, isclose, nan, sqrt
from typing import NamedTuple

from visavis.blueprint.analysis.markov import variance
from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution
from visavis.blueprint.analysis.markov.solve import MarkovChain, Solution, measure_chain
from visavis.blueprint.analysis.semantics.ledger import Ledger
from visavis.blueprint.analysis.semantics.token_rules import DECIDED
from visavis.blueprint.analysis.simulation.samples import Sample, Tally

Distribution = Sequence[tuple[float, float]]
# What differs by less, as a part of itself, is the same number worked out another way.
SAME = 1e-9


class Estimate(NamedTuple):
    """A number (None: no one knows it) and, where journeys were played, its standard error."""

    value: float | None
    error: float | None = None


@dataclass(frozen=True)
class Totals:
    """What an average journey of some population comes to.

    `visits` are by step number, not a number where no one knows them. `law` are (elapsed minutes, part) pairs, none
    where the law is not known; `variance` is that of the elapsed time (square minutes), `runs` how many were played.
    `independent` is how many independent ones tell as much of the time: fewer where these waited for each other.
    """

    visits: Sequence[float]
    amounts: Mapping[str, Estimate]
    elapsed: Estimate
    distribution: Distribution = ()
    variance: float | None = None
    runs: int | None = None
    independent: float | None = None


@dataclass(frozen=True)
class Result:
    """All started journeys, those that were decided (None: there are none), and the shares of the outcomes."""

    started: Totals
    decided: Totals | None
    outcomes: Mapping[int, Estimate]
    completion: Estimate
    endless: tuple[int, ...] = ()
    chain: MarkovChain | None = None
    clock: ClockDistribution | None = None
    runs: int | None = None
    # What was played beside the exact solution, and how often, where only that tells the law of the elapsed time.
    sampled: tuple[Distribution, int] | None = None

    def share(self, outcome: int) -> Estimate:
        """Return the part of the journeys that come to an outcome."""
        none = Estimate(0.0) if self.runs is None else share_of(0, self.runs)
        return self.outcomes.get(outcome, none)


def result_of_solution(ledger: Ledger, solution: Solution) -> Result:
    """Return what the exact solution of a journey comes to."""
    share, chain = solution.chain.condition_on(DECIDED)
    decided = None if chain is None else _solution_totals(ledger, measure_chain(chain)[0])
    return Result(_solution_totals(ledger, solution), decided,
                  {outcome: Estimate(part) for outcome, part in solution.outcomes.items()},
                  Estimate(min(1.0, share)), solution.endless, solution.chain)


def _solution_totals(ledger: Ledger, solution: Solution) -> Totals:
    amounts = {name: Estimate(fsum(solution.visits[number] * each for number, each in entry.amounts.items()))
               for name, entry in ledger.entries.items()}
    return Totals(solution.visits, amounts, Estimate(solution.elapsed), variance.elapsed_distribution(solution) or (),
                  variance.variance(solution))


def result_of_sample(sample: Sample) -> Result:
    """Return what played journeys come to, with standard errors."""
    runs = sample.started.count
    outcomes = {outcome: share_of(times, runs) for outcome, times in sample.outcomes.items()}
    decided = _sample_totals(sample.decided, sample.started) if sample.decided.count else None
    return Result(_sample_totals(sample.started, sample.started), decided, outcomes,
                  share_of(sample.decided.count, runs), sample.endless, clock=sample.clock, runs=runs)


def _sample_totals(tally: Tally, among: Tally) -> Totals:
    """Return what some journeys of those played come to, with standard errors s/√n.

    One journey says nothing of how much others differ. Where more were played, it is told as uncertain as they are.
    """
    count, many = tally.count, tally if tally.count > 1 else among
    mean, variance = fsum(tally.elapsed) / count, _variance(tally)
    spread = _variance(many)
    independent = count if tally.independent is None else tally.independent
    error = None if spread is None else sqrt(spread / independent)
    amounts = {name: Estimate(total / count, _error(many, name, count)) for name, (total, _) in tally.sums.items()}
    return Totals([visits / count for visits in tally.visits], amounts, Estimate(mean, error),
                  tuple((minutes, 1 / count) for minutes in tally.elapsed), variance, count, independent)


def _variance(tally: Tally) -> float | None:
    if tally.count < 2:
        return None
    mean = fsum(tally.elapsed) / tally.count
    return fsum((minutes - mean)**2 for minutes in tally.elapsed) / (tally.count - 1)


def _error(tally: Tally, name: str, count: int) -> float | None:
    """Return the standard error of the mean of an amount in so many journeys, which differ as those of a tally do."""
    if tally.count < 2:
        return None
    total, squares = tally.sums[name]
    return sqrt(max(0.0, squares - total**2 / tally.count) / (tally.count - 1) / count)


def share_of(times: float, runs: float) -> Estimate:
    """Return a share and its standard error, that of Agresti and Coull (The American Statistician 52, 1998).

    It is not zero when all journeys agree: that those played never failed does not prove that none does.
    """
    likely = (times + 2) / (runs + 4)
    return Estimate(times / runs, sqrt(likely * (1 - likely) / (runs + 4)))


def remove_guesses(usual: Result, other: Result) -> Result:
    """Return a result without what comes out differently under another assumption about unknown probabilities."""
    both = usual.decided is not None and other.decided is not None
    decided = _common_totals(usual.decided, other.decided) if both and usual.decided and other.decided else None
    names = dict.fromkeys((*usual.outcomes, *other.outcomes))
    return replace(
        usual, started=_common_totals(usual.started, other.started), decided=decided,
        outcomes={name: _common_estimate(usual.share(name), other.share(name)) for name in sorted(names)},
        completion=_common_estimate(usual.completion, other.completion),
        clock=_common_clock(usual.clock, other.clock))


def remove_chance(result: Result, is_certain: Callable[[int], bool]) -> Result:
    """Return played journeys without all that chance decides, where some probabilities are unknown.

    `is_certain` tells of a step, by number, that no unknown probability comes before it.
    """
    def keep_certain(totals: Totals) -> Totals:
        return Totals([times if is_certain(number) else nan for number, times in enumerate(totals.visits)],
                      {name: Estimate(None) for name in totals.amounts}, Estimate(None), runs=totals.runs,
                      independent=totals.independent)

    return replace(result, started=keep_certain(result.started),
                   decided=None if result.decided is None else keep_certain(result.decided),
                   outcomes={name: Estimate(None) for name in result.outcomes}, completion=Estimate(None))


def remove_elapsed(result: Result) -> Result:
    """Return played journeys without the time that passes: they wait for people who are asked for too much.

    Such a queue grows for ever. How long it was when the simulation ended tells how long that was played, and nothing
    else.
    """
    def timeless(totals: Totals) -> Totals:
        return replace(totals, elapsed=Estimate(None), distribution=(), variance=None)

    return replace(result, started=timeless(result.started), clock=None,
                   decided=None if result.decided is None else timeless(result.decided))


def _common_totals(one: Totals, other: Totals) -> Totals:
    same_law = len(one.distribution) == len(other.distribution) and all(map(_pairs_agree, one.distribution,
                                                                            other.distribution))
    same_variance = one.variance is not None and other.variance is not None and _is_same(one.variance, other.variance)
    return Totals(tuple(_common_visits(one.visits, other.visits)),
                  {name: _common_estimate(value, other.amounts[name]) for name, value in one.amounts.items()},
                  _common_estimate(one.elapsed, other.elapsed), one.distribution if same_law else (),
                  one.variance if same_variance else None, one.runs)


def _common_clock(one: ClockDistribution | None, other: ClockDistribution | None) -> ClockDistribution | None:
    """Return the clock where it is the same both times; a played one is not known to be."""
    if one is None or other is None or one.runs is not None or other.runs is not None:
        return None
    shares = all(map(_is_same, (one.started, one.late, one.open), (other.started, other.late, other.open)))
    law = len(one.stopped) == len(other.stopped) and all(map(_pairs_agree, one.stopped, other.stopped))
    return one if shares and law else None


def _common_visits(one: Sequence[float], other: Sequence[float]) -> Iterator[float]:
    for mine, theirs in zip(one, other, strict=True):
        yield mine if _is_same(mine, theirs) else nan


def _pairs_agree(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return _is_same(one[0], other[0]) and _is_same(one[1], other[1])


def _common_estimate(one: Estimate, other: Estimate) -> Estimate:
    if one.value is None or other.value is None or not _is_same(one.value, other.value):
        return Estimate(None)
    return one


def _is_same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=SAME, abs_tol=SAME)
