"""The table of a redesign: a column for all and one for each persona, rows in the order of all figures.

Granted, decided, delay, both sides' work on one mirrored scale, partners, and what one reads in it. Each cell is a
group that says before and after in words; what was is dashed and pale, what will be is full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Comparison, Figure, JourneyMeasures, PersonaVerdict
from visavis.blueprint.drawing.before_after.before_after_words import name_of
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.outcome_pictogram import count_outcomes
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.persona_facts import weight_words
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, set_lines
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

NAME = TextStyle(12.2, Weight.BOLD)
LABEL = TextStyle(LEAST_TYPE, Weight.BOLD)
WAS = TextStyle(13.0)
NOW = TextStyle(14.0, Weight.BOLD)
# Of the width, for what the rows are; the narrowest column; between columns; above and below what a row holds.
LABEL_PART, LEAST_COLUMN, COLUMN_GAP, PAD = 0.165, 96.0, 12.0, 1.5
ARROW = "→"


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """One column: whom it is about, the measures before and after, and where it stands."""

    verdict: PersonaVerdict
    before: JourneyMeasures
    after: JourneyMeasures
    name: str
    share: str
    x: float
    width: float

    @property
    def id(self) -> str:
        """The end of the ids of its cells."""
        return self.verdict.persona or "everybody"

    @property
    def delays(self) -> tuple[Figure, Figure]:
        """The delay of those who get a decision, before and after."""
        return self.verdict.delay.before, self.verdict.delay.after


def make_columns(context: DrawingContext, comparison: Comparison,
                 width: float) -> tuple[tuple[ChangeColumn, ...], ...]:
    """Return the columns of each table that fills `width`: everybody first, tables nearly equally wide."""
    first = LABEL_PART * width
    across = max(2, int((width - first + COLUMN_GAP) // (LEAST_COLUMN + COLUMN_GAP)))
    verdicts = comparison.verdicts
    if not verdicts:
        return ()
    count = -(-len(verdicts) // across)
    each = -(-len(verdicts) // count)
    step = (width - first + COLUMN_GAP) / max(each, 3)
    before, after = _measures(comparison.before.measures.personas), _measures(comparison.after.measures.personas)
    return tuple(tuple(ChangeColumn(
        verdict, before.get(verdict.persona) or _everybody(comparison.before.measures.everybody),
        after.get(verdict.persona) or _everybody(comparison.after.measures.everybody),
        context.translate(name_of(comparison, verdict)), _share(context, comparison, verdict),
        first + place * step, step - COLUMN_GAP) for place, verdict in enumerate(verdicts[start : start + each]))
        for start in range(0, len(verdicts), each))


def _measures(personas: Sequence[JourneyMeasures]) -> Mapping[str | None, JourneyMeasures]:
    return {measured.persona: measured for measured in personas if measured.persona is not None}


def _everybody(measured: JourneyMeasures | None) -> JourneyMeasures:
    assert measured is not None, "there is no verdict without measures"
    return measured


def _share(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict) -> str:
    after = comparison.matching.after
    if verdict.persona is not None:
        persona = after.persona_by_id.get(verdict.persona)
        return context.translate(weight_words(after, persona)) if persona is not None else ""
    cases = comparison.cases_per_year
    return context.translate(message("{count} a year", count=Count(round(cases)))) if cases is not None else ""


def table_row(context: DrawingContext, name: str, label: Sequence[tuple[str, TextStyle, str]], cells: Sequence[Group],
              width: float) -> PageBlock:
    """Return a row: its label at the left, its cells, and a hairline below; `label` are lines with style and ink."""
    y = PAD
    parts: list[Primitive] = []
    for text, style, ink in label:
        some, height = set_lines(context, text, style, Rect(0.0, y, LABEL_PART * width - 6.0, 0.0), ink, 3)
        parts += some
        y += height
    bottom = max([y, *(cell.bounds.bottom for cell in cells)]) + PAD
    words = " ".join(text for text, *_ in label)
    groups = [Group(f"{name}-rule", Role.DECORATION, Layer.PAGE, Rect(0.0, bottom, width, 0.0), (
        straight_line(0.0, bottom, width, bottom, Stroke(context.theme.hairline)),))]
    if words:
        box = Rect(0.0, 0.0, LABEL_PART * width, bottom)
        groups.append(Group(f"{name}-label", Role.TEXT, Layer.PAGE, box, tuple(parts), words, words))
    return PageBlock(width, bottom, (*groups, *cells))


def head_row(context: DrawingContext, columns: Sequence[ChangeColumn], width: float) -> PageBlock:
    """Return the names of the columns with the share of the users that each stands for."""
    cells = []
    for column in columns:
        box = Rect(column.x, 0.0, column.width, 0.0)
        name, tall = set_lines(context, column.name, NAME, box, context.theme.ink, 2)
        share, height = set_lines(context, column.share, BODY, Rect(column.x, tall, column.width, 0.0),
                                  context.theme.muted, 1)
        cells.append(Group(f"column-{column.id}", Role.HEADING, Layer.PAGE,
                           Rect(column.x, 0.0, column.width, tall + height), (*name, *share), column.name,
                           f"{column.name}, {column.share}" if column.share else column.name))
    return table_row(context, "head", (), cells, width)


def set_change(context: DrawingContext, before: str, after: str, ending: str, box: Rect,
               colour: str) -> tuple[tuple[Primitive, ...], float]:
    """Return what was, an arrow, what will be in `colour` and an ending on one line; where it is long, on several."""
    pieces = [(f"{before} ", WAS, context.theme.muted), (f"{ARROW} ", WAS, context.theme.ink), (after, NOW, colour)]
    pieces += [(f" {ending}", WAS, context.theme.ink)] if ending else []
    widths = [context.metrics.width(text, style) for text, style, _ in pieces]
    if sum(widths) > box.width:
        first, tall = set_lines(context, f"{before} {ARROW}", BODY, box, context.theme.muted, 2)
        second, height = set_lines(context, f"{after} {ending}".strip(), LABEL, Rect(
            box.x, box.y + tall, box.width, 0.0), colour, 2)
        return (*first, *second), tall + height
    x, height = box.x, context.metrics.line_height(NOW)
    base = box.y + context.metrics.ascent(NOW)
    parts: list[Primitive] = []
    for (text, style, ink), wide in zip(pieces, widths, strict=True):
        lead = context.metrics.width(text, style) - context.metrics.width(text.lstrip(" "), style)
        line = paragraph(context, text.strip(), style, wide + style.size, 1)
        parts += set_block(line, Rect(x + lead, base - line.ascent, line.width + 0.5, line.height), ink)
        x += wide
    return tuple(parts), height


def people_of(column: ChangeColumn) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many of twenty end in what, before and after; empty where it is not known."""
    return count_outcomes(column.before), count_outcomes(column.after)


def spoken_change(context: DrawingContext, what: str, before: str, after: str) -> str:
    """Return a cell in words: what it is, before, after."""
    return context.translate(message("{what}: before {before}, after {after}", what=what, before=before, after=after))
