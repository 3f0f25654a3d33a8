"""An SVG logo as shapes of the display list: nothing in it runs or is fetched, all of it looks as its author saw it.

What a file of shapes cannot hold (text, pictures, gradients, masks, filters) is refused with the way out. The file is
read with limits: no declared entities, no more elements or uses of elements than a logo has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite, sqrt
from xml.etree import ElementTree as ET
from xml.parsers import expat

from visavis.blueprint.drawing.brand.svg_path_data import (
    MOST_SEGMENTS,
    LogoRefused,
    ellipse,
    read_path,
    rectangle,
)
from visavis.blueprint.drawing.brand.svg_styles import Looks, SvgStyles, read_numbers, read_transform
from visavis.blueprint.drawing.display_list import Path, Segment, Stroke
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect

_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
MOST_ELEMENTS, _DEEPEST, _DEEPEST_USE = 5_000, 60, 8
_GROUPS = frozenset({"svg", "g", "a", "switch"})
# What draws nothing by itself, or nothing on paper.
_SILENT = frozenset({"defs", "symbol", "style", "title", "desc", "metadata", "script", "animate", "animateMotion",
                     "animateTransform", "set", "linearGradient", "radialGradient", "clipPath", "mask", "filter",
                     "pattern", "marker", "view", "cursor", "font"})
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SvgDrawing:
    """The shapes of a file, in their order, and the box around them."""

    paths: tuple[Path, ...]
    box: Rect


def read_svg(content: bytes) -> SvgDrawing:
    """Return the shapes of an SVG file; raises LogoRefused where it is none or draws what shapes are not."""
    root = _parse(content)
    if root.tag != f"{_SVG}svg":
        raise LogoRefused(message("it is not an SVG drawing"))
    reader = _Reader(root)
    paths = [path for path in reader.draw(root, _SAME, Looks(), 0) if path.outline]
    seen = [(path, _bounds(path)) for path in paths]
    page = reader.page
    if page is not None:
        seen = [(path, box) for path, box in seen if box.intersects(page)]
    if not seen:
        raise LogoRefused(message("the logo draws nothing"))
    left, top = min(box.x for _, box in seen), min(box.y for _, box in seen)
    box = Rect(left, top, max(box.right for _, box in seen) - left, max(box.bottom for _, box in seen) - top)
    if not (0 < box.width < 1e6 and 0 < box.height < 1e6):
        raise LogoRefused(message("the logo draws nothing"))
    return SvgDrawing(tuple(path for path, _ in seen), box)


def _parse(content: bytes) -> ET.Element:
    _refuse_bombs(content)
    try:
        return ET.fromstring(content)  # noqa: S314  looked through for entities, depth and number before
    except (ET.ParseError, ValueError, LookupError):
        raise LogoRefused(message("it is not an SVG drawing")) from None


def _refuse_bombs(content: bytes) -> None:
    """Refuse files that declare entities, or whose elements are too many or too deep, before anything is built."""
    parser = expat.ParserCreate()
    count = depth = 0

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal count, depth
        del name, attributes
        count, depth = count + 1, depth + 1
        if count > MOST_ELEMENTS or depth > _DEEPEST:
            raise LogoRefused(message("the logo has more lines and curves than anyone can see: simplify it"))

    def end(name: str) -> None:
        nonlocal depth
        del name
        depth -= 1

    def refuse(*declared: object) -> None:
        del declared
        raise LogoRefused(message("the logo declares entities; save it again as plain SVG"))

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes no name
    except (expat.ExpatError, ValueError, LookupError):
        raise LogoRefused(message("it is not an SVG drawing")) from None


class _Reader:
    """Draws the elements of one file; `page` is what of it is seen."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._styles = SvgStyles("".join(each.text or "" for each in root.iter(f"{_SVG}style")))
        self._by_id = {name: each for each in root.iter() if (name := each.get("id"))}
        self._count = self._segments = 0
        box = read_numbers(root.get("viewBox", ""))
        self.page = Rect(*box) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None

    def draw(self, element: ET.Element, matrix: Matrix, above: Looks, uses: int) -> Iterator[Path]:
        """Yield the shapes of an element and of what is in it."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise LogoRefused(message("the logo has more lines and curves than anyone can see: simplify it"))
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name in _SILENT or name.startswith(("{", "fe")) or not name:
            return
        looks = self._styles.looks_of(element, name, above)
        if not looks.is_shown:
            return
        self._refuse_effects(looks)
        matrix = _multiply(matrix, read_transform(element.get("transform", "")))
        if name in _GROUPS:
            if name == "svg" and element is not self._root:
                _refuse(name)
            for each in element:
                yield from self.draw(each, matrix, looks, uses)
        elif name == "use":
            yield from self._use(element, matrix, looks, uses)
        elif name in _SHAPES:
            yield from self._shape(element, name, matrix, looks)
        else:
            _refuse(name)

    def _use(self, element: ET.Element, matrix: Matrix, looks: Looks, uses: int) -> Iterator[Path]:
        link = element.get("href") or element.get(_LINK) or ""
        target = self._by_id.get(link.removeprefix("#")) if link.startswith("#") else None
        if target is None or uses >= _DEEPEST_USE:
            raise LogoRefused(message("the logo uses '{link}', which is not in its file: save it as plain SVG",
                                      link=link[:60]))
        x, y = (_number(element.get(name)) for name in ("x", "y"))
        moved = _multiply(matrix, (1.0, 0.0, 0.0, 1.0, x, y))
        if target.tag == f"{_SVG}symbol":
            for each in target:
                yield from self.draw(each, moved, looks, uses + 1)
        else:
            yield from self.draw(target, moved, looks, uses + 1)

    def _refuse_effects(self, looks: Looks) -> None:
        for effect in ("mask", "filter"):
            if looks.own.get(effect, "none") != "none":
                _refuse(effect)
        clip = looks.own.get("clip-path", "none")
        if clip != "none" and not self._clips_nothing(clip):
            _refuse("clip-path")

    def _clips_nothing(self, clip: str) -> bool:
        """Return whether a clip is the whole page, as drawing programs write it."""
        target = self._by_id.get(clip.strip().removeprefix("url(#").rstrip(")"))
        parts = list(target) if target is not None else []
        if len(parts) != 1 or self.page is None or parts[0].tag not in (f"{_SVG}rect", f"{_SVG}path"):
            return False
        outline = self._outline(parts[0], parts[0].tag.removeprefix(_SVG))
        box = _bounds(Path(_transform(outline, read_transform(parts[0].get("transform", "")))))
        slack = 0.01 * max(self.page.width, self.page.height)
        return (box.x <= self.page.x + slack and box.y <= self.page.y + slack
                and box.right >= self.page.right - slack and box.bottom >= self.page.bottom - slack)

    def _shape(self, element: ET.Element, name: str, matrix: Matrix, looks: Looks) -> Iterator[Path]:
        outline = _transform(self._outline(element, name), matrix)
        self._segments += len(outline)
        if self._segments > MOST_SEGMENTS:
            raise LogoRefused(message("the logo has more lines and curves than anyone can see: simplify it"))
        if any(not isfinite(float(number)) for _, *numbers in outline for number in numbers):
            return
        fill, stroke = looks.colour("fill"), looks.colour("stroke")
        if fill is not None and name != "line":
            yield Path(outline, fill, None, looks.opacity("fill"), is_nonzero=not looks.is_even_odd)
        width = looks.stroke_width * sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        if stroke is not None and width > 0:
            yield Path(outline, None, Stroke(stroke, width), looks.opacity("stroke"))

    def _outline(self, element: ET.Element, name: str) -> tuple[Segment, ...]:
        get = element.get
        match name:
            case "path":
                return read_path(get("d", ""))
            case "rect":
                rx, ry = get("rx", get("ry", "0")), get("ry", get("rx", "0"))
                width, height = _number(get("width")), _number(get("height"))
                return rectangle(_number(get("x")), _number(get("y")), width, height, _number(rx),
                                 _number(ry)) if width > 0 and height > 0 else ()
            case "circle" | "ellipse":
                across, down = (_number(get("r" if name == "circle" else side)) for side in ("rx", "ry"))
                return ellipse(_number(get("cx")), _number(get("cy")), across, down) if across > 0 < down else ()
            case "line":
                ends = [_number(get(side)) for side in ("x1", "y1", "x2", "y2")]
                return (("M", *ends[:2]), ("L", *ends[2:]))
        places = read_numbers(get("points", ""))
        if len(places) < 4:
            return ()
        corners: list[Segment] = [("L", x, y) for x, y in zip(places[::2], places[1::2], strict=False)]
        return (("M", *corners[0][1:]), *corners[1:], *([("Z",)] if name == "polygon" else []))


def _refuse(name: str) -> None:
    raise LogoRefused(message(
        "the logo has '{element}', which is not drawn: turn texts and effects into paths in flat colours, or give "
        "a PNG", element=name[:40]))


def _number(text: str | None) -> float:
    numbers = read_numbers(text or "")
    return numbers[0] if numbers else 0.0


def _multiply(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _transform(outline: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
    a, b, c, d, e, f = matrix
    made: list[Segment] = []
    for letter, *numbers in outline:
        values: list[float] = []
        for x, y in zip(map(float, numbers[::2]), map(float, numbers[1::2]), strict=True):
            values += [a * x + c * y + e, b * x + d * y + f]
        made.append((letter, *values))
    return tuple(made)


def _bounds(path: Path) -> Rect:
    numbers = [[float(number) for number in segment[1:]] for segment in path.outline]
    xs, ys = ([value for row in numbers for value in row[at::2]] or [0.0] for at in (0, 1))
    half = path.stroke.width / 2 if path.stroke is not None else 0.0
    return Rect(min(xs) - half, min(ys) - half, max(xs) - min(xs) + 2 * half, max(ys) - min(ys) + 2 * half)


def move_to_origin(drawing: SvgDrawing) -> tuple[Path, ...]:
    """Return the shapes with the top left of their box at (0, 0)."""
    return tuple(replace(path, x=-drawing.box.x, y=-drawing.box.y) for path in drawing.paths)
