"""Who stays outside, in words: how many of twenty are granted, how many users a persona stands for, her stop."""

from __future__ import annotations

from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.decisions.left_out import PersonaAccess
from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.outcome_pictogram import count_outcomes, people_words
from visavis.blueprint.language import Message, Quoted, Share, Translator, message
from visavis.blueprint.model import BlueprintDocument, Outcome


def granted_in_twenty(measured: JourneyMeasures, translate: Translator) -> str:
    """Return how many of twenty are granted, as a sentence of its own."""
    people = count_outcomes(measured)
    if not people or not measured.granted.is_told:
        return translate(message("Not known."))
    granted = people.get(Outcome.GRANTED, 0)
    if not granted and measured.granted.known_value > 0:
        return translate(message("Fewer than 1 in 20."))
    return translate(message("At least {count} in 20.", count=granted) if measured.granted.at_least else message(
        "{count} in 20.", count=granted))


def access_sentence(document: BlueprintDocument, access: PersonaAccess, translate: Translator) -> str:
    """Return what stops a persona, in a sentence."""
    if access.finding is not None:
        finding = access.finding
        if not tells_share(finding.message):
            text = translate(finding.message).strip()
            return text if text.endswith((".", "!", "?")) else f"{text}."
        step = document.step_by_id.get(finding.steps[0]) if finding.steps else None
        title = finding.short or finding.title
        if step is None:
            return translate(message("{title}.", title=title))
        name = step_name(step)
        return translate(message("{title}: {step}.", title=title,
                                 step=Quoted(name) if isinstance(name, str) else name))
    if access.exit is not None:
        # The share may be less than one person of twenty.
        count = count_outcomes(access.measured).get(access.exit, 0)
        return translate(message("{crowd}.", crowd=people_words(access.exit, count)) if count else message(
            "Fewer than one stops on the way."))
    if not count_outcomes(access.measured):
        return translate(message("The drawing does not say how often each way is taken."))
    return translate(message("No one stops on the way."))


def tells_share(told: Message) -> bool:
    """Return whether a sentence has a share in per cent, which pages for the public do not print."""
    return any(isinstance(value, Share) or (isinstance(value, Message) and tells_share(value))
               for value in told.values.values())
