"""The head's figures: what the journey takes of each side, how long, how many are granted, what hurts.

A number that no one knows is told as unknown, never as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.analysis import Analysis, Figure, JourneyMeasures, SideMeasures
from visavis.blueprint.analysis.measures.figure_words import UNKNOWN_WORDS, minutes_words, round_to_error, share_words
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, Message, Minutes, Translator, message, plural
from visavis.blueprint.language.typography import DAYS_FROM, MINUTES_PER_DAY
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

UNKNOWN = "—"
LABEL = TextStyle(14.5, Weight.SEMIBOLD)
VALUE = TextStyle(28.0, Weight.BOLD)
REMARK = TextStyle(13.5)
PAD = 20.0
RIGHT_PAD = 8.0
GAP = 12.0
EDGE = 6.0
ROW_HEIGHT = 80.0
TALL_HEIGHT = 100.0
LEAST_WIDTH = 150.0
WIDEST_ROW = 1000.0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the head, its words ready to show."""

    id: str
    label: str
    value: str
    remark: str
    colour: str


def key_figures(context: DrawingContext, analysis: Analysis | None) -> tuple[KeyFigure, ...]:
    """Return the five figures: both sides' work, elapsed time, who is granted, frictions.

    Times are those of decided cases, so who gets that far stands beside them.
    """
    theme, translate = context.theme, context.translate
    journey = analysis.measures.everybody if analysis else None
    wholes = [
        ("citizen", message("Citizen"), *_work(journey.headline_cases.citizen if journey else None),
         theme.citizen.ink),
        ("agents", message("Agents"), *_work(journey.headline_cases.agent if journey else None), theme.agent.ink),
        ("elapsed", message("Elapsed time"), *_elapsed_figure(translate, journey), theme.ink),
        ("granted", message("Granted"), *_granted_figure(journey), theme.good),
        ("frictions", message("Frictions"), *_frictions(analysis),
         theme.good if analysis and not analysis.frictions.open else theme.friction.ink),
    ]
    return tuple(KeyFigure(name, translate(label), value if isinstance(value, str) else translate.write(value),
                           translate(remark), colour) for name, label, value, remark, colour in wholes)


_NOT_KNOWN = message("unknown")


def _work(side: SideMeasures | None) -> tuple[object, Message]:
    if side is None or side.work_minutes.value is None:
        return UNKNOWN, _NOT_KNOWN
    if side.work_minutes.at_least:
        return minutes_words(replace(side.work_minutes, at_least=False)), plural(
            "at least, {count} time unknown", "at least, {count} times unknown", side.untimed)
    return minutes_words(side.work_minutes), message("of working time")


def _elapsed_figure(translate: Translator, journey: JourneyMeasures | None) -> tuple[object, Message]:
    if journey is None or journey.headline_cases.elapsed.mean_minutes.value is None:
        return UNKNOWN, _NOT_KNOWN
    elapsed, wait = journey.headline_cases.elapsed.mean_minutes, journey.headline_cases.citizen.wait_minutes
    if journey.decided is None:
        return minutes_words(elapsed), message("to the end of the drawing")
    if not wait.known_value:
        return minutes_words(elapsed), message("from start to outcome")
    return minutes_words(elapsed), waiting_words(translate, minutes_words(elapsed), minutes_words(wait))


def waiting_words(translate: Translator, total: object, wait: object) -> Message:
    """Return how much of a time is waiting; where both read the same, in words."""
    if translate.write(total) == translate.write(wait):
        return message("almost all of it waiting")
    return message("of which {wait} waiting", wait=wait)


def _granted_figure(journey: JourneyMeasures | None) -> tuple[object, Message]:
    if journey is None or journey.granted.value is None:
        return UNKNOWN, _NOT_KNOWN
    if journey.completion.value == journey.granted.value:
        return share_words(journey.granted), message("of requests")
    return share_words(journey.granted), message("{share} reach a decision", share=share_words(journey.completion))


def _frictions(analysis: Analysis | None) -> tuple[object, Message]:
    if analysis is None:
        return UNKNOWN, _NOT_KNOWN
    count = len(analysis.frictions.open)
    if count:
        return str(count), message("to avoid")
    unjudged = len(analysis.frictions.not_assessed)
    if analysis.measures.everybody is None:
        return UNKNOWN, _NOT_KNOWN
    if unjudged:
        return "0", plural("found, {count} rule not assessed", "found, {count} rules not assessed", unjudged)
    return "0", plural("found by {count} rule", "found by {count} rules", len(analysis.frictions.asked))


def key_figures_block(context: DrawingContext, figures: tuple[KeyFigure, ...], room: float,
                      widest: float = WIDEST_ROW) -> PageBlock:
    """Return the figures as one row of cards, at most `room` wide, with remarks below the values when it is narrow.

    Spare room widens the cards until the row is `widest`.
    """
    naturals = [_natural_width(context, figure) for figure in figures]
    gaps = GAP * (len(figures) - 1)
    beside = sum(naturals) + gaps <= room
    if beside:
        spare = max(0.0, min(room, widest) - gaps - sum(naturals)) / len(figures)
        widths = [natural + spare for natural in naturals]
    else:
        widths = [(room - gaps) / len(figures)] * len(figures)
    height = ROW_HEIGHT if beside else TALL_HEIGHT + _second_line(context, figures, widths[0])
    groups, x = [], 0.0
    for figure, width in zip(figures, widths, strict=True):
        groups.append(_figure_group(context, figure, Rect(x, 0.0, width, height), beside=beside))
        x += width + GAP
    return PageBlock(x - GAP, height, tuple(groups))


def _remark(context: DrawingContext, figure: KeyFigure, width: float) -> FittedText:
    """Return the remark below a value, on two lines where one would cut it."""
    return paragraph(context, figure.remark, REMARK, width - PAD - RIGHT_PAD, 2, least=LEAST_SIZE)


def _second_line(context: DrawingContext, figures: tuple[KeyFigure, ...], width: float) -> float:
    """Return the height that a second line of any remark adds to the row."""
    remarks = [_remark(context, figure, width) for figure in figures]
    return max((remark.height - remark.line_height for remark in remarks), default=0.0)


def _natural_width(context: DrawingContext, figure: KeyFigure) -> float:
    metrics = context.metrics
    line = metrics.width(figure.value, VALUE) + 8.0 + metrics.width(figure.remark, REMARK)
    return max(LEAST_WIDTH, line + 2 * PAD, metrics.width(figure.label, LABEL) + 2 * PAD)


def _figure_group(context: DrawingContext, figure: KeyFigure, rect: Rect, *, beside: bool) -> Group:
    text = f"{figure.label}{_colon(context)} {figure.value}, {figure.remark}."
    return Group(figure.id, Role.FIGURE, Layer.PAGE, rect, tuple(_figure(context, figure, rect, beside=beside)),
                 figure.label, text)


def _colon(context: DrawingContext) -> str:
    return "\u00a0:" if context.translate.language == "fr" else ":"


def _figure(context: DrawingContext, figure: KeyFigure, rect: Rect, *, beside: bool) -> Iterator[Primitive]:
    theme, metrics = context.theme, context.metrics
    yield Box(rect, 10.0, theme.surface, Stroke(theme.hairline))
    yield Box(Rect(rect.x, rect.y, EDGE, rect.height), EDGE / 2, figure.colour)
    inner = Rect(rect.x + PAD, rect.y, rect.width - PAD - RIGHT_PAD, rect.height)
    label = Rect(inner.x, rect.y + 10.0, inner.width, metrics.line_height(LABEL))
    fitted = paragraph(context, figure.label, LABEL, inner.width, 1, least=LEAST_SIZE)
    yield from set_block(fitted, label, theme.muted)
    value = paragraph(context, figure.value, VALUE, inner.width, 1, least=18.0)
    value_box = Rect(inner.x, label.bottom, inner.width, value.height)
    yield from set_block(value, value_box, figure.colour)
    if beside:
        x = inner.x + value.width + 8.0
        remark = paragraph(context, figure.remark, REMARK, inner.right - x, 1)
        top = value_box.y + value.ascent - remark.ascent
        yield from set_block(remark, Rect(x, top, inner.right - x, remark.height), theme.muted)
        return
    remark = _remark(context, figure, rect.width)
    yield from set_block(remark, Rect(inner.x, value_box.bottom - 2.0, inner.width, remark.height), theme.muted)


def spell_time(minutes: float) -> Minutes | Message:
    """Return a time as the public reads it: from two days on, whole days in words."""
    if minutes < DAYS_FROM:
        return Minutes(minutes)
    days = round(minutes / MINUTES_PER_DAY)
    return plural("{number} day", "{number} days", days, number=Count(days))


def spell_figure(figure: Figure) -> Minutes | Message:
    """Return a figure of minutes as the public reads it: unknown, a bound, or a time."""
    if figure.value is None:
        return UNKNOWN_WORDS
    time = spell_time(round_to_error(figure))
    return message("at least {time}", time=time) if figure.at_least else time
