"""Texts of pages for readers: headings, paragraphs that begin in bold, cells; and bodies that fill sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.text.styles import TextStyle, Weight

SECTION = TextStyle(14.5, Weight.BOLD)
BODY = TextStyle(LEAST_TYPE)
STRONG = TextStyle(LEAST_TYPE, Weight.BOLD)
# The distance from line to line: 13.5 units at 11.
LEADING = 1.227
# From the lead's part of a line on, the text begins below it.
LONGEST_LEAD = 0.8


def section_heading(context: DrawingContext, name: str, text: str, width: float, colour: str) -> PageBlock:
    """Return the heading of a part of a page."""
    line = paragraph(context, text, SECTION, width, 2, least=LEAST_TYPE)
    rect = Rect(0.0, 0.0, width, line.height)
    return PageBlock(width, line.height, (
        Group(name, Role.HEADING, Layer.PAGE, rect, set_block(line, rect, colour), text, text),))


def label_text(context: DrawingContext, label: str, value: str) -> str:
    """Return a label with what it says, as the language sets a colon; the value alone where there is no label."""
    return context.translate(message("{label}: {value}", label=label, value=value)) if label else value


def set_lines(context: DrawingContext, text: str, style: TextStyle, box: Rect, colour: str,
              lines: int) -> tuple[tuple[Primitive, ...], float]:
    """Return a text of at most `lines` lines at the top of `box`, and its height; nothing of an empty text."""
    if not text.strip():
        return (), 0.0
    fitted = paragraph(context, text, style, box.width, lines, least=min(style.size, LEAST_TYPE), leading=LEADING)
    return set_block(fitted, Rect(box.x, box.y, box.width, fitted.height), colour), fitted.height


def set_lead(context: DrawingContext, lead: str, text: str, box: Rect, lines: int,
             colour: str | None = None) -> tuple[tuple[Primitive, ...], float]:
    """Return a text that begins with `lead` in bold on its first line, and its height.

    `lines` is the most it takes; `colour` that of the lead, the page's ink where none is told.
    """
    ink, theme = colour or context.theme.ink, context.theme
    bold = paragraph(context, lead, STRONG, box.width, 2, leading=LEADING)
    parts = [*set_block(bold, Rect(box.x, box.y, box.width, bold.height), ink)]
    space = context.metrics.width(" ", BODY)
    free = box.width - bold.width - space
    words = text.split(" ")
    taken = 0
    if len(bold.lines) == 1 and bold.width < LONGEST_LEAD * box.width:
        while taken < len(words) and context.metrics.width(" ".join(words[: taken + 1]), BODY) <= free:
            taken += 1
    if taken:
        first = paragraph(context, " ".join(words[:taken]), BODY, free + 0.5, 1, leading=LEADING)
        parts += set_block(first, Rect(box.x + bold.width + space, box.y, free + 0.5, first.height), theme.ink)
    rest = " ".join(words[taken:])
    if not rest:
        return tuple(parts), bold.height
    left = max(1, lines - len(bold.lines))
    below, height = set_lines(context, rest, BODY, Rect(box.x, box.y + bold.height, box.width, 0.0), theme.ink, left)
    return (*parts, *below), bold.height + height


def fill_sheets(sections: Iterable[Sequence[PageBlock]], room: float, further_room: float, gap: float,
                inner_gap: float) -> Iterator[list[list[PageBlock]]]:
    """Yield the sections of each sheet: blocks `inner_gap` apart, sections `gap` apart.

    A section stays whole where a sheet can hold it; a longer one goes on on further sheets, its first block (its
    heading) never alone.
    """
    sheet: list[list[PageBlock]] = []
    height, free = 0.0, room
    for section in sections:
        whole = stack_blocks(section, inner_gap).height
        for index, block in enumerate(section):
            needed = block.height
            if index == 0:
                pair = stack_blocks(section[:2], inner_gap).height
                needed = whole if whole <= further_room else pair
            above = (gap if index == 0 else inner_gap) if height else 0.0
            if height and height + above + needed > free + 0.01:
                yield sheet
                sheet, height, above, free = [], 0.0, 0.0, further_room
            if index == 0 or not sheet:
                sheet.append([])
            sheet[-1].append(block)
            height += above + block.height
    if sheet:
        yield sheet


def stack_sections(sheet: Sequence[Sequence[PageBlock]], room: float, gap: float, inner_gap: float,
                   widest: float = 4.0) -> PageBlock:
    """Return the body of a sheet; room that is left widens its gaps, to `widest` times what they are at least."""
    def stack(times: float) -> PageBlock:
        return stack_blocks([stack_blocks(section, inner_gap * times) for section in sheet], gap * times)

    return _fill_room(stack, room, widest)


def _fill_room(stack: Callable[[float], PageBlock], room: float, widest: float) -> PageBlock:
    tight, wide = stack(1.0), stack(widest)
    grown = wide.height - tight.height
    if grown <= 0 or tight.height >= room:
        return tight
    return stack(1.0 + (widest - 1.0) * min(1.0, (room - tight.height) / grown))
