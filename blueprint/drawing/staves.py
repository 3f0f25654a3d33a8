"""Staves: a blueprint broken into bands that stand one below the other on paper, like the staves of a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from blueprint.analysis.finding import Analysis
from blueprint.drawing.blocks import Block
from blueprint.drawing.compose import ComposeOptions, band_groups
from blueprint.drawing.lettering import Atelier
from blueprint.layout.bands import column_count, split_into_bands
from blueprint.layout.engine import lay_out
from blueprint.layout.places import Layout
from blueprint.layout.style import LayoutStyle
from blueprint.model import BlueprintDocument
from blueprint.text.styles import TextMetrics

STAVE_GAP = 40.0
# Roomy is the look of the shipped poster; compact gives the same type more of the sheet, for long journeys.
ROOMY = LayoutStyle()
COMPACT = replace(ROOMY, heading_width=158.0, heading_margin=14.0, card_width=129.0, card_padding=10.0, gutter=15.0,
                  conversation_half=80.0, phase_height=38.0, lane_padding=7.0, lane_gap=6.0, line_gap=24.0)
STYLES = (ROOMY, COMPACT)
# Cards may widen to fill a sheet, and the conversation may grow higher, but not beyond these.
WIDEST_CARD = 240.0
MOST_CONVERSATION = 150.0


@dataclass(frozen=True, slots=True)
class Staves:
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
        return sum(band.height for band in self.bands) + STAVE_GAP * (len(self.bands) - 1)


def staves(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics, count: int) -> Staves:
    """Lay a document out in at most `count` bands."""
    bands = split_into_bands(document, count)
    return Staves(style, tuple(lay_out(document, style=style, metrics=metrics, bands=bands, band=band.index)
                               for band in bands))


def candidates(document: BlueprintDocument, metrics: TextMetrics, style: LayoutStyle,
               most: int = 5) -> Iterator[Staves]:
    """Yield a document in one band, in two, and so on."""
    columns = column_count(document)
    for count in range(1, max(1, min(most, columns)) + 1):
        yield staves(document, style, metrics, count)


def filled(document: BlueprintDocument, laid: Staves, metrics: TextMetrics, *, spare_width: float,
           spare_height: float) -> Staves:
    """Return the same bands with wider cards and a higher conversation, to use up spare room."""
    columns = max(1, *(len(band.columns) for band in laid.bands))
    wider = min(WIDEST_CARD - laid.style.card_width, max(0.0, spare_width) / columns)
    higher = min(MOST_CONVERSATION - laid.style.conversation_half, max(0.0, spare_height) / (3 * len(laid.bands)))
    if wider < 1.0 and higher < 1.0:
        return laid
    style = replace(laid.style, card_width=laid.style.card_width + max(0.0, wider),
                    conversation_half=laid.style.conversation_half + max(0.0, higher))
    return staves(document, style, metrics, len(laid.bands))


def band_block(atelier: Atelier, document: BlueprintDocument, layout: Layout, analysis: Analysis | None,
               options: ComposeOptions) -> Block:
    """Return one band as a block."""
    return Block(layout.width, layout.height, tuple(band_groups(atelier, document, layout, analysis, options)))


def stacked_height(bands: Sequence[Layout]) -> float:
    """Return the height of some bands with the gaps between them."""
    return sum(band.height for band in bands) + STAVE_GAP * max(0, len(bands) - 1)
