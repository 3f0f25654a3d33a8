"""The menus: seven, short, parted by lines, with marks at what is on; everything that can be done stands in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open, write
from tests.ui.dialogs import meanwhile, press
from visavis.blueprint.language import LANGUAGES
from visavis.ui.canvas.keys import BINDINGS
from visavis.ui.kit.i18n import language, set_language, tr
from visavis.ui.window.about_dialog import ReportDialog
from visavis.ui.window.help_dialog import HelpDialog
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.menu_table import all_actions, menus
from visavis.ui.window.preferences_dialog import PreferencesDialog

MOST_ENTRIES, MOST_IN_A_GROUP, HIGHEST = 14, 6, 500
LETTERS = {"fr": "FdIpAte", "en": "FEIAVWH"}
# What goes round with the cursor or gives up needs no entry of a menu: no one would go there for it.
MOVES = {"move_cursor", "move_cursor_only", "toggle_selected", "cancel"}
# What asks something first; the others with an ellipsis none.
ASKING = {"dialogs.show_start_page", "open", "dialogs.import_document", "save_as", "dialogs.save_as_template",
          "dialogs.show_versions", "create_to_be", "dialogs.export", "dialogs.print_poster", "dialogs.show_brand_kits",
          "dialogs.show_preferences", "find_text", "replace_text", "search", "dialogs.arrange", "dialogs.show_scale",
          "dialogs.report_problem", "dialogs.write_plain_words", "dialogs.write_record"}


def opened(menu: QMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    return menu.actions()


def every_menu(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in opened(menu):
        if (below := action.menu()) is not None:
            yield from every_menu(need(below, QMenu))


def of(window: MainWindow, number: int) -> QMenu:
    return window.actions_table.menus()[number]


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in opened(menu) if not action.isSeparator()]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_seven_menus_are_short_and_parted(open_window: Open, tag: str) -> None:
    set_language(tag)
    window = open_window(APA)
    assert [len(entries(menu)) for menu in window.actions_table.menus()] == [14, 14, 9, 9, 14, 5, 6]
    assert [menu.title()[menu.title().index("&") + 1] for menu in window.actions_table.menus()] == list(LETTERS[tag])
    for menu in window.actions_table.menus():
        for each in every_menu(menu):
            assert len(entries(each)) <= MOST_ENTRIES, each.title()
            runs = [len(list(run)) for is_line, run in groupby(each.actions(), QAction.isSeparator) if not is_line]
            # A list of files has no groups.
            is_list = any(action.data() for action in each.actions())
            assert is_list or all(run <= MOST_IN_A_GROUP for run in runs), (each.title(), runs)
            assert each.sizeHint().height() <= HIGHEST, each.title()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_entry_is_a_verb_or_a_noun_and_asks_with_three_dots(open_window: Open, tag: str) -> None:
    set_language(tag)
    window = open_window(BLANK)
    for spec in all_actions():
        words = tr(spec.label or spec.title)
        assert words.endswith("…") == (spec.name in ASKING), words
        assert " …" not in words, words
        for both_ways in (" or ", " ou ", "Show or", "Montrer ou"):
            assert both_ways not in words, words
    assert window.actions_table.by_name["dialogs.show_guide"].text() == tr("Guide")


def test_every_key_of_the_canvas_stands_in_a_menu() -> None:
    inside = {spec.canvas for spec in all_actions()}
    assert [binding for binding in BINDINGS if binding not in inside and binding.method not in MOVES] == []
    names = [spec.name for spec in all_actions()]
    assert sorted(names) == sorted(set(names))


def test_marks_stand_at_what_is_on(open_window: Open) -> None:
    window = open_window(APA)
    view = of(window, 4)
    marked = {action.objectName(): action.isChecked() for action in entries(view) if action.isCheckable()}
    assert marked["panels.toggle:inspector"]
    assert not marked["presentation.toggle_notes"]
    window.panels.toggle("inspector")
    opened(view)
    assert not window.actions_table.by_name["panels.toggle:inspector"].isChecked()
    window.actions_table.by_name["panels.toggle:inspector"].trigger()
    assert window.inspector.isVisible()
    window.actions_table.by_name["canvas.minimap.toggle"].trigger()
    opened(view)
    assert not window.actions_table.by_name["canvas.minimap.toggle"].isChecked()


def test_of_choices_one_has_a_dot(open_window: Open) -> None:
    window = open_window(APA)
    window.fly_to("c5")
    by_name = window.actions_table.by_name
    expected = {f"appearance.set_theme:{window.canvas.theme.name}", f"appearance.set_language:{language()}",
                "go_to:draw", "set_kind:action", "spotlight.show_all:",
                f"appearance.set_text_size:{window.appearance.text_points}"}
    for menu in window.actions_table.menus():
        for each in every_menu(menu):
            groups: set[QActionGroup] = {action.actionGroup() for action in entries(each) if action.actionGroup()}
            for group in groups:
                assert group.isExclusive()
                on = {action.objectName() for action in group.actions() if action.isChecked()}
                assert len(on) <= 1
                expected -= on
    assert expected == set()
    by_name["go_to:frictions"].trigger()
    assert window.header.current_screen() == "frictions"
    by_name["set_kind:wait"].trigger()
    assert window.bridge.document.step_by_id["c5"].kind == "wait"
    by_name["states.zoom_to:0.5"].trigger()
    assert window.canvas.zoom() == pytest.approx(0.5)


def test_recent_files_are_listed_as_soon_as_there_are_some(open_window: Open) -> None:
    window = open_window(BLANK)
    recent = need(next(action for action in opened(of(window, 0)) if action.text() == tr("Recent")).menu(), QMenu)
    assert not recent.isEnabled()
    window.settings.remember(APA)
    opened(of(window, 0))
    assert recent.isEnabled()
    assert [action.text() for action in recent.actions()] == [str(APA)]


@pytest.mark.english
def test_undo_says_what_it_takes_back(open_window: Open) -> None:
    window = open_window(BLANK)
    write(window.canvas, "Calls")
    QTest.keyClick(window.canvas.writing.editor, Qt.Key.Key_Return)
    assert window.actions_table.by_name["undo:"].text() == "Undo “Add a step”"


def test_ctrl_tab_changes_places_and_f10_goes_to_the_bar(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert window.header.current_screen() == "table"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.panels.slots["table"].frame, Qt.Key.Key_Backtab, both)
    assert window.header.current_screen() == "draw"
    for figure in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5):
        QTest.keyClick(window.canvas, figure, Qt.KeyboardModifier.ControlModifier)
    assert window.header.current_screen() == "draw"
    assert window.actions_table.by_name["show_next_screen"].shortcut() == QKeySequence("Ctrl+Tab")
    QTest.keyClick(window.canvas, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: window.menuBar().activeAction() is not None)
    QTest.keyClick(window.menuBar(), Qt.Key.Key_Escape)


def test_preferences_hold_at_once(open_window: Open) -> None:
    window = open_window(BLANK)
    before = window.appearance.text_points

    def choose(dialog: PreferencesDialog) -> None:
        for box, wanted in ((dialog.theme, "high-contrast"), (dialog.text_size, "12"), (dialog.language, "fr")):
            box.setCurrentIndex(box.findData(wanted))
            box.activated.emit(box.currentIndex())
        assert dialog.windowTitle() == "Préférences"
        write(dialog.author, "Zoé")
        dialog.reject()

    meanwhile(choose)
    window.actions_table.by_name["dialogs.show_preferences"].trigger()
    assert (window.canvas.theme.name, language(), window.settings.author) == ("high-contrast", "fr", "Zoé")
    assert window.appearance.text_points == "12"
    window.appearance.set_text_size(before)


def test_the_help_has_three_doors(open_window: Open) -> None:
    window = open_window(BLANK)
    seen: list[str] = []

    def look(dialog: HelpDialog) -> None:
        seen.append(dialog.list.currentItem().text())
        dialog.reject()

    for name in ("dialogs.show_guide", "dialogs.show_keys", "dialogs.show_glossary"):
        meanwhile(look)
        window.actions_table.by_name[name].trigger()
    assert seen[1] == tr("All keys")
    assert len(set(seen)) == len(seen)


def test_a_report_is_copied_and_tells_nothing_of_the_blueprint(open_window: Open) -> None:
    window = open_window(APA)
    told: list[str] = []

    def copy(dialog: ReportDialog) -> None:
        press(tr("Copy"))(dialog)
        told.append(dialog.text.toPlainText())
        dialog.reject()

    meanwhile(copy)
    window.actions_table.by_name["dialogs.report_problem"].trigger()
    assert "Vis-à-vis" in told[0]
    assert "APA" not in told[0]


def test_the_table_of_menus_is_whole() -> None:
    assert len(menus()) == 7


def test_the_search_offers_nothing_twice_under_one_name() -> None:
    """A title says alone what its action does: there, no menu stands over it."""
    titles = [tr(spec.title) for spec in all_actions()]
    assert sorted(set(titles)) == sorted(titles)
