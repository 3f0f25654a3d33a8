"""A poster's head: title, what this blueprint is, and the five figures; small and repeated on further sheets."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.key_figures import key_figures, key_figures_block
from visavis.blueprint.drawing.page_block import PageBlock, scale_block
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, words
from visavis.blueprint.text.styles import TextStyle, Weight

TITLE = TextStyle(42.0, Weight.BOLD)
LEAST_TITLE = 26.0
# A title shrinks this far to stay on one line; longer ones take two.
ONE_LINE_TITLE = 34.0
ONE_LINE_SUBTITLE = 15.0
SMALL_TITLE = TextStyle(24.0, Weight.BOLD)
SUBTITLE = TextStyle(17.0)
TITLE_GAP = 6.0
COLUMN_GAP = 40.0
# Drawings wider than this (in their own units) get a larger head.
USUAL_WIDTH = 2300.0
MOST_ENLARGED = 1.8
# Beside less room than this, a title would wrap too often: the figures then go below it.
LEAST_TITLE_ROOM = 560.0


def header_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                 width: float) -> PageBlock:
    """Return the whole head, enlarged on sheets that hold a very wide drawing: it is read from afar."""
    factor = min(MOST_ENLARGED, max(1.0, width / USUAL_WIDTH))
    return scale_block(_header(context, document, analysis, width / factor), factor)


def _header(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
            width: float) -> PageBlock:
    """Return title at the left and figures at the right, or below where there is no room."""
    figures = key_figures(context, analysis)
    beside = key_figures_block(context, figures, max(1.0, width - LEAST_TITLE_ROOM - COLUMN_GAP))
    if beside.width + LEAST_TITLE_ROOM + COLUMN_GAP <= width + 0.5 and beside.height < 90.0:
        title = title_block(context, document, width - beside.width - COLUMN_GAP)
        height = max(title.height, beside.height)
        return PageBlock(width, height, (*title.at(0.0, (height - title.height) / 2),
                                         *beside.at(width - beside.width, (height - beside.height) / 2)))
    title = title_block(context, document, width)
    row = key_figures_block(context, figures, width, widest=width)
    return PageBlock(width, title.height + 18.0 + row.height, (*title.groups, *row.at(0.0, title.height + 18.0)))


def title_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return title and subtitle."""
    theme = context.theme
    name = document.head.title.strip() or context.translate(message("Untitled blueprint"))
    title = paragraph(context, name, TITLE, width, 1, least=ONE_LINE_TITLE)
    if title.is_cut:
        title = paragraph(context, name, TITLE, width, 2, least=LEAST_TITLE)
    line = " · ".join(subtitle_parts(context, document))
    subtitle = paragraph(context, line, SUBTITLE, width, 1, least=ONE_LINE_SUBTITLE)
    if subtitle.is_cut:
        subtitle = paragraph(context, line, SUBTITLE, width, 2, least=LEAST_SIZE)
    title_rect = Rect(0.0, 0.0, width, title.height)
    below = Rect(0.0, title.height + TITLE_GAP, width, subtitle.height)
    groups = (
        Group("title", Role.TITLE, Layer.PAGE, title_rect, set_block(title, title_rect, theme.ink), name, name),
        Group("subtitle", Role.TEXT, Layer.PAGE, below, set_block(subtitle, below, theme.muted), line, line),
    )
    return PageBlock(width, below.bottom, groups)


def small_header_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return the head of further sheets: one line with the title, and what the blueprint is."""
    theme = context.theme
    name = document.head.title.strip() or context.translate(message("Untitled blueprint"))
    title = paragraph(context, name, SMALL_TITLE, width * 0.66, 1, least=LEAST_SIZE)
    state = context.translate(words.STATES[document.head.state].in_text)
    subtitle = paragraph(context, state, SUBTITLE, width - title.width - 20.0, 1, least=LEAST_SIZE)
    rect = Rect(0.0, 0.0, width, title.height)
    beside = Rect(title.width + 20.0, title.ascent - subtitle.ascent, width - title.width - 20.0, subtitle.height)
    parts = (*set_block(title, rect, theme.ink), *set_block(subtitle, beside, theme.muted))
    group = Group("title", Role.TITLE, Layer.PAGE, rect, parts, name, f"{name} · {state}")
    return PageBlock(width, title.height, (group,))


def subtitle_parts(context: DrawingContext, document: BlueprintDocument) -> Iterator[str]:
    """Yield what kind of blueprint this is: its state, its personas, its authority, its life event."""
    head = document.head
    yield context.translate(words.STATES[head.state].in_text)
    personas = _personas(document)
    if personas is not None:
        yield context.translate(personas)
    service = head.service
    yield from (part for part in (service.authority, service.life_event) if part)
    if service.cases_per_year:
        yield context.translate.plural("{number} case a year", "{number} cases a year", int(service.cases_per_year),
                                       number=Count(round(service.cases_per_year)))


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
