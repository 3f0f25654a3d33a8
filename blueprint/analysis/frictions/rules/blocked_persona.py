"""People left out: a persona who cannot go on, though others can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import CHANNELS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.measures.figure_words import step_words
from visavis.blueprint.analysis.semantics.channels import channel_words
from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.model import Channel, Persona

# The one way in at a step is what shuts people out: where it is a usual one, the friction is called by it.
_ONLY: Mapping[str, Message] = MappingProxyType({
    Channel.PHONE: message("Phone only"), Channel.COUNTER: message("Counter only"),
    Channel.WEB: message("Website only"), Channel.POST: message("Post only")})


class BlockedPersona:
    """A persona who comes to a step and cannot go on: no usable channel, or no way open to them.

    The channel of a step in a citizen or frontstage lane must be among the persona's `channels` unless the step's
    `fallback` leads on; and where others have a way on, at least one must be open to the persona (`only_for`,
    `not_for`). The loss is the share of all cases that stop there: the persona's weight times how likely the persona
    comes to the step. A mandatory online service needs a substitute for those it fails (Conseil d'État, 3 June
    2022). A persona whom the law excludes ends at an outcome *refused*, which is no friction. Findings are per
    persona; a persona without `channels` is not assessed for channels.
    """

    name = "blocked-persona"
    title = message("People left out")
    short = message("Some left out")
    reader_action = message("If this is not possible for you, say so, and ask for another way.")
    friction_class = FrictionClass.LOSS
    needs = (Need(message("the personas and the channels they can use"), InputElement.PERSONA, "channels"),)
    reads = (CHANNELS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr", "home-visit"})
    guide = RuleGuide(
        matters=message("Somebody with a right to the service cannot get it, and those who help them bear work that "
                        "nobody counts."),
        fires=message("A persona reaches a step whose channel they cannot use, without a fallback, or finds no way "
                      "open where others have one."),
        cost=message("The share of all cases that stop there."),
        remedy=message("Offer a second channel at the same step, or somebody who acts for them."),
        side_effect=message("A second channel must give the same rights and the same dates, or it is a lesser "
                            "service."),
        spares=(message("Somebody who is refused by law has reached an outcome."),),
        sources=("ce-2022", "ddd", "service-standard"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each persona and step at which the persona cannot go on."""
        personas = context.document.head.personas
        if not any(persona.channels for persona in personas) and _meets_channels(context):
            yield context.not_assessed(self)
        for view in context.views:
            persona = context.document.persona_by_id.get(view.persona or "")
            if persona is not None:
                yield from self._assess_persona(context, view, persona)

    def _assess_persona(self, context: RuleContext, view: PersonaView, persona: Persona) -> Iterator[Finding]:
        for name, stop in view.journey.stops.items():
            if name not in view.journey.reached_steps:
                continue
            share = view.weight * view.reach(name)
            if stop.blocked and stop.fallback is None:
                text = message("{persona} cannot continue {channel}", persona=_who(persona),
                               channel=channel_words(context.document, stop.step.channel or ""))
                made = self._build_finding(context, name, persona, share, text, message("Offer a second channel"))
                yield replace(made, short=_ONLY.get(stop.step.channel or "", self.short))
            elif not stop.ends and not stop.next_steps and context.whole.stops[name].next_steps:
                text = message("No way on from {step} is open to {persona}", persona=_persona_name(persona),
                               step=step_words(stop.step))
                yield self._build_finding(context, name, persona, share, text, message("Open a way for them"))

    def _build_finding(self, context: RuleContext, step: str, persona: Persona, share: float, text: Message,
                       remedy: Message) -> Finding:
        return context.finding(self, (step,), text, remedy, share=share, persona=persona.id, used=())


def _persona_name(persona: Persona) -> object:
    return persona.name if persona.name.strip() else Quoted(persona.id)


def _who(persona: Persona) -> object:
    """Return a persona's name with what makes things hard for them, which tells why."""
    hard = tuple(text.strip() for text in persona.constraints if text.strip())
    return message("{persona} ({why})", persona=_persona_name(persona), why=MessageList(hard)) if hard else (
        _persona_name(persona))


def _meets_channels(context: RuleContext) -> bool:
    """Return whether some step that citizens meet has a channel, so that someone could be left out."""
    return any(step.channel is not None and context.document.lane_by_id[step.lane].facts.meets_citizens
               for step in context.steps)
