"""Paper: exact sizes in points, margins, and how small text may become on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from types import MappingProxyType

from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique
from visavis.blueprint.drawing.paper_sizes import (
    ISO_SIZES,
    LEAST_MM,
    NAMED_SIZES,
    describe_unknown,
    find_named_size,
    read_custom_size,
)
from visavis.blueprint.language import Decimal, message
from visavis.blueprint.model import BlueprintError

POINTS_PER_MM = 72.0 / 25.4


class Orientation(StrEnum):
    """Which way a sheet lies."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


# The least sizes of type in points, of the title of a card and of anything else, by the distance it is read from.
FLOORS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "A0": (24.0, 21.3), "A1": (17.0, 15.0), "A2": (12.0, 10.7), "A3": (9.0, 8.0), "A4": (7.5, 7.0),
})
# The margin as a part of the long edge: 7.6 mm on A3, 5.3 mm on A4, which office printers can print.
MARGIN = 0.018
# Millimetres: what office printers leave blank, 4.2 mm, and a little more.
LEAST_MARGIN = 5.0
# The widest margin, as a part of the short edge.
MOST_MARGIN = 0.25
# Millimetres: how exactly the length of a roll is found, and the longest that is tried.
ROLL_STEP, MOST_ROLL = 10.0, 20_000.0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet of paper, in points.

    `title_floor` and `least_type` are the smallest sizes of type allowed on it, of titles of cards and of all else.
    """

    width: float
    height: float
    margin: float
    title_floor: float
    least_type: float

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def inner_height(self) -> float:
        """The height between the margins."""
        return self.height - 2 * self.margin


def make_sheet(paper: str, orientation: Orientation | str = Orientation.LANDSCAPE, *,
               margin: float | None = None) -> PaperSheet:
    """Return a sheet of paper: `A3`, `letter`, or width × height as in `600x900mm`, which lies as it is typed.

    `margin` is in millimetres, the paper's own by default. Raises BlueprintError for what is no sheet: a roll has no
    length by itself (`find_roll_sheet`).
    """
    orientation = Orientation(orientation)
    name = find_named_size(paper)
    if name is None:
        custom = read_custom_size(paper)
        if custom is None:
            raise BlueprintError(describe_unknown(paper))
        return _sheet(*custom, margin)
    short, long = NAMED_SIZES[name]
    return _sheet(*((long, short) if orientation is Orientation.LANDSCAPE else (short, long)), margin)


def find_roll_sheet(width: float, orientation: Orientation | str, fits: Callable[[PaperSheet], bool], *,
                    margin: float | None = None) -> PaperSheet:
    """Return the shortest piece of a roll `width` mm wide on which everything `fits`, to the centimetre.

    In landscape the length runs to the right, in portrait downward. Where nothing is long enough, the longest.
    Type is as large as on a sheet of the roll's width, however short the piece: it hangs where a roll's posters hang.
    """
    def cut(length: float) -> PaperSheet:
        across = Orientation(orientation) is Orientation.LANDSCAPE
        return _sheet(*((length, width) if across else (width, length)), margin, like=width)

    short, long = 0.0, width
    while long < MOST_ROLL and not fits(cut(long)):
        short, long = long, min(2 * long, MOST_ROLL)
    if long >= MOST_ROLL and not fits(cut(MOST_ROLL)):
        return cut(MOST_ROLL)
    short = max(short, LEAST_MM)
    while long - short > max(ROLL_STEP, 0.01 * long):
        middle = (short + long) / 2
        short, long = (short, middle) if fits(cut(middle)) else (middle, long)
    return cut(min(ceil(long / ROLL_STEP) * ROLL_STEP, MOST_ROLL))


def _sheet(width: float, height: float, margin: float | None, *, like: float | None = None) -> PaperSheet:
    """Return a sheet; sides and margin in millimetres. Raises BlueprintError for a margin that leaves no room.

    Type and usual margin are those of its short edge, or of one of `like` mm.
    """
    nearest = _iso_within(like or min(width, height))
    usual = max(LEAST_MARGIN, MARGIN * ISO_SIZES[nearest][1])
    if margin is not None and margin > MOST_MARGIN * min(width, height):
        raise BlueprintError(message("a margin of {margin} mm leaves too little of a sheet of {width} × {height} mm",
                                     margin=Decimal(margin), width=Decimal(width), height=Decimal(height)))
    return PaperSheet(width * POINTS_PER_MM, height * POINTS_PER_MM,
                      (usual if margin is None else margin) * POINTS_PER_MM, *FLOORS[nearest])


def _iso_within(short: float) -> str:
    """Return the largest paper whose short edge is no longer than that of a sheet, whose floors then hold for it."""
    return next((name for name in FLOORS if ISO_SIZES[name][0] <= short), "A4")


def put_on_a_sheet(drawing: DisplayList) -> PageSet:
    """Return a drawing as the one sheet of its own size, for formats without paper."""
    return PageSet((Page(drawing.width, drawing.height, drawing),), drawing.title, drawing.language)


def stack_pages(pages: PageSet) -> Page:
    """Return all sheets of a print job (of one size and scale) as one tall sheet, for formats without pages."""
    first = pages.pages[0]
    if len(pages.pages) == 1:
        return first
    groups: list[Group] = []
    for number, page in enumerate(pages.pages):
        groups += PageBlock(0.0, 0.0, page.drawing.groups).at(0.0, number * first.drawing.height)
    count = len(pages.pages)
    drawing = replace(first.drawing, height=first.drawing.height * count, groups=tuple(make_ids_unique(groups)))
    return replace(first, height=first.height * count, drawing=drawing)
