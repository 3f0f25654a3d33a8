"""The head of the citizen's page: whose service it is, the title, what it is about, and the QR code beside them."""

from __future__ import annotations

from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.qr_code import coded_text, find_page, qr_path
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

KICKER = TextStyle(LEAST_TYPE)
TITLE = TextStyle(32.0, Weight.BOLD)
SUMMARY = TextStyle(LEAST_TYPE)
CONTINUED = TextStyle(14.5, Weight.BOLD)
# From the usual size to the least in which a long title is set, on so many lines.
LEAST_LINE, LEAST_TITLE, TITLE_LINES, SUMMARY_LINES = 25.0, 18.0, 2, 3
LOGO_HEIGHT = 46.0
CODE_SIDE, CODE_GAP = 44.0, 10.0
GAP = 12.0


def head_block(context: DrawingContext, document: BlueprintDocument, excerpt: Excerpt | None,
               width: float, size: float = TITLE.size) -> PageBlock:
    """Return the head of the first sheet, its title in type of a `size` or smaller."""
    return put_logo_beside(context.look, width, LOGO_HEIGHT,
                           lambda room: _with_code(context, document, excerpt, room, size), gap=GAP)


def short_head_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return the head of a further sheet."""
    text = context.translate(message("{title} (continued)", title=_title(context, document)))
    fitted = paragraph(context, text, CONTINUED, width, 1, least=LEAST_TYPE)
    box = Rect(0.0, 0.0, width, fitted.height)
    return PageBlock(width, fitted.height, (
        Group("continued", Role.TITLE, Layer.PAGE, box, set_block(fitted, box, context.theme.muted),
              document.head.title, text),))


def _with_code(context: DrawingContext, document: BlueprintDocument, excerpt: Excerpt | None,
               width: float, size: float) -> PageBlock:
    recorded = excerpt.recorded if excerpt else document
    code = _code_block(context, recorded)
    title = _title(context, document)
    kicker = " · ".join(_kicker(context, document, excerpt))
    room = width - code.width - CODE_GAP
    rows = [("kind", Role.TEXT, kicker, KICKER, 1, LEAST_TYPE, room, context.theme.muted),
            ("title", Role.TITLE, title, TITLE, TITLE_LINES, LEAST_TITLE, room, context.theme.ink),
            ("sentence", Role.TEXT, document.head.summary.strip(), SUMMARY, SUMMARY_LINES, LEAST_TYPE, width,
             context.theme.muted)]
    groups, y = [], 0.0
    for name, role, text, style, lines, least, across, colour in rows:
        if not text:
            continue
        if name == "sentence":
            y = max(y, code.height) + 1.0
        fitted = _fit_title(context, text, across, size) if role is Role.TITLE else paragraph(
            context, text, style, across, lines, least=least)
        box = Rect(0.0, y, across, fitted.height)
        groups.append(Group(name, role, Layer.PAGE, box, set_block(fitted, box, colour), text, text))
        y = box.bottom
    # The title is read first.
    groups.sort(key=lambda group: group.role is not Role.TITLE)
    return PageBlock(width, max(y, code.height), (*groups, *code.at(width - code.width, 0.0)))


def _fit_title(context: DrawingContext, text: str, width: float, size: float) -> FittedText:
    """Return a title in large type on one line, else on two in type that is as large as it can be."""
    style = TITLE.with_size(size)
    line = paragraph(context, text, style, width, 1, least=min(LEAST_LINE, size), leading=1.1)
    if not line.is_cut:
        return line
    return paragraph(context, text, style, width, TITLE_LINES, least=LEAST_TITLE, leading=1.1)


def _title(context: DrawingContext, document: BlueprintDocument) -> str:
    return document.head.title.strip() or context.translate(message("Untitled blueprint"))


def _kicker(context: DrawingContext, document: BlueprintDocument, excerpt: Excerpt | None) -> list[str]:
    """Return whose service it is, and whose journey the page tells where that is one persona's."""
    service = document.head.service
    told = [text.strip() for text in (service.authority, service.life_event) if text and text.strip()]
    if excerpt is not None and excerpt.figures_of is not None:
        told.append(context.translate(message("the journey of {persona}", persona=excerpt.figures_of)))
    return told or [context.translate(message("Your journey, step by step"))]


def _code_block(context: DrawingContext, document: BlueprintDocument) -> PageBlock:
    """Return the QR code with what it holds at its left: the page where to ask, or which blueprint this is."""
    coded, translate = coded_text(document), context.translate
    is_page = bool(find_page(document.head.record.contact or ""))
    caption = translate(message("more online") if is_page else message("about this sheet"))
    words = caption.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))] or [(caption, "")]
    lines = min(halves, key=lambda half: max(map(len, half)))
    fitted = [paragraph(context, line, KICKER.with_size(LEAST_TYPE), 200.0, 1) for line in lines if line]
    across = max(line.width for line in fitted) + 1.0
    square = Rect(across + 8.0, 2.0, CODE_SIDE, CODE_SIDE)
    parts = [part for number, line in enumerate(fitted)
             for part in set_block(line, Rect(0.0, 4.0 + number * line.height, across, line.height),
                                   context.theme.muted, align=Align.RIGHT)]
    path = qr_path(coded.content, square.x, square.y, CODE_SIDE, context.theme.ink)
    text = translate(message("{said}: {caption}", said=caption, caption=coded.caption))
    bounds = Rect(0.0, 0.0, square.right, square.bottom)
    return PageBlock(bounds.width, bounds.height, (
        Group("qr-code", Role.FIGURE, Layer.PAGE, bounds, (*parts, path), translate(message("QR code")), text),))
