"""Giving coordinates their places: no two routes run on top of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from blueprint.layout.coordinates import Coordinate, EdgeX, EdgeY, GutterX, PortX, SideY, TrackY, Zone
from blueprint.layout.routes import Route
from blueprint.layout.style import LayoutStyle

_C = TypeVar("_C", bound=Coordinate)
# Two ports stand at the style's distance; more share most of the card's width.
PAIR = 2
WIDE_PORT = 52.0
EDGE_ROOM = 12.0
SIDE_STEP = 20.0
CLEARANCE = 4.0


@dataclass(frozen=True)
class Coordinates:
    """The coordinates of a plan, sorted by kind."""

    ports: tuple[PortX, ...]
    gutters: tuple[GutterX, ...]
    tracks: tuple[TrackY, ...]
    sides: tuple[SideY, ...]
    edges_x: tuple[EdgeX, ...]
    edges_y: tuple[EdgeY, ...]


def sorted_coordinates(routes: Iterable[Route]) -> Coordinates:
    """Return the coordinates of all routes by kind, in the routes' order."""
    seen: dict[type[Coordinate], list[Coordinate]] = {}
    for route in routes:
        for coordinate in route.coordinates():
            seen.setdefault(type(coordinate), []).append(coordinate)

    def of(kind: type[_C]) -> tuple[_C, ...]:
        return tuple(coordinate for coordinate in seen.get(kind, ()) if isinstance(coordinate, kind))

    return Coordinates(of(PortX), of(GutterX), of(TrackY), of(SideY), of(EdgeX), of(EdgeY))


def port_offsets(ports: Iterable[PortX], style: LayoutStyle) -> None:
    """Give each port its distance from the middle of its column (the column's place is added later).

    Ports of one column whose ranks overlap stand side by side, those that lean left at the left.
    """
    by_column: dict[int, list[PortX]] = {}
    for port in ports:
        by_column.setdefault(port.column, []).append(port)
    for column_ports in by_column.values():
        for crowd in _crowds(column_ports):
            ordered = sorted(crowd, key=lambda port: port.lean)
            last = len(ordered) - 1
            room = style.card_width - 2 * EDGE_ROOM
            step = style.port if len(ordered) <= PAIR else min(WIDE_PORT, room / last)
            for place, port in enumerate(ordered):
                port.value = (place - last / 2) * step


def _crowds(ports: list[PortX]) -> Iterable[list[PortX]]:
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


def gutter_tracks(gutters: Iterable[GutterX]) -> dict[int, int]:
    """Put the verticals of each gutter on tracks (in `value`, from 0) and return how many each gutter needs."""
    needed: dict[int, int] = {}
    ends: dict[int, list[int]] = {}
    for way in sorted(gutters, key=lambda each: (each.gutter, each.low, each.high)):
        tracks = ends.setdefault(way.gutter, [])
        track = next((at for at, end in enumerate(tracks) if end < way.low), len(tracks))
        if track == len(tracks):
            tracks.append(way.high)
        else:
            tracks[track] = way.high
        way.value = track
        needed[way.gutter] = len(tracks)
    return needed


def channel_tracks(tracks: Iterable[TrackY]) -> dict[tuple[int, Zone], int]:
    """Put the horizontals of each zone on tracks and return how many each zone needs; xs must be known."""
    spans = []
    for track in tracks:
        assert track.start is not None
        assert track.end is not None
        left, right = sorted((track.start.value, track.end.value))
        spans.append((track.channel, track.zone, left - CLEARANCE, right + CLEARANCE, track))
    needed: dict[tuple[int, Zone], int] = {}
    ends: dict[tuple[int, Zone], list[float]] = {}
    for channel, zone, left, right, track in sorted(spans, key=lambda span: span[:4]):
        taken = ends.setdefault((channel, zone), [])
        place = next((at for at, end in enumerate(taken) if end <= left), len(taken))
        if place == len(taken):
            taken.append(right)
        else:
            taken[place] = right
        track.track = place
        needed[(channel, zone)] = len(taken)
    return needed


def side_offsets(sides: Iterable[SideY], row_height: Mapping[int, float]) -> None:
    """Give each passage of a card's side its distance from the row's middle; straight flows keep the middle."""
    groups: dict[tuple[int, int], list[SideY]] = {}
    for side in sides:
        groups.setdefault((side.gutter, side.row), []).append(side)
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
    for place, side in enumerate(sides):
        side.value = start + step * (place + 0.5)
