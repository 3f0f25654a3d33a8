"""Visits that are written up at the office: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_speaks, only, row, step

RULE = "field-disconnect"
ITEMS: list[dict[str, Any]] = [{"id": f"i{number}", "name": f"Item {number}"} for number in range(4)]
ITEMS += [{"id": "sick", "name": "Illness", "sensitive": True},
          {"id": "told", "name": "Income", "sensitive": True, "purpose": "Article 3"}]


def visited(expected: str, visit: dict[str, Any] | None = None, office: dict[str, Any] | None = None) -> Case:
    return row(expected, {"items": ITEMS}, v=step("front", channel="visit", **(visit or {})), c=step(),
               o=step("back", **(office or {"title": "Rédige le rapport"})))


CASES: list[Case] = [
    visited("o"), visited("o", {"place": "home"}, {"title": "Ressaisit tout"}),
    visited("o", {"gives": ["i0"]}, {"title": "Traite", "system": "Files", "asks": ["i0"]}),
    row("o", None, v=step("front", place="field"), w=step("front", channel="visit"),
        o=step("back", title="Types the notes")),
    visited("", {"system": "Tablet"}), visited("", None, {"title": "Classe le dossier"}),
    row("", None, v=step("front", channel="counter"), o=step("back", title="Rédige le rapport")),
    row("", None, o=step("back", title="Rédige la convocation"), v=step("front", channel="visit")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_writing_up_is_the_agents_work(sketch: Sketch) -> None:
    written = only(sketch, RULE, CASES[0])
    assert (written.steps, written.citizen_minutes, written.agent_minutes) == (("o", "v"), 0.0, 10.0)
