"""Remedies for what is asked of people: once is enough, and not at all where a register knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Finding, journey
from visavis.blueprint.analysis.frictions.requested_items import AGENT_ITEM, CITIZEN_ITEM
from visavis.blueprint.editing import CellRef, Command, Draft
from visavis.blueprint.editing.commands import EditFlow, EditStep
from visavis.blueprint.editing.commands.flows import connect
from visavis.blueprint.editing.commands.steps import add_step
from visavis.blueprint.editing.grid import find_free_cell
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import (
    Basis,
    BlueprintDocument,
    Exponential,
    LaneKind,
    Pert,
    Side,
    Split,
    Step,
    StepKind,
    Time,
)
from visavis.blueprint.model.durations import scale_duration
from visavis.blueprint.remedies.fix import QuickFix, assumption_note, combine, item_list, translate_for


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
        cell = find_free_cell(draft, CellRef(self.lane, caller.phase, caller.column))
        connect(draft, caller, add_step(draft, cell, StepKind.ACTION, None, {"title": self.title}))


def fix_asked_twice(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Ask once: the later request no longer asks for what an earlier one did."""
    later, *firsts = (document.step_by_id[name] for name in finding.steps)
    known = {item for first in firsts for item in first.asks}
    items = tuple(item for item in dict.fromkeys(later.asks) if item in known)
    if items:
        named = item_list(document, items)
        yield from _with_and_without_time(
            document, later, items, stop_asking(document, later, items),
            message("Do not ask again for {items}: carry over what is known", items=named),
            message("Do not ask again for {items}, and take the time off the steps", items=named))


def fix_already_held(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Take from the register what it holds; where a system has a lane, it is drawn as looking it up."""
    step = document.step_by_id[finding.steps[0]]
    held = {item: register for item in dict.fromkeys(step.asks)
            if (register := (document.item_by_id[item].held_by or "").strip())}
    if not held:
        return
    named = item_list(document, held)
    title = message("Take {items} from the register instead of asking", items=named)
    commands = stop_asking(document, step, held)
    lane = next((lane for lane in document.head.lanes if lane.kind is LaneKind.SUPPORT
                 and document.side_of_lane(lane) is Side.SYSTEM), None)
    caller = _caller(document, step)
    if lane is not None and caller is not None:
        for register in dict.fromkeys(held.values()):
            text = translate_for(document, message("Consults: {register}", register=register))
            commands.append(ConsultRegister(title, caller.id, lane.id, text))
    yield from _with_and_without_time(
        document, step, tuple(held), commands, title,
        message("Take {items} from the register, and the time off the steps", items=named))


def fix_unused_proof(document: BlueprintDocument, finding: Finding) -> Iterator[QuickFix]:
    """Stop asking for what nothing uses: no step, and no purpose is given."""
    step = document.step_by_id[finding.steps[0]]
    used = {item for other in document.steps for item in other.uses}
    items = tuple(item for item in dict.fromkeys(step.asks)
                  if item not in used and not document.item_by_id[item].purpose.strip())
    if items:
        named = item_list(document, items)
        yield from _with_and_without_time(
            document, step, items, stop_asking(document, step, items),
            message("Stop asking for {items}", items=named),
            message("Stop asking for {items}, and take the time off the steps", items=named))


def _with_and_without_time(document: BlueprintDocument, step: Step, items: Collection[str],
                           commands: Sequence[Command], title: Message, with_time: Message) -> Iterator[QuickFix]:
    yield combine(title, commands, _times_note())
    saved = reduce_work(document, step, items)
    if saved:
        yield combine(with_time, [*commands, *saved], assumption_note())


def reduce_work(document: BlueprintDocument, step: Step, items: Collection[str]) -> list[Command]:
    """Return the commands that take the time of some items off the steps of a request, as `demands.burden` counts it.

    A step's work is shared equally among the items it handles, and an item takes at most what the tables know for
    it. What is left of the work is assumed.
    """
    bringing = [document.step_by_id[flow.source] for flow in document.flows_to.get(step.id, ())
                if not set(flow.carries).isdisjoint(items)]
    citizens = [other for other in bringing if document.side_of(other) is Side.CITIZEN]
    commands: list[Command] = []
    for one in {other.id: other for other in (*_steps_taking_part(document, step, items), *citizens)}.values():
        brought = [item for flow in document.flows_from.get(one.id, ()) for item in flow.carries]
        handled = {*one.asks, *one.gives, *brought}
        taken, work = len(handled & set(items)), document.effort_of(one)
        if taken and work:
            most = CITIZEN_ITEM if document.side_of(one) is Side.CITIZEN else AGENT_ITEM
            left = 1 - min(taken / len(handled), taken * most / work)
            commands.append(EditStep(one.id, work=_scale_time(one.work, left), basis=Basis.ASSUMED))
    return commands


def _scale_time(time: Time | None, factor: float) -> Time | None:
    match time:
        case None:
            return None
        case Pert():
            return Pert(min=scale_duration(time.min, factor), mode=scale_duration(time.mode, factor),
                        max=scale_duration(time.max, factor))
        case Exponential():
            return Exponential(mean=str(scale_duration(time.mean, factor)), distribution="exponential")
        case _:
            return scale_duration(time, factor)


def _times_note() -> Message:
    return message("The times of the steps stay as drawn: estimate them again.")


def stop_asking(document: BlueprintDocument, step: Step, items: Collection[str]) -> list[Command]:
    """Return the commands that take items out of a request: out of its steps, and of what is brought to them."""
    part = _steps_taking_part(document, step, items)
    commands: list[Command] = [EditStep(one.id, asks=_drop_items(one.asks, items)) for one in part]
    brought = {flow.key: flow for one in part for flow in document.flows_to.get(one.id, ())
               if not set(flow.carries).isdisjoint(items)}
    commands += [EditFlow(key, carries=_drop_items(flow.carries, items)) for key, flow in brought.items()]
    return commands


def _steps_taking_part(document: BlueprintDocument, step: Step, items: Collection[str]) -> list[Step]:
    """Return a step that asks for items, and those joined to it by a flow that ask for them later on.

    They are one request, as `demands.demands` has it: people gather the papers, agents check them.
    """
    order = {other.id: number for number, other in enumerate(reading_order(document))}
    return [step, *(other for other in _neighbours(document, step)
                    if order[other.id] > order[step.id] and not set(other.asks).isdisjoint(items))]


def _drop_items(named: Iterable[str], items: Collection[str]) -> tuple[str, ...]:
    return tuple(item for item in named if item not in items)


def _neighbours(document: BlueprintDocument, step: Step) -> list[Step]:
    names = [flow.target for flow in document.flows_from.get(step.id, ())]
    names += [flow.source for flow in document.flows_to.get(step.id, ())]
    return [document.step_by_id[name] for name in dict.fromkeys(names)]


def _caller(document: BlueprintDocument, step: Step) -> Step | None:
    """Return the step that looks things up: an agent's that takes part, else the step itself.

    It must go on all ways at once and lead somewhere, or the look-up would be one of several ways on; and it must
    stand on no loop, where a branch that just ends is taken for a dead end.
    """
    looping = {name for loop in journey(document).loops for name in loop}
    near = [other for other in _neighbours(document, step) if document.side_of(other) is Side.AGENT]
    able = [one for one in (step, *near)
            if one.splits is Split.ALL and one.kind is not StepKind.OUTCOME and document.flows_from.get(one.id)
            and one.id not in looping]
    return next((one for one in able if document.side_of(one) is Side.AGENT), next(iter(able), None))
