"""The names of lanes and phases stay in sight beside the drawing, and are what lanes and phases are taken hold of by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from tests.ui.canvas.conftest import Hands, OpenCanvas, told_as
from visavis.ui.canvas.headings.heading_button import NAME, HeadingButton, heading_font
from visavis.ui.canvas.hit_testing import cell_at
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.selection import ElementKind, ElementRef, lane_refs, phase_refs

PLACES = ((0.0, 0.0, 1.0), (0.4, 0.3, 1.0), (1.0, 1.0, 1.0), (0.5, 0.5, 0.6), (0.7, 0.2, 2.3), (0.0, 0.0, 0.2))


@pytest.fixture
def view(open_canvas: OpenCanvas) -> BlueprintView:
    return open_canvas(blueprint_of(120)).view


def shown(view: BlueprintView, kind: ElementKind) -> dict[str, QRect]:
    """Return where the headings in sight are, in pixels of the viewport."""
    corner = view.viewport().pos()
    return {ref.id: need(view.headings.place_of(ref)).translated(-corner) for ref, button in view.headings.buttons.items()
            if ref.kind is kind and not button.isHidden()}


def look(view: BlueprintView, across: float, down: float, zoom: float) -> None:
    area = view.surface.size()
    view.set_zoom(zoom)
    view.camera.centre_on(QPointF(area.left() + across * area.width(), area.top() + down * area.height()))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_under_a_pixel_is_named_at_the_left_and_above(view: BlueprintView, place: tuple[float, float, float]) -> None:
    look(view, *place)
    window, named = view.viewport().rect(), 0
    lanes, phases = shown(view, ElementKind.LANE), shown(view, ElementKind.PHASE)
    for x in range(4, window.width(), 60):
        for y in range(4, window.height(), 20):
            at = view.camera.to_scene(QPoint(x, y))
            cell = cell_at(need(view.picture).layout, at.x(), at.y())
            if cell is not None:
                named += 1
                assert lanes[cell.lane].top() <= y <= lanes[cell.lane].bottom() + 1
                assert phases[cell.phase].left() <= x <= phases[cell.phase].right() + 1
    assert named


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_headings_stand_beside_the_drawing_and_never_over_it(view: BlueprintView, place: tuple[float, float, float]) -> None:
    look(view, *place)
    drawn = view.viewport().geometry()
    for button in view.headings.buttons.values():
        if not button.isHidden():
            assert not QRect(button.mapTo(view, QPoint(0, 0)), button.size()).intersects(drawn)
    for part in (view.headings.corner, view.headings.column, view.headings.row):
        assert part.isVisible()
        assert not part.geometry().intersects(drawn)


def test_names_are_never_smaller_than_their_size_at_any_zoom(view: BlueprintView) -> None:
    before = heading_font(NAME, bold=True).pixelSize()
    view.set_zoom(0.1)
    assert heading_font(NAME, bold=True).pixelSize() == before >= 14


def test_a_phase_is_named_at_the_left_of_what_is_seen_of_it(view: BlueprintView) -> None:
    phase = need(view.picture).layout.phases[1]
    view.set_zoom(1.0)
    view.camera.centre_on(QPointF(phase.rect.centre.x + view.viewport().width() / 2, 300))
    assert shown(view, ElementKind.PHASE)[phase.phase].left() == 0


def test_the_drawing_itself_names_neither_lanes_nor_phases(view: BlueprintView) -> None:
    drawing = need(view.picture).drawing
    area = drawing.body
    said = [text.run.text for group in drawing.lanes_and_lines(area) for text in group.primitives if hasattr(text, "run")]
    assert said == []
    assert [group.id for group in drawing.lanes_and_lines(area) if group.role == "phase"] == []


def test_a_click_selects_the_lane_or_the_phase_and_goes_into_it(hands: Hands) -> None:
    QTest.mouseClick(hands.heading(lane_refs("desk")), Qt.MouseButton.LeftButton)
    assert hands.view.bridge.selection == lane_refs("desk")
    assert need(hands.view.navigation.cursor).cell.lane == "desk"
    assert need(hands.heading(lane_refs("desk")).look).selected
    QTest.mouseClick(hands.heading(phase_refs("get")), Qt.MouseButton.LeftButton)
    assert hands.view.bridge.selection == phase_refs("get")
    assert need(hands.view.navigation.cursor).cell.phase == "get"
    assert not need(hands.heading(lane_refs("desk")).look).selected
    assert hands.view.hasFocus()


def test_assistive_technology_reads_headings_and_presses_them(hands: Hands) -> None:
    interface = QAccessible.queryAccessibleInterface(hands.heading(lane_refs("user")))
    assert interface.text(QAccessible.Text.Name) == told_as("Lane: Usager", "Couloir : Usager")
    assert told_as("3 steps", "3 étapes") in interface.text(QAccessible.Text.Description)
    hands.heading(lane_refs("user")).click()
    assert hands.view.bridge.selection == lane_refs("user")


def test_a_name_is_written_on_its_heading(hands: Hands) -> None:
    field = hands.view.writing.editor
    for refs in (lane_refs("user"), phase_refs("get")):
        heading = hands.heading(refs)
        QTest.mouseDClick(heading, Qt.MouseButton.LeftButton)
        assert field.isVisible()
        assert field.geometry().intersects(need(hands.view.headings.place_of(next(iter(refs)))))
        hands.press(Qt.Key.Key_Escape)


def test_a_heading_out_of_sight_is_brought_into_sight_to_be_renamed(view: BlueprintView) -> None:
    last = need(view.picture).layout.phases[-1].phase
    assert view.headings.place_of(ElementRef(ElementKind.PHASE, last)) is None
    view.navigation.go_to_phase(last)
    view.rename_phase()
    assert view.headings.place_of(ElementRef(ElementKind.PHASE, last)) is not None
    view.writing.forget()


def test_what_is_gone_has_no_heading(hands: Hands) -> None:
    from visavis.blueprint.editing import commands

    hands.view.bridge.do(commands.RemoveLane("tools"))
    assert ElementRef(ElementKind.LANE, "tools") not in hands.view.headings.buttons
    hands.view.bridge.do(commands.EditLane("desk", name="Guichet"))
    assert need(hands.heading(lane_refs("desk")).look).name == "Guichet"


def open_menu(heading: HeadingButton) -> QMenu:
    middle = heading.rect().center()
    QApplication.sendEvent(heading, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, heading.mapToGlobal(middle)))
    return need(QApplication.activePopupWidget())


def test_the_corner_says_what_the_column_names(hands: Hands) -> None:
    assert hands.view.headings.corner.text() == told_as("Lanes", "Couloirs")


def test_a_view_without_lanes_has_no_headings(open_canvas: OpenCanvas) -> None:
    document = blueprint_of(2)
    empty = document.replace(head=document.head.model_copy(update={"lanes": (), "notes": ()}), steps=(), flows=())
    view = open_canvas(empty).view
    assert view.viewport().geometry() == view.rect()
