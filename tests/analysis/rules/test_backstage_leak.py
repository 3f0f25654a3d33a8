"""The house's own words: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import Case, assert_balanced, assert_lacks, assert_speaks, only, row, step

RULE = "backstage-leak"
CASES: list[Case] = [
    row("c", None, c=step(title="Écrit au pôle instruction"), b=step("back", unit="Pôle instruction")),
    row("c", None, c=step(detail="Mentionner Solis sur la lettre"), b=step("back", system="Solis")),
    row("c", None, c=step(title="Trouve le bon service"), b=step("back", unit="Accueil général")),
    row("c", None, c=step(title="Writes to the competent authority"), b=step("back", unit="Desk seven")),
    row("", None, c=step(title="Appelle l’accueil"), f=step("front", unit="Accueil"),
        b=step("back", unit="Accueil")),
    row("", None, c=step(title="Ouvre Solis", system="Solis"), b=step("back", system="Solis")),
    row("", None, c=step(title="Note le RIB"), b=step("back", unit="RIB")),
    row("", None, c=step(title="Écrit"), b=step("back", unit="Pôle instruction", title="Pôle instruction")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, c=step(), b=step("back")), ())


def test_the_minutes_are_the_citizens(sketch: Sketch) -> None:
    leak = only(sketch, RULE, CASES[0])
    assert (leak.citizen_minutes, leak.agent_minutes) == (10.0, 0.0)
    assert (leak.steps, leak.share) == (("c",), 1.0)
