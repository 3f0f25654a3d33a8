"""A poster's parts: head, bands, strip of frictions, foot, and the heights that planning a sheet asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.excerpt import put_below
from visavis.blueprint.drawing.page_block import PageBlock, scale_block
from visavis.blueprint.drawing.poster.band_breaking import BandSet, band_block, stacked_height
from visavis.blueprint.drawing.poster.band_ends import BandEnd, add_band_end
from visavis.blueprint.drawing.poster.friction_strip import friction_strip
from visavis.blueprint.drawing.poster.poster_head import enlarge_with_width, head_block
from visavis.blueprint.drawing.poster.poster_title import small_header_block
from visavis.blueprint.drawing.poster.quote_places import add_quotes
from visavis.blueprint.drawing.record_footer import foot_block
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import Layout
from visavis.blueprint.model import BlueprintDocument

# What stands between the parts of a sheet, in the poster's own units.
HEADER_GAP = 7.0
STRIP_GAP = 8.0
FOOT_GAP = 6.0
# How much larger a strip becomes where the bands leave room; its heading stays smaller than the verdict.
STRIP_GROWTHS = (1.2, 1.1)


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster is made of. `options` decide what the bands show, `band_ends` what the end of each says.

    `margin` is the part of a sheet's width that notes have beside the bands.
    """

    context: DrawingContext
    document: BlueprintDocument
    analysis: Analysis | None
    options: ComposeOptions
    band_ends: Mapping[int, BandEnd] = field(default_factory=dict)
    margin: float = 0.0
    # Planning asks for the heights of the same parts again and again, at each width that it tries.
    _heights: dict[tuple[str, float], float] = field(default_factory=dict, compare=False)

    def height_of(self, part: Callable[[float], PageBlock], width: float) -> float:
        """Return how high a part is at a width: `header`, `small_header`, `strip` or `foot_of_any`."""
        key = part.__name__, width
        if key not in self._heights:
            self._heights[key] = part(width).height
        return self._heights[key]

    def width_of_bands(self, width: float) -> float:
        """Return how wide bands are on a sheet that is `width` wide."""
        return width * (1.0 - self.margin)

    def header(self, width: float) -> PageBlock:
        """Return the first sheet's head."""
        head = head_block(self.context, self.document, self.analysis, width, enlarge_with_width(width))
        return put_below(head, self.context, self.options.excerpt)

    def small_header(self, width: float) -> PageBlock:
        """Return the head of further sheets."""
        return put_below(small_header_block(self.context, self.document, width), self.context, self.options.excerpt)

    def strip(self, width: float) -> PageBlock:
        """Return the gravest frictions, explained; nothing without an analysis."""
        if self.analysis is None:
            return PageBlock(width, 0.0)
        return friction_strip(self.context, self.analysis, self.document, width)

    def grown_strip(self, width: float, height: float) -> PageBlock:
        """Return the frictions as large as a height allows, which is no less than that of the strip."""
        for factor in STRIP_GROWTHS:
            grown = scale_block(self.strip(width / factor), factor)
            if grown.height <= height:
                return grown
        return self.strip(width)

    def foot(self, width: float, page: int, pages: int) -> PageBlock:
        """Return legend, record and QR code, the same on every sheet but for its number."""
        return foot_block(self.context, self.document, self.analysis, width, page, pages,
                          internal=self.options.internal, excerpt=self.options.excerpt)

    def foot_of_any(self, width: float) -> PageBlock:
        """Return the foot of some sheet: its height does not depend on the number."""
        return self.foot(width, 1, 1)

    def band(self, layout: Layout, noted: Collection[str] = ()) -> PageBlock:
        """Return one band, without the notes `noted` in the margin."""
        block = band_block(self.context, self.document, layout, self.analysis, self.options)
        groups = add_band_end(self.context, layout, block.groups, self.band_ends.get(layout.band))
        return replace(block, groups=add_quotes(self.context, self.document, layout, groups, noted))


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on one sheet: bands, and the strip of frictions or not."""

    bands: tuple[Layout, ...] = ()
    has_strip: bool = False


def needed_height(made: Poster, width: float, content: SheetContent, *, first: bool) -> float:
    """Return the height that a sheet's content needs, with head and foot, where it is `width` wide."""
    total = made.height_of(made.header if first else made.small_header, width) + HEADER_GAP
    total += stacked_height(content.bands)
    if content.has_strip and (strip := made.height_of(made.strip, width)):
        total += strip + (STRIP_GAP if content.bands else 0.0)
    return total + FOOT_GAP + made.height_of(made.foot_of_any, width)


def fits_width(laid: BandSet, width: float) -> bool:
    """Return whether every band fits into a width."""
    return laid.width <= width + 0.01
