"""The foot of the citizen's page: how sure the times are, then date, version, author and page."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.record_facts import record_facts, say_fact
from visavis.blueprint.drawing.record_footer import SEPARATOR
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

SMALL = TextStyle(LEAST_TYPE)
LINES, SOURCE_LINES = 3, 4
# The facts of a record that this page prints: version, date, authors.
PRINTED = 3
GAP = 14.0


def foot_block(context: DrawingContext, document: BlueprintDocument, width: float,
               number: tuple[int, int], excerpt: Excerpt | None,
               *, with_page: bool = True) -> PageBlock:
    """Return the foot of one of so many sheets, on each as high; without the number where pages bear it elsewhere."""
    translate, muted = context.translate, context.theme.muted
    recorded = excerpt.recorded if excerpt else document
    said = [translate(told) for told in _sources(recorded, excerpt)]
    sources, basis = " ".join(said[:-1]), said[-1:]
    record = SEPARATOR.join([*(say_fact(fact, translate) for fact in record_facts(recorded)[:PRINTED]), *basis])
    page = translate(message("page {page}/{pages}", page=number[0], pages=number[1])) if with_page else ""
    widest = translate(message("page {page}/{pages}", page=88, pages=88)) if with_page else ""
    beside = context.metrics.width(widest, SMALL) + 1.0 if with_page else -GAP
    above = paragraph(context, sources, SMALL, width, SOURCE_LINES) if sources else None
    below = paragraph(context, record, SMALL, width - beside - GAP, LINES)
    last = paragraph(context, page, SMALL, max(beside, SMALL.size), 1)
    top = above.height if above is not None else 0.0
    box = Rect(0.0, top, width - beside - GAP, below.height)
    right = Rect(width - beside, box.bottom - last.height, beside, last.height)
    foot = Group("footer", Role.FOOTER, Layer.PAGE, Rect(0.0, box.y, width, box.height),
                 (*set_block(below, box, muted), *(set_block(last, right, muted, align=Align.RIGHT) if page else ())),
                 page or record, SEPARATOR.join(filter(None, (record, page))))
    groups = [foot]
    if above is not None:
        rect = Rect(0.0, 0.0, width, above.height)
        told = Group("sources", Role.TEXT, Layer.PAGE, rect, set_block(above, rect, muted), "", sources)
        groups.insert(0, told if number[0] == 1 else _silent(told))
    return PageBlock(width, box.bottom, tuple(groups))


def _silent(group: Group) -> Group:
    """Return a text that was read on the first sheet."""
    return Group(group.id, Role.DECORATION, group.layer, group.bounds, group.primitives)


def _sources(document: BlueprintDocument, excerpt: Excerpt | None) -> Iterator[Message]:
    """Yield what the page is an extract of, then whether anybody measured its times; no percentages."""
    if excerpt is not None:
        yield from excerpt_sentences(excerpt)
    timed = [step.basis for step in document.steps if step.work is not None or step.wait is not None]
    if not timed:
        yield message("no times are known yet")
    elif all(basis is Basis.MEASURED for basis in timed):
        yield message("times measured")
    elif Basis.MEASURED in timed:
        yield message("times partly measured, partly estimated")
    elif any(basis is not None for basis in timed):
        yield message("times estimated, not measured")
    else:
        yield message("where the times come from is not said")
