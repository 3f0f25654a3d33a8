"""Dialogs on a small laptop at 200 %: no larger than the screen, their buttons in sight, in the window's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import APA, Open
from tests.ui.dialogs import meanwhile
from visavis.blueprint.language import LANGUAGES
from visavis.ui.kit import scrolling_dialog
from visavis.ui.kit.i18n import set_language
from visavis.ui.window.help_dialog import pages

# 1366 by 768 pixels at 200 %, without the frame of a window and the desktop's bar.
ROOM = QSize(635, 336)
DIALOGS = ["dialogs.show_start_page", "dialogs.import_document", "dialogs.save_as_template", "dialogs.export",
           "dialogs.show_preferences", "dialogs.show_guide", "dialogs.report_problem", "dialogs.show_scale",
           "dialogs.print_poster", "dialogs.show_brand_kits", "dialogs.write_plain_words", "dialogs.write_record"]


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_and_its_buttons_are_in_sight(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(scrolling_dialog, "room_for", lambda _: ROOM)
    window = open_window(APA)
    wrong: list[Any] = []
    seen: list[QDialog] = []

    def look(dialog: QDialog) -> None:
        QApplication.processEvents()
        seen.append(dialog)
        wrong.append((dialog.size(), dialog.minimumSizeHint()) if dialog.size().boundedTo(ROOM) != dialog.size() else "")
        for button in dialog.findChildren(QPushButton):
            below = button.isDefault() and not dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))
            wrong.append(button.text() if below and button.isVisible() else "")
        dialog.reject()

    meanwhile(look)
    window.actions_table.by_name[name].trigger()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize(("context", "english", "french"), [
    ("QFileDialog", "Look in:", "Voir dans :"), ("QPrintPreviewDialog", "Print Preview", "Aperçu avant impression"),
    ("QPlatformTheme", "Cancel", "Annuler"), ("QPlatformTheme", "Save", "Enregistrer")])
def test_what_qt_says_is_in_the_window_s_language(qapp: QApplication, context: str, english: str, french: str) -> None:
    set_language("fr")
    assert QCoreApplication.translate(context, english).replace("\N{NO-BREAK SPACE}", " ") == french
    set_language("en")
    assert QCoreApplication.translate(context, english) == english


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_page_of_the_help_is_cut(tag: str) -> None:
    """`# ` stands in the text, too: between back-ticks, as what people type."""
    source = (Path(__file__).parents[2] / "templates" / "help" / f"guide.{tag}.md").read_text(encoding="utf-8")
    guide = pages(tag)[:source.count("\n# ") + 1]
    assert [page.title for page in guide] == [line[2:] for line in source.splitlines() if line.startswith("# ")]
    for page in guide:
        assert page.text.count("`") % 2 == 0, page.title
    assert sum(len(page.text.split()) for page in guide) == sum(
        len(line.split()) for line in source.splitlines() if not line.startswith("# "))
