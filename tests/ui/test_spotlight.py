"""Looking at one persona alone, found by name in the one field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, Open, write


@pytest.mark.english
def test_a_persona_s_way_alone(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    persona = window.bridge.document.head.personas[-1]
    window.search()
    write(window.search_field, persona.name)
    window.search_field.results.setCurrentRow(next(
        row for row, target in enumerate(window.search_field._targets) if target.aside == "Isolate"))
    QTest.keyClick(window.search_field, Qt.Key.Key_Return)
    journey = next(one for one in need(window.bridge.analysis).measures.personas if one.persona == persona.id)
    lit = {step for step, often in journey.visits.items() if often > 0}
    assert 0 < len(lit) < len(window.bridge.document.steps)
    assert len(window.canvas.overlays.of("veils")) == len(need(window.canvas.picture).layout.cards) - len(lit)
