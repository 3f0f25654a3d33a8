"""Presets in the place: chosen, saved, renamed, deleted; what of one cannot be made here is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import APA, Answers, Open
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.registry import plugins, read_presets
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.kit.i18n import set_language, tr

Place = Callable[..., ExportDialog]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "presets"


@pytest.fixture
def open_place(open_window: Open, qtbot: QtBot, tmp_path: Path, folder: Path) -> Place:
    """Opens the place over the window of a file."""
    def open_one() -> ExportDialog:
        window = open_window(APA)
        place = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form="svg", presets=folder)
        qtbot.addWidget(place, before_close_func=lambda opened: opened.reject())
        place.show()
        return place
    return open_one


def named(monkeypatch: pytest.MonkeyPatch, title: str, *, is_meant: bool = True) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (title, is_meant))


def titles(place: ExportDialog) -> list[str]:
    return [place.presets.box.itemText(row) for row in range(place.presets.box.count())]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_preset_checks_what_it_names_with_its_options(open_place: Place, tag: str) -> None:
    set_language(tag)
    place = open_place()
    place.presets.choose(tr("Print shop"))
    (order,) = place.list.checked_orders()
    assert (order.form, order.options["paper"], order.options["bleed"], order.options["marks"]) == ("poster", "A0", "3", "crop")
    assert place.exporter.name == "poster"
    assert place.fields.options.fields["bleed"].isVisible(), "what is set is in sight"
    place.presets.choose(tr("Meeting"))
    assert [order.form for order in place.list.checked_orders()] == ["poster", "infographic"]
    assert place.list.checked_orders()[0].options["bleed"] == "0", "of the one before, nothing is left"
    place.presets.choose(tr("Everything there is"))
    assert {order.form for order in place.list.checked_orders()} == set(plugins().exporters)
    place.presets.choose(tr("None"))
    assert place.list.checked_orders() == []
    assert titles(place) == [tr(words) for words in ("None", "Office printer", "Print shop", "Meeting", "Everything there is")]
    assert tag == "en" or "Imprimante du bureau" in titles(place)


@pytest.mark.slow
def test_what_is_checked_is_saved_and_comes_back_in_another_window(open_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place = open_place()
    place.list.choose("poster")
    place.list.add_another()
    place.fields.choose_option("paper", "A0")
    place.fields.languages.setCurrentIndex(place.fields.languages.findData("en"))
    kept = place.list.checked_orders()
    named(monkeypatch, " Comité  d’été ")
    place.presets.saving.trigger()
    assert place.presets.box.currentText() == "Comité d’été"
    assert place.list.checked_orders() == kept
    place.reject()
    again = open_place()
    again.presets.choose("Comité d’été")
    assert again.list.checked_orders() == kept
    assert [order.options["paper"] for order in kept] == ["A3", "A0"]
    assert not again.presets.slips.isVisible()
    again.presets.choose(tr("Meeting"))
    assert again.list.count() == len(plugins().exporters), "rows that were added go with their preset"


def test_one_s_own_is_renamed_replaced_and_deleted(open_place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = open_place()
    assert not place.presets.renaming.isEnabled()
    assert not place.presets.deleting.isEnabled()
    for title in ("Un", "Deux"):
        named(monkeypatch, title)
        place.presets.saving.trigger()
    assert place.presets.renaming.isEnabled()
    named(monkeypatch, "Trois")
    place.presets.renaming.trigger()
    assert titles(place)[-2:] == ["Trois", "Un"]
    assert place.presets.box.currentText() == "Trois"
    named(monkeypatch, "un")
    seen = meanwhile(press(tr("Cancel")))
    place.presets.renaming.trigger()
    assert seen
    assert titles(place)[-2:] == ["Trois", "Un"]
    named(monkeypatch, "trois")
    place.presets.renaming.trigger()
    assert titles(place)[-2:] == ["trois", "Un"]
    place.list.choose("dot")
    named(monkeypatch, "Un")
    meanwhile(press(tr("Replace it")))
    place.presets.saving.trigger()
    assert [order.form for preset in read_presets(folder).presets for order in preset.orders] == ["svg", "dot"]
    meanwhile(press(tr("Cancel")))
    place.presets.deleting.trigger()
    assert "Un" in titles(place)
    meanwhile(press(tr("Delete")))
    place.presets.deleting.trigger()
    assert titles(place)[-1] == "trois"
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(("title", "is_meant"), [("", True), ("  ", True), ("x", False)])
def test_no_name_saves_nothing(open_place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch, title: str, is_meant: bool) -> None:
    named(monkeypatch, title, is_meant=is_meant)
    open_place().presets.saving.trigger()
    assert not folder.exists()


def test_the_name_of_one_that_ships_is_not_taken(open_place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers) -> None:
    place = open_place()
    named(monkeypatch, tr("Meeting").upper())
    said = answers()
    place.presets.saving.trigger()
    assert len(said) == 1
    assert not folder.exists()


def test_a_slip_is_said_and_the_rest_is_checked(open_place: Place, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.exports.json").write_text(json.dumps({"format": "visavis-exports/1", "title": "De loin", "exports": [
        {"format": "saint-exemple"}, {"format": "poster", "options": {"paper": "A2", "colour": "red"}, "personas": ["nobody"]}]}), encoding="utf-8")
    (folder / "b.exports.json").write_text("{", encoding="utf-8")
    place = open_place()
    assert place.presets.slips.isVisible()
    assert "b.exports.json" in place.presets.slips.text()
    place.presets.choose("De loin")
    (order,) = place.list.checked_orders()
    assert order.options["paper"] == "A2"
    assert place.presets.slips.text().count("\n") == 2
    for slip in ("saint-exemple", "colour", "nobody"):
        assert slip in place.presets.slips.text()
    place.presets.choose(tr("Meeting"))
    assert not place.presets.slips.isVisible()


def test_a_folder_that_takes_nothing_is_told(open_place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers) -> None:
    folder.write_text("a file", encoding="utf-8")
    place = open_place()
    named(monkeypatch, "Un")
    said = answers()
    place.presets.saving.trigger()
    assert len(said) == 1
    assert titles(place)[-1] == tr("Everything there is")
