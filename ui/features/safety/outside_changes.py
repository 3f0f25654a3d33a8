"""Noticing that the file was changed, renamed or removed by someone else: by the digest of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import StoredDocument
from visavis.blueprint.storage.files import load_changed
from visavis.blueprint.storage.write_targets import is_blueprint
from visavis.ui.kit.jobs import Job, JobRunner

# Programs write a file in several goes; network drives tell late.
SETTLE = 300


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What stays the same when a file gets another name: its number on its drive."""

    device: int
    inode: int


def identity_of(path: Path) -> FileIdentity | None:
    """Return the identity of a file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileIdentity(found.st_dev, found.st_ino) if found.st_ino else None


@dataclass(frozen=True, slots=True)
class LostFile:
    """The file has its name no more; `now` is what it is called, where it is still in the same folder."""

    now: Path | None


def find_lost_file(path: Path, identity: FileIdentity | None) -> LostFile | None:
    """Return what became of a file that is not there; None where it is, or where its whole folder is not there."""
    try:
        if path.exists() or not path.parent.is_dir():
            return None
        others = sorted(path.parent.iterdir()) if identity is not None else []
    except OSError:
        return None
    # The number of a file that was deleted is given to another one: that is not it.
    return LostFile(next((other for other in others
                          if identity_of(other) == identity and other.is_file() and is_blueprint(other)), None))


class FileWatcher(QObject):
    """Watches one file; looks, too, when its window comes to the front.

    `changed` carries what stands there now, `gone` a Gone, once each time that the file loses its name.
    """

    changed = Signal(object)
    gone = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._path: Path | None = None
        self._known = ""
        self.identity: FileIdentity | None = None
        self._is_gone = False
        self._job: Job | None = None
        self._job_runner = JobRunner(self)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self.check)
        self._watcher.fileChanged.connect(self._on_noticed)
        self._watcher.directoryChanged.connect(self._on_noticed)
        window.installEventFilter(self)

    def follow(self, path: Path | None, digest: str) -> None:
        """Watch `path`, whose bytes are known to have `digest`."""
        self._known = digest
        self._path = path
        self._is_gone = False
        self.identity = identity_of(path) if path is not None else None
        if self._job is not None:
            self._job.cancel()
        # A save puts another file in the place of the one that was watched: that one has to be let go of.
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._watch()

    def check(self) -> None:
        """Read the file aside and tell when it is another one, or is not there any more."""
        path, known, identity = self._path, self._known, self.identity
        if path is None or not known:
            return
        if self._job is not None:
            self._job.cancel()
        self._watch()
        self._job = self._job_runner.start(lambda _: _read(path, known, identity),
                                           lambda found: self._on_read(known, found), lambda _: None)

    def is_settled(self) -> bool:
        """Return whether nothing is being looked at."""
        return not self._settle.isActive() and self._job_runner.is_idle()

    def close(self) -> None:
        """Stop watching."""
        self._settle.stop()
        self._job_runner.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window comes to the front."""
        if event.type() == QEvent.Type.WindowActivate:
            self._on_noticed()
        return super().eventFilter(watched, event)

    def _on_noticed(self, *_: object) -> None:
        # Whatever replaced the file that was watched is not watched yet; writing into it changes no folder.
        self._watch()
        self._settle.start(SETTLE)

    def _watch(self) -> None:
        """Watch the file and its folder, as far as they are there and not watched already."""
        if self._path is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = [str(path) for path in (self._path, self._path.parent) if str(path) not in watched and path.exists()]
        if wanted:
            self._watcher.addPaths(wanted)

    def _on_read(self, known: str, found: StoredDocument | LostFile | None) -> None:
        self._job = None
        if known != self._known:
            return
        was_gone, self._is_gone = self._is_gone, isinstance(found, LostFile)
        if isinstance(found, StoredDocument):
            self.changed.emit(found)
        elif isinstance(found, LostFile) and not was_gone:
            self.gone.emit(found)


def _read(path: Path, known: str, identity: FileIdentity | None) -> StoredDocument | LostFile | None:
    """Return what stands in the file when it is another one, or that it is gone; half-written files are no news."""
    try:
        return load_changed(path, known)
    except BlueprintError:
        return find_lost_file(path, identity)
