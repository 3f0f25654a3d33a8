"""The file of the open document, as those who watch over it see it: `DocumentFile` is it.

It is a base class, not a Protocol: what watches over the file is a child of it, and ends with it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from visavis.ui.features.safety.autosave import Autosave
from visavis.ui.features.safety.outside_changes import FileWatcher
from visavis.ui.features.safety.unfinished_typing import PendingInput


class OpenFile(QObject):
    """Where the document is and what of it is on the disk.

    `path` is None while it has no file of its own, `digest` that of what was read or written last. `status_message`
    carries a sentence for the status bar.
    """

    status_message = Signal(str)

    path: Path | None
    digest: str
    autosave: Autosave
    pending_input: PendingInput
    file_watcher: FileWatcher

    def save_as(self) -> bool:
        """Save under another name, which is asked for; return whether that was done."""
        raise NotImplementedError

    def follow_rename(self, path: Path) -> None:
        """Go on with the file under the name that someone else gave it."""
        raise NotImplementedError

    def record_saved_state(self, digest: str, content: bytes) -> None:
        """Remember what is on the disk now."""
        raise NotImplementedError
