"""What the law sees in the steps: which are marked, who files a request, who decides, what proves that it arrived."""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.language import message
from visavis.blueprint.model import Channel, LegalMark, Side, Step, StepKind

MARKS = Need(message("the legal aspects of the steps (requests, receipts, notices, decisions)"), InputElement.STEP,
             "legal")
# Channels that prove by themselves that something arrived.
_PROVING = frozenset({Channel.REGISTERED_MAIL, Channel.DIGITAL_SAFE})


def find_marked(context: RuleContext, mark: LegalMark) -> tuple[Step, ...]:
    """Return the steps with a legal mark that some journey can come to, in reading order."""
    return tuple(step for step in context.steps if mark in step.legal and context.reached(step.id))


def is_marked(context: RuleContext) -> bool:
    """Return whether anyone marked what the law sees; where no one did, nothing can be judged."""
    return any(step.legal for step in context.document.steps)


def files_request(context: RuleContext, step: Step) -> bool:
    """Return whether a citizen's step hands something over to an agent, as a request would."""
    return context.side(step) is Side.CITIZEN and context.reached(step.id) and any(
        (step.gives or flow.carries) and context.side(context.step(flow.target)) is Side.AGENT
        for flow in context.document.flows_from.get(step.id, ()))


def proves_arrival(step: Step) -> bool:
    """Return whether a step shows that something arrived: it is marked as tracked, or its channel proves it."""
    return LegalMark.TRACKED in step.legal or step.channel in _PROVING


def decides(context: RuleContext, step: Step) -> bool:
    """Return whether a step is a decision of the administration; what citizens choose decides nothing."""
    return step.kind is StepKind.DECISION and context.side(step) is not Side.CITIZEN
