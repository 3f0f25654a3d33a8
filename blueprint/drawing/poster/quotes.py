"""What people said, printed where a poster has room: quotes in empty runs of cells.

Private notes are never printed. A quote is printed whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Quoted
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Lane, Note, NoteKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

# In an empty run of cells on A3 a quote is 14 points, behind the scenes 10.
QUOTE_SIZE = 22.6
SMALL_QUOTE_SIZE = 16.2
SPEAKER = TextStyle(13.7)
LEADING = 1.2
BAR = 2.6
PAD = 11.0
LEAST_SHRINK = 0.8


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A note to be printed in its own words, the step it is at and the lane of whoever speaks; None where unknown."""

    note: Note
    step: str | None
    lane: Lane | None


def quotes(document: BlueprintDocument) -> tuple[PlacedQuote, ...]:
    """Return the quotes that may be printed, those with most votes first, then as in the blueprint."""
    told = [note for note in document.head.notes
            if note.kind is NoteKind.QUOTE and not note.private and note.text.strip()]
    told.sort(key=lambda note: -sum(note.votes.values()))
    return tuple(_place(document, note) for note in told)


def _place(document: BlueprintDocument, note: Note) -> PlacedQuote:
    if isinstance(note.at, Cell):
        return PlacedQuote(note, None, document.lane_by_id.get(note.at.lane))
    step = document.step_by_id.get(note.at or "")
    return PlacedQuote(note, step.id if step else None, document.lane_of(step) if step else None)


def quote_block(context: DrawingContext, quote: PlacedQuote, width: float, *, size: float = QUOTE_SIZE,
                lines: int = 2) -> PageBlock:
    """Return a quote `width` units wide or less, with who said it and a bar in the speaker's colour at its left.

    It shrinks by a fifth to fit in so many lines; 0 high where it does not fit even then.
    """
    room = max(1.0, width - BAR - PAD)
    said = context.translate.write(Quoted(quote.note.text))
    style = TextStyle(size, Weight.MEDIUM)
    least = max(LEAST_SIZE, size * LEAST_SHRINK)
    words = paragraph(context, said.strip(), style, room, lines, least=least, leading=LEADING)
    if words.is_cut:
        return PageBlock(0.0, 0.0)
    ink = context.theme.ink if quote.lane is None else context.theme.of(quote.lane).ink
    rows: list[tuple[FittedText, str]] = [(words, ink)]
    author = (quote.note.author or "").strip()
    if author:
        rows.append((paragraph(context, author, SPEAKER, room, 2, least=LEAST_SIZE, leading=LEADING),
                     context.theme.muted))
    height = sum(row.height for row, _ in rows)
    rect = Rect(0.0, 0.0, BAR + PAD + max(row.width for row, _ in rows), height)
    title = context.translate(NOTE_KINDS[quote.note.kind].in_text)
    text = f"{said} {author}".strip()
    group = Group(f"quote-{quote.note.id}", Role.NOTE, Layer.NOTES, rect, tuple(_set_rows(rows, ink, height)), title,
                  text)
    return PageBlock(rect.width, height, (group,))


def _set_rows(rows: list[tuple[FittedText, str]], ink: str, height: float) -> Iterator[Primitive]:
    yield Box(Rect(0.0, 0.0, BAR, height), BAR / 2, ink)
    y = 0.0
    for row, colour in rows:
        yield from set_block(row, Rect(BAR + PAD, y, row.width, row.height), colour)
        y += row.height
