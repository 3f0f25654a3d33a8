"""Their channel is missing here: a persona who must take a detour each time."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.semantics.channels import channel_words
from visavis.blueprint.language import message
from visavis.blueprint.model import Side, Step, mean_minutes


class ChannelUnsupported:
    """A persona cannot use the channel of a step, and a fallback leads them on (else it is `blocked-persona`)."""

    name = "channel-unsupported"
    title = message("Channel missing for some")
    short = message("Channel missing")
    reader_action = message("Ask for another way to do this step.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the personas and the channels they can use"), InputElement.PERSONA, "channels"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People who cannot use a channel take a detour each time, or depend on somebody who helps."),
        fires=message("A persona lacks the channel of a step, and only a fallback leads them on."),
        cost=message("The work of the fallback, and the helper's time where it is given."),
        remedy=message("Offer a second channel at the same step."),
        side_effect=message("Two channels need the same answers: keep one case behind both."),
        spares=(message("Where nothing leads on, the persona is blocked, which is reported as such."),),
        sources=("insee-2021", "service-standard"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step and persona with a detour."""
        for view in context.views:
            if view.persona is None:
                continue
            for name, stop in view.journey.stops.items():
                if stop.blocked and stop.fallback is not None and name in view.journey.reached_steps:
                    yield self._build_finding(context, view, stop.step, context.step(stop.fallback))

    def _build_finding(self, context: RuleContext, view: PersonaView, step: Step, fallback: Step) -> Finding:
        met = view.weight * view.measures.visits.get(step.id, 0.0)
        minutes = {context.side(fallback): met * context.document.effort_of(fallback)} if fallback.work else {}
        helped = met * mean_minutes(step.help)
        persona = context.document.persona_by_id[view.persona or ""]
        return context.finding(
            self, (step.id, fallback.id), message("{name} cannot do this step {channel} and must go another way",
                                                  name=persona.name or persona.id,
                                                  channel=channel_words(context.document, step.channel or "")),
            message("Offer a second channel"), citizen=minutes.get(Side.CITIZEN, 0.0 if minutes else None),
            agent=minutes.get(Side.AGENT, 0.0) + helped if minutes or helped else None,
            share=view.weight * view.reach(step.id), persona=view.persona, used=(step.id, fallback.id))
