"""Who the persona is, with what they can and cannot use, and what the whole way costs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis.paths.persona_day import PersonaDay
from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.persona_day.day_words import constraints_words
from visavis.blueprint.drawing.persona_facts import can_use, portrait_icon, service_channels, weight_words
from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText
from visavis.blueprint.drawing.shapes import circle, icon_path, straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.model.words import channel_name
from visavis.blueprint.text.styles import TextStyle, Weight

STORY, SMALL = TextStyle(11.5), TextStyle(11.0)
SHARE = TextStyle(11.0, Weight.SEMIBOLD)
VALUE, LABEL = TextStyle(16.0, Weight.BOLD), TextStyle(11.0)
LEADING = 1.2
DISC, FACE = 22.0, 26.0
PAD, GAP = 10.0, 5.0
ICON, SIGN = 12.0, 3.2
ENTRY_GAP, LINE = 12.0, 16.0
STORY_LINES, HARD_LINES = 4, 3
# Fewer figures stand side by side where each would be narrower than this.
LEAST_FIGURE = 92.0


def persona_block(context: DrawingContext, document: BlueprintDocument, day: PersonaDay, width: float) -> PageBlock:
    """Return who it is: portrait, story, share, what makes it hard, channels; nothing where nobody is described."""
    persona = day.persona
    if persona is None:
        return PageBlock(width, 0.0)
    theme, left = context.theme, 2 * DISC + 2 * PAD
    room = width - left - PAD
    parts: list[Primitive] = []
    told: list[str] = []
    y = PAD
    hard = constraints_words(persona.constraints)
    for text, style, colour, lines in (
            (persona.story.strip(), STORY, theme.ink, STORY_LINES),
            (context.translate(hard) if hard is not None else "", SMALL, theme.ink, HARD_LINES),
            (context.translate(weight_words(document, persona)), SHARE, theme.muted, 1)):
        if text:
            fitted = paragraph(context, text, style, room, lines, leading=LEADING)
            parts += set_block(fitted, Rect(left, y, room, fitted.height), colour)
            told.append(text)
            y += fitted.height + 2.0
    channels, names, bottom = _channels(context, document, day, Rect(left, y + 1.0, room, 0.0))
    height = max(bottom + PAD - 3.0, 2 * DISC + 2 * PAD)
    box = Rect(0.0, 0.0, width, height)
    ground: list[Primitive] = [
        Box(box, 9.0, theme.citizen.tint),
        circle(PAD + DISC, PAD + DISC, DISC, theme.surface, Stroke(theme.citizen.line, 1.4)),
        icon_path(portrait_icon(persona.portrait), PAD + DISC - FACE / 2, PAD + DISC - FACE / 2, FACE,
                  theme.citizen.ink)]
    name = persona.name.strip() or persona.id
    description = " ".join([*told, *names])
    group = Group("persona", Role.FIGURE, Layer.PAGE, box, (*ground, *parts, *channels), name,
                  f"{name}. {description}".strip(), Side.CITIZEN)
    return PageBlock(width, height, (group,))


def _channels(context: DrawingContext, document: BlueprintDocument, day: PersonaDay,
              box: Rect) -> tuple[list[Primitive], list[str], float]:
    """Return the channels of the service by name, those that cannot be used struck out and said to be."""
    met = service_channels(document)
    theme, parts, x, y = context.theme, list[Primitive](), box.x, box.y
    can = [each for each in met if can_use(day.persona, each)]
    cannot = [each for each in met if each not in can]
    for channel in (*can, *cannot):
        able = channel in can
        name = context.translate(channel_name(document, channel))
        text = name if able else context.translate(message("not possible: {channel}", channel=name))
        fitted = paragraph(context, text, SMALL, box.width - ICON - SIGN, 1)
        entry = ICON + SIGN + 1.0 + fitted.width
        if x > box.x and x + entry > box.right:
            x, y = box.x, y + LINE
        ink = theme.citizen.ink if able else theme.friction.ink
        parts.append(icon_path(CHANNEL_ICONS.get(channel, "link"), x, y + (LINE - ICON) / 2, ICON, ink, 1.2))
        if not able:
            parts.append(straight_line(x - 0.5, y + LINE - 2.5, x + ICON + 0.5, y + 2.5, Stroke(ink, 1.6)))
        parts += set_block(fitted, Rect(x + ICON + SIGN + 1.0, y, fitted.width, LINE), ink, middle=True)
        x += entry + ENTRY_GAP
    sentences = [context.translate(sentence) for sentence in _channel_sentences(document, can, cannot)]
    return parts, sentences, y + LINE if met else y


def _channel_sentences(document: BlueprintDocument, can: Sequence[str], cannot: Sequence[str]) -> Iterator[Message]:
    def list_names(channels: Sequence[str]) -> MessageList:
        return MessageList(tuple(channel_name(document, each) for each in channels))

    if can:
        yield message("Can use: {channels}.", channels=list_names(can))
    if cannot:
        yield message("Cannot use: {channels}.", channels=list_names(cannot))


def figures_block(context: DrawingContext, figures: Sequence[LabelledText], width: float) -> PageBlock:
    """Return what it costs, side by side, in as many rows as the width asks for."""
    across = max(1, min(len(figures), int(width // LEAST_FIGURE)))
    across = -(-len(figures) // -(-len(figures) // across))
    cell = width / across
    rows = [figures[first:first + across] for first in range(0, len(figures), across)]
    return stack_blocks([PageBlock(width, _row_height(context, row, cell), tuple(_figure_row(context, row, cell)))
                         for row in rows], GAP)


def _row_height(context: DrawingContext, row: Sequence[LabelledText], cell: float) -> float:
    return max(group.bounds.bottom for group in _figure_row(context, row, cell))


def _figure_row(context: DrawingContext, row: Sequence[LabelledText], cell: float) -> Iterator[Group]:
    for index, figure in enumerate(row):
        x, room = index * cell, cell - 8.0
        value = paragraph(context, figure.value, VALUE, room, 2, least=12.0, leading=1.1)
        label = paragraph(context, figure.label, LABEL, room, 2, leading=LEADING)
        top = Rect(x, 0.0, room, value.height)
        below = Rect(x, top.bottom + 1.0, room, label.height)
        parts = (*set_block(value, top, context.theme.citizen.ink), *set_block(label, below, context.theme.muted))
        yield Group(f"figure-{figure.label}", Role.TEXT, Layer.PAGE, Rect(x, 0.0, room, below.bottom), parts,
                    figure.label, context.translate(message("{label}: {value}", label=figure.label,
                                                            value=figure.value)))
