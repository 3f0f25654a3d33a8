"""Coming twice: a second visit to the counter, with nothing decided or produced between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis.frictions.contacts import is_wait
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Basis, Channel, LegalMark, PlaceKind, Side, Step, StepKind

# A visit to an office: about two hours, of which half an hour is handling (Bitkom, by Deutschlandfunk). Assumed.
VISIT = 90.0


class MultiVisit:
    """A citizen comes to the counter again although nothing was decided or produced between.

    Presences are the citizen's steps at the counter. The second one is needed where an agent decides, gives
    something, or lets time pass between the two; or where people must prove who they are.
    """

    name = "multi-visit"
    title = message("Two visits instead of one")
    short = message("Two visits")
    reader_action = message("Ask before you come whether all can be done in one visit.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Each visit is half a day for people with a job, children or no car, and a place in the "
                        "queue for the agents."),
        fires=message("People come to the counter twice, and nothing is decided, produced or waited for in between."),
        cost=message("An hour and a half for each further visit (assumed), unless its time is measured."),
        remedy=message("Do both in one visit, or go to people's homes."),
        side_effect=message("One long visit needs a longer slot."),
        spares=(message("A decision or a document that is made between the visits."),
                message("Proof of identity that the law requires again.")),
        sources=("bitkom",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each visit that could be spared."""
        visits = [step for step in context.steps if _is_presence(context, step)]
        for number, later in enumerate(visits):
            earlier = next((one for one in visits[:number][::-1] if context.whole.leads(one.id, later.id)
                            and not context.whole.leads(later.id, one.id)), None)
            if earlier is None or LegalMark.IDENTITY in later.legal or _has_value_between(context, earlier, later):
                continue
            measured = later.basis is Basis.MEASURED and later.work is not None
            each = context.document.effort_of(later) if measured else VISIT
            finding = context.finding(
                self, (later.id, earlier.id), message("People come again, and nothing happened in between"),
                message("Do both in one visit"), citizen=context.visits(later.id) * each, agent=0.0,
                share=context.share(later.id), used=(later.id,))
            yield finding if measured else replace(finding, basis=Basis.ASSUMED)


def _is_presence(context: RuleContext, step: Step) -> bool:
    return (context.side(step) is Side.CITIZEN and context.reached(step.id)
            and step.kind in (StepKind.ACTION, StepKind.DECISION, StepKind.START)
            and (step.channel == Channel.COUNTER or (step.place is PlaceKind.COUNTER and step.channel is None)))


def _has_value_between(context: RuleContext, earlier: Step, later: Step) -> bool:
    """Return whether an agent decides or gives something, a machine works or time passes between two visits.

    Two steps of one visit, side by side, count as something between: they are one presence.
    """
    onward = [flow.target for flow in context.document.flows_from.get(earlier.id, ())]
    if later.id in onward or context.whole.has_step_between(earlier.id, later.id, context.once(_value_steps)):
        return True
    before = {flow.source for flow in context.document.flows_to.get(later.id, ())}
    return any(context.side(context.step(name)) is Side.AGENT and context.whole.leads(earlier.id, name)
               and context.whole.leads(name, later.id) for name in onward if name in before)


def _value_steps(context: RuleContext) -> int:
    """Return the mask of the steps that make a second visit worth its while (see `MultiVisit`)."""
    return context.whole.mask(
        step.id for step in context.steps
        if is_wait(step) or context.side(step) in (Side.SYSTEM, Side.PARTNER)
        or (context.side(step) is not Side.CITIZEN and (step.kind is StepKind.DECISION or step.gives)))
