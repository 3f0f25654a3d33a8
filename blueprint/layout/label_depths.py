"""How high words make the halves of a channel: words and tracks share the height where they are apart in width."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import TrackY, Zone
from visavis.blueprint.layout.labels import LabelRows, Pills, PlacedLabel
from visavis.blueprint.layout.rows import Depths

# Words keep this far from the ends of a track beside them.
BESIDE = 4.0
ARRIVALS = {Zone.DOWN_LABELS: Zone.UPPER, Zone.UP_LABELS: Zone.LOWER}

Tracks = Mapping[tuple[int, Zone], Mapping[str, TrackY]]


def measure_depths(pills: Pills, tracks: Tracks, across: XAxis) -> Depths:
    """Return what words ask of each zone that has some."""
    found: dict[tuple[int, int], set[tuple[float, int]]] = {key: set() for key in pills.rows}
    busy = {(channel, int(zone)): _Levels(tracks.get((channel, arrivals), {}), across)
            for zone, arrivals in ARRIVALS.items() for channel, other in pills.rows if other == zone}
    for label in pills.labels.values():
        zone = label.channel, int(label.zone)
        left = across.x(label.vertical) + label.lead
        found[zone].add((_reach(label, pills.rows[zone]),
                         busy[zone].count_over(left - BESIDE, left + label.width + BESIDE)))
    return {zone: frozenset(depths) for zone, depths in found.items()}


def _reach(label: PlacedLabel, rows: LabelRows) -> float:
    """Return how far from its zone's end at the line a label's far edge is."""
    inset = (rows.heights[label.row] - label.height) / 2
    if label.zone is Zone.DOWN_LABELS:
        return rows.height - rows.top_of(label.row) - inset
    return rows.top_of(label.row) + inset + label.height


class _Levels:
    """The stretches of a zone's horizontals, track by track, from left to right."""

    def __init__(self, tracks: Mapping[str, TrackY], across: XAxis) -> None:
        self._levels: dict[int, list[tuple[float, float]]] = {}
        for track in tracks.values():
            assert track.start is not None
            assert track.end is not None
            one, other = across.x(track.start), across.x(track.end)
            self._levels.setdefault(track.track, []).append((min(one, other), max(one, other)))
        for level in self._levels.values():
            level.sort()
        self._ends = {number: [high for _, high in level] for number, level in self._levels.items()}

    def count_over(self, left: float, right: float) -> int:
        """Return under how many tracks words between two xs stand."""
        for number in sorted(self._levels, reverse=True):
            level, at = self._levels[number], bisect_left(self._ends[number], left)
            if at < len(level) and level[at][0] <= right:
                return number + 1
        return 0
