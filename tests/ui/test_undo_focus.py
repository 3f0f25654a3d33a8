"""Undo from wherever the hands are: nothing typed goes to another thing than the one that is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import write
from visavis.blueprint.editing.commands import AddNextStep, EditStep
from visavis.ui.features.inspector.inspected_subjects import StepSubject
from visavis.ui.fields.editors import LineEditor
from visavis.ui.fields.pickers import DotsEditor
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def undo_from_the_menu(window: MainWindow) -> None:
    assert window.actions_table.by_name["undo:"].isEnabled()
    window.actions_table.by_name["undo:"].trigger()


def test_undo_while_a_field_is_typed_in_takes_that_back_and_goes_to_the_step(
        open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window()
    # The menu offers undo only where something was done.
    window.bridge.do(EditStep("c5", detail="Noté"))
    before = window.bridge.document
    window.fly_to("c5")
    line = need(window.inspector.editors["title"], LineEditor).line
    line.setFocus()
    line.selectAll()
    write(line, "Autrement")
    undo_from_the_menu(window)
    assert window.bridge.document == before
    assert need(window.canvas.navigation.step()).id == "c5"
    assert window.inspector.subject == StepSubject("c5")
    assert QApplication.focusWidget() is window.canvas
    window.canvas.redo()
    assert window.bridge.document.step_by_id["c5"].title == "Autrement"


def test_what_is_typed_after_a_step_was_undone_under_its_field_goes_to_the_step_before_it(
        open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window()
    before = window.bridge.document
    window.fly_to("c5")
    new = next(iter(need(window.bridge.do(AddNextStep("c5", "Nouvelle"))).steps.added_ids))
    window.fly_to(new)
    line = need(window.inspector.editors["title"], LineEditor).line
    line.setFocus()
    undo_from_the_menu(window)
    assert window.bridge.document == before
    assert window.bridge.selection == step_refs("c5")
    assert QApplication.focusWidget() is window.canvas
    QTest.keyClick(need(QApplication.focusWidget()), Key.Key_F2)
    QTest.keyClick(need(QApplication.focusWidget()), Key.Key_A, CTRL)
    write(need(QApplication.focusWidget()), "Retouchée")
    QTest.keyClick(need(QApplication.focusWidget()), Key.Key_Return)
    after = window.bridge.document
    assert after.step_by_id["c5"].title == "Retouchée"
    assert after.head == before.head


def test_undo_and_redo_have_their_keys_in_the_inspector_too(open_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = open_window()
    before = window.bridge.document
    window.fly_to("c5")
    dots = need(window.inspector.editors["effort"], DotsEditor).dots
    chip = need(next(dot for dot in dots if not dot.isChecked()))
    qtbot.waitUntil(chip.isVisible)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    after = window.bridge.document
    assert after != before
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Z, CTRL)
    assert window.bridge.document == before
    assert QApplication.focusWidget() is chip
    QTest.keyClick(chip, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.bridge.document == after
