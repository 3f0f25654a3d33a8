"""Twenty requests as twenty small blocks in a row, and the legend of their forms.

Each outcome has a form of its own beside its colour, as people have (`outcome_pictogram`): full, grey with an edge,
dashed, barred, half full, dotted. They are told apart in a grey print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.outcome_pictogram import PEOPLE
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Theme, mix_colours, outcome_colour
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text.styles import TextStyle

LEGEND = TextStyle(LEAST_TYPE)
LEGEND_GAP = 12.0
# Of the distance from one block to the next.
GAP_PART = 0.14
DASHES = {Outcome.ABANDONED: (1.8, 1.5), Outcome.EXPIRED: (0.4, 1.6), Outcome.UNSPECIFIED: (0.4, 1.6)}
MEANINGS: Mapping[str, Message] = {
    Outcome.GRANTED: message("granted"), Outcome.REFUSED: message("refused"),
    Outcome.ABANDONED: message("gives up"), Outcome.EXPIRED: message("out of time"),
    Outcome.UNSPECIFIED: message("end not stated"), Outcome.BLOCKED: message("stuck: there is no way on"),
}
_ORDER = (Outcome.GRANTED, Outcome.REFUSED, Outcome.ABANDONED, Outcome.EXPIRED, Outcome.UNSPECIFIED, Outcome.BLOCKED)


def order_outcomes(people: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return the outcomes that occur with their people, in the order of all rows of units."""
    return tuple((outcome, people[outcome]) for outcome in _ORDER if people.get(outcome))


def unit_row(theme: Theme, people: Mapping[str, int], box: Rect) -> Iterator[Primitive]:
    """Yield twenty blocks that fill `box`; nothing where it is not known how requests end."""
    step, x = box.width / PEOPLE, box.x
    for outcome, count in order_outcomes(people):
        for _ in range(count):
            yield from unit(theme, outcome, Rect(x + step * GAP_PART / 2, box.y, step * (1 - GAP_PART), box.height))
            x += step


def unit(theme: Theme, outcome: str, box: Rect) -> Iterator[Primitive]:
    """Yield one block in the form of its outcome."""
    colour, radius = outcome_colour(theme, outcome), min(1.6, box.width / 4)
    if outcome == Outcome.GRANTED:
        yield Box(box, radius, colour)
        return
    edge = box.inset(0.45)
    fill = mix_colours(colour, theme.background, 0.65) if outcome == Outcome.REFUSED else None
    yield Box(edge, radius, fill, Stroke(colour, 0.9, DASHES.get(Outcome(outcome), ())))
    if outcome == Outcome.BLOCKED:
        yield straight_line(edge.x, edge.centre.y, edge.right, edge.centre.y, Stroke(colour, 2.0))
    if outcome == Outcome.EXPIRED:
        yield _lower_half(edge, colour)


def _lower_half(box: Rect, colour: str) -> Path:
    middle = box.centre.y
    return Path((("M", box.x, middle), ("L", box.right, middle), ("L", box.right, box.bottom),
                 ("L", box.x, box.bottom), ("Z",)), colour)


def units_legend(context: DrawingContext, outcomes: Sequence[str], width: float,
                 unit_size: tuple[float, float] = (7.0, 12.0)) -> PageBlock:
    """Return what the forms mean, those of `outcomes` only, on as many lines as it takes."""
    theme = context.theme
    lead = paragraph(context, context.translate(message("Out of 20 requests")), LEGEND, width, 1)
    parts: list[Primitive] = [*set_block(lead, Rect(0.0, 0.0, lead.width, lead.height), theme.muted)]
    x, y, line = lead.width + LEGEND_GAP, 0.0, lead.height
    names = []
    for outcome in (each for each in _ORDER if each in set(outcomes)):
        text = context.translate(MEANINGS[outcome])
        names.append(text)
        told = paragraph(context, text, LEGEND, width - unit_size[0] - 5.0, 1)
        if x + unit_size[0] + 5.0 + told.width > width + 0.01:
            x, y = 0.0, y + line + 2.0
        top = y + (line - unit_size[1]) / 2
        parts += unit(theme, outcome, Rect(x, top, *unit_size))
        box = Rect(x + unit_size[0] + 5.0, y, told.width, told.height)
        parts += set_block(told, box, theme.muted)
        x = box.right + LEGEND_GAP
    rect = Rect(0.0, 0.0, width, y + line)
    return PageBlock(width, rect.height, (
        Group("units-legend", Role.LEGEND, Layer.PAGE, rect, tuple(parts), lead.full, ", ".join(names)),))
