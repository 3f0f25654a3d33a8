"""The delay of those who get a decision, as bars on one scale: dashed for today where a target follows."""

from __future__ import annotations

from visavis.blueprint.analysis import Figure
from visavis.blueprint.analysis.measures.figure_words import round_to_error
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.page_texts import label_text, section_heading, set_lines
from visavis.blueprint.drawing.slide.slide_states import SlideState
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import Minutes, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

VALUE = TextStyle(15.5, Weight.BOLD)
BAR, ROW, ROW_GAP = 11.0, 21.0, 1.0
# What is left of a bar for its words.
WORDS_PART = 0.3
DASH = (4.0, 2.6)


def delay_bars(context: DrawingContext, states: tuple[SlideState, ...], width: float) -> PageBlock:
    """Return the heading and a bar for each journey; where no one is decided there is no bar, but why."""
    text = context.translate(message("Waiting time of those who get a decision"))
    heading = section_heading(context, "delay", text, width, context.theme.ink)
    delays = [_delay(state) for state in states]
    most = max(delay.known_value for delay in delays)
    groups = []
    for number, (state, delay) in enumerate(zip(states, delays, strict=True)):
        rect = Rect(0.0, number * (ROW + ROW_GAP), width, ROW)
        words = _words(context, state, delay)
        name = context.translate(state.name) if state.name is not None else ""
        groups.append(Group(f"delay-{number}", Role.FIGURE, Layer.PAGE, rect,
                            _bar(context, state, delay, most, rect, words), text,
                            label_text(context, name, words)))
    bars = PageBlock(width, len(states) * (ROW + ROW_GAP), tuple(groups))
    return stack_blocks([heading, bars], 3.0)


def _delay(state: SlideState) -> Figure:
    measured = state.measured
    return measured.decided.elapsed.mean_minutes if measured is not None and measured.decided else Figure(None)


def _words(context: DrawingContext, state: SlideState, delay: Figure) -> str:
    if delay.value is None:
        nobody = state.measured is not None and state.measured.completion.is_none
        return context.translate(message("no decision") if nobody else message("not known"))
    time = Minutes(round_to_error(delay), spelled=True)
    return context.translate(message("at least {time}", time=time)) if delay.at_least else (
        context.translate.write(time))


def _bar(context: DrawingContext, state: SlideState, delay: Figure, most: float, rect: Rect,
         text: str) -> tuple[Primitive, ...]:
    theme, x = context.theme, rect.x
    parts: list[Primitive] = []
    if delay.value is not None:
        room = rect.width * (1 - WORDS_PART)
        bar = Rect(x, rect.y + (ROW - BAR) / 2, max(1.0, room * delay.value / most if most else 0.0), BAR)
        parts.append(Box(bar.inset(0.5), 2.0, None, Stroke(theme.muted, 1.0, DASH)) if state.is_before
                     else Box(bar, 2.0, theme.ink))
        x = bar.right + 7.0
    words, height = set_lines(context, text, VALUE, Rect(x, rect.y, rect.right - x, 0.0),
                              theme.muted if delay.value is None else theme.ink, 1)
    shift = (ROW - height) / 2
    words, _ = set_lines(context, text, VALUE, Rect(x, rect.y + shift, rect.right - x, 0.0),
                         theme.muted if delay.value is None else theme.ink, 1)
    return (*parts, *words)
