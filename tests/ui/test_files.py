"""New, open, save, save as, and the question before anything unsaved would go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import Answers, Open
from visavis.blueprint.editing.commands import EditHead, EditStep
from visavis.blueprint.storage import load
from visavis.ui.fields.editors import LineEditor
from visavis.ui.kit.settings import UserSettings

from .conftest import APA, BLANK

SAVE, DISCARD, CANCEL = (QMessageBox.StandardButton.Save, QMessageBox.StandardButton.Discard,
                         QMessageBox.StandardButton.Cancel)


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path) if path else "", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path) if path else "", ""))


def test_saving_an_unchanged_file_changes_no_byte(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    copy = tmp_path / "apa.blueprint.json"
    copy.write_bytes(APA.read_bytes())
    window = open_window(BLANK)
    assert window.file.open(copy)

    window.file.save()

    assert copy.read_bytes() == APA.read_bytes()


def test_a_change_is_saved_and_read_again(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    window.bridge.do(EditStep("c1", title="Entend parler de l’APA"))
    assert window.isWindowModified()
    choosing(monkeypatch, tmp_path / "neuf")

    assert window.file.save()

    saved = tmp_path / "neuf.blueprint.json"
    assert load(saved).document.step_by_id["c1"].title == "Entend parler de l’APA"
    assert not window.isWindowModified()
    assert "neuf" in window.windowTitle()


def test_giving_no_name_saves_nothing(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    window.bridge.do(EditStep("c1", title="x"))
    choosing(monkeypatch, None)
    assert not window.file.save()
    assert window.isWindowModified()


@pytest.mark.parametrize(("answer", "goes", "written"), [(SAVE, True, True), (DISCARD, True, False),
                                                         (CANCEL, False, False)])
def test_unsaved_changes_are_asked_about(open_window: Open, tmp_path: Path, answers: Answers, answer: QMessageBox.StandardButton, goes: bool, written: bool) -> None:
    file = tmp_path / "apa.blueprint.json"
    file.write_bytes(APA.read_bytes())
    window = open_window()
    window.file.open(file)
    window.bridge.do(EditHead(title="Autre titre"))
    said = answers(answer)

    assert window.close() is goes

    assert len(said) == 1
    assert "Autre titre" in said[0]
    assert (load(file).document.head.title == "Autre titre") is written


def test_what_is_still_being_typed_is_not_lost(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    window = open_window()
    window.fly_to("c1")
    line = need(window.inspector.editors["title"], LineEditor).line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Tape encore")
    choosing(monkeypatch, tmp_path / "x.blueprint.json")

    window.file.save()

    assert load(tmp_path / "x.blueprint.json").document.step_by_id["c1"].title == "Tape encore"


def test_a_broken_file_is_told_in_one_box_and_the_document_stays(open_window: Open, tmp_path: Path, answers: Answers) -> None:
    broken = tmp_path / "broken.blueprint.json"
    broken.write_text('{"graph": {', encoding="utf-8")
    window = open_window()
    before = window.bridge.document
    said = answers()

    assert not window.file.open(broken)

    assert window.bridge.document is before
    assert "broken.blueprint.json" in said[0]
    assert "Traceback" not in said[0]


def test_a_failed_save_is_told_and_the_work_stays_unsaved(open_window: Open, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    window.bridge.do(EditStep("c1", title="x"))
    choosing(monkeypatch, tmp_path / "no-such-folder" / "x.blueprint.json")
    said = answers()

    assert not window.file.save()

    assert "x.blueprint.json" in said[0]
    assert window.isWindowModified()


@pytest.mark.english
def test_new_documents_come_from_templates_in_the_interface_s_language(open_window: Open, answers: Answers) -> None:
    window = open_window()
    assert window.file.new("visit")
    assert window.bridge.document.head.language == "en"
    assert window.file.path is None


def test_recent_files_are_remembered(open_window: Open, tmp_path: Path, settings: UserSettings) -> None:
    window = open_window(BLANK)
    for name in ("a", "b"):
        file = tmp_path / f"{name}.blueprint.json"
        file.write_bytes(APA.read_bytes())
        window.file.open(file)
    assert [path.name for path in settings.recent] == ["b.blueprint.json", "a.blueprint.json"]
    (tmp_path / "b.blueprint.json").unlink()
    assert [path.name for path in settings.recent] == ["a.blueprint.json"]


def test_a_file_dropped_onto_the_window_is_opened(open_window: Open, tmp_path: Path) -> None:
    file = tmp_path / "dropped.blueprint.json"
    file.write_bytes(APA.read_bytes())
    window = open_window(BLANK)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))
    assert window.file.path == file


def test_the_window_remembers_how_it_stood(open_window: Open, settings: UserSettings) -> None:
    window = open_window()
    window._sides.setSizes([900, 500])
    geometry, state = window.saveGeometry(), window._sides.saveState()
    window.close()
    assert settings.window() == (geometry, state)
    assert open_window()._sides.restoreState(state)


@pytest.mark.english
def test_an_example_has_no_file_of_its_own(open_window: Open) -> None:
    window = open_window(BLANK)
    assert window.file.open(APA, example=True)
    assert window.file.path is None
    assert "Not saved yet" in window.windowTitle()


def test_a_file_with_days_of_work_is_told_once_what_a_day_counts(open_window: Open, tmp_path: Path, settings: UserSettings) -> None:
    content = json.loads(APA.read_text(encoding="utf-8"))
    content["nodes"][1]["work"] = "P2D"
    days = tmp_path / "days.blueprint.json"
    days.write_text(json.dumps(content), encoding="utf-8")
    window, said = open_window(), list[str]()
    window.file.status_message.connect(said.append)

    for _ in range(2):
        assert window.file.open(days)
    content["graph"].setdefault("service", {})["hours_per_day"] = 6
    told = tmp_path / "told.blueprint.json"
    told.write_text(json.dumps(content), encoding="utf-8")
    assert window.file.open(told)
    assert window.file.open(APA)

    assert len(said) == 1
    assert {"7", "24"} <= set(said[0].replace("\u00a0", " ").split() + said[0].replace(",", "").replace(":", "").split())


def test_paths_may_be_named_by_folders_with_accents(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "été · 2026"
    folder.mkdir()
    window = open_window()
    choosing(monkeypatch, folder / "démarche.blueprint.json")
    assert window.file.save_as()
    assert load(folder / "démarche.blueprint.json").document == window.bridge.document
