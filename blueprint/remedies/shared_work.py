"""Remedies by which those who answer share: the case, a reference to it, the work of someone who is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Finding
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.editing import Command, Draft
from visavis.blueprint.editing.commands import AddItem, EditActor, EditFlow, EditStep
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import Actor, BlueprintDocument, Flow, ItemKind, Side, Step
from visavis.blueprint.remedies.fix import QuickFix, assumption_note, combine, item_list, translate_for
from visavis.blueprint.remedies.requests import reduce_work, stop_asking

_MOST = 2


@dataclass(frozen=True)
class CarryReference:
    """Let a flow carry a new item: a reference by which the case is found again."""

    caption: Message
    flow: str
    title: str

    def apply(self, draft: Draft) -> None:
        """Add the item and let the flow carry it."""
        name = draft.new_id("i", draft.grid.item_by_id)
        AddItem(id=name, name=self.title, kind=ItemKind.DATA).apply(draft)
        EditFlow(self.flow, carries=(*draft.flow(self.flow).carries, name)).apply(draft)


def fix_blind_agent(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Show the case to the agent who answers, who then need not ask for what was given before."""
    step, *sources = (document.step_by_id[name] for name in finding.steps)
    known = {item for source in sources for item in (
        *source.asks, *source.gives,
        *(item for flow in document.flows_from.get(source.id, ()) for item in flow.carries))}
    items = tuple(item for item in dict.fromkeys(step.asks) if item in known)
    commands: list[Command] = stop_asking(document, step, items) if items else []
    system = _system(document, sources)
    if system is not None and not (step.system or "").strip():
        commands.append(EditStep(step.id, system=system))
    if not commands:
        return
    if items:
        title = message("Show the case at {step}, and do not ask again for {items}", step=step_words(step),
                        items=item_list(document, items))
    else:
        title = message("Show {system} at {step}", system=Quoted(system or ""), step=step_words(step))
    yield combine(title, commands, message("Whoever answers needs access to the case, and only to what they need."))
    saved = reduce_work(document, step, items)
    if saved:
        yield combine(message("Show the case at {step}, and take the time that it saves off the steps",
                              step=step_words(step)), [*commands, *saved], assumption_note())


def _system(document: BlueprintDocument, sources: list[Step]) -> str | None:
    """Return the system in which the case is kept: that of the earlier steps, else of the first agent who has one."""
    agents = [step for step in reading_order(document) if document.side_of(step) is Side.AGENT]
    return next((step.system for step in (*sources, *agents) if (step.system or "").strip()), None)


def fix_channel_break(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Carry a reference over to the contact by the other channel."""
    then = document.step_by_id[finding.steps[0]]
    flow = _arriving_flow(document, then, finding.steps[-1])
    if flow is not None:
        title = message("Carry a reference of the case over to {step}", step=step_words(then))
        text = translate_for(document, message("Case reference"))
        yield QuickFix(title, CarryReference(title, flow.key, text),
                       message("The agent must be able to find the case by this reference."))


def _arriving_flow(document: BlueprintDocument, then: Step, first: str) -> Flow | None:
    arriving = document.flows_to.get(then.id, ())
    return next((flow for flow in arriving if flow.source == first), next(iter(arriving), None))


def fix_only_one(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Name a deputy for the one on whom everything depends: someone of the same side."""
    lane = document.lane_of(document.step_by_id[finding.steps[0]])
    actor = document.actor_by_id.get(lane.actor or "")
    if actor is None:
        return
    able = [other for other in document.head.actors if other.side is actor.side and other.id != actor.id]
    for other in able[:_MOST]:
        yield combine(message("{deputy} stands in for {actor}", deputy=_actor_name(other), actor=_actor_name(actor)),
                      [EditActor(actor.id, deputy=other.id)],
                      message("A deputy who never practises is one in name only."))


def _actor_name(actor: Actor) -> str:
    return actor.name.strip() or actor.id
