"""The dimensions of a blueprint, in points of the drawing's own space. Sheets scale the whole."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.text.styles import TextStyle, Weight


@dataclass(frozen=True, slots=True)
class LayoutStyle:
    """Sizes and type of a blueprint; the defaults are those of the shipped poster (card 144 wide, title 14.5)."""

    heading_width: float = 196.0
    heading_margin: float = 20.0
    card_width: float = 144.0
    card_padding: float = 11.0
    card_header: float = 18.0
    card_header_gap: float = 7.0
    card_foot: float = 28.0
    card_lines: int = 4
    card_least_lines: int = 2
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
    # The least size to which text shrinks before it is cut; sheets choose their scale by it.
    least: float = 13.5
