"""A phase of the citizen's page as a row: what to do at the left, what the agents do, its days on the spine.

A row is drawn as high as its taller side. The spine between the rows is drawn once a sheet (`spine_group`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.plain.told_phases import ToldPhase
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.infographic.phase_days import PhaseDays
from visavis.blueprint.drawing.infographic.told_journey import ToldJourney, left_out_words, nothing_words
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import arrowhead, circle, polyline, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import message
from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

HEADING = TextStyle(14.5, Weight.BOLD)
NUMBER = TextStyle(12.5, Weight.BOLD)
NAME = TextStyle(14.0, Weight.BOLD)
BODY = TextStyle(LEAST_TYPE)
LEADING = 1.23
DAYS = TextStyle(LEAST_TYPE, Weight.BOLD)
RADIUS = 8.0
# Across: the part of the width that the agents take, on a wide page more; the spine, and the flags on it.
AGENTS_PART, WIDE_AGENTS_PART, WIDE = 0.33, 0.4, 600.0
SPINE, FLAG = 24.0, 88.0
NUMBER_ROOM, NUMBER_RADIUS = 33.0, 10.0
BULLET_ROOM = 11.0
SIDE_PAD, TOP_PAD, BOTTOM_PAD = 7.0, 4.0, 5.0
NAME_LINES, THING_LINES = 2, 4
SENTENCE_LINES = 9
PILL_HEIGHT, FLAG_GAP, SPINE_WIDTH = 20.0, 4.0, 2.6


@dataclass(frozen=True, slots=True)
class RowWidths:
    """How the width of a page is shared out: what to do, the spine, what the agents do."""

    to_do: float
    agents: float

    @property
    def spine_x(self) -> float:
        """Where the middle of the spine is."""
        return self.to_do + SPINE / 2

    @property
    def agents_x(self) -> float:
        """Where the agents begin."""
        return self.to_do + SPINE


def row_widths(width: float) -> RowWidths:
    """Return the widths of the three columns on a page of a width."""
    agents = width * (AGENTS_PART if width < WIDE else WIDE_AGENTS_PART)
    return RowWidths(width - SPINE - agents, agents)


def column_heads(context: DrawingContext, journey: ToldJourney, width: float) -> PageBlock:
    """Return what stands above both columns: « you » and « we » over plain words, else who is told of."""
    widths, theme, translate = row_widths(width), context.theme, context.translate
    if journey.is_plain:
        told = (translate(message("What you do")), translate(message("And what we do")))
    else:
        told = (translate(message("What the citizen does")), translate(message("What the agents do")))
    groups, height = [], 0.0
    for name, text, x, room, colour in (
            ("citizen-head", told[0], 0.0, widths.to_do, theme.citizen.ink),
            ("agents-head", told[1], widths.agents_x, widths.agents, theme.agent.ink)):
        fitted = paragraph(context, text, HEADING, room, 1, least=12.0)
        if fitted.is_cut:
            fitted = paragraph(context, text, HEADING, room, 2, least=LEAST_TYPE)
        box = Rect(x, 0.0, room, fitted.height)
        groups.append(Group(name, Role.TEXT, Layer.PAGE, box, set_block(fitted, box, colour), text, text))
        height = max(height, fitted.height)
    return PageBlock(width, height, tuple(groups))


def phase_row(context: DrawingContext, journey: ToldJourney, phase: ToldPhase, days: PhaseDays,
              width: float) -> PageBlock:
    """Return the row of a phase, as high as its longer side."""
    widths = row_widths(width)
    pill = paragraph(context, context.translate(days.words), DAYS, FLAG - 10.0, 3, least=LEAST_TYPE)
    left = _to_do_block(context, journey, phase, widths.to_do, _flag_box(pill, widths.spine_x))
    text = _agents_text(context, journey, phase, widths.agents - 2 * SIDE_PAD)
    height = max(left.height, text.height + 2 * BOTTOM_PAD + 2.0, pill.height + 2 * TOP_PAD)
    theme, right = context.theme, Rect(widths.agents_x, 0.0, widths.agents, height)
    grounds = Group(f"{phase.phase.id}-ground", Role.DECORATION, Layer.LANES, Rect(0.0, 0.0, width, height), (
        Box(Rect(0.0, 0.0, widths.to_do, height), RADIUS, theme.citizen.tint), Box(right, RADIUS, theme.agent.tint)))
    name, *things = left.groups
    inner = Rect(right.x + SIDE_PAD, 0.0, right.width - 2 * SIDE_PAD, height)
    agents = Group(f"{phase.phase.id}-agents", Role.TEXT, Layer.CARDS, right,
                   set_block(text, inner, theme.ink, middle=True), text.full, text.full, Side.AGENT)
    return PageBlock(width, height, (
        grounds, name, _days_group(context, phase, days, pill, widths.spine_x), *things, agents))


def spine_group(context: DrawingContext, width: float, top: float, bottom: float, *, is_last: bool) -> Group:
    """Return the spine of a sheet; an arrow ends it where the journey does."""
    x, ink = row_widths(width).spine_x, spine_colours(context)[0]
    parts: list[Primitive] = [straight_line(x, top, x, bottom - (5.0 if is_last else 0.0), Stroke(ink, SPINE_WIDTH))]
    if is_last:
        parts.append(arrowhead(Point(x, top), Point(x, bottom + 4.0), ink, 10.0))
    return Group("spine", Role.DECORATION, Layer.LINES, Rect(x - 5.0, top, 10.0, bottom + 4.0 - top), tuple(parts))


def spine_colours(context: DrawingContext) -> tuple[str, str]:
    """Return the spine's ink and that of the words on it: a brand kit's colour of phases, where there is a kit."""
    theme = context.theme
    return (theme.ink, theme.background) if context.look is None else (theme.phases[0], theme.on_phase)


def _agents_text(context: DrawingContext, journey: ToldJourney, phase: ToldPhase, width: float) -> FittedText:
    text = journey.pick_agents(phase) if phase.agents else context.translate(nothing_words(phase, Side.AGENT))
    return paragraph(context, text, BODY, width, SENTENCE_LINES, leading=LEADING)


def _days_group(context: DrawingContext, phase: ToldPhase, days: PhaseDays, text: FittedText, x: float) -> Group:
    ink, letters = spine_colours(context)
    box = _flag_box(text, x)
    parts: tuple[Primitive, ...] = (Box(box, min(PILL_HEIGHT / 2, box.height / 2), ink),
                                    *set_block(text, box, letters, align=Align.CENTRE, middle=True))
    said = context.translate(days.sentence)
    return Group(f"{phase.phase.id}-days", Role.FIGURE, Layer.LABELS, box, parts, said, said)


def _flag_box(text: FittedText, x: float) -> Rect:
    """Return where the days hang on the spine like a flag, over the line of the phase’s name."""
    across = max(34.0, min(FLAG, text.width + 14.0))
    return Rect(x + SPINE / 2 - 1.0 - across, TOP_PAD - 1.0, across, max(PILL_HEIGHT, text.height + 6.0))


def _to_do_block(context: DrawingContext, journey: ToldJourney, phase: ToldPhase, width: float,
                 flag: Rect) -> PageBlock:
    """Return number, name and things to do, drawn on the ground of the row; the first group is the phase."""
    named = phase.phase.name.strip() or context.translate(message("Unnamed phase"))
    name = paragraph(context, named, NAME, _name_room(flag), NAME_LINES, least=LEAST_TYPE)
    groups = [_phase_group(context, phase, name, width, flag)]
    y = TOP_PAD + name.height
    for key, text, is_thing in lines_to_do(context, journey, phase):
        # A flag of several lines reaches down to the first things to do: these end before it.
        end = width - SIDE_PAD if y >= flag.bottom - FLAG_GAP else min(width - SIDE_PAD, flag.x - FLAG_GAP)
        room = end - NUMBER_ROOM
        fitted = paragraph(context, text, BODY, room - BULLET_ROOM, THING_LINES, leading=LEADING)
        rect = Rect(NUMBER_ROOM, y, room, fitted.height)
        words = Rect(rect.x + BULLET_ROOM, y, room - BULLET_ROOM, fitted.height)
        parts: list[Primitive] = [*set_block(fitted, words, context.theme.ink if is_thing else context.theme.muted)]
        if is_thing:
            parts.append(_bullet(context.theme.citizen.ink, rect.x + 2.0, y + fitted.line_height / 2))
        groups.append(Group(f"{phase.phase.id}-{key}", Role.TEXT, Layer.CARDS, rect, tuple(parts), text, text,
                            Side.CITIZEN))
        y += fitted.height
    return PageBlock(width, y + BOTTOM_PAD, tuple(groups))


def lines_to_do(context: DrawingContext, journey: ToldJourney, phase: ToldPhase) -> Iterator[tuple[str, str, bool]]:
    """Yield what stands in a phase: a name and the words of each line, and whether it is a thing to do."""
    for thing in phase.to_do:
        yield thing.steps[0].id, journey.say_thing(thing, context.translate), True
    if not phase.to_do:
        yield "nothing", context.translate(nothing_words(phase, Side.CITIZEN)), False
    if phase.left_out:
        yield "more", context.translate(left_out_words(phase.left_out)), False


def _name_room(flag: Rect) -> float:
    """Return the room for a phase's name before the flag of its days."""
    return flag.x - NUMBER_ROOM - FLAG_GAP


def _phase_group(context: DrawingContext, phase: ToldPhase, name: FittedText, width: float, flag: Rect) -> Group:
    parts = tuple(_phase_parts(context, phase.number, name, _name_room(flag)))
    bounds = Rect(SIDE_PAD, TOP_PAD - 2.0, width - SIDE_PAD, name.height + 4.0)
    return Group(phase.phase.id, Role.PHASE, Layer.CARDS, bounds, parts, name.full, name.full)


def _phase_parts(context: DrawingContext, number: int, name: FittedText, room: float) -> Iterator[Primitive]:
    theme, text = context.theme, str(number)
    centre = Point(SIDE_PAD + NUMBER_RADIUS, TOP_PAD + name.line_height / 2 + 1.0)
    reach = max(NUMBER_RADIUS, context.metrics.width(text, NUMBER) / 2 + 2.0)
    yield circle(centre.x, centre.y, NUMBER_RADIUS, theme.citizen.ink)
    style = NUMBER if reach == NUMBER_RADIUS else NUMBER.with_size(LEAST_TYPE)
    yield set_line(context, text, style, Rect(centre.x - reach, centre.y - 9.0, 2 * reach, 18.0), theme.surface,
                   align=Align.CENTRE)
    yield from set_block(name, Rect(NUMBER_ROOM, TOP_PAD, room, name.height), theme.ink)


def _bullet(colour: str, x: float, y: float) -> Path:
    return polyline(((x, y - 3.0), (x + 3.4, y), (x, y + 3.0)), Stroke(colour, 1.5))
