"""What is said, placed: each pill stands on its own flow's line, and no other flow passes under it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from blueprint.language import Quoted, Share, Translator, translator, typography
from blueprint.layout.coordinates import Vertical, Zone, zone_rank
from blueprint.layout.routes import Route
from blueprint.layout.style import LayoutStyle
from blueprint.model import BlueprintDocument, Flow, FlowKind
from blueprint.text import FittedText, TextMetrics, fit
from blueprint.text.wrapping import ELLIPSIS

ROW_GAP = 5.0
LINES = 3
ROWS = 3
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


def spoken_texts(document: BlueprintDocument, style: LayoutStyle, metrics: TextMetrics) -> dict[str, FittedText]:
    """Return the text of each flow that has one, fitted for a pill of the style's width."""
    translate = translator(document.head.language)
    texts = {}
    for flow in document.flows:
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
    """Place the pills that stand on verticals, zone by zone from left to right; xs must be known.

    A pill keeps clear of every other vertical of its zone. Where its neighbours leave less than the least width, the
    words are not drawn; the flow's description tells them.
    """
    zones: dict[tuple[int, Zone], list[Route]] = {}
    for route in routes:
        if route.spoken is not None and route.label_way is not None:
            zone = Zone.UP_LABELS if route.goes_up else Zone.DOWN_LABELS
            zones.setdefault((route.label_channel, zone), []).append(route)
    placed: dict[tuple[int, Zone], LabelRows] = {}
    for (channel, zone), group in zones.items():
        rank = zone_rank(channel, zone)
        blocked = sorted(each.value for each in verticals.get(channel, ()) if each.low < rank < each.high)
        rows = LabelRows()
        ends: list[float] = []
        for route in sorted(group, key=lambda each: each.label_way.value if each.label_way else 0.0):
            _place(route, rows, ends, blocked, style, metrics, bounds)
        placed[(channel, zone)] = rows
    return placed


def _place(route: Route, rows: LabelRows, ends: list[float], blocked: list[float], style: LayoutStyle,
           metrics: TextMetrics, bounds: tuple[float, float]) -> None:
    assert route.label_way is not None
    assert route.spoken is not None
    x = route.label_way.value
    before, after = bisect_left(blocked, x - 1e-9), bisect_right(blocked, x + 1e-9)
    left = max(bounds[0], blocked[before - 1] + style.label_gap if before else bounds[0])
    right = min(bounds[1], blocked[after] - style.label_gap if after < len(blocked) else bounds[1])
    wanted = route.spoken.width + 2 * style.label_padding
    best, room = 0, -1.0
    for row in range(min(len(ends) + 1, ROWS)):
        start = max(left, ends[row] + style.label_gap) if row < len(ends) else left
        free = right - start
        if start <= x - style.label_padding and free >= wanted:
            best, room = row, free
            break
        if start <= x - style.label_padding and free > room:
            best, room = row, free
    if room < style.least_label or right < x + NARROW_PADDING:
        return
    start = max(left, ends[best] + style.label_gap) if best < len(ends) else left
    text, padding = _made_to_fit(route.spoken, room, style, metrics)
    width = min(room, text.width + 2 * padding)
    height = text.height + style.label_padding
    at = min(max(x - width / 2, start), right - width)
    if best == len(ends):
        ends.append(at + width)
        rows.heights.append(height)
    else:
        ends[best] = at + width
        rows.heights[best] = max(rows.heights[best], height)
    rows.labels.append(PlacedLabel(route, text, at, width, height, best))


def _made_to_fit(text: FittedText, room: float, style: LayoutStyle, metrics: TextMetrics) -> tuple[FittedText, float]:
    """Return the words as they fit into a pill of `room` points, and the pill's padding."""
    if text.width + 2 * style.label_padding <= room:
        return text, style.label_padding
    width = room - 2 * NARROW_PADDING
    if width >= LEGIBLE:
        return _fitted(text.full, width, style, metrics), NARROW_PADDING
    dots = fit(ELLIPSIS, style.label, width, max_lines=1, minimum=style.least, metrics=metrics)
    return replace(dots, full=text.full, is_cut=True), NARROW_PADDING
