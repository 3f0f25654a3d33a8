"""Where citizens may get stuck, and what they can do about it themselves: the weightiest three such frictions."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis, FrictionGroup
from visavis.blueprint.analysis.plain.public_words import many_people, often_words
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

MOST = 3
HEADING = TextStyle(14.5, Weight.BOLD)
NAME = TextStyle(12.5, Weight.BOLD)
NUMBER = TextStyle(12.0, Weight.BOLD)
BODY = TextStyle(LEAST_TYPE)
LEADING = 1.23
RADIUS, GAP, PAD, HEADING_GAP = 8.0, 8.0, 6.0, 2.0
DISC, DISC_ROOM = 9.0, 24.0
BODY_LINES = 9


def told_pitfalls(analysis: Analysis | None) -> tuple[FrictionGroup, ...]:
    """Return the weightiest frictions of which readers can do something, with the numbers they have everywhere."""
    groups = analysis.frictions.groups if analysis else ()
    return tuple(group for group in groups if group.reader_action is not None)[:MOST]


def pitfalls_block(context: DrawingContext, analysis: Analysis | None, width: float) -> PageBlock:
    """Return the pitfalls side by side under their heading; 0 high where there is none."""
    pitfalls = told_pitfalls(analysis)
    if not pitfalls:
        return PageBlock(width, 0.0)
    theme, text = context.theme, context.translate(_heading_words(len(pitfalls)))
    head = paragraph(context, text, HEADING, width, 2, least=13.0)
    box = Rect(0.0, 0.0, width, head.height)
    groups = [Group("pitfalls", Role.HEADING, Layer.CARDS, box, set_block(head, box, theme.friction.ink), text, text)]
    across = (width - GAP * (len(pitfalls) - 1)) / len(pitfalls)
    fitted = [_fit(context, group, across) for group in pitfalls]
    height = max(_head_height(name) + body.height for name, body in fitted) + 2 * PAD
    for number, (pitfall, texts) in enumerate(zip(pitfalls, fitted, strict=True)):
        rect = Rect(number * (across + GAP), head.height + HEADING_GAP, across, height)
        name, body = texts
        groups.append(Group(f"pitfall-{pitfall.number}", Role.FINDING, Layer.CARDS, rect,
                            tuple(_draw(context, pitfall, rect, *texts)), name.full,
                            f"{pitfall.number}. {name.full}. {body.full}"))
    return PageBlock(width, groups[-1].bounds.bottom, tuple(groups))


def pitfall_words(context: DrawingContext, pitfall: FrictionGroup) -> tuple[str, str]:
    """Return what a pitfall is called, and how often it is met with what one can do about it."""
    assert pitfall.reader_action is not None
    action, often = context.translate(pitfall.reader_action), _often(pitfall)
    told = "" if often is None else context.translate(often)
    return context.translate(pitfall.call_out), f"{told[:1].upper()}{told[1:]} {action}".strip()


def _often(pitfall: FrictionGroup) -> Message | None:
    """Return of how many people it is told, and what becomes of them; else how often it is met."""
    if pitfall.loses_people and pitfall.lost.value:
        people, count = many_people(pitfall.lost.value)
        if pitfall.is_late:
            return plural("{people} waits longer.", "{people} wait longer.", count, people=people)
        return plural("{people} stops here.", "{people} stop here.", count, people=people)
    share = pitfall.findings[0].share
    return None if share is None else message("It happens {how_often}.", how_often=often_words(share))


def _heading_words(count: int) -> Message:
    match count:
        case 1:
            return message("Where you may get stuck, and what you can do")
        case 2:
            return message("Two places where you may get stuck, and what you can do")
        case _:
            return message("Three places where you may get stuck, and what you can do")


def _fit(context: DrawingContext, pitfall: FrictionGroup, width: float) -> tuple[FittedText, FittedText]:
    name, body = pitfall_words(context, pitfall)
    return (_fit_name(context, name, width - PAD - DISC_ROOM - 4.0),
            paragraph(context, body, BODY, width - 2 * PAD, BODY_LINES, leading=LEADING))


def _fit_name(context: DrawingContext, name: str, width: float) -> FittedText:
    """Return a name on one line where the smallest type allows it, else on two."""
    line = paragraph(context, name, NAME, width, 1, least=LEAST_TYPE)
    return paragraph(context, name, NAME, width, 2, least=LEAST_TYPE) if line.is_cut else line


def _head_height(name: FittedText) -> float:
    """Return the height of a name with the disc beside it: no disc touches the words below."""
    return max(name.height, 2 * DISC + 0.5)


def _draw(context: DrawingContext, pitfall: FrictionGroup, rect: Rect, name: FittedText,
          body: FittedText) -> Iterator[Primitive]:
    theme, text = context.theme, str(pitfall.number)
    yield Box(rect, RADIUS, theme.friction.tint)
    middle = rect.y + PAD + max(name.line_height / 2, DISC - 1.0)
    yield circle(rect.x + PAD + DISC, middle, DISC, theme.friction.ink)
    disc = Rect(rect.x + PAD - 2.0, middle - DISC, 2 * DISC + 4.0, 2 * DISC)
    yield set_line(context, text, NUMBER.with_size(12.0 if len(text) < 3 else LEAST_TYPE), disc, theme.on_friction,
                   align=Align.CENTRE)
    upper = Rect(rect.x + PAD + DISC_ROOM, middle - name.line_height / 2, rect.width - PAD - DISC_ROOM - 4.0,
                 name.height)
    yield from set_block(name, upper, theme.friction.ink)
    lower = Rect(rect.x + PAD, rect.y + PAD + _head_height(name), rect.width - 2 * PAD, body.height)
    yield from set_block(body, lower, theme.ink)
