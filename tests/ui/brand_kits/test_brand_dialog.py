"""Brand kits in the window: chosen, made, mended with a click, shared; every export and its preview is drawn with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.drawing.brand.kits import EXAMPLE, picture, write_kit
from tests.ui.conftest import APA, Open, write
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.drawing.brand.brand_colours import BrandColour
from visavis.blueprint.registry import import_kit, load_kit, own_kits
from visavis.ui.features.brand_kits.brand_dialog import FRESH, NONE, BrandDialog
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.kit.i18n import set_language
from visavis.ui.window.main_window import MainWindow

EXAMPLE_NAME = "ville-de-saint-exemple"


@pytest.fixture(autouse=True)
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_BRANDS", str(tmp_path / "mine"))
    return tmp_path / "mine"


def show(qtbot: QtBot, window: MainWindow, chosen: str = "") -> BrandDialog:
    dialog = BrandDialog(window.bridge.document, window.bridge.analysis, chosen, window)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    return dialog


def settle(qtbot: QtBot, dialog: BrandDialog) -> None:
    qtbot.waitUntil(lambda: dialog.preview.is_idle, timeout=20_000)
    QApplication.processEvents()


def rewrite(line: QLineEdit, text: str) -> None:
    line.selectAll()
    write(line, text)


def choose(dialog: BrandDialog, name: str) -> None:
    dialog.kits.setCurrentIndex(dialog.kits.findData(name))


@pytest.mark.slow
def test_a_kit_is_made_in_the_window_and_exports_are_drawn_with_it(open_window: Open, qtbot: QtBot, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(APA)
    set_language("en")
    (tmp_path / "logo.png").write_bytes(picture())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "logo.png"), ""))

    def fill(dialog: Any) -> None:
        choose(dialog, FRESH)
        assert not dialog.use.isEnabled(), "a kit needs a name"
        write(dialog.name, "Trois-Ponts")
        write(dialog.colours[BrandColour.MAIN].line, "0B5D57")
        QTest.mouseClick(dialog.logo.choose, Qt.MouseButton.LeftButton)
        settle(qtbot, dialog)
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)

    meanwhile(fill)
    window.actions_table.by_name["dialogs.show_brand_kits"].trigger()
    assert window.settings.brand == "trois-ponts"
    assert window.status.currentMessage() == "Exports are drawn with the brand kit."
    assert load_kit("trois-ponts").entries.colours.main == "#0B5D57"
    seen: list[ExportDialog] = []

    def export(dialog: Any) -> None:
        seen.append(dialog)
        qtbot.waitUntil(lambda: dialog.preview._preview.pages is not None, timeout=20_000)
        ids = {group.id for group in dialog.preview._preview.pages.pages[0].drawing.groups}
        assert "logo" in ids
        dialog.export_button.click()
        qtbot.waitUntil(lambda: dialog.written == (tmp_path / "poster.pdf",), timeout=60_000)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "poster.pdf"), ""))
    meanwhile(export)
    window.actions_table.by_name["dialogs.export"].trigger()
    assert (tmp_path / "poster.pdf").read_bytes().count(b"/Image") > 0

    def go_without(dialog: Any) -> None:
        choose(dialog, NONE)
        dialog.use.click()

    meanwhile(go_without)
    window.actions_table.by_name["dialogs.show_brand_kits"].trigger()
    assert window.settings.brand == ""
    assert window.status.currentMessage() == "Exports are drawn without a brand kit."


def test_a_colour_that_cannot_be_read_is_told_and_mended_with_a_click(open_window: Open, qtbot: QtBot) -> None:
    set_language("en")
    dialog = show(qtbot, open_window(APA), import_kit(EXAMPLE))
    field = dialog.colours[BrandColour.CITIZEN]
    assert "it can be read" in field.told.text()
    assert field.take.isHidden()
    rewrite(field.line, "#E87722")
    settle(qtbot, dialog)
    assert field.told.text().startswith("Contrast 2.7:1, where words need 4.5:1; the nearest that passes, #B35400, is used.")
    assert field.take.text() == "Use #B35400"
    QTest.mouseClick(field.take, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert field.value == "#B35400"
    assert field.take.isHidden()
    rewrite(field.line, "green")
    assert "Write it as #" in field.told.text()
    assert not dialog.use.isEnabled()
    dialog.reject()


def test_a_colour_is_picked_from_all(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QColor

    dialog = show(qtbot, open_window(APA), FRESH)
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#123456"))
    dialog.colours[BrandColour.AGENT].swatch.click()
    assert dialog.colours[BrandColour.AGENT].value == "#123456"
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor())
    dialog.colours[BrandColour.AGENT].swatch.click()
    assert dialog.draft.colours == {"agent": "#123456"}
    dialog.reject()


def test_a_file_that_cannot_be_used_is_told_beside_it(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    set_language("fr")
    dialog = show(qtbot, open_window(APA), import_kit(EXAMPLE))
    (tmp_path / "font.ttf").write_bytes(b"no font")
    dialog.fonts["bold"].show_file(tmp_path / "font.ttf")
    dialog.fonts["bold"].changed.emit()
    settle(qtbot, dialog)
    assert dialog.fonts["bold"].fault.text() == "Fichier non utilisé\u00a0: ce n’est pas une police\u202f; choisissez un fichier TTF ou OTF."
    dialog.fonts["bold"].remove.click()
    settle(qtbot, dialog)
    assert dialog.fonts["bold"].fault.isHidden()
    assert "bold" not in dialog.draft.fonts
    dialog.reject()
    set_language("en")


def test_kits_are_imported_shared_and_deleted(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("en")
    dialog = show(qtbot, open_window(APA))
    assert not dialog.share_button.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(EXAMPLE / "brand.toml"), ""))
    dialog.import_button.click()
    assert dialog.kits.currentData() == EXAMPLE_NAME
    assert dialog.name.text() == "Ville de Saint-Exemple"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    seen = meanwhile(press("OK"))
    dialog.share_button.click()
    assert str(tmp_path / EXAMPLE_NAME) in seen[0].text()
    assert load_kit(str(tmp_path / EXAMPLE_NAME)).logo is not None
    meanwhile(press("Delete it"))
    dialog.remove_button.click()
    assert own_kits() == {}
    assert dialog.kits.currentData() == NONE
    bad = write_kit(tmp_path / "bad", "name = 3")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    seen = meanwhile(press("OK"))
    dialog.import_button.click()
    assert "name 3 is not right" in seen[0].text()
    dialog.reject()


@pytest.mark.slow
def test_only_what_was_changed_is_written(open_window: Open, qtbot: QtBot) -> None:
    name = import_kit(EXAMPLE)
    before = own_kits()[name].stat().st_mtime_ns
    dialog = show(qtbot, open_window(APA), name)
    dialog.use.click()
    assert (dialog.chosen, own_kits()[name].stat().st_mtime_ns) == (name, before)
    again = show(qtbot, open_window(APA), name)
    rewrite(again.phone, "3939")
    again.use.click()
    assert load_kit(name).entries.phone == "3939"


def test_a_kit_that_is_gone_is_told_where_something_is_exported(open_window: Open, qtbot: QtBot) -> None:
    set_language("en")
    window = open_window(APA)
    window.settings.brand = "gone"
    told: list[str] = []

    def look(dialog: Any) -> None:
        qtbot.waitUntil(lambda: "kit" in dialog.verdict.heading.text(), timeout=20_000)
        told.append(dialog.verdict.heading.text())
        dialog.reject()

    meanwhile(look)
    window.actions_table.by_name["dialogs.export"].trigger()
    assert told == ["the brand kit “gone” is no longer there: choose another under File › Brand kit…"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_says_what_it_is(open_window: Open, qtbot: QtBot, language: str) -> None:
    window = open_window(APA)
    set_language(language)
    dialog = show(qtbot, window, FRESH)
    for field in (dialog.name, dialog.phone, dialog.spoken, *(one.line for one in dialog.colours.values()),
                  *(one.swatch for one in dialog.colours.values()), *(one.choose for one in dialog.fonts.values()), dialog.logo.choose):
        assert field.accessibleName()
    dialog.reject()
    set_language("en")
