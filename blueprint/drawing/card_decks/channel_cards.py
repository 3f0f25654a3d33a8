"""Cards of the service's channels: where it is met by them, and who can and cannot use them."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.drawing.card_decks.card import (
    BOLD,
    GAP,
    LEAST,
    SIGN_ROOM,
    SMALL,
    TITLE,
    CardFace,
    DeckCard,
    below_head,
    beside_disc,
    disc_with_icon,
    inner,
    say,
    side_sign,
    signed_words,
    strip,
)
from visavis.blueprint.drawing.card_decks.card_backs import blank_face, draw_back
from visavis.blueprint.drawing.display_list import Primitive
from visavis.blueprint.drawing.persona_facts import can_use, service_channels
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.model.words import channel_name

DECK = message("Channel")
QUESTION = message("What if this channel did not exist? What if it were the only one?")
# A name of so many letters stands in half a card's width; a row of signed words.
SHORT, PERSON_ROW = 11, 17.0


def channel_cards(context: DrawingContext, document: BlueprintDocument) -> Iterator[DeckCard]:
    """Yield a card for each channel by which the service is met, and a blank one."""
    inks, title = context.theme.agent, document.head.title.strip()
    for channel in service_channels(document):
        name = context.translate(channel_name(document, channel))
        called = name[:1].upper() + name[1:]
        icon = CHANNEL_ICONS.get(channel, "link")
        back = draw_back(context, deck=DECK, icon=icon, inks=inks, name=called, question=QUESTION, blueprint=title)
        yield DeckCard(f"channel-{channel}", _front(context, document, channel, called, icon), back)
    back = draw_back(context, deck=DECK, icon="link", inks=inks, name="", question=QUESTION, blueprint=title)
    yield DeckCard("channel-blank", blank_face(context, context.theme.agent, "link", message("Which other channel?"),
                                                (message("For which step?"), message("For whom?"),
                                                 message("Who answers?"))), back)


def _front(context: DrawingContext, document: BlueprintDocument, channel: str, name: str, icon: str) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    parts: list[Primitive] = [*strip(theme.agent.ink), *disc_with_icon(icon, theme.agent),
                              *beside_disc(context, name, TITLE, theme.agent.ink)]
    y = below_head()
    told = [translate(words) for words in _uses(document, channel)]
    for words in told:
        text = paragraph(context, words, BOLD, box.width, 2, least=LEAST)
        parts += set_block(text, Rect(box.x, y, box.width, text.height), theme.ink)
        y += text.height + 2.0
    people = [(persona.name.strip() or persona.id, can_use(persona, channel)) for persona in document.head.personas]
    people.sort(key=lambda each: not each[1])
    rows = -(-len(people) // 2) if all(len(each) < SHORT for each, _ in people) else len(people)
    parts += signed_words(context, people, y + GAP, bottom=box.bottom)
    parts += _step_names(context, document, channel, y + 2 * GAP + rows * PERSON_ROW)
    can = ", ".join(each for each, able in people if able)
    cannot = ", ".join(each for each, able in people if not able)
    sentences = [translate(message("Can use it: {people}", people=can))] if can else []
    sentences += [translate(message("Cannot use it: {people}", people=cannot))] if cannot else []
    return CardFace(tuple(parts), name, say((*told, *sentences)))


def _step_names(context: DrawingContext, document: BlueprintDocument, channel: str,
                top: float) -> Iterator[Primitive]:
    """Yield the names of the steps by that channel, as many as there is room for, the others counted."""
    theme, box = context.theme, inner()
    steps = [step for step in document.steps if step.channel == channel]
    height = paragraph(context, "x", SMALL, box.width, 1).height
    rows = int((box.bottom - top) // height)
    shown = steps if len(steps) <= rows else steps[:max(0, rows - 1)]
    y = top
    for step in shown:
        side, room = document.side_of(step), box.width - SIGN_ROOM
        name = paragraph(context, context.translate.write(step_name(step)), SMALL, room, 1)
        yield side_sign(theme, side, box.x, y + 1.0)
        yield from set_block(name, Rect(box.x + SIGN_ROOM, y, room, height), theme.of_side(side).ink)
        y += height
    if len(shown) < len(steps) and rows > 0:
        left = context.translate(plural("and {count} more", "and {count} more", len(steps) - len(shown)))
        rest = paragraph(context, left, SMALL, box.width, 1)
        yield from set_block(rest, Rect(box.x, y, box.width, height), theme.muted)


def _uses(document: BlueprintDocument, channel: str) -> Iterator[Message]:
    """Yield at how many steps of each side a channel is used."""
    sides = [document.side_of(step) for step in document.steps if step.channel == channel]
    citizens, agents = sides.count(Side.CITIZEN), sides.count(Side.AGENT)
    yield plural("{count} step of the citizen", "{count} steps of the citizen", citizens)
    yield plural("{count} step of the agents", "{count} steps of the agents", agents)
