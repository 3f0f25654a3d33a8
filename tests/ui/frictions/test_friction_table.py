"""The friction panel: one line that opens to a table, the same below the drawing and on a page of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from visavis.blueprint.analysis import Hotspot
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.layout import LineKind
from visavis.blueprint.model import TriageState
from visavis.blueprint.storage import load
from visavis.ui.features.frictions.friction_cells import HEADING, ROW
from visavis.ui.features.frictions.friction_line import HEIGHT
from visavis.ui.features.frictions.friction_model import HEADINGS, HOTSPOT, FrictionColumn
from visavis.ui.features.frictions.friction_words import step_text
from visavis.ui.features.frictions.frictions_panel import MOST_PART, FrictionsPanel
from visavis.ui.features.triage import remedy_dialog
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import step_refs
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.window.main_window import MainWindow

# The area of a window on a laptop of 1366 by 768, without the system's bars.
LAPTOP = (1366, 700)

Key = Qt.Key


def open_table(open_window: Open, size: tuple[int, int] = LAPTOP) -> MainWindow:
    window = open_window(APA)
    window.resize(*size)
    window.panels.toggle("frictions")
    QApplication.processEvents()
    return window


def cells(panel: FrictionsPanel) -> list[list[str]]:
    return [[str(panel.model.index(row, column).data()) for column in FrictionColumn] for row in range(panel.model.rowCount())]


def row_of(panel: FrictionsPanel, rule: str) -> int:
    return next(row for row, one in enumerate(panel.model.hotspots) if one.finding.rule == rule)


def press(panel: FrictionsPanel, row: int, column: FrictionColumn, key: Qt.Key) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(row, column))
    QTest.keyClick(panel.view, key)


def test_closed_it_is_one_line_that_names_the_gravest(open_window: Open) -> None:
    window = open_window(APA)
    panel, gravest = window.frictions, need(window.bridge.analysis).frictions.hotspots[0]
    assert panel.height() == scale_length(HEIGHT) + 1
    assert not panel.view.isVisible()
    assert str(len(need(window.bridge.analysis).frictions.open)) in panel.title.text()
    assert need(panel.line.mark.hotspot).number == gravest.number
    assert panel.line.gravest.accessibleName() == tr(gravest.finding.title)
    assert window.bridge.document.step_by_id[gravest.finding.steps[0]].title in panel.line.where.accessibleName()
    assert "%" in panel.line.where.accessibleName()
    assert panel.line.keys.text() == "Ctrl+J"
    assert not panel.filter.isVisible()


def test_in_a_narrow_window_number_and_title_stay_whole(open_window: Open) -> None:
    window = open_window(APA)
    window.resize(683, 384)
    QApplication.processEvents()
    line = window.frictions.line
    assert line.mark.isVisible()
    assert line.mark.width() >= line.mark.sizeHint().width()
    assert line.gravest.text() == line.gravest.accessibleName()
    assert not line.keys.isVisible()


@pytest.mark.parametrize("height", [520, 700, 982])
def test_open_it_shows_whole_rows_in_at_most_a_third_of_the_window(open_window: Open, height: int) -> None:
    window = open_table(open_window, (1366, height))
    panel = window.frictions
    assert panel.view.isVisible()
    assert panel.height() <= MOST_PART * window.height()
    assert (panel.height() - 1 - HEIGHT - HEADING) % ROW == 0
    assert panel.view.viewport().height() == panel.height() - 1 - HEIGHT - HEADING
    rows = {panel.view.rowHeight(row) for row in range(panel.model.rowCount())}
    assert rows == {ROW}
    assert window.canvas.height() + panel.height() > window.height() - 200


def test_at_1366_the_open_table_has_five_rows(open_window: Open) -> None:
    panel = open_table(open_window).frictions
    assert panel.view.viewport().height() == 5 * ROW


def test_every_column_has_its_heading_and_none_is_cut(open_window: Open) -> None:
    window = open_table(open_window)
    panel = window.frictions
    assert [panel.model.headerData(one, Qt.Orientation.Horizontal) for one in FrictionColumn] == [tr(HEADINGS[one]) for one in FrictionColumn]
    for width in (1366, 1680, 900):
        window.resize(width, 700)
        QApplication.processEvents()
        for column in FrictionColumn:
            assert panel.view.columnWidth(column) >= panel.view.headings.least_width(column)
    assert panel.view.columnWidth(FrictionColumn.TITLE) > 140


def test_every_row_names_its_step_and_what_is_unknown_is_one_word(open_window: Open) -> None:
    window = open_window(APA)
    panel, document = window.frictions, window.bridge.document
    unknown = 0
    for hotspot, texts in zip(panel.model.hotspots, cells(panel), strict=True):
        assert texts[FrictionColumn.NUMBER] == str(hotspot.number)
        assert texts[FrictionColumn.TITLE] == tr(hotspot.finding.title)
        assert texts[FrictionColumn.STEP].startswith(document.step_by_id[hotspot.finding.steps[0]].title)
        assert all(texts)
        for column in (FrictionColumn.CITIZEN, FrictionColumn.AGENTS, FrictionColumn.WHO):
            assert "/" not in texts[column]
            assert (tr("unknown") in texts[column]) == (texts[column] == tr("unknown"))
            unknown += texts[column] == tr("unknown")
    assert unknown > 0


def test_a_finding_about_no_step_says_that_it_is_about_all(open_window: Open) -> None:
    window = open_window(APA)
    finding = window.frictions.model.hotspots[0].finding
    whole = type(finding)(**{name: getattr(finding, name) for name in finding.__slots__} | {"steps": ()})
    assert step_text(window.bridge.document, whole) == tr("The whole blueprint")


def test_readers_hear_the_friction_and_its_step_for_a_row(open_window: Open) -> None:
    window = open_window(APA)
    panel = window.frictions
    name = str(panel.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole))
    finding = panel.model.hotspots[0].finding
    assert tr(finding.title) in name
    assert window.bridge.document.step_by_id[finding.steps[0]].title in name
    spoken = str(panel.model.index(0, FrictionColumn.CITIZEN).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith(tr(HEADINGS[FrictionColumn.CITIZEN]))


def test_enter_goes_to_the_step_and_arrows_go_by_cell(open_window: Open) -> None:
    window = open_table(open_window)
    panel = window.frictions
    row = row_of(panel, "rework-loop")
    press(panel, row, FrictionColumn.STEP, Key.Key_Right)
    assert panel.view.currentIndex().column() == FrictionColumn.WHO
    QTest.keyClick(panel.view, Key.Key_Down)
    assert panel.view.currentIndex().row() == row + 1
    press(panel, row, FrictionColumn.STEP, Key.Key_Return)
    assert window.bridge.selection == step_refs(panel.model.hotspots[row].finding.steps[0])


def test_f2_and_a_click_on_it_open_the_remedy(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_table(open_window)
    panel = window.frictions
    asked: list[str] = []

    class Refused(remedy_dialog.RemedyDialog):
        def exec(self) -> int:
            asked.append(self.windowTitle())
            self.done(0)
            return 0

    monkeypatch.setattr(remedy_dialog, "RemedyDialog", Refused)
    before, row = window.bridge.document, row_of(panel, "silent-wait")
    press(panel, row, FrictionColumn.TITLE, Key.Key_F2)
    assert len(asked) == 1
    box = panel.view.visualRect(panel.model.index(row, FrictionColumn.REMEDY))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 12, box.center().y()))
    assert len(asked) == 2
    assert window.bridge.document is before


def test_a_row_without_a_mechanical_remedy_explains_itself(open_window: Open) -> None:
    window = open_table(open_window)
    panel = window.frictions
    explained: list[Hotspot] = []
    panel.explained.connect(explained.append)
    hand = next(row for row, one in enumerate(panel.model.hotspots) if not panel.view._decisions.fixes(one.finding))
    press(panel, hand, FrictionColumn.TITLE, Key.Key_F2)
    assert explained == [panel.model.hotspots[hand]]
    assert panel.model.hotspots[hand].finding.steps[0] in {ref.id for ref in window.bridge.selection}


def test_the_menu_of_a_row_has_whatever_can_be_done_about_it(open_window: Open, qtbot: QtBot) -> None:
    window = open_table(open_window)
    panel = window.frictions
    menu = panel.view.make_menu(panel.model.hotspots[row_of(panel, "silent-wait")])
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    for words in (tr("Go to the step"), tr("Why, and how to fix it"), tr("Dismiss…"), tr("Justify…")):
        assert words in texts
    assert len(texts) >= 7
    checkable = [one for one in menu.actions() if one.isCheckable()]
    checkable[0].trigger()
    assert window.bridge.document.head.triage[-1].state is TriageState.ACCEPTED
    menu.deleteLater()
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)


def test_selecting_a_step_marks_its_rows_and_brings_them_in_sight(open_window: Open) -> None:
    window = open_table(open_window)
    panel, view = window.frictions, window.frictions.view
    window.fly_to("c5")
    marked = [row for row in range(panel.model.rowCount()) if panel.model.index(row, 0).data(HOTSPOT + 2)]
    assert marked == [row for row, one in enumerate(panel.model.hotspots) if one.finding.steps[0] == "c5"]
    assert marked
    assert view.viewport().rect().contains(view.visualRect(panel.model.index(marked[0], FrictionColumn.TITLE)).center())


def test_a_column_orders_the_rows_and_what_is_unknown_stands_last(open_window: Open) -> None:
    panel = open_window(APA).frictions
    panel.view.sortByColumn(FrictionColumn.CITIZEN, Qt.SortOrder.DescendingOrder)
    minutes = [one.finding.citizen_minutes for one in panel.model.hotspots]
    known = [one for one in minutes if one is not None]
    assert known == sorted(known, reverse=True)
    assert minutes[len(known):] == [None] * (len(minutes) - len(known))
    panel.view.sortByColumn(FrictionColumn.NUMBER, Qt.SortOrder.AscendingOrder)
    assert [one.number for one in panel.model.hotspots] == sorted(one.number for one in panel.model.hotspots)


def test_open_or_closed_is_kept_by_every_place_and_by_the_next_session(open_window: Open, settings: UserSettings) -> None:
    window = open_table(open_window)
    panel = window.frictions
    for place in ("table", "journeys", "redesign", "frictions", "draw"):
        window.go_to(place)
    assert panel.view.isVisible()
    again = MainWindow(EditSession(load(BLANK).document, identifiers=Identifiers(1)), settings)
    assert again.frictions.is_open
    again.close()
    window.panels.toggle("frictions")
    for place in ("frictions", "draw"):
        window.go_to(place)
        assert panel.view.isVisible() == (place == "frictions")
    assert not settings.shows_frictions


def test_its_place_is_the_same_table_as_high_as_the_page(open_window: Open) -> None:
    window = open_window(APA)
    window.resize(*LAPTOP)
    window.go_to("frictions")
    QApplication.processEvents()
    panel = window.frictions
    assert panel.view.isVisible()
    assert panel.view.hasFocus()
    assert panel.view.height() > 400
    assert not panel.line.chevron.isVisible()
    assert panel.filter.isVisible()


def test_opening_the_table_keeps_the_line_of_interaction_in_sight(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    window.resize(*LAPTOP)
    QApplication.processEvents()
    window.canvas.full_size()
    window.canvas.camera.centre_on(window.canvas.camera.area().center() - window.canvas.camera.area().bottomLeft())
    layout = need(window.canvas.picture).layout
    line = next(one for one in layout.lines if one.kind is LineKind.INTERACTION)
    window.panels.toggle("frictions")
    qtbot.waitUntil(lambda: window.canvas.camera.area().top() < line.y < window.canvas.camera.area().bottom(), timeout=2000)


def test_the_filter_is_one_stop_of_tab_and_gives_way_to_a_box(open_window: Open) -> None:
    window = open_table(open_window)
    chips = window.frictions.filter.group.buttons()
    stops = [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [chip for chip in chips if chip.isChecked()]
    chips[0].setFocus()
    QTest.keyClick(chips[0], Key.Key_Right)
    assert chips[1].isChecked()
    assert chips[1].hasFocus()
    QTest.keyClick(chips[1], Key.Key_Left)
    assert chips[0].isChecked()
    personas = window.bridge.document.head.personas
    assert [chip.accessibleName() for chip in chips] == [tr("All"), *(one.name for one in personas), tr("Agents")]
    # Higher than wide text makes low: there the table is a page.
    window.resize(1440, 1100)
    window.appearance.set_temporary_text_size(24)
    QApplication.processEvents()
    box = window.frictions.filter.box
    assert box.isVisible()
    box.setCurrentIndex(box.findData("roux"))
    box.activated.emit(box.currentIndex())
    assert {one.finding.persona for one in window.frictions.model.hotspots} <= {None, "roux"}
    window.appearance.set_temporary_text_size(None)


def test_a_click_on_the_line_opens_and_closes_it(open_window: Open) -> None:
    window = open_window(APA)
    panel = window.frictions
    for shown in (True, False):
        QTest.mouseClick(panel.line, Qt.MouseButton.LeftButton, pos=QPoint(panel.line.width() // 2, panel.line.height() // 2))
        assert panel.view.isVisible() == shown
    panel.line.chevron.setFocus()
    QTest.keyClick(panel.line.chevron, Key.Key_Space)
    assert panel.view.isVisible()


def test_no_row_is_a_widget(open_window: Open) -> None:
    panel = open_table(open_window).frictions
    assert panel.view.viewport().children() == []


