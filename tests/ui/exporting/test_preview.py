"""The export dialog shows what it will write: the sheets of a poster, the picture, the text; and names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from visavis.blueprint.drawing import PageSet
from visavis.blueprint.drawing.legibility import describe_titles, title_size
from visavis.blueprint.language import Count, plural
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.exporting.export_source import MOST_LINES, first_lines
from visavis.ui.kit.i18n import tr

OpenDialog = Callable[..., ExportDialog]
# Pixels: of a laptop, where list, fields and preview stand side by side.
ROOMY = (1250, 700)


@pytest.fixture
def open_dialog(open_window: Open, qtbot: QtBot, tmp_path: Path) -> OpenDialog:
    """Opens the dialog over the window of a file, with a format chosen."""
    def open_one(form: str, *files: Path) -> ExportDialog:
        window = open_window(*files)
        dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window, form=form)
        qtbot.addWidget(dialog, before_close_func=lambda opened: opened.reject())
        dialog.show()
        dialog.resize(*ROOMY)
        return dialog
    return open_one


def told_of(dialog: ExportDialog, qtbot: QtBot) -> str:
    """Return what is said of an export, once its preview is there."""
    qtbot.waitUntil(lambda: dialog.verdict.text not in ("", tr("The preview is being made…")), timeout=60_000)
    return dialog.verdict.text


def shown_pages(dialog: ExportDialog, qtbot: QtBot) -> PageSet | None:
    """Return the pages of the preview, once there is one."""
    told_of(dialog, qtbot)
    return dialog.preview._preview.pages


def without_annex(dialog: ExportDialog) -> None:
    annex = need(dialog.fields.options.fields["annex"], QComboBox)
    annex.setCurrentIndex(annex.findData("no"))


def test_the_sheets_are_shown_before_they_are_made(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster", BLANK)
    without_annex(dialog)
    assert told_of(dialog, qtbot) == tr(plural("{count} sheet of {paper}", "{count} sheets of {paper}", 1, paper="A3"))
    sheet = dialog.preview._sheet
    qtbot.waitUntil(lambda: sheet._image is not None, timeout=60_000)
    assert need(sheet._image).width() > need(sheet._image).height()
    orientation = need(dialog.fields.options.fields["orientation"], QComboBox)
    orientation.setCurrentIndex(orientation.findData("portrait"))
    qtbot.waitUntil(lambda: need(sheet._image).height() > need(sheet._image).width(), timeout=60_000)


def test_text_is_shown_as_text_and_a_mistake_as_a_sentence(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("spec", APA)
    qtbot.waitUntil(lambda: dialog.preview._text.toPlainText().startswith("{"), timeout=60_000)
    dialog.list.choose("png")
    assert told_of(dialog, qtbot) == tr("One picture")
    need(dialog.fields.options.fields["dpi"], QLineEdit).setText("lots")
    qtbot.waitUntil(lambda: "lots" in dialog.verdict.text, timeout=60_000)


@pytest.mark.slow
def test_slides_are_leafed_through_and_are_no_paper(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster", APA)
    told_of(dialog, qtbot)
    form = need(dialog.fields.options.fields["format"], QComboBox)
    form.setCurrentIndex(form.findData("pptx"))
    qtbot.waitUntil(lambda: dialog.preview._preview.is_slides, timeout=60_000)
    count = len(need(shown_pages(dialog, qtbot)).pages)
    assert count > 1
    assert told_of(dialog, qtbot) == tr(plural("{count} slide", "{count} slides", count))
    qtbot.waitUntil(lambda: dialog.preview.words.text() == tr(
        "Slide {number} of {count}", number=Count(1), count=Count(count)), timeout=60_000)
    dialog.preview.turn(1)
    assert dialog.preview.words.text() == tr("Slide {number} of {count}", number=Count(2), count=Count(count))


def test_several_sheets_are_leafed_through(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster", APA)
    paper = need(dialog.fields.options.fields["paper"], QComboBox)
    paper.setCurrentIndex(paper.findData("A4"))
    size = need(title_size(need(shown_pages(dialog, qtbot))))
    pages = need(dialog.preview._preview.pages)
    sheets, annex = len(pages.sheets), len(pages.pages) - len(pages.sheets)
    assert sheets > 1 < annex
    assert tr(describe_titles(size)) in dialog.verdict.text

    def sheet(number: int) -> str:
        return tr("Sheet {number} of {count}", number=Count(number), count=Count(sheets))
    assert dialog.preview.words.text() == sheet(1)
    dialog.preview.turn(1)
    assert dialog.preview.words.text() == sheet(2)
    dialog.preview.turn(100)
    assert dialog.preview.words.text() == tr("Annex, page {number} of {count}", number=Count(annex), count=Count(annex))
    dialog.preview.turn(-100)
    assert dialog.preview.words.text() == sheet(1)
    qtbot.waitUntil(dialog.preview._job_runner.is_idle, timeout=60_000)


def test_a_narrow_dialog_keeps_its_fields(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster")
    assert dialog.preview.isVisible()
    dialog.resize(400, 500)
    assert not dialog.preview.isVisible()
    assert dialog.list.isVisible()


def test_the_name_that_is_offered_names_the_format_and_its_paper(
        open_dialog: OpenDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, start: str, *_: object) -> tuple[str, str]:
        offered.append(Path(start).name)
        return "", ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog = open_dialog("poster", APA)
    dialog._ask_path()
    dialog.list.choose("spec")
    dialog._ask_path()
    poster, spec = (tr(words).split(" (")[0] for words in ("Poster", "Specification (JSON)"))
    assert offered == [f"Demander l’APA à domicile – {poster} A3.pdf", f"Demander l’APA à domicile – {spec}.spec.json"]


@pytest.mark.parametrize(("content", "shown"), [
    (b"a\nb", "a\nb"), ("é".encode() * 3_000, "é" * 2_000), (b"%PDF-1.7\n\xff\xfe\x00", ""), (b"\x89PNG\r\n\x1a\n\0\0", ""), (b"", ""),
    (b"x\n" * 500, "\n".join("x" * MOST_LINES)), (b"x" * 3_999 + "é".encode(), "x" * 3_999)])
def test_only_text_is_shown_as_text(content: bytes, shown: str) -> None:
    assert first_lines(content) == shown


def test_paper_can_be_typed_and_is_shown_before_it_is_written(open_dialog: OpenDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog("poster", BLANK)
    paper = need(dialog.fields.options.fields["paper"], QComboBox)
    assert paper.isEditable()
    assert dialog.fields.order.options["paper"] == "A3"
    told_of(dialog, qtbot)
    paper.setEditText("600x900mm")
    assert dialog.fields.order.options["paper"] == "600x900mm"
    sheet = dialog.preview._sheet
    qtbot.waitUntil(lambda: sheet._image is not None and sheet._image.height() > sheet._image.width(), timeout=60_000)
    paper.setEditText("B4")
    qtbot.waitUntil(lambda: "B4" in dialog.verdict.text, timeout=60_000)
    paper.setEditText("US Letter")
    assert dialog.fields.order.options["paper"] == "letter"
    dialog.export_to(tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=60_000)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


def test_options_that_few_want_are_shown_when_asked_for(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster", BLANK)
    without_annex(dialog)
    more = need(dialog.fields.options.more, QPushButton)
    tile = need(dialog.fields.options.fields["tile"], QComboBox)
    assert not tile.isVisible()
    assert dialog.fields.options.fields["paper"].isVisible()
    more.click()
    assert tile.isVisible()
    tile.setCurrentIndex(tile.findData("A4"))
    qtbot.waitUntil(lambda: "3" in dialog.verdict.heading.text(), timeout=60_000)
    more.click()
    assert not tile.isVisible()
    assert dialog.fields.order.options["tile"] == "A4"
    dialog.list.choose("graphml")
    assert dialog.fields.options.more is None


def test_all_options_that_are_shown_have_room(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog("poster", APA)
    told_of(dialog, qtbot)
    assert dialog.scroll_area.verticalScrollBar().maximum() == 0
