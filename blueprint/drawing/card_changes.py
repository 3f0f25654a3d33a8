"""How the card of a step that came or went looks: with a green outline, or grey all over, and with what mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from visavis.blueprint.drawing.display_list import Bitmap, Box, Group, Path, Primitive, Stroke, Text
from visavis.blueprint.drawing.shapes import circle, straight_line
from visavis.blueprint.drawing.theme import Theme

OUTLINE, HAIRLINE = 2.0, 1.0
# Half the length of a plus or a minus, and what is around it.
ARM, SIGN = 4.5, 9.0
_RING, _PEN = 1.2, 1.8


def mark_card(group: Group, theme: Theme, *, is_added: bool) -> Group:
    """Return a card with a green outline where its step came, grey all over where it went."""
    look = _outline if is_added else _mute
    return replace(group, primitives=tuple(look(primitive, theme) for primitive in group.primitives))


def change_sign(x: float, y: float, theme: Theme, *, is_added: bool) -> Iterator[Primitive]:
    """Yield a plus on green, or a minus in a grey ring, around a point."""
    ring = None if is_added else Stroke(theme.muted, _RING)
    yield circle(x, y, SIGN, theme.good if is_added else theme.surface, ring)
    pen = Stroke(theme.surface if is_added else theme.muted, _PEN)
    yield straight_line(x - ARM, y, x + ARM, y, pen)
    if is_added:
        yield straight_line(x, y - ARM, x, y + ARM, pen)


def _mute(primitive: Primitive, theme: Theme) -> Primitive:
    if isinstance(primitive, Text):
        return replace(primitive, colour=theme.muted)
    if isinstance(primitive, Bitmap) or primitive.stroke is None:
        return primitive
    grey = theme.backstage.line if _is_outline(primitive) else theme.muted
    return replace(primitive, stroke=Stroke(grey, HAIRLINE))


def _outline(primitive: Primitive, theme: Theme) -> Primitive:
    if isinstance(primitive, Text | Bitmap) or not _is_outline(primitive) or primitive.stroke is None:
        return primitive
    return replace(primitive, stroke=replace(primitive.stroke, colour=theme.good, width=OUTLINE))


def _is_outline(primitive: Box | Path) -> bool:
    """Return whether a primitive is the paper of a card with its edge; icons and dots are one or the other."""
    return primitive.fill is not None and primitive.stroke is not None
