"""A friction rule of one's own: nobody is sent to more than two offices of the town."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis import Finding, FrictionClass, NotAssessed, RuleContext, Threshold
from visavis.blueprint.analysis.frictions.guide import UNITS, RuleGuide
from visavis.blueprint.language import MessageList, Quoted, message
from visavis.blueprint.model import LimitUnit, Side

from .french import TRANSLATIONS

OFFICES = Threshold("offices", 2, LimitUnit.COUNT, "Charter of Saint-Exemple, 2026, article 4")


class TooManyOffices:
    """More offices than the charter allows speak to people on one journey.

    An office is the `unit` of an agent's step that a citizen's step speaks to. `translations` is the French of every
    sentence here.
    """

    name = "too-many-offices"
    title = message("Sent from office to office")
    short = message("Sent around")
    reader_action = message("Ask which one office can answer for all.")
    friction_class = FrictionClass.LOAD
    needs = (UNITS,)
    thresholds = (OFFICES,)
    sets = frozenset({"saint-exemple"})
    guide = RuleGuide(
        matters=message("Each office is a door, a queue and a story to tell again."),
        fires=message("More than two offices of the town speak to people on one journey."),
        cost=message("The citizen's work of the contacts with the offices beyond the second."),
        remedy=message("Let one office speak for the others."),
        side_effect=message("The office that speaks for all must be told what the others know."),
        spares=(message("Offices that never speak to people."),),
        sources=("varney",))
    translations = TRANSLATIONS

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where people are sent round."""
        contacts = [(step, context.step(flow.target)) for step in context.steps
                    if context.side(step) is Side.CITIZEN and context.reached(step.id)
                    for flow in context.document.flows_from.get(step.id, ())
                    if context.side(context.step(flow.target)) is Side.AGENT]
        nameless = [agent.id for _, agent in contacts if not agent.unit]
        if contacts and len(nameless) == len(contacts):
            yield context.not_assessed(self, nameless)
        first: dict[str, str] = {}
        for _, agent in contacts:
            if agent.unit:
                first.setdefault(agent.unit, agent.id)
        allowed = int(context.threshold(self.name, OFFICES))
        beyond = list(first)[allowed:]
        if beyond:
            spent = {step.id: context.visits(step.id) for step, agent in contacts if agent.unit in beyond}
            yield context.finding(
                self, tuple(first[office] for office in beyond),
                message("People also turn to {offices}", offices=MessageList(tuple(map(Quoted, beyond)))),
                message("One office for all"), citizen=context.minutes(spent, Side.CITIZEN), agent=0.0,
                share=max(context.share(step) for step in spent), used=spent)


RULES = (TooManyOffices(),)
