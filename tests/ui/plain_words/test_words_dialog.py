"""What the public reads, written beside its page: by mouse and keys, with suggestions on request and one undo step each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, ROOT, Open, write
from tests.ui.dialogs import meanwhile
from visavis.blueprint.analysis import lacking_plain_words
from visavis.blueprint.editing import commands
from visavis.blueprint.language import LANGUAGES
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.plain_words.live_field import REST_MILLISECONDS
from visavis.ui.features.plain_words.live_page import PageTarget, find_target
from visavis.ui.features.plain_words.words_dialog import RECORD, STEPS, WordsDialog
from visavis.ui.kit import scrolling_dialog
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.theme_sheet import apply_appearance
from visavis.ui.window.main_window import MainWindow

# They read what stands in the window.
pytestmark = pytest.mark.english

HOTEL = ROOT / "examples" / "hotel-stay.blueprint.json"
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
OpenWords = Callable[..., tuple[MainWindow, WordsDialog]]


@pytest.fixture
def open_words(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> OpenWords:
    # A laptop of 1366 by 768.
    for place in ("features.plain_words.words_dialog", "kit.scrolling_dialog"):
        monkeypatch.setattr(f"visavis.ui.{place}.room_for", lambda _: QSize(1318, 652))

    def show(path: Any = APA, part: str = STEPS, step: str = "") -> tuple[MainWindow, WordsDialog]:
        window = open_window(path)
        dialog = WordsDialog(window.bridge, window, part=part, step=step)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        settle(qtbot, dialog)
        return window, dialog
    return show


def settle(qtbot: QtBot, dialog: WordsDialog) -> None:
    qtbot.wait(REST_MILLISECONDS + 50)
    qtbot.waitUntil(lambda: dialog.page.is_idle, timeout=60_000)
    QApplication.processEvents()


def close(dialog: WordsDialog) -> None:
    dialog.accept()
    QApplication.processEvents()


def rewrite(field: QPlainTextEdit | QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    write(field, text)


def plain(window: MainWindow, step: str) -> str:
    return window.bridge.document.step_by_id[step].plain


def lacks_contact(window: MainWindow) -> bool:
    return window.bridge.document.head.record.contact is None


def press_offer(dialog: WordsDialog, words: str) -> None:
    button = next(one for one in dialog.steps.sentences.buttons if words in one.accessibleName())
    button.click()


def test_what_is_typed_is_in_the_document_after_a_rest_and_undone_as_one(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(step="c2")
    before = plain(window, "c2")
    rewrite(dialog.steps.editor, "Appeler nonobstant")
    assert plain(window, "c2") == before, "not letter by letter"
    settle(qtbot, dialog)
    write(dialog.steps.editor, " le service")
    settle(qtbot, dialog)
    assert plain(window, "c2") == "Appeler nonobstant le service"
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_Z, CTRL)
    assert plain(window, "c2") == dialog.steps.field.text == before
    assert not dialog.undo_button.isEnabled(), "the drawing's own changes are not undone from here"
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_Y, CTRL)
    assert plain(window, "c2") == "Appeler nonobstant le service"
    close(dialog)


def test_a_suggestion_is_taken_when_asked_and_is_an_undo_step(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(step="c2")
    rewrite(dialog.steps.editor, "Appeler deux fois le cas échéant")
    settle(qtbot, dialog)
    assert plain(window, "c2") == "Appeler deux fois le cas échéant", "nothing is rewritten unasked"
    assert "Say “si besoin” instead of “le cas échéant”" in dialog.steps.sentences.text
    press_offer(dialog, "si besoin")
    press_offer(dialog, "2")
    assert plain(window, "c2") == "Appeler 2 fois si besoin"
    assert dialog.steps.sentences.buttons == []
    dialog.undo()
    assert plain(window, "c2") == "Appeler deux fois si besoin"
    dialog.undo()
    assert plain(window, "c2") == "Appeler deux fois le cas échéant"
    close(dialog)


def test_each_sentence_says_its_level_and_letters_are_counted(open_words: OpenWords, qtbot: QtBot) -> None:
    _, dialog = open_words(step="c2")
    rewrite(dialog.steps.editor, "Appeler. Demander le dossier.")
    settle(qtbot, dialog)
    assert "“Demander le dossier.”: 3 words · easy for everybody" in dialog.steps.sentences.text.replace("\u00a0", " ")
    assert dialog.steps.letters.text() == "29 letters of 50"
    close(dialog)


def test_what_lacks_words_is_counted_and_walked_through_by_keys(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(HOTEL)
    assert dialog.steps.count.text() == "0 of 13 steps have plain words"
    assert need(dialog.steps.step).id == "c2"
    rewrite(dialog.steps.editor, "Give us your bags")
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_Return, CTRL)
    assert plain(window, "c2") == "Give us your bags"
    assert dialog.steps.count.text() == "1 of 13 steps have plain words"
    assert need(dialog.steps.step).id == "a1"
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_PageUp, CTRL)
    assert need(dialog.steps.step).id == "c2"
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_PageDown, CTRL)
    QTest.keyClick(dialog.steps.editor, Qt.Key.Key_PageDown, CTRL)
    assert need(dialog.steps.step).id == "c3"
    assert need(dialog.steps.list.currentItem()).text().endswith("no plain words")
    close(dialog)


def test_the_list_has_both_sides_by_phase_and_its_headings_are_no_steps(open_words: OpenWords) -> None:
    _, dialog = open_words()
    rows: QListWidget = dialog.steps.list
    texts = [rows.item(number).text() for number in range(rows.count())]
    assert texts[0] == "S’informer: what citizens do"
    assert next(text for text in texts if text.endswith("what agents do")).startswith("S’informer")
    assert not rows.item(0).flags() & Qt.ItemFlag.ItemIsSelectable
    rows.setFocus()
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert need(dialog.steps.step).id == "c3"
    close(dialog)


def test_the_page_follows_what_is_written_and_goes_there(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(step="c2")
    assert dialog.page.marked is not None
    dialog.show_part(RECORD)
    rewrite(dialog.record.fields["version"].editor, "17 bis")
    settle(qtbot, dialog)
    assert window.bridge.document.head.record.version == "17 bis"
    pages = dialog.page._sheets.pages
    assert find_target(pages, PageTarget(("17 bis",))) is not None
    marked, bar = need(dialog.page.marked), dialog.page.scroll_area.verticalScrollBar()
    assert bar.value() <= marked.top() <= bar.value() + dialog.page.scroll_area.viewport().height()
    close(dialog)


def test_the_record_says_what_is_printed_where_nothing_is_written(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(BLANK, RECORD)
    fields = dialog.record.fields
    assert {key for key, field in fields.items() if field.note.isVisibleTo(dialog)} == {
        "version", "date", "authors", "organisation", "sources", "contact", "appeal", "authority", "legal_basis"}
    assert fields["authors"].note.text() == "Printed as: not given"
    QTest.mouseClick(dialog.record.today, Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.record.date == date.today().isoformat()
    assert not fields["date"].note.isVisibleTo(dialog)
    rewrite(fields["contact"].editor, "Appeler le cas échéant")
    settle(qtbot, dialog)
    assert "si besoin" in fields["contact"].sentences.text
    fields["contact"].sentences.buttons[0].click()
    assert window.bridge.document.head.record.contact == "Appeler si besoin"
    rewrite(fields["contact"].editor, "  ")
    dialog.record.flush()
    assert lacks_contact(window)
    assert fields["contact"].note.text() == "Without it, nobody reads where to ask."
    rewrite(fields["legal_basis"].editor, "Art. 1")
    dialog.record.flush()
    assert window.bridge.document.head.service.legal_basis == "Art. 1"
    close(dialog)


def test_a_step_that_no_page_tells_is_written_all_the_same(open_words: OpenWords) -> None:
    window, dialog = open_words(step="c9")
    assert dialog.steps.list.item(dialog.steps.list.count() - 2).text() == "Not told to the public"
    dialog.steps.field.put("Attendre la visite")
    assert plain(window, "c9") == "Attendre la visite"
    close(dialog)


def test_undo_shows_what_it_takes_back(open_words: OpenWords, qtbot: QtBot) -> None:
    window, dialog = open_words(step="c2")
    rewrite(dialog.steps.editor, "Appeler")
    dialog.steps.choose("c3")
    dialog.show_part(RECORD)
    dialog.undo()
    assert need(dialog.steps.step).id == "c2"
    assert dialog.tabs[STEPS].isChecked()
    assert plain(window, "c2") == "Appeler le standard du département"
    close(dialog)


@pytest.mark.slow
def test_tab_goes_as_the_eye_does(open_words: OpenWords, qtbot: QtBot) -> None:
    _, dialog = open_words(step="c2")
    rewrite(dialog.steps.editor, "Appeler le cas échéant deux fois")
    settle(qtbot, dialog)
    first, second = dialog.steps.sentences.buttons
    expected = [dialog.steps.editor, first, second, dialog.steps.next_step, dialog.page.scroll_area, dialog.undo_button]
    seen = [need(QApplication.focusWidget())]
    while len(seen) < len(expected):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(need(QApplication.focusWidget()))
    assert seen == expected
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert dialog.steps.field.text == "Appeler si besoin deux fois"
    close(dialog)


def test_what_is_still_typed_is_kept_on_closing(open_words: OpenWords) -> None:
    window, dialog = open_words(step="c2")
    rewrite(dialog.steps.editor, "Appeler vite")
    dialog.reject()
    assert plain(window, "c2") == "Appeler vite"
    window.bridge.undo()


def test_a_blueprint_without_steps_and_one_that_is_only_read(open_words: OpenWords) -> None:
    _, dialog = open_words(BLANK)
    assert dialog.steps.title.text() == "No step is told to the public yet."
    assert not dialog.steps.editor.isEnabled()
    dialog.steps.go_on(1)
    dialog.steps.go_to_lacking()
    close(dialog)


def test_a_read_only_blueprint_takes_no_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    window.bridge.is_read_only = True
    dialog = WordsDialog(window.bridge, window)
    qtbot.addWidget(dialog)
    assert dialog.steps.editor.isReadOnly()
    assert dialog.record.fields["version"].editor.isReadOnly()
    close(dialog)


@pytest.mark.few(2)
@pytest.mark.parametrize("hostile", ["🙂 le cas échéant 🙂 deux fois", "مرحبا بكم في الخدمة", "x" * 400, "<b>&amp;</b> & %s {a}", "a\n\nb\nc"])
def test_any_text_is_taken_as_it_is_typed(open_words: OpenWords, hostile: str) -> None:
    window, dialog = open_words(step="c2")
    dialog.steps.field.put(hostile)
    assert plain(window, "c2") == hostile
    assert dialog.steps.field.text == hostile
    for offer in list(dialog.steps.sentences.buttons):
        offer.click()
        break
    QApplication.processEvents()
    close(dialog)


@pytest.mark.slow
@pytest.mark.parametrize("points", [10.5, 28.0])
@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_it_fits_every_window_and_all_is_reached_by_keys(open_window: Open, qtbot: QtBot, qapp: QApplication, tag: str,
                                                         theme: str, points: float, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language(tag)
    room = QSize(635, 336)
    monkeypatch.setattr(scrolling_dialog, "room_for", lambda _: room)
    monkeypatch.setattr("visavis.ui.features.plain_words.words_dialog.room_for", lambda _: room)
    window = open_window(APA)
    try:
        apply_appearance(qapp, theme, points)
        dialog = WordsDialog(window.bridge, window, step="c2")
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, dialog)
        assert dialog.size().boundedTo(room) == dialog.size()
        assert not dialog.page.isVisible()
        for button in dialog.findChildren(QAbstractButton):
            assert not isinstance(button, QPushButton) or button.accessibleName() or button.text()
        editor, area = dialog.steps.editor, need(dialog.steps.parentWidget())
        assert area.rect().intersects(QRect(editor.mapTo(area, QPoint()), editor.size())), "what one writes in is in sight"
        dialog.page_button.click()
        settle(qtbot, dialog)
        assert dialog.page.isVisible()
        assert not dialog.steps.isVisible()
        close(dialog)
    finally:
        apply_appearance(qapp, "light")


def test_it_is_opened_from_the_menu_and_from_the_inspector(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    seen: list[tuple[str, bool]] = []

    def look(dialog: WordsDialog) -> None:
        seen.append((need(dialog.steps.step).id, dialog.tabs[RECORD].isChecked()))
        dialog.reject()

    meanwhile(look)
    window.actions_table.by_name["dialogs.write_record"].trigger()
    window.bridge.select(step_refs("c10"))
    meanwhile(look)
    window.actions_table.by_name["dialogs.write_plain_words"].trigger()
    links = [one for one in window.inspector.findChildren(QPushButton) if one.accessibleName() == "Write beside the page"]
    meanwhile(look)
    links[0].click()
    assert seen == [("c2", True), ("c10", False), ("c10", False)]


def test_the_place_to_print_says_what_lacks_plain_words(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    window.bridge.do(commands.EditStep("c2", plain=""))
    told: list[str] = []

    def write_words(dialog: WordsDialog) -> None:
        assert need(dialog.steps.step).id == "c2"
        dialog.steps.field.put("Appeler le service")
        dialog.accept()

    def look(dialog: ExportDialog) -> None:
        dialog.list.choose("poster")
        assert not dialog.plain_words.isVisibleTo(dialog)
        dialog.list.choose("infographic")
        told.append(dialog.plain_words.words.text())
        meanwhile(write_words)
        dialog.plain_words.button.click()
        assert not dialog.plain_words.isVisibleTo(dialog)
        assert lacking_plain_words(dialog.source.document) == ()
        dialog.reject()

    meanwhile(look)
    window.dialogs.export()
    assert told == ["1 of 30 step lacks plain words: its title is printed as typed. First of them: “Appelle le standard”."]
    window.bridge.undo()
    window.bridge.undo()
