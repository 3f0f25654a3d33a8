"""Acceptance criteria: for each message what a build must do, in words and as data, worked out from the drawing.

A criterion says no more than the blueprint does: where nobody drew a receipt, none is asked for here (the rule
`no-receipt` finds that). What a register holds is to be accepted from there, for the blueprint says so of the item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from visavis.blueprint.analysis.semantics.journeys import can_use
from visavis.blueprint.graph.interactions import Interaction, MessageType, stops_legal_clock, type_of_message
from visavis.blueprint.language import Message, MessageList, Quoted, Translator, message, spell_out
from visavis.blueprint.model import BlueprintDocument, LegalMark, Step
from visavis.blueprint.model.durations import Span, time_quantity
from visavis.blueprint.model.words import channel_name
from visavis.exporters.spec.criteria import CriterionSpec, StatementKind, StatementSpec
from visavis.exporters.spec.derived import Exchange
from visavis.exporters.spec.elements import promise_span
from visavis.exporters.spec.repeated import time_span


class CriteriaWriter:
    """Writes the statements of one document in one language."""

    def __init__(self, document: BlueprintDocument, said: Sequence[Interaction], exchanges: Sequence[Exchange],
                 tr: Translator) -> None:
        self.document, self.tr = document, tr
        self.said = {each.id: each for each in said}
        self.exchange = {each.id: each for each in exchanges}
        self.answers: dict[str, list[str]] = {}
        for each in exchanges:
            for before in each.follows:
                self.answers.setdefault(before, []).append(each.id)
        # What is said stands in the words of all that it follows and that follow it: hundreds, in a tangle.
        self._speeches: dict[str, str] = {}
        self._listed: dict[tuple[str, ...], str] = {}
        self.receipts = tuple(each.id for each in said if type_of_message(document, each) is MessageType.RECEIPT)

    def state(self, kind: StatementKind, words: Message, **data: Any) -> StatementSpec:
        """Return a statement; `data` are the fields that its kind names."""
        return StatementSpec(kind=kind, words=self.tr(spell_out(words)), **data)

    def title(self, step: str) -> Quoted:
        """Return what a step is called, else its id."""
        found = self.document.step_by_id[step].title.strip()
        return Quoted(found or step)

    def speech(self, exchange: str) -> str:
        """Return what is said, in quotes; where nothing is, that people wait, or the steps that it joins."""
        if exchange not in self._speeches:
            self._speeches[exchange] = self.tr(self._speech(exchange))
        return self._speeches[exchange]

    def speeches(self, exchanges: Sequence[str]) -> str:
        """Return what is said by each of several, as one enumeration."""
        names = tuple(exchanges)
        if names not in self._listed:
            self._listed[names] = self.tr.write(MessageList(tuple(map(self.speech, names))))
        return self._listed[names]

    def _speech(self, exchange: str) -> Message:
        said = self.said[exchange]
        if said.flow.label.strip():
            return Message("{text}", {"text": Quoted(said.flow.label.strip())})
        if self.exchange[exchange].type is MessageType.SILENCE:
            waits = said.source if said.is_from_citizen else said.target
            return message("silence ({step})", step=self.title(waits.id))
        return message("from {source} to {target}", source=self.title(said.source.id),
                       target=self.title(said.target.id))

    def items(self, names: Sequence[str]) -> MessageList:
        """Return items by their names."""
        return MessageList(tuple(self.document.item_by_id[name].name or name for name in names))

    def people(self, names: Sequence[str]) -> MessageList:
        """Return personas by their names."""
        return MessageList(tuple(self.document.persona_by_id[name].name or name for name in names))


def acceptance(writer: CriteriaWriter) -> tuple[CriterionSpec, ...]:
    """Return the criteria of every message that is one (a silence says nothing), in reading order."""
    return tuple(criterion for said in writer.said.values()
                 if writer.exchange[said.id].type is not MessageType.SILENCE
                 for criterion in _criteria(writer, said))


def _criteria(writer: CriteriaWriter, said: Interaction) -> Iterator[CriterionSpec]:
    when, given = _when(writer, said), tuple(_given(writer, said))
    personas = writer.exchange[said.id].personas
    yield CriterionSpec(id=said.id, exchange=said.id, personas=personas, given=given, when=when,
                        then=tuple(_then(writer, said)))
    fallback = said.target.fallback
    if fallback is None:
        return
    onward = writer.state(StatementKind.GOES_ON, message("the case goes on at {step}", step=writer.title(fallback)),
                          step=fallback)
    if said.target.fails:
        fails = writer.state(StatementKind.FAILS, message("{step} fails", step=writer.title(said.target.id)),
                             step=said.target.id, probability=said.target.fails)
        yield CriterionSpec(id=f"{said.id}#fails", exchange=said.id, personas=personas, given=(*given, fails),
                            when=when, then=(onward,))
    closed = _shut_out(writer, said.target)
    if closed:
        yield CriterionSpec(id=f"{said.id}#channel", exchange=said.id, personas=closed,
                            given=(*given, _cannot_use(writer, said.target, closed)), when=when, then=(onward,))


def _given(writer: CriteriaWriter, said: Interaction) -> Iterator[StatementSpec]:
    yield writer.state(StatementKind.AT_STEP, message("the case is at {step}", step=writer.title(said.source.id)),
                       step=said.source.id)
    heard = writer.exchange[said.id].follows
    if heard and not writer.exchange[said.id].opens:
        told = writer.speeches(heard)
        words = (message("the citizen was told one of these last: {messages}", messages=told) if said.is_from_citizen
                 else message("the service was told one of these last: {messages}", messages=told))
        yield writer.state(StatementKind.HEARD, words, exchanges=heard)


def _when(writer: CriteriaWriter, said: Interaction) -> StatementSpec:
    words = (message("the citizen says: {message}", message=writer.speech(said.id)) if said.is_from_citizen
             else message("the service says: {message}", message=writer.speech(said.id)))
    if said.flow.carries:
        words = message("{said}, and hands over: {items}", said=words, items=writer.items(said.flow.carries))
    if said.channel:
        words = message("{said} (by: {channel})", said=words, channel=channel_name(writer.document, said.channel))
    return writer.state(StatementKind.SAID, words, exchanges=(said.id,), items=said.flow.carries,
                        channels=(said.channel,) if said.channel else ())


def _then(writer: CriteriaWriter, said: Interaction) -> Iterator[StatementSpec]:
    yield writer.state(StatementKind.REACHES, message("the case comes to {step}", step=writer.title(said.target.id)),
                       step=said.target.id)
    after = writer.answers.get(said.id, ())
    if after:
        told = writer.speeches(after)
        words = (message("the service answers with one of these: {messages}", messages=told) if said.is_from_citizen
                 else message("the citizen can answer with one of these: {messages}", messages=told))
        yield writer.state(StatementKind.ANSWERED, words, exchanges=tuple(after))
    yield from _registers(writer, said)
    if said.is_from_citizen and LegalMark.REQUEST in said.source.legal and writer.receipts:
        told = writer.speeches(writer.receipts)
        yield writer.state(StatementKind.ACKNOWLEDGED, message("a dated receipt is sent: {messages}", messages=told),
                           exchanges=writer.receipts)
    yield from _times(writer, said)


def _registers(writer: CriteriaWriter, said: Interaction) -> Iterator[StatementSpec]:
    held: dict[str, list[str]] = {}
    for name in said.flow.carries:
        register = writer.document.item_by_id[name].held_by
        if register:
            held.setdefault(register, []).append(name)
    for register, names in held.items():
        words = message("the service accepts from {register}, without the person: {items}", register=register,
                        items=writer.items(names))
        yield writer.state(StatementKind.FROM_REGISTER, words, source_of_record=register, items=tuple(names))


def _times(writer: CriteriaWriter, said: Interaction) -> Iterator[StatementSpec]:
    for step in (said.source, said.target):
        if step.informs is not None and step.informs.promise:
            span = promise_span(step.informs.promise)
            told = step.informs.promise if span is None or span.mean_minutes is None else time_quantity(
                step.informs.promise)
            words = message("people are told when what follows {step} happens: {time}", step=writer.title(step.id),
                            time=told)
            yield writer.state(StatementKind.PROMISED, words, step=step.id, within=span)
        if step.deadline is not None:
            yield _in_time(writer, step, step.deadline, None)
    clock, limit = writer.document.legal_clock, writer.document.head.service.legal_deadline
    if clock is not None and clock.stops is not None and limit and stops_legal_clock(writer.document, said):
        yield _in_time(writer, writer.document.step_by_id[clock.stops], limit, clock.starts)


def _in_time(writer: CriteriaWriter, step: Step, limit: Span, since: str | None) -> StatementSpec:
    quantity, data = time_quantity(limit), {} if since is None else {"since": since}
    words = (message("{step} is done within {time} from the start of the case", step=writer.title(step.id),
                     time=quantity) if since is None
             else message("{step} is done within {time} from the end of {since}", step=writer.title(step.id),
                          time=quantity, since=writer.title(since)))
    return writer.state(StatementKind.IN_TIME, words, step=step.id, within=time_span(limit), **data)


def _shut_out(writer: CriteriaWriter, step: Step) -> tuple[str, ...]:
    """Return the personas who cannot use the channel of a step."""
    return tuple(persona.id for persona in writer.document.head.personas
                 if not can_use(writer.document, step, persona))


def _cannot_use(writer: CriteriaWriter, step: Step, personas: Sequence[str]) -> StatementSpec:
    words = message("without this channel ({channel}): {people}", people=writer.people(personas),
                    channel=channel_name(writer.document, step.channel or ""))
    return writer.state(StatementKind.CHANNEL_CLOSED, words, personas=tuple(personas),
                        channels=(step.channel,) if step.channel else ())
