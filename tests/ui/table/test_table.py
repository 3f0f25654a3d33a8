"""The table: every field of every thing, under a spreadsheet's keys, in step with canvas and inspector."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.need import need
from tests.ui.canvas.conftest import told_as
from tests.ui.conftest import APA, BLANK, Open, write
from visavis.blueprint.editing.commands import AddNextStep, EditStep, RemoveElements
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintDocument, LegalClock
from visavis.blueprint.storage import encode
from visavis.ui.features.inspector.inspected_subjects import StepSubject
from visavis.ui.features.table.sheets import sheets
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.fields import FLOW_FIELDS, LIST_FIELDS, RECORD_FIELDS, SERVICE_FIELDS, STEP_FIELDS
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow

Key, CTRL, ALT, SHIFT = (Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
                         Qt.KeyboardModifier.ShiftModifier)


class Fingers:
    """The table of a window, and keys for it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.go_to("table")
        self.panel = window.panels.find(TablePanel)
        self.view, self.model = self.panel.view, self.panel.model

    @property
    def document(self) -> BlueprintDocument:
        return self.window.bridge.document

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or self.view
        QTest.keyClick(target, key, modifiers)

    def type(self, text: str) -> None:
        """Type letters into whatever has the focus; the first one opens the cell."""
        for letter in text:
            write(need(QApplication.focusWidget()), letter)

    def at(self, row: str, key: str) -> None:
        column = next(place for place, spec in enumerate(self.model.sheet.columns) if spec.key == key)
        self.view.setColumnHidden(column, False)
        self.view.go_to_row(row, column)
        self.view.setFocus()

    def cell(self, row: str, key: str) -> str:
        column = next(place for place, spec in enumerate(self.model.sheet.columns) if spec.key == key)
        return str(self.model.index(need(self.model.row_index(row)), column).data())


@pytest.fixture
def fingers(open_window: Open) -> Fingers:
    return Fingers(open_window(APA))


def test_the_table_has_every_field_of_the_inspector() -> None:
    by_name = {sheet.name: {spec.key for spec in sheet.columns} for sheet in sheets()}
    assert by_name["steps"] >= {spec.key for spec in STEP_FIELDS}
    assert by_name["flows"] >= {spec.key for spec in FLOW_FIELDS}
    assert by_name["service"] >= {spec.key for spec in SERVICE_FIELDS}
    assert by_name["record"] >= {spec.key for spec in RECORD_FIELDS}
    for group, specs in LIST_FIELDS.items():
        assert by_name[group] >= {spec.key for spec in specs}, group


def test_the_service_and_the_record_are_a_row_each(fingers: Fingers) -> None:
    fingers.panel.show_sheet("service")
    assert fingers.model.rows == ["service"]
    for key, text in (("legal_clock.starts", "Enregistre le dossier"), ("legal_clock.stops", "Décide et notifie"),
                      ("legal_clock.pauses", "Recherche la; Attend encore")):
        fingers.at("service", key)
        fingers.type(text)
        fingers.press(Key.Key_Return)
    assert fingers.document.head.service.legal_clock == LegalClock(starts="b4", stops="b10", pauses=("c8", "c11"))
    fingers.at("service", "legal_clock.pauses")
    fingers.press(Key.Key_Delete)
    assert fingers.document.head.service.legal_clock == LegalClock(starts="b4", stops="b10")
    before = fingers.document
    fingers.press(Key.Key_Delete, CTRL)
    fingers.press(Key.Key_Return, CTRL)
    assert fingers.document is before
    fingers.panel.show_sheet("record")
    fingers.at("record", "organisation")
    fingers.type("Le département")
    fingers.press(Key.Key_Return)
    assert fingers.document.head.record.organisation == "Le département"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_reads_back_what_it_says(fingers: Fingers, language: str) -> None:
    set_language(language)
    before = encode(fingers.document)
    model = fingers.model
    for name in [sheet.name for sheet in sheets()]:
        fingers.panel.show_sheet(name)
        assert model.sheet.name == name
        for row in model.rows:
            texts = {spec.key: model.text(row, spec) for spec in model.sheet.columns}
            commands = model.sheet.commands(fingers.document, row, texts, model._words)
            assert commands or not texts
            for command in commands:
                assert encode(fingers.window.bridge.session.preview(command)) == before, (name, row, command)


def test_typing_replaces_enter_goes_down_tab_goes_right(fingers: Fingers) -> None:
    first, second = fingers.model.rows[1:3]
    fingers.at(first, "title")
    fingers.type("Découvre")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    fingers.press(Key.Key_Return)
    assert fingers.document.step_by_id[first].title == "Découvre"
    assert fingers.view.row() == second
    fingers.press(Key.Key_Tab)
    assert fingers.model.sheet.columns[fingers.view.currentIndex().column()].key == "lane"
    fingers.press(Key.Key_Backtab, SHIFT)
    fingers.press(Key.Key_F2)
    fingers.press(Key.Key_End)
    fingers.type(" !")
    fingers.press(Key.Key_Tab)
    assert fingers.document.step_by_id[second].title.endswith(" !")
    assert fingers.model.sheet.columns[fingers.view.currentIndex().column()].key == "lane"
    fingers.press(Key.Key_Z, CTRL)
    assert not fingers.document.step_by_id[second].title.endswith(" !")


@pytest.mark.parametrize("hears", [True, False], ids=["heard", "not-heard-yet"])
def test_a_row_that_goes_while_somebody_types_in_it_is_told(fingers: Fingers, hears: bool) -> None:
    """Whoever hears of the change before the table may select another row meanwhile."""
    bridge, (row, other) = fingers.window.bridge, fingers.model.rows[1:3]
    told: list[str] = []
    bridge.refused.connect(told.append)
    fingers.at(row, "title")
    fingers.type("Découvre")
    if not hears:
        bridge.document_changed.disconnect(fingers.panel._on_changed)
    bridge.select(step_refs(row, other))
    bridge.do(RemoveElements((row,)))
    assert (row in fingers.model.rows) is not hears
    assert fingers.view.row() == other
    assert told == [tr("The row is gone; what was typed in it was not kept: {text}", text="Découvre")]


@pytest.mark.parametrize("key", ["title", "detail"])
def test_what_is_being_typed_stays_while_rows_come_and_change(fingers: Fingers, key: str) -> None:
    bridge, (row, other) = fingers.window.bridge, fingers.model.rows[1:3]
    fingers.at(row, key)
    fingers.press(Key.Key_F2)
    fingers.press(Key.Key_End)
    fingers.type(" encore")
    before = fingers.document.step_by_id[row]
    bridge.do(EditStep(other, title="Autrement"))
    bridge.do(AddNextStep(other, "Ensuite"))
    bridge.select(step_refs(row))
    assert isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
    assert fingers.document.step_by_id[row] == before
    fingers.type(" !")
    fingers.press(Key.Key_Tab)
    assert getattr(fingers.document.step_by_id[row], key) == f"{getattr(before, key) or ''} encore !"


def test_without_rows_there_is_nothing_to_write_in(open_window: Open) -> None:
    fingers = Fingers(open_window(BLANK))
    assert not fingers.model.rows
    before = fingers.document
    for key in (Key.Key_Return, Key.Key_F2, Key.Key_Tab, Key.Key_Delete):
        fingers.view.setFocus()
        fingers.press(key)
    assert fingers.document is before


@pytest.mark.english
def test_a_cell_takes_what_the_inspector_takes(fingers: Fingers) -> None:
    row = next(step.id for step in fingers.document.steps if step.title == "Appelle le standard")
    for key, typed in (("work", "1 h 10"), ("wait", "3 à 12 j"), ("channel", "cou"), ("effort", "4"), ("emotion", "-2"),
                       ("fails", "12,5 %"), ("hidden", "yes"), ("gives", "Avis d'imposition; Une pièce toute neuve")):
        fingers.at(row, key)
        fingers.type(typed)
        fingers.press(Key.Key_Return)
    step = fingers.document.step_by_id[row]
    assert (step.channel, step.effort, step.emotion, step.fails, step.hidden) == ("counter", 4, -2, 0.125, True)
    assert fingers.cell(row, "work") == "1 h 10"
    assert [fingers.document.item_by_id[item].name for item in step.gives][1:] == ["Une pièce toute neuve"]


def test_what_is_not_understood_stays_and_says_why(fingers: Fingers) -> None:
    row = fingers.model.rows[1]
    before = fingers.document
    fingers.at(row, "work")
    fingers.type("bientôt")
    fingers.press(Key.Key_Return)
    assert fingers.document is before
    assert fingers.cell(row, "work") == "bientôt"
    assert "bientôt" in fingers.window.status.currentMessage()
    assert "bientôt" in fingers.model.wrong[(row, "work")].fault
    fingers.at(row, "work")
    fingers.type("5 min")
    fingers.press(Key.Key_Return)
    assert fingers.model.wrong == {}
    assert fingers.document.step_by_id[row].work is not None


def test_long_texts_have_lines(fingers: Fingers) -> None:
    row = fingers.model.rows[1]
    fingers.at(row, "detail")
    fingers.press(Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    fingers.press(Key.Key_A, CTRL)
    fingers.type("un")
    fingers.press(Key.Key_Return, ALT)
    fingers.type("deux")
    fingers.press(Key.Key_Return)
    assert fingers.document.step_by_id[row].detail == "un\ndeux"


def test_rows_are_added_moved_and_removed(fingers: Fingers) -> None:
    row = next(step.id for step in fingers.document.steps if step.title == "Appelle le standard")
    fingers.at(row, "title")
    fingers.press(Key.Key_Return, CTRL)
    fingers.type("Rappelle")
    fingers.press(Key.Key_Return)
    (fresh,) = [step for step in fingers.document.steps if step.title == "Rappelle"]
    assert fresh.lane == fingers.document.step_by_id[row].lane
    assert any(flow.target == fresh.id for flow in fingers.document.flows_from[row])
    fingers.at(fresh.id, "title")
    column = fingers.document.step_by_id[fresh.id].column
    fingers.press(Key.Key_Down, ALT)
    assert (fingers.document.step_by_id[fresh.id].phase, fingers.document.step_by_id[fresh.id].column) != (
        fresh.phase, column)
    assert fingers.view.row() == fresh.id
    fingers.press(Key.Key_Delete, CTRL)
    assert fresh.id not in fingers.document.step_by_id
    assert fingers.view.row() is not None


def test_cells_go_to_a_spreadsheet_and_come_back(fingers: Fingers) -> None:
    rows = fingers.model.rows[1:4]
    fingers.at(rows[0], "title")
    for _ in range(2):
        fingers.press(Key.Key_Down, SHIFT)
    fingers.press(Key.Key_Right, SHIFT)
    fingers.press(Key.Key_C, CTRL)
    copied = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), dialect="excel-tab"))
    assert [line[0] for line in copied] == [fingers.document.step_by_id[row].title for row in rows]
    QGuiApplication.clipboard().setText('Un "titre"\tUsager\nDeux\tNulle part\nTrois\t\n')
    fingers.at(rows[0], "title")
    before = fingers.document
    fingers.press(Key.Key_V, CTRL)
    assert [fingers.document.step_by_id[row].title for row in rows] == ['Un "titre"', "Deux", "Trois"]
    assert set(fingers.model.wrong) == {(rows[1], "lane")}
    assert "Nulle part" in fingers.window.status.currentMessage()
    fingers.press(Key.Key_Z, CTRL)
    assert fingers.document == before


@pytest.mark.english
def test_what_does_not_fit_is_refused_as_a_whole(fingers: Fingers) -> None:
    QGuiApplication.clipboard().setText("un\ndeux\ntrois")
    fingers.at(fingers.model.rows[-2], "title")
    before = fingers.document
    fingers.press(Key.Key_V, CTRL)
    assert fingers.document is before
    assert "too few rows" in fingers.window.status.currentMessage()


def test_out_of_sight_nothing_is_followed_and_in_sight_all_is_there(fingers: Fingers) -> None:
    row = fingers.model.rows[1]
    fingers.window.go_to("draw")
    told = []
    fingers.model.dataChanged.connect(lambda *_: told.append(1))
    fingers.window.bridge.do(EditStep(row, title="Vu plus tard"))
    assert told == []
    fingers.window.go_to("table")
    assert fingers.cell(row, "title") == "Vu plus tard"


def test_one_cell_fills_the_selection_and_the_first_row_fills_down(fingers: Fingers) -> None:
    rows = fingers.model.rows[1:4]
    QGuiApplication.clipboard().setText("7 min")
    fingers.at(rows[0], "work")
    for _ in range(2):
        fingers.press(Key.Key_Down, SHIFT)
    fingers.press(Key.Key_V, CTRL)
    assert {fingers.cell(row, "work") for row in rows} == {"7 min"}
    fingers.press(Key.Key_Delete)
    assert [fingers.document.step_by_id[row].work for row in rows] == [None] * 3
    fingers.at(rows[0], "work")
    fingers.type("9")
    fingers.press(Key.Key_Return)
    fingers.at(rows[0], "work")
    for _ in range(2):
        fingers.press(Key.Key_Down, SHIFT)
    fingers.press(Key.Key_D, CTRL)
    assert {fingers.cell(row, "work") for row in rows} == {"9 min"}
    fingers.press(Key.Key_Z, CTRL)
    assert [fingers.cell(row, "work") for row in rows] == ["9 min", "", ""]


def test_where_a_step_leads_to_is_a_cell(fingers: Fingers) -> None:
    row = next(step.id for step in fingers.document.steps if step.title == "Appelle le standard")
    targets = [flow.target for flow in fingers.document.flows_from[row]]
    there = fingers.cell(row, "leads_to")
    fingers.at(row, "leads_to")
    fingers.press(Key.Key_Return)
    fingers.press(Key.Key_End)
    fingers.type("; Remet le dossier")
    fingers.press(Key.Key_Return)
    assert fingers.cell(row, "leads_to") == f"{there}; Remet le dossier"
    assert len(fingers.document.flows_from[row]) == len(targets) + 1
    fingers.at(row, "leads_to")
    fingers.press(Key.Key_Delete)
    assert row not in fingers.document.flows_from or not fingers.document.flows_from[row]


def test_flows_are_led_elsewhere_and_said_otherwise(fingers: Fingers) -> None:
    QTest.mouseClick(fingers.panel.tabs["flows"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    row = fingers.model.rows[0]
    fingers.at(row, "label")
    fingers.type("Bonjour")
    fingers.press(Key.Key_Return)
    fingers.at(row, "target")
    fingers.type("Remet le dossier")
    fingers.press(Key.Key_Return)
    flow = fingers.document.flow_by_key[row]
    assert flow.label == "Bonjour"
    assert fingers.document.step_by_id[flow.target].title == "Remet le dossier"
    fingers.at(row, "source")
    fingers.press(Key.Key_Delete, CTRL)
    assert row not in fingers.document.flow_by_key


@pytest.mark.few(4)
@pytest.mark.parametrize("group", ["personas", "items", "channels", "actors", "lanes", "phases", "notes", "avoid"])
def test_lists_are_edited_as_tables(fingers: Fingers, group: str) -> None:
    fingers.panel.show_sheet(group)
    fingers.view.setFocus()
    count = len(fingers.model.rows)
    fingers.press(Key.Key_Insert)
    fingers.press(Key.Key_A, CTRL)
    fingers.type("Nouveau venu")
    fingers.press(Key.Key_Return)
    assert len(fingers.model.rows) == count + 1
    (fresh,) = [one for one in getattr(fingers.document.head, group)
                if getattr(one, "name", getattr(one, "text", "")) == "Nouveau venu"]
    fingers.at(fresh.id, fingers.model.sheet.columns[0].key)
    place = fingers.model.row_index(fresh.id)
    fingers.press(Key.Key_Up, ALT)
    # A lane stays in its band.
    assert fingers.model.row_index(fresh.id) in (place, need(place) - 1)
    assert fingers.view.row() == fresh.id
    fingers.press(Key.Key_Delete, CTRL)
    assert len(fingers.model.rows) == count


def test_table_canvas_and_inspector_look_at_the_same(fingers: Fingers) -> None:
    row = fingers.model.rows[3]
    fingers.at(row, "title")
    assert fingers.window.bridge.selection == step_refs(row)
    assert need(fingers.window.inspector.subject, StepSubject).id == row
    other = fingers.model.rows[8]
    fingers.window.bridge.select(step_refs(other))
    assert fingers.view.row() == other
    fingers.press(Key.Key_Escape)
    assert fingers.window.header.current_screen() == "draw"
    assert not fingers.panel.isVisible()
    assert fingers.window.frictions.isVisible()


def test_the_table_stands_below_the_drawing_too(fingers: Fingers) -> None:
    window = fingers.window
    window.actions_table.by_name["panels.toggle:table"].trigger()
    assert fingers.panel.isVisible()
    assert window.canvas.isVisible()
    window.bridge.do(EditStep(fingers.model.rows[1], title="Vu d’ici"))
    assert fingers.cell(fingers.model.rows[1], "title") == "Vu d’ici"
    window.actions_table.by_name["panels.toggle:table"].trigger()
    assert not fingers.panel.isVisible()


@pytest.mark.english
def test_chosen_columns_are_remembered(fingers: Fingers, settings: UserSettings) -> None:
    menu = fingers.panel.columns.menu()
    menu.aboutToShow.emit()
    action = next(one for one in menu.actions() if one.text() == "Failure rate")
    assert not action.isChecked()
    action.trigger()
    place = next(place for place, spec in enumerate(fingers.model.sheet.columns) if spec.key == "fails")
    assert not fingers.view.isColumnHidden(place)
    fingers.panel.show_sheet("flows")
    fingers.panel.show_sheet("steps")
    assert not fingers.view.isColumnHidden(place)
    assert "fails" in settings.columns("steps")


@pytest.mark.english
def test_what_is_only_looked_at_stays(fingers: Fingers) -> None:
    fingers.window.bridge.is_read_only = True
    before = fingers.document
    fingers.at(fingers.model.rows[1], "title")
    fingers.type("x")
    fingers.press(Key.Key_Return)
    assert fingers.document is before
    assert "read-only" in fingers.window.status.currentMessage()


def test_screen_readers_hear_the_column_and_the_cell(fingers: Fingers) -> None:
    row = fingers.model.rows[2]
    index = fingers.model.index(need(fingers.model.row_index(row)), 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(tr("Title") + told_as(": ", "\u00a0: "))
