"""The emotion curve: its points are dragged, passed over in one sweep, or moved by keys; one undo step each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from tests.need import need
from tests.ui.canvas.conftest import ALT, CTRL, SHIFT, Hands, OpenCanvas, small_service
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import LaneKind
from visavis.blueprint.storage import load
from visavis.ui.canvas.overlays.emotion_curve import EDGE, RADIUS

Key = Qt.Key


@pytest.fixture
def hands(open_canvas: OpenCanvas) -> Hands:
    made = open_canvas(small_service())
    made.press(Key.Key_E, CTRL | SHIFT)
    assert made.view.emotions.is_on
    return made


def emotion(hands: Hands, step: str) -> int | None:
    return hands.view.document.step_by_id[step].emotion


def place(hands: Hands, step: str, level: int) -> QPoint:
    rect = hands.view.emotions.places()[step]
    return hands.at(QPointF(rect.centre.x, rect.centre.y - level / 2 * rect.height / 2))


def test_a_point_is_dragged_to_its_height(hands: Hands) -> None:
    hands.drag(place(hands, "calls", 0), place(hands, "calls", -2))
    assert emotion(hands, "calls") is None
    assert hands.view.emotions.level("calls") == -2
    hands.let_go(place(hands, "calls", -2))
    assert emotion(hands, "calls") == -2
    assert hands.view.document.step_by_id["calls"].cell == small_service().step_by_id["calls"].cell
    hands.press(Key.Key_Z, CTRL)
    assert emotion(hands, "calls") is None


def test_the_curve_is_drawn_in_one_sweep(hands: Hands) -> None:
    hands.hold(place(hands, "learns", 0))
    for step, level in (("learns", 1), ("calls", -1), ("waits", -2)):
        hands.move(place(hands, step, level), Qt.MouseButton.LeftButton)
    hands.let_go(place(hands, "waits", -2))
    assert [emotion(hands, step) for step in ("learns", "calls", "waits")] == [1, -1, -2]
    assert emotion(hands, "guides") is None
    hands.press(Key.Key_Z, CTRL)
    assert [emotion(hands, step) for step in ("learns", "calls", "waits")] == [None] * 3


def test_esc_leaves_the_curve_as_it_was(hands: Hands) -> None:
    hands.drag(place(hands, "calls", 0), place(hands, "calls", 2))
    hands.press(Key.Key_Escape)
    hands.let_go(place(hands, "calls", 2))
    assert emotion(hands, "calls") is None
    assert hands.view.emotions.level("calls") is None


def test_keys_raise_and_lower_it_within_the_scale(hands: Hands) -> None:
    hands.view.navigation.go_to_step("calls")
    for _ in range(4):
        hands.press(Key.Key_PageUp, ALT)
    assert emotion(hands, "calls") == 2
    hands.press(Key.Key_PageDown, ALT)
    assert emotion(hands, "calls") == 1
    hands.view.navigation.go_to_step("guides")
    hands.press(Key.Key_PageUp, ALT)
    assert emotion(hands, "guides") is None


def test_points_are_targets_only_while_the_curve_is_shown(hands: Hands) -> None:
    assert RADIUS >= 12
    there = place(hands, "calls", 0)
    assert hands.view.emotions.step_at(there) == "calls"
    assert set(hands.view.emotions.places()) == {"learns", "calls", "waits"}
    hands.press(Key.Key_E, CTRL | SHIFT)
    assert hands.view.emotions.step_at(there) is None


def test_the_curve_has_room_of_its_own_over_no_card(open_canvas: OpenCanvas, root: Path) -> None:
    hands = open_canvas(load(root / "examples" / "apa-a-domicile.blueprint.json").document)
    hands.qtbot.waitUntil(hands.view.is_still)
    usual = need(hands.view.picture).layout
    hands.press(Key.Key_E, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: bool(hands.view.emotions.places()), timeout=20_000)
    layout, places = need(hands.view.picture).layout, hands.view.emotions.places()
    for step, rect in places.items():
        room = Rect(rect.x, rect.y - EDGE, rect.width, rect.height + 2 * EDGE)
        assert not any(card.rect.intersects(room) for card in layout.cards.values()), step
    citizens = [step.id for step in hands.view.document.steps if hands.view.document.lane_of(step).kind is LaneKind.CITIZEN]
    assert sorted(places) == sorted(citizens)
    assert len({rect.centre for rect in places.values()}) == len(places)
    hands.press(Key.Key_E, CTRL | SHIFT)
    hands.qtbot.waitUntil(lambda: need(hands.view.picture).layout.height == usual.height, timeout=20_000)


def test_a_folded_lane_keeps_no_room(hands: Hands) -> None:
    hands.view.navigation.go_to_step("calls")
    hands.choose("folding.toggle_here", "lane")
    hands.qtbot.waitUntil(lambda: hands.view.emotions.places() == {}, timeout=20_000)
