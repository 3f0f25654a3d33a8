"""Nothing is lost, in the real window: recovery, second openers, changes from outside, failing saves, versions."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.conftest import BLANK, Answers
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.editing.commands import AddStep, EditStep
from visavis.blueprint.editing.journal import find_unfinished
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load, save
from visavis.blueprint.storage.lock import Lock
from visavis.ui.application.launch import make_window
from visavis.ui.features.safety import save_retry
from visavis.ui.features.safety.merge_dialog import ConflictsDialog
from visavis.ui.features.safety.recovery_dialog import RecoveryChoice, RecoveryDialog, offer_recovery
from visavis.ui.features.safety.versions_dialog import VersionsDialog
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "demande.blueprint.json"
    file.parent.mkdir()
    save(load(BLANK).document, file)
    return file


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, settings: UserSettings, path: Path) -> Iterator[MainWindow]:
    """The window as the program opens it on a file."""
    settings.language = "en"
    made = make_window(path, settings)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    if shiboken6.isValid(made):
        made.bridge.mark_saved()
        made.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def add(window: MainWindow, title: str) -> None:
    window.bridge.do(AddStep(("citizen", "before", len(window.bridge.document.steps)), title))


def killed(window: MainWindow) -> None:
    """Let go of the window's file as a program does that is killed: the journal stays."""
    window.file.autosave._journal.leave()


def titles(window: MainWindow) -> list[str]:
    return [step.title for step in window.bridge.document.steps]


def words_of(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_every_commit_is_in_the_journal_until_it_is_saved(window: MainWindow) -> None:
    recovery = window.file.recovery
    assert list(find_unfinished(recovery)) == []
    add(window, "Appelle")
    window.bridge.undo()
    window.bridge.redo()
    (found,) = find_unfinished(recovery)
    assert found.document == window.bridge.document
    assert found.source == window.file.path
    window.save()
    assert list(recovery.glob("*.journal")) == []
    assert [step.title for step in load(need(window.file.path)).document.steps] == ["Appelle"]


def test_the_first_change_does_not_write_the_document_anew(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand steps would hold it up for a sixth of a second: the bytes are known since it was read or saved."""
    def encode(document: BlueprintDocument) -> None:
        raise AssertionError("the bytes of the document are known")

    for title in ("Appelle", "Rappelle"):
        with monkeypatch.context() as patched:
            patched.setattr("visavis.blueprint.editing.journal.encode", encode)
            add(window, title)
        (journal,) = window.file.recovery.glob("*.journal")
        assert title in journal.read_bytes().decode()
        window.save()


def test_unfinished_work_is_told_in_words_and_taken_back(window: MainWindow, settings: UserSettings) -> None:
    add(window, "Appelle")
    add(window, "Vient <b>ici</b>")
    killed(window)
    file = window.file
    window.bridge.replace(load(need(file.path)).document)
    seen = meanwhile(press("Recover it"))
    offer_recovery(file, window)
    assert "2 steps added: Appelle and Vient <b>ici</b>" in words_of(seen[0])
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in seen[0].findChildren(QLabel) if label.text())
    assert titles(window) == ["Appelle", "Vient <b>ici</b>"]
    assert not window.bridge.session.is_saved
    assert window.file.path == file.path
    # It is still in a journal: a second accident loses nothing either.
    assert [one.document for one in find_unfinished(file.recovery)] == [window.bridge.document]


@pytest.mark.parametrize(("words", "choice", "left"), [("Later", RecoveryChoice.LATER, 1), ("Delete it", RecoveryChoice.THROW_AWAY, 0)])
def test_unfinished_work_waits_or_goes(window: MainWindow, words: str, choice: RecoveryChoice, left: int) -> None:
    add(window, "Appelle")
    killed(window)
    window.bridge.replace(load(need(window.file.path)).document)
    seen = meanwhile(press(words))
    offer_recovery(window.file, window)
    assert isinstance(seen[0], RecoveryDialog)
    assert seen[0].choice is choice
    assert titles(window) == []
    assert len(list(window.file.recovery.glob("*.journal"))) == left
    shutil.rmtree(window.file.recovery)


def test_the_recovery_speaks_french(window: MainWindow) -> None:
    set_language("fr")
    add(window, "Appelle")
    killed(window)
    window.bridge.replace(load(need(window.file.path)).document)
    seen = meanwhile(press("Plus tard"))
    offer_recovery(window.file, window)
    assert "1 étape ajoutée : Appelle" in words_of(seen[0]).replace("\u202f", " ").replace("\u00a0", " ")
    shutil.rmtree(window.file.recovery)


def other_holder(path: Path) -> None:
    Lock(path).path.write_text(json.dumps({"user": "anne", "host": "mairie-2", "pid": 7, "since": "2026-11-24T09:00:00+00:00"}), encoding="utf-8")


def test_the_second_opener_looks_only_and_saves_elsewhere(window: MainWindow, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "work" / "autre.blueprint.json"
    save(load(path).document, other)
    other_holder(other)
    seen = meanwhile(press("Open read-only"))
    assert window.file.open(other)
    assert "anne has “autre” open on mairie-2" in seen[0].text()
    assert "(read-only)" in window.windowTitle()
    add(window, "Appelle")
    assert titles(window) == []
    assert "read-only" in window.status.currentMessage()
    mine = tmp_path / "work" / "mine.blueprint.json"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(mine), ""))
    window.save()
    add(window, "Appelle")
    assert titles(window) == ["Appelle"]
    assert window.file.path == mine


def test_the_second_opener_opens_a_copy_or_nothing(window: MainWindow, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "work" / "autre.blueprint.json"
    save(load(path).document, other)
    other_holder(other)
    meanwhile(press("Cancel"))
    assert not window.file.open(other)
    assert see(window.file.path) == path
    meanwhile(press("Open a copy"))
    assert window.file.open(other)
    assert window.file.path is None
    add(window, "Appelle")
    assert titles(window) == ["Appelle"]


def test_the_lock_goes_with_the_window(window: MainWindow, path: Path) -> None:
    assert need(Lock(path).holder()).pid == os.getpid()
    window.close()
    assert Lock(path).holder() is None


def change_outside(path: Path, title: str) -> None:
    document = load(path).document
    save(document.replace(head=document.head.model_copy(update={"title": title})), path)


def test_a_change_from_outside_is_shown_when_nothing_is_unsaved(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    change_outside(path, "Changé ailleurs")
    qtbot.waitUntil(lambda: window.bridge.document.head.title == "Changé ailleurs", timeout=5000)
    assert window.bridge.session.is_saved
    assert "changed by somebody else" in window.status.currentMessage()


def test_both_sides_work_is_merged_at_the_next_save(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    add(window, "Appelle")
    change_outside(path, "Changé ailleurs")
    qtbot.waitUntil(lambda: "both can be merged" in window.status.currentMessage(), timeout=5000)
    assert titles(window) == ["Appelle"]
    seen = meanwhile(press("Merge both"))
    window.save()
    assert "changed outside the drawing: title" in seen[0].text()
    saved = load(path).document
    assert (saved.head.title, [step.title for step in saved.steps]) == ("Changé ailleurs", ["Appelle"])
    window.bridge.undo()
    assert window.bridge.document.head.title == "Nouveau parcours"


def test_what_both_changed_is_decided_one_by_one(window: MainWindow, path: Path) -> None:
    add(window, "Appelle")
    window.save()
    name = window.bridge.document.steps[0].id
    window.bridge.do(EditStep(name, title="Appelle ici"))
    document = load(path).document
    save(document.replace(steps=(document.steps[0].model_copy(update={"title": "Appelle là"}),)), path)

    def tick(dialog: QDialog) -> None:
        assert isinstance(dialog, ConflictsDialog)
        (box,) = dialog.ticks.values()
        assert "here “Appelle ici”, in the file “Appelle là”" in box.text()
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    def merge(dialog: QDialog) -> None:
        meanwhile(tick)
        press("Merge both")(dialog)

    meanwhile(merge)
    window.save()
    assert load(path).document.steps[0].title == "Appelle là"


def test_mine_replaces_the_file_or_nothing_is_saved(window: MainWindow, path: Path) -> None:
    add(window, "Appelle")
    change_outside(path, "Changé ailleurs")
    meanwhile(press("Cancel"))
    window.save()
    assert load(path).document.head.title == "Changé ailleurs"
    assert not window.bridge.session.is_saved
    meanwhile(press("Replace the file with mine"))
    window.save()
    assert load(path).document.head.title == "Nouveau parcours"


def test_a_save_that_fails_keeps_a_copy_and_is_tried_again(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, answers: Answers) -> None:
    said = answers(QMessageBox.StandardButton.Ok)
    monkeypatch.setattr(save_retry, "PAUSES", (0.02,))
    add(window, "Appelle")
    folder = path.parent
    away = folder.with_name("away")
    folder.rename(away)
    window.save()
    assert "Your work is kept in" in said[0]
    (copy,) = window.file.recovery.glob("*.blueprint.json")
    assert load(copy).document == window.bridge.document
    assert not window.bridge.session.is_saved
    away.rename(folder)
    window.file.retry_timer.timer.start(20)
    qtbot.waitUntil(lambda: window.bridge.session.is_saved, timeout=5000)
    assert load(path).document == window.bridge.document
    assert not window.file.retry_timer.is_trying


def test_a_retry_does_not_overwrite_what_others_wrote(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(window, "Appelle")
    change_outside(path, "Changé ailleurs")
    assert window.file._try_again()
    assert load(path).document.head.title == "Changé ailleurs"


def test_a_version_is_looked_at_and_brought_back(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    add(window, "Appelle")
    window.save()
    add(window, "Vient")
    window.save()
    qtbot.waitUntil(lambda: len(need(window.file.versions).list_versions()) == 2, timeout=5000)

    def bring_back(dialog: QDialog) -> None:
        assert isinstance(dialog, VersionsDialog)
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        assert "1 step added: Vient" in dialog.changes.text()
        assert len(dialog.drawings.later.changes) == 1
        press("Restore this version")(dialog)

    meanwhile(bring_back)
    window.actions_table.by_name["dialogs.show_versions"].trigger()
    assert titles(window) == ["Appelle"]
    window.bridge.undo()
    assert titles(window) == ["Appelle", "Vient"]


def test_without_a_file_there_are_no_versions(window: MainWindow, answers: Answers) -> None:
    said = answers()
    window.file.path = None
    window.dialogs.show_versions()
    assert tr("A version is kept at every save.") in said[0]


def test_a_journal_that_cannot_be_written_is_told_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.file.recovery.parent.mkdir(parents=True, exist_ok=True)
    window.file.recovery.write_text("in the way")
    add(window, "Appelle")
    assert "No journal can be kept" in window.status.currentMessage()
    window.file.recovery.unlink()


def test_the_journal_makes_up_for_what_it_could_not_write(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    add(window, "Appelle")
    write = os.write

    def torn(descriptor: int, line: bytes) -> int:
        write(descriptor, line[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "write", torn)
        add(window, "Vient")
        assert "there is no room left" in window.status.currentMessage()
        add(window, "Attend")
    (found,) = find_unfinished(window.file.recovery)
    assert [step.title for step in found.document.steps] == ["Appelle"]
    window.file.autosave._push()
    (found,) = find_unfinished(window.file.recovery)
    assert found.document == window.bridge.document
    add(window, "Part")
    (found,) = find_unfinished(window.file.recovery)
    assert found.document == window.bridge.document


def test_what_is_no_blueprint_any_more_is_not_overwritten_unasked(window: MainWindow, path: Path) -> None:
    add(window, "Appelle")
    path.write_text("ceci n’est pas un plan", encoding="utf-8")
    seen = meanwhile(press("Cancel"))
    window.save()
    assert "no longer a blueprint" in seen[0].text()
    assert "Merge both" not in [button.text() for button in seen[0].findChildren(QPushButton)]
    assert path.read_text(encoding="utf-8").startswith("ceci")
    assert window.file._try_again()
    assert path.read_text(encoding="utf-8").startswith("ceci")
    meanwhile(press("Replace the file with mine"))
    window.save()
    assert [step.title for step in load(path).document.steps] == ["Appelle"]


@pytest.mark.parametrize(("words", "title", "may_edit"), [("Open read-only", "demande", False), ("Open a copy", None, True),
                                                          ("Cancel", "demande", False)])
def test_the_window_that_begins_with_a_file_in_use_asks(qapp: QApplication, settings: UserSettings, path: Path, words: str, title: str | None, may_edit: bool) -> None:
    other_holder(path)
    settings.language = "en"
    made = make_window(path, settings)
    seen = meanwhile(press(words))
    made.file.resolve_lock()
    assert "anne has “demande” open" in seen[0].text()
    add(made, "Appelle")
    assert titles(made) == (["Appelle"] if may_edit else [])
    assert (made.file.path.name.split(".")[0] if made.file.path else None) == title
    made.file.resolve_lock()
    made.bridge.mark_saved()
    made.close()
