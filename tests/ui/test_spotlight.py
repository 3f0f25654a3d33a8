"""Looking at one persona alone, found by name in the one field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import APA, write


@pytest.mark.english
def test_a_persona_s_way_alone(open_window, qtbot) -> None:
    window = open_window(APA)
    persona = window.bridge.document.head.personas[-1]
    window.search()
    write(window.search_field, persona.name)
    window.search_field.results.setCurrentRow(next(
        row for row, target in enumerate(window.search_field._targets) if target.aside == "Look at alone"))
    qtbot.keyClick(window.search_field, Qt.Key.Key_Return)
    journey = next(one for one in window.bridge.analysis.measures.personas if one.persona == persona.id)
    lit = {step for step, often in journey.visits.items() if often > 0}
    assert 0 < len(lit) < len(window.bridge.document.steps)
    assert len(window.canvas.overlays.of("veils")) == len(window.canvas.picture.layout.cards) - len(lit)
