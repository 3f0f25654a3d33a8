"""Where two states of a drawing look different: what a window has to paint again after an edit."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.blueprint.effort_ribbon import RAMP, is_rated
from visavis.blueprint.drawing.blueprint.lanes_and_phases import RIBBON_CONTEXT
from visavis.blueprint.drawing.viewport.viewport_drawing import INK, OVERHANG, TIE, ViewportDrawing
from visavis.blueprint.layout import Layout, Rect
from visavis.blueprint.model.identity_diff import ID, KEY, diff_by_identity

# A card's pill and the marks on its lower edge reach less than this beyond it.
HALO = 24.0
# If more than this changed, everything is painted again: to tell where would take longer.
MOST_CHANGED = 400


def find_dirty_regions(before: ViewportDrawing | None, after: ViewportDrawing) -> list[Rect] | None:
    """Return boxes (points) that hold every difference; None when it is another drawing altogether."""
    if (before is None or before.age != after.age or before.document.head.id != after.document.head.id
            or before.layout.style != after.layout.style):
        return None
    old, new = before.layout, after.layout
    everything = [Rect(0.0, 0.0, max(old.width, new.width), max(old.height, new.height)).inset(-OVERHANG)]
    if not _has_same_levels(old, new):
        return everything
    first = new.flows.x_axis.first_changed_column(old.flows.x_axis)
    steps, flows = _changed_steps(before, after, first), _changed_flows(before, after)
    if first < len(new.columns):
        # What stands beyond has been told as a whole.
        steps = {step for step in steps if _first_column(before, step) < first or _first_column(after, step) < first}
        flows = {key for key in flows if _first_touched_column(before, key) < first
                 or _first_touched_column(after, key) < first}
    if len(steps) + len(flows) > MOST_CHANGED:
        return everything
    areas = list(new.flows.find_changed_channels(old.flows))
    areas += [cards[step].rect.inset(-HALO) for cards in (old.cards, new.cards) for step in steps if step in cards]
    for lines in (old.flows, new.flows):
        areas += [area.inset(-2 * INK) for key in flows for area in lines.areas(key)]
    return [*_shifted_regions(old, new, first), *areas, *_note_regions(before, after),
            *_ribbon_regions(before, after)]


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


def _has_same_levels(before: Layout, after: Layout) -> bool:
    """Return whether lanes and lines are as high as they were and where they were."""
    return ([(lane.lane, lane.rect.y, lane.rect.height) for lane in before.lanes],
            [(line.kind, line.y) for line in before.lines], before.height) == (
        [(lane.lane, lane.rect.y, lane.rect.height) for lane in after.lanes],
        [(line.kind, line.y) for line in after.lines], after.height)


def _shifted_regions(before: Layout, after: Layout, first: int) -> Iterator[Rect]:
    """Yield everything from the first column on that is another one or stands elsewhere."""
    if first == len(before.columns) == len(after.columns):
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
