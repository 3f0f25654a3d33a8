"""Rows of a comparison for a narrow list: verdicts with both sides' bars, crossings, frictions, changes."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import BeforeAfter, ComparedFinding, Comparison, PersonaVerdict, RedesignChange
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.before_after.before_after_chart import verdict_chip
from visavis.blueprint.drawing.before_after.before_after_words import (
    CHANGE_ICONS,
    STATUS_ICONS,
    change_inks,
    change_share,
    crossing_steps,
    crossing_words,
    minutes_from_to,
    name_of,
    shares_from_to,
    signed_hours,
    status_ink,
    yearly_hours,
)
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock, move_rect
from visavis.blueprint.drawing.shapes import icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

NAME = TextStyle(15.0, Weight.BOLD)
SMALL = TextStyle(12.0)
VALUE = TextStyle(13.0, Weight.BOLD)
WAS = TextStyle(12.5, Weight.MEDIUM)
SIDE = TextStyle(12.5, Weight.BOLD)
ROW_TITLE = TextStyle(13.5, Weight.SEMIBOLD)
HEADING = TextStyle(15.0, Weight.BOLD)
LEAST = 10.0
PAD = 12.0
BAR, BAR_STEP = 11.0, 17.0
SIDE_ROOM = 58.0
VALUE_ROOM = 104.0
CHIP_HEIGHT = 22.0
CHIP_ROOM = 132.0
ICON = 15.0
TEXT_X = 38.0
DASH = (2.6, 2.2)
# Both sides, how long and how often; then, where cases a year are told, the hours of a year.
VERDICT_HEIGHT, YEAR_HEIGHT = 152.0, 19.0


def verdict_row(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict, width: float) -> PageBlock:
    """Return one persona's verdict: chip, both sides' minutes as paired bars across a line, how long, how often."""
    theme, height = context.theme, verdict_height(comparison)
    card = Rect(0.75, 0.75, width - 1.5, height - 1.5)
    inner = card.inset(PAD)
    parts: list[Primitive] = [Box(card, 10.0, None, Stroke(theme.hairline)),
                              *_who(context, comparison, verdict, inner)]
    line = inner.y + 30.0 + 2 * BAR_STEP + 3.0
    most = max(max(figure.before.known_value, figure.after.known_value)
               for one in comparison.verdicts for figure in (one.citizen, one.agent))
    parts += _side(context, message("Citizen"), verdict.citizen, theme.citizen, most,
                   Rect(inner.x, line - 3.0 - 2 * BAR_STEP, inner.width, 2 * BAR_STEP))
    parts.append(straight_line(inner.x, line, inner.right, line, Stroke(theme.ink, 1.4)))
    parts += _side(context, message("Agents"), verdict.agent, theme.agent, most,
                   Rect(inner.x, line + 3.0, inner.width, 2 * BAR_STEP))
    below = Rect(inner.x, line + 3.0 + 2 * BAR_STEP + 6.0, inner.width, 18.0)
    facts = [("clock", minutes_from_to(verdict.elapsed)), ("flag", shares_from_to(verdict.granted))]
    parts += _facts(context, facts, below)
    year = _year(comparison, verdict)
    if year is not None:
        parts += _facts(context, [("users", year)], move_rect(below, 0.0, YEAR_HEIGHT))
    return _block(f"verdict-{verdict.persona or 'everybody'}", parts, width, height)


def verdict_height(comparison: Comparison) -> float:
    """Return how high the rows of verdicts are."""
    return VERDICT_HEIGHT if comparison.cases_per_year is None else VERDICT_HEIGHT + YEAR_HEIGHT


def _who(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict, box: Rect) -> Iterator[Primitive]:
    theme, translate = context.theme, context.translate
    room = box.width - CHIP_ROOM - 8.0
    share = "" if verdict.persona is None else translate.write(Share(verdict.weight))
    aside = paragraph(context, share, SMALL, room, 1, least=LEAST)
    name = paragraph(context, translate(name_of(comparison, verdict)), NAME, room - aside.width - 8.0, 1, least=11.0)
    row = Rect(box.x, box.y - 2.0, room, CHIP_HEIGHT)
    yield from set_block(name, row, theme.ink, middle=True)
    yield from set_block(aside, Rect(box.x + name.width + 8.0, row.y + 1.0, aside.width + 1.0, CHIP_HEIGHT),
                         theme.muted, middle=True)
    yield from verdict_chip(context, verdict, Rect(box.right - CHIP_ROOM, row.y, CHIP_ROOM, CHIP_HEIGHT),
                            align=Align.RIGHT, size=12.5)


def _side(context: DrawingContext, name: Message, figure: BeforeAfter, inks: Inks, most: float, box: Rect,
          ) -> Iterator[Primitive]:
    """Yield a side's name and its two bars: what was hollow, what will be solid."""
    translate = context.translate
    label = paragraph(context, translate(name), SIDE, SIDE_ROOM - 6.0, 1, least=LEAST)
    yield from set_block(label, Rect(box.x, box.y, SIDE_ROOM - 6.0, box.height), inks.ink, middle=True)
    room = box.width - SIDE_ROOM - VALUE_ROOM
    for index, value in enumerate((figure.before, figure.after)):
        solid, minutes = index == 1, value.known_value
        row = Rect(box.x + SIDE_ROOM, box.y + index * BAR_STEP, room, BAR_STEP)
        length = 0.0 if minutes <= 0 or most <= 0 else max(2.0, room * minutes / most)
        bar = Rect(row.x, row.y + (BAR_STEP - BAR) / 2, length, BAR)
        if length:
            yield Box(bar if solid else bar.inset(0.5), min(3.0, length / 2), inks.ink if solid else inks.tint,
                      None if solid else Stroke(inks.ink, 1.0, DASH))
        words = translate.write(minutes_words(value))
        if solid:
            words = f"{words}  {translate(change_share(figure))}"
        rect = Rect(row.x + length + 7.0, row.y, box.right - row.x - length - 7.0, BAR_STEP)
        fitted = paragraph(context, words, VALUE if solid else WAS, rect.width, 1, least=LEAST)
        yield from set_block(fitted, rect, inks.ink if solid else context.theme.muted, middle=True)


def _year(comparison: Comparison, verdict: PersonaVerdict) -> Message | None:
    citizen, agent = (yearly_hours(comparison, verdict, side) for side in (Side.CITIZEN, Side.AGENT))
    if citizen is None or agent is None:
        return None
    return message("a year: citizens {citizen}, agents {agents}", citizen=signed_hours(citizen),
                   agents=signed_hours(agent))


def _facts(context: DrawingContext, facts: list[tuple[str, Message]], box: Rect) -> Iterator[Primitive]:
    translate, theme, x = context.translate, context.theme, box.x
    for icon, words in facts:
        room = box.right - x - 18.0
        if room < 40.0:
            return
        fitted = paragraph(context, translate(words), SMALL, room, 1, least=LEAST)
        yield icon_path(icon, x, box.y + 2.5, 13.0, theme.muted, 1.3)
        yield from set_block(fitted, Rect(x + 18.0, box.y, room, box.height), theme.ink, middle=True)
        x += 18.0 + fitted.width + 14.0


def heading_row(context: DrawingContext, words: str, width: float) -> PageBlock:
    """Return the heading of a part of the list."""
    fitted = paragraph(context, words, HEADING, width - 2 * PAD, 2, least=12.0)
    rect = Rect(PAD, 10.0, width - 2 * PAD, fitted.height)
    return _block("heading", list(set_block(fitted, rect, context.theme.ink)), width, rect.bottom + 4.0)


def sentence_row(context: DrawingContext, icon: str, colour: str, words: str, width: float) -> PageBlock:
    """Return one sentence with an icon."""
    return _text_row(context, icon, colour, [(words, SMALL, context.theme.ink, 4)], width)


def crossing_row(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict, width: float) -> PageBlock:
    """Return what crossed the line for one persona, its amount, and the steps behind it."""
    theme, translate, crossing = context.theme, context.translate, verdict.crossing
    assert crossing is not None
    steps = ", ".join(crossing_steps(comparison, crossing, translate))
    return _text_row(context, "repeat", theme.friction.ink, [
        (translate(name_of(comparison, verdict)), ROW_TITLE, theme.ink, 1),
        (translate(crossing_words(crossing)), SMALL, theme.ink, 3), (steps, SMALL, theme.muted, 3)], width)


def compared_friction_row(context: DrawingContext, one: ComparedFinding, width: float) -> PageBlock:
    """Return a friction and what became of it."""
    theme, translate = context.theme, context.translate
    return _text_row(context, STATUS_ICONS[one.status], status_ink(theme, one.status), [
        (translate(one.finding.title), ROW_TITLE, theme.ink, 2),
        (translate(one.finding.message), SMALL, theme.muted, 3)], width)


def change_row(context: DrawingContext, change: RedesignChange, width: float) -> PageBlock:
    """Return one change."""
    theme, translate = context.theme, context.translate
    return _text_row(context, CHANGE_ICONS[change.kind], change_inks(theme, change.kind).ink,
                     [(translate(change.message), SMALL, theme.ink, 3)], width)


def _text_row(context: DrawingContext, icon: str, colour: str, lines: list[tuple[str, TextStyle, str, int]],
              width: float) -> PageBlock:
    """Return lines of text, each with its style, colour and how often it may wrap, behind an icon."""
    parts: list[Primitive] = [icon_path(icon, PAD, 9.0, ICON, colour, 1.8)]
    room, y = width - TEXT_X - PAD, 7.0
    for text, style, ink, most in lines:
        fitted: FittedText = paragraph(context, text, style, room, most, least=LEAST)
        if text.strip():
            parts += set_block(fitted, Rect(TEXT_X, y, room, fitted.height), ink)
            y += fitted.height
    return _block("row", parts, width, y + 7.0)


def _block(name: str, parts: list[Primitive], width: float, height: float) -> PageBlock:
    return PageBlock(width, height,
                     (Group(name, Role.FIGURE, Layer.CARDS, Rect(0.0, 0.0, width, height), tuple(parts)),))
