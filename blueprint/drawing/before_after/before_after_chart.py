"""Both sides' minutes before and after, face to face: citizens' bars rise from the line of interaction, agents' fall.

All bars of a chart share one scale; what was is hollow with a dashed edge, what will be is solid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import BeforeAfter, Comparison, PersonaVerdict
from visavis.blueprint.analysis.measures.figure_words import short_minutes
from visavis.blueprint.drawing.before_after.before_after_words import (
    VERDICT_ICONS,
    VERDICTS,
    change_share,
    delay_from_to,
    name_of,
    shares_from_to,
    verdict_inks,
    verdict_words,
)
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

NAME = TextStyle(11.5, Weight.BOLD)
SHARE = TextStyle(9.0)
CHIP = TextStyle(9.6, Weight.SEMIBOLD)
VALUE = TextStyle(10.0, Weight.BOLD)
WAS = TextStyle(9.2, Weight.MEDIUM)
CHANGE = TextStyle(9.6, Weight.BOLD)
FACT = TextStyle(9.2)
LINE = TextStyle(8.6, Weight.SEMIBOLD)
LEAST = 8.0
HEAD = 62.0
LABEL = 15.0
FACTS = 31.0
CHIP_HEIGHT = 18.0
BAR = 28.0
BAR_GAP = 9.0
SIDES_ROOM = 58.0
# The narrowest column that holds a name, and the most columns of one row.
LEAST_COLUMN = 88.0
MOST_COLUMNS = 5
DASH = (2.4, 2.0)


@dataclass(frozen=True, slots=True)
class _Scale:
    """How minutes become points: of the room for bars each side gets what its longest bar needs."""

    most_citizen: float
    most_agent: float
    room: float

    @property
    def above(self) -> float:
        """The height of the citizens' longest bar."""
        return self.room * self.most_citizen / (self.most_citizen + self.most_agent or 1.0)

    def length(self, minutes: float) -> float:
        """Return the length of a bar; some minutes are always seen."""
        if minutes <= 0:
            return 0.0
        return max(1.6, self.room * minutes / (self.most_citizen + self.most_agent))


def chart_rows(verdicts: Sequence[PersonaVerdict], width: float) -> tuple[tuple[PersonaVerdict, ...], ...]:
    """Return the verdicts in rows that fill `width`, everybody first, rows nearly equally long."""
    across = max(1, min(MOST_COLUMNS, int((width - SIDES_ROOM) // LEAST_COLUMN)))
    count = -(-len(verdicts) // across)
    across = -(-len(verdicts) // max(1, count))
    return tuple(tuple(verdicts[start : start + across]) for start in range(0, len(verdicts), max(1, across)))


def chart_row(context: DrawingContext, comparison: Comparison, row: Sequence[PersonaVerdict], width: float,
              bars: float) -> PageBlock:
    """Return one row of the chart: names and verdicts, bars of at most `bars` points in all, how long, how often."""
    everyone = comparison.verdicts
    scale = _Scale(max(max(one.citizen.before.known_value, one.citizen.after.known_value) for one in everyone),
                   max(max(one.agent.before.known_value, one.agent.after.known_value) for one in everyone), bars)
    line = HEAD + LABEL + scale.above
    bottom = line + bars - scale.above + LABEL
    step = (width - SIDES_ROOM) / len(row)
    groups = [_line_group(context, Rect(0.0, HEAD, width, bottom - HEAD), line)]
    for index, verdict in enumerate(row):
        column = Rect(SIDES_ROOM + index * step, 0.0, step, bottom + FACTS)
        parts = (*_head(context, comparison, verdict, column), *_bars(context, verdict, scale, column, line),
                 *_facts(context, verdict, Rect(column.x, bottom, step, FACTS)))
        groups.append(Group(f"verdict-{verdict.persona or 'everybody'}", Role.FIGURE, Layer.CARDS, column, parts,
                            context.translate(name_of(comparison, verdict)),
                            verdict_words(comparison, verdict, context.translate)))
    return PageBlock(width, bottom + FACTS, tuple(groups))


def _line_group(context: DrawingContext, rect: Rect, line: float) -> Group:
    theme, translate = context.theme, context.translate
    words = translate(message("LINE OF INTERACTION"))
    parts: list[Primitive] = [straight_line(0.0, line, rect.width, line, Stroke(theme.ink, 1.8))]
    sides = ((message("Citizen"), theme.citizen.ink, Rect(0.0, line - 24.0, SIDES_ROOM - 6.0, 18.0)),
             (message("Agents"), theme.agent.ink, Rect(0.0, line + 6.0, SIDES_ROOM - 6.0, 18.0)))
    for side, colour, box in sides:
        fitted = paragraph(context, translate(side), NAME, box.width, 1, least=LEAST)
        parts += set_block(fitted, box, colour, middle=True)
    return Group("line-of-interaction", Role.LINE, Layer.LINES, rect, tuple(parts), words, words)


def _head(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict,
          column: Rect) -> Iterator[Primitive]:
    theme, translate = context.theme, context.translate
    room = column.width - 8.0
    lines, height = (2, 30.0) if verdict.persona is None else (1, 17.0)
    name = paragraph(context, translate(name_of(comparison, verdict)), NAME, room, lines, least=9.0)
    box = Rect(column.x + 4.0, column.y, room, height)
    yield from set_block(name, box, theme.ink, align=Align.CENTRE, middle=True)
    if verdict.persona is not None:
        share = translate(message("{share} of users", share=Share(verdict.weight)))
        fitted = paragraph(context, share, SHARE, room, 1, least=LEAST)
        yield from set_block(fitted, Rect(column.x + 4.0, column.y + 17.0, room, 13.0), theme.muted,
                             align=Align.CENTRE, middle=True)
    yield from _verdict_chip(context, verdict, Rect(column.x + 3.0, column.y + 36.0, column.width - 6.0, CHIP_HEIGHT))


def _verdict_chip(context: DrawingContext, verdict: PersonaVerdict, box: Rect) -> tuple[Primitive, ...]:
    """Return the verdict as a chip in `box`: icon and word on its tint."""
    inks = verdict_inks(context.theme, verdict.verdict)
    words = paragraph(context, context.translate(VERDICTS[verdict.verdict]), CHIP, box.width - 30.0, 1, least=LEAST)
    width = min(box.width, words.width + 30.0)
    x = box.centre.x - width / 2
    icon = icon_path(VERDICT_ICONS[verdict.verdict], x + 7.0, box.y + (box.height - 11.0) / 2, 11.0, inks.ink, 1.3)
    text = set_block(words, Rect(x + 22.0, box.y, width - 26.0, box.height), inks.ink, middle=True)
    return (Box(Rect(x, box.y, width, box.height), box.height / 2, inks.tint, Stroke(inks.line, 0.8)), icon, *text)


def _bars(context: DrawingContext, verdict: PersonaVerdict, scale: _Scale, column: Rect,
          line: float) -> Iterator[Primitive]:
    theme = context.theme
    yield from _pair(context, verdict.citizen, theme.citizen, scale, column, line, up=True)
    yield from _pair(context, verdict.agent, theme.agent, scale, column, line, up=False)


def _pair(context: DrawingContext, figure: BeforeAfter, inks: Inks, scale: _Scale, column: Rect, line: float, *,
          up: bool) -> Iterator[Primitive]:
    bar = min(BAR, column.width / 2 - 12.0)
    for value, left, solid in ((figure.before, column.centre.x - BAR_GAP / 2 - bar, False),
                               (figure.after, column.centre.x + BAR_GAP / 2, True)):
        length = scale.length(value.known_value)
        top = line - length if up else line
        rect = Rect(left, top, bar, length)
        if length:
            yield Box(rect, min(2.5, length / 2), inks.ink if solid else inks.tint,
                      None if solid else Stroke(inks.ink, 1.0, DASH))
        box = Rect(left - BAR_GAP / 2 + 0.5, (top - LABEL) if up else line + length, bar + BAR_GAP - 1.0, LABEL)
        figure_words = context.translate.write(short_minutes(value))
        words = paragraph(context, figure_words, VALUE if solid else WAS, box.width, 1, least=LEAST)
        yield from set_block(words, box, inks.ink if solid else context.theme.muted,
                             align=Align.CENTRE, middle=True)
        if solid:
            yield from _change(context, figure, inks, rect, column, up=up)


def _change(context: DrawingContext, figure: BeforeAfter, inks: Inks, bar: Rect, column: Rect, *,
            up: bool) -> Iterator[Primitive]:
    """Yield by how much a side's minutes changed, beside the foot of its new bar."""
    words = paragraph(context, context.translate(change_share(figure)), CHANGE, column.right - bar.right - 3.0, 1,
                      least=LEAST)
    if words.width > column.right - bar.right - 3.0:
        return
    y = bar.bottom - 17.0 if up else bar.y + 3.0
    yield from set_block(words, Rect(bar.right + 3.0, y, column.right - bar.right - 3.0, 14.0), inks.ink, middle=True)


def _facts(context: DrawingContext, verdict: PersonaVerdict, box: Rect) -> Iterator[Primitive]:
    facts: tuple[tuple[str, Message], ...] = (
        ("clock", delay_from_to(verdict)), ("flag", shares_from_to(verdict.granted)))
    for index, (icon, words) in enumerate(facts):
        fitted = paragraph(context, context.translate(words), FACT, box.width - 18.0, 1, least=LEAST)
        width = fitted.width + 14.0
        x, y = box.centre.x - width / 2, box.y + 2.0 + index * 14.5
        yield icon_path(icon, x, y + 2.0, 10.0, context.theme.muted, 1.1)
        yield from set_block(fitted, Rect(x + 14.0, y, fitted.width + 1.0, 14.0), context.theme.ink, middle=True)


def chart_key(context: DrawingContext, width: float) -> PageBlock:
    """Return what the bars and the small icons stand for."""
    theme, translate = context.theme, context.translate
    parts: list[Primitive] = []
    x, texts = 0.0, []
    marks = ((message("before"), "hollow"), (message("after"), "solid"),
             (message("elapsed time"), "clock"), (message("granted"), "flag"))
    for words, mark in marks:
        text = translate(words)
        if mark in ("hollow", "solid"):
            hollow = mark == "hollow"
            parts.append(Box(Rect(x, 2.5, 14.0, 8.0), 2.0, theme.backstage.tint if hollow else theme.ink,
                             Stroke(theme.ink, 0.9, DASH) if hollow else None))
        else:
            parts.append(icon_path(mark, x + 2.0, 1.5, 10.0, theme.muted, 1.1))
        room = context.metrics.width(text, LINE) + 1.0
        parts.append(set_line(context, text, LINE, Rect(x + 18.0, 0.0, room, 13.0), theme.muted))
        x += 18.0 + room + 14.0
        texts.append(text)
    rect = Rect(0.0, 0.0, max(width, x), 13.0)
    return PageBlock(width, 13.0, (Group("key", Role.LEGEND, Layer.PAGE, rect, tuple(parts),
                                         translate(message("Key")), ", ".join(texts)),))
