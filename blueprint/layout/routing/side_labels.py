"""What is said on flows that go straight along a row: it stands in the gutter in which the flow begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visavis.blueprint.layout.columns import EDGE_INSET, TRACK_MARGIN
from visavis.blueprint.layout.coordinates import NOWHERE, BandEdgeX, ColumnNode, SideY
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.text import FittedText, TextMetrics, fit

SIDE_LINES = 3
SIDE_WIDTH = 84.0


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
    at: ColumnNode = NOWHERE


def fit_side_labels(routes: Iterable[Route], nodes: Sequence[ColumnNode], style: LayoutStyle,
                    metrics: TextMetrics) -> dict[str, SideLabel]:
    """Fit the labels that stand in gutters, by flow, and tell their sides how much room they take."""
    labels: dict[str, SideLabel] = {}
    for route in routes:
        side = route.label_side
        if side is None or route.spoken is None:
            continue
        width = SIDE_WIDTH - 2 * style.label_gap
        text = fit(route.spoken.full, style.label, width, max_lines=SIDE_LINES, minimum=style.least, metrics=metrics)
        side.room = round_length_up(text.height + style.label_gap)
        width = round_length_up(text.width + 2 * style.label_gap)
        gutter, lead = _start(route, side, style)
        labels[route.flow.key] = SideLabel(route.flow.key, side, gutter, lead, text, width, side.room, nodes[gutter])
    return labels


def _start(route: Route, side: SideY, style: LayoutStyle) -> tuple[int, float]:
    """Return the gutter in which a straight flow starts, and how far from its left a label can stand."""
    if not isinstance(route.x, BandEdgeX):
        return side.gutter, style.label_gap / 2
    # The mark at the band's edge stays free; and so does the arrowhead of what comes in from the right.
    return (side.gutters[-1], TRACK_MARGIN) if route.x.right else (side.gutter, 2 * EDGE_INSET)


def room_beside(label: SideLabel, style: LayoutStyle) -> float:
    """Return how much of its gutter a label takes, in points."""
    return label.lead + label.width + style.label_gap / 2
