"""Looking at one thing alone: what is veiled, and that everything comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.canvas.conftest import CTRL, Hands, told_as
from visavis.ui.canvas.overlays.spotlight import Facet
from visavis.ui.canvas.surface import qrect

Key = Qt.Key


def veiled(hands: Hands) -> set[str]:
    rects = [mark.rect for mark in hands.view.overlays.of("veils")]
    return {step for step, place in need(hands.view.picture).layout.cards.items() if qrect(place.rect) in rects}


@pytest.mark.parametrize(("facet", "expected"), [("lane", {"guides"}), ("phase", {"waits"})])
def test_a_lane_or_a_phase_alone(hands: Hands, facet: str, expected: set[str]) -> None:
    hands.click(hands.at_step("calls"))
    hands.choose("spotlight.show_only_here", facet)
    assert veiled(hands) == expected
    hands.choose("spotlight.show_all")
    assert veiled(hands) == set()


def test_a_channel_alone_needs_a_step_that_has_one(hands: Hands, qtbot: QtBot) -> None:
    hands.click(hands.at_step("calls"))
    with qtbot.waitSignal(hands.view.status_hint) as told:
        hands.choose("spotlight.show_only_here", "channel")
    assert told_as("channel", "canal") in told.args[0]
    hands.press(Key.Key_F2)
    hands.press(Key.Key_End)
    hands.write(" @tel")
    hands.press(Key.Key_Return)
    hands.choose("spotlight.show_only_here", "channel")
    assert veiled(hands) == {"learns", "guides", "waits"}


def test_what_comes_later_is_veiled_too(hands: Hands) -> None:
    hands.view.spotlight.show_only(Facet.LANE, "desk")
    hands.view.navigation.go_to_step("waits")
    hands.choose("add_next")
    hands.write("Encore")
    hands.press(Key.Key_Return)
    assert len(veiled(hands)) == 4
    hands.press(Key.Key_Z, CTRL)
    assert len(veiled(hands)) == 3
