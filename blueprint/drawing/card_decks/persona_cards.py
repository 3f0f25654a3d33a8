"""Cards of personas: who they are, by which channels of the service they can go, how many of twenty are granted."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.drawing.card_decks.card import (
    BOLD,
    GAP,
    LEAST,
    NAME,
    SMALL,
    CardFace,
    DeckCard,
    below_head,
    beside_disc,
    disc_with_icon,
    fit_sentences,
    foot_rule,
    inner,
    say,
    signed_words,
    strip,
)
from visavis.blueprint.drawing.card_decks.card_backs import blank_face, draw_back
from visavis.blueprint.drawing.display_list import Primitive
from visavis.blueprint.drawing.persona_facts import can_use, portrait_icon, service_channels, weight_words
from visavis.blueprint.drawing.reader_pages.figure_texts import granted_people
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.model.words import channel_name

DECK = message("Persona")
QUESTION = message("What do they do, say, fear, hope for at each step?")
CHANNEL_ROW = 17.0


def persona_cards(context: DrawingContext, document: BlueprintDocument, analysis: Analysis) -> Iterator[DeckCard]:
    """Yield a card for each persona, and a blank one."""
    measured = {each.persona: each for each in analysis.measures.personas}
    title = document.head.title.strip()
    for persona in document.head.personas:
        name = persona.name.strip() or persona.id
        back = draw_back(context, deck=DECK, icon=portrait_icon(persona.portrait), inks=context.theme.citizen,
                         name=name, question=QUESTION, blueprint=title)
        front = _front(context, document, persona, measured.get(persona.id))
        yield DeckCard(f"persona-{persona.id}", front, back)
    back = draw_back(context, deck=DECK, icon="user-round", inks=context.theme.citizen, name="", question=QUESTION,
                     blueprint=title)
    yield DeckCard("persona-blank", blank_face(context, context.theme.citizen, "user-round", message("Who else?"),
                                                (message("Name, age, situation"), message("Channels they use"),
                                                 message("What makes it hard"))), back)


def _front(context: DrawingContext, document: BlueprintDocument, persona: Persona,
           measured: JourneyMeasures | None) -> CardFace:
    theme, translate, box = context.theme, context.translate, inner()
    name = persona.name.strip() or persona.id
    of_users = translate(weight_words(document, persona))
    portrait = portrait_icon(persona.portrait)
    parts: list[Primitive] = [*strip(theme.citizen.ink), *disc_with_icon(portrait, theme.citizen),
                              *beside_disc(context, name, NAME, theme.ink, of_users)]
    met = service_channels(document)
    rows = [(translate(channel_name(document, channel)), can_use(persona, channel)) for channel in met]
    rows.sort(key=lambda row: not row[1])
    granted = translate(_granted_words(measured))
    foot = paragraph(context, granted, BOLD, box.width, 2, least=LEAST)
    bottom = box.bottom - foot.height - 2 * GAP
    y = below_head()
    story = fit_sentences(context, persona.story.strip() or translate(message("No story yet.")), box.width,
                          bottom - y - CHANNEL_ROW * min(3, -(-len(rows) // 2)) - GAP)
    parts += set_block(story, Rect(box.x, y, box.width, story.height), theme.ink)
    y += story.height + GAP
    parts += signed_words(context, rows, y, bottom=bottom)
    parts += _constraints(context, persona, y + CHANNEL_ROW * (-(-len(rows) // 2) + 1), bottom)
    parts.append(foot_rule(theme, foot.height + GAP))
    parts += set_block(foot, Rect(box.x, box.bottom - foot.height, box.width, foot.height), theme.ink)
    can = [words for words, able in rows if able]
    cannot = [words for words, able in rows if not able]
    spoken = say((of_users, persona.story, *_told(context, can, cannot), *persona.constraints, granted))
    return CardFace(tuple(parts), name, spoken)


def _constraints(context: DrawingContext, persona: Persona, top: float, bottom: float) -> Iterator[Primitive]:
    """Yield what makes it hard for a persona, as far as there is room."""
    box, y = inner(), top
    for words in persona.constraints:
        text = paragraph(context, f"– {words.strip()}", SMALL, box.width, 2)
        if y + text.height > bottom:
            return
        yield from set_block(text, Rect(box.x, y, box.width, text.height), context.theme.muted)
        y += text.height


def _told(context: DrawingContext, can: list[str], cannot: list[str]) -> Iterator[str]:
    if can:
        yield context.translate(message("Can use: {channels}", channels=", ".join(can)))
    if cannot:
        yield context.translate(message("Cannot use: {channels}", channels=", ".join(cannot)))


def _granted_words(measured: JourneyMeasures | None) -> Message:
    if measured is None:
        return message("Granted: unknown")
    return message("{people} granted", people=granted_people(measured))
