"""The document's file: new, open, save, save as, and the question before anything unsaved would go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from blueprint.editing import diff
from blueprint.editing.beginnings import to_be_name, to_be_of, with_own_id
from blueprint.editing.journal import Unfinished
from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.registry import templates
from blueprint.storage import StoredDocument, decode, encode, load
from blueprint.storage.files import SUFFIX, NotABlueprintError, load_changed, save_bytes
from blueprint.storage.lock import Holder, Lock
from blueprint.storage.names import file_name_of
from blueprint.storage.versions import Versions
from ui.i18n import language, tr
from ui.keeping.claims import Claim, ask_claim
from ui.keeping.keeper import Keeper
from ui.keeping.outside import OutsideWatch
from ui.keeping.retrying import Retrying
from ui.messages import tell
from ui.recovery import save_recovery_copy
from ui.session_bridge import SessionBridge
from ui.settings import Settings
from ui.tasks import Workshop


class DocumentFile(QObject):
    """Where the bridge's document lives, and what keeps it from being lost.

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
        self.digest = ""
        # Where a document that has no file yet is proposed to be saved.
        self._proposed: Path | None = None
        self._lock: Lock | None = None
        self._holder: Holder | None = None
        self._aside = Workshop(self)
        self.keeper = Keeper(bridge, settings.recovery, self)
        self.keeper.failed.connect(self.told)
        self.outside = OutsideWatch(window)
        self.outside.changed.connect(self._on_outside)
        self.retrying = Retrying(self._try_again, self)

    @property
    def name(self) -> str:
        """Return what to call the file."""
        return self.path.name.removesuffix(SUFFIX) if self.path else tr("Not saved yet")

    @property
    def recovery(self) -> Path:
        """The folder of journals and of copies that could not be saved elsewhere."""
        return self._settings.recovery

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved lately, the latest first."""
        return self._settings.recent

    @property
    def versions(self) -> Versions | None:
        """The kept versions of the document's file."""
        return Versions(self._settings.versions, self.path) if self.path is not None else None

    # -- new and open

    def new(self, template: str) -> bool:
        """Begin a document from a template, in the interface's language."""
        if not self.may_go():
            return False
        try:
            document = decode(templates()[template].content(language()))
        except (BlueprintError, KeyError) as error:
            told = tr(error.message) if isinstance(error, BlueprintError) else tr("It is gone.")
            tell(self._window, tr("The template was not opened"), told)
            return False
        self._adopt(with_own_id(document), None)
        return True

    def create_to_be(self) -> bool:
        """Begin the to-be of the document: a document of its own, which is proposed to be saved beside the as-is."""
        if not self.may_go():
            return False
        as_is, source = self._bridge.document, self.source
        name = to_be_name(as_is, source.name.removesuffix(SUFFIX)) if source is not None else ""
        example = self.path is None
        self._adopt(to_be_of(as_is), None)
        self.source = source
        self._bridge.stands_at(source)
        if source is not None and not example:
            self._proposed = source.with_name(f"{file_name_of(name)}{SUFFIX}")
        self.told.emit(tr("This is the to-be now. Every step stands for its as-is step: redraw both sides."))
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
        lock = None if example else Lock(path)
        holder = self._taken_by(lock)
        claim = self._ask_claim(path, holder) if holder is not None else None
        if holder is not None and claim is None:
            return False
        self._adopt(stored.document, None if example or claim is Claim.COPY else path,
                    lock=None if claim is not None else lock, digest=stored.digest, content=stored.content)
        self._bridge.is_read_only = claim is Claim.LOOK
        self.source = path
        self._bridge.stands_at(path)
        self.moved.emit()
        if not example:
            self._settings.remember(path)
        return True

    def opened(self, path: Path | None, stored: StoredDocument, source: Path) -> None:
        """Take note that the window began with a document (`path` is None for an example)."""
        self.path, self.source = path, source
        if path is not None:
            lock = Lock(path)
            self._holder = lock.take()
            if self._holder is None:
                self._lock = lock
            else:
                self._bridge.is_read_only = True
        self._know(stored.digest if path is not None else "", stored.content)
        self._bridge.stands_at(source)

    def settle_claim(self) -> None:
        """Ask what to do where the file that the window began with is open elsewhere; until then it is looked at."""
        holder, path, self._holder = self._holder, self.path, None
        if holder is not None and path is not None and self._ask_claim(path, holder) is Claim.COPY:
            self._adopt(self._bridge.document, None)
            self.source = path
            self._bridge.stands_at(path)

    def _taken_by(self, lock: Lock | None) -> Holder | None:
        """Take the lock; when somebody else has it, return who. None: the file is ours."""
        if lock is None or (self._lock is not None and lock.path == self._lock.path):
            return None
        return lock.take()

    def _ask_claim(self, path: Path, holder: Holder) -> Claim | None:
        return ask_claim(self._window, path.name.removesuffix(SUFFIX), holder)

    # -- save

    def save(self) -> bool:
        """Save to the document's file; ask for a name where it has none, or where it may only be looked at."""
        if self.path is None or self._bridge.is_read_only:
            return self.save_as()
        self._finish_typing()
        return self._settle_outside() and self._write(self.path)

    def save_as(self) -> bool:
        """Ask for a name and save."""
        head = self._bridge.document.head
        start = str(self.path or self._proposed or Path.home() / f"{file_name_of(head.title or head.id)}{SUFFIX}")
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
        box.setTextFormat(Qt.TextFormat.PlainText)
        title = " ".join(self._bridge.document.head.title.split())[:80] or tr("Without a title")
        box.setText(tr("“{title}” has changes that are not saved.", title=title))
        box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard
                               | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        answer = box.exec()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def take_back(self, found: Unfinished) -> bool:
        """Show recovered work, as not yet saved, in place of the document."""
        if not self.may_go():
            return False
        self._adopt(found.document, found.source, saved=False, digest=found.digest, lock=self._lock_of(found.source))
        self.source = found.source
        self._bridge.stands_at(found.source)
        self.keeper.go_on(found, diff(found.base, found.document))
        return True

    def close(self) -> None:
        """Let go of the file: the window closes, everything is saved or thrown away on purpose."""
        self.retrying.stop()
        self.outside.close()
        self._aside.close()
        self.keeper.close()
        if self._lock is not None:
            self._lock.release()

    def _finish_typing(self) -> None:
        """Commit what is still in a field: leaving it commits."""
        focused = self._window.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _write(self, path: Path) -> bool:
        self._finish_typing()
        content = encode(self._bridge.document)
        try:
            digest = save_bytes(content, path)
        except BlueprintError as error:
            self._keep_a_copy(path, tr(error.message))
            return False
        self._saved(path, digest, content)
        return True

    def _saved(self, path: Path, digest: str, content: bytes) -> None:
        self.retrying.stop()
        self._bridge.is_read_only = False
        if path != self.path or self._lock is None:
            self._hold(self._lock_of(path))
        self.path = self.source = path
        self._bridge.stands_at(path)
        self._bridge.mark_saved()
        self._know(digest, content)
        self._settings.remember(path)
        versions = self.versions
        self._aside.start(lambda _: versions.keep(content), lambda _: None, lambda _: None)
        self.moved.emit()
        self.told.emit(tr("Saved: {file}", file=path.name))

    def _keep_a_copy(self, path: Path, fault: str) -> None:
        """Keep the work on this machine where it could not be saved, say so, and go on trying."""
        copy = save_recovery_copy(self._bridge.document, self.recovery)
        if path == self.path:
            self.retrying.start()
        kept = tr("No copy could be kept either; save it on another drive now.")
        if copy is not None:
            kept = tr("Your work is kept in {file}; saving is tried again every so often.", file=str(copy))
        tell(self._window, tr("The blueprint was not saved"), f"{fault}\n\n{kept}")

    def _try_again(self) -> bool:
        """Save again where it failed; tell whether trying is over."""
        if self.path is None or self._bridge.session.is_saved:
            return True
        content = encode(self._bridge.document)
        try:
            if load_changed(self.path, self.digest) is not None:
                return True
            digest = save_bytes(content, self.path)
        except NotABlueprintError:
            return True
        except BlueprintError:
            return False
        self._saved(self.path, digest, content)
        return True

    # -- changes from outside

    def _on_outside(self, stored: StoredDocument) -> None:
        """Show what stands in the file now, unless something here is not saved: then it is asked at the next save."""
        if not self._bridge.session.is_saved:
            self.told.emit(tr("The file was changed by somebody else; when you save, both can be merged."))
            return
        self._bridge.replace(stored.document, reloaded=True)
        self._know(stored.digest, stored.content)
        self.told.emit(tr("The file was changed by somebody else and is shown as it is now."))

    def _settle_outside(self) -> bool:
        """Before a save: when the file is not what it was, ask what becomes of it. False: do not save."""
        if not self.digest:
            return True
        theirs = None
        try:
            stored = load_changed(self.path, self.digest)
            if stored is None:
                return True
            theirs = stored.document
        except NotABlueprintError:
            # What stands there now cannot be merged, but it is not ours to throw away unasked.
            pass
        except BlueprintError:
            return True
        from ui.keeping.merging import Resolution, ask_resolution, merge_with

        match ask_resolution(self._window, self.keeper.base, theirs):
            case Resolution.MERGE if theirs is not None:
                return merge_with(self._bridge, self.keeper.base, theirs, self._window)
            case Resolution.KEEP_MINE:
                return True
            case Resolution.COPY:
                self.save_as()
        return False

    # -- what is known of the file

    def _adopt(self, document: BlueprintDocument, path: Path | None, *, saved: bool = True, digest: str = "",
               content: bytes = b"", lock: Lock | None = None) -> None:
        self.retrying.stop()
        self._hold(lock if path is not None else None)
        self.path = path
        self.source = self._proposed = None
        self._bridge.is_read_only = False
        self._bridge.replace(document, saved=saved)
        self._know(digest if path is not None else "", content)
        self.moved.emit()

    def _know(self, digest: str, content: bytes = b"") -> None:
        """Take note that the document stands in its file, whose bytes have this digest (and are `content`)."""
        self.digest = digest
        self.keeper.begin(self.path, digest, content)
        self.outside.follow(self.path, digest)

    def _hold(self, lock: Lock | None) -> None:
        if self._lock is not None and (lock is None or lock.path != self._lock.path):
            self._lock.release()
        self._lock = lock

    def _lock_of(self, path: Path | None) -> Lock | None:
        """Take the lock of a file that is being written anyway; whoever else has it finds out by the digest."""
        if path is None:
            return None
        lock = Lock(path)
        return lock if lock.take() is None else None


def _filter() -> str:
    return tr("Blueprints (*.blueprint.json)") + ";;" + tr("All files (*)")
