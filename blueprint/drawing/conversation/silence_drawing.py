"""A silence of a conversation, drawn: how long it is, and what each side does meanwhile; and how it all ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import ConversationStep, Hotspot
from visavis.blueprint.analysis.paths.spoken_lines import SilentTime
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.conversation.conversation_rows import BADGE, NUMBER, REACH, ConversationParts
from visavis.blueprint.drawing.conversation.conversation_words import (
    ending_words,
    meanwhile,
    meanwhile_words,
    silence_sentences,
)
from visavis.blueprint.drawing.conversation.page_columns import PlacedRow
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role
from visavis.blueprint.drawing.journeys.journey_strip import outcome_inks
from visavis.blueprint.drawing.reader_pages.time_scale import LONG_SILENCE
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import Align, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

LENGTH = TextStyle(11.0, Weight.MEDIUM)
LONG = TextStyle(13.5, Weight.BOLD)
MEANWHILE = TextStyle(11.0)
ENDS = TextStyle(12.0, Weight.BOLD)
LEADING = 1.2
# A silence less high has no words on the drawing: the day on which it ends tells it.
LEAST_TOLD = 10.6
LINE = 13.2
MOST_LINES = 4
DOT = 4.4


def silence_group(parts: ConversationParts, placed: PlacedRow, number: int) -> Group:
    """Return the group of a silence or of a piece of it; who waits is the citizen, so it is told on their side."""
    silence = placed.row.entry
    assert isinstance(silence, SilentTime)
    waiting, working = placed.row.hotspots, placed.row.working
    row = Rect(parts.widths.labels, placed.y, parts.widths.whole - parts.widths.labels, placed.height)
    primitives: list[Primitive] = []
    if placed.height >= LEAST_TOLD:
        primitives += _length(parts, placed, silence, waiting)
        if not placed.piece:
            primitives += _meanwhile(parts, placed, silence, working)
    sentences = silence_sentences(silence, parts.scale, [each.number for each in (*waiting, *working)])
    title = parts.context.translate(parts.scale.length_words(placed.row.steps))
    told = join_sentences(parts.context.translate, sentences)
    if placed.piece:
        told = parts.context.translate(message("{title} (continued)", title=title))
    return Group(f"silence-{number}", Role.STEP, Layer.CARDS, row, tuple(primitives), title, told, Side.CITIZEN)


def _length(parts: ConversationParts, placed: PlacedRow, silence: SilentTime,
            waiting: Sequence[Hotspot]) -> Iterator[Primitive]:
    """Yield how long it is, at the citizen's side of the line; below it what they do, where there is room."""
    context, theme, widths = parts.context, parts.context.theme, parts.widths
    told = parts.scale.silence_words(placed.row.steps, is_friction=bool(waiting), has_promise=silence.has_promise)
    room = widths.citizen - (2 * BADGE + 4.0 if waiting else 0.0)
    fitted = _fit_length(parts, placed, told, room, is_large=bool(waiting) and placed.height >= 20.0)
    beside = _citizens_words(parts, silence, placed.height - fitted.height, room) if not placed.piece else None
    height = fitted.height + (beside.height if beside is not None else 0.0)
    top = placed.y + (placed.height - height) / 2
    right = widths.line - REACH
    badge = 2 * BADGE + 4.0 if waiting else 0.0
    line = Rect(right - badge - room, top, room, fitted.height)
    yield from set_block(fitted, line, theme.friction.ink if waiting else theme.ink, align=Align.RIGHT)
    if waiting:
        yield from number_badge(context, str(waiting[0].number), right - BADGE,
                                line.y + min(line.height, LONG.size * LEADING) / 2, radius=BADGE,
                                hypothesis=waiting[0].is_hypothesis, least=NUMBER)
    if beside is not None:
        below = Rect(right - room, line.bottom, room, beside.height)
        yield from set_block(beside, below, theme.muted, align=Align.RIGHT)


def _fit_length(parts: ConversationParts, placed: PlacedRow, told: Message, room: float, *,
                is_large: bool) -> FittedText:
    """Return the words of a silence as large and as full as its height allows; at the least, how long it is."""
    shortest = parts.scale.length_words(placed.row.steps)
    styles = (LONG, LENGTH) if is_large else (LENGTH,)
    for words, style in (*((told, style) for style in styles), (shortest, LENGTH)):
        lines = max(1, min(2, int(placed.height // (style.size * LEADING))))
        # How long it is stands once: told again it would be read as another silence.
        text = parts.context.translate(message("the same silence, continued") if placed.piece else words)
        fitted = paragraph(parts.context, text, style, room, lines, leading=LEADING)
        if not fitted.is_cut:
            break
    return fitted


def _citizens_words(parts: ConversationParts, silence: SilentTime, left: float, room: float) -> FittedText | None:
    """Return what the citizen does meanwhile, in the height that is left; None where there is nothing or no room."""
    steps = meanwhile(silence, citizen=True)
    lines = min(MOST_LINES, int(left // LINE))
    return _fit_steps(parts, steps, room, lines) if steps and lines > 0 else None


def _meanwhile(parts: ConversationParts, placed: PlacedRow, silence: SilentTime,
               working: Sequence[Hotspot]) -> Iterator[Primitive]:
    """Yield what the agents do meanwhile, at their side of the line."""
    widths = parts.widths
    badge = 2 * BADGE + 6.0 if working else 0.0
    room, lines = widths.agent - badge, max(1, min(MOST_LINES, int(placed.height // LINE)))
    fitted = _fit_steps(parts, meanwhile(silence, citizen=False), room, lines)
    if fitted is None:
        if parts.scale.units(placed.row.steps) < LONG_SILENCE:
            return
        told = parts.context.translate(message("What the agents do meanwhile is not drawn."))
        fitted = paragraph(parts.context, told, MEANWHILE, room, lines, leading=LEADING)
    height = max(placed.height, fitted.height)
    box = Rect(widths.line + REACH, placed.y + (placed.height - height) / 2, fitted.width, height)
    yield from set_block(fitted, box, parts.context.theme.muted, middle=True)
    if working:
        yield from number_badge(parts.context, str(working[0].number), box.right + 5.0 + BADGE, box.centre.y,
                                radius=BADGE, hypothesis=working[0].is_hypothesis, least=NUMBER)


def _fit_steps(parts: ConversationParts, steps: Sequence[ConversationStep], room: float,
               lines: int) -> FittedText | None:
    """Return as many of some steps as fit, and how many more there are; None where there is none."""
    for most in range(min(len(steps), 12), 0, -1):
        told = meanwhile_words(steps, most)
        assert told is not None
        fitted = paragraph(parts.context, parts.context.translate(told), MEANWHILE, room, lines, leading=LEADING)
        if not fitted.is_cut:
            return fitted
    # On one short line the first step alone, without its time.
    return paragraph(parts.context, steps[0].title, MEANWHILE, room, lines, leading=LEADING) if steps else None


def ending_group(parts: ConversationParts, placed: PlacedRow) -> Group:
    """Return the group of how it ends: a dot on the line, the last step, what came of it."""
    context, widths = parts.context, parts.widths
    last, outcome = (context.translate(told) for told in ending_words(parts.document, parts.spoken, parts.scale))
    ink = outcome_inks(context.theme, parts.spoken.outcome).ink
    dot = placed.y + DOT + 4.0
    primitives: list[Primitive] = [circle(widths.line, dot, DOT, ink)]
    top = dot - ENDS.size * LEADING / 2
    outcome = outcome[:1].upper() + outcome[1:]
    ending = parts.spoken.ending
    # The step stands on the side of whoever does it, what came of it on the other.
    left, right = (last, outcome) if ending is None or ending.side is Side.CITIZEN else (outcome, last)
    for text, room, is_citizens in ((left, widths.line - REACH, True), (right, widths.agent, False)):
        fitted = paragraph(context, text, ENDS, room, 1, least=11.0, leading=LEADING)
        x = widths.line - REACH - room if is_citizens else widths.line + REACH
        primitives += set_block(fitted, Rect(x, top, room, fitted.height), ink,
                                align=Align.RIGHT if is_citizens else Align.LEFT)
    row = Rect(widths.labels, placed.y, widths.whole - widths.labels, placed.height)
    return Group("ending", Role.STEP, Layer.CARDS, row, tuple(primitives), last,
                 context.translate(message("{first}. {second}.", first=last, second=outcome)),
                 Side.CITIZEN if left is last else Side.AGENT)
