"""Noticing that the file was changed by somebody else, by the digest of its bytes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from blueprint.model import BlueprintError
from blueprint.storage import StoredDocument
from blueprint.storage.files import load_changed
from ui.tasks import Job, Workshop

# Programs write a file in several goes; network drives tell late.
SETTLE = 300


class OutsideWatch(QObject):
    """Watches one file; looks, too, when its window comes to the front. `changed` carries what stands there now."""

    changed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._path: Path | None = None
        self._known = ""
        self._job: Job | None = None
        self._workshop = Workshop(self)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _: self._settle.start())
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        window.installEventFilter(self)

    def follow(self, path: Path | None, digest: str) -> None:
        """Watch `path`, whose bytes are known to have `digest`."""
        self._known = digest
        if self._job is not None:
            self._job.cancel()
        if path != self._path or path is None:
            self._path = path
            watched = [*self._watcher.files(), *self._watcher.directories()]
            if watched:
                self._watcher.removePaths(watched)
        if path is not None:
            # A save replaces the file, so the folder is watched as well as the file.
            self._watcher.addPaths([str(path), str(path.parent)])

    def look(self) -> None:
        """Read the file aside and tell when it is another one."""
        path, known = self._path, self._known
        if path is None or not known:
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self._workshop.start(lambda _: _read(path, known),
                                         lambda found: self._on_read(known, found), lambda _: None)

    def is_settled(self) -> bool:
        """Tell whether nothing is being looked at."""
        return not self._settle.isActive() and self._workshop.is_idle()

    def close(self) -> None:
        """Stop watching."""
        self._settle.stop()
        self._workshop.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window comes to the front."""
        if event.type() == QEvent.Type.WindowActivate:
            self._settle.start()
        return super().eventFilter(watched, event)

    def _on_read(self, known: str, found: object) -> None:
        self._job = None
        if isinstance(found, StoredDocument) and known == self._known:
            self.changed.emit(found)


def _read(path: Path, known: str) -> StoredDocument | None:
    """Return what stands in the file when it is another one; half-written and vanished files are no news."""
    try:
        return load_changed(path, known)
    except BlueprintError:
        return None
