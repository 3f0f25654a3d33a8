"""Importing into the window: what a file makes is shown before it is taken, as a new document or as one undo step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from tests.ui.dialogs import meanwhile
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintDocument, State
from visavis.blueprint.registry import ExportJob, assess, plugins
from visavis.blueprint.storage import load
from visavis.ui.features.importing.import_dialog import BESIDE, ImportDialog
from visavis.ui.features.importing.import_reading import ImportTarget
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.window.command_palette import list_commands
from visavis.ui.window.main_window import MainWindow

# A model in which nobody is called as a citizen is.
MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x">
  <collaboration id="c">
    <participant id="one" name="Alpha" processRef="p"/><participant id="two" name="Beta" processRef="q"/>
    <messageFlow id="m" name="asks" sourceRef="a" targetRef="b"/>
  </collaboration>
  <process id="p"><task id="a" name="Send"/></process>
  <process id="q"><task id="b" name="Receive"/></process>
</definitions>
"""
NOTES = "Sticky note,Lane,Phase,Color,Likes\nTrop long,Usager,S’informer,red,3\n"
LOG = ("case id;activity;timestamp\n1;Apprend que l’APA existe;2026-01-05 09:00\n1;Appelle le standard;2026-01-05 10:00\n"
       "1;Archive;2026-01-05 11:00\n")

Write = Callable[[str, str], Path]
Look = Callable[..., ImportDialog]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path
    return written


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """A function that opens the dialog over a window, on a file, and waits until it is read."""
    def looked(window: MainWindow, path: Path | None = None, *, form: str = "") -> ImportDialog:
        dialog = ImportDialog(window.bridge.document, window.canvas.theme, window, form=form)
        qtbot.addWidget(dialog)
        dialog.show()
        if path is not None:
            dialog.import_from(path)
            wait_for_answer(qtbot, dialog)
        return dialog
    return looked


def wait_for_answer(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Wait until a file is read or refused."""
    qtbot.waitUntil(dialog.is_still, timeout=30_000)


def choose(dialog: ImportDialog, option: str, value: str) -> None:
    box = need(dialog.options.fields[option], QComboBox)
    assert box.findData(value) >= 0, [box.itemData(index) for index in range(box.count())]
    box.setCurrentIndex(box.findData(value))


def told(dialog: ImportDialog) -> list[str]:
    return [dialog.report.told.item(row).text() for row in range(dialog.report.told.count())]


def understood(dialog: ImportDialog) -> list[str]:
    return [dialog.report.understood.item(row).text() for row in range(dialog.report.understood.count())]


@pytest.mark.english
def test_a_table_of_steps_is_shown_with_what_is_lost_and_opened_as_new(
        open_window: Open, qtbot: QtBot, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    table = write("aide.csv", "Étape;Durée\nDépose;longtemps\nAttend;5\n")
    window = open_window()
    before = window.bridge.document
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))

    def answer(dialog: ImportDialog) -> None:
        assert not dialog.take.isEnabled()
        dialog._ask_path()
        qtbot.waitUntil(lambda: "unit" in dialog.options.fields, timeout=30_000)
        wait_for_answer(qtbot, dialog)
        assert dialog.outcome is None, "its times have no unit"
        assert not dialog.take.isEnabled()
        assert need(dialog.options.fields["unit"], QComboBox).accessibleName() in dialog.drawing.words.text()
        choose(dialog, "unit", "min")
        qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=30_000)
        assert window.bridge.document is before, "nothing is taken before it is meant"
        assert any("longtemps" in line for line in told(dialog))
        assert understood(dialog)[0].startswith("2 steps")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    meanwhile(answer)
    window.dialogs.import_document()
    document = window.bridge.document
    assert [step.title for step in document.steps] == ["Dépose", "Attend"]
    assert document.head.title == "aide"
    assert window.file.path is None
    assert not window.bridge.session.is_saved
    assert window.file._proposed == table.with_name("aide.blueprint.json")
    assert table.read_text(encoding="utf-8").endswith("Attend;5\n")
    window.bridge.mark_saved()


def test_who_the_citizen_is_is_asked_by_name_and_changes_the_drawing(
        open_window: Open, qtbot: QtBot, write: Write, look: Look) -> None:
    dialog = look(open_window(), write("model.bpmn", MODEL))
    assert dialog.outcome is None
    assert "Alpha" in dialog.drawing.words.text()
    assert not dialog.take.isEnabled()
    choose(dialog, "citizen", "two")
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=30_000)
    made: BlueprintDocument = need(dialog.outcome).document
    assert [made.lane_of(step).kind.value for step in made.steps] == ["frontstage", "citizen"]
    qtbot.waitUntil(lambda: dialog.drawing.pane.document is made, timeout=30_000)
    choose(dialog, "citizen", "none")
    qtbot.waitUntil(lambda: dialog.outcome is not None and dialog.outcome.document is not made, timeout=30_000)
    without: BlueprintDocument = need(dialog.outcome).document
    assert "citizen" not in {without.lane_of(step).kind.value for step in without.steps}
    dialog.reject()


@pytest.mark.english
def test_notes_of_a_board_go_into_the_open_blueprint_as_one_undo_step(
        open_window: Open, qtbot: QtBot, write: Write) -> None:
    window = open_window()
    before = window.bridge.document
    path = write("board.csv", NOTES)

    def answer(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        assert dialog.target is ImportTarget.NEW
        QTest.mouseClick(dialog.into_open, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.into_open.height() // 2))
        qtbot.waitUntil(lambda: dialog.outcome is not None and dialog.outcome.changes is not None, timeout=30_000)
        assert any("Likes" in line for line in told(dialog)), "what is not taken is told"
        text = need(dialog.options.fields["text"], QComboBox)
        assert "Trop long" in text.currentText(), "a column is shown with what stands in it"
        dialog.take.click()

    meanwhile(answer)
    window.dialogs.import_path(path)
    after = window.bridge.document
    (note,) = [note for note in after.head.notes if note not in before.head.notes]
    assert note.text == "Trop long"
    assert after.head.lanes == before.head.lanes
    window.bridge.undo()
    assert window.bridge.document == before


@pytest.mark.english
def test_an_edited_export_is_known_as_such_and_changes_what_it_tells_of(
        open_window: Open, qtbot: QtBot, tmp_path: Path, look: Look) -> None:
    document = load(APA).document
    exporter = plugins().exporters["xlsx"]
    path = tmp_path / "apa.xlsx"
    edited = document.steps[1].model_copy(update={"title": "Découvre que l’APA existe"})
    changed = document.replace(steps=(document.steps[0], edited, *document.steps[2:]))
    options = {option.name: option.initial for option in exporter.options}
    path.write_bytes(exporter.export(ExportJob(changed, assess(changed), "fr", options=options)))
    dialog = look(open_window(), path)
    assert dialog.target is ImportTarget.INTO_OPEN
    assert set(dialog.options.fields) == {"missing"}
    assert understood(dialog)[0] == "1 change"
    assert "Découvre" in understood(dialog)[1]
    assert set(dialog.drawing.pane.changes) == {edited.id}, "what changes is marked on the drawing"
    dialog.reject()


def test_what_changes_nothing_cannot_be_taken(open_window: Open, tmp_path: Path, look: Look) -> None:
    document = load(APA).document
    exporter = plugins().exporters["bpmn"]
    path = tmp_path / "apa.bpmn"
    path.write_bytes(exporter.export(ExportJob(document, assess(document), "fr")))
    dialog = look(open_window(), path)
    assert dialog.target is ImportTarget.INTO_OPEN
    assert need(dialog.outcome).is_nothing
    assert not dialog.take.isEnabled()
    dialog.reject()


@pytest.mark.english
def test_activities_of_a_log_are_mapped_to_steps(open_window: Open, qtbot: QtBot, write: Write, look: Look) -> None:
    window = open_window()
    dialog = look(window, write("cases.csv", LOG))
    assert dialog.target is ImportTarget.INTO_OPEN
    known, calls = (next(step.id for step in window.bridge.document.steps if step.title == title)
                    for title in ("Apprend que l’APA existe", "Appelle le standard"))
    assert need(dialog.options.fields["step of Apprend que l’APA existe"], QComboBox).currentData() == known
    assert need(dialog.options.fields["step of Archive"], QComboBox).currentData() == ""
    assert any("Archive" in line for line in told(dialog))
    choose(dialog, "step of Archive", "-")
    qtbot.waitUntil(lambda: dialog.outcome is not None and not any("Archive" in line for line in told(dialog)),
                    timeout=30_000)
    choose(dialog, "step of Archive", calls)
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=30_000)
    assert need(dialog.outcome).document.head.state.value == "observed"
    dialog.as_new.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None and dialog.outcome.changes is None, timeout=30_000)
    assert need(dialog.outcome).document.head.id != window.bridge.document.head.id
    dialog.reject()


def test_what_the_activities_of_a_log_are_is_remembered_for_the_next_one(
        open_window: Open, qtbot: QtBot, write: Write) -> None:
    window = open_window()
    calls = next(step.id for step in window.bridge.document.steps if step.title == "Appelle le standard")
    log = write("cases.csv", LOG)

    def answer(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        choose(dialog, "step of Archive", calls)
        wait_for_answer(qtbot, dialog)
        dialog.take.click()

    meanwhile(answer)
    window.dialogs.import_path(log)
    assert window.bridge.document.head.state is State.OBSERVED
    remembered: list[str] = []

    def look_again(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        remembered.append(need(dialog.options.fields["step of Archive"], QComboBox).currentData())
        dialog.reject()

    meanwhile(look_again)
    window.dialogs.import_path(log)
    assert remembered == [calls]


def test_a_dropped_file_of_another_format_is_shown_and_a_blueprint_opened(
        open_window: Open, qtbot: QtBot, write: Write) -> None:
    window = open_window(BLANK)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write("liste.txt", "Appelle\nAttend 3 j\n")))])
    names: list[str] = []

    def answer(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        names.append(need(dialog.file).name)
        dialog.reject()

    meanwhile(answer)
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: bool(names), timeout=30_000)
    assert names == ["liste.txt"]
    assert window.file.path is None


@pytest.mark.parametrize("as_file", [True, False], ids=["file", "text"])
def test_a_pasted_file_and_what_stands_in_one_are_shown(
        open_window: Open, qtbot: QtBot, write: Write, monkeypatch: pytest.MonkeyPatch, as_file: bool) -> None:
    window = open_window()
    data = QMimeData()
    if as_file:
        data.setUrls([QUrl.fromLocalFile(str(write("model.bpmn", MODEL)))])
    else:
        data.setText(MODEL)
    # The clipboard of a machine is everybody's.
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "mimeData", lambda *_: data)
    names: list[str] = []

    def answer(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        names.append(need(dialog.file).name)
        assert "Alpha" in dialog.drawing.words.text()
        dialog.reject()

    meanwhile(answer)
    window.canvas.setFocus()
    window.canvas.clipboard.paste()
    qtbot.waitUntil(lambda: bool(names), timeout=30_000)
    assert names == ["model.bpmn" if as_file else tr("Pasted text")]


def test_a_pasted_list_of_steps_is_still_pasted_at_once(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    data = QMimeData()
    data.setText("Appelle\nRappelle, encore ; une fois\n")
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "mimeData", lambda *_: data)
    count = len(window.bridge.document.steps)
    window.canvas.clipboard.paste()
    assert len(window.bridge.document.steps) == count + 2


@pytest.mark.few(3)
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00", b"<a/>", b"{", b"PK\x03\x04zz"],
                         ids=["empty", "binary", "png", "xml", "brace", "zip"])
def test_what_is_no_file_of_any_format_is_refused_in_a_sentence(
        open_window: Open, tmp_path: Path, look: Look, content: bytes) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(content)
    dialog = look(open_window(BLANK), path)
    if dialog.outcome is None:
        assert dialog.drawing.words.text().strip()
        assert not dialog.take.isEnabled()
    dialog.reject()


def test_a_file_that_is_gone_is_told(open_window: Open, tmp_path: Path, look: Look) -> None:
    dialog = look(open_window(BLANK), tmp_path / "gone.bpmn")
    assert "gone.bpmn" in dialog.drawing.words.text()
    dialog.reject()


def test_unsaved_work_is_asked_about_before_it_is_left(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    before = window.bridge.document
    with monkeypatch.context() as patch:
        patch.setattr(type(window.file), "confirm_leave", lambda _: False)
        assert not window.file.begin_imported(before, APA)
    assert window.bridge.document is before


def test_a_read_only_blueprint_takes_nothing_in(open_window: Open, qtbot: QtBot, write: Write) -> None:
    window = open_window()
    before = window.bridge.document
    window.bridge.is_read_only = True
    said: list[str] = []
    window.bridge.refused.connect(said.append)

    def answer(dialog: ImportDialog) -> None:
        wait_for_answer(qtbot, dialog)
        dialog.into_open.click()
        qtbot.waitUntil(lambda: dialog.outcome is not None and dialog.outcome.changes is not None, timeout=30_000)
        dialog.take.click()

    meanwhile(answer)
    window.dialogs.import_path(write("liste.txt", "Appelle\n"))
    assert window.bridge.document is before
    assert len(said) == 1


def test_what_was_answered_stays_where_it_is_asked_again(open_window: Open, qtbot: QtBot, write: Write, look: Look) -> None:
    dialog = look(open_window(), write("board.csv", NOTES))
    choose(dialog, "as", "steps")
    dialog.into_open.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None and dialog.outcome.changes is not None, timeout=30_000)
    assert need(dialog.options.fields["as"], QComboBox).currentData() == "steps"
    assert "title" not in dialog.options.fields, "the open blueprint has its title"
    dialog.reject()


def test_the_drawing_stands_beside_the_questions_and_over_them_where_there_is_no_room(
        open_window: Open, qtbot: QtBot, write: Write, look: Look) -> None:
    dialog = look(open_window(), write("liste.txt", "Appelle\nAttend\n"))

    def place() -> tuple[int, int, int, int]:
        asks, shows = dialog._asking.geometry(), dialog.drawing.geometry()
        return asks.left(), asks.top(), shows.left(), shows.top()

    dialog.resize(BESIDE + 100, 560)
    qtbot.waitUntil(lambda: place()[2] > place()[0] and dialog.drawing.pane.is_still(), timeout=10_000)
    dialog.resize(BESIDE - 280, 560)
    qtbot.waitUntil(lambda: place()[3] < place()[1] and place()[2] == place()[0], timeout=10_000)
    for button in dialog.findChildren(QPushButton):
        if button.isDefault():
            assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
    dialog.reject()


def test_text_of_a_file_is_plain_text(open_window: Open, write: Write, look: Look) -> None:
    dialog = look(open_window(), write("<b>x.txt", "<b>Appelle</b>\nAttend\n"))
    assert dialog._name.textFormat() == Qt.TextFormat.PlainText
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in dialog.findChildren(QLabel))
    dialog.reject()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_dialog_speaks_the_reader_s_language(open_window: Open, write: Write, look: Look, tag: str) -> None:
    window = open_window()
    set_language(tag)
    dialog = look(window, write("aide.csv", "Étape;Couloir\nDépose;Usager\n"), form="listing")
    words = {one.text() for one in dialog.findChildren(QLabel)}
    importer = plugins().importers["listing"]
    assert words >= {tr("Format"), tr(importer.purpose), *(tr(option.title) for option in importer.options)}
    assert need(dialog.options.fields["language"], QComboBox).currentData() == tag
    units = need(dialog.options.fields["unit"], QComboBox)
    assert units.itemText(units.findData("h")) == {"fr": "heures", "en": "hours"}[tag]
    (found,) = [target for target in list_commands(window, window.dialogs) if target.words == tr(importer.title)]
    assert (found.aside, tr("Import…")) == (tr("Import"), window.actions_table.by_name["dialogs.import_document"].text())
    dialog.reject()
