"""Giving coordinates their places: no two routes run on top of each other."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import (
    BandEdgeX,
    Coordinate,
    GutterX,
    PortX,
    SideY,
    TrackY,
    Vertical,
    Zone,
)
from visavis.blueprint.layout.geometry import round_length
from visavis.blueprint.layout.routing.side_labels import CLEARANCE
from visavis.blueprint.layout.routing.track_order import Run, tracks_of
from visavis.blueprint.layout.style import LayoutStyle

_C = TypeVar("_C", bound=Coordinate)
_K = TypeVar("_K", bound=Hashable)
# More ports than two share most of the card's width.
PAIR = 2
EDGE_ROOM = 12.0
SIDE_STEP = 20.0
# In these zones the first track is the lowest one.
FROM_BELOW = (Zone.LOWER, Zone.TURN_ABOVE)


def set_port_offsets(ports: Iterable[PortX], widths: Sequence[float], style: LayoutStyle) -> None:
    """Give each port its distance from the middle of its column.

    Ports of one column whose ranks overlap stand side by side, those that lean left at the left.
    """
    for column, column_ports in _group_by_key((port.column, port) for port in ports).items():
        for crowd in _port_clusters(column_ports):
            crowd.sort(key=_port_order)
            offsets = list(accumulate(_port_gaps(crowd, widths[column], style), initial=0.0))
            for port, offset in zip(crowd, offsets, strict=True):
                port.value = round_length(offset - offsets[-1] / 2)


def _port_gaps(crowd: list[PortX], width: float, style: LayoutStyle) -> list[float]:
    """Return the distances between neighbours: of many, those beside words are wider."""
    room = max(width - 2 * EDGE_ROOM, width / 2)
    if len(crowd) <= PAIR:
        return [min(style.port, room)] * (len(crowd) - 1)
    weights = [1 + one.is_labelled + other.is_labelled for one, other in pairwise(crowd)]
    unit = min(style.port, room / sum(weights))
    return [weight * unit for weight in weights]


def _port_order(port: PortX) -> tuple[float, float, float]:
    """Return what sorts ports from left to right: where they lean, then the deepest outermost, then their order.

    A flow that turns right soon would cross one beside it at its right that turns later.
    """
    depth = port.high - port.low
    return port.lean, -depth if port.lean > 0 else depth, port.order


def _port_clusters(ports: list[PortX]) -> Iterator[list[PortX]]:
    """Yield the groups of ports that are chained by overlapping ranks."""
    crowd: list[PortX] = []
    reach = -1
    for port in sorted(ports, key=lambda each: (each.low, each.high)):
        if crowd and port.low > reach:
            yield crowd
            crowd = []
        crowd.append(port)
        reach = max(reach, port.high) if len(crowd) > 1 else port.high
    if crowd:
        yield crowd


def assign_gutter_tracks(gutters: Iterable[GutterX]) -> dict[int, int]:
    """Put the verticals of each gutter on tracks (in `value`, from 0) and return how many each gutter needs."""
    needed: dict[int, int] = {}
    for gutter, crossing in _group_by_key((gutter.gutter, gutter) for gutter in gutters).items():
        runs = [Run(gutter.start, gutter.end, gutter.starts_left, gutter.ends_left) for gutter in crossing]
        indices, needed[gutter] = tracks_of(runs)
        for crossing_line, index in zip(crossing, indices, strict=True):
            crossing_line.value = index
    return needed


def run_of(track: TrackY, across: XAxis, *, below: bool) -> Run:
    """Return the run of a horizontal; `below` tells that the zone's first track is its lowest."""
    start, end = track.start, track.end
    assert start is not None
    assert end is not None
    start_near, end_near = _is_near(start, track.rank, below=below), _is_near(end, track.rank, below=below)
    if start_near is None or end_near is None:
        # A flow that leaves the band goes on as if it turned to the other side.
        start_near = not end_near if start_near is None else start_near
        end_near = not start_near if end_near is None else end_near
    return Run(across.x(start), across.x(end), start_near, end_near)


def _is_near(end: Vertical | BandEdgeX, rank: int, *, below: bool) -> bool | None:
    if isinstance(end, BandEdgeX):
        return None
    return end.high > rank if below else end.low < rank


def _group_by_key(pairs: Iterable[tuple[_K, _C]]) -> dict[_K, list[_C]]:
    groups: dict[_K, list[_C]] = {}
    for key, member in pairs:
        groups.setdefault(key, []).append(member)
    return groups


def set_side_offsets(sides: Iterable[SideY], row_height: Mapping[int, float],
                     only: Collection[int] | None = None) -> None:
    """Give each passage of a card's side its distance from the row's middle; straight flows keep the middle.

    With `only`, the passages of those gutters alone.
    """
    groups = _group_by_key(((gutter, side.row), side) for side in sides for gutter in side.gutters
                           if only is None or gutter in only)
    for (_, row), group in groups.items():
        half = row_height[row] / 2 - CLEARANCE
        ordered = sorted(group, key=lambda side: side.lean)
        middle = next((side for side in ordered if side.central), None)
        if middle is None:
            _spread(ordered, -half, half)
            continue
        edge = max(middle.room / 2, CLEARANCE)
        _spread([side for side in ordered if side is not middle and side.lean <= 0], -half, -edge)
        _spread([side for side in ordered if side is not middle and side.lean > 0], edge, half)


def _spread(sides: list[SideY], low: float, high: float) -> None:
    """Space passages evenly inside (low, high), as near the middle of the row as their labels allow."""
    if not sides:
        return
    step = min((high - low) / len(sides), max(SIDE_STEP, *(side.room for side in sides)))
    nearest = 0.0 if low < 0 < high else (high if high <= 0 else low)
    span = step * len(sides)
    start = nearest - span / 2 if low < 0 < high else (nearest - span if nearest == high else nearest)
    for index, side in enumerate(sides):
        side.value = round_length(start + step * (index + 0.5))
