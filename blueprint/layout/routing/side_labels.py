"""What is said on flows that go straight along a row: it stands in the gutter in which the flow begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from visavis.blueprint.layout.columns import EDGE_INSET, TRACK_MARGIN
from visavis.blueprint.layout.coordinates import NOWHERE, BandEdgeX, ColumnNode, SideY
from visavis.blueprint.layout.flow_words import fit_words, share_of
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.text import FittedText, TextMetrics

SIDE_LINES = 3
SIDE_WIDTH = 84.0
# What a label has above and below its words, together.
SIDE_EDGES = 4.0
# What two labels have between them.
BETWEEN = 1.0
# Passages keep this far from the corners of cards.
CLEARANCE = 4.0


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


def fit_side_labels(routes: Iterable[Route], sides: Iterable[SideY], nodes: Sequence[ColumnNode],
                    heights: Mapping[int, float], style: LayoutStyle, metrics: TextMetrics) -> dict[str, SideLabel]:
    """Fit the labels that stand in gutters, by flow, and tell their sides how much room they take.

    `sides` are all passages of cards' sides, `heights` those of rows. Where more flows pass a
    side of a card than lines of text have room, none is drawn: the flows' descriptions tell what is said.
    """
    labels: dict[str, SideLabel] = {}
    spoken = [(route, side, route.spoken, *_start(route, side, style)) for route in routes
              if (side := route.label_side) is not None and route.spoken is not None]
    crowds: dict[tuple[int, int], list[SideY]] = {(gutter, side.row): [] for _, side, _, gutter, _ in spoken}
    if crowds:
        for side in sides:
            for gutter in side.gutters:
                if (gutter, side.row) in crowds:
                    crowds[(gutter, side.row)].append(side)
    for route, side, words, gutter, lead in spoken:
        lines = _lines(crowds[(gutter, side.row)], heights[side.row], style)
        if not lines:
            continue
        width = SIDE_WIDTH - 2 * style.label_gap
        text = fit_words(words.full, width, lines, style, metrics)
        if text.is_cut and (share := share_of(words.full)):
            # "after a…" tells nobody anything, and widens the gutter.
            text = replace(fit_words(share, width, 1, style, metrics), full=words.full, is_cut=True)
        height = round_length_up(text.height + SIDE_EDGES)
        side.room = height + BETWEEN
        width = round_length_up(text.width + 2 * style.label_gap)
        labels[route.flow.key] = SideLabel(route.flow.key, side, gutter, lead, text, width, height, nodes[gutter])
    return labels


def _lines(crowd: Sequence[SideY], height: float, style: LayoutStyle) -> int:
    """Return how many lines of text each passage of a crowd has room for, in a row of some height."""
    if any(side.central for side in crowd):
        above = sum(not side.central and side.lean <= 0 for side in crowd)
        shares = 1 + 2 * max(above, len(crowd) - 1 - above)
    else:
        shares = len(crowd)
    room = (height - 2 * CLEARANCE) / shares
    return min(SIDE_LINES, int((room - SIDE_EDGES - BETWEEN) / (style.label.size * style.leading)))


def _start(route: Route, side: SideY, style: LayoutStyle) -> tuple[int, float]:
    """Return the gutter in which a straight flow starts, and how far from its left a label can stand."""
    if not isinstance(route.x, BandEdgeX):
        return side.gutter, style.label_gap / 2
    # The mark at the band's edge stays free; and so does the arrowhead of what comes in from the right.
    return (side.gutters[-1], TRACK_MARGIN) if route.x.right else (side.gutter, 2 * EDGE_INSET)


def room_beside(label: SideLabel, style: LayoutStyle) -> float:
    """Return how much of its gutter a label takes, in points."""
    return label.lead + label.width + style.label_gap / 2
