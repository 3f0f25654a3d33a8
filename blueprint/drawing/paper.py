"""Paper: exact sizes in points, margins, and how small text may become on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique

POINTS_PER_MM = 72.0 / 25.4


class Orientation(StrEnum):
    """Which way a sheet lies."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


# ISO 216, millimetres, portrait: short edge, long edge.
SIZES_MM: Mapping[str, tuple[int, int]] = MappingProxyType({
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297),
})
# The least sizes of type in points, of card titles and of anything else, below which a journey goes on on a further
# sheet: A4 is read in the hand, A3 at arm's length, A0 across a room (print-notes, "Floors").
FLOORS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "A0": (24.0, 21.3), "A1": (17.0, 15.0), "A2": (12.0, 10.7), "A3": (9.0, 8.0), "A4": (7.5, 7.0)})
# The margin as a part of the long edge: 7.6 mm on A3, 5.3 mm on A4, which office printers can print.
MARGIN = 0.018


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet of paper, in points; `title_floor` is the least size of card titles on it, `least_type` of any type."""

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


def make_sheet(paper: str, orientation: Orientation | str = Orientation.LANDSCAPE) -> PaperSheet:
    """Return a sheet of ISO paper (`A0` to `A4`); raise KeyError for another paper."""
    short, long = SIZES_MM[paper]
    landscape = Orientation(orientation) is Orientation.LANDSCAPE
    width, height = (long, short) if landscape else (short, long)
    return PaperSheet(width * POINTS_PER_MM, height * POINTS_PER_MM, long * POINTS_PER_MM * MARGIN, *FLOORS[paper])


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
