"""The parts of the booklet's pages: its cover, a phase to fill in, what to do if something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis.plain.told_phases import ToldPhase
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.infographic.fact_boxes import contact_box, fact_pair
from visavis.blueprint.drawing.infographic.page_head import head_block
from visavis.blueprint.drawing.infographic.phase_days import PhaseDays
from visavis.blueprint.drawing.infographic.phase_rows import lines_to_do, spine_colours
from visavis.blueprint.drawing.infographic.pitfalls import pitfall_words, told_pitfalls
from visavis.blueprint.drawing.infographic.rights import appeal_block
from visavis.blueprint.drawing.infographic.told_journey import ToldJourney
from visavis.blueprint.drawing.infographic.writing_lines import empty_lines, labelled_lines
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome, Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

KIND = TextStyle(16.0, Weight.BOLD)
HEADING = TextStyle(14.0, Weight.BOLD)
NAME = TextStyle(13.0, Weight.BOLD)
NUMBER = TextStyle(12.0, Weight.BOLD)
DAYS = TextStyle(LEAST_TYPE, Weight.BOLD)
BODY = TextStyle(LEAST_TYPE)
LEADING = 1.25
TROUBLE_GAP, PAD, RADIUS = 8.0, 8.0, 8.0
DISC, TEXT_LEFT = 9.5, 27.0
TICK = 9.0
THING_LINES, GETS_LINES, ACTION_LINES = 4, 4, 8
# How the width for a date and a name, for a name and a number is shared out.
DATE_PART, PERSON_PART = 0.42, 0.6
# Between the parts of the cover.
LEAST_GAP, MOST_GAP = 6.0, 26.0


def first_page_block(context: DrawingContext, journey: ToldJourney, excerpt: Excerpt | None,
                     width: float, room: float) -> PageBlock:
    """Return the cover, spread over its room: title, whose it is, what one gets, how long it takes, who to ask."""
    head = head_block(context, journey.document, excerpt, width, size=26.0)
    kind = _heading(context, "booklet", message("My journey"), width, context.theme.citizen.ink, KIND)
    owner = stack_blocks([labelled_lines(context, "owner", [message("My name:")], width),
                          labelled_lines(context, "case", [message("My case number:")], width)], 2.0)
    gets = _section(context, "gets", message("What you get"), _gets_words(context, journey), width)
    asks = contact_box(context, journey, width)
    people = stack_blocks([
        labelled_lines(context, name, [who, message("Phone:")], width, (PERSON_PART, 1.0 - PERSON_PART))
        for name, who in (("helper", message("Who helps me:")), ("agent", message("Who follows my case:")))], 2.0)
    parts = [head, kind, owner, gets, fact_pair(context, journey, width), asks, people]
    gap = (room - sum(part.height for part in parts)) / len(parts)
    return stack_blocks(parts, max(LEAST_GAP, min(MOST_GAP, gap)))


def steps_heading(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    """Return the heading of the steps: « you » over plain words, else who is told of."""
    words = message("What you do, and when") if journey.is_plain else message("What the citizen does, and when")
    return _heading(context, "steps", words, width, context.theme.citizen.ink, KIND)


def phase_block(context: DrawingContext, journey: ToldJourney, phase: ToldPhase, days: PhaseDays, width: float,
                lines: int) -> PageBlock:
    """Return a phase: its name and days, each thing to do with a box to tick, a line for date and name, others."""
    theme = context.theme
    flag = paragraph(context, context.translate(days.words), DAYS, width * 0.3, 1, least=LEAST_TYPE)
    named = phase.phase.name.strip() or context.translate(message("Unnamed phase"))
    name = paragraph(context, named, NAME, width - TEXT_LEFT - flag.width - 22.0, 2, least=LEAST_TYPE)
    groups = [Group(phase.phase.id, Role.PHASE, Layer.CARDS, Rect(0.0, 0.0, width, name.height + 2.0),
                    tuple(_phase_parts(context, phase, name)), name.full, name.full),
              _flag_group(context, phase, days, flag, width)]
    y = name.height + 3.0
    for key, text, is_thing in lines_to_do(context, journey, phase):
        fitted = paragraph(context, text, BODY, width - TEXT_LEFT - TICK - 6.0, THING_LINES, leading=LEADING)
        rect = Rect(TEXT_LEFT, y, width - TEXT_LEFT, fitted.height)
        words = Rect(rect.x + TICK + 6.0, y, rect.width - TICK - 6.0, rect.height)
        parts: list[Primitive] = [*set_block(fitted, words, theme.ink if is_thing else theme.muted)]
        if is_thing:
            tick = Rect(rect.x + 0.6, y + (fitted.line_height - TICK) / 2, TICK, TICK)
            parts.append(Box(tick, 2.0, None, Stroke(theme.citizen.ink, 1.1)))
        groups.append(Group(f"{phase.phase.id}-{key}", Role.TEXT, Layer.CARDS, rect, tuple(parts), text, text,
                            Side.CITIZEN))
        y += fitted.height
    room = width - TEXT_LEFT
    date = labelled_lines(context, f"{phase.phase.id}-date", [message("On:"), message("With:")], room,
                          (DATE_PART, 1.0 - DATE_PART))
    groups += [*date.at(TEXT_LEFT, y)]
    more = empty_lines(context, f"{phase.phase.id}-lines", lines - 1, room)
    return PageBlock(width, y + date.height + more.height, (*groups, *more.at(TEXT_LEFT, y + date.height)))


def trouble_block(context: DrawingContext, journey: ToldJourney, width: float, room: float) -> PageBlock:
    """Return the upper part of the last page: the appeal, and before it what may go wrong, as far as it fits."""
    head = _heading(context, "trouble", message("If something goes wrong"), width, context.theme.friction.ink, KIND)
    appeal = _appeal(context, journey, width)
    blocks: list[PageBlock] = []
    for pitfall in told_pitfalls(journey.analysis):
        name, body = pitfall_words(context, pitfall)
        block = _pitfall(context, str(pitfall.number), name, body, width)
        if stack_blocks([head, *blocks, block, appeal], TROUBLE_GAP).height <= room:
            blocks.append(block)
    return stack_blocks([head, *blocks, appeal], TROUBLE_GAP)


def _appeal(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    appeal = appeal_block(context, journey.document, width - 2 * PAD)
    rect = Rect(0.0, 0.0, width, appeal.height + 2 * PAD)
    frame = Group("appeal-frame", Role.DECORATION, Layer.LANES, rect, (
        Box(rect.inset(0.6), RADIUS, None, Stroke(context.theme.agent.line, 1.2)),))
    return PageBlock(width, rect.height, (frame, *appeal.at(PAD, PAD)))


def small_foot(context: DrawingContext, width: float, number: tuple[int, int]) -> PageBlock:
    """Return the number of a page at its foot."""
    text = context.translate(message("page {page}/{pages}", page=number[0], pages=number[1]))
    fitted = paragraph(context, text, BODY, width, 1)
    box = Rect(0.0, 0.0, width, fitted.height)
    parts = set_block(fitted, box, context.theme.muted, align=Align.CENTRE)
    return PageBlock(width, box.height, (Group("page", Role.FOOTER, Layer.PAGE, box, parts, text, text),))


def _gets_words(context: DrawingContext, journey: ToldJourney) -> str:
    """Return how the journey ends well, in plain words where its end has some."""
    ends = [step for step in journey.document.steps if step.outcome is Outcome.GRANTED]
    told = [journey.say_step(step) for step in ends]
    return ". ".join(told) + "." if told else context.translate(message("How it ends is not drawn."))


def _heading(context: DrawingContext, name: str, words: Message, width: float, colour: str,
             style: TextStyle = HEADING) -> PageBlock:
    text = context.translate(words)
    fitted = paragraph(context, text, style, width, 2, least=LEAST_TYPE)
    box = Rect(0.0, 0.0, width, fitted.height)
    return PageBlock(width, box.height, (
        Group(name, Role.HEADING, Layer.CARDS, box, set_block(fitted, box, colour), text, text),))


def _section(context: DrawingContext, name: str, words: Message, text: str, width: float) -> PageBlock:
    head = _heading(context, name, words, width, context.theme.good)
    fitted = paragraph(context, text, BODY, width, GETS_LINES, leading=LEADING)
    box = Rect(0.0, head.height, width, fitted.height)
    told = Group(f"{name}-text", Role.TEXT, Layer.CARDS, box, set_block(fitted, box, context.theme.ink), "", text)
    return PageBlock(width, box.bottom, (*head.groups, told))


def _phase_parts(context: DrawingContext, phase: ToldPhase, name: FittedText) -> Iterator[Primitive]:
    middle, text = name.line_height / 2 + 1.0, str(phase.number)
    yield circle(DISC, middle, DISC, context.theme.citizen.ink)
    style = NUMBER if len(text) < 3 else NUMBER.with_size(LEAST_TYPE)
    yield set_line(context, text, style, Rect(-4.0, middle - DISC, 2 * DISC + 8.0, 2 * DISC), context.theme.surface,
                   align=Align.CENTRE)
    yield from set_block(name, Rect(TEXT_LEFT, 0.0, name.width + 1.0, name.height), context.theme.ink)


def _flag_group(context: DrawingContext, phase: ToldPhase, days: PhaseDays, text: FittedText, width: float) -> Group:
    ink, letters = spine_colours(context)
    box = Rect(width - text.width - 14.0, 0.0, text.width + 14.0, 18.0)
    words = set_block(text, box, letters, align=Align.CENTRE, middle=True)
    parts: tuple[Primitive, ...] = (Box(box, 9.0, ink), *words)
    said = context.translate(days.sentence)
    return Group(f"{phase.phase.id}-days", Role.FIGURE, Layer.LABELS, box, parts, said, said)


def _pitfall(context: DrawingContext, number: str, name: str, body: str, width: float) -> PageBlock:
    theme, room = context.theme, width - TEXT_LEFT - 2 * PAD
    head = paragraph(context, name, NAME, room, 2, least=LEAST_TYPE)
    action = paragraph(context, body, BODY, room, ACTION_LINES, leading=LEADING)
    rect = Rect(0.0, 0.0, width, head.height + action.height + 2 * PAD - 4.0)
    middle = PAD - 2.0 + head.line_height / 2
    disc = Rect(PAD - 4.0, middle - DISC, 2 * DISC + 8.0, 2 * DISC)
    upper = Rect(PAD + TEXT_LEFT, PAD - 2.0, room, head.height)
    style = NUMBER if len(number) < 3 else NUMBER.with_size(LEAST_TYPE)
    parts: tuple[Primitive, ...] = (
        Box(rect, RADIUS, theme.friction.tint), circle(PAD + DISC, middle, DISC, theme.friction.ink),
        set_line(context, number, style, disc, theme.on_friction, align=Align.CENTRE),
        *set_block(head, upper, theme.friction.ink),
        *set_block(action, Rect(upper.x, upper.bottom, room, action.height), theme.ink))
    return PageBlock(width, rect.height, (
        Group(f"pitfall-{number}", Role.FINDING, Layer.CARDS, rect, parts, name, f"{number}. {name}. {body}"),))
