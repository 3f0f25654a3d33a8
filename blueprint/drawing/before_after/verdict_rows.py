"""What a redesign does to one persona, as rows of a narrow list: who gets through, the delay, each side's effort.

The order is that of decision 0011: what people get comes before how long it takes, and that before the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from visavis.blueprint.analysis import BeforeAfter, Comparison, PersonaVerdict, Trend
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.drawing.before_after.before_after_rows import PAD
from visavis.blueprint.drawing.before_after.before_after_words import (
    VERDICTS,
    access_rise_words,
    change_share,
    delay_words,
    name_of,
    regressing_words,
    signed_hours,
    yearly_hours,
)
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Message, Minutes, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.text.styles import TextStyle, Weight

NAME = TextStyle(14.5, Weight.BOLD)
LABEL = TextStyle(13.0)
SIDE_LABEL = TextStyle(13.0, Weight.SEMIBOLD)
WAS, NOW = TextStyle(13.0), TextStyle(13.0, Weight.BOLD)
SMALL = TextStyle(12.5)
LEAST = 12.0
LINE = 20.0
# Numbers of the levels stand in a column of their own; changes of figures stand in the last one.
NUMBER, CHANGE = 14.0, 48.0
BAR, BAR_GAP = 4.0, 1.5
TOP, FOOT = 4.0, 10.0
ARROW = " → "
Words = Message | Minutes | Share | str


@dataclass(eq=False)
class _Rows:
    """Rows from top to bottom of a width; `y` is where the next one begins."""

    context: DrawingContext
    width: float
    parts: list[Primitive] = field(default_factory=list)
    y: float = 0.0

    def add_row(self, number: str, label: Words, figure: tuple[Words, Words], change: Message | None = None, *,
                inks: Inks | None = None, rise: str = "") -> None:
        """Add a label, its figure before and after, and its change; a rise has a colour of its own."""
        theme = self.context.theme
        ink = theme.muted if inks is None else inks.ink
        right = self.width - (CHANGE if change is not None else 0.0)
        self._set(number, LABEL, theme.muted, 0.0, NUMBER)
        name = self._set(label, LABEL if inks is None else SIDE_LABEL, ink, NUMBER, self.width - NUMBER)
        was, now = (self._write(words) + (ARROW if style is WAS else "") for words, style in
                    zip(figure, (WAS, NOW), strict=True))
        metrics = self.context.metrics
        if metrics.width(was, WAS) + metrics.width(now, NOW) > right - NUMBER - name - 8.0:
            # Words of what is not known are long.
            self.y += LINE
        self._set(was, WAS, theme.muted, NUMBER, right - NUMBER - metrics.width(now, NOW), Align.RIGHT)
        self._set(now, NOW, theme.ink, NUMBER, right - NUMBER, Align.RIGHT)
        if change is not None:
            words = self._write(change)
            colour = theme.good if words.startswith("−") else rise if words.startswith("+") else theme.muted
            self._set(words, NOW, colour, right, CHANGE, Align.RIGHT)
        self.y += LINE

    def add_words(self, words: Words, colour: str, style: TextStyle = SMALL, indent: float = NUMBER) -> None:
        """Add a sentence, on as many lines as it takes."""
        fitted = paragraph(self.context, self._write(words), style, self.width - indent, 5, least=LEAST)
        self.parts += set_block(fitted, Rect(indent, self.y, self.width - indent, fitted.height), colour)
        self.y += fitted.height + 3.0

    def add_total(self, label: Words, values: list[tuple[Message, str]]) -> None:
        """Add a label and what stands behind it, one line a value, each in its colour."""
        self._set(label, LABEL, self.context.theme.muted, NUMBER, self.width - NUMBER)
        for words, colour in values:
            self._set(words, NOW, colour, self.width / 3, 2 * self.width / 3, Align.RIGHT)
            self.y += LINE

    def add_bars(self, figure: BeforeAfter, inks: Inks, most: float) -> None:
        """Add a side's two bars, hollow for what was and solid for what will be; none of what is not known."""
        if not (figure.before.is_known and figure.after.is_known):
            return
        for solid, value in ((False, figure.before), (True, figure.after)):
            length = (self.width - NUMBER) * value.known_value / most if most > 0 else 0.0
            if length > 0:
                bar = Rect(NUMBER, self.y, max(2.0, length), BAR)
                self.parts.append(Box(bar, 1.5, inks.ink) if solid else
                                  Box(bar.inset(0.5), 1.5, None, Stroke(inks.ink, 1.0)))
            self.y += BAR + BAR_GAP
        self.y += 5.0

    def _write(self, words: Words) -> str:
        return words if isinstance(words, str) else self.context.translate.write(words)

    def _set(self, words: Words, style: TextStyle, colour: str, x: float, room: float,
             align: Align = Align.LEFT) -> float:
        """Set one line at the row's height; return its width."""
        text = self._write(words)
        if not text:
            return 0.0
        fitted = paragraph(self.context, text, style, room, 1, least=LEAST)
        # A space at an end is part of the figure, and no fitted line keeps it.
        pad = self.context.metrics.width(text, style) - self.context.metrics.width(text.rstrip(), style)
        self.parts += set_block(fitted, Rect(x, self.y, room - pad, LINE), colour, align=align, middle=True)
        return fitted.width + pad


def verdict_row(context: DrawingContext, comparison: Comparison, verdict: PersonaVerdict, width: float) -> PageBlock:
    """Return what a redesign does to one persona; to everybody, what it does in all."""
    rows = _Rows(context, width - 2 * PAD, y=TOP)
    _add_head(rows, comparison, verdict)
    rows.add_row("1", message("Granted"), (share_words(verdict.granted.before), share_words(verdict.granted.after)))
    rows.add_row("", message("Reaches a decision"),
                 (share_words(verdict.completion.before), share_words(verdict.completion.after)))
    # Together, personas have no delay: it would average those who wait with those who are sent away.
    if verdict.persona is not None or len(comparison.verdicts) == 1:
        figure = delay_words(verdict, after=False), delay_words(verdict, after=True)
        rows.add_row("2", message("Delay"), figure, change_share(verdict.delay) if verdict.delay.change.is_known
                     else None, rise=context.theme.friction.ink)
        _add_efforts(rows, comparison, verdict)
    else:
        _add_totals(rows, comparison, verdict)
    _add_words(rows, comparison, verdict)
    rows.y += FOOT
    rows.parts.append(straight_line(0.0, rows.y, rows.width, rows.y, Stroke(context.theme.hairline)))
    bounds, name = Rect(0.0, 0.0, rows.width, rows.y + 1.0), f"verdict-{verdict.persona or 'everybody'}"
    group = Group(name, Role.FIGURE, Layer.CARDS, bounds, tuple(rows.parts))
    return PageBlock(width, bounds.height, PageBlock(rows.width, bounds.height, (group,)).at(PAD, 0.0))


def _add_head(rows: _Rows, comparison: Comparison, verdict: PersonaVerdict) -> None:
    theme, translate = rows.context.theme, rows.context.translate
    left, aside = 0.0, ""
    if verdict.persona is not None:
        rows.parts.append(icon_path("user", 0.0, rows.y + 2.0, 15.0, theme.ink, 1.6))
        left = 22.0
        aside = translate(message("{share} of cases", share=Share(verdict.weight)))
    share = paragraph(rows.context, aside, SMALL, rows.width / 2, 1, least=LEAST)
    room = rows.width - left - share.width - 8.0
    name = paragraph(rows.context, translate(name_of(comparison, verdict)), NAME, room, 1, least=LEAST)
    rows.parts += set_block(name, Rect(left, rows.y, room, LINE), theme.ink, middle=True)
    if aside:
        rows.parts += set_block(share, Rect(0.0, rows.y, rows.width, LINE), theme.muted, align=Align.RIGHT,
                                middle=True)
    rows.y += LINE + 2.0


def _add_efforts(rows: _Rows, comparison: Comparison, verdict: PersonaVerdict) -> None:
    """Add each side's minutes with their bars; partners' where there is any of it."""
    number, most = "3", longest_effort(comparison)
    for side, label, figure, inks in _efforts(rows.context, verdict):
        rise = access_rise_words(verdict, side)
        colour = rows.context.theme.friction.ink if rise is None else rows.context.theme.ink
        change = change_share(figure) if figure.change.is_known else None
        rows.add_row(number, label, (minutes_words(figure.before), minutes_words(figure.after)), change, inks=inks,
                     rise=colour)
        rows.add_bars(figure, inks, most)
        if rise is not None:
            rows.add_words(rise, rows.context.theme.ink)
        number = ""
    if verdict.has_no_decisions:
        rows.add_words(message("Effort in all started cases, decided or not."), rows.context.theme.muted)


def _efforts(context: DrawingContext,
             verdict: PersonaVerdict) -> Iterator[tuple[Side, Message, BeforeAfter, Inks]]:
    theme, efforts = context.theme, verdict.headline_efforts
    yield Side.CITIZEN, message("Effort, citizen"), efforts.citizen, theme.citizen
    yield Side.AGENT, message("Effort, agents"), efforts.agent, theme.agent
    if not _is_nothing(efforts.partner) or not _is_nothing(verdict.started.partner):
        yield Side.PARTNER, message("Effort, partners"), efforts.partner, theme.support


def _is_nothing(figure: BeforeAfter) -> bool:
    """Return whether a side does no work, before or after."""
    return all(value.is_known and not value.value for value in (figure.before, figure.after))


def longest_effort(comparison: Comparison) -> float:
    """Return the minutes of the longest bar: all personas' bars share one scale."""
    figures = (figure for verdict in comparison.verdicts for figure in (
        verdict.headline_efforts.citizen, verdict.headline_efforts.agent, verdict.headline_efforts.partner))
    return max((max(figure.before.known_value, figure.after.known_value) for figure in figures), default=0.0)


def _add_totals(rows: _Rows, comparison: Comparison, verdict: PersonaVerdict) -> None:
    """Add the hours of a year that each side works more or less, where cases a year are told."""
    theme, values = rows.context.theme, []
    hours = {side: yearly_hours(comparison, verdict, side) for side in (Side.CITIZEN, Side.AGENT, Side.PARTNER)}
    for side, words, colour in ((Side.CITIZEN, message("citizens {hours}", hours=_hours(hours[Side.CITIZEN])),
                                 theme.citizen.ink),
                                (Side.AGENT, message("agents {hours}", hours=_hours(hours[Side.AGENT])),
                                 theme.agent.ink),
                                (Side.PARTNER, message("partners {hours}", hours=_hours(hours[Side.PARTNER])),
                                 theme.support.ink)):
        if hours[side] is not None and (side is not Side.PARTNER or round(abs(hours[side] or 0.0))):
            values.append((words, colour))
    if values:
        rows.add_total(message("Work a year"), values)
    else:
        _add_efforts(rows, comparison, verdict)


def _hours(hours: float | None) -> Message:
    return signed_hours(hours or 0.0)


def _add_words(rows: _Rows, comparison: Comparison, verdict: PersonaVerdict) -> None:
    """Add who loses by it, that no one is decided, and the verdict as a small word where it is certain."""
    theme = rows.context.theme
    regressing = regressing_words(comparison, verdict)
    if regressing is not None:
        rows.add_words(regressing, theme.friction.ink)
    if verdict.has_no_decisions and verdict.completion.trend is not Trend.HIGHER:
        rows.add_words(message("No one reaches a decision.") if verdict.completion.after.is_none
                       else message("No one reached a decision before."), theme.muted)
    if verdict.persona is not None and verdict.is_certain:
        rows.add_words(VERDICTS[verdict.verdict], theme.muted)
