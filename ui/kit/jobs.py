"""Work off the GUI thread: one function at a time, its answer delivered on the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from visavis.ui.kit.garbage_collection import collect_here

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")
# Says whether a job was cancelled.
IsCancelled = Callable[[], bool]


class Job:
    """A function under way. No object of Qt's: whoever lets go of it last, on whichever thread, may destroy it."""

    def __init__(self, function: Callable[[IsCancelled], Result], done: Callable[[Result], object],
                 failed: Callable[[BaseException], object]) -> None:
        self._function: Callable[[IsCancelled], Callable[[], object]] = (
            lambda is_cancelled: partial(done, function(is_cancelled)))
        self._failed = failed
        self._cancelled = Event()
        # Tells the result to whoever asked, once there is one.
        self._answer: Callable[[], object] | None = None
        self._fault: BaseException | None = None
        # Once its answer is on its way.
        self.is_over = False

    def cancel(self) -> None:
        """Ask it to stop; whatever it still answers is not delivered."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether someone asked it to stop."""
        return self._cancelled.is_set()

    def run(self) -> None:
        """Run the function, and keep its result or the exception it raised; called on a worker."""
        if not self.is_cancelled:
            try:
                self._answer = self._function(self._cancelled.is_set)
            except BaseException as error:  # noqa: BLE001 - the job's boundary: the GUI thread decides what to tell
                self._fault = error

    def deliver(self) -> None:
        """Give the answer to whoever asked, unless they gave up; called on the GUI thread."""
        if self.is_cancelled:
            return
        if self._answer is not None:
            self._answer()
        elif self._fault is not None:
            self._failed(self._fault)


class JobRunner(QObject):
    """A worker that takes jobs in turn; `close` waits for the one under way.

    Answers arrive by the workshop itself: one that was sent before its job was cancelled, or before the workshop's
    owner was taken down, is on its way in the event queue and must reach no one. What crosses from thread to thread
    are Python's objects in a queue; Qt only carries the word that something is there.
    """

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A thread of Python's, not of Qt's pool: that one's destructor waits with the interpreter's lock held.
        self._worker: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._jobs: set[Job] = set()
        self._answers: deque[Job] = deque()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, function: Callable[[IsCancelled], Result], done: Callable[[Result], object],
              failed: Callable[[BaseException], object]) -> Job:
        """Run `function(is_cancelled)` on the worker and call `done` or `failed` on this thread.

        Once this is closed, nothing is run: what asks late finds no one who would end its worker.
        """
        if self._is_closed:
            late = Job(function, done, failed)
            late.cancel()
            late.is_over = True
            return late
        collect_here()
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        job = Job(function, done, failed)
        self._jobs.add(job)
        self._worker.submit(self._run, job)
        return job

    def is_idle(self) -> bool:
        """Return whether nothing is under way."""
        return all(job.is_over for job in tuple(self._jobs))

    def cancel(self) -> None:
        """Cancel everything: what waits is not begun, and what is under way reaches no one."""
        for job in self._jobs:
            job.cancel()

    def close(self) -> None:
        """Cancel everything and wait for the worker to stop."""
        self._is_closed = True
        self.cancel()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None
        self._jobs.clear()
        self._answers.clear()

    def _run(self, job: Job) -> None:
        """Run a job on the worker, and tell that it has an answer; by then the workshop may be gone."""
        job.run()
        self._answers.append(job)
        with suppress(RuntimeError):
            self._arrived.emit()
        job.is_over = True

    def _deliver(self) -> None:
        """Deliver what has arrived, one answer a time: the next may be cancelled by what is done about this one."""
        if self._answers:
            job = self._answers.popleft()
            self._jobs.discard(job)
            job.deliver()
