"""Undo from wherever the hands are: nothing typed goes to another thing than the one that is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import write
from visavis.blueprint.editing import AddNextStep, EditStep
from visavis.ui.features.inspector.inspected_subjects import StepSubject
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def undo_from_the_menu(window: MainWindow) -> None:
    assert window.actions_table.by_name["undo:"].isEnabled()
    window.actions_table.by_name["undo:"].trigger()


def test_undo_while_a_field_is_typed_in_takes_that_back_and_goes_to_the_step(
        open_window: Callable[..., MainWindow], qtbot) -> None:
    window = open_window()
    # The menu offers undo only where something was done.
    window.bridge.do(EditStep("c5", detail="Noté"))
    before = window.bridge.document
    window.fly_to("c5")
    line = window.inspector.editors["title"].line
    line.setFocus()
    line.selectAll()
    write(line, "Autrement")
    undo_from_the_menu(window)
    assert window.bridge.document == before
    assert window.canvas.navigation.step().id == "c5"
    assert window.inspector.subject == StepSubject("c5")
    assert QApplication.focusWidget() is window.canvas
    window.canvas.redo()
    assert window.bridge.document.step_by_id["c5"].title == "Autrement"


def test_what_is_typed_after_a_step_was_undone_under_its_field_goes_to_the_step_before_it(
        open_window: Callable[..., MainWindow], qtbot) -> None:
    window = open_window()
    before = window.bridge.document
    window.fly_to("c5")
    new = next(iter(window.bridge.do(AddNextStep("c5", "Nouvelle")).steps.added_ids))
    window.fly_to(new)
    line = window.inspector.editors["title"].line
    line.setFocus()
    undo_from_the_menu(window)
    assert window.bridge.document == before
    assert window.bridge.selection == step_refs("c5")
    assert QApplication.focusWidget() is window.canvas
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F2)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_A, CTRL)
    write(QApplication.focusWidget(), "Retouchée")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    after = window.bridge.document
    assert after.step_by_id["c5"].title == "Retouchée"
    assert after.head == before.head


def test_undo_and_redo_have_their_keys_in_the_inspector_too(open_window: Callable[..., MainWindow], qtbot) -> None:
    window = open_window()
    before = window.bridge.document
    window.fly_to("c5")
    chips = window.inspector.editors["basis"].chips
    chip = next(chip for chip in chips.values() if not chip.isChecked())
    qtbot.waitUntil(chip.isVisible)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    after = window.bridge.document
    assert after != before
    chip.setFocus()
    qtbot.keyClick(chip, Key.Key_Z, CTRL)
    assert window.bridge.document == before
    assert QApplication.focusWidget() is chip
    qtbot.keyClick(chip, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.bridge.document == after
