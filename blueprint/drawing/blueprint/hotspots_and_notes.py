"""What lies over the cards: hotspots with the numbers of their frictions, and sticky notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import (
    finding_sentences,
    join_sentences,
    note_sentences,
    one_each,
)
from visavis.blueprint.drawing.blueprint.outlines import WAIT_DASH, outline, slip
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.shapes import circle, icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_block, set_line
from visavis.blueprint.drawing.theme import Theme, mix_colours
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import CardBox, Layout, LayoutStyle, NoteBox, Rect
from visavis.blueprint.model import BlueprintDocument, Note, NoteKind, StepKind
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text import fit
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

HALO_WIDTH = 2.2
# The pill of a card's frictions: its height, its words, and how far it stays from the card's right end.
PILL = 20.0
CHIP_OVERLAP = 5.0
PILL_PAD = 6.5
PILL_INSET = 3.0
PILL_TEXT = TextStyle(13.5, Weight.BOLD)
HYPOTHESIS_DASH = (3.5, 2.8)
BADGE = 13.0
# The size of a badge's number as a part of its radius: one figure, or several.
NUMBER = 1.16
SMALL_NUMBER = 1.04
FOLD = 7.0
NOTE_PAD = 5.0
NOTE_ICON = 13.0
TIE_WIDTH = 1.4
# The radius of a vote's dot, and from one to the next.
VOTE = 3.2
VOTE_STEP = 8.5

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
    """Return a card's outline in the ink of frictions, and one pill on its top edge: the first number, then +n."""
    theme, step = context.theme, document.step_by_id[box.step]
    # A chip is as high as its words; above one of support there is room.
    rise = PILL - CHIP_OVERLAP if box.is_chip and not document.lane_of(step).facts.is_evidence else PILL / 2
    parts: list[Primitive] = [card_halo(theme, box, step.kind)]
    shown = one_each(hotspots)
    parts += _pill(context, box.rect, rise, shown)
    numbers = ", ".join(str(hotspot.number) for hotspot in shown)
    title = context.translate(plural("Friction {numbers}", "Frictions {numbers}", len(shown), numbers=numbers))
    sentences = [f"{hotspot.number}. {join_sentences(context.translate, finding_sentences(hotspot.finding))}"
                 for hotspot in hotspots]
    bounds = Rect(box.rect.x, box.rect.y - rise, box.rect.width, box.rect.height + rise)
    return Group(box.step, Role.HOTSPOT, Layer.HOTSPOTS, bounds, tuple(parts), title, " ".join(sentences))


def card_halo(theme: Theme, box: CardBox, kind: StepKind) -> Primitive:
    """Return a card's outline in the ink of frictions."""
    line = Stroke(theme.friction.ink, HALO_WIDTH, WAIT_DASH if kind is StepKind.WAIT and not box.is_chip else ())
    if not box.is_chip:
        return next(outline(kind, box.rect, None, line))
    return next(slip(box.rect, None, line)) if kind is StepKind.EVIDENCE else Box(box.rect, 8.0, None, line)


def drop_halo(group: Group) -> Group:
    """Return the pill of what `hotspot_group` returned."""
    return replace(group, primitives=group.primitives[1:])


def _pill(context: DrawingContext, card: Rect, rise: float, hotspots: Sequence[Hotspot]) -> Iterator[Primitive]:
    """Yield the pill, which rises above the card's own top edge; the number of a hypothesis is dashed."""
    gravest = hotspots[0]
    words = str(gravest.number) + (f"\N{NO-BREAK SPACE}+{len(hotspots) - 1}" if len(hotspots) > 1 else "")
    width = pill_width(context, words)
    rect = Rect(card.right - PILL_INSET - width, card.y - rise, width, PILL)
    yield from number_pill(context, words, rect, hypothesis=gravest.finding.is_hypothesis)


def pill_width(context: DrawingContext, words: str) -> float:
    """Return how wide the pill of a friction's number is."""
    return max(PILL, context.metrics.width(words, PILL_TEXT) + 2 * PILL_PAD)


def number_pill(context: DrawingContext, words: str, rect: Rect, *, hypothesis: bool) -> Iterator[Primitive]:
    """Yield a friction's number in its pill; that of a hypothesis is dashed."""
    theme, radius = context.theme, rect.height / 2
    if hypothesis:
        yield Box(rect, radius, theme.surface, Stroke(theme.friction.ink, 1.6, HYPOTHESIS_DASH))
    else:
        yield Box(rect, radius, theme.friction.ink, Stroke(theme.surface, 1.2))
    ink = theme.friction.ink if hypothesis else theme.on_friction
    yield set_line(context, words, PILL_TEXT, rect, ink, align=Align.CENTRE)


def number_badge(context: DrawingContext, text: str, x: float, y: float, *, hypothesis: bool = False,
                 radius: float = BADGE, least: float = 9.0) -> tuple[Primitive, ...]:
    """Return a friction's number, no smaller than `least`, on its disc; a hypothesis is a ring with a dashed edge."""
    theme = context.theme
    style = TextStyle(max(least, radius * (NUMBER if len(text) == 1 else SMALL_NUMBER)), Weight.BOLD)
    box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
    if hypothesis:
        disc = circle(x, y, radius, theme.surface, Stroke(theme.friction.ink, 1.8, (4.0, 3.2)))
        return disc, set_line(context, text, style, box, theme.friction.ink, align=Align.CENTRE)
    disc = circle(x, y, radius, theme.friction.ink, Stroke(theme.surface, 1.2))
    return disc, set_line(context, text, style, box, theme.on_friction, align=Align.CENTRE)


def note_groups(context: DrawingContext, document: BlueprintDocument, layout: Layout, *,
                private: bool) -> Iterator[Group]:
    """Yield the notes on this band's steps and cells, without parked and (unless asked) private ones.

    Who wrote a note is told together with what is private only: nobody sees it.
    """
    for note in document.head.notes:
        box = layout.notes.get(note.id)
        if box is None or (note.private and not private):
            continue
        parts = (*note_tie(context.theme, note, box), *note_paper(context.theme, note, box.rect),
                 *_note_words(context, note, box.rect, layout.style))
        title = context.translate(message("{kind} (note)", kind=NOTE_KINDS[note.kind].in_text))
        yield Group(note.id, Role.NOTE, Layer.NOTES, box.rect, parts, title,
                    join_sentences(context.translate, note_sentences(note, names=private)))


def note_tie(theme: Theme, note: Note, box: NoteBox) -> Iterator[Primitive]:
    """Yield the line from a note to the card that it is about, where it stands beside that."""
    if box.tie is not None:
        (x1, y1), (x2, y2) = box.tie
        yield straight_line(x1, y1, x2, y2, Stroke(theme.note_inks[note.kind], TIE_WIDTH))


def note_paper(theme: Theme, note: Note, box: Rect) -> Iterator[Primitive]:
    """Yield a note's paper, in the colour of its kind, and its folded corner."""
    fill = theme.notes[note.kind]
    edge = Stroke(mix_colours(fill, theme.note_inks[note.kind], 0.55), 0.9)
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    yield Path((("M", x, y), ("L", right, y), ("L", right, bottom - FOLD), ("L", right - FOLD, bottom),
                ("L", x, bottom), ("Z",)), fill, edge)
    yield Path((("M", right, bottom - FOLD), ("L", right - FOLD, bottom - FOLD), ("L", right - FOLD, bottom), ("Z",)),
               mix_colours(fill, theme.on_note, 0.14), edge)


def _note_words(context: DrawingContext, note: Note, box: Rect, style: LayoutStyle) -> Iterator[Primitive]:
    """Yield what a note says: the icon of its kind, a dot a vote and their number, its first words."""
    theme, ink = context.theme, context.theme.note_inks[note.kind]
    inside = box.inset(NOTE_PAD)
    yield icon_path(NOTE_ICONS[note.kind], inside.x, inside.y, NOTE_ICON, ink, 1.5)
    yield from _votes(context, sum(note.votes.values()), inside, style, ink)
    top = inside.y + NOTE_ICON
    below = Rect(inside.x, top, inside.width, box.bottom - 1.0 - top)
    yield from set_block(fit_note(context, note, box, style), below, theme.on_note)


def fit_note(context: DrawingContext, note: Note, box: Rect, style: LayoutStyle) -> FittedText:
    """Return as much of what a note says as there is room for on its paper."""
    words = note.text.strip() or context.translate(NOTE_KINDS[note.kind].in_text)
    inside = box.inset(NOTE_PAD)
    room = box.bottom - 1.0 - inside.y - NOTE_ICON
    lines = min(style.note_lines, max(1, int(room / (style.note.size * style.leading))))
    return fit(words, style.note, inside.width, max_lines=lines, minimum=style.note.size, metrics=context.metrics,
               leading=style.leading)


def _votes(context: DrawingContext, votes: int, inside: Rect, style: LayoutStyle, ink: str) -> Iterator[Primitive]:
    """Yield one dot a vote after the icon, as many as have room, and their number."""
    if votes <= 0:
        return
    number = TextStyle(max(12.0, style.least), Weight.BOLD)
    width = context.metrics.width(str(votes), number)
    left = inside.x + NOTE_ICON + 6.0
    most = max(0, int((inside.right - width - 4.0 - left) // VOTE_STEP))
    dots, middle = min(votes, most), inside.y + NOTE_ICON / 2
    for index in range(dots):
        yield circle(left + VOTE + index * VOTE_STEP, middle, VOTE, ink)
    height = context.metrics.line_height(number)
    box = Rect(left + dots * VOTE_STEP + 2.0, middle - height / 2, width, height)
    yield set_line(context, str(votes), number, box, ink)
