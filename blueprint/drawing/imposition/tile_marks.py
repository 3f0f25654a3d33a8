"""Marks on the sheets of a tiled poster: where to cut, where the neighbour is glued on, which sheet this is.

What stands on an edge for glue is covered by the neighbour in the end; what must be cut off stands in the margin.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from visavis.blueprint.drawing.display_list import (
    Bitmap,
    Box,
    DisplayList,
    Group,
    Layer,
    Path,
    Primitive,
    Role,
    Stroke,
    Text,
)
from visavis.blueprint.drawing.imposition.tile_grid import Tile, name_tile
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.shapes import bounding_box, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_line
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

INK = "#5A6675"
HAIRLINE = Stroke(INK, 0.35)
DASHED = Stroke(INK, 0.35, (4.0, 3.0))
# Points: lines stand this far off what they bound, so that the cut takes them away and the neighbour covers them.
BESIDE = 0.4
NAME, SMALL = TextStyle(9.0, Weight.BOLD), TextStyle(7.0)
LABEL_WIDTH, NAME_HEIGHT, SMALL_HEIGHT, PAD = 26.0, 12.0, 9.0, 2.0


def tile_marks(context: DrawingContext, tile: Tile, number: int, name: str) -> DisplayList:
    """Return the marks of the `number`-th sheet, called `name`."""
    groups = [_group("cut-left", _cut_left(tile)), _group("cut-top", _cut_top(tile)),
              _group("glue-right", _glue_right(context, tile)), _group("glue-below", _glue_below(context, tile)),
              _group("tile-name", _name_label(context, tile, name, f"{number}/{tile.grid.count}"))]
    return DisplayList(tile.grid.width, tile.grid.height, tuple(group for group in groups if group.primitives),
                       language=context.translate.language)


def _group(name: str, parts: Iterator[Primitive]) -> Group:
    primitives = tuple(parts)
    boxes = [_bounds(part) for part in primitives]
    bounds = Rect(0.0, 0.0, 0.0, 0.0)
    if boxes:
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        bounds = Rect(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
    return Group(name, Role.DECORATION, Layer.LABELS, bounds, primitives)


def _bounds(part: Primitive) -> Rect:
    match part:
        case Box() | Bitmap():
            return part.rect
        case Text():
            return part.container or Rect(part.x, part.baseline, part.run.width, 0.0)
        case Path():
            return bounding_box([(float(x), float(y)) for _, x, y in part.segments])


def _cut_left(tile: Tile) -> Iterator[Primitive]:
    if tile.column:
        x = tile.window.x - BESIDE
        yield straight_line(x, tile.window.y, x, tile.window.bottom, DASHED)


def _cut_top(tile: Tile) -> Iterator[Primitive]:
    if tile.row:
        y = tile.window.y - BESIDE
        yield straight_line(tile.window.x, y, tile.window.right, y, DASHED)


def _glue_right(context: DrawingContext, tile: Tile) -> Iterator[Primitive]:
    edge = tile.right_edge
    if edge is None:
        return
    x = edge.x + BESIDE
    yield straight_line(x, edge.y, x, edge.bottom, HAIRLINE)
    # Where the neighbour's corners come.
    reach = 2 * POINTS_PER_MM
    for y in (edge.y + BESIDE, edge.bottom - BESIDE):
        yield straight_line(x, y, x + 3 * reach, y, HAIRLINE)
    following = name_tile(tile.column + 1, tile.row)
    yield from _label(context, Rect(x + 1, edge.centre.y - NAME_HEIGHT / 2, LABEL_WIDTH, NAME_HEIGHT),
                      ((f"{following} →", NAME, NAME_HEIGHT),))


def _glue_below(context: DrawingContext, tile: Tile) -> Iterator[Primitive]:
    edge = tile.lower_edge
    if edge is None:
        return
    y = edge.y + BESIDE
    yield straight_line(edge.x, y, edge.right, y, HAIRLINE)
    reach = 2 * POINTS_PER_MM
    for x in (edge.x + BESIDE, edge.right - BESIDE):
        yield straight_line(x, y, x, y + 3 * reach, HAIRLINE)
    following = name_tile(tile.column, tile.row + 1)
    yield from _label(context, Rect(edge.centre.x - LABEL_WIDTH / 2, y + 2, LABEL_WIDTH, NAME_HEIGHT),
                      ((f"{following} ↓", NAME, NAME_HEIGHT),))


def _name_label(context: DrawingContext, tile: Tile, name: str, number: str) -> Iterator[Primitive]:
    """Yield the sheet's own name and number: on an edge for glue, beside the poster, or in its blank corner."""
    height = NAME_HEIGHT + SMALL_HEIGHT
    window, grid = tile.window, tile.grid
    if tile.right_edge is not None:
        place = (tile.right_edge.x + 1, tile.right_edge.y + 8)
    elif tile.lower_edge is not None:
        place = (tile.lower_edge.x + 8, tile.lower_edge.y + 3)
    elif window.right + LABEL_WIDTH + 2 <= grid.width - grid.margin:
        place = (window.right + 2, window.bottom - height)
    elif window.bottom + height + 2 <= grid.height - grid.margin:
        place = (window.right - LABEL_WIDTH, window.bottom + 2)
    else:
        place = (window.right - LABEL_WIDTH - 1, window.bottom - height - 1)
    yield from _label(context, Rect(*place, LABEL_WIDTH, height),
                      ((name, NAME, NAME_HEIGHT), (number, SMALL, SMALL_HEIGHT)))


def _label(context: DrawingContext, box: Rect,
           lines: tuple[tuple[str, TextStyle, float], ...]) -> Iterator[Primitive]:
    """Yield lines in the middle of a pale box, so that they can be read on whatever is below."""
    yield Box(box, PAD, "#FFFFFF", opacity=0.85)
    for (text, style, height), y in zip(lines, accumulate((height for *_, height in lines), initial=box.y),
                                        strict=False):
        yield set_line(context, text, style, Rect(box.x, y, box.width, height), INK, align=Align.CENTRE)
