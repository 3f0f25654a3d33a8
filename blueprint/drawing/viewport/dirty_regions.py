"""Where two states of a drawing look different: what a window has to paint again after an edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile
from math import inf

from visavis.blueprint.drawing.blueprint.effort_ribbon import RAMP, is_rated
from visavis.blueprint.drawing.blueprint.flows import is_dashed
from visavis.blueprint.drawing.blueprint.lanes_and_phases import RIBBON_CONTEXT
from visavis.blueprint.drawing.viewport.viewport_drawing import INK, OVERHANG, TIE, ViewportDrawing
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model.identity_diff import ID, KEY, diff_by_identity

# A card's pill and the marks on its lower edge reach less than this beyond it.
HALO = 24.0
# If more than this changed, everything is painted again: to tell where would take longer.
MOST_CHANGED = 400


def find_dirty_regions(before: ViewportDrawing | None, after: ViewportDrawing,
                       seen: Rect | None = None) -> list[Rect] | None:
    """Return boxes (points) that hold every difference; None when it is another drawing altogether.

    Where someone looks at a part of the drawings only, `seen`, flows that have none in there are told roughly: to
    find where each of them goes would take longer than all else.
    """
    if (before is None or before.age != after.age or before.document.head.id != after.document.head.id
            or before.layout.style != after.layout.style):
        return None
    old, new = before.layout, after.layout
    everything = Rect(0.0, 0.0, max(old.width, new.width), max(old.height, new.height)).inset(-OVERHANG)
    level = _first_changed_level(old, new)
    first = new.flows.x_axis.first_changed_column(old.flows.x_axis)
    if level == -inf or (first == 0 and new.columns):
        return [everything]
    steps, flows = _changed_steps(before, after, first), _changed_flows(before, after)
    if first < len(new.columns):
        # What stands beyond has been told as a whole.
        steps = {step for step in steps if _first_column(before, step) < first or _first_column(after, step) < first}
        flows = {key for key in flows if _first_touched_column(before, key) < first
                 or _first_touched_column(after, key) < first}
    if len(steps) + len(flows) > MOST_CHANGED:
        return [everything]
    areas = [*_lowered_regions(everything, level), *_shifted_regions(old, new, first)]
    areas += new.flows.find_changed_channels(old.flows)
    areas += [cards[step].rect.inset(-HALO) for cards in (old.cards, new.cards) for step in steps if step in cards]
    areas += _flow_regions(before, after, flows, level, seen or everything)
    return [*areas, *_note_regions(before, after), *_ribbon_regions(before, after)]


def _flow_regions(before: ViewportDrawing, after: ViewportDrawing, changed: set[str], level: float,
                  seen: Rect) -> Iterator[Rect]:
    """Yield where flows look different, roughly out of sight: changed ones, and those whose dashes a level moved."""
    for drawing in (before, after):
        near, lines = set(drawing.flows_near(seen)), drawing.layout.flows
        told = changed & near
        if level < inf:
            told.update(_find_resumed_dashes(drawing, near, level))
        yield from (area.inset(-2 * INK) for key in told for area in lines.areas(key))
        spans = [_columns_of(drawing, key) for key in changed - near if key in lines]
        if level < inf:
            # To ask all flows there where they go would take longer than to draw them.
            spans += _columns_beside(drawing, seen)
        yield from _rough_regions(drawing, spans, seen)


def _rough_regions(drawing: ViewportDrawing, flows: Iterable[tuple[int, int]], seen: Rect) -> Iterator[Rect]:
    """Yield all columns between those of the ends of flows with no part in what is seen: before it, and after."""
    columns = drawing.layout.columns
    sides: tuple[list[tuple[int, int]], list[tuple[int, int]]] = [], []
    for span in flows:
        sides[columns[span[1]].x >= seen.x].append(span)
    for spans in filter(None, sides):
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        left = columns[first - 1].x if first else 0.0
        right = columns[last + 1].x if last + 1 < len(columns) else drawing.width
        yield Rect(left, -OVERHANG, right - left, drawing.height + 2 * OVERHANG)


def _columns_beside(drawing: ViewportDrawing, seen: Rect) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the columns before those near what is seen, and of the columns after them."""
    near, count = drawing.columns_near(seen), len(drawing.layout.columns)
    if near.start > 1:
        yield 0, near.start - 2
    if near.stop + 1 < count:
        yield near.stop + 1, count - 1


def _columns_of(drawing: ViewportDrawing, key: str) -> tuple[int, int]:
    """Return the first and the last column of a flow's ends."""
    flow, slots = drawing.document.flow_by_key[key], drawing.layout.cards.slots
    ends = [slots[step].column for step in (flow.source, flow.target) if step in slots]
    return min(ends, default=0), max(ends, default=len(drawing.layout.columns) - 1)


def _first_column(drawing: ViewportDrawing, step: str) -> int:
    """Return the column in which a step stands; beyond all where it is not drawn."""
    slot = drawing.layout.cards.slots.get(step)
    return slot.column if slot is not None else len(drawing.layout.columns)


def _first_touched_column(drawing: ViewportDrawing, key: str) -> int:
    """Return the first column that a flow may touch, beside its ends; beyond all where it is not drawn."""
    flow = drawing.document.flow_by_key.get(key)
    if flow is None:
        return len(drawing.layout.columns)
    return min(_first_column(drawing, flow.source), _first_column(drawing, flow.target)) - 1


def _first_changed_level(before: Layout, after: Layout) -> float:
    """Return the y (points) down to which lanes and lines are and stand as they did.

    It is infinite where all of them do, and minus infinity where none is known to.
    """
    old, new = _levels(before), _levels(after)
    if old == new and before.height == after.height:
        return inf
    share_rows = any(lane.span is not None for layout in (before, after) for lane in layout.lanes)
    if share_rows:
        return -inf
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return max((bottom for (_, bottom, _), _ in same), default=-inf)


def _levels(layout: Layout) -> list[tuple[float, float, str]]:
    """Return lanes and lines from top to bottom, each with its top, its bottom and what it is."""
    lines = ((line.y, line.y, line.kind.value) for line in layout.lines)
    return sorted([*((lane.rect.y, lane.rect.bottom, lane.lane) for lane in layout.lanes), *lines])


def _find_resumed_dashes(drawing: ViewportDrawing, flows: Collection[str], level: float) -> Iterator[str]:
    """Yield the dashed flows that come back above a level: how far they went below it moves their dashes."""
    document, lines = drawing.document, drawing.layout.flows
    return (key for key in flows
            if lines.returns_above(key, level) and is_dashed(document, document.flow_by_key[key]))


def _lowered_regions(everything: Rect, level: float) -> Iterator[Rect]:
    """Yield everything from a level down; cards there reach a little above it."""
    if level < inf:
        top = level - HALO
        yield Rect(everything.x, top, everything.width, everything.bottom - top)


def _shifted_regions(before: Layout, after: Layout, first: int) -> Iterator[Rect]:
    """Yield all from the first column on that is another or stands elsewhere, or the end where only that moved."""
    if first == len(before.columns) == len(after.columns) and before.width == after.width:
        return
    left = after.columns[first - 1].x + after.columns[first - 1].width if first else 0.0
    width = max(before.width, after.width) - left
    yield Rect(left - INK, -OVERHANG, width + 2 * OVERHANG, after.height + 2 * OVERHANG)
    # The arrow that reaches in there begins before it, and its name stands in its middle.
    yield from (box.rect.inset(-2 * INK) for box in (*before.phases, *after.phases)
                if box.rect.x < left <= box.rect.right)


def _changed_steps(before: ViewportDrawing, after: ViewportDrawing, columns: int) -> set[str]:
    """Return the steps whose cards changed, or, in the first so many columns, moved."""
    pairs = diff_by_identity(before.document.steps, after.document.steps, ID)
    changed = {step.id for pair in pairs for step in pair if step is not None}
    if before.analysis is not after.analysis:
        old, new = before.marks, after.marks
        changed |= {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
    return changed | after.layout.cards.find_moved(before.layout.cards, columns)


def _changed_flows(before: ViewportDrawing, after: ViewportDrawing) -> set[str]:
    """Return the flows that changed, or go otherwise than they went."""
    changed = after.layout.flows.find_changed(before.layout.flows)
    pairs = diff_by_identity(before.document.flows, after.document.flows, KEY)
    return changed | {flow.key for pair in pairs for flow in pair if flow is not None}


def _note_regions(before: ViewportDrawing, after: ViewportDrawing) -> Iterator[Rect]:
    old, new = before.notes, after.notes
    for one in old.keys() | new.keys():
        if old.get(one) != new.get(one):
            both = (old.get(one), new.get(one))
            yield from (group.bounds.inset(-TIE) for group in both if group is not None)


def _ribbon_regions(before: ViewportDrawing, after: ViewportDrawing) -> Iterator[Rect]:
    """Yield the ribbon over the columns whose effort changed, or all of it when its scale did."""
    old, new, band = before.profile, after.profile, after.layout.conversation
    if old is new or band is None:
        return
    if old.peak != new.peak:
        yield band
        return
    columns, sides = after.layout.columns, ((old.citizen, new.citizen), (old.agent, new.agent))
    if columns and any(is_rated(one) != is_rated(other) for one, other in sides):
        # A side is named at the left once somebody rated any of it.
        yield Rect(0.0, band.y, columns[0].x, band.height)
    differing = {key for one, other in sides for key, _ in one.items() ^ other.items()
                 if (one.get(key) or 0.0) != (other.get(key) or 0.0)}
    for at in [at for at, column in enumerate(columns) if (column.phase, column.index) in differing]:
        left = columns[max(0, at - RIBBON_CONTEXT)]
        right = columns[min(len(columns) - 1, at + RIBBON_CONTEXT)]
        start, end = left.x - RAMP - INK, right.x + right.width + RAMP + INK
        yield Rect(start, band.y, end - start, band.height)
