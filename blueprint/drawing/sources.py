"""The foot of a page for readers: what its figures leave out, and the record of the blueprint."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.figure_words import granted_words, missing_sentence
from visavis.blueprint.drawing.basis_words import basis_parts
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.record_footer import PAGE_FOOT, FootSizes, footer_block
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

GAP = 4.0


def sources_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                  width: float, number: tuple[int, int] = (1, 1), excerpt: Excerpt | None = None, *,
                  sizes: FootSizes = PAGE_FOOT) -> PageBlock:
    """Return what the figures are of and leave out, then the record; `number` is the sheet's, of how many."""
    recorded = excerpt.recorded if excerpt else document
    record = footer_block(context, recorded, width, *number, sizes)
    extract = [context.translate(sentence) for sentence in excerpt_sentences(excerpt)] if excerpt else []
    text = " ".join([*extract, *_sources(context, recorded, analysis)])
    if not text:
        return record
    line = paragraph(context, text, TextStyle(sizes.letters), width, 5 if excerpt else 3)
    rect = Rect(0.0, 0.0, width, line.height)
    told = Group("sources", Role.TEXT, Layer.PAGE, rect, set_block(line, rect, context.theme.muted), "", text)
    return stack_blocks([PageBlock(width, line.height, (told,)), record], GAP)


def _sources(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None) -> Iterator[str]:
    if not basis_parts(document):
        yield context.translate(message("No times are known yet."))
    journey = analysis.measures.everybody if analysis else None
    if journey is not None and journey.headline_cases.elapsed.mean_minutes.value is not None:
        yield context.translate(message("Times are means over all requests.") if journey.decided is None else message(
            "Times are means over requests that reach a decision: {shares}.", shares=granted_words(journey)))
    if journey is not None:
        missing = missing_sentence(journey.missing)
        if missing is not None:
            yield context.translate(missing)
