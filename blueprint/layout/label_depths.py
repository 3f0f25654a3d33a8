"""How high words make the halves of a channel: words and tracks share the height where they are apart in width."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import TrackY, Zone
from visavis.blueprint.layout.labels import LabelRows, Pills
from visavis.blueprint.layout.rows import Depths

# Words keep this far from the ends of a track beside them.
BESIDE = 4.0
ARRIVALS = {Zone.DOWN_LABELS: Zone.UPPER, Zone.UP_LABELS: Zone.LOWER}

Tracks = Mapping[tuple[int, Zone], Mapping[str, TrackY]]


def measure_depths(pills: Pills, tracks: Tracks, across: XAxis) -> Depths:
    """Return what words ask of each zone that has some."""
    busy = {(channel, int(zone)): _Levels(tracks.get((channel, arrivals), {}), across)
            for zone, arrivals in ARRIVALS.items() for channel, other in pills.rows if other == zone}
    # Many labels have as many lines, in the same row: how far those reach is worked out once.
    alike: dict[tuple[int, Zone, int, float], set[int]] = {}
    for label in pills.labels.values():
        left = across.x(label.vertical) + label.lead
        under = busy[label.channel, label.zone].count_over(left - BESIDE, left + label.width + BESIDE)
        alike.setdefault((label.channel, label.zone, label.row, label.height), set()).add(under)
    found: dict[tuple[int, int], set[tuple[float, int]]] = {key: set() for key in pills.rows}
    for (channel, zone, row, height), tracks_under in alike.items():
        reach = _reach(zone, row, height, pills.rows[channel, zone])
        found[channel, zone].update((reach, under) for under in tracks_under)
    return {zone: frozenset(depths) for zone, depths in found.items()}


def _reach(zone: Zone, row: int, height: float, rows: LabelRows) -> float:
    """Return how far from its zone's end at the line the far edge of a label is."""
    inset = (rows.heights[row] - height) / 2
    if zone is Zone.DOWN_LABELS:
        return rows.height - rows.top_of(row) - inset
    return rows.top_of(row) + inset + height


class _Levels:
    """The stretches of a zone's horizontals, track by track, from left to right."""

    def __init__(self, tracks: Mapping[str, TrackY], across: XAxis) -> None:
        levels: dict[int, list[tuple[float, float]]] = {}
        for track in tracks.values():
            assert track.start is not None
            assert track.end is not None
            one, other = across.x(track.start), across.x(track.end)
            levels.setdefault(track.track, []).append((min(one, other), max(one, other)))
        # Those farthest from the strip first.
        self._levels = [(number, sorted(levels[number])) for number in sorted(levels, reverse=True)]
        self._ends = [[high for _, high in level] for _, level in self._levels]

    def count_over(self, left: float, right: float) -> int:
        """Return under how many tracks words between two xs stand."""
        for (number, level), ends in zip(self._levels, self._ends, strict=True):
            at = bisect_left(ends, left)
            if at < len(level) and level[at][0] <= right:
                return number + 1
        return 0
