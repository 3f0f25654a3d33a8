"""Work off the GUI thread: one function at a time, its answer delivered on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot


class Job(QObject):
    """A function under way. `ended` carries the job, and its result or the exception it raised."""

    ended = Signal(object, object, object)

    def __init__(self, function: Callable[[Callable[[], bool]], object], done: Callable[[object], None],
                 failed: Callable[[object], None]) -> None:
        super().__init__()
        self._function = function
        self._done = done
        self._failed = failed
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask it to stop; whatever it still answers is not delivered."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def run(self) -> None:
        """Run the function; called on a worker."""
        result, fault = None, None
        if not self.is_cancelled:
            try:
                result = self._function(self._cancelled.is_set)
            except BaseException as error:  # noqa: BLE001 - the job's boundary: the GUI thread decides what to tell
                fault = error
        self.ended.emit(self, result, fault)

    def deliver(self, result: object, error: BaseException | None) -> None:
        """Give the answer to whoever asked; called on the GUI thread."""
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class Workshop(QObject):
    """A worker that takes jobs in turn; `close` waits for the one under way.

    Answers arrive by the workshop itself: one that was sent before its job was cancelled, or before the workshop's
    owner was taken down, is on its way in the event queue and must reach nobody.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[Job] = set()

    def start(self, function: Callable[[Callable[[], bool]], object], done: Callable[[object], None],
              failed: Callable[[object], None]) -> Job:
        """Run `function(is_cancelled)` on the worker and call `done` or `failed` on this thread."""
        job = Job(function, done, failed)
        self._jobs.add(job)
        job.ended.connect(self._on_ended)
        self._pool.start(_Run(job))
        return job

    def is_idle(self) -> bool:
        """Tell whether nothing is under way."""
        return self._pool.activeThreadCount() == 0

    def cancel(self) -> None:
        """Cancel everything: what waits is not begun, and what is under way reaches nobody."""
        for job in self._jobs:
            job.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the worker to stop."""
        self.cancel()
        self._pool.clear()
        self._pool.waitForDone()
        self._jobs.clear()

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, error: BaseException | None) -> None:
        self._jobs.discard(job)
        if not job.is_cancelled:
            job.deliver(result, error)
