"""Figures in words: unknown is told as unknown, a lower bound as one, chance with no more digits than it allows."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from visavis.blueprint.analysis.figures import Figure, JourneyMeasures, MissingInputs
from visavis.blueprint.language import Message, MessageList, Minutes, Quoted, Share, message, plural
from visavis.blueprint.model import Step

UNKNOWN_WORDS = message("unknown")
# How the translator writes a share that is not a number; here so that it stands in the catalogue.
UNKNOWN_SHARE_WORDS = message("an unknown part")


def minutes_words(figure: Figure | None) -> Minutes | Message:
    """Return a figure of minutes as sentences and tables write it."""
    if figure is None or figure.value is None:
        return UNKNOWN_WORDS
    time = Minutes(round_to_error(figure))
    return message("at least {time}", time=time) if figure.at_least else time


def short_minutes(figure: Figure) -> Minutes | Message:
    """Return a figure of minutes where there is room for a few letters only."""
    if figure.value is None:
        return message("?")
    time = Minutes(round_to_error(figure))
    return message("≥\u00a0{time}", time=time) if figure.at_least else time


def share_words(figure: Figure | None) -> Share | Message:
    """Return a figure that is a share of cases as sentences and tables write it."""
    if figure is None or not figure.is_told:
        return UNKNOWN_WORDS
    share = Share(round_to_error(figure))
    return message("at least {share}", share=share) if figure.at_least else share


def round_to_error(figure: Figure) -> float:
    """Return a value with no more digits than its standard error allows: to the place of the error's first digit."""
    value, error = figure.known_value, figure.standard_error
    if not error:
        return value
    position = 10.0 ** floor(log10(error))
    return round(value / position) * position


def granted_words(measured: JourneyMeasures) -> Message:
    """Return who gets an answer, as it must stand beside every figure of those who do: granted first."""
    if measured.completion.value is None:
        return message("how many reach a decision is unknown")
    if measured.decided is None:
        return message("no one reaches a decision in this drawing")
    return message("{granted} granted, {decided} reach a decision", granted=share_words(measured.granted),
                   decided=share_words(measured.completion))


def missing_words(missing: MissingInputs) -> tuple[Message, ...]:
    """Return what the figures leave out."""
    found = []
    if missing.times:
        found.append(plural("{count} step without a time", "{count} steps without a time", len(missing.times)))
    if missing.probability:
        found.append(plural("{count} way without a probability", "{count} ways without a probability",
                            len(missing.probability)))
    return tuple(found)


def missing_sentence(missing: MissingInputs) -> Message | None:
    """Return one sentence on what the figures leave out; None where that is nothing."""
    parts: Sequence[Message] = missing_words(missing)
    return message("Not known: {parts}.", parts=MessageList(tuple(parts))) if parts else None


def step_words(step: Step) -> Quoted | str:
    """Return how sentences call a step: its title in quotation marks, or its id while it has none."""
    return Quoted(step.title) if step.title.strip() else step.id
