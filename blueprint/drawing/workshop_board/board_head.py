"""The top of a board: what it is, fields to fill by hand, the code of the sheet, the phases and the columns."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.brand_look import put_logo_beside
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.qr_code import qr_path
from visavis.blueprint.drawing.shapes import polygon, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.workshop_board.board_content import (
    BoardPhase,
    BoardSheet,
    board_code,
    board_id,
    heading_words,
)
from visavis.blueprint.drawing.workshop_board.board_geometry import (
    COLUMN_PITCH,
    CORNER,
    EDGE,
    FIRST_COLUMN,
    NOTE,
    BoardSize,
)
from visavis.blueprint.language import Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, State
from visavis.blueprint.text.styles import TextStyle, Weight

# Millimetres of A0: 21.3 pt is the least that is read from a metre away.
LEAST = 7.52
TITLE, LABEL, SMALL = TextStyle(15.0, Weight.BOLD), TextStyle(8.5, Weight.SEMIBOLD), TextStyle(LEAST)
PHASE, NUMBER = TextStyle(10.0, Weight.BOLD), TextStyle(8.5, Weight.SEMIBOLD)
CODE = TextStyle(12.0, Weight.BOLD)
QR_SIDE = 38.0
PHASE_TOP, PHASE_HEIGHT, NUMBER_TOP = 60.0, 23.0, 85.0
POINT = 8.0
LINE = 0.5
# A camera reads it through folds and tape: a quarter of it may be lost.
ERRORS = "q"


def head_groups(context: DrawingContext, document: BlueprintDocument, size: BoardSize, paper: str, sheet: BoardSheet,
                *, is_blank: bool) -> Iterator[Group]:
    """Yield the title, the fields, and the sheet's code with what people type where it cannot be read."""
    left, code_x = EDGE + CORNER + 14.0, size.inner[0] - EDGE - CORNER - 14.0 - QR_SIDE
    named = put_logo_beside(context.look, (code_x - left) * 0.34, CORNER * 0.8,
                            lambda room: _title(context, document, room, is_blank=is_blank), gap=6.0)
    yield from named.at(left, EDGE + 1.0)
    fields = Rect(left + (code_x - left) * 0.37, EDGE, 0.0, CORNER)
    yield _fields(context, document, fields._replace(width=code_x - 44.0 - fields.x), is_blank=is_blank)
    square = Rect(code_x, EDGE, QR_SIDE, QR_SIDE)
    code = qr_path(board_code(document, size, paper, sheet, is_blank=is_blank), square.x, square.y, QR_SIDE,
                   context.theme.ink, ERRORS)
    name = board_id(document, is_blank=is_blank)
    words = Rect(code_x - 44.0, EDGE + 4.0, 38.0, CORNER)
    label = paragraph(context, context.translate(message("Board")), SMALL, words.width, 1)
    typed = paragraph(context, name, CODE, words.width, 1)
    told = message("sheet {number}/{count}", number=sheet.number, count=sheet.count) if sheet.count > 1 else message(
        "sheet __/__")
    number = paragraph(context, context.translate(told), SMALL, words.width, 1, least=LEAST)
    below = words._replace(y=words.y + label.height + typed.height)
    parts: list[Primitive] = [code, *set_block(label, words, context.theme.muted, align=Align.RIGHT),
                              *set_block(number, below, context.theme.muted, align=Align.RIGHT),
                              *set_block(typed, words._replace(y=words.y + label.height), context.theme.ink,
                                         align=Align.RIGHT)]
    said = context.translate(message("Board {name}, {sheet}", name=name, sheet=told))
    yield Group("board-code", Role.TEXT, Layer.PAGE, Rect(words.x, EDGE, square.right - words.x, QR_SIDE),
                tuple(parts), said, said)


def _title(context: DrawingContext, document: BlueprintDocument, width: float, *, is_blank: bool) -> PageBlock:
    words = heading_words(document, context.translate, is_blank=is_blank)
    title = paragraph(context, words, TITLE, width, 2, least=LEAST + 1.5)
    place = Rect(0.0, 0.0, width, title.height)
    groups = [Group("title", Role.TITLE, Layer.PAGE, place, set_block(title, place, context.theme.ink), words, words)]
    told = context.translate(message("one person, from the first need to the end of the journey"))
    below = paragraph(context, told, SMALL, width, 2)
    place = Rect(0.0, place.bottom + 2.0, width, below.height)
    if EDGE + 1.0 + place.bottom <= PHASE_TOP - 2.0:
        parts = set_block(below, place, context.theme.muted)
        groups.append(Group("lead", Role.TEXT, Layer.PAGE, place, parts, told, told))
    return PageBlock(width, place.bottom, tuple(groups))


def _fields(context: DrawingContext, document: BlueprintDocument, box: Rect, *, is_blank: bool) -> Group:
    """Return what is filled by hand: service, person, date, table; and which journey it is."""
    theme, translate = context.theme, context.translate
    half, rows = box.width * 0.53, (box.y + 9.0, box.y + 28.0)
    state = None if is_blank else document.head.state
    parts: list[Primitive] = []
    for y, label in zip(rows, (message("Service"), message("Person followed")), strict=True):
        parts += _field(context, translate(label), Rect(box.x, y, half - 12.0, 11.0))
    x, right = box.x + half, box.right
    journey = (message("As-is"), state in (State.AS_IS, State.OBSERVED)), (message("To-be"), state is State.TO_BE)
    for label, is_chosen in journey:
        words = paragraph(context, translate(label), LABEL, right - x - 12.0, 1, least=LEAST)
        parts += _tick(context, x, rows[0], is_ticked=is_chosen)
        parts += set_block(words, Rect(x + 12.0, rows[0], words.width + 1.0, 11.0), theme.ink, middle=True)
        x += words.width + 24.0
    middle = box.x + half + (right - box.x - half) * 0.55
    date = Rect(box.x + half, rows[1], middle - box.x - half - 8.0, 11.0)
    parts += _field(context, translate(message("Date")), date)
    parts += _field(context, translate(message("Table no.")), Rect(middle, rows[1], right - middle, 11.0))
    words_told = translate(message("To fill in: service, person followed, journey, date, table"))
    return Group("fields", Role.TEXT, Layer.PAGE, box, tuple(parts), words_told, f"{words_told}.")


def _field(context: DrawingContext, label: str, box: Rect) -> Iterator[Primitive]:
    """Yield a label with a line to write on."""
    words = paragraph(context, label, LABEL, box.width * 0.7, 1, least=LEAST)
    yield from set_block(words, Rect(box.x, box.y, words.width + 1.0, box.height), context.theme.ink, middle=True)
    yield straight_line(box.x + words.width + 4.0, box.bottom, box.right, box.bottom, Stroke(context.theme.ink, LINE))


def _tick(context: DrawingContext, x: float, y: float, *, is_ticked: bool) -> Iterator[Primitive]:
    ink = context.theme.ink
    yield Box(Rect(x, y + 1.5, 8.0, 8.0), 1.0, None, Stroke(ink, 0.8))
    if is_ticked:
        yield straight_line(x + 1.5, y + 3.0, x + 6.5, y + 8.0, Stroke(ink, 1.2))
        yield straight_line(x + 6.5, y + 3.0, x + 1.5, y + 8.0, Stroke(ink, 1.2))


def phase_groups(context: DrawingContext, size: BoardSize, sheet: BoardSheet) -> Iterator[Group]:
    """Yield each phase over its columns, and the number of each column."""
    for phase in sheet.phases:
        yield _phase(context, phase)
    numbers: list[Primitive] = []
    for column in range(min(size.columns, sum(phase.count for phase in sheet.phases))):
        box = Rect(FIRST_COLUMN + column * COLUMN_PITCH, NUMBER_TOP, NOTE, 12.0)
        words = paragraph(context, str(sheet.first_column + column + 1), NUMBER, NOTE, 1)
        numbers += set_block(words, box, context.theme.muted, align=Align.CENTRE, middle=True)
    box = Rect(FIRST_COLUMN, NUMBER_TOP, size.right - FIRST_COLUMN, 12.0)
    yield Group("columns", Role.DECORATION, Layer.PAGE, box, tuple(numbers))


def _phase(context: DrawingContext, phase: BoardPhase) -> Group:
    """Return a phase as an arrow: its number and name, or a line for the name."""
    x = FIRST_COLUMN + phase.first * COLUMN_PITCH - 4.0
    right = x + phase.count * COLUMN_PITCH - 2.0
    top, bottom, middle = PHASE_TOP, PHASE_TOP + PHASE_HEIGHT, PHASE_TOP + PHASE_HEIGHT / 2
    outline = polygon([(x, top), (right - POINT, top), (right, middle), (right - POINT, bottom), (x, bottom),
                       (x + POINT, middle)], None, Stroke(context.theme.ink, 0.9))
    named: Message = message("{number} {name}", number=phase.number, name=phase.name) if phase.name else message(
        "Phase {number}", number=phase.number)
    words = paragraph(context, context.translate(named), PHASE, right - x - 3 * POINT, 2, least=LEAST, leading=1.1)
    box = Rect(x + POINT + 5.0, top, right - x - 3 * POINT, PHASE_HEIGHT)
    parts: list[Primitive] = [outline, *set_block(words, box, context.theme.ink, middle=True)]
    if not phase.name:
        y = middle + 5.0
        parts.append(straight_line(box.x + words.width + 5.0, y, right - POINT - 5.0, y,
                                   Stroke(context.theme.muted, LINE)))
    return Group(f"phase-{phase.number}", Role.PHASE, Layer.PAGE, Rect(x, top, right - x, PHASE_HEIGHT), tuple(parts),
                 words.full, words.full)
