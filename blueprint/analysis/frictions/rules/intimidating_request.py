"""A request that hurts: something sensitive without a purpose, a threat without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.hard_passages import read_by_citizens
from visavis.blueprint.analysis.frictions.requested_items import item_names, item_requests
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Quoted, message

_THREAT = re.compile(
    r"sous peine de|faute de quoi|à défaut|radiation|poursuites|sanction|amende|failure to|penalt|prosecut|"
    r"will be (stopped|cut|cancelled)|lose your", re.IGNORECASE)
_BECAUSE = re.compile(r"\b(car|parce que|afin|pour que|en effet|because|so that|in order to|since)\b", re.IGNORECASE)


class IntimidatingRequest:
    """A sensitive item asked for without a purpose, or a threat in what is said to people without a reason."""

    name = "intimidating-request"
    title = message("Intimidating request")
    short = message("Intimidating request")
    reader_action = message("Ask what the question is for, and answer in private.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("which items are sensitive"), InputElement.ITEM, "sensitive"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Shame and fear make people stay away from what is theirs, or turn on the agent who asks."),
        fires=message("A sensitive document or fact is asked for and nobody says why, or what people read threatens "
                      "without a reason."),
        cost=message("Minutes say nothing here; the share of the people who meet the request is shown."),
        remedy=message("Say why, ask later or in private, and only those who must be asked."),
        side_effect=message("A long explanation frightens as well: keep it to one sentence."),
        spares=(message("A sensitive item whose purpose is given."), message("A consequence that is explained.")),
        sources=("herd-moynihan", "nsw"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each hurtful request and each bare threat."""
        for demand in context.once(item_requests):
            bare = [item for item in demand.items if context.document.item_by_id[item].sensitive
                    and not context.document.item_by_id[item].purpose.strip()]
            if bare:
                yield context.finding(
                    self, (demand.step,), message("Nobody says why people are asked for {items}",
                                                  items=item_names(context, bare)),
                    message("Say why, ask in private"), share=context.share(demand.step), severity=Severity.MEDIUM)
        for step, text in read_by_citizens(context):
            threat = _THREAT.search(text[:4000])
            if threat is not None and not _BECAUSE.search(text[:4000]):
                yield context.finding(
                    self, (step.id,),
                    message("No reason is given for these words: {words}", words=Quoted(threat.group())),
                    message("Explain, do not threaten"), severity=Severity.LOW,
                    share=context.share(step.id) if context.reached(step.id) else None)
