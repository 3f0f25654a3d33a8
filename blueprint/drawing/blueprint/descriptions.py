"""What a drawing says to those who cannot see it: everything about a step, a flow, a hotspot, a note.

Descriptions are complete sentences in the drawing's language; they also hold what the picture had to cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, MessageList, Minutes, Quoted, Share, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Element, Flow, Lane, Note, Outcome, Step, StepKind, words
from visavis.blueprint.model.durations import time_quantity
from visavis.blueprint.model.fields import FieldKind, texts_of

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis, Finding, Hotspot

_DOUBLE_STOP = re.compile(r"([.!?…])\.(?=\s|$)")


def join_sentences(translate: Translator, sentences: Iterable[Message]) -> str:
    """Return sentences as one running text; one that already ends gets no second full stop."""
    return _DOUBLE_STOP.sub(r"\1", " ".join(translate(sentence) for sentence in sentences))


def step_name(step: Step) -> Message | str:
    """Return a step's title, or how a step without one is called."""
    return step.title.strip() or message("untitled step")


def lane_name(lane: Lane) -> Message | str:
    """Return a lane's name, or how a lane without one is called."""
    return lane.name.strip() or message("unnamed lane")


def step_sentences(document: BlueprintDocument, step: Step, hotspots: Sequence[Hotspot],
                   home: Lane | None = None) -> Iterator[Message]:
    """Yield everything there is to say of a step; `home` is its own lane where it stands in another one."""
    lane, phase = home or document.lane_of(step), document.phase_by_id[step.phase]
    yield message("{title}.", title=step_name(step))
    yield message("{lane}, phase {phase}, column {column}.", lane=lane_name(lane), phase=phase.name,
                  column=step.column + 1)
    if step.kind is not StepKind.ACTION:
        yield message("Kind: {kind}.", kind=words.STEP_KINDS[step.kind].in_text)
    if step.kind is StepKind.OUTCOME and step.outcome in (None, Outcome.UNSPECIFIED):
        yield message("The journey ends here; its outcome is not stated.")
    elif step.outcome is not None:
        yield message("Outcome: {outcome}.", outcome=words.OUTCOMES[step.outcome].in_text)
    yield from _channel_and_tools(document, step)
    yield from _times(step)
    yield from _feelings(step)
    yield from _exchanges(document, step)
    yield from _risks(document, step)
    numbers = tuple(str(hotspot.number) for hotspot in one_each(hotspots))
    if numbers:
        yield plural("Friction {numbers}.", "Frictions {numbers}.", len(numbers), numbers=MessageList(numbers))
    yield from text_sentences(step, FieldKind.LONG_TEXT)


def text_sentences(element: Element, kind: FieldKind) -> Iterator[Message]:
    """Yield what the text fields of a kind say, each by its own sentence or by its title; empty ones say nothing."""
    for key, shown in texts_of(type(element)).items():
        text = (getattr(element, key) or "").strip()
        if not text or shown.kind is not kind or shown.untold:
            continue
        if shown.sentence:
            yield Message(shown.sentence, {key: text})
        elif kind is FieldKind.TEXT:
            yield message("{label}: {said}.", label=message(shown.title), said=text)
        else:
            yield message("{label}: {said}", label=message(shown.title), said=text)


def _channel_and_tools(document: BlueprintDocument, step: Step) -> Iterator[Message]:
    if step.channel:
        yield message("Channel: {channel}.", channel=words.channel_name(document, step.channel))
    if step.place is not None:
        yield message("Place: {place}.", place=words.PLACES[step.place].in_text)
    yield from text_sentences(step, FieldKind.TEXT)


def _times(step: Step) -> Iterator[Message]:
    basis = words.BASES[step.basis].in_text if step.basis is not None else None
    for label, time in ((_WORK, step.work), (_WAIT, step.wait)):
        if time is None:
            continue
        amount = time_quantity(time)
        if basis is None:
            yield message("{label}: {time}.", label=label, time=amount)
        else:
            yield message("{label}: {time} ({basis}).", label=label, time=amount, basis=basis)
    if step.work is None and step.kind in (StepKind.ACTION, StepKind.START, StepKind.DECISION):
        yield message("Time unknown.")


_WORK = message("Work")
_WAIT = message("Wait")


def _feelings(step: Step) -> Iterator[Message]:
    if step.effort is not None:
        yield message("Felt effort: {effort} of 5.", effort=step.effort)
    if step.emotion is not None:
        yield message("Emotion: {emotion}.", emotion=words.EMOTIONS[step.emotion].in_text)


def _exchanges(document: BlueprintDocument, step: Step) -> Iterator[Message]:
    items = document.item_by_id
    if step.asks:
        yield message("Asks for: {items}.", items=MessageList(tuple(items[each].name for each in step.asks)))
    if step.gives:
        yield message("Gives: {items}.", items=MessageList(tuple(items[each].name for each in step.gives)))
    if step.informs is not None:
        if step.informs.promise:
            yield message("The other side is told, with a promise: {promise}.", promise=step.informs.promise)
        else:
            yield message("The other side is told.")


def _risks(document: BlueprintDocument, step: Step) -> Iterator[Message]:
    for marker in step.markers:
        yield message("Marked: {marker}.", marker=words.MARKERS[marker].in_text)
    if step.hidden:
        yield message("Hidden work: the official procedure does not mention it.")
    if step.fails:
        yield message("Fails in {share} of cases.", share=Share(step.fails))
    if step.fallback is not None:
        yield message("Fallback: {step}.", step=step_name(document.step_by_id[step.fallback]))


def flow_sentences(document: BlueprintDocument, flow: Flow) -> Iterator[Message]:
    """Yield everything there is to say of a flow."""
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    yield message("From {source} to {target} ({kind}).", source=step_name(source), target=step_name(target),
                  kind=words.FLOW_KINDS[flow.kind].in_text)
    if flow.label.strip():
        yield message("What is said: {words}.", words=Quoted(flow.label))
    if flow.carries:
        names = tuple(document.item_by_id[each].name for each in flow.carries)
        yield message("Carries: {items}.", items=MessageList(names))
    yield from text_sentences(flow, FieldKind.TEXT)
    if flow.probability is not None:
        yield message("In {share} of cases.", share=Share(flow.probability))
    for text, personas in ((_ONLY_FOR, flow.only_for), (_NOT_FOR, flow.not_for)):
        if personas:
            names = tuple(document.persona_by_id[each].name for each in personas)
            yield message("{who}: {personas}.", who=text, personas=MessageList(names))
    if flow.max_times is not None:
        yield plural("Once at most.", "At most {count} times.", flow.max_times)
    yield from text_sentences(flow, FieldKind.LONG_TEXT)


_ONLY_FOR = message("Only for")
_NOT_FOR = message("Except for")


def one_each(hotspots: Sequence[Hotspot]) -> Sequence[Hotspot]:
    """Return the first hotspot of each number: several findings of one group may meet on a step."""
    first: dict[int, Hotspot] = {}
    for hotspot in hotspots:
        first.setdefault(hotspot.number, hotspot)
    return tuple(first.values())


def finding_sentences(finding: Finding) -> Iterator[Message]:
    """Yield what a finding says, what it costs and what would mend it."""
    yield message("{title}.", title=finding.title)
    yield finding.message
    yield cost(finding)
    if finding.share is not None:
        yield share_of(finding)
    if finding.is_hypothesis:
        yield message("A hypothesis: it rests on assumed numbers.")
    yield message("What would help: {remedy}", remedy=finding.remedy)


def cost(finding: Finding) -> Message:
    """Return what a finding costs each side; what is unknown is told as unknown."""
    return message("Citizen: {citizen}; agents: {agent}.", citizen=amount(finding.citizen_minutes),
                   agent=amount(finding.agent_minutes))


def amount(minutes: float | None) -> Minutes | Message:
    """Return minutes, or that they are unknown."""
    return message("unknown") if minutes is None else Minutes(minutes)


def share_of(finding: Finding) -> Message:
    """Return how many meet a finding."""
    return message("{share} of cases", share=Share(finding.share or 0.0))


def has_full_input(analysis: Analysis) -> bool:
    """Return whether every rule had what it needs, so that no finding means no friction."""
    return analysis.measures.everybody is not None and not analysis.frictions.not_assessed


def no_friction_words(analysis: Analysis) -> Message:
    """Return what it means that no friction was found: which rules looked, and whether they could."""
    report = analysis.frictions
    if analysis.measures.everybody is None:
        return message("Frictions were not looked for: there is no journey yet")
    unjudged = len(report.not_assessed)
    if unjudged:
        return plural("No friction found, but {count} rule lacks what it needs",
                      "No friction found, but {count} rules lack what they need", unjudged)
    return plural("{count} rule found no friction", "{count} rules found no friction", len(report.asked))


def note_sentences(note: Note, *, names: bool = True) -> Iterator[Message]:
    """Yield what a sticky note says; with `names` also who wrote it, and where it comes from."""
    yield message("{kind}: {said}", kind=words.NOTE_KINDS[note.kind].in_text, said=note.text)
    if names:
        yield from text_sentences(note, FieldKind.TEXT)
    votes = sum(note.votes.values())
    if votes:
        yield plural("{count} vote.", "{count} votes.", votes)
    yield from text_sentences(note, FieldKind.LONG_TEXT)
