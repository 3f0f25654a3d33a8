"""Nobody said it would be needed: a document that no one announced."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names, item_requests
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import ItemKind


class HiddenPrerequisite:
    """A document that is asked for although no step before tells people to have it ready.

    Documents only: facts people know by heart need no announcement. Where no step announces anything, nothing is
    judged.
    """

    name = "hidden-prerequisite"
    title = message("Document nobody announced")
    short = message("Unannounced document")
    reader_action = message("Ask for the whole list of documents before you begin.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items people are told to have ready"), InputElement.STEP, "announces"),)
    reads = (ITEMS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("People learn what they need when they are standing there without it: they come back, and "
                        "the agent does the same work twice."),
        fires=message("A document is asked for, and no step before it announces it."),
        cost=message("The share of the cases that are asked for the document. What it costs depends on how many lack "
                     "it, which the blueprint does not say."),
        remedy=message("A list at the start, and again with the appointment."),
        side_effect=message("A list of everything for everybody frightens people: ask two questions, then show each "
                            "their own list."),
        spares=(message("A fact that people know by heart."), message("A document that a register holds.")),
        sources=("herd-moynihan",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request of documents that no one announced."""
        asking = [(demand.step, papers) for demand in context.once(item_requests)
                  if (papers := [item for item in demand.items if _is_paper(context, item)])]
        announcing = [step for step in context.document.steps if step.announces]
        if asking and not announcing:
            yield context.not_assessed(self, [name for name, _ in asking])
            return
        for name, papers in asking:
            announced = {item for step in announcing if step.id == name or context.whole.leads(step.id, name)
                         for item in step.announces}
            hidden = [item for item in papers if item not in announced]
            if hidden:
                yield context.finding(
                    self, (name,), message("Nobody says in advance that {items} will be needed",
                                           items=item_names(context, hidden)),
                    message("Announce what is needed"), share=context.share(name), severity=Severity.MEDIUM)


def _is_paper(context: RuleContext, item: str) -> bool:
    found = context.document.item_by_id[item]
    return found.kind is ItemKind.DOCUMENT and found.held_by is None
