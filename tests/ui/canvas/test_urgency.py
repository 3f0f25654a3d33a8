"""What is drawn comes before what is measured, and the window's items ask nothing of Python when Qt sorts them."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QGraphicsRectItem

from blueprint.drawing.display_list import Group, Layer, Role
from blueprint.editing import EditSession
from blueprint.layout.places import Rect
from tests.benchmarks.documents import blueprint_of
from tests.ui.canvas.conftest import NOTHING_FOUND
from ui.canvas.items import INK_MARGIN, GroupItem
from ui.session_bridge import SessionBridge


def test_an_analysis_waits_for_the_picture(qtbot) -> None:
    started = threading.Event()

    def analyse(*_: object):
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


def test_items_tell_their_area_without_python() -> None:
    item = GroupItem(Group("s1", Role.STEP, Layer.CARDS, Rect(10, 20, 30, 40), ()))
    assert "boundingRect" not in GroupItem.__dict__
    assert isinstance(item, QGraphicsRectItem)
    assert item.boundingRect().getRect() == (10 - INK_MARGIN, 20 - INK_MARGIN, 30 + 2 * INK_MARGIN, 40 + 2 * INK_MARGIN)
    item.show_group(Group("s1", Role.STEP, Layer.CARDS, Rect(0, 0, 5, 5), ()))
    assert item.boundingRect().width() == 5 + 2 * INK_MARGIN
