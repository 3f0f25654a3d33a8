"""Before a paste is taken: units and lanes are asked for once, and what was not understood is listed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.canvas.conftest import CTRL, Hands, OpenCanvas, grid, told_as
from tests.ui.dialogs import meanwhile
from visavis.blueprint.model import BusinessDays, LaneKind
from visavis.ui.canvas.paste_dialog import UNITS, PasteDialog

Key = Qt.Key
TABLE = "Étape\tQui\tDélai\nDépose\tUsager\t30\nInstruit\tPréfecture\t1 500\nArchive\tPréfecture\tbientôt\n"


@pytest.fixture
def hands(open_canvas: OpenCanvas) -> Hands:
    return open_canvas(grid())


def paste(hands: Hands, text: str) -> None:
    hands.click(hands.at_cell("user", "ask", 0))
    QGuiApplication.clipboard().setText(text)
    hands.press(Key.Key_V, CTRL)


def choose(box: Any, words: str) -> None:
    """Choose with the keys, as someone does who types the first letters."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText() == words:
            return
        QTest.keyClick(box, Key.Key_Down)
    raise AssertionError([box.itemText(place) for place in range(box.count())])


def listed(dialog: PasteDialog) -> list[str]:
    return [dialog.unread.item(place).text() for place in range(dialog.unread.count())]


def click(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_a_unit_and_a_lane_are_asked_for_once_and_the_rest_is_listed(hands: Hands) -> None:
    def answer(dialog: Any) -> None:
        assert isinstance(dialog, PasteDialog)
        assert hands.view.document.steps == ()
        assert not dialog.paste.isEnabled()
        (unit,), (lane,) = dialog.units.values(), dialog.lanes.values()
        assert (unit.currentIndex(), lane.currentIndex()) == (0, 0)
        (told,) = listed(dialog)
        assert "bientôt" in told
        choose(unit, told_as("working days", "jours ouvrés"))
        assert not dialog.paste.isEnabled()
        choose(lane, "Agent · coulisses")
        assert dialog.paste.isEnabled()
        click(dialog.paste)

    seen = meanwhile(answer)
    paste(hands, TABLE)
    assert len(seen) == 1
    document = hands.view.document
    assert [(step.title, step.lane, step.wait, step.detail) for step in document.steps] == [
        ("Dépose", "user", BusinessDays(business_days=30), ""), ("Instruit", "office", BusinessDays(business_days=1500), ""),
        ("Archive", "office", None, "bientôt")]
    # A desktop gives the focus back to the window beneath a dialog; off screen nothing does.
    QTest.keyClick(hands.view, Key.Key_Z, CTRL)
    assert hands.view.document.steps == ()


def test_a_new_lane_is_made_of_a_name_that_none_has_in_the_same_undo_step(hands: Hands) -> None:
    def answer(dialog: Any) -> None:
        (lane,) = dialog.lanes.values()
        lane.setFocus()
        QTest.keyClick(lane, Key.Key_End)
        for _ in range(1):
            QTest.keyClick(lane, Key.Key_Up)
        click(dialog.paste)

    meanwhile(answer)
    before = hands.view.document
    paste(hands, "Étape\tQui\nDépose\tUsager\nInstruit\tPréfecture")
    (fresh,) = [lane for lane in hands.view.document.head.lanes if lane.name == "Préfecture"]
    assert fresh.kind is LaneKind.BACKSTAGE
    assert [step.lane for step in hands.view.document.steps] == ["user", fresh.id]
    # A desktop gives the focus back to the window beneath a dialog; off screen nothing does.
    QTest.keyClick(hands.view, Key.Key_Z, CTRL)
    assert hands.view.document == before


def test_a_paste_that_is_given_up_leaves_everything_as_it_was(hands: Hands) -> None:
    seen = meanwhile(lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    before = hands.view.document
    paste(hands, TABLE)
    assert len(seen) == 1
    assert hands.view.document is before


def test_numbers_that_are_no_times_stay_in_the_details(hands: Hands) -> None:
    def answer(dialog: Any) -> None:
        (unit,) = dialog.units.values()
        unit.setFocus()
        QTest.keyClick(unit, Key.Key_End)
        assert unit.currentIndex() == len(UNITS)
        click(dialog.paste)

    meanwhile(answer)
    paste(hands, "Étape\tDélai\nDépose\t30")
    (step,) = hands.view.document.steps
    assert (step.wait, step.detail) == (None, "30")


def test_a_title_with_words_that_are_no_token_is_listed(hands: Hands) -> None:
    def answer(dialog: Any) -> None:
        assert ["!20 €" in told for told in listed(dialog)] == [True]
        assert dialog.paste.isEnabled()
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)

    seen = meanwhile(answer)
    paste(hands, "Appelle !5min\nPaye !20 €")
    assert len(seen) == 1
    assert [step.title for step in hands.view.document.steps] == ["Appelle", "Paye !20 €"]


@pytest.mark.parametrize("text", ["•\tAppelle\r\n•\tVient", "Appelle\t5 min\rVient\t10 min", "Étape;Durée (min)\nAppelle;5\nVient;10"])
def test_what_is_understood_is_pasted_without_a_question(hands: Hands, text: str) -> None:
    paste(hands, text)
    assert [step.title for step in hands.view.document.steps] == ["Appelle", "Vient"]


def test_hostile_names_are_plain_text_and_the_dialog_stays_on_the_screen(hands: Hands) -> None:
    def answer(dialog: Any) -> None:
        dialog.grab()
        assert dialog.width() < 900
        assert dialog.height() < 700
        dialog.reject()

    rows = "\n".join(f"{'x' * 300}\t<b>{number}</b>{'y' * 200}\t{'z' * 300}" for number in range(30))
    seen = meanwhile(answer)
    paste(hands, f"Étape\tQui\tDurée\n{rows}")
    assert len(seen) == 1
