"""Sums, laws and clocks of one person or of several, weighted, and the figures that they come to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import fsum, isnan, nan, sqrt

from visavis.blueprint.analysis.figures import UNKNOWN, CaseMeasures, ClockMeasures, Elapsed, Figure, SideMeasures
from visavis.blueprint.analysis.markov.legal_clock import ClockDistribution
from visavis.blueprint.analysis.measures.results import Distribution, Estimate, Result, Totals, share_of
from visavis.blueprint.analysis.semantics.ledger import PEOPLE, Ledger, LedgerEntry
from visavis.blueprint.analysis.simulation.samples import Percentiles
from visavis.blueprint.model import Side

DEVIATION = 1.0


@dataclass(frozen=True)
class Sum:
    """An estimate, whether any visited step tells a part of it, and whether any lacks what it should tell."""

    estimate: Estimate
    has_known_part: bool
    missing: bool

    def figure(self) -> Figure:
        """Return it as a figure: a lower bound where something is missing, no value where nothing is told."""
        if self.estimate.value is None or (self.missing and not self.has_known_part):
            return UNKNOWN
        return Figure(self.estimate.value, self.missing, self.estimate.error)


@dataclass(frozen=True)
class PopulationPart:
    """The journeys of some people, `weight` of all: what they come to, by their ledger.

    `doubt` is the standard error of the weight, where it was played.
    """

    weight: float
    totals: Totals
    ledger: Ledger
    doubt: float = 0.0


def cases_of(parts: Sequence[PopulationPart]) -> CaseMeasures:
    """Return what an average case of a population comes to. Weights need not sum to 1."""
    total = fsum(part.weight for part in parts)
    parts = [PopulationPart(part.weight / total, part.totals, part.ledger, part.doubt / total)
             for part in parts if part.weight > 0]
    elapsed = _elapsed(parts)
    sides = {side: _side(parts, side) for side in PEOPLE}
    citizen, agent, partner = (sides[side] for side in PEOPLE)
    waiting = UNKNOWN if any(_has_untimed_parallel_work(part) for part in parts) else _waiting(
        elapsed.mean_minutes, citizen.work_minutes)
    document = parts[0].ledger.document
    return CaseMeasures(
        elapsed, replace(citizen, wait_minutes=waiting), agent, partner,
        {phase.id: _sum(parts, f"phase {phase.id}").figure() for phase in document.head.phases}, _visits(parts))


def _sum(parts: Sequence[PopulationPart], name: str) -> Sum:
    return _mix_sums([(part, *_known_and_missing(part, part.ledger.entries[name]), part.totals.amounts[name])
                      for part in parts])


def _known_and_missing(part: PopulationPart, entry: LedgerEntry) -> tuple[bool, bool]:
    return _visits_any(part.totals, entry.amounts), _visits_any(part.totals, entry.missing)


def _side(parts: Sequence[PopulationPart], side: Side) -> SideMeasures:
    work, wait, cost = (_sum(parts, f"{side} {what}").figure() for what in ("work", "wait", "cost"))
    return SideMeasures(work, wait, cost, _count_untimed(parts, side))


def _count_untimed(parts: Sequence[PopulationPart], side: Side) -> int:
    """Return how many steps of a side lack a time, of those that cases come to."""
    return len({number for part in parts for what in ("work", "wait")
                for number in part.ledger.entries[f"{side} {what}"].missing if _visits_any(part.totals, (number,))})


def _visits_any(totals: Totals, steps: Collection[int]) -> bool:
    return any(isnan(totals.visits[number]) or totals.visits[number] > 0 for number in steps)


def _mix_sums(sums: Sequence[tuple[PopulationPart, bool, bool, Estimate]], *, shared: bool = False) -> Sum:
    """Return the mean of several people's sums; those who `shared` a queue are all unlucky together."""
    is_known, missing = any(one[1] for one in sums), any(one[2] for one in sums)
    values = [(part, estimate.value, estimate.error) for part, _, _, estimate in sums]
    if any(value is None for _, value, _ in values):
        return Sum(Estimate(None), is_known, missing)
    mean = fsum(part.weight * (value or 0.0) for part, value, _ in values)
    if all(part.totals.runs is None for part, _, _ in values):
        return Sum(Estimate(mean), is_known, missing)
    if any(part.totals.runs is not None and error is None for part, _, error in values):
        return Sum(Estimate(mean), is_known, missing)
    own = [part.weight * (error or 0.0) for part, _, error in values]
    squares = fsum(own)**2 if shared else fsum(error**2 for error in own)
    doubt = fsum((part.doubt * ((value or 0.0) - mean))**2 for part, value, _ in values)
    return Sum(Estimate(mean, sqrt(squares + doubt)), is_known, missing)


def _elapsed(parts: Sequence[PopulationPart]) -> Elapsed:
    mixed = _mix_sums([(part, *_known_and_missing(part, part.ledger.minutes), part.totals.elapsed) for part in parts],
                      shared=_is_shared(parts))
    mean = mixed.figure()
    if mean.value is None:
        return Elapsed(UNKNOWN)
    distributions = [part.totals.distribution for part in parts]
    law = Percentiles((minutes, part.weight * chance) for part in parts for minutes,
                      chance in part.totals.distribution)
    runs = _effective_runs(parts)
    p50, p90, p95 = (_percentile(law, level, runs, at_least=mixed.missing) if all(distributions) else UNKNOWN
                     for level in (0.5, 0.9, 0.95))
    spreads = [(part, part.totals.variance) for part in parts]
    if mixed.missing or any(variance is None for _, variance in spreads):
        return Elapsed(mean, p50, p90, p95)
    # The law of a population is its parts' laws, mixed; its variance that within each and that between them.
    variance = fsum(part.weight * ((within or 0.0) + ((part.totals.elapsed.value or 0.0) - mean.value)**2)
                    for part, within in spreads)
    return Elapsed(mean, p50, p90, p95, Figure(sqrt(max(0.0, variance))))


def _effective_runs(parts: Sequence[PopulationPart]) -> float | None:
    """Return how many equally weighted journeys would tell as much as those played; None where none were."""
    return _combine_runs([(part.weight, part.totals.independent) for part in parts], shared=_is_shared(parts))


def _is_shared(parts: Sequence[PopulationPart]) -> bool:
    """Return whether the journeys of some people waited for each other."""
    return any(part.totals.independent != part.totals.runs for part in parts)


def _combine_runs(parts: Sequence[tuple[float, float | None]], *, shared: bool) -> float | None:
    """Return how many journeys of one population tell as much as those of its parts (weight, number)."""
    errors = [weight / sqrt(number) for weight, number in parts if number]
    squares = fsum(errors)**2 if shared else fsum(error**2 for error in errors)
    return 1 / squares if squares else None


def _percentile(law: Percentiles, level: float, runs: float | None, *, at_least: bool = False) -> Figure:
    """Return a percentile; its standard error is how far it moves within one binomial deviation of the level.

    Too few played journeys reach the level within that deviation: then it is unknown.
    """
    if runs is None:
        return Figure(law.at(level), at_least)
    far = DEVIATION * sqrt(level * (1 - level) / runs)
    if not far < min(level, 1 - level):
        return UNKNOWN
    return Figure(law.at(level), at_least, (law.at(level + far) - law.at(level - far)) / 2)


def _has_untimed_parallel_work(part: PopulationPart) -> bool:
    """Return whether citizens do something without a time beside what has one: no one knows how much of it they wait.

    One after the other, the elapsed time lacks what the work lacks, and the wait lacks nothing of it.
    """
    missing = [number for number in part.ledger.entries["citizen work"].missing
               if _visits_any(part.totals, (number,))]
    return any(part.ledger.compiled.may_run_together(number, part.ledger.minutes.amounts) for number in missing)


def _waiting(elapsed: Figure, work: Figure) -> Figure:
    if elapsed.value is None or work.value is None:
        return UNKNOWN
    # Two things that the citizen does at once may add up to more than the time that passes.
    value = max(0.0, elapsed.value - work.value)
    errors = elapsed.standard_error, work.standard_error
    error = None if errors == (None, None) else sqrt((errors[0] or 0.0)**2 + (errors[1] or 0.0)**2)
    return Figure(value, elapsed.at_least or work.at_least, error)


def _visits(parts: Sequence[PopulationPart]) -> dict[str, float]:
    compiled = parts[0].ledger.compiled
    found = {stop.step.id: fsum(part.weight * part.totals.visits[number] for part in parts)
             for number, stop in enumerate(compiled.stops) if number not in compiled.asker}
    # What is not a number equals nothing but itself: one and the same of it keeps equal measures equal.
    return {step: nan if isnan(times) else times for step, times in found.items()}


def started_parts(people: Sequence[tuple[float, Ledger, Result]]) -> list[PopulationPart]:
    """Return the parts of all started cases, of people with their weights."""
    return [PopulationPart(weight, result.started, ledger) for weight, ledger, result in people]


def decided_parts(people: Sequence[tuple[float, Ledger, Result]]) -> list[PopulationPart]:
    """Return the parts of the decided cases: as many of each as are decided. None of them where no one is."""
    found = []
    for weight, ledger, result in people:
        if result.decided is not None and weight > 0:
            share, doubt = result.completion
            # Where no one knows how many are decided, what all of them have in common is still known.
            found.append(PopulationPart(weight * (1.0 if share is None else share), result.decided, ledger,
                                        weight * (doubt or 0.0)))
    return [part for part in found if part.weight > 0]


@dataclass(frozen=True)
class ClockPart:
    """The legal clock of some people, `weight` of all; `is_known` and `missing` as for sums.

    `is_unbounded`: what is missing may make the counted time shorter.
    """

    weight: float
    distribution: ClockDistribution
    has_known_part: bool
    missing: bool
    has_deadline: bool
    is_unbounded: bool = False


def clock_of(parts: Sequence[ClockPart]) -> ClockMeasures:
    """Return what the legal clock of a population comes to."""
    started = fsum(part.weight * part.distribution.started / (part.distribution.runs or 1) for part in parts)
    runs = _combine_runs([(part.weight, part.distribution.independent or part.distribution.runs) for part in parts],
                         shared=any(part.distribution.independent is not None for part in parts))
    missing = any(part.missing for part in parts)
    is_known = any(part.has_known_part for part in parts) and not any(part.is_unbounded for part in parts)
    share_started = _share(started, 1.0, runs)
    if started <= 0:
        return ClockMeasures(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, share_started)
    law = [(minutes, part.weight * chance / (part.distribution.runs or 1)) for part in parts
           for minutes, chance in part.distribution.stopped]
    mean, p90 = _stop_figures(law, runs)
    late, unfinished = UNKNOWN, UNKNOWN
    if all(part.has_deadline for part in parts) and (is_known or not missing):
        late, unfinished = (_share(fsum(part.weight * getattr(part.distribution, name) / (part.distribution.runs or 1)
                                        for part in parts), started, runs) for name in ("late", "open"))
    if missing:
        # A time that is not known may make more of them late: what is open may be late, and late is late.
        mean, p90, late = (_bound(figure, is_known=is_known) for figure in (mean, p90, late))
        unfinished = UNKNOWN
    return ClockMeasures(mean, p90, late, unfinished, share_started)


def _bound(figure: Figure, *, is_known: bool) -> Figure:
    return replace(figure, at_least=True) if is_known and figure.value is not None else UNKNOWN


def _stop_figures(law: Distribution, runs: float | None) -> tuple[Figure, Figure]:
    total = fsum(chance for _, chance in law)
    if total <= 0:
        return UNKNOWN, UNKNOWN
    mean = fsum(minutes * chance for minutes, chance in law) / total
    of_these = None if runs is None else runs * total
    error = None
    if of_these is not None and of_these > 1:
        error = sqrt(fsum(chance * (minutes - mean)**2 for minutes, chance in law) / total / of_these)
    most = Percentiles(law)
    return Figure(mean, standard_error=error), _percentile(most, 0.9, of_these)


def _share(part: float, whole: float, runs: float | None) -> Figure:
    share = min(1.0, part / whole)
    return Figure(share, standard_error=None if runs is None else share_of(share * runs * whole, runs * whole).error)
