"""The PDF backend: pages drawn with reportlab, then tagged with pikepdf so that a screen reader can follow them.

Each group of the display list becomes one piece of marked content; the structure tree lists them in reading order.
The same pages always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor

from visavis.blueprint.drawing import (
    Box,
    DisplayList,
    Group,
    Page,
    PageSet,
    Path,
    Primitive,
    Stroke,
    Text,
    note_missing_letters,
)
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.metrics import clean_text
from visavis.exporters.backends.pdf_fonts import make_room, register_font
from visavis.exporters.backends.pdf_outlines import SheetCanvas, remove_fonts
from visavis.exporters.backends.pdf_shapes import shape_operators
from visavis.exporters.backends.pdf_sheets import draw_window, find_shared_drawings, set_boxes, share_drawings
from visavis.exporters.backends.pdf_tags import TaggedGroup, actual_text_of, add_tags, alternative_text_of, tag_of
from visavis.exporters.backends.pdf_text import draw_text
from visavis.templates.fonts.catalogue import TEXT_FACES

ROUND, FLAT = 1, 0
PRODUCER = "Vis-à-vis"


def pdf(pages: PageSet) -> bytes:
    """Return the pages as a tagged PDF with embedded fonts, selectable text, and a title and language of its own."""
    make_room()
    stream = BytesIO()
    # Compressed once, when it is tagged: reportlab would write compressed pages as text, a quarter longer and slowly.
    canvas = SheetCanvas(stream, pageCompression=0, invariant=1, initialFontName=register_font(TEXT_FACES["regular"]))
    canvas.draws_outlines = pages.is_outlined
    canvas.setTitle(clean_text(pages.title))
    canvas.setAuthor(clean_text(pages.author))
    canvas.setSubject(clean_text(pages.subject))
    canvas.setKeywords([clean_text(word) for word in pages.keywords])
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    for page in pages.pages:
        note_missing_letters(page.drawing)
    shared = find_shared_drawings(pages)
    structure = [_page(canvas, page, shared, is_first=number == 0) for number, page in enumerate(pages.pages)]
    for drawing in shared:
        _shared_drawing(canvas, drawing)
    canvas.save()
    content = remove_fonts(stream.getvalue()) if pages.is_outlined else stream.getvalue()
    return add_tags(share_drawings(content, len(shared)), pages, structure)


def _page(canvas: SheetCanvas, page: Page, shared: Sequence[DisplayList], *, is_first: bool) -> list[TaggedGroup]:
    """Draw one page and return its tagged groups in reading order."""
    canvas.setPageSize((page.width, page.height))
    set_boxes(canvas, page)
    identifiers: dict[int, int] = {}
    if page.window is None:
        tagged = _drawing(canvas, page, identifiers, is_first=is_first)
    else:
        tagged = [draw_window(canvas, page, page.window, shared)]
        identifiers[id(page.window)] = 0
    if page.marks is not None:
        tagged += _drawing(canvas, Page(page.width, page.height, page.marks), identifiers, is_first=False)
    canvas.showPage()
    return tagged


def _drawing(canvas: SheetCanvas, page: Page, identifiers: dict[int, int], *, is_first: bool) -> list[TaggedGroup]:
    """Draw what stands on a page, numbering its marked content, and return its tagged groups in reading order."""
    canvas.saveState()
    canvas.setLineJoin(ROUND)
    if page.drawing.background is not None:
        canvas.addLiteral("/Artifact BMC")
        _ground(canvas, page.drawing.background, page.bleed_rect, page.height)
        canvas.addLiteral("EMC")
    canvas.translate(page.x, page.height - page.y)
    canvas.scale(page.scale, page.scale)
    for group in page.drawing.in_paint_order():
        tag = tag_of(group, is_first=is_first)
        if tag is None:
            canvas.addLiteral("/Artifact BMC")
        else:
            identifiers[id(group)] = len(identifiers)
            canvas.addLiteral(f"/{tag} <</MCID {identifiers[id(group)]}>> BDC")
        _group(canvas, group)
        canvas.addLiteral("EMC")
    canvas.restoreState()
    return [_tag_group(page, group, identifiers[id(group)], is_first=is_first, is_drawn=canvas.draws_outlines)
            for group in page.drawing.groups if id(group) in identifiers]


def _shared_drawing(canvas: SheetCanvas, drawing: DisplayList) -> None:
    """Draw a page that is made into the drawing which others have a window on (`share_drawings`)."""
    canvas.setPageSize((drawing.width, drawing.height))
    canvas.setLineJoin(ROUND)
    if drawing.background is not None:
        _ground(canvas, drawing.background, Rect(0.0, 0.0, drawing.width, drawing.height), drawing.height)
    canvas.translate(0, drawing.height)
    for group in drawing.in_paint_order():
        _group(canvas, group)
    canvas.showPage()


def _ground(canvas: SheetCanvas, colour: str, rect: Rect, height: float) -> None:
    canvas.setFillColor(_colour(colour))
    canvas.rect(rect.x, height - rect.bottom, rect.width, rect.height, stroke=0, fill=1)


def _tag_group(page: Page, group: Group, content: int, *, is_first: bool, is_drawn: bool) -> TaggedGroup:
    tag = tag_of(group, is_first=is_first) or ""
    return TaggedGroup(tag, content, alternative_text_of(group, tag), actual_text_of(group, is_drawn=is_drawn),
                       _bounds(page, group))


def _bounds(page: Page, group: Group) -> tuple[float, float, float, float]:
    """Return a group's box on its page, in PDF's own direction: left, bottom, right, top."""
    rect, scale = group.bounds, page.scale
    top = page.height - page.y - rect.y * scale
    return page.x + rect.x * scale, top - rect.height * scale, page.x + rect.right * scale, top


def _group(canvas: SheetCanvas, group: Group) -> None:
    for primitive in group.primitives:
        _primitive(canvas, primitive)


def _primitive(canvas: SheetCanvas, primitive: Primitive) -> None:
    if isinstance(primitive, Text):
        canvas.setFillColor(_colour(primitive.colour))
        draw_text(canvas, primitive)
        return
    operators = shape_operators(primitive)
    if operators:
        _inks(canvas, primitive)
        canvas.addLiteral(operators)
        _reset_opacity(canvas, primitive)


def _inks(canvas: SheetCanvas, shape: Box | Path) -> None:
    if shape.fill is not None:
        canvas.setFillColor(_colour(shape.fill))
    if shape.stroke is not None:
        _pen(canvas, shape.stroke)
    # After the colours: setting a colour makes it opaque.
    if shape.opacity < 1:
        canvas.setFillAlpha(shape.opacity)
        canvas.setStrokeAlpha(shape.opacity)


def _reset_opacity(canvas: SheetCanvas, shape: Box | Path) -> None:
    if shape.opacity < 1:
        canvas.setFillAlpha(1)
        canvas.setStrokeAlpha(1)


def _pen(canvas: SheetCanvas, stroke: Stroke) -> None:
    canvas.setStrokeColor(_colour(stroke.colour))
    canvas.setLineWidth(stroke.width)
    canvas.setLineCap(FLAT if stroke.dash else ROUND)
    canvas.setDash(list(stroke.dash))


@lru_cache(maxsize=256)
def _colour(value: str) -> Any:
    return HexColor(value)
