"""A window lower than 420 pixels: the drawing is compact in it, and as it was when there is room again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, Open
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import PILL
from visavis.blueprint.layout import COMPACT, FULL, UNFOLDED
from visavis.blueprint.model import LaneKind
from visavis.ui.canvas.picture import sides_of
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.selection import ElementKind, ElementRef
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.window_room import BAND, CARD

LOW, USUAL = (683, 316), (1366, 700)
EVIDENCE = ElementRef(ElementKind.LANE, "preuves")
Look = tuple[float, QRectF]


def resize(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    for _ in range(4):
        QApplication.processEvents()


def land(window: MainWindow) -> None:
    """Wait for the end of a flight."""
    while not window.canvas.is_still():
        QTest.qWait(10)


def look(window: MainWindow) -> Look:
    return window.canvas.camera.scale, window.canvas.camera.area()


def lanes(window: MainWindow) -> dict[LaneKind, QRectF]:
    return {lane.kind: qrect(lane.rect) for lane in need(window.canvas.picture).layout.lanes}


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_both_sides_are_whole_at_full_size(open_window: Open, tag: str) -> None:
    set_language(tag)
    window = open_window(APA)
    resize(window, LOW)
    layout, area = need(window.canvas.picture).layout, window.canvas.camera.area()
    assert window.canvas.zoom() == 1
    lane, band = {lane.lane: lane.rect for lane in layout.lanes}, need(layout.conversation)
    # With the pills of their frictions, which stand half over the first row of cards.
    first = min(layout.cards[step.id].rect.y for step in window.bridge.document.steps if step.lane == "usager")
    assert area.top() <= first - PILL / 2 + 0.5
    assert area.top() <= lane["usager"].y
    assert lane["scene"].bottom <= area.bottom()
    assert band.height == BAND == 58
    # Evidence is folded, support in chips.
    cards = {card.rect.height for card in layout.cards.values() if not card.is_chip}
    assert cards == {CARD} == {58.0}
    assert all(card.head is None and card.time is None for card in layout.cards.values())
    assert lane["preuves"].height < CARD / 1.5


def test_a_window_that_opens_low_looks_at_both_sides_and_takes_its_first_look_again_when_it_grows(
        open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    resize(window, LOW)
    window.bridge.replace(window.bridge.document)
    qtbot.waitUntil(lambda: window.bridge.is_settled() and window.canvas.is_still())
    area, sides = window.canvas.camera.area(), sides_of(need(window.canvas.picture))[1]
    assert window.canvas.zoom() == 1
    assert area.top() <= sides.top() + 1
    assert sides.bottom() <= area.bottom() + 1
    resize(window, USUAL)
    everybody, seen = sides_of(need(window.canvas.picture))[0], window.canvas.camera.area()
    assert window.canvas.zoom() == 1
    assert seen.top() <= everybody.top()
    assert everybody.bottom() <= seen.bottom()


def test_an_empty_lane_keeps_room_to_draw_in(open_window: Open) -> None:
    window = open_window(BLANK)
    resize(window, LOW)
    heights = {kind: rect.height() for kind, rect in lanes(window).items()}
    assert heights.pop(LaneKind.EVIDENCE) < CARD
    assert heights.pop(LaneKind.SUPPORT) >= COMPACT.chip_height
    assert min(heights.values()) >= CARD


@pytest.mark.slow
def test_both_sides_stay_whole_where_one_goes_in_them(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, LOW)
    canvas = window.canvas
    pair = sides_of(need(canvas.picture))[1]
    facing = [step.id for step in window.bridge.document.steps if step.lane in ("usager", "scene")]
    for go in (canvas.navigation.go_to_step, canvas.fly_to):
        for step in facing[::5]:
            go(step)
            land(window)
            area = canvas.camera.area()
            assert area.contains(qrect(need(canvas.picture).layout.cards[step].rect))
            assert area.top() <= pair.top() + 1
            assert pair.bottom() <= area.bottom() + 1
    # Elsewhere they go.
    canvas.fly_to(next(step.id for step in window.bridge.document.steps if step.lane == "appui"))
    land(window)
    assert not canvas.camera.area().top() <= pair.top()


def test_there_and_back_the_view_is_the_same(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, USUAL)
    step = window.bridge.document.steps[12].id
    window.canvas.navigation.go_to_step(step, reveal=False)
    window.canvas.camera.pan(-300, -20)
    before, cursor = look(window), window.canvas.navigation.cursor
    resize(window, LOW)
    layout = need(window.canvas.picture).layout
    assert layout.style != FULL
    column = next(iter(layout.columns_over(window.canvas.camera.area().left(), window.canvas.camera.area().right())))
    resize(window, USUAL)
    assert need(window.canvas.picture).layout.style == FULL
    assert look(window) == before
    assert next(iter(need(window.canvas.picture).layout.columns_over(before[1].left(), before[1].right()))) == column
    assert window.canvas.navigation.cursor == cursor


def test_whoever_looks_elsewhere_in_a_low_window_looks_there_afterwards(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, LOW)
    window.canvas.camera.pan(-750, 0)
    area, layout = window.canvas.camera.area(), need(window.canvas.picture).layout
    column = layout.columns_over(area.left(), area.right())[0]
    resize(window, USUAL)
    area, layout = window.canvas.camera.area(), need(window.canvas.picture).layout
    assert layout.columns_over(area.left(), area.right())[0] == column == 6


def test_what_the_window_folds_it_unfolds(open_window: Open) -> None:
    window = open_window(APA)
    folding = window.canvas.folding
    resize(window, LOW)
    assert folding.is_folded(EVIDENCE)
    resize(window, USUAL)
    assert folding.folds == UNFOLDED


def test_what_someone_unfolds_in_a_low_window_stays_so_and_what_they_fold_stays_theirs(open_window: Open) -> None:
    window = open_window(APA)
    folding, support = window.canvas.folding, ElementRef(ElementKind.LANE, "appui")
    resize(window, LOW)
    folding.toggle(EVIDENCE)
    folding.toggle(support)
    assert not folding.is_folded(EVIDENCE)
    resize(window, (700, 330))
    assert not folding.is_folded(EVIDENCE)
    resize(window, USUAL)
    assert folding.folds.lanes == {support.id}
    folding.toggle(EVIDENCE)
    resize(window, LOW)
    resize(window, USUAL)
    assert folding.folds.lanes == {support.id, EVIDENCE.id}
    resize(window, LOW)
    folding.unfold()
    assert folding.folds == UNFOLDED


def test_the_table_takes_the_place_of_the_drawing(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, LOW)
    before = look(window)
    QTest.mouseClick(window.frictions.line.chevron, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert window.header.current_screen() == "frictions"
    assert window.frictions.view.isVisible()
    assert not window.canvas.isVisible()
    window.panels.toggle("frictions")
    QApplication.processEvents()
    assert window.header.current_screen() == "draw"
    assert look(window) == before
    resize(window, USUAL)
    assert not window.frictions.view.isVisible()
    # One that is open gives way, and is open again afterwards.
    window.panels.toggle("frictions")
    assert window.frictions.view.isVisible()
    resize(window, LOW)
    assert not window.frictions.view.isVisible()
    resize(window, USUAL)
    assert window.frictions.view.isVisible()


@pytest.mark.slow
def test_large_text_takes_the_same_road(open_window: Open) -> None:
    window = open_window(APA)
    window.appearance.set_temporary_text_size(21.0)
    resize(window, (1366, 700))
    assert need(window.canvas.picture).layout.style != FULL
    window.appearance.set_temporary_text_size(None)
    resize(window, (1366, 701))
    assert need(window.canvas.picture).layout.style == FULL


@pytest.mark.slow
def test_a_projection_is_as_it_always_is_and_the_window_low_afterwards(open_window: Open) -> None:
    window = open_window(APA)
    resize(window, LOW)
    style = need(window.canvas.picture).layout.style
    window.presentation.enter()
    QApplication.processEvents()
    assert need(window.canvas.picture).page is not None
    window.presentation.leave()
    resize(window, LOW)
    assert need(window.canvas.picture).layout.style == style
