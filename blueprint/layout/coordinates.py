"""Coordinates that routes are made of before they have values.

A route is planned as a chain of coordinates ("down from this port, along that track, into this side"). Allocators
then give each its value so that no two routes share ink. Heights are ranked before they are known: channel `c`
begins at rank 16·c, its zones follow from top to bottom, then come the top and the bottom of row `c`.

Values are relative to the column, gutter or row that a coordinate belongs to; where these stand, a `Plane` knows. So
a route is the same wherever an edit moves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

RANKS = 16
ROW_TOP, ROW_MIDDLE, ROW_BOTTOM = 10, 12, 14


class Zone(IntEnum):
    """The zones of a channel, top to bottom; the value is the rank inside the channel.

    UPPER and LOWER hold tracks of flows that arrive above or below. Labels of flows that go down stand above the
    middle, of those that go up below it. A labelled flow that turns back does so beyond its label.
    """

    UPPER = 1
    DOWN_LABELS = 2
    TURN_ABOVE = 3
    TURN_BELOW = 5
    UP_LABELS = 6
    LOWER = 7


def zone_rank(channel: int, zone: Zone) -> int:
    """Return the rank of a zone of a channel."""
    return channel * RANKS + zone


def row_top(row: int) -> int:
    """Return the rank of the top edge of a row's cards."""
    return row * RANKS + ROW_TOP


def row_middle(row: int) -> int:
    """Return the rank of the sides of a row's cards."""
    return row * RANKS + ROW_MIDDLE


def row_bottom(row: int) -> int:
    """Return the rank of the bottom edge of a row's cards."""
    return row * RANKS + ROW_BOTTOM


class ColumnNode:
    """Stands for a column and for the gutter at its left, whatever their number is; one more ends the last gutter."""

    __slots__ = ()


# Where a coordinate belongs before its route is bound to the columns of a band.
NOWHERE = ColumnNode()


@dataclass(eq=False, slots=True)
class Coordinate:
    """An x or a y that gets its value later."""

    value: float = 0.0


@dataclass(eq=False, slots=True)
class ColumnX(Coordinate):
    """An x that belongs to a column or to the gutter at its left, `at`; for planning they are only numbered."""

    at: ColumnNode = NOWHERE


@dataclass(eq=False, slots=True)
class PortX(ColumnX):
    """The x of a vertical over a column's width, between two ranks; its value counts from the column's middle.

    Ports side by side stand in the order of `lean` (below 0 at the left), then of `order`; those that carry words
    keep farther from the others.
    """

    column: int = 0
    low: int = 0
    high: int = 0
    lean: float = 0.0
    order: float = 0.0
    is_labelled: bool = False


@dataclass(eq=False, slots=True)
class GutterX(ColumnX):
    """The x of a vertical in a gutter, between two ranks; its value is its track, from 0 at the left.

    The flow comes to it at rank `start` and leaves it at rank `end`, each to the left of the gutter or to its right.
    """

    gutter: int = 0
    start: int = 0
    end: int = 0
    starts_left: bool = True
    ends_left: bool = False

    @property
    def low(self) -> int:
        """The upper end's rank."""
        return min(self.start, self.end)

    @property
    def high(self) -> int:
        """The lower end's rank."""
        return max(self.start, self.end)


Vertical = PortX | GutterX


@dataclass(eq=False, slots=True)
class BandEdgeX(Coordinate):
    """The x at which a flow leaves its band, at the left or at the right."""

    right: bool = False


@dataclass(eq=False, slots=True)
class RowY(Coordinate):
    """A y that belongs to a row or to the channel above it."""


@dataclass(eq=False, slots=True)
class TrackY(RowY):
    """The y of a horizontal in a zone of a channel, between two xs."""

    channel: int = 0
    zone: Zone = Zone.UPPER
    start: Vertical | BandEdgeX | None = None
    end: Vertical | BandEdgeX | None = None
    track: int = 0

    @property
    def rank(self) -> int:
        """The rank of the zone."""
        return zone_rank(self.channel, self.zone)


@dataclass(eq=False, slots=True)
class SideY(RowY):
    """The y at which a flow passes the sides of cards, in one row; its value counts from the row's middle.

    `gutter` is where it starts and `last` where it ends: the same one, unless it runs straight through free slots.
    `lean` below 0 wants to stand higher; a flow that runs straight through is `central`. `room` is the height its
    label needs there.
    """

    gutter: int = 0
    row: int = 0
    last: int = -1
    lean: float = 0.0
    central: bool = False
    room: float = 0.0

    @property
    def gutters(self) -> tuple[int, ...]:
        """The gutters beside its ends' cards."""
        return (self.gutter,) if self.last in (-1, self.gutter) else (self.gutter, self.last)


@dataclass(eq=False, slots=True)
class EdgeX(ColumnX):
    """The x of a card's left or right edge."""

    column: int = 0
    right: bool = False


@dataclass(eq=False, slots=True)
class EdgeY(RowY):
    """The y of a row's top or bottom edge."""

    row: int = 0
    bottom: bool = False
