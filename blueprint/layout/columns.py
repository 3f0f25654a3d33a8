"""The xs of a band: gutters are as wide as their tracks and side labels need, columns are all alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blueprint.layout.allocation import Coordinates
from blueprint.layout.coordinates import BandEdgeX, SideY
from blueprint.layout.grain import snapped_up
from blueprint.layout.grid import Grid
from blueprint.layout.places import Column
from blueprint.layout.routes import Route
from blueprint.layout.style import LayoutStyle
from blueprint.text import FittedText, TextMetrics, fit

SIDE_LINES = 3
SIDE_WIDTH = 84.0
# Tracks stand so far from the cards on both sides that an arrowhead fits between.
TRACK_MARGIN = 11.0
# A flow that leaves the band ends so far inside the band's edge that its mark fits.
EDGE_INSET = 5.0


@dataclass(frozen=True)
class ColumnPlaces:
    """Columns with their xs, the xs of the grid's edges, and where each gutter begins and ends."""

    columns: tuple[Column, ...]
    left: float
    right: float
    gutters: tuple[tuple[float, float], ...]


@dataclass(eq=False, slots=True)
class SideLabel:
    """A label that stands on a horizontal in a gutter, near its start: `lead` points from the gutter's left."""

    key: str
    side: SideY
    gutter: int
    lead: float
    text: FittedText
    width: float
    height: float
    x: float = 0.0


def side_labels(routes: Sequence[Route], style: LayoutStyle, metrics: TextMetrics) -> list[SideLabel]:
    """Fit the labels that stand in gutters, and tell their sides how much room they take."""
    labels: list[SideLabel] = []
    for route in routes:
        side = route.label_side
        if side is None or route.spoken is None:
            continue
        width = SIDE_WIDTH - 2 * style.label_gap
        text = fit(route.spoken.full, style.label, width, max_lines=SIDE_LINES, minimum=style.least, metrics=metrics)
        side.room = snapped_up(text.height + style.label_gap)
        width = snapped_up(text.width + 2 * style.label_gap)
        labels.append(SideLabel(route.flow.key, side, *_start(route, side, style), text, width, side.room))
    return labels


def _start(route: Route, side: SideY, style: LayoutStyle) -> tuple[int, float]:
    """Return the gutter in which a straight flow starts, and how far from its left a label can stand."""
    if not isinstance(route.x, BandEdgeX):
        return side.gutter, style.label_gap / 2
    # The mark at the band's edge stays free; and so does the arrowhead of what comes in from the right.
    return (side.gutters[-1], TRACK_MARGIN) if route.x.right else (side.gutter, 2 * EDGE_INSET)


def place_columns(grid: Grid, widths: Sequence[float], coordinates: Coordinates, tracks: Mapping[int, int],
                  labels: Sequence[SideLabel], style: LayoutStyle) -> ColumnPlaces:
    """Give columns (whose `widths` are known), gutter tracks, ports and side labels their xs."""
    beside: dict[int, float] = {}
    for label in labels:
        needed = label.lead + label.width + style.label_gap / 2
        beside[label.gutter] = max(beside.get(label.gutter, 0.0), needed)
    x = style.heading_width
    columns: list[Column] = []
    gutters: list[tuple[float, float]] = []
    for gutter in range(len(grid.columns) + 1):
        count = tracks.get(gutter, 0)
        needed = 2 * TRACK_MARGIN + (count - 1) * style.track if count else 0.0
        width = beside.get(gutter, 0.0) + max(style.gutter, needed)
        gutters.append((x, x + width))
        x += width
        if gutter < len(grid.columns):
            columns.append(Column(grid.columns[gutter].phase, grid.columns[gutter].number, x, widths[gutter]))
            x += widths[gutter]
    places = ColumnPlaces(tuple(columns), style.heading_width, max(x, style.least_width), tuple(gutters))
    _give_xs(coordinates, places, beside, style)
    for label in labels:
        label.x = gutters[label.gutter][0] + label.lead
    return places


def _give_xs(coordinates: Coordinates, places: ColumnPlaces, beside: Mapping[int, float], style: LayoutStyle) -> None:
    columns = places.columns
    for way in coordinates.gutters:
        first = places.gutters[way.gutter][0] + beside.get(way.gutter, 0.0) + TRACK_MARGIN
        way.value = first + way.value * style.track
    for port in coordinates.ports:
        port.value += columns[port.column].x + columns[port.column].width / 2
    for edge in coordinates.edges_x:
        edge.value = columns[edge.column].x + (columns[edge.column].width if edge.right else 0.0)
    for end in coordinates.band_edges:
        end.value = places.gutters[-1][1] - EDGE_INSET if end.right else places.left + EDGE_INSET
