"""Boxes, paths and pictures as SVG: what is drawn often is defined once, the rest is written from point to point.

Coordinates are hundredths of a point until they are written, so that steps from point to point add up exactly.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from visavis.blueprint.drawing import Bitmap, Box, DisplayList, Path, Pixels
from visavis.blueprint.drawing.display_list import Segment
from visavis.exporters.backends.svg_style import NEXT_NUMBERS, NUMBERS, UNITS, StyleSheet, short_name, spell

# A shape is defined once where that is shorter: it has so many segments and is drawn so often.
_LEAST_SEGMENTS, _LEAST_TIMES = 5, 3
_Look = tuple[str | None, str | None, float, tuple[float, ...], float, bool]


@dataclass(slots=True)
class _DotRow:
    """Discs or rings of one look, size and height, and where each begins, in hundredths."""

    name: str
    middle: int
    size: int
    xs: list[int]


class ShapeWriter:
    """Writes the shapes of one drawing; `row` has the dots that are not written yet, as more of them may follow."""

    def __init__(self, style: StyleSheet, drawing: DisplayList) -> None:
        self._style = style
        self._names: dict[_Look, str] = {}
        self._repeated = _repeated_outlines(drawing)
        self._defined: dict[int, str] = {}
        self._definitions: dict[str, str] = {}
        self._rows: dict[tuple[int, ...], str] = {}
        self.row: _DotRow | None = None

    def definitions(self) -> str:
        """Return what is drawn often, each once."""
        return "".join([f'<path id="{name}" d="{data}"/>' for data, name in self._definitions.items()])

    def write(self, shape: Box | Path | Bitmap, written: list[str]) -> None:
        """Add a shape to what is written; a box without width or height is nothing, dots in a row are one shape."""
        if not isinstance(shape, Box):
            if self.row is not None:
                self.end_row(written)
            written.append(self._path(shape) if isinstance(shape, Path) else _picture(shape))
            return
        x, y, width, height = shape.rect
        if width <= 0 or height <= 0:
            return
        name = self._class(shape)
        # Dashes begin at the top left, as they do in the other backends.
        if width == height and shape.radius * 2 >= width and not (shape.stroke and shape.stroke.dash):
            self._add_dot(shape, name, written)
            return
        if self.row is not None:
            self.end_row(written)
        radius = min(shape.radius, width / 2, height / 2)
        corner = f'" rx="{NUMBERS[round(radius * UNITS)]}' if radius else ""
        written.append(f'<rect class="{name}" x="{NUMBERS[round(x * UNITS)]}" y="{NUMBERS[round(y * UNITS)]}" '
                       f'width="{NUMBERS[round(width * UNITS)]}" height="{NUMBERS[round(height * UNITS)]}{corner}"/>')

    def _add_dot(self, box: Box, name: str, written: list[str]) -> None:
        """Add a disc or a ring to the row of its like, none of which may touch another."""
        x, middle = round(box.rect.x * UNITS), round((box.rect.y + box.rect.height / 2) * UNITS)
        size = round(box.rect.width * UNITS)
        ink = box.stroke.width * UNITS if box.stroke is not None else 0.0
        row = self.row
        if row is None or (row.name, row.middle, row.size) != (name, middle, size) or x - row.xs[-1] <= size + ink:
            self.end_row(written)
            row = self.row = _DotRow(name, middle, size, [])
        row.xs.append(x)

    def end_row(self, written: list[str]) -> None:
        """Add the dots of which no one knew yet how many follow."""
        row, self.row = self.row, None
        if row is None:
            return
        first = row.xs[0]
        key = (row.size, *[x - first for x in row.xs])
        shape = self._rows.get(key)
        if shape is None:
            shape = self._rows[key] = self._define(_dots(row))
        written.append(_use(row.name, shape, first, row.middle))

    def _path(self, path: Path) -> str:
        name = self._class(path)
        if id(path.outline) not in self._repeated:
            return f'<path class="{name}" d="{path_data(path.outline, path.x, path.y)}"/>'
        shape = self._defined.get(id(path.outline))
        if shape is None:
            shape = self._defined[id(path.outline)] = self._define(path_data(path.outline))
        return _use(name, shape, round(path.x * UNITS), round(path.y * UNITS))

    def _define(self, data: str) -> str:
        known = self._definitions.get(data)
        if known is None:
            known = self._definitions[data] = short_name(data, self._definitions.values())
        return known

    def _class(self, shape: Box | Path) -> str:
        stroke = shape.stroke
        rule = isinstance(shape, Path) and shape.is_nonzero
        look: _Look = ((shape.fill, None, 0.0, (), shape.opacity, rule) if stroke is None else
                       (shape.fill, stroke.colour, stroke.width, stroke.dash, shape.opacity, rule))
        known = self._names.get(look)
        if known is None:
            known = self._names[look] = self._style.name(_declarations(*look))
        return known


def _repeated_outlines(drawing: DisplayList) -> frozenset[int]:
    """Return the identities of the outlines that are drawn often."""
    counts = Counter([id(part.outline) for group in drawing.groups for part in group.primitives
                      if isinstance(part, Path) and len(part.outline) >= _LEAST_SEGMENTS])
    return frozenset([outline for outline, count in counts.items() if count >= _LEAST_TIMES])


def _picture(picture: Bitmap) -> str:
    """Return pixels as an image inside the file; what it is, its group says."""
    places = " ".join([f'{name}="{spell(value)}"' for name, value in zip(("x", "y", "width", "height"), picture.rect,
                                                                         strict=True)])
    data = _base64(picture.pixels)
    return f'<image {places} preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>'


@lru_cache(maxsize=8)
def _base64(pixels: Pixels) -> str:
    return b64encode(encode_png(pixels)).decode("ascii")


def encode_png(pixels: Pixels) -> bytes:
    """Return pixels as a PNG file."""
    from PIL import Image

    stream = BytesIO()
    Image.frombytes("RGB", (pixels.width, pixels.height), pixels.content).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _use(name: str, shape: str, x: int, y: int) -> str:
    # SVG 2 needs no `xlink`, but older programs than browsers do.
    return f'<use class="{name}" xlink:href="#{shape}" x="{NUMBERS[x]}" y="{NUMBERS[y]}"/>'


def _dots(row: _DotRow) -> str:
    """Return a row's outline from the left end of its first dot."""
    half, across = spell(row.size / 2 / UNITS), NUMBERS[row.size]
    dot = f"a{half} {half} 0 1 0 {across} 0 {half} {half} 0 1 0-{across} 0z"
    return f"M0 0{dot}" + "".join([f"m{NUMBERS[x - before]} 0{dot}" for before, x in pairwise(row.xs)])


def _declarations(fill: str | None, colour: str | None, width: float, dash: tuple[float, ...],
                  opacity: float, is_nonzero: bool) -> str:  # noqa: FBT001  as a look has it
    """Return what a look differs in from the root's: no fill, no line, round ends and corners."""
    declared = []
    if fill:
        declared.append(f"fill:{fill}")
    if colour:
        declared += [f"stroke:{colour}", *([f"stroke-width:{spell(width)}"] if width != 1 else [])]
    if dash:
        declared += [f"stroke-dasharray:{' '.join([spell(length) for length in dash])}", "stroke-linecap:butt"]
    if opacity < 1:
        # Each ink is see-through by itself, as in Qt and PDF; `opacity` would blend the two of them together.
        declared += [f"{ink}-opacity:{spell(opacity)}" for ink, of in (("fill", fill), ("stroke", colour)) if of]
    if is_nonzero:
        declared.append("fill-rule:nonzero")
    return ";".join(declared)


def path_data(outline: tuple[Segment, ...], x: float = 0.0, y: float = 0.0) -> str:
    """Return an outline moved by (x, y), each place told from the one before."""
    first, after = NUMBERS, NEXT_NUMBERS
    written: list[str] = []
    here_x = here_y = start_x = start_y = 0
    for segment in outline:
        letter = segment[0]
        if letter == "Z":
            written.append("z")
            here_x, here_y = start_x, start_y
            continue
        there_x, there_y = round((float(segment[-2]) + x) * UNITS), round((float(segment[-1]) + y) * UNITS)
        if letter == "C":
            x1, x2 = round((float(segment[1]) + x) * UNITS), round((float(segment[3]) + x) * UNITS)
            y1, y2 = round((float(segment[2]) + y) * UNITS), round((float(segment[4]) + y) * UNITS)
            written += ("c", first[x1 - here_x], after[y1 - here_y], after[x2 - here_x], after[y2 - here_y],
                        after[there_x - here_x], after[there_y - here_y])
        elif letter == "M":
            written += ("M", first[there_x], after[there_y])
            start_x, start_y = there_x, there_y
        elif there_y == here_y:
            written += ("h", first[there_x - here_x])
        elif there_x == here_x:
            written += ("v", first[there_y - here_y])
        else:
            written += ("l", first[there_x - here_x], after[there_y - here_y])
        here_x, here_y = there_x, there_y
    return "".join(written)
