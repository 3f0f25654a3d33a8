"""The decisions to be made, a row each: the decision with its price, then what it does to citizens and to agents."""

from __future__ import annotations

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.decisions.decision import list_decisions
from visavis.blueprint.drawing.blueprint.descriptions import no_friction_words
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.decision_texts import DecisionText, EffectText, decision_text
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, STRONG, label_text, section_heading, set_lines
from visavis.blueprint.drawing.shapes import QUARTER, circle
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_line
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.text.styles import TextStyle, Weight

TITLE = TextStyle(12.2, Weight.BOLD)
NUMBER = TextStyle(11.0, Weight.BOLD)
PAD_X, PAD_Y, RADIUS = 9.0, 4.0, 8.0
BADGE = 9.0
# The decision's part of the width; both sides have the same of what is left. The part with the lowest rows is taken.
DECISION_PARTS = (0.43, 0.4, 0.46, 0.49, 0.52)


def decision_rows(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                  width: float) -> list[PageBlock]:
    """Return the heading with the names of the two sides, and a row for each decision."""
    translate, theme = context.translate, context.theme
    decisions = list_decisions(document, analysis) if analysis else ()
    if not decisions:
        return [*_no_decisions(context, analysis, width)]
    heading = translate(plural("{count} decision to make", "{count} decisions to make", len(decisions))
                        ) if len(decisions) != 3 else translate(message("Three decisions to make"))
    texts = [decision_text(document, decision, translate) for decision in decisions]
    rows, first = min((([_row(context, text, width, part * width) for text in texts], part * width)
                       for part in DECISION_PARTS), key=lambda tried: sum(row.height for row in tried[0]))
    title = section_heading(context, "decisions", heading, first, theme.ink)
    heads = _side_heads(context, width, first)
    height = max(title.height, heads.height)
    top = PageBlock(width, height, (*title.at(0.0, height - title.height), *heads.at(0.0, height - heads.height)))
    return [top, *rows]


def _no_decisions(context: DrawingContext, analysis: Analysis | None, width: float) -> list[PageBlock]:
    translate = context.translate
    title = section_heading(context, "decisions", translate(message("What to decide")), width, context.theme.ink)
    words = translate(no_friction_words(analysis) if analysis else message(
        "Frictions were not looked for: there is no journey yet"))
    parts, height = set_lines(context, f"{words}.", BODY, Rect(0.0, 0.0, width, 0.0), context.theme.ink, 3)
    rect = Rect(0.0, 0.0, width, height)
    return [title, PageBlock(width, height, (
        Group("no-decision", Role.TEXT, Layer.PAGE, rect, parts, words, words),))]


def _side_heads(context: DrawingContext, width: float, first: float) -> PageBlock:
    translate, theme = context.translate, context.theme
    groups, height = [], 0.0
    second = (first + width) / 2
    for name, words, x, right, inks, side in (
            ("effect-citizen", message("Effect for citizens"), first, second, theme.citizen, Side.CITIZEN),
            ("effect-agent", message("Effect for agents"), second, width, theme.agent, Side.AGENT)):
        text = translate(words)
        box = Rect(x + PAD_X, 0.0, right - x - 2 * PAD_X, 0.0)
        parts, tall = set_lines(context, text, STRONG, box, inks.ink, 2)
        height = max(height, tall)
        groups.append(Group(name, Role.TEXT, Layer.PAGE, Rect(box.x, 0.0, box.width, tall), parts, text, text, side))
    return PageBlock(width, height, tuple(groups))


def _row(context: DrawingContext, text: DecisionText, width: float, first: float) -> PageBlock:
    """Return a row of three cells in one frame: three groups, so that each is read with its side."""
    theme = context.theme
    second = (first + width) / 2
    own, own_height = _decision_cell(context, text, first)
    room = second - first
    citizen, citizen_height = _effect_cell(context, text.citizen, Rect(first, 0.0, room, 0.0), theme.citizen)
    agent, agent_height = _effect_cell(context, text.agent, Rect(second, 0.0, room, 0.0), theme.agent)
    height = max(own_height, citizen_height, agent_height)
    rect = Rect(0.0, 0.0, width, height)
    name = f"decision-{text.number}"
    frame = (Box(Rect(first, 0.0, room, height), 0.0, theme.citizen.tint),
             _right_end(Rect(second, 0.0, room, height), theme.agent.tint),
             Box(rect, RADIUS, None, Stroke(theme.hairline, 1.0)))
    citizens, agents = (context.translate(each) for each in (message("Effect for citizens"),
                                                             message("Effect for agents")))
    return PageBlock(width, height, (
        Group(f"{name}-frame", Role.DECORATION, Layer.PAGE, rect, frame),
        Group(name, Role.FINDING, Layer.CARDS, Rect(0.0, 0.0, first, height), own, text.title,
              f"{text.number}. {text.title}. {text.body}"),
        Group(f"{name}-citizen", Role.FIGURE, Layer.CARDS, Rect(first, 0.0, room, height), citizen, citizens,
              label_text(context, citizens, f"{text.citizen.title}. {text.citizen.body}"), Side.CITIZEN),
        Group(f"{name}-agent", Role.FIGURE, Layer.CARDS, Rect(second, 0.0, room, height), agent, agents,
              label_text(context, agents, f"{text.agent.title}. {text.agent.body}"), Side.AGENT)))


def _decision_cell(context: DrawingContext, text: DecisionText, width: float) -> tuple[tuple[Primitive, ...], float]:
    theme, x = context.theme, PAD_X + 2 * BADGE + 8.0
    parts: list[Primitive] = [circle(PAD_X + BADGE, PAD_Y + BADGE, BADGE, theme.ink)]
    badge = Rect(PAD_X, PAD_Y, 2 * BADGE, 2 * BADGE)
    parts.append(set_line(context, str(text.number), NUMBER, badge, theme.background, align=Align.CENTRE))
    title, height = set_lines(context, text.title, TITLE, Rect(x, PAD_Y + 1.0, width - x - 6.0, 0.0), theme.ink, 3)
    y = PAD_Y + 1.0 + height + 1.0
    body, tall = set_lines(context, text.body, BODY, Rect(x, y, width - x - 6.0, 0.0), theme.muted, 6)
    return (*parts, *title, *body), max(y + tall, badge.bottom) + PAD_Y


def _effect_cell(context: DrawingContext, text: EffectText, cell: Rect,
                 inks: Inks) -> tuple[tuple[Primitive, ...], float]:
    room = Rect(cell.x + PAD_X, PAD_Y + 1.0, cell.width - 2 * PAD_X + 3.0, 0.0)
    title, height = set_lines(context, text.title, STRONG, room, inks.ink, 3)
    y = room.y + height + 1.0
    body, tall = set_lines(context, text.body, BODY, Rect(room.x, y, room.width, 0.0), context.theme.ink, 7)
    return (*title, *body), y + tall + PAD_Y


def _right_end(box: Rect, fill: str) -> Path:
    """Return the right cell's ground, round where the frame of the row is."""
    bend = RADIUS * (1 - QUARTER)
    return Path((("M", box.x, box.y), ("L", box.right - RADIUS, box.y),
                 ("C", box.right - bend, box.y, box.right, box.y + bend, box.right, box.y + RADIUS),
                 ("L", box.right, box.bottom - RADIUS),
                 ("C", box.right, box.bottom - bend, box.right - bend, box.bottom, box.right - RADIUS, box.bottom),
                 ("L", box.x, box.bottom), ("Z",)), fill)
