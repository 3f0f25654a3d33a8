"""The context menu of what is focused, made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from visavis.ui.canvas.keys import BINDINGS, KeyBinding, sequence
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_ON_CARD = ("edit_current", "add_next", "add_answer", "start_connecting", "add_note", None, "set_kind", None,
            "clipboard.cut", "clipboard.copy", "clipboard.paste", "duplicate_selection", "delete_selection",
            None, "folding.toggle_here", "folding.unfold")
_ON_FLOW = ("edit_current", "edit_actions.reconnect", "delete_selection", None, "go_along")
_ON_CELL = ("edit_current", "add_note", "clipboard.paste", None, "insert_column", "remove_column",
            "edit_actions.split_phase", None, "select_all", "fit", None, "folding.toggle_here", "folding.unfold")


def context_menu(view: Canvas) -> QMenu:
    """Return the menu of what is focused; it goes away with its closing."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    cursor = view.navigation.cursor
    is_on_flow = cursor is not None and cursor.flow
    methods = _ON_FLOW if is_on_flow else _ON_CARD if view.navigation.is_on_card() else _ON_CELL
    for method in methods:
        if method is None:
            menu.addSeparator()
            continue
        for binding in _bindings(method):
            menu.addAction(_action(view, binding, menu))
    return menu


def _bindings(method: str) -> Iterator[KeyBinding]:
    return (binding for binding in BINDINGS if binding.method == method)


def _action(view: Canvas, binding: KeyBinding, menu: QMenu) -> QAction:
    action = QAction(tr(binding.title), menu)
    action.setShortcut(sequence(binding.keys[0] if binding.keys else ""))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda: view.perform(binding))
    return action
