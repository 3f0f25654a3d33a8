"""How requests end, as twenty people with the words below; and how sure the times are, as a hundred of them."""

from __future__ import annotations

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE, count_outcomes, people_words, person
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.outcome_units import order_outcomes
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, STRONG, section_heading, set_lines
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import Message, MessageList, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument

PERSON_HEIGHT, MOST_STEP = 31.0, 26.0
BAR_HEIGHT = 10.0
HUNDRED = 100


def people_rows(context: DrawingContext, analysis: Analysis, width: float) -> list[PageBlock]:
    """Return twenty people in the forms of how their requests end, and how many each form is."""
    measured = analysis.measures.everybody
    translate, theme = context.translate, context.theme
    heading = section_heading(context, "people", translate(message("Out of 20 requests")), width, theme.ink)
    people = order_outcomes(count_outcomes(measured)) if measured is not None else ()
    if not people:
        text = translate(message("How requests end is not known: how often each way is taken is not drawn."))
        parts, height = set_lines(context, text, BODY, Rect(0.0, 0.0, width, 0.0), theme.ink, 3)
        return [heading, PageBlock(width, height, (
            Group("outcomes", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, text, text),))]
    step = min(MOST_STEP, width / PEOPLE)
    marks: list[Primitive] = []
    for place, outcome in enumerate(outcome for outcome, count in people for _ in range(count)):
        marks += person(theme, outcome, Rect(place * step, 0.0, step * 0.82, PERSON_HEIGHT))
    words = translate.write(MessageList(tuple(people_words(outcome, count) for outcome, count in people)))
    parts, tall = set_lines(context, words, STRONG, Rect(0.0, PERSON_HEIGHT + 4.0, width, 0.0), theme.ink, 3)
    height = PERSON_HEIGHT + 4.0 + tall
    return [heading, PageBlock(width, height, (
        Group("outcomes", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, height), (*marks, *parts), words,
              f"{words}."),))]


def basis_rows(context: DrawingContext, document: BlueprintDocument, width: float) -> list[PageBlock]:
    """Return how many of a hundred times were measured, estimated, assumed, or are of unknown origin."""
    translate, theme = context.translate, context.theme
    timed = [step.basis for step in document.steps if step.work is not None or step.wait is not None]
    if not timed:
        return []
    kinds: tuple[Basis | None, ...] = (*Basis, None)
    counts = apportion([timed.count(kind) for kind in kinds], HUNDRED)
    told = [(kind, count) for kind, count in zip(kinds, counts, strict=True) if count]
    marks: list[Primitive] = []
    x = 0.0
    for kind, count in told:
        length = width * count / HUNDRED
        marks.append(_segment(context, kind, Rect(x + 0.6, 0.6, max(1.0, length - 1.2), BAR_HEIGHT)))
        x += length
    words = translate.write(MessageList(tuple(_basis_words(kind, count) for kind, count in told)))
    parts, tall = set_lines(context, words, BODY, Rect(0.0, BAR_HEIGHT + 4.0, width, 0.0), theme.ink, 3)
    height = BAR_HEIGHT + 4.0 + tall
    heading = section_heading(context, "basis", translate(message("Out of 100 step times")), width, theme.ink)
    return [heading, PageBlock(width, height, (
        Group("basis", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, height), (*marks, *parts), words,
              f"{words}."),))]


def _segment(context: DrawingContext, kind: Basis | None, box: Rect) -> Primitive:
    """Return a part of the bar: full where measured, pale where estimated, dashed where assumed, dotted else."""
    theme = context.theme
    match kind:
        case Basis.MEASURED:
            return Box(box, 2.0, theme.ink)
        case Basis.ESTIMATED:
            return Box(box, 2.0, theme.backstage.line, Stroke(theme.ink, 0.9))
        case Basis.ASSUMED:
            return Box(box, 2.0, None, Stroke(theme.ink, 0.9, (3.0, 2.4)))
        case _:
            return Box(box, 2.0, None, Stroke(theme.muted, 0.9, (0.5, 2.2)))


def _basis_words(kind: Basis | None, count: int) -> Message:
    match kind:
        case Basis.MEASURED:
            return plural("{count} measured (full)", "{count} measured (full)", count)
        case Basis.ESTIMATED:
            return plural("{count} estimated (pale)", "{count} estimated (pale)", count)
        case Basis.ASSUMED:
            return plural("{count} assumed (dashed)", "{count} assumed (dashed)", count)
        case _:
            return plural("{count} of unknown origin (dotted)", "{count} of unknown origin (dotted)", count)
