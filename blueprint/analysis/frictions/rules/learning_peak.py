"""Too much new at once: documents and facts that no one announced."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names, item_requests, item_work_by_step
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message, plural
from visavis.blueprint.model import LimitUnit, Side

NEW_ITEMS = Threshold("items", 3, LimitUnit.COUNT, "proposal [D]: three new documents or facts at once")


class LearningPeak:
    """A request for three or more documents or facts that no one announced before."""

    name = "learning-peak"
    title = message("Too much new at once")
    short = message("Too much new")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items the steps ask for"), InputElement.STEP, "asks"),)
    reads = (ITEMS,)
    thresholds = (NEW_ITEMS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Learning what each document is and where it is kept is work before the work; under "
                        "stress, people remember three things at most."),
        fires=message("Three or more documents or facts are asked for at once, and no earlier step announced or "
                      "asked for them."),
        cost=message("The part of the citizen's work that these items take."),
        remedy=message("Ask in stages, say early what will be needed, show examples."),
        side_effect=message("Stages must not become visits."),
        spares=(message("Items that were announced or asked for before."),),
        sources=("herd-moynihan",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request with too much new."""
        asking = context.once(item_requests)
        seen: dict[str, list[str]] = {}
        for step in context.steps:
            for item in step.announces:
                seen.setdefault(item, []).append(step.id)
        for demand in asking:
            new = [item for item in demand.items
                   if not any(name != demand.step and context.whole.leads(name, demand.step)
                              for name in seen.get(item, ()))]
            for item in demand.items:
                seen.setdefault(item, []).append(demand.step)
            if len(new) >= context.limit(self.name, NEW_ITEMS, context.step(demand.step)):
                spent = item_work_by_step(context, demand.taking_part, new)
                yield context.finding(
                    self, (demand.step,),
                    plural("{count} new thing is asked for at once: {items}",
                           "{count} new things are asked for at once: {items}", len(new),
                           items=item_names(context, new)),
                    message("Ask in stages, say it early"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=0.0, share=context.share(demand.step), used=spent)
