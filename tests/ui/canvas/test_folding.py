"""Folding lanes and phases with keys and from the menu, and working on while they are folded."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.need import need
from tests.ui.canvas.conftest import OpenCanvas, small_service, told_as
from visavis.blueprint.layout import FULL, UNFOLDED, Rect
from visavis.blueprint.layout.folding import FOLDED_WIDTH
from visavis.ui.canvas.context_menu import context_menu
from visavis.ui.canvas.view import BlueprintView


def rect_of(view: BlueprintView, step: str) -> Rect:
    return need(view.picture).layout.cards[step].rect


def test_a_lane_and_a_phase_are_folded_and_unfolded_from_the_menu(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(small_service())
    view = hands.view
    before = view.document
    view.navigation.go_to_step("guides")
    hands.choose("folding.toggle_here", "lane")
    assert rect_of(view, "guides").height == FULL.folded_height
    assert rect_of(view, "calls").height > FULL.folded_height
    hands.choose("folding.toggle_here", "phase")
    assert rect_of(view, "calls").width == rect_of(view, "guides").width == FOLDED_WIDTH
    assert rect_of(view, "waits").width > FOLDED_WIDTH
    hands.choose("folding.unfold")
    assert view.folding.folds == UNFOLDED
    assert rect_of(view, "guides").height > FULL.folded_height
    assert view.document is before


def test_every_other_lane_or_phase_is_folded_at_once(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(small_service())
    view = hands.view
    view.navigation.go_to_step("calls")
    hands.choose("folding.fold_others", "lane")
    assert rect_of(view, "guides").height == FULL.folded_height < rect_of(view, "calls").height
    hands.choose("folding.fold_others", "phase")
    assert rect_of(view, "waits").width == FOLDED_WIDTH < rect_of(view, "calls").width


def test_a_step_of_a_folded_phase_is_renamed_and_answered_in_place(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(small_service())
    view = hands.view
    view.navigation.go_to_step("calls")
    hands.choose("folding.toggle_here", "phase")
    hands.press(Qt.Key.Key_F2)
    assert view.writing.editor.width() > 3 * FOLDED_WIDTH
    hands.write("Rappelle")
    hands.press(Qt.Key.Key_Return)
    assert view.document.step_by_id["calls"].title == "Rappelle"
    steps = len(view.document.steps)
    hands.choose("add_next")
    hands.write("Note la réponse")
    hands.press(Qt.Key.Key_Return)
    assert len(view.document.steps) == steps + 1
    assert rect_of(view, view.document.steps[-1].id).width == FOLDED_WIDTH


def test_the_menu_folds(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(small_service())
    view = hands.view
    view.navigation.go_to_step("calls")
    menu = context_menu(view)
    next(action for action in menu.actions() if action.text() == told_as("Fold this lane", "Replier ce couloir")).trigger()
    menu.close()
    assert rect_of(view, "calls").height == FULL.folded_height


def test_another_document_begins_unfolded(open_canvas: OpenCanvas) -> None:
    hands = open_canvas(small_service())
    view = hands.view
    view.navigation.go_to_step("calls")
    hands.choose("folding.toggle_here", "lane")
    view.bridge.replace(small_service())
    assert view.folding.folds == UNFOLDED
    assert rect_of(view, "calls").height > FULL.folded_height
