"""What is drawn comes before what is measured."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from tests.ui.canvas.conftest import NOTHING_FOUND
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.editing import EditSession
from visavis.ui.kit.session import SessionBridge


def test_an_analysis_waits_for_the_picture(qtbot: QtBot) -> None:
    started = threading.Event()

    def analyse(*_: object) -> Analysis:
        started.set()
        return NOTHING_FOUND

    bridge = SessionBridge(EditSession(blueprint_of(20)), analyse=analyse)
    drawing = [True]
    bridge.waits_for = lambda: drawing[0]
    bridge.ask_analysis()
    qtbot.wait(400)
    assert not started.is_set()
    drawing[0] = False
    qtbot.waitUntil(bridge.is_settled, timeout=5000)
    assert started.is_set()
    bridge.close()
