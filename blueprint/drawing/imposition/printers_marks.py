"""Bleed, crop marks and register marks: what a print shop needs around a sheet that it cuts (ISO 15930).

Crop marks stand off the trimmed sheet, so that a cut a little out of place shows none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.blueprint.drawing.display_list import DisplayList, Group, Layer, Page, PageSet, Primitive, Role, Stroke
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.shapes import circle, straight_line
from visavis.blueprint.layout import Rect

# Millimetres: how far marks stand off the sheet at least, how long they are, the blank edge around them.
OFFSET, LENGTH, EDGE = 3.0, 5.0, 1.0
REGISTER_RADIUS = 1.5
HAIRLINE = Stroke("#000000", 0.25)


def add_bleed(pages: PageSet, bleed: float, *, marks: bool) -> PageSet:
    """Return sheets whose ground goes on for `bleed` millimetres, with marks around them if asked for."""
    if not bleed and not marks:
        return pages
    return replace(pages, pages=tuple(_add_bleed(page, bleed * POINTS_PER_MM, marks=marks) for page in pages.pages))


def _add_bleed(page: Page, bleed: float, *, marks: bool) -> Page:
    around = mark_reach(bleed) if marks else bleed
    trim = Rect(around, around, page.width, page.height)
    grown = replace(page, width=page.width + 2 * around, height=page.height + 2 * around, x=page.x + around,
                    y=page.y + around, trim=trim, bleed=bleed)
    if not marks:
        return grown
    return replace(grown, marks=make_marks(grown, (("crop-marks", _crop_marks(trim, bleed)),
                                                   ("register-marks", _register_marks(trim, bleed)))))


def mark_reach(bleed: float) -> float:
    """Return the room that marks take around a sheet, in points as is `bleed`."""
    return _offset(bleed) + (LENGTH + EDGE) * POINTS_PER_MM


def make_marks(page: Page, groups: tuple[tuple[str, Iterator[Primitive]], ...]) -> DisplayList:
    """Return marks over a page: by name, decoration that no reader is told of."""
    everything = Rect(0.0, 0.0, page.width, page.height)
    return DisplayList(page.width, page.height, tuple(
        Group(name, Role.DECORATION, Layer.PAGE, everything, tuple(parts)) for name, parts in groups))


def _offset(bleed: float) -> float:
    return max(bleed, OFFSET * POINTS_PER_MM)


def _crop_marks(trim: Rect, bleed: float) -> Iterator[Primitive]:
    near = _offset(bleed)
    far = near + LENGTH * POINTS_PER_MM
    for x, way in ((trim.x, -1), (trim.right, 1)):
        for y, down in ((trim.y, -1), (trim.bottom, 1)):
            yield straight_line(x + way * near, y, x + way * far, y, HAIRLINE)
            yield straight_line(x, y + down * near, x, y + down * far, HAIRLINE)


def _register_marks(trim: Rect, bleed: float) -> Iterator[Primitive]:
    away, radius = _offset(bleed) + LENGTH / 2 * POINTS_PER_MM, REGISTER_RADIUS * POINTS_PER_MM
    centre, arm = trim.centre, LENGTH / 2 * POINTS_PER_MM
    for x, y in ((trim.x - away, centre.y), (trim.right + away, centre.y), (centre.x, trim.y - away),
                 (centre.x, trim.bottom + away)):
        yield circle(x, y, radius, stroke=HAIRLINE)
        yield straight_line(x - arm, y, x + arm, y, HAIRLINE)
        yield straight_line(x, y - arm, x, y + arm, HAIRLINE)
