"""The end of a band says in which phase the next one begins, at its lower right, with an arrow that points there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.drawing.blueprint.taken_places import APART, TakenPlaces
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import arrowhead, straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, set_line
from visavis.blueprint.layout import Layout, Point, Rect
from visavis.blueprint.text.styles import TextStyle, Weight

# What stands between the words and the arrow, the arrow's room and its ink, and what both keep from others.
ARROW_GAP, ARROW_ROOM = 5.0, 14.0
ARROW_WIDTH = 1.8
EDGE = 3.0
# From one place that is tried to the next, and how far from the band's end the words may begin, as a part of it.
STEP = 8.0
REACH = 0.4


@dataclass(frozen=True, slots=True)
class BandEnd:
    """What the end of a band says, and whether what follows is on another sheet."""

    words: str
    is_elsewhere: bool = False


def add_band_end(context: DrawingContext, layout: Layout, groups: Sequence[Group],
                 end: BandEnd | None) -> tuple[Group, ...]:
    """Return the groups of a band with the words of its end, where there are any and they find a place."""
    if end is None:
        return tuple(groups)
    taken = TakenPlaces(layout)
    for group in groups:
        if group.role in (Role.HOTSPOT, Role.FLOW_LABEL, Role.NOTE):
            taken.add(group.bounds)
    style = TextStyle(layout.style.least, Weight.BOLD)
    height = context.metrics.line_height(style)
    width = context.metrics.width(end.words, style) + ARROW_GAP + ARROW_ROOM
    rules = [lane.rect for lane in layout.lanes if lane.is_rule]
    for place in _places(layout, width, height):
        if taken.is_free(place.inset(-APART), may_speak=True) and not _is_crossed(layout, place):
            # The rule of an empty lane ends before words that stand on it.
            ground = [Box(place.inset(-EDGE), fill=context.theme.background)] if any(
                place.intersects(rule) for rule in rules) else []
            return (*groups, _draw(context, end, place, style, layout.band, ground))
    return tuple(groups)


def _places(layout: Layout, width: float, height: float) -> Iterator[Rect]:
    """Yield where the words of an end may stand: in the lowest lane, from the right, then in those above it."""
    most = int(REACH * layout.width // STEP)
    for lane in reversed(layout.lanes):
        for at in range(most):
            for y in (lane.rect.centre.y - height / 2, lane.rect.bottom - height):
                yield Rect(layout.width - EDGE - width - at * STEP, y, width, height)
    steps = int((layout.height - layout.style.phase_height - height) // STEP)
    for at in range(most):
        for up in range(max(0, steps)):
            yield Rect(layout.width - EDGE - width - at * STEP, layout.height - height - up * STEP, width, height)


def _is_crossed(layout: Layout, place: Rect) -> bool:
    """Return whether one of the derived lines passes through a place."""
    return any(place.y < y < place.bottom for line in layout.lines
               for y in {line.y, *(corner.y for corner in line.steps)})


def _draw(context: DrawingContext, end: BandEnd, place: Rect, style: TextStyle, band: int,
          ground: Sequence[Primitive]) -> Group:
    ink = context.theme.ink
    text = set_line(context, end.words, style, place._replace(width=place.width - ARROW_ROOM - ARROW_GAP), ink)
    middle = Point(place.right - ARROW_ROOM / 2, place.centre.y)
    half = ARROW_ROOM / 2 - 1.0
    tip = Point(middle.x + half, middle.y) if end.is_elsewhere else Point(middle.x, middle.y + half)
    foot = Point(2 * middle.x - tip.x, 2 * middle.y - tip.y)
    stop = Point((tip.x * 2 + foot.x) / 3, (tip.y * 2 + foot.y) / 3)
    arrow = (straight_line(*foot, *stop, Stroke(ink, ARROW_WIDTH)), arrowhead(foot, tip, ink))
    return Group(f"band-end-{band + 1}", Role.TEXT, Layer.LABELS, place, (*ground, text, *arrow), end.words,
                 end.words)
