"""The legend of a before/after page: what dashed and full mean, then the forms of outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.outcome_units import MEANINGS, order_outcomes, unit
from visavis.blueprint.drawing.reader_pages.page_texts import BODY
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome

SIGN_WIDTH, SIGN_HEIGHT, GAP, ENTRY_GAP = 14.0, 9.0, 5.0, 12.0
UNIT_WIDTH, UNIT_HEIGHT = 6.5, 10.5
DASH = (2.2, 1.8)
SHORT = {Outcome.BLOCKED.value: message("stuck")}


def states_legend(context: DrawingContext, outcomes: Sequence[str], width: float) -> PageBlock:
    """Return the legend, on as many lines as it takes."""
    theme, translate = context.theme, context.translate
    before, after = translate(message("before: as-is journey")), translate(message("after: to-be journey"))
    entries = [(before, ""), (after, "after"), *((translate(SHORT.get(outcome) or MEANINGS[outcome]), outcome)
                                                 for outcome, _ in order_outcomes(dict.fromkeys(outcomes, 1)))]
    parts: list[Primitive] = []
    x = y = line = 0.0
    for text, kind in entries:
        size = (SIGN_WIDTH, SIGN_HEIGHT) if kind in ("", "after") else (UNIT_WIDTH, UNIT_HEIGHT)
        told = paragraph(context, text, BODY, width - size[0] - GAP, 1)
        if x and x + size[0] + GAP + told.width > width:
            x, y = 0.0, y + line + 1.0
        line = told.height
        box = Rect(x, y + (line - size[1]) / 2, *size)
        if kind == "after":
            parts.append(Box(box, 2.0, theme.ink))
        elif kind:
            parts += unit(theme, kind, box)
        else:
            parts.append(Box(box.inset(0.5), 2.0, None, Stroke(theme.muted, 0.9, DASH)))
        room = Rect(box.right + GAP, y, told.width + 0.5, line)
        parts += set_block(told, room, theme.muted)
        x = room.right + ENTRY_GAP
    rect = Rect(0.0, 0.0, width, y + line)
    return PageBlock(width, rect.height, (Group("legend", Role.LEGEND, Layer.PAGE, rect, tuple(parts), before,
                                                ", ".join(text for text, _ in entries)),))
