"""The whole job without a mouse: begin, draw both sides, see the friction, fill in, print, save, from keys alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import BLANK, Open
from tests.ui.dialogs import meanwhile
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import BlueprintDocument, FlowKind
from visavis.blueprint.storage import load
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.start_page.page import StartPage
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.window.main_window import MainWindow

Key = Qt.Key
NONE, CTRL, ALT, SHIFT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
                          Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)


class Keyboard:
    """Keys go to whatever has the focus; a shortcut of a menu works as it would on a desktop."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def write(self, text: str) -> None:
        for letter in text:
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                focused = QApplication.focusWidget()
                assert focused is not None
                QApplication.sendEvent(focused, QKeyEvent(kind, key, NONE, letter))

    def in_dialog(self, keys: Callable[[Any], None]) -> list[QDialog]:
        """Press keys in the next dialog once it has the focus; they must close it."""
        def once_active(dialog: QDialog) -> None:
            assert QTest.qWaitForWindowActive(dialog)
            QTest.qWait(100)
            keys(dialog)

        return meanwhile(once_active)


@pytest.fixture
def keyboard(open_window: Open) -> Keyboard:
    return Keyboard(open_window(BLANK))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_job_without_a_mouse(keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, language: str) -> None:
    set_language(language)
    window = keyboard.window

    def document() -> BlueprintDocument:
        return window.bridge.document

    # Begin: the start page by its key, the blank template by arrows and Enter.
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, StartPage)
        assert QApplication.focusWidget() is dialog.lists["templates"], QApplication.focusWidget()
        keyboard.press(Key.Key_Home)
        keyboard.press(Key.Key_Return)

    seen = keyboard.in_dialog(choose)
    keyboard.press(Key.Key_N, CTRL)
    assert not seen[0].isVisible()
    # A desktop gives the window back its focus by itself.
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    qtbot.waitUntil(window.canvas.is_still)
    assert window.canvas.hasFocus()

    # Draw both sides.
    keyboard.write("Cherche comment faire !20min @web")
    keyboard.press(Key.Key_Tab)
    keyboard.write("Remplit le formulaire !45min #Formulaire")
    keyboard.press(Key.Key_Return, CTRL)
    keyboard.write("Vérifie le dossier !15min")
    keyboard.press(Key.Key_Tab)
    keyboard.write("Instruit ~40" + ("j" if language == "fr" else "d"))
    keyboard.press(Key.Key_Return)
    assert [step.title for step in document().steps] == ["Cherche comment faire", "Remplit le formulaire", "Vérifie le dossier",
                                                         "Instruit"]
    assert [flow.kind for flow in document().flows] == [FlowKind.SEQUENCE, FlowKind.INTERACTION, FlowKind.SEQUENCE]
    keyboard.press(Key.Key_M, CTRL)
    keyboard.write("- personne ne sait quand")
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_Escape)
    assert len(document().head.notes) == 1

    # Fill in, in the table: how hard it was.
    keyboard.press(Key.Key_Tab, CTRL)
    assert window.header.current_screen() == "table"
    view = window.panels.find(TablePanel).view
    assert view.hasFocus()
    columns = window.panels.find(TablePanel).model.sheet.columns
    keyboard.press(Key.Key_Home, CTRL)
    for _ in columns:
        if columns[view.currentIndex().column()].key != "effort":
            keyboard.press(Key.Key_Right)
    assert columns[view.currentIndex().column()].key == "effort"
    keyboard.write("5")
    keyboard.press(Key.Key_Return)
    assert 5 in {step.effort for step in document().steps}

    # See the friction, and go from its list to the drawing.
    keyboard.press(Key.Key_Tab, CTRL)
    assert window.header.current_screen() == "frictions"
    qtbot.waitUntil(lambda: window.bridge.is_settled() and window.frictions.model.rowCount() > 0, timeout=20_000)
    assert window.frictions.view.hasFocus()
    keyboard.press(Key.Key_Down)
    keyboard.press(Key.Key_Return)
    assert window.header.current_screen() == "draw"
    assert len(window.bridge.selection) == 1

    # Save; the desktop's own file dialogs are not the program's.
    path = tmp_path / "demande.blueprint.json"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    keyboard.press(Key.Key_S, CTRL)
    assert load(path).document == document()

    # Print the poster to a file.
    poster = tmp_path / "demande.pdf"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(poster), ""))

    def export(dialog: ExportDialog) -> None:
        assert QApplication.focusWidget() is dialog.list
        keyboard.press(Key.Key_Home)
        for _ in range(dialog.list.count()):
            if dialog.exporter.name != "poster":
                keyboard.press(Key.Key_Down)
        assert dialog.exporter.name == "poster"
        keyboard.press(Key.Key_Return)
        deadline = time.monotonic() + 60
        while dialog.isVisible() and time.monotonic() < deadline:
            QTest.qWait(50)

    seen = keyboard.in_dialog(export)
    keyboard.press(Key.Key_E, CTRL)
    assert poster.read_bytes().startswith(b"%PDF")
    assert tr("Exported: {file}", file=str(poster)) in window.status.currentMessage()
