"""The foot of a board: how to write, where to stick, which colour means what, how to photograph it."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import circle
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.workshop_board.board_geometry import CORNER, EDGE, BoardSize, RowKind
from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import NoteKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import TextStyle, Weight

# Millimetres of A0.
LEAST = 7.52
HEADING, BODY = TextStyle(10.0, Weight.BOLD), TextStyle(LEAST)
DISC, GAP = 7.0, 5.0
SWATCH = 8.0
KINDS = (NoteKind.PAIN, NoteKind.IDEA, NoteKind.PRAISE, NoteKind.QUESTION, NoteKind.QUOTE)


def instruction_groups(context: DrawingContext, size: BoardSize) -> Iterator[Group]:
    """Yield the four instructions between the lower marks."""
    left, right = EDGE + CORNER + 14.0, size.inner[0] - EDGE - CORNER - 14.0
    top = size.bottom + 8.0
    steps = MessageList(tuple(row.letter for row in size.rows if row.kind is RowKind.STEPS))
    notes = MessageList(tuple(row.letter for row in size.rows if row.kind is RowKind.NOTES))
    told: tuple[tuple[Message, Message | None], ...] = (
        (message("Write"), message("With a felt-tip pen, large, one idea per note. No names on notes.")),
        (message("Stick"), message("One note per box, straight. Steps in {steps}. Notes in {notes}.", steps=steps,
                                   notes=notes)),
        (message("Choose the colour"), None),
        (message("Photograph"), message("From the front, without flash, the four corners in the picture, no face. "
                                        "If a mark is hidden, take it again.")),
    )
    width = (right - left) / len(told)
    for number, (heading, words) in enumerate(told):
        box = Rect(left + number * width, top, width - 14.0, size.inner[1] - EDGE / 2 - top)
        yield _instruction(context, number + 1, heading, words, box)


def _instruction(context: DrawingContext, number: int, heading: Message, words: Message | None, box: Rect) -> Group:
    theme, translate = context.theme, context.translate
    disc = paragraph(context, str(number), HEADING, 2 * DISC, 1)
    x = box.x + 2 * DISC + GAP
    room = box.right - x
    title = paragraph(context, translate(heading), HEADING, room, 1, least=LEAST)
    parts: list[Primitive] = [circle(box.x + DISC, box.y + DISC, DISC, theme.ink),
                              *set_block(disc, Rect(box.x, box.y, 2 * DISC, 2 * DISC), theme.background,
                                         align=Align.CENTRE, middle=True),
                              *set_block(title, Rect(x, box.y, room, 2 * DISC), theme.ink, middle=True)]
    place = Rect(x, box.y + 2 * DISC + 1.0, room, box.bottom - box.y - 2 * DISC - 1.0)
    if words is None:
        parts += _colours(context, place)
        said = ", ".join(translate(NOTE_KINDS[kind].in_text) for kind in KINDS)
    else:
        text = paragraph(context, translate(words), BODY, room, 5)
        parts += set_block(text, place, theme.ink)
        said = text.full
    return Group(f"instruction-{number}", Role.TEXT, Layer.PAGE, box, tuple(parts), title.full,
                 f"{number}. {title.full}. {said}")


def _colours(context: DrawingContext, box: Rect) -> Iterator[Primitive]:
    """Yield the colour of each kind of note with its name, and that a single colour does too."""
    theme, y = context.theme, box.y
    for number, kind in enumerate(KINDS):
        column, row = number % 2, number // 2
        x, y = box.x + column * box.width / 2, box.y + row * 11.5
        yield Box(Rect(x, y + 1.0, SWATCH, SWATCH), 0.8, theme.notes[kind], Stroke(theme.note_inks[kind], 0.5))
        name = paragraph(context, context.translate(NOTE_KINDS[kind].in_text), BODY, box.width / 2 - SWATCH - 5.0, 1)
        place = Rect(x + SWATCH + 3.0, y, box.width / 2 - SWATCH - 5.0, 11.0)
        yield from set_block(name, place, theme.ink, middle=True)
    told = context.translate(message("Only one colour? The row tells what it is."))
    words = paragraph(context, told, BODY, box.width, 2)
    yield from set_block(words, Rect(box.x, y + 13.0, box.width, words.height), theme.muted)
