"""A poster's head: title, what this blueprint is, and the five figures; small and repeated on further sheets."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis.frictions.finding import Analysis
from visavis.blueprint.drawing import words
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.page_block import Block, enlarged
from visavis.blueprint.drawing.poster.key_figures import figures_block, head_figures
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, Atelier, paragraph, set_block
from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.layout.result import Rect
from visavis.blueprint.model import BlueprintDocument
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


def head_block(atelier: Atelier, document: BlueprintDocument, analysis: Analysis | None, width: float) -> Block:
    """Return the whole head, enlarged on sheets that hold a very wide drawing: it is read from afar."""
    factor = min(MOST_ENLARGED, max(1.0, width / USUAL_WIDTH))
    return enlarged(_head(atelier, document, analysis, width / factor), factor)


def _head(atelier: Atelier, document: BlueprintDocument, analysis: Analysis | None, width: float) -> Block:
    """Return title at the left and figures at the right, or below where there is no room."""
    figures = head_figures(atelier, analysis)
    beside = figures_block(atelier, figures, max(1.0, width - LEAST_TITLE_ROOM - COLUMN_GAP))
    if beside.width + LEAST_TITLE_ROOM + COLUMN_GAP <= width + 0.5 and beside.height < 90.0:
        title = title_block(atelier, document, width - beside.width - COLUMN_GAP)
        height = max(title.height, beside.height)
        return Block(width, height, (*title.at(0.0, (height - title.height) / 2),
                                     *beside.at(width - beside.width, (height - beside.height) / 2)))
    title = title_block(atelier, document, width)
    row = figures_block(atelier, figures, width, widest=width)
    return Block(width, title.height + 18.0 + row.height, (*title.groups, *row.at(0.0, title.height + 18.0)))


def title_block(atelier: Atelier, document: BlueprintDocument, width: float) -> Block:
    """Return title and subtitle."""
    theme = atelier.theme
    name = document.head.title.strip() or atelier.translate(message("Untitled blueprint"))
    title = paragraph(atelier, name, TITLE, width, 1, least=ONE_LINE_TITLE)
    if title.is_cut:
        title = paragraph(atelier, name, TITLE, width, 2, least=LEAST_TITLE)
    line = " · ".join(subtitle_parts(atelier, document))
    subtitle = paragraph(atelier, line, SUBTITLE, width, 1, least=ONE_LINE_SUBTITLE)
    if subtitle.is_cut:
        subtitle = paragraph(atelier, line, SUBTITLE, width, 2, least=LEAST_SIZE)
    title_rect = Rect(0.0, 0.0, width, title.height)
    below = Rect(0.0, title.height + TITLE_GAP, width, subtitle.height)
    groups = (
        Group("title", Role.TITLE, Layer.PAGE, title_rect, set_block(title, title_rect, theme.ink), name, name),
        Group("subtitle", Role.TEXT, Layer.PAGE, below, set_block(subtitle, below, theme.muted), line, line),
    )
    return Block(width, below.bottom, groups)


def small_head_block(atelier: Atelier, document: BlueprintDocument, width: float) -> Block:
    """Return the head of further sheets: one line with the title, and what the blueprint is."""
    theme = atelier.theme
    name = document.head.title.strip() or atelier.translate(message("Untitled blueprint"))
    title = paragraph(atelier, name, SMALL_TITLE, width * 0.66, 1, least=LEAST_SIZE)
    state = atelier.translate(words.STATES[document.head.state])
    subtitle = paragraph(atelier, state, SUBTITLE, width - title.width - 20.0, 1, least=LEAST_SIZE)
    rect = Rect(0.0, 0.0, width, title.height)
    beside = Rect(title.width + 20.0, title.ascent - subtitle.ascent, width - title.width - 20.0, subtitle.height)
    parts = (*set_block(title, rect, theme.ink), *set_block(subtitle, beside, theme.muted))
    group = Group("title", Role.TITLE, Layer.PAGE, rect, parts, name, f"{name} · {state}")
    return Block(width, title.height, (group,))


def subtitle_parts(atelier: Atelier, document: BlueprintDocument) -> Iterator[str]:
    """Yield what kind of blueprint this is: its state, its personas, its authority, its life event."""
    head = document.head
    yield atelier.translate(words.STATES[head.state])
    personas = _personas(document)
    if personas is not None:
        yield atelier.translate(personas)
    service = head.service
    yield from (part for part in (service.authority, service.life_event) if part)
    if service.cases_per_year:
        yield atelier.translate.plural("{number} case a year", "{number} cases a year", int(service.cases_per_year),
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
