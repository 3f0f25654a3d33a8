"""A blueprint with the numbers of its real cases: what was measured in the place of what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from visavis.blueprint.analysis.observed.deviations import describe_deviation
from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys, ObservedStep
from visavis.blueprint.analysis.observed.spread import Spread
from visavis.blueprint.language import Share, Translator, message
from visavis.blueprint.model import Basis, BlueprintDocument, Flow, Note, NoteKind, Pert, Split, State, Step, Time
from visavis.blueprint.model.durations import write_iso

# Nine in ten times lie between these; what is beyond them is rare or a mistake of the log.
_LOW, _HIGH = 0.05, 0.95
# A drawing bears some notes: of what one case in a hundred did, the most frequent.
_FREQUENT, _MOST_NOTES = 0.01, 10
# Shares are written so exactly: one case in ten thousand.
_DIGITS = 4


def apply_observed(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> BlueprintDocument:
    """Return the document as it was observed: measured times, and the shares of branches that were told apart.

    Where cases left the drawing, a note says so on the step that they came to, in the translator's language.

    A time is written as three: 5 and 95 in 100 are not above its ends, and its mean (min + 4·mode + max) / 6 is the
    measured one; as one where three would not have that mean. A step's numbers are called measured where all its
    times are. What no event tells stays as it was drawn.
    """
    shares = branch_shares(document, observed)
    notes = (*document.head.notes, *_notes(document, observed, tr))
    head = document.head.model_copy(update={"state": State.OBSERVED, "notes": notes})
    return document.replace(
        head=head, steps=tuple(_observe(step, observed.steps.get(step.id)) for step in document.steps),
        flows=tuple(flow.model_copy(update={"probability": shares[flow.key]}) if flow.key in shares else flow
                    for flow in document.flows))


def _notes(document: BlueprintDocument, observed: ObservedJourneys, tr: Translator) -> Iterator[Note]:
    taken = {note.id for note in document.head.notes}
    frequent = [one for one in observed.deviations if one.cases >= _FREQUENT * observed.cases]
    names = (name for name in map("observed-{}".format, count(1)) if name not in taken)
    for deviation, name in zip(frequent[:_MOST_NOTES], names, strict=False):
        text = tr(message("{share} of the cases: {what}", share=Share(deviation.cases / observed.cases),
                          what=describe_deviation(deviation, document)))
        yield Note(id=name, kind=NoteKind.INSIGHT, text=text, at=deviation.after)


def branch_shares(document: BlueprintDocument, observed: ObservedJourneys) -> dict[str, float]:
    """Return the measured share of each branch of the decisions whose every case is known to have taken one.

    Decisions whose branches are open to some personas only are left out: a log does not tell who is who.
    """
    found: dict[str, float] = {}
    for step in document.steps:
        branches = document.flows_from.get(step.id, ())
        total = sum(observed.flows.get(flow.key, 0) for flow in branches)
        if step.splits is not Split.ONE or len(branches) < 2 or not total or any(map(_is_personal, branches)):
            continue
        shares = [round(observed.flows.get(flow.key, 0) / total, _DIGITS) for flow in branches]
        shares[shares.index(max(shares))] += 1 - sum(shares)
        found |= {flow.key: round(share, _DIGITS) for flow, share in zip(branches, shares, strict=True)}
    return found


def _is_personal(flow: Flow) -> bool:
    return bool(flow.only_for or flow.not_for)


def _observe(step: Step, seen: ObservedStep | None) -> Step:
    if seen is None:
        return step
    times: dict[str, Time | None] = {"work": step.work, "wait": step.wait}
    measured: dict[str, Time] = {}
    for name, spread, clock_only in (("work", seen.work, True), ("wait", seen.wait, False)):
        time = time_of(spread, clock_only=clock_only)
        if time is not None:
            measured[name] = time
    if not measured:
        return step
    is_whole = all(time is None or name in measured for name, time in times.items())
    return step.model_copy(update={**measured, **({"basis": Basis.MEASURED} if is_whole else {})})


def time_of(spread: Spread, *, clock_only: bool = False) -> Time | None:
    """Return measured times as the file has them; None of none."""
    mean, low, high = spread.mean, spread.quantile(_LOW), spread.quantile(_HIGH)
    if mean is None or low is None or high is None:
        return None
    # In whole minutes, as people read them; less than one in seconds.
    low, high, mean = (round(time) if time >= 1 else time for time in (low, high, mean))
    mode = (6 * mean - low - high) / 4
    if low < mode < high:
        return Pert(min=write_iso(low, clock_only=clock_only), mode=write_iso(mode, clock_only=clock_only),
                    max=write_iso(high, clock_only=clock_only))
    return write_iso(mean, clock_only=clock_only)
