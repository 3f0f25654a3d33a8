"""Both sides' work before and after, face to face on one scale: the citizens' up from the line, the agents' down.

Where no one is decided there is no bar: work before a stop is nothing to compare with work for a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import BeforeAfter, Figure, JourneyMeasures, PersonaVerdict
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.before_after.change_table import LABEL, LABEL_PART, PAD, ChangeColumn, spoken_change
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, set_lines
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import TextStyle, Weight

NOW = TextStyle(LEAST_TYPE, Weight.BOLD)
BAR, LINE = 27.0, 14.0
DASH = (2.4, 2.0)


@dataclass(frozen=True, slots=True)
class WorkScale:
    """How minutes become units: of the room for bars each side gets what its longest bar needs."""

    citizen: float
    agent: float
    room: float

    @property
    def unit(self) -> float:
        """The length of a minute."""
        return self.room / (self.citizen + self.agent) if self.citizen + self.agent else 0.0

    def length(self, minutes: float) -> float:
        """Return the length of a bar; nothing is a hairline of one unit."""
        return max(1.0, minutes * self.unit)


def scale_of(verdicts: Sequence[PersonaVerdict], room: float) -> WorkScale:
    """Return the one scale of all columns."""
    def most(side: Side) -> float:
        figures = [verdict.decided.of_side(side) for verdict in verdicts]
        return max(max(figure.before.known_value, figure.after.known_value) for figure in figures)

    return WorkScale(most(Side.CITIZEN), most(Side.AGENT), room)


def work_rows(context: DrawingContext, columns: Sequence[ChangeColumn], scale: WorkScale, width: float) -> PageBlock:
    """Return rows 4 and 5: the bars of both sides around the line of interaction."""
    theme, translate = context.theme, context.translate
    figures = [figure for column in columns for figure in _figures(column)]
    label = LINE * (2 if any(figure.at_least for figure in figures) else 1)
    # Words instead of a bar stand right at the line.
    least = 2 * LINE if any(figure.value is None for figure in figures) else 0.0
    names = ((message("Citizen’s work"), 4, theme.citizen, Side.CITIZEN),
             (message("Agents’ work"), 5, theme.agent, Side.AGENT))
    left = LABEL_PART * width - 6.0
    texts = [(f"{number} {translate(name)}", inks, side) for name, number, inks, side in names]
    talls = [set_lines(context, text, LABEL, Rect(0.0, 0.0, left, 0.0), inks.ink, 3)[1] for text, inks, _ in texts]
    line = PAD + max(label + scale.length(scale.citizen), talls[0] + 4.0, least)
    bottom = line + max(label + scale.length(scale.agent), talls[1] + 4.0, least) + PAD
    groups = [Group("line-of-interaction", Role.DECORATION, Layer.LINES, Rect(0.0, line, width, 0.0), (
        straight_line(left - 6.0, line, width, line, Stroke(theme.ink, 1.8)),)),
        Group("work-rule", Role.DECORATION, Layer.PAGE, Rect(0.0, bottom, width, 0.0), (
            straight_line(0.0, bottom, width, bottom, Stroke(theme.hairline)),))]
    for (text, inks, side), tall in zip(texts, talls, strict=True):
        is_up = side is Side.CITIZEN
        top = line - tall - 4.0 if is_up else line + 4.0
        parts, _ = set_lines(context, text, LABEL, Rect(0.0, top, left, 0.0), inks.ink, 3)
        box = Rect(0.0, top, left, tall)
        groups.append(Group(f"work-{side.value}-label", Role.TEXT, Layer.PAGE, box, parts, text, text, side))
        groups += [_cell(context, column, side, inks, scale, line, label) for column in columns]
    return PageBlock(width, bottom, tuple(groups))


def _figures(column: ChangeColumn) -> Iterator[Figure]:
    for side in (Side.CITIZEN, Side.AGENT):
        pair = column.verdict.decided.of_side(side)
        yield from (pair.before, pair.after)


def _cell(context: DrawingContext, column: ChangeColumn, side: Side, inks: Inks, scale: WorkScale, line: float,
          label: float) -> Group:
    """Return the two bars of a side in one column, with how long each takes."""
    pair: BeforeAfter = column.verdict.decided.of_side(side)
    is_up, parts, said = side is Side.CITIZEN, list[Primitive](), []
    half = column.width / 2
    bar = min(BAR, half - 12.0)
    for number, (figure, measured) in enumerate(((pair.before, column.before), (pair.after, column.after))):
        words = _words(context, figure, measured)
        said.append(words)
        x = column.x + number * half + (half - bar) / 2
        length = scale.length(figure.value) if figure.value is not None else 0.0
        rect = Rect(x, line - length if is_up else line, bar, length)
        if figure.value is not None:
            parts.append(_bar(rect, inks, is_before=not number))
        tall = label if figure.value is not None else 2 * LINE
        room = Rect(column.x + number * half, rect.y - tall if is_up else rect.bottom + 1.0, half, tall - 1.0)
        parts += _label(context, words, room, inks.ink if number else context.theme.muted, NOW if number else BODY,
                        is_up=is_up)
    reach = max(label + scale.length(scale.citizen if is_up else scale.agent), 2 * LINE)
    bounds = Rect(column.x, line - reach if is_up else line, column.width, reach)
    name = context.translate(message("Citizen’s work") if is_up else message("Agents’ work"))
    return Group(f"work-{side.value}-{column.id}", Role.FIGURE, Layer.CARDS, bounds, tuple(parts),
                 f"{column.name}, {name}", f"{column.name}, {spoken_change(context, name, *said)}", side)


def _bar(rect: Rect, inks: Inks, *, is_before: bool) -> Box:
    if is_before and rect.height > 2:
        return Box(rect.inset(0.5), min(2.5, rect.height / 2), inks.tint, Stroke(inks.ink, 1.0, DASH))
    return Box(rect, min(2.5, rect.height / 2), inks.ink)


def _label(context: DrawingContext, words: str, room: Rect, ink: str, style: TextStyle, *,
           is_up: bool) -> Sequence[Primitive]:
    """Return how long it takes, right at the end of its bar."""
    fitted = paragraph(context, words, style, room.width, 2 if room.height > LINE else 1, leading=LINE / LEAST_TYPE)
    box = Rect(room.x, room.bottom - fitted.height if is_up else room.y, room.width, fitted.height)
    return set_block(fitted, box, ink, align=Align.CENTRE)


def _words(context: DrawingContext, figure: Figure, measured: JourneyMeasures) -> str:
    if figure.value is not None:
        return context.translate.write(minutes_words(figure))
    return context.translate(message("no decision") if measured.completion.is_none else message("not known"))
