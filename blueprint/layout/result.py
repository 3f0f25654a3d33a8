"""Where everything of a blueprint stands: the result of layout, in points, y downward.

A `Layout` holds geometry and fitted text only, no colours. One layout draws one *band*: a run of consecutive
columns. A screen shows one band with all columns; a sheet of paper may stack several, like the staves of a score.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from visavis.blueprint.layout.flow_index import FlowIndex
from visavis.blueprint.model import LaneKind
from visavis.blueprint.text.styles import FittedText

if TYPE_CHECKING:
    from visavis.blueprint.layout.card_boxes import CardBoxes
    from visavis.blueprint.layout.flow_paths import FlowLines


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Rect(NamedTuple):
    """A box, given by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def move(self, across: float, down: float) -> Rect:
        """Return the box, its corner so many points further."""
        return Rect(self.x + across, self.y + down, self.width, self.height)

    def inset(self, margin: float) -> Rect:
        """Return the box with `margin` taken off each edge (a negative margin grows it)."""
        return Rect(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)

    def contains(self, x: float, y: float) -> bool:
        """Return whether a place lies in the box."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def intersects(self, other: Rect) -> bool:
        """Return whether two boxes share more than an edge."""
        return (self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom)


class LineKind(StrEnum):
    """The three derived lines of a service blueprint."""

    INTERACTION = "interaction"
    VISIBILITY = "visibility"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the grid: `index` counts from 0 inside its phase."""

    phase: str
    index: int
    x: float
    width: float


def columns_over(columns: Sequence[Column], left: float, right: float) -> range:
    """Return the numbers of the columns that have a part between two xs."""
    first = bisect_left(columns, left, key=lambda column: column.x + column.width)
    return range(first, max(first, bisect_right(columns, right, key=lambda column: column.x)))


@dataclass(frozen=True, slots=True)
class PhaseBox:
    """A phase's arrow above its columns. `continues` tells that it began in the band before."""

    phase: str
    rect: Rect
    title: FittedText
    continues: bool = False


@dataclass(frozen=True, slots=True)
class LaneBox:
    """A lane's strip over the whole band, its heading at the left, and the y of its body's cells."""

    lane: str
    kind: LaneKind
    rect: Rect
    heading: Rect
    title: FittedText
    subtitle: FittedText | None


@dataclass(frozen=True, slots=True)
class CardBox:
    """A step's card (or an evidence chip): its box and the fitted texts on it, each with the box it must stay in."""

    step: str
    rect: Rect
    title: FittedText
    title_box: Rect
    time: FittedText | None
    time_box: Rect | None
    is_chip: bool = False

    def move(self, across: float, down: float) -> CardBox:
        """Return the same card elsewhere."""
        time_box = self.time_box.move(across, down) if self.time_box is not None else None
        return replace(self, rect=self.rect.move(across, down), title_box=self.title_box.move(across, down),
                       time_box=time_box)


@dataclass(frozen=True, slots=True)
class LabelBox:
    """What is said on a flow: a pill, and the fitted text in it."""

    rect: Rect
    text: FittedText


@dataclass(frozen=True, slots=True)
class FlowLine:
    """An orthogonal polyline from card to card. `bridges` are the points where it hops over another flow.

    `comes_from` and `goes_to` number the other band (from 0) when an end lies outside this one.
    """

    key: str
    points: tuple[Point, ...]
    label: LabelBox | None = None
    bridges: tuple[Point, ...] = ()
    comes_from: int | None = None
    goes_to: int | None = None

    def move(self, across: float, down: float) -> FlowLine:
        """Return the same line elsewhere."""
        label = self.label and LabelBox(self.label.rect.move(across, down), self.label.text)
        return replace(self, points=_move_points(self.points, across, down), label=label,
                       bridges=_move_points(self.bridges, across, down))


def _move_points(points: tuple[Point, ...], across: float, down: float) -> tuple[Point, ...]:
    return tuple(Point(x + across, y + down) for x, y in points)


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """A line between kinds of lanes, never stored in the file."""

    kind: LineKind
    y: float
    x: float
    width: float


class GridCell(NamedTuple):
    """A cell of the grid that a place on the drawing falls into."""

    lane: str
    phase: str
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One band of a blueprint, laid out. The origin is the band's top left corner.

    `conversation` is the strip between the last citizen and the first frontstage lane, in which the line of
    interaction, the effort ribbon and what is said stand (None while either side is missing). `stacks` are the ids of
    the steps of each column, `spans` tells which flows pass over which columns.
    """

    width: float
    height: float
    columns: tuple[Column, ...]
    phases: tuple[PhaseBox, ...]
    lanes: tuple[LaneBox, ...]
    cards: CardBoxes
    flows: FlowLines
    lines: tuple[DerivedLine, ...]
    conversation: Rect | None
    band: int = 0
    bands: int = 1
    cells: Mapping[GridCell, Rect] = field(default_factory=dict)
    stacks: Sequence[Sequence[str]] = ()
    flow_index: FlowIndex = field(default_factory=FlowIndex)

    def phases_over(self, left: float, right: float) -> Sequence[PhaseBox]:
        """Return the phases that have a part between two xs."""
        first = bisect_left(self.phases, left, key=lambda place: place.rect.right)
        return self.phases[first:max(first, bisect_right(self.phases, right, key=lambda place: place.rect.x))]

    def columns_over(self, left: float, right: float) -> range:
        """Return the numbers of the columns that have a part between two xs."""
        return columns_over(self.columns, left, right)
