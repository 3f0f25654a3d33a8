"""The window stays up, whatever plug-ins do, and says which ones were set aside."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.registry.broken import FAULTS, KINDS, Fault, install, install_good, site
from tests.ui.conftest import ROOT, Answers, Open
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.storage import load
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.journeys.journeys_panel import JourneysPanel

__all__ = ["site"]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"


@pytest.mark.slow
@pytest.mark.english
def test_with_all_of_them_at_once_the_window_is_up_and_names_them(site: Path, open_window: Open, qtbot: QtBot) -> None:
    names = {(kind, fault): install(site, kind, fault) for kind in KINDS for fault in FAULTS}
    install_good(site)
    window = open_window(SHOESHINE)
    told = window.frictions.body.faults
    assert window.frictions.line.warning.isVisible()
    assert not told.isVisible()
    window.panels.toggle("frictions")
    assert told.isVisible()
    for (kind, fault), name in names.items():
        assert (f"plug-in '{name}'" in told.toolTip().replace("&#x27;", "'")) == (fault.at_load or kind == "rule"), name
    assert "and " in told.text()
    assert told.text().count("\n") <= 4
    rules = {hotspot.finding.rule for hotspot in window.frictions.model.hotspots}
    assert "rule-good" in rules
    assert not rules & set(names.values())
    window.bridge.ask_analysis()
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)


@pytest.mark.few(2)
@pytest.mark.english
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not fault.at_load], ids=lambda fault: fault.name)
def test_a_format_that_fails_is_told_where_it_was_asked_for(site: Path, open_window: Open, qtbot: QtBot, answers: Answers, tmp_path: Path,
                                                            fault: Fault) -> None:
    name = install(site, "exporter", fault)
    window = open_window(SHOESHINE)
    said = answers()
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=name)
    assert dialog.exporter.name == name
    target = tmp_path / "made.txt"
    dialog.export_to(target)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert f"plug-in '{name}'" in said[0]
    assert not target.exists()
    dialog.reject()


@pytest.mark.english
def test_whoever_gives_up_an_export_does_not_wait_for_it(site: Path, open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(site, "exporter", FAULTS[13])
    window = open_window(SHOESHINE)
    monkeypatch.setenv("VISAVIS_PLUGIN_SECONDS", "60")
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=name)
    dialog.export_to(tmp_path / "made.txt")
    qtbot.wait(800)
    begun = time.monotonic()
    dialog.reject()
    assert time.monotonic() - begun < 5


@pytest.mark.english
def test_an_ending_that_fails_is_told_before_a_name_is_asked_for(site: Path, open_window: Open, answers: Answers, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(site, "exporter", Fault("ending", "", top="from functools import partial",
                                           field="options = ()"))
    module = site / "broken_exporter_ending.py"
    module.write_text(module.read_text(encoding="utf-8").replace('return ".txt"', "raise SystemExit"), encoding="utf-8")
    window = open_window(SHOESHINE)
    said = answers()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("nothing can be saved"))
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=name)
    dialog._ask_path()
    assert f"plug-in '{name}'" in said[0]
    dialog.reject()


@pytest.mark.few(2)
@pytest.mark.english
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not fault.at_load], ids=lambda fault: fault.name)
def test_a_template_that_fails_is_told_and_the_document_stays(site: Path, open_window: Open, answers: Answers, fault: Fault) -> None:
    name = install(site, "template", fault)
    window = open_window(SHOESHINE)
    before, said = window.bridge.document, answers()
    assert not window.file.new(name)
    assert f"plug-in '{name}'" in said[0]
    assert window.bridge.document is before


@pytest.mark.english
def test_a_redesigned_id_that_is_no_file_s_name_is_told_and_the_list_is_there(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    document = load(SHOESHINE).document
    window = open_window(SHOESHINE)
    window.bridge.set_path(tmp_path / "x.blueprint.json")
    window.bridge.replace(document.replace(head=document.head.model_copy(update={"redesigns": "../x"})))
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)
    assert "'../x' is not a file name" in window.frictions.body.faults.text()
    assert window.frictions.model.rowCount() > 0
    assert "Looking" not in window.frictions.counts.text()


@pytest.mark.english
def test_settings_that_name_nothing_are_told_and_the_list_is_there(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    document = load(SHOESHINE).document
    window = open_window(document.replace(head=document.head.model_copy(update={"rules": "saint-exemple"})))
    told = window.frictions.body.faults
    assert "rule set 'saint-exemple' does not exist" in told.text()
    assert "plug-in that is not installed" in told.text()
    (tmp_path / "visavis.toml").write_text("[rulse]\n", encoding="utf-8")
    window.bridge.set_path(tmp_path / "x.blueprint.json")
    qtbot.waitUntil(lambda: window.bridge.is_settled() and "rulse" in told.text(), timeout=10_000)
    assert window.frictions.model.rowCount() > 0
    window.bridge.replace(document)
    (tmp_path / "visavis.toml").unlink()
    window.bridge.ask_analysis()
    qtbot.waitUntil(lambda: window.bridge.is_settled() and not told.isVisible(), timeout=10_000)


@pytest.mark.english
def test_an_analysis_that_fails_is_told_in_the_list_and_among_the_journeys(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(SHOESHINE)

    def fails(document: object, cancelled: object) -> Analysis:
        raise SystemExit("gone")

    whole, window.bridge.analyse = window.bridge.analyse, fails
    window.bridge.replace(window.bridge.document)
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)
    assert window.frictions.view.nothing == ("The analysis failed (SystemExit); drawing and saving are not affected.")
    assert window.frictions.counts.text() == ""
    window.go_to("journeys")
    assert window.panels.find(JourneysPanel).counts.text() == window.frictions.view.nothing
    window.bridge.analyse = whole
    window.bridge.ask_analysis()
    qtbot.waitUntil(lambda: window.bridge.is_settled() and window.frictions.model.rowCount() > 0, timeout=10_000)
    begun = time.monotonic()
    qtbot.waitUntil(window.panels.find(JourneysPanel).is_settled, timeout=10_000)
    assert time.monotonic() - begun < 10
    assert "failed" not in window.panels.find(JourneysPanel).counts.text()
