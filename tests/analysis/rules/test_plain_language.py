"""What is hard to read: where the rule speaks, where it must not, and its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.rules.tables import END, START, TALK, Case, assert_balanced, assert_speaks, only, row, said, step
from visavis.blueprint.analysis import Severity

RULE = "plain-language"


def spoken(expected: str, label: str, **head: Any) -> Case:
    """An agent says something to a person."""
    steps = {"a": START, "b": step("front"), "c": step(), "z": END}
    return expected, steps, [("a", "b"), ("b", "c", {**TALK, "label": label}), ("c", "z")], head


def limit(rule: str, name: str, value: float, unit: str = "count") -> dict[str, Any]:
    return {"thresholds": [{"id": "l", "rule": rule, "name": name, "value": value, "unit": unit}]}


CASES: list[Case] = [
    row("c", {"language": "fr"}, c=step(detail="Fournir les pièces susvisées au service ; revenir nonobstant.")),
    row("e", {"language": "en"}, e={"lane": "evidence", "kind": "evidence", "title": "Notice pursuant to law"},
        c=step()),
    spoken("c", "Your file will be terminated pursuant to article 3", language="en"),
    row("c", {"language": "en"}, c=step(detail="word " * 26)),
    row("c", {"language": "en", **limit("plain-language", "words", 3)}, c=step(detail="one two three four")),
    row("", {"language": "en"}, c=step(detail="word " * 25)),
    row("", {"language": "fr"}, c=step(title="Prouver nonobstant")),
    row("", {"language": "fr"}, b=step("back", detail="Instruire nonobstant"), c=step()),
    spoken("", "C’est accordé", language="fr"),
]


def test_it_has_three_cases_of_each_kind() -> None:
    assert_balanced(CASES)


@pytest.mark.parametrize("case", CASES)
def test_it_speaks_where_it_should(sketch: Sketch, case: Case) -> None:
    assert_speaks(sketch, RULE, case)


def test_the_worst_passage_is_quoted_with_what_to_say_instead(sketch: Sketch) -> None:
    assert said(only(sketch, RULE, CASES[2])) == "Say “under” instead of “pursuant to”"
    assert said(only(sketch, RULE, CASES[3])).startswith("This sentence has 26 words: “word word")
    assert only(sketch, RULE, CASES[0]).severity is Severity.LOW
    assert only(sketch, RULE, CASES[1]).share is None
