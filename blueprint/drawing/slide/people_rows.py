"""Twenty people for each journey of a slide: every person a group of its own, the row told once in words."""

from __future__ import annotations

from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, people_words, person
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.outcome_units import order_outcomes
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import label_text, section_heading, set_lines
from visavis.blueprint.drawing.slide.slide_states import SlideState
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import outcome_colour
from visavis.blueprint.language import MessageList, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text.styles import TextStyle, Weight

NUMBER = TextStyle(18.0, Weight.BOLD)
WORDS = TextStyle(12.5)
GAP, LINE_GAP = 9.0, 3.0
# The height of a person, at most in a row of twenty and in two rows of ten, and at least; its width is a part of it.
TALLEST, TALLEST_OF_TEN, LEAST_PERSON, WIDTH_PART = 40.0, 66.0, 22.0, 0.62
ROW_GAP = 6.0
SEPARATOR = " · "
# An office program without the page's letters takes wider ones.
SLACK = 1.12


def people_rows(context: DrawingContext, states: tuple[SlideState, ...], width: float, room: float) -> PageBlock:
    """Return the heading and a row for each journey, as tall as `room` allows."""
    heading = section_heading(context, "people", context.translate(message("Out of 20 requests")), width,
                              context.theme.ink)
    each = (room - heading.height - 4.0 - GAP * (len(states) - 1)) / len(states)
    rows = [_row(context, state, number, width, each) for number, state in enumerate(states)]
    return stack_blocks([heading, stack_blocks(rows, GAP)], 4.0)


def _row(context: DrawingContext, state: SlideState, number: int, width: float, room: float) -> PageBlock:
    theme, people = context.theme, state.people
    name = context.translate(state.name) if state.name is not None else ""
    if not people:
        text = context.translate(message("How requests end is not known."))
        text = label_text(context, name, text)
        parts, height = set_lines(context, text, WORDS, Rect(0.0, 0.0, width, 0.0), theme.muted, 2)
        return PageBlock(width, height, (Group(f"people-{number}", Role.FIGURE, Layer.PAGE,
                                               Rect(0.0, 0.0, width, height), parts, text, text),))
    words, line = _words(context, people, name, width)
    top = line + LINE_GAP
    lines = 2 if (room - top - ROW_GAP) / 2 > TALLEST else 1
    most = TALLEST if lines == 1 else TALLEST_OF_TEN
    tall = max(LEAST_PERSON, min(most, (room - top - ROW_GAP * (lines - 1)) / lines))
    across = PEOPLE // lines
    step = min(width / across, tall * WIDTH_PART)
    told = context.translate.write(MessageList(tuple(people_words(*each) for each in order_outcomes(people))))
    title = context.translate(message("Out of 20 requests, {name}", name=name)) if name else context.translate(
        message("Out of 20 requests"))
    groups = [Group(f"people-{number}", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, line), words, title,
                    f"{label_text(context, title, told)}.")]
    row = [outcome for outcome, count in order_outcomes(people) for _ in range(count)]
    for index, outcome in enumerate(row):
        box = Rect(index % across * step, top + index // across * (tall + ROW_GAP), step, tall)
        groups.append(Group(f"person-{number}-{index + 1}", Role.DECORATION, Layer.PAGE, box,
                            tuple(person(theme, outcome, box))))
    return PageBlock(width, top + lines * tall + (lines - 1) * ROW_GAP, tuple(groups))


def _words(context: DrawingContext, people: dict[str, int], name: str,
           width: float) -> tuple[tuple[Primitive, ...], float]:
    """Return how many are granted in large type, then which journey it is and the others, on one line."""
    theme = context.theme
    granted = context.translate(people_words(Outcome.GRANTED, people.get(Outcome.GRANTED, 0)))
    first = paragraph(context, granted, NUMBER, width * 0.6, 1, least=LEAST_TYPE)
    parts: list[Primitive] = [*set_block(first, Rect(0.0, 0.0, first.width + 0.5, first.height), theme.good)]
    texts = [(name, theme.ink)] if name else []
    texts += [(context.translate(people_words(outcome, count)), outcome_colour(theme, outcome))
              for outcome, count in order_outcomes(people) if outcome != Outcome.GRANTED]
    x, base = SLACK * first.width + 5.0, first.ascent
    for index, (text, colour) in enumerate(texts):
        joined = f"{SEPARATOR if index else ''}{text}"
        if x + context.metrics.width(joined, WORDS) > width:
            break
        fitted = paragraph(context, joined, WORDS, width - x, 1)
        pad = context.metrics.width(joined, WORDS) - fitted.width
        box = Rect(x + pad, base - fitted.ascent, fitted.width + 0.5, fitted.height)
        parts += set_block(fitted, box, colour)
        x = box.x + SLACK * box.width
    return tuple(parts), first.height
