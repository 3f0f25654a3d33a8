"""The first minute: the start page, the tour done with real keys, the help that needs no network, empty states."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open, write
from tests.ui.dialogs import meanwhile
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import State
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import load
from visavis.examples import FOLDER as EXAMPLES
from visavis.templates.catalogue import pair_services
from visavis.ui.application.launch import _ask_pending_questions
from visavis.ui.canvas.keys import BINDINGS, key_text
from visavis.ui.features.start_page.page import StartPage
from visavis.ui.features.start_page.start_cards import SUMMARY
from visavis.ui.fields.choices import word
from visavis.ui.kit.appearance_settings import SIZES
from visavis.ui.kit.i18n import language, set_language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.help_dialog import HelpDialog, pages
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.tour import STOPS

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(need(QApplication.focusWidget()), key, modifiers)


class Painted(QObject):
    """Gathers which parts of a widget are painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window(BLANK)


@pytest.fixture
def welcome(window: MainWindow, qtbot: QtBot) -> Iterator[StartPage]:
    dialog = StartPage(window.file, window.appearance, window.canvas.theme, window)
    dialog.show()
    yield dialog
    dialog.close()


def test_every_template_and_example_has_a_picture(welcome: StartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(welcome.previews.is_idle, timeout=30_000)
    QTest.qWait(50)
    pairs = pair_services(plugins().templates.values())
    assert [welcome.lists["services"].item(row).data(256) for row in range(welcome.lists["services"].count())] == [
        f"template {template.name}" for pair in pairs for template in pair]
    for row in range(2 * len(pairs)):
        state = State.TO_BE if row % 2 else State.AS_IS
        assert welcome.lists["services"].item(row).data(SUMMARY).startswith(f"{word('state', state)} · ")
    assert welcome.lists["templates"].count() == len(plugins().templates) - 2 * len(pairs)
    assert welcome.lists["examples"].count() == len(list(EXAMPLES.glob("*.blueprint.json")))
    for gallery in welcome.lists.values():
        for row in range(gallery.count()):
            image = gallery.item(row).icon().pixmap(236, 128).toImage()
            colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
            assert len(colours) > 3, gallery.item(row).text()


def test_examples_come_in_ones_own_language_first_and_as_they_are(welcome: StartPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(welcome.previews.is_idle, timeout=30_000)
    QTest.qWait(50)
    gallery = welcome.lists["examples"]
    told = [(gallery.item(row).data(256), gallery.item(row).data(SUMMARY)) for row in range(gallery.count())]
    documents = [load(EXAMPLES / key.removeprefix("example ")).document for key, _ in told]
    assert [document.head.language == language() for document in documents] == sorted(
        (document.head.language == language() for document in documents), reverse=True)
    own = [document.head for document in documents if document.head.language == language()]
    assert [head.redesigns is not None for head in own] == sorted(head.redesigns is not None for head in own)
    for document, (_, words) in zip(documents, told, strict=True):
        assert words.startswith(word("state", document.head.state))
        assert f" {len(document.steps)} " in f"{words} "


def test_a_recent_file_tells_its_folder_and_at_length_where_it_is(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Dossiers <2026>"
    folder.mkdir()
    copy = folder / APA.name
    copy.write_bytes(APA.read_bytes())
    assert window.file.open(copy)
    dialog = StartPage(window.file, window.appearance, window.canvas.theme, window)
    item = dialog.lists["recent"].item(0)
    assert item.data(SUMMARY) == tr("in {folder}", folder="Dossiers <2026>")
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == str(copy)
    assert "<" not in item.toolTip()
    dialog.done(0)


def test_only_the_card_with_the_keys_is_marked(welcome: StartPage) -> None:
    templates, examples = welcome.lists["templates"], welcome.lists["examples"]
    templates.setFocus()
    grounds = []
    for gallery in (templates, examples):
        image, card = gallery.viewport().grab().toImage(), gallery.visualItemRect(gallery.item(0))
        grounds.append(image.pixelColor(card.x() + 6, card.y() + card.height() // 2).name())
    theme = welcome._cards._theme
    assert grounds == [theme.agent.tint.lower(), theme.surface.lower()]


def test_a_file_is_opened_from_the_start_page(window: MainWindow, welcome: StartPage, monkeypatch: pytest.MonkeyPatch,
                                              tmp_path: Path) -> None:
    asked = []
    # One of its own: an open file is locked, and other tests open the example at the same time.
    own = tmp_path / APA.name
    own.write_bytes(APA.read_bytes())

    def ask(*_: object) -> tuple[str, str]:
        asked.append(1)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    QTest.mouseClick(welcome.open_file, Qt.MouseButton.LeftButton)
    assert asked
    assert welcome.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(own), ""))
    QTest.mouseClick(welcome.open_file, Qt.MouseButton.LeftButton)
    assert not welcome.isVisible()
    assert window.file.path == own


@pytest.mark.slow
def test_the_start_page_fits_the_largest_text(window: MainWindow, welcome: StartPage) -> None:
    window.settings.text_size = SIZES[-2]
    QTest.mouseClick(welcome.larger, Qt.MouseButton.LeftButton)
    assert window.settings.text_size == SIZES[-1]
    QTest.qWait(20)
    assert welcome.larger.hasFocus()
    body, scroll = need(welcome._scroll.widget()), welcome._scroll
    assert body.height() >= body.minimumSizeHint().height()
    assert scroll.verticalScrollBar().maximum() == body.height() - scroll.viewport().height()
    assert body.width() == scroll.viewport().width()
    for part in (welcome.tour, welcome.open_file, welcome.language, welcome.smaller, welcome.larger):
        assert body.rect().contains(QRect(part.mapTo(body, QPoint()), part.size()))
        assert part.width() >= part.sizeHint().width()
    for gallery in welcome.lists.values():
        line = gallery.fontMetrics().lineSpacing()
        assert gallery.gridSize().height() >= 128 + 2 * line
    window.settings.text_size = SIZES[1]
    QTest.mouseClick(welcome.smaller, Qt.MouseButton.LeftButton)


@pytest.mark.slow
def test_pictures_of_a_size_that_is_gone_are_not_made(welcome: StartPage, qtbot: QtBot) -> None:
    made = []
    welcome.previews.made.connect(lambda key, preview: made.append((key, preview.image.width())))
    for _ in range(2):
        QTest.mouseClick(welcome.larger, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(welcome.previews.is_idle, timeout=30_000)
    QTest.qWait(50)
    width = round(welcome._cards.picture.width() * welcome.devicePixelRatioF())
    assert {key for key, one in made if one == width} == set(welcome._beginnings)
    # One may have been under way, and have arrived, at each press.
    assert len([one for _, one in made if one != width]) <= 3
    for _ in range(2):
        QTest.mouseClick(welcome.smaller, Qt.MouseButton.LeftButton)


def test_a_template_is_begun_by_keyboard(window: MainWindow, welcome: StartPage) -> None:
    gallery = welcome.lists["templates"]
    gallery.setFocus()
    QTest.keyClick(gallery, Key.Key_Right)
    QTest.keyClick(gallery, Key.Key_Return)
    assert not welcome.isVisible()
    assert window.bridge.document.steps
    assert window.file.path is None


def test_an_example_is_opened_by_a_click(window: MainWindow, welcome: StartPage, qtbot: QtBot) -> None:
    gallery = welcome.lists["examples"]
    item = next(gallery.item(row) for row in range(gallery.count()) if "apa-a-domicile.blu" in gallery.item(row).data(256))
    gallery.scrollToItem(item)
    QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=gallery.visualItemRect(item).center())
    assert window.bridge.document.head.id == "apa-a-domicile"


@pytest.mark.slow
def test_language_and_size_are_chosen_before_anything_else(window: MainWindow, welcome: StartPage, settings: UserSettings) -> None:
    before = language()
    QTest.mouseClick(welcome.language, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert language() != before
    assert welcome.windowTitle() in ("Commencer", "Begin")
    size = QApplication.font().pointSizeF()
    QTest.mouseClick(welcome.larger, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert QApplication.font().pointSizeF() > size
    assert settings.text_size == QApplication.font().pointSizeF()
    QTest.mouseClick(welcome.smaller, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert QApplication.font().pointSizeF() == size


def test_the_start_page_comes_once_and_by_its_key(window: MainWindow, settings: UserSettings) -> None:
    assert not settings.has_begun
    seen = meanwhile(lambda dialog: dialog.reject())
    _ask_pending_questions(window, settings, greets=True)
    assert isinstance(seen[0], StartPage)
    _ask_pending_questions(window, settings, greets=True)
    seen = meanwhile(lambda dialog: dialog.reject())
    window.actions_table.by_name["dialogs.show_start_page"].trigger()
    assert isinstance(seen[0], StartPage)
    assert window.actions_table.by_name["dialogs.show_start_page"].shortcut() == QKeySequence("Ctrl+N")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_tour_is_done_with_real_keys(window: MainWindow, tag: str) -> None:
    set_language(tag)
    window.dialogs.begin_tour()
    tour, canvas = need(window.dialogs.tour), window.canvas
    assert tour.isVisible()

    def say(text: str, key: Qt.Key = Key.Key_Return) -> None:
        for letter in text:
            write(need(QApplication.focusWidget()), letter)
        press(key)

    def at(place: int) -> None:
        assert tour.index == place, tour.words.text()

    canvas.setFocus()
    say("Cherche le formulaire", Key.Key_Tab)
    at(1)
    say("Le remplit")
    at(2)
    press(Key.Key_Return, CTRL)
    say("Le vérifie", Key.Key_Tab)
    at(3)
    say("Waits ~10d @post" if tag == "en" else "Attend ~10j @courrier")
    at(4)
    press(Key.Key_Right, SHIFT)
    at(5)
    press(Key.Key_Z, CTRL)
    at(6)
    press(Key.Key_M, CTRL)
    say("- personne ne lui dit quand")
    at(7)
    press(Key.Key_Escape)
    press(Key.Key_K, CTRL)
    at(8)
    press(Key.Key_Escape)
    press(Key.Key_Tab, CTRL)
    assert not tour.isVisible()
    assert len(STOPS) == 9


def test_the_tour_can_be_skipped_and_ended(window: MainWindow) -> None:
    window.dialogs.begin_tour()
    tour = need(window.dialogs.tour)
    QTest.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
    assert tour.index == 1
    QTest.mouseClick(tour.stop, Qt.MouseButton.LeftButton)
    assert not tour.isVisible()
    assert window.canvas.hasFocus()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_help_is_searched_and_needs_no_network(window: MainWindow, tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language(tag)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("help asked the network"))
    dialog = HelpDialog(window)
    assert dialog.list.count() == len(pages(tag)) > 30
    write(dialog.field, "frontstage")
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert any("ront" in title for title in titles)
    assert "rontstage" in dialog.text.toPlainText()
    dialog.field.clear()
    write(dialog.field, "qqqq")
    assert dialog.list.count() == 0
    assert dialog.text.toPlainText()
    dialog.field.clear()
    write(dialog.field, "undo" if tag == "en" else "annuler")
    assert dialog.list.count() > 0
    dialog.deleteLater()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_help_has_every_key(window: MainWindow, tag: str) -> None:
    set_language(tag)
    keys = next(page for page in pages(tag) if page.text.startswith("| "))
    for binding in BINDINGS:
        assert not binding.keys or key_text(binding.keys[0]).replace("|", "∣") in keys.text


def test_guides_say_the_same_in_both_languages() -> None:
    french, english = (len([page for page in pages(tag) if "|" not in page.text[:2]]) for tag in ("fr", "en"))
    assert french == english


def test_an_empty_canvas_teaches_the_next_key(window: MainWindow) -> None:
    hint = window.canvas.empty
    assert "Tab" in hint.text()
    assert not hint.rect().isEmpty()
    window.canvas.setFocus()
    QTest.qWait(50)
    stood, painted = hint.rect(), Painted(window.canvas.viewport())
    write(window.canvas, "A")
    assert hint.rect().isEmpty()
    QTest.qWait(50)
    assert painted.region.contains(stood.center())
    press(Key.Key_Return)
    assert hint.text() == ""


def test_a_full_canvas_needs_no_hint(open_window: Open) -> None:
    assert open_window(APA).canvas.empty.rect().isEmpty()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_tooltips_tell_the_keys(window: MainWindow, tag: str) -> None:
    set_language(tag)
    header = window.header
    assert "Ctrl+E" in header.export.toolTip()
    assert "Ctrl+Tab" in header.tabs["table"].toolTip()


def test_after_the_start_page_typing_draws(open_window: Open) -> None:
    window = open_window(APA)
    window.header.tabs["table"].setFocus()
    seen = meanwhile(lambda dialog: QTest.keyClick(dialog.lists["templates"], Key.Key_Return))
    window.dialogs.show_start_page()
    assert isinstance(seen[0], StartPage)
    assert window.focusWidget() is window.canvas
    window.go_to("table")
    meanwhile(lambda dialog: dialog.reject())
    window.dialogs.show_start_page()
    assert window.header.current_screen() == "table"
