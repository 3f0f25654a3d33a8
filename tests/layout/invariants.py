"""What must hold for every layout, whatever the document: each function yields the sentences of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from tests.need import need
from visavis.blueprint.layout import FlowLine, Layout, Point, Rect

# Floating point noise, in points.
NOISE = 1e-6

Segment = tuple[Point, Point]


def faults(layout: Layout) -> list[str]:
    """Return everything that is wrong with a layout."""
    return [*cards_apart(layout), *flows_orthogonal(layout), *flows_off_cards(layout), *labels_clear(layout),
            *flows_apart(layout), *inside_bounds(layout), *labels_on_their_flows(layout),
            *bridges_where_they_cross(layout)]


def segments(flow: FlowLine) -> list[Segment]:
    return list(pairwise(flow.points))


def hits(segment: Segment, rect: Rect) -> bool:
    """Return whether a segment passes through the inside of a box."""
    (x1, y1), (x2, y2) = segment
    return (min(x1, x2) < rect.right - NOISE and max(x1, x2) > rect.x + NOISE
            and min(y1, y2) < rect.bottom - NOISE and max(y1, y2) > rect.y + NOISE)


def overlap(one: Rect, other: Rect) -> bool:
    return one.inset(NOISE).intersects(other.inset(NOISE))


def cards_apart(layout: Layout) -> Iterator[str]:
    for one, other in combinations(layout.cards.values(), 2):
        if overlap(one.rect, other.rect):
            yield f"cards {one.step} and {other.step} overlap"


def flows_orthogonal(layout: Layout) -> Iterator[str]:
    for flow in layout.flows.values():
        if len(flow.points) < 2:
            yield f"{flow.key} has no length"
        for (x1, y1), (x2, y2) in segments(flow):
            if (x1 == x2) is (y1 == y2):
                yield f"{flow.key} is slanted or stands still at {x1}, {y1}"


def flows_off_cards(layout: Layout) -> Iterator[str]:
    for flow in layout.flows.values():
        for segment in segments(flow):
            for card in layout.cards.values():
                if hits(segment, card.rect):
                    yield f"{flow.key} crosses card {card.step}"


def labels_clear(layout: Layout) -> Iterator[str]:
    labelled = [flow for flow in layout.flows.values() if flow.label is not None]
    for flow in labelled:
        rect = need(flow.label).rect
        for card in layout.cards.values():
            if overlap(rect, card.rect):
                yield f"the label of {flow.key} covers card {card.step}"
        for other in layout.flows.values():
            if other.key != flow.key and any(hits(segment, rect) for segment in segments(other)):
                yield f"{other.key} passes under the label of {flow.key}"
    for one, other in combinations(labelled, 2):
        if overlap(need(one.label).rect, need(other.label).rect):
            yield f"the labels of {one.key} and {other.key} overlap"


def labels_on_their_flows(layout: Layout) -> Iterator[str]:
    for flow in layout.flows.values():
        if flow.label is None:
            continue
        rect, text = flow.label.rect, flow.label.text
        if not any(hits(segment, rect) for segment in segments(flow)):
            yield f"the label of {flow.key} is not on it"
        if text.width > rect.width + NOISE or text.height > rect.height + NOISE:
            yield f"the text of {flow.key} leaves its pill"


def flows_apart(layout: Layout) -> Iterator[str]:
    levels: dict[tuple[str, float], list[tuple[float, float, str]]] = {}
    for flow in layout.flows.values():
        for (x1, y1), (x2, y2) in segments(flow):
            along = ("h", y1, min(x1, x2), max(x1, x2)) if y1 == y2 else ("v", x1, min(y1, y2), max(y1, y2))
            levels.setdefault((along[0], round(along[1], 6)), []).append((along[2], along[3], flow.key))
    for (_, level), runs in levels.items():
        runs.sort()
        for (_, end, key), (start, _, other) in pairwise(runs):
            if start < end - NOISE:
                yield f"{key} and {other} run on top of each other at {level}"


def inside_bounds(layout: Layout) -> Iterator[str]:
    bounds = Rect(0, 0, layout.width, layout.height).inset(-NOISE)
    boxes = [card.rect for card in layout.cards.values()] + [lane.rect for lane in layout.lanes]
    boxes += [flow.label.rect for flow in layout.flows.values() if flow.label is not None]
    for box in boxes:
        if not (bounds.contains(box.x, box.y) and bounds.contains(box.right, box.bottom)):
            yield f"{box} leaves the drawing"
    for flow in layout.flows.values():
        if not all(bounds.contains(*point) for point in flow.points):
            yield f"{flow.key} leaves the drawing"


def bridges_where_they_cross(layout: Layout) -> Iterator[str]:
    for flow in layout.flows.values():
        for hop in flow.bridges:
            across = [other.key for other in layout.flows.values() if other.key != flow.key
                      for (x1, y1), (x2, y2) in segments(other)
                      if x1 == x2 and abs(x1 - hop.x) < NOISE and min(y1, y2) < hop.y < max(y1, y2)]
            if not across:
                yield f"{flow.key} hops over nothing at {hop}"
