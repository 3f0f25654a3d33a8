"""How requests end, for citizens: so many of twenty people, told in words and drawn one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role
from visavis.blueprint.drawing.outcome_pictogram import (
    PEOPLE,
    count_outcomes,
    person,
)
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import outcome_colour
from visavis.blueprint.language import Message, MessageList, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

VALUE = TextStyle(24.0, Weight.BOLD)
WORDS = TextStyle(11.0, Weight.SEMIBOLD)
UNKNOWN = TextStyle(12.5, Weight.SEMIBOLD)
# The part of the width that the number takes, and the gaps beside it and between words.
VALUE_PART, GAP, WORDS_GAP = 0.31, 10.0, 12.0
PERSON_HEIGHT, MOST_STEP = 23.0, 21.0


def people_block_for_citizens(context: DrawingContext, measured: JourneyMeasures | None, width: float) -> PageBlock:
    """Return how many of twenty get what they ask for, and how the others end; that it is not known is said."""
    counts = count_outcomes(measured)
    if measured is None or not counts or not measured.granted.is_told:
        return _unknown_block(context, width)
    granted = counts.get(Outcome.GRANTED, 0)
    share = message("{count} in {people}", count=granted, people=PEOPLE)
    if measured.granted.at_least:
        share = message("at least {people}", people=share)
    beside = width * VALUE_PART
    value = paragraph(context, context.translate(share), VALUE, beside, 2, least=16.0, leading=1.1)
    label = paragraph(context, context.translate(message("get what they ask for")), WORDS, beside, 2)
    good = context.theme.good
    parts: list[Primitive] = [*set_block(value, Rect(0.0, 0.0, beside, value.height), good),
                              *set_block(label, Rect(0.0, value.height, beside, label.height), good)]
    left, height = beside + GAP, value.height + label.height
    drawn, bottom = _crowd(context, counts, Rect(left, 2.0, width - left, 0.0))
    said = [context.translate(share), label.full]
    others = MessageList(tuple(_others_words(*each) for each in _others(counts)))
    text = message("Out of 20 requests: {crowds}.", crowds=others) if others.parts else None
    whole = f"{' '.join(said)}. {context.translate(text) if text else ''}".strip()
    rect = Rect(0.0, 0.0, width, max(height, bottom))
    return PageBlock(width, rect.height, (
        Group("outcomes", Role.FIGURE, Layer.CARDS, rect, (*parts, *drawn), " ".join(said), whole),))


def _others(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(outcome, people) for outcome, people in counts.items() if people and outcome != Outcome.GRANTED]


def _others_words(outcome: str, people: int) -> Message:
    """Return how many are not granted what they ask for, as a sentence without its end."""
    match outcome:
        case Outcome.REFUSED:
            return plural("{count} is refused", "{count} are refused", people)
        case Outcome.ABANDONED:
            return plural("{count} gives up", "{count} give up", people)
        case Outcome.BLOCKED:
            return plural("{count} remains stuck", "{count} remain stuck", people)
        case Outcome.EXPIRED:
            return plural("{count} runs out of time", "{count} run out of time", people)
        case _:
            return plural("{count} ends in a way not stated", "{count} end in a way not stated", people)


def _crowd(context: DrawingContext, counts: Mapping[str, int],
           room: Rect) -> tuple[tuple[Primitive, ...], float]:
    """Return the people at the right of a room with the words of the others below, and where they end."""
    step = min(MOST_STEP, room.width / PEOPLE)
    row = [outcome for outcome, people in counts.items() for _ in range(people)]
    left = room.right - step * PEOPLE
    parts: list[Primitive] = []
    for index, outcome in enumerate(row):
        parts += person(context.theme, outcome, Rect(left + (index + 0.08) * step, room.y, 0.84 * step,
                                                       PERSON_HEIGHT))
    words = [(outcome, paragraph(context, context.translate(_others_words(outcome, people)), WORDS, room.width, 1,
                                 least=LEAST_TYPE)) for outcome, people in _others(counts)]
    y = room.y + PERSON_HEIGHT + 3.0
    for line in _lines(words, room.width):
        x = room.right - sum(fitted.width for _, fitted in line) - WORDS_GAP * (len(line) - 1)
        for outcome, fitted in line:
            box = Rect(x, y, fitted.width, fitted.height)
            parts += set_block(fitted, box, outcome_colour(context.theme, outcome))
            x = box.right + WORDS_GAP
        y += line[0][1].height
    return tuple(parts), y


def _lines(words: Sequence[tuple[str, FittedText]], width: float) -> Iterator[list[tuple[str, FittedText]]]:
    """Yield the words line by line."""
    line: list[tuple[str, FittedText]] = []
    used = 0.0
    for outcome, fitted in words:
        if line and used + WORDS_GAP + fitted.width > width:
            yield line
            line, used = [], 0.0
        used += fitted.width + (WORDS_GAP if line else 0.0)
        line.append((outcome, fitted))
    if line:
        yield line


def _unknown_block(context: DrawingContext, width: float) -> PageBlock:
    text = context.translate(message("How many people get what they ask for is not known."))
    fitted = paragraph(context, text, UNKNOWN, width, 2)
    rect = Rect(0.0, 0.0, width, fitted.height)
    return PageBlock(width, rect.height, (
        Group("outcomes", Role.TEXT, Layer.CARDS, rect, set_block(fitted, rect, context.theme.muted), "", text),))
