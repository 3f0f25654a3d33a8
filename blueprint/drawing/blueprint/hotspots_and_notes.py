"""What lies over the cards: hotspots with the numbers of their frictions, and sticky notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import finding_sentences, join_sentences, note_sentences
from visavis.blueprint.drawing.blueprint.outlines import WAIT_DASH, outline, slip
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke, Text
from visavis.blueprint.drawing.shapes import circle, icon_path
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Theme, mix_colours
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import CardBox, GridCell, Layout, Rect
from visavis.blueprint.model import BlueprintDocument, Cell, Note, NoteKind, StepKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import TextStyle, Weight

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

HALO_WIDTH = 2.2
# The pill of a card's frictions: its height, its words, and how far it stays from the card's right end.
PILL = 20.0
PILL_PAD = 6.5
PILL_INSET = 3.0
PILL_TEXT = TextStyle(13.5, Weight.BOLD)
HYPOTHESIS_DASH = (3.5, 2.8)
BADGE = 13.0
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


def hotspot_group(context: DrawingContext, document: BlueprintDocument, box: CardBox,
                  hotspots: Sequence[Hotspot]) -> Group:
    """Return a card's outline in the ink of frictions, and one pill on its top edge: the gravest number, then +n."""
    theme, step = context.theme, document.step_by_id[box.step]
    parts: list[Primitive] = [_halo(theme, box, step.kind)]
    parts += _pill(context, box.rect, hotspots)
    numbers = ", ".join(str(hotspot.number) for hotspot in hotspots)
    title = context.translate(plural("Friction {numbers}", "Frictions {numbers}", len(hotspots), numbers=numbers))
    sentences = [f"{hotspot.number}. {join_sentences(context.translate, finding_sentences(hotspot.finding))}"
                 for hotspot in hotspots]
    bounds = Rect(box.rect.x, box.rect.y - PILL / 2, box.rect.width, box.rect.height + PILL / 2)
    return Group(box.step, Role.HOTSPOT, Layer.HOTSPOTS, bounds, tuple(parts), title, " ".join(sentences))


def _halo(theme: Theme, box: CardBox, kind: StepKind) -> Primitive:
    line = Stroke(theme.friction.ink, HALO_WIDTH, WAIT_DASH if kind is StepKind.WAIT and not box.is_chip else ())
    if not box.is_chip:
        return next(outline(kind, box.rect, None, line))
    return next(slip(box.rect, None, line)) if kind is StepKind.EVIDENCE else Box(box.rect, 8.0, None, line)


def drop_halo(group: Group) -> Group:
    """Return the pill of what `hotspot_group` returned."""
    return replace(group, primitives=group.primitives[1:])


def _pill(context: DrawingContext, card: Rect, hotspots: Sequence[Hotspot]) -> Iterator[Primitive]:
    """Yield the pill, half on the card's own top edge; the number of a hypothesis is dashed."""
    theme, gravest = context.theme, hotspots[0]
    words = str(gravest.number) + (f"\N{NO-BREAK SPACE}+{len(hotspots) - 1}" if len(hotspots) > 1 else "")
    width = max(PILL, context.metrics.width(words, PILL_TEXT) + 2 * PILL_PAD)
    rect = Rect(card.right - PILL_INSET - width, card.y - PILL / 2, width, PILL)
    if gravest.finding.is_hypothesis:
        yield Box(rect, PILL / 2, theme.surface, Stroke(theme.friction.ink, 1.6, HYPOTHESIS_DASH))
    else:
        yield Box(rect, PILL / 2, theme.friction.ink, Stroke(theme.surface, 1.2))
    ink = theme.friction.ink if gravest.finding.is_hypothesis else theme.on_friction
    yield set_line(context, words, PILL_TEXT, rect, ink, align=Align.CENTRE)


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
