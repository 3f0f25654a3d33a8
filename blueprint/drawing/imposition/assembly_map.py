"""The last sheet of a tiled poster: how its sheets are put together, which is where, how large its type is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from visavis.blueprint.drawing.display_list import (
    Box,
    DisplayList,
    Group,
    Layer,
    Page,
    Primitive,
    Role,
    Stroke,
    Text,
    Window,
)
from visavis.blueprint.drawing.imposition.tile_grid import TileGrid
from visavis.blueprint.drawing.legibility import describe_titles
from visavis.blueprint.drawing.paper import POINTS_PER_MM
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Count, Decimal, Message, Share, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

INK, PALE = "#1B2430", "#FFFFFF"
LINE = Stroke("#1B2430", 0.6)
HEADING, BODY = TextStyle(20.0, Weight.BOLD), TextStyle(11.0)
GAP = 8.0
# Millimetres: what is measured to see whether the printer kept the size, and the edge around the sheet's words.
CONTROL, EDGE = 100.0, 12.0
# Names on the small poster: their part of the sheet's height and width, and their least and most size in points.
NAME_SHARE, LEAST_NAME, MOST_NAME = 0.3, 7.0, 24.0


@dataclass(frozen=True, slots=True)
class TiledPoster:
    """A sheet of a poster, how it is cut, how large the titles of its cards are at full size, what its tiles are.

    `face` is that of the kit that titles are set in; empty where it is the text family's.
    """

    page: Page
    grid: TileGrid
    paper: str
    titles: float | None
    names: Sequence[str]
    face: str = ""


def assembly_map(context: DrawingContext, poster: TiledPoster) -> Page:
    """Return the sheet, as large as its tiles are, with the poster small under the names of these."""
    grid = poster.grid
    edge = EDGE * POINTS_PER_MM
    width = grid.width - 2 * edge
    groups: list[Group] = []
    y = edge
    for number, (text, style) in enumerate(((message("Putting the poster together"), HEADING),
                                            *((line, BODY) for line in _lines(poster)))):
        fitted = paragraph(context, context.translate(text), style, width, 6)
        box = Rect(edge, y, width, fitted.height)
        groups.append(Group(f"assembly-{number}", Role.TEXT, Layer.LABELS, box,
                            set_block(fitted, box, INK), context.translate(text)))
        y += fitted.height + GAP
    groups.append(_control(context, Rect(edge, y, width, 24.0)))
    room = Rect(edge, y + 24.0 + GAP, width, grid.height - edge - (y + 24.0 + GAP))
    shown, scale = _fit(poster, room)
    groups.append(_names(context, poster, shown))
    marks = DisplayList(grid.width, grid.height, tuple(groups), language=context.translate.language)
    window = Window(shown, context.translate(message("The whole poster, small, with the name of each sheet on it")))
    return replace(poster.page, width=grid.width, height=grid.height, x=shown.x, y=shown.y,
                   scale=poster.page.scale * scale, window=window, marks=marks)


def _lines(poster: TiledPoster) -> Iterator[Message]:
    """Yield what there is to do, and how large the poster is then."""
    grid = poster.grid
    yield plural("1. Print the sheet on {paper} paper at 100 %, not fitted to the page: the line below is then "
                 "{length} mm long.",
                 "1. Print the {count} sheets on {paper} paper at 100 %, not fitted to the page: the line below is "
                 "then {length} mm long.", grid.count, paper=poster.paper, length=Count(round(CONTROL)))
    yield message("2. Cut each sheet along its dashed lines, at the left and at the top.")
    yield message("3. Row by row, from left to right, glue each sheet onto the marked edge of the one before, and "
                  "each row onto the edge of the row above.")
    size = {"width": Count(round(grid.poster_width / POINTS_PER_MM)),
            "height": Count(round(grid.poster_height / POINTS_PER_MM))}
    if grid.scale < 1:
        yield message("The poster is {width} × {height} mm: {share} of its size.", share=Share(grid.scale), **size)
    else:
        yield message("The poster is {width} × {height} mm: its full size.", **size)
    if poster.titles is not None:
        told = describe_titles(poster.titles * grid.scale, poster.face)
        yield message("On it: {titles}, instead of {full} pt.", titles=told, full=Decimal(poster.titles)
                      ) if grid.scale < 1 else message("On it: {titles}.", titles=told)


def _control(context: DrawingContext, box: Rect) -> Group:
    """Return a line to be measured."""
    length, y = CONTROL * POINTS_PER_MM, box.y + 6.0
    parts: list[Primitive] = [straight_line(box.x, y, box.x + length, y, LINE)]
    parts += [straight_line(x, y - 4, x, y + 4, LINE) for x in (box.x, box.x + length)]
    words = context.translate(message("{length} mm", length=Count(round(CONTROL))))
    parts.append(set_line(context, words, BODY, Rect(box.x + length + 8, y - 8, 80, 16), INK))
    return Group("control-line", Role.TEXT, Layer.LABELS, box, tuple(parts), words)


def _fit(poster: TiledPoster, room: Rect) -> tuple[Rect, float]:
    """Return where the whole poster is shown, and its scale."""
    page = poster.page
    scale = min(room.width / page.width, room.height / page.height)
    width, height = page.width * scale, page.height * scale
    return Rect(room.x, room.y, width, height), scale


def _names(context: DrawingContext, poster: TiledPoster, shown: Rect) -> Group:
    """Return the outline of every sheet on the small poster, with its name."""
    grid = poster.grid
    scale = shown.width / grid.poster_width
    parts: list[Primitive] = []
    for tile, name in zip(grid.tiles(), poster.names, strict=True):
        window = tile.window
        following = (grid.overlap if tile.right_edge else 0.0, grid.overlap if tile.lower_edge else 0.0)
        box = Rect(shown.x + tile.left * scale, shown.y + tile.top * scale, (window.width - following[0]) * scale,
                   (window.height - following[1]) * scale)
        parts.append(Box(box, stroke=LINE))
        parts += _name(context, name, box)
    return Group("tile-names", Role.TEXT, Layer.LABELS, shown, tuple(parts), " ".join(poster.names))


def _name(context: DrawingContext, name: str, box: Rect) -> Iterator[Box | Text]:
    """Yield a name in the middle of its sheet, as large as leaves most of the poster in sight."""
    run = context.metrics.shape(name, TextStyle(1.0, Weight.BOLD))
    size = min(box.height * NAME_SHARE, box.width * NAME_SHARE / run.width, MOST_NAME)
    style = TextStyle(max(LEAST_NAME, size), Weight.BOLD)
    width, height = run.width * style.size + 6, style.size * 1.3
    label = Rect(box.centre.x - width / 2, box.centre.y - height / 2, width, height)
    yield Box(label, 3.0, PALE, opacity=0.85)
    yield set_line(context, name, style, label, INK, align=Align.CENTRE)
