"""Duties of French law towards whoever files a request: a receipt, reasons and appeal, proof that a notice came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blueprint.analysis.context import RuleContext
from blueprint.analysis.finding import Finding, FrictionClass, NotAssessed
from blueprint.analysis.guide import Element, Need, RuleGuide
from blueprint.analysis.rule import Threshold
from blueprint.language import Message, message
from blueprint.model import Channel, LegalMark, LimitUnit, Outcome, Side, Step, StepKind
from blueprint.model.durations import MINUTES_PER_DAY

MARKS = Need(message("what the law sees in the steps (requests, receipts, notices, decisions)"), Element.STEP,
             "legal")
QUICK = Threshold("quick", 15, LimitUnit.DAY, "CRPA R112-5: no receipt where the answer is favourable within 15 days")
# Channels that prove by themselves that something arrived.
_PROVING = frozenset({Channel.REGISTERED_MAIL, Channel.DIGITAL_SAFE})


def marked(context: RuleContext, mark: LegalMark) -> tuple[Step, ...]:
    """Return the steps with a legal mark that some journey can come to, in reading order."""
    return tuple(step for step in context.steps if mark in step.legal and context.reached(step.id))


def is_marked(context: RuleContext) -> bool:
    """Tell whether anybody marked what the law sees; where nobody did, nothing can be judged."""
    return any(step.legal for step in context.document.steps)


class NoReceipt:
    """A request that is filed, with no step marked `receipt` at it or after it.

    Not where everybody is answered within 15 days on average and nobody is refused.
    """

    name = "no-receipt"
    title = message("No acknowledgement of receipt")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    thresholds = (QUICK,)
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("Without a receipt people cannot prove their request nor know when silence becomes an "
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
            if any(_files(context, step) for step in context.steps):
                yield context.not_assessed(self)
            return
        receipts = marked(context, LegalMark.RECEIPT)
        if self._is_quick(context):
            return
        for request in marked(context, LegalMark.REQUEST):
            if LegalMark.RECEIPT not in request.legal and not any(
                    context.whole.leads(request.id, receipt.id) for receipt in receipts):
                yield context.finding(self, (request.id,), message("The request is filed and nobody confirms it"),
                                      message("Send a receipt"), share=context.share(request.id))

    def _is_quick(self, context: RuleContext) -> bool:
        everybody = context.measures.everybody
        if everybody is None:
            return False
        refused = everybody.outcomes.get(Outcome.REFUSED.value, 0.0)
        return not refused and everybody.elapsed.mean_minutes <= context.threshold(self.name, QUICK) * MINUTES_PER_DAY


def _files(context: RuleContext, step: Step) -> bool:
    """Tell whether a citizen's step hands something over to an agent, as a request would."""
    return context.side(step) is Side.CITIZEN and context.reached(step.id) and any(
        (step.gives or flow.carries) and context.side(context.step(flow.target)) is Side.AGENT
        for flow in context.document.flows_from.get(step.id, ()))


class NoticeWithoutAck:
    """A notice from which a time limit runs, with no proof that it arrived.

    Proof is the mark `tracked` at the notice, at a step before it that sends it or after it that receives it, or a
    channel that proves by itself (registered mail, digital safe).
    """

    name = "notice-without-ack"
    title = message("A notice nobody can prove")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"legal-fr"})
    guide = RuleGuide(
        matters=message("A time limit that people never heard of takes their right away; one that the administration "
                        "cannot prove does not run against them. Both lose."),
        fires=message("A notice starts a time limit, and nothing proves that it arrived."),
        cost=message("The share of the cases that get the notice."),
        remedy=message("Deliver it with proof, tell it again by a second channel, and say it plainly."),
        side_effect=message("Registered mail that must be fetched at the counter is a visit more for people."),
        spares=(message("Registered mail and the digital safe prove by themselves."),
                message("A notice from which no time limit runs.")),
        sources=("crpa-l112-3", "cja-r421-5"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each notice without proof."""
        if not is_marked(context):
            yield context.not_assessed(self)
            return
        for notice in marked(context, LegalMark.NOTICE):
            near = [notice.id, *context.whole.comes_from.get(notice.id, ()),
                    *context.whole.stops[notice.id].next_steps]
            if not any(_proves(context.step(name)) for name in near):
                yield context.finding(self, (notice.id,), message("A time limit runs, and nothing proves the notice"),
                                      message("Deliver it with proof"), share=context.share(notice.id))


def _proves(step: Step) -> bool:
    return LegalMark.TRACKED in step.legal or step.channel in _PROVING


class DecisionWithoutReasons:
    """An adverse decision that tells no reasons, or not how to appeal.

    Adverse decisions are steps marked `adverse`; where there are none, the steps that decide between a refusal and
    something else. Reasons and appeal may stand at the decision or at any step between it and the refusal.
    """

    name = "decision-without-reasons-or-appeal"
    title = message("A refusal without reasons or appeal")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People who do not know why they are refused cannot mend their case, and come to the counter "
                        "or the court; without the ways of appeal, their time limit does not even begin."),
        fires=message("A decision can go against the person, and neither it nor a step after it tells the reasons "
                      "and how to appeal."),
        cost=message("The share of the cases that are refused."),
        remedy=message("A letter with the reasons in plain words, the ways of appeal and their time limits."),
        side_effect=message("Standard reasons that fit nobody are worse than a short true one."),
        spares=(message("A decision in favour of the person needs no reasons."),),
        sources=("crpa-l211", "cja-r421-5"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each adverse decision that lacks one or both."""
        refusals = [step for step in context.steps if step.outcome is Outcome.REFUSED and context.reached(step.id)]
        adverse = marked(context, LegalMark.ADVERSE) or _deciding(context, refusals)
        if not is_marked(context):
            if adverse:
                yield context.not_assessed(self, [step.id for step in adverse])
            return
        for step in adverse:
            told = _told_on_the_way(context, step, refusals)
            missing = [mark for mark in (LegalMark.REASONS, LegalMark.APPEAL) if mark not in told]
            if missing:
                yield context.finding(self, (step.id,), _lack(missing), message("Give reasons and appeal"),
                                      share=_refused(context, step, refusals))


def _deciding(context: RuleContext, refusals: Sequence[Step]) -> tuple[Step, ...]:
    """Return the last decision before each refusal."""
    found = []
    for refusal in refusals:
        above = context.whole.last_passed(refusal.id)
        while above is not None and context.step(above).kind is not StepKind.DECISION:
            above = context.whole.last_passed(above)
        if above is not None:
            found.append(above)
    return tuple(context.step(name) for name in context.in_order(found))


def _told_on_the_way(context: RuleContext, step: Step, refusals: Sequence[Step]) -> set[LegalMark]:
    told = set(step.legal)
    for other in context.steps:
        if other.legal and context.whole.leads(step.id, other.id) and any(
                other.id == refusal.id or context.whole.leads(other.id, refusal.id) for refusal in refusals):
            told.update(other.legal)
    if not refusals:
        told.update(mark for name in context.whole.stops[step.id].next_steps for mark in context.step(name).legal)
    return told


def _lack(missing: Sequence[LegalMark]) -> Message:
    if len(missing) == 2:
        return message("The refusal tells neither its reasons nor how to appeal")
    if missing[0] is LegalMark.REASONS:
        return message("The refusal does not tell its reasons")
    return message("The refusal does not tell how to appeal")


def _refused(context: RuleContext, step: Step, refusals: Sequence[Step]) -> float:
    after = [refusal for refusal in refusals if context.whole.leads(step.id, refusal.id)]
    return min(1.0, sum(context.share(refusal.id) for refusal in after)) if after else context.share(step.id)
