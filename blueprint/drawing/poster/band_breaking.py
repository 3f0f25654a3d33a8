"""Staves: a blueprint broken into bands that stand one below the other on paper, like the staves of a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose import band_groups
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.layout import FULL, Band, Layout, LayoutStyle, column_count, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics, TextStyle, Weight

BAND_GAP = 10.0
# The title of a card and the least type: a scale of 0.62 makes them 9 and 8 points, the least of an A3 sheet.
CARD_TITLE, LEAST_TYPE = 14.5, 12.9
# Paper is short of height, so what costs height and holds little is low: support and evidence are chips, empty lanes
# are rules, both lanes of agents share a row, and words on flows are cut before they open a second row. Lanes are
# named in the drawing. In points of an A3 sheet (0.62 of these units): card 62 by 47, gap 5, phase 19, conversation
# about 75, slip 20 or, where all of a band are one line, 14, support 15.
PAPER = replace(
    FULL, is_support_low=True, nests_agents=True, rule_height=9.0, opens_note_rows=False, widens_support=True,
    numbers_phases=True, cuts_flows=True, caption_lines=2, label_rows=1, speech_room=0.0, leading=1.13,
    heading_width=100.0, heading_margin=10.0, ribbon_height=30.0, phase_height=28.0, phase_gap=1.5, gutter=8.4,
    track=5.0, card_width=92.0, card_padding=7.0, card_header=15.0, card_header_gap=0.5, card_foot=2.4,
    head_icon=13.0, effort_width=25.0, chip_height=33.0, low_slip=22.5, support_height=29.4, lane_padding=3.0,
    chip_padding=0.0, lane_gap=2.0, line_gap=4.0, row_gap=10.0, conversation_half=46.0, label_width=86.0,
    label_padding=6.0, label_gap=4.0, note_width=96.0, note_height=50.0, phase=TextStyle(17.0, Weight.BOLD),
    lane=TextStyle(17.0, Weight.BOLD), lane_subtitle=TextStyle(LEAST_TYPE),
    card=TextStyle(CARD_TITLE, Weight.SEMIBOLD), chip=TextStyle(LEAST_TYPE, Weight.MEDIUM),
    time=TextStyle(LEAST_TYPE), note=TextStyle(LEAST_TYPE, Weight.MEDIUM), label=TextStyle(LEAST_TYPE, Weight.MEDIUM),
    least=LEAST_TYPE)
# Cards may widen to fill a sheet, but not beyond this part of their pitch.
MOST_WIDER = 1.15
# Gutters take so much more of what is left, in a band of few columns on a sheet that others made this wide.
MOST_APART = 60.0
LEAST_WIDER = 0.01
# So often gutters are spread again, until a band is as wide as its sheet but for this part of it.
SPREADS, NEARLY = 3, 0.01
# Parts of the room that are tried, and of what cards may become wider; what is best comes first.
STRETCHES = ((1.0, 1.0), (1.0, 0.0), (0.9, 1.0), (0.7, 1.0), (0.4, 1.0), (0.0, 0.0))
# How high a half of the conversation may grow.
MOST_CONVERSATION = 62.0
# A column becomes so much wider for the sake of titles that would be cut, and no wider.
MOST_FOR_TITLES = 56.0
MOST_BANDS = 5


@dataclass(frozen=True, slots=True)
class BandSet:
    """The bands of one document in one style."""

    style: LayoutStyle
    breaks: tuple[Band, ...]
    bands: tuple[Layout, ...]

    @property
    def width(self) -> float:
        """The widest band."""
        return max(band.width for band in self.bands)

    @property
    def height_of_highest(self) -> float:
        """The highest band."""
        return max(band.height for band in self.bands)

    @property
    def height(self) -> float:
        """All bands with the gaps between them."""
        return sum(band.height for band in self.bands) + BAND_GAP * (len(self.bands) - 1)


def break_bands(document: BlueprintDocument, count: int, most: int) -> tuple[Band, ...]:
    """Break a document's columns into `count` bands (fewer only for want of columns), the widest as narrow as can be.

    Bands end with a phase. Only one that has more than `most` columns is cut, into parts of one length; so is the
    longest one where there are more bands than phases.
    """
    return _break_bands(tuple(document.columns_of_phase[phase.id] for phase in document.head.phases), count, most)


# A plan asks for the same few breaks again and again.
@lru_cache(maxsize=64)
def _break_bands(phases: tuple[int, ...], count: int, most: int) -> tuple[Band, ...]:
    count = max(1, min(count, sum(phases)))
    parts = [ceil(columns / max(1, most)) for columns in phases]
    while sum(parts) < count:
        longest = max(range(len(phases)), key=lambda at: phases[at] / max(1, parts[at]))
        parts[longest] += 1
    pieces = [columns * (at + 1) // cut - columns * at // cut
              for columns, cut in zip(phases, parts, strict=True) for at in range(cut)]
    stops = _group_evenly(pieces, min(count, max(1, len(pieces))))
    return tuple(Band(start, stop - 1, index, len(stops))
                 for index, (start, stop) in enumerate(pairwise((0, *stops))))


def _group_evenly(pieces: Sequence[int], count: int) -> tuple[int, ...]:
    """Return the column after each of `count` groups of pieces: the widest is least, then the sum of squares."""
    ends = [0, *accumulate(pieces)]
    if not pieces:
        return (0,)
    # best[at] are the costs of grouping the first `at` pieces, and where the groups end.
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for group in range(1, count + 1):
        reached: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for at in range(group, len(pieces) - (count - group) + 1):
            reached[at] = min((max(widest, ends[at] - ends[start]), squares + (ends[at] - ends[start]) ** 2,
                               (*stops, ends[at]))
                              for start, (widest, squares, stops) in best.items() if start < at)
        best = reached
    return best[len(pieces)][2]


def break_lanes(breaks: Sequence[Band], lanes: Sequence[tuple[int, int]]) -> tuple[Band, ...]:
    """Break bands that are too high into some of their lanes each (first and last, from 0), band after band."""
    pieces = [replace(band, lanes=part) for band in breaks for part in lanes]
    return tuple(replace(band, index=index, count=len(pieces)) for index, band in enumerate(pieces))


def group_lanes(bands: Sequence[Layout], height: float) -> tuple[tuple[int, int], ...]:
    """Group the lanes of some bands into as few parts as are no higher than `height` in any of them.

    Of several ways, the one that leaves the conversation whole, and then the one whose highest part is lowest. A lane
    that is higher is a part of its own.
    """
    count = len(bands[0].lanes)
    tops = [[*(box.rect.y for box in band.lanes), band.height] for band in bands]
    talks = {at for band in bands for at in range(1, count) if band.conversation is not None
             and band.lanes[at - 1].rect.y < band.conversation.y < band.lanes[at].rect.y}

    def measure(first: int, stop: int) -> float:
        return max(ys[stop] - ys[first] + ys[0] for ys in tops)

    # best[stop] are the parts of the first `stop` lanes, and what they cost.
    best: dict[int, tuple[tuple[int, int, float], tuple[tuple[int, int], ...]]] = {0: ((0, 0, 0.0), ())}
    for stop in range(1, count + 1):
        ways = []
        for first in range(stop):
            high = measure(first, stop)
            if high <= height or first + 1 == stop:
                (parts, cut, highest), before = best[first]
                cost = parts + 1, cut + (first in talks), max(highest, high)
                ways.append((cost, (*before, (first, stop - 1))))
        best[stop] = min(ways)
    return best[count][1]


def most_columns(style: LayoutStyle, width: float) -> int:
    """Return how many columns at most fit into a band of some width: cards and gutters have a least."""
    return max(1, int((width - style.heading_width - style.gutter) / (style.card_width + style.gutter)))


def _widen(style: LayoutStyle, wider: float) -> LayoutStyle:
    return replace(style, card_width=style.card_width + wider, label_width=style.label_width + wider,
                   note_width=style.note_width + wider)


def lay_out_bands(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics,
                  breaks: tuple[Band, ...]) -> BandSet:
    """Lay a document out in bands."""
    return BandSet(style, breaks, tuple(lay_out(document, style=style, metrics=metrics, bands=breaks, band=band.index)
                                        for band in breaks))


def try_band_counts(document: BlueprintDocument, metrics: TextMetrics, style: LayoutStyle,
                    width: float) -> Iterator[BandSet]:
    """Yield a document in one band, in two, and so on, but for those that must be wider than `width`."""
    columns, most = max(1, column_count(document)), most_columns(style, width)
    for count in range(min(columns, ceil(columns / most)), min(MOST_BANDS, columns) + 1):
        yield lay_out_bands(document, style, metrics, break_bands(document, count, most))


def justify_bands(document: BlueprintDocument, laid: BandSet, bands: Sequence[Layout], metrics: TextMetrics, *,
                  width: float, spare_height: float = 0.0, is_planned: bool = False) -> tuple[Layout, ...]:
    """Return some of the bands with cards widened until each fills `width`, and a higher conversation.

    A third of `spare_height` is shared by the bands; the rest stays white. Where it `is_planned` only, one width is
    tried.
    """
    style = laid.style
    higher = max(0.0, min(MOST_CONVERSATION - style.conversation_half, spare_height / (6 * max(1, len(bands)))))
    stretches = STRETCHES[:1] if is_planned else STRETCHES

    def justify(band: Layout) -> Layout:
        if width - band.width < len(band.columns) * LEAST_WIDER and higher < 1.0:
            return band
        tried = (_widen_band(document, laid, band, metrics, width, higher, stretch) for stretch in stretches)
        return next((wide for wide in tried if wide is not None), band)

    return tuple(justify(band) for band in bands)


def _widen_band(document: BlueprintDocument, laid: BandSet, band: Layout, metrics: TextMetrics, width: float,
                higher: float, stretch: tuple[float, float]) -> Layout | None:
    """Return a band as wide as a part of the room there is: its cards first, then gutters, for flows and words.

    None where it is wider than the room then, or higher than it was: words that have room for more letters may widen
    gutters, too, or take another line beside each other.
    """
    style, columns = laid.style, max(1, len(band.columns))
    share, widest = stretch
    room = share * max(0.0, width - band.width)
    wider = min(widest * (MOST_WIDER - 1) * (style.card_width + style.gutter), room / columns)
    apart, found, left = 0.0, None, room - wider * columns
    for _ in range(SPREADS):
        # Gutters with flows in them are wider already, and take less of what is given to all.
        apart = min(MOST_APART, apart + max(0.0, left) / (columns + 1))
        looser = replace(_widen(style, wider), gutter=style.gutter + apart,
                         conversation_half=style.conversation_half + higher)
        again = lay_out(document, style=looser, metrics=metrics, bands=laid.breaks, band=band.band)
        if again.width > width + 0.01 or again.height > band.height + 2 * higher + 0.01:
            break
        found, left = again, share * (width - again.width)
        if left < NEARLY * width or apart >= MOST_APART:
            break
    return found


def band_block(context: DrawingContext, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
               options: ComposeOptions) -> PageBlock:
    """Return one band as a block."""
    return PageBlock(layout.width, layout.height, tuple(band_groups(context, document, layout, analysis, options)))


def stacked_height(bands: Sequence[Layout]) -> float:
    """Return the height of some bands with the gaps between them."""
    return sum(band.height for band in bands) + BAND_GAP * max(0, len(bands) - 1)
