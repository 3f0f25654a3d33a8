"""The xs of a band: gutters are as wide as their tracks and side labels need, columns are all alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blueprint.layout.allocation import Coordinates
from blueprint.layout.grid import Grid
from blueprint.layout.labels import PlacedLabel
from blueprint.layout.places import Column
from blueprint.layout.routes import Route
from blueprint.layout.style import LayoutStyle
from blueprint.text import TextMetrics, fit

SIDE_LINES = 3
SIDE_WIDTH = 84.0
TRACK_START = 7.0


@dataclass(frozen=True)
class ColumnPlaces:
    """Columns with their xs, and the labels that stand in gutters, each with its row."""

    columns: tuple[Column, ...]
    left: float
    right: float
    side_labels: tuple[tuple[PlacedLabel, int], ...]
    loose: Mapping[int, float]


def place_columns(grid: Grid, routes: Sequence[Route], coordinates: Coordinates, tracks: Mapping[int, int],
                  style: LayoutStyle, metrics: TextMetrics, heights: Mapping[int, float]) -> ColumnPlaces:
    """Give columns, gutter tracks and ports their xs."""
    beside = _side_labels(routes, style, metrics, heights)
    label_width: dict[int, float] = {}
    for label, _ in beside:
        side = label.route.label_side
        assert side is not None
        label_width[side.gutter] = max(label_width.get(side.gutter, 0.0), label.width + style.label_gap)
    x = style.heading_width
    lefts: list[float] = []
    columns: list[Column] = []
    for gutter in range(len(grid.columns) + 1):
        lefts.append(x)
        x += style.gutter + label_width.get(gutter, 0.0) + max(0, tracks.get(gutter, 0) - 1) * style.track
        if gutter < len(grid.columns):
            columns.append(Column(grid.columns[gutter].phase, grid.columns[gutter].number, x, style.card_width))
            x += style.card_width
    for way in coordinates.gutters:
        way.value = lefts[way.gutter] + label_width.get(way.gutter, 0.0) + TRACK_START + way.value * style.track
    for port in coordinates.ports:
        port.value += columns[port.column].x + columns[port.column].width / 2
    for label, _ in beside:
        side = label.route.label_side
        assert side is not None
        label.x = lefts[side.gutter] + style.label_gap / 2
    return ColumnPlaces(tuple(columns), style.heading_width, x, tuple(beside), label_width)


def _side_labels(routes: Sequence[Route], style: LayoutStyle, metrics: TextMetrics,
                 heights: Mapping[int, float]) -> list[tuple[PlacedLabel, int]]:
    """Fit the labels that stand beside a card's right edge, as many as its height has room for."""
    labels: list[tuple[PlacedLabel, int]] = []
    used: dict[tuple[int, int], int] = {}
    for route in routes:
        side = route.label_side
        if side is None or route.spoken is None:
            continue
        width = SIDE_WIDTH - 2 * style.label_gap
        text = fit(route.spoken.full, style.label, width, max_lines=SIDE_LINES, minimum=style.least, metrics=metrics)
        height = text.height + style.label_gap
        place = (side.gutter, side.row)
        # Only one label is centred on a side; the flows of others tell their words in their descriptions.
        if used.get(place) or height > heights[side.row]:
            continue
        used[place] = 1
        labels.append((PlacedLabel(route, text, 0.0, text.width + 2 * style.label_gap, height, 0), side.row))
    return labels
