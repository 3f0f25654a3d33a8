"""What people said, printed where a poster has room: in empty runs of cells, and in the margin of large sheets.

Private notes are never printed. A quote is printed whole or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, Quoted, message, typography
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Lane, Note, NoteKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight
from visavis.blueprint.text.wrapping import breaks_a_word

# In an empty run of cells on A3 a quote is 14 points, behind the scenes and in a margin 10.
QUOTE_SIZE = 22.6
SMALL_QUOTE_SIZE = 16.2
SPEAKER = TextStyle(13.7)
KICKER = TextStyle(13.5, Weight.BOLD)
LEADING = 1.2
BAR = 2.6
PAD = 11.0
LEAST_SHRINK = 0.8
# What somebody said: in so many words, or as a pain point or praise that has a name to it.
SAID_KINDS = (NoteKind.QUOTE, NoteKind.PAIN, NoteKind.PRAISE)
MARGIN_KINDS = (NoteKind.QUOTE, NoteKind.QUESTION, NoteKind.IDEA)


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A note to be printed in its own words, the step it is at and the lane of whoever speaks; None where unknown."""

    note: Note
    step: str | None
    lane: Lane | None


def quotes(document: BlueprintDocument) -> tuple[PlacedQuote, ...]:
    """Return what was said and may be printed, that with most votes first, then as in the blueprint."""
    return tuple(quote for quote in _printed(document, SAID_KINDS)
                 if quote.note.kind is NoteKind.QUOTE or (quote.note.author or "").strip())


def margin_notes(document: BlueprintDocument) -> tuple[PlacedQuote, ...]:
    """Return the quotes, questions and ideas that a margin may print, those with most votes first."""
    return _printed(document, MARGIN_KINDS)


def _printed(document: BlueprintDocument, kinds: Collection[NoteKind]) -> tuple[PlacedQuote, ...]:
    told = [note for note in document.head.notes if note.kind in kinds and not note.private and note.text.strip()]
    told.sort(key=lambda note: -sum(note.votes.values()))
    return tuple(_place(document, note) for note in told)


def _place(document: BlueprintDocument, note: Note) -> PlacedQuote:
    if isinstance(note.at, Cell):
        return PlacedQuote(note, None, document.lane_by_id.get(note.at.lane))
    step = document.step_by_id.get(note.at or "")
    return PlacedQuote(note, step.id if step else None, document.lane_of(step) if step else None)


def quote_block(context: DrawingContext, quote: PlacedQuote, width: float, *, size: float = QUOTE_SIZE,
                lines: int = 2, has_kicker: bool = False) -> PageBlock:
    """Return a quote `width` units wide or less, with who said it and a bar in the speaker's colour at its left.

    It shrinks by a fifth to fit in so many lines; 0 high where it does not fit even then. With a kicker it says above
    what kind of note it is, as a margin needs it.
    """
    room = max(1.0, width - BAR - PAD)
    said = context.translate.write(Quoted(quote.note.text))
    if quote.note.kind in (NoteKind.QUESTION, NoteKind.IDEA):
        said = typography.punctuate(quote.note.text, context.translate.language)
    words = _fit_words(context, said.strip(), TextStyle(size, Weight.SEMIBOLD if has_kicker else Weight.MEDIUM), room,
                       lines)
    if words.is_cut or breaks_a_word(words):
        return PageBlock(0.0, 0.0)
    ink = _ink(context, quote)
    rows: list[tuple[FittedText, str]] = [(words, ink)]
    if has_kicker:
        told = context.translate(_kicker_words(quote.note.kind))
        kicker = paragraph(context, told, KICKER, room, 1, least=LEAST_SIZE, leading=LEADING)
        if kicker.is_cut:
            return PageBlock(0.0, 0.0)
        rows.insert(0, (kicker, ink))
    author = (quote.note.author or "").strip()
    if author:
        speaker = paragraph(context, author, SPEAKER, room, 2, least=LEAST_SIZE, leading=LEADING)
        # A margin has other notes for its room.
        if speaker.is_cut and has_kicker:
            return PageBlock(0.0, 0.0)
        rows.append((speaker, context.theme.muted))
    height = sum(row.height for row, _ in rows)
    rect = Rect(0.0, 0.0, BAR + PAD + max(row.width for row, _ in rows), height)
    title = context.translate(NOTE_KINDS[quote.note.kind].in_text)
    text = f"{said} {author}".strip()
    group = Group(f"quote-{quote.note.id}", Role.NOTE, Layer.NOTES, rect, tuple(_set_rows(rows, ink, height)), title,
                  text)
    return PageBlock(rect.width, height, (group,))


def _fit_words(context: DrawingContext, said: str, style: TextStyle, room: float, lines: int) -> FittedText:
    """Return words as large as they fit, down to a fifth smaller where one of them would be broken."""
    least = max(LEAST_SIZE, style.size * LEAST_SHRINK)
    words = paragraph(context, said, style, room, lines, least=least, leading=LEADING)
    if breaks_a_word(words):
        return paragraph(context, said, style.with_size(least), room, lines, leading=LEADING)
    return words


def _kicker_words(kind: NoteKind) -> Message:
    """Return what stands above a note in a margin."""
    if kind is NoteKind.QUESTION:
        return message("QUESTION")
    return message("IDEA") if kind is NoteKind.IDEA else message("HEARD")


def _ink(context: DrawingContext, quote: PlacedQuote) -> str:
    """Return the colour of the one who speaks; a question asks as a friction does, an idea is for the good."""
    theme = context.theme
    if quote.note.kind is NoteKind.QUESTION:
        return theme.friction.ink
    if quote.note.kind is NoteKind.IDEA:
        return theme.good
    return theme.ink if quote.lane is None else theme.of(quote.lane).ink


def _set_rows(rows: list[tuple[FittedText, str]], ink: str, height: float) -> Iterator[Primitive]:
    yield Box(Rect(0.0, 0.0, BAR, height), BAR / 2, ink)
    y = 0.0
    for row, colour in rows:
        yield from set_block(row, Rect(BAR + PAD, y, row.width, row.height), colour)
        y += row.height
