"""Work of more than a moment, off the GUI thread, behind a progress window that can be given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled, JobRunner, Result

# Shorter jobs need no progress window.
PATIENCE_MILLISECONDS = 700


class ProgressRunner(QObject):
    """Runs one job at a time for a window; `close` ends it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job_runner = JobRunner(self)

    def wait_for(self, words: str, function: Callable[[IsCancelled], Result],
                 done: Callable[[Result], object], failed: Callable[[BaseException], object]) -> None:
        """Run `function(is_cancelled)` and call `done` or `failed`; neither when the user gives up."""
        progress = QProgressDialog(words, tr("Cancel"), 0, 0, self._window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(PATIENCE_MILLISECONDS)

        def end(answer: Callable[[], object]) -> None:
            progress.close()
            progress.deleteLater()
            answer()

        job = self._job_runner.start(function, lambda result: end(partial(done, result)),
                                     lambda error: end(partial(failed, error)))
        progress.canceled.connect(job.cancel)

    def close(self) -> None:
        """Let no one wait any more."""
        self._job_runner.close()
