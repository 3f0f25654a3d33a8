"""The figures of each persona beside those of everybody, row by row, in the order of all pages."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.outcome_pictogram import count_outcomes
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.persona_facts import weight_words
from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText, figure_texts
from visavis.blueprint.drawing.reader_pages.outcome_units import unit_row, units_legend
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, STRONG, section_heading, set_lines
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Persona

# Of the width: name, twenty units, and the four figures after those granted.
PARTS = (0.28, 0.2, 0.13, 0.13, 0.13, 0.13)
UNIT_HEIGHT, UNITS_GAP, CELL_GAP, ROW_PAD = 12.0, 10.0, 6.0, 1.5
# As many rows are told; a service with more personas has the others in its page in words.
MOST_ROWS = 12


def persona_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis,
                 width: float) -> list[PageBlock]:
    """Return a heading, a row of labels and a row for each persona; nothing where one alone is everybody."""
    translate, measures = context.translate, analysis.measures
    by_id = {each.persona: each for each in measures.personas}
    told = [persona for persona in document.head.personas if persona.id in by_id]
    if measures.everybody is None or len(told) < 2:
        return []
    rows = [section_heading(context, "personas", translate(message("For each persona")), width, context.theme.ink),
            _label_row(context, document, measures.everybody, width)]
    outcomes = set[str]()
    for persona in told[:MOST_ROWS]:
        outcomes |= set(count_outcomes(by_id[persona.id]))
        rows.append(_row(context, document, persona, by_id[persona.id], width))
    if len(told) > MOST_ROWS:
        rows.append(_rest(context, len(told) - MOST_ROWS, width))
    return [*rows, units_legend(context, sorted(outcomes), width)] if outcomes else rows


def _columns(width: float) -> Iterator[tuple[float, float]]:
    """Yield where each column begins, and how wide it is."""
    x = 0.0
    for part in PARTS:
        yield x, part * width - CELL_GAP
        x += part * width


def _shown(texts: tuple[LabelledText, ...]) -> tuple[LabelledText, ...]:
    """Return the figures that stand in columns: granted, elapsed, work of both sides."""
    return texts[0], texts[2], texts[3], texts[4]


def _label_row(context: DrawingContext, document: BlueprintDocument, measured: JourneyMeasures,
               width: float) -> PageBlock:
    labels = ["", "", *(text.label for text in _shown(figure_texts(document, measured, context.translate)))]
    parts: list[Primitive] = []
    height = 0.0
    for (x, room), label in zip(_columns(width), labels, strict=True):
        some, tall = set_lines(context, label, BODY, Rect(x, 0.0, room, 0.0), context.theme.muted, 2)
        parts += some
        height = max(height, tall)
    words = ", ".join(label for label in labels if label)
    return PageBlock(width, height, (
        Group("persona-labels", Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, height), tuple(parts), words, words),))


def _row(context: DrawingContext, document: BlueprintDocument, persona: Persona, measured: JourneyMeasures,
         width: float) -> PageBlock:
    translate, theme = context.translate, context.theme
    name = persona.name.strip() or persona.id
    share = translate(weight_words(document, persona))
    texts = _shown(figure_texts(document, measured, translate))
    columns = list(_columns(width))
    parts, y = set_lines(context, name, STRONG, Rect(0.0, ROW_PAD, columns[0][1], 0.0), theme.ink, 2)
    below, tall = set_lines(context, share, BODY, Rect(0.0, y + ROW_PAD, columns[0][1], 0.0), theme.muted, 1)
    height = y + tall
    cells: list[Primitive] = []
    inks = (theme.good, theme.ink, theme.citizen.ink, theme.agent.ink)
    for (x, room), text, ink in zip(columns[2:], texts, inks, strict=True):
        some, tall = set_lines(context, text.value, STRONG, Rect(x, ROW_PAD, room, 0.0), ink, 3)
        # Of whoever gets no decision it is told what is known, and until when.
        remark = text.remark if measured.decided is None and text is not texts[0] else ""
        more, below_it = set_lines(context, remark, BODY, Rect(x, ROW_PAD + tall, room, 0.0), theme.muted, 2)
        cells += [*some, *more]
        height = max(height, tall + below_it)
    height += 2 * ROW_PAD
    x, room = columns[1]
    units = Rect(x, (height - UNIT_HEIGHT) / 2, room - UNITS_GAP, UNIT_HEIGHT)
    rule = straight_line(0.0, 0.0, width, 0.0, Stroke(theme.hairline))
    spoken = ". ".join([f"{name}, {share}", *(f"{text.label}: {text.value} {text.remark}".strip() for text in texts)])
    return PageBlock(width, height, (
        Group(f"persona-{persona.id}", Role.FIGURE, Layer.PAGE, Rect(0.0, 0.0, width, height),
              (rule, *parts, *below, *unit_row(theme, count_outcomes(measured), units), *cells), name,
              f"{spoken}."),))


def _rest(context: DrawingContext, count: int, width: float) -> PageBlock:
    text = context.translate(plural("and {count} more persona: page in words",
                                    "and {count} more personas: page in words", count))
    parts, height = set_lines(context, text, BODY, Rect(0.0, 0.0, width, 0.0), context.theme.muted, 1)
    return PageBlock(width, height, (
        Group("persona-rest", Role.TEXT, Layer.PAGE, Rect(0.0, 0.0, width, height), parts, text, text),))
