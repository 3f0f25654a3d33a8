"""Conversations drawn as arrows there and back: what is a question, what an answer, and who goes on when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort, mean_of, shares
from visavis.blueprint.analysis import JourneyMeasures
from visavis.blueprint.analysis.measures.measure import measure

START = {"kind": "start", "work": "PT5M"}
END = {"kind": "outcome", "outcome": "granted"}
AGENT = {"lane": "front", "work": "PT7M"}
BACK = {"lane": "back", "work": "PT11M"}
LAST = {"work": "PT3M"}
HOW = pytest.mark.parametrize("runs", [None, 400])
ONCE = {"a": 1, "b": 1, "c": 1, "e": 1}


def walked(document: Any, runs: int | None = None) -> JourneyMeasures:
    found = measure(document, runs=runs)
    assert found is not None
    assert found.method == ("simulated" if runs else "exact")
    return found


@HOW
def test_who_answers_may_also_go_on(sketch: Sketch, runs: int | None) -> None:
    """The answerer answers and does something else beside that; neither begins the asker again."""
    found = walked(sketch({"a": START, "b": AGENT, "d": BACK, "c": LAST, "e": END},
                          [("a", "b"), ("b", "a"), ("b", "d"), ("a", "c"), ("c", "e"), ("d", "e")]), runs)
    assert found.visits == pytest.approx(ONCE | {"d": 1})
    # After question and answer 3 minutes on one side are beside 11 on the other.
    assert mean_of(found) == pytest.approx(5 + 7 + 11)
    assert (effort(found, "citizen"), effort(found, "agent")) == pytest.approx((8, 18))
    assert shares(found) == {"granted": 1.0}


@HOW
@pytest.mark.parametrize("flow", [{}, {"kind": "interaction"}, {"kind": "sequence"}, {"kind": "support"}])
@pytest.mark.parametrize(("asker", "answerer"), [("citizen", "front"), ("back", "back2"), ("front", "support"),
                                                 ("back", "partner"), ("citizen", "citizen"), ("front", "citizen")])
def test_a_colleague_a_partner_or_a_system_is_asked_like_an_agent(sketch: Sketch, runs: int | None, flow: Any,
                                                                  asker: str, answerer: str) -> None:
    found = walked(sketch({"a": {**START, "lane": asker}, "b": {"lane": answerer, "work": "PT7M"}, "c": LAST,
                           "e": END}, [("a", "b", flow), ("b", "a", flow), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == pytest.approx(ONCE)
    assert mean_of(found) == pytest.approx(5 + 7 + 3)


@HOW
def test_a_chain_that_comes_back_is_one_question(sketch: Sketch, runs: int | None) -> None:
    """a asks b, b asks d beyond, d answers a itself; c waits for that."""
    found = walked(sketch({"a": START, "b": AGENT, "d": BACK, "c": LAST, "e": END},
                          [("a", "b"), ("b", "d"), ("d", "a"), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == pytest.approx(ONCE | {"d": 1})
    assert mean_of(found) == pytest.approx(5 + 7 + 11 + 3)


@HOW
def test_a_question_that_is_passed_on_and_answered_all_the_way_back(sketch: Sketch, runs: int | None) -> None:
    """a asks b, b asks d, d answers b, and b answers a."""
    found = walked(sketch({"a": START, "b": AGENT, "d": BACK, "c": LAST, "e": END},
                          [("a", "b"), ("b", "d"), ("d", "b"), ("b", "a"), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == pytest.approx(ONCE | {"d": 1})
    assert mean_of(found) == pytest.approx(5 + 7 + 11 + 3)
    assert effort(found, "agent") == pytest.approx(18)


@HOW
@pytest.mark.parametrize("join", ["wait", "each"])
def test_who_asks_two_goes_on_once_both_have_answered(sketch: Sketch, runs: int | None, join: str) -> None:
    """An asker that begins again for every arrival does not begin again for answers."""
    found = walked(sketch({"a": {**START, "join": join}, "b": AGENT, "d": BACK, "c": LAST, "e": END},
                          [("a", "b"), ("a", "d"), ("b", "a"), ("d", "a"), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == pytest.approx(ONCE | {"d": 1})
    assert mean_of(found) == pytest.approx(5 + 11 + 3)
    assert effort(found, "agent") == pytest.approx(18)


@HOW
def test_an_asker_that_begins_for_every_arrival_asks_each_time(sketch: Sketch, runs: int | None) -> None:
    found = walked(sketch({"s": {"kind": "start"}, "x": {"work": "PT1M"}, "y": {"work": "PT40M"},
                           "a": {"join": "each", "work": "PT5M"}, "b": {**AGENT, "join": "each"},
                           "c": {**LAST, "join": "each"}, "e": END},
                          [("s", "x"), ("s", "y"), ("x", "a"), ("y", "a"), ("a", "b"), ("b", "a"), ("a", "c"),
                           ("c", "e")]), runs)
    assert [found.visits[step] for step in "abe"] == pytest.approx([2, 2, 1])
    assert mean_of(found) == pytest.approx(40 + 5 + 7 + 3)


@HOW
def test_an_answer_beside_a_loop_that_a_decision_draws_is_still_one(sketch: Sketch, runs: int | None) -> None:
    """The decision after the conversation sends half of them back to ask again: that is a new question."""
    found = walked(sketch({"s": {"kind": "start"}, "a": {"work": "PT5M"}, "b": AGENT,
                           "d": {"lane": "back", "kind": "decision", "work": "PT1M"}, "e": END},
                          [("s", "a"), ("a", "b"), ("b", "a"), ("a", "d"), ("d", "a", {"probability": 0.5}),
                           ("d", "e", {"probability": 0.5})]), runs)
    expected = {"s": 1, "a": 2, "b": 2, "d": 2, "e": 1}
    # Rounds are geometric: their deviation is √2.
    room = {} if runs is None else {"abs": 4.5 * (2 / runs)**0.5}
    assert found.visits == pytest.approx(expected, **room)
    assert mean_of(found) == pytest.approx(2 * 13, **({"abs": 13 * 4.5 * (2 / runs)**0.5} if runs else {}))


@HOW
def test_what_a_decision_sends_back_begins_anew(sketch: Sketch, runs: int | None) -> None:
    """Whoever must pass a decision before it comes back is not answered, but begins another round."""
    found = walked(sketch({"s": {"kind": "start"}, "a": {"work": "PT5M"},
                           "b": {"lane": "front", "kind": "decision", "work": "PT7M"}, "e": END},
                          [("s", "a"), ("a", "b"), ("b", "a", {"probability": 1}), ("b", "e", {"probability": 0})]),
                   runs)
    assert shares(found) == {"blocked": 1.0}


@HOW
def test_an_answer_that_is_all_the_asker_waited_for_ends_there(sketch: Sketch, runs: int | None) -> None:
    """a has no way but its question: when the answer has come, the drawing ends without an outcome."""
    found = walked(sketch({"a": START, "b": AGENT}, [("a", "b"), ("b", "a")]), runs)
    assert found.visits == pytest.approx({"a": 1, "b": 1})
    assert shares(found) == {"unspecified": 1.0}
    assert mean_of(found) == pytest.approx(12)


@HOW
def test_a_question_that_is_never_asked_is_waited_for_by_nobody(sketch: Sketch, runs: int | None) -> None:
    """`max_times: 0` closes a flow, and an answer of a step that nothing leads to."""
    found = walked(sketch({"a": START, "b": AGENT, "c": LAST, "e": END},
                          [("a", "b", {"max_times": 0}), ("b", "a"), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == {"a": 1, "b": 0, "c": 1, "e": 1}
    assert mean_of(found) == pytest.approx(8)


@HOW
def test_a_flow_that_is_never_taken_holds_up_no_join(sketch: Sketch, runs: int | None) -> None:
    found = walked(sketch({"a": START, "b": {"wait": "P9D"}, "c": LAST, "e": END},
                          [("a", "b", {"max_times": 0}), ("b", "c"), ("a", "c"), ("c", "e"),
                           ("c", "a", {"max_times": 0})]), runs)
    assert found.visits == {"a": 1, "b": 0, "c": 1, "e": 1}
    assert mean_of(found) == pytest.approx(8)


@HOW
def test_an_answer_that_fails_to_come_is_not_waited_for(sketch: Sketch, runs: int | None) -> None:
    """The answerer fails and its fallback leads elsewhere: a never goes on."""
    found = walked(sketch({"a": START, "b": {**AGENT, "fails": 1, "fallback": "n"}, "c": LAST, "e": END,
                           "n": {"kind": "outcome", "outcome": "refused"}},
                          [("a", "b"), ("b", "a"), ("a", "c"), ("c", "e")]), runs)
    assert found.visits == {"a": 1, "b": 1, "c": 0, "e": 0, "n": 1}
    assert shares(found) == {"refused": 1.0}


@HOW
def test_who_comes_first_asks_where_neither_dominates(sketch: Sketch, runs: int | None) -> None:
    """Two starts, one arrow each way between a and b: a comes first in reading order, so a asks and b answers."""
    found = walked(sketch({"s": {"kind": "start"}, "t": {"kind": "start"}, "a": {"work": "PT5M"}, "b": AGENT,
                           "e": END},
                          [("s", "a"), ("t", "b"), ("a", "b"), ("b", "a"), ("a", "e")]), runs)
    assert (found.visits["b"], found.visits["e"]) == pytest.approx((1, 1))
    assert shares(found) == {"granted": 1.0}
