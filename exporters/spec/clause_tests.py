"""What a to-avoid clause asks of a build: its scope as what is given, and what must be seen in place of the friction.

For rules whose contrary a program can watch, statements say it as data; every test ends with the clause itself, for
those who judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from visavis.blueprint.analysis import Threshold
from visavis.blueprint.analysis.frictions.context import in_scope
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS
from visavis.blueprint.language import Message, MessageList, Minutes, message
from visavis.blueprint.model import AvoidClause, Scope, Step
from visavis.blueprint.model.durations import write_iso
from visavis.blueprint.model.words import SIDES, channel_name
from visavis.exporters.spec.acceptance import CriteriaWriter
from visavis.exporters.spec.criteria import ClauseTestSpec, StatementKind, StatementSpec
from visavis.exporters.spec.parts import TimeSpan

# What must be seen for a clause: by its steps, the personas it is for, and the limits that hold for it.
_Contrary = Callable[[CriteriaWriter, AvoidClause, Sequence[Step], Sequence[Threshold]], Iterator[StatementSpec]]


def clause_test(writer: CriteriaWriter, clause: AvoidClause, limits: Sequence[Threshold]) -> ClauseTestSpec:
    """Return the test of a clause. `limits` are those of its rule, as they hold for it."""
    steps = [step for step in writer.document.steps if in_scope(writer.document, step, clause)]
    find = _CONTRARIES.get(clause.rule or "")
    seen = tuple(find(writer, clause, steps, limits)) if find is not None else ()
    never = StatementSpec(kind=StatementKind.NEVER, words=clause.text, **({} if clause.rule is None
                                                                          else {"rule": clause.rule}))
    return ClauseTestSpec(given=tuple(_given(writer, clause.scope, steps)), then=(*seen, never))


def _given(writer: CriteriaWriter, scope: Scope | None, steps: Sequence[Step]) -> Iterator[StatementSpec]:
    if scope is None:
        return
    places = MessageList(tuple(_places(writer, scope)))
    if places.parts:
        yield writer.state(StatementKind.IN_SCOPE, message("the case is here: {places}", places=places),
                           steps=tuple(step.id for step in steps))
    if scope.persona is not None and scope.persona in writer.document.persona_by_id:
        yield writer.state(StatementKind.FOR_PERSONA, message("the person is {persona}", persona=writer.people(
            (scope.persona,))), personas=(scope.persona,))


def _places(writer: CriteriaWriter, scope: Scope) -> Iterator[Message]:
    document = writer.document
    if scope.side is not None:
        yield message("side: {side}", side=SIDES[scope.side].in_text)
    if scope.lane is not None and scope.lane in document.lane_by_id:
        yield message("lane: {lane}", lane=document.lane_by_id[scope.lane].name or scope.lane)
    if scope.phase is not None and scope.phase in document.phase_by_id:
        yield message("phase: {phase}", phase=document.phase_by_id[scope.phase].name or scope.phase)
    if scope.step is not None and scope.step in document.step_by_id:
        yield message("step: {step}", step=writer.title(scope.step))


def _news(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
          limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del clause, steps
    for limit in limits:
        if limit.unit in TIME_UNITS:
            minutes = limit.value * TIME_UNITS[limit.unit]
            yield writer.state(
                StatementKind.NEWS, message("people never wait longer than {time} without being told where things "
                                            "stand", time=Minutes(minutes)), within=_span_of(minutes))


def _span_of(minutes: float) -> TimeSpan:
    # A limit may be longer than a duration that a document may hold: it is written, not read.
    return TimeSpan(authored=write_iso(minutes), mean_minutes=minutes, distribution="fixed")


def _from_register(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
                   limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del clause, limits
    held: dict[str, list[str]] = {}
    asked = {item for step in steps for item in (*step.asks, *step.gives)}
    for item in writer.document.head.items:
        if item.held_by and item.id in asked:
            held.setdefault(item.held_by, []).append(item.id)
    for register, names in held.items():
        yield writer.state(StatementKind.FROM_REGISTER, message(
            "the service accepts from {register}, without the person: {items}", register=register,
            items=writer.items(names)), source_of_record=register, items=tuple(names))


def _asked_once(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
                limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del clause, limits
    names = tuple(dict.fromkeys(item for step in steps for item in step.asks))
    if names:
        yield writer.state(StatementKind.ASKED_ONCE, message("what was given once is not asked for again: {items}",
                                                             items=writer.items(names)), items=names)


def _kept(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
          limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del clause, steps, limits
    names = tuple(dict.fromkeys(item for said in writer.said.values() if said.is_from_citizen
                                for item in said.flow.carries))
    if names:
        yield writer.state(StatementKind.KEPT, message(
            "what was given is there, as it was given, for whoever works on the case: {items}",
            items=writer.items(names)), items=names)


def _channel_open(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
                  limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del steps, limits
    chosen = clause.scope.persona if clause.scope is not None else None
    for persona in writer.document.head.personas:
        if persona.channels and chosen in (None, persona.id):
            names = MessageList(tuple(channel_name(writer.document, channel) for channel in persona.channels))
            yield writer.state(StatementKind.CHANNEL_OPEN, message(
                "{people}: everything goes by one of these: {channels}", people=writer.people((persona.id,)),
                channels=names), personas=(persona.id,), channels=persona.channels)


def _acknowledged(writer: CriteriaWriter, clause: AvoidClause, steps: Sequence[Step],
                  limits: Sequence[Threshold]) -> Iterator[StatementSpec]:
    del clause, steps, limits
    if writer.receipts:
        told = writer.speeches(writer.receipts)
        yield writer.state(StatementKind.ACKNOWLEDGED, message("a dated receipt is sent: {messages}", messages=told),
                           exchanges=writer.receipts)


_CONTRARIES: Mapping[str, _Contrary] = MappingProxyType({
    "silent-wait": _news, "already-held": _from_register, "asked-twice": _asked_once, "rekeying": _kept,
    "blocked-persona": _channel_open, "channel-unsupported": _channel_open, "no-receipt": _acknowledged,
})
