"""The PDF backend: pages drawn with reportlab, then tagged with pikepdf so that a screen reader can follow them.

Each group of the display list becomes one piece of marked content; the structure tree lists them in reading order.
The same pages always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from visavis.blueprint.drawing import Box, Group, Page, PageSet, Path, Primitive, Stroke, Text
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment
from visavis.exporters.backends.pdf_shapes import shape_operators
from visavis.exporters.backends.pdf_tags import (
    MISSING,
    TaggedGroup,
    actual_text_of,
    add_tags,
    alternative_text_of,
    tag_of,
)
from visavis.templates.fonts.catalogue import TEXT_FACES, file_of

ROUND, FLAT = 1, 0
PRODUCER = "Vis-à-vis"


def pdf(pages: PageSet) -> bytes:
    """Return the pages as a tagged PDF with embedded fonts, selectable text, and a title and language of its own."""
    stream = BytesIO()
    # Compressed once, when it is tagged: reportlab would write compressed pages as text, a quarter longer and slowly.
    canvas = Canvas(stream, pageCompression=0, invariant=1, initialFontName=_font(TEXT_FACES["regular"]))
    canvas.setTitle(clean_text(pages.title))
    canvas.setAuthor(clean_text(pages.author))
    canvas.setSubject(clean_text(pages.subject))
    canvas.setKeywords([clean_text(word) for word in pages.keywords])
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    structure = [_page(canvas, page, is_first=number == 0) for number, page in enumerate(pages.pages)]
    canvas.save()
    return add_tags(stream.getvalue(), pages, structure)


def _page(canvas: Canvas, page: Page, *, is_first: bool) -> list[TaggedGroup]:
    """Draw one page and return its tagged groups in reading order."""
    canvas.setPageSize((page.width, page.height))
    canvas.saveState()
    canvas.setLineJoin(ROUND)
    canvas.translate(page.x, page.height - page.y)
    canvas.scale(page.scale, page.scale)
    if page.drawing.background is not None:
        canvas.addLiteral("/Artifact BMC")
        canvas.setFillColor(_colour(page.drawing.background))
        canvas.rect(0, -page.drawing.height, page.drawing.width, page.drawing.height, stroke=0, fill=1)
        canvas.addLiteral("EMC")
    identifiers: dict[int, int] = {}
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
    canvas.showPage()
    return [_tag_group(page, group, identifiers[id(group)], is_first=is_first) for group in page.drawing.groups
            if id(group) in identifiers]


def _tag_group(page: Page, group: Group, content: int, *, is_first: bool) -> TaggedGroup:
    tag = tag_of(group, is_first=is_first) or ""
    return TaggedGroup(tag, content, alternative_text_of(group, tag), actual_text_of(group), _bounds(page, group))


def _bounds(page: Page, group: Group) -> tuple[float, float, float, float]:
    """Return a group's box on its page, in PDF's own direction: left, bottom, right, top."""
    rect, scale = group.bounds, page.scale
    top = page.height - page.y - rect.y * scale
    return page.x + rect.x * scale, top - rect.height * scale, page.x + rect.right * scale, top


def _group(canvas: Canvas, group: Group) -> None:
    for primitive in group.primitives:
        _primitive(canvas, primitive)


def _primitive(canvas: Canvas, primitive: Primitive) -> None:
    if isinstance(primitive, Text):
        _text(canvas, primitive)
        return
    operators = shape_operators(primitive)
    if operators:
        _inks(canvas, primitive)
        canvas.addLiteral(operators)
        _reset_opacity(canvas, primitive)


def _text(canvas: Canvas, text: Text) -> None:
    drawn = "".join(part.text for part in text.run.segments)
    if not drawn.strip():
        return
    told = _replacement_text(text.run, drawn)
    if told:
        canvas.addLiteral(f"/Span <</ActualText <FEFF{told.encode('utf-16-be').hex().upper()}>>> BDC")
    canvas.setFillColor(_colour(text.colour))
    line = canvas.beginText()
    for part in text.run.segments:
        line.setFont(_font(part.face), text.run.style.size)
        for x, letters in _split_segment(part):
            line.setTextOrigin(text.x + x, -text.baseline)
            line.textOut(letters)
    # An invisible space at the end keeps the last word of one line apart from the first of the next for readers.
    line.textOut(" ")
    canvas.drawText(line)
    if told:
        canvas.addLiteral("EMC")


def _split_segment(part: GlyphSegment) -> Iterator[tuple[float, str]]:
    """Yield what can be written at once, and where: letters that no face has may stand wider than their box."""
    if MISSING not in part.glyphs:
        yield part.x, part.text
        return
    yield from zip(accumulate(part.advances, initial=part.x), part.text, strict=False)


def _replacement_text(run: GlyphRun, drawn: str) -> str:
    """Return what readers must get instead of the letters drawn: what has no glyph, or none of its own.

    Only the order of right-to-left lines is left to the structure tree: readers put drawn letters in order
    themselves, and would turn round what is in order already.
    """
    if any(MISSING in part.glyphs for part in run.segments):
        return run.text
    return "" if has_right_to_left(run.text) or drawn.strip() == run.text.strip() else run.text


def _inks(canvas: Canvas, shape: Box | Path) -> None:
    if shape.fill is not None:
        canvas.setFillColor(_colour(shape.fill))
    if shape.stroke is not None:
        _pen(canvas, shape.stroke)
    # After the colours: setting a colour makes it opaque.
    if shape.opacity < 1:
        canvas.setFillAlpha(shape.opacity)
        canvas.setStrokeAlpha(shape.opacity)


def _reset_opacity(canvas: Canvas, shape: Box | Path) -> None:
    if shape.opacity < 1:
        canvas.setFillAlpha(1)
        canvas.setStrokeAlpha(1)


def _pen(canvas: Canvas, stroke: Stroke) -> None:
    canvas.setStrokeColor(_colour(stroke.colour))
    canvas.setLineWidth(stroke.width)
    canvas.setLineCap(FLAT if stroke.dash else ROUND)
    canvas.setDash(list(stroke.dash))


@lru_cache(maxsize=256)
def _colour(value: str) -> Any:
    return HexColor(value)


@lru_cache(maxsize=32)
def _font(face: str) -> str:
    """Register a shipped face with reportlab, once, and return its name."""
    pdfmetrics.registerFont(TTFont(face, str(file_of(face)), asciiReadable=0))
    return face


