"""Lines to write on: with what to write before them, or empty ones for notes."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.drawing.display_list import Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

LABEL = TextStyle(LEAST_TYPE)
HEADING = TextStyle(14.0, Weight.BOLD)
# From one line to the next: 8 mm, for those who write large.
LINE_HEIGHT = 22.7
LABEL_GAP, CELL_GAP, MOST_LABEL = 5.0, 12.0, 0.7


def labelled_lines(context: DrawingContext, name: str, labels: Sequence[Message], width: float,
                   parts: Sequence[float] = ()) -> PageBlock:
    """Return one line for each label, side by side; `parts` shares the width out, equally where there are none."""
    shares = parts or [1.0 / len(labels)] * len(labels)
    groups, x = [], 0.0
    for number, (label, share) in enumerate(zip(labels, shares, strict=True)):
        text, across = context.translate(label), width * share - (CELL_GAP if number < len(labels) - 1 else 0.0)
        fitted = paragraph(context, text, LABEL, across * MOST_LABEL, 1)
        box = Rect(x, LINE_HEIGHT - fitted.height, fitted.width, fitted.height)
        line = _line(context, box.right + LABEL_GAP, x + across, LINE_HEIGHT)
        groups.append(Group(f"{name}-{number}", Role.TEXT, Layer.CARDS, Rect(x, 0.0, across, LINE_HEIGHT),
                            (*set_block(fitted, box, context.theme.muted), line), text, text))
        x += across + CELL_GAP
    return PageBlock(width, LINE_HEIGHT, tuple(groups))


def empty_lines(context: DrawingContext, name: str, count: int, width: float) -> PageBlock:
    """Return so many lines below each other."""
    lines: tuple[Primitive, ...] = tuple(
        _line(context, 0.0, width, (number + 1) * LINE_HEIGHT) for number in range(count))
    rect = Rect(0.0, 0.0, width, count * LINE_HEIGHT)
    return PageBlock(width, rect.height, (Group(name, Role.DECORATION, Layer.PAGE, rect, lines),) if lines else ())


def notes_block(context: DrawingContext, width: float, height: float) -> PageBlock:
    """Return a heading for notes, and as many lines as there is room for."""
    text = context.translate(message("My notes"))
    fitted = paragraph(context, text, HEADING, width, 1)
    box = Rect(0.0, 0.0, width, fitted.height)
    head = Group("notes", Role.HEADING, Layer.CARDS, box, set_block(fitted, box, context.theme.ink), text, text)
    lines = empty_lines(context, "note-lines", max(1, int((height - fitted.height) / LINE_HEIGHT)), width)
    return PageBlock(width, fitted.height + lines.height, (head, *lines.at(0.0, fitted.height)))


def _line(context: DrawingContext, left: float, right: float, bottom: float) -> Path:
    """Return a dotted line a little above the bottom of its row."""
    return straight_line(left, bottom - 2.0, right, bottom - 2.0, Stroke(context.theme.muted, 0.6, (0.6, 2.4)))
