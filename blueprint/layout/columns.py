"""The xs of a band: gutters are as wide as their tracks and side labels need, columns are all alike."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.layout.axes import TRACK_MARGIN, XAxis
from visavis.blueprint.layout.grid import Grid
from visavis.blueprint.layout.result import Column
from visavis.blueprint.layout.routing.coordinates import ColumnNode
from visavis.blueprint.layout.style import LayoutStyle


def place_columns(grid: Grid, nodes: Sequence[ColumnNode], widths: Sequence[float], tracks: Sequence[int],
                  beside: Sequence[float], style: LayoutStyle) -> XAxis:
    """Give columns, whose `widths` are known, and gutters their xs.

    Of each gutter is known how many tracks it has and how much room the labels `beside` its tracks take; `nodes` are
    those of the columns and one more for the last gutter.
    """
    x = style.heading_width
    columns: list[Column] = []
    gutters: list[tuple[float, float]] = []
    first_tracks: list[float] = []
    for gutter, (count, room) in enumerate(zip(tracks, beside, strict=True)):
        needed = 2 * TRACK_MARGIN + (count - 1) * style.track if count else 0.0
        first_tracks.append(x + room + TRACK_MARGIN)
        end = x + room + max(style.gutter, needed)
        gutters.append((x, end))
        x = end
        if gutter < len(grid.columns):
            phase, number = grid.columns[gutter]
            columns.append(Column(phase, number, x, widths[gutter]))
            x += widths[gutter]
    return XAxis(tuple(columns), style.heading_width, max(x, style.least_width), tuple(gutters), tuple(first_tracks),
                  {node: at for at, node in enumerate(nodes)}, style.track)
