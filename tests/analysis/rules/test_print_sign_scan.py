"""Digital, paper, digital again: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import (
    END,
    START,
    Case,
    assert_balanced,
    assert_lacks,
    assert_speaks,
    decision,
    only,
    row,
    step,
)

RULE = "print-sign-scan"


def printed(expected: str, *channels: str | None, **more: Any) -> Case:
    steps = {f"c{number}": step(channel=channel) for number, channel in enumerate(channels)}
    if more:
        steps["c1"] |= more
    return row(expected, None, **steps)


CASES: list[Case] = [
    printed("c1", "web", "post", "web"), printed("c1", "email", "registered-mail", None, "app"),
    row("s", None, s=step(channel="web", title="Imprime, signe et scanne le formulaire")),
    row("s", None, s=step(channel="email", title="Fill in", detail="Print it, sign it, send a picture")),
    printed("", "web", "post", "web", legal=["signature"]), printed("", "post", "web"),
    printed("", "web", "web", "post"), printed("", "counter", "post", "web"),
    row("", None, s=step(channel="post", title="Imprime et envoie")),
    row("", None, s=step(channel="app", title="Scanne le QR code")),
    row("", None, s=step(channel="web", title="Imprime son attestation")),
    row("", None, s=step(channel="web", title="Reads the fine print and signs in")),
    ("", {"a": START, "w": step(channel="web"), "c": decision("citizen"), "p": step(channel="post"),
          "o": step(channel="web"), "k": step("front"), "e": step(channel="email"), "z": END},
     [("a", "w"), ("w", "c"), ("c", "p", {"probability": 0.5}), ("c", "o", {"probability": 0.5}), ("p", "k"),
      ("o", "k"), ("k", "e"), ("e", "z")], {}),
    row("", None, s=step(channel="web", title="Suit l’impression des cartes")),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_it_says_so_where_its_inputs_are_missing(sketch: Sketch) -> None:
    assert_lacks(sketch, RULE, row("", None, r=step()), ("r",))


def test_the_detour_costs_the_paper_step_and_the_one_after_it(sketch: Sketch) -> None:
    detour = only(sketch, RULE, CASES[0])
    assert (detour.citizen_minutes, detour.steps) == (20.0, ("c1", "c2", "c0"))
