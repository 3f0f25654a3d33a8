"""What no page for readers may have: ink outside, texts over each other or cut at a box, type under the floor."""

from __future__ import annotations

from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.drawing import PageSet

LEAST = 11.0


def page_faults(pages: PageSet) -> list[str]:
    """Return what is wrong with the sheets; the least type is 11 units: 11 pt of A4, 1/45 of a screen's height."""
    found: list[str] = []
    for page in pages.pages:
        drawing = page.drawing
        assert abs(drawing.width * page.scale - page.width) < 0.01
        found += loose_texts(drawing) + doubled_ids(drawing) + outside(drawing) + overlapping_texts(drawing)
        found += small_texts(drawing, 1.0, LEAST)
    return found


def read_pages(pages: PageSet) -> str:
    """Return what stands on the sheets, in reading order."""
    return " ".join(text for page in pages.pages for group in page.drawing.groups for text in shown_texts(group))


def hear_pages(pages: PageSet) -> str:
    """Return what is read out of the sheets, in reading order."""
    return " ".join(group.description or group.title for page in pages.pages for group in page.drawing.groups)
