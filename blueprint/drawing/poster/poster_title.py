"""A poster's title and what this blueprint is; on further sheets both on one small line."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

TITLE = TextStyle(58.0, Weight.BOLD)
# A title shrinks this far to stay on one line; longer ones take two, and shrink on.
ONE_LINE_TITLE = 38.7
# No key figure is set in less than 26: a title stays larger than that.
LEAST_TITLE = 27.0
SMALL_TITLE = TextStyle(24.0, Weight.BOLD)
SMALL_SUBTITLE = TextStyle(17.0)
SUBTITLE = TextStyle(14.0)
LEADING = 1.15
TITLE_GAP = 1.0


def title_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return title and subtitle; of the subtitle what stands on one line, and all of it in the description."""
    theme = context.theme
    name = _title(context, document)
    title = paragraph(context, name, TITLE, width, 1, least=ONE_LINE_TITLE, leading=LEADING)
    if title.is_cut:
        title = paragraph(context, name, TITLE.with_size(ONE_LINE_TITLE), width, 2, least=LEAST_TITLE,
                          leading=LEADING)
    told = list(subtitle_parts(context, document))
    subtitle = _subtitle(context, told, width)
    title_rect = Rect(0.0, 0.0, width, title.height)
    below = Rect(0.0, title.height + TITLE_GAP, width, subtitle.height)
    line = " · ".join(told)
    groups = (
        Group("title", Role.TITLE, Layer.PAGE, title_rect, set_block(title, title_rect, theme.ink), name, name),
        Group("subtitle", Role.TEXT, Layer.PAGE, below, set_block(subtitle, below, theme.muted), line, line),
    )
    return PageBlock(width, below.bottom, groups)


def title_width(context: DrawingContext, document: BlueprintDocument) -> float:
    """Return how wide the title is at its full size."""
    return context.metrics.width(_title(context, document), TITLE)


def _subtitle(context: DrawingContext, told: list[str], width: float) -> FittedText:
    """Return as many parts of the subtitle as one line holds, at least the first two."""
    while True:
        line = paragraph(context, " · ".join(told), SUBTITLE, width, 1, least=LEAST_SIZE, leading=LEADING)
        if not line.is_cut or len(told) <= 2:
            return line
        told = told[:-1]


def _title(context: DrawingContext, document: BlueprintDocument) -> str:
    return document.head.title.strip() or context.translate(message("Untitled blueprint"))


def small_header_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return the head of further sheets: one line with the title, and what the blueprint is; the logo of a kit."""
    return put_logo_beside(context.look, width, SMALL_TITLE.size * LEADING,
                           lambda room: _small_title(context, document, room), gap=20.0, is_repeated=True)


def _small_title(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    theme = context.theme
    name = _title(context, document)
    title = paragraph(context, name, SMALL_TITLE, width * 0.66, 1, least=LEAST_SIZE)
    state = context.translate(words.STATES[document.head.state].in_text)
    subtitle = paragraph(context, state, SMALL_SUBTITLE, width - title.width - 20.0, 1, least=LEAST_SIZE)
    rect = Rect(0.0, 0.0, width, title.height)
    beside = Rect(title.width + 20.0, title.ascent - subtitle.ascent, width - title.width - 20.0, subtitle.height)
    parts = (*set_block(title, rect, theme.ink), *set_block(subtitle, beside, theme.muted))
    group = Group("title", Role.TITLE, Layer.PAGE, rect, parts, name, f"{name} · {state}")
    return PageBlock(width, title.height, (group,))


def subtitle_parts(context: DrawingContext, document: BlueprintDocument) -> Iterator[str]:
    """Yield what kind of blueprint this is: its state, authority, cases, life event, personas; what matters first."""
    head, service = document.head, document.head.service
    yield context.translate(words.STATES[head.state].in_text)
    if service.authority:
        yield service.authority
    if service.cases_per_year:
        yield context.translate.plural("{number} case a year", "{number} cases a year", int(service.cases_per_year),
                                       number=Count(round(service.cases_per_year)))
    if service.life_event:
        yield service.life_event
    personas = _personas(document)
    if personas is not None:
        yield context.translate(personas)


def _personas(document: BlueprintDocument) -> Message | None:
    personas = document.head.personas
    if not personas:
        return None
    if len(personas) == 1:
        story = personas[0].story.strip().rstrip(".")
        if story:
            return message("{name}, {story}", name=personas[0].name, story=story[:1].lower() + story[1:])
        return message("{name}", name=personas[0].name)
    names = ", ".join(persona.name for persona in personas)
    return message("{name}", name=names)
