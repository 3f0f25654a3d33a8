"""The export dialog tells which letters no font has, and the canvas shows every script that ships with a face."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.drawing import MISSING_GLYPH, Text
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.text import GlyphRun
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.kit.i18n import language
from visavis.ui.window.main_window import MainWindow

BIRD = "\U00013171"


def title_first_step(window: MainWindow, title: str) -> None:
    window.bridge.do(EditStep(window.bridge.document.steps[0].id, title=title))


NAMED = f"{BIRD} (EGYPTIAN HIEROGLYPH G043, U+13171)"
SAID = {"en": f"image.svg: no font has {NAMED}, so a box stands for it in “Nourrir {BIRD}", "fr": f"aucune police n’a {NAMED}"}


@pytest.mark.parametrize(("title", "has_box"), [(f"Nourrir {BIRD}", True), ("Nourrir l’ibis سلام", False)])
def test_an_export_with_boxes_says_so_and_is_written(open_window: Open, qtbot: QtBot, tmp_path: Path, title: str,
                                                     has_box: bool) -> None:
    window = open_window(APA)
    title_first_step(window, title)
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form="svg")
    dialog.show()
    seen = meanwhile(press("OK")) if has_box else []
    texts: list[str] = []
    dialog.accepted.connect(lambda: texts.extend(one.text() for one in seen if isinstance(one, QMessageBox)))
    dialog.export_to(tmp_path / "image.svg")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=30_000)
    assert dialog.written == (tmp_path / "image.svg",)
    assert (tmp_path / "image.svg").stat().st_size > 1000
    assert len(texts) == has_box
    assert all(SAID[language()] in text for text in texts)
    dialog.deleteLater()


@pytest.mark.few(2)
@pytest.mark.parametrize("words", ["سلام لا إله", "می\u200cخواهم گزارش", "தமிழ் கொடு", "สวัสดี ที่นี่"])
def test_the_canvas_shows_the_same_glyphs_as_the_exports(open_window: Open, qtbot: QtBot, words: str) -> None:
    window = open_window(APA)
    title_first_step(window, words)
    qtbot.waitUntil(lambda: words in shown_lines(window), timeout=10_000)
    assert MISSING_GLYPH not in [glyph for segment in shown_lines(window)[words].segments for glyph in segment.glyphs]
    assert not all(segment.is_nominal for segment in shown_lines(window)[words].segments)


def shown_lines(window: MainWindow) -> dict[str, GlyphRun]:
    """Return the lines of the drawing on the canvas by their text."""
    drawing = need(window.canvas.picture).drawing
    return {part.run.text: part.run for group in drawing.groups for part in group.primitives if isinstance(part, Text)}
