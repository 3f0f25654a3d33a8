"""What a log of real cases says of a drawn journey."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.need import need
from visavis.blueprint.analysis.observed.activities import map_activities
from visavis.blueprint.analysis.observed.deviations import DeviationKind
from visavis.blueprint.analysis.observed.log_events import LogEvent, group_cases
from visavis.blueprint.analysis.observed.observed_document import apply_observed, branch_shares
from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys
from visavis.blueprint.analysis.observed.replay import replay
from visavis.blueprint.analysis.observed.spread import SAMPLE, Spread
from visavis.blueprint.language import translator
from visavis.blueprint.model import Basis, BlueprintDocument, BlueprintError, Outcome, State, mean_minutes
from visavis.blueprint.storage import decode, encode

DAY = 86_400.0


def drawn() -> BlueprintDocument:
    """Return a small service: asks, waits, is examined; then granted, refused, or asked for a document again."""
    def step(name: str, title: str, lane: str, column: int, **more: object) -> dict[str, object]:
        return {"id": name, "title": title, "lane": lane, "phase": "p", "column": column, **more}

    def flow(source: str, target: str) -> dict[str, object]:
        return {"source": source, "target": target, "key": f"{source}-{target}"}

    return decode(_file([
        step("ask", "Asks", "citizen", 0, kind="start", work="PT20M"),
        step("file", "Files the request", "agent", 1, work="PT10M"),
        step("queue", "Waits for its turn", "citizen", 2, kind="wait", wait="P20D", basis="assumed"),
        step("look", "Examines", "agent", 3, kind="decision", work="PT1H"),
        step("more", "Sends a document", "citizen", 4),
        step("yes", "Is granted", "citizen", 5, kind="outcome", outcome="granted"),
        step("no", "Is refused", "citizen", 6, kind="outcome", outcome="refused"),
    ], [flow("ask", "file"), flow("file", "queue"), flow("queue", "look"), flow("look", "more"), flow("more", "look"),
        flow("look", "yes"), flow("look", "no")]))


def _file(steps: list[dict[str, object]], flows: list[dict[str, object]]) -> bytes:
    import json

    head = {"format": "visavis/1", "id": "small", "title": "Small", "language": "en",
            "phases": [{"id": "p", "name": "P"}],
            "lanes": [{"id": "citizen", "name": "Citizen", "kind": "citizen"},
                      {"id": "agent", "name": "Agent", "kind": "frontstage"}]}
    return json.dumps({"directed": True, "multigraph": True, "graph": head, "nodes": steps, "edges": flows}).encode()


def case(name: str, *what: tuple[str, float, float]) -> Iterator[LogEvent]:
    """Yield events: activity, day and minutes of work."""
    for activity, day, minutes in what:
        yield LogEvent(name, activity, day * DAY + minutes * 60, day * DAY)


def replayed(*cases: Iterator[LogEvent]) -> ObservedJourneys:
    return replay(drawn(), [event for one in cases for event in one])


STRAIGHT = (("Asks", 0.4, 30.0), ("FILES the request!", 1.4, 5.0), ("Examines", 11.4, 60.0), ("Is granted", 12.4, 0.0))


def test_times_visits_and_outcomes_are_measured_on_both_sides() -> None:
    seen = replayed(case("a", *STRAIGHT), case("b", *STRAIGHT))
    assert (seen.cases, seen.events, seen.as_drawn, seen.deviations) == (2, 8, 2, ())
    assert seen.outcomes == {Outcome.GRANTED: 2}
    assert seen.steps["ask"].work.mean == pytest.approx(30)
    assert seen.steps["look"].visits == 2
    assert seen.elapsed.mean == pytest.approx(12 * 1440)


def test_the_time_between_is_the_wait_of_the_step_that_is_drawn_to_have_it() -> None:
    seen = replayed(case("a", *STRAIGHT))
    # The queue leaves no event of its own; from the end of the filing to the beginning of the examination it passes.
    assert seen.steps["queue"].wait.mean == pytest.approx(10 * 1440 - 5)
    assert seen.steps["queue"].visits == 0
    assert seen.steps["file"].wait.count == 0


def test_what_passes_beside_the_wait_without_a_trace_is_not_counted_as_wait() -> None:
    events = [event for event in case("a", *STRAIGHT) if event.activity != "FILES the request!"]
    seen = replay(drawn(), events)
    # Asks to examines: ten days and more, less the ten minutes that filing is drawn to take.
    assert seen.steps["queue"].wait.mean == pytest.approx(11 * 1440 - 30 - 10)


def test_a_night_within_a_step_is_not_work() -> None:
    seen = replayed(case("a", ("Asks", 0.9, 1_000.0), *STRAIGHT[1:]))
    assert (seen.steps["ask"].overnight, seen.steps["ask"].work.mean) == (1, None)


def test_a_loop_that_is_drawn_is_no_deviation_and_its_shares_are_measured() -> None:
    loop = (*STRAIGHT[:3], ("Sends a document", 12.4, 10.0), ("Examines", 20.4, 30.0), ("Is refused", 21.4, 0.0))
    seen = replayed(case("a", *loop), case("b", *STRAIGHT), case("c", *STRAIGHT))
    assert seen.deviations == ()
    assert branch_shares(drawn(), seen) == {"look-more": 0.25, "look-yes": 0.5, "look-no": 0.25}


@pytest.mark.parametrize(("what", "kind", "before", "skipped"), [
    ((("Asks", 0.4, 1.0), ("Examines", 1.4, 1.0), ("Is granted", 2.4, 0.0)), DeviationKind.SKIPPED, "ask", ("file",)),
    ((*STRAIGHT[:3], ("Asks", 12.4, 1.0)), DeviationKind.WENT_BACK, "look", ()),
    ((*STRAIGHT[:3], ("Examines", 12.4, 1.0)), DeviationKind.SKIPPED, "look", ("more",)),
    ((*STRAIGHT, ("Is refused", 13.4, 1.0)), DeviationKind.NO_WAY, "yes", ()),
    (STRAIGHT[1:], DeviationKind.BEGAN_ELSEWHERE, None, ()),
])
def test_where_a_case_leaves_the_drawing_is_told(what: tuple[tuple[str, float, float], ...], kind: DeviationKind,
                                                 before: str | None, skipped: tuple[str, ...]) -> None:
    # Every step leaves a trace somewhere in the log.
    loop = (*STRAIGHT[:3], ("Sends a document", 12.4, 10.0), ("Examines", 20.4, 30.0), ("Is refused", 21.4, 0.0))
    seen = replayed(case("a", *what), case("b", *STRAIGHT), case("c", *loop))
    (deviation,) = seen.deviations
    assert (deviation.kind, deviation.before, deviation.skipped, deviation.cases) == (kind, before, skipped, 1)
    assert seen.as_drawn == 2


def test_side_by_side_branches_may_be_logged_in_any_order() -> None:
    document = drawn()
    flows = [flow.model_copy(update={"source": "ask", "target": "look", "key": "ask-look"}) if flow.key == "queue-look" else flow
             for flow in document.flows]
    both = document.replace(flows=tuple(flow for flow in flows if flow.key in {"ask-file", "ask-look"}))
    for order in (("Files the request", "Examines"), ("Examines", "Files the request")):
        events = [LogEvent("a", activity, day * DAY) for day, activity in enumerate(("Asks", *order))]
        assert replay(both, events).deviations == ()


def test_how_a_case_ended_is_unknown_where_several_ends_leave_no_trace() -> None:
    seen = replayed(case("a", *STRAIGHT[:3]))
    assert seen.outcomes == {None: 1}
    assert seen.elapsed.mean is None


def test_beginnings_and_ends_that_are_entries_of_their_own_are_paired() -> None:
    events = [LogEvent("a", "Asks", 100.0, is_beginning=True), LogEvent("a", "Asks", 160.0, is_beginning=True),
              LogEvent("a", "Asks", 220.0), LogEvent("a", "Asks", 400.0), LogEvent("a", "Examines", 500.0, is_beginning=True)]
    seen = replay(drawn(), events)
    assert seen.steps["ask"].work.mean == pytest.approx((120 + 240) / 2 / 60)
    # What began and never ended was visited; how long it takes is not known.
    assert (seen.steps["look"].visits, seen.steps["look"].work.mean) == (1, None)


def test_the_observed_document_has_what_was_measured_and_keeps_the_rest() -> None:
    seen = replayed(*(case(str(number), *STRAIGHT) for number in range(30)),
                    *(case(f"s{number}", STRAIGHT[0], *STRAIGHT[2:]) for number in range(2)))
    made = apply_observed(drawn(), seen, translator("en"))
    queue, ask, more = (made.step_by_id[name] for name in ("queue", "ask", "more"))
    assert made.head.state is State.OBSERVED
    assert mean_minutes(queue.wait) == pytest.approx(10 * 1440 - 5, rel=0.02)
    assert (queue.basis, ask.basis, ask.work) == (Basis.MEASURED, Basis.MEASURED, "PT30M")
    assert more == drawn().step_by_id["more"]
    assert made.flow_by_key["look-yes"].probability == 1.0
    (note,) = made.head.notes
    assert (note.at, note.text) == ("look", "6.2% of the cases: from “Asks” straight to “Examines”, without “Files the request”")
    assert decode(encode(made)) == made


@given(st.lists(st.floats(1, 10_000), min_size=1, max_size=60))
def test_a_written_time_has_the_measured_mean(times: list[float]) -> None:
    from visavis.blueprint.analysis.observed.observed_document import time_of

    spread = Spread()
    for time in times:
        spread.add(time)
    assert mean_minutes(time_of(spread)) == pytest.approx(sum(times) / len(times), abs=2)


def test_a_sample_stands_for_more_times_than_are_held() -> None:
    spread = Spread()
    for number in range(10 * SAMPLE):
        spread.add(float(number))
    assert (spread.count, spread.mean) == (10 * SAMPLE, (10 * SAMPLE - 1) / 2)
    assert need(spread.quantile(0.9)) == pytest.approx(9 * SAMPLE, rel=0.02)


EVENTS = st.lists(st.builds(LogEvent, st.sampled_from(["a", "b", "é", ""]), st.sampled_from(["Asks", "Examines"]),
                            st.floats(0, 1e9), st.none() | st.just(0.0), st.sampled_from([0.0, 7_200.0]), st.booleans()),
                  max_size=30)


@given(EVENTS)
def test_on_the_disk_events_are_sorted_as_in_memory(events: list[LogEvent]) -> None:
    assert sorted(group_cases(events, most=1), key=lambda one: one[0]) == list(group_cases(events))


def test_activities_are_steps_by_title_by_id_or_as_somebody_said() -> None:
    mapped = map_activities(["ASKS.", "file", "Dossier examiné", "Relance", "Sent a document"], drawn(),
                            {"dossier examine": "Examines", "Relance": ""})
    assert mapped.steps == {"ASKS.": "ask", "file": "file", "Dossier examiné": "look"}
    assert mapped.ignored == {"Relance"}
    assert mapped.proposed == {"Sent a document": "more"}


def test_a_step_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(BlueprintError, match=r"activity “Relance”: .*'lok'"):
        map_activities(["Relance"], drawn(), {"Relance": "lok"})


def test_an_empty_log_says_nothing() -> None:
    seen = replay(drawn(), [])
    assert (seen.cases, seen.events, seen.first, seen.elapsed.mean) == (0, 0, None, None)
