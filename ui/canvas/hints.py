"""What can be done next on the canvas, in words: of what is in hand, what is being written, or what has the focus.

Words that the drawing shows in part come first, whole: of what is pointed at, chosen or focused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.language import Quoted
from visavis.ui.canvas.whole_words import note_at_cursor, whole_words
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


def hint_for(view: Canvas) -> str:
    """Return what can be done next, in the interface's language."""
    if view.writing.is_open:
        return view.writing.hint()
    in_hand = view.toolbox.hint()
    return in_hand or whole_words(view, view.hover.ref) or _hint_for_selection(view) or _hint_for_focus(view)


def _hint_for_selection(view: Canvas) -> str:
    """Return what can be done with several things, or with a lane or a phase; nothing where the focus decides."""
    chosen = list(view.bridge.selection)
    kinds = [ref.kind for ref in chosen]
    if kinds == [ElementKind.LANE]:
        return tr("Shift+F2: rename · drag: move · right-click: fold, colour, duplicate, delete")
    if kinds == [ElementKind.PHASE]:
        return tr("Ctrl+F2: rename · drag: move · right-click: fold, colour, duplicate, delete")
    if kinds == [ElementKind.NOTE]:
        # Its paper shows its first words; here all of them stand, over no card.
        text = whole_words(view, chosen[0]) or Quoted("")
        return tr("{said} · double-click: write · drag: move · Del: delete", said=text)
    return tr("Shift+arrows: move them · Ctrl+D: duplicate · Del: delete") if len(kinds) > 1 else ""


def _hint_for_focus(view: Canvas) -> str:
    cursor, step = view.navigation.cursor, view.navigation.step()
    if cursor is not None and cursor.flow is not None:
        return _after(whole_words(view, ElementRef(ElementKind.FLOW, cursor.flow)),
                      tr("Enter: write what is said · R: redirect · Del: delete"))
    note = whole_words(view, ElementRef(ElementKind.NOTE, note_at_cursor(view)))
    if step is not None:
        title = whole_words(view, ElementRef(ElementKind.STEP, step.id))
        return _after(title, note, tr("Enter: edit the title · Ctrl+Enter: answer on the other side · Tab: leave the"
                                      " drawing"))
    return _after(note, tr("Type: a step here · Ctrl+M: a note · Tab: leave the drawing"))


def _after(*parts: str) -> str:
    return " · ".join(filter(None, parts))
