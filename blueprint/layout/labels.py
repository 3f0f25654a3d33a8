"""What is said, placed: each pill stands on its own flow's line, and no other flow passes under it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from blueprint.language import Quoted, Share, Translator, translator, typography
from blueprint.layout.coordinates import Vertical, Zone, zone_rank
from blueprint.layout.grain import snapped_up
from blueprint.layout.routes import LabelSpot, Route
from blueprint.layout.style import LayoutStyle
from blueprint.model import Flow, FlowKind
from blueprint.text import FittedText, TextMetrics, fit
from blueprint.text.wrapping import ELLIPSIS

ROW_GAP = 5.0
LINES = 3
ROWS = 6
# In less room than this no word is legible: a pill with an ellipsis tells that something is said.
LEGIBLE = 38.0
NARROW_PADDING = 6.0


@dataclass(eq=False, slots=True)
class PlacedLabel:
    """A pill before heights are known: its x, its size, and the label row of its zone."""

    route: Route
    text: FittedText
    x: float
    width: float
    height: float
    row: int


@dataclass
class LabelRows:
    """The pills of one zone of one channel, and the height of each of their rows."""

    labels: list[PlacedLabel] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    @property
    def height(self) -> float:
        """What the zone needs for its labels."""
        return sum(self.heights) + ROW_GAP * len(self.heights)

    def top_of(self, row: int) -> float:
        """Return where a row begins, from the zone's top."""
        return sum(self.heights[:row]) + ROW_GAP * row


def spoken_texts(flows: Iterable[Flow], language: str, style: LayoutStyle,
                 metrics: TextMetrics) -> dict[str, FittedText]:
    """Return the text of each flow that has one, fitted for a pill of the style's width."""
    translate = translator(language)
    texts = {}
    for flow in flows:
        text = words_of(flow, translate)
        if text:
            texts[flow.key] = _fitted(text, style.label_width - 2 * style.label_padding, style, metrics)
    return texts


def _fitted(text: str, width: float, style: LayoutStyle, metrics: TextMetrics) -> FittedText:
    """Return words in two lines, or in three rather than cut."""
    two = fit(text, style.label, width, max_lines=LINES - 1, minimum=style.least, metrics=metrics)
    if not two.is_cut:
        return two
    return fit(text, style.label, width, max_lines=LINES, minimum=style.least, metrics=metrics)


def words_of(flow: Flow, translate: Translator) -> str:
    """Return what stands on a flow: speech in quotes, else the condition; the probability behind it."""
    parts = []
    if flow.label.strip():
        label = flow.label.strip()
        spoken = flow.kind is FlowKind.INTERACTION
        parts.append(translate.write(Quoted(label)) if spoken else label)
    elif flow.condition.strip():
        parts.append(typography.punctuated(flow.condition.strip(), translate.language))
    if flow.probability is not None:
        parts.append(translate.write(Share(float(flow.probability))))
    return " · ".join(parts)


def place_labels(routes: Iterable[Route], verticals: Mapping[int, list[Vertical]], style: LayoutStyle,
                 metrics: TextMetrics, bounds: tuple[float, float]) -> dict[tuple[int, Zone], LabelRows]:
    """Place the pills that stand on verticals, from left to right; xs must be known.

    A pill keeps clear of every other vertical of its zone. Where its neighbours leave too little room, it moves to
    the flow's next spot; without one the words shrink to an ellipsis, and without room for that they are not drawn:
    the flow's description tells them.
    """
    placement = _Placement(verticals, style, metrics, bounds)
    waiting = [(route, 0) for route in routes if route.label_spots]
    while waiting:
        waiting.sort(key=lambda each: each[0].label_spots[each[1]].way.value)
        waiting = [(route, at + 1) for route, at in waiting
                   if not placement.place(route, route.label_spots[at], last=at + 1 == len(route.label_spots))]
    return {key: zone.rows for key, zone in placement.zones.items()}


@dataclass
class _ZoneOfLabels:
    """A zone being filled: the xs that pass through it, its rows, and where each row ends."""

    blocked: list[float]
    rows: LabelRows = field(default_factory=LabelRows)
    ends: list[float] = field(default_factory=list)


@dataclass
class _Placement:
    """Places pills one after the other."""

    verticals: Mapping[int, list[Vertical]]
    style: LayoutStyle
    metrics: TextMetrics
    bounds: tuple[float, float]
    zones: dict[tuple[int, Zone], _ZoneOfLabels] = field(default_factory=dict)

    def place(self, route: Route, spot: LabelSpot, *, last: bool) -> bool:
        """Place a route's words on a spot; return False when it is full and they should try the next one."""
        assert route.spoken is not None
        zone = self._zone(spot.channel, Zone.UP_LABELS if route.goes_up else Zone.DOWN_LABELS)
        left, right = self._window(zone, spot.way.value)
        wanted = route.spoken.width + 2 * self.style.label_padding
        row, start = self._row(zone, left, right, spot.way.value, wanted)
        room = right - start
        needed = self.style.least_label if last else min(wanted, LEGIBLE + 2 * NARROW_PADDING)
        if room < needed or right < spot.way.value + NARROW_PADDING:
            return last
        self._put(route, zone, row, start, right, spot.way.value)
        return True

    def _zone(self, channel: int, zone: Zone) -> _ZoneOfLabels:
        if (channel, zone) not in self.zones:
            rank = zone_rank(channel, zone)
            ways = self.verticals.get(channel, ())
            self.zones[(channel, zone)] = _ZoneOfLabels(
                sorted(way.value for way in ways if way.low < rank < way.high))
        return self.zones[(channel, zone)]

    def _window(self, zone: _ZoneOfLabels, x: float) -> tuple[float, float]:
        """Return how far a pill on the vertical at `x` may reach to both sides."""
        gap, blocked = self.style.label_gap, zone.blocked
        before, after = bisect_left(blocked, x - 1e-9), bisect_right(blocked, x + 1e-9)
        left = blocked[before - 1] + gap if before else self.bounds[0]
        right = blocked[after] - gap if after < len(blocked) else self.bounds[1]
        return max(left, self.bounds[0]), min(right, self.bounds[1])

    def _row(self, zone: _ZoneOfLabels, left: float, right: float, x: float, wanted: float) -> tuple[int, float]:
        """Return the first row with the room that is wanted, else the roomiest, and where it is free from."""
        best, from_x = 0, right
        for row in range(min(len(zone.ends) + 1, ROWS)):
            start = max(left, zone.ends[row] + self.style.label_gap) if row < len(zone.ends) else left
            if start > x - self.style.label_padding:
                continue
            if right - start >= wanted:
                return row, start
            if start < from_x:
                best, from_x = row, start
        return best, from_x

    def _put(self, route: Route, zone: _ZoneOfLabels, row: int, start: float, right: float, x: float) -> None:
        assert route.spoken is not None
        text, padding = _made_to_fit(route.spoken, right - start, self.style, self.metrics)
        width = min(right - start, snapped_up(text.width + 2 * padding))
        height = snapped_up(text.height + self.style.label_padding)
        at = min(max(x - width / 2, start), right - width)
        if row == len(zone.ends):
            zone.ends.append(at + width)
            zone.rows.heights.append(height)
        else:
            zone.ends[row] = at + width
            zone.rows.heights[row] = max(zone.rows.heights[row], height)
        zone.rows.labels.append(PlacedLabel(route, text, at, width, height, row))


def _made_to_fit(text: FittedText, room: float, style: LayoutStyle, metrics: TextMetrics) -> tuple[FittedText, float]:
    """Return the words as they fit into a pill of `room` points, and the pill's padding."""
    if text.width + 2 * style.label_padding <= room:
        return text, style.label_padding
    width = room - 2 * NARROW_PADDING
    if width >= LEGIBLE:
        return _fitted(text.full, width, style, metrics), NARROW_PADDING
    dots = fit(ELLIPSIS, style.label, width, max_lines=1, minimum=style.least, metrics=metrics)
    return replace(dots, full=text.full, is_cut=True), NARROW_PADDING
