"""What crosses the line of interaction: the messages of a service, in reading order, each with an id that stays.

Every format that tells what citizens and agents say to each other tells these, under these ids: a developer's test, a
diagram and a backlog then speak of the same message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import BlueprintDocument, Flow, ItemKind, LegalMark, Side, Step, StepKind

_TELLS_DECISION = frozenset({LegalMark.ADVERSE, LegalMark.REASONS, LegalMark.APPEAL})
_QUESTION_MARKS = ("?", "？", "؟")


class MessageType(StrEnum):
    """What a message does in the conversation, as `type_of_message` reads it from the drawing."""

    REQUEST = "request"
    """It asks for something."""
    ANSWER = "answer"
    """It answers what was said to the step that speaks."""
    NOTICE = "notice"
    """The service tells something unasked, or a notice from which a time limit runs."""
    RECEIPT = "receipt"
    """It acknowledges what was received."""
    DECISION = "decision"
    """It tells what was decided."""
    DOCUMENT = "document"
    """It hands over documents."""
    SILENCE = "silence"
    """Nothing is said: someone waits, or goes on after waiting."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One message across the line of interaction.

    `number` counts from 1 in reading order and changes when the drawing does; `id` stays. `speaker` bears the work of
    the step that speaks (None: evidence). `answers` is the last interaction before it that reached the step which
    speaks now. `channel` is that of the step that speaks, else that of the other.
    """

    id: str
    number: int
    flow: Flow
    source: Step
    target: Step
    speaker: Side | None
    is_from_citizen: bool
    answers: str | None

    @property
    def channel(self) -> str | None:
        """The channel it goes by."""
        return self.source.channel or self.target.channel


def crosses_line(document: BlueprintDocument, flow: Flow) -> bool:
    """Return whether a flow crosses the line of interaction, whatever kind it was given."""
    return is_above_line(document, flow.source) is not is_above_line(document, flow.target)


def is_above_line(document: BlueprintDocument, step: str) -> bool:
    """Return whether a step is on the citizen's side of the line of interaction: what people do, see and hold."""
    return document.lane_of(document.step_by_id[step]).facts.is_on_citizen_side


def interaction_id(flow: Flow) -> str:
    """Return `source/key/target`: it stays while an interaction joins the same two steps, whatever is said.

    A slash (or percent sign) inside one of the three is written as in addresses, so that no two have one id.
    """
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in (flow.source, flow.key, flow.target))


def interactions(document: BlueprintDocument) -> tuple[Interaction, ...]:
    """Return what is said across the line of interaction in reading order: by who speaks, then by whom it reaches."""
    order = {step.id: index for index, step in enumerate(reading_order(document))}
    crossing = sorted((flow for flow in document.flows if crosses_line(document, flow)),
                      key=lambda flow: (order[flow.source], order[flow.target]))
    reached: dict[str, str] = {}
    found = []
    for number, flow in enumerate(crossing, start=1):
        source = document.step_by_id[flow.source]
        found.append(Interaction(
            interaction_id(flow), number, flow, source, document.step_by_id[flow.target], document.side_of(source),
            is_above_line(document, flow.source), reached.get(flow.source)))
        reached[flow.target] = found[-1].id
    return tuple(found)


def type_of_message(document: BlueprintDocument, said: Interaction) -> MessageType:
    """Return what an interaction does: by the law's marks at its steps, then by what it carries and says.

    The first that fits: receipt, decision (marked so, the end of the legal clock, or a decision that leads to an
    outcome), notice, formal request; silence; document; request (what is said ends in a question mark, or its step
    asks for items that nothing brings there); answer; else people ask and the service tells.
    """
    by_law = _type_by_law(document, said)
    if by_law is not None:
        return by_law
    if _is_silent(said):
        return MessageType.SILENCE
    if any(document.item_by_id[item].kind is ItemKind.DOCUMENT for item in said.flow.carries):
        return MessageType.DOCUMENT
    if said.flow.label.rstrip(" »\"”’").endswith(_QUESTION_MARKS) or _still_asks(document, said):
        return MessageType.REQUEST
    if said.answers is not None:
        return MessageType.ANSWER
    return MessageType.REQUEST if said.is_from_citizen else MessageType.NOTICE


def _type_by_law(document: BlueprintDocument, said: Interaction) -> MessageType | None:
    marks = said.source.legal
    if said.is_from_citizen:
        return MessageType.REQUEST if LegalMark.REQUEST in marks else None
    if LegalMark.RECEIPT in marks:
        return MessageType.RECEIPT
    decides = said.source.kind is StepKind.DECISION and said.target.kind is StepKind.OUTCOME
    if decides or stops_legal_clock(document, said) or not _TELLS_DECISION.isdisjoint((*marks, *said.target.legal)):
        return MessageType.DECISION
    return MessageType.NOTICE if LegalMark.NOTICE in marks else None


def stops_legal_clock(document: BlueprintDocument, said: Interaction) -> bool:
    """Return whether people are told by this what stops the legal clock: by its step, or one that follows at once."""
    clock = document.legal_clock
    if clock is None or clock.stops is None or said.is_from_citizen:
        return False
    return said.source.id == clock.stops or any(
        flow.target == said.source.id for flow in document.flows_from.get(clock.stops, ()))


def _still_asks(document: BlueprintDocument, said: Interaction) -> bool:
    brought = {item for flow in document.flows_to.get(said.source.id, ()) for item in flow.carries}
    return not said.flow.carries and not brought.issuperset(said.source.asks)


def _is_silent(said: Interaction) -> bool:
    waits = said.source if said.is_from_citizen else said.target
    return waits.kind is StepKind.WAIT and not said.flow.label.strip() and not said.flow.carries


@dataclass(frozen=True, slots=True)
class Turn:
    """When an interaction can be said: right after those of the other side in `follows`, or first (`opens`)."""

    follows: tuple[str, ...]
    opens: bool


def turns(document: BlueprintDocument, said: Sequence[Interaction]) -> Mapping[str, Turn]:
    """Return for each interaction (`interactions`) which of the other side's may be the last thing said before it.

    Between the two, the side that speaks goes on among its own steps, by flows and fallbacks.
    """
    comes_from: dict[str, list[str]] = {}
    for source, target in _own_ways(document):
        comes_from.setdefault(target, []).append(source)
    heard: dict[str, list[str]] = {}
    for each in said:
        heard.setdefault(each.target.id, []).append(each.id)
    led_to = {flow.target for flow in document.flows} | {step.fallback for step in document.steps}
    number_of = {each.id: each.number for each in said}
    known: dict[str, Turn] = {}
    for each in said:
        speaker = each.source.id
        if speaker not in known:
            passed = _steps_before(comes_from, speaker)
            before = {name for step in passed for name in heard.get(step, ())}
            known[speaker] = Turn(tuple(sorted(before, key=number_of.__getitem__)), not passed <= led_to)
    return {each.id: known[each.source.id] for each in said}


def _own_ways(document: BlueprintDocument) -> Iterator[tuple[str, str]]:
    """Yield the ways along one side: flows that do not cross the line, and fallbacks."""
    for flow in document.flows:
        if flow.max_times != 0 and not crosses_line(document, flow):
            yield flow.source, flow.target
    for step in document.steps:
        if step.fallback is not None and is_above_line(document, step.id) is is_above_line(document, step.fallback):
            yield step.id, step.fallback


def _steps_before(comes_from: Mapping[str, Sequence[str]], step: str) -> set[str]:
    passed, todo = {step}, [step]
    while todo:
        for source in comes_from.get(todo.pop(), ()):
            if source not in passed:
                passed.add(source)
                todo.append(source)
    return passed
