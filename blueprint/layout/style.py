"""The dimensions of a blueprint, in points of the drawing's own space. Sheets and walls scale the whole.

There are two densities, each a set of these dimensions: `FULL` for the drawing table and for posters, `COMPACT` for
the wall and for two blueprints on one screen. Whoever lays out passes one of them, or one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle, Weight


@dataclass(frozen=True, slots=True)
class ColumnRoom:
    """The columns that each phase has at least (by id), and the least width of each gutter in points."""

    columns: tuple[tuple[str, int], ...] = ()
    gutters: tuple[float, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns or self.gutters)

    def count_columns(self, document: BlueprintDocument) -> Mapping[str, int]:
        """Return how many columns each phase of a document is drawn with."""
        counts = document.columns_of_phase
        if not self.columns:
            return counts
        least = dict(self.columns)
        return {phase: max(count, least.get(phase, 0)) for phase, count in counts.items()}


NO_ROOM = ColumnRoom()


@dataclass(frozen=True, slots=True)
class LayoutStyle:
    """Sizes and type of a blueprint.

    Where `is_title_only`, cards have neither icon, time, dots nor marks, only their title around their middle.
    `ribbon_height` is the most that the ribbon takes of each half of the conversation.
    """

    heading_width: float = 196.0
    heading_margin: float = 20.0
    card_width: float = 144.0
    card_padding: float = 11.0
    card_header: float = 18.0
    card_header_gap: float = 7.0
    card_foot: float = 28.0
    card_lines: int = 4
    card_least_lines: int = 2
    is_title_only: bool = False
    chip_height: float = 40.0
    empty_height: float = 48.0
    chip_text_left: float = 34.0
    gutter: float = 18.0
    track: float = 9.0
    phase_height: float = 44.0
    phase_gap: float = 13.0
    lane_padding: float = 9.0
    lane_gap: float = 8.0
    row_gap: float = 14.0
    line_gap: float = 28.0
    conversation_half: float = 100.0
    ribbon_height: float = 92.0
    label_padding: float = 9.0
    label_gap: float = 6.0
    label_width: float = 150.0
    least_label: float = 28.0
    port: float = 28.0
    least_width: float = 520.0
    phase: TextStyle = TextStyle(17.0, Weight.SEMIBOLD)
    lane: TextStyle = TextStyle(19.0, Weight.BOLD)
    lane_subtitle: TextStyle = TextStyle(14.0)
    card: TextStyle = TextStyle(14.5, Weight.SEMIBOLD)
    chip: TextStyle = TextStyle(13.5, Weight.SEMIBOLD)
    time: TextStyle = TextStyle(13.5)
    label: TextStyle = TextStyle(13.5, Weight.MEDIUM)
    # The columns that it shares with another drawing.
    room: ColumnRoom = NO_ROOM
    # The least size to which text shrinks before it is cut; sheets choose their scale by it.
    least: float = 13.5


FULL = LayoutStyle()
# In units of the text size, 14 pt: column pitch 8.8, card 8.1 x 4.5, band 7.2, ribbon 1.1 a side, phases 1.9, lane
# names 7.3 wide. A wall scales this so that 14 pt are a 45th of its height.
COMPACT = LayoutStyle(
    heading_width=102.0, heading_margin=14.0, card_width=113.5, card_padding=8.0, card_lines=3, card_least_lines=3,
    is_title_only=True, chip_height=36.0, empty_height=63.0, gutter=9.75, phase_height=26.5, phase_gap=6.0,
    lane_padding=5.0, lane_gap=4.0, row_gap=12.0, line_gap=14.0, conversation_half=50.5, ribbon_height=15.5,
    phase=TextStyle(14.0, Weight.SEMIBOLD), lane=TextStyle(14.0, Weight.BOLD), lane_subtitle=TextStyle(14.0),
    card=TextStyle(14.0, Weight.SEMIBOLD), chip=TextStyle(14.0), time=TextStyle(14.0),
    label=TextStyle(14.0, Weight.MEDIUM), least=14.0)
