"""Making several exports one after the other, off the GUI thread, behind a progress window that can be given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from visavis.blueprint.language import Count
from visavis.blueprint.registry import ExportEnd, ExportOutcome
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.jobs import IsCancelled, Job, JobRunner
from visavis.ui.kit.progress import PATIENCE_MILLISECONDS


@dataclass(frozen=True, slots=True)
class ExportTask:
    """One export of a series: its format, what it is called while it is made, and what makes it on a worker."""

    form: str
    words: str
    make: Callable[[IsCancelled], ExportOutcome]


class ExportRun(QObject):
    """Runs one series at a time for a window; `close` ends it.

    Whoever gives up waits for nothing: what is under way is dropped before it is written, the rest is not begun.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job_runner = JobRunner(self)
        self._announcer = Announcer(window)
        self._job: Job | None = None
        self._progress: QProgressDialog | None = None
        self._tasks: tuple[ExportTask, ...] = ()
        self._outcomes: list[ExportOutcome] = []
        self._done: Callable[[list[ExportOutcome]], object] = lambda _: None

    def start(self, tasks: Sequence[ExportTask], done: Callable[[list[ExportOutcome]], object]) -> None:
        """Make all of a series and call `done` with what became of each, in its order."""
        if self._progress is not None:
            return
        self._tasks, self._outcomes, self._done = tuple(tasks), [], done
        # Of one alone, nobody can tell how far it is.
        self._progress = QProgressDialog("", tr("Cancel"), 0, len(tasks) if len(tasks) > 1 else 0, self._window)
        self._progress.setWindowTitle(self._window.windowTitle())
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(PATIENCE_MILLISECONDS)
        self._progress.setAutoReset(False)
        self._progress.setAutoClose(False)
        self._progress.canceled.connect(self.cancel)
        self._go_on()

    def cancel(self) -> None:
        """Drop what is under way, and begin nothing more."""
        if self._progress is None:
            return
        if self._job is not None:
            self._job.cancel()
        left = self._tasks[len(self._outcomes):]
        self._end([*self._outcomes, *(ExportOutcome(task.form, ExportEnd.CANCELLED) for task in left)])

    def close(self) -> None:
        """Let no one wait any more."""
        self._job_runner.close()
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None

    def _go_on(self) -> None:
        """Begin the next one, or end."""
        number, progress = len(self._outcomes), self._progress
        if progress is None:
            return
        if number == len(self._tasks):
            self._end(self._outcomes)
            return
        task = self._tasks[number]
        words = tr("Exporting…")
        if len(self._tasks) > 1:
            words = tr("{number} of {count}: {name}", number=Count(number + 1), count=Count(len(self._tasks)),
                       name=task.words)
        progress.setLabelText(words)
        self._announcer.say(words)
        self._job = self._job_runner.start(task.make, self._take, self._fail)
        # Once the work is begun: where the progress window is shown, it looks after what people do meanwhile.
        progress.setValue(number)

    def _take(self, outcome: ExportOutcome) -> None:
        self._outcomes.append(outcome)
        self._go_on()

    def _fail(self, error: BaseException) -> None:
        """Go on after what nobody foresaw: the end of a plug-in's thread, or a fault in here."""
        from visavis.blueprint.registry.containment import describe_exception

        form = self._tasks[len(self._outcomes)].form
        self._take(ExportOutcome(form, ExportEnd.FAILED, reason=describe_exception(error)))

    def _end(self, outcomes: list[ExportOutcome]) -> None:
        progress, self._progress, self._job = self._progress, None, None
        if progress is not None:
            # It must not take its own closing for being given up.
            progress.canceled.disconnect(self.cancel)
            progress.close()
            progress.deleteLater()
        self._announcer.say("")
        self._done(outcomes)
