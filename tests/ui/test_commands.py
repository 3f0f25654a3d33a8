"""The one field: everything that can be done is found, in either language, by initials, and what was used comes first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import BLANK, Open, write
from visavis.blueprint.drawing import THEMES
from visavis.blueprint.language import LANGUAGES, translator
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.registry import plugins
from visavis.ui.canvas.keys import BINDINGS, sequence
from visavis.ui.kit.i18n import set_language
from visavis.ui.window.command_palette import list_commands
from visavis.ui.window.menu_table import THEME_TITLES, all_actions
from visavis.ui.window.search_field import SearchTarget, rank_of


@pytest.mark.parametrize("shown", LANGUAGES)
@pytest.mark.parametrize("typed", LANGUAGES)
def test_everything_is_found_in_the_window_s_language_and_in_the_other(open_window: Open, shown: str, typed: str) -> None:
    window = open_window(BLANK)
    set_language(shown)
    speak = translator(typed)
    titles = [speak(window.actions_table.title(name)) for name, action in window.actions_table.by_name.items()
              if action.isEnabled()]
    titles += [speak(binding.title) for binding in BINDINGS if binding.method not in ("undo", "redo")]
    titles += [speak(exporter.title) for exporter in plugins().exporters.values()]
    titles += [template.title[typed] for template in plugins().templates.values()]
    targets = list(list_commands(window, window.dialogs))
    for title in titles:
        words = fold_text(title).split()
        assert any(rank_of(words, target) is not None for target in targets), title


@pytest.mark.english
def test_every_command_tells_its_shortcut(open_window: Open) -> None:
    window = open_window(BLANK)
    aside = {target.words: target.aside for target in list_commands(window, window.dialogs)}
    assert aside["Add the next step on the same side"] == "Tab"
    assert aside["Export…"] == "Ctrl+E"
    assert aside["Go left"] == "Left"
    assert set(THEME_TITLES) == set(THEMES)


@pytest.mark.parametrize(("typed", "words", "also", "rank"), [
    ("exp", "Export…", "", 0), ("port", "Export…", "", 1), ("exporter", "Export…", "Exporter …", 2),
    ("sf", "Select first", "", 3), ("xyz", "Export…", "Exporter …", None), ("", "Anything", "", 0),
    ("etape suivante", "Ajouter l’étape suivante", "", 1),
])
def test_how_well_things_fit(typed: str, words: str, also: str, rank: int | None) -> None:
    assert rank_of(fold_text(typed).split(), SearchTarget(words, "", lambda: None, also)) == rank


def test_what_was_used_lately_comes_first(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    field = window.search_field
    window.search()
    write(field, "colours")
    first = field.results.item(0).text()
    QTest.keyClick(field, Qt.Key.Key_Down)
    second = field.results.currentItem().text()
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.search()
    write(field, "colours")
    assert field.results.item(0).text() == second
    assert first != second
    field.leave()


def test_a_theme_and_a_place_are_taken_by_name(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    for typed in ("dark colours", "frictions"):
        window.search()
        write(window.search_field, typed)
        QTest.keyClick(window.search_field, Qt.Key.Key_Return)
    assert window.canvas.theme.name == "dark"


def test_no_key_means_two_things() -> None:
    keys = [sequence(spec.keys).toString() for spec in all_actions() if spec.keys and spec.canvas is None]
    keys += [sequence(key).toString() for binding in BINDINGS for key in binding.keys]
    assert sorted(keys) == sorted(set(keys))
