"""The export dialog lets people choose a part of a blueprint, and asks for the internal version."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from visavis.blueprint.registry import ContentChoice
from visavis.ui.features.exporting.export_dialog import ExportDialog


def opened(open_window: Open, qtbot: QtBot, folder: Path, form: str, *files: Path) -> ExportDialog:
    window = open_window(*files)
    dialog = ExportDialog(window.bridge.document, folder, window.bridge.analyse, window, form=form)
    qtbot.addWidget(dialog, before_close_func=lambda shown: shown.reject())
    dialog.show()
    return dialog


def test_everything_is_exported_for_everybody_unless_asked(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(open_window, qtbot, tmp_path, "svg", APA)
    assert dialog.fields.content.choice == ContentChoice()
    assert not dialog.fields.content.holder.isVisible()
    before = dialog.height()
    dialog.fields.content.toggle.click()
    assert dialog.fields.content.holder.isVisible()
    assert dialog.height() >= before
    assert set(dialog.fields.content.chips) == {"personas", "phases", "lanes", "journeys"}


def test_what_is_chosen_is_exported(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(open_window, qtbot, tmp_path, "svg", APA)
    dialog.fields.content.toggle.click()
    dialog.fields.content.chips["phases"].chips["attendre"].click()
    dialog.fields.content.versions.setCurrentIndex(1)
    assert dialog.fields.content.choice == ContentChoice(phases=("attendre",), internal=True)
    path = tmp_path / "x.svg"
    dialog.export_to(path)
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=60_000)
    text = path.read_text(encoding="utf-8")
    assert "Extrait" in text
    assert "Version interne" in text
    assert 'data-id="evaluer"' not in text


def test_a_choice_that_leaves_nothing_is_told_in_the_preview(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(open_window, qtbot, tmp_path, "svg", APA)
    dialog.resize(1250, 700)
    for part, name in (("personas", "nguyen"), ("phases", "decider")):
        need(dialog.fields.content.chips[part]).chips[name].click()
    qtbot.waitUntil(lambda: "étape" in dialog.verdict.text or "step" in dialog.verdict.text,
                    timeout=60_000)


def test_a_blank_blueprint_has_nothing_to_choose_from_but_its_grid(open_window: Open, qtbot: QtBot,
                                                                   tmp_path: Path) -> None:
    dialog = opened(open_window, qtbot, tmp_path, "svg", BLANK)
    assert "journeys" not in dialog.fields.content.chips
