"""Large documents: the window analyses after every keystroke, and ten thousand steps must not need minutes.

How many seconds it takes is measured in `tests/benchmarks`.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.profiles import mostly_deep
from tests.work import count_calls
from visavis.blueprint.analysis import RULES, Analysis, analyse

PEOPLE = [{"id": "ann", "name": "Ann", "channels": ["phone", "counter", "web"]},
          {"id": "bob", "name": "Bob", "channels": ["phone", "counter"]}, {"id": "eve", "name": "Eve"}]
ITEMS = [{"id": f"i{number}", "name": f"Item {number}", "held_by": "tax office" if number % 2 else None}
         for number in range(6)]


def conversation(sketch: Sketch, rounds: int) -> Any:
    """Draw five steps a round: people ask, an agent checks (with rework), the back office works while they wait."""
    steps: dict[str, dict[str, Any]] = {"go": {"kind": "start", "work": "PT5M"}}
    flows: list[tuple[Any, ...]] = []
    last = "go"
    for number in range(rounds):
        ask, check, decide, work, rest = (f"{letter}{number}" for letter in "abcdw")
        channel = "phone" if number % 3 else "web"
        steps |= {ask: {"work": "PT9M", "channel": channel, "fallback": check, "column": number},
                  check: {"lane": "front", "work": "PT5M", "asks": [f"i{number % 6}"], "column": number},
                  decide: {"lane": "front", "kind": "decision", "work": "PT2M", "column": number},
                  work: {"lane": "back", "work": "PT20M", "wait": "P1D", "system": f"S{number % 3}",
                         "column": number},
                  rest: {"kind": "wait", "wait": "P9D", "column": number}}
        flows += [(last, ask), (ask, check), (check, decide), (decide, ask, {"probability": 0.1}), (decide, work),
                  (ask, rest), (work, rest)]
        last = rest
    steps["end"] = {"kind": "outcome", "outcome": "granted", "column": rounds}
    return sketch(steps, [*flows, (last, "end")], personas=PEOPLE, items=ITEMS)


def calls(document: Any) -> int:
    """Return how many functions an analysis calls."""
    made: list[Analysis] = []
    count = count_calls(lambda: made.append(analyse(document, RULES)))
    found = made[0]
    assert found.frictions.failures == ()
    assert found.measures.everybody is not None
    assert found.measures.everybody.method == "exact"
    assert len(found.frictions.findings) > len(document.steps) / 10
    return count


@pytest.mark.parametrize("rounds", mostly_deep([75, 500]))
def test_work_grows_with_the_document_not_with_its_square(sketch: Sketch, rounds: int) -> None:
    analyse(conversation(sketch, 10), RULES)  # The first one loads numpy.
    small, large = calls(conversation(sketch, rounds)), calls(conversation(sketch, 4 * rounds))
    assert large < 4.4 * small
