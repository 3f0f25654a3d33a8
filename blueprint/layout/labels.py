"""What is said, placed: each pill stands on its own flow's line, and no other flow passes under it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from visavis.blueprint.language import translator
from visavis.blueprint.layout.columns import XAxis
from visavis.blueprint.layout.coordinates import Vertical, Zone, zone_rank
from visavis.blueprint.layout.flow_words import fit_words, share_of, words_of
from visavis.blueprint.layout.geometry import round_length_up
from visavis.blueprint.layout.routing.routes import LabelSpot, Route
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import Flow
from visavis.blueprint.text import FittedText, TextMetrics, fit
from visavis.blueprint.text.wrapping import ELLIPSIS, breaks_a_word

ROW_GAP = 5.0
LINES = 3
WIDER_FOR_A_WORD = 1.2
# In less room than this no word is legible: a pill with an ellipsis tells that something is said.
LEGIBLE = 38.0
NARROW_PADDING = 6.0
# What a pill has above and below its words, together.
PILL_EDGES = 4.0


@dataclass(slots=True)
class PlacedLabel:
    """A pill before heights are known: the vertical it stands on and how far from that it begins, size, and row."""

    vertical: Vertical
    text: FittedText
    lead: float
    width: float
    height: float
    channel: int
    zone: Zone
    row: int


@dataclass
class LabelRows:
    """The height of each row of pills in one zone of one channel."""

    heights: list[float] = field(default_factory=list)

    @property
    def height(self) -> float:
        """What the zone needs for its labels."""
        return sum(self.heights) + ROW_GAP * max(0, len(self.heights) - 1)

    def top_of(self, row: int) -> float:
        """Return where a row begins, from the zone's top."""
        return sum(self.heights[:row]) + ROW_GAP * row


def spoken_texts(flows: Iterable[Flow], language: str, style: LayoutStyle,
                 metrics: TextMetrics) -> dict[str, FittedText]:
    """Return the text of each flow that has one, fitted for a pill of the style's width; none if it shows none."""
    if not style.shows_speech:
        return {}
    translate = translator(language)
    texts = {}
    for flow in flows:
        text = words_of(flow, translate)
        if text:
            texts[flow.key] = _fit_text(text, style.label_width - 2 * style.label_padding, style, metrics)
    return texts


def _fit_text(text: str, width: float, style: LayoutStyle, metrics: TextMetrics, *,
              widest: float | None = None) -> FittedText:
    """Return words in two lines, or in three rather than cut.

    Where there is one row of them alone, they are a little wider rather than in three lines, or broken inside a word,
    but no wider than `widest`.
    """
    is_low = style.label_rows == 1
    wider = min(width * WIDER_FOR_A_WORD, widest or width * WIDER_FOR_A_WORD)
    for wide in (width, wider) if is_low else (width,):
        two = fit(text, style.label, wide, max_lines=LINES - 1, minimum=style.least, metrics=metrics,
                  leading=style.leading)
        if not two.is_cut and not (is_low and breaks_a_word(two)):
            return two
    three = fit_words(text, width, LINES, style, metrics)
    if is_low and breaks_a_word(three):
        return fit_words(text, wider, LINES, style, metrics)
    return three


@dataclass(frozen=True)
class Pills:
    """The pills of a band by flow, and the rows they stand in by channel and zone.

    `has_moved_on` tells that some words did not find room on their first spot.
    """

    labels: dict[str, PlacedLabel]
    rows: dict[tuple[int, int], LabelRows]
    has_moved_on: bool = False

    @classmethod
    def of(cls, labels: dict[str, PlacedLabel], *, have_moved_on: bool = False) -> Pills:
        """Return the pills with their rows, each as high as its highest pill."""
        rows: dict[tuple[int, int], LabelRows] = {}
        for label in labels.values():
            heights = rows.setdefault((label.channel, int(label.zone)), LabelRows()).heights
            heights.extend([0.0] * (label.row + 1 - len(heights)))
            heights[label.row] = max(heights[label.row], label.height)
        return cls(labels, rows, have_moved_on)

    def reuse_unchanged(self, before: Pills) -> Pills:
        """Return the same pills, those that are as before being the same objects."""
        old = before.labels
        labels = {key: old[key] if label == old.get(key) else label for key, label in self.labels.items()}
        return replace(self, labels=labels)


def place_labels(routes: Iterable[Route], verticals: Mapping[int, list[Vertical]], style: LayoutStyle,
                 metrics: TextMetrics, across: XAxis) -> Pills:
    """Place the pills that stand on verticals, from left to right.

    A pill keeps clear of every other vertical of its zone. Where its neighbours leave too little room, it moves to
    the flow's next spot; without one the words shrink to an ellipsis, and without room for that they are not drawn:
    the flow's description tells them.
    """
    placement = Placement(verticals, style, metrics, across)
    waiting = [(route, 0) for route in routes if route.label_spots]
    moved_on = False
    while waiting:
        waiting.sort(key=lambda each: across.x(each[0].label_spots[each[1]].vertical))
        waiting = [(route, at + 1) for route, at in waiting
                   if not placement.place(route, route.label_spots[at], last=at + 1 == _count_spots(route, style))]
        moved_on = moved_on or bool(waiting)
    return Pills.of(placement.labels, have_moved_on=moved_on)


def _count_spots(route: Route, style: LayoutStyle) -> int:
    """Return on how many spots words are tried: where there is one row for them, only on the first, at any height."""
    return 1 if style.label_rows == 1 else len(route.label_spots)


def label_zone(route: Route) -> Zone:
    """Return the zone of a channel in which a route's words stand."""
    return Zone.UP_LABELS if route.goes_up else Zone.DOWN_LABELS


@dataclass
class LabelZone:
    """A zone being filled: the xs that pass through it, and where each of its rows ends."""

    blocked: list[float]
    ends: list[float] = field(default_factory=list)

    def take_row(self, row: int, end: float) -> None:
        """Note that a pill takes a row as far as an x."""
        self.ends.extend([-inf] * (row + 1 - len(self.ends)))
        self.ends[row] = end


@dataclass
class Placement:
    """Places pills one after the other."""

    verticals: Mapping[int, list[Vertical]]
    style: LayoutStyle
    metrics: TextMetrics
    x_axis: XAxis
    zones: dict[tuple[int, Zone], LabelZone] = field(default_factory=dict)
    labels: dict[str, PlacedLabel] = field(default_factory=dict)

    def place(self, route: Route, spot: LabelSpot, *, last: bool) -> bool:
        """Place a route's words on a spot; return False when it is full and they should try the next one."""
        assert route.spoken is not None
        side = label_zone(route)
        zone, x = self._zone(spot.channel, side), self.x_axis.x(spot.vertical)
        left, right = self._window(zone, x)
        wanted = route.spoken.width + 2 * self.style.label_padding
        row, start = self._row(zone, left, right, x, wanted)
        room = right - start
        needed = self.style.least_label if last else min(wanted, LEGIBLE + 2 * NARROW_PADDING)
        if room < needed or right < x + NARROW_PADDING:
            return last
        text, padding = _fit_pill(route.spoken, room, self.style, self.metrics)
        width = min(room, round_length_up(text.width + 2 * padding))
        height = round_length_up(text.height + PILL_EDGES)
        left = min(max(x - width / 2, start), right - width)
        zone.take_row(row, left + width)
        self.labels[route.flow.key] = PlacedLabel(spot.vertical, text, left - x, width, height, spot.channel, side,
                                                  row)
        return True

    def _zone(self, channel: int, zone: Zone) -> LabelZone:
        if (channel, zone) not in self.zones:
            rank = zone_rank(channel, zone)
            verticals = self.verticals.get(channel, ())
            self.zones[(channel, zone)] = LabelZone(
                sorted(self.x_axis.x(vertical) for vertical in verticals if vertical.low < rank < vertical.high))
        return self.zones[(channel, zone)]

    def _window(self, zone: LabelZone, x: float) -> tuple[float, float]:
        """Return how far a pill on the vertical at `x` may reach to both sides."""
        gap, blocked = self.style.label_gap, zone.blocked
        before, after = bisect_left(blocked, x - 1e-9), bisect_right(blocked, x + 1e-9)
        first, last = self.x_axis.left, self.x_axis.right
        left = blocked[before - 1] + gap if before else first
        right = blocked[after] - gap if after < len(blocked) else last
        return max(left, first), min(right, last)

    def _row(self, zone: LabelZone, left: float, right: float, x: float, wanted: float) -> tuple[int, float]:
        """Return the first row with the room that is wanted, else the roomiest, and where it is free from."""
        best, from_x = 0, right
        for row in range(min(len(zone.ends) + 1, self.style.label_rows)):
            start = max(left, zone.ends[row] + self.style.label_gap) if row < len(zone.ends) else left
            if start > x - self.style.label_padding:
                continue
            if right - start >= wanted:
                return row, start
            if start < from_x:
                best, from_x = row, start
        return best, from_x


def _fit_pill(text: FittedText, room: float, style: LayoutStyle, metrics: TextMetrics) -> tuple[FittedText, float]:
    """Return the words as they fit into a pill of `room` points, and the pill's padding."""
    if text.width + 2 * style.label_padding <= room:
        return text, style.label_padding
    width, share = room - 2 * NARROW_PADDING, share_of(text.full)
    if width >= LEGIBLE:
        fitted = _fit_text(text.full, width, style, metrics, widest=width)
        # On paper half a word is worth less than the number alone: what is said is whole in the annex.
        if not (share and style.label_rows == 1 and breaks_a_word(fitted)):
            return fitted, NARROW_PADDING
    number = fit(share, style.label, width, max_lines=1, minimum=style.least, metrics=metrics, leading=style.leading)
    if share and not number.is_cut:
        return replace(number, full=text.full, is_cut=True), NARROW_PADDING
    dots = fit(ELLIPSIS, style.label, width, max_lines=1, minimum=style.least, metrics=metrics, leading=style.leading)
    return replace(dots, full=text.full, is_cut=True), NARROW_PADDING
