"""A head's key figures: what a request takes of each side, how long it takes, and how many of twenty get an answer.

A coloured bar stands at the left of each, and no box around it. A number that no one knows is told as unknown, never
as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from visavis.blueprint.analysis import Analysis, Figure, JourneyMeasures, SideMeasures
from visavis.blueprint.analysis.measures.figure_words import UNKNOWN_WORDS, minutes_words, round_to_error
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.outcome_pictogram import CLOSE_PERSON_STEP, PERSON_STEP, outcomes_row
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Count, Message, MessageList, Minutes, Translator, message, plural
from visavis.blueprint.language.typography import DAYS_FROM, MINUTES_PER_DAY
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Lane
from visavis.blueprint.model.durations import period_of
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

UNKNOWN = "—"
LABEL = TextStyle(14.0, Weight.SEMIBOLD)
VALUE = TextStyle(40.5, Weight.BOLD)
LEAST_VALUE = 26.0
REMARK = TextStyle(13.5)
BAR = 3.2
PAD = 13.0
GAP = 30.0
CLOSE_GAP = 20.0
LEADING = 1.15
# How far the large value moves into the space that the lines above and below leave.
TUCK = 4.0
LEAST_WIDTH = 120.0
LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of a head, its words ready to show."""

    id: str
    label: str
    value: str
    remark: str
    colour: str


def key_figures(context: DrawingContext, document: BlueprintDocument,
                analysis: Analysis | None) -> tuple[KeyFigure, ...]:
    """Return the figures of both sides' work and of the elapsed time, those of decided cases."""
    theme, translate = context.theme, context.translate
    journey = analysis.measures.everybody if analysis else None
    wholes = [
        ("citizen", _citizen_words(translate, document), *_work(journey.headline_cases.citizen if journey else None),
         theme.citizen.ink),
        ("agents", message("Agents"), *_work(journey.headline_cases.agent if journey else None), theme.agent.ink),
        ("elapsed", message("Elapsed time"), *_elapsed_figure(document, journey), theme.ink),
    ]
    return tuple(KeyFigure(name, translate.write(label), translate.write(value), translate(remark), colour)
                 for name, label, value, remark, colour in wholes)


_NOT_KNOWN = message("unknown")


def _citizen_words(translate: Translator, document: BlueprintDocument) -> Message | MessageList:
    """Return what the lanes of the citizen's side are called, nearest to the agents first, where that is short."""
    lanes: list[Lane] = [lane for lane in reversed(document.head.lanes)
                         if lane.facts.is_on_citizen_side and not lane.facts.is_evidence]
    called = [lane.name.strip() for lane in lanes if lane.name.strip()]
    people = {word for persona in document.head.personas for word in persona.name.split()}
    # Within the label a name that is no one's is written as a word: "Usager et famille".
    further = [name if name in people else name[0].lower() + name[1:] for name in called[1:]]
    names = MessageList((*called[:1], *further))
    is_short = bool(names.parts) and len(translate.write(names)) <= LONGEST_LABEL
    return names if is_short else message("Citizen")


def _work(side: SideMeasures | None) -> tuple[object, Message]:
    if side is None or side.work_minutes.value is None:
        return UNKNOWN, _NOT_KNOWN
    if side.work_minutes.at_least:
        return minutes_words(replace(side.work_minutes, at_least=False)), plural(
            "at least, {count} time unknown", "at least, {count} times unknown", side.untimed)
    return minutes_words(side.work_minutes), message("of work per request")


def _elapsed_figure(document: BlueprintDocument, journey: JourneyMeasures | None) -> tuple[object, Message]:
    """Return the elapsed time, and what it is to be held against: what the law gives, or people tolerate."""
    if journey is None or journey.headline_cases.elapsed.mean_minutes.value is None:
        return UNKNOWN, _NOT_KNOWN
    elapsed, service = journey.headline_cases.elapsed.mean_minutes, document.head.service
    value = Minutes(round_to_error(elapsed), spelled=elapsed.known_value >= DAYS_FROM)
    if elapsed.at_least:
        unknown = len(journey.missing.times)
        return value, plural("at least, {count} time unknown", "at least, {count} times unknown",
                             unknown) if unknown else message("at least")
    if journey.decided is None:
        return value, message("to the end of the drawing")
    if service.legal_deadline is not None:
        return value, message("the law gives {limit}", limit=period_of(service.legal_deadline))
    if service.tolerated_time is not None:
        return value, message("people tolerate {limit}", limit=period_of(service.tolerated_time))
    return value, message("from start to outcome")


def waiting_words(translate: Translator, total: object, wait: object) -> Message:
    """Return how much of a time is waiting; where both read the same, in words."""
    if translate.write(total) == translate.write(wait):
        return message("almost all of it waiting")
    return message("of which {wait} waiting", wait=wait)


def key_figures_block(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                      room: float, *, is_close: bool = False, largest: float = VALUE.size) -> PageBlock:
    """Return the figures and the twenty people side by side, in as many rows as `room` asks for.

    People and figures stand close to each other where the title beside them needs the room. Values are set in
    `largest` or smaller.
    """
    gap = CLOSE_GAP if is_close else GAP
    style = VALUE.with_size(max(LEAST_VALUE, min(VALUE.size, largest)))
    blocks = [_figure_block(context, figure, room, style) for figure in key_figures(context, document, analysis)]
    people = outcomes_row(context, analysis.measures.everybody if analysis else None, max(1.0, room - BAR - PAD),
                          CLOSE_PERSON_STEP if is_close else PERSON_STEP)
    blocks.append(_with_bar(people, context.theme.good))
    rows: list[list[PageBlock]] = [[]]
    for block in blocks:
        if rows[-1] and _row_width([*rows[-1], block], gap) > room + 0.5:
            rows.append([])
        rows[-1].append(block)
    groups: list[Group] = []
    y = 0.0
    for row in rows:
        x, height = 0.0, max(block.height for block in row)
        for block in row:
            groups += block.at(x, y)
            x += block.width + gap
        y += height + GAP / 2
    return PageBlock(max(_row_width(row, gap) for row in rows), y - GAP / 2, tuple(groups))


def _row_width(row: Sequence[PageBlock], gap: float) -> float:
    return sum(block.width for block in row) + gap * (len(row) - 1)


def _with_bar(block: PageBlock, colour: str) -> PageBlock:
    """Return a block of one group with a coloured bar at its left, which belongs to that group."""
    (group,) = block.at(BAR + PAD, 0.0)
    bounds = Rect(0.0, 0.0, block.width + BAR + PAD, block.height)
    bar = Box(Rect(0.0, 0.0, BAR, block.height), BAR / 2, colour)
    return PageBlock(bounds.width, bounds.height, (replace(group, bounds=bounds,
                                                           primitives=(bar, *group.primitives)),))


def _figure_block(context: DrawingContext, figure: KeyFigure, room: float, style: TextStyle) -> PageBlock:
    width = max(1.0, room - BAR - PAD)
    label = paragraph(context, figure.label, LABEL, width, 1, least=LEAST_SIZE, leading=LEADING)
    value = paragraph(context, figure.value, style, width, 1, least=LEAST_VALUE, leading=LEADING)
    remark = paragraph(context, figure.remark, REMARK, width, 1, least=LEAST_SIZE, leading=LEADING)
    text = f"{figure.label}{_colon(context)} {figure.value}, {figure.remark}."
    parts = tuple(_set_figure(context, figure, (label, value, remark)))
    height = label.height + value.height + remark.height - 2 * TUCK
    bounds = Rect(0.0, 0.0, max(LEAST_WIDTH, label.width, value.width, remark.width), height)
    group = Group(figure.id, Role.FIGURE, Layer.PAGE, bounds, parts, figure.label, text)
    return _with_bar(PageBlock(bounds.width, height, (group,)), figure.colour)


def _set_figure(context: DrawingContext, figure: KeyFigure,
                lines: tuple[FittedText, FittedText, FittedText]) -> Iterator[Primitive]:
    """Yield the lines of a figure one below the other: label, value, remark."""
    y = 0.0
    for line, colour in zip(lines, (figure.colour, figure.colour, context.theme.muted), strict=True):
        yield from set_block(line, Rect(0.0, y, line.width, line.height), colour)
        y += line.height - TUCK


def _colon(context: DrawingContext) -> str:
    return "\u00a0:" if context.translate.language == "fr" else ":"


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
