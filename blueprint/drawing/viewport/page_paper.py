"""A note of a page as it is drawn: paper with a folded corner, what kind it is, its dots, and all its words."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, note_sentences
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import NOTE_ICONS, note_paper, note_tie
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Text
from visavis.blueprint.drawing.shapes import circle, icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, set_block
from visavis.blueprint.drawing.viewport.page_notes import HEAD, PADDING, TAB_UNDER, PaperBox
from visavis.blueprint.language import message
from visavis.blueprint.layout import COMPACT, Point, Rect
from visavis.blueprint.model import Note
from visavis.blueprint.model.words import NOTE_KINDS
from visavis.blueprint.text.styles import TextStyle, Weight

ICON = 12.0
# A dot's radius, the distance of two, and how many are drawn before the figure alone has to do.
DOT, DOT_STEP, MOST_DOTS = 3.2, 8.4, 6
FIGURE = TextStyle(COMPACT.least, Weight.BOLD)
# Under cards, so that a note tucked behind one shows what it is about; over the flows.
LAYER = Layer.CARDS - 1


def paper_group(context: DrawingContext, note: Note, box: PaperBox) -> Group:
    """Return a note with its kind, its dots and its words."""
    title = context.translate(message("{kind} (note)", kind=NOTE_KINDS[note.kind].in_text))
    return Group(note.id, Role.NOTE, LAYER, box.rect, tuple(_paper(context, note, box)), title,
                 join_sentences(context.translate, note_sentences(note)))


def _paper(context: DrawingContext, note: Note, box: PaperBox) -> Iterator[Primitive]:
    """Yield the paper, then what stands on it."""
    theme, rect = context.theme, box.rect
    ink, x, right = theme.note_inks[note.kind], rect.x, rect.right
    yield from note_tie(theme, note, box)
    yield from note_paper(theme, note, rect)
    count, text = sum(note.votes.values()), box.text
    top = rect.y + max(0.0, -box.hidden)
    middle = top + (PADDING + HEAD / 2 - 2 if text is not None else (rect.height - TAB_UNDER) / 2)
    yield icon_path(NOTE_ICONS[note.kind], x + PADDING, middle - ICON / 2, ICON, ink, 1.4)
    if count:
        yield from _dots(context, count, Point(right - PADDING, middle), ink, dots=text is not None)
    if text is None:
        return
    words = Rect(x + PADDING, top + PADDING + HEAD, rect.width - 2 * PADDING, text.height)
    yield from set_block(text, words, theme.on_note)


def _dots(context: DrawingContext, count: int, end: Point, ink: str, *, dots: bool) -> Iterator[Primitive]:
    """Yield the figure of the votes that ends at a point, and before it, where asked for, one dot a vote."""
    run, height = context.metrics.shape(str(count), FIGURE), context.metrics.line_height(FIGURE)
    x, top = end.x - run.width, end.y - height / 2
    yield Text(run, x, top + context.metrics.ascent(FIGURE), ink, Rect(x, top, run.width, height))
    for number in range(min(count, MOST_DOTS) if dots else 0):
        yield circle(x - 2 * DOT - number * DOT_STEP, end.y, DOT, ink)
