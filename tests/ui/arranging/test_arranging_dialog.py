"""Arranging in the window: a preview of both, then one undo step, or nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from blueprint.editing import EditStep
from tests.ui.canvas.conftest import grid, step
from tests.ui.dialogs import meanwhile, press
from ui.arranging_dialog import ArrangingDialog


@pytest.fixture
def window(open_window):
    from blueprint.model import Flow

    return open_window(grid(step("a", "Appelle", column=3), step("b", "Vient", column=0), step("c", "Part", column=6),
                            flows=(Flow(source="a", target="b", key="f1"), Flow(source="b", target="c", key="f2"))))


def columns(window) -> list[int]:
    return [one.column for one in window.bridge.document.steps]


@pytest.mark.english
def test_the_preview_shows_both_and_arranging_is_one_undo_step(window, qtbot) -> None:
    seen = meanwhile(press("Arrange"))
    window.actions_table.by_name["dialogs.arrange"].trigger()
    qtbot.waitUntil(lambda: columns(window) == [0, 1, 2], timeout=20_000)
    assert isinstance(seen[0], ArrangingDialog)
    assert seen[0].told.text().startswith("3 steps move · ")
    window.bridge.undo()
    assert columns(window) == [3, 0, 6]


def test_nothing_is_arranged_when_it_is_given_up(window, qtbot) -> None:
    seen = meanwhile(lambda dialog: QTest.mouseClick(dialog.buttons.buttons()[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
                     if dialog.buttons.buttons()[0].text().replace("&", "") == "Cancel" else dialog.reject())
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: bool(seen) and not seen[0].isVisible(), timeout=20_000)
    assert columns(window) == [3, 0, 6]


@pytest.mark.english
def test_what_stands_well_is_told(window, qtbot) -> None:
    meanwhile(press("Arrange"))
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: columns(window) == [0, 1, 2], timeout=20_000)
    window.dialogs.arrange()
    qtbot.waitUntil(lambda: "stand well" in window.status.currentMessage(), timeout=20_000)


@pytest.mark.english
def test_an_answer_about_an_older_drawing_is_not_offered(window, qtbot) -> None:
    window.dialogs.arrange()
    window.bridge.do(EditStep("a", title="Autrement"))
    qtbot.waitUntil(lambda: "changed meanwhile" in window.status.currentMessage(), timeout=20_000)
    assert columns(window) == [3, 0, 6]
