"""Remedies for journeys that stop: a way with a human, a way that opens, a way on, a limit to going round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Finding, journey
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.analysis.semantics.channels import channel_words
from visavis.blueprint.analysis.semantics.journeys import is_open
from visavis.blueprint.editing import CellRef, Command, Draft, may_connect
from visavis.blueprint.editing.commands import AddFlow, AddStep, EditFlow, EditStep, ReconnectFlow
from visavis.blueprint.editing.commands.flows import connect
from visavis.blueprint.editing.commands.steps import add_step, edit_step
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import (
    Basis,
    BlueprintDocument,
    Channel,
    Flow,
    Lane,
    LaneKind,
    Outcome,
    Persona,
    Side,
    Split,
    Step,
    StepKind,
)
from visavis.blueprint.remedies.endings import endings
from visavis.blueprint.remedies.fix import QuickFix, combine, translate_for

# Channels on which someone answers, the most usual first.
HUMAN = (Channel.COUNTER.value, Channel.PHONE.value, Channel.VISIT.value, Channel.VIDEO.value)
_MOST = 2


@dataclass(frozen=True)
class AddHumanAlternative:
    """Add another way of doing a step, with an agent, as its fallback; it leads on to where the step leads.

    The citizen's step is done again by another channel, face to face with an agent's step in `lane`; an agent's step
    is done by another channel. Both take as long as the step, which is an assumption.
    """

    caption: Message
    step: str
    channel: str
    lane: str
    title: str
    help_title: str

    def apply(self, draft: Draft) -> None:
        """Add it."""
        step = draft.step(self.step)
        flows = [flow for flow in draft.flows.values() if flow.source == step.id]
        shared = {"channel": self.channel, "work": step.work, "basis": Basis.ASSUMED if step.work else None}
        kind = StepKind.ACTION if step.kind is StepKind.START else step.kind
        own = {**shared, "title": self.title, "fallback": step.fallback, "outcome": step.outcome}
        if draft.lane(step.lane).kind is LaneKind.CITIZEN and kind is not StepKind.OUTCOME:
            cell = CellRef(self.lane, step.phase, step.column)
            last = add_step(draft, cell, kind, None, {**shared, "title": self.help_title, "split": step.split})
            first = add_step(draft, CellRef(*step.cell), StepKind.ACTION, None, own)
            connect(draft, first, last)
        else:
            first = last = add_step(draft, CellRef(*step.cell), kind, None, {**own, "split": step.split})
        for flow in flows:
            connect(draft, last, draft.step(flow.target), fields=_flow_fields(flow))
        edit_step(draft, step, {"fallback": first.id})


def _flow_fields(flow: Flow) -> dict[str, object]:
    fields = ("label", "carries", "probability", "condition", "only_for", "not_for", "max_times")
    return {name: getattr(flow, name) for name in fields}


def fix_no_human(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Offer another channel, with a human; where only the ways on are closed, open them."""
    step = document.step_by_id[finding.steps[0]]
    persona = document.persona_by_id.get(finding.persona or "")
    closed = _closed_branches(document, step, persona)
    if persona is not None and closed:
        for flow in closed[:_MOST]:
            yield _open_flow(document, flow, persona)
        return
    lane = _agent_lane(document, step)
    if lane is None or (step.kind is not StepKind.OUTCOME and not document.flows_from.get(step.id)):
        return
    for channel in _channels(document, persona, step):
        how = channel_words(document, channel)
        title = message("Let people do {step} {channel}, with an agent", step=step_words(step), channel=how)
        again, helping = _titles(document, step, how)
        yield QuickFix(title, AddHumanAlternative(title, step.id, channel, lane.id, again, helping),
                       message("It takes as long as the step it stands in for: an assumption to check."))


def fix_unsupported(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Lead a persona straight to the fallback, instead of to a step whose channel they lack."""
    step = document.step_by_id[finding.steps[0]]
    fallback = document.step_by_id.get(step.fallback or "")
    persona = document.persona_by_id.get(finding.persona or "")
    if fallback is None or persona is None:
        return
    commands: list[Command] = []
    for flow in document.flows_to.get(step.id, ()):
        if is_open(flow, persona):
            commands += _detour(document, flow, fallback, persona)
    if commands:
        yield combine(message("Lead {persona} straight to {step}", persona=persona.name.strip() or persona.id,
                              step=step_words(fallback)), commands)


def _detour(document: BlueprintDocument, flow: Flow, goal: Step, persona: Persona) -> Iterator[Command]:
    if flow.only_for == (persona.id,):
        yield ReconnectFlow(flow.key, target=goal.id)
        return
    only = tuple(name for name in flow.only_for if name != persona.id)
    yield EditFlow(flow.key, only_for=only, not_for=flow.not_for if only else (*flow.not_for, persona.id))
    there = any(other.target == goal.id and is_open(other, persona)
                for other in document.flows_from.get(flow.source, ()))
    if not there:
        yield AddFlow(flow.source, goal.id, fields={**_flow_fields(flow), "only_for": (persona.id,), "not_for": ()})


def _titles(document: BlueprintDocument, step: Step, how: object) -> tuple[str, str]:
    title = step.title.strip()
    if not title:
        return translate_for(document, message("With an agent, {channel}", channel=how)), ""
    return (translate_for(document, message("{step} ({channel})", step=title, channel=how)),
            translate_for(document, message("Helps: {step}", step=title)))


def _closed_branches(document: BlueprintDocument, step: Step, persona: Persona | None) -> list[Flow]:
    """Return the ways out of a step when all of them are closed to a persona."""
    flows = document.flows_from.get(step.id, ())
    if persona is None or any(is_open(flow, persona) for flow in flows):
        return []
    return list(flows)


def _open_flow(document: BlueprintDocument, flow: Flow, persona: Persona) -> QuickFix:
    title = message("Open the way to {step} for {persona}", step=step_words(document.step_by_id[flow.target]),
                    persona=persona.name.strip() or persona.id)
    only = (*flow.only_for, persona.id) if flow.only_for and persona.id not in flow.only_for else flow.only_for
    refused = tuple(name for name in flow.not_for if name != persona.id)
    return combine(title, [EditFlow(flow.key, only_for=only, not_for=refused)])


def _channels(document: BlueprintDocument, persona: Persona | None, step: Step) -> tuple[str, ...]:
    """Return the channels to offer: human ones that a persona has, else whatever the persona has.

    Where it concerns everybody, those that most people who come to the step can use come first.
    """
    if persona is None:
        weights = _weights(document, step)
        return tuple(name for name in sorted(HUMAN, key=lambda name: -weights[name])
                     if weights[name] > 0 and name != step.channel)[:_MOST]
    able = persona.channels or HUMAN
    human = [name for name in HUMAN if name in able]
    others = [name for name in able if name != Channel.INTERNAL.value]
    return tuple([name for name in human or others if name != step.channel][:_MOST])


def _weights(document: BlueprintDocument, step: Step) -> dict[str, float]:
    """Return how many of the people who come to a step can use each human channel; without personas, all alike."""
    coming = [persona for persona in document.head.personas if step.id in journey(document, persona).reached_steps]
    if not coming:
        return dict.fromkeys(HUMAN, 1.0)
    return {name: sum(float(persona.weight) for persona in coming if not persona.channels or name in persona.channels)
            for name in HUMAN}


def _agent_lane(document: BlueprintDocument, step: Step) -> Lane | None:
    own = document.lane_of(step)
    lanes = [lane for lane in (own, *document.head.lanes)
             if lane.kind is LaneKind.FRONTSTAGE and document.side_of_lane(lane) is Side.AGENT]
    return next(iter(lanes), None)


def fix_dead_end(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Lead on: to an outcome, to what comes next, out of a loop, or to a human where the step fails.

    A step that nothing follows can be the outcome itself.
    """
    step = document.step_by_id[finding.steps[0]]
    if len(finding.steps) > 1 or _loops(document, step):
        yield from _add_exit(document, finding)
        return
    if step.fails and step.fallback is None:
        yield from fix_no_human(document, finding)
        return
    if document.flows_from.get(step.id):
        # It only answers: it is the asker who does not go on.
        step = document.step_by_id[document.flows_from[step.id][0].target]
    following = _next_step(document, step)
    if following is not None:
        yield combine(message("Lead on to {step}", step=step_words(following)), [AddFlow(step.id, following.id)])
    title = message("End the journey after {step}: granted", step=step_words(step))
    text = translate_for(document, message("Gets what was asked for"))
    yield combine(title, [_outcome(document, step, text)])
    yield from endings(document, step.id)


def _loops(document: BlueprintDocument, step: Step) -> bool:
    return any(flow.target == step.id for flow in document.flows_from.get(step.id, ()))


def _outcome(document: BlueprintDocument, step: Step, text: str) -> AddStep:
    """Return the command that ends the journey: in the lane where others end, else in that of the step."""
    lane = next((other.lane for other in document.steps if other.kind is StepKind.OUTCOME), step.lane)
    taken = {other.cell for other in document.steps}
    column = step.column + 1
    while (lane, step.phase, column) in taken:
        column += 1
    return AddStep((lane, step.phase, column), text, StepKind.OUTCOME, connect_from=step.id,
                   fields={"outcome": Outcome.GRANTED})


def _next_step(document: BlueprintDocument, step: Step) -> Step | None:
    """Return the step that the drawing puts next: in a later column, in the same lane rather than in another."""
    phases = {name: number for number, name in enumerate(document.phase_by_id)}

    def column(one: Step) -> tuple[int, int]:
        return phases[one.phase], one.column

    later = [one for one in reading_order(document)
             if column(one) > column(step) and one.kind not in (StepKind.EVIDENCE, StepKind.START)
             and may_connect(document, step.id, one.id)]
    return min(later, key=lambda one: (column(one), one.lane != step.lane), default=None)


def _add_exit(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Give a loop without a way out one: its last step that has a single way on decides."""
    goal = next((step for step in reading_order(document) if step.kind is StepKind.OUTCOME), None)
    able = [name for name in finding.steps if len(document.flows_from.get(name, ())) == 1
            or document.step_by_id[name].splits is Split.ONE]
    if goal is None or not able:
        return
    last = document.step_by_id[able[-1]]
    yield combine(message("Decide at {step}: go round again, or on to {goal}", step=step_words(last),
                          goal=step_words(goal)),
                  [EditStep(last.id, split=Split.ONE), AddFlow(last.id, goal.id)],
                  message("Say how likely each way is."))


def fix_loop(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Limit how often a journey is sent back, where there is another way on afterwards."""
    back = _flows_back(document, finding.steps)
    for most in (1, 2):
        limited = [EditFlow(flow.key, max_times=most) for flow in back
                   if flow.max_times is None or flow.max_times > most]
        if limited:
            yield combine(plural("Send back at most {count} time", "Send back at most {count} times", most), limited,
                          message("Say what happens instead: decide with what there is, or call."))


def _flows_back(document: BlueprintDocument, loop: Sequence[str]) -> list[Flow]:
    """Return the flows by which a step of a loop sends back: the first step (the finding's sender), if it decides.

    Each comes from a decision that also leads out of the loop, so that a journey gets on when the limit is reached.
    """
    inside = set(loop)
    for name in loop:
        flows = document.flows_from.get(name, ())
        back = [flow for flow in flows if flow.target in inside]
        if document.step_by_id[name].splits is Split.ONE and len(back) < len(flows):
            return back
    return []
