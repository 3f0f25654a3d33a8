"""Elements of the document told as parts of the specification."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from visavis.blueprint.analysis.semantics.branch_probabilities import read_chances
from visavis.blueprint.analysis.semantics.journeys import Journey
from visavis.blueprint.model import (
    BlueprintDocument,
    BusinessDays,
    Cell,
    Element,
    Exponential,
    Flow,
    Informs,
    Item,
    LaneKind,
    Note,
    Pert,
    Record,
    Service,
    Split,
    Step,
    ThresholdSetting,
    Time,
    TriageNote,
    Waiver,
    mean_effort,
    mean_minutes,
)
from visavis.exporters.spec import authored, judgements
from visavis.exporters.spec.parts import TimeSpan

_TIMES = ("standard_time", "tolerated_time", "legal_deadline")


def extensions(element: Element) -> dict[str, Any]:
    """Return the keys of an element that the program does not know, as `extensions`; nothing where there are none."""
    return {"extensions": dict(element.model_extra)} if element.model_extra else {}


def time_span(time: Time | None, mean: Callable[[Time], float] = mean_minutes) -> TimeSpan | None:
    """Return a time as authored and its mean in minutes; nothing for an absent one."""
    match time:
        case None:
            return None
        case Pert():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="pert")
        case Exponential():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="exponential")
        case BusinessDays():
            return TimeSpan(authored=time.model_dump(), mean_minutes=mean(time), distribution="fixed")
        case _:
            return TimeSpan(authored=time, mean_minutes=mean(time), distribution="fixed")


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
    known = {name: getattr(found, name) for name in Service.model_fields if name not in (*_TIMES, "legal_clock")}
    clock = found.legal_clock
    if clock is not None:
        known["legal_clock"] = authored.ClockSpec(starts=clock.starts, stops=clock.stops, pauses=clock.pauses,
                                                  **extensions(clock))
    times = {name: time_span(getattr(found, name)) for name in _TIMES}
    return authored.ServiceSpec(**known, **times, **extensions(found))


def record(found: Record) -> authored.RecordSpec:
    """Return what printed pages say of the blueprint."""
    return authored.RecordSpec(**{name: getattr(found, name) for name in Record.model_fields}, **extensions(found))


def items(document: BlueprintDocument) -> tuple[authored.ItemSpec, ...]:
    """Return the items with where each is asked for, given and carried."""
    return tuple(_item(document, item) for item in document.head.items)


def _item(document: BlueprintDocument, item: Item) -> authored.ItemSpec:
    return authored.ItemSpec(
        id=item.id, name=item.name, kind=item.kind, source_of_record=item.held_by,
        asked_at=tuple(step.id for step in document.steps if item.id in step.asks),
        given_at=tuple(step.id for step in document.steps if item.id in step.gives),
        carried_by=tuple(flow.key for flow in document.flows if item.id in flow.carries),
        used_at=tuple(step.id for step in document.steps if item.id in step.uses),
        announced_at=tuple(step.id for step in document.steps if item.id in step.announces),
        purpose=item.purpose, valid_for=time_span(item.valid_for), volatile=item.volatile,
        sensitive=item.sensitive, **extensions(item))


def step(document: BlueprintDocument, found: Step, counterparts: Sequence[str]) -> authored.StepSpec:
    """Return a step with who does it, who sees it and whom it speaks with."""
    lane = document.lane_of(found)
    failure = None
    if found.fails is not None or found.fallback is not None:
        failure = authored.Failure(probability=found.fails, fallback=found.fallback)
    def effort(work: Time) -> float:
        return mean_effort(work, document.hours_per_day)

    return authored.StepSpec(
        id=found.id, title=found.title, detail=found.detail, kind=found.kind, outcome=found.outcome,
        phase=found.phase, lane=found.lane, column=found.column, side=document.side_of(found), actor=lane.actor,
        visible=lane.kind in (LaneKind.EVIDENCE, LaneKind.CITIZEN, LaneKind.FRONTSTAGE),
        counterparts=tuple(counterparts), channel=found.channel, place=found.place, system=found.system,
        unit=found.unit, work=time_span(found.work, effort), wait=time_span(found.wait), basis=found.basis,
        effort=found.effort, emotion=found.emotion, asks=found.asks, gives=found.gives,
        informs=_informs(found.informs), failure=failure,
        gateway=authored.Gateway(split=found.splits, join=found.joins, authored_split=found.split,
                                 authored_join=found.join),
        hidden=found.hidden, markers=found.markers, uses=found.uses, announces=found.announces,
        appointment=found.appointment, deadline=time_span(found.deadline), helped=found.helped,
        help=time_span(found.help, effort), legal=found.legal, replaces=found.replaces, plain=found.plain,
        **extensions(found))


def _informs(found: Informs | None) -> authored.Information | None:
    if found is None:
        return None
    return authored.Information(who=found.who, promise=promise_span(found.promise), **extensions(found))


def flows(document: BlueprintDocument, whole: Journey) -> tuple[authored.FlowSpec, ...]:
    """Return the flows in file order, with the probability of each and the loops they close."""
    taken: dict[str, float] = {}
    for name, leaving in document.flows_from.items():
        if document.step_by_id[name].splits is Split.ONE:
            chances = read_chances([flow.probability for flow in leaving])
            taken.update({flow.key: chance for flow, chance, guessed in zip(
                leaving, chances.usual, chances.guessed, strict=True) if not guessed})
    loop_of = {name: number for number, loop in enumerate(whole.loops) for name in loop}
    return tuple(_flow(flow, taken.get(flow.key), _loop(flow, loop_of, whole.number)) for flow in document.flows)


def _loop(flow: Flow, loop_of: Mapping[str, int], order: Mapping[str, int]) -> authored.Loop | None:
    """Return the loop that a flow closes: both its ends stand on one, and it leads back in reading order."""
    here = loop_of.get(flow.source)
    if here is None or here != loop_of.get(flow.target) or order[flow.target] > order[flow.source]:
        return None
    limited = flow.max_times is not None
    return authored.Loop(semantics="limited" if limited else "geometric", max_times=flow.max_times)


def _flow(flow: Flow, taken: float | None, loop: authored.Loop | None) -> authored.FlowSpec:
    return authored.FlowSpec(
        key=flow.key, source=flow.source, target=flow.target, kind=flow.kind, label=flow.label, carries=flow.carries,
        probability=flow.probability, taken=taken, condition=flow.condition, only_for=flow.only_for,
        not_for=flow.not_for, max_times=flow.max_times, loop=loop, **extensions(flow))


def note(found: Note) -> authored.NoteSpec:
    """Return a sticky note with its place and its votes."""
    at = found.at
    cell = authored.CellSpec(lane=at.lane, phase=at.phase, column=at.column, **extensions(at)) \
        if isinstance(at, Cell) else at
    return authored.NoteSpec(id=found.id, at=cell, kind=found.kind, text=found.text, author=found.author,
                             source=found.source, votes=dict(found.votes), private=found.private,
                             **extensions(found))


def waiver(found: Waiver) -> judgements.WaiverSpec:
    """Return a justified friction."""
    return judgements.WaiverSpec(id=found.id, rule=found.rule, step=found.step, reason=found.reason, text=found.text,
                               author=found.author, date=found.date, **extensions(found))


def threshold(found: ThresholdSetting) -> judgements.ThresholdSpec:
    """Return a limit of the document's own."""
    return judgements.ThresholdSpec(id=found.id, rule=found.rule, name=found.name, value=found.value, unit=found.unit,
                                  source=found.source, **extensions(found))


def decision(found: TriageNote) -> judgements.DecisionSpec:
    """Return what was decided about a finding."""
    return judgements.DecisionSpec(
        id=found.id, rule=found.rule, step=found.step, persona=found.persona, state=found.state, reason=found.reason,
        author=found.author, date=found.date, cause=found.cause, **extensions(found))
