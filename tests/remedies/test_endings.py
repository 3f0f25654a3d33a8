"""Ends without an outcome: where they are, and the one click that says what they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.remedies.conftest import Sketch
from visavis.blueprint.editing import EditSession
from visavis.blueprint.language import translator
from visavis.blueprint.model import Outcome, StepKind
from visavis.blueprint.remedies import endings, open_ends

START = {"kind": "start"}
GRANTED = {"kind": "outcome", "outcome": "granted"}


@pytest.mark.parametrize(("steps", "flows", "ends"), [
    # A journey drawn to its end, and one whose outcome does not say which.
    ({"a": START, "b": {}}, [("a", "b")], ["b"]),
    ({"a": START, "b": {"kind": "outcome"}}, [("a", "b")], ["b"]),
    ({"a": START, "b": {"kind": "outcome", "outcome": "unspecified"}}, [("a", "b")], ["b"]),
    # What says how it ends, and what does not end.
    ({"a": START, "b": GRANTED}, [("a", "b")], []),
    ({"a": START, "b": {}}, [("a", "b"), ("b", "a")], []),
    # A card that no one has connected yet is not an end; nor is evidence; nor is a system.
    ({"a": START, "b": {}}, [], []),
    ({"a": START, "b": {"kind": "evidence"}}, [("a", "b")], []),
    ({"a": START, "b": {"lane": "register"}}, [("a", "b")], []),
    # One way of a choice ends unsaid; a branch beside an outcome just ends.
    ({"a": {**START, "kind": "decision"}, "b": {}, "end": GRANTED}, [("a", "b"), ("a", "end")], ["b"]),
    ({"a": START, "b": {"lane": "back"}, "end": GRANTED}, [("a", "b"), ("a", "end")], []),
    ({"a": START, "x": {}, "b": {"lane": "back"}, "y": {}, "end": GRANTED},
     [("a", "x"), ("x", "b"), ("a", "y"), ("y", "end")], []),
    # Where no branch comes to an outcome, each of them is an end.
    ({"a": START, "b": {}, "c": {"lane": "back"}}, [("a", "b"), ("a", "c")], ["b", "c"]),
])
def test_where_journeys_end_unsaid(sketch: Sketch, steps: Any, flows: Any, ends: list[str]) -> None:
    document = sketch(steps, flows)
    assert list(open_ends(document)) == ends
    assert [step.id for step in document.steps if endings(document, step.id)] == ends


def test_one_click_makes_it_an_outcome_and_undo_takes_it_back(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT5M"}}, [("a", "b")])
    offered = endings(document, "b")
    assert [translator("en")(fix.title) for fix in offered] == [
        "Make “Do b” the outcome: granted", "Make “Do b” the outcome: refused"]
    for fix, outcome in zip(offered, (Outcome.GRANTED, Outcome.REFUSED), strict=True):
        session = EditSession(document)
        session.do(fix.command)
        step = session.document.step_by_id["b"]
        assert (step.kind, step.outcome, step.work) == (StepKind.OUTCOME, outcome, "PT5M")
        assert open_ends(session.document) == ()
        session.undo()
        assert session.document == document


def test_a_step_that_is_gone_has_none(sketch: Sketch) -> None:
    assert endings(sketch({"a": START, "b": {}}, [("a", "b")]), "gone") == ()


def test_a_long_way_to_an_end_is_walked_once(sketch: Sketch) -> None:
    count = 3000
    steps = {f"s{number}": START if not number else {} for number in range(count)}
    document = sketch(steps, [(f"s{number}", f"s{number + 1}") for number in range(count - 1)])
    assert open_ends(document) == (f"s{count - 1}",)
