"""The context menu of what is focused or selected: a step, a flow, a note, a lane, a phase, a cell, or the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from visavis.blueprint.editing import commands
from visavis.blueprint.language import message
from visavis.ui.canvas.headings.heading_menu import fill_heading_menu
from visavis.ui.canvas.hit_testing import Hit, HitKind
from visavis.ui.canvas.keys import BINDINGS, KeyBinding, sequence
from visavis.ui.fields.choices import choices
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_ON_CARD = ("edit_current", "add_next", "add_answer", "start_connecting", "add_note", None, "set_kind", None,
            "clipboard.cut", "clipboard.copy", "clipboard.paste", "duplicate_selection", "delete_selection",
            None, "folding.toggle_here", "folding.unfold")
_ON_FLOW = ("edit_current", "edit_actions.reconnect", "delete_selection", None, "go_along")
_ON_CELL = ("edit_current", "add_note", "clipboard.paste", None, "insert_column", "remove_column",
            "edit_actions.split_phase", None, "folding.toggle_here", "folding.unfold")
_ON_NOTHING = ("add_phase", "clipboard.paste", None, "select_all", None, "fit", "full_size", None, "folding.unfold",
               "spotlight.show_all")


def context_menu(view: Canvas, *, of_whole: bool = False) -> QMenu:
    """Return the menu of what is focused or selected, or that `of_whole` the blueprint.

    It goes away with its closing.
    """
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    selection, cursor = view.bridge.selection, view.navigation.cursor
    chosen = next(iter(selection)) if len(selection) == 1 else None
    if of_whole:
        _fill(view, menu, _ON_NOTHING)
    elif chosen is not None and chosen.kind in (ElementKind.LANE, ElementKind.PHASE):
        fill_heading_menu(view, menu, chosen)
    elif selection and all(ref.kind is ElementKind.NOTE for ref in selection):
        _fill_note_menu(view, menu, tuple(sorted(ref.id for ref in selection)))
    elif cursor is not None and cursor.flow:
        _fill(view, menu, _ON_FLOW)
    else:
        _fill(view, menu, _ON_CARD if view.navigation.is_on_card() else _ON_CELL)
    return menu


def _fill(view: Canvas, menu: QMenu, methods: tuple[str | None, ...]) -> None:
    for method in methods:
        if method is None:
            menu.addSeparator()
            continue
        for binding in _bindings(method):
            menu.addAction(_action(view, binding, menu))


def _fill_note_menu(view: Canvas, menu: QMenu, notes: tuple[str, ...]) -> None:
    """Offer what can be done with notes: another kind, another place, an end."""
    if len(notes) == 1:
        write = menu.addAction(tr("Write"))
        write.triggered.connect(lambda: view.writing.edit_hit(Hit(HitKind.NOTE, notes[0])))
    kinds = menu.addMenu(tr("Kind"))
    known = {note.id: note.kind for note in view.document.head.notes}
    for value, label in choices("note-kind", view.document):
        kind = kinds.addAction(label)
        kind.setCheckable(True)
        kind.setChecked(all(known.get(note) == value for note in notes))
        kind.triggered.connect(lambda _=False, chosen=value: view.bridge.do(commands.CompositeCommand(
            message("Change the kind of notes"), tuple(commands.EditNote(note, kind=chosen) for note in notes))))
    menu.addSeparator()
    for text, act in ((tr("Move elsewhere"), lambda: view.edit_actions.take_up(notes)),
                      (tr("Move to the parking lot"), lambda: view.edit_actions.stick(list(notes), None))):
        menu.addAction(text).triggered.connect(act)
    menu.addSeparator()
    _fill(view, menu, ("delete_selection",))


def _bindings(method: str) -> Iterator[KeyBinding]:
    return (binding for binding in BINDINGS if binding.method == method)


def _action(view: Canvas, binding: KeyBinding, menu: QMenu) -> QAction:
    action = QAction(tr(binding.title), menu)
    action.setShortcut(sequence(binding.keys[0] if binding.keys else ""))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda: view.perform(binding))
    return action
