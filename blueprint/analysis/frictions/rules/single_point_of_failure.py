"""Everything depends on one: a person or a system without a deputy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import Actor, Outcome, Side, Step, StepKind


class SinglePointOfFailure:
    """One person or one system without a deputy, through whom every granted case passes.

    Known by `capacity` of at most 1 and an `availability` below 1; the loss is the share of cases that come there
    while they are away.
    """

    name = "single-point-of-failure"
    title = message("Only one person knows how")
    short = message("One person only")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("how many people there are, and how much of the time they are there"),
                  InputElement.ACTOR, "availability"),
             )
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("When one person is ill or one tool is down, nobody gets the service, and agents answer "
                        "for what they cannot change."),
        fires=message("A step that every granted case passes through is done by a single actor, who is not always "
                      "there and has no deputy."),
        cost=message("The share of the cases that reach the step, times the share of time that the actor is away."),
        remedy=message("Name a deputy, or plan a way to go on without."),
        side_effect=message("A deputy who never practises is one in name only."),
        spares=(message("An actor with a deputy, or with more than one person."),
                message("Another way to the same outcome.")),
        sources=("service-standard",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each actor on whom everything depends."""
        alone = [actor for actor in context.document.head.actors if actor.side is not Side.CITIZEN
                 and actor.deputy is None and actor.capacity is not None and actor.capacity <= 1]
        unknown = []
        for actor in alone:
            steps = [step.id for step in self._steps(context, actor)]
            if not steps or self._can_be_granted_without(context, set(steps)):
                continue
            if actor.availability is None:
                unknown.extend(steps)
            elif actor.availability < 1:
                yield self._build_finding(context, actor, steps, 1 - actor.availability)
        if unknown:
            yield context.not_assessed(self, unknown)

    def _build_finding(self, context: RuleContext, actor: Actor, steps: list[str], away: float) -> Finding:
        first = max(steps, key=lambda name: (context.share(name), -context.order[name]))
        rest = tuple(name for name in steps if name != first)
        return context.finding(
            self, (first, *rest), message("Without {name}, everything stops", name=Quoted(actor.name or actor.id)),
            message("Name a deputy"), share=context.share(first) * away)

    def _steps(self, context: RuleContext, actor: Actor) -> Iterator[Step]:
        for step in context.steps:
            if context.document.lane_by_id[step.lane].actor == actor.id and context.reached(step.id) \
                    and step.kind not in (StepKind.START, StepKind.OUTCOME, StepKind.EVIDENCE):
                yield step

    def _can_be_granted_without(self, context: RuleContext, avoided: set[str]) -> bool:
        """Return whether someone can come to a granted outcome without the steps; True where nothing is granted."""
        if not any(step.outcome is Outcome.GRANTED and context.reached(step.id) for step in context.steps):
            return True
        seen = {name for name, _ in context.whole.starts} - avoided
        todo = list(seen)
        while todo:
            name = todo.pop()
            if context.step(name).outcome is Outcome.GRANTED:
                return True
            for following in context.whole.stops[name].next_steps:
                if following not in seen and following not in avoided:
                    seen.add(following)
                    todo.append(following)
        return False
