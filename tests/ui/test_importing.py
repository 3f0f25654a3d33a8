"""Importing into the window: a new document that is not saved yet, and what of the file it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import Open
from tests.ui.dialogs import meanwhile
from visavis.blueprint.language import LANGUAGES
from visavis.ui.features.import_dialog import ImportDialog
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.window.command_palette import list_commands


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "aide.csv"
    path.write_text("Étape;Durée\nDépose;longtemps\nAttend;5\n", encoding="utf-8")
    return path


def choose(dialog: ImportDialog, option: str, value: str) -> None:
    box = need(dialog.options.fields[option], QComboBox)
    box.setCurrentIndex(box.findData(value))


def test_the_imported_document_is_new_and_not_saved(open_window: Open, qtbot: QtBot, table: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    before = {path: path.read_bytes() for path in table.parent.iterdir() if path.is_file()}
    told: list[str] = []

    def read(dialog: ImportDialog) -> None:
        assert dialog.importer.name == "listing"
        choose(dialog, "unit", "min")
        dialog._ask_path()
        qtbot.waitUntil(lambda: dialog.imported is not None, timeout=30_000)
        meanwhile(lose)

    def lose(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    meanwhile(read)
    window.dialogs.import_document()
    document = window.bridge.document
    assert [step.title for step in document.steps] == ["Dépose", "Attend"]
    assert document.head.title == "aide"
    assert window.file.path is None
    assert not window.bridge.session.is_saved
    assert window.file._proposed == table.with_name("aide.blueprint.json")
    assert len(told) == 1
    assert "longtemps" in told[0]
    assert {path: path.read_bytes() for path in before} == before
    window.bridge.mark_saved()


def test_a_refusal_leaves_the_dialog_and_the_document(open_window: Open, qtbot: QtBot, table: Path) -> None:
    window = open_window()
    before = window.bridge.document
    dialog = ImportDialog(table.parent, window)
    qtbot.addWidget(dialog)
    dialog.show()
    told: list[str] = []

    def refuse(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    meanwhile(refuse)
    dialog.import_from(table)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert dialog.isVisible()
    assert dialog.imported is None
    assert dialog.options.fields["unit"].accessibleName() in told[0]
    assert window.bridge.document is before
    dialog.reject()


def test_unsaved_work_is_asked_about_before_it_is_left(open_window: Open, table: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    before = window.bridge.document
    with monkeypatch.context() as patch:
        patch.setattr(type(window.file), "confirm_leave", lambda _: False)
        assert not window.file.begin_imported(before, table)
    assert window.bridge.document is before


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_dialog_speaks_the_reader_s_language(open_window: Open, qtbot: QtBot, table: Path, tag: str) -> None:
    window = open_window()
    set_language(tag)
    dialog = ImportDialog(table.parent, window)
    qtbot.addWidget(dialog)
    dialog.show()
    words = {one.text() for one in dialog.findChildren(QLabel)}
    assert words >= {tr("Format"), tr(dialog.importer.purpose), *(tr(option.title) for option in dialog.importer.options)}
    assert need(dialog.options.fields["language"], QComboBox).currentData() == tag
    units = need(dialog.options.fields["unit"], QComboBox)
    assert units.itemText(units.findData("h")) == {"fr": "heures", "en": "hours"}[tag]
    (found,) = [target for target in list_commands(window, window.dialogs) if target.words == tr(dialog.importer.title)]
    assert (found.aside, tr("Import…")) == (tr("Import"), window.actions_table.by_name["dialogs.import_document"].text())
