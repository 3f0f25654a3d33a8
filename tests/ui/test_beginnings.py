"""Documents that begin here: ids of their own, the to-be of an as-is, and the names that files are proposed under."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.conftest import APA, BLANK, Answers
from visavis.blueprint.editing.commands import EditHead, EditStep
from visavis.blueprint.model import State
from visavis.blueprint.storage import encode, load
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.inspector.inspected_subjects import HeadSubject
from visavis.ui.features.redesign.redesign_panel import RedesignPanel
from visavis.ui.fields.blueprint_field import BlueprintEditor
from visavis.ui.window.main_window import MainWindow

Open = Callable[..., MainWindow]
CANCEL, DISCARD = QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard


@pytest.fixture(autouse=True)
def proposals(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that a dialog for saving is opened with; nothing is chosen."""
    asked: list[Path] = []

    def ask(*told: Any) -> tuple[str, str]:
        asked.append(Path(told[2]))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def as_is(folder: Path, name: str = "Mon APA") -> Path:
    path = folder / f"{name}.blueprint.json"
    path.write_bytes(APA.read_bytes())
    return path


def test_a_new_blueprint_has_an_id_of_its_own_and_is_saved_under_its_title(open_window: Open, proposals: list[Path]) -> None:
    window = open_window(BLANK)
    ids = set()
    for _ in range(2):
        assert window.file.new("counter")
        ids.add(window.bridge.document.head.id)
    assert len(ids) == 2
    assert window.bridge.session.is_saved
    window.bridge.do(EditHead(title="Carte : grise / neuve"))
    window.save()
    assert proposals[-1].name == "Carte - grise - neuve.blueprint.json"


@pytest.mark.parametrize("title", ["../../x", "/etc/passwd", "", "..", "a\x00b"])
def test_no_title_leads_out_of_the_folder(open_window: Open, proposals: list[Path], tmp_path: Path, title: str) -> None:
    window = open_window(BLANK)
    document = window.bridge.document
    head = document.head.model_copy(update={"title": title, "id": "../../../evil"})
    window.bridge.replace(document.replace(head=head), saved=False)
    window.save_as()
    assert proposals[-1].parent == Path.home()
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window)
    dialog._ask_path()
    assert proposals[-1].parent == tmp_path
    dialog.reject()


def test_an_export_is_proposed_under_the_title_and_what_it_is(open_window: Open, proposals: list[Path], tmp_path: Path) -> None:
    window = open_window()
    window.bridge.do(EditHead(title="L’APA à domicile"))
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form="svg")
    dialog._ask_path()
    name = proposals[-1].name
    assert name.startswith("L’APA à domicile – ")
    assert name.endswith(".svg")
    assert "(" not in name
    dialog.reject()


def test_the_to_be_is_created_beside_its_as_is(open_window: Open, proposals: list[Path], tmp_path: Path, qtbot: QtBot) -> None:
    path = as_is(tmp_path)
    window = open_window(BLANK)
    assert window.file.open(path)
    before = window.bridge.document
    window.actions_table.by_name["create_to_be"].trigger()
    document = window.bridge.document
    assert (document.head.redesigns, document.head.state) == (before.head.id, State.TO_BE)
    assert document.head.id != before.head.id
    assert document.head.title == f"{before.head.title} – parcours cible"
    assert all(step.replaces == (step.id,) for step in document.steps)
    assert window.file.path is None
    # Asked at once, and again where no name was given.
    window.save()
    assert proposals == [tmp_path / "Mon APA – parcours cible.blueprint.json"] * 2
    assert path.read_bytes() == APA.read_bytes()
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    assert window.bridge.as_is_document() == before


def test_the_to_be_is_saved_and_both_find_each_other(open_window: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(BLANK)
    window.file.open(as_is(tmp_path))
    window.create_to_be()
    target = tmp_path / "Cible.blueprint.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert window.file.save_as()
    saved = load(target).document
    window.go_to("redesign")
    panel = window.panels.find(RedesignPanel)
    qtbot.waitUntil(lambda: panel.pair is not None and panel.is_settled(), timeout=20_000)
    pair = need(panel.pair)
    assert (pair.before.head.id, pair.after.head.id) == (saved.head.redesigns, saved.head.id)
    window.go_to("draw")
    window.file.open(tmp_path / "Mon APA.blueprint.json")
    window.go_to("redesign")
    qtbot.waitUntil(lambda: panel.pair is not None and panel.is_settled(), timeout=20_000)
    assert need(panel.pair).other == target


def test_unsaved_work_on_the_as_is_is_asked_about_first(open_window: Open, tmp_path: Path, answers: Answers) -> None:
    window = open_window(BLANK)
    window.file.open(as_is(tmp_path))
    window.bridge.do(EditStep("c1", title="x"))
    before, said = window.bridge.document, answers(CANCEL)
    window.create_to_be()
    assert window.bridge.document is before
    assert len(said) == 1


def test_the_to_be_of_an_example_is_proposed_among_ones_own_files(open_window: Open, proposals: list[Path]) -> None:
    window = open_window(BLANK)
    window.file.open(APA, example=True)
    window.create_to_be()
    window.save()
    assert proposals[-1].parent == Path.home()


def test_the_empty_place_of_redesigns_creates_the_to_be(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    lone = load(BLANK).document
    path = tmp_path / "seul.blueprint.json"
    path.write_bytes(encode(lone))
    window = open_window(BLANK)
    window.file.open(path)
    window.go_to("redesign")
    panel = window.panels.find(RedesignPanel)
    qtbot.waitUntil(lambda: panel.empty.create_to_be.isVisible(), timeout=20_000)
    QTest.mouseClick(panel.empty.create_to_be, Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.redesigns == lone.head.id
    assert window.header.current_screen() == "draw"


def test_what_is_redesigned_is_shown_by_its_title_and_chosen_by_its_file(open_window: Open, tmp_path: Path, qtbot: QtBot,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    path = as_is(tmp_path)
    window = open_window(BLANK)
    window.file.open(path)
    window.create_to_be()
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    window.inspector.inspect(HeadSubject())
    field, before = need(window.inspector.editors["redesigns"], BlueprintEditor), load(path).document
    assert field.title.text() == before.head.title
    QTest.mouseClick(field.remove, Qt.MouseButton.LeftButton)
    assert see(window.bridge.document.head.redesigns) is None
    assert not field.remove.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(field.choose, Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.redesigns == before.head.id
    broken = tmp_path / "broken.blueprint.json"
    broken.write_text("{", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    QTest.mouseClick(field.choose, Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.redesigns == before.head.id
    assert "broken.blueprint.json" in window.inspector._faults["redesigns"].text()
    window.bridge.do(EditHead(redesigns="nulle-part"))
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    assert field.title.text().startswith("nulle-part")


def test_a_blueprint_is_not_chosen_as_its_own_redesign(open_window: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = as_is(tmp_path)
    window = open_window(BLANK)
    window.file.open(path)
    window.inspector.inspect(HeadSubject())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    field = need(window.inspector.editors["redesigns"], BlueprintEditor)
    qtbot.waitUntil(field.choose.isVisible)
    QTest.mouseClick(field.choose, Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.redesigns is None
    assert window.inspector._faults["redesigns"].text()
