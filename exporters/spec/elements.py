"""Elements of the document told as parts of the specification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from visavis.blueprint.analysis import Journey
from visavis.blueprint.analysis.semantics.branch_probabilities import read_chances
from visavis.blueprint.model import (
    BlueprintDocument,
    Cell,
    Flow,
    Informs,
    Item,
    Note,
    Record,
    Service,
    Split,
    Step,
    ThresholdSetting,
    Time,
    TriageNote,
    Waiver,
    mean_effort,
)
from visavis.exporters.spec import authored, judgements
from visavis.exporters.spec.parts import TimeSpan
from visavis.exporters.spec.repeated import tell, time_span


def promise_span(text: str | None) -> TimeSpan | None:
    """Return a promise as authored, in minutes where it is a duration ("before Easter" is not)."""
    if text is None:
        return None
    try:
        return time_span(text) if text else TimeSpan(authored="", mean_minutes=None, distribution=None)
    except ValueError:
        return TimeSpan(authored=text, mean_minutes=None, distribution=None)


def service(found: Service) -> authored.ServiceSpec:
    """Return the service, its times in minutes as well."""
    clock = found.legal_clock
    data: dict[str, Any] = {} if clock is None else {"legal_clock": tell(authored.ClockSpec, clock)}
    return tell(authored.ServiceSpec, found, **data)


def record(found: Record) -> authored.RecordSpec:
    """Return what printed pages say of the blueprint."""
    return tell(authored.RecordSpec, found)


def items(document: BlueprintDocument) -> tuple[authored.ItemSpec, ...]:
    """Return the items with where each is asked for, given and carried."""
    return tuple(_item(document, item) for item in document.head.items)


def _item(document: BlueprintDocument, item: Item) -> authored.ItemSpec:
    return tell(
        authored.ItemSpec, item, source_of_record=item.held_by,
        asked_at=tuple(step.id for step in document.steps if item.id in step.asks),
        given_at=tuple(step.id for step in document.steps if item.id in step.gives),
        carried_by=tuple(flow.key for flow in document.flows if item.id in flow.carries),
        used_at=tuple(step.id for step in document.steps if item.id in step.uses),
        announced_at=tuple(step.id for step in document.steps if item.id in step.announces))


def step(document: BlueprintDocument, found: Step, counterparts: Sequence[str]) -> authored.StepSpec:
    """Return a step with who does it, who sees it and whom it speaks with."""
    lane = document.lane_of(found)
    failure = None
    if found.fails is not None or found.fallback is not None:
        failure = authored.Failure(probability=found.fails, fallback=found.fallback)

    def mean_work(work: Time) -> float:
        return mean_effort(work, document.hours_per_day)

    return tell(
        authored.StepSpec, found, mean_work, side=document.side_of(found), actor=lane.actor,
        visible=lane.facts.is_visible, counterparts=tuple(counterparts), informs=_informs(found.informs),
        failure=failure, gateway=authored.Gateway(split=found.splits, join=found.joins, authored_split=found.split,
                                                  authored_join=found.join))


def _informs(informs: Informs | None) -> authored.Information | None:
    if informs is None:
        return None
    return tell(authored.Information, informs, promise=promise_span(informs.promise))


def flows(document: BlueprintDocument, whole: Journey,
          exchange_of: Mapping[str, str]) -> tuple[authored.FlowSpec, ...]:
    """Return the flows in file order, with the probability of each, the loops they close and what is said on them."""
    taken: dict[str, float] = {}
    for name, leaving in document.flows_from.items():
        if document.step_by_id[name].splits is Split.ONE:
            chances = read_chances([flow.probability for flow in leaving])
            taken.update({flow.key: chance for flow, chance, guessed in zip(
                leaving, chances.usual, chances.guessed, strict=True) if not guessed})
    loop_of = {name: number for number, loop in enumerate(whole.loops) for name in loop}
    return tuple(tell(authored.FlowSpec, flow, taken=taken.get(flow.key), loop=_loop(flow, loop_of, whole.number),
                      exchange=exchange_of.get(flow.key)) for flow in document.flows)


def _loop(flow: Flow, loop_of: Mapping[str, int], order: Mapping[str, int]) -> authored.Loop | None:
    """Return the loop that a flow closes: both its ends stand on one, and it leads back in reading order."""
    here = loop_of.get(flow.source)
    if here is None or here != loop_of.get(flow.target) or order[flow.target] > order[flow.source]:
        return None
    limited = flow.max_times is not None
    return authored.Loop(semantics="limited" if limited else "geometric", max_times=flow.max_times)


def note(found: Note) -> authored.NoteSpec:
    """Return a sticky note with its place and its votes."""
    at = tell(authored.CellSpec, found.at) if isinstance(found.at, Cell) else found.at
    return tell(authored.NoteSpec, found, at=at)


def waiver(found: Waiver) -> judgements.WaiverSpec:
    """Return a justified friction."""
    return tell(judgements.WaiverSpec, found)


def threshold(setting: ThresholdSetting) -> judgements.ThresholdSpec:
    """Return a limit of the document's own."""
    return tell(judgements.ThresholdSpec, setting)


def decision(triage_note: TriageNote) -> judgements.DecisionSpec:
    """Return what was decided about a finding."""
    return tell(judgements.DecisionSpec, triage_note)
