"""Where the time of a journey goes: phase by phase, in whole units that add up to it, and where the law's limit is.

One rule for every sheet: the time of the headline is shared out by largest remainders, so that the parts printed add
up to the time printed. Steps beside each other would add up to more: their phases share the elapsed time by weight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, isnan

from visavis.blueprint.analysis.figures import UNKNOWN, CaseMeasures, Figure, JourneyMeasures
from visavis.blueprint.analysis.semantics.ledger import lacks_work
from visavis.blueprint.language import Days, Message, Minutes, message
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.language.typography import DAYS_FROM, MINUTES_PER_DAY
from visavis.blueprint.model import BlueprintDocument, Side, Step, StepKind, mean_elapsed, mean_minutes
from visavis.blueprint.model.durations import minutes

# Steps that someone works at: without a time, theirs is not known.
WORKING = (StepKind.ACTION, StepKind.START, StepKind.DECISION)
# From so many days on, times are told in whole ones, and from so many minutes on in whole minutes.
WHOLE_FROM = 10


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """What a phase takes of the elapsed time, in minutes: exactly, and as it is printed (`told`).

    `number` counts the phases of the blueprint from 1; `work` are the minutes in which someone works, on either side.
    `is_known` is false where nothing is known of the phase's time: it then has no part of the bar, and is no phase
    without time. Where a time or the work of some step is not known, the phase's is a lower bound: `is_bound`.
    """

    phase: str
    number: int
    minutes: float
    told: float
    work: float
    is_known: bool = True
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """Where the law's limit stands in the elapsed time, in minutes from the start of an average decided case.

    `starts` is where the legal clock starts, `falls` where its time is over. `late` are the mean minutes that the
    clock has run too long by when it is stopped; nothing or less where it keeps to the limit on average.
    """

    starts: float
    falls: float
    late: float


def time_unit(elapsed: float) -> float:
    """Return the minutes of the unit in which a time is told to the last digit that is printed.

    Whole days from ten days on, tenths of a day from two, then whole minutes, tenths of a minute, seconds.
    """
    if elapsed >= DAYS_FROM:
        return float(MINUTES_PER_DAY) if elapsed >= WHOLE_FROM * MINUTES_PER_DAY else MINUTES_PER_DAY / 10
    if elapsed >= WHOLE_FROM:
        return 1.0
    return 0.1 if elapsed >= 1.0 else 1 / 60


def part_words(part: float, elapsed: float, *, spelled: bool = True) -> Days | Minutes:
    """Return a part of an elapsed time in the unit of the whole: days of days, else hours and minutes."""
    if elapsed >= DAYS_FROM:
        return Days(part / MINUTES_PER_DAY, spelled=spelled)
    return Minutes(part)


def phase_words(phase: PhaseTime, elapsed: float) -> tuple[Message, ...]:
    """Return what a phase takes in few words, from long to short: the time that passes in it, and the work.

    Days that pass are told as waiting: hours of work are nothing to them. In shorter journeys the work is taken off.
    Nothing where there is neither; that a time is not known is said.
    """
    wait = phase.told if elapsed >= DAYS_FROM else max(0.0, phase.told - round(phase.work))
    worked = message("{work} of work", work=Minutes(phase.work)) if phase.work else None
    passed: Message | None = None
    if not phase.is_known:
        passed = message("time unknown")
    elif wait > 0:
        passed = message("{wait} waiting", wait=part_words(wait, elapsed, spelled=False))
    parts = [part for part in (passed, worked) if part is not None]
    forms = [message("{wait} · {work}", wait=parts[0], work=parts[1])] if len(parts) > 1 else []
    forms += parts[:1]
    if phase.is_bound and phase.is_known:
        forms = [message("at least {time}", time=form) for form in forms]
    return tuple(forms)


def phase_times(document: BlueprintDocument, cases: CaseMeasures) -> tuple[PhaseTime, ...]:
    """Return the phases' parts of the mean elapsed time, in the blueprint's order; none where it is not known."""
    elapsed = cases.elapsed.mean_minutes.value
    figures = [cases.phases.get(phase.id, UNKNOWN) for phase in document.head.phases]
    weights = [figure.known_value for figure in figures]
    total = sum(weights)
    if elapsed is None or elapsed <= 0 or total <= 0:
        return ()
    unit = time_unit(elapsed)
    counts = apportion(weights, round(elapsed / unit))
    work, unworked = _work_of_phases(document, cases), _phases_without_work(document, cases)
    return tuple(
        PhaseTime(phase.id, number, figure.known_value / total * elapsed, count * unit, work.get(phase.id, 0.0),
                  is_known=figure.value is not None, is_bound=figure.at_least or phase.id in unworked)
        for number, (phase, figure, count) in enumerate(zip(document.head.phases, figures, counts, strict=True), 1))


def work_of_phase(document: BlueprintDocument, cases: CaseMeasures, phase: str, side: Side) -> Figure | None:
    """Return the minutes of work of a side in a phase; a bound where a time lacks, None where no case works there."""
    total, known, unknown = 0.0, 0, 0
    for step in document.steps:
        visits = cases.visits.get(step.id, 0.0)
        if step.phase != phase or document.side_of(step) is not side or not visits:
            continue
        if isnan(visits) or (step.work is None and step.kind in WORKING):
            unknown += 1
        elif step.work is not None:
            total, known = total + visits * document.effort_of(step), known + 1
    if not known and not unknown:
        return None
    return Figure(total, at_least=bool(unknown)) if known else UNKNOWN


def legal_limit(document: BlueprintDocument, measured: JourneyMeasures) -> LegalLimit | None:
    """Return where the legal deadline falls in an average decided case.

    None without a legal clock or a deadline, and where it is not known how long the clock runs. What comes after the
    clock is stopped, and how long the clock runs, are taken off the elapsed time: the clock starts at what is left.
    """
    clock, named, deadline = measured.legal_clock, document.legal_clock, document.head.service.legal_deadline
    cases = measured.decided
    if clock is None or named is None or deadline is None or cases is None:
        return None
    elapsed, counted = cases.elapsed.mean_minutes, clock.mean_minutes
    after = _steps_after(document, named.stops or "")
    uncounted = _mean_time(cases, (step for step in document.steps if step.id in after or step.id in named.pauses))
    if not elapsed.is_known or not counted.is_known or uncounted is None:
        return None
    limit = minutes(deadline)
    starts = min(elapsed.known_value, max(0.0, elapsed.known_value - counted.known_value - uncounted))
    return LegalLimit(starts, starts + limit, counted.known_value - limit)


def _work_of_phases(document: BlueprintDocument, cases: CaseMeasures) -> dict[str, float]:
    """Return the working minutes of each phase, of everybody; a step whose visits are not known adds nothing."""
    found: dict[str, float] = {}
    for step in document.steps:
        visits = cases.visits.get(step.id, 0.0)
        if step.work is not None and isfinite(visits):
            found[step.phase] = found.get(step.phase, 0.0) + visits * document.effort_of(step)
    return found


def _phases_without_work(document: BlueprintDocument, cases: CaseMeasures) -> set[str]:
    """Return the phases with steps that cases come to, of which it is not known how long or how often that is."""
    found = set()
    for step in document.steps:
        visits = cases.visits.get(step.id, 0.0)
        if visits and (lacks_work(document, step) or not isfinite(visits)):
            found.add(step.phase)
    return found


def _mean_time(cases: CaseMeasures, steps: Iterable[Step]) -> float | None:
    """Return the calendar minutes that an average case spends in some steps; None where that is not known."""
    total = sum(cases.visits.get(step.id, 0.0) * (mean_elapsed(step.work) + mean_minutes(step.wait))
                for step in steps)
    return total if isfinite(total) else None


def _steps_after(document: BlueprintDocument, step: str) -> set[str]:
    """Return the steps that come only after a step: those it leads to that do not lead back to it."""
    return _reach(document, step, forward=True) - _reach(document, step, forward=False) - {step}


def _reach(document: BlueprintDocument, step: str, *, forward: bool) -> set[str]:
    found: set[str] = set()
    pending = [step]
    while pending:
        here = pending.pop()
        flows = document.flows_from.get(here, ()) if forward else document.flows_to.get(here, ())
        fresh = {flow.target if forward else flow.source for flow in flows} - found
        found |= fresh
        pending += fresh
    return found
