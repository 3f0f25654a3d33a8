"""Decided behind the scenes: a decision that changes what happens to people, and no one tells them."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.contacts import informs, writes
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.journeys import Branch
from visavis.blueprint.language import message
from visavis.blueprint.model import FlowKind, Outcome, Side, Step, StepKind


class InvisibleDecision:
    """A backstage decision that changes what happens to people, and no one tells them.

    It changes something where its ways lead to different outcomes, or first meet the citizen at different steps. It
    is told where it `informs` someone, or where every way meets a contact with the citizen, a frontstage step, a
    step that informs or writes, or a flow that says something across the line of interaction, before it comes to a
    wait or an outcome. What stands on other flows ("yes", "no") is read by those who read the drawing.
    """

    name = "invisible-decision"
    title = message("Decision that nobody announces")
    short = message("Unannounced decision")
    reader_action = message("Ask when the decision will be made, and how you will hear of it.")
    friction_class = FrictionClass.LAW
    needs = (Need(message("who is told of decisions"), InputElement.STEP, "informs"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People live with a decision they do not know of; the first they hear of it is a reminder or "
                        "an empty account."),
        fires=message("A decision below the line of visibility changes the case, and one of its ways out reaches a "
                      "wait or an outcome before anybody tells the person."),
        cost=message("The share of the cases that reach the decision. A refusal that nobody hears of is a missed "
                     "duty; any other decision is a burden."),
        remedy=message("Tell people the decision and its reasons, through the channel that they chose."),
        side_effect=message("Each notice must be understood: one clear letter beats three automatic messages."),
        spares=(message("Internal routing that changes nothing for people."),),
        sources=("crpa-l211", "shostack"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each backstage decision that is not told."""
        for step in context.steps:
            stop = context.whole.stops.get(step.id)
            if (step.kind is StepKind.DECISION and stop is not None and stop.one and len(stop.branches) > 1
                    and context.reached(step.id) and _is_below(context, step) and not informs(step)
                    and _makes_difference(context, step)
                and not all(_is_informed(context, branch) for branch in stop.branches)):
                adverse = any(_refuses(context, branch) for branch in stop.branches
                              if not _is_informed(context, branch))
                yield context.finding(
                    self, (step.id,), message("The case is decided and nobody tells the person"),
                    message("Tell people the decision"), share=context.share(step.id),
                    friction_class=FrictionClass.LAW if adverse else FrictionClass.LOAD,
                    severity=None if adverse else Severity.MEDIUM)


def _is_below(context: RuleContext, step: Step) -> bool:
    """Return whether a step is below the line of visibility: backstage, or a system's or partner's."""
    return context.document.lane_by_id[step.lane].facts.is_behind


def _makes_difference(context: RuleContext, decision: Step) -> bool:
    """Return whether the ways of a decision make a difference to people."""
    met = [_first_contacts(context, branch.target) for branch in context.whole.stops[decision.id].branches]
    return any(one != met[0] for one in met)


def _first_contacts(context: RuleContext, start: str) -> frozenset[str]:
    """Return the citizen's steps and the outcomes that come first on the ways from a step."""
    found, seen, todo = set(), {start}, [start]
    while todo:
        name = todo.pop()
        step = context.step(name)
        if step.kind is StepKind.OUTCOME or context.side(step) is Side.CITIZEN:
            found.add(name)
            continue
        for following in context.whole.stops[name].next_steps:
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return frozenset(found)


def _refuses(context: RuleContext, branch: Branch) -> bool:
    """Return whether a way leads to a refusal before the citizen acts again."""
    return any(context.step(name).outcome in (Outcome.REFUSED, Outcome.EXPIRED)
               for name in _first_contacts(context, branch.target))


def _is_informed(context: RuleContext, branch: Branch) -> bool:
    """Return whether a way always tells the person something before it comes to a wait or an outcome.

    Telling is a contact with the citizen, a frontstage step, a step that informs or writes to them, or a flow that
    says something across the line of interaction.
    """
    seen, todo = {branch.target}, [branch]
    while todo:
        current = todo.pop()
        step = context.step(current.target)
        flow = context.document.flow_by_key[current.flow]
        if _speaks(context, step) or (flow.kind is FlowKind.INTERACTION and flow.label.strip()):
            continue
        if step.kind is StepKind.OUTCOME or (step.kind is StepKind.WAIT and context.side(step) is Side.CITIZEN):
            return False
        for following in context.whole.stops[step.id].branches:
            if following.target not in seen:
                seen.add(following.target)
                todo.append(following)
    return True


def _speaks(context: RuleContext, step: Step) -> bool:
    in_front = context.document.lane_by_id[step.lane].facts.is_in_front
    acts = context.side(step) is Side.CITIZEN and step.kind in (StepKind.ACTION, StepKind.DECISION)
    return informs(step) or writes(step) or in_front or acts
