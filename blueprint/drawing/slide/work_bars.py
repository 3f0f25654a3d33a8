"""Both sides' work for a decision on one scale: the citizen's up from the line of interaction, the agents' down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.analysis import Figure
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, label_text, section_heading, set_lines
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.slide.slide_states import SlideState
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Minutes, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import TextStyle, Weight

VALUE = TextStyle(15.5, Weight.BOLD)
SIDE = TextStyle(12.5, Weight.BOLD)
BAR, STEP, LABEL, KEY = 46.0, 72.0, 20.0, 16.0
DASH = (4.0, 2.6)
NOTHING_VANISHED: Mapping[Side, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Chart:
    """Where the line is, and how many units a minute is."""

    line: float
    unit: float

    def bar(self, figure: Figure, x: float, *, is_up: bool) -> Rect:
        """Return the bar of a known figure: nothing is a hairline of one unit."""
        length = max(1.0, figure.known_value * self.unit)
        return Rect(x, self.line - length if is_up else self.line, BAR, length)


def work_bars(context: DrawingContext, states: tuple[SlideState, ...], width: float, height: float,
              vanished: Mapping[Side, int] = NOTHING_VANISHED) -> PageBlock:
    """Return the chart of both sides' work, `height` units high.

    `vanished` counts each side's steps that are only no longer drawn: somebody may still do them.
    """
    translate = context.translate
    heading = section_heading(context, "work", translate(message("Work for a decision, on both sides")), width,
                              context.theme.ink)
    top, key = heading.height + 4.0, KEY if len(states) > 1 else 0.0
    room = height - top - key - 2 * LABEL
    sides = [[_work(state, side) for state in states] for side in (Side.CITIZEN, Side.AGENT)]
    most = [max(figure.known_value for figure in figures) for figures in sides]
    total = sum(most)
    unit = room / total if total else 0.0
    chart = _Chart(top + LABEL + (most[0] * unit if total else room / 2), unit)
    groups = [*heading.groups, Group("line", Role.DECORATION, Layer.LINES, Rect(0.0, chart.line, width, 0.0), (
        straight_line(0.0, chart.line, width, chart.line, Stroke(context.theme.ink, 2.0)),))]
    for figures, side, inks in zip(sides, (Side.CITIZEN, Side.AGENT), (context.theme.citizen, context.theme.agent),
                                   strict=True):
        remarks = [*_change(context, figures), *_vanished(context, vanished.get(side, 0))]
        groups.append(_side_group(context, states, figures, side, inks, chart, Rect(0.0, top, width, height - top),
                                  remarks))
    if key:
        groups.append(_key(context, Rect(0.0, height - KEY, width, KEY)))
    return PageBlock(width, height, tuple(groups))


def _work(state: SlideState, side: Side) -> Figure:
    """Return a side's work of those who get a decision; of others it would stand on another scale."""
    measured = state.measured
    if measured is None or measured.decided is None:
        return Figure(None)
    return (measured.decided.citizen if side is Side.CITIZEN else measured.decided.agent).work_minutes


def _side_group(context: DrawingContext, states: tuple[SlideState, ...], figures: list[Figure], side: Side,
                inks: Inks, chart: _Chart, box: Rect, remarks: Sequence[str]) -> Group:
    is_up = side is Side.CITIZEN
    parts: list[Primitive] = []
    said = []
    for number, (state, figure) in enumerate(zip(states, figures, strict=True)):
        words = _words(context, state, figure)
        name = context.translate(state.name) if state.name is not None else ""
        said.append(label_text(context, name, words))
        parts += _bar(context, state, figure, inks, chart, 12.0 + number * STEP, words, is_up=is_up)
    x = 12.0 + len(states) * STEP + 6.0
    name = context.translate(message("Citizen’s work") if is_up else message("Agents’ work"))
    below = Rect(x, 0.0, box.right - x, 0.0)
    texts = [(name, SIDE, inks.ink), *((text, BODY, context.theme.ink) for text in remarks)]
    height = sum(set_lines(context, text, style, below, ink, 2)[1] for text, style, ink in texts)
    y = chart.line - height - 5.0 if is_up else chart.line + 5.0
    for text, style, ink in texts:
        lines, tall = set_lines(context, text, style, Rect(x, y, box.right - x, 0.0), ink, 2)
        parts += lines
        y += tall
    bounds = Rect(0.0, box.y, box.width, chart.line - box.y) if is_up else Rect(
        0.0, chart.line, box.width, box.bottom - chart.line)
    return Group(f"work-{side.value}", Role.FIGURE, Layer.CARDS, bounds, tuple(parts), name,
                 " ".join([f"{name}, {', '.join(said)}.", *remarks[1:]]), side)


def _bar(context: DrawingContext, state: SlideState, figure: Figure, inks: Inks, chart: _Chart, x: float, words: str,
         *, is_up: bool) -> Iterator[Primitive]:
    rect = chart.bar(figure, x, is_up=is_up)
    if figure.value is None:
        rect = Rect(x, chart.line, BAR, 0.0)
    elif state.is_before:
        yield Box(rect.inset(0.5) if rect.height > 2 else rect, 2.5, inks.tint, Stroke(inks.ink, 1.0, DASH))
    else:
        yield Box(rect, min(2.5, rect.height / 2), inks.ink)
    label = Rect(x - (STEP - BAR) / 2 + 1.0, rect.y - LABEL if is_up else rect.bottom, STEP - 2.0, LABEL)
    fitted = paragraph(context, words, VALUE if figure.value is not None else BODY, label.width, 1, least=LEAST_TYPE)
    yield from set_block(fitted, label, inks.ink if figure.value is not None else context.theme.muted,
                         align=Align.CENTRE, middle=True)


def _words(context: DrawingContext, state: SlideState, figure: Figure) -> str:
    if figure.value is not None:
        return context.translate.write(minutes_words(figure))
    nobody = state.measured is not None and state.measured.completion.is_none
    return context.translate(message("no decision") if nobody else message("not known"))


def _change(context: DrawingContext, figures: list[Figure]) -> Iterator[str]:
    """Yield by how much the target has less or more, where both are known."""
    if len(figures) != 2 or not all(figure.is_known for figure in figures):
        return
    change = figures[1].known_value - figures[0].known_value
    time = Minutes(abs(round(change)))
    if round(change):
        told = message("{time} less", time=time) if change < 0 else message("{time} more", time=time)
        yield context.translate(told)
    else:
        yield context.translate(message("as much as today"))


def _vanished(context: DrawingContext, count: int) -> Iterator[str]:
    """Yield that some of what is less may only be uncounted."""
    if count:
        yield context.translate(plural("{count} step no longer drawn: who does it?",
                                       "{count} steps no longer drawn: who does them?", count))


def _key(context: DrawingContext, box: Rect) -> Group:
    text = context.translate(message("dashed: today · full: target"))
    parts, _ = set_lines(context, text, BODY, box, context.theme.muted, 1)
    return Group("work-key", Role.LEGEND, Layer.PAGE, box, parts, text, text)
