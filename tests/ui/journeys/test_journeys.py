"""The place of journeys: strips and ways, the conversation beside them, and the replay on the canvas."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import BLANK, Open
from visavis.blueprint.drawing import DARK
from visavis.blueprint.editing.commands import AddNextStep, AddStep, EditStep
from visavis.blueprint.storage.codec import decode_data
from visavis.ui.features.journeys.journey_finder import ShownJourney
from visavis.ui.features.journeys.journeys_panel import SHOWN, JourneysPanel
from visavis.ui.features.journeys.replay import Replay
from visavis.ui.features.journeys.rows import cut
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.panels import screens

HOSTILE = "<b>Ann</b> & {x} " + "très longue " * 40


@pytest.fixture
def open_journeys(open_window: Open, qtbot: QtBot) -> Open:
    """A function that opens a window at the place of journeys and waits until they are told."""

    def opened(*what: Any) -> MainWindow:
        window = open_window(*what)
        QTest.mouseClick(window.header.tabs["journeys"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(window.panels.find(JourneysPanel).is_settled, timeout=20_000)
        return window

    return opened


def subjects(window: MainWindow) -> list[object]:
    return [entry.subject for entry in window.panels.find(JourneysPanel).list.entries_model.entries]


def told(widget: Any) -> list[str]:
    model = widget.entries_model
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def small(*flows: tuple[Any, ...], first: str = "start", **head: Any) -> Any:
    lanes = [{"id": "c", "name": "Citizen", "kind": "citizen"}, {"id": "f", "name": "Desk", "kind": "frontstage"}]
    steps = [("a", "c", first), ("b", "f", "action"), ("e", "c", "outcome")]
    nodes = [{"id": name, "title": name, "lane": lane, "phase": "p", "column": column, "kind": kind,
              **({"outcome": "granted"} if kind == "outcome" else {})}
             for column, (name, lane, kind) in enumerate(steps)]
    edges = [{"source": source, "target": target, "key": f"k{number}", **(more[0] if more else {})}
             for number, (source, target, *more) in enumerate(flows)]
    graph = {"format": "visavis/1", "id": "x", "title": "X", "phases": [{"id": "p", "name": "P"}], "lanes": lanes,
             **head}
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges})


def test_without_journeys_the_place_says_what_to_do_and_leads_there(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys(BLANK)
    panel = window.panels.find(JourneysPanel)
    assert panel.empty.isVisible()
    assert not panel.list.isVisible()
    assert panel.empty.words.text() == tr(
        "Draw what the person does and what the agents answer, and connect the steps: each way through them is a"
        " journey, with what is said, how long it takes and where it ends.")
    assert QApplication.focusWidget() is panel.empty.choose
    QTest.keyClick(need(panel.empty.choose), Qt.Key.Key_Space)
    assert window.canvas.isVisible()
    assert QApplication.focusWidget() is window.canvas
    head = window.bridge.document.head
    window.bridge.do(AddStep((head.lanes[1].id, head.phases[0].id, 0), title="Demande", id="a"))
    window.bridge.do(AddNextStep("a", "Reçoit"))
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    QTest.mouseClick(window.header.tabs["journeys"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.is_settled, timeout=20_000)
    assert panel.list.isVisible()
    assert not panel.empty.isVisible()


@pytest.mark.english
def test_everybody_and_each_persona_have_a_strip_and_their_likeliest_ways(open_journeys: Open) -> None:
    window = open_journeys()
    assert not window.canvas.isVisible()
    assert not window.inspector.isVisible()
    sections = window.panels.find(JourneysPanel).sections
    assert [section.persona.name if section.persona else "" for section in sections] == [
        "", "Madame Roux", "Monsieur Diallo", "Madame Nguyen"]
    for section in sections:
        assert sum(walk.journey.share for walk in section.walks) + section.rest == pytest.approx(1.0, abs=1e-9)
    shown = [one for one in subjects(window) if isinstance(one, ShownJourney)]
    assert shown == [walk for section in sections for walk in section.likeliest(SHOWN)]
    strip = next(text for text in told(window.panels.find(JourneysPanel).list) if text.startswith("Madame Nguyen. 76 ans"))
    for words in ("Madame Nguyen", "15% of users", "cannot use: phone", "blocked 88%"):
        assert words in strip


def test_a_way_on_which_people_are_lost_is_always_shown(open_journeys: Open) -> None:
    window = open_journeys()
    for section in window.panels.find(JourneysPanel).sections:
        outcomes = [walk.journey.outcome.value for walk in section.likeliest(SHOWN)]
        assert {"abandoned", "blocked"} & set(outcomes)
        assert section.walks[:SHOWN] == section.likeliest(SHOWN)[:SHOWN]


def test_only_frictions_of_who_walks_stand_beside_the_way(open_journeys: Open) -> None:
    """What blocks Madame Nguyen alone is no matter of Madame Roux."""
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    blocking = next(one.number for one in need(window.bridge.analysis).frictions.hotspots
                    if one.finding.rule == "blocked-persona")
    by_name = {walk.names: walk for walk in panel.sections[0].walks}
    of_nguyen = {one.number for found in panel._hotspots(by_name["Madame Nguyen",]).values() for one in found}
    of_roux = {one.number for found in panel._hotspots(by_name["Madame Roux",]).values() for one in found}
    assert blocking in of_nguyen - of_roux


@pytest.mark.english
def test_the_conversation_follows_the_chosen_way(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    first = told(panel.lines)
    assert first[0] == "Madame Roux: Apprend que l’APA existe"
    assert first[1] == "Madame Roux: “À qui demander\u202f?” (Appelle le standard)"
    assert "30 days pass" in first
    assert first[-1].startswith("granted after ")
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.walk is panel.sections[0].walks[1]
    assert told(panel.lines)[-1].startswith("blocked after ")
    assert panel.chosen.text() == "Madame Nguyen"


@pytest.mark.english
def test_more_ways_open_and_close(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    before = told(panel.list)
    row = subjects(window).index("roux")
    hidden = len(panel.sections[1].walks) - SHOWN - 1
    assert before[row].startswith(f"Show {hidden} more ways")
    ways = sum(isinstance(one, ShownJourney) for one in subjects(window))
    panel.list.go_to(row)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert sum(isinstance(one, ShownJourney) for one in subjects(window)) == ways + hidden
    row = subjects(window).index("roux")
    assert told(panel.list)[row].startswith("Show fewer")
    panel.list.scrollTo(panel.list.entries_model.index(row))
    place = panel.list.visualRect(panel.list.entries_model.index(row)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told(panel.list) == before


@pytest.mark.english
def test_an_edit_is_told_when_the_analysis_is_there(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    before = panel.sections
    window.bridge.do(EditStep("c9", wait="P60D"))
    qtbot.waitUntil(lambda: panel.sections is not before and panel.is_settled(), timeout=20_000)
    assert "60 days pass" in told(panel.lines)


@pytest.mark.english
def test_another_document_shows_nothing_of_the_one_before(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    window.bridge.replace(small(("a", "b"), ("b", "e")))
    qtbot.waitUntil(lambda: bool(panel.sections) and panel.is_settled(), timeout=20_000)
    section, = panel.sections
    assert (section.persona, len(section.walks)) == (None, 1)
    assert panel.chosen.text() == "Everybody"
    window.bridge.replace(small(first="action"))
    qtbot.waitUntil(lambda: window.bridge.is_settled() and panel.is_settled(), timeout=20_000)
    assert panel.empty.isVisible()
    assert panel.empty.title.text() == "No journey to show yet"
    assert not panel.replay.isEnabled()


def test_authors_words_stay_plain_and_short(open_journeys: Open, qtbot: QtBot) -> None:
    document = small(("a", "b", {"kind": "interaction", "label": HOSTILE}), ("b", "e"),
                     personas=[{"id": "ann", "name": HOSTILE, "story": HOSTILE}])
    window = open_journeys(document)
    window.panels.find(JourneysPanel).replay.click()
    replay = need(window.findChild(Replay))
    labels = [*window.panels.find(JourneysPanel).findChildren(QLabel), *replay.findChildren(QLabel)]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert replay.who.text() == cut(HOSTILE, 48)
    assert replay.width() <= window.canvas.viewport().width()
    replay.end()


@pytest.mark.english
def test_a_replay_walks_the_canvas_with_keys(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    window.canvas.set_reduced_motion(True)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    replay = need(window.findChild(Replay))
    assert replay.isVisible()
    assert QApplication.focusWidget() is replay
    assert window.header.current_screen() == "draw"
    assert not any(part.isVisible() for part in (window.frictions, window.inspector, window.palette_panel))
    assert window.bridge.selection == step_refs("c1")
    QTest.keyClick(replay, Qt.Key.Key_Space)
    assert window.bridge.selection == step_refs("c2")
    QTest.keyClick(replay, Qt.Key.Key_Right)
    assert window.bridge.selection == step_refs("a1")
    said = replay.accessibleName()
    for words in ("step 3 of", "Madame Roux", "“À qui demander\u202f?”", "Oriente vers le bon service", "day 1"):
        assert words in said
    assert (replay.citizen_minutes.text(), replay.agent_minutes.text()) == ("citizen 37\u00a0min", "agents 9\u00a0min")
    assert {mark.kind.value for mark in window.canvas.overlays.of("replay")} == {"selection", "card-focus"}
    QTest.keyClick(replay, Qt.Key.Key_Left)
    assert window.bridge.selection == step_refs("c2")
    QTest.keyClick(replay, Qt.Key.Key_Escape)
    assert not replay.isVisible()
    assert window.canvas.overlays.of("replay") == ()
    assert QApplication.focusWidget() is window.canvas
    assert all(part.isVisible() for part in (window.frictions, window.inspector, window.palette_panel))


@pytest.mark.slow
@pytest.mark.english
def test_each_step_of_a_replay_is_in_sight_above_the_bar(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    window.canvas.set_reduced_motion(True)
    window.panels.find(JourneysPanel).replay.click()
    replay, canvas = need(window.findChild(Replay)), window.canvas
    qtbot.waitUntil(lambda: canvas.viewport().height() > 400)
    for place in range(len(replay.beats)):
        replay.go_to(place)
        card = need(canvas.picture).layout.cards[replay.beats[place].step.id].rect
        seen = canvas.mapFromScene(QPointF(*card.centre))
        assert canvas.viewport().rect().contains(seen)
        assert not replay.geometry().contains(seen), replay.beats[place].step.id
    assert replay.clock.text().startswith("granted after ")
    assert not replay.onward.isEnabled()
    replay.go_to(len(replay.beats))
    assert replay.index == len(replay.beats) - 1
    replay.end()


def test_buttons_and_keys_of_the_bar_work_together(open_journeys: Open, qtbot: QtBot) -> None:
    window = open_journeys()
    window.panels.find(JourneysPanel).replay.click()
    replay = need(window.findChild(Replay))
    assert not replay.back.isEnabled()
    QTest.mouseClick(replay.onward, Qt.MouseButton.LeftButton)
    assert replay.index == 1
    replay.onward.setFocus()
    QTest.keyClick(replay.onward, Qt.Key.Key_Space)
    assert replay.index == 2
    QTest.keyClick(replay.onward, Qt.Key.Key_Left)
    assert replay.index == 1
    QTest.keyClick(replay.onward, Qt.Key.Key_End)
    assert replay.index == len(replay.beats) - 1
    QTest.keyClick(replay.onward, Qt.Key.Key_Home)
    assert replay.index == 0
    QTest.mouseClick(replay.stop, Qt.MouseButton.LeftButton)
    assert not replay.isVisible()


@pytest.mark.english
def test_where_somebody_is_blocked_the_replay_says_so(open_journeys: Open) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    panel.walk = next(walk for walk in panel.sections[0].walks if walk.names == ("Madame Nguyen",))
    panel.replay.click()
    replay = need(window.findChild(Replay))
    replay.go_to(len(replay.beats) - 1)
    for words in ("cannot use this channel", "cannot be reached this way", "Propose une date de visite",
                  "blocked after 39\u00a0d"):
        assert words in replay.accessibleName()
    replay.end()


@pytest.mark.parametrize("leave", ["edit", "place"])
def test_a_replay_ends_when_the_drawing_or_the_place_changes(open_journeys: Open, leave: str) -> None:
    window = open_journeys()
    window.panels.find(JourneysPanel).replay.click()
    if leave == "edit":
        window.bridge.do(EditStep("c1", title="autre"))
    else:
        window.go_to("frictions")
    assert not need(window.findChild(Replay)).isVisible()
    assert window.frictions.isVisible()


def test_f6_goes_round_the_places(open_window: Open) -> None:
    window = open_window()
    seen = []
    for _ in screens():
        window.show_next_screen()
        seen.append(window.header.current_screen())
    assert seen == ["table", "frictions", "journeys", "redesign", "draw"]
    assert window.canvas.isVisible()


def test_search_and_frictions_lead_back_to_the_drawing(open_journeys: Open) -> None:
    window = open_journeys()
    window.fly_to("c5")
    assert window.canvas.isVisible()
    assert not window.panels.find(JourneysPanel).isVisible()


@pytest.mark.slow
def test_journeys_speak_the_interface_s_language_and_wear_its_theme(open_journeys: Open) -> None:
    window = open_journeys()
    panel = window.panels.find(JourneysPanel)
    set_language("fr")
    window.appearance.set_theme("dark")
    assert panel.list.theme is DARK
    assert panel.title.text() == "Parcours"
    assert told(panel.lines)[-1].startswith("accordé après ")
    panel.replay.click()
    shown = [widget.text() for widget in need(window.findChild(Replay)).findChildren(QWidget)
             if isinstance(widget, QLabel | QPushButton)]
    assert {"Avancer", "Reculer", "Arrêter", "S’informer · étape 1 sur 36", "personne en face"} <= set(shown)
    need(window.findChild(Replay)).end()


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
def test_chosen_and_current_rows_look_otherwise(open_journeys: Open, name: str) -> None:
    """The chosen row is seen by its ring, not by its colour alone."""
    window = open_journeys()
    window.appearance.set_theme(name)
    view = window.panels.find(JourneysPanel).list
    rect = view.visualRect(view.currentIndex())
    before = view.viewport().grab(rect).toImage()
    view.go_to(subjects(window).index("roux"))
    view.verticalScrollBar().setValue(0)
    assert view.viewport().grab(rect).toImage() != before
