"""Work off the GUI thread: whose answers reach whom."""

from __future__ import annotations

import gc
import threading
from time import sleep

import shiboken6
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from visavis.ui.kit.garbage_collection import Collector
from visavis.ui.kit.jobs import JobRunner


def sent(workshop: JobRunner) -> None:
    """Wait until the worker has sent its answer, which no one has received yet."""
    while not workshop.is_idle():
        sleep(0.001)


def test_an_answer_and_a_failure_reach_whoever_asked(qtbot: QtBot) -> None:
    workshop, told = JobRunner(), list[object]()
    workshop.start(lambda _: 3, told.append, told.append)
    workshop.start(lambda _: 1 // 0, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    workshop.close()
    assert told[0] == 3
    assert isinstance(told[1], ZeroDivisionError)


def test_what_asks_after_the_end_is_not_run_and_leaves_no_worker(qapp: QApplication) -> None:
    workshop, told, threads = JobRunner(), list[object](), threading.active_count()
    workshop.close()
    job = workshop.start(lambda _: told.append("run"), told.append, told.append)
    qapp.processEvents()
    assert (job.is_cancelled, workshop.is_idle(), told, threading.active_count()) == (True, True, [], threads)


def test_a_job_cancelled_after_its_answer_was_sent_tells_nobody(qapp: QApplication) -> None:
    workshop, told = JobRunner(), list[object]()
    job = workshop.start(lambda _: 3, told.append, told.append)
    sent(workshop)
    job.cancel()
    qapp.processEvents()
    assert told == []


def test_an_answer_on_its_way_dies_with_the_owner_of_the_workshop(qapp: QApplication) -> None:
    owner, told = QObject(), list[object]()
    workshop = JobRunner(owner)
    workshop.start(lambda _: 3, told.append, told.append)
    sent(workshop)
    shiboken6.delete(owner)
    qapp.processEvents()
    assert told == []


def test_closing_waits_for_the_worker_and_tells_nothing_more(qapp: QApplication) -> None:
    workshop, told = JobRunner(), list[object]()
    workshop.start(lambda _: 3, told.append, told.append)
    workshop.start(lambda _: 4, told.append, told.append)
    workshop.close()
    qapp.processEvents()
    assert workshop.is_idle()
    assert told == []


class Cyclic(QObject):
    """Unused once no one holds it, and then found by a search for cycles only."""

    def __init__(self, destroyed_on: list[QThread]) -> None:
        super().__init__()
        self.itself = self
        # A plain object's end tells on which thread the search went by: Qt's own tell nothing reliable by then.
        self.witness = Witness(destroyed_on)


class Witness:
    def __init__(self, destroyed_on: list[QThread]) -> None:
        self._destroyed_on = destroyed_on

    def __del__(self) -> None:
        self._destroyed_on.append(QThread.currentThread())


def make_garbage(_: object) -> None:
    """Make what searches each of the three generations several times, where searching is allowed."""
    for _turn in range(40):
        kept = [list[object]() for _ in range(10_000)]
        kept.clear()


def test_what_nobody_uses_is_destroyed_on_the_gui_thread_while_a_worker_works(qapp: QApplication, qtbot: QtBot) -> None:
    workshop, destroyed_on, told = JobRunner(), list[QThread](), list[object]()
    gc.collect()
    for _ in range(20):
        Cyclic(destroyed_on)
    assert destroyed_on == []
    workshop.start(make_garbage, told.append, told.append)
    sent(workshop)
    assert destroyed_on == []
    # As many as make a search due.
    kept = [list[object]() for _ in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: len(destroyed_on) == 20, timeout=20_000)
    assert set(destroyed_on) == {qapp.thread()}
    assert kept
    workshop.close()
    assert len(qapp.findChildren(Collector)) == 1
