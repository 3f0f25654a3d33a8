"""Cards of feelings, from very bad to very good: the steps that people rated so, and room for others."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.card_decks.card import (
    BODY,
    BOLD,
    GAP,
    LEAST,
    LINE_STEP,
    SMALL,
    TITLE,
    CardFace,
    DeckCard,
    below_head,
    beside_disc,
    disc_with_icon,
    inner,
    say,
    strip,
    write_lines,
)
from visavis.blueprint.drawing.card_decks.card_backs import draw_back
from visavis.blueprint.drawing.display_list import Primitive
from visavis.blueprint.drawing.persona_facts import EMOTION_ICONS
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.words import EMOTIONS

DECK = message("Feeling")
QUESTION = message("At which moment? What would change it?")
# Steps named on a card; more are counted.
MOST_NAMED = 4


def emotion_cards(context: DrawingContext, document: BlueprintDocument) -> Iterator[DeckCard]:
    """Yield a card for each feeling, and a blank one."""
    title = document.head.title.strip()
    for level, icon in EMOTION_ICONS.items():
        inks = _inks(context, level)
        name = context.translate(message("{name}", name=EMOTIONS[level].in_text))
        called = name[:1].upper() + name[1:]
        back = draw_back(context, deck=DECK, icon=icon, inks=inks, name=called, question=QUESTION, blueprint=title)
        steps = [context.translate.write(step_name(step)) for step in document.steps if step.emotion == level]
        yield DeckCard(f"emotion-{level}", _front(context, called, icon, inks, steps), back)
    inks = context.theme.backstage
    back = draw_back(context, deck=DECK, icon="heart", inks=inks, name="", question=QUESTION, blueprint=title)
    yield DeckCard("emotion-blank", _blank(context, inks), back)


def _inks(context: DrawingContext, level: int) -> Inks:
    theme = context.theme
    if level < 0:
        return theme.friction
    return Inks(theme.good, theme.good_tint, theme.good) if level else theme.backstage


def _front(context: DrawingContext, name: str, icon: str, inks: Inks, steps: list[str]) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    parts: list[Primitive] = [*strip(inks.ink), *disc_with_icon(icon, inks),
                              *beside_disc(context, name, TITLE, inks.ink)]
    y = below_head()
    told = translate(plural("{count} step is rated so", "{count} steps are rated so", len(steps)) if steps else
                     message("No step is rated so yet"))
    shown = [*steps[:MOST_NAMED]]
    if len(steps) > MOST_NAMED:
        shown = [*steps[:MOST_NAMED - 1],
                 translate(plural("and {count} more", "and {count} more", len(steps) - MOST_NAMED + 1))]
    for words, style in ((told, BOLD), *((each, BODY) for each in shown)):
        text = paragraph(context, words, style, box.width, 2, least=LEAST)
        parts += set_block(text, Rect(box.x, y, box.width, text.height), theme.ink)
        y += text.height + 2.0
    asked = translate(message("And for you?"))
    text = paragraph(context, asked, SMALL, box.width, 1, least=LEAST)
    parts += set_block(text, Rect(box.x, y + GAP, box.width, text.height), theme.muted)
    y += GAP + text.height
    parts += write_lines(theme, box.x, box.width, y, int((box.bottom - y) // LINE_STEP))
    return CardFace(tuple(parts), name, say((told, *steps, asked)))


def _blank(context: DrawingContext, inks: Inks) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    asked = translate(message("Another feeling?"))
    parts: list[Primitive] = [*strip(inks.ink, is_blank=True), *disc_with_icon("heart", inks),
                              *beside_disc(context, asked, TITLE, inks.ink)]
    y = below_head()
    parts += write_lines(theme, box.x, box.width, y, int((box.bottom - y) // LINE_STEP))
    return CardFace(tuple(parts), asked, asked)
