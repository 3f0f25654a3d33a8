"""A path as its persona lives it: own work and others', trips, what is handed over, and where it stops."""

from __future__ import annotations

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis.paths.likeliest_path import find_likeliest_path
from visavis.blueprint.analysis.paths.persona_day import PersonaDay, persona_day
from visavis.blueprint.model import BlueprintDocument

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
ANN = {"id": "ann", "name": "Ann", "channels": ["counter"]}


def day_of(document: BlueprintDocument) -> PersonaDay:
    ann = document.persona_by_id["ann"]
    path = find_likeliest_path(document, ann)
    assert path is not None
    return persona_day(document, path, ann)


def test_only_the_citizens_side_is_lived_and_waits_reach_to_its_next_step(sketch: Sketch) -> None:
    made = day_of(sketch({"a": {**START, "work": "PT10M"}, "b": {"lane": "front", "work": "PT5M", "wait": "P2D"},
                          "c": {"work": "PT20M"}, "e": END}, [("a", "b"), ("b", "c"), ("c", "e")], personas=[ANN]))
    assert [each.beat.step.id for each in made.steps] == ["a", "c", "e"]
    assert made.own_work.value == 30
    assert made.steps[0].waits == pytest.approx(5 + 2 * 1440)


@pytest.mark.parametrize(("places", "trips"), [
    (["home", "counter", "elsewhere", "home", "counter"], 2), (["elsewhere", "elsewhere"], 1),
    (["home", "online"], 0), ([None, None], None)])
def test_trips_are_the_times_one_leaves_home(sketch: Sketch, places: list[str | None], trips: int | None) -> None:
    names = [f"s{number}" for number in range(len(places))]
    steps = {name: {"place": place} if place else {} for name, place in zip(names, places, strict=True)}
    flows = list(zip(names, [*names[1:], "e"], strict=True))
    assert day_of(sketch({**steps, "e": END}, flows, personas=[ANN])).trips == trips


def test_a_step_without_a_time_makes_a_lower_bound_and_none_is_unknown(sketch: Sketch) -> None:
    flows = [("a", "c"), ("c", "e")]
    partly = day_of(sketch({"a": {"work": "PT10M"}, "c": {}, "e": END}, flows, personas=[ANN]))
    assert (partly.own_work.value, partly.own_work.at_least) == (10, True)
    assert day_of(sketch({"a": {}, "c": {}, "e": END}, flows, personas=[ANN])).own_work.value is None


def test_what_is_handed_over_is_told_once(sketch: Sketch) -> None:
    says = {"kind": "interaction", "label": "Here", "carries": ["id"]}
    made = day_of(sketch({"a": START, "b": {"lane": "front"}, "c": {}, "d": {"lane": "front"}, "e": END},
                         [("a", "b", says), ("b", "c"), ("c", "d", says), ("d", "e")], personas=[ANN],
                         items=[{"id": "id", "name": "Identity card"}]))
    assert made.items == ("Identity card",)


def test_the_step_whose_channel_is_closed_to_them_is_where_they_stop(sketch: Sketch) -> None:
    made = day_of(sketch({"a": START, "b": {"lane": "front", "channel": "phone"}, "e": END},
                         [("a", "b"), ("b", "e")], personas=[ANN]))
    assert made.stopped_at is not None
    assert made.stopped_at.step.id == "b"
