"""The clipboard: steps as steps in another window, as text, and as pictures for other programs."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.canvas.conftest import CTRL, SHIFT, Hands, OpenCanvas, grid, small_service, told_as
from visavis.blueprint.editing.capture.listing import MOST_LINES
from visavis.blueprint.editing.commands import EditService
from visavis.blueprint.model import LegalClock
from visavis.ui.canvas.clipboard import STEPS, SVG

Key = Qt.Key


def copied(hands: Hands) -> QMimeData:
    hands.click(hands.at_step("calls"))
    hands.click(hands.at_step("guides"), SHIFT)
    hands.press(Key.Key_C, CTRL)
    return QGuiApplication.clipboard().mimeData()


def test_steps_are_offered_as_steps_text_and_pictures(hands: Hands) -> None:
    data = copied(hands)
    assert data.hasFormat(STEPS)
    assert data.text() == "Appelle\n> Oriente\n"
    drawn = bytes(data.data(SVG).data()).decode()
    assert drawn.startswith("<svg")
    assert "Oriente" in drawn
    assert "Apprend" not in drawn
    picture = data.imageData()
    assert picture.width() > 200
    assert picture.height() > 200


def test_steps_paste_into_another_window_with_their_flow(open_canvas: OpenCanvas) -> None:
    first = open_canvas(small_service())
    copied(first)
    second = open_canvas(grid())
    second.press(Key.Key_V, CTRL)
    document = second.view.document
    assert [(step.title, step.lane) for step in document.steps] == [("Appelle", "user"), ("Oriente", "desk")]
    assert [flow.label for flow in document.flows] == ["À qui demander ?"]
    second.press(Key.Key_Z, CTRL)
    assert second.view.document.steps == ()


def test_cutting_takes_the_steps_out_and_pasting_brings_them_back(hands: Hands) -> None:
    hands.click(hands.at_step("waits"))
    hands.press(Key.Key_X, CTRL)
    assert "waits" not in hands.view.document.step_by_id
    hands.click(hands.at_cell("user", "get", 0))
    hands.press(Key.Key_V, CTRL)
    assert [step.title for step in hands.view.document.steps if step.phase == "get"] == ["Attend"]


def test_copying_nothing_says_so(hands: Hands, qtbot: QtBot) -> None:
    hands.view.bridge.select(())
    with qtbot.waitSignal(hands.view.status_hint) as told:
        hands.press(Key.Key_C, CTRL)
    assert told.args == [told_as("Select steps first: then they can be copied", "Sélectionnez d’abord les étapes à copier")]


def test_what_cannot_be_pasted_says_why(hands: Hands, qtbot: QtBot) -> None:
    hands.click(hands.at_cell("user", "get", 0))
    before = hands.view.document
    QGuiApplication.clipboard().setText("\n".join(f"Étape {number}" for number in range(MOST_LINES + 1)))
    with qtbot.waitSignal(hands.view.bridge.refused) as told:
        hands.press(Key.Key_V, CTRL)
    assert "2" in told.args[0]
    assert hands.view.document is before


def test_a_step_that_is_cut_and_pasted_takes_the_legal_clock_with_it(hands: Hands) -> None:
    hands.view.bridge.do(EditService(legal_clock={"starts": "calls", "stops": "waits"}))
    hands.click(hands.at_step("waits"))
    hands.press(Key.Key_X, CTRL)
    assert hands.view.document.head.service.legal_clock == LegalClock(starts="calls")
    hands.click(hands.at_cell("user", "get", 0))
    hands.press(Key.Key_V, CTRL)
    (came,) = [step.id for step in hands.view.document.steps if step.title == "Attend"]
    assert hands.view.document.head.service.legal_clock == LegalClock(starts="calls", stops=came)
    hands.press(Key.Key_V, CTRL)
    assert hands.view.document.head.service.legal_clock == LegalClock(starts="calls", stops=came)
