"""The display list: what is drawn, in points, before any backend. Qt, PDF and SVG replay the same one.

Groups come in reading order and say what they are; `layer` alone decides what lies above what (lower first, groups
of one layer in reading order). y grows downward; colours are `#RRGGBB`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from visavis.blueprint.language import Message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import FittedText, GlyphRun


class Layer(IntEnum):
    """What lies above what."""

    PAGE = 0
    LANES = 10
    RIBBON = 20
    LINES = 30
    FLOWS = 40
    CARDS = 50
    LABELS = 60
    HOTSPOTS = 70
    NOTES = 80
    CHANGES = 90


class Role(StrEnum):
    """What a group is, for readers, screen readers and structure trees."""

    TITLE = "title"
    TEXT = "text"
    FIGURE = "figure"
    PHASE = "phase"
    LANE = "lane"
    LINE = "line"
    RIBBON = "ribbon"
    STEP = "step"
    EVIDENCE = "evidence"
    FLOW = "flow"
    FLOW_LABEL = "flow-label"
    HOTSPOT = "hotspot"
    HEADING = "heading"
    FINDING = "finding"
    ITEM = "item"
    NOTE = "note"
    LEGEND = "legend"
    FOOTER = "footer"
    DECORATION = "decoration"


Segment = tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's ink: width and dash lengths in points."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What several shapes of a group are together, as a person among twenty: one thing for whoever edits a slide.

    Shapes that follow each other and have the same one belong together; two are never equal. `title` names it.
    """

    title: Message


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its corners rounded by `radius`."""

    rect: Rect
    radius: float = 0.0
    fill: str | None = None
    stroke: Stroke | None = None
    opacity: float = 1.0
    piece: Piece | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and cubic curves: segments are `("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)`, `("Z",)`.

    Those of `outline` are measured from (`x`, `y`), so that a thousand icons share one outline and a path is moved
    without a look at its segments. Strokes have round caps and joins. The inside is told by the even-odd rule, or,
    where `is_nonzero`, by the other one.
    """

    outline: tuple[Segment, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    opacity: float = 1.0
    x: float = 0.0
    y: float = 0.0
    is_nonzero: bool = False
    piece: Piece | None = field(default=None, compare=False, repr=False)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments where they are drawn."""
        if not (self.x or self.y):
            return self.outline
        return tuple([_move_segment(each, self.x, self.y) for each in self.outline])


def _move_segment(segment: Segment, dx: float, dy: float) -> Segment:
    return (segment[0], *[float(number) + (dy if place % 2 else dx) for place, number in enumerate(segment[1:])])


@dataclass(frozen=True, slots=True)
class Text:
    """One measured line whose left end is at `x`. `container` is the box it must stay in (checked by tests).

    `block` is the text that it is a line of, where it was wrapped: what is edited is the whole of it.
    """

    run: GlyphRun
    x: float
    baseline: float
    colour: str
    container: Rect | None = None
    block: FittedText | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of `width` by `height` pixels in sRGB, three bytes each, from the top left: none is see-through."""

    width: int
    height: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Pixels that fill a rectangle."""

    rect: Rect
    pixels: Pixels


Primitive = Box | Path | Text | Bitmap


@dataclass(frozen=True, slots=True)
class Group:
    """Primitives that belong to one thing.

    `id` is the thing's own (a step's id, a flow's key, or a fixed name);
    `title` names it in a few words and `description` says all of it, also what the drawing had to cut. `side` says
    which of the two sides does or tells it, where one does: structure trees name it.
    """

    id: str
    role: Role
    layer: int
    bounds: Rect
    primitives: tuple[Primitive, ...]
    title: str = ""
    description: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class DisplayList:
    """One drawing of `width` by `height` points."""

    width: float
    height: float
    groups: tuple[Group, ...]
    background: str | None = None
    language: str = "fr"
    title: str = ""

    def in_paint_order(self) -> Iterator[Group]:
        """Yield the groups bottom layer first, reading order within a layer."""
        yield from sorted(self.groups, key=lambda group: group.layer)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a page on which its drawing is seen, cut off at its edges, in points from the page's top left.

    `description` is said instead of what is seen there: a piece of a drawing has no order of its own.
    """

    rect: Rect
    description: str


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of `width` by `height` points with one drawing on it, scaled by `scale` and moved to (`x`, `y`).

    What is left of the sheet once it is cut is `trim`, all of it where there is none; the ground goes on for `bleed`
    points beyond. With a `window`, the drawing is seen only there. `marks` are for whoever prints, cuts or puts
    together, and are drawn over it as large as they are.
    """

    width: float
    height: float
    drawing: DisplayList
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    trim: Rect | None = None
    bleed: float = 0.0
    window: Window | None = None
    marks: DisplayList | None = None
    is_annex: bool = False

    @property
    def bleed_rect(self) -> Rect:
        """What the ground of the sheet covers before it is cut."""
        trim = self.trim or Rect(0.0, 0.0, self.width, self.height)
        return Rect(trim.x - self.bleed, trim.y - self.bleed, trim.width + 2 * self.bleed,
                    trim.height + 2 * self.bleed)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A drawing told as a table of words, for those who cannot see it: one row a step, its first cell the step.

    `typed` are the columns (from 0) that hold what authors wrote.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    typed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageSet:
    """The sheets of one print job, with what its files say of themselves.

    `version` and `date` are those of what is drawn, as its authors typed them; `source` tells where its figures come
    from. `is_outlined` asks for the outlines of letters instead of fonts, where a print shop takes none.
    `table` tells in words what the sheets draw, `typed_language` in which language authors wrote them, where it is
    known.
    """

    pages: tuple[Page, ...]
    title: str
    language: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = field(default_factory=tuple)
    version: str = ""
    date: str = ""
    publisher: str = ""
    source: str = ""
    is_outlined: bool = False
    table: TextTable | None = None
    typed_language: str = ""

    @property
    def sheets(self) -> tuple[Page, ...]:
        """The pages without those of an annex, which is read in the hand and neither cut nor folded."""
        return tuple(page for page in self.pages if not page.is_annex)
