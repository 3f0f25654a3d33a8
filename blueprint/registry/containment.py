"""Running the code of plug-ins: whatever it does, the program goes on and can say which plug-in it was.

Only plug-ins that do not ship with the program are run so. The code runs in a thread of its own, and whoever asked
waits for a limited time: a loop without an end is interrupted, and if it sleeps or catches even that, left to itself.
What it writes to the standard output is kept out of the program's own. Nothing can be done in the same process about
code that kills it (`os._exit`, a crash of compiled code) or that never gives up the interpreter.
"""

from __future__ import annotations

import ctypes
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread, current_thread, local, main_thread
from time import monotonic
from typing import Any, TypeVar, cast

from visavis.blueprint.analysis.frictions.rule_answers import check_words
from visavis.blueprint.language import Message, message
from visavis.blueprint.model.problems import BlueprintError, PluginError, PluginFailure, WrongValue

T = TypeVar("T")

# Seconds that one call may take: loading a module, asking a rule, making an export (which may be a large picture).
LOAD_SECONDS, ANSWER_SECONDS, EXPORT_SECONDS = 5.0, 10.0, 30.0
# Sets them all, for plug-ins that need longer.
VARIABLE = "VISAVIS_PLUGIN_SECONDS"
_INTERRUPTIONS, _PATIENCE = 5, 0.05
_STANDARD_OUTPUT, _PORTION = 1, 4096
_MOST_LETTERS = 60


class _OutOfTime(BaseException):
    """Raised inside the code of a plug-in that takes too long."""


class Containment:
    """Runs the code of one plug-in. One that once went on without an end is not run again.

    `noted` is told each fault.
    """

    def __init__(self, plugin: str, noted: Callable[[PluginFailure], None] = lambda _: None) -> None:
        self.plugin = plugin
        self._noted = noted
        self._endless: PluginFailure | None = None

    def run(self, what: Message, function: Callable[[], T], *, seconds: float = ANSWER_SECONDS,
            may_refuse: bool = False) -> T:
        """Return what the function answers, or raise PluginFailed saying what was being done and what went wrong.

        With `may_refuse`, a BlueprintError that it raises is its answer to whoever asked and comes through.
        """
        if self._endless is not None:
            raise self._fail(self._endless)
        limit = _limit(seconds)
        run = _contain(function, limit)
        if may_refuse and isinstance(run.error, BlueprintError) and not run.written and _is_translatable(run.error):
            raise run.error
        fault = _fault(run, limit)
        if fault is None:
            return cast("T", run.answer)
        failure = PluginFailure(self.plugin, message("{what}: {reason}", what=what, reason=fault))
        if run.is_overdue:
            self._endless = failure
        raise self._fail(failure) from run.error

    def _fail(self, failure: PluginFailure) -> PluginError:
        self._noted(failure)
        return PluginError(failure)


class _Run(Thread):
    """One call of a plug-in's code: its answer, or what it raised, and what it wrote to the standard output."""

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__(name="visavis-plugin", daemon=True)
        self.ended = Event()
        self.answer: object = None
        self.error: BaseException | None = None
        self.is_overdue = False
        self.output = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", write_through=True)
        self.written = ""
        self._function = function

    def run(self) -> None:
        """Call the function."""
        _OF_THREAD.output = self.output
        with suppress(_OutOfTime):  # an interruption that comes when the code has just ended
            try:
                self.answer = self._function()
            except BaseException as error:  # noqa: BLE001 - even what would end the program is the plug-in's fault
                self.error = error
            finally:
                self.ended.set()

    def interrupt(self) -> None:
        """Raise an exception in the thread; more than once, since the code may catch whatever is raised."""
        self.is_overdue = True
        raised = ctypes.py_object(_OutOfTime)
        for _ in range(_INTERRUPTIONS):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident or 0), raised)
            if self.ended.wait(_PATIENCE):
                break


@contextmanager
def give_up_when(cancelled: Callable[[], bool] | None) -> Iterator[None]:
    """Let plug-ins that are asked inside this block, in this thread, be given up when `cancelled` says so."""
    _OF_THREAD.cancelled = cancelled or bool
    try:
        yield
    finally:
        _OF_THREAD.cancelled = bool


def _contain(function: Callable[[], object], seconds: float) -> _Run:
    from visavis.blueprint.analysis import Cancelled

    # What whoever asked collects (letters that no font has) is collected there, too.
    run, cancelled = _Run(partial(copy_context().run, function)), getattr(_OF_THREAD, "cancelled", bool)
    end = monotonic() + seconds
    with _OUTPUT.capture(), _Descriptor() as beside:
        here = _folder()
        run.start()
        while not run.ended.wait(_PATIENCE):
            beside.drain()
            is_cancelled = cancelled()
            if is_cancelled or monotonic() > end:
                run.interrupt()
            if is_cancelled:
                raise Cancelled
            if run.is_overdue:
                break
    if here is not None and _folder() != here:
        # What is read and written next is named from where the program was begun.
        os.chdir(here)
    with suppress(ValueError):  # closed by the plug-in
        run.written = run.output.buffer.getvalue().decode("utf-8", "replace")
    run.written += beside.text
    return run


def _folder() -> Path | None:
    """Return the folder that names are read from; None where someone removed it."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _fault(run: _Run, limit: float) -> Message | None:
    if run.is_overdue:
        return message("no answer within {seconds} s", seconds=limit)
    error = run.error
    if error is None:
        if not run.written:
            return None
        shown = " ".join(run.written.split())[:_MOST_LETTERS]
        return message("text on the standard output ('{written}')", written=shown)
    return describe_exception(error)


def describe_exception(error: BaseException) -> Message:
    """Return what a plug-in raised, in words."""
    if isinstance(error, WrongValue | BlueprintError) and _is_translatable(error):
        return error.message
    try:
        told = str(error).splitlines()
    except Exception:  # noqa: BLE001 - even telling what went wrong may be wrong
        told = []
    shown = f"{type(error).__name__}: {told[0]}" if told else type(error).__name__
    if not isinstance(error, Exception):
        return message("an attempt to end the program ({error})", error=shown)
    return message("{reason}", reason=shown)


def _is_translatable(error: WrongValue | BlueprintError) -> bool:
    try:
        check_words("message", error.message)
    except WrongValue:
        return False
    return True


def _limit(seconds: float) -> float:
    with suppress(ValueError):
        told = float(os.environ.get(VARIABLE) or seconds)
        if 0 < told <= 24 * 60 * 60:
            return told
    return seconds


class _StandIn:
    """Stands in for the standard output: what a plug-in's thread writes goes to where its run keeps it."""

    def __init__(self, before: Any) -> None:
        self._before = before

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(_OF_THREAD, "output", self._before), name)


class _Output:
    """Puts the stand-in there while any plug-in runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._before: Any = None

    @contextmanager
    def capture(self) -> Iterator[None]:
        """Keep apart what plug-ins write inside this block."""
        with self._lock:
            if not self._count:
                self._before = sys.stdout
                sys.stdout = cast("Any", _StandIn(self._before))
            self._count += 1
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1
                if not self._count:
                    sys.stdout = self._before


_OF_THREAD = local()
_OUTPUT = _Output()


class _Descriptor:
    """Catches what goes past `sys.stdout`: other programs that a plug-in starts, and compiled code.

    Only in the main thread, where no one else writes meanwhile: the command line. A pipe, so that a program that is
    still writing when the plug-in has ended stops then.
    """

    def __init__(self) -> None:
        self._caught = b""
        self._kept = self._reader = -1

    def __enter__(self) -> _Descriptor:
        with suppress(OSError):  # there is no standard output
            if current_thread() is main_thread() and sys.platform != "win32":
                self._kept = os.dup(_STANDARD_OUTPUT)
                _flush()
                self._reader, writer = os.pipe()
                os.set_blocking(self._reader, False)
                os.dup2(writer, _STANDARD_OUTPUT)
                os.close(writer)
        return self

    def __exit__(self, *_: object) -> None:
        if self._kept < 0:
            return
        _flush()
        self.drain()
        os.dup2(self._kept, _STANDARD_OUTPUT)
        os.close(self._kept)
        os.close(self._reader)

    def drain(self) -> None:
        """Take what was written, so that whoever writes can go on."""
        with suppress(BlockingIOError):
            while self._kept >= 0 and (more := os.read(self._reader, _PORTION)):
                self._caught = (self._caught + more)[:_PORTION]

    @property
    def text(self) -> str:
        """The beginning of what was written."""
        return self._caught.decode("utf-8", "replace")


def _flush() -> None:
    with suppress(OSError, ValueError, AttributeError):
        cast("Any", sys.__stdout__).flush()
