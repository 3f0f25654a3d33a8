"""The sheets and screens of pages for readers, and the unit they are composed in.

A unit is a point of A4, where 11 is the smallest type; other sizes enlarge or reduce the unit. On a screen it is
1/495 of the height, so that the smallest type is 1/45 of it: 24 pixels of 1080 (a projected slide is read so).
"""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.drawing.paper import Orientation, make_sheet

# The smallest type of a page, in its units.
LEAST_TYPE = 11.0
# Units from the edges: left and right, top, bottom.
SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 32.0, 30.0, 18.0
# The units that the height of a screen is divided into.
SCREEN_UNITS = 45 * LEAST_TYPE
# Points: a wide slide as office programs make it (13.333 × 7.5 inches).
SLIDE_WIDTH, SLIDE_HEIGHT = 960.0, 540.0

# Words that may stand in the name of a file.
SQUARE, SLIDE = "square", "16x9"


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A sheet or a screen: its size in points, and how many points a unit is."""

    width: float
    height: float
    scale: float
    is_screen: bool = False

    @property
    def inner_width(self) -> float:
        """The width between the margins, in units."""
        return self.width / self.scale - 2 * SIDE_MARGIN

    @property
    def inner_height(self) -> float:
        """The height between the margins, in units."""
        return self.height / self.scale - TOP_MARGIN - BOTTOM_MARGIN


def find_page_format(size: str, orientation: Orientation = Orientation.PORTRAIT) -> PageFormat:
    """Return the format called `size`: `square`, `16x9`, or any paper that `make_sheet` knows.

    A screen is as wide as it is. On paper larger than A4 the type grows with the short edge, on smaller paper it is
    as large as on A4. Raises BlueprintError for what is no sheet.
    """
    if size in (SQUARE, SLIDE):
        width = SLIDE_HEIGHT if size == SQUARE else SLIDE_WIDTH
        return PageFormat(width, SLIDE_HEIGHT, SLIDE_HEIGHT / SCREEN_UNITS, is_screen=True)
    sheet, usual = make_sheet(size, orientation), make_sheet("A4")
    enlarged = min(sheet.width, sheet.height) / min(usual.width, usual.height)
    # US Letter is a little wider than A4 and shorter: its type is that of A4.
    return PageFormat(sheet.width, sheet.height, enlarged if enlarged > 1.1 else 1.0)
