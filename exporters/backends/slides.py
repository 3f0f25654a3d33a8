"""What is on slides and pages for offices: shapes that can be edited one by one, before any file format.

A group of the display list is a group there, with its name and what is said of it; what is one thing in it, as a
person among twenty, is a group of its own; and the lines of a wrapped text are one paragraph (`slide_text`). What
comes first is read first, as far as nothing would be covered by it (`pdf_order`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    DisplayList,
    Group,
    Page,
    PageBlock,
    PageSet,
    Path,
    Piece,
    Primitive,
    Role,
    Text,
    scale_block,
)
from visavis.blueprint.language import Translator, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.exporters.backends.pdf_order import paint_order
from visavis.exporters.backends.slide_text import SlideText, set_paragraphs
from visavis.exporters.office_files import language_tag
from visavis.exporters.typed_text import inert

PAPER_ONLY = message("Tiles, folds, bleed, crop marks and outlined letters are for paper: ask for a PDF")
# 1 and 56 inches, in points: no slide of PowerPoint is shorter or longer.
SHORTEST_SIDE, LONGEST_SIDE = 72.0, 4032.0
# What only authors write is in their language, whatever that of the sheets is.
_TYPED = frozenset({Role.TITLE, Role.PHASE, Role.LANE, Role.FLOW_LABEL, Role.NOTE})
_HEADS = (Role.TITLE, Role.HEADING)
Shape = Box | Path | Bitmap


@dataclass(frozen=True, slots=True)
class SlideGroup:
    """Shapes that belong together: their name in lists of shapes and what is said instead of them, if anything."""

    name: str
    parts: tuple[SlidePart, ...]
    description: str = ""
    is_decoration: bool = False


SlidePart = SlideGroup | SlideText | Shape


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its name, its ground, and what is on it, in the order in which it is read and painted.

    One text of it may be its title: it stands by itself, beside the groups.
    """

    name: str
    background: str | None
    parts: tuple[SlideGroup | SlideText, ...]


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """Slides of one size, in points, with what their file says of itself."""

    width: float
    height: float
    title: str
    slides: tuple[Slide, ...]
    about: PageSet


def make_slides(pages: PageSet) -> SlideDeck:
    """Return the sheets of a print job as slides, as large as the first.

    Smaller and larger sheets stand in the middle, the larger ones made to fit. Raises BlueprintError for sheets that
    show a piece of a drawing: slides cannot cut anything off.
    """
    if any(page.window is not None for page in pages.pages):
        raise BlueprintError(PAPER_ONLY)
    translate = translator(pages.language)
    title = inert(pages.title) or translate(message("Untitled blueprint"))
    first = pages.pages[0]
    factor = min(1.0, LONGEST_SIDE / max(first.width, first.height))
    width, height = max(first.width * factor, SHORTEST_SIDE), max(first.height * factor, SHORTEST_SIDE)
    slides = []
    for number, page in enumerate(pages.pages, start=1):
        name = title if len(pages.pages) == 1 else f"{title} ({number}/{len(pages.pages)})"
        slides.append(_make_slide(page, name, width, height, pages, translate))
    return SlideDeck(width, height, title, tuple(slides), pages)


def _make_slide(page: Page, name: str, width: float, height: float, about: PageSet, translate: Translator) -> Slide:
    scale = min(1.0, width / page.width, height / page.height)
    # In the middle, where the slide is larger.
    left, top = (width - page.width * scale) / 2, (height - page.height * scale) / 2
    groups = _place(page.drawing, page.scale * scale, left + page.x * scale, top + page.y * scale)
    if page.marks is not None:
        groups += _place(page.marks, scale, left, top)
    writer = _GroupReader(about, width, translate)
    parts = [part for group in groups for part in writer.read(group)]
    return Slide(name, page.drawing.background, tuple(parts))


def _place(drawing: DisplayList, scale: float, x: float, y: float) -> list[Group]:
    """Return the groups of a drawing where they stand on a slide, each after all it covers."""
    block = scale_block(PageBlock(drawing.width, drawing.height, tuple(paint_order(drawing.groups))), scale)
    return list(block.at(x, y))


class _GroupReader:
    """Reads the groups of one slide `width` points wide: what is said is said once, the first head is its title."""

    def __init__(self, about: PageSet, width: float, translate: Translator) -> None:
        self._language = language_tag(about.language)
        self._typed_language = language_tag(about.typed_language or about.language)
        self._width = width
        self._translate = translate
        self._told: set[str] = set()
        self._has_title = False

    def read(self, group: Group) -> Iterator[SlideGroup | SlideText]:
        """Yield a group as it stands on a slide: its title, where it is that of the slide, beside the rest."""
        is_typed = group.role in _TYPED or (group.role is Role.TEXT and group.side is not None)
        parts: list[SlidePart] = list(self._parts(group, self._typed_language if is_typed else self._language))
        if not parts:
            return
        if group.role in _HEADS and not self._has_title:
            texts = [part for part in parts if isinstance(part, SlideText)]
            head = max(texts, key=lambda text: text.size, default=None)
            if head is not None:
                self._has_title = True
                parts.remove(head)
                yield replace(head, is_title=True)
        if parts:
            name, said = inert(group.title), self._said(group, parts)
            if len(parts) == 1 and isinstance(parts[0], SlideGroup):
                # One piece alone, as a person that is drawn for itself.
                name, parts = name or parts[0].name, list(parts[0].parts)
            yield SlideGroup(name, tuple(parts), said, group.role is Role.DECORATION)

    def _parts(self, group: Group, language: str) -> Iterator[SlidePart]:
        """Yield shapes, pieces of several shapes, and paragraphs, in the order in which they are painted."""
        for piece, found in groupby(group.primitives, key=_piece):
            if piece is not None:
                yield SlideGroup(self._translate(piece.title), tuple(_shown(found)))
                continue
            rest = list(found)
            yield from _with_paragraphs(rest, language, self._width)

    def _said(self, group: Group, parts: Sequence[SlidePart]) -> str:
        """Return what is said of a group beyond its own words, once on each slide."""
        said = inert(group.description or group.title)
        words = " ".join(part.text for part in parts if isinstance(part, SlideText))
        if group.role is Role.DECORATION or said in self._told or said == words:
            return ""
        self._told.add(said)
        return said


def _piece(part: Primitive) -> Piece | None:
    return part.piece if isinstance(part, Box | Path) else None


def _shown(parts: Iterable[Primitive]) -> Iterator[Shape]:
    """Yield the shapes that leave ink."""
    for part in parts:
        match part:
            case Box(rect) | Bitmap(rect) if rect.width > 0 and rect.height > 0:
                yield part
            case Path() if len(part.outline) > 1:
                yield part


def _with_paragraphs(parts: Sequence[Primitive], language: str, width: float) -> Iterator[SlidePart]:
    for is_text, found in groupby(parts, key=lambda part: isinstance(part, Text)):
        if is_text:
            yield from set_paragraphs([part for part in found if isinstance(part, Text)], language, width)
        else:
            yield from _shown(found)
