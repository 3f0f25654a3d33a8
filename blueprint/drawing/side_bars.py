"""What something takes of both sides: a bar of minutes for the citizen, one below for the agents, on one scale.

Zero is a hairline and is written; of what is not known there is no bar, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Figure
from visavis.blueprint.analysis.measures.figure_words import short_minutes
from visavis.blueprint.drawing.blueprint.call_outs import whole_minutes
from visavis.blueprint.drawing.display_list import Box, Primitive
from visavis.blueprint.drawing.text_setting import DrawingContext, set_line
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

# A bar's height, and the least length of one of nothing, as parts of its row.
BAR, LEAST_BAR = 0.6, 0.07


@dataclass(frozen=True, slots=True)
class SideBars:
    """The bars of several pairs of figures: their letters, the height of a row, and what they have in common.

    `most` are the minutes of the longest bar, `label_room` and `value_room` what sides' names and minutes take.
    """

    letters: float
    row: float
    most: float
    label_room: float
    value_room: float

    @property
    def height(self) -> float:
        """The height of both rows."""
        return 2 * self.row


def fit_side_bars(context: DrawingContext, pairs: Iterable[tuple[Figure, Figure]], letters: float,
                  row: float) -> SideBars:
    """Return what the bars of some pairs (citizen, agents) share, so that they can be compared."""
    figures = [figure for pair in pairs for figure in pair]
    plain, bold = TextStyle(letters, Weight.SEMIBOLD), TextStyle(letters)
    return SideBars(letters, row, max((figure.known_value for figure in figures), default=0.0),
                    max(context.metrics.width(name, plain) for name in _side_names(context)),
                    max((context.metrics.width(_value(context, figure), bold) for figure in figures), default=0.0))


def draw_side_bars(context: DrawingContext, bars: SideBars, citizen: Figure | None, agents: Figure | None,
                   rect: Rect) -> Iterator[Primitive]:
    """Yield both bars in `rect`, the citizen's above; None is a side that has nothing to do with it."""
    theme, gap = context.theme, bars.row / 3
    label, value = TextStyle(bars.letters, Weight.SEMIBOLD), TextStyle(bars.letters)
    sides = zip(_side_names(context), (citizen, agents), (theme.citizen.ink, theme.agent.ink), strict=True)
    for number, (name, figure, ink) in enumerate(sides):
        row = Rect(rect.x, rect.y + number * bars.row, rect.width, bars.row)
        yield set_line(context, name, label, row._replace(width=bars.label_room), ink)
        x = row.x + bars.label_room + gap
        if figure is not None and figure.value is not None:
            longest = max(0.0, row.right - x - gap - bars.value_room)
            length = longest * max(0.0, figure.value) / bars.most if bars.most > 0 else 0.0
            length = max(LEAST_BAR * bars.row, length)
            yield Box(Rect(x, row.y + (1 - BAR) / 2 * bars.row, length, BAR * bars.row), min(2.0, length / 2), ink)
            x += length + gap
        yield set_line(context, _value(context, figure), value, Rect(x, row.y, row.right - x, bars.row),
                       theme.muted if figure is None or figure.value is None else theme.ink)


def _side_names(context: DrawingContext) -> tuple[str, str]:
    return context.translate(message("citizen")), context.translate(message("agents"))


def _value(context: DrawingContext, figure: Figure | None) -> str:
    """Return minutes as they stand beside a bar; that they are unknown where there is none."""
    if figure is None:
        return context.translate(message("nothing to do"))
    told = message("unknown") if figure.value is None else short_minutes(whole_minutes(figure))
    return context.translate.write(told)
