"""The table of keys: no key means two things, every method exists, and French keyboards are served."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.ui.canvas.conftest import Hands
from visavis.ui.canvas.keys import BINDINGS, KeyBinding, binding_for, sequence

NONE, CTRL, ALT, SHIFT = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier,
                          Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)


def bound(key: int, modifiers: Qt.KeyboardModifier = NONE) -> tuple[str, str | None] | None:
    binding = binding_for(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))
    return (binding.method, binding.argument) if binding else None


def test_no_key_means_two_things() -> None:
    keys = Counter(sequence(keys).toString() for binding in BINDINGS for keys in binding.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: f"{binding.method}-{binding.argument}")
def test_every_binding_names_a_method_of_the_canvas_or_of_a_part_of_it(hands: Hands, binding: KeyBinding) -> None:
    assert callable(attrgetter(binding.method)(hands.view))


@pytest.mark.parametrize(("key", "modifiers", "meaning"), [
    (Qt.Key.Key_Return, CTRL, ("add_answer", None)),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, ("edit_current", None)),
    (Qt.Key.Key_L, CTRL, ("start_connecting", None)),
    (Qt.Key.Key_C, NONE, None),
    (Qt.Key.Key_R, NONE, ("edit_actions.reconnect", "target")),
    (Qt.Key.Key_R, SHIFT, ("edit_actions.reconnect", "source")),
    (Qt.Key.Key_3, ALT, ("set_kind", "decision")),
    (Qt.Key.Key_Left, SHIFT, ("move_selection", "left")),
    (Qt.Key.Key_Q, NONE, None),
    (Qt.Key.Key_C, CTRL, ("clipboard.copy", None)),
    (Qt.Key.Key_B, CTRL, None),
])
def test_keys_mean_what_the_table_says(key: Qt.Key, modifiers: Qt.KeyboardModifier, meaning: tuple[str, str | None] | None) -> None:
    assert bound(key, modifiers) == meaning


@pytest.mark.parametrize(("key", "modifiers", "meaning"), [
    (Qt.Key.Key_QuoteDbl, ALT, ("set_kind", "decision")),
    (Qt.Key.Key_Agrave, CTRL, ("full_size", None)),
    (Qt.Key.Key_Minus, CTRL, ("zoom_out", None)),
    (Qt.Key.Key_Minus, ALT, ("set_kind", "outcome")),
])
def test_the_digits_row_of_french_keyboards_needs_no_shift(key: Qt.Key, modifiers: Qt.KeyboardModifier, meaning: tuple[str, str | None] | None) -> None:
    assert bound(key, modifiers) == meaning
