"""Arranging in the window: a preview of both, then one undo step, or nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.canvas.conftest import grid, step
from tests.ui.conftest import APA, Open
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.analysis import ChangeKind
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import EditStep
from visavis.ui.features.arrange_dialog import ArrangeDialog
from visavis.ui.features.redesign.version_diff import VersionDiff
from visavis.ui.window.main_window import MainWindow


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    from visavis.blueprint.model import Flow

    return open_window(grid(step("a", "Appelle", column=3), step("b", "Vient", column=0), step("c", "Part", column=6),
                            flows=(Flow(source="a", target="b", key="f1"), Flow(source="b", target="c", key="f2"))))


def columns(window: MainWindow) -> list[int]:
    return [one.column for one in window.bridge.document.steps]


@pytest.mark.english
def test_the_preview_shows_both_and_arranging_is_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    seen = meanwhile(press("Arrange"))
    window.actions_table.by_name["dialogs.arrange"].trigger()
    qtbot.waitUntil(lambda: columns(window) == [0, 1, 2], timeout=20_000)
    assert isinstance(seen[0], ArrangeDialog)
    assert seen[0].summary.text().startswith("3 steps move · ")
    window.bridge.undo()
    assert columns(window) == [3, 0, 6]


def test_nothing_is_arranged_when_it_is_given_up(window: MainWindow, qtbot: QtBot) -> None:
    seen = meanwhile(lambda dialog: QTest.mouseClick(dialog.buttons.buttons()[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
                     if dialog.buttons.buttons()[0].text().replace("&", "") == "Cancel" else dialog.reject())
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: bool(seen) and not seen[0].isVisible(), timeout=20_000)
    assert columns(window) == [3, 0, 6]


@pytest.mark.english
def test_what_stands_well_is_told(window: MainWindow, qtbot: QtBot) -> None:
    meanwhile(press("Arrange"))
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: columns(window) == [0, 1, 2], timeout=20_000)
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: "well arranged" in window.status.currentMessage(), timeout=20_000)


@pytest.mark.english
def test_an_answer_about_an_older_drawing_is_not_offered(window: MainWindow, qtbot: QtBot) -> None:
    window.dialogs.arrange()
    window.bridge.do(EditStep("a", title="Autrement"))
    qtbot.waitUntil(lambda: "changed meanwhile" in window.status.currentMessage(), timeout=20_000)
    assert columns(window) == [3, 0, 6]


def test_both_drawings_are_seen_whole_at_one_scale_with_what_moved_marked_on_both(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    before = window.bridge.document
    steps = before.steps
    after = EditSession(before).preview(EditStep(steps[-1].id, column=steps[-1].column + 3))
    both = VersionDiff("Before", "After", window.canvas.theme)
    qtbot.addWidget(both)
    both.resize(900, 700)
    both.show_both(before, after)
    both.show()
    qtbot.waitUntil(lambda: all(view.picture and view.is_still() for view in (both.earlier, both.later)), timeout=5000)
    qtbot.waitUntil(lambda: both.earlier.camera.scale == both.later.camera.scale, timeout=5000)
    for view in (both.earlier, both.later):
        assert view.camera.area().contains(0, 0)
        layout = need(view.picture).layout
        assert view.camera.area().contains(layout.width, layout.height)
        assert view.changes[steps[-1].id].kind is ChangeKind.MOVED
    scale = both.later.camera.scale
    both.resize(500, 500)
    qtbot.waitUntil(lambda: both.later.camera.scale < scale, timeout=5000)
    both.later.camera.zoom_to(0.5)
    both.resize(1200, 900)
    qtbot.wait(50)
    assert both.later.camera.scale == 0.5
    both.close_work()
