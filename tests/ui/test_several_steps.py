"""Several cards are edited together in the inspector, in one undo step; what differs is told as mixed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.need import need
from tests.ui.conftest import Open, write
from visavis.ui.features.inspector.inspected_subjects import MIXED, HeadSubject, StepSubject
from visavis.ui.features.inspector.several_steps import KEYS, StepsSubject
from visavis.ui.fields.editors import ChoiceEditor, LineEditor
from visavis.ui.fields.pickers import ColoursEditor, DotsEditor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow

STEPS = ("c4", "c5", "a1")


def on_several(open_window: Open, *steps: str) -> MainWindow:
    window = open_window()
    window.bridge.select([ref for one in steps or STEPS for ref in step_refs(one)])
    return window


def values(window: MainWindow, key: str) -> list[Any]:
    return [getattr(window.bridge.document.step_by_id[one], key) for one in STEPS]


def choose(window: MainWindow, key: str, value: str | None) -> None:
    combo = need(window.inspector.editors[key], ChoiceEditor).combo
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_several_steps_are_inspected_together(open_window: Open) -> None:
    window = on_several(open_window)
    subject = need(window.inspector.subject, StepsSubject)
    assert set(subject.ids) == set(STEPS)
    assert set(window.inspector.editors) == {*KEYS, "colour"}
    assert "3" in window.inspector._title.text()
    window.bridge.select(step_refs("c5"))
    assert window.inspector.subject == StepSubject("c5")
    window.bridge.select(())
    assert isinstance(window.inspector.subject, HeadSubject)


def test_what_differs_is_told_as_mixed(open_window: Open) -> None:
    window = on_several(open_window)
    editors, document = window.inspector.editors, window.bridge.document
    assert window.inspector.subject.value(document, "work") is MIXED
    assert need(editors["work"], LineEditor).line.text() == ""
    assert need(editors["work"], LineEditor).line.placeholderText() == tr("mixed")
    assert need(editors["lane"], ChoiceEditor).combo.currentIndex() == -1
    assert need(editors["lane"], ChoiceEditor).combo.placeholderText() == tr("mixed")
    assert window.inspector._names["effort"].text().endswith(tr("mixed"))
    assert not any(dot.isChecked() for dot in need(editors["effort"], DotsEditor).dots)
    window.bridge.select([*step_refs("c4"), *step_refs("c5")])
    assert need(editors["lane"], ChoiceEditor).combo.currentData() == document.step_by_id["c4"].lane


@pytest.mark.parametrize(("key", "value"), [("channel", "phone"), ("basis", "measured")])
def test_a_choice_is_made_for_all_of_them_in_one_undo_step(open_window: Open, key: str, value: str) -> None:
    window = on_several(open_window)
    before = window.bridge.document
    choose(window, key, value)
    assert values(window, key) == [value] * 3
    window.bridge.undo()
    assert window.bridge.document == before


def test_times_and_effort_are_set_for_all_of_them(open_window: Open) -> None:
    window = on_several(open_window)
    before = window.bridge.document
    line = need(window.inspector.editors["work"], LineEditor).line
    line.setFocus()
    write(line, "20 min")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert values(window, "work") == ["PT20M"] * 3
    assert line.placeholderText() != tr("mixed")
    need(window.inspector.editors["effort"], DotsEditor).dots[3].click()
    assert values(window, "effort") == [4] * 3
    window.bridge.undo()
    window.bridge.undo()
    assert window.bridge.document == before


def test_an_untouched_mixed_field_changes_nothing(open_window: Open) -> None:
    window = on_several(open_window)
    before = window.bridge.document
    line = need(window.inspector.editors["work"], LineEditor).line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.canvas.setFocus()
    assert window.bridge.document is before


def test_they_move_to_another_lane_together(open_window: Open) -> None:
    window = on_several(open_window)
    before = window.bridge.document
    lane = next(lane.id for lane in before.head.lanes if lane.id not in values(window, "lane"))
    choose(window, "lane", lane)
    assert values(window, "lane") == [lane] * 3
    window.bridge.undo()
    assert window.bridge.document == before


def test_their_lanes_are_given_a_colour_together(open_window: Open) -> None:
    window = on_several(open_window)
    lanes = set(values(window, "lane"))
    assert len(lanes) == 2
    need(window.inspector.editors["colour"], ColoursEditor).chips["green"].click()
    assert {window.bridge.document.lane_by_id[one].colour for one in lanes} == {"green"}
    window.bridge.undo()
    assert {window.bridge.document.lane_by_id[one].colour for one in lanes} == {None}


def test_those_that_are_gone_are_left_out(open_window: Open) -> None:
    from visavis.blueprint.editing.commands import RemoveElements

    window = on_several(open_window)
    window.bridge.do(RemoveElements(steps=("a1",)))
    choose(window, "channel", "phone")
    assert window.bridge.document.step_by_id["c5"].channel == "phone"
