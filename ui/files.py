"""The document's file: new, open, save, save as, and the question before anything unsaved would go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.registry import plugins
from blueprint.storage import decode, load, save
from blueprint.storage.files import SUFFIX
from ui.i18n import language, tr
from ui.messages import tell
from ui.session_bridge import SessionBridge
from ui.settings import Settings


class DocumentFile(QObject):
    """Where the bridge's document lives.

    `path` is None while it has no file of its own; `source` is the file that holds the document as it was last saved
    or opened, a shipped example too. `moved` tells that path or name changed, `told` carries a sentence for the
    status bar.
    """

    moved = Signal()
    told = Signal(str)

    def __init__(self, bridge: SessionBridge, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._settings = settings
        self._window = window
        self.path: Path | None = None
        self.source: Path | None = None

    @property
    def name(self) -> str:
        """Return what to call the file."""
        return self.path.name.removesuffix(SUFFIX) if self.path else tr("Not saved yet")

    def new(self, template: str) -> bool:
        """Begin a document from a template, in the interface's language."""
        if not self.may_go():
            return False
        document = decode(plugins().templates[template].content(language()))
        self._adopt(document, None, saved=True)
        return True

    def open_dialog(self) -> bool:
        """Ask for a file and open it."""
        if not self.may_go():
            return False
        folder = str(self.path.parent) if self.path else ""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a blueprint"), folder, _filter())
        return bool(name) and self.open(Path(name), asked=True)

    def open(self, path: Path, *, asked: bool = False, example: bool = False) -> bool:
        """Open a file; an `example` is opened as a document without a file. A fault is told in one line."""
        if not asked and not self.may_go():
            return False
        try:
            stored = load(path)
        except BlueprintError as error:
            tell(self._window, tr("The file was not opened"), tr(error.message))
            return False
        self._adopt(stored.document, None if example else path, saved=True)
        self.source = path
        self._bridge.stands_at(path)
        if not example:
            self._settings.remember(path)
        return True

    def save(self) -> bool:
        """Save to the document's file; ask for a name where it has none."""
        return self._write(self.path) if self.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save."""
        slug = self._bridge.document.head.id or "blueprint"
        start = str(self.path or Path.home() / f"{slug}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the blueprint"), start, _filter())
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix == ".json" else path.with_name(path.name + SUFFIX))

    def may_go(self) -> bool:
        """Tell whether the document may be left; asks while there is something unsaved."""
        self._finish_typing()
        if self._bridge.session.is_saved:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Unsaved changes"))
        title = " ".join(self._bridge.document.head.title.split())[:80] or tr("Without a title")
        box.setText(tr("“{title}” has changes that are not saved.", title=title))
        box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard
                               | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        answer = box.exec()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _finish_typing(self) -> None:
        """Commit what is still in a field: leaving it commits."""
        focused = self._window.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _write(self, path: Path) -> bool:
        self._finish_typing()
        try:
            save(self._bridge.document, path)
        except BlueprintError as error:
            tell(self._window, tr("The blueprint was not saved"), tr(error.message))
            return False
        self.path = self.source = path
        self._bridge.stands_at(path)
        self._bridge.mark_saved()
        self._settings.remember(path)
        self.moved.emit()
        self.told.emit(tr("Saved: {file}", file=path.name))
        return True

    def _adopt(self, document: BlueprintDocument, path: Path | None, *, saved: bool) -> None:
        self.path = path
        self.source = None
        self._bridge.replace(document, saved=saved)
        self.moved.emit()


def _filter() -> str:
    return tr("Blueprints (*.blueprint.json)") + ";;" + tr("All files (*)")
