"""What speech asks of gutters: words cost width where they are said, so that the conversation stays low.

The words of a column stand on its verticals, each clear of the others of its side of the line. Where those of two
neighbouring columns, or the words of one and a vertical of the other, come too near, the gutter between them widens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from visavis.blueprint.layout.coordinates import PortX, Zone, zone_rank
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.style import LayoutStyle

# Pills are rounded up to the grain of the drawing.
SLACK = 1.0

# How far the words of a column reach to the left of its middle and to the right, in points; None where none are.
Reach = tuple[float, float] | None


@dataclass(slots=True)
class SpokenSide:
    """One side of the line, by column: its verticals, and those with words and how wide these are.

    Verticals count from their column's middle, in points.
    """

    verticals: defaultdict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    words: defaultdict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def reach(self, column: int, gap: float) -> Reach:
        """Return how far the words of a column reach, `gap` points apart from each other and from verticals."""
        found: Reach = None
        verticals = self.verticals[column]
        for x, width in sorted(self.words[column]):
            before = max((other + gap for other in verticals if other < x), default=x - width)
            after = min((other - gap for other in verticals if other > x), default=x + width)
            if found is not None:
                before = max(before, found[1] + gap)
            left = max(min(x - width / 2, after - width), before)
            right = left + width
            found = (left, right) if found is None else (min(found[0], left), max(found[1], right))
        return found


def speech_rooms(routes: Iterable[Route], ports: Iterable[PortX], channel: int | None, widths: Sequence[float],
                 style: LayoutStyle, only: Collection[int] | None = None) -> Iterator[tuple[int, float]]:
    """Yield the gutters that widen for what is said, and by how much (points); with `only`, among those gutters.

    `ports` stand where they will; `channel` is that of the line of interaction.
    """
    if channel is None:
        return
    gap = style.label_gap + SLACK
    for side in _collect_sides(routes, ports, channel, style):
        reaches = {column: side.reach(column, gap) for column in side.words}
        beside = {gutter for column in reaches for gutter in (column, column + 1) if 0 < gutter < len(widths)}
        for gutter in beside if only is None else beside.intersection(only):
            free = widths[gutter - 1] / 2 + style.gutter + widths[gutter] / 2
            missing = _missing_room(side.verticals[gutter - 1], side.verticals[gutter], reaches.get(gutter - 1),
                                    reaches.get(gutter), free, gap)
            room = min(missing, style.speech_room)
            if room > 0:
                yield gutter, round_length_up(room)


def _collect_sides(routes: Iterable[Route], ports: Iterable[PortX], channel: int,
                   style: LayoutStyle) -> Iterable[SpokenSide]:
    """Return what is above the line, and what is below it."""
    above, below = SpokenSide(), SpokenSide()
    for route in routes:
        if route.label_spots and route.spoken is not None:
            vertical, at = route.label_spots[0]
            if at == channel and isinstance(vertical, PortX):
                width = route.spoken.width + 2 * style.label_padding
                (below if route.goes_up else above).words[vertical.column].append((vertical.value, width))
    for side, zone in ((above, Zone.DOWN_LABELS), (below, Zone.UP_LABELS)):
        rank = zone_rank(channel, zone)
        near = {column + by for column in side.words for by in (-1, 0, 1)}
        for port in ports:
            if port.low < rank < port.high and port.column in near:
                side.verticals[port.column].append(port.value)
    return above, below


def _missing_room(here: Sequence[float], there: Sequence[float], one: Reach, other: Reach, free: float,
                  gap: float) -> float:
    """Return how much more than its least width the gutter between two columns with verticals needs.

    Their words reach as far as `one` and `other`; between their middles are `free` points, with the least gutter.
    """
    missing = 0.0
    if one is not None:
        nearest = min(min(there, default=inf), other[0] if other is not None else inf)
        missing = max(missing, one[1] + gap - (free + nearest))
    if other is not None and here:
        missing = max(missing, max(here) + gap - (free + other[0]))
    return missing
