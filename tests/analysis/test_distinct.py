"""The distinct ways of a journey: their shares, their steps, their ends; and that the search always comes to an end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort, mean_of, value
from tests.profiles import each_example
from visavis.blueprint.analysis import Cancelled, DistinctJourneys, distinct_journeys, journey, measure_all
from visavis.blueprint.analysis.paths.distinct_journeys import Rounds, merge_journeys
from visavis.blueprint.model import BlueprintDocument, Outcome
from visavis.blueprint.storage import load

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
NO = {"kind": "outcome", "outcome": "refused"}
CHOICE = {"kind": "decision"}
PEOPLE = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]},
          {"id": "bob", "name": "Bob", "weight": 1, "channels": []}]


def walked(document: BlueprintDocument, persona: str | None = None, **limits: Any) -> DistinctJourneys:
    chosen = document.persona_by_id[persona] if persona else None
    return distinct_journeys(document, journey(document, chosen), **limits)


def shares(found: DistinctJourneys) -> list[float]:
    return [one.share for one in found.journeys]


def test_a_choice_makes_two_journeys_likeliest_first(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "work": "PT5M", "wait": "P2D"}, "d": CHOICE,
                       "b": {"lane": "front", "work": "PT7M"}, "e": END, "n": NO},
                      [("a", "d"), ("d", "b", {"probability": 0.2}), ("d", "n"), ("b", "e")])
    found = walked(document)
    refused, granted = found.journeys
    assert shares(found) == pytest.approx([0.8, 0.2])
    assert found.rest == 0.0
    assert (refused.steps, refused.outcome) == (("a", "d", "n"), Outcome.REFUSED)
    assert (granted.steps, granted.outcome) == (("a", "d", "b", "e"), Outcome.GRANTED)
    assert (granted.citizen_minutes, granted.agent_minutes) == (5.0, 7.0)
    assert granted.elapsed_minutes == pytest.approx(5 + 2880 + 7)
    assert [visit.targets for visit in granted.visits] == [("d",), ("b",), ("e",), ()]


def test_branches_beside_each_other_are_one_journey_in_the_order_of_time(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT20M"}, "c": {"lane": "back", "work": "PT30M"},
                       "b2": {"work": "PT1M"}, "d": {"work": "PT1M"}, "e": END},
                      [("a", "b"), ("a", "c"), ("b", "b2"), ("b2", "d"), ("c", "d"), ("d", "e")])
    only, = walked(document).journeys
    assert only.share == 1.0
    assert only.steps == ("a", "b", "c", "b2", "d", "e")
    assert only.elapsed_minutes == pytest.approx(31)
    begun = {visit.step: (visit.begins, visit.ends) for visit in only.visits}
    assert begun["d"] == pytest.approx((30, 31))
    assert (only.citizen_minutes, only.agent_minutes) == pytest.approx((22, 30))


def test_each_round_more_is_a_journey_that_says_so(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"work": "PT2M"}, "d": CHOICE, "e": END},
                      [("a", "b"), ("b", "d"), ("d", "b", {"probability": 0.5}), ("d", "e")])
    found = walked(document, most=3)
    assert shares(found) == pytest.approx([0.5, 0.25, 0.125])
    assert found.rest == pytest.approx(0.125)
    assert [one.rounds for one in found.journeys] == [(), (Rounds(("b", "d"), 1),), (Rounds(("b", "d"), 2),)]
    assert found.journeys[2].steps == ("a", "b", "d", "b", "d", "b", "d", "e")


def test_a_limited_flow_is_not_taken_once_more(sketch: Sketch) -> None:
    document = sketch({"a": START, "d": CHOICE, "e": END},
                      [("a", "d"), ("d", "d", {"probability": 0.5, "max_times": 1}), ("d", "e")])
    assert [one.steps.count("d") for one in walked(document).journeys] == [1, 2]
    assert shares(walked(document)) == pytest.approx([0.5, 0.5])


def test_two_arrows_to_one_card_are_one_way(sketch: Sketch) -> None:
    document = sketch({"a": START, "d": CHOICE, "e": END},
                      [("a", "d"), ("d", "e", {"probability": 0.3}), ("d", "e", {"probability": 0.7})])
    assert shares(walked(document)) == pytest.approx([1.0])


def test_a_failure_leads_to_its_fallback_or_blocks(sketch: Sketch) -> None:
    steps = {"a": START, "b": {"fails": 0.1, "fallback": "c", "work": "PT3M"}, "c": {"fails": 0.5}, "e": END}
    found = walked(sketch(steps, [("a", "b"), ("b", "e"), ("c", "e")]))
    assert shares(found) == pytest.approx([0.9, 0.05, 0.05])
    straight, *failed = found.journeys
    assert not any(visit.failed for visit in straight.visits)
    by_outcome = {one.outcome: one for one in failed}
    assert by_outcome[Outcome.GRANTED].steps == ("a", "b", "c", "e")
    assert by_outcome[Outcome.BLOCKED].steps == ("a", "b", "c")
    assert [visit.failed for visit in by_outcome[Outcome.BLOCKED].visits] == [False, True, True]


def test_an_unusable_channel_blocks_and_costs_nothing(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "work": "PT4M"}, "b": {"channel": "web", "work": "PT9M"}, "e": END},
                      [("a", "b"), ("b", "e")], personas=PEOPLE)
    only, = walked(document, "ann").journeys
    assert (only.outcome, only.steps, only.citizen_minutes) == (Outcome.BLOCKED, ("a", "b"), 4.0)
    assert [visit.blocked for visit in only.visits] == [False, True]
    assert only.personas == ("ann",)
    assert walked(document, "bob").journeys[0].outcome is Outcome.GRANTED


def test_the_gravest_outcome_counts_and_the_last_one_ends(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"kind": "outcome", "outcome": "abandoned"}, "c": {"work": "PT9M"},
                       "e": END, "s": {"work": "PT60M"}}, [("a", "b"), ("a", "c"), ("a", "s"), ("c", "e")])
    only, = walked(document).journeys
    assert (only.outcome, only.elapsed_minutes) == (Outcome.ABANDONED, 9.0)


def test_what_goes_round_for_ever_is_blocked_after_one_round(sketch: Sketch) -> None:
    only, = walked(sketch({"a": START, "b": {"work": "PT1M", "split": "one"}, "c": {"split": "one"}},
                          [("a", "b"), ("b", "c"), ("c", "b")])).journeys
    assert (only.outcome, only.steps, only.endless) == (Outcome.BLOCKED, ("a", "b", "c"), "b")
    assert only.share == 1.0


@pytest.mark.parametrize("flows", [
    [("b", "c"), ("b", "b"), ("c", "b"), ("c", "e")],
    [("b", "b", {"probability": 0.9999999}), ("b", "e", {"probability": 0.0000001})],
])
def test_tokens_without_an_end_are_left_to_the_rest(sketch: Sketch, flows: Any) -> None:
    kind = CHOICE if len(flows) == 2 else {}
    document = sketch({"a": START, "b": {"join": "each", "work": "PT1M", **kind}, "c": {"join": "each"}, "e": END},
                      [("a", "b"), *flows])
    found = walked(document)
    assert sum(shares(found)) + found.rest == pytest.approx(1.0, abs=1e-9)
    assert found.rest > 0.99


def test_nothing_to_walk_is_no_journey(sketch: Sketch) -> None:
    assert walked(sketch({"a": {}, "b": {}})) == DistinctJourneys((), 0.0)


def test_where_no_way_is_likely_one_is_told_all_the_same(sketch: Sketch) -> None:
    """Twelve even choices: 4,096 ways of a share of 1/4096 each."""
    steps = {"a": START, **{f"d{place}": CHOICE for place in range(12)},
             **{f"{side}{place}": {} for place in range(12) for side in "xy"}, "e": END}
    flows: list[tuple[str, str]] = [("a", "d0")]
    for place in range(12):
        onward = f"d{place + 1}" if place < 11 else "e"
        flows += [(f"d{place}", f"{side}{place}") for side in "xy"]
        flows += [(f"{side}{place}", onward) for side in "xy"]
    found = walked(sketch(steps, flows))
    assert shares(found) == pytest.approx([2**-12])
    assert found.rest == pytest.approx(1 - 2**-12)
    assert found.journeys[0].outcome is Outcome.GRANTED


@each_example("apa-a-domicile", "corner-shoeshine")
def test_the_journeys_of_the_examples_add_up_to_the_measures(path: Path) -> None:
    """With a rest of a hundred-thousandth, visits and outcomes are those of the exact solution."""
    document = load(path).document
    for persona, measured in zip(document.head.personas, measure_all(document).personas, strict=True):
        found = walked(document, persona.id, most=5_000, least=1e-8)
        total = sum(shares(found)) + found.rest
        assert total == pytest.approx(1.0, abs=1e-9)
        assert found.rest < 1e-5
        assert all(one >= other for one, other in pairwise(shares(found)))
        visits = dict.fromkeys(measured.visits, 0.0)
        outcomes = dict.fromkeys(measured.outcomes, 0.0)
        for one in found.journeys:
            outcomes[one.outcome.value] += one.share
            for step in one.steps:
                visits[step] += one.share
        assert visits == pytest.approx(measured.visits, abs=1e-3)
        assert outcomes == pytest.approx({name: value(share) for name, share in measured.outcomes.items()}, abs=1e-4)
        assert sum(one.share * one.agent_minutes for one in found.journeys) == pytest.approx(
            effort(measured, "agent"), rel=1e-3)
        assert sum(one.share * one.elapsed_minutes for one in found.journeys) == pytest.approx(
            mean_of(measured), rel=1e-2)


def test_the_population_walks_equal_ways_together(sketch: Sketch) -> None:
    document = sketch({"a": START, "d": CHOICE, "b": {"channel": "web"}, "c": {}, "e": END},
                      [("a", "d"), ("d", "b", {"probability": 0.4}), ("d", "c"), ("b", "e"), ("c", "e")],
                      personas=PEOPLE)
    each = [(name, weight, walked(document, name)) for name, weight in (("ann", 0.75), ("bob", 0.25))]
    everybody = merge_journeys(each)
    assert [(one.outcome.value, one.personas) for one in everybody.journeys] == [
        ("granted", ("ann", "bob")), ("blocked", ("ann",)), ("granted", ("bob",))]
    assert [one.share for one in everybody.journeys] == pytest.approx([0.6, 0.3, 0.1])
    assert merge_journeys(each, most=1).rest == pytest.approx(0.4)


def test_a_search_that_nobody_wants_any_more_stops(sketch: Sketch) -> None:
    steps: dict[str, dict[str, Any]] = {f"s{place}": {} for place in range(600)}
    document = sketch({"a": START, **steps, "e": END},
                      [*pairwise(["a", *steps, "e"])])
    with pytest.raises(Cancelled):
        distinct_journeys(document, journey(document), cancelled=lambda: True)


def test_two_thousand_steps_with_loops_and_choices_take_a_moment(sketch: Sketch) -> None:
    names = ["a", *(f"s{place}" for place in range(1998)), "e"]
    steps: dict[str, Any] = {name: {} for name in names}
    flows: list[tuple[Any, ...]] = []
    for place, (name, following) in enumerate(pairwise(names)):
        if place and place % 10 == 0:
            steps[name] = CHOICE
            flows.append((name, names[place - 7], {"probability": 0.05}))
        flows.append((name, following))
    steps |= {"a": START, "e": END}
    document = sketch(steps, flows)
    began = perf_counter()
    found = walked(document)
    assert perf_counter() - began < 20
    assert found.journeys
    assert sum(shares(found)) + found.rest == pytest.approx(1.0, abs=1e-9)
