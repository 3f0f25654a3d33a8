"""Saving a template in the window, and beginning from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.need import need
from tests.ui.conftest import APA, Open, write
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.registry import own_templates
from visavis.ui.features.template_dialog import TemplateDialog
from visavis.ui.kit.i18n import set_language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_template_is_saved_listed_used_and_removed(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "mine"))
    window = open_window(APA)
    set_language(language)

    def fill() -> None:
        dialog = need(QApplication.activeModalWidget(), TemplateDialog)
        dialog.name.selectAll()
        write(dialog.name, "Mon gabarit & moi")
        dialog.with_steps.setFocus()
        QTest.keyClick(dialog.with_steps, Qt.Key.Key_Space)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    QTimer.singleShot(0, fill)
    window.actions_table.by_name["dialogs.save_as_template"].trigger()
    assert list(own_templates()) == ["mon-gabarit-moi"]
    assert "template" in window.status.currentMessage() or "modèle" in window.status.currentMessage()
    assert window.file.new("mon-gabarit-moi")
    assert window.bridge.document.steps == ()
    assert len(window.bridge.document.head.lanes) > 3
    seen = meanwhile(lambda dialog: dialog.reject())
    window.dialogs.remove_template("mon-gabarit-moi")
    assert "Mon gabarit & moi" in seen[0].text()
    assert list(own_templates()) == ["mon-gabarit-moi"]
    meanwhile(press("Supprimer" if language == "fr" else "Delete it"))
    window.dialogs.remove_template("mon-gabarit-moi")
    assert own_templates() == {}


def test_a_template_without_a_name_cannot_be_saved(open_window: Open) -> None:
    window = open_window(APA)
    seen = []

    def clear() -> None:
        dialog = need(QApplication.activeModalWidget(), TemplateDialog)
        dialog.name.clear()
        seen.append(dialog.save.isEnabled())
        dialog.reject()

    QTimer.singleShot(0, clear)
    window.dialogs.save_as_template()
    assert seen == [False]
