"""What lies over the cards: hotspots with the numbers of their frictions, and sticky notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import finding_sentences, join_sentences, note_sentences
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke, Text
from visavis.blueprint.drawing.shapes import circle, icon_path
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Theme, mix_colours
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import CardBox, GridCell, Layout, Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Note, NoteKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import TextStyle, Weight

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

HALO_GAP = 4.0
HALO_RADIUS = 12.0
HALO_WIDTH = 2.4
HALO_DASH = (6.0, 5.0)
BADGE = 13.0
BADGE_STEP = 26.0
# The size of a badge's number as a part of its radius: one figure, or several.
NUMBER = 1.16
SMALL_NUMBER = 1.04
TAB = 22.0
TAB_STEP = 17.0
FOLD = 7.0
NOTE_TEXT = TextStyle(13.5, Weight.MEDIUM)
NOTE_PAD = 9.0

NOTE_ICONS: dict[NoteKind, str] = {
    NoteKind.PAIN: "frown", NoteKind.IDEA: "lightbulb", NoteKind.QUESTION: "circle-question-mark",
    NoteKind.QUOTE: "quote", NoteKind.INSIGHT: "search", NoteKind.PRAISE: "heart",
}


def hotspots_by_step(hotspots: Sequence[Hotspot]) -> Mapping[str, tuple[Hotspot, ...]]:
    """Return the hotspots of each step, in the order of their numbers.

    A friction stands on the first of its steps, where it is felt; its description names the others.
    """
    found: dict[str, tuple[Hotspot, ...]] = {}
    for hotspot in hotspots:
        for step in hotspot.finding.steps[:1]:
            found[step] = (*found.get(step, ()), hotspot)
    return found


def hotspot_group(context: DrawingContext, box: CardBox, hotspots: Sequence[Hotspot]) -> Group:
    """Return the halo around a card and one numbered badge a friction; only hypotheses make the halo dashed."""
    theme = context.theme
    around = box.rect.inset(-HALO_GAP)
    hypothesis = all(hotspot.finding.is_hypothesis for hotspot in hotspots)
    halo = Stroke(theme.friction.ink, HALO_WIDTH, HALO_DASH if hypothesis else ())
    parts: list[Primitive] = [Box(around, HALO_RADIUS, None, halo)]
    parts += _badges(context, around, hotspots)
    numbers = ", ".join(str(hotspot.number) for hotspot in hotspots)
    title = context.translate(plural("Friction {numbers}", "Frictions {numbers}", len(hotspots), numbers=numbers))
    sentences = [f"{hotspot.number}. {join_sentences(context.translate, finding_sentences(hotspot.finding))}"
                 for hotspot in hotspots]
    return Group(box.step, Role.HOTSPOT, Layer.HOTSPOTS, around.inset(-BADGE / 2), tuple(parts), title,
                 " ".join(sentences))


def drop_halo(group: Group) -> Group:
    """Return the numbered badges of what `hotspot_group` returned."""
    return replace(group, primitives=group.primitives[1:])


def _badges(context: DrawingContext, around: Rect, hotspots: Sequence[Hotspot]) -> Iterator[Primitive]:
    """Yield the badges along the top edge, first number leftmost; those without room are told as `+3`."""
    room = max(1, int((around.width - BADGE) // BADGE_STEP) + 1)
    shown = list(hotspots[:room] if len(hotspots) <= room else hotspots[: room - 1])
    more = len(hotspots) - len(shown)
    marks = [(str(hotspot.number), hotspot.finding.is_hypothesis) for hotspot in shown]
    if more:
        marks.append((f"+{more}", False))
    for index, (text, hypothesis) in enumerate(marks):
        x = around.right - BADGE * 0.35 - (len(marks) - 1 - index) * BADGE_STEP
        yield from number_badge(context, text, x, around.y - 2, hypothesis=hypothesis)


def number_badge(context: DrawingContext, text: str, x: float, y: float, *, hypothesis: bool = False,
                 radius: float = BADGE) -> tuple[Primitive, ...]:
    """Return a friction's number on its disc; a hypothesis is a ring with a dashed edge."""
    theme = context.theme
    style = TextStyle(max(9.0, radius * (NUMBER if len(text) == 1 else SMALL_NUMBER)), Weight.BOLD)
    box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    if hypothesis:
        disc = circle(x, y, radius, theme.surface, Stroke(theme.friction.ink, 1.8, (4.0, 3.2)))
        return disc, set_line(context, text, style, box, theme.friction.ink, align=Align.CENTRE)
    disc = circle(x, y, radius, theme.friction.ink, Stroke(theme.surface, 1.2))
    return disc, set_line(context, text, style, box, theme.on_friction, align=Align.CENTRE)


def note_groups(context: DrawingContext, document: BlueprintDocument, layout: Layout, *,
                private: bool) -> Iterator[Group]:
    """Yield the sticky notes on this band's cards and cells, without parked and (unless asked) private ones."""
    stacked: dict[str | GridCell, int] = {}
    for note in document.head.notes:
        if note.at is None or (note.private and not private):
            continue
        cell = GridCell(note.at.lane, note.at.phase, note.at.column) if isinstance(note.at, Cell) else note.at
        order = stacked.get(cell, 0)
        box = _note_box(document, layout, cell, order)
        if box is None:
            continue
        stacked[cell] = order + 1
        large = isinstance(cell, GridCell)
        parts = _sticky(context, note, box) if large else _tab(context.theme, note, box)
        title = context.translate(message("{kind} (note)", kind=NOTE_KINDS[note.kind].in_text))
        yield Group(note.id, Role.NOTE, Layer.NOTES, box, tuple(parts), title,
                    join_sentences(context.translate, note_sentences(note)))


def _note_box(document: BlueprintDocument, layout: Layout, cell_ref: str | GridCell, order: int) -> Rect | None:
    """Return where a note stands: a tab on its card's lower right corner, or a sheet in its cell."""
    if isinstance(cell_ref, str):
        card = layout.cards.get(cell_ref)
        if card is None:
            return None
        return Rect(card.rect.right - TAB * 0.4 - order * TAB_STEP, card.rect.bottom - TAB * 0.36, TAB, TAB)
    cell = layout.cells.get(cell_ref)
    if cell is None:
        return None
    taken = cell_ref in document.steps_in_cell
    if taken:
        return Rect(cell.right - TAB - order * TAB_STEP, cell.bottom - TAB, TAB, TAB)
    return cell.inset(6.0 + 4.0 * min(order, 4))


def _paper(theme: Theme, note: Note, box: Rect) -> Iterator[Primitive]:
    fill = theme.notes[note.kind]
    edge = Stroke(mix_colours(fill, theme.on_note, 0.35), 0.9)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    yield Path((("M", x, y), ("L", right, y), ("L", right, bottom - FOLD), ("L", right - FOLD, bottom),
                ("L", x, bottom), ("Z",)), fill, edge)
    yield Path((("M", right, bottom - FOLD), ("L", right - FOLD, bottom - FOLD), ("L", right - FOLD, bottom), ("Z",)),
               mix_colours(fill, theme.on_note, 0.18))


def _tab(theme: Theme, note: Note, box: Rect) -> Iterator[Primitive]:
    yield from _paper(theme, note, box)
    yield icon_path(NOTE_ICONS[note.kind], box.x + 4, box.y + 4, TAB - 8, theme.on_note, 1.4)


def _sticky(context: DrawingContext, note: Note, box: Rect) -> Iterator[Primitive]:
    theme = context.theme
    if box.height < 4 * NOTE_PAD or box.width < 60:
        yield from _tab(theme, note, Rect(box.x, box.y, TAB, TAB))
        return
    yield from _paper(theme, note, box)
    inside = box.inset(NOTE_PAD)
    yield from _note_text(context, note, inside)


def _note_text(context: DrawingContext, note: Note, box: Rect) -> tuple[Text, ...]:
    words = note.text.strip() or context.translate(NOTE_KINDS[note.kind].in_text)
    lines = max(1, int(box.height // context.metrics.line_height(NOTE_TEXT)))
    return set_block(paragraph(context, words, NOTE_TEXT, box.width, lines), box, context.theme.on_note)
