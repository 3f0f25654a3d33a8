"""Large documents: the window analyses after every keystroke, and ten thousand steps must not need minutes."""

from __future__ import annotations

import time
from typing import Any

import pytest

from blueprint.analysis.rules import RULES
from blueprint.analysis.runner import analyse

PEOPLE = [{"id": "ann", "name": "Ann", "channels": ["phone", "counter", "web"]},
          {"id": "bob", "name": "Bob", "channels": ["phone", "counter"]}, {"id": "eve", "name": "Eve"}]
ITEMS = [{"id": f"i{number}", "name": f"Item {number}", "held_by": "tax office" if number % 2 else None}
         for number in range(6)]


def conversation(sketch: Any, rounds: int) -> Any:
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


def seconds(document: Any) -> float:
    began = time.perf_counter()
    found = analyse(document, RULES)
    took = time.perf_counter() - began
    assert found.frictions.failures == ()
    assert found.measures.everybody is not None
    assert found.measures.everybody.method == "exact"
    assert len(found.frictions.findings) > len(document.steps) / 10
    return took


def test_four_hundred_steps_are_analysed_while_typing(sketch: Any) -> None:
    document = conversation(sketch, 80)
    # The first analysis loads numpy. Machines differ; ten times the usual time would be a change of order.
    seconds(document)
    assert seconds(document) < 2.0


def test_work_grows_with_the_document_not_with_its_square(sketch: Any) -> None:
    small, large = (min(seconds(conversation(sketch, rounds)) for _ in range(2)) for rounds in (60, 240))
    assert large < 12 * small + 0.5


@pytest.mark.slow
def test_ten_thousand_steps_take_seconds(sketch: Any) -> None:
    assert seconds(conversation(sketch, 2000)) < 20
