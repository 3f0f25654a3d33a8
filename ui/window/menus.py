"""The menu bar: the table of actions, with the templates, the examples and the recent files."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from visavis.blueprint import registry
from visavis.blueprint.storage.files import SUFFIX
from visavis.examples import example_files
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.actions import Actions
from visavis.ui.window.window_parts import WindowParts


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
        menus = self._actions.fill(self._window.menuBar())
        first = menus["File"].actions()[1]
        fresh = QMenu(tr("New"), menus["File"])
        recent = QMenu(tr("Recent"), menus["File"])
        shipped = QMenu(tr("Examples"), menus["File"])
        fresh.aboutToShow.connect(lambda: self._list_templates(fresh))
        recent.aboutToShow.connect(lambda: self._list_recent(recent))
        shipped.aboutToShow.connect(lambda: self._list_examples(shipped))
        menus["File"].insertMenu(first, fresh)
        after = menus["File"].actions()[3]
        menus["File"].insertMenu(after, recent)
        menus["File"].insertMenu(after, shipped)
        # A menu that was never filled would be shown as one that cannot be opened. The templates are read when it is.
        fresh.addAction("…")
        self._list_recent(recent)
        self._list_examples(shipped)
        self._show_history()

    def _list_templates(self, menu: QMenu) -> None:
        menu.clear()
        for template in registry.templates().values():
            action = menu.addAction(" ".join(template.title[language()].split())[:80].replace("&", "&&"))
            action.setStatusTip(template.summary[language()])
            action.triggered.connect(lambda _=False, name=template.name: self._file.new(name))

    def _list_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._settings.recent:
            action = menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=path: self._file.open(chosen))
        menu.setEnabled(bool(menu.actions()))

    def _list_examples(self, menu: QMenu) -> None:
        menu.clear()
        for path in example_files():
            action = menu.addAction(path.name.removesuffix(SUFFIX))
            action.triggered.connect(lambda _=False, chosen=path: self._file.open(chosen, example=True))

    def _show_history(self, *_: object) -> None:
        session = self._window.bridge.session
        for name, can, title in (("undo:", session.can_undo, session.undo_title),
                                 ("redo:", session.can_redo, session.redo_title)):
            action = self._actions.by_name[name]
            action.setEnabled(can)
            word = tr("Undo") if name == "undo:" else tr("Redo")
            action.setText(f"{word} · {tr(title)}" if title is not None else word)
