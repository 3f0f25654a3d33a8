"""From coordinates with values to the points of flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from blueprint.layout.allocation import Coordinates
from blueprint.layout.coordinates import Coordinate, EdgeY, SideY, TrackY
from blueprint.layout.places import Point
from blueprint.layout.routes import Route
from blueprint.layout.rows import RowPlaces


def flow_points(routes: Sequence[Route], coordinates: Coordinates, rows: RowPlaces,
                heights: Mapping[int, float]) -> dict[str, tuple[Point, ...]]:
    """Return the corners of every flow, start and tip included; xs must be known."""
    for level in coordinates.edges_y:
        level.value = rows.tops[level.row] + (heights[level.row] if level.bottom else 0.0)
    for track in coordinates.tracks:
        track.value = rows.track_y(track.channel, track.zone, track.track)
    middles = {row: top + heights[row] / 2 for row, top in enumerate(rows.tops)}
    return {route.flow.key: _corners(route, middles) for route in routes}


def _corners(route: Route, middles: Mapping[int, float]) -> tuple[Point, ...]:
    x, y = route.x.value, _y(route.y, middles)
    corners = [Point(x, y)]
    for turn in route.turns:
        if isinstance(turn, SideY | TrackY | EdgeY):
            y = _y(turn, middles)
        else:
            x = turn.value
        if corners[-1] != (x, y):
            corners.append(Point(x, y))
    return tuple(corners)


def _y(coordinate: Coordinate, middles: Mapping[int, float]) -> float:
    if isinstance(coordinate, SideY):
        return middles[coordinate.row] + coordinate.value
    return coordinate.value
