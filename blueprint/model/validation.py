"""Cross-reference checks of a whole document: every name that one element gives of another must exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from visavis.blueprint.language import N_, Message, message
from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.elements import Cell, Flow, Head, Scope, Step
from visavis.blueprint.model.problems import Problem, describe_missing
from visavis.blueprint.model.vocabulary import Channel

# What a name stands for, the names, and what they may be.
_Reference = tuple[str, tuple[str, ...], Collection[str]]
BUILT_IN_CHANNELS = frozenset(channel.value for channel in Channel)


def problems(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield what makes `document` invalid, in file order. A valid document yields nothing."""
    yield from _duplicates(message("steps"), [step.id for step in document.steps])
    yield from _duplicates(message("flows"), [flow.key for flow in document.flows])
    yield from head_problems(document)
    for step in document.steps:
        yield from step_problems(document, step)
    for flow in document.flows:
        yield from flow_problems(document, flow)
    yield from _fallback_cycles(document)


def step_location(step_id: str) -> Message:
    """Name a step in words."""
    return message("step {id}", id=step_id)


def step_problems(document: BlueprintDocument, step: Step) -> Iterator[Problem]:
    """Yield the dead references of one step."""
    references: tuple[_Reference, ...] = (
        (N_("lane"), (step.lane,), document.lane_by_id),
        (N_("phase"), (step.phase,), document.phase_by_id),
        (N_("item"), step.asks, document.item_by_id),
        (N_("item"), step.gives, document.item_by_id),
        (N_("item"), step.uses, document.item_by_id),
        (N_("item"), step.announces, document.item_by_id),
        (N_("fallback step"), (step.fallback,) if step.fallback is not None else (), document.step_by_id),
    )
    dead = _dead_references(references)
    if step.channel is not None and step.channel not in BUILT_IN_CHANNELS:
        dead += _dead_references([(N_("channel"), (step.channel,), known_channels(document))])
    for what, name, known in dead:
        yield Problem(step_location(step.id), describe_missing(message(what), name, known))


def flow_problems(document: BlueprintDocument, flow: Flow) -> Iterator[Problem]:
    """Yield the dead references of one flow."""
    references: tuple[_Reference, ...] = (
        (N_("source step"), (flow.source,), document.step_by_id),
        (N_("target step"), (flow.target,), document.step_by_id),
        (N_("item"), flow.carries, document.item_by_id),
        (N_("persona"), flow.only_for, document.persona_by_id),
        (N_("persona"), flow.not_for, document.persona_by_id),
    )
    for what, name, known in _dead_references(references):
        yield Problem(message("flow {id}", id=flow.key), describe_missing(message(what), name, known))


def _dead_references(references: Iterable[_Reference]) -> list[tuple[str, str, Collection[str]]]:
    # The words are only made for what is wrong: this runs over every element of a file.
    return [(what, name, known) for what, names, known in references for name in names if name not in known]


def known_channels(document: BlueprintDocument) -> list[str]:
    """Return the built-in channels and those the document declares."""
    return [*(channel.value for channel in Channel), *(channel.id for channel in document.head.channels)]


def _missing_problems(location: Message, what: Message, names: Iterable[str],
                      known: Collection[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem(location, describe_missing(what, name, known))


def _duplicates(location: Message, ids: list[str]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids):
        return
    for name, count in Counter(ids).items():
        if count > 1:
            yield Problem(location, message("the id '{id}' is used {times} times; each must be unique",
                                            id=name[:60], times=count))


def _duplicate_names(head: Head) -> Iterator[Problem]:
    groups: tuple[tuple[Message, list[str]], ...] = (
        (message("personas"), [persona.id for persona in head.personas]),
        (message("actors"), [actor.id for actor in head.actors]),
        (message("phases"), [phase.id for phase in head.phases]),
        (message("lanes"), [lane.id for lane in head.lanes]),
        (message("items"), [item.id for item in head.items]),
        (message("notes"), [note.id for note in head.notes]),
        (message("to-avoid clauses"), [clause.id for clause in head.avoid]),
        (message("justifications"), [waiver.id for waiver in head.waivers]),
        (message("limits"), [threshold.id for threshold in head.thresholds]),
        (message("decided friction points"), [note.id for note in head.triage]),
        (message("channels"), [channel.id for channel in head.channels]),
    )
    for location, ids in groups:
        yield from _duplicates(location, ids)


def head_problems(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield what is wrong with the graph attributes: ids used twice, dead references."""
    head = document.head
    yield from _duplicate_names(head)
    if head.redesigns is not None and head.redesigns == head.id:
        yield Problem(message("blueprint"), message("it says that it redesigns itself; name the as-is blueprint"))
    for lane in head.lanes:
        if lane.actor is not None:
            yield from _missing_problems(message("lane {id}", id=lane.id), message("actor"), [lane.actor],
                                         document.actor_by_id)
    for actor in head.actors:
        if actor.deputy is not None:
            yield from _missing_problems(message("actor {id}", id=actor.id), message("deputy"), [actor.deputy],
                                         document.actor_by_id)
    channels = known_channels(document)
    for persona in head.personas:
        yield from _missing_problems(message("persona {id}", id=persona.id), message("channel"), persona.channels,
                                     channels)
    yield from _clock_problems(document)
    yield from _margin_problems(document)


def _clock_problems(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield what is wrong with the legal clock: dead references, one step for both ends."""
    clock = document.head.service.legal_clock
    if clock is None:
        return
    location = message("legal clock")
    ends = [name for name in (clock.starts, clock.stops) if name is not None]
    yield from _missing_problems(location, message("step"), [*ends, *clock.pauses], document.step_by_id)
    if clock.starts is not None and clock.starts == clock.stops:
        yield Problem(location, message("the step {step} both starts and stops it; choose another one for either end",
                                        step=clock.starts[:60]))


def _margin_problems(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield the dead references of notes, to-avoid clauses and waivers."""
    for note in document.head.notes:
        location = message("note {id}", id=note.id)
        if isinstance(note.at, Cell):
            yield from _missing_problems(location, message("lane"), [note.at.lane], document.lane_by_id)
            yield from _missing_problems(location, message("phase"), [note.at.phase], document.phase_by_id)
        elif note.at is not None:
            yield from _missing_problems(location, message("step"), [note.at], document.step_by_id)
    for clause in document.head.avoid:
        yield from _scope_problems(document, message("to-avoid clause {id}", id=clause.id), clause.scope)
    for waiver in document.head.waivers:
        if waiver.step is not None:
            yield from _missing_problems(message("justification {id}", id=waiver.id), message("step"), [waiver.step],
                                         document.step_by_id)
    for decided in document.head.triage:
        location = message("decided friction point {id}", id=decided.id)
        if decided.step is not None:
            yield from _missing_problems(location, message("step"), [decided.step], document.step_by_id)
        if decided.persona is not None:
            yield from _missing_problems(location, message("persona"), [decided.persona], document.persona_by_id)


def _scope_problems(document: BlueprintDocument, location: Message, scope: Scope | None) -> Iterator[Problem]:
    if scope is None:
        return
    references: tuple[tuple[Message, str | None, Collection[str]], ...] = (
        (message("lane"), scope.lane, document.lane_by_id),
        (message("phase"), scope.phase, document.phase_by_id),
        (message("persona"), scope.persona, document.persona_by_id),
        (message("step"), scope.step, document.step_by_id),
    )
    for what, name, known in references:
        if name is not None:
            yield from _missing_problems(location, what, [name], known)


def fallback_cycle(document: BlueprintDocument, step_id: str) -> list[str]:
    """Return the ids of the cycle of fallbacks that `step_id` stands on, or nothing."""
    path = [step_id]
    seen = {step_id}
    step = document.step_by_id.get(step_id)
    while step is not None and step.fallback is not None:
        path.append(step.fallback)
        if step.fallback in seen:
            return path if step.fallback == step_id else []
        seen.add(step.fallback)
        step = document.step_by_id.get(step.fallback)
    return []


def _fallback_cycles(document: BlueprintDocument) -> Iterator[Problem]:
    # Every step is walked over once, so that a chain of ten thousand fallbacks costs ten thousand looks.
    walked: set[str] = set()
    for step in document.steps:
        here: Step | None = step
        path: set[str] = set()
        while here is not None and here.fallback is not None and here.id not in walked:
            walked.add(here.id)
            path.add(here.id)
            here = document.step_by_id.get(here.fallback)
        if here is not None and here.id in path:
            yield _cycle_problem(here, fallback_cycle(document, here.id))


def fallback_problems(document: BlueprintDocument, step: Step) -> Iterator[Problem]:
    """Yield the cycle of fallbacks that one step stands on."""
    cycle = fallback_cycle(document, step.id) if step.fallback is not None else []
    if cycle:
        yield _cycle_problem(step, cycle)


def _cycle_problem(step: Step, cycle: list[str]) -> Problem:
    path = " → ".join(cycle[:6]) + (" → …" if len(cycle) > 6 else "")
    return Problem(step_location(step.id), message("its fallback leads back to itself ({way})", way=path))
