"""The canvas, with room for what BPMN adds: columns further apart, and pools with a gap between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from visavis.blueprint.layout import Layout, Point, Rect
from visavis.exporters.bpmn.diagram import Node, Part
from visavis.exporters.bpmn.name_places import GAP, name_size
from visavis.exporters.bpmn.pools import Pools

# Nodes beside a card stand in columns of at least this width, two in each where the card is high enough (points, as
# all), and so much further off.
BESIDE, OFF = 46.0, 4.0
IN_A_COLUMN = 2
LEAST_FOR_TWO = 68.0
# The levels of the gateways that a line from or to the card goes through.
FORKS = 2
POOL_GAP = 34.0
# The strip at a pool's left that has its name, and that of each lane.
HEADING = 30.0
BELOW = 12.0


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a node stands beside its card: how far from its edge, in points, and in which of how many rows."""

    away: float
    row: int
    rows: int


@dataclass
class Axes:
    """Where things of the canvas stand in the diagram.

    `strips` is the room that documents take in each pool: at the top of the first one, at the bottom of others.
    """

    layout: Layout
    pools: Pools
    beside: Mapping[str, Beside]
    left: Sequence[float]
    right: Sequence[float]
    strips: Sequence[float] = ()
    end: float = 0.0
    _starts: list[float] = field(default_factory=list)
    _shifts: list[float] = field(default_factory=list)
    _downs: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        shift = 0.0
        for column, left, right in zip(self.layout.columns, self.left, self.right, strict=True):
            shift += left
            # A card's edges belong to it; what is further is in the gutter.
            self._starts += [column.x - 0.5, column.x + column.width + 0.5]
            self._shifts += [shift, shift + right]
            shift += right
        self.strips = [0.0] * len(self.pools.all)

    def make_room(self, strips: Sequence[float], end: float) -> None:
        """Give pools the room for their documents, which end at an x; after that, ys are known."""
        self.strips, self.end = strips, end
        self._downs = self._place_pools()

    def x(self, x: float) -> float:
        """Return where an x of the canvas is."""
        at = bisect_right(self._starts, x)
        return x + (self._shifts[at - 1] if at else 0.0)

    def y(self, y: float) -> float:
        """Return where a y of the canvas is."""
        last = self._downs[-1][1] if self._downs else 0.0
        return y + next((down for bottom, down in self._downs if y <= bottom), last)

    def point(self, point: Point) -> Point:
        """Return where a point of the canvas is."""
        return Point(self.x(point.x), self.y(point.y))

    def move(self, rect: Rect) -> Rect:
        """Return a box of the canvas where its middle is, of the size that it has."""
        middle = rect.centre
        return rect.move(self.x(middle.x) - middle.x, self.y(middle.y) - middle.y)

    @property
    def width(self) -> float:
        """The right end of all pools."""
        return max(self.x(self.layout.width), self.end)

    def lane_rects(self) -> dict[str, Rect]:
        """Return the boxes of all lanes; those of a pool touch each other, and have room for its documents."""
        boxes = {box.lane: box.rect for box in self.layout.lanes}
        found: dict[str, Rect] = {}
        for number, pool in enumerate(self.pools.all):
            tops = [self.y(boxes[lane.id].y) for lane in pool.lanes]
            ends = [*tops[1:], self.y(boxes[pool.lanes[-1].id].bottom)]
            tops[0] -= self.strips[number] if pool.is_citizens else 0
            # Events on the border of the lowest cards stand out of them.
            ends[-1] += BELOW if pool.is_citizens else BELOW + self.strips[number]
            for lane, top, end in zip(pool.lanes, tops, ends, strict=True):
                found[lane.id] = Rect(0.0, top, self.width, end - top)
        return found

    def _place_pools(self) -> list[tuple[float, float]]:
        """Return how far each pool is moved down, and until which y of the canvas that counts."""
        boxes = {box.lane: box.rect for box in self.layout.lanes}
        found: list[tuple[float, float]] = []
        down, before = 0.0, None
        for number, pool in enumerate(self.pools.all):
            top, bottom = boxes[pool.lanes[0].id].y, boxes[pool.lanes[-1].id].bottom
            if before is not None:
                down += max(POOL_GAP - (top - before), 0.0)
            down += self.strips[number] if pool.is_citizens else 0.0
            found.append((bottom, down))
            down += 0.0 if pool.is_citizens else self.strips[number]
            before = bottom
        return found


def place_beside(layout: Layout, nodes: Iterable[Node],
                 pools: Pools) -> tuple[dict[str, Beside], list[float], list[float]]:
    """Return where nodes stand beside their cards, and the room that each column needs at its left and right."""
    levels: dict[str, dict[int, list[Node]]] = {}
    choosing = {node.step.id for node in nodes if node.part is Part.STEP and node.tag.endswith("Gateway")}
    for node in nodes:
        if node.level:
            levels.setdefault(node.step.id, {}).setdefault(node.level, []).append(node)
    number = {(column.phase, column.index): at for at, column in enumerate(layout.columns)}
    left, right = [0.0] * len(number), [0.0] * len(number)
    beside: dict[str, Beside] = {}
    for of_step in levels.values():
        step = next(iter(of_step.values()))[0].step
        at = number[step.phase, step.column]
        # What is further than a gateway stands above or below the line that goes through there.
        has_gateway = {-1: any(-FORKS <= level < 0 for level in of_step),
                       1: any(0 < level <= FORKS for level in of_step) or step.id in choosing}
        side_of_talk = pools.of(step) > 0
        in_each = IN_A_COLUMN if layout.cards.rect(step.id).height >= LEAST_FOR_TWO else 1
        for side, room in ((-1, left), (1, right)):
            columns: list[list[tuple[Node, int, int]]] = []
            for level in sorted((level for level in of_step if level * side > 0), key=abs):
                is_off = has_gateway[side] and abs(level) > FORKS
                off = (0 if side_of_talk else 1) if is_off and in_each > 1 else None
                columns += _stack(of_step[level], in_each, off)
            end = 0.0
            for column in columns:
                width = max(_width_of(node) for node, _, _ in column)
                for node, row, rows in column:
                    beside[node.id] = Beside(end + width / 2 + OFF, row, rows)
                end += width
            room[at] = max(room[at], end)
    return beside, left, right


def _width_of(node: Node) -> float:
    """Return how wide the column of a node beside a card must be: its name stands in it, too."""
    return max(BESIDE, name_size(node.name)[0] + 2 * GAP) if node.name else BESIDE


def _stack(nodes: Sequence[Node], in_each: int, alone: int | None) -> Iterator[list[tuple[Node, int, int]]]:
    """Yield columns of nodes with their row, and of how many; one that would stand alone stands in row `alone`."""
    for first in range(0, len(nodes), in_each):
        stacked = nodes[first:first + in_each]
        if alone is not None and len(stacked) == 1:
            yield [(stacked[0], alone, IN_A_COLUMN)]
        else:
            yield [(node, row, len(stacked)) for row, node in enumerate(stacked)]


def without_repeats(points: Sequence[Point]) -> list[Point]:
    """Return corners without those that stand on one another, or on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1].x - point.x) < 0.01 and abs(kept[-1].y - point.y) < 0.01:
            continue
        kept.append(point)
    turns = [before != after for before, after in pairwise(map(_direction, pairwise(kept)))]
    return [point for at, point in enumerate(kept) if at in (0, len(kept) - 1) or turns[at - 1]]


def _direction(ends: tuple[Point, Point]) -> tuple[bool, bool]:
    (x, y), (other_x, other_y) = ends
    return abs(x - other_x) < 0.01, abs(y - other_y) < 0.01
