"""Tabs on cards that only one persona passes, with its name; on paper, where there is nothing to point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.blueprint.taken_places import TakenPlaces
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Role, Stroke
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import CardBox, Layout, Rect
from visavis.blueprint.model import BlueprintDocument, Lane
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Analysis

PAD, EDGES = 6.0, 2.0
RADIUS = 4.0
# Two lines are so much of one line's width.
NARROW = 0.62
# The room that the number of a friction takes at the upper right corner of a card.
CORNER = 30.0


def lone_personas(analysis: Analysis | None, document: BlueprintDocument) -> Mapping[str, str]:
    """Return the citizens' steps that only one persona comes to, with its name; none where that is not known."""
    measured = [each for each in (analysis.measures.personas if analysis is not None else ())
                if each.persona in document.persona_by_id]
    if len(measured) < 2:
        return {}
    found: dict[str, str] = {}
    for step in document.steps:
        visits = [each.visits.get(step.id, 0.0) for each in measured]
        if not document.lane_of(step).facts.is_on_citizen_side or not all(map(isfinite, visits)):
            continue
        passing = [each.persona for each, count in zip(measured, visits, strict=True) if count > 0]
        if len(passing) == 1 and passing[0] is not None:
            found[step.id] = document.persona_by_id[passing[0]].name
    return found


def place_tabs(context: DrawingContext, document: BlueprintDocument, layout: Layout, options: ComposeOptions,
               taken: TakenPlaces) -> Mapping[str, Group]:
    """Return the tabs of a band by step, above or below their cards, and take their places."""
    found: dict[str, Group] = {}
    for step, name in options.lone_personas.items():
        box = layout.cards.get(step)
        if box is None or box.is_chip or not name.strip():
            continue
        lane = options.homes.get(step) or document.lane_of(document.step_by_id[step])
        is_numbered = step in (options.call_outs or {})
        placed = _place(context, layout, box, name.strip(), taken, is_numbered=is_numbered)
        if placed is not None:
            words, rect = placed
            taken.add(rect)
            found[step] = _draw(context, step, lane, words, rect)
    return found


def _place(context: DrawingContext, layout: Layout, box: CardBox, name: str,
           taken: TakenPlaces, *, is_numbered: bool) -> tuple[FittedText, Rect] | None:
    """Return a name in one line or two where nothing is: on a card's upper edge, else on its lower one."""
    style = TextStyle(layout.style.least, Weight.BOLD)
    most = box.rect.width + layout.style.gutter - 2 * PAD
    narrow = min(most, NARROW * context.metrics.width(name, style))
    for fitted in (paragraph(context, name, style, most, 1), paragraph(context, name, style, narrow, 2)):
        if fitted.is_cut:
            continue
        for rect in _places(box.rect, fitted.width + 2 * PAD, fitted.height + EDGES, is_numbered=is_numbered):
            if taken.is_free(rect, may_speak=True):
                return fitted, rect
    return None


def _places(card: Rect, width: float, height: float, *, is_numbered: bool) -> Iterator[Rect]:
    """Yield where a tab may be, at the left before at the right; the number of a friction keeps its corner."""
    if width <= card.width - (CORNER if is_numbered else 0.0):
        yield Rect(card.x, card.y - height, width, height)
    for x in (card.x, card.right - width):
        yield Rect(x, card.bottom, width, height)


def _draw(context: DrawingContext, step: str, lane: Lane, words: FittedText, rect: Rect) -> Group:
    theme, inks = context.theme, context.theme.of(lane)
    # Where areas are bare paper, so is a tab: its edge tells it.
    is_bare = inks.tint == theme.background
    tab = Box(rect, RADIUS, theme.surface if is_bare else inks.ink, Stroke(inks.ink, 1.2) if is_bare else None)
    texts = set_block(words, rect, inks.ink if is_bare else theme.surface, align=Align.CENTRE, middle=True)
    told = context.translate(message("Only for {persona}.", persona=words.full))
    return Group(f"{step}~persona", Role.TEXT, Layer.LABELS, rect, (tab, *texts), words.full, told)
