"""What a citizen needs beside the steps: documents to attach, with boxes to tick, and what to do who disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis.plain.requested_documents import requested_documents
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

HEADING = TextStyle(14.0, Weight.BOLD)
BODY = TextStyle(LEAST_TYPE)
LEADING = 1.23
PAD, RADIUS, GAP = 8.0, 8.0, 9.0
# The parts of the width that the documents may have: the one that makes both boxes lowest is taken.
DOCUMENTS_PARTS = (0.575, 0.5, 0.54, 0.62, 0.66, 0.45)
# A tick box with its room, the least width of a column of documents, and how many lines a text takes at most.
TICK, TICK_ROOM, COLUMN = 9.5, 16.0, 105.0
DOCUMENT_LINES, APPEAL_LINES = 3, 14
MOST_DOCUMENTS = 16
ICON, ICON_ROOM = 15.0, 21.0


def documents_and_appeal(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return both side by side, one as high as the other."""
    tries = [_side_by_side(context, document, width, part) for part in DOCUMENTS_PARTS]
    return min(tries, key=lambda block: block.height)


def _side_by_side(context: DrawingContext, document: BlueprintDocument, width: float, part: float) -> PageBlock:
    left = width * part - GAP / 2
    right = width - left - GAP
    blocks = [documents_block(context, document, left - 2 * PAD), appeal_block(context, document, right - 2 * PAD)]
    height = max(block.height for block in blocks) + 2 * PAD - 2.0
    groups: list[Group] = []
    for name, block, x, across, inks in (("documents", blocks[0], 0.0, left, context.theme.citizen),
                                         ("appeal", blocks[1], left + GAP, right, context.theme.agent)):
        groups += [_frame(name, Rect(x, 0.0, across, height), inks), *block.at(x + PAD, PAD - 2.0)]
    return PageBlock(width, height, tuple(groups))


def documents_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return the documents of the request, each with a box to tick; that no list is known is said."""
    theme, translate = context.theme, context.translate
    groups = [_heading(context, "documents", message("Documents to attach"), width, theme.citizen)]
    top = groups[0].bounds.bottom + 1.0
    names = [item.name.strip() or item.id for item in requested_documents(document)]
    if not names:
        said = translate(message("No list of documents is given here. Ask for it before you begin."))
        return _with_text(context, groups, "documents-none", said, width)
    columns = 2 if width >= 2 * COLUMN and len(names) > 1 else 1
    across = width / columns
    fitted = [paragraph(context, name, BODY, across - TICK_ROOM - 3.0, DOCUMENT_LINES, leading=LEADING)
              for name in names[:MOST_DOCUMENTS]]
    # Down the first column until it has its part of the lines, then down the second.
    half = -(-sum(len(each.lines) for each in fitted) // columns)
    x, y, bottom, lines = 0.0, top, top, 0
    for number, (name, text) in enumerate(zip(names, fitted, strict=False)):
        if x == 0.0 and lines >= half:
            x, y = across, top
        groups.append(_tick_group(context, number, name, text, x, y))
        y, lines = y + text.height, lines + len(text.lines)
        bottom = max(bottom, y)
    if len(names) > MOST_DOCUMENTS:
        more = translate(message("and {count} others", count=len(names) - MOST_DOCUMENTS))
        return _with_text(context, groups, "documents-more", more, width, bottom)
    return PageBlock(width, bottom, tuple(groups))


def appeal_block(context: DrawingContext, document: BlueprintDocument, width: float) -> PageBlock:
    """Return what somebody can do who disagrees, as the record says it; that it does not is said."""
    asked = message("Disagree with the decision?")
    groups = [_heading(context, "appeal", asked, width, context.theme.agent, "scale")]
    appeal = " ".join((document.head.record.appeal or "").split())
    missing = message("How to appeal is not given here. Ask for it in writing, with the decision.")
    return _with_text(context, groups, "appeal-text", appeal or context.translate(missing), width)


def _frame(name: str, rect: Rect, inks: Inks) -> Group:
    return Group(f"{name}-frame", Role.DECORATION, Layer.LANES, rect, (
        Box(rect.inset(0.6), RADIUS, None, Stroke(inks.line, 1.2)),))


def _heading(context: DrawingContext, name: str, words: Message, width: float, inks: Inks, icon: str = "") -> Group:
    text, left = context.translate(words), ICON_ROOM if icon else 0.0
    fitted = paragraph(context, text, HEADING, width - left, 2, least=12.0)
    box = Rect(left, 0.0, width - left, fitted.height)
    sign: tuple[Primitive, ...] = (icon_path(icon, 0.0, (fitted.line_height - ICON) / 2, ICON, inks.ink, 1.4),
                                   ) if icon else ()
    return Group(f"{name}-heading", Role.HEADING, Layer.CARDS, Rect(0.0, 0.0, width, fitted.height),
                 (*sign, *set_block(fitted, box, inks.ink)), text, text)


def _tick_group(context: DrawingContext, number: int, name: str, fitted: FittedText, x: float, y: float) -> Group:
    rect = Rect(x, y, TICK_ROOM + fitted.width, fitted.height)
    return Group(f"document-{number}", Role.ITEM, Layer.CARDS, rect, tuple(_tick(context, fitted, rect)), name, name)


def _tick(context: DrawingContext, fitted: FittedText, rect: Rect) -> Iterator[Primitive]:
    inks = context.theme.citizen
    yield Box(Rect(rect.x + 0.6, rect.y + (fitted.line_height - TICK) / 2, TICK, TICK), 2.0, None,
              Stroke(inks.ink, 1.2))
    yield from set_block(fitted, Rect(rect.x + TICK_ROOM, rect.y, rect.width - TICK_ROOM + 0.5, rect.height),
                         context.theme.ink)


def _with_text(context: DrawingContext, groups: Sequence[Group], name: str, text: str, width: float,
               top: float | None = None) -> PageBlock:
    """Return groups with a paragraph below them."""
    y = groups[0].bounds.bottom + 1.0 if top is None else top
    fitted = paragraph(context, text, BODY, width, APPEAL_LINES, leading=LEADING)
    box = Rect(0.0, y, width, fitted.height)
    told = Group(name, Role.TEXT, Layer.CARDS, box, set_block(fitted, box, context.theme.ink), "", text)
    return PageBlock(width, box.bottom, (*groups, told))
