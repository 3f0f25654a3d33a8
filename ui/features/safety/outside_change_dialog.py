"""What becomes of a file that someone else changed, renamed or removed: shown at once, or asked at the next save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import StoredDocument, digest
from visavis.blueprint.storage.files import NotABlueprintError, load_changed
from visavis.ui.features.safety.open_file import OpenFile
from visavis.ui.features.safety.outside_changes import LostFile, find_lost_file
from visavis.ui.features.safety.save_dialog import MissingFileChoice, ask_missing, lost_file_text
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge

if TYPE_CHECKING:
    from visavis.ui.features.safety.merge_dialog import Resolution

# What cannot be shown yet, because someone is typing, is tried again after so many milliseconds.
LATER = 1000


class ExternalChanges(QObject):
    """Shows what stands in the document's file now, or keeps it for the next save where something would be lost."""

    def __init__(self, file: OpenFile, bridge: SessionBridge, window: QWidget) -> None:
        super().__init__(file)
        self._file = file
        self._bridge = bridge
        self._window = window
        self._waiting_for = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._look_again)
        file.file_watcher.changed.connect(self._on_changed)
        file.file_watcher.gone.connect(self._on_gone)

    def resolve(self) -> bool:
        """Before a save: when the file is not what it was, ask what becomes of it. False: do not save.

        It may be changed again while someone thinks about the answer; then it is asked again.
        """
        file, path = self._file, self._file.path
        if path is None or not file.digest:
            return True
        gone = find_lost_file(path, file.file_watcher.identity)
        if gone is not None:
            return self._resolve_lost_file(path, gone)
        from visavis.ui.features.safety.merge_dialog import Resolution

        known, base = file.digest, file.autosave.base
        while (found := _read_changes(path, known)) is not None:
            known, theirs = found
            resolution = self._resolve(base, theirs)
            if resolution is None:
                return False
            if resolution is Resolution.MERGE and theirs is not None:
                base = theirs
        return True

    def _resolve(self, base: BlueprintDocument, theirs: BlueprintDocument | None) -> Resolution | None:
        """Ask what becomes of what stands in the file (`theirs`: None for no blueprint); None: it stays."""
        from visavis.ui.features.safety.merge_dialog import Resolution, ask_resolution, merge_with

        resolution = ask_resolution(self._window, base, theirs)
        if resolution is Resolution.COPY:
            self._file.save_as()
            return None
        if resolution is Resolution.MERGE and theirs is not None:
            return resolution if merge_with(self._bridge, base, theirs, self._window) else None
        return resolution

    def forget(self) -> None:
        """Wait for nothing any more: another document is shown, or none."""
        self._later.stop()
        self._waiting_for = ""

    def _look_again(self) -> None:
        """Read the file again once no one is typing: reading a large one would hold up whoever is."""
        if self._file.pending_input.is_going_on():
            self._later.start()
        else:
            self._file.file_watcher.check()

    def _resolve_lost_file(self, path: Path, gone: LostFile) -> bool:
        """Ask where to save what has no file any more: a save makes no second copy by itself. False: do not save."""
        match ask_missing(self._window, path, gone):
            case MissingFileChoice.FOLLOW if gone.now is not None:
                self._file.follow_rename(gone.now)
                return self.resolve()
            case MissingFileChoice.AGAIN:
                return True
            case MissingFileChoice.ELSEWHERE:
                self._file.save_as()
        return False

    def _on_changed(self, stored: StoredDocument) -> None:
        """Show what stands in the file now, unless something here is not saved: then it is asked at the next save.

        Nor while someone is typing: what is in a field and not yet in the document would be taken with it.
        """
        file = self._file
        if not self._bridge.session.is_saved:
            file.status_message.emit(tr("The file was changed by somebody else; when you save, both can be merged."))
            return
        if file.pending_input.is_going_on():
            if self._waiting_for != stored.digest:
                self._waiting_for = stored.digest
                file.status_message.emit(tr("The file was changed by somebody else; "
                                            "it is shown once nothing is being typed."))
            self._later.start()
            return
        self._bridge.replace(stored.document, reloaded=True)
        file.record_saved_state(stored.digest, stored.content)
        file.status_message.emit(tr("The file was changed by somebody else and is shown as it is now."))

    def _on_gone(self, gone: LostFile) -> None:
        assert self._file.path is not None  # only a file that is there is watched
        self._file.status_message.emit(lost_file_text(self._file.path, gone))


def _read_changes(path: Path, known: str) -> tuple[str, BlueprintDocument | None] | None:
    """Return the digest of what stands in a file and the document it is (None: no blueprint); None where it is known.

    What cannot even be read is no reason to ask: saving will tell.
    """
    try:
        stored = load_changed(path, known)
    except NotABlueprintError:
        # What stands there now cannot be merged, but it is not ours to throw away unasked.
        return _digest_of(path, known)
    except BlueprintError:
        return None
    return (stored.digest, stored.document) if stored is not None else None


def _digest_of(path: Path, known: str) -> tuple[str, None] | None:
    try:
        found = digest(path.read_bytes())
    except OSError:
        return None
    return (found, None) if found != known else None
