"""No acknowledgement of receipt: a request is filed and nobody confirms it."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, RuleGuide
from visavis.blueprint.analysis.frictions.legal_marks import MARKS, files_request, find_marked, is_marked
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, LimitUnit, StepKind
from visavis.blueprint.model.durations import MINUTES_PER_DAY

QUICK = Threshold("quick", 15, LimitUnit.DAY,
                  "CRPA R112-4, R112-5: no receipt where the answer is favourable within 15 days")


class NoReceipt:
    """A request that is filed, with no step marked `receipt` at it or after it.

    Not where everybody is answered within 15 days on average and no one is refused; that must be known, so the
    times of the waits must be told.
    """

    name = "no-receipt"
    title = message("No acknowledgement of receipt")
    short = message("No receipt")
    reader_action = message("Ask for an acknowledgement of receipt, and keep it.")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    reads = (ITEMS,)
    thresholds = (QUICK,)
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("Without a receipt, people can neither prove their request nor know when silence becomes an "
                        "answer, and the administration cannot rely on its time limits."),
        fires=message("A request is filed, and neither it nor a later step acknowledges receipt."),
        cost=message("The share of the cases that file the request."),
        remedy=message("Send a receipt at once: date, who answers, what silence will mean, how to appeal."),
        side_effect=message("A receipt that promises a date binds those who answer."),
        spares=(message("Everybody gets a favourable answer within 15 days."),),
        sources=("crpa-l112-3",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request without a receipt."""
        if not is_marked(context):
            if any(files_request(context, step) for step in context.steps):
                yield context.not_assessed(self)
            return
        receipts = find_marked(context, LegalMark.RECEIPT)
        if self._is_quick(context):
            return
        for request in find_marked(context, LegalMark.REQUEST):
            if LegalMark.RECEIPT not in request.legal and not any(
                    context.whole.leads(request.id, receipt.id) for receipt in receipts):
                yield context.finding(self, (request.id,), message("The request is filed and nobody confirms it"),
                                      message("Send a receipt"), share=context.share(request.id))

    def _is_quick(self, context: RuleContext) -> bool:
        """Return whether everybody is known to be granted in time; where times are missing, no one knows."""
        everybody = context.measures.everybody
        if everybody is None or any(step.kind is StepKind.WAIT and step.wait is None and step.work is None
                                    and context.reached(step.id) for step in context.steps):
            return False
        granted, elapsed = everybody.granted, everybody.headline_cases.elapsed.mean_minutes
        limit = context.threshold(self.name, QUICK) * MINUTES_PER_DAY
        is_granted = granted.is_known and granted.known_value >= 1 - 1e-9
        return is_granted and elapsed.is_known and 0 < elapsed.known_value <= limit
