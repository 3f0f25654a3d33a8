"""The verdict on a journey: two sentences at most, and nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import Elapsed, Figure, JourneyMeasures
from visavis.blueprint.analysis.measures.journey_verdict import journey_verdict
from visavis.blueprint.analysis.measures.measure import measure
from visavis.blueprint.language import translator
from visavis.blueprint.language.apportionment import apportion, simple_fraction

END = {"kind": "outcome", "outcome": "granted"}
GONE = {"kind": "outcome", "outcome": "abandoned"}


def journey(sketch: Sketch, leaving: float = 0.25, end: dict[str, Any] | None = None) -> JourneyMeasures:
    """Some give up after ten minutes; the others wait for 82 days."""
    found = measure(sketch(
        {"a": {"kind": "start", "work": "PT10M", "split": "one"}, "x": GONE, "w": {"kind": "wait", "wait": "P82D"},
         "d": {"lane": "front", "work": "PT30M"}, "e": end or END},
        [("a", "x", {"probability": leaving}), ("a", "w", {"probability": 1 - leaving}), ("w", "d"), ("d", "e")]))
    assert found is not None
    return found


def told(measured: JourneyMeasures | None, language: str = "fr") -> list[str]:
    return [translator(language)(sentence) for sentence in journey_verdict(measured)]


def with_times(measured: JourneyMeasures, elapsed: Figure, wait: Figure | None = None) -> JourneyMeasures:
    assert measured.decided is not None
    citizen = replace(measured.decided.citizen, wait_minutes=wait or measured.decided.citizen.wait_minutes)
    return replace(measured, decided=replace(measured.decided, elapsed=Elapsed(elapsed), citizen=citizen))


def test_it_says_how_long_what_of_and_who_gets_no_answer(sketch: Sketch) -> None:
    assert told(journey(sketch)) == ["82\u00a0jours, presque tout en attente.",
                                     "1 personne sur 4 n’obtient pas de réponse."]
    assert told(journey(sketch), "en") == ["82\u00a0days, almost all of it waiting.",
                                           "1 person in 4 gets no answer."]


def test_without_an_elapsed_time_the_first_sentence_is_left_out(sketch: Sketch) -> None:
    assert told(with_times(journey(sketch), Figure(None))) == ["1 personne sur 4 n’obtient pas de réponse."]
    assert told(None) == []


def test_a_lower_bound_says_at_least_and_not_what_it_is_made_of(sketch: Sketch) -> None:
    assert told(with_times(journey(sketch), Figure(82 * 1440.0, at_least=True)))[0] == "Au moins 82\u00a0jours."


def test_waiting_is_told_by_its_time_unless_it_is_nearly_all(sketch: Sketch) -> None:
    measured = with_times(journey(sketch), Figure(100.0), Figure(60.0))
    assert told(measured)[0] == "1\u00a0heure\u00a040\u00a0minutes, dont 1\u00a0heure d’attente."
    # Where agents work all the while, that the citizen waits is not all there is to say of a time.
    busy = with_times(journey(sketch), Figure(300.0), Figure(300.0))
    assert told(busy)[0] == "5\u00a0heures du début à la fin."
    unknown = with_times(journey(sketch), Figure(100.0), Figure(None))
    assert told(unknown)[0] == "1\u00a0heure\u00a040\u00a0minutes du début à la fin."


def test_where_no_one_says_how_it_ends_the_second_sentence_is_left_out(sketch: Sketch) -> None:
    # Then the time is that of all who start: three quarters of them wait for 82 days.
    assert told(journey(sketch, end={"kind": "outcome", "outcome": "unspecified"})) == [
        "62\u00a0jours jusqu’au bout du dessin."]
    some = {**journey(sketch).outcomes, "unspecified": Figure(0.1)}
    assert len(told(replace(journey(sketch), outcomes=some))) == 1
    assert len(told(replace(journey(sketch), completion=Figure(None)))) == 1
    assert len(told(replace(journey(sketch), completion=Figure(0.5, at_least=True)))) == 1


@pytest.mark.parametrize(("share", "fraction"), [
    (0.02, None), (0.0249, None), (0.025, (1, 20)), (0.05, (1, 20)), (0.1, (1, 10)), (0.2, (1, 5)), (0.2548, (1, 4)),
    (0.3, (1, 3)), (0.34, (1, 3)), (0.4, (2, 5)), (0.5, (1, 2)), (0.56, (6, 10)), (0.7, (7, 10)), (0.92, (9, 10))])
def test_shares_are_told_as_the_fractions_that_people_say(share: float, fraction: tuple[int, int] | None) -> None:
    assert simple_fraction(share) == fraction


def test_everybody_and_almost_everybody_are_words(sketch: Sketch) -> None:
    assert told(replace(journey(sketch), completion=Figure(0.01)))[1:] == ["Presque personne n’obtient de réponse."]
    assert told(replace(journey(sketch), completion=Figure(0.0)))[1:] == ["Personne n’obtient de réponse."]
    assert told(replace(journey(sketch), completion=Figure(0.4)))[1:] == [
        "6 personnes sur 10 n’obtiennent pas de réponse."]
    assert told(replace(journey(sketch), completion=Figure(0.98)))[1:] == []


@pytest.mark.parametrize(("weights", "whole", "parts"), [
    ([0.045, 8.396, 43.841, 10.45, 34.979], 98, (0, 8, 44, 11, 35)), ([1, 1, 1], 20, (7, 7, 6)), ([0, 0], 5, (0, 0)),
    ([], 5, ()), ([float("nan"), 2.0], 3, (0, 3)), ([1.0, 2.0], 0, (0, 0))])
def test_parts_in_whole_numbers_add_up_to_the_whole(weights: list[float], whole: int, parts: tuple[int, ...]) -> None:
    assert apportion(weights, whole) == parts
