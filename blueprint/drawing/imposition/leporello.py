"""The leporello: a sheet folded like an accordion into equal panels, with marks at the edges where folds end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.blueprint.drawing.display_list import DisplayList, Group, Layer, Page, PageSet, Primitive, Role, Stroke
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.layout import Rect

# Millimetres: how long marks are, inside the margin of a sheet or outside what is cut.
LENGTH, OFFSET = 3.0, 3.0
# Folds go to and fro: the first towards the reader (solid), the next away (dashed).
VALLEY, MOUNTAIN = Stroke("#000000", 0.35), Stroke("#000000", 0.35, (1.5, 1.5))


def mark_folds(pages: PageSet, panels: int) -> PageSet:
    """Return the sheets with the marks of folds into `panels` equal panels, one after the other along the long edge.

    Marks stand at the edge of the sheet, or outside it where it is cut from a larger one. Sheets of another size than
    the first, an annex for the hand, are not folded.
    """
    if panels < 2:
        return pages
    size = pages.pages[0].width, pages.pages[0].height
    return replace(pages, pages=tuple(_mark(page, panels) if (page.width, page.height) == size else page
                                      for page in pages.pages))


def _mark(page: Page, panels: int) -> Page:
    everything = Rect(0.0, 0.0, page.width, page.height)
    group = Group("fold-marks", Role.DECORATION, Layer.PAGE, everything, tuple(_marks(page, panels)))
    others = page.marks.groups if page.marks is not None else ()
    return replace(page, marks=DisplayList(page.width, page.height, (*others, group)))


def _marks(page: Page, panels: int) -> Iterator[Primitive]:
    trim = page.trim or Rect(0.0, 0.0, page.width, page.height)
    # From each edge inward, or outward from beyond the bleed.
    near = -max(page.bleed, OFFSET * POINTS_PER_MM) if page.trim else 0.0
    far = near + (-LENGTH if page.trim else LENGTH) * POINTS_PER_MM
    for fold in range(1, panels):
        stroke = VALLEY if fold % 2 else MOUNTAIN
        if trim.width >= trim.height:
            x = trim.x + trim.width * fold / panels
            yield straight_line(x, trim.y + near, x, trim.y + far, stroke)
            yield straight_line(x, trim.bottom - near, x, trim.bottom - far, stroke)
        else:
            y = trim.y + trim.height * fold / panels
            yield straight_line(trim.x + near, y, trim.x + far, y, stroke)
            yield straight_line(trim.right - near, y, trim.right - far, y, stroke)
