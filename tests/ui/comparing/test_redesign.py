"""The place of redesigns: two drawings looked at together, verdicts, frictions and changes beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.conftest import Open
from visavis.blueprint.analysis import ChangeKind
from visavis.blueprint.drawing import DARK
from visavis.blueprint.editing.commands import EditHead, EditStep
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.codec import decode_data
from visavis.ui.features.journeys.journeys_panel import JourneysPanel
from visavis.ui.features.redesign.entries import RowSteps
from visavis.ui.features.redesign.pane import ComparisonPane
from visavis.ui.features.redesign.redesign_panel import RedesignPanel
from visavis.ui.features.redesign.two_panes import TwoPanes
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.jobs import Job
from visavis.ui.kit.selection import step_refs
from visavis.ui.window.main_window import MainWindow

EXAMPLES = Path(__file__).parents[3] / "examples"
TO_BE = EXAMPLES / "apa-a-domicile-cible.blueprint.json"
AS_IS = EXAMPLES / "apa-a-domicile.blueprint.json"
HOSTILE = "<b>Ann</b> &amp; {x} \u202e" + "très longue " * 40

Opened = Callable[..., MainWindow]


@pytest.fixture
def open_redesign(open_window: Open, qtbot: QtBot) -> Opened:
    """A function that opens a window at the place of redesigns and waits until everything is compared."""

    def opened(what: Any = TO_BE) -> MainWindow:
        window = open_window(what)
        window.canvas.set_reduced_motion(True)
        QTest.mouseClick(window.header.tabs["redesign"], Qt.MouseButton.LeftButton)
        panel = window.panels.find(RedesignPanel)
        for view in (panel.panes.before, panel.panes.after):
            view.camera.reduced_motion = True
        settled(qtbot, panel)
        return window

    return opened


def settled(qtbot: QtBot, panel: RedesignPanel) -> None:
    qtbot.waitUntil(panel.is_settled, timeout=30_000)


def line(name: str, citizen: str, agent: str, **head: Any) -> BlueprintDocument:
    graph = {"format": "visavis/1", "id": name, "title": name, "phases": [{"id": "p", "name": "P"}],
             "lanes": [{"id": "c", "name": "Citizen", "kind": "citizen"},
                       {"id": "f", "name": "Desk", "kind": "frontstage"}], **head}
    steps = [("a", "c", "start", {"work": citizen}), ("b", "f", "action", {"work": agent}),
             ("e", "c", "outcome", {"outcome": "granted"})]
    nodes = [{"id": one, "title": head.get("title", one), "lane": lane, "phase": "p", "column": column, "kind": kind,
              **more} for column, (one, lane, kind, more) in enumerate(steps)]
    edges = [{"source": "a", "target": "b", "key": "k"}, {"source": "b", "target": "e", "key": "l"}]
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges})


def told(panel: RedesignPanel) -> list[str]:
    return [entry.text for entry in panel.list.entries_model.entries]


def on_screen(view: ComparisonPane, step: str) -> QPointF:
    card = view.card(step)
    assert card is not None
    return QPointF(view.mapFromScene(QPointF(*card.centre)))


@pytest.mark.english
def test_both_blueprints_are_shown_with_verdicts_of_everybody(open_redesign: Opened) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    assert not window.canvas.isVisible()
    assert QApplication.focusWidget() is panel.list
    assert need(panel.panes.before.picture).document.head.id == "apa-a-domicile"
    assert panel.panes.after.document is window.bridge.document
    rows = told(panel)
    # Personas by what they gain in access; of each the share that gets through comes first, and no word before it.
    names = ["Everybody", "Madame Nguyen", "Monsieur Diallo", "Madame Roux"]
    assert [row.split(". granted ")[0] for row in rows[:4]] == names
    assert "delay stopped after 41\u00a0d → 34\u00a0d" in rows[1]
    assert "for the agents: before, these cases were stopped; now they reach a decision" in rows[1]
    assert "What changed sides" in rows


def test_from_the_as_is_blueprint_its_redesign_is_found(open_redesign: Opened) -> None:
    panel = open_redesign(AS_IS).panels.find(RedesignPanel)
    assert need(panel.pair).after.head.id == "apa-a-domicile-cible"
    assert not need(panel.pair).opens_after
    assert panel.panes.captions[panel.panes.after].isAncestorOf(panel.panes.other)


def test_steps_bear_marks_of_what_became_of_them(open_redesign: Opened) -> None:
    panel = open_redesign().panels.find(RedesignPanel)
    matching = need(panel.pair).comparison.matching
    gone = {name for name, change in panel.panes.before.changes.items() if change.kind is ChangeKind.REMOVED}
    new = {name for name, change in panel.panes.after.changes.items() if change.kind is ChangeKind.ADDED}
    assert gone == {step.id for step in matching.removed_steps}
    assert new == {step.id for step in matching.added_steps}
    assert gone
    assert new


def is_aligned(panes: TwoPanes) -> bool:
    """Whether each phase begins at the same pixel on both drawings and on the axis between them."""
    assert panes._pair is not None
    starts = [{box.phase: view.mapFromScene(QPointF(box.rect.x, 0)).x()
               for box in need(view.picture).layout.phases} for view in (panes.before, panes.after)]
    pairs = panes._pair.comparison.matching.phases
    return all(starts[0][str(one)] == starts[1][str(other)] for one, other in pairs)


@pytest.mark.parametrize("opened", [TO_BE, AS_IS])
def test_phases_stand_above_each_other_wherever_one_looks(open_redesign: Opened, opened: Path) -> None:
    panes = open_redesign(opened).panels.find(RedesignPanel).panes
    assert is_aligned(panes)
    for view in (panes.before, panes.after):
        for pan in ((-333, 0), (-100, -70), (77, 30), (-5000, 0), (9000, 0)):
            view.camera.pan(*pan)
            assert is_aligned(panes)
            assert panes.before.camera.scale == panes.after.camera.scale
        for notches in (1, -3, 0.37):
            view.camera.zoom_by(notches)
            assert is_aligned(panes)
    panes.whole.click()
    assert is_aligned(panes)
    panes.linked_bar.setValue(panes.linked_bar.maximum() // 2)
    assert panes.before.horizontalScrollBar().value() == panes.linked_bar.value()
    assert is_aligned(panes)


def test_the_axis_names_both_and_counts_their_steps(open_redesign: Opened) -> None:
    panes = open_redesign().panels.find(RedesignPanel).panes
    matching = need(panes._pair).comparison.matching
    for phase, (one, other) in zip(panes.axis.phases, matching.phases, strict=True):
        before, after = matching.before.phase_by_id[str(one)], matching.after.phase_by_id[str(other)]
        assert (phase.before, phase.after) == (before.name, after.name)
        assert (after.name == before.name) is (phase.names[1] == "")
    assert [phase.steps for phase in panes.axis.phases[:2]] == [(5, 6), (10, 4)]
    for phase, place in panes.axis.places()[1:]:
        assert abs(place.x() - max(0, panes.before.mapFromScene(QPointF(phase.x, 0)).x())) <= 1
    assert panes.axis.accessibleDescription().count(".") == len(panes.axis.phases) - 1


@pytest.mark.english
def test_columns_that_the_redesign_no_longer_needs_say_so(open_redesign: Opened) -> None:
    panes = open_redesign().panels.find(RedesignPanel).panes
    matching = need(panes._pair).comparison.matching
    picture = need(panes.after.picture)
    fewer = {one.phase: one for one in panes.after.fewer}
    for one, other in matching.phases:
        count = matching.before.columns_of_phase[str(one)] - picture.document.columns_of_phase[str(other)]
        assert (fewer[str(other)].count if str(other) in fewer else 0) == max(0, count)
    assert fewer["constituer"].words == "4 columns fewer"
    assert panes.before.fewer == ()
    cards = [box.rect for box in picture.layout.cards.values()]
    for strip in (found.strip for found in fewer.values()):
        assert not any(strip.x < card.right and card.x < strip.right and strip.y < card.bottom
                       and card.y < strip.bottom for card in cards)


def test_choosing_a_step_lights_what_it_became_and_moves_no_phase(open_redesign: Opened) -> None:
    window = open_redesign()
    duo = window.panels.find(RedesignPanel).panes
    matching = need(window.panels.find(RedesignPanel).pair).comparison.matching
    checked = 0
    for name, origins in matching.origins.items():
        if not origins:
            continue
        duo.choose_step(duo.after, name)
        assert duo.after.lit == {name}
        assert duo.before.lit == set(origins)
        assert window.bridge.selection == step_refs(name)
        assert is_aligned(duo)
        seen = duo.before.viewport().rect()
        near = abs(need(duo.before.card(origins[0])).centre.x - need(duo.after.card(name)).centre.x) < 300
        checked += near and seen.contains(on_screen(duo.before, origins[0]).toPoint())
    assert checked > 10


def test_pointing_lights_both_and_leaving_returns_to_what_was_chosen(open_redesign: Opened, qtbot: QtBot) -> None:
    duo = open_redesign().panels.find(RedesignPanel).panes
    chosen = next(name for name, origins in need(duo._pair).comparison.matching.origins.items() if origins)
    duo.choose_step(duo.after, chosen)
    qtbot.waitUntil(lambda: duo.before.is_still() and duo.after.is_still(), timeout=5000)
    origins = need(duo._pair).comparison.matching.origins
    other = next(name for name in origins if origins[name] and name != chosen
                 and duo.after.viewport().rect().contains(on_screen(duo.after, name).toPoint()))
    # Where the pointer is already (a test before may have left it there) no move would be told.
    QTest.mouseMove(duo.after.viewport(), duo.after.viewport().rect().bottomRight())
    QTest.mouseMove(duo.after.viewport(), on_screen(duo.after, other).toPoint())
    assert duo.before.lit == set(origins[other])
    duo.after.pointed.emit("")
    assert duo.after.lit == {chosen}


def test_a_click_chooses_and_arrows_go_on(open_redesign: Opened, qtbot: QtBot) -> None:
    duo = open_redesign().panels.find(RedesignPanel).panes
    step = next(name for name in need(duo.before.picture).layout.cards
                if duo.before.viewport().rect().adjusted(60, 60, -60, -60).contains(on_screen(duo.before, name).toPoint()))
    QTest.mouseClick(duo.before.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(duo.before, step).toPoint())
    assert see(duo.before.current) == step
    assert see(QApplication.focusWidget()) is duo.before
    assert duo.before.accessibleDescription()
    here = need(duo.before.card(step)).centre
    QTest.keyClick(duo.before, Qt.Key.Key_Right)
    assert need(duo.before.card(duo.before.current)).centre.x > here.x
    assert duo.before.viewport().rect().contains(on_screen(duo.before, duo.before.current).toPoint())


def test_where_keys_go_is_seen(open_redesign: Opened) -> None:
    panel = open_redesign().panels.find(RedesignPanel)
    view = panel.panes.after
    before = view.viewport().grab().toImage()
    view.setFocus()
    assert view.viewport().grab().toImage() != before


def test_keys_zoom_and_show_everything(open_redesign: Opened, qtbot: QtBot) -> None:
    duo = open_redesign().panels.find(RedesignPanel).panes
    scale = duo.before.camera.scale
    QTest.keyClicks(duo.before, "+")
    assert duo.after.camera.scale == duo.before.camera.scale > scale
    QTest.keyClicks(duo.before, "0")
    area = duo.before.camera.area()
    assert area.width() >= need(duo.before.picture).layout.width


def test_rows_of_changes_and_frictions_fly_to_their_steps(open_redesign: Opened, qtbot: QtBot) -> None:
    panel = open_redesign().panels.find(RedesignPanel)
    for part in ("frictions", "changes"):
        QTest.mouseClick(panel.chips[part], Qt.MouseButton.LeftButton)
        entries = panel.list.entries_model.entries
        rows = [row for row, entry in enumerate(entries) if isinstance(entry.subject, RowSteps)]
        assert len(rows) >= len(need(panel.pair).comparison.findings if part == "frictions" else need(panel.pair).comparison.changes)
        for row in rows[:: max(1, len(rows) // 6)]:
            panel.list.go_to(row)
            shown = need(entries[row].subject, RowSteps)
            steps, view = (shown.before, panel.panes.before) if shown.before else (shown.after, panel.panes.after)
            assert steps <= view.lit
            seen = view.viewport().rect()
            assert any(seen.contains(on_screen(view, step).toPoint()) for step in steps)


def test_an_edit_is_compared_anew_and_nothing_older_is_shown(open_redesign: Opened, qtbot: QtBot) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    before = need(panel.pair).comparison.verdicts[0].citizen.after.known_value
    step = next(step for step in window.bridge.document.steps if step.kind.value == "start")
    window.bridge.do(EditStep(step.id, work="PT500M"))
    assert see(panel.pair) is None
    assert told(panel) == []
    assert panel.panes.before.changes == {}
    panel.panes.after.pointed.emit(step.id)
    assert panel.panes.before.lit == frozenset()
    area = panel.panes.before.camera.area()
    assert not panel.print_page.isEnabled()
    settled(qtbot, panel)
    assert need(panel.pair).document is window.bridge.document
    assert need(panel.pair).comparison.verdicts[0].citizen.after.known_value > before + 300
    assert panel.panes.before.camera.area().center().x() == pytest.approx(area.center().x(), abs=2)


def test_an_answer_about_an_older_document_is_dropped(open_redesign: Opened, qtbot: QtBot) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    old_pair, old_job = panel.pair, Job(lambda _: None, lambda _: None, lambda _: None)
    window.bridge.do(EditHead(title="autre"))
    panel._on_compared(old_job, old_pair)
    assert see(panel.pair) is None
    settled(qtbot, panel)
    assert need(panel.pair).after.head.title == "autre"


def test_edits_elsewhere_are_compared_when_somebody_looks(open_redesign: Opened, qtbot: QtBot) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    window.go_to("draw")
    window.bridge.do(EditHead(title="autre"))
    qtbot.wait(200)
    assert see(panel.pair) is None
    assert panel._job is None
    window.go_to("redesign")
    settled(qtbot, panel)
    assert need(panel.pair).after.head.title == "autre"


@pytest.mark.english
def test_without_another_file_it_says_what_to_do(open_redesign: Opened, qtbot: QtBot, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_redesign(line("one", "PT40M", "PT10M"))
    panel = window.panels.find(RedesignPanel)
    assert panel.empty.isVisible()
    assert QApplication.focusWidget() is panel.empty.choose
    assert not panel.list.isVisible()
    assert "compare the two here" in panel.empty.words.text()
    path = tmp_path / "two.blueprint.json"
    path.write_bytes(encode(line("two", "PT10M", "PT60M", redesigns="one")))
    monkeypatch.setattr("visavis.ui.features.redesign.redesign_panel.QFileDialog.getOpenFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(panel.empty.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.pair is not None and panel.is_settled(), timeout=20_000)
    assert panel.panes.isVisible()
    assert QApplication.focusWidget() is panel.list
    # The delay is longer, which decides; that the work moved is told beside it.
    assert any(row.startswith("Everybody. ") and "Regression. Because the delay is longer" in row
               for row in told(panel))
    crossing = next(entry for entry in need(panel.list).entries_model.entries if isinstance(entry.subject, RowSteps))
    assert "30\u00a0min of each case passes to the agents" in crossing.text
    assert need(crossing.subject, RowSteps).after == {"b"}


@pytest.mark.english
def test_a_named_blueprint_that_is_missing_is_named(open_redesign: Opened) -> None:
    panel = open_redesign(line("two", "PT1M", "PT1M", redesigns="elsewhere")).panels.find(RedesignPanel)
    assert "“elsewhere”" in panel.empty.words.text()
    assert "elsewhere.blueprint.json" in panel.empty.words.text()


def test_a_file_that_cannot_be_read_is_told(open_redesign: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    broken = tmp_path / "broken.blueprint.json"
    broken.write_text('{"graph": {', encoding="utf-8")
    panel.compare_with(broken)
    settled(qtbot, panel)
    assert see(panel.pair) is None
    assert "broken.blueprint.json" in panel.empty.fault.text()
    panel.compare_with(AS_IS)
    settled(qtbot, panel)
    assert panel.pair is not None
    assert panel.panes.isVisible()


def test_another_document_forgets_the_chosen_file(open_redesign: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    path = tmp_path / "x.blueprint.json"
    path.write_bytes(encode(line("x", "PT1M", "PT1M")))
    panel.compare_with(path)
    settled(qtbot, panel)
    assert need(panel.pair).other == path
    window.bridge.replace(line("alone", "PT1M", "PT1M"))
    settled(qtbot, panel)
    assert see(panel.pair) is None
    assert panel.empty.isVisible()


def test_authors_words_stay_plain_and_short(open_redesign: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    personas = [{"id": "ann", "name": HOSTILE}]
    path = tmp_path / "one.blueprint.json"
    path.write_bytes(encode(line("one", "PT5M", "PT40M", title=HOSTILE, personas=personas)))
    window = open_redesign(line("two", "PT25M", "PT10M", redesigns="one", title=HOSTILE, personas=personas))
    panel = window.panels.find(RedesignPanel)
    panel.compare_with(path)
    settled(qtbot, panel)
    for part in panel.chips:
        panel.show_part(part)
        panel.list.grab()
    labels = panel.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if label.text())
    assert panel.width() <= window.width()


@pytest.mark.slow
def test_it_speaks_the_interface_s_language_and_wears_its_theme(open_redesign: Opened, qtbot: QtBot) -> None:
    window = open_redesign()
    panel = window.panels.find(RedesignPanel)
    set_language("fr")
    window.appearance.set_theme("dark")
    settled(qtbot, panel)
    assert panel.list.theme is DARK
    assert panel.panes.before.theme is panel.panes.after.theme is DARK
    assert need(panel.panes.before.picture).drawing.background == DARK.background
    assert panel.title.text() == "Ce qui change, pour qui"
    assert any("arrêt à 41\u00a0j" in row for row in told(panel))
    buttons = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert all(one.text().strip() or one.accessibleName() for one in buttons)
    assert panel.panes.before.accessibleName() == "Le parcours actuel"


@pytest.mark.slow
def test_the_page_is_exported_from_the_pair(open_redesign: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    from visavis.ui.features.exporting.export_dialog import ExportDialog

    window = open_redesign(AS_IS)
    pair = need(window.panels.find(RedesignPanel).pair)
    dialog = ExportDialog(pair.after, tmp_path, window.bridge.analyse, window, around=lambda _: pair.surroundings(),
                          form="before-after")
    assert dialog.exporter.name == "before-after"
    target = tmp_path / "page.pdf"
    dialog.export_to(target)
    qtbot.waitUntil(lambda: dialog.written == (target,), timeout=30_000)
    assert target.read_bytes().startswith(b"%PDF")
    dialog.deleteLater()


@pytest.mark.slow
def test_places_of_the_window_take_turns(open_redesign: Opened) -> None:
    window = open_redesign()
    window.fly_to(window.bridge.document.steps[3].id)
    assert window.canvas.isVisible()
    assert not window.panels.find(RedesignPanel).isVisible()
    window.go_to("journeys")
    window.go_to("redesign")
    assert window.panels.find(RedesignPanel).isVisible()
    assert QApplication.focusWidget() is window.panels.find(RedesignPanel).list
    assert not window.panels.find(JourneysPanel).isVisible()
    assert not window.canvas.isVisible()


def test_the_list_gets_narrower_with_the_window(open_redesign: Opened, qtbot: QtBot) -> None:
    panel = open_redesign().panels.find(RedesignPanel)
    for width, share in ((1600, 0.25), (900, 0.4), (640, 0.4)):
        panel.resize(width, 500)
        assert panel.list.window() is not panel
        side = panel.list.parentWidget()
        assert need(side).width() <= width * share
    assert panel.minimumSizeHint().width() <= 640


def test_a_larger_text_makes_rows_larger(open_redesign: Opened) -> None:
    listed = open_redesign().panels.find(RedesignPanel).list
    index = listed.entries_model.index(1)
    before = listed.visualRect(index).height()
    listed.setStyleSheet("font-size: 28px")
    listed.doItemsLayout()
    assert listed.scale() == 2.0
    assert listed.visualRect(index).height() > 1.5 * before


@pytest.mark.slow
def test_everything_around_the_drawings_follows_the_size_of_the_text(open_redesign: Opened) -> None:
    window = open_redesign()
    panes = window.panels.find(RedesignPanel).panes
    parts = (panes.axis, panes.captions[panes.before], panes.percent)
    before = [part.height() for part in parts], panes.lane_names[panes.after].width()
    window.appearance.set_temporary_text_size(21.0)
    QApplication.processEvents()
    assert all(part.height() == pytest.approx(2 * height, abs=2)
               for part, height in zip(parts, before[0], strict=True))
    assert panes.lane_names[panes.after].width() == panes.axis_corner.width() == 2 * before[1]
    window.appearance.set_temporary_text_size(None)
    QApplication.processEvents()
    assert [part.height() for part in parts] == before[0]
