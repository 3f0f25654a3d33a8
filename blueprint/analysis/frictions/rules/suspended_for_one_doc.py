"""Stopped for one paper: what is missing stops the examination of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, Side, Step, StepKind, mean_minutes
from visavis.blueprint.model.durations import MINUTES_PER_DAY, waits_quantity


@dataclass(frozen=True, slots=True)
class _Detour:
    """What follows when a check sends the case back, until it is there again, and how likely that is (if told)."""

    check: Step
    steps: tuple[str, ...]
    likely: float | None


class SuspendedForOneDoc:
    """An agent's check that sends the case back to people for an item, and nothing is examined meanwhile.

    The way back passes the citizen and comes again to the check, or to a step that everybody passes before it,
    without another agent's decision in between. It is for an item where the check asks for items (or the agent's step
    just before it), or the citizen brings some. Not where one of these steps is marked `indispensable`, nor where
    agents go on beside the check, after a split that takes all its ways.
    """

    name = "suspended-for-one-doc"
    title = message("Case stopped for one document")
    short = message("All on hold")
    reader_action = message("Send what is missing soon, and ask that the rest be examined meanwhile.")
    friction_class = FrictionClass.LAW
    needs = (Need(message("which items the steps ask for"), InputElement.STEP, "asks"),
             Need(message("how likely each way of the loop is"), InputElement.FLOW, "probability"))
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("A case that stands still until one document comes is counted as the person's delay, and "
                        "takes the agents twice as long to take up again."),
        fires=message("An agent sends the case back for a missing item, and nothing is examined in the meantime."),
        cost=message("The share of the cases that are sent back; the days of the loop are shown."),
        remedy=message("Go on with what is there; meanwhile, ask for the missing item, once, with a date."),
        side_effect=message("What is examined early may have to be looked at again when the item comes."),
        spares=(message("An item marked as indispensable: without it nothing can be examined."),
                message("A request for the item while the examination goes on.")),
        sources=("crpa-l114-5",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each check that stops everything for an item."""
        detours = [found for found in _detours(context) if not _is_spared(context, found)]
        if detours and not _handles_items(context):
            yield context.not_assessed(self, needs=self.needs[:1])
            return
        waiting = [found for found in detours if _waits_for_item(context, found)]
        untold = [found.check.id for found in waiting if found.likely is None]
        if untold:
            yield context.not_assessed(self, untold, needs=self.needs[1:])
        for found in waiting:
            if found.likely:
                waits = [context.step(name).wait for name in found.steps]
                said = message("The whole case waits for the missing document")
                if sum(map(mean_minutes, waits)) >= MINUTES_PER_DAY:
                    said = message("The whole case waits {time} for the missing document", time=waits_quantity(waits))
                yield context.finding(
                    self, (found.check.id, *found.steps), said, message("Examine the rest meanwhile"),
                    share=context.share(found.check.id) * found.likely)


def _detours(context: RuleContext) -> Iterator[_Detour]:
    for loop in context.whole.loops:
        inside = set(loop)
        for name in loop:
            check = context.step(name)
            if not _is_check(context, check):
                continue
            entries = _find_passed_before(context, name, inside)
            back: list[str] = []
            likely = 0.0
            for branch in context.whole.stops[name].branches:
                passed = _find_return_path(context, branch.target, entries, inside)
                if any(context.side(context.step(other)) is Side.CITIZEN for other in passed):
                    back.extend(passed)
                    likely += branch.probability
            if back:
                has_chance = any(flow.probability is not None for flow in context.document.flows_from.get(name, ()))
                yield _Detour(check, context.in_order(back), likely if has_chance else None)


def _is_check(context: RuleContext, step: Step) -> bool:
    stop = context.whole.stops[step.id]
    return stop.one and len(stop.branches) > 1 and context.side(step) is Side.AGENT


def _find_passed_before(context: RuleContext, check: str, inside: set[str]) -> set[str]:
    """Return a check and the steps of its loop that everybody passes before it."""
    found: set[str] = set()
    above: str | None = check
    while above in inside and above not in found:
        found.add(above)
        above = context.whole.immediate_dominator(above)
    return found


def _find_return_path(context: RuleContext, start: str, entries: set[str], inside: set[str]) -> list[str]:
    """Return the steps on the way from `start` to one of `entries`; nothing where it does not lead back at once."""
    if start not in inside or start in entries:
        # Straight back to the citizen's own step, to do it again.
        again = start in entries and context.side(context.step(start)) is Side.CITIZEN
        return [start] if again else []
    passed, todo, is_back = {start: None}, [start], False
    while todo:
        name = todo.pop()
        if _is_check(context, context.step(name)):
            continue
        for following in context.whole.stops[name].next_steps:
            if following in entries:
                is_back = True
            elif following in inside and following not in passed:
                passed[following] = None
                todo.append(following)
    return list(passed) if is_back else []


def _preparing_steps(context: RuleContext, check: Step) -> list[Step]:
    """Return the check and the agents' steps just before it, that prepare it."""
    before = (context.step(name) for name in context.whole.comes_from.get(check.id, ()))
    return [check, *(step for step in before if context.side(step) is Side.AGENT)]


def _is_spared(context: RuleContext, found: _Detour) -> bool:
    involved = [*_preparing_steps(context, found.check), *(context.step(name) for name in found.steps)]
    return any(LegalMark.INDISPENSABLE in step.legal for step in involved) or _has_parallel_work(context,
                                                                                                 found.check.id)


def _has_parallel_work(context: RuleContext, check: str) -> bool:
    """Return whether agents work beside a check, on another way of a split that takes all."""
    journey, (parallel, begins) = context.whole, context.once(_parallel_work)
    # What follows a check is not beside it: of ten thousand ways only those beside it are looked at.
    return any(journey.has_unordered(check, work) and any(journey.leads(split, check) for split in splits)
               for splits, work in (parallel[target] for target in journey.unordered_steps(check, begins)))


def _parallel_work(context: RuleContext) -> tuple[Mapping[str, tuple[list[str], int]], int]:
    """Return each step that begins a way of a split that takes all: those splits, and the agents' work on that way.

    The work is a mask of steps; another tells which steps begin such ways.
    """
    journey = context.whole
    agents = journey.mask(step.id for step in context.steps if context.side(step) is Side.AGENT
                          and step.kind in (StepKind.ACTION, StepKind.DECISION))
    found: dict[str, tuple[list[str], int]] = {}
    for name, stop in journey.stops.items():
        if not stop.one and len(stop.branches) > 1 and name in journey.reached_steps:
            for target in dict.fromkeys(branch.target for branch in stop.branches):
                found.setdefault(target, ([], agents & _onward_mask(context, target)))[0].append(name)
    return found, journey.mask(found)


def _onward_mask(context: RuleContext, step: str) -> int:
    return context.whole.mask([step]) | context.whole.reachability.descendants[context.whole.number[step]]


def _waits_for_item(context: RuleContext, found: _Detour) -> bool:
    if any(step.asks for step in _preparing_steps(context, found.check)):
        return True
    people = [step for step in (context.step(name) for name in found.steps)
              if context.side(step) is Side.CITIZEN and step.kind is not StepKind.WAIT]
    return any(step.gives or step.asks for step in people) or any(
        flow.carries for name in found.steps if context.side(context.step(name)) is Side.CITIZEN
        for flow in context.document.flows_from.get(name, ()))


def _handles_items(context: RuleContext) -> bool:
    document = context.document
    return any(step.asks or step.gives for step in document.steps) or any(flow.carries for flow in document.flows)
