"""Duties of French law towards whoever files a request: a receipt, reasons and appeal, proof that a notice came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Channel, LegalMark, LimitUnit, Outcome, Side, Step, StepKind
from visavis.blueprint.model.durations import MINUTES_PER_DAY

MARKS = Need(message("what the law sees in the steps (requests, receipts, notices, decisions)"), InputElement.STEP,
             "legal")
QUICK = Threshold("quick", 15, LimitUnit.DAY,
                  "CRPA R112-4, R112-5: no receipt where the answer is favourable within 15 days")
# Channels that prove by themselves that something arrived.
_PROVING = frozenset({Channel.REGISTERED_MAIL, Channel.DIGITAL_SAFE})
_OWED = (LegalMark.REASONS, LegalMark.APPEAL)


def find_marked(context: RuleContext, mark: LegalMark) -> tuple[Step, ...]:
    """Return the steps with a legal mark that some journey can come to, in reading order."""
    return tuple(step for step in context.steps if mark in step.legal and context.reached(step.id))


def is_marked(context: RuleContext) -> bool:
    """Return whether anyone marked what the law sees; where no one did, nothing can be judged."""
    return any(step.legal for step in context.document.steps)


class NoReceipt:
    """A request that is filed, with no step marked `receipt` at it or after it.

    Not where everybody is answered within 15 days on average and no one is refused; that must be known, so the
    times of the waits must be told.
    """

    name = "no-receipt"
    title = message("No acknowledgement of receipt")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    reads = (ITEMS,)
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


def _files(context: RuleContext, step: Step) -> bool:
    """Return whether a citizen's step hands something over to an agent, as a request would."""
    return context.side(step) is Side.CITIZEN and context.reached(step.id) and any(
        (step.gives or flow.carries) and context.side(context.step(flow.target)) is Side.AGENT
        for flow in context.document.flows_from.get(step.id, ()))


class NoticeWithoutAck:
    """A notice from which a time limit runs, with no proof that it arrived.

    Proof is the mark `tracked` at the notice, at a step before it that sends it or after it that receives it, or a
    channel that proves by itself (registered mail, digital safe). What the citizen sent before it proves nothing.
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
        for notice in find_marked(context, LegalMark.NOTICE):
            sent = (name for name in context.whole.comes_from.get(notice.id, ())
                    if context.side(context.step(name)) is not Side.CITIZEN)
            near = [notice.id, *sent, *context.whole.stops[notice.id].next_steps]
            if not any(_proves(context.step(name)) for name in near):
                yield context.finding(self, (notice.id,), message("A time limit runs, and nothing proves the notice"),
                                      message("Deliver it with proof"), share=context.share(notice.id))


def _proves(step: Step) -> bool:
    return LegalMark.TRACKED in step.legal or step.channel in _PROVING


class DecisionWithoutReasons:
    """An adverse decision that tells no reasons, or not how to appeal.

    Adverse decisions are steps marked `adverse`; where there are none, the administration's decisions from which a
    way leads to a refusal before another of them (a citizen's choice whether to appeal decides nothing). Reasons and
    appeal may stand at the decision, or on every way from it to the refusal.
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
        adverse = find_marked(context, LegalMark.ADVERSE) or _adverse_decisions(context)
        if not is_marked(context):
            if adverse:
                yield context.not_assessed(self, [step.id for step in adverse])
            return
        deciding = {step.id for step in adverse}
        refused = _towards_refusal(context, deciding)
        untold = {mark: _towards_refusal(context, deciding, mark) for mark in _OWED}
        for step in adverse:
            missing = [mark for mark in _OWED if mark not in step.legal
                       and _is_owed(context, step, mark, refused, untold[mark])]
            if missing:
                yield context.finding(self, (step.id,), _lack_words(missing), message("Give reasons and appeal"),
                                      share=_refused_share(context, step, refused))


def _decides(context: RuleContext, step: Step) -> bool:
    return step.kind is StepKind.DECISION and context.side(step) is not Side.CITIZEN


def _adverse_decisions(context: RuleContext) -> tuple[Step, ...]:
    """Return the administration's decisions from which a way leads to a refusal before another of them."""
    decisions = {step.id for step in context.steps if _decides(context, step) and context.reached(step.id)}
    towards = _towards_refusal(context, decisions)
    return tuple(context.step(name) for name in context.in_order(decisions)
                 if any(following in towards for following in context.whole.stops[name].next_steps))


def _towards_refusal(context: RuleContext, deciding: set[str], without: LegalMark | None = None) -> set[str]:
    """Return the steps from which a way leads to a refusal past no deciding step and, if given, no such mark."""
    def is_open(name: str) -> bool:
        return name not in deciding and context.reached(name) and (
            without is None or without not in context.step(name).legal)

    found = {step.id for step in context.steps if step.outcome is Outcome.REFUSED and is_open(step.id)}
    todo = list(found)
    while todo:
        for name in context.whole.comes_from.get(todo.pop(), ()):
            if name not in found and is_open(name):
                found.add(name)
                todo.append(name)
    return found


def _is_owed(context: RuleContext, step: Step, mark: LegalMark, refused: set[str], untold: set[str]) -> bool:
    """Return whether an unmarked adverse step lacks a mark; with no refusal after it, the next steps may tell."""
    after = context.whole.stops[step.id].next_steps
    if any(name in refused for name in after):
        return any(name in untold for name in after)
    return not any(mark in context.step(name).legal or LegalMark.ADVERSE in context.step(name).legal
                   for name in after)


def _lack_words(missing: Sequence[LegalMark]) -> Message:
    if len(missing) == 2:
        return message("The refusal tells neither its reasons nor how to appeal")
    if missing[0] is LegalMark.REASONS:
        return message("The refusal does not tell its reasons")
    return message("The refusal does not tell how to appeal")


def _refused_share(context: RuleContext, step: Step, refused: set[str]) -> float:
    """Return the part of the cases that the decision goes against: those who take its ways towards a refusal."""
    if not any(name in refused for name in context.whole.stops[step.id].next_steps):
        return context.share(step.id)
    against = sum(view.weight * view.measures.visits.get(step.id, 0.0) * way.probability
                  for view in context.views for way in view.journey.stops[step.id].branches if way.target in refused)
    return min(context.share(step.id), against)
