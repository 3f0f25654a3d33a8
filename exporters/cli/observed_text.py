"""What a log says of a journey, as text for a terminal: planned and observed side by side, then the deviations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visavis.blueprint.analysis.observed.deviations import describe_deviation
from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys, ObservedStep, planned_minutes
from visavis.blueprint.analysis.observed.spread import Spread
from visavis.blueprint.language import Count, Decimal, Message, Minutes, Quoted, Share, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Side, Step
from visavis.blueprint.model.words import OUTCOMES, SIDES
from visavis.exporters.cli.report_texts import INDENT

# Of deviations and of activities without a step, so many are told; the JSON has all.
MOST_TOLD = 20


def observed_text(document: BlueprintDocument, observed: ObservedJourneys, planned: Mapping[str, float],
                  tr: Translator) -> str:
    """Return the report: how many cases, how they ended, each step planned and observed, where cases went astray.

    `planned` are the drawn visits of each step.
    """
    blocks = [list(_case_lines(observed, tr)), list(_side_lines(document, observed, planned, tr)),
              list(_deviation_lines(document, observed, tr)), list(_activity_lines(document, observed, tr))]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _case_lines(observed: ObservedJourneys, tr: Translator) -> Iterator[str]:
    yield tr(message("{cases} cases, {events} events", cases=Count(observed.cases), events=Count(observed.events)))
    if not observed.cases:
        return
    for outcome, count in sorted(observed.outcomes.items(), key=lambda one: -one[1]):
        name = tr(message("still open, or left") if outcome is None else Message(OUTCOMES[outcome].label))
        yield f"{INDENT}{name}: {tr.write(Count(count))} ({tr.write(Share(count / observed.cases))})"
    if observed.elapsed.mean is not None:
        yield INDENT + tr(message("from the first to the last event, where there is an outcome: {times}",
                                  times=_spread_words(observed.elapsed, tr)))
    yield INDENT + tr(message("entirely as drawn: {cases} ({share})", cases=Count(observed.as_drawn),
                              share=Share(observed.as_drawn / observed.cases)))


def _side_lines(document: BlueprintDocument, observed: ObservedJourneys, planned: Mapping[str, float],
                tr: Translator) -> Iterator[str]:
    """Yield each side's steps, the planned time before the observed one."""
    for side in Side:
        steps = [step for step in document.steps if step.id in observed.steps and document.side_of(step) is side]
        if steps:
            yield tr(Message(SIDES[side].label))
            for step in steps:
                seen = observed.steps[step.id]
                yield f"{INDENT}{' '.join(step.title.split()) or step.id} ({step.id})"
                lines = (*_visit_lines(seen, observed.cases, planned.get(step.id), tr),
                         *_time_lines(document, step, seen, tr))
                yield from (2 * INDENT + line for line in lines)


def _visit_lines(seen: ObservedStep, cases: int, planned: float | None, tr: Translator) -> Iterator[str]:
    if not seen.visits:
        yield tr(message("leaves no event of its own"))
        return
    drawn = message("not known") if planned is None else Decimal(planned, 2)
    yield tr(message("{what}: planned {planned}, observed {observed}", what=message("visits a case"), planned=drawn,
                     observed=Decimal(seen.visits / cases, 2)))


def _time_lines(document: BlueprintDocument, step: Step, seen: ObservedStep, tr: Translator) -> Iterator[str]:
    work, wait = planned_minutes(document, step)
    for title, planned, measured in ((message("work"), work, seen.work), (message("wait"), wait, seen.wait)):
        if measured.count:
            yield tr(message("{what}: planned {planned}, observed {observed}", what=title,
                             planned=message("not stated") if planned is None else Minutes(planned),
                             observed=_spread_words(measured, tr)))
    if seen.overnight:
        yield tr(plural("{count} time with a night in it, not counted as work",
                        "{count} times with a night in them, not counted as work", seen.overnight))
    if seen.open_waits:
        yield tr(message("waits may hold the next step’s work: its beginning is not logged"))


def _spread_words(spread: Spread, tr: Translator) -> str:
    low, high = spread.quantile(0.05), spread.quantile(0.95)
    if spread.mean is None or low is None or high is None:
        return tr(message("not known"))
    return tr(message("{mean} on average, nine in ten from {low} to {high}", mean=Minutes(spread.mean),
                      low=Minutes(low), high=Minutes(high)))


def _deviation_lines(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> Iterator[str]:
    if observed.deviations:
        yield tr(message("Not as drawn"))
    for one in observed.deviations[:MOST_TOLD]:
        share = tr.write(Share(one.cases / observed.cases))
        yield f"{INDENT}{tr.write(Count(one.cases))} ({share}): {tr(describe_deviation(one, document))}"
    rest = len(observed.deviations) - MOST_TOLD
    if rest > 0:
        yield INDENT + tr(plural("and {count} other kind", "and {count} other kinds", rest))


def _activity_lines(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> Iterator[str]:
    unmapped = observed.unmapped
    if unmapped:
        yield tr(message("Activities that no step is known for (say which with --map)"))
    for name, count in list(unmapped.items())[:MOST_TOLD]:
        step = observed.mapped.proposed.get(name)
        proposed = "" if step is None else "  " + tr(message(
            "perhaps {title}", title=Quoted(document.step_by_id[step].title)))
        yield f"{INDENT}{' '.join(name.split())[:80]} ({tr.write(Count(count))}){proposed}"
    rest = len(unmapped) - MOST_TOLD
    if rest > 0:
        yield INDENT + tr(plural("and {count} other activity", "and {count} other activities", rest))
