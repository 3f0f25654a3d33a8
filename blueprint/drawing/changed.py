"""Where two states of a drawing look different: what a window has to paint again after an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blueprint.drawing.composer import changed_steps
from blueprint.drawing.live import INK, OVERHANG, LiveDrawing
from blueprint.drawing.shapes import around
from blueprint.layout.places import CardPlace, FlowPlace, Layout, Rect

# Halos and their badges reach this far beyond their card; the notch of a decision less.
HALO = 24.0
# Of more areas than this their common box is told.
MOST_AREAS = 200


def changed_areas(before: LiveDrawing | None, after: LiveDrawing) -> list[Rect] | None:
    """Return boxes (points) that hold every difference; None when everything may look different."""
    if before is None or before.age != after.age or before.document.head.id != after.document.head.id:
        return None
    if not _stands_level(before.layout, after.layout):
        return None
    areas = [*_shifted(before.layout, after.layout), *_cards(before, after), *_flows(before, after),
             *_notes(before, after), *_ribbon(before, after)]
    return areas if len(areas) <= MOST_AREAS else [_box(areas)]


def _stands_level(before: Layout, after: Layout) -> bool:
    """Tell whether lanes and lines are as high as they were and where they were."""
    return ([(lane.lane, lane.rect.y, lane.rect.height) for lane in before.lanes],
            [(line.kind, line.y) for line in before.lines], before.height) == (
        [(lane.lane, lane.rect.y, lane.rect.height) for lane in after.lanes],
        [(line.kind, line.y) for line in after.lines], after.height)


def _shifted(before: Layout, after: Layout) -> Iterator[Rect]:
    """Yield everything from the first column on that is another one or stands elsewhere."""
    if before.columns is after.columns:
        return
    old, new = before.columns, after.columns
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
                 min(len(old), len(new)))
    if first == len(old) == len(new):
        return
    left = new[first - 1].x + new[first - 1].width if 0 < first <= len(new) else 0.0
    width = max(before.width, after.width) - left
    yield Rect(left - INK, 0.0, width + 2 * OVERHANG, after.height)
    # The arrow that reaches in there begins before it, and its name stands in its middle.
    yield from (place.rect.inset(-2 * INK) for place in (*before.phases, *after.phases)
                if place.rect.x < left <= place.rect.right)


def _cards(before: LiveDrawing, after: LiveDrawing) -> Iterator[Rect]:
    pairs = changed_steps(before.document, after.document)
    changed = {step.id for pair in pairs for step in pair if step is not None}
    if before.analysis is not after.analysis:
        old, new = before.marks, after.marks
        changed |= {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
    changed |= _moved(before.layout.cards, after.layout.cards)
    for one in changed:
        for place in (before.layout.cards.get(one), after.layout.cards.get(one)):
            if place is not None:
                yield place.rect.inset(-HALO)


def _flows(before: LiveDrawing, after: LiveDrawing) -> Iterator[Rect]:
    changed = _moved(before.layout.flows, after.layout.flows)
    if before.document.flows is not after.document.flows:
        old = before.document.flow_by_key
        changed |= {flow.key for flow in after.document.flows if old.get(flow.key) is not flow}
    for one in changed:
        for place in (before.layout.flows.get(one), after.layout.flows.get(one)):
            if place is not None:
                yield around(place.points, 2 * INK)
                if place.label is not None:
                    yield place.label.rect.inset(-INK)


def _moved(before: Mapping[str, CardPlace] | Mapping[str, FlowPlace],
           after: Mapping[str, CardPlace] | Mapping[str, FlowPlace]) -> set[str]:
    """Return what came, went or stands otherwise."""
    if before is after:
        return set()
    found = {one for one, place in after.items() if before.get(one) is not place and before.get(one) != place}
    return found | (before.keys() - after.keys())


def _notes(before: LiveDrawing, after: LiveDrawing) -> Iterator[Rect]:
    old, new = before.notes, after.notes
    for one in old.keys() | new.keys():
        if old.get(one) != new.get(one):
            both = (old.get(one), new.get(one))
            yield from (group.bounds.inset(-INK) for group in both if group is not None)


def _ribbon(before: LiveDrawing, after: LiveDrawing) -> Iterator[Rect]:
    """Yield the ribbon over the columns whose effort changed, or all of it when its scale did."""
    old, new, band = before.profile, after.profile, after.layout.conversation
    if old is new or band is None:
        return
    if old.peak != new.peak:
        yield band
        return
    columns = after.layout.columns
    differing = [at for at, column in enumerate(columns) for key in [(column.phase, column.index)]
                 if old.citizen.get(key) != new.citizen.get(key) or old.agent.get(key) != new.agent.get(key)]
    for at in differing:
        left, right = columns[max(0, at - 2)], columns[min(len(columns) - 1, at + 2)]
        edge = after.width if at + 2 >= len(columns) else right.x + right.width
        yield Rect(left.x, band.y, edge - left.x, band.height)


def _box(areas: list[Rect]) -> Rect:
    """Return the smallest box around some boxes."""
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    return Rect(left, top, max(area.right for area in areas) - left, max(area.bottom for area in areas) - top)
