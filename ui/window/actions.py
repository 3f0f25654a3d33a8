"""The QActions of the table of menus, and the menus that they stand in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from visavis.blueprint.language import Message
from visavis.ui.canvas.keys import KeyBinding, key_text, sequence
from visavis.ui.kit.i18n import tr
from visavis.ui.window import menu_table
from visavis.ui.window.menu_table import ActionSpec, MenuSpec


def with_keys(title: str, name: str) -> str:
    """Return a title in the interface's language with the keys of the action `name`, for a tooltip."""
    keys = menu_table.keys_of(name)
    return f"{tr(title)} ({key_text(keys)})" if keys else tr(title)


class Actions(QObject):
    """The QActions of the table. `window` has what each name says; canvas actions go to `perform`."""

    def __init__(self, window: QObject, perform: Callable[[KeyBinding], None], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._perform = perform
        self.by_name: dict[str, QAction] = {}
        self.specs: dict[str, ActionSpec] = {}
        self._menus = menu_table.menus()
        self._shown: list[QMenu] = []
        for menu in self._menus:
            self._make_all(menu)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus again in the interface's language; return those that are listed later by their listing."""
        for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        bar.clear()
        self.retranslate()
        listings: dict[str, QMenu] = {}
        self._shown = []
        for spec in self._menus:
            menu = bar.addMenu(tr(spec.title))
            self._fill_menu(menu, spec, listings)
            self._shown.append(menu)
        return listings

    def menus(self) -> list[QMenu]:
        """Return the menus of the menu bar as they are now."""
        return list(self._shown)

    def retranslate(self) -> None:
        """Speak the interface's language."""
        for name, action in self.by_name.items():
            spec = self.specs[name]
            text = tr(spec.label or spec.title)
            action.setText(f"{text}\t{tr(spec.shown_keys)}" if spec.shown_keys else text)

    def title(self, name: str) -> str | Message:
        """Return the English title of an action."""
        return self.specs[name].title

    def show_states(self, menu: QMenu) -> None:
        """Put check marks and dots at what is on, among the actions of a menu."""
        for action in menu.actions():
            spec = self.specs.get(action.objectName())
            if spec is not None and spec.state:
                action.setChecked(self._is_on(spec))

    def _is_on(self, spec: ActionSpec) -> bool:
        value = attrgetter(spec.state)(self._window)
        if callable(value):
            value = value(spec.argument) if spec.argument and not spec.choice else value()
        return value == spec.argument if spec.choice else bool(value)

    def _fill_menu(self, menu: QMenu, spec: MenuSpec, listings: dict[str, QMenu]) -> None:
        for number, group in enumerate(spec.groups):
            if number:
                menu.addSeparator()
            for entry in group:
                if isinstance(entry, ActionSpec):
                    menu.addAction(self.by_name[entry.name])
                    continue
                below = QMenu(tr(entry.title), menu)
                if entry.shown_keys:
                    below.menuAction().setText(f"{tr(entry.title)}\t{tr(entry.shown_keys)}")
                self._fill_menu(below, entry, listings)
                menu.addMenu(below)
        if spec.listing:
            listings[spec.listing] = menu
        menu.aboutToShow.connect(partial(self.show_states, menu))

    def _make_all(self, menu: MenuSpec) -> None:
        for group in menu.groups:
            choices: QActionGroup | None = None
            for entry in group:
                if isinstance(entry, MenuSpec):
                    self._make_all(entry)
                    continue
                action = self._make(entry)
                if entry.choice:
                    choices = choices or QActionGroup(self)
                    choices.addAction(action)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.name)
        action.setShortcut(sequence(spec.keys))
        action.setCheckable(bool(spec.state))
        if spec.canvas is not None:
            # The canvas reads its keys itself; here they are only shown.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(partial(self._on_canvas, spec.canvas))
        else:
            action.triggered.connect(partial(self._in_window, spec.name))
        self.by_name[spec.name] = action
        self.specs[spec.name] = spec
        return action

    def _in_window(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        method, _, argument = name.partition(":")
        attrgetter(method)(self._window)(*([argument] if argument else []))

    def _on_canvas(self, binding: KeyBinding, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self._perform(binding)
