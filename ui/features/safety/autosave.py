"""Keeps the journal of the window's document: every commit is written down before the next one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from visavis.blueprint.editing.journal import Journal, UnfinishedJournal, flush_to_disk
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import JobRunner
from visavis.ui.kit.session import SessionBridge

if TYPE_CHECKING:
    from visavis.blueprint.editing import ChangeSet

# What is written goes through to the disk this soon after (milliseconds): a power cut takes no more than that.
SYNC = 500
# What could not be written is tried again after this long (milliseconds).
RETRY = 10_000


class Autosave(QObject):
    """The journal of one bridge's document, in `folder`. `failed` tells once that it cannot be written."""

    failed = Signal(str)

    def __init__(self, bridge: SessionBridge, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._folder = folder
        self._is_failure_reported = False
        self._journal = Journal(folder, bridge.document, None)
        self._job_runner = JobRunner(self)
        self._sync = QTimer(self)
        self._sync.setSingleShot(True)
        self._sync.timeout.connect(self._push)
        bridge.document_changed.connect(self._on_changed)

    def begin(self, source: Path | None, digest: str = "", content: bytes = b"") -> None:
        """Begin again: the document is on the disk as it is now, or is no one's loss. `content` are its bytes."""
        self._end()
        self._journal = Journal(self._folder, self._bridge.document, source, digest, content)

    def go_on(self, journal: UnfinishedJournal, changes: ChangeSet) -> None:
        """Go on with recovered work: it is not saved, so the new journal holds it before the old one goes."""
        self._end()
        self._journal = Journal(self._folder, journal.base, journal.source, journal.digest)
        self._on_changed(changes)
        if not self._journal.is_complete:
            return
        with contextlib.suppress(OSError):
            self._journal.sync()
            journal.journal.unlink(missing_ok=True)

    def close(self) -> None:
        """Take the journal away, when the window goes with everything saved or thrown away on purpose."""
        self._job_runner.close()
        self._end()

    @property
    def base(self) -> BlueprintDocument:
        """The document as it was last saved or opened."""
        return self._journal.base

    def _end(self) -> None:
        self._sync.stop()
        self._journal.end()

    def _on_changed(self, changes: ChangeSet) -> None:
        try:
            self._journal.record(changes)
            self._is_failure_reported = False
        except OSError as error:
            if not self._is_failure_reported:
                self._is_failure_reported = True
                self.failed.emit(tr("No journal can be kept ({reason}): save often.", reason=reason_of(error)))
        if not self._sync.isActive():
            self._sync.start(SYNC)

    def _push(self) -> None:
        """Write what is still owed, and have it on the disk; a slow disk does not hold up the window."""
        with contextlib.suppress(OSError):
            self._journal.catch_up()
        path = self._journal.path
        if not self._journal.is_complete:
            self._sync.start(RETRY)
        elif path is not None:
            self._job_runner.start(lambda _: flush_to_disk(path), lambda _: None, lambda _: None)
