"""Typing it again: what stands in one system, or on paper, is entered into another one by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.case_owner import is_human
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import CHANNELS, ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import PAPER
from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import Side, Step

# Words of someone who enters what is written elsewhere, in French and English titles.
_KEYING = re.compile(r"ressai|saisi|recopi|retap|retranscri|transcri|numéris|scan|re-?key|re-?ent|re-?typ|"
                     r"\bkeys? in|\benters? |\btypes? |cop(y|ies)|digiti[sz]e", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _RekeyedEntry:
    source: Step
    items: tuple[str, ...]
    from_paper: bool


class Rekeying:
    """A human's step in one system that handles what an earlier step handled in another system or on paper.

    The same thing is told by an item that both handle (`asks`, `gives`, or carried by a flow at the step), or,
    where the two steps follow each other within two flows, by a title that says so ("ressaisit", "re-enters").
    Only the nearest earlier step counts, not one on the same loop, not one whose item comes by a flow from a system
    (an interface), nor what an earlier step entered into the same system already. Paper means the channels post and
    registered mail, on the citizen's side. The cost is the agent's work, shared among the items that the step
    handles. Where paper is the person's right, the remedy is an aid to capture it.
    """

    name = "rekeying"
    title = message("Typed twice")
    short = message("Typed twice")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the tools in which the agents work"), InputElement.STEP, "system"),)
    reads = (CHANNELS, ITEMS)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("Retyping what another tool already holds wastes agents' time, and each copy adds mistakes "
                        "that people pay for."),
        fires=message("A person's step in one tool handles what an earlier step handled in another tool or on "
                      "paper."),
        cost=message("The agents' work at that step, shared among the items it handles."),
        remedy=message("Connect the two tools, or make do with the first."),
        side_effect=message("An interface passes mistakes on too, and faster."),
        spares=(message("What comes by a flow from a tool comes by an interface."),
                message("What the same tool already holds is only read.")),
        sources=("klm", "lean"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step that enters again what was entered before."""
        people = [step for step in context.steps if is_human(context, step) and context.reached(step.id)]
        if people and not any(_system(step) for step in people):
            yield context.not_assessed(self, [step.id for step in people])
        for step in people:
            entry = self._find_entry(context, step) if _system(step) else None
            if entry is not None:
                yield self._build_finding(context, step, entry)

    def _find_entry(self, context: RuleContext, step: Step) -> _RekeyedEntry | None:
        touched = context.once(_steps_by_item)
        index = context.order[step.id]
        mine = [item for item in _handled_items(context, step) if not _comes_by_interface(context, step, item)]
        earlier = {name for item in mine for name in touched[item] if context.order[name] < index}
        for name in sorted(earlier, key=lambda name: -context.order[name]):
            source = context.step(name)
            if _is_elsewhere(context, source, step) and _is_earlier(context, name, step.id):
                shared = tuple(item for item in mine if name in touched[item])
                if _is_entered_between(context, source, step, shared):
                    continue
                return _RekeyedEntry(source, shared, from_paper=not _system(source))
        if not _KEYING.search(step.title[:500]):
            return None
        near = (source for source in _nearby_steps_before(context, step)
                if _is_elsewhere(context, source, step) and _is_earlier(context, source.id, step.id)
                and (_system(source) or not _is_entered_between(context, source, step, ())))
        return next((_RekeyedEntry(source, (), from_paper=not _system(source)) for source in near), None)

    def _build_finding(self, context: RuleContext, step: Step, entry: _RekeyedEntry) -> Finding:
        handled = _handled_items(context, step)
        part = len(entry.items) / len(handled) if entry.items else 1.0
        agent = context.minutes({step.id: context.visits(step.id) * part}, Side.AGENT)
        return context.finding(
            self, (step.id, entry.source.id), _sentence(context, step, entry),
            message("Capture it on arrival") if entry.from_paper else message("Connect the tools"),
            citizen=0.0, agent=agent, share=context.share(step.id), used=(step.id,))


def _sentence(context: RuleContext, step: Step, entry: _RekeyedEntry) -> Message:
    if entry.from_paper:
        return message("What came on paper is typed into {system}", system=_named(step))
    if entry.items:
        return message("Somebody copies {items} by hand from {source} into {system}",
                       items=item_names(context, entry.items), source=_named(entry.source), system=_named(step))
    return message("What is in {source} is typed again into {system}", source=_named(entry.source),
                   system=_named(step))


def _named(step: Step) -> Quoted:
    return Quoted(step.system or "")


def _system(step: Step) -> str:
    return (step.system or "").strip().casefold()


def _is_elsewhere(context: RuleContext, source: Step, step: Step) -> bool:
    side = context.side(source)
    if side is Side.SYSTEM or side is None:
        return False
    if _system(source):
        return _system(source) != _system(step)
    return side is Side.CITIZEN and source.channel in PAPER


def _is_earlier(context: RuleContext, source: str, step: str) -> bool:
    """Return whether a step comes before another one, not as part of a loop that comes back to it."""
    return context.whole.leads(source, step) and not context.whole.leads(step, source)


def _is_entered_between(context: RuleContext, source: Step, step: Step, items: tuple[str, ...]) -> bool:
    """Return whether a step between brought what came from `source` into the same system already.

    A paper file is entered as a whole; from another system each item for itself.
    """
    entering = context.once(_steps_by_system)[_system(step)]
    if _system(source):
        for item in items:
            entering &= context.once(_item_masks)[item]
    return context.whole.has_step_between(source.id, step.id, entering)


def _steps_by_system(context: RuleContext) -> Mapping[str, int]:
    """Return, as masks, the people's steps that work in each system."""
    steps: dict[str, list[str]] = {}
    for step in context.steps:
        if is_human(context, step):
            steps.setdefault(_system(step), []).append(step.id)
    return {system: context.whole.mask(names) for system, names in steps.items()}


def _item_masks(context: RuleContext) -> Mapping[str, int]:
    """Return, as masks, the steps that handle each item."""
    return {item: context.whole.mask(names) for item, names in context.once(_steps_by_item).items()}


def _handled_items(context: RuleContext, step: Step) -> tuple[str, ...]:
    flows = (*context.document.flows_to.get(step.id, ()), *context.document.flows_from.get(step.id, ()))
    return tuple(dict.fromkeys((*step.asks, *step.gives, *(item for flow in flows for item in flow.carries))))


def _steps_by_item(context: RuleContext) -> Mapping[str, Mapping[str, None]]:
    """Return the steps that handle each item, in reading order."""
    steps: dict[str, dict[str, None]] = {}
    for step in context.steps:
        for item in _handled_items(context, step):
            steps.setdefault(item, {})[step.id] = None
    return steps


def _comes_by_interface(context: RuleContext, step: Step, item: str) -> bool:
    return any(item in flow.carries and context.side(context.step(flow.source)) is Side.SYSTEM
               for flow in context.document.flows_to.get(step.id, ()))


def _nearby_steps_before(context: RuleContext, step: Step) -> Iterator[Step]:
    """Yield the steps one flow before, then those two flows before."""
    ring = [step.id]
    for _ in range(2):
        ring = [name for known in ring for name in context.whole.comes_from.get(known, ()) if name != step.id]
        yield from (context.step(name) for name in dict.fromkeys(ring))
