"""Remedies for what is asked of people: once is enough, and not at all where a register knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from blueprint.analysis.finding import Finding
from blueprint.editing import Command, Draft, EditFlow, EditStep, Place
from blueprint.editing.commands.flows import connect
from blueprint.editing.commands.steps import add_step
from blueprint.editing.grid import free_place
from blueprint.graph.queries import reading_order
from blueprint.language import Message, message
from blueprint.model import BlueprintDocument, LaneKind, Side, Split, Step, StepKind
from blueprint.remedies.fix import QuickFix, item_list, several, written_in


@dataclass(frozen=True)
class ConsultRegister:
    """Add a step in a system's lane that looks something up, called by `step`."""

    caption: Message
    step: str
    lane: str
    title: str

    def apply(self, draft: Draft) -> None:
        """Add it."""
        caller = draft.step(self.step)
        place = free_place(draft, Place(self.lane, caller.phase, caller.column))
        connect(draft, caller, add_step(draft, place, StepKind.ACTION, None, {"title": self.title}))


def of_asked_twice(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Ask once: the later request no longer asks for what an earlier one did."""
    later, *firsts = (document.step_by_id[name] for name in finding.steps)
    known = {item for first in firsts for item in first.asks}
    items = tuple(item for item in dict.fromkeys(later.asks) if item in known)
    if items:
        yield several(message("Do not ask again for {items}: carry over what is known",
                              items=item_list(document, items)), _unasked(document, later, items), _times())


def of_already_held(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Take from the register what it holds; where a system has a lane, it is drawn as looking it up."""
    step = document.step_by_id[finding.steps[0]]
    held = {item: register for item in dict.fromkeys(step.asks)
            if (register := (document.item_by_id[item].held_by or "").strip())}
    if not held:
        return
    title = message("Take {items} from the register instead of asking", items=item_list(document, held))
    commands = _unasked(document, step, held)
    lane = next((lane for lane in document.head.lanes if lane.kind is LaneKind.SUPPORT
                 and document.side_of_lane(lane) is Side.SYSTEM), None)
    caller = _caller(document, step)
    if lane is not None and caller is not None:
        for register in dict.fromkeys(held.values()):
            text = written_in(document, message("Consults: {register}", register=register))
            commands.append(ConsultRegister(title, caller.id, lane.id, text))
    yield several(title, commands, _times())


def of_unused_proof(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Stop asking for what nothing uses: no step, and no purpose is given."""
    step = document.step_by_id[finding.steps[0]]
    used = {item for other in document.steps for item in other.uses}
    items = tuple(item for item in dict.fromkeys(step.asks)
                  if item not in used and not document.item_by_id[item].purpose.strip())
    if items:
        yield several(message("Stop asking for {items}", items=item_list(document, items)),
                      _unasked(document, step, items), _times())


def _times() -> Message:
    return message("The times of the steps stay as drawn: estimate them again.")


def _unasked(document: BlueprintDocument, step: Step, items: Collection[str]) -> list[Command]:
    """Take items out of a request: out of the step, of those that take part in it, and of what is brought to them.

    Steps joined to it by a flow take part when they ask for the same items later on (`demands.demands`).
    """
    order = {other.id: number for number, other in enumerate(reading_order(document))}
    part = [step, *(other for other in _neighbours(document, step)
                    if order[other.id] > order[step.id] and not set(other.asks).isdisjoint(items))]
    commands: list[Command] = [EditStep(one.id, asks=_without(one.asks, items)) for one in part]
    brought = {flow.key: flow for one in part for flow in document.flows_to.get(one.id, ())
               if not set(flow.carries).isdisjoint(items)}
    commands += [EditFlow(key, carries=_without(flow.carries, items)) for key, flow in brought.items()]
    return commands


def _without(named: Iterable[str], items: Collection[str]) -> tuple[str, ...]:
    return tuple(item for item in named if item not in items)


def _neighbours(document: BlueprintDocument, step: Step) -> list[Step]:
    names = [flow.target for flow in document.flows_from.get(step.id, ())]
    names += [flow.source for flow in document.flows_to.get(step.id, ())]
    return [document.step_by_id[name] for name in dict.fromkeys(names)]


def _caller(document: BlueprintDocument, step: Step) -> Step | None:
    """Return the step that looks things up: an agent's that takes part, else the step itself.

    It must go on all ways at once and lead somewhere, or the look-up would be one of several ways on.
    """
    near = [other for other in _neighbours(document, step) if document.side_of(other) is Side.AGENT]
    able = [one for one in (step, *near)
            if one.splits is Split.ALL and one.kind is not StepKind.OUTCOME and document.flows_from.get(one.id)]
    return next((one for one in able if document.side_of(one) is Side.AGENT), next(iter(able), None))
