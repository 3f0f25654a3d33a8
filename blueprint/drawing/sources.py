"""The line at the foot of a page for readers: where the numbers come from, and what made the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.figure_words import granted_words, missing_sentence
from visavis.blueprint.drawing.display_list import Group, Layer, Role
from visavis.blueprint.drawing.legend import PROGRAM, basis_sentence
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle

TEXT = TextStyle(9.0)
LEAST = 9.0
GAP = 12.0


def sources_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                  width: float) -> PageBlock:
    """Return where the numbers come from, and what made the sheet."""
    theme = context.theme
    program = paragraph(context, PROGRAM, TEXT, width / 4, 1, least=LEAST)
    text = " ".join(_sources(context, document, analysis))
    line = paragraph(context, text, TEXT, width - program.width - GAP, 3, least=LEAST)
    rect = Rect(0.0, 0.0, width, line.height)
    right = Rect(width - program.width, line.height - program.height, program.width, program.height)
    left = Rect(0.0, 0.0, right.x - GAP, line.height)
    parts = (*set_block(line, left, theme.muted), *set_block(program, right, theme.muted))
    return PageBlock(width, line.height, (Group("sources", Role.FOOTER, Layer.PAGE, rect, parts, PROGRAM, text),))


def _sources(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None) -> Iterator[str]:
    basis = basis_sentence(document)
    yield context.translate(basis) if basis else context.translate(message("No times are known yet."))
    journey = analysis.measures.everybody if analysis else None
    if journey is not None and journey.headline_cases.elapsed.mean_minutes.value is not None:
        yield context.translate(message("Times are means over all requests.") if journey.decided is None else message(
            "Times are means over requests that reach a decision: {shares}.", shares=granted_words(journey)))
    if journey is not None:
        missing = missing_sentence(journey.missing)
        if missing is not None:
            yield context.translate(missing)
    if document.head.service.legal_basis:
        yield context.translate(message("Legal basis: {law}.", law=document.head.service.legal_basis))
