"""Staves: a blueprint broken into bands that stand one below the other on paper, like the staves of a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import ceil

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose import ComposeOptions, band_groups
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext
from visavis.blueprint.layout import FULL, Band, Layout, LayoutStyle, bands_of, column_count, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics, TextStyle, Weight

BAND_GAP = 40.0
INSIDE_PHASE = 0.3
# Paper shows the cards of the drawing table. Its least type is larger, its lanes are named in the drawing, its lines
# have captions, and what costs height and holds little is low: support, empty lanes, and one row for both of the
# agents' lanes.
ROOMY = replace(
    FULL, shrinks_titles=True, is_support_low=True, nests_agents=True, rule_height=8.0,
    heading_width=176.0, heading_margin=18.0, phase_height=40.0, phase_gap=9.0, card_width=136.0,
    card_padding=10.0, card_header=18.0, chip_height=35.0, gutter=14.0,
    lane_padding=7.0, lane_gap=6.0, line_gap=22.0,
    conversation_half=62.0, label_width=136.0, phase=TextStyle(16.0, Weight.SEMIBOLD),
    lane=TextStyle(17.0, Weight.BOLD), lane_subtitle=TextStyle(LEAST_SIZE), card=TextStyle(14.5, Weight.SEMIBOLD),
    chip=TextStyle(LEAST_SIZE, Weight.MEDIUM), time=TextStyle(LEAST_SIZE),
    note=TextStyle(LEAST_SIZE, Weight.MEDIUM), note_width=130.0, note_height=54.0,
    label=TextStyle(LEAST_SIZE, Weight.MEDIUM),
    least=LEAST_SIZE)
# Close gives the same type more of the sheet, for long journeys.
CLOSE = replace(ROOMY, heading_width=150.0, heading_margin=14.0, card_width=126.0, card_padding=9.0, gutter=12.0,
                phase_height=36.0, conversation_half=52.0)
# Tight is for bands that would be higher than a sheet: many lanes, stacked steps.
TIGHT = replace(CLOSE, row_gap=12.0, line_gap=18.0, lane_gap=4.0, conversation_half=48.0)
STYLES = (ROOMY, CLOSE)
# With more columns the best of all breaks takes too long to find; breaks near the even places are as good to read.
MANY_COLUMNS = 120
# Cards may widen to fill a sheet, and the conversation may grow higher, but not beyond these.
WIDEST_CARD = 400.0
MOST_CONVERSATION = 76.0


@dataclass(frozen=True, slots=True)
class BandSet:
    """The bands of one document in one style."""

    style: LayoutStyle
    bands: tuple[Layout, ...]

    @property
    def width(self) -> float:
        """The widest band."""
        return max(band.width for band in self.bands)

    @property
    def height(self) -> float:
        """All bands with the gaps between them."""
        return sum(band.height for band in self.bands) + BAND_GAP * (len(self.bands) - 1)


def even_bands(document: BlueprintDocument, count: int) -> tuple[Band, ...]:
    """Break a document's columns into `count` bands (fewer only for want of columns), as evenly as phases allow.

    The sum of the squared differences from the even length is least; a break inside a phase costs as much as a band
    that is off by INSIDE_PHASE of the even length, so staves end with their chapter unless that wastes much paper.
    """
    return _even_bands(tuple(document.columns_of_phase[phase.id] for phase in document.head.phases), count)


# A plan asks for the same few breaks again and again.
@lru_cache(maxsize=64)
def _even_bands(phases: tuple[int, ...], count: int) -> tuple[Band, ...]:
    total = sum(phases)
    count = max(1, min(count, total))
    if count == 1:
        return (Band(0, max(total - 1, 0)),)
    if total > MANY_COLUMNS:
        return bands_of(phases, count)
    ends = set(accumulate(phases))
    even = total / count
    # best[end] is the least cost of breaking the first `end` columns into the bands so far, and where those end.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for band in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in range(band, total - (count - band) + 1) if band < count else (total,):
            inside = 0.0 if end in ends else (INSIDE_PHASE * even) ** 2
            reached[end] = min((cost + (end - start - even) ** 2 + inside, (*stops, end))
                               for start, (cost, stops) in best.items() if start < end)
        best = reached
    stops = best[total][1]
    return tuple(Band(start, stop - 1, index, count)
                 for index, (start, stop) in enumerate(zip((0, *stops), stops, strict=False)))


def lay_out_bands(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics, count: int) -> BandSet:
    """Lay a document out in at most `count` bands."""
    bands = even_bands(document, count)
    return BandSet(style, tuple(lay_out(document, style=style, metrics=metrics, bands=bands, band=band.index)
                                for band in bands))


def try_band_counts(document: BlueprintDocument, metrics: TextMetrics, style: LayoutStyle, width: float,
                    most: int = 5) -> Iterator[BandSet]:
    """Yield a document in one band, in two, and so on, but for those that must be wider than `width`."""
    columns = max(1, column_count(document))
    for count in range(least_band_count(columns, style, width), min(most, columns) + 1):
        yield lay_out_bands(document, style, metrics, count)


def least_band_count(columns: int, style: LayoutStyle, width: float) -> int:
    """Return in how many bands so many columns at least are, each within `width`: cards and gutters have a least."""
    pitch = style.card_width + style.gutter
    return min(columns, ceil(columns / max(1, int((width - style.heading_width - style.gutter) / pitch))))


def justify_bands(document: BlueprintDocument, bands: Sequence[Layout], style: LayoutStyle, metrics: TextMetrics, *,
                  width: float, spare_height: float = 0.0) -> tuple[Layout, ...]:
    """Return bands with cards widened until each fills `width`, and a conversation that uses some spare height.

    A third of `spare_height` is shared by the bands; the rest stays white.
    """
    higher = max(0.0, min(MOST_CONVERSATION - style.conversation_half, spare_height / (6 * max(1, len(bands)))))
    return tuple(_justify_band(document, band, style, metrics, width, higher) for band in bands)


def _justify_band(document: BlueprintDocument, band: Layout, style: LayoutStyle, metrics: TextMetrics, width: float,
                  higher: float) -> Layout:
    wider = max(0.0, min(WIDEST_CARD - style.card_width, (width - band.width) / max(1, len(band.columns))))
    if wider < 0.01 and higher < 1.0:
        return band
    looser = replace(style, card_width=style.card_width + wider, conversation_half=style.conversation_half + higher)
    bands = even_bands(document, band.bands)
    again = lay_out(document, style=looser, metrics=metrics, bands=bands, band=band.band)
    return again if again.width <= width + 0.01 else band


def band_block(context: DrawingContext, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
               options: ComposeOptions) -> PageBlock:
    """Return one band as a block."""
    return PageBlock(layout.width, layout.height, tuple(band_groups(context, document, layout, analysis, options)))


def stacked_height(bands: Sequence[Layout]) -> float:
    """Return the height of some bands with the gaps between them."""
    return sum(band.height for band in bands) + BAND_GAP * max(0, len(bands) - 1)
