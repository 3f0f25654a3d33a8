"""Words that the drawing shows in part, whole: of what is pointed at, chosen or focused, for the status bar.

A tool tip would lie over the cards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from visavis.blueprint.language import Quoted, translator
from visavis.blueprint.layout.flow_words import words_of
from visavis.ui.canvas.far_zoom import ONE_LINE
from visavis.ui.canvas.hit_testing import cell_at
from visavis.ui.kit.i18n import interface_language
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


class Hover(QObject):
    """What the pointer rests on; `changed` tells that it is another thing, or nothing."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ref: ElementRef | None = None

    def point_at(self, ref: ElementRef | None) -> None:
        """Rest on something; None: on nothing that can be read."""
        if ref != self.ref:
            self.ref = ref
            self.changed.emit()

    def leave(self) -> None:
        """Rest on nothing."""
        self.point_at(None)


def whole_words(view: Canvas, ref: ElementRef | None) -> str:
    """Return the words of a note, or of a card or a flow that shows them in part; empty where nothing is missing."""
    if ref is None or view.picture is None:
        return ""
    match ref.kind:
        case ElementKind.NOTE:
            return _note_words(view, ref.id)
        case ElementKind.STEP:
            return _title(view, ref.id)
        case ElementKind.FLOW:
            return _flow_words(view, ref.id)
        case _:
            return ""


def note_at_cursor(view: Canvas) -> str:
    """Return the note whose paper stands where the keyboard is; empty where none does."""
    picture, cursor = view.picture, view.navigation.cursor
    if picture is None or cursor is None or cursor.flow is not None:
        return ""
    return next((note for note, box in picture.layout.notes.items()
                 if cell_at(picture.layout, *box.rect.centre) == cursor.cell and note in picture.drawing.notes), "")


def _note_words(view: Canvas, note_id: str) -> str:
    text = next((note.text for note in view.document.head.notes if note.id == note_id), "")
    return interface_language.translator.write(Quoted(" ".join(text.splitlines()))) if text.strip() else ""


def _title(view: Canvas, step_id: str) -> str:
    step, box = view.document.step_by_id.get(step_id), view.shown_picture.layout.cards.get(step_id)
    if step is None or box is None:
        return ""
    is_whole = box.title.full and not box.title.is_cut and view.camera.scale >= ONE_LINE
    return "" if is_whole else " ".join(step.title.splitlines())


def _flow_words(view: Canvas, key: str) -> str:
    flow, line = view.document.flow_by_key.get(key), view.shown_picture.layout.flows.get(key)
    if flow is None or line is None or (line.label is not None and not line.label.text.is_cut):
        return ""
    return words_of(flow, translator(view.document.head.language))
