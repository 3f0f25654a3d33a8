"""Rows of a comparison for a narrow list: headings, sentences, crossings, frictions, changes."""

from __future__ import annotations

from visavis.blueprint.analysis import ComparedFinding, Comparison, PersonaVerdict, RedesignChange
from visavis.blueprint.drawing.before_after.before_after_words import (
    CHANGE_ICONS,
    STATUS_ICONS,
    change_inks,
    crossing_steps,
    crossing_words,
    name_of,
    status_ink,
)
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

SMALL = TextStyle(12.5)
ROW_TITLE = TextStyle(14.0, Weight.SEMIBOLD)
HEADING = TextStyle(15.0, Weight.BOLD)
LEAST = 12.0
ICON = 15.0
TEXT_X = 26.0
# Between a row and what is painted around it where the keys are.
PAD = 8.0


def heading_row(context: DrawingContext, words: str, width: float) -> PageBlock:
    """Return the heading of a part of the list."""
    width -= 2 * PAD
    fitted = paragraph(context, words, HEADING, width, 2, least=12.0)
    rect = Rect(0.0, 10.0, width, fitted.height)
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
    width -= 2 * PAD
    parts: list[Primitive] = [icon_path(icon, 0.0, 9.0, ICON, colour, 1.8)]
    room, y = width - TEXT_X, 7.0
    for text, style, ink, most in lines:
        fitted: FittedText = paragraph(context, text, style, room, most, least=LEAST)
        if text.strip():
            parts += set_block(fitted, Rect(TEXT_X, y, room, fitted.height), ink)
            y += fitted.height
    return _block("row", parts, width, y + 7.0)


def _block(name: str, parts: list[Primitive], width: float, height: float) -> PageBlock:
    """Return what was set in the room between the paddings as a row of the list."""
    group = Group(name, Role.FIGURE, Layer.CARDS, Rect(0.0, 0.0, width, height), tuple(parts))
    return PageBlock(width + 2 * PAD, height, PageBlock(width, height, (group,)).at(PAD, 0.0))
