"""When the program itself fails: first a recovery copy of the document, then a sentence; never a traceback."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.safety.recovery_copies import save_recovery_copy


class CrashGuard:
    """The last handler of exceptions: copies go to `folder`, `tell` gets a copy's path and the fault's line."""

    def __init__(self, document: Callable[[], BlueprintDocument], folder: Path,
                 tell: Callable[[Path | None, str], None]) -> None:
        self._document = document
        self._folder = folder
        self._tell = tell
        self._busy = False
        self._before = sys.excepthook

    def install(self) -> None:
        """Handle what no one caught from now on."""
        sys.excepthook = self.handle

    def remove(self) -> None:
        """Give back the handler there was before."""
        sys.excepthook = self._before

    def handle(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Save a copy, keep the details beside it, tell the person."""
        if issubclass(kind, KeyboardInterrupt) or self._busy:
            return
        self._busy = True
        try:
            path = save_recovery_copy(self._document(), self._folder)
            if path is not None:
                details = "".join(traceback.format_exception(kind, fault, trace))
                with suppress(OSError):
                    path.with_suffix(".txt").write_text(details, encoding="utf-8")
            self._tell(path, f"{kind.__name__}: {' '.join(str(fault).split())[:160]}")
        finally:
            self._busy = False
