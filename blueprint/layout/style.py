"""The dimensions of a blueprint, in points of the drawing's own space. Sheets and walls scale the whole.

There are two densities, each a set of these dimensions: `FULL` for the drawing table and for posters, `COMPACT` for
the wall and for two blueprints on one screen. Whoever lays out passes one of them, or one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle, Weight


@dataclass(frozen=True, slots=True)
class ColumnRoom:
    """Columns that each phase has at least (by id), least gutters, and what columns have beyond a card (points).

    A column is told by its phase and its number there, a gutter by the column that follows it (None for the last
    one), so that a room that was made for one state of a document can be given to another: what is not there any more
    is passed over.
    """

    columns: tuple[tuple[str, int], ...] = ()
    gutters: tuple[tuple[tuple[str, int] | None, float], ...] = ()
    wider: tuple[tuple[tuple[str, int], float], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.columns or self.gutters or self.wider)

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

    Cards have a head line (icon, effort, time) and `card_lines` lines of title; where they are `is_title_only`, the
    title alone, around their middle. `leading` is the distance between lines of titles, chips and labels, as a part
    of their size. `ribbon_height` is the most that the ribbon takes of each half of the conversation. Without
    `shows_speech` nothing stands on flows: the conversation is then as low as `conversation_half` says. A title
    that is too long is cut; where a style `shrinks_titles`, it first becomes as small as the style's `least`. Paper
    does: no one can ask it for the rest. A screen does not: all its titles are of one size, and it tells the rest.

    Where `is_support_low`, what supports agents stands in low chips, as evidence does; these may be wider than a card
    where it `widens_support` and nothing stands beside them. Words on flows stand in so many `label_rows` on each
    side of the line at most; where these are full they are cut, but for their numbers. Where `nests_agents`,
    frontstage and backstage share a row where they can (`nesting`). An empty lane has room to draw in, or is a rule
    with its name, `rule_height` high. Where it opens no rows for notes, those without a free cell are left out. Where
    it `cuts_flows`, those that go on in another band end beside their cards instead of at the band's edge. Where
    it `numbers_phases`, these have their numbers before their names, as the column heads of the canvas have. The
    caption of a line between two names has so many `caption_lines` at most. Where all slips of a band are one line,
    they are `low_slip` high, if that is given, unless a friction is called out above one of the steps `called_out`.
    """

    heading_width: float = 116.0
    heading_margin: float = 14.0
    card_width: float = 120.0
    card_padding: float = 9.0
    card_header: float = 16.0
    head_icon: float = 15.0
    effort_width: float = 32.4
    card_header_gap: float = 2.0
    card_foot: float = 3.6
    card_lines: int = 3
    is_title_only: bool = False
    is_support_low: bool = False
    nests_agents: bool = False
    rule_height: float | None = None
    shows_speech: bool = True
    cuts_flows: bool = False
    shrinks_titles: bool = False
    chip_height: float = 32.0
    low_slip: float | None = None
    called_out: frozenset[str] = frozenset()
    support_height: float = 32.0
    widens_support: bool = False
    note_width: float = 116.0
    note_height: float = 52.0
    note_lines: int = 2
    opens_note_rows: bool = True
    folded_height: float = 24.0
    gutter: float = 12.0
    track: float = 5.5
    phase_height: float = 30.0
    numbers_phases: bool = False
    phase_gap: float = 4.0
    lane_padding: float = 6.0
    chip_padding: float = 6.0
    lane_gap: float = 4.0
    # The room of the emotion curve at the top of each citizens' lane; none where no one asks for the curve.
    emotion_height: float = 0.0
    row_gap: float = 14.0
    line_gap: float = 4.0
    caption_lines: int = 1
    conversation_half: float = 47.0
    ribbon_height: float = 16.0
    label_rows: int = 6
    label_padding: float = 7.0
    label_gap: float = 5.0
    label_width: float = 120.0
    least_label: float = 26.0
    port: float = 28.0
    least_width: float = 380.0
    # No gutter widens by more than this for what is said beside it.
    speech_room: float = 96.0
    leading: float = 1.2
    phase: TextStyle = TextStyle(14.0, Weight.SEMIBOLD)
    lane: TextStyle = TextStyle(14.0, Weight.BOLD)
    lane_subtitle: TextStyle = TextStyle(12.0)
    note: TextStyle = TextStyle(13.0, Weight.MEDIUM)
    card: TextStyle = TextStyle(14.0, Weight.SEMIBOLD)
    chip: TextStyle = TextStyle(12.5, Weight.MEDIUM)
    time: TextStyle = TextStyle(12.5)
    label: TextStyle = TextStyle(13.0, Weight.MEDIUM)
    # The columns that it shares with another drawing, or that are wider for what is in them.
    room: ColumnRoom = NO_ROOM
    # The least size to which text shrinks before it is cut; sheets choose their scale by it.
    least: float = 12.0

    @property
    def card_height(self) -> float:
        """The height of every card: its head line, the lines of its title, and what is around them."""
        title = self.card_lines * self.card.size * self.leading
        if self.is_title_only:
            return round_length_up(title + 2 * self.card_foot)
        return round_length_up(self.title_top + title + self.card_foot)

    @property
    def title_top(self) -> float:
        """How far below a card's top its title begins, where it has a head line."""
        return self.card_padding + self.card_header + self.card_header_gap


FULL = LayoutStyle()
# In units of the text size, 14 pt: column pitch 8.8, card 8.1 x 4.5, band 7.2, ribbon 1.1 a side, phases 1.9, lane
# names 7.3 wide. A wall scales this so that 14 pt are a 45th of its height.
COMPACT = LayoutStyle(
    heading_width=102.0, heading_margin=14.0, card_width=113.5, card_padding=8.0, card_foot=6.3, is_title_only=True,
    chip_height=36.0, support_height=36.0, note_width=106.5, note_height=112.0, note_lines=5,
    gutter=9.75, is_support_low=True, phase_height=26.5, phase_gap=4.0, lane_padding=5.0, chip_padding=5.0,
    conversation_half=50.5, ribbon_height=15.5, lane_subtitle=TextStyle(14.0), chip=TextStyle(14.0, Weight.MEDIUM),
    time=TextStyle(14.0), label=TextStyle(14.0, Weight.MEDIUM), note=TextStyle(14.0, Weight.MEDIUM),
    least=14.0)
