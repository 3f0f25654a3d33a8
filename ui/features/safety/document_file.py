"""The document's file: new, open, save, save as, and the question before anything unsaved would go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from visavis.blueprint import editing, registry
from visavis.blueprint.editing.journal import UnfinishedJournal
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.durations import HOURS_PER_DAY
from visavis.blueprint.storage import StoredDocument, decode, encode
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.files import SUFFIX, NotABlueprintError, load_changed, load_own, save_bytes
from visavis.blueprint.storage.lock import Holder, Lock
from visavis.blueprint.storage.versions import Versions
from visavis.blueprint.storage.write_targets import Output
from visavis.ui.features.safety.autosave import Autosave
from visavis.ui.features.safety.file_in_use import LockChoice, ask_lock_choice
from visavis.ui.features.safety.open_file import OpenFile
from visavis.ui.features.safety.outside_change_dialog import ExternalChanges
from visavis.ui.features.safety.outside_changes import FileWatcher
from visavis.ui.features.safety.recovery_copies import keep_damaged, save_recovery_copy
from visavis.ui.features.safety.save_dialog import ask_path
from visavis.ui.features.safety.save_retry import RetryTimer
from visavis.ui.features.safety.unfinished_typing import PendingInput
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.jobs import JobRunner
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

# A document's own file may be written over: that is what saving is. A device or a pipe cannot be one.
AS_BLUEPRINT = Output(SUFFIX, is_blueprint=True, updates=True, stays=True)


class DocumentFile(OpenFile):
    """Where the bridge's document lives, and what keeps it from being lost.

    `path` is None while it has no file of its own; `source` is the file that holds the document as it was last saved
    or opened, a shipped example too. `moved` tells that path or name changed, `status_message` carries a sentence
    for the status bar.
    """

    moved = Signal()

    def __init__(self, bridge: SessionBridge, settings: UserSettings, window: QWidget) -> None:
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
        self.damaged: tuple[Path, BlueprintError] | None = None
        self._job_runner = JobRunner(self)
        self.autosave = Autosave(bridge, settings.recovery, self)
        self.autosave.failed.connect(self.status_message)
        self.pending_input = PendingInput(window)
        self.file_watcher = FileWatcher(window)
        self.external_changes = ExternalChanges(self, bridge, window)
        self.retry_timer = RetryTimer(self._try_again, self)

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
        if not self.confirm_leave():
            return False
        try:
            document = decode(registry.templates()[template].content(language()))
        except (BlueprintError, KeyError) as error:
            text = tr(error.message) if isinstance(error, BlueprintError) else tr("It no longer exists.")
            show_message(self._window, tr("The template was not opened"), text)
            return False
        self._adopt(editing.assign_own_id(document), None)
        return True

    def begin_imported(self, document: BlueprintDocument, source: Path | None) -> bool:
        """Begin with a document that was imported from the file `source`: not yet saved, and proposed beside it.

        What was pasted has no `source`, and no place is proposed for it.
        """
        if not self.confirm_leave():
            return False
        self._adopt(document, None, saved=False)
        name = file_name_of(document.head.title or document.head.id)
        if source is not None:
            self._proposed = source.absolute().with_name(f"{name}{SUFFIX}")
        return True

    def create_to_be(self) -> bool:
        """Begin the to-be of the document: a document of its own, which is proposed to be saved beside the as-is."""
        if not self.confirm_leave():
            return False
        as_is, source = self._bridge.document, self.source
        name = editing.to_be_name(as_is, source.name.removesuffix(SUFFIX)) if source is not None else ""
        example = self.path is None
        self._adopt(editing.derive_to_be(as_is), None)
        self.source = source
        self._bridge.set_path(source)
        if source is not None and not example:
            self._proposed = source.with_name(f"{file_name_of(name)}{SUFFIX}")
        self.status_message.emit(tr("This is the to-be now. "
                                    "Every step stands for its as-is step: redraw both sides."))
        return True

    def open_dialog(self) -> bool:
        """Ask for a file and open it."""
        if not self.confirm_leave():
            return False
        folder = str(self.path.parent) if self.path else ""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a blueprint"), folder, _filter())
        return bool(name) and self.open(Path(name), asked=True)

    def open(self, path: Path, *, asked: bool = False, example: bool = False) -> bool:
        """Open a file; an `example` is opened as a document without a file. A fault is told in one line."""
        if not asked and not self.confirm_leave():
            return False
        path = path.absolute()
        try:
            stored = load_own(path)
        except BlueprintError as error:
            return self._open_damaged(path, error)
        lock = None if example else Lock(path)
        holder = self._take_lock(lock)
        claim = self._ask_lock_choice(path, holder) if holder is not None else None
        if holder is not None and claim is None:
            return False
        if claim is LockChoice.TAKE_OVER:
            assert lock is not None  # only a lock has a holder
            lock.take_over()
        self._adopt(stored.document, None if example or claim is LockChoice.COPY else path,
                    lock=lock if claim in (None, LockChoice.TAKE_OVER) else None, digest=stored.digest,
                    content=stored.content)
        self._bridge.is_read_only = claim is LockChoice.LOOK
        self.source = path
        self._bridge.set_path(path)
        self.moved.emit()
        if not example:
            self._settings.remember(path)
            self._announce_days_of_work(path)
        return True

    def record_opened(self, path: Path | None, stored: StoredDocument, source: Path) -> None:
        """Take note that the window began with a document (`path` is None for an example)."""
        self.path, self.source = path, source.absolute()
        if path is not None:
            self.path = path = path.absolute()
            lock = Lock(path)
            self._holder = lock.take()
            if self._holder is None:
                self._lock = lock
            else:
                self._bridge.is_read_only = True
        self.record_saved_state(stored.digest if path is not None else "", stored.content)
        self._bridge.set_path(source)
        if path is not None:
            self._announce_days_of_work(path)

    def _announce_days_of_work(self, path: Path) -> None:
        """Say once of a file that its days of work count as hours: earlier versions counted 24 of them."""
        document = self._bridge.document
        if document.assumes_hours_per_day and self._settings.note_first_time("days-of-work", path):
            self.status_message.emit(tr(
                "A working day now counts as {hours} hours, no longer as 24: the figures of this blueprint may have "
                "changed. You can set the hours of a working day under Service.", hours=HOURS_PER_DAY))

    def resolve_lock(self) -> None:
        """Ask what to do where the file that the window began with is open elsewhere; until then it is looked at."""
        holder, path, self._holder = self._holder, self.path, None
        if holder is None or path is None:
            return
        claim = self._ask_lock_choice(path, holder)
        if claim is LockChoice.COPY:
            self._adopt(self._bridge.document, None)
            self.source = path
            self._bridge.set_path(path)
        elif claim is LockChoice.TAKE_OVER:
            self._lock = Lock(path)
            self._lock.take_over()
            self._bridge.is_read_only = False
            self.moved.emit()

    def _take_lock(self, lock: Lock | None) -> Holder | None:
        """Take the lock; when someone else has it, return who. None: the file is ours."""
        if lock is None or (self._lock is not None and lock.path == self._lock.path):
            return None
        return lock.take()

    def _ask_lock_choice(self, path: Path, holder: Holder) -> LockChoice | None:
        return ask_lock_choice(self._window, path.name.removesuffix(SUFFIX), holder)

    # -- save

    def save(self) -> bool:
        """Save to the document's file; ask for a name where it has none, or where it may only be looked at."""
        if self.path is None or self._bridge.is_read_only:
            return self.save_as()
        self._finish_typing()
        return self.external_changes.resolve() and self._write(self.path)

    def save_as(self) -> bool:
        """Ask for a name and save."""
        head = self._bridge.document.head
        start = self.path or self._proposed or Path.home() / f"{file_name_of(head.title or head.id)}{SUFFIX}"
        path = ask_path(self._window, tr("Save the blueprint"), start, _filter(), AS_BLUEPRINT)
        return path is not None and self._write(path)

    def confirm_leave(self) -> bool:
        """Return whether the document may be left; asks while there is something unsaved."""
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

    def follow_rename(self, path: Path) -> None:
        """Go on with the document in another file: it is the same one, under the name that it has now."""
        if self.versions is not None:
            self.versions.move_to(path)
        self._hold(self._lock_of(path))
        self.path = self.source = path
        self._bridge.set_path(path)
        self.moved.emit()

    def restore_recovered(self, journal: UnfinishedJournal) -> bool:
        """Show recovered work, as not yet saved, in place of the document."""
        if not self.confirm_leave():
            return False
        self._adopt(journal.document, journal.source, saved=False, digest=journal.digest,
                    lock=self._lock_of(journal.source))
        self.source = journal.source
        self._bridge.set_path(journal.source)
        self.autosave.go_on(journal, editing.diff(journal.base, journal.document))
        return True

    def restore_damaged(self, path: Path, remnant: UnfinishedJournal | BlueprintDocument) -> None:
        """Show what was left of the file `path`, which cannot be read, as not yet saved in place of the document.

        What stands in the file is kept in `recovery` before a save can replace it.
        """
        if isinstance(remnant, UnfinishedJournal):
            self.restore_recovered(remnant)
            return
        self._adopt(remnant, path, saved=False, digest=keep_damaged(path, self.recovery), lock=self._lock_of(path))
        self.source = path
        self._bridge.set_path(path)

    def report_damaged(self) -> None:
        """Tell of the file that the window should have begun with and could not read."""
        damaged, self.damaged = self.damaged, None
        if damaged is not None:
            self._open_damaged(*damaged)

    def _open_damaged(self, path: Path, error: BlueprintError) -> bool:
        """Tell why a file cannot be read, and offer what there is of it elsewhere. False: it is not shown."""
        from visavis.ui.features.safety.damaged_file import ask_recoverable_copy, find_recoverable_copies

        remains = find_recoverable_copies(path, self.recovery, self._settings.versions)
        if not remains:
            show_message(self._window, tr("The file was not opened"), tr(error.message))
            return False
        chosen = ask_recoverable_copy(path, error.message, remains, self._window)
        if chosen is None:
            return False
        self.restore_damaged(path, chosen)
        return True

    def close(self) -> None:
        """Let go of the file: the window closes, everything is saved or thrown away on purpose."""
        self.retry_timer.stop()
        self.external_changes.forget()
        self.file_watcher.close()
        self._job_runner.close()
        self.autosave.close()
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
            digest = self._save_bytes(content, path)
        except BlueprintError as error:
            self._keep_a_copy(path, tr(error.message))
            return False
        self._record_save(path, digest, content)
        return True

    def _save_bytes(self, content: bytes, path: Path) -> str:
        return save_bytes(content, path, safe=self.recovery, waits=False)

    def _record_save(self, path: Path, digest: str, content: bytes) -> None:
        self.retry_timer.stop()
        self._bridge.is_read_only = False
        if path != self.path or self._lock is None:
            self._hold(self._lock_of(path))
        self.path = self.source = path
        self._bridge.set_path(path)
        self._bridge.mark_saved()
        self.record_saved_state(digest, content)
        self._settings.remember(path)
        versions = self.versions
        assert versions is not None  # what is saved has a path
        self._job_runner.start(lambda _: versions.keep(content), lambda _: None, lambda _: None)
        self.moved.emit()
        self.status_message.emit(tr("Saved: {file}", file=path.name))

    def _keep_a_copy(self, path: Path, fault: str) -> None:
        """Keep the work on this machine where it could not be saved, say so, and go on trying."""
        copy = save_recovery_copy(self._bridge.document, self.recovery)
        if path == self.path:
            self.retry_timer.start()
        kept = tr("No copy could be kept either; save it on another drive now.")
        if copy is not None:
            kept = tr("Your work is kept in {file}; saving is tried again every so often.", file=str(copy))
        show_message(self._window, tr("The blueprint was not saved"), f"{fault}\n\n{kept}")

    def _try_again(self) -> bool:
        """Save again where it failed; tell whether trying is over."""
        if self.path is None or self._bridge.session.is_saved:
            return True
        content = encode(self._bridge.document)
        try:
            if load_changed(self.path, self.digest) is not None:
                return True
            digest = self._save_bytes(content, self.path)
        except NotABlueprintError:
            return True
        except BlueprintError:
            return False
        self._record_save(self.path, digest, content)
        return True

    # -- what is known of the file

    def _adopt(self, document: BlueprintDocument, path: Path | None, *, saved: bool = True, digest: str = "",
               content: bytes = b"", lock: Lock | None = None) -> None:
        self.retry_timer.stop()
        self._hold(lock if path is not None else None)
        self.path = path
        self.source = self._proposed = None
        self._bridge.is_read_only = False
        self._bridge.replace(document, saved=saved)
        self.record_saved_state(digest if path is not None else "", content)
        self.moved.emit()

    def record_saved_state(self, digest: str, content: bytes = b"") -> None:
        """Take note that the document stands in its file, whose bytes have this digest (and are `content`)."""
        self.digest = digest
        self.external_changes.forget()
        self.autosave.begin(self.path, digest, content)
        self.file_watcher.follow(self.path, digest)

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
