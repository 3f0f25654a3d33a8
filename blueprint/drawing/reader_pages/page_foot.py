"""The foot of a page for readers: whose figures these are, the record of the blueprint, the sheet's number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.figure_words import missing_sentence
from visavis.blueprint.drawing.display_list import Group, Layer, Role, Stroke
from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.figure_texts import whose_figures
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.record_facts import short_record
from visavis.blueprint.drawing.record_footer import SEPARATOR, fit_facts, page_number
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

TEXT = TextStyle(LEAST_TYPE)
# Units: below the rule, between the record and the number at its right.
RULE_GAP, NUMBER_GAP = 6.0, 18.0
# Lines of the record: usually, and at most; a screen has little room.
PAPER_LINES, SCREEN_LINES = (2, 5), (1, 2)


def foot_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None, width: float,
               number: tuple[int, int], excerpt: Excerpt | None = None, *,
               notes: Sequence[Message] = (), is_screen: bool = False) -> PageBlock:
    """Return the foot, `width` units wide; `number` is the sheet's, of how many, and does not change its height.

    `notes` say what else a reader of the page must know.
    """
    recorded, muted = excerpt.recorded if excerpt else document, context.theme.muted
    rule = straight_line(0.0, 0.0, width, 0.0, Stroke(context.theme.hairline))
    groups = [Group("foot-rule", Role.DECORATION, Layer.PAGE, Rect(0.0, 0.0, width, 0.0), (rule,))]
    y = RULE_GAP
    sources = " ".join([*_sources(context, analysis, excerpt), *map(context.translate, notes)])
    if sources:
        told = paragraph(context, sources, TEXT, width, 4 if excerpt or notes else 2)
        box = Rect(0.0, y, width, told.height)
        groups.append(Group("sources", Role.TEXT, Layer.PAGE, box, set_block(told, box, muted), "", sources))
        y = box.bottom + 1.0
    page = page_number(context, *number)
    beside = paragraph(context, page, TEXT, width / 2, 1)
    widest = context.metrics.width(page_number(context, 88, 88), TEXT)
    facts = short_record(recorded, context.translate)
    room = width - max(widest, beside.width) - NUMBER_GAP
    record = fit_facts(context, facts, TEXT, room, *(SCREEN_LINES if is_screen else PAPER_LINES))
    box = Rect(0.0, y, width, record.height)
    last = Rect(width - beside.width, box.bottom - beside.height, beside.width, beside.height)
    parts = (*set_block(record, box._replace(width=room), muted),
             *set_block(beside, last, muted, align=Align.RIGHT))
    whole = SEPARATOR.join([*(text for text, _ in facts), page])
    groups.append(Group("footer", Role.FOOTER, Layer.PAGE, box, parts, page, whole))
    return PageBlock(width, box.bottom, tuple(groups))


def measured_words(document: BlueprintDocument) -> Message:
    """Return how many of a hundred times were measured: what a reader must know of any figure of a page.

    Times of which nobody said where they come from count as not measured.
    """
    timed = [step.basis for step in document.steps if step.work is not None or step.wait is not None]
    if not timed:
        return message("no times known")
    measured = sum(basis is Basis.MEASURED for basis in timed)
    if not measured:
        return message("no time measured")
    count = apportion((measured, len(timed) - measured), 100)[0]
    if count == 100:
        return message("all times measured")
    return plural("{count} time in 100 measured", "{count} times in 100 measured", max(1, min(99, count)))


def _sources(context: DrawingContext, analysis: Analysis | None, excerpt: Excerpt | None) -> Iterator[str]:
    translate = context.translate
    if excerpt is not None:
        yield from map(translate, excerpt_sentences(excerpt))
    measured = analysis.measures.everybody if analysis is not None else None
    if measured is None:
        return
    yield whose_figures(measured, translate)
    missing = missing_sentence(measured.missing)
    if missing is not None:
        yield translate(missing)
