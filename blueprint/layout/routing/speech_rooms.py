"""What speech asks of gutters: words cost width where they are said, so that the conversation stays low.

The words of a column stand on its verticals, each clear of the others of its side of the line. Where those of two
neighbouring columns, or the words of one and a vertical of the other, come too near, the gutter between them widens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from visavis.blueprint.layout.coordinates import PortX, Zone, zone_rank
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.style import LayoutStyle

# Pills are rounded up to the grain of the drawing.
SLACK = 1.0


@dataclass(slots=True)
class SpokenColumn:
    """One side of the line in one column: its verticals, and those with words, from the column's middle."""

    verticals: list[float] = field(default_factory=list)
    words: list[tuple[float, float]] = field(default_factory=list)

    def reach(self, gap: float) -> tuple[float, float] | None:
        """Return how far the words reach to both sides of the column's middle; None where nothing is said."""
        found: tuple[float, float] | None = None
        for x, width in sorted(self.words):
            before = max((other + gap for other in self.verticals if other < x), default=x - width)
            after = min((other - gap for other in self.verticals if other > x), default=x + width)
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
    for sides in _collect_columns(routes, ports, channel, style):
        for column, here in sides.items():
            there = sides.get(column + 1)
            if there is None or (only is not None and column + 1 not in only):
                continue
            missing = _missing_room(here, there, widths[column] / 2, widths[column + 1] / 2, style)
            room = min(missing, style.speech_room)
            if room > 0:
                yield column + 1, round_length_up(room)


def _collect_columns(routes: Iterable[Route], ports: Iterable[PortX], channel: int,
                     style: LayoutStyle) -> Iterable[Mapping[int, SpokenColumn]]:
    """Return the columns above the line, and those below it."""
    found: dict[Zone, dict[int, SpokenColumn]] = {Zone.DOWN_LABELS: {}, Zone.UP_LABELS: {}}
    ranks = [(columns, zone_rank(channel, zone)) for zone, columns in found.items()]
    for port in ports:
        for columns, rank in ranks:
            if port.low < rank < port.high:
                columns.setdefault(port.column, SpokenColumn()).verticals.append(port.value)
    for route in routes:
        if route.label_spots and route.spoken is not None:
            vertical, at = route.label_spots[0]
            if at == channel and isinstance(vertical, PortX):
                side = found[Zone.UP_LABELS if route.goes_up else Zone.DOWN_LABELS]
                width = route.spoken.width + 2 * style.label_padding
                side.setdefault(vertical.column, SpokenColumn()).words.append((vertical.value, width))
    return found.values()


def _missing_room(here: SpokenColumn, there: SpokenColumn, half: float, other_half: float,
                  style: LayoutStyle) -> float:
    """Return how much more than its least width the gutter between two columns needs."""
    gap = style.label_gap + SLACK
    one, other = here.reach(gap), there.reach(gap)
    free = half + style.gutter + other_half
    missing = 0.0
    if one is not None:
        nearest = min([*there.verticals, *((other[0],) if other is not None else ())])
        missing = max(missing, one[1] + gap - (free + nearest))
    if other is not None and here.verticals:
        missing = max(missing, max(here.verticals) + gap - (free + other[0]))
    return missing
