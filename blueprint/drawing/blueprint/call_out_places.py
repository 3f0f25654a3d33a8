"""Call-outs: on paper a friction is called by number and name beside its step, wherever nothing else stands.

The name stands above or below the card, or in the free cell beside it. Where flows, words or other cards leave no
such room, the number alone stands on the card's edge, over no words: the name is in the strip below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.drawing.blueprint.hotspots_and_notes import (
    CHIP_OVERLAP,
    PILL,
    PILL_INSET,
    card_halo,
    number_pill,
    pill_width,
)
from visavis.blueprint.drawing.blueprint.taken_places import TakenPlaces
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.layout import CardBox, Layout, Rect
from visavis.blueprint.model import BlueprintDocument, StepKind
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import breaks_a_word

# A call-out's words, what they keep from its edges, and its number before them.
WORDS = TextStyle(13.5, Weight.BOLD)
LEAST_WORDS = 12.9
LINES = 2
PAD, NUMBER, GAP = 4.0, 17.0, 4.0
LEADING = 1.08
# How far from its card a call-out beside that stands at most: as from one card to the next.
BESIDE = 8.4
# A number alone: in so many places on an edge it is tried, and how far it reaches into its card on the lower one and
# at its sides.
EDGE_PLACES = 9
EDGE_OVERLAP, SIDE_OVERLAP = 2.0, 6.0


@dataclass(frozen=True, slots=True)
class CallOut:
    """What is said at a step: the number of a friction, its name, and whether it rests on assumed figures alone.

    `told` is the whole of it, for who cannot see. One that `tells_loss` is explained by how many people are lost.
    """

    number: int
    name: str
    is_hypothesis: bool
    told: str = ""
    tells_loss: bool = False


def place_call_outs(context: DrawingContext, document: BlueprintDocument, layout: Layout,
                    call_outs: Mapping[str, CallOut], taken: TakenPlaces) -> Mapping[str, Group]:
    """Return the call-outs of a band by step, with halos around their cards, where nothing is `taken`."""
    groups: dict[str, Group] = {}
    for step, call_out in call_outs.items():
        if step in layout.cards:
            box = layout.cards[step]
            words = _fit(context, call_out, box.rect.width)
            rect = None if words.is_cut or breaks_a_word(words) else _find_room(layout, box, words, taken)
            is_named = rect is not None
            if rect is None:
                rect = _find_edge(context, layout, box.rect, call_out, taken)
            taken.add(rect)
            kind = document.step_by_id[step].kind
            groups[step] = _group(context, box, kind, call_out, words if is_named else None, rect)
    return groups


def _fit(context: DrawingContext, call_out: CallOut, width: float) -> FittedText:
    room = width - 2 * PAD - NUMBER - GAP
    return paragraph(context, call_out.name, WORDS, room, LINES, least=LEAST_WORDS).with_leading(LEADING)


def _find_room(layout: Layout, box: CardBox, words: FittedText, taken: TakenPlaces) -> Rect | None:
    """Return where a call-out has room: above or below its card, else in the free cell before or after it."""
    card, height = box.rect, max(words.height, NUMBER) + 2 * PAD
    across = next((column.x + column.width for column in layout.columns if column.x <= card.centre.x
                   <= column.x + column.width), card.right)
    beside = across - card.x + min(layout.style.gutter, BESIDE)
    tries = (Rect(card.x, card.y - height, card.width, height), Rect(card.x, card.bottom, card.width, height),
             Rect(card.x + beside, card.y, card.width, height), Rect(card.x - beside, card.y, card.width, height))
    band = Rect(layout.style.heading_width, layout.style.phase_height, layout.width - layout.style.heading_width,
                layout.height - layout.style.phase_height)
    for rect in tries:
        if band.encloses(rect) and taken.is_free(rect):
            return rect
    return None


def _find_edge(context: DrawingContext, layout: Layout, card: Rect, call_out: CallOut, taken: TakenPlaces) -> Rect:
    """Return where a number alone stands on the edge of its card: over no words, and over no line if it can."""
    width = pill_width(context, str(call_out.number))

    def free(places: Iterator[Rect]) -> Iterator[Rect]:
        return (rect for rect in places if rect.y >= 0.0 and rect.bottom <= layout.height
                and not taken.covers_words(rect))

    found: Rect | None = None
    for rect in free(_along_edges(card, width)):
        if not taken.is_crossed(rect):
            return rect
        found = found or rect
    usual = Rect(card.right - PILL_INSET - width, card.y - PILL + CHIP_OVERLAP, width, PILL)
    return found or next(free(_along_sides(card, width)), usual)


def _along_edges(card: Rect, width: float) -> Iterator[Rect]:
    """Yield the places of a number on a card's upper edge from right to left, then on its lower one."""
    room = card.width - 2 * PILL_INSET - width
    for y in (card.y - PILL + CHIP_OVERLAP, card.bottom - EDGE_OVERLAP):
        for at in range(EDGE_PLACES):
            yield Rect(card.right - PILL_INSET - width - room * at / (EDGE_PLACES - 1), y, width, PILL)


def _along_sides(card: Rect, width: float) -> Iterator[Rect]:
    """Yield the places of a number at a card's sides, which is near to the next card."""
    for x in (card.right - SIDE_OVERLAP, card.x + SIDE_OVERLAP - width):
        for at in range(EDGE_PLACES):
            yield Rect(x, card.y + (card.height - PILL) * at / (EDGE_PLACES - 1), width, PILL)


def _group(context: DrawingContext, box: CardBox, kind: StepKind, call_out: CallOut, words: FittedText | None,
           rect: Rect) -> Group:
    """Return a call-out in its place; without `words` it is its number alone."""
    theme, bounds = context.theme, box.rect
    parts: list[Primitive] = [card_halo(theme, box, kind)]
    if words is None:
        parts += number_pill(context, str(call_out.number), rect, hypothesis=call_out.is_hypothesis)
    else:
        parts.append(Box(rect, PAD, theme.friction.tint, Stroke(theme.friction.ink, 1.2)))
        number = Rect(rect.x + PAD, rect.y + (rect.height - NUMBER) / 2, NUMBER, NUMBER)
        parts += number_pill(context, str(call_out.number), number, hypothesis=call_out.is_hypothesis)
        room = Rect(number.right + GAP, rect.y, rect.right - PAD - number.right - GAP, rect.height)
        parts += set_block(words, room, theme.friction.ink, middle=True)
    left, top = min(rect.x, bounds.x), min(rect.y, bounds.y)
    bounds = Rect(left, top, max(rect.right, bounds.right) - left, max(rect.bottom, bounds.bottom) - top)
    return Group(box.step, Role.HOTSPOT, Layer.HOTSPOTS, bounds, tuple(parts), f"{call_out.number}. {call_out.name}",
                 call_out.told)
