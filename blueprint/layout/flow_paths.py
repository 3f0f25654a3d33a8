"""Where flows run, worked out for those that someone looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from visavis.blueprint.layout.boxes import FlowLine, LabelBox
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import RowY
from visavis.blueprint.layout.flow_index import FlowIndex
from visavis.blueprint.layout.geometry import Point, Rect
from visavis.blueprint.layout.labels import LabelRows, PlacedLabel
from visavis.blueprint.layout.routing.routes import Route
from visavis.blueprint.layout.routing.side_labels import SideLabel
from visavis.blueprint.layout.rows import YAxis

# A hop this near a bend or an arrowhead would be mistaken for it.
NEAR_END = 8.0
# A flow that crosses more than this many others is not followed by hops, and drawing them would bury the rest.
MOST_HOPS = 60
# Nor is one whose leg passes over more columns, or beside more verticals, than these.
MOST_COLUMNS = 120
MOST_COMPARED = 4_000

VerticalLine = tuple[float, float, float]


@dataclass(eq=False)
class FlowLines(Mapping[str, FlowLine]):
    """The places of a band's flows by key, in the order of the file.

    `pills` are the words that stand on verticals and `beside` those in gutters, by key; `rows` the rows of labels.
    """

    routes: Mapping[str, Route]
    pills: Mapping[str, PlacedLabel]
    beside: Mapping[str, SideLabel]
    rows: Mapping[tuple[int, int], LabelRows]
    x_axis: XAxis
    y_axis: YAxis
    flow_index: FlowIndex
    _points: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    _verticals: dict[str, list[VerticalLine]] = field(default_factory=dict)
    _lines: dict[str, FlowLine] = field(default_factory=dict)

    def __getitem__(self, key: str) -> FlowLine:
        line = self._lines.get(key)
        if line is None:
            route = self.routes[key]
            line = self._lines[key] = FlowLine(key, self.line(key), self._words(key), self._hops(key),
                                               route.comes_from, route.goes_to)
        return line

    def __contains__(self, key: object) -> bool:
        return key in self.routes

    def __iter__(self) -> Iterator[str]:
        return iter(self.routes)

    def __len__(self) -> int:
        return len(self.routes)

    def find_changed(self, before: FlowLines) -> set[str]:
        """Return what came, went, or runs or is labelled otherwise than before, wherever columns stand now."""
        if self is before:
            return set()
        found = {key for key, route in self.routes.items() if before.routes.get(key) is not route}
        found |= before.routes.keys() - self.routes.keys()
        found |= {key for key, label in self.pills.items() if before.pills.get(key) is not label}
        return found | {key for key in before.pills if key not in self.pills}

    def find_changed_channels(self, before: FlowLines) -> Iterator[Rect]:
        """Yield the channels, over the whole width, in which tracks or rows of labels stand otherwise than before."""
        if self.y_axis is before.y_axis and self.rows == before.rows:
            return
        for channel, (top, bottom) in self.y_axis.rows.channels.items():
            if self._levels(channel) != before._levels(channel):
                yield Rect(0.0, top, self.x_axis.right, bottom - top)

    def _levels(self, channel: int) -> object:
        rows = self.y_axis.rows
        needed = {zone: count for zone, count in rows.needed.items() if zone[0] == channel}
        return (rows.channels.get(channel), needed,
                {zone: labels for zone, labels in self.rows.items() if zone[0] == channel and labels.heights})

    def returns_above(self, key: str, level: float) -> bool:
        """Return whether a flow comes back above a y (points) after it was below it."""
        route, y_of = self.routes[key], self.y_axis.y
        lowest = y_of(route.y)
        for turn in route.turns:
            if isinstance(turn, RowY):
                y = y_of(turn)
                if y < level < lowest:
                    return True
                lowest = max(lowest, y)
        return False

    def areas(self, key: str) -> Iterator[Rect]:
        """Yield the box around a flow's line and that of its words; nothing for one that is not there."""
        if key in self.routes:
            xs, ys = zip(*self.line(key), strict=True)
            yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            label = self._words(key)
            if label is not None:
                yield label.rect

    def line(self, key: str) -> tuple[Point, ...]:
        """Return the corners of a flow, start and tip included."""
        points = self._points.get(key)
        if points is None:
            points = self._points[key] = self._corners(self.routes[key])
        return points

    def _corners(self, route: Route) -> tuple[Point, ...]:
        x, y = self.x_axis.x(route.x), self.y_axis.y(route.y)
        corners = [Point(x, y)]
        for turn in route.turns:
            if isinstance(turn, RowY):
                y = self.y_axis.y(turn)
            else:
                x = self.x_axis.x(turn)
            if corners[-1] != (x, y):
                corners.append(Point(x, y))
        return tuple(corners)

    def _words(self, key: str) -> LabelBox | None:
        label = self.pills.get(key)
        if label is not None:
            rows = self.rows[(label.channel, int(label.zone))]
            top = self.y_axis.rows.label_top(label.channel, label.zone) + rows.top_of(label.row)
            box = Rect(self.x_axis.x(label.vertical) + label.lead, top + (rows.heights[label.row] - label.height) / 2,
                       label.width, label.height)
            return LabelBox(box, label.text)
        beside = self.beside.get(key)
        if beside is None:
            return None
        middle = self.y_axis.y(beside.side)
        left, _ = self.x_axis.gutters[self.x_axis.number[beside.at]]
        box = Rect(left + beside.lead, middle - beside.height / 2, beside.width, beside.height)
        return LabelBox(box, beside.text)

    def _hops(self, key: str) -> tuple[Point, ...]:
        """Return the points where a flow's horizontals hop over other flows' verticals."""
        found: set[Point] = set()
        for start, end in pairwise(self.line(key)):
            if start.y != end.y or start.x == end.x:
                continue
            left, right = sorted((start.x, end.x))
            met = self._find_crossed(key, left + NEAR_END, right - NEAR_END, start.y)
            if met is None:
                return ()
            found.update(Point(x, start.y) for x in met)
        return tuple(sorted(found)) if len(found) <= MOST_HOPS else ()

    def _find_crossed(self, key: str, left: float, right: float, y: float) -> set[float] | None:
        """Return the xs of other flows' verticals across a level leg; None when these are too many to tell."""
        over = self.x_axis.columns_over(left, right)
        if len(over) > MOST_COLUMNS:
            return None
        met: set[float] = set()
        compared = 0
        for other in self.flow_index.flows_over(over):
            if other == key:
                continue
            verticals = self._verticals.get(other)
            if verticals is None:
                verticals = self._verticals[other] = list(_verticals_of(self.line(other)))
            compared += len(verticals)
            met.update(x for x, top, bottom in verticals if left < x < right and top < y < bottom)
            if compared > MOST_COMPARED or len(met) > MOST_HOPS:
                return None
        return met


def _verticals_of(points: tuple[Point, ...]) -> Iterator[VerticalLine]:
    for start, end in pairwise(points):
        if start.x == end.x and start.y != end.y:
            yield start.x, min(start.y, end.y), max(start.y, end.y)
