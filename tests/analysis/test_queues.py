"""Queues before people: published figures of M/M/c, pools of a document, and the simulation that must meet both."""

from __future__ import annotations

from math import exp, sqrt
from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from tests.analysis.plain_figures import decided_of, effort, mean_of, minutes_of, shares
from tests.need import need
from visavis.blueprint.analysis import Cancelled, journey, measure_all, measure_journeys
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.analysis.simulation.agent_pools import (
    HOURS_PER_YEAR,
    Pool,
    Queue,
    Staff,
    cases_in_progress,
    pools,
    staff,
)
from visavis.blueprint.analysis.simulation.queueing import simulate_together
from visavis.blueprint.analysis.simulation.simulate import simulate

HOUR = 60.0
YEAR = 365.2425 * 24 * 60
START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}


def exact(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def counter(sketch: Sketch, work: Any = "PT20M", cases: float | None = 1000, people: float | None = 1,
            **head: Any) -> Any:
    """Draw one step of an agent who is one of a pool, and an outcome."""
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", **({"capacity": people} if people is not None else {})}
    return sketch({"a": {**START, "lane": "front", "work": work}, "e": END}, [("a", "e")],
                  actors=[clerk, {"id": "firm", "name": "Firm", "side": "partner"}],
                  **({"service": {"cases_per_year": cases}} if cases is not None else {}), **head)


def only(document: Any) -> Pool:
    found, = pools(document, measure_all(document))
    return found


@pytest.mark.parametrize(("servers", "use", "length", "present", "waiting", "stay"), [
    (1, 2 / 3, 4 / 3, 2, 40, 60), (2, 1 / 3, 1 / 12, 3 / 4, 2.5, 22.5)])
def test_the_emergency_room(servers: int, use: float, length: float, present: float, waiting: float,
                            stay: float) -> None:
    """Dumas et al., Fundamentals of BPM, ch. 7: two patients an hour, three treated an hour."""
    found = Queue(2, 3, servers)
    assert found.is_stable
    assert found.waiting is not None
    assert found.stay is not None
    assert (found.utilisation, found.length, found.present) == (exact(use), exact(length), exact(present))
    assert (found.waiting * HOUR, found.stay * HOUR) == (exact(waiting), exact(stay))
    # Little: what is there is what comes times how long it stays.
    assert found.present == exact(2 * found.stay)


def test_nobody_there_somebody_waiting_and_for_how_long() -> None:
    one, two = Queue(2, 3, 1), Queue(2, 3, 2)
    assert (one.empty, one.waits) == (exact(1 / 3), exact(2 / 3))
    assert (two.empty, two.waits) == (exact(1 / 2), exact(1 / 6))
    assert two.waits == exact(two.load**2 * need(two.empty) / (2 * (1 - two.utilisation)))
    assert (one.waits_longer(0), one.waits_longer(1.5)) == (exact(2 / 3), exact(2 / 3 * exp(-1.5)))
    assert two.waits_longer(0.5) == exact(exp(-2) / 6)


@pytest.mark.parametrize("arrivals", [3, 3.5, 1e9])
def test_more_work_than_people_has_no_equilibrium(arrivals: float) -> None:
    found = Queue(arrivals, 3, 1)
    assert not found.is_stable
    assert (found.empty, found.waits, found.length, found.present) == (None, None, None, None)
    assert (found.waiting, found.stay, found.waits_longer(1)) == (None, None, None)


def test_a_thousand_people_do_not_overflow() -> None:
    found = Queue(990, 1, 1000)
    assert found.waits is not None
    assert 0.5 < found.waits < 0.75
    assert found.empty == pytest.approx(0, abs=1e-300)


def test_a_pool_is_used_by_visits_times_work(sketch: Sketch) -> None:
    """1,607 hours are 4,821 cases of 20 minutes: with 2,410.5 of them the only clerk is busy half of the time."""
    found = only(counter(sketch, cases=HOURS_PER_YEAR * 3 / 2))
    assert (found.actor, found.people, found.visits, found.load_minutes) == ("clerk", 1, exact(1), exact(20))
    assert found.utilisation == exact(0.5)
    # One person, half busy: a case waits as long as it is served, 20 minutes at work; at work is 18 % of the time.
    assert found.waiting_minutes == exact(20 * YEAR / (HOURS_PER_YEAR * 60))
    assert found.is_stable


@pytest.mark.parametrize(("people", "availability", "use"), [(2, None, 0.25), (1, 0.5, 1.0), (0.5, None, 1.0),
                                                             (1.5, None, 1 / 3), (4, 0.25, 0.5)])
def test_parts_of_people_work_part_of_the_time(sketch: Sketch, people: float, availability: float | None,
                                               use: float) -> None:
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", "capacity": people}
    there = {"availability": availability} if availability else {}
    document = sketch({"a": {**START, "lane": "front", "work": "PT20M"}, "e": END}, [("a", "e")],
                      actors=[clerk | there, {"id": "firm", "name": "Firm", "side": "partner"}],
                      service={"cases_per_year": HOURS_PER_YEAR * 3 / 2})
    found = only(document)
    assert found.utilisation == exact(use)
    assert found.people == exact(people * (availability or 1))
    assert found.is_stable is (use < 1)
    assert (found.waiting_minutes is None) is (use >= 1)


@pytest.mark.parametrize(("cases", "people"), [(None, 1), (0, 1), (1000, None), (1000, 0)])
def test_without_cases_or_people_there_is_no_pool(sketch: Sketch, cases: float | None, people: float | None) -> None:
    document = counter(sketch, cases=cases, people=people)
    assert pools(document, measure_all(document)) == ()
    assert staff(document) is None
    assert measure_all(document, queues=True) == measure_all(document)


def test_whoever_cannot_use_a_step_asks_nothing_of_its_pool(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3, "channels": ["phone"]},
              {"id": "bob", "name": "Bob", "weight": 1, "channels": ["web"]}]
    document = sketch({"a": {**START, "lane": "front", "channel": "phone", "work": "PT8M"},
                       "b": {"lane": "front", "work": "PT10M", "kind": "decision"}, "e": END},
                      [("a", "b"), ("b", "b", {"probability": 0.5}), ("b", "e", {"probability": 0.5})],
                      actors=[{"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1},
                              {"id": "firm", "name": "Firm", "side": "partner", "capacity": 2}],
                      service={"cases_per_year": 100}, personas=people)
    clerk, firm = pools(document, measure_all(document))
    assert (clerk.visits, clerk.load_minutes) == (exact(0.75 * 3), exact(0.75 * 28))
    assert firm == Pool("firm", 2, 0, 0.0, 0.0, 0.0, is_stable=True)


def played(document: Any, people: Staff, runs: int, seed: int = 1) -> Any:
    found, = simulate_together([CompiledJourney(journey(document))], [1.0], people, runs, seed)
    return found


@pytest.mark.parametrize("servers", [1, 2])
def test_the_simulation_meets_the_formula(sketch: Sketch, servers: int) -> None:
    """O7 within four standard errors; cases after each other are alike, so that the error is that of batch means."""
    document = counter(sketch, {"mean": "PT20M", "distribution": "exponential"})
    found = played(document, Staff(2 / HOUR, {"a": 0}, [servers], [1.0]), 40_000)
    expected = Queue(2 / HOUR, 3 / HOUR, servers)
    batches = [sum(found.started.elapsed[first:first + 1000]) / 1000 for first in range(0, 40_000, 1000)]
    mean = sum(batches) / 40
    error = sqrt(sum((batch - mean)**2 for batch in batches) / 39 / 40)
    assert expected.stay is not None
    assert expected.waiting is not None
    assert mean == pytest.approx(expected.stay, abs=4 * error)
    assert found.queued[0] == pytest.approx(expected.waiting, abs=4 * error)
    assert error < expected.stay / 20


def test_the_pool_of_a_document_and_its_simulation_agree(sketch: Sketch) -> None:
    document = counter(sketch, {"mean": "PT20M", "distribution": "exponential"}, cases=HOURS_PER_YEAR * 4, people=2)
    people = staff(document)
    assert people is not None
    expected = only(document)
    assert expected.utilisation == exact(2 / 3)
    found = played(document, people, 30_000)
    assert found.queued[0] == pytest.approx(expected.waiting_minutes, rel=0.1)
    told = measure_all(document, runs=4000, queues=True)
    assert told.everybody is not None
    assert told.everybody.method == "simulated"
    assert mean_of(told.everybody) == pytest.approx(20 + (expected.waiting_minutes or 0.0), rel=0.25)
    assert effort(told.everybody, "agent") == exact(20)


def test_first_come_first_served_and_never_more_than_there_are(sketch: Sketch) -> None:
    """All but at once, thirty cases of ten minutes before three people: ten are over after each other."""
    document = counter(sketch, "PT10M")
    found = played(document, Staff(1e9, {"a": 0}, [3], [1.0]), 20)
    # Four cases came before those that count, so that the first of these finds no one free.
    assert [round(minutes) for minutes in found.started.elapsed] == [10 * (1 + number // 3) for number in range(4, 24)]


def test_people_are_taken_up_for_longer_than_a_case_where_they_are_not_always_there(sketch: Sketch) -> None:
    found = played(counter(sketch, "PT10M"), Staff(1e9, {"a": 0}, [1], [3.0]), 10)
    assert [round(minutes) for minutes in found.started.elapsed] == [10 + 30 * number for number in range(2, 12)]


def test_personas_share_the_queue(sketch: Sketch) -> None:
    people = [{"id": "ann", "name": "Ann", "weight": 3}, {"id": "bob", "name": "Bob", "weight": 1},
              {"id": "eve", "name": "Eve", "weight": 0}]
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1}
    document = sketch({"a": {**START, "split": "one"}, "b": {"lane": "front", "work": "PT30M"}, "e": END},
                      [("a", "b", {"not_for": ["eve"]}), ("a", "e", {"only_for": ["eve"]}), ("b", "e")],
                      actors=[clerk, {"id": "firm", "name": "Firm", "side": "partner"}], personas=people,
                      service={"cases_per_year": HOURS_PER_YEAR})
    found = measure_journeys(document, runs=4000, queues=True)
    ann, bob, eve = found.measures.personas
    assert (ann.runs, bob.runs, eve.runs) == (4000, 4000, 4000)
    room = 4 * sqrt(4000 * 3 / 16)
    assert [len(walk.result.started.distribution) for walk in found.journeys] == [
        pytest.approx(3000, abs=room), pytest.approx(1000, abs=room), 4000]
    # Deterministic service, half used: a case waits half as long as with exponential service.
    expected = 0.5 * 30 * YEAR / (HOURS_PER_YEAR * 60)
    for told in (ann, bob):
        assert mean_of(told) == pytest.approx(30 + expected, rel=0.25)
    assert mean_of(eve) == 0
    assert found.measures == measure_journeys(document, runs=4000, queues=True).measures


def test_nobody_waits_for_a_cancelled_simulation(sketch: Sketch) -> None:
    with pytest.raises(Cancelled):
        measure_journeys(counter(sketch), runs=100_000, queues=True, cancelled=lambda: True)


def test_a_queue_that_grows_for_ever_has_no_mean(sketch: Sketch) -> None:
    """The longer it is played, the longer it gets: how long it was then says nothing of cases."""
    document = counter(sketch, cases=HOURS_PER_YEAR * 30)
    assert only(document).waiting_minutes is None
    people = staff(document)
    assert people is not None
    few, many = (played(document, people, runs).started.elapsed for runs in (200, 2000))
    assert sum(many) / 2000 > 5 * sum(few) / 200
    told = measure_journeys(document, runs=200, queues=True)
    found = told.measures.everybody
    assert found is not None
    for cases in (found.started, decided_of(found)):
        assert set(minutes_of(cases.elapsed)) == {None}
        assert cases.citizen.wait_minutes.value is None
    assert told.journeys[0].longer_than(60).value is None
    # What each case takes of the agents is as certain as ever, and so is how it ends.
    assert effort(found, "agent") == exact(20)
    assert shares(found) == {"granted": 1.0}


def test_a_queue_that_grows_for_ever_is_no_matter_of_those_who_pass_it_by(sketch: Sketch) -> None:
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1}
    document = sketch({"a": {**START, "split": "one"}, "b": {"lane": "front", "work": "PT30M"},
                       "c": {"work": "PT9M"}, "e": END},
                      [("a", "b", {"only_for": ["ann"]}), ("a", "c", {"only_for": ["bob"]}), ("b", "e"), ("c", "e")],
                      actors=[clerk, {"id": "firm", "name": "Firm", "side": "partner"}],
                      personas=[{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
                      service={"cases_per_year": HOURS_PER_YEAR * 30})
    found = measure_all(document, runs=400, queues=True)
    ann, bob = found.personas
    assert ann.started.elapsed.mean_minutes.value is None
    assert mean_of(bob) == exact(9)
    assert found.everybody is not None
    assert found.everybody.started.elapsed.mean_minutes.value is None


def rough(sketch: Sketch) -> Any:
    """Draw a journey whose times are fixed and whose turns are few: its law is found by any player."""
    return sketch({"a": {**START, "work": "PT5M"}, "b": {"work": "PT4M", "fails": 0.2, "fallback": "d"},
                   "c": {"work": "PT9M", "kind": "decision"}, "d": {"work": "PT3M", "join": "each"},
                   "j": {"work": "PT1M"}, "e": END},
                  [("a", "b"), ("a", "c"), ("b", "j"), ("c", "c", {"probability": 0.5, "max_times": 2}),
                   ("c", "d", {"probability": 0.5}), ("d", "j"), ("j", "e")])


def test_without_pools_both_players_play_the_same_game(sketch: Sketch) -> None:
    document = rough(sketch)
    alone = simulate(CompiledJourney(journey(document)), 20_000)
    shared = played(document, Staff(1.0, {}, [], []), 5000)
    assert set(map(round, alone.started.elapsed)) == set(map(round, shared.started.elapsed))
    for minutes in set(map(round, alone.started.elapsed)):
        one, other = (sum(round(taken) == minutes for taken in found.started.elapsed) / found.started.count
                      for found in (alone, shared))
        assert one == pytest.approx(other, abs=4 * sqrt(0.25 / 5000)), minutes
    assert [times / 20_000 for times in alone.started.visits] == pytest.approx(
        [times / 5000 for times in shared.started.visits], abs=0.05)


@pytest.mark.parametrize("loop", [{}, {"max_times": 3000}])
def test_journeys_that_never_end_stop_the_clock(sketch: Sketch, loop: Any) -> None:
    document = sketch({"a": START, "b": {"lane": "front", "work": "PT1M"}, "c": {"split": "one"}, "e": END},
                      [("a", "b"), ("b", "c"), ("c", "b", loop)], service={"cases_per_year": 9},
                      actors=[{"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1},
                              {"id": "firm", "name": "Firm", "side": "partner"}])
    found = measure_all(document, runs=300, queues=True)
    assert found.everybody is not None
    assert shares(found.everybody) == {"blocked": 1.0}
    assert any("for ever" in str(gap) for gap in found.gaps)


@pytest.mark.parametrize(("arrivals", "stay", "there"), [(10, 20, 200), (900 / 6, 36 / 60, 90), (300 / 6, 36 / 60, 30)])
def test_what_is_under_way_is_what_comes_times_how_long_it_stays(arrivals: float, stay: float, there: float) -> None:
    """Little's law: 200 cases open and 10 a day stay 20 days; both restaurants keep their guests 36 minutes."""
    assert cases_in_progress(arrivals, stay) == pytest.approx(there, abs=1e-9)


@pytest.mark.few(1)
@pytest.mark.parametrize("servers", [1, 2])
def test_the_error_of_journeys_that_wait_for_each_other_is_theirs(sketch: Sketch, servers: int) -> None:
    """The means of forty simulations differ by as much as each of them says, not by a sixth of it."""
    work = {"mean": "PT20M", "distribution": "exponential"}
    people = 3 * servers
    document = counter(sketch, work, cases=HOURS_PER_YEAR * people * 0.85, people=servers)
    found = [measure_all(document, runs=1000, seed=seed, queues=True).everybody for seed in range(40)]
    means = [mean_of(one) for one in found if one is not None]
    middle = sum(means) / len(means)
    really = sqrt(sum((mean - middle)**2 for mean in means) / (len(means) - 1))
    told = sorted(one.started.elapsed.mean_minutes.standard_error or 0.0 for one in found if one is not None)
    assert 0.6 * really < told[len(told) // 2] < 1.7 * really


def test_personas_in_one_queue_are_unlucky_together(sketch: Sketch) -> None:
    people = [{"id": name, "name": name.title(), "weight": 1} for name in ("ann", "bob", "cleo", "dan")]
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 1}
    document = sketch({"a": {**START, "lane": "front", "work": {"mean": "PT20M", "distribution": "exponential"}},
                       "e": END}, [("a", "e")],
                      actors=[clerk, {"id": "firm", "name": "Firm", "side": "partner"}], personas=people,
                      service={"cases_per_year": HOURS_PER_YEAR * 2.4})
    told = measure_all(document, runs=4000, queues=True)
    alone = [one.started.elapsed.mean_minutes.standard_error or 0.0 for one in told.personas]
    assert told.everybody is not None
    together = told.everybody.started.elapsed.mean_minutes.standard_error
    assert together == pytest.approx(sum(alone) / 4)
    assert need(together) > sqrt(sum(error**2 for error in alone)) / 4 * 1.5


def test_journeys_that_only_take_long_are_as_independent_as_without_a_queue(sketch: Sketch) -> None:
    """Waits of months, ten cases a day, a clerk who is hardly asked: who is over first was quick, no more."""
    clerk = {"id": "clerk", "name": "Clerk", "side": "agent", "capacity": 2}
    document = sketch({"a": {**START, "lane": "front", "work": "PT5M"},
                       "w": {"kind": "wait", "wait": {"mean": "P60D", "distribution": "exponential"}}, "e": END},
                      [("a", "w"), ("w", "e")], actors=[clerk, {"id": "firm", "name": "Firm", "side": "partner"}],
                      service={"cases_per_year": 4000})
    alone, queued = (measure_all(document, runs=1000, queues=queues).everybody for queues in (False, True))
    assert alone is not None
    assert queued is not None
    one, other = (found.started.elapsed.mean_minutes.standard_error for found in (alone, queued))
    assert other == pytest.approx(one, rel=0.6)
