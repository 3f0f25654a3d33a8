"""The PDF backend: pages drawn with reportlab, then tagged with pikepdf so that a screen reader can follow them.

Each group of the display list becomes one piece of marked content; the structure tree lists them in reading order,
and so does the page where nothing would be covered by it. The same pages always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import count

from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    DisplayList,
    Group,
    Page,
    PageSet,
    Path,
    Primitive,
    Role,
    Stroke,
    Text,
    note_missing_letters,
)
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.pdf_fonts import make_room, register_font
from visavis.exporters.backends.pdf_metadata import shown_title
from visavis.exporters.backends.pdf_order import paint_order
from visavis.exporters.backends.pdf_outlines import SheetCanvas, remove_fonts
from visavis.exporters.backends.pdf_shapes import draw_picture, shape_operators
from visavis.exporters.backends.pdf_sheets import draw_window, find_shared_drawings, set_boxes, share_drawings
from visavis.exporters.backends.pdf_structure import (
    PageMarks,
    StructureElement,
    build_structure,
    marks_by_page,
    parts_of,
)
from visavis.exporters.backends.pdf_tags import add_tags
from visavis.exporters.backends.pdf_text import draw_text, inkless_content
from visavis.templates.fonts.catalogue import TEXT_FACES

ROUND, FLAT = 1, 0
_LAYOUT = "/Artifact <</Type /Layout>> BDC"
# Running heads and feet (ISO 32000-1, 14.8.2.2).
_ARTIFACTS = {Role.TITLE: "/Artifact <</Type /Pagination /Subtype /Header>> BDC",
              Role.FOOTER: "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"}


def pdf(pages: PageSet) -> bytes:
    """Return the pages as one PDF for everybody (PDF/UA-1) and for archives (PDF/A-2b).

    Its text is selectable and its fonts are embedded; it has a structure, bookmarks, a title and a language.
    """
    make_room()
    translate = translator(pages.language)
    document = build_structure(pages, shown_title(pages, translate), translate)
    stream = BytesIO()
    # Compressed once, when it is tagged: reportlab would write compressed pages as text, a quarter longer and slowly.
    canvas = SheetCanvas(stream, pageCompression=0, invariant=1, initialFontName=register_font(TEXT_FACES["regular"]))
    canvas.draws_outlines = pages.is_outlined
    for page in pages.pages:
        note_missing_letters(page.drawing)
    shared = find_shared_drawings(pages)
    for page, marks in zip(pages.pages, marks_by_page(document, len(pages.pages)), strict=True):
        _page(canvas, page, marks, shared)
    for drawing in shared:
        _shared_drawing(canvas, drawing)
    canvas.save()
    content = remove_fonts(stream.getvalue()) if pages.is_outlined else stream.getvalue()
    return add_tags(share_drawings(content, len(shared)), pages, document, translate)


def _page(canvas: SheetCanvas, page: Page, marks: PageMarks, shared: Sequence[DisplayList]) -> None:
    """Draw one page and number what is marked on it."""
    canvas.setPageSize((page.width, page.height))
    set_boxes(canvas, page)
    numbers = count()
    for part in parts_of(page):
        if part.window is None:
            _drawing(canvas, part, marks, numbers)
            continue
        _say(canvas, marks.before.get(id(part.window), ()), "0 0", numbers)
        canvas.addLiteral(_begin(marks.of_groups[id(part.window)], numbers))
        draw_window(canvas, part, part.window, shared)
        canvas.addLiteral("EMC")
    _say(canvas, marks.last, "0 0", numbers)
    canvas.showPage()


def _begin(element: StructureElement, numbers: Iterator[int]) -> str:
    """Give an element its number on the page, and return what begins its marked content."""
    element.number = next(numbers)
    return f"/{element.tag} <</MCID {element.number}>> BDC"


def _say(canvas: SheetCanvas, said: Collection[StructureElement], place: str, numbers: Iterator[int]) -> None:
    """Mark content without ink for words that are only said."""
    if said:
        inkless = inkless_content(canvas) % place
        canvas.addLiteral("\n".join([f"{_begin(each, numbers)} {inkless} EMC" for each in said]))


def _drawing(canvas: SheetCanvas, page: Page, marks: PageMarks, numbers: Iterator[int]) -> None:
    """Draw what stands on a page, and number its marked content."""
    canvas.saveState()
    canvas.setLineJoin(ROUND)
    if page.drawing.background is not None:
        canvas.addLiteral(_LAYOUT)
        _ground(canvas, page.drawing.background, page.bleed_rect, page.height)
        canvas.addLiteral("EMC")
    canvas.translate(page.x, page.height - page.y)
    canvas.scale(page.scale, page.scale)
    for group in paint_order(page.drawing.groups):
        _say(canvas, marks.before.get(id(group), ()), f"{group.bounds.x:.3f} {-group.bounds.y:.3f}", numbers)
        seen = marks.of_groups.get(id(group))
        canvas.addLiteral(_ARTIFACTS.get(group.role, _LAYOUT) if seen is None else _begin(seen, numbers))
        _group(canvas, group)
        canvas.addLiteral("EMC")
    canvas.restoreState()


def _shared_drawing(canvas: SheetCanvas, drawing: DisplayList) -> None:
    """Draw a page that is made into the drawing which others have a window on (`share_drawings`)."""
    canvas.setPageSize((drawing.width, drawing.height))
    canvas.setLineJoin(ROUND)
    if drawing.background is not None:
        _ground(canvas, drawing.background, Rect(0.0, 0.0, drawing.width, drawing.height), drawing.height)
    canvas.translate(0, drawing.height)
    for group in paint_order(drawing.groups):
        _group(canvas, group)
    canvas.showPage()


def _ground(canvas: SheetCanvas, colour: str, rect: Rect, height: float) -> None:
    _fill(canvas, colour)
    canvas.addLiteral(f"{rect.x:.3f} {height - rect.bottom:.3f} {rect.width:.3f} {rect.height:.3f} re f")


def _group(canvas: SheetCanvas, group: Group) -> None:
    for primitive in group.primitives:
        _primitive(canvas, primitive)


def _primitive(canvas: SheetCanvas, primitive: Primitive) -> None:
    if isinstance(primitive, Text):
        _fill(canvas, primitive.colour)
        draw_text(canvas, primitive)
        return
    if isinstance(primitive, Bitmap):
        draw_picture(canvas, primitive)
        return
    operators = shape_operators(primitive)
    if operators:
        _inks(canvas, primitive)
        canvas.addLiteral(operators)
        _reset_opacity(canvas, primitive)


def _inks(canvas: SheetCanvas, shape: Box | Path) -> None:
    if shape.fill is not None:
        _fill(canvas, shape.fill)
    if shape.stroke is not None:
        _pen(canvas, shape.stroke)
    if shape.opacity < 1:
        canvas.setFillAlpha(shape.opacity)
        canvas.setStrokeAlpha(shape.opacity)


def _reset_opacity(canvas: SheetCanvas, shape: Box | Path) -> None:
    if shape.opacity < 1:
        canvas.setFillAlpha(1)
        canvas.setStrokeAlpha(1)


def _fill(canvas: SheetCanvas, colour: str) -> None:
    canvas.addLiteral(_colour(colour) + " rg")


def _pen(canvas: SheetCanvas, stroke: Stroke) -> None:
    canvas.addLiteral(_stroke(stroke))


# Written here, once each, as reportlab formats every number anew.
@lru_cache(maxsize=256)
def _stroke(stroke: Stroke) -> str:
    cap = FLAT if stroke.dash else ROUND
    dash = " ".join(f"{length:.6g}" for length in stroke.dash)
    return f"{_colour(stroke.colour)} RG {stroke.width:.6g} w {cap} J [{dash}] 0 d"


@lru_cache(maxsize=256)
def _colour(value: str) -> str:
    """Return `#RRGGBB` as three numbers from 0 to 1."""
    return " ".join(f"{int(value[at:at + 2], 16) / 255:.6g}" for at in (1, 3, 5))
