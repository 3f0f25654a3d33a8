"""The rows of a redesign's table that hold words and small signs: granted, decided, delay, partners, verdict."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.analysis import Comparison, Figure, JourneyMeasures, PersonaVerdict, Trend, Verdict
from visavis.blueprint.analysis.measures.figure_words import minutes_words, round_to_error
from visavis.blueprint.drawing.before_after.before_after_words import VERDICTS, verdict_inks, verdict_words
from visavis.blueprint.drawing.before_after.change_table import (
    LABEL,
    ChangeColumn,
    people_of,
    set_change,
    spoken_change,
    table_row,
)
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.outcome_units import unit_row
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, set_lines
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import Message, Minutes, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Basis, BlueprintDocument, Outcome, Side

UNIT_HEIGHT, UNIT_GAP = 10.0, 2.0
BAR, BAR_GAP = 5.5, 2.5
DASH = (2.2, 1.8)
NOT_KNOWN = message("not known")
BEST_FIRST = (Verdict.WIN_WIN, Verdict.BETTER, Verdict.UNCHANGED, Verdict.TRANSFER, Verdict.REGRESSION,
              Verdict.UNKNOWN)


# -- shares

def granted_row(context: DrawingContext, columns: Sequence[ChangeColumn], width: float) -> PageBlock:
    """Return how many of twenty are granted, in numbers and in two rows of units."""
    label = context.translate(message("Granted"))
    cells = []
    for column in columns:
        parts, height, spoken = _share_line(context, column, (Outcome.GRANTED,), context.theme.good)
        y = height + 1.0
        for people in people_of(column):
            if people:
                parts += tuple(unit_row(context.theme, people, Rect(column.x, y, column.width, UNIT_HEIGHT)))
                y += UNIT_HEIGHT + UNIT_GAP
        cells.append(Group(f"granted-{column.id}", Role.FIGURE, Layer.CARDS, Rect(column.x, 0.0, column.width, y),
                           parts, f"{column.name}, {label}", f"{column.name}, {spoken}"))
    return table_row(context, "granted", ((f"1 {label}", LABEL, context.theme.ink),), cells, width)


def decided_row(context: DrawingContext, columns: Sequence[ChangeColumn], width: float) -> PageBlock:
    """Return how many of twenty reach a decision."""
    label = context.translate(message("Reaches a decision"))
    cells = []
    for column in columns:
        parts, height, spoken = _share_line(context, column, (Outcome.GRANTED, Outcome.REFUSED), context.theme.ink)
        box = Rect(column.x, 0.0, column.width, height)
        cells.append(Group(f"decided-{column.id}", Role.FIGURE, Layer.CARDS, box, parts, f"{column.name}, {label}",
                           f"{column.name}, {spoken}"))
    return table_row(context, "decided", ((f"2 {label}", LABEL, context.theme.ink),), cells, width)


def _share_line(context: DrawingContext, column: ChangeColumn, outcomes: tuple[Outcome, ...],
                colour: str) -> tuple[tuple[Primitive, ...], float, str]:
    """Return a share before and after: its parts, its height, and how it is said."""
    translate, is_granted = context.translate, len(outcomes) == 1
    figure = column.verdict.granted if is_granted else column.verdict.completion
    texts = []
    for people, share in zip(people_of(column), (figure.before, figure.after), strict=True):
        count = sum(people.get(outcome, 0) for outcome in outcomes)
        bound = translate(message("at least {count}", count=count)) if share.at_least else str(count)
        texts.append(bound if people and share.is_told else translate(NOT_KNOWN))
    ending = translate(message("in 20")) if texts[1] != translate(NOT_KNOWN) else ""
    ink = context.theme.friction.ink if figure.trend is Trend.LOWER else colour
    parts, height = set_change(context, texts[0], texts[1], ending, Rect(column.x, 1.0, column.width, 0.0), ink)
    label = translate(message("Granted") if is_granted else message("Reaches a decision"))
    return parts, height + 1.0, spoken_change(context, label, texts[0], f"{texts[1]} {ending}".strip())


# -- delay

def delay_row(context: DrawingContext, columns: Sequence[ChangeColumn], most: float, width: float) -> PageBlock:
    """Return the delay of those who get a decision, in days and in bars of which `most` minutes fill a column."""
    translate = context.translate
    label, whose = translate(message("Elapsed time")), translate(message("of those who get a decision"))
    cells = []
    for column in columns:
        before, after = (_delay_words(context, figure, measured) for figure, measured in zip(
            column.delays, (column.before, column.after), strict=True))
        spoken = spoken_change(context, label, before, after)
        unit = before.rpartition("\u00a0")[2]
        if before[:1].isdigit() and unit and after.endswith(f"\u00a0{unit}"):
            before = before.rpartition("\u00a0")[0]
        parts, y = set_change(context, before, after, "", Rect(column.x, 1.0, column.width, 0.0), context.theme.ink)
        for number, figure in enumerate(column.delays):
            bar = Rect(column.x, y + 3.0 + number * (BAR + BAR_GAP), column.width, BAR)
            parts += _delay_bar(context, figure, most, bar, is_before=not number)
        cells.append(Group(f"delay-{column.id}", Role.FIGURE, Layer.CARDS, Rect(
            column.x, 0.0, column.width, y + 3.0 + 2 * BAR + BAR_GAP), parts, f"{column.name}, {label}",
            f"{column.name}, {spoken}"))
    lines = ((f"3 {label}", LABEL, context.theme.ink), (whose, BODY, context.theme.muted))
    return table_row(context, "delay", lines, cells, width)


def _delay_words(context: DrawingContext, figure: Figure, measured: JourneyMeasures) -> str:
    if figure.value is None:
        return "—" if measured.completion.is_none else context.translate(NOT_KNOWN)
    time = Minutes(round_to_error(figure), spelled=True)
    return context.translate(message("at least {time}", time=time)) if figure.at_least else (
        context.translate.write(time))


def _delay_bar(context: DrawingContext, figure: Figure, most: float, box: Rect, *,
               is_before: bool) -> tuple[Primitive, ...]:
    """Return the bar; none where no one is decided."""
    if figure.value is None:
        return ()
    rect = Rect(box.x, box.y, max(1.0, box.width * figure.value / most if most else 0.0), BAR)
    if is_before and rect.width > 2:
        return (Box(rect.inset(0.5), 1.5, None, Stroke(context.theme.muted, 0.9, DASH)),)
    return (Box(rect, min(1.5, rect.width / 2), context.theme.muted if is_before else context.theme.ink),)


# -- partners

def partners_row(context: DrawingContext, comparison: Comparison, columns: Sequence[ChangeColumn],
                 width: float) -> PageBlock:
    """Return the partners' work; where no step of theirs is drawn, that it is not counted."""
    label = context.translate(message("Partners"))
    lines = ((f"6 {label}", LABEL, context.theme.ink),)
    drawn = [_has_partners(document) for document in (comparison.matching.before, comparison.matching.after)]
    if not any(drawn):
        text = context.translate(message("No partner’s step is drawn, before or after: their work is not counted."))
        x = columns[0].x
        parts, height = set_lines(context, text, BODY, Rect(x, 1.5, width - x, 0.0), context.theme.muted, 2)
        box = Rect(x, 0.0, width - x, height + 1.5)
        cell = Group("partners-all", Role.TEXT, Layer.CARDS, box, parts, label, text)
        return table_row(context, "partners", lines, (cell,), width)
    cells = []
    for column in columns:
        partner = column.verdict.decided.partner
        before, after = (context.translate.write(minutes_words(figure)) if is_drawn else
                         context.translate(message("not drawn"))
                         for figure, is_drawn in zip((partner.before, partner.after), drawn, strict=True))
        parts, height = set_change(context, before, after, "", Rect(column.x, 1.0, column.width, 0.0),
                                   context.theme.support.ink)
        cells.append(Group(f"partners-{column.id}", Role.FIGURE, Layer.CARDS, Rect(
            column.x, 0.0, column.width, height + 1.0), parts, f"{column.name}, {label}",
            f"{column.name}, {spoken_change(context, label, before, after)}", Side.PARTNER))
    return table_row(context, "partners", lines, cells, width)


def _has_partners(document: BlueprintDocument) -> bool:
    return any(document.side_of(step) is Side.PARTNER for step in document.steps)


# -- what one reads in it

def verdict_row_of(context: DrawingContext, comparison: Comparison, columns: Sequence[ChangeColumn],
                   width: float) -> PageBlock:
    """Return the verdict words as `compare` gives them, small, with what they rest on."""
    label = context.translate(message("What it says"))
    cells = []
    for column in columns:
        word, ink = _word(context, comparison, column.verdict)
        remark = _remark(comparison, column.verdict)
        first, tall = set_lines(context, word, LABEL, Rect(column.x, 1.5, column.width, 0.0), ink, 2)
        second, height = set_lines(context, context.translate(remark) if remark else "", BODY,
                                   Rect(column.x, 1.5 + tall, column.width, 0.0), context.theme.ink, 3)
        cells.append(Group(f"verdict-{column.id}", Role.FIGURE, Layer.CARDS,
                           Rect(column.x, 0.0, column.width, 1.5 + tall + height), (*first, *second), column.name,
                           verdict_words(comparison, column.verdict, context.translate)))
    return table_row(context, "verdict", ((label, LABEL, context.theme.ink),), cells, width)


def _word(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict) -> tuple[str, str]:
    """Return the word and its ink; for all, none that is better than that of some persona."""
    if verdict.persona is None and depends_on_persona(comparison):
        if is_better_for_each(comparison):
            return context.translate(VERDICTS[Verdict.BETTER]), verdict_inks(context.theme, Verdict.BETTER).ink
        return context.translate(message("Depends on the persona")), context.theme.ink
    return context.translate(VERDICTS[verdict.verdict]), verdict_inks(context.theme, verdict.verdict).ink


def depends_on_persona(comparison: Comparison) -> bool:
    """Return whether the verdict for all would sound better than that of some persona."""
    everybody, *personas = comparison.verdicts
    rank = BEST_FIRST.index
    return any(one.weight > 0 and rank(one.verdict) > rank(everybody.verdict) for one in personas)


def is_better_for_each(comparison: Comparison) -> bool:
    """Return whether nobody of any weight is worse off, nor as before, by a verdict that is certain."""
    return all((one.is_certain or one.has_no_decisions) and one.verdict in (Verdict.WIN_WIN, Verdict.BETTER)
               for one in comparison.verdicts if one.persona is not None and one.weight > 0)


def _remark(comparison: Comparison, verdict: PersonaVerdict) -> Message | None:
    """Return what a word rests on: what is not known, else that the target's times are only estimated."""
    if verdict.persona is None and depends_on_persona(comparison):
        return message("for everybody") if is_better_for_each(comparison) else None
    if verdict.has_no_decisions:
        is_after = verdict.completion.after.is_none
        return message("after: no decision") if is_after else message("before: no decision")
    if not verdict.is_certain:
        return message("as far as it is known")
    return None if is_measured(comparison.matching.after) else message("if the estimate holds")


def is_measured(document: BlueprintDocument) -> bool:
    """Return whether all times of a document are measured."""
    timed = [step for step in document.steps if step.work is not None or step.wait is not None]
    return bool(timed) and all(step.basis is Basis.MEASURED for step in timed)
