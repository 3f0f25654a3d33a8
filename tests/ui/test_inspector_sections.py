"""The inspector of a step: sections in one order, two fields a row, the frictions last, nothing to scroll for."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import AddFlow, EditStep
from visavis.blueprint.model import FlowKind, Side, Step
from visavis.blueprint.model.fields import fields_of
from visavis.blueprint.model.step_sections import SECTIONS, sorted_fields
from visavis.blueprint.storage import load
from visavis.ui.features.inspector.field_grid import SHORT
from visavis.ui.features.inspector.inspected_subjects import FlowSubject, ListedSubject, StepSubject
from visavis.ui.features.inspector.inspector_panel import FIELDS, FRICTIONS, NOTES, Inspector
from visavis.ui.features.inspector.step_page import StepPage
from visavis.ui.fields.choices import word
from visavis.ui.fields.editors import ChoiceEditor
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import ElidedLabel
from visavis.ui.window.main_window import MainWindow

# The area of a window on a laptop of 1366 by 768, without the system's bars.
LAPTOP = (1366, 700)
# A step of one friction.
ONE_FRICTION = "c5"


def on_a_laptop(open_window: Open, step: str = ONE_FRICTION) -> MainWindow:
    window = open_window(APA)
    window.resize(*LAPTOP)
    window.fly_to(step)
    QApplication.processEvents()
    return window


def page_of(window: MainWindow) -> StepPage:
    return need(window.inspector._page, StepPage)


def where(inspector: Inspector) -> dict[str, tuple[int, int, int, int]]:
    """Return where every field stands on the screen."""
    return {key: (*one.mapToGlobal(QPoint()).toTuple(), one.width(), one.height()) for key, one in inspector.editors.items()}


def wait_for_cards(window: MainWindow, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: window.bridge.is_settled() and len(window.inspector._cards.cards) == count, timeout=20_000)


def top(part: QWidget, window: MainWindow) -> int:
    return part.mapTo(window, QPoint()).y()


def test_every_field_of_a_step_has_one_section() -> None:
    placed = [spec.key for usual, rare in sorted_fields().values() for spec in (*usual, *rare)]
    assert sorted(placed) == sorted(spec.key for spec in fields_of(Step))
    assert all(section.title for section in SECTIONS)


def test_sections_stand_in_one_order_and_the_frictions_last(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    boxes = page_of(window).boxes
    assert list(boxes) == [*(section.name for section in SECTIONS), "findings"]
    tops = [top(box, window) for box in boxes.values()]
    assert tops == sorted(tops)
    assert [box.head.text() for box in boxes.values()] == [*(tr(one.title) for one in SECTIONS), tr("Frictions of the step")]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["c5", "c8", "b4", "a2"])
def test_at_1366_a_step_with_one_friction_needs_no_scrolling(open_window: Open, step: str) -> None:
    window = on_a_laptop(open_window, step)
    assert window.inspector.width() == 276
    assert window.inspector.scroll_area.verticalScrollBar().maximum() == 0
    assert len(window.inspector._cards.cards) <= 1


@pytest.mark.slow
def test_a_finding_that_comes_moves_no_field_by_a_pixel(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    window.resize(*LAPTOP)
    silent = window.bridge.document.step_by_id["c9"].informs
    window.bridge.do(EditStep("c9", informs={"who": "citizen", "promise": "P30D"}))
    window.fly_to("c9")
    qtbot.waitUntil(window.bridge.is_settled, timeout=20_000)
    for height in (700, 520):
        window.resize(1366, height)
        QApplication.processEvents()
        before, count = where(window.inspector), len(window.inspector._cards.cards)
        window.bridge.do(EditStep("c9", informs=None if silent is None else silent.to_json()))
        wait_for_cards(window, qtbot, count + 1)
        QTest.qWait(30)
        after = where(window.inspector)
        assert {key: one for key, one in after.items() if not key.startswith("informs")} == {
            key: one for key, one in before.items() if not key.startswith("informs")}
        window.bridge.do(EditStep("c9", informs={"who": "citizen", "promise": "P30D"}))
        wait_for_cards(window, qtbot, count)
        QTest.qWait(30)
        assert where(window.inspector) == before


def test_two_short_fields_stand_in_a_row(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    editors = window.inspector.editors
    for left, right in (("kind", "channel"), ("place", "system"), ("work", "wait"), ("effort", "emotion")):
        assert top(editors[left], window) == top(editors[right], window)
        assert editors[left].width() == editors[right].width() == 121
    for key in ("title", "kind", "channel", "place", "system", "work", "wait"):
        assert editors[key].height() == 26
    assert editors["title"].width() == 252
    short = {spec.key for spec in fields_of(Step) if spec.kind in SHORT}
    assert {"kind", "channel", "place", "system", "work", "wait", "effort", "emotion"} <= short


def test_on_the_drawing_it_shows_what_is_selected_there_wherever_one_was(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    window.go_to("table")
    window.look_at(ListedSubject("personas", window.bridge.document.head.personas[0].id))
    window.go_to("draw")
    assert window.inspector.subject == StepSubject(ONE_FRICTION)


def test_what_is_folded_is_remembered(open_window: Open, settings: UserSettings) -> None:
    window = on_a_laptop(open_window)
    box = page_of(window).boxes["times"]
    assert not page_of(window).boxes["law"].is_open()
    QTest.mouseClick(box.head, Qt.MouseButton.LeftButton)
    assert not window.inspector.editors["work"].isVisibleTo(window)
    page_of(window).boxes["law"].reveal(window.inspector.editors["legal"])
    assert settings.folded_sections == {"times"}
    again = MainWindow(EditSession(load(APA).document, identifiers=Identifiers(1)), settings)
    again.fly_to(ONE_FRICTION)
    assert not page_of(again).boxes["times"].is_open()
    assert page_of(again).boxes["law"].is_open()
    again.close()


def test_what_few_steps_need_is_shown_when_asked_for(open_window: Open, settings: UserSettings) -> None:
    window = on_a_laptop(open_window)
    box, editors = page_of(window).boxes["essentials"], window.inspector.editors
    assert not editors["unit"].isVisibleTo(window)
    assert box.more.text().startswith(tr("More"))
    QTest.mouseClick(box.more, Qt.MouseButton.LeftButton)
    assert editors["unit"].isVisibleTo(window)
    assert settings.full_sections == {"essentials"}
    QTest.mouseClick(box.more, Qt.MouseButton.LeftButton)
    assert not editors["unit"].isVisibleTo(window)
    for spec in fields_of(Step):
        window.inspector.focus_field(spec.key)
        assert editors[spec.key].isVisibleTo(window), spec.key


def test_the_tabs_count_and_show_frictions_and_notes(open_window: Open) -> None:
    window = on_a_laptop(open_window, "c9")
    inspector = window.inspector
    tabs = inspector._tabs.tabs
    assert tabs[FRICTIONS].text().endswith(f" {len(inspector._cards.cards)}")
    assert tabs[NOTES].text().endswith(f" {len(inspector._notes.notes())}")
    QTest.mouseClick(tabs[FRICTIONS], Qt.MouseButton.LeftButton)
    assert inspector._cards.cards[0].isVisibleTo(window)
    assert not inspector.editors["title"].isVisibleTo(window)
    QTest.mouseClick(tabs[NOTES], Qt.MouseButton.LeftButton)
    inspector._notes.add.click()
    subject = need(inspector.subject, ListedSubject)
    assert next(note.at for note in window.bridge.document.head.notes if note.id == subject.id) == "c9"
    window.fly_to("c5")
    inspector.focus_field("title")
    assert inspector._tabs.tabs[FIELDS].isChecked()
    assert inspector.editors["title"].isVisibleTo(window)


def test_a_line_of_a_friction_opens_its_card(open_window: Open) -> None:
    window = on_a_laptop(open_window, "c9")
    inspector = window.inspector
    lines = page_of(window).findings.lines
    assert [line.accessibleName().split(". ")[1] for line in lines] == [
        tr(card.hotspot.finding.title) for card in inspector._cards.cards]
    assert {line.height() for line in lines} == {24}
    lines[-1].click()
    assert inspector._tabs.tabs[FRICTIONS].isChecked()
    assert inspector._cards.cards[-1].visibleRegion().isEmpty() is False


def test_who_a_step_talks_to_is_a_line_each_that_leads_there(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    document, lines = window.bridge.document, page_of(window).conversation.lines
    flows = [*document.flows_to["c5"], *document.flows_from["c5"]]
    assert len(lines) == len(flows)
    for line, flow in zip(lines, flows, strict=True):
        other = flow.source if flow.target == "c5" else flow.target
        assert document.step_by_id[other].title in line.accessibleName()
    lines[0].click()
    assert window.inspector.subject == FlowSubject(flows[0].key)


def test_speech_is_in_the_colour_and_under_the_name_of_who_speaks(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    document = window.bridge.document
    seen: set[tuple[Side, bool]] = set()
    for flow in document.flows:
        source = document.step_by_id[flow.source]
        # On the speaker's card and on the listener's: the colour is the speaker's.
        for step in (flow.source, flow.target):
            if flow.kind is not FlowKind.INTERACTION or not flow.label or len(seen) == 4:
                continue
            window.fly_to(step)
            flows = [*document.flows_to.get(step, ()), *document.flows_from.get(step, ())]
            line = dict(zip([one.key for one in flows], page_of(window).conversation.lines, strict=False)).get(flow.key)
            if line is None:
                continue
            side = need(document.side_of(source))
            spoken = next(one for one in line.findChildren(ElidedLabel) if one is not line.words)
            ink = window.canvas.theme.of_side(side).ink
            assert spoken.palette().windowText().color().name().casefold() == ink.casefold()
            assert word("side", side.value) in line.accessibleName()
            assert word("side", side.value) in line.toolTip()
            seen.add((side, step == flow.source))
    assert seen == {(side, speaks) for side in (Side.CITIZEN, Side.AGENT) for speaks in (True, False)}


def test_an_empty_choice_says_so_in_a_word(open_window: Open) -> None:
    window = on_a_laptop(open_window, "c3")
    for tag in ("en", "fr"):
        set_language(tag)
        QApplication.processEvents()
        boxes = [one.combo for one in window.inspector.editors.values() if isinstance(one, ChoiceEditor)]
        assert boxes
        assert {box.itemText(0) for box in boxes} == {tr("Not given")}
        texts = {box.currentText() for box in boxes}
        assert tr("Not given") in texts
        assert not any(text.strip() in ("", "—") for text in texts)
        for box in boxes:
            # It has room for its whole word.
            option = QStyleOptionComboBox()
            box.initStyleOption(option)
            room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                              QStyle.SubControl.SC_ComboBoxEditField, box).width()
            assert not box.isVisible() or box.fontMetrics().horizontalAdvance(tr("Not given")) <= room


def test_lines_that_were_are_out_of_sight_while_a_dialog_keeps_qt_from_deleting_them(open_window: Open) -> None:
    window = on_a_laptop(open_window)
    lines = page_of(window).conversation
    before = list(lines.lines)
    window.bridge.do(AddFlow(ONE_FRICTION, window.bridge.document.steps[0].id))
    assert lines.lines != before
    assert not any(shiboken6.isValid(line) and line.isVisible() for line in before)
    QApplication.processEvents()
    assert all(line.isVisibleTo(lines) for line in lines.lines)
