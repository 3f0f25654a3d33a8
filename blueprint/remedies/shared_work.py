"""Remedies by which those who answer share: the case, a reference to it, the work of somebody who is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.analysis.frictions.sentence_words import named
from visavis.blueprint.editing import AddItem, Command, Draft, EditActor, EditFlow, EditStep
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Actor, BlueprintDocument, Flow, ItemKind, Side, Step
from visavis.blueprint.remedies.fix import QuickFix, assumed, item_list, several, written_in
from visavis.blueprint.remedies.requests import less_work, unasked

_MOST = 2


@dataclass(frozen=True)
class CarryReference:
    """Let a flow carry a new item: a reference by which the case is found again."""

    caption: Message
    flow: str
    title: str

    def apply(self, draft: Draft) -> None:
        """Add the item and let the flow carry it."""
        name = draft.fresh("i", draft.grid.item_by_id)
        AddItem(id=name, name=self.title, kind=ItemKind.DATA).apply(draft)
        EditFlow(self.flow, carries=(*draft.flow(self.flow).carries, name)).apply(draft)


def of_blind_agent(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Show the case to the agent who answers, who then need not ask for what was given before."""
    step, *sources = (document.step_by_id[name] for name in finding.steps)
    known = {item for source in sources for item in (
        *source.asks, *source.gives,
        *(item for flow in document.flows_from.get(source.id, ()) for item in flow.carries))}
    items = tuple(item for item in dict.fromkeys(step.asks) if item in known)
    commands: list[Command] = unasked(document, step, items) if items else []
    system = _system(document, sources)
    if system is not None and not (step.system or "").strip():
        commands.append(EditStep(step.id, system=system))
    if not commands:
        return
    if items:
        title = message("Show the case at {step}, and do not ask again for {items}", step=named(step),
                        items=item_list(document, items))
    else:
        title = message("Show {system} at {step}", system=system, step=named(step))
    yield several(title, commands, message("Whoever answers needs access to the case, and only to what they need."))
    saved = less_work(document, step, items)
    if saved:
        yield several(message("Show the case at {step}, and take the time that it saves off the steps",
                              step=named(step)), [*commands, *saved], assumed())


def _system(document: BlueprintDocument, sources: list[Step]) -> str | None:
    """Return the system in which the case is kept: that of the earlier steps, else of the first agent who has one."""
    agents = [step for step in reading_order(document) if document.side_of(step) is Side.AGENT]
    return next((step.system for step in (*sources, *agents) if (step.system or "").strip()), None)


def of_channel_break(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Carry a reference over to the contact by the other channel."""
    then = document.step_by_id[finding.steps[0]]
    flow = _brought(document, then, finding.steps[-1])
    if flow is not None:
        title = message("Carry a reference of the case over to {step}", step=named(then))
        text = written_in(document, message("Case reference"))
        yield QuickFix(title, CarryReference(title, flow.key, text),
                       message("The agent must be able to find the case by it."))


def _brought(document: BlueprintDocument, then: Step, first: str) -> Flow | None:
    arriving = document.flows_to.get(then.id, ())
    return next((flow for flow in arriving if flow.source == first), next(iter(arriving), None))


def of_only_one(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Name a deputy for the one on whom everything depends: somebody of the same side."""
    lane = document.lane_of(document.step_by_id[finding.steps[0]])
    actor = document.actor_by_id.get(lane.actor or "")
    if actor is None:
        return
    able = [other for other in document.head.actors if other.side is actor.side and other.id != actor.id]
    for other in able[:_MOST]:
        yield several(message("{deputy} stands in for {actor}", deputy=_called(other), actor=_called(actor)),
                      [EditActor(actor.id, deputy=other.id)],
                      message("A deputy must practise, or is one in name only."))


def _called(actor: Actor) -> str:
    return actor.name.strip() or actor.id
