"""Money and scale: what a case costs, what a year comes to, and what more minutes do (Shostack's table)."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import effort
from tests.json_schema import Draft202012Validator
from visavis.blueprint.analysis import Scale, measure_all, scale
from visavis.blueprint.analysis.economics.costs import JourneyCost, costs
from visavis.blueprint.analysis.economics.scale import Range
from visavis.blueprint.analysis.economics.scale_words import (
    case_words,
    cost_words,
    extra_words,
    gap_words,
    is_worth_showing,
    year_words,
)
from visavis.blueprint.analysis.reports.analysis_json import measures_schema
from visavis.blueprint.analysis.reports.scale_json import scale_json, scale_schema
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.storage import load
from visavis.blueprint.storage.organisation import Organisation, ServiceSettings

END = {"kind": "outcome", "outcome": "granted"}
SHINE = {"standard_time": "PT2M", "tolerated_time": "PT5M", "price": 0.5, "fixed_cost": 0.12, "currency": "USD"}


def exact(value: float) -> Any:
    return pytest.approx(value, abs=1e-12)


def shoeshine(sketch: Sketch, error: float = 0.0) -> BlueprintDocument:
    """Shostack's corner shoeshine; time costs $.10 a minute, wax and the rest $.12."""
    actors = [{"id": "clerk", "name": "Shiner", "side": "agent", "hourly_cost": 6}]
    return sketch({
        "brush": {"lane": "front", "work": "PT30S"}, "polish": {"lane": "front", "kind": "decision", "work": "PT30S"},
        "clean": {"lane": "front", "work": "PT45S"}, "buff": {"lane": "front", "work": "PT45S"},
        "pay": {"lane": "front", "work": "PT15S", **END},
    }, [("brush", "polish"), ("polish", "clean", {"probability": error}), ("polish", "buff", {"probability": 1 - error}),
        ("clean", "polish"), ("buff", "pay")], actors=[*actors, {"id": "firm", "name": "Firm", "side": "partner"}],
        service=SHINE)


def found(document: BlueprintDocument, **options: Any) -> Scale:
    return scale(document, measure_all(document), **options)


def everybody(document: BlueprintDocument, **options: Any) -> JourneyCost:
    cost = costs(document, measure_all(document), **options).everybody
    assert cost is not None
    return cost


def test_the_shoeshine_earns_what_shostack_says(sketch: Sketch) -> None:
    table = found(shoeshine(sketch)).extra
    assert table is not None
    assert [row.total_minutes for row in table.rows[:3]] == [exact(2), exact(3), exact(4)]
    assert [row.profit for row in table.rows[:3]] == [exact(0.18), exact(0.08), exact(-0.02)]
    assert [row.cost for row in table.rows[:3]] == [exact(0.32), exact(0.42), exact(0.52)]
    assert table.minute == exact(0.1)
    assert (table.break_even, table.break_even_total) == (exact(1.8), exact(3.8))
    assert [(limit.name, limit.minutes, limit.extra) for limit in table.limits] == [
        ("standard_time", 2, exact(0)), ("tolerated_time", 5, exact(3))]
    assert len(table.rows) == 4


@pytest.mark.parametrize("error", [0.0, 0.1, 0.4])
def test_break_even_is_at_the_same_time_however_often_the_wax_is_wrong(sketch: Sketch, error: float) -> None:
    document = shoeshine(sketch, error)
    cost, table = everybody(document), found(document).extra
    minutes = 2 + 1.25 * error / (1 - error)
    assert cost.amount == exact(0.12 + 0.1 * minutes)
    assert cost.profit == exact(0.38 - 0.1 * minutes)
    assert table is not None
    assert table.break_even_total == exact(3.8)


def test_one_wax_error_leaves_five_and_a_half_cents(sketch: Sketch) -> None:
    """195 seconds: the clean shoes and the second polish are 75 seconds of extra work."""
    works = {"brush": 30, "polish": 30, "clean": 45, "again": 30, "buff": 45, "pay": 15}
    steps = {name: {"lane": "front", "work": f"PT{seconds}S"} for name, seconds in works.items()}
    document = sketch(steps, list(pairwise(works)), service=SHINE,
                      actors=[{"id": "clerk", "name": "Shiner", "side": "agent", "hourly_cost": 6},
                              {"id": "firm", "name": "Firm", "side": "partner"}])
    cost = everybody(document)
    assert cost.side(Side.AGENT).minutes * 60 == exact(195)
    assert cost.profit == exact(0.055)
    english = translator("en")
    assert [english(told) for told in case_words(cost)] == [
        "A case costs $0.445, $0.12 of it fixed.", "Out of a price of $0.50, $0.055 is left."]


def test_costs_agree_with_the_measures_of_every_example(examples: list[Path]) -> None:
    for path in examples:
        document = load(path).document
        measured = measure_all(document)
        if measured.everybody is None:
            continue
        told = costs(document, measured)
        pairs = [(told.everybody, measured.everybody), *zip(told.personas, measured.personas, strict=True)]
        for cost, journey in pairs:
            assert cost is not None
            assert journey is not None
            assert cost.side(Side.AGENT).minutes == pytest.approx(effort(journey, "agent"), rel=1e-9)
            assert cost.side(Side.CITIZEN).minutes == pytest.approx(effort(journey, "citizen"), rel=1e-9)
            assert len(cost.side(Side.AGENT).untimed) >= journey.started.agent.untimed
            if journey.started.agent.cost.value is None:
                assert cost.side(Side.AGENT).amount is None
            else:
                assert cost.side(Side.AGENT).amount == pytest.approx(journey.started.agent.cost.value, rel=1e-9)


def test_what_is_unknown_makes_a_cost_an_at_least(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start"}, "b": {"lane": "front", "work": "PT30M"}, "c": {"lane": "front"},
                       "d": {"lane": "back", "work": "PT10M"}, "end": END},
                      [("a", "b"), ("b", "c"), ("c", "d"), ("d", "end")], service={"currency": "EUR", "price": 20})
    cost = everybody(document)
    agent = cost.side(Side.AGENT)
    assert (agent.minutes, agent.priced_minutes, agent.amount) == (40, 30, 15)
    assert (agent.untimed, agent.unpriced) == (("c",), ("d",))
    assert agent.is_least
    assert cost.is_least
    english = translator("en")
    assert english.write(cost_words(agent, "EUR")) == "at least €15.00"
    assert [english(gap) for gap in gap_words(agent)] == ["1 step without a time", "1 step without an hourly cost"]
    assert [english(told) for told in case_words(cost)] == [
        "A case costs at least €15.00.", "Out of a price of €20.00, at most €5.00 is left."]


def test_without_any_tariff_nothing_is_free(sketch: Sketch) -> None:
    document = sketch({"a": {"lane": "back", "work": "PT10M"}, "end": END}, [("a", "end")], service={"price": 0})
    cost = everybody(document)
    assert (cost.amount, cost.profit) == (None, None)
    assert found(document).extra is None
    english = translator("en")
    no_currency: Any = None
    assert english.write(cost_words(cost.side(Side.AGENT), no_currency)) == "unknown: nobody there has an hourly cost"
    assert case_words(cost) == ()
    assert [english(told) for told in extra_words(None, None)] == [
        "The cost of a minute is not known: give the agents an hourly cost."]


def test_citizens_time_has_a_price_only_when_somebody_asks(sketch: Sketch) -> None:
    lanes = [{"id": "citizen", "name": "C", "kind": "citizen", "actor": "user"}]
    document = sketch({"a": {"work": "PT30M"}, "end": END}, [("a", "end")], lanes=lanes,
                      actors=[{"id": "user", "name": "User", "side": "citizen", "hourly_cost": 20}])
    assert everybody(document).side(Side.CITIZEN).amount is None
    asked = everybody(document, citizens_in_money=True)
    assert asked.side(Side.CITIZEN).amount == 10
    # It is never what the service pays.
    assert asked.amount is None


def test_partners_and_machines_count_as_far_as_they_have_a_tariff(sketch: Sketch) -> None:
    actors = [{"id": "clerk", "name": "Clerk", "side": "agent", "hourly_cost": 30},
              {"id": "firm", "name": "Firm", "side": "partner"},
              {"id": "mill", "name": "Mill", "side": "system", "hourly_cost": 6}]
    lanes = [{"id": "citizen", "name": "C", "kind": "citizen"},
             {"id": "front", "name": "F", "kind": "frontstage", "actor": "clerk"},
             {"id": "partner", "name": "P", "kind": "support", "actor": "firm"},
             {"id": "mill", "name": "M", "kind": "support", "actor": "mill"}]
    document = sketch({"a": {"lane": "front", "work": "PT10M"}, "b": {"lane": "partner", "work": "PT20M"},
                       "c": {"lane": "mill", "work": "PT30M"}, "end": END}, [("a", "b"), ("b", "c"), ("c", "end")],
                      actors=actors, lanes=lanes)
    cost = everybody(document)
    assert cost.amount == exact(5 + 3)
    assert cost.side(Side.PARTNER).unpriced == ("b",)
    assert not cost.is_least
    assert [side for side in Side if is_worth_showing(cost.side(side))] == list(Side)


def test_a_blocked_persona_costs_nothing_there(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start"}, "b": {"lane": "front", "channel": "web", "work": "PT60M"}, "end": END},
                      [("a", "b"), ("b", "end")],
                      personas=[{"id": "web", "name": "W", "weight": 3, "channels": ["web"]},
                                {"id": "none", "name": "N", "weight": 1, "channels": ["phone"]}])
    told = costs(document, measure_all(document))
    assert [cost.side(Side.AGENT).amount for cost in told.personas] == [30, None]
    assert told.everybody is not None
    assert told.everybody.side(Side.AGENT).amount == exact(22.5)


def yearly(sketch: Sketch, **service: Any) -> BlueprintDocument:
    return sketch({"a": {"kind": "start", "work": "PT30M"},
                   "b": {"lane": "front", "work": {"min": "PT10M", "mode": "PT20M", "max": "PT60M"}},
                   "end": {**END, "lane": "front", "work": "PT5M"}}, [("a", "b"), ("b", "end")], service=service)


def test_a_year_of_cases(sketch: Sketch) -> None:
    year = found(yearly(sketch, cases_per_year=1200)).year
    assert year is not None
    assert year.citizen.hours == Range(600, 600, 600)
    # PERT: (10 + 4·20 + 60) / 6 = 25 minutes
    assert year.agent.hours == Range(exact(600), exact(300), exact(1300))
    assert (year.citizen.estimated, year.agent.estimated) == (0, 1)
    assert year.posts is not None
    assert (year.posts.mean, year.posts.most) == (exact(600 / 1607), exact(1300 / 1607))
    assert year.amount == exact(1200 * 15)


def test_a_year_of_everybody_counts_each_estimate_once(sketch: Sketch) -> None:
    """Ann and Bob come by the estimated step; Cy cannot, and knows of no estimate."""
    people = [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}, {"id": "cy", "name": "Cy"}]
    document = sketch({"a": {"kind": "start", "work": "PT30M"},
                       "b": {"work": {"min": "PT10M", "mode": "PT20M", "max": "PT60M"}}, "end": END},
                      [("a", "b", {"not_for": ["cy"]}), ("a", "end", {"only_for": ["cy"]}), ("b", "end")],
                      personas=people, service={"cases_per_year": 1200})
    year = found(document).year
    assert year is not None
    assert year.citizen.estimated == 1


def test_posts_follow_the_organisations_hours(sketch: Sketch) -> None:
    organisation = Organisation(service=ServiceSettings(working_hours_per_year=1500))
    document = yearly(sketch, cases_per_year=1200)
    year = found(document, organisation=organisation).year
    assert year is not None
    assert year.posts is not None
    assert year.posts.mean == exact(0.4)
    with pytest.raises(ValidationError):
        ServiceSettings(working_hours_per_year=0)


def test_a_year_in_words(sketch: Sketch) -> None:
    english = translator("en")
    told = [english(text) for text in year_words(found(yearly(sketch, cases_per_year=1200, currency="EUR")), "EUR")]
    assert told == [
        "1,200 cases a year take citizens 600 hours.",
        "They take agents 600 hours, that is 0.37 FTE of 1,607 hours.",
        "They cost the service €18,000.",
        "Agents: 300 to 1,300 hours, going by the three-point estimate of 1 step.",
        "Citizens: no step has a three-point estimate, so nobody can tell how reliable the hours are."]
    assert found(yearly(sketch)).year is None
    assert "The number of cases" in english(year_words(found(yearly(sketch)), None)[0])


def test_personas_years_add_up(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start", "channel": "web", "work": "PT30M"}, "end": END}, [("a", "end")],
                      personas=[{"id": "w", "name": "W", "weight": 3, "channels": ["web"]},
                                {"id": "n", "name": "N", "weight": 1, "channels": ["phone"]}],
                      service={"cases_per_year": 400})
    told = found(document)
    assert [(year.cases, year.citizen.hours.mean) for year in told.personas] == [(300, 150), (100, 0)]
    assert told.year is not None
    assert (told.year.cases, told.year.citizen.hours.mean) == (400, exact(150))


def test_one_persona_alone_is_counted_too(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start", "work": "PT30M"}, "end": END}, [("a", "end")],
                      personas=[{"id": "w", "name": "W", "weight": 3}, {"id": "n", "name": "N"}],
                      service={"cases_per_year": 400})
    both = measure_all(document)
    told = scale(document, replace(both, everybody=None, personas=both.personas[1:]))
    assert (told.year, told.costs.everybody) == (None, None)
    assert [(year.persona, year.cases, year.citizen.hours.mean) for year in told.personas] == [("n", 100, 50)]
    assert [cost.persona for cost in told.costs.personas] == ["n"]


def test_hours_without_some_times_are_at_least(sketch: Sketch) -> None:
    document = sketch({"a": {"kind": "start"}, "b": {}, "c": {"work": "PT30M"}, "end": END},
                      [("a", "b"), ("b", "c"), ("c", "end")], service={"cases_per_year": 2})
    told = found(document)
    assert told.year is not None
    assert told.year.citizen.untimed == ("b",)
    assert translator("en")(year_words(told, None)[0]) == "2 cases a year take citizens at least 1 hours."


@pytest.mark.parametrize(("work", "extras"), [
    ("PT10M", [0, 1, 2, 3]), ("PT45M", [0, 5, 10, 15]), ("PT6H", [0, 15, 30, 45]), ("P9D", [0, 60, 120, 180])])
def test_rows_are_as_far_apart_as_the_work_is_long(sketch: Sketch, work: str, extras: list[int]) -> None:
    table = found(sketch({"a": {"lane": "front", "work": work}, "end": END}, [("a", "end")])).extra
    assert table is not None
    assert [row.extra for row in table.rows] == extras
    assert all(row.profit is None for row in table.rows)
    assert (table.break_even, table.limits) == (None, ())


def test_the_limits_are_told_from_the_mean(sketch: Sketch) -> None:
    document = sketch({"a": {"lane": "front", "work": "PT10M"}, "end": {**END, "wait": "P2D"}}, [("a", "end")],
                      service={"price": 1, "standard_time": "P1D", "legal_deadline": "P3D"})
    told = [translator("en")(text) for text in extra_words(found(document).extra, None)]
    assert told == ["Each extra minute of agents’ work costs 0.5 a case.", "Each case already costs more than its price.",
                    "Standard time 24 h: the mean is 24 h 10 beyond it.".replace(" h", "\u00a0h").replace("h 1", "h\u00a01")]
    # The legal deadline is counted by the legal clock, and no matter of the whole journey's mean.


def test_no_journey_has_no_cost(sketch: Sketch) -> None:
    told = found(sketch({}, []))
    assert (told.costs.everybody, told.year, told.extra) == (None, None, None)


@pytest.mark.parametrize("make", [shoeshine, lambda sketch: yearly(sketch, cases_per_year=10, currency="EUR"),
                                  lambda sketch: sketch({}, [])])
def test_json_is_as_the_schema_says(sketch: Sketch, make: Any) -> None:
    told = json.loads(json.dumps(scale_json(found(make(sketch))), allow_nan=False))
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **scale_schema()}
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told)
    assert measures_schema()["properties"]["scale"] == scale_schema()
    assert set(told) == set(schema["required"])


def test_what_rests_on_agents_without_a_time_is_at_least(sketch: Sketch) -> None:
    """Hours, posts, costs and times of the whole; profits and what is left until a limit are at most."""
    timed = {"a": {"lane": "front", "work": "PT10M"}, "b": {"lane": "front"}, "end": {**END, "wait": "P2D"}}
    document = sketch(timed, [("a", "b"), ("b", "end")], service={
        "cases_per_year": 12_000, "price": 20, "standard_time": "P1D", "tolerated_time": "P4D"})
    told = found(document)
    english = translator("en")
    year = [english(text).replace("\u00a0", " ") for text in year_words(told, None)]
    assert "At any time at least 66 cases are under way." in year
    assert any("at least 1.2 FTE" in text for text in year)
    assert [english(text).replace("\u00a0", " ") for text in extra_words(told.extra, None)][1:] == [
        "After at most 30 min more, nothing is left.",
        "Standard time 24 h: the mean is at least 24 h 10 beyond it.", "Tolerated time 4 d: at most 47 h 50 left on average."]
    whole = found(document.replace(steps=[one if one.id != "b" else one.model_copy(update={"work": "PT0M"})
                                          for one in document.steps]))
    assert not any("at least" in english(text) for text in (*year_words(whole, None), *extra_words(whole.extra, None)))
