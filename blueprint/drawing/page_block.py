"""Blocks: pieces of a page that know their size and can be put anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.drawing.display_list import Bitmap, Box, Group, Path, Primitive, Role, Stroke, Text
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import GlyphRun


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Groups drawn from (0, 0), and the size they take up."""

    width: float
    height: float
    groups: tuple[Group, ...] = ()

    def at(self, x: float, y: float) -> tuple[Group, ...]:
        """Return the groups with the block's top left corner at (x, y)."""
        if not x and not y:
            return self.groups
        return tuple([move_group(group, x, y) for group in self.groups])


def place_groups(groups: list[Group], dx: float, dy: float) -> tuple[Group, ...]:
    """Return groups moved by (dx, dy), no two of one role with one id, and leave none in the list.

    So a picture of ten thousand steps is not twice in memory while it is moved.
    """
    for number, group in enumerate(make_ids_unique(groups)):
        groups[number] = move_group(group, dx, dy)
    placed = tuple(groups)
    groups.clear()
    return placed


def move_group(group: Group, dx: float, dy: float) -> Group:
    """Return a group moved by (dx, dy)."""
    if not (dx or dy):
        return group
    parts = tuple([move_primitive(primitive, dx, dy) for primitive in group.primitives])
    return Group(group.id, group.role, group.layer, move_rect(group.bounds, dx, dy), parts, group.title,
                 group.description, group.side)


def move_rect(rect: Rect, dx: float, dy: float) -> Rect:
    """Return a box moved by (dx, dy)."""
    return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)


def move_primitive(primitive: Primitive, dx: float, dy: float) -> Primitive:
    """Return a primitive moved by (dx, dy)."""
    # Built, not replaced: large pictures move a hundred thousand of them, and `replace` takes four times as long.
    match primitive:
        case Box(rect, radius, fill, stroke, opacity, piece):
            return Box(move_rect(rect, dx, dy), radius, fill, stroke, opacity, piece)
        case Text(run, x, baseline, colour, container, block):
            box = None if container is None else move_rect(container, dx, dy)
            return Text(run, x + dx, baseline + dy, colour, box, block)
        case Path(outline, fill, stroke, opacity, x, y, is_nonzero, piece):
            return Path(outline, fill, stroke, opacity, x + dx, y + dy, is_nonzero, piece)
        case Bitmap(rect, pixels):
            return Bitmap(move_rect(rect, dx, dy), pixels)


def scale_block(block: PageBlock, factor: float) -> PageBlock:
    """Return a block drawn `factor` times as large, its type, lines and corners too."""
    if factor == 1.0:
        return block
    groups = tuple(replace(group, bounds=_scale_rect(group.bounds, factor),
                           primitives=tuple(_scale_primitive(part, factor) for part in group.primitives))
                   for group in block.groups)
    return PageBlock(block.width * factor, block.height * factor, groups)


def _scale_rect(rect: Rect, factor: float) -> Rect:
    return Rect(*(number * factor for number in rect))


def _scale_primitive(primitive: Primitive, factor: float) -> Primitive:
    match primitive:
        case Box():
            return replace(primitive, rect=_scale_rect(primitive.rect, factor), radius=primitive.radius * factor,
                           stroke=_scale_stroke(primitive.stroke, factor))
        case Text():
            box = None if primitive.container is None else _scale_rect(primitive.container, factor)
            return replace(primitive, run=_scale_run(primitive.run, factor), x=primitive.x * factor,
                           baseline=primitive.baseline * factor, container=box)
        case Path():
            outline = tuple((each[0], *(float(number) * factor for number in each[1:])) for each in primitive.outline)
            return replace(primitive, outline=outline, stroke=_scale_stroke(primitive.stroke, factor),
                           x=primitive.x * factor, y=primitive.y * factor)
        case Bitmap():
            return replace(primitive, rect=_scale_rect(primitive.rect, factor))


def _scale_stroke(stroke: Stroke | None, factor: float) -> Stroke | None:
    if stroke is None:
        return None
    return Stroke(stroke.colour, stroke.width * factor, tuple(dash * factor for dash in stroke.dash))


def _scale_run(run: GlyphRun, factor: float) -> GlyphRun:
    segments = tuple(part.scale(factor) for part in run.segments)
    return GlyphRun(run.text, run.style.with_size(run.style.size * factor), run.width * factor, segments)


def stack_blocks(blocks: Iterable[PageBlock], gap: float) -> PageBlock:
    """Return blocks one below the other, `gap` between them."""
    groups: list[Group] = []
    width = y = 0.0
    for block in blocks:
        if groups:
            y += gap
        groups += block.at(0.0, y)
        y += block.height
        width = max(width, block.width)
    return PageBlock(width, y, tuple(groups))


def make_ids_unique(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield groups so that no two of one role share an id: a lane's strip in a second band becomes `lane~2`."""
    taken: set[tuple[Role, str]] = set()
    counts: Counter[tuple[Role, str]] = Counter()
    for group in groups:
        key, named = (group.role, group.id), group.id
        # Sheets put together have such names already.
        while (group.role, named) in taken:
            counts[key] += 1
            named = f"{group.id}~{counts[key] + 1}"
        taken.add((group.role, named))
        yield group if named == group.id else replace(group, id=named)
