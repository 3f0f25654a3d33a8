"""What a layout is made of: boxes of phases, lanes, cards and labels, lines of flows, and the derived lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from visavis.blueprint.layout.geometry import Point, Rect
from visavis.blueprint.model import LaneKind
from visavis.blueprint.text.styles import FittedText

# What the parts of a card's head line have between them: an icon, five dots of effort, the time.
HEAD_GAP = 3.0


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
    """How the line at the top of a `card` is divided between its icon, the five dots of effort and its time.

    It begins so far from the card's left and its top, and ends as far from its right; `time_left` of it come before
    the time. All in points.
    """

    card: Rect
    left: float
    top: float
    height: float
    icon_width: float
    dots_width: float
    time_left: float

    @property
    def rect(self) -> Rect:
        """The place of the whole line."""
        card = self.card
        return Rect(card.x + self.left, card.y + self.top, card.width - 2 * self.left, self.height)

    @property
    def icon(self) -> Rect:
        """The place of the icon, as high as it is wide."""
        line = self.rect
        return Rect(line.x, line.centre.y - self.icon_width / 2, self.icon_width, self.icon_width)

    @property
    def dots(self) -> Rect:
        """The place of the dots of effort."""
        line = self.rect
        return Rect(line.x + self.icon_width + HEAD_GAP, line.y, self.dots_width, line.height)

    @property
    def time(self) -> Rect:
        """The place of the time."""
        line = self.rect
        x = line.x + self.time_left
        return Rect(x, line.y, line.right - x, line.height)

    def on(self, card: Rect) -> CardHead:
        """Return the same line on another card."""
        return CardHead(card, self.left, self.top, self.height, self.icon_width, self.dots_width, self.time_left)


@dataclass(frozen=True, slots=True)
class CardBox:
    """A step's card (or an evidence chip): its box and the fitted texts on it, each with the box it must stay in.

    `head` is the line at the top for icon, effort and time (None for chips, and for cards that are their title only).
    """

    step: str
    rect: Rect
    title: FittedText
    title_box: Rect
    time: FittedText | None = None
    head: CardHead | None = None
    is_chip: bool = False

    @property
    def time_box(self) -> Rect | None:
        """The box that the time must stay in."""
        return self.head.time if self.head is not None and self.time is not None else None

    def move(self, across: float, down: float) -> CardBox:
        """Return the same card elsewhere."""
        rect = self.rect.move(across, down)
        return CardBox(self.step, rect, self.title, self.title_box.move(across, down), self.time,
                       self.head and self.head.on(rect), self.is_chip)


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
        return FlowLine(self.key, _move_points(self.points, across, down), label,
                        _move_points(self.bridges, across, down), self.comes_from, self.goes_to)


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
