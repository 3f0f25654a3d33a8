"""How many sheets a print job has, of which paper, how large their titles are and what is only read in the hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import Page, PageSet
from visavis.blueprint.drawing.legibility import describe_titles, title_face, title_size
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.paper_sizes import ISO_SIZES, NAMED_SIZES
from visavis.blueprint.language import Count, Message, message, plural

# Millimetres by which a sheet may differ from the size whose name it has.
ALIKE = 1.0
US_NAMES = ("letter", "legal", "tabloid")


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What a print job comes to: `count` of its sheets by paper, then what else is to be known of them."""

    sheets: int
    count: Message
    details: tuple[Message, ...] = ()


def summarise_sheets(pages: PageSet) -> SheetSummary:
    """Tell in words what a print job comes to; pages of an annex are told apart from sheets for the wall."""
    sheets = pages.sheets or pages.pages
    return SheetSummary(len(sheets), _count(sheets), tuple(_details(pages)))


def describe_paper(width: float, height: float) -> Message:
    """Return what paper of these sides in millimetres is called: `A3`, `US Letter`, `600 × 900 mm`."""
    name = name_paper(width, height)
    if name is None:
        return message("{width} × {height} mm", width=Count(round(width)), height=Count(round(height)))
    return describe_named_paper(name)


def describe_named_paper(name: str) -> Message:
    """Return what people call a size of `paper_sizes`; what is none is as it was typed."""
    shown = name
    if name in US_NAMES:
        shown = f"US {name.title()}"
    elif name in NAMED_SIZES and name not in ISO_SIZES:
        shown = name.upper().replace("-", " ")
    return Message("{text}", {"text": shown})


def name_paper(width: float, height: float) -> str | None:
    """Return the name of paper of these sides in millimetres, however it lies; None for what has no name."""
    short, long = sorted((width, height))
    return next((name for name, sides in NAMED_SIZES.items()
                 if abs(short - sides[0]) < ALIKE and abs(long - sides[1]) < ALIKE), None)


def page_sides(page: Page) -> tuple[float, float]:
    """Return width and height in millimetres of what is left of a page once it is cut."""
    width, height = (page.trim.width, page.trim.height) if page.trim is not None else (page.width, page.height)
    return width / POINTS_PER_MM, height / POINTS_PER_MM


def _count(pages: tuple[Page, ...]) -> Message:
    """Return how many sheets there are of each paper, the most first."""
    papers = Counter(tuple(sorted(round(side) for side in page_sides(page))) for page in pages)
    (sides, most), *others = papers.most_common()
    told = plural("{count} sheet of {paper}", "{count} sheets of {paper}", most, paper=describe_paper(*sides))
    for more, count in others:
        told = message("{sheets} and {others}", sheets=told, others=plural(
            "{count} of {paper}", "{count} of {paper}", count, paper=describe_paper(*more)))
    return told


def _details(pages: PageSet) -> Iterator[Message]:
    size = title_size(pages)
    if size is not None:
        yield describe_titles(size, title_face(pages))
    annex = [page for page in pages.pages if page.is_annex]
    if annex and len(annex) < len(pages.pages):
        yield plural("annex: {count} page of {paper}", "annex: {count} pages of {paper}", len(annex),
                     paper=describe_paper(*page_sides(annex[0])))
