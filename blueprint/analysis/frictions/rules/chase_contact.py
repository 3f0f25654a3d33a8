"""Avoidable contact: people call or come only to ask where their case stands."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.contacts import Chase, chases
from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Share, message
from visavis.blueprint.model import Side


class ChaseContact:
    """A contact that follows a wait, brings nothing new and gets nothing but news (see `contacts.chases`).

    Failure demand: "a failure to do something or do something right for the customer" (Seddon, Vanguard). Both
    sides' work of the contact is lost, as often as it is visited. Not when the contact brings new information.
    """

    name = "chase-contact"
    title = message("Avoidable contact")
    short = message("Calling for news")
    reader_action = message("Keep your case number at hand when you ask for news.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the contacts take"), InputElement.STEP, "work"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A contact that only asks for news is work for both sides that nobody wanted: failure "
                        "demand."),
        fires=message("A citizen's contact follows a wait, brings and gets nothing new, and either asks where the "
                      "case stands or leads back to where people were."),
        cost=message("Both sides' work on the contact, as often as it happens."),
        remedy=message("End the silence that causes the contact."),
        side_effect=message("Closing the phone line does not end the question: it moves to the counter."),
        spares=(message("A contact that brings or gets something is what the service is for."),),
        sources=("vanguard", "ceb"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each contact that only asks for news."""
        for chase in context.once(chases):
            finding = self._build_finding(context, chase)
            yield finding
            if finding.citizen_minutes is None or finding.agent_minutes is None:
                yield context.not_assessed(self, finding.steps)

    def _build_finding(self, context: RuleContext, chase: Chase) -> Finding:
        steps = (chase.contact, *chase.answers)
        counts = {name: context.visits(name) for name in steps}
        share = context.share(chase.contact)
        return context.finding(
            self, steps,
            message("{share} of the cases lead to a call or a visit to ask where they stand", share=Share(share)),
            message("Offer tracking and a date"), citizen=context.minutes(counts, Side.CITIZEN),
            agent=context.minutes(counts, Side.AGENT), share=cap_share(share))
