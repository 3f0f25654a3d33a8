"""The menu bar: the table of actions, with the templates, the examples and the recent files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from visavis.blueprint import registry
from visavis.blueprint.storage.files import SUFFIX
from visavis.examples import example_files
from visavis.templates.catalogue import Template, list_shapes, pair_services
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.actions import Actions
from visavis.ui.window.menu_table import EXAMPLES, RECENT, TEMPLATES
from visavis.ui.window.window_parts import WindowParts

# What a list put into a menu, and takes out when it is read again.
_LISTED = "listed"


class DocumentMenus(QObject):
    """Keeps the menus true: their language, the recent files, what can be undone."""

    def __init__(self, window: WindowParts, actions: Actions, file: DocumentFile, settings: UserSettings) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._file = file
        self._settings = settings
        self._fill()
        # A bound method, not a lambda: Qt then lets go of it with this object.
        interface_language.language_changed.connect(self._fill)
        window.bridge.document_changed.connect(lambda _: self._show_history())
        window.bridge.document_replaced.connect(self._show_history)
        self._show_history()

    def _fill(self, *_: object) -> None:
        listings = self._actions.fill(self._window.menuBar())
        fresh, recent, shipped = listings[TEMPLATES], listings[RECENT], listings[EXAMPLES]
        # The templates are read when their menu is opened.
        fresh.aboutToShow.connect(lambda: self._list_templates(fresh))
        # A menu without entries cannot be opened: it is read with the one that it stands in.
        self._actions.menus()[0].aboutToShow.connect(lambda: self._list_recent(recent))
        shipped.aboutToShow.connect(lambda: self._list_examples(shipped))
        self._list_recent(recent)
        self._list_examples(shipped)
        self._window.header.set_menus(self._actions.menus())
        self._show_history()

    def _list_templates(self, menu: QMenu) -> None:
        _clear_list(menu)
        _mark(menu.addSeparator())
        known = registry.templates().values()
        for template in list_shapes(known):
            self._add_template(menu, template)
        pairs = pair_services(known)
        if pairs:
            _mark(menu.addSeparator())
            as_is = _mark_menu(menu.addMenu(tr("Services, as-is")))
            to_be = _mark_menu(menu.addMenu(tr("Services, to-be")))
            for service, redesign in pairs:
                self._add_template(as_is, service)
                self._add_template(to_be, redesign)

    def _add_template(self, menu: QMenu, template: Template) -> None:
        title = " ".join(template.title[language()].split())[:80]
        _list_action(menu, title, lambda _=False, name=template.name: self._file.new(name)
                     ).setStatusTip(template.summary[language()])

    def _list_recent(self, menu: QMenu) -> None:
        _clear_list(menu)
        for path in self._settings.recent:
            _list_action(menu, str(path), lambda _=False, chosen=path: self._file.open(chosen))
        menu.setEnabled(bool(menu.actions()))

    def _list_examples(self, menu: QMenu) -> None:
        _clear_list(menu)
        for path in example_files():
            _list_action(menu, path.name.removesuffix(SUFFIX),
                         lambda _=False, chosen=path: self._file.open(chosen, example=True))

    def _show_history(self, *_: object) -> None:
        session = self._window.bridge.session
        undo, redo = self._actions.by_name["undo:"], self._actions.by_name["redo:"]
        undo.setEnabled(session.can_undo)
        redo.setEnabled(session.can_redo)
        undo.setText(tr("Undo “{change}”", change=tr(session.undo_title)) if session.undo_title is not None
                     else tr("Undo"))
        redo.setText(tr("Redo “{change}”", change=tr(session.redo_title)) if session.redo_title is not None
                     else tr("Redo"))


def _list_action(menu: QMenu, title: str, act: Callable[..., object]) -> QAction:
    action = menu.addAction(title.replace("&", "&&"))
    action.triggered.connect(act)
    return _mark(action)


def _mark(action: QAction) -> QAction:
    action.setData(_LISTED)
    return action


def _mark_menu(menu: QMenu) -> QMenu:
    _mark(menu.menuAction())
    return menu


def _clear_list(menu: QMenu) -> None:
    for action in menu.actions():
        if action.data() == _LISTED:
            menu.removeAction(action)
            # A menu takes its action with it.
            (action.menu() or action).deleteLater()
