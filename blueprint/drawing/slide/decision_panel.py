"""What is to be decided, in one panel at the foot of a slide: up to three decisions beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.decisions.decision import Decision
from visavis.blueprint.drawing.blueprint.descriptions import no_friction_words
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

LEAD = TextStyle(13.5, Weight.BOLD)
TEXT = TextStyle(12.5)
NUMBER = TextStyle(11.5, Weight.BOLD)
PAD, BADGE, LEAD_PART = 14.0, 9.5, 0.13
# The most words of a decision: with the title and the headings a slide has no more than sixty.
MOST_WORDS = 9


def decision_panel(context: DrawingContext, decisions: Sequence[Decision], analysis: Analysis | None, width: float,
                   height: float) -> PageBlock:
    """Return the panel; where there is nothing to decide it says who looked."""
    theme, translate = context.theme, context.translate
    rect = Rect(0.0, 0.0, width, height)
    lead = translate(message("To decide"))
    ground = Group("panel", Role.DECORATION, Layer.PAGE, rect, (Box(rect, 7.0, theme.backstage.tint),))
    line = paragraph(context, lead, LEAD, LEAD_PART * width, 2, least=LEAST_TYPE)
    box = Rect(PAD, 0.0, LEAD_PART * width, height)
    groups = [ground, Group("to-decide", Role.HEADING, Layer.CARDS, box, set_block(line, box, theme.ink, middle=True),
                            lead, lead)]
    start = PAD + min(line.width + 18.0, LEAD_PART * width)
    if not decisions:
        text = f"{translate(no_friction_words(analysis))}." if analysis else translate(message("not known"))
        room = Rect(start, 0.0, width - start - PAD, height)
        words = paragraph(context, text, TEXT, room.width, 2, least=LEAST_TYPE)
        lines = set_block(words, room, theme.ink, middle=True)
        groups.append(Group("no-decision", Role.TEXT, Layer.CARDS, room, lines, text, text))
        return PageBlock(width, height, tuple(groups))
    each = (width - start - PAD) / len(decisions)
    for index, decision in enumerate(decisions):
        groups.append(_decision_group(context, decision, Rect(start + index * each, 0.0, each - 12.0, height)))
    return PageBlock(width, height, tuple(groups))


def _decision_group(context: DrawingContext, decision: Decision, box: Rect) -> Group:
    theme = context.theme
    whole = context.translate(decision.remedy).strip().rstrip(".")
    words = whole.split(" ")
    text = whole if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]).rstrip(" ,;:") + "…"
    number = str(decision.group.number)
    badge = Rect(box.x, (box.height - 2 * BADGE) / 2, 2 * BADGE, 2 * BADGE)
    room = Rect(badge.right + 7.0, 0.0, box.right - badge.right - 7.0, box.height)
    fitted = paragraph(context, text, TEXT, room.width, 2, least=LEAST_TYPE)
    parts: tuple[Primitive, ...] = (
        circle(badge.centre.x, badge.centre.y, BADGE, theme.ink),
        set_line(context, number, NUMBER, badge, theme.background, align=Align.CENTRE),
        *set_block(fitted, room, theme.ink, middle=True))
    return Group(f"decision-{number}", Role.FINDING, Layer.CARDS, box, parts, whole, f"{number}. {whole}.")
