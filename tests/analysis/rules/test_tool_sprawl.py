"""Too many systems at one step: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    judge,
    only,
    row,
    step,
)
from visavis.blueprint.language import translator
from visavis.blueprint.model import Basis

RULE = "tool-sprawl"
CASES: list[Case] = [
    row("t", None, t=step("back", system="A, B, C, D")), row("t", None, t=step("front", system="A/B + C; D & E")),
    row("t", None, t=step("back", system="Agenda et GED et Word et Mail")),
    row("t", {"thresholds": [{"id": "l", "rule": "tool-sprawl", "name": "systems", "value": 2, "unit": "count"}]},
        t=step("back", system="A, B")),
    row("", None, t=step("back", system="A, B, C")), row("", None, t=step("back", system="A, a, A; A")),
    row("", None, t=step(system="A, B, C, D"), u=step("back", system="A")),
    row("", None, t=step("back", system="Word"), u=step("back", system="Internet and Land")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, r=step("back")), ("r",))


@pytest.mark.parametrize(("systems", "said"), [("A, B", "“A” and “B”"), ("A, B, C, D", "“A”, “B”, “C”, …")])
def test_systems_are_enumerated_as_many_as_there_are(sketch: Sketch, systems: str, said: str) -> None:
    steps = {"t": {"lane": "back", "system": systems}}
    own = [{"id": "l", "rule": "tool-sprawl", "name": "systems", "value": 2, "unit": "count"}]
    flows = list(pairwise(["a", "t", "z"]))
    (finding,) = judge(sketch, RULE, steps, flows, thresholds=own).findings
    assert translator("en")(finding.message).endswith(said)


def test_each_change_of_system_is_the_agents_quarter_of_a_minute(sketch: Sketch) -> None:
    sprawl = only(sketch, RULE, CASES[0])
    assert (sprawl.citizen_minutes, sprawl.agent_minutes, sprawl.basis) == (0.0, 0.75, Basis.ASSUMED)
