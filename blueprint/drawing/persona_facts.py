"""What is known of a persona, for whoever draws them: their portrait, the channels they meet and can use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.model import BlueprintDocument, Channel, Persona, Portrait

PORTRAIT_ICONS: dict[str, str] = {
    Portrait.PERSON: "user-round", Portrait.FAMILY: "users-round", Portrait.PARENT: "baby",
    Portrait.STUDENT: "graduation-cap", Portrait.YOUNG: "backpack", Portrait.EMPLOYEE: "briefcase",
    Portrait.CRAFT: "hard-hat", Portrait.FARMER: "tractor", Portrait.OLDER: "glasses",
    Portrait.WHEELCHAIR: "accessibility", Portrait.DEAF: "ear-off", Portrait.BLIND: "eye-off",
    Portrait.CARER: "hand-heart", Portrait.NEWCOMER: "languages",
}

# The face of each feeling, from very bad to very good.
EMOTION_ICONS: Mapping[int, str] = MappingProxyType({-2: "angry", -1: "frown", 0: "meh", 1: "smile", 2: "laugh"})


def service_channels(document: BlueprintDocument) -> tuple[str, ...]:
    """Return the channels by which this service is met, in the order of its steps."""
    met = (step.channel for step in document.steps
           if step.channel and step.channel != Channel.INTERNAL and document.lane_of(step).facts.meets_citizens)
    return tuple(dict.fromkeys(met))


def portrait_icon(portrait: str | None) -> str:
    """Return the name of a portrait's icon; of none, and of one that no one drew, that of a person."""
    return PORTRAIT_ICONS.get(portrait or "", PORTRAIT_ICONS[Portrait.PERSON])


def can_use(persona: Persona | None, channel: str) -> bool:
    """Return whether a persona can use a channel; without a list they can use all."""
    return persona is None or not persona.channels or channel in persona.channels


def weight_words(document: BlueprintDocument, persona: Persona) -> Message:
    """Return how many of a hundred users are like a persona: with the others they make a hundred."""
    if persona.weight <= 0:
        return message("share not known")
    personas = document.head.personas
    count = apportion([each.weight for each in personas], 100)[personas.index(persona)]
    if not count:
        return message("fewer than 1 user in 100")
    return plural("{count} user in 100", "{count} users in 100", count)
