"""Remedies that tell people something: a date, a notice, a receipt, reasons, what to have ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.blueprint.analysis import Finding, journey
from visavis.blueprint.analysis.frictions.contacts import describe_wait, minutes_of_wait
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.editing import CellRef, Command, Draft
from visavis.blueprint.editing.commands import EditStep, ReconnectFlow
from visavis.blueprint.editing.commands.flows import connect
from visavis.blueprint.editing.commands.steps import add_step
from visavis.blueprint.editing.grid import find_free_cell
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import (
    Basis,
    BlueprintDocument,
    Channel,
    Informs,
    ItemKind,
    Lane,
    LaneKind,
    LegalMark,
    Side,
    Split,
    Step,
    StepKind,
)
from visavis.blueprint.model.durations import write_iso
from visavis.blueprint.remedies.fix import QuickFix, combine, item_list, translate_for

# An agent acknowledges receipt: simple case of the German Leitfaden Erfüllungsaufwand, table 5. A machine's notice
# takes no one any time.
NOTICE_WORK = "PT5M"
_NOTICES = (Channel.SMS.value, Channel.EMAIL.value, Channel.POST.value, Channel.PHONE.value)
_CITIZEN = Side.CITIZEN.value


@dataclass(frozen=True)
class AddNotice:
    """Add a step that tells the citizen something, in the lane of a machine if there is one, else of an agent.

    It stands before `step` (every flow that leads to it then passes the notice) or, with `after`, beside what
    follows it. `fields` are further fields of the new step.
    """

    caption: Message
    step: str
    lane: str
    title: str
    after: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)

    def apply(self, draft: Draft) -> None:
        """Add it."""
        step = draft.step(self.step)
        cell = find_free_cell(draft, CellRef(self.lane, step.phase, step.column))
        notice = add_step(draft, cell, StepKind.ACTION, None, {**self.fields, "title": self.title})
        if self.after:
            connect(draft, step, notice)
            return
        for flow in [flow for flow in draft.flows.values() if flow.target == step.id]:
            ReconnectFlow(flow.key, target=notice.id).apply(draft)
        connect(draft, notice, step)


def fix_silent_wait(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Tell people how long they will wait: on the step, and by a notice of its own."""
    step = document.step_by_id[finding.steps[0]]
    promised = EditStep(step.id, informs=Informs(who=_CITIZEN, promise=write_iso(minutes_of_wait(step))))
    note = message("A promise must be kept: the date is the mean of the wait as drawn.")
    yield combine(message("Promise an answer within {time}", time=describe_wait([step])), [promised], note)
    lane = notice_lane(document)
    if lane is not None and document.flows_to.get(step.id):
        title = message("Send a notice with the date before {step}", step=step_words(step))
        text = translate_for(document, message("Announces the date"))
        yield combine(title, [promised, _notice(document, title, step, lane, text)], note)


def fix_hidden_decision(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Tell the citizen what was decided out of sight."""
    step = document.step_by_id[finding.steps[0]]
    informs = step.informs or Informs()
    informed = informs.model_copy(update={"who": _CITIZEN})
    yield combine(message("Tell the citizen what is decided at {step}", step=step_words(step)),
                  [EditStep(step.id, informs=informed)])


def fix_missing_receipt(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Acknowledge a request: by a step that follows it, or by saying that the step does it already."""
    step = document.step_by_id[finding.steps[0]]
    note = message("A receipt gives the date, and says who is in charge of the case and what silence will mean.")
    lane = notice_lane(document)
    if lane is not None and step.splits is Split.ALL and document.flows_from.get(step.id):
        title = message("Send a receipt after {step}", step=step_words(step))
        text = translate_for(document, message("Acknowledges receipt"))
        marks = {"legal": (LegalMark.RECEIPT,), "informs": Informs(who=_CITIZEN)}
        yield combine(title, [_notice(document, title, step, lane, text, after=True, fields=marks)], note)
    yield from _add_marks(document, finding, (LegalMark.RECEIPT,), note)


def fix_missing_reasons(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Say that a decision tells its reasons and how to appeal."""
    note = message("The letter must say it: reasons, where to appeal, and until when.")
    yield from _add_marks(document, finding, (LegalMark.REASONS, LegalMark.APPEAL), note)


def fix_hidden_prerequisite(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Announce where the journey begins which papers a later step asks for."""
    asking = document.step_by_id[finding.steps[0]]
    whole = journey(document)
    first = next((name for name, _ in whole.starts if name == asking.id or whole.leads(name, asking.id)), None)
    if first is None:
        return
    start = document.step_by_id[first]
    papers = tuple(item for item in dict.fromkeys(asking.asks) if item not in start.announces
                   and document.item_by_id[item].kind is ItemKind.DOCUMENT)
    if papers:
        yield combine(message("Announce {items} at {step}", items=item_list(document, papers),
                              step=step_words(start)),
                      [EditStep(start.id, announces=(*start.announces, *papers))],
                      message("Say it again with the appointment, and to each person only what they need."))


def fix_unproved_notice(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Say that it can be proved that a notice arrived."""
    note = message("Send it with proof of delivery: by registered mail, or through the digital safe.")
    yield from _add_marks(document, finding, (LegalMark.TRACKED,), note)


def _add_marks(document: BlueprintDocument, finding: Finding, marks: tuple[LegalMark, ...],
               note: Message) -> Iterator[QuickFix]:
    step = document.step_by_id[finding.steps[0]]
    legal = tuple(dict.fromkeys((*step.legal, *marks)))
    yield combine(_mark_title(marks, step), [EditStep(step.id, legal=legal)], note)


def _mark_title(marks: tuple[LegalMark, ...], step: Step) -> Message:
    if LegalMark.RECEIPT in marks:
        return message("{step} acknowledges receipt itself", step=step_words(step))
    if LegalMark.TRACKED in marks:
        return message("Send the notice with proof of delivery, at {step}", step=step_words(step))
    return message("Give the reasons and say how to appeal, at {step}", step=step_words(step))


def notice_lane(document: BlueprintDocument) -> Lane | None:
    """Return the lane that notices are sent from: a machine's, else an agent's in sight, else an agent's."""
    wanted = ((LaneKind.SUPPORT, Side.SYSTEM), (LaneKind.FRONTSTAGE, Side.AGENT), (LaneKind.BACKSTAGE, Side.AGENT))
    found = (next((lane for lane in document.head.lanes
                   if (lane.kind, document.side_of_lane(lane)) == pair), None) for pair in wanted)
    return next((lane for lane in found if lane is not None), None)


def _notice(document: BlueprintDocument, title: Message, step: Step, lane: Lane, text: str, *, after: bool = False,
            fields: Mapping[str, Any] | None = None) -> Command:
    data: dict[str, Any] = {"channel": _channel_for_all(document), **(fields or {})}
    if document.side_of_lane(lane) is Side.AGENT:
        data |= {"work": NOTICE_WORK, "basis": Basis.ASSUMED}
    return AddNotice(title, step.id, lane.id, text, after, data)


def _channel_for_all(document: BlueprintDocument) -> str | None:
    """Return a channel by which every persona can be told; none where there is none."""
    known = [set(persona.channels) for persona in document.head.personas if persona.channels]
    return next((name for name in _NOTICES if all(name in channels for channels in known)), None)
