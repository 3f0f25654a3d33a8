"""What a layout is made of: boxes of phases, lanes, cards and labels, lines of flows, and the derived lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from visavis.blueprint.layout.geometry import Point, Rect
from visavis.blueprint.model import LaneKind
from visavis.blueprint.text.styles import FittedText


class LineKind(StrEnum):
    """The three derived lines of a service blueprint."""

    INTERACTION = "interaction"
    VISIBILITY = "visibility"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class PhaseBox:
    """A phase's arrow above its columns. `continues` tells that it began in the band before.

    Where it `is_numbered`, its number stands before its name.
    """

    phase: str
    rect: Rect
    title: FittedText
    continues: bool = False
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class LaneBox:
    """A lane's strip over the whole band, of it the `body` that holds its cells, and its heading at the left.

    Where two lanes share a row, `span` are the heights between which each has its spine and its name, and the
    lower one's strip begins at `steps`, from left to right. One that `is_rule` is nothing but its name.
    """

    lane: str
    kind: LaneKind
    rect: Rect
    body: Rect
    heading: Rect
    title: FittedText
    subtitle: FittedText | None
    span: tuple[float, float] | None = None
    steps: tuple[Point, ...] = ()
    is_rule: bool = False


@dataclass(frozen=True, slots=True)
class CardHead:
    """The line at a card's top: of it the places of the icon, and of the five dots of effort where there are any."""

    rect: Rect
    icon: Rect
    dots: Rect

    def move(self, across: float, down: float) -> CardHead:
        """Return the same line elsewhere."""
        return CardHead(*(part.move(across, down) for part in (self.rect, self.icon, self.dots)))


@dataclass(frozen=True, slots=True)
class CardBox:
    """A step's card (or an evidence chip): its box and the fitted texts on it, each with the box it must stay in.

    `head` is the line at the top for icon, effort and time (None for chips, and for cards that are their title only).
    """

    step: str
    rect: Rect
    title: FittedText
    title_box: Rect
    time: FittedText | None
    time_box: Rect | None
    head: CardHead | None = None
    is_chip: bool = False

    def move(self, across: float, down: float) -> CardBox:
        """Return the same card elsewhere."""
        return replace(self, rect=self.rect.move(across, down), title_box=self.title_box.move(across, down),
                       time_box=self.time_box and self.time_box.move(across, down),
                       head=self.head and self.head.move(across, down))


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
    """A line between kinds of lanes, never stored in the file.

    Its caption stands at `y`. Where it goes up and down between two lanes that share a row, `steps` are its corners.
    """

    kind: LineKind
    y: float
    x: float
    width: float
    steps: tuple[Point, ...] = ()


class GridCell(NamedTuple):
    """A cell of the grid that a place on the drawing falls into."""

    lane: str
    phase: str
    column: int
