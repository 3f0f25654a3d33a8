"""Looking at drawings: texts that leave their box, ids used twice, ink outside the page."""

from __future__ import annotations

from collections import Counter

from visavis.blueprint.drawing import DisplayList, Group, Text
from visavis.blueprint.layout import Rect

TOLERANCE = 0.75


def texts(drawing: DisplayList) -> list[tuple[Group, Text]]:
    return [(group, part) for group in drawing.groups for part in group.primitives if isinstance(part, Text)]


def shown_texts(group: Group) -> list[str]:
    return [part.run.text for part in group.primitives if isinstance(part, Text)]


def text_box(text: Text) -> Rect:
    """The ink's box, roughly: cap height above the baseline, a descender below."""
    size = text.run.style.size
    return Rect(text.x, text.baseline - 0.72 * size, text.run.width, 0.95 * size)


def loose_texts(drawing: DisplayList) -> list[str]:
    """Texts without a container or outside of it."""
    loose = []
    for group, text in texts(drawing):
        box, ink = text.container, text_box(text)
        if box is None or not _inside(ink, box):
            loose.append(f"{group.role} {group.id}: {text.run.text!r} {ink} not in {box}")
    return loose


def outside(drawing: DisplayList, margin: float = 0.0) -> list[str]:
    """Texts and groups that leave the drawing by more than `margin`."""
    page = Rect(-margin, -margin, drawing.width + 2 * margin, drawing.height + 2 * margin)
    found = [f"text {text.run.text!r} of {group.id}" for group, text in texts(drawing)
             if not _inside(text_box(text), page)]
    return found + [f"{group.role} {group.id} {group.bounds}" for group in drawing.groups
                    if not _inside(group.bounds, page)]


def small_texts(drawing: DisplayList, scale: float, least: float) -> list[str]:
    """Texts that are smaller than `least` points on paper."""
    return [f"{group.role} {group.id}: {text.run.text!r} {text.run.style.size * scale:.2f}"
            for group, text in texts(drawing) if text.run.style.size * scale < least - 0.01]


def overlapping_texts(drawing: DisplayList) -> list[str]:
    """Pairs of texts whose ink overlaps."""
    boxes = [(text_box(text).inset(max(0.6, 0.04 * text.run.style.size)), text.run.text) for _, text in texts(drawing) if text.run.text.strip()]
    boxes.sort(key=lambda each: each[0].y)
    found = []
    for place, (box, name) in enumerate(boxes):
        for other, other_name in boxes[place + 1 :]:
            if other.y >= box.bottom:
                break
            if box.intersects(other):
                found.append(f"{name!r} over {other_name!r}")
    return found


def doubled_ids(drawing: DisplayList) -> list[str]:
    counted = Counter((group.role, group.id) for group in drawing.groups)
    return [f"{role} {id_}" for (role, id_), count in counted.items() if count > 1]


def _inside(inner: Rect, outer: Rect) -> bool:
    return (inner.x >= outer.x - TOLERANCE and inner.right <= outer.right + TOLERANCE
            and inner.y >= outer.y - TOLERANCE and inner.bottom <= outer.bottom + TOLERANCE)
