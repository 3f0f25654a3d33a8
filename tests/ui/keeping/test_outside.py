"""The file is changed, renamed or removed by someone else: told, never at the price of what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import BLANK, write
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.editing.commands import AddNote, AddStep
from visavis.blueprint.storage import load, save
from visavis.ui.application.launch import make_window
from visavis.ui.features.safety import outside_changes
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.features.template_dialog import TemplateDialog
from visavis.ui.fields.editors import LineEditor, TextEditor
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.window_frame import SIZE
from visavis.ui.window.main_window import MainWindow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "demande.blueprint.json"
    file.parent.mkdir()
    save(load(BLANK).document, file)
    return file


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, settings: UserSettings, path: Path,
           monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    settings.language = "en"
    made = make_window(path, settings)
    # The screen of a machine without one is smaller than what is looked at here.
    made.resize(*SIZE)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.bridge.do(AddStep(("citizen", "before", 0), "Appelle"))
    made.bridge.do(AddStep(("citizen", "before", 1), "Rappelle"))
    made.bridge.do(AddNote(text="À voir", at=made.bridge.document.steps[0].id))
    made.save()
    qtbot.waitUntil(lambda: made.bridge.is_settled() and made.canvas.is_still(), timeout=20_000)
    yield made
    # A test that failed in the middle of typing must not wait for an answer.
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    if shiboken6.isValid(made):
        made.bridge.mark_saved()
        made.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def change_outside(path: Path, title: str, *, in_place: bool = False) -> None:
    from visavis.blueprint.storage import encode

    document = load(path).document
    changed = document.replace(head=document.head.model_copy(update={"title": title}))
    if in_place:
        path.write_bytes(encode(changed))
    else:
        save(changed, path)


def shows(window: MainWindow, title: str) -> Callable[[], bool]:
    return lambda: window.bridge.document.head.title == title


def waits(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the change was noticed and put off, and then as long again."""
    qtbot.waitUntil(lambda: "once nothing is being typed" in window.status.currentMessage(), timeout=5000)
    window.file.file_watcher.check()
    qtbot.waitUntil(lambda: window.file.file_watcher._job_runner.is_idle(), timeout=5000)
    QTest.qWait(50)


# -- typing, wherever: begin, the change comes, what was typed is there, and is in the file after the save


# The field, what asks for its text, and what was typed.
Typing = tuple[QWidget, Callable[[], str], str]


def in_a_title(window: MainWindow) -> Typing:
    step = window.bridge.document.steps[0].id
    window.fly_to(step)
    window.canvas.edit_current()
    editor = window.canvas.writing.editor
    write(editor, "Appelle la mairie")
    return editor, editor.text, "Appelle la mairie"


def in_a_new_step(window: MainWindow) -> Typing:
    step = window.bridge.document.steps[1].id
    window.fly_to(step)
    window.canvas.add_next()
    editor = window.canvas.writing.editor
    write(editor, "Attend")
    return editor, editor.text, "Attend"


def in_a_note(window: MainWindow) -> Typing:
    window.fly_to(window.bridge.document.steps[1].id)
    window.canvas.add_note()
    editor = window.canvas.writing.editor
    write(editor, "Une note")
    return editor, editor.text, "Une note"


def in_the_inspector(window: MainWindow) -> Typing:
    window.fly_to(window.bridge.document.steps[0].id)
    line = need(window.inspector.editors["title"], LineEditor).line
    line.setFocus()
    line.selectAll()
    write(line, "Appelle encore")
    return line, line.text, "Appelle encore"


def in_the_inspector_on_several_lines(window: MainWindow) -> Typing:
    window.fly_to(window.bridge.document.steps[0].id)
    # Few steps need it: it is behind "more".
    window.inspector.focus_field("detail")
    text = need(window.inspector.editors["detail"], TextEditor).lines
    text.setFocus()
    write(text, "Deux lignes")
    return text, text.toPlainText, "Deux lignes"


def in_a_cell(window: MainWindow) -> Typing:
    window.go_to("table")
    view = window.panels.find(TablePanel).view
    view.go_to_row(window.bridge.document.steps[0].id, 0)
    view.edit_current()
    editor = need(view._delegate._editor, QLineEdit)
    editor.selectAll()
    write(editor, "Appelle au guichet")
    return editor, editor.text, "Appelle au guichet"


PLACES = [in_a_title, in_a_new_step, in_a_note, in_the_inspector, in_the_inspector_on_several_lines, in_a_cell]


@pytest.mark.few(3)
@pytest.mark.parametrize("begin", PLACES, ids=lambda begin: begin.__name__)
def test_what_is_being_typed_is_not_taken(window: MainWindow, path: Path, qtbot: QtBot, begin: Callable[[MainWindow], Typing]) -> None:
    field, text, typed = begin(window)
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)

    assert window.bridge.document.head.title == "Nouveau parcours"
    assert shiboken6.isValid(field)
    assert field.isVisible()
    assert text() == typed

    if window.canvas.writing.is_open:
        QTest.keyClick(field, Qt.Key.Key_Return)
        if window.canvas.writing.is_open:
            QTest.keyClick(window.canvas.writing.editor, Qt.Key.Key_Escape)
    else:
        QTest.keyClick(field, Qt.Key.Key_Tab)
    seen = meanwhile(press("Merge both"))
    window.save()
    assert len(seen) == 1
    saved = load(path).document
    assert saved.head.title == "Changé ailleurs"
    assert typed in path.read_text(encoding="utf-8")


@pytest.mark.few(1)
@pytest.mark.parametrize("begin", [in_a_title, in_a_note], ids=lambda begin: begin.__name__)
def test_what_is_given_up_gives_way_to_the_change(window: MainWindow, path: Path, qtbot: QtBot, begin: Callable[[MainWindow], Typing]) -> None:
    field, _, typed = begin(window)
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(shows(window, "Changé ailleurs"), timeout=5000)
    assert typed not in path.read_text(encoding="utf-8")
    assert window.bridge.session.is_saved


def test_a_value_that_was_refused_stays_in_its_field(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.fly_to(window.bridge.document.steps[0].id)
    line = need(window.inspector.editors["work"], LineEditor).line
    line.setFocus()
    write(line, "bientôt")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    window.canvas.setFocus()
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    assert (shiboken6.isValid(line), line.text()) == (True, "bientôt")


def test_a_cell_that_was_refused_stays_as_it_was_typed(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.go_to("table")
    panel = window.panels.find(TablePanel)
    step = window.bridge.document.steps[0].id
    panel.model.write({(step, "work"): "bientôt"})
    window.canvas.setFocus()
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    assert panel.model.wrong[(step, "work")].text == "bientôt"


def test_what_is_typed_in_a_dialog_is_not_taken(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    dialog = TemplateDialog(window.bridge.document, window)
    dialog.open()
    write(dialog.summary, "Pour les mairies")
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    assert dialog.isVisible()
    assert dialog.summary.text().endswith("Pour les mairies")
    assert window.bridge.document.head.title == "Nouveau parcours"
    dialog.reject()
    window.canvas.setFocus()
    qtbot.waitUntil(shows(window, "Changé ailleurs"), timeout=5000)


def test_a_note_of_the_list_is_not_taken(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.presentation.toggle_notes()
    panel = need(window.presentation.notes)
    panel.take_focus()
    write(panel.field, "Une idée")
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    assert panel.field.text() == "Une idée"
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert [note.text for note in window.bridge.document.head.notes] == ["À voir", "Une idée"]
    meanwhile(press("Merge both"))
    window.save()
    saved = load(path).document.head
    assert (saved.title, len(saved.notes)) == ("Changé ailleurs", 2)


@pytest.mark.slow
def test_an_open_menu_and_a_pressed_button_are_waited_for(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    view = window.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    change_outside(path, "Changé ailleurs")
    waits(window, qtbot)
    assert window.bridge.document.head.title == "Nouveau parcours"
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.waitUntil(shows(window, "Changé ailleurs"), timeout=5000)


def test_a_field_that_nobody_is_in_does_not_hold_the_change_up(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    field = window.search_field if isinstance(window.search_field, QLineEdit) else window.findChild(QLineEdit)
    field.setFocus()
    write(field, "mai")
    window.canvas.setFocus()
    change_outside(path, "Changé ailleurs")
    qtbot.waitUntil(shows(window, "Changé ailleurs"), timeout=5000)


# -- the watch goes on


@pytest.mark.few(1)
@pytest.mark.parametrize("in_place", [False, True], ids=["replaced", "in place"])
def test_the_watch_survives_our_own_saves(window: MainWindow, path: Path, qtbot: QtBot, in_place: bool) -> None:
    for number in range(3):
        window.bridge.do(AddStep(("citizen", "before", 5 + number), f"Étape {number}"))
        inode = path.stat().st_ino
        window.save()
        assert path.stat().st_ino != inode
        change_outside(path, f"Ailleurs {number}", in_place=in_place)
        qtbot.waitUntil(shows(window, f"Ailleurs {number}"), timeout=5000)
        change_outside(path, f"Encore {number}", in_place=in_place)
        qtbot.waitUntil(shows(window, f"Encore {number}"), timeout=5000)


def test_the_watch_survives_other_programs_saves(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """They replace the file: what is written into the new one is noticed, too."""
    for number in range(3):
        change_outside(path, f"Remplacé {number}")
        qtbot.waitUntil(shows(window, f"Remplacé {number}"), timeout=5000)
        change_outside(path, f"Sur place {number}", in_place=True)
        qtbot.waitUntil(shows(window, f"Sur place {number}"), timeout=5000)


def test_what_is_changed_again_during_the_question_is_asked_again(window: MainWindow, path: Path) -> None:
    add(window, "Vient")
    change_outside(path, "Changé ailleurs")

    def again(dialog: QDialog) -> None:
        document = load(path).document
        steps = (document.steps[0].model_copy(update={"title": "Écrit"}), *document.steps[1:])
        save(document.replace(steps=steps), path)
        meanwhile(press("Merge both"))
        press("Merge both")(dialog)

    meanwhile(again)
    window.save()
    saved = load(path).document
    assert saved.head.title == "Changé ailleurs"
    assert titles(path) == ["Écrit", "Rappelle", "Vient"]


def test_what_is_replaced_by_mine_is_what_was_asked_about(window: MainWindow, path: Path) -> None:
    add(window, "Vient")
    change_outside(path, "Changé ailleurs")

    def again(dialog: QDialog) -> None:
        change_outside(path, "Et encore")
        meanwhile(press("Cancel"))
        press("Replace the file with mine")(dialog)

    meanwhile(again)
    window.save()
    assert load(path).document.head.title == "Et encore"
    assert not window.bridge.session.is_saved


# -- renamed, removed


def rename(path: Path) -> Path:
    return path.rename(path.with_name("dossier-2026.blueprint.json"))


def add(window: MainWindow, title: str) -> None:
    window.bridge.do(AddStep(("citizen", "before", len(window.bridge.document.steps)), title))


def titles(path: Path) -> list[str]:
    return [step.title for step in load(path).document.steps]


def test_a_renamed_file_is_told_and_followed(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    now = rename(path)
    qtbot.waitUntil(lambda: "it is called “dossier-2026.blueprint.json” now" in window.status.currentMessage(),
                    timeout=5000)
    add(window, "Vient")
    seen = meanwhile(press("Save to “dossier-2026.blueprint.json”"))
    window.save()
    assert len(seen) == 1
    assert not path.exists()
    assert titles(now) == ["Appelle", "Rappelle", "Vient"]
    assert window.file.path == now
    assert "dossier-2026" in window.windowTitle()
    assert sorted(one.name for one in path.parent.iterdir()) == [f".{now.name}.lock", now.name]
    assert [len(one.document().steps) for one in need(window.file.versions).list_versions()][-1:] == [2]
    change_outside(now, "Changé là")
    qtbot.waitUntil(shows(window, "Changé là"), timeout=5000)


def test_a_renamed_file_that_was_changed_too_is_merged(window: MainWindow, path: Path) -> None:
    now = rename(path)
    change_outside(now, "Changé là", in_place=True)
    add(window, "Vient")

    def follow(dialog: QDialog) -> None:
        meanwhile(press("Merge both"))
        press("Save to “dossier-2026.blueprint.json”")(dialog)

    meanwhile(follow)
    window.save()
    saved = load(now).document
    assert (saved.head.title, len(saved.steps)) == ("Changé là", 3)


@pytest.mark.parametrize("words", ["Save it there again", "Save elsewhere…", "Cancel"])
def test_a_removed_file_is_told_and_no_copy_is_made_unasked(window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    elsewhere = path.with_name("ailleurs.blueprint.json")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(elsewhere), ""))
    path.unlink()
    qtbot.waitUntil(lambda: "moved, renamed or deleted" in window.status.currentMessage(), timeout=5000)
    add(window, "Vient")
    seen = meanwhile(press(words))
    window.save()
    assert [button.text() for button in seen[0].findChildren(QPushButton)] == ["Save it there again", "Save elsewhere…",
                                                                               "Cancel"]
    there = [one for one in (path, elsewhere) if one.exists()]
    assert there == {"Save it there again": [path], "Save elsewhere…": [elsewhere], "Cancel": []}[words]
    assert all(titles(one) == ["Appelle", "Rappelle", "Vient"] for one in there)
    assert window.bridge.session.is_saved is bool(there)


def test_a_number_that_was_given_to_another_file_is_no_rename(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    other = path.with_name("courses.txt")
    other.write_text("du pain", encoding="utf-8")
    monkeypatch.setattr(outside_changes, "identity_of", lambda one: window.file.file_watcher.identity)
    path.unlink()
    add(window, "Vient")
    seen = meanwhile(press("Cancel"))
    window.save()
    assert "moved, renamed or deleted" in seen[0].text()
    assert other.read_text(encoding="utf-8") == "du pain"


def test_a_retry_writes_no_file_that_somebody_removed(window: MainWindow, path: Path) -> None:
    add(window, "Vient")
    path.unlink()
    assert not window.file._try_again()
    assert not path.exists()


def test_a_file_that_comes_back_is_told_again_when_it_goes_again(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    content = path.read_bytes()
    for _ in range(2):
        path.unlink()
        qtbot.waitUntil(lambda: "moved, renamed or deleted" in window.status.currentMessage(), timeout=5000)
        path.write_bytes(content)
        window.status.clearMessage()
        window.file.file_watcher.check()
        qtbot.waitUntil(window.file.file_watcher.is_settled, timeout=5000)
        QTest.qWait(20)
        assert not window.file.file_watcher._is_gone
    assert need(window.file.path).samefile(path)
