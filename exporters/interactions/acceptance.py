"""When an interaction is done well: what was so before, what happens, and what is so afterwards.

The clauses are for tests: every number in them is the document's own, and what nobody said is in none of them. Waits
and probabilities are told as expected: they are means, and no limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural, spell_out
from visavis.blueprint.model import BlueprintDocument, Side, StepKind, Time, words
from visavis.blueprint.model.durations import time_quantity
from visavis.exporters.interactions.interaction_list import ToldInteraction, name_of_lane, name_of_step
from visavis.exporters.typed_text import inert


@dataclass(frozen=True, slots=True)
class AcceptanceClauses:
    """An interaction as a test, each clause without its keyword and without a full stop."""

    before: tuple[Message, ...]
    happens: Message
    afterwards: tuple[Message, ...]


def acceptance_of(document: BlueprintDocument, interaction: ToldInteraction) -> AcceptanceClauses:
    """Return the clauses of an interaction."""
    return AcceptanceClauses(tuple(map(spell_out, _before(document, interaction))), _happens(document, interaction),
                             tuple(map(spell_out, _afterwards(document, interaction))))


def persona_clause(document: BlueprintDocument, personas: Iterable[str]) -> Message | None:
    """Return of whom something is told; None where there are no personas."""
    found = document.persona_by_id
    names = tuple(Quoted(inert(found[one].name) or inert(one)) for one in personas if one in found)
    if not names:
        return None
    if len(names) == 1:
        return message("the person is {persona}", persona=names[0])
    return message("the person is one of these: {personas}", personas=MessageList(names))


def names_of_items(document: BlueprintDocument, items: Iterable[str]) -> tuple[Quoted, ...]:
    """Return what documents and data are called; an id that stands for none is its own name."""
    found = document.item_by_id
    return tuple(Quoted((inert(found[one].name) if one in found else "") or inert(one)) for one in items)


def broken_by(analysis: Analysis, clause: str) -> tuple[int, ...]:
    """Return the numbers of the friction points that break a to-avoid clause."""
    return tuple(group.number for group in analysis.frictions.groups
                 if any(clause in finding.clauses for finding in group.findings))


def _before(document: BlueprintDocument, interaction: ToldInteraction) -> Iterator[Message]:
    whose = persona_clause(document, interaction.personas)
    if whose is not None:
        yield whose
    yield message("{lane} is at the step {step}", lane=name_of_lane(document, interaction.source),
                  step=name_of_step(interaction.source))
    condition = inert(interaction.flow.condition)
    if condition:
        yield message("this is so: {condition}", condition=Quoted(condition))


def _happens(document: BlueprintDocument, interaction: ToldInteraction) -> Message:
    said = {"speaker": name_of_lane(document, interaction.source), "words": Quoted(interaction.says),
            "listener": name_of_lane(document, interaction.target)}
    channel = words.channel_name(document, interaction.channel) if interaction.channel else None
    if not interaction.says:
        if channel is None:
            return message("{speaker} turns to {listener}, and nothing is said", **said)
        return message("{speaker} turns to {listener} ({channel}), and nothing is said", channel=channel, **said)
    if channel is None:
        return message("{speaker} says {words} to {listener}", **said)
    return message("{speaker} says {words} to {listener} ({channel})", channel=channel, **said)


def _afterwards(document: BlueprintDocument, interaction: ToldInteraction) -> Iterator[Message]:
    target = interaction.target
    yield message("{lane} comes to the step {step}", lane=name_of_lane(document, target), step=name_of_step(target))
    if target.kind is StepKind.OUTCOME:
        ending = words.OUTCOMES[target.outcome].in_text if target.outcome else message("not stated")
        yield message("the journey ends there: {outcome}", outcome=ending)
    yield from _payload(document, interaction)
    yield from _times(interaction)
    yield from _duties(document, interaction)
    if interaction.flow.max_times is not None:
        yield plural("this happens at most {count} time in a case", "this happens at most {count} times in a case",
                     interaction.flow.max_times)


def _payload(document: BlueprintDocument, interaction: ToldInteraction) -> Iterator[Message]:
    """Yield what changes hands, and what is asked for."""
    if interaction.flow.carries:
        yield message("this is handed over: {items}",
                      items=MessageList(names_of_items(document, interaction.flow.carries)))
    if interaction.source.asks:
        yield message("this is asked for, and nothing else: {items}",
                      items=MessageList(names_of_items(document, interaction.source.asks)))


def _times(interaction: ToldInteraction) -> Iterator[Message]:
    """Yield how long one waits: a letter travels before the other side has it, and a wait lasts."""
    source, target = interaction.source, interaction.target
    if source.wait is not None and source.kind is not StepKind.WAIT:
        yield _expected(message("{step} begins about {time} later", step=name_of_step(target),
                                time=time_quantity(source.wait)), source.basis)
    if target.wait is not None:
        yield _expected(message("the wait at {step} is about {time}", step=name_of_step(target),
                                time=time_quantity(target.wait)), target.basis)


def _expected(told: Message, basis: object) -> Message:
    found = next((named.in_text for word, named in words.BASES.items() if word is basis), None)
    return told if found is None else message("{clause} ({basis})", clause=told, basis=found)


def _duties(document: BlueprintDocument, interaction: ToldInteraction) -> Iterator[Message]:
    """Yield receipts and what else the law sees, promises, deadlines."""
    for step in (interaction.source, interaction.target):
        for mark in step.legal:
            yield message("at {step}: {mark}", step=name_of_step(step), mark=words.LEGAL_MARKS[mark].in_text)
        if step.informs is not None:
            yield from _promise(step.informs.who, step.informs.promise)
        if step.deadline is not None:
            yield message("{step} is done within {time} of the start of the case", step=name_of_step(step),
                          time=time_quantity(step.deadline))
    clock, limit = document.legal_clock, document.head.service.legal_deadline
    if clock is not None and limit is not None and interaction.source.id == clock.stops:
        starts = document.step_by_id.get(clock.starts or "")
        if starts is not None:
            yield message("no more than {time} have passed since the end of {step}", time=time_quantity(limit),
                          step=name_of_step(starts))


def _promise(who: str | None, promise: str | None) -> Iterator[Message]:
    # A word of the file's own that templates hold, beside whatever people type.
    told = message("the citizen") if who == Side.CITIZEN else inert(who or "") or message("the other side")
    if promise is not None and inert(promise):
        yield message("{who} is told, and a date is promised: {promise}", who=told, promise=promise_words(promise))
    else:
        yield message("{who} is told", who=told)


def promise_words(promise: str) -> object:
    """Return a promised date as people read it: a length of time in words, anything else as it was typed."""
    time: Time = promise
    try:
        return time_quantity(time)
    except ValueError:
        return Quoted(inert(promise))
