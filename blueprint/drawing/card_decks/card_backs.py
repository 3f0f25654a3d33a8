"""Backs of cards (the deck, what it shows, a question, room to write), and fronts that are blank."""

from __future__ import annotations

from visavis.blueprint.drawing.card_decks.card import (
    BOLD,
    GAP,
    LEAST,
    LINE_STEP,
    SMALL,
    TITLE,
    CardFace,
    below_head,
    beside_disc,
    disc_with_icon,
    inner,
    say,
    strip,
    write_lines,
)
from visavis.blueprint.drawing.display_list import Primitive
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message
from visavis.blueprint.layout import Rect

# Lines to write on below a label of a blank card.
LINES_OF_LABEL = 2


def draw_back(context: DrawingContext, *, deck: Message, icon: str, inks: Inks, name: str, question: Message,
              blueprint: str) -> CardFace:
    """Return a card's back: its deck and `name`, a question, lines, and of which blueprint it is."""
    theme, box, translate = context.theme, inner(), context.translate
    parts: list[Primitive] = [*strip(inks.ink), *disc_with_icon(icon, inks),
                              *beside_disc(context, translate(deck), TITLE, inks.ink)]
    y = below_head() + GAP
    if name:
        called = paragraph(context, name, BOLD, box.width, 2, least=LEAST)
        parts += set_block(called, Rect(box.x, y, box.width, called.height), theme.ink)
        y += called.height + GAP
    asked = paragraph(context, translate(question), BOLD, box.width, 3, least=LEAST)
    parts += set_block(asked, Rect(box.x, y, box.width, asked.height), inks.ink)
    y += asked.height
    source = paragraph(context, blueprint, SMALL, box.width, 2, least=LEAST)
    lines = int((box.bottom - source.height - GAP - y) // LINE_STEP)
    parts += write_lines(theme, box.x, box.width, y, lines)
    parts += set_block(source, Rect(box.x, box.bottom - source.height, box.width, source.height), theme.muted)
    return CardFace(tuple(parts), translate(deck), say((translate(deck), name, translate(question))))


def blank_face(context: DrawingContext, inks: Inks, icon: str, question: Message,
               labels: tuple[Message, ...]) -> CardFace:
    """Return the front of a blank card: what is asked, and lines below each label."""
    theme, translate, box = context.theme, context.translate, inner()
    asked = translate(question)
    parts: list[Primitive] = [*strip(inks.ink, is_blank=True), *disc_with_icon(icon, inks),
                              *beside_disc(context, asked, TITLE, inks.ink)]
    y = below_head()
    for label in labels:
        text = paragraph(context, translate(label), SMALL, box.width, 1, least=LEAST)
        parts += set_block(text, Rect(box.x, y, box.width, text.height), theme.muted)
        parts += write_lines(theme, box.x, box.width, y + text.height, LINES_OF_LABEL)
        y += text.height + (LINES_OF_LABEL + 0.4) * LINE_STEP
    return CardFace(tuple(parts), asked, say((asked, *map(translate, labels))))
