"""The rows of a board: whose they are at the left, a place for each note, the conversation where both sides meet.

Inside the grid all lines are pale and grey; only the quotation marks of the conversation have the colour of a side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import polyline, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.drawing.workshop_board.board_content import lane_words
from visavis.blueprint.drawing.workshop_board.board_geometry import (
    EDGE,
    FIRST_COLUMN,
    HEAD_WIDTH,
    MIDDLE,
    RIGHT_GAP,
    BoardRow,
    BoardSize,
    RowKind,
)
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import LaneKind
from visavis.blueprint.text.styles import TextStyle, Weight

# Millimetres of A0. The greys have no saturation over 5 %, and lines are lighter than 75 %.
PALE, GREY = "#C8CACC", "#6E7072"
LINE, LINE_OF_INTERACTION = 0.5, 1.8
LEAST = 7.52
LANE, SMALL, TALK = TextStyle(11.0, Weight.BOLD), TextStyle(LEAST), TextStyle(LEAST, Weight.SEMIBOLD)
LETTER, QUOTE = TextStyle(9.0, Weight.BOLD), TextStyle(11.0, Weight.BOLD)
BAR = 2.5
CORNER_ARM = 10.0
FOLD = 9.0
ID_PAD = 3.5


def row_groups(context: DrawingContext, size: BoardSize, names: Mapping[LaneKind, str]) -> Iterator[Group]:
    """Yield the heads of the lanes, then row by row its places; `names` are what lanes of a kind are called."""
    for kind in dict.fromkeys(row.lane for row in size.rows if row.lane is not None):
        yield _head(context, size, kind, names.get(kind, ""))
    for row in size.rows:
        yield _conversation(context, size, row) if row.kind is RowKind.TALK else _places(context, size, row)
    lines = [straight_line(EDGE, y, size.inner[0] - EDGE - 20.0, y, Stroke(PALE, LINE)) for y in _borders(size)]
    yield Group("borders", Role.DECORATION, Layer.LANES,
                Rect(EDGE, size.rows[0].top - 4.0, size.inner[0] - 2 * EDGE, size.bottom - size.rows[0].top + 8.0),
                tuple(lines))


def _borders(size: BoardSize) -> Iterator[float]:
    """Yield where one lane ends and another begins."""
    previous: BoardRow | None = None
    for row in size.rows:
        if previous is None:
            yield row.top - 3.0
        elif previous.lane is not row.lane:
            yield (previous.top + previous.height + row.top) / 2
        previous = row
    yield size.bottom + 3.0


def _inks(context: DrawingContext, kind: LaneKind) -> Inks:
    return context.theme.of_lane(kind)


def _head(context: DrawingContext, size: BoardSize, kind: LaneKind, name: str) -> Group:
    rows = [row for row in size.rows if row.lane is kind]
    top, bottom = rows[0].top - 1.0, rows[-1].top + rows[-1].height + 1.0
    inks, translate = _inks(context, kind), context.translate
    usual, told = lane_words(kind)
    title = paragraph(context, name or translate(usual), LANE, HEAD_WIDTH - 16.0, 3, least=LEAST)
    parts: list[Primitive] = [Box(Rect(EDGE, top, HEAD_WIDTH, bottom - top), 0.0, inks.tint),
                              Box(Rect(EDGE, top, BAR, bottom - top), BAR / 2, inks.ink)]
    x, y = EDGE + 8.0, top + 16.0
    if len(rows) == 1:
        y = top + 8.0
    parts += set_block(title, Rect(x, y, HEAD_WIDTH - 16.0, title.height), inks.ink)
    # Names of its own say who it is by themselves.
    words = paragraph(context, "" if name else translate(told), SMALL, HEAD_WIDTH - 16.0, 2)
    if not name and y + title.height + words.height < bottom:
        place = Rect(x, y + title.height + 1.0, HEAD_WIDTH - 16.0, words.height)
        parts += set_block(words, place, context.theme.muted)
    for row in rows if len(rows) > 1 else ():
        parts += _row_words(context, row, bottom)
    return Group(f"lane-{kind}", Role.LANE, Layer.LANES, Rect(EDGE, top, HEAD_WIDTH, bottom - top), tuple(parts),
                 title.full, title.full)


def _row_words(context: DrawingContext, row: BoardRow, bottom: float) -> Iterator[Primitive]:
    """Yield what is put into a row, at the foot of its part of the head."""
    told = message("steps") if row.kind is RowKind.STEPS else message("notes")
    words = paragraph(context, context.translate(told), SMALL, HEAD_WIDTH - 16.0, 1)
    y = min(row.top + row.height, bottom) - words.height - 2.0
    box = Rect(EDGE + 8.0, y, HEAD_WIDTH - 12.0, words.height)
    yield from set_block(words, box, context.theme.muted, align=Align.RIGHT)


def _places(context: DrawingContext, size: BoardSize, row: BoardRow) -> Group:
    """Return the places of a row, each with its name in the corner; its letter stands at the right."""
    parts: list[Primitive] = []
    for column in range(size.columns):
        box = size.place(row, column)
        parts += _outline(row, box)
        name = paragraph(context, f"{row.letter}{column + 1}", SMALL, box.width, 1)
        place = Rect(box.x + ID_PAD, box.y + ID_PAD - 1.0, box.width - 2 * ID_PAD, name.height)
        parts += set_block(name, place, GREY)
    parts += _letter(context, size, row)
    kind = {RowKind.STEPS: message("steps"), RowKind.NOTES: message("notes")}.get(row.kind, message("slips"))
    said = context.translate(message("Row {letter}: {kind}, {count} places", letter=row.letter, kind=kind,
                                     count=size.columns))
    return Group(f"row-{row.letter}", Role.FIGURE, Layer.CARDS, _bounds(size, row), tuple(parts), said, said)


def _bounds(size: BoardSize, row: BoardRow) -> Rect:
    return Rect(FIRST_COLUMN, row.top, size.inner[0] - EDGE - FIRST_COLUMN, row.height)


def _letter(context: DrawingContext, size: BoardSize, row: BoardRow) -> Iterator[Primitive]:
    words = paragraph(context, row.letter, LETTER, 14.0, 1)
    y = row.top + (row.height - words.height) / 2 if row.kind is not RowKind.TALK else row.top
    box = Rect(size.right + RIGHT_GAP, y, 14.0, words.height)
    yield from set_block(words, box, GREY, align=Align.CENTRE)


def _outline(row: BoardRow, box: Rect) -> Iterator[Primitive]:
    """Yield what a place looks like: a whole frame for a step, corners for a note, a folded slip for evidence."""
    stroke = Stroke(PALE, LINE)
    match row.kind:
        case RowKind.STEPS:
            yield Box(box, 4.0, None, stroke)
        case RowKind.SLIPS:
            yield polyline([(box.right - FOLD, box.y), (box.right - FOLD, box.y + FOLD), (box.right, box.y + FOLD)],
                           stroke)
            yield Path((("M", box.x, box.y), ("L", box.right - FOLD, box.y), ("L", box.right, box.y + FOLD),
                        ("L", box.right, box.bottom), ("L", box.x, box.bottom), ("Z",)), None, stroke)
        case _:
            for x, way in ((box.x, 1), (box.right, -1)):
                for y, down in ((box.y, 1), (box.bottom, -1)):
                    yield polyline([(x + way * CORNER_ARM, y), (x, y), (x, y + down * CORNER_ARM)], stroke)


def _conversation(context: DrawingContext, size: BoardSize, row: BoardRow) -> Group:
    """Return what both sides say, in quotation marks to fill, above and below the line of interaction."""
    theme, translate = context.theme, context.translate
    middle = size.line_of_interaction
    parts: list[Primitive] = [straight_line(FIRST_COLUMN - 36.0, middle, size.right + 2.0, middle,
                                            Stroke(theme.ink, LINE_OF_INTERACTION))]
    sides: tuple[tuple[Message, str, float], ...] = (
        (message("The citizen says"), theme.citizen.ink, row.top),
        (message("The agent answers"), theme.agent.ink, middle + LINE_OF_INTERACTION))
    left, room = EDGE + 8.0 + MIDDLE + 7.0, FIRST_COLUMN - EDGE - MIDDLE - 21.0
    for told, ink, top in sides:
        height = row.height / 2 - LINE_OF_INTERACTION
        words = paragraph(context, translate(told), TALK, room, 3)
        parts += set_block(words, Rect(left, top, room, height), ink, middle=True)
        for column in range(size.columns):
            parts += _quotes(context, size.place(row, column)._replace(y=top, height=height), ink)
    parts += _letter(context, size, row)
    said = translate(message("Above the line of interaction what the citizen says, below it what the agent answers"))
    bounds = Rect(left, row.top, size.inner[0] - EDGE - left, row.height)
    return Group("conversation", Role.FIGURE, Layer.CARDS, bounds, tuple(parts), said, said)


def _quotes(context: DrawingContext, box: Rect, ink: str) -> Iterator[Primitive]:
    """Yield a pair of quotation marks in the colour of a side, with two pale lines to write on between them."""
    marks = ("«", "»") if context.translate.language.startswith("fr") else ("“", "”")
    half = box.height / 2
    for mark, align, row in zip(marks, (Align.LEFT, Align.RIGHT), (0, 1), strict=True):
        words = paragraph(context, mark, QUOTE, 12.0, 1)
        place = Rect(box.x + (0.0 if align is Align.LEFT else box.width - 12.0), box.y + row * half, 12.0, half)
        yield from set_block(words, place, ink, align=align, middle=True)
    yield straight_line(box.x + 13.0, box.y + half - 1.5, box.right - 2.0, box.y + half - 1.5, Stroke(PALE, LINE))
    yield straight_line(box.x + 2.0, box.bottom - 1.5, box.right - 13.0, box.bottom - 1.5, Stroke(PALE, LINE))
