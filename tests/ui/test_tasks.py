"""Work off the GUI thread: whose answers reach whom."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication

from ui.tasks import Workshop


def sent(workshop: Workshop) -> None:
    """Wait until the worker has sent its answer, which nobody has received yet."""
    workshop.findChild(QThreadPool).waitForDone()


def test_an_answer_and_a_failure_reach_whoever_asked(qtbot) -> None:
    workshop, told = Workshop(), []
    workshop.start(lambda _: 3, told.append, told.append)
    workshop.start(lambda _: 1 // 0, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == 3
    assert isinstance(told[1], ZeroDivisionError)


def test_a_job_cancelled_after_its_answer_was_sent_tells_nobody(qapp: QApplication) -> None:
    workshop, told = Workshop(), []
    job = workshop.start(lambda _: 3, told.append, told.append)
    sent(workshop)
    job.cancel()
    qapp.processEvents()
    assert told == []


def test_an_answer_on_its_way_dies_with_the_owner_of_the_workshop(qapp: QApplication) -> None:
    owner, told = QObject(), []
    workshop = Workshop(owner)
    workshop.start(lambda _: 3, told.append, told.append)
    sent(workshop)
    shiboken6.delete(owner)
    qapp.processEvents()
    assert told == []


def test_closing_waits_for_the_worker_and_tells_nothing_more(qapp: QApplication) -> None:
    workshop, told = Workshop(), []
    workshop.start(lambda _: 3, told.append, told.append)
    workshop.start(lambda _: 4, told.append, told.append)
    workshop.close()
    qapp.processEvents()
    assert workshop.is_idle()
    assert told == []
