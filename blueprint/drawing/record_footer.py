"""The foot of a sheet: legend, the record of the blueprint, the sheet's number, and a QR code beside them.

Two lines hold the record on wide sheets. Where it is longer, what authors typed is cut: its whole is in the
description, in the metadata and in `whole_record_block`. A version, a date, a share, a sheet's number never is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.legend import PROGRAM, legend_block
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.qr_code import coded_text, qr_path
from visavis.blueprint.drawing.record_facts import record_facts, say_fact, whole_facts
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text import fit
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import ELLIPSIS

LEADING = 1.15
# A line ends after it.
SEPARATOR = "\N{NO-BREAK SPACE}· "
# A record takes the least number of lines that shows so many letters of each text; in the most lines, fewer.
USUAL_LINES, MOST_LINES = 2, 7
CUTS = (420, 340, 280, 230, 190, 160, 135, 115, 98, 84, 72, 62, 53)
LAST_CUTS = (45, 38, 32, 26)
# A version, a date or a row of shares that is longer than this is a text like others.
LONGEST_VALUE = 96
# Room is kept for numbers as wide as these: a foot is asked for its height before the sheets are counted.
WIDEST_NUMBER = 88
# The QR code's caption takes at most this part of the width.
RIGHT_PART = 0.3
LABEL_GAP = 10.0


@dataclass(frozen=True, slots=True)
class FootSizes:
    """The sizes of a foot in the units of its drawing: its letters, the side of its QR code, the gap beside it."""

    letters: float = LEAST_SIZE
    qr_side: float = 43.5
    gap: float = 14.0


# On A3, where a unit of the poster is 0.62 pt, the letters are 8.4 pt and the QR code 27 pt (9.5 mm).
POSTER_FOOT = FootSizes()
# Sheets that are composed in points.
PAGE_FOOT = FootSizes(9.0, 27.0, 9.0)


def foot_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float,
               page: int, pages: int, *, internal: bool = False, excerpt: Excerpt | None = None) -> PageBlock:
    """Return the foot of a poster's sheet: the legend, the record below it, the QR code right of both.

    `page` of `pages` is the sheet's number; the height depends on neither. An `internal` sheet says that it is one.
    """
    room = width - POSTER_FOOT.qr_side - POSTER_FOOT.gap
    legend = legend_block(context, document, analysis, room, excerpt)
    recorded = excerpt.recorded if excerpt else document
    lines = _lines_block(context, recorded, room, (page, pages), POSTER_FOOT, internal=internal)
    left = stack_blocks([block for block in (legend, lines) if block.height], 0.0)
    return _beside_code(context, document, width, POSTER_FOOT, left)


def footer_block(context: DrawingContext, document: BlueprintDocument, width: float, page: int, pages: int,
                 sizes: FootSizes = PAGE_FOOT) -> PageBlock:
    """Return the record, the sheet's number and the QR code without a legend."""
    room = width - sizes.qr_side - sizes.gap
    return _beside_code(context, document, width, sizes, _lines_block(context, document, room, (page, pages), sizes))


def record_sentence(context: DrawingContext, document: BlueprintDocument) -> str:
    """Return the whole record as one line, nothing of it cut."""
    return SEPARATOR.join(say_fact(fact, context.translate) for fact in record_facts(document))


def whole_record_block(context: DrawingContext, document: BlueprintDocument, width: float,
                       letters: float = LEAST_SIZE) -> PageBlock:
    """Return each fact of the record below the other and what the QR code holds, nothing of it cut: for the annex."""
    bold = TextStyle(letters, Weight.SEMIBOLD)
    facts = [*whole_facts(document, context.translate),
             (context.translate(message("QR code")), context.translate(coded_text(document).caption))]
    beside = max(context.metrics.width(label, bold) for label, _ in facts) + LABEL_GAP
    rows = []
    for number, (label, value) in enumerate(facts):
        name = paragraph(context, label, bold, beside, 1)
        said = paragraph(context, value, TextStyle(letters), width - beside, 99)
        parts = (*set_block(name, Rect(0.0, 0.0, beside, said.height), context.theme.ink),
                 *set_block(said, Rect(beside, 0.0, width - beside, said.height), context.theme.ink))
        rows.append(PageBlock(width, said.height, (Group(
            f"record-{number}", Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, said.height), parts, label,
            f"{label} {value}"),)))
    return stack_blocks(rows, 2.0)


def _beside_code(context: DrawingContext, document: BlueprintDocument, width: float, sizes: FootSizes,
                 left: PageBlock) -> PageBlock:
    """Return a block with the QR code at its right."""
    coded, side = coded_text(document), sizes.qr_side
    height = max(left.height, side)
    square = Rect(width - side, (height - side) / 2, side, side)
    caption = context.translate(coded.caption)
    path = qr_path(coded.content, square.x, square.y, side, context.theme.ink)
    title, text = message("QR code"), message("QR code. {caption}", caption=caption)
    code = Group("qr-code", Role.FOOTER, Layer.PAGE, square, (path,), context.translate(title),
                 context.translate(text))
    return PageBlock(width, height, (*left.at(0.0, (height - left.height) / 2), code))


def _lines_block(context: DrawingContext, document: BlueprintDocument, width: float, number: tuple[int, int],
                 sizes: FootSizes, *, internal: bool = False) -> PageBlock:
    """Return the record at the left; at the right what the QR code holds, and below it the sheet's number."""
    muted, style = context.theme.muted, TextStyle(sizes.letters)
    told, caption = page_number(context, *number, internal=internal), context.translate(coded_text(document).caption)
    least = max(context.metrics.width(each, style) for each in (told, page_number(
        context, WIDEST_NUMBER, WIDEST_NUMBER, internal=internal)))
    beside = max(least, min(context.metrics.width(caption, style), width * RIGHT_PART)) + 0.5
    room = width - beside - 2 * sizes.gap
    record = _fit_record(context, document, style, room)
    above, below = (_fit(context, text, style, beside, 1) for text in (caption, told))
    height = max(record.height, above.height + below.height)
    right = Rect(width - beside, height - above.height - below.height, beside, above.height + below.height)
    parts = (*set_block(record, Rect(0.0, 0.0, room, height), muted),
             *set_block(above, right, muted, align=Align.RIGHT),
             *set_block(below, Rect(right.x, right.y + above.height, beside, below.height), muted,
                        align=Align.RIGHT))
    whole = f"{record_sentence(context, document)}{SEPARATOR}{caption}{SEPARATOR}{told}"
    return PageBlock(width, height, (
        Group("footer", Role.FOOTER, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, told, whole),))


def page_number(context: DrawingContext, page: int, pages: int, *, internal: bool = False) -> str:
    """Return who made a sheet, and which of how many it is."""
    number = message("{program} · page {page}/{pages}", program=PROGRAM, page=page, pages=pages)
    return context.translate(message("Internal version · {number}", number=number) if internal else number)


def _fit_record(context: DrawingContext, document: BlueprintDocument, style: TextStyle, width: float) -> FittedText:
    facts = [(say_fact(fact, context.translate), fact.is_free) for fact in record_facts(document)]
    return fit_facts(context, facts, style, width)


def fit_facts(context: DrawingContext, facts: Sequence[tuple[str, bool]], style: TextStyle, width: float,
              usual: int = USUAL_LINES, most: int = MOST_LINES) -> FittedText:
    """Return facts (a text, and whether it may be cut) in as few lines as show enough, the longest text cut first."""
    texts = [text for text, _ in facts]
    free = [is_free or len(text) > LONGEST_VALUE for text, is_free in facts]

    def fit_cut(letters: int, lines: int) -> FittedText:
        return _fit(context, SEPARATOR.join(_cut_free(texts, free, letters)), style, width, lines)

    whole = _fit(context, SEPARATOR.join(texts), style, width, usual)
    if not whole.is_cut:
        return whole
    for lines in range(usual, most + 1):
        cuts = (*CUTS, *LAST_CUTS) if lines == most else CUTS
        if not fit_cut(cuts[-1], lines).is_cut:
            # What fits at one length fits at every shorter one: planning asks for many widths.
            first = bisect_left(cuts, 1, key=lambda letters: int(not fit_cut(letters, lines).is_cut))
            return fit_cut(cuts[first], lines)
    return fit_cut(LAST_CUTS[-1], most)


def _cut_free(texts: Sequence[str], free: Sequence[bool], most: int) -> Iterator[str]:
    for text, is_free in zip(texts, free, strict=True):
        yield _cut_words(text, most) if is_free else text


def _cut_words(text: str, most: int) -> str:
    """Return a text of at most `most` letters, cut after a part of its list, else after a word, in its last half.

    A reference of law that is cut in two says nothing: it is whole or left out.
    """
    if len(text) <= most:
        return text
    kept = text[:most - 1]
    ends = [at for at, letter in enumerate(kept)
            if letter in ",;" and kept.count("(", 0, at) == kept.count(")", 0, at)]
    if ends and 2 * ends[-1] >= most:
        return kept[:ends[-1]].rstrip() + ELLIPSIS
    words = kept.rpartition(" ")[0]
    return (words if len(words) * 3 >= most * 2 else kept).rstrip(" ,;:.\u00a0\u202f(") + ELLIPSIS


def _fit(context: DrawingContext, text: str, style: TextStyle, width: float, lines: int) -> FittedText:
    return fit(text, style, max(width, style.size), max_lines=lines, minimum=style.size, metrics=context.metrics,
               leading=LEADING)
