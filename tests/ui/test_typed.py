"""What is typed in fields and cells, key by key: it is understood, or it stays with the reason and nothing moves."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.editing.typed import NUMBERS, OWN_TIMES, REFUSED, SHARES, TIMES
from tests.need import need
from tests.profiles import mostly_deep
from tests.ui.canvas.conftest import NOTHING_FOUND, grid, step
from tests.ui.conftest import Open, write
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BusinessDays, Persona, Step
from visavis.ui.features.inspector.inspected_subjects import ListedSubject, ServiceSubject
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.fields.editors import LineEditor
from visavis.ui.fields.pickers import DotsEditor
from visavis.ui.kit.i18n import language, set_language, tr
from visavis.ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STEP = "c5"


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(need(QApplication.focusWidget()), key, modifiers)


class Field:
    """One field of the inspector under the fingers."""

    def __init__(self, window: MainWindow, key: str) -> None:
        self.window, self.key = window, key

    @property
    def line(self) -> QLineEdit:
        return need(self.window.inspector.editors[self.key], LineEditor).line

    @property
    def reason(self) -> str:
        label = self.window.inspector._faults.get(self.key)
        return label.text() if label is not None and label.isVisibleTo(self.window) else ""

    def type(self, text: str) -> None:
        self.line.setFocus()
        press(Key.Key_A, CTRL)
        press(Key.Key_Delete)
        if len(text) > 100:  # No one types that; it is pasted.
            QApplication.clipboard().setText(text)
            press(Key.Key_V, CTRL)
        else:
            write(self.line, text)

    def enter(self, text: str) -> None:
        self.type(text)
        press(Key.Key_Return)


def as_model(value: Any) -> Any:
    return Step(id="s", lane="l", phase="p", wait=value).wait


def places(window: MainWindow) -> dict[str, tuple[int, int, int, int]]:
    """Where every field and name of the inspector stands on the screen."""
    inspector = window.inspector
    parts: dict[str, QWidget] = {**inspector.editors, **{f"name {key}": label for key, label in inspector._names.items()}}
    return {key: (*part.mapToGlobal(QPoint(0, 0)).toTuple(), part.width(), part.height()) for key, part in parts.items()}


@pytest.fixture
def window(open_window: Open, qtbot: QtBot) -> MainWindow:
    """A window on two steps in which nothing is ever found: cards of findings come and go with the analysis."""
    document = grid(step("c1", "Apprend"), Step(id=STEP, title="Appelle", lane="user", phase="ask", column=1, work="PT5M"))
    head = document.head.model_copy(update={"personas": (Persona(id="roux", name="Mme Roux"),)})
    window = open_window(document.replace(head=head))
    window.bridge.analyse = lambda *_: NOTHING_FOUND
    window.fly_to(STEP)
    window.bridge.do(EditStep(STEP, system="Standard"))
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    return window


@pytest.mark.parametrize("speech", mostly_deep(LANGUAGES))
def test_a_field_takes_every_time_or_keeps_it_with_the_reason(window: MainWindow, speech: str) -> None:
    set_language(speech)
    # The panel was made again: it is laid out once.
    QTest.qWait(50)
    field = Field(window, "wait")
    for typed, meant in (*TIMES, *((text, value) for text, own, value in OWN_TIMES if own == speech)):
        window.bridge.do(EditStep(STEP, wait="P9D"))
        field.type(typed)
        before = places(window)
        press(Key.Key_Return)
        now = window.bridge.document.step_by_id[STEP].wait
        if typed and meant is REFUSED:
            assert (now, field.line.text()) == ("P9D", typed)
            assert field.reason
            # The reason came, and nothing moved.
            assert places(window) == before, typed
        else:
            assert (now, field.reason) == (as_model(meant), ""), typed


@pytest.mark.parametrize("speech", mostly_deep(reversed(LANGUAGES)))
def test_a_cell_takes_every_time_or_keeps_it_with_the_reason(window: MainWindow, speech: str) -> None:
    set_language(speech)
    window.go_to("table")
    view, model = window.panels.find(TablePanel).view, window.panels.find(TablePanel).model
    column = next(place for place, spec in enumerate(model.sheet.columns) if spec.key == "wait")
    view.setColumnHidden(column, False)
    for typed, meant in (*TIMES, *((text, value) for text, own, value in OWN_TIMES if own == speech)):
        window.bridge.do(EditStep(STEP, wait="P9D"))
        view.go_to_row(STEP, column)
        view.setFocus()
        if typed:
            for letter in typed:
                write(need(QApplication.focusWidget()), letter)
            press(Key.Key_Return)
        else:
            press(Key.Key_Delete)
        now = window.bridge.document.step_by_id[STEP].wait
        if typed and meant is REFUSED:
            assert (now, model.wrong[(STEP, "wait")].text) == ("P9D", typed)
            assert model.wrong[(STEP, "wait")].fault
            view.go_to_row(STEP, column)
            press(Key.Key_Delete)
        else:
            assert (now, model.wrong) == (as_model(meant), {}), typed


@pytest.mark.parametrize("speech", LANGUAGES)
def test_numbers_and_shares_are_those_of_the_window_s_language(window: MainWindow, speech: str) -> None:
    set_language(speech)
    window.inspector.inspect(ServiceSubject())
    cases = Field(window, "cases_per_year")
    for typed, own, meant in NUMBERS:
        if own == speech and not (meant or 0) < 0:
            cases.enter("7")
            cases.enter(typed)
            now = window.bridge.document.head.service.cases_per_year
            assert now == (7 if meant is REFUSED else meant), typed
            assert bool(cases.reason) is (meant is REFUSED)
            assert (cases.line.text() == typed) or meant is not REFUSED
    persona = window.bridge.document.head.personas[0].id
    window.inspector.inspect(ListedSubject("personas", persona))
    for typed, meant in SHARES:
        if "%" in typed or "of" in typed or "sur" in typed:
            weight = Field(window, "weight")
            weight.enter("7")
            weight.enter(typed)
            assert window.bridge.document.persona_by_id[persona].weight == (7 if meant is REFUSED else meant), typed


def test_a_share_of_failures_takes_every_way_to_say_it(window: MainWindow) -> None:
    fails = Field(window, "fails")
    for typed, meant in SHARES:
        window.bridge.do(EditStep(STEP, fails=0.25))
        fails.enter(typed)
        assert window.bridge.document.step_by_id[STEP].fails == (0.25 if meant is REFUSED else meant), typed
        assert bool(fails.reason) is (meant is REFUSED)


# -- a refused value

@pytest.mark.english
def test_a_refused_value_stays_whatever_else_happens(window: MainWindow) -> None:
    field = Field(window, "wait")
    before = window.bridge.document.step_by_id[STEP].wait
    field.enter("2 jours ouvrables")
    assert "jours ouvrables" in field.reason
    assert "jours ouvrables" in window.status.currentMessage()
    assert field.reason == field.line.accessibleDescription()
    window.bridge.do(EditStep(STEP, detail="Autre chose"))
    window.bridge.undo()
    Field(window, "work").enter("20 min")
    assert field.line.text() == "2 jours ouvrables"
    window.fly_to("c1")
    assert Field(window, "wait").line.text() != "2 jours ouvrables"
    assert not Field(window, "wait").reason
    window.fly_to(STEP)
    assert (field.line.text(), bool(field.reason)) == ("2 jours ouvrables", True)
    assert window.bridge.document.step_by_id[STEP].wait == before
    # Mended, it is taken, and the reason goes.
    field.enter("2 jours ouvrés")
    assert need(window.bridge.document.step_by_id[STEP].wait, BusinessDays).business_days == 2
    assert (field.line.text(), field.reason) == ("2\u00a0business days", "")
    window.fly_to("c1")
    window.fly_to(STEP)
    assert field.line.text() == "2\u00a0business days"


def test_what_the_document_refuses_stays_too(window: MainWindow) -> None:
    """A range is a time, but no deadline; a language has a code."""
    field = Field(window, "deadline")
    field.enter("3 à 6 mois")
    assert field.reason == tr("'{typed}': write one time here, not a range or a mean", typed="3 à 6 mois")
    window.bridge.do(EditStep(STEP, system="Autre"))
    assert field.line.text() == "3 à 6 mois"
    assert window.bridge.document.step_by_id[STEP].deadline is None
    window.bridge.select(())
    speech = Field(window, "language")
    speech.enter("le français")
    assert speech.reason
    window.bridge.do(EditStep(STEP, system="Encore autre"))
    assert speech.line.text() == "le français"
    assert window.bridge.document.head.language == "fr"


def test_columns_are_counted_from_one(window: MainWindow) -> None:
    field = Field(window, "column")
    before = window.bridge.document.step_by_id[STEP].column
    for typed in ("0", "2,5", "-1", "1 2"):
        field.enter(typed)
        assert (field.line.text(), bool(field.reason)) == (typed, True)
        assert window.bridge.document.step_by_id[STEP].column == before


def test_a_reason_lies_over_the_panel_and_takes_no_click(window: MainWindow) -> None:
    field = Field(window, "work")
    field.type("bientôt")
    before = places(window)
    press(Key.Key_Return)
    reason = window.inspector._faults["work"]
    body = need(window.inspector.scroll_area.widget())
    assert places(window) == before
    assert reason.geometry().top() >= field.line.mapTo(body, QPoint(0, field.line.height())).y()
    assert body.rect().contains(reason.geometry())
    assert body.childAt(reason.geometry().center()) is not reason
    # The next field stands beside; where one under it is filled in, the reason is out of the way; the field keeps it.
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is Field(window, "wait").line
    assert field.reason
    need(window.inspector.editors["effort"], DotsEditor).dots[0].setFocus()
    assert not field.reason
    assert field.line.toolTip()
    field.line.setFocus()
    assert field.reason


def test_a_click_that_leaves_a_refused_field_goes_where_it_was_aimed(window: MainWindow) -> None:
    field = Field(window, "work")
    field.type("bientôt")
    dot = need(window.inspector.editors["effort"], DotsEditor).dots[3]
    centre = dot.mapTo(window, dot.rect().center())
    QTest.mousePress(dot, Qt.MouseButton.LeftButton)
    field.line.clearFocus()
    assert dot.mapTo(window, dot.rect().center()) == centre
    QTest.mouseRelease(dot, Qt.MouseButton.LeftButton)
    assert window.bridge.document.step_by_id[STEP].effort == 4
    assert field.line.text() == "bientôt"


def test_a_refused_cell_waits_while_another_sheet_is_shown(window: MainWindow) -> None:
    window.go_to("table")
    panel = window.panels.find(TablePanel)
    column = next(place for place, spec in enumerate(panel.model.sheet.columns) if spec.key == "work")
    panel.view.go_to_row(STEP, column)
    panel.view.setFocus()
    for letter in "bientôt":
        write(need(QApplication.focusWidget()), letter)
    press(Key.Key_Return)
    QTest.mouseClick(panel.tabs["flows"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.model.wrong == {}
    QTest.mouseClick(panel.tabs["steps"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.model.wrong[(STEP, "work")].text == "bientôt"


@pytest.mark.few(3)
@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\n"])
def test_cells_paste_whatever_ends_their_lines_and_with_an_open_quote(window: MainWindow, end: str) -> None:
    window.go_to("table")
    panel = window.panels.find(TablePanel)
    rows = panel.model.rows[:2]
    panel.view.go_to_row(rows[0], 0)
    panel.view.setFocus()
    QGuiApplication.clipboard().setText(f'"Appelle{end}Vient')
    press(Key.Key_V, CTRL)
    assert [window.bridge.document.step_by_id[row].title for row in rows] == ['"Appelle', "Vient"]


def test_a_quote_that_nothing_closes_is_told_in_a_cell_of_names(window: MainWindow) -> None:
    window.go_to("table")
    panel = window.panels.find(TablePanel)
    column = next(place for place, spec in enumerate(panel.model.sheet.columns) if spec.key == "markers")
    panel.view.setColumnHidden(column, False)
    panel.view.go_to_row(STEP, column)
    panel.view.setFocus()
    words = f'"{tr("Moment of truth")}; {tr("Fail point")}'
    for letter in words:
        write(need(QApplication.focusWidget()), letter)
    press(Key.Key_Return)
    # A quote is no letter of these names: both are understood, none is swallowed.
    assert {marker.value for marker in window.bridge.document.step_by_id[STEP].markers} == {"moment-of-truth", "fail-point"}
    assert language() in LANGUAGES
