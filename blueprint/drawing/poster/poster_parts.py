"""A poster's parts: head, bands, friction list, foot, and the heights that planning a sheet asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose import ComposeOptions
from visavis.blueprint.drawing.legend import footer_block, legend_block
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.poster.band_breaking import BandSet, band_block, stacked_height
from visavis.blueprint.drawing.poster.friction_list import GAP as ROW_GAP
from visavis.blueprint.drawing.poster.friction_list import FrictionRows, friction_rows, list_heading, row_height
from visavis.blueprint.drawing.poster.poster_title import header_block, small_header_block
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import Layout
from visavis.blueprint.model import BlueprintDocument

HEADER_GAP = 26.0
LIST_GAP = 34.0
HEADING_GAP = 14.0
FOOT_GAP = 22.0
LEGEND_GAP = 8.0
# Planning asks for the heading's height before it knows how many frictions go on elsewhere.
MANY = 99


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster is made of. `options` decide what the bands show."""

    context: DrawingContext
    document: BlueprintDocument
    analysis: Analysis | None
    options: ComposeOptions

    def header(self, width: float) -> PageBlock:
        """Return the first sheet's head."""
        return header_block(self.context, self.document, self.analysis, width)

    def small_header(self, width: float) -> PageBlock:
        """Return the head of further sheets."""
        return small_header_block(self.context, self.document, width)

    def rows(self, width: float) -> FrictionRows:
        """Return the friction list at a width."""
        hotspots = self.analysis.frictions.hotspots if self.analysis else ()
        return friction_rows(self.context, hotspots[:self.options.most_frictions], width)

    def heading(self, width: float, more: int = 0) -> PageBlock:
        """Return the friction list's heading; nothing without an analysis."""
        if self.analysis is None:
            return PageBlock(width, 0.0)
        return list_heading(self.context, self.analysis, width, more, self.options.most_frictions)

    def foot(self, width: float, page: int, pages: int, *, legend: bool) -> PageBlock:
        """Return legend and footer."""
        footer = footer_block(self.context, self.document, width, page, pages)
        signs = legend_block(self.context, self.document, self.analysis, width) if legend else PageBlock(width, 0.0)
        if not signs.height:
            return footer
        below = signs.height + LEGEND_GAP
        return PageBlock(width, below + footer.height, (*signs.groups, *footer.at(0.0, below)))

    def band(self, layout: Layout) -> PageBlock:
        """Return one band."""
        return band_block(self.context, self.document, layout, self.analysis, self.options)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on one sheet: bands, and rows `first_row` up to `last_row` of the friction list."""

    bands: tuple[Layout, ...] = ()
    first_row: int = 0
    last_row: int = 0
    heading: bool = False


def fixed_height(made: Poster, width: float, *, first: bool, bands: Sequence[Layout], heading: bool) -> float:
    """Return the height that one sheet needs besides the rows of its friction list."""
    head = made.header(width) if first else made.small_header(width)
    total = head.height + HEADER_GAP + stacked_height(bands)
    if heading:
        total += made.heading(width, MANY).height + HEADING_GAP + (LIST_GAP if bands else 0.0)
    return total + FOOT_GAP + made.foot(width, 1, 1, legend=first).height


def rows_that_fit(rows: FrictionRows, first: int, room: float) -> int:
    """Return up to which row (exclusive) the list fits into `room` when it starts with row `first`."""
    last, used = first, 0.0
    while last < len(rows.rows):
        used += row_height(rows.rows[last]) + (ROW_GAP if last > first else 0.0)
        if used > room + 0.01:
            break
        last += 1
    return last


def fits_width(laid: BandSet, width: float) -> bool:
    """Return whether every band fits into a width."""
    return laid.width <= width + 0.01
