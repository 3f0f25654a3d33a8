"""The window as a whole: frictions, search, languages, themes, live analysis, faults."""

from __future__ import annotations

import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import Open
from tests.ui.dialogs import meanwhile
from visavis.blueprint.analysis import Analysis, FrictionReport, Measures
from visavis.blueprint.drawing import DARK, HIGH_CONTRAST, LIGHT
from visavis.blueprint.drawing.basis_words import basis_sentence
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import PILL_INSET
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddNextStep, AddStep, EditStep
from visavis.blueprint.language import LANGUAGES, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load, save
from visavis.ui.application.crash_guard import CrashGuard
from visavis.ui.application.launch import make_window
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.frictions.friction_model import HOTSPOT, FrictionColumn
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

from .conftest import APA, BLANK, ROOT, write


def visible_texts(window: QWidget) -> set[str]:
    """Every text that widgets, menus and the status bar show."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QMenu) or widget.isVisibleTo(window):
            if isinstance(widget, QLabel | QAbstractButton):
                texts.append(widget.text())
            if isinstance(widget, QLineEdit):
                texts.append(widget.placeholderText())
            if isinstance(widget, QComboBox):
                texts.extend(widget.itemText(index) for index in range(widget.count()))
            texts.append(widget.accessibleName())
            texts.append(widget.toolTip())
    texts.extend(action.text() for action in window.findChildren(QAction))
    return {text.replace("&", "").strip() for text in texts if text.strip()}


def test_clicking_a_friction_flies_to_its_step(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.panels.toggle("frictions")
    model, view = window.frictions.model, window.frictions.view
    row = next(row for row in range(model.rowCount()) if model.hotspots[row].finding.steps)
    wanted = model.hotspots[row].finding.steps[0]
    view.scrollTo(model.index(row, FrictionColumn.STEP))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(row, FrictionColumn.STEP)).center())

    assert window.bridge.selection == step_refs(wanted)
    card = need(window.canvas.picture).layout.cards[wanted].rect

    def is_seen() -> bool:
        return window.canvas.mapToScene(window.canvas.viewport().rect()).boundingRect().contains(*card.centre)

    qtbot.waitUntil(is_seen, timeout=5000)


def test_the_focus_ring_leaves_the_numbers_of_frictions_in_sight(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    canvas = window.canvas
    window.fly_to("c5")
    qtbot.waitUntil(canvas.is_still, timeout=5000)
    card = need(canvas.picture).layout.cards["c5"].rect
    badge = canvas.mapFromScene(card.right - PILL_INSET - 6, card.y - 4)

    def looks() -> set[str]:
        image = canvas.viewport().grab(QRect(badge - QPoint(3, 3), QSize(7, 7))).toImage()
        return {image.pixelColor(x, y).name() for x in range(7) for y in range(7)}

    focused = looks()
    window.fly_to("c6")
    qtbot.waitUntil(canvas.is_still, timeout=5000)
    badge = canvas.mapFromScene(card.right - PILL_INSET - 6, card.y - 4)
    assert canvas.viewport().rect().contains(badge)
    assert QColor(canvas.theme.friction.ink).name() in focused
    assert QColor(canvas.theme.agent.ink).name() not in focused
    assert QColor(canvas.theme.friction.ink).name() in looks()


def test_the_list_is_filtered_by_persona_and_by_side(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.panels.toggle("frictions")
    everything = window.frictions.model.rowCount()
    chips = {chip.property("filterFor"): chip for chip in window.frictions.filter.group.buttons()}
    QTest.mouseClick(chips["roux"], Qt.MouseButton.LeftButton)
    shown = [hotspot.finding.persona for hotspot in window.frictions.model.hotspots]
    assert set(shown) <= {None, "roux"}
    assert 0 < len(shown) < everything
    QTest.mouseClick(chips["\0agents"], Qt.MouseButton.LeftButton)
    assert all(hotspot.finding.agent_minutes for hotspot in window.frictions.model.hotspots)
    QTest.mouseClick(chips[""], Qt.MouseButton.LeftButton)
    assert window.frictions.model.rowCount() == everything


def test_a_list_without_rows_says_why(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    window.panels.toggle("frictions")
    view = window.frictions.view
    empty = tr("What is hard for citizens or for agents is listed here, with what it costs each side. The list fills "
               "as you draw.")
    assert view.accessibleDescription() == empty
    painted = view.grab().toImage()
    view.show_empty_reason("")
    assert view.grab().toImage() != painted
    window.frictions.refresh()
    lane, phase = window.bridge.document.head.lanes[1], window.bridge.document.head.phases[0]
    window.bridge.do(AddStep((lane.id, phase.id, 0), title="Demande"))
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    assert need(window.bridge.analysis).frictions.not_assessed
    assert view.accessibleDescription() not in ("", empty)


def test_a_filter_without_rows_says_so(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    assert window.frictions.view.accessibleDescription() == ""
    monkeypatch.setattr(window.frictions, "_passes", lambda finding: False)
    window.frictions.refresh()
    assert window.frictions.view.accessibleDescription() == tr(
        "No friction found for this choice. “All” shows every one.")


def test_rows_are_read_as_whole_sentences(open_window: Open) -> None:
    window = open_window()
    index = window.frictions.model.index(0, FrictionColumn.TITLE)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("1. ")
    assert tr(index.data(HOTSPOT).finding.message) in spoken


def test_drawing_updates_the_list(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    before = [hotspot.finding.key for hotspot in need(window.bridge.analysis).frictions.hotspots]
    window.bridge.do(EditStep("c9", informs={"who": "citizen", "promise": "P30D"}))
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)
    after = [hotspot.finding.key for hotspot in need(window.bridge.analysis).frictions.hotspots]
    assert before != after
    assert window.frictions.model.rowCount() == len(after)


@pytest.mark.parametrize(("letters", "step"), [("reunit justif", "c5"), ("ÉVALUE l’auton", "a8")])
def test_search_finds_steps_without_accents_and_case(open_window: Open, qtbot: QtBot, letters: str, step: str) -> None:
    window = open_window()
    QTest.keyClick(window.canvas, Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is window.search_field
    write(window.search_field, letters)
    QTest.keyClick(window.search_field, Qt.Key.Key_Return)
    assert window.bridge.selection == step_refs(step)
    assert not window.search_field.results.isVisible()


def test_search_runs_commands_in_the_interface_s_language(open_window: Open, qtbot: QtBot) -> None:
    set_language("fr")
    window = open_window()
    following = DARK if window.canvas.theme is LIGHT else HIGH_CONTRAST
    window.search()
    write(window.search_field, "theme suivant")
    QTest.keyClick(window.search_field, Qt.Key.Key_Return)
    assert window.canvas.theme is following


def test_every_action_has_a_method_and_a_title(open_window: Open) -> None:
    window = open_window()
    for name, action in window.actions_table.by_name.items():
        assert action.text()
        assert ":" in name or callable(attrgetter(name)(window))


@pytest.mark.english
def test_the_interface_changes_its_language_at_run_time(open_window: Open, qtbot: QtBot) -> None:
    """No English text that has a French form may stay, in no widget, and the other way round."""
    window = open_window(BLANK)
    window.go_to("draw")
    # Lists make their rows when they are seen.
    QApplication.processEvents()
    english = visible_texts(window)
    window.appearance.next_language()
    QApplication.processEvents()
    french = visible_texts(window)
    to_french = translator("fr")
    in_french = {text: to_french(text.replace("{", "{{").replace("}", "}}")) for text in english}
    for text in english & french:
        # What is one thing in English may name another one in French: a support is no piece of evidence.
        assert in_french[text] == text or text in in_french.values(), f"still English: {text!r}"
    assert "Fichier" in french
    assert "Dessiner" in french
    window.appearance.next_language()
    qtbot.waitUntil(lambda: visible_texts(window) == english)


@pytest.mark.slow
def test_themes_dress_canvas_and_chrome(open_window: Open) -> None:
    window = open_window(BLANK)
    seen = []
    for _ in range(3):
        seen.append(window.canvas.theme)
        assert QApplication.palette().window().color().name().upper() == window.canvas.theme.background
        window.appearance.next_theme()
    assert sorted(theme.name for theme in seen) == sorted(theme.name for theme in (LIGHT, DARK, HIGH_CONTRAST))


def test_panels_fold_away_and_the_frictions_have_a_place_of_their_own(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    for name, part in (("palette", window.palette_panel), ("inspector", window.inspector),
                       ("frictions", window.frictions.view)):
        if not part.isVisible():
            window.panels.toggle(name)
        window.panels.toggle(name)
        assert not part.isVisible()
        window.panels.toggle(name)
        assert part.isVisible()
    QTest.mouseClick(window.header.tabs["frictions"], Qt.MouseButton.LeftButton)
    assert not window.canvas.isVisible()
    assert window.frictions.isVisible()
    QTest.mouseClick(window.header.tabs["draw"], Qt.MouseButton.LeftButton)
    assert window.canvas.isVisible()


def test_the_palette_arms_a_tool_and_the_canvas_adds(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    QTest.mouseClick(window.palette_panel.buttons["add-wait"], Qt.MouseButton.LeftButton)
    assert window.canvas.tool() == "add-wait"
    QTest.mouseClick(window.palette_panel.buttons["select"], Qt.MouseButton.LeftButton)
    assert window.canvas.tool() == "select"


@pytest.mark.english
def test_the_palette_adds_lanes_and_phases(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(BLANK)
    menu = window.palette_panel.buttons["lane"].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Citizen").trigger()
    kinds = [lane.kind.value for lane in window.bridge.document.head.lanes]
    assert kinds == ["evidence", "citizen", "citizen", "frontstage", "backstage", "support"]
    phases = len(window.bridge.document.head.phases)
    QTest.mouseClick(window.palette_panel.buttons["phase"], Qt.MouseButton.LeftButton)
    write(window.canvas.writing.editor, "Suite")
    QTest.keyClick(window.canvas.writing.editor, Qt.Key.Key_Return)
    assert len(window.bridge.document.head.phases) == phases + 1


@pytest.mark.english
def test_the_status_bar_tells_where_numbers_come_from_as_the_poster_does(open_window: Open) -> None:
    window = open_window()
    timed = [step.id for step in window.bridge.document.steps if step.work or step.wait]
    for name in timed[1:]:
        window.bridge.do(EditStep(name, basis=None))
    window.bridge.do(EditStep(timed[0], basis="estimated"))
    told = translator("en")(need(basis_sentence(window.bridge.document))).rstrip(".")
    assert "of unknown origin" in told
    assert told in window.status.saved.toolTip()


def test_refusals_are_told_in_the_status_bar(open_window: Open) -> None:
    window = open_window()
    before = window.bridge.document
    window.bridge.do(AddNextStep("nobody"))
    assert window.bridge.document is before
    assert "nobody" in window.status.currentMessage()


def test_stale_analysis_is_never_shown(qtbot: QtBot) -> None:
    """Given a slow analysis of an older revision, when a newer one comes, only the newer one is shown."""
    asked: list[str] = []

    def slow(document: BlueprintDocument, cancelled: Callable[[], bool]) -> Analysis:
        asked.append(document.step_by_id["c1"].title)
        if len(asked) == 1:
            while not cancelled():
                pass
        return Analysis(Measures(None), FrictionReport())

    bridge = SessionBridge(EditSession(load(APA).document), analyse=slow)
    shown: list[object] = []
    bridge.analysis_changed.connect(shown.append)
    bridge.ask_analysis()
    qtbot.waitUntil(lambda: len(asked) == 1)
    bridge.do(EditStep("c1", title="neuf"))
    qtbot.waitUntil(bridge.is_settled)
    assert asked[-1] == "neuf"
    assert len(shown) == 1
    bridge.close()


def test_a_failing_analysis_is_told_and_drawing_goes_on(qtbot: QtBot) -> None:
    def broken(document: BlueprintDocument, cancelled: Callable[[], bool]) -> Analysis:
        raise ZeroDivisionError

    bridge = SessionBridge(EditSession(load(APA).document), analyse=broken)
    with qtbot.waitSignal(bridge.refused) as told:
        bridge.ask_analysis()
    assert "ZeroDivisionError" in told.args[0]
    assert bridge.do(EditStep("c1", title="neuf")) is not None
    bridge.close()


def test_a_bug_saves_a_recovery_copy_first(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.bridge.do(EditStep("c1", title="presque perdu"))
    told: list[tuple[Path | None, str]] = []
    guard = CrashGuard(lambda: window.bridge.document, tmp_path / "not" / "there" / "yet",
                       lambda path, fault: told.append((path, fault)))
    try:
        raise KeyError("surprise")
    except KeyError as fault:
        guard.handle(KeyError, fault, fault.__traceback__)
    (path, said), = told
    assert load(need(path)).document.step_by_id["c1"].title == "presque perdu"
    assert "Traceback" in need(path).with_suffix(".txt").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert sys.excepthook is not guard.handle


def test_the_export_dialog_writes_what_was_chosen(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window)
    qtbot.addWidget(dialog)
    dialog.list.choose("poster")
    paper = need(dialog.fields.options.fields["paper"], QComboBox)
    paper.setCurrentIndex(paper.findData("A2"))
    dialog.show()
    dialog.export_to(tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=30_000)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_export_dialog_says_what_each_field_is(open_window: Open, qtbot: QtBot, tmp_path: Path, tag: str) -> None:
    window = open_window()
    set_language(tag)
    dialog = ExportDialog(window.bridge.document, tmp_path, window.bridge.analyse, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(1250, 700)
    dialog.fields.content.toggle.click()
    assert dialog.exporter.name == "poster"
    for place in range(dialog.list.count()):
        dialog.list.setCurrentRow(place)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        exporter: Any = dialog.exporter
        if dialog.fields.options.more is not None:
            dialog.fields.options.more.click()
            QApplication.processEvents()
        words = {one.text() for one in dialog.findChildren(QLabel)}
        assert words >= {tr("Language of the export"), tr(exporter.purpose),
                         *(tr(option.title) for option in dialog.exporter.options)}
        for one in dialog.findChildren(QLabel):
            assert one.isVisible() or not one.text()
            assert one.width() >= min(one.fontMetrics().horizontalAdvance(one.text()), 300), one.text()
        for option in dialog.exporter.options:
            shown = [need(dialog.fields.options.fields[option.name], QComboBox).itemText(row) for row in range(len(option.choices))]
            # Words are translated; names of formats and papers are not.
            assert all(text.isupper() or tag == "en" or text not in option.choices for text in shown), shown


def test_the_last_export_is_offered_first(open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.json"), ""))
    seen = []

    def export(dialog: ExportDialog) -> None:
        seen.append(dialog.exporter.name)
        dialog.list.choose("spec")
        dialog._ask_path()
        qtbot.waitUntil(lambda: bool(dialog.written), timeout=30_000)

    for _ in range(2):
        meanwhile(export)
        window.dialogs.export()
    assert seen == ["poster", "spec"]


def test_no_display_needs_a_word_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from visavis.ui.application import entry

    monkeypatch.setattr(entry, "_is_without_display", lambda: False)
    monkeypatch.setitem(sys.modules, "PySide6", None)
    assert entry.run(None) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "libegl1" in told


def test_the_window_fits_a_small_laptop(open_window: Open) -> None:
    window = open_window(BLANK)
    least = window.minimumSizeHint()
    assert least.width() <= 1200
    assert least.height() <= 700


def test_hostile_titles_do_not_break_the_window(open_window: Open, qtbot: QtBot) -> None:
    from visavis.blueprint.editing.commands import EditHead

    window = open_window(BLANK)
    for title in ("", "é" * 400, "<b>x</b>", "שלום עולם", "😀" * 50, "a\nb\tc", "%s {0} {x}"):
        window.bridge.do(EditHead(title=title))
        window.show_title()
        assert window.header.title.width() <= 400
    assert window.width() <= 1700
    QTest.mouseMove(window, QPoint(5, 5))


def test_examples_all_open(open_window: Open) -> None:
    window = open_window(BLANK)
    for path in sorted((ROOT / "examples").glob("*.blueprint.json")):
        assert window.file.open(path, example=True)


def test_a_persona_with_a_long_name_makes_nothing_wider(open_window: Open) -> None:
    from visavis.blueprint.editing.commands import EditPersona

    window = open_window()
    before = window.minimumSizeHint().width()
    window.bridge.do(EditPersona(window.bridge.document.head.personas[0].id, name="Madame " + "très " * 80 + "longue"))
    window.frictions.refresh()
    assert window.minimumSizeHint().width() <= before + 120


def test_the_last_session_comes_back(qtbot: QtBot, qapp: QApplication, settings: UserSettings, tmp_path: Path) -> None:
    path = tmp_path / "demande.blueprint.json"
    save(load(APA).document, path)
    first = make_window(path, settings)
    with qtbot.waitActive(first):
        first.show()
    qtbot.waitUntil(lambda: first.canvas.picture is not None and first.canvas.is_still(), timeout=20_000)
    first.canvas.set_zoom(1.5)
    first.canvas.fly_to("c5")
    first.canvas.camera.centre_on(QPointF(900, 420))
    centre = first.canvas.camera.area().center()
    first.close()
    again = make_window(None, settings)
    assert again.file.path == path
    with qtbot.waitActive(again):
        again.show()
    qtbot.waitUntil(lambda: again.canvas.picture is not None and again.canvas.is_still(), timeout=20_000)
    assert again.canvas.zoom() == pytest.approx(1.5)
    assert (again.canvas.camera.area().center() - centre).manhattanLength() < 12
    again.close()
    path.unlink()
    third = make_window(None, settings)
    assert third.file.path is None
    assert third.bridge.document.head.id
    third.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
