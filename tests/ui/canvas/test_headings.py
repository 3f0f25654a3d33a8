"""The names of lanes and phases stay in sight beside the drawing, and are what lanes and phases are taken hold of by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from tests.ui.canvas.conftest import CTRL, Hands, OpenCanvas, told_as
from visavis.blueprint.editing import commands
from visavis.ui.canvas.headings.heading_button import HeadingButton
from visavis.ui.canvas.headings.heading_look import (
    NAME,
    HeadingLook,
    break_lines,
    count_lines,
    heading_font,
    heading_type,
    words_of,
)
from visavis.ui.canvas.headings.strips import LaneColumn, PhaseRow
from visavis.ui.canvas.hit_testing import cell_at
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.selection import ElementKind, ElementRef, Selection, lane_refs, phase_refs

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
            assert not QRect(button.mapTo(view, button.part_in_sight.topLeft()), button.part_in_sight.size()).intersects(drawn)
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


def test_what_a_heading_tells_is_counted_when_someone_asks(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    heading = hands.heading(lane_refs("user"))
    assert heading.accessibleDescription() == ""
    at = heading.rect().center()
    QApplication.sendEvent(heading, QHelpEvent(QEvent.Type.ToolTip, at, heading.mapToGlobal(at)))
    assert told_as("3 steps", "3 étapes") in heading.toolTip()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    hands.view.headings.follow()
    assert told_as("3 steps", "3 étapes") in hands.heading(lane_refs("user")).accessibleDescription()


def test_assistive_technology_reads_headings_and_presses_them(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    hands.view.headings.follow()
    interface = QAccessible.queryAccessibleInterface(hands.heading(lane_refs("user")))
    assert interface.text(QAccessible.Text.Name) == told_as("Lane: Usager", "Couloir\u00a0: Usager")
    assert told_as("3 steps", "3 étapes") in interface.text(QAccessible.Text.Description)
    canvas = QAccessible.queryAccessibleInterface(hands.view)
    strips = [canvas.child(index) for index in range(4, canvas.childCount())]
    assert [strip.text(QAccessible.Text.Name) for strip in strips] == [
        told_as("Lanes", "Couloirs"), told_as("Phases", "Phases")]
    assert [canvas.indexOfChild(strip) for strip in strips] == [4, 5]
    assert interface.object() in [strips[0].child(index).object() for index in range(strips[0].childCount())]
    at = hands.heading(lane_refs("user")).mapToGlobal(QPoint(20, 20))
    assert canvas.childAt(at.x(), at.y()).object() is hands.heading(lane_refs("user"))
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
    hands.view.bridge.do(commands.RemoveLane("tools"))
    assert ElementRef(ElementKind.LANE, "tools") not in hands.view.headings.buttons
    hands.view.bridge.do(commands.EditLane("desk", name="Guichet"))
    assert need(hands.heading(lane_refs("desk")).look).name == "Guichet"


def test_the_corner_says_what_the_column_names(hands: Hands) -> None:
    assert hands.view.headings.corner.text() == told_as("Lanes", "Couloirs")


def test_a_view_without_lanes_has_no_headings(open_canvas: OpenCanvas) -> None:
    document = blueprint_of(2)
    empty = document.replace(head=document.head.model_copy(update={"lanes": (), "notes": ()}), steps=(), flows=())
    view = open_canvas(empty).view
    assert view.viewport().geometry() == view.rect()


def entry(menu: QMenu, english: str, french: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == told_as(english, french))


def submenu(action: QAction) -> QMenu:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    return menu


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: opened.append(menu))
    return opened


def ask_menu(heading: HeadingButton, menus: list[QMenu]) -> QMenu:
    middle = heading.rect().center()
    QApplication.sendEvent(heading, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, heading.mapToGlobal(middle)))
    return menus.pop()


@pytest.mark.parametrize("refs", [lane_refs("desk"), phase_refs("ask")], ids=["lane", "phase"])
def test_a_right_click_opens_its_own_menu(hands: Hands, menus: list[QMenu], refs: Selection) -> None:
    menu = ask_menu(hands.heading(refs), menus)
    assert hands.view.bridge.selection == refs
    for words in (("Rename", "Renommer"), ("Fold", "Replier"), ("Colour", "Couleur"), ("Duplicate", "Dupliquer"),
                  ("Delete", "Supprimer")):
        assert entry(menu, *words).isEnabled()
    assert sum(action.isSeparator() for action in menu.actions()) == 2
    menu.close()


def test_the_menu_renames_folds_and_colours(hands: Hands, menus: list[QMenu]) -> None:
    refs = lane_refs("desk")
    menu = ask_menu(hands.heading(refs), menus)
    entry(menu, "Fold", "Replier").trigger()
    assert need(hands.heading(refs).look).folded
    menu = ask_menu(hands.heading(refs), menus)
    entry(menu, "Unfold", "Déplier").trigger()
    assert not need(hands.heading(refs).look).folded
    colours = submenu(entry(menu, "Colour", "Couleur"))
    colours.actions()[1].trigger()
    assert hands.view.document.lane_by_id["desk"].colour is not None
    entry(menu, "Rename", "Renommer").trigger()
    hands.write("Guichet")
    hands.press(Qt.Key.Key_Return)
    assert hands.view.document.lane_by_id["desk"].name == "Guichet"
    menu.close()


def test_the_chevron_of_a_folded_lane_unfolds_it(hands: Hands) -> None:
    (ref,) = refs = lane_refs("desk")
    hands.view.folding.toggle(ref)
    heading = hands.heading(refs)
    assert need(heading.look).subtitle == told_as("1 step", "1 étape")
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton, pos=QPoint(12, heading.height() // 2))
    assert not hands.view.folding.is_folded(ref)


def test_the_menu_duplicates_with_the_steps_and_moves_and_deletes(hands: Hands, menus: list[QMenu]) -> None:
    before = hands.view.document
    menu = ask_menu(hands.heading(phase_refs("ask")), menus)
    entry(menu, "Duplicate", "Dupliquer").trigger()
    document = hands.view.document
    (copy,) = hands.view.bridge.selection
    assert [phase.id for phase in document.head.phases] == ["ask", copy.id, "get"]
    assert document.phase_by_id[copy.id].name == told_as("S’informer (copy)", "S’informer (copie)")
    assert len(document.steps) == len(before.steps) + 3
    assert len(document.flows) == len(before.flows) + 2
    menu = ask_menu(hands.heading(frozenset({copy})), menus)
    entry(menu, "Move right", "Déplacer à droite").trigger()
    assert [phase.id for phase in hands.view.document.head.phases] == ["ask", "get", copy.id]
    entry(menu, "Delete", "Supprimer").trigger()
    assert hands.view.document.head.phases == before.head.phases
    assert hands.view.document.steps == before.steps
    for _ in range(3):
        hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.view.document == before
    menu.close()


def test_a_lane_moves_only_where_lanes_of_its_kind_stand(hands: Hands, menus: list[QMenu]) -> None:
    menu = ask_menu(hands.heading(lane_refs("desk")), menus)
    assert not entry(menu, "Move up", "Déplacer vers le haut").isEnabled()
    assert not entry(menu, "Move down", "Déplacer vers le bas").isEnabled()
    entry(menu, "Delete", "Supprimer").trigger()
    assert "desk" not in hands.view.document.lane_by_id
    assert "guides" not in hands.view.document.step_by_id
    menu.close()


def test_the_keyboard_opens_the_menu_of_the_selected_heading(hands: Hands, menus: list[QMenu]) -> None:
    QTest.mouseClick(hands.heading(phase_refs("get")), Qt.MouseButton.LeftButton)
    place = QPoint(5, 5)
    QApplication.sendEvent(hands.view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
    assert entry(menus[0], "Merge with the previous phase", "Fusionner avec la phase précédente").isEnabled()
    menus[0].close()


def test_notes_cells_and_the_void_have_menus_of_their_own(hands: Hands, menus: list[QMenu]) -> None:
    view = hands.view
    view.edit_actions.stick([], None)
    view.bridge.do(commands.AddNote(text="Trois numéros", at="calls"))
    note = view.document.head.notes[0].id
    def asked(at: QPoint) -> QMenu:
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at)))
        return menus.pop()

    bounds = need(view.picture).drawing.notes[note].bounds
    menu = asked(hands.at(QPointF(*bounds.centre)))
    kinds = submenu(entry(menu, "Kind", "Nature"))
    kinds.actions()[-1].trigger()
    assert view.document.head.notes[0].kind != "pain-point"
    entry(menu, "Move to the parking lot", "Détacher du dessin").trigger()
    assert view.document.head.notes[0].at is None
    menu.close()
    said = [action.text() for action in asked(hands.at_cell("office", "ask", 0)).actions()]
    beyond = view.surface.size()
    void = [action.text() for action in asked(hands.at(QPointF(beyond.right() + 40, beyond.top() + 40))).actions()]
    assert told_as("Insert a column here", "Insérer une colonne ici") in said
    assert told_as("Insert a column here", "Insérer une colonne ici") not in void
    assert told_as("Select every step", "Sélectionner toutes les étapes") in void


@pytest.mark.parametrize(("height", "lines"), [(0.7, 1), (1.7, 1), (1.9, 2), (5.0, 2)])
def test_a_name_takes_two_lines_wherever_they_find_room(view: BlueprintView, height: float, lines: int) -> None:
    font = heading_font(NAME, bold=True)
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance("Fonctions s")
    words = break_lines("Fonctions support", font, width, count_lines(metrics, round(height * metrics.height())))
    assert len(words) == lines
    assert (words == ("Fonctions", "support")) is (lines == 2)


@pytest.mark.parametrize(("letters", "is_number"), [(3, True), (7, True), (9, False), (40, False)])
def test_where_a_name_is_not_read_a_phase_is_its_number(view: BlueprintView, letters: int, is_number: bool) -> None:
    del view
    worn = heading_type()
    room = QSize(letters * worn.least.width(), worn.name_line)
    phase = HeadingLook("12 Constituer le dossier", "", "#000000", "#FFFFFF", None, "#000000", "#000000", short="12")
    lane = HeadingLook("Fonctions support", "", "#000000", "#FFFFFF", "#000000", "#000000", "#000000")
    found = words_of(phase, worn, room)
    assert (found == ("12",)) is is_number
    assert is_number or found[0].startswith("12 C")
    assert words_of(lane, worn, room)[0].startswith("F")


def test_phases_too_narrow_for_a_name_are_colours_in_the_row(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    view = open_canvas(blueprint_of(2000)).view
    qtbot.waitUntil(view.is_still)
    look(view, 0.5, 0.5, 0.03)
    narrow, names = view.headings.see_phases(need(view.picture)).narrow, shown(view, ElementKind.PHASE)
    assert len(narrow) > 20
    assert len(names) <= view.viewport().width() / 40
    lefts = [rect.left() for rect, _ in narrow]
    assert lefts == sorted(lefts)
    assert all(rect.right() <= view.headings.row.width() for rect, _ in narrow)
    image = view.headings.row.grab().toImage()
    rect, colour = narrow[len(narrow) // 2]
    assert image.pixelColor(rect.center().x(), rect.center().y()) == colour
    look(view, 0.5, 0.5, 1.0)
    assert view.headings.see_phases(need(view.picture)).narrow == []
    assert shown(view, ElementKind.PHASE)


def test_names_follow_at_each_frame_and_their_places_once_it_stands(view: BlueprintView, qtbot: QtBot) -> None:
    last, headings = need(view.picture).layout.phases[-1], view.headings
    name = headings.buttons[ElementRef(ElementKind.PHASE, need(view.picture).layout.phases[0].phase)]
    before = view.headings.row.grab().toImage()
    view.camera.centre_on(QPointF(last.rect.x, 300))
    assert view.headings.row.grab().toImage() != before
    assert not name.isHidden()
    qtbot.waitUntil(name.isHidden)
    assert not headings.buttons[ElementRef(ElementKind.PHASE, last.phase)].isHidden()


def test_a_closed_view_waits_for_nothing_and_follows_when_it_is_shown_again(view: BlueprintView, qtbot: QtBot) -> None:
    view.close()
    look(view, 1.0, 1.0, 1.0)
    view.headings.restyle()
    assert [timer for timer in view.headings.findChildren(QTimer) if timer.isActive()] == []

    lanes = [button for ref, button in view.headings.buttons.items() if ref.kind is ElementKind.LANE]
    look(view, 0.0, 0.0, 2.3)
    before = [button.geometry() for button in lanes]
    view.show()
    qtbot.waitUntil(lambda: [button.geometry() for button in lanes] != before)


def test_a_name_that_changes_is_painted_and_nothing_else_is(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    for strip in (LaneColumn, PhaseRow):
        monkeypatch.setattr(strip, "update", lambda strip: painted.append(strip))
    hands.view.bridge.do(commands.EditLane("desk", name="Guichet"))
    assert painted == [hands.view.headings.column]
    hands.view.bridge.do(commands.EditStep("ask", title="Demande autrement"))
    assert painted == [hands.view.headings.column]
