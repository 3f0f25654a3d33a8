"""A small sample of a poster, to see what a brand kit makes of one: its head, two phases, cards of each side."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import Box, DisplayList, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import place_groups
from visavis.blueprint.drawing.poster.poster_head import title_row
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.text.styles import TextStyle, Weight

WIDTH, MARGIN, GAP = 1720.0, 26.0, 12.0
BAR, LANE, CARD = 31.0, 74.0, 50.0
PHASE = TextStyle(21.0, Weight.BOLD)
LANE_NAME, TITLE = TextStyle(19.0, Weight.SEMIBOLD), TextStyle(14.5, Weight.SEMIBOLD)
MOST_CARDS = 8


def draw_brand_sample(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, theme: Theme,
                      look: BrandLook | None) -> DisplayList:
    """Return the sample in a theme and the look of a kit, or of none, with the words of a document."""
    context = make_context(theme, translate, None, look)
    inside = WIDTH - 2 * MARGIN
    head = title_row(context, document, analysis, inside)
    y = head.height + GAP
    parts: list[Primitive] = [*_bars(context, document, inside, y)]
    y += BAR + GAP / 2
    for side, name, inks in ((Side.CITIZEN, message("Citizen"), theme.citizen),
                             (Side.AGENT, message("Agents"), theme.agent)):
        titles = [step.title for step in document.steps if _side_of(document, step.lane) is side and step.title]
        parts += _lane(context, translate(name), titles[:MOST_CARDS], inks, Rect(0.0, y, inside, LANE))
        y += LANE + GAP / 2
    sample = Group("sample", Role.DECORATION, Layer.CARDS, Rect(0.0, head.height, inside, y - head.height),
                   tuple(parts))
    groups = place_groups([*head.groups, sample], MARGIN, MARGIN)
    return DisplayList(WIDTH, y + 2 * MARGIN, groups, theme.background, translate.language, document.head.title)


def _side_of(document: BlueprintDocument, lane: str) -> Side | None:
    from visavis.blueprint.model.lane_kinds import LANE_KINDS

    found = document.lane_by_id.get(lane)
    return LANE_KINDS[found.kind].side if found is not None else None


def _bars(context: DrawingContext, document: BlueprintDocument, width: float, y: float) -> Iterator[Primitive]:
    names = [phase.name for phase in document.head.phases[:2]] or [""]
    names += [""] * (2 - len(names))
    for number, name in enumerate(names):
        bar = Rect(number * (width + GAP / 2) / 2, y, (width - GAP / 2) / 2, BAR)
        yield Box(bar, 3.0, context.theme.phases[number])
        words = paragraph(context, f"{number + 1} {name}", PHASE, bar.width - 2 * GAP, 1)
        inside = Rect(bar.x + GAP, bar.y, bar.width - 2 * GAP, bar.height)
        yield from set_block(words, inside, context.theme.on_phase, middle=True)


def _lane(context: DrawingContext, name: str, titles: list[str], inks: Inks, rect: Rect) -> Iterator[Primitive]:
    yield Box(rect, 6.0, inks.tint)
    yield Box(Rect(rect.x, rect.y, 4.0, rect.height), 0.0, inks.ink)
    words = paragraph(context, name, LANE_NAME, 110.0, 1)
    yield from set_block(words, Rect(rect.x + GAP, rect.y, 110.0, rect.height), inks.ink, middle=True)
    pitch = (rect.width - 140.0) / MOST_CARDS
    for number, title in enumerate(titles):
        card = Rect(rect.x + 140.0 + number * pitch, rect.centre.y - CARD / 2, pitch - GAP, CARD)
        yield Box(card, 9.0, context.theme.surface, Stroke(inks.line, 1.5))
        told = paragraph(context, title, TITLE, card.width - 2 * GAP, 2, leading=1.15)
        yield from set_block(told, card.inset(GAP / 2), context.theme.ink, middle=True)
