"""A panel is one row of one table: whoever lists, shows, folds, colours or closes panels finds it there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.conftest import APA, BLANK, Open
from visavis.blueprint.drawing import THEMES, Theme
from visavis.blueprint.language import message
from visavis.ui.features.journeys.journeys_panel import JourneysPanel
from visavis.ui.features.journeys.replay import Replay
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.panel import Panel
from visavis.ui.window import panels
from visavis.ui.window.command_palette import list_commands
from visavis.ui.window.help_dialog import pages as help_pages
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.panels import DRAW, PANELS, PanelArea, PanelHost, PanelSpec, screens

NAME, TITLE, TOGGLE, KEYS = "murmurs", "Murmurs of the corridor", "What is murmured", "Ctrl+Alt+Shift+M"


class Murmurs(Panel):
    """A panel that no one has thought of; it remembers what is asked of it."""

    def __init__(self, host: PanelHost) -> None:
        super().__init__()
        self.host = host
        self.themes: list[Theme] = []
        self.typed = ""
        self.is_closed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QVBoxLayout(self).addWidget(QLabel("psst", self))

    def set_theme(self, theme: Theme) -> None:
        """Remember it."""
        self.themes.append(theme)

    def holds_typing(self) -> bool:
        """Return what the test says."""
        return bool(self.typed)

    def close_work(self) -> None:
        """Remember it."""
        self.is_closed = True


def add_row(monkeypatch: pytest.MonkeyPatch, area: PanelArea, *, at_start: bool) -> None:
    row = PanelSpec(NAME, area, Murmurs, TITLE, TOGGLE, KEYS, at_start)
    monkeypatch.setattr(panels, "PANELS", (*PANELS, row))


def of(window: MainWindow) -> Murmurs:
    return window.panels.find(Murmurs)


BOTH = pytest.mark.parametrize("at_start", [True, False])
EVERYWHERE = pytest.mark.parametrize(("area", "at_start"), [
    (area, at_start) for area in PanelArea for at_start in (True, False) if not (at_start and area is PanelArea.WHOLE)])


@pytest.mark.few(3)
@EVERYWHERE
def test_one_row_is_a_tab_an_entry_a_key_and_a_place_of_the_search(area: PanelArea, at_start: bool, open_window: Open,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, area, at_start=at_start)
    window = open_window(BLANK)
    assert window.header.tabs[NAME].text() == TITLE
    view = window.menuBar().findChildren(QMenu)
    assert any(action.text() == TOGGLE and action.shortcut().toString() == KEYS
               for menu in view for action in menu.actions())
    names = {tr(message("Go to: {place}", place=TITLE)), tr(message("Show or hide: {panel}", panel=TOGGLE))}
    assert names <= {target.words for target in list_commands(window, window.dialogs)}
    assert any(TOGGLE in page.text for page in help_pages("en"))
    seen = []
    for _ in screens():
        window.show_next_screen()
        seen.append(window.header.current_screen())
    assert NAME in seen


@pytest.mark.few(3)
@EVERYWHERE
def test_its_tab_shows_it_and_gives_it_the_keys(area: PanelArea, at_start: bool, open_window: Open,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, area, at_start=at_start)
    window = open_window(BLANK)
    QTest.mouseClick(window.header.tabs[NAME], Qt.MouseButton.LeftButton)
    assert of(window).isVisible()
    assert of(window).hasFocus()
    assert window.inspector.isVisible() == (area is not PanelArea.WHOLE)
    assert window.canvas.isVisible() == (area in (PanelArea.LEFT, PanelArea.RIGHT))
    QTest.mouseClick(window.header.tabs[DRAW], Qt.MouseButton.LeftButton)
    assert of(window).isVisible() == at_start
    assert window.canvas.isVisible()
    assert window.inspector.isVisible()
    assert window.frictions.isVisible()


@pytest.mark.few(3)
@EVERYWHERE
def test_its_action_shows_it_beside_the_canvas_and_hides_it(area: PanelArea, at_start: bool, open_window: Open,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, area, at_start=at_start)
    window = open_window(BLANK)
    toggle = window.actions_table.by_name[f"panels.toggle:{NAME}"]
    for _ in range(2):
        was = bool(window.panels.slots[NAME].frame.isVisible())
        toggle.trigger()
        assert window.panels.slots[NAME].frame.isVisible() is not was


@BOTH
def test_it_wears_the_colours_of_the_window(at_start: bool, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, PanelArea.RIGHT, at_start=at_start)
    window = open_window(BLANK)
    window.go_to(NAME)
    assert of(window).themes == [window.canvas.theme]
    window.appearance.next_theme()
    assert of(window).themes[-1] == window.canvas.theme
    assert {theme.name for theme in of(window).themes} <= set(THEMES)
    assert len(of(window).themes) == 2


def test_what_is_typed_in_it_is_known_and_its_work_ends_with_the_window(open_window: Open,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, PanelArea.RIGHT, at_start=True)
    window = open_window(BLANK)
    mine = of(window)
    assert not window.file.pending_input.is_going_on()
    mine.typed = "psst"
    assert window.file.pending_input.is_going_on()
    mine.typed = ""
    window.close()
    assert mine.is_closed


@pytest.mark.slow
@pytest.mark.parametrize("area", [PanelArea.LEFT, PanelArea.RIGHT, PanelArea.BELOW])
def test_it_gives_way_to_the_wall_and_to_a_replay(area: PanelArea, open_window: Open, qtbot: QtBot,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    add_row(monkeypatch, area, at_start=True)
    window = open_window(APA)
    assert of(window).isVisible()
    window.presentation.enter()
    assert not of(window).isVisible()
    window.presentation.leave()
    assert of(window).isVisible()
    window.go_to("journeys")
    journeys = window.panels.find(JourneysPanel)
    qtbot.waitUntil(journeys.is_settled, timeout=20_000)
    journeys.replay.click()
    assert not of(window).isVisible()
    replay = window.findChild(Replay)
    assert replay is not None
    replay.end()
    assert of(window).isVisible()


def test_a_table_below_the_drawing_is_not_taken_to_the_wall(open_window: Open) -> None:
    window = open_window(BLANK)
    window.panels.toggle("table")
    assert window.panels.slots["table"].frame.isVisible()
    window.presentation.enter()
    assert not window.panels.slots["table"].frame.isVisible()
    window.presentation.leave()
    assert window.panels.slots["table"].frame.isVisible()
    assert not window.frictions.isVisible()


def test_what_was_not_made_is_not_found(open_window: Open) -> None:
    window = open_window(BLANK)
    with pytest.raises(LookupError):
        window.panels.find(JourneysPanel)


def test_no_window_starts_with_a_panel_in_place_of_everything() -> None:
    with pytest.raises(ValueError, match="murmurs"):
        PanelSpec(NAME, PanelArea.WHOLE, Murmurs, at_start=True)
