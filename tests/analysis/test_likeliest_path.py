"""The path that tells a persona's journey: the likeliest to the best end, with what often comes between."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis.paths.likeliest_path import LikeliestPath, find_likeliest_path
from visavis.blueprint.analysis.paths.spoken_lines import SilentTime, SpokenLine, spoken_path
from visavis.blueprint.model import BlueprintDocument, Outcome

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
REFUSAL = {"kind": "outcome", "outcome": "refused"}
EXIT = {"kind": "outcome", "outcome": "abandoned"}
DECIDES = {"lane": "front", "kind": "decision"}
ANN = {"id": "ann", "name": "Ann", "channels": ["phone"]}


def path_of(document: BlueprintDocument, persona: str | None = None) -> LikeliestPath:
    found = find_likeliest_path(document, document.persona_by_id[persona] if persona else None)
    assert found is not None
    return found


def chance(probability: float, **more: Any) -> dict[str, Any]:
    return {"probability": probability, **more}


def test_a_rare_grant_is_told_rather_than_a_frequent_refusal(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "y": END, "n": REFUSAL, "x": EXIT},
                      [("a", "b"), ("b", "y", chance(0.1)), ("b", "n", chance(0.3)), ("b", "x", chance(0.6))])
    assert path_of(document).journey.steps == ("a", "b", "y")


def test_without_a_decision_the_likeliest_end_is_told(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "x": EXIT, "t": {"kind": "outcome", "outcome": "expired"}},
                      [("a", "b"), ("b", "x", chance(0.4)), ("b", "t", chance(0.6))])
    assert path_of(document).journey.outcome is Outcome.EXPIRED


@pytest.mark.parametrize(("share", "steps"), [
    (0.3, ("a", "b", "c", "b", "y")), (0.29, ("a", "b", "y")), (0.6, ("a", "b", "c", "b", "y"))])
def test_a_return_of_three_in_ten_or_more_is_taken_once(sketch: Sketch, share: float, steps: tuple[str, ...]) -> None:
    document = sketch({"a": START, "b": DECIDES, "c": {}, "y": END},
                      [("a", "b"), ("b", "c", chance(share)), ("c", "b"), ("b", "y", chance(1 - share))])
    found = path_of(document)
    assert found.journey.steps == steps
    assert list(found.detours.values()) == ([pytest.approx(share)] if "c" in steps else [])


def test_a_detour_is_taken_that_comes_back_where_the_path_goes_on(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "c": {}, "d": {"lane": "front"}, "y": END},
                      [("a", "b"), ("b", "c", chance(0.4)), ("c", "d"), ("b", "d", chance(0.6)), ("d", "y")])
    assert path_of(document).journey.steps == ("a", "b", "c", "d", "y")


def test_another_way_that_leaves_a_step_out_is_no_detour(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "c": {}, "d": {"lane": "front"}, "y": END},
                      [("a", "b"), ("b", "c", chance(0.4)), ("c", "y"), ("b", "d", chance(0.6)), ("d", "y")])
    assert path_of(document).journey.steps == ("a", "b", "d", "y")


def test_a_detour_on_which_most_give_up_is_not_taken(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "c": {"kind": "decision"}, "x": EXIT, "y": END},
                      [("a", "b"), ("b", "c", chance(0.4)), ("c", "b", chance(0.3)), ("c", "x", chance(0.7)),
                       ("b", "y", chance(0.6))])
    assert path_of(document).journey.steps == ("a", "b", "y")


def test_a_share_that_nobody_gave_makes_no_detour_and_is_not_told(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "c": {}, "y": END, "n": REFUSAL},
                      [("a", "b"), ("b", "c"), ("c", "b"), ("b", "y"), ("b", "n")])
    found = path_of(document)
    assert (found.journey.steps, found.detours, found.forks) == (("a", "b", "y"), {}, {})


def test_the_turn_beside_which_others_end_has_its_share(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": DECIDES, "y": END, "n": REFUSAL},
                      [("a", "b"), ("b", "y", chance(0.9)), ("b", "n", chance(0.1))])
    assert path_of(document).forks == {1: pytest.approx(0.9)}


def test_no_journey_has_no_path(sketch: Sketch) -> None:
    assert find_likeliest_path(sketch({}, []), None) is None


def talk(sketch: Sketch) -> BlueprintDocument:
    return sketch({"a": {**START, "channel": "post", "wait": "P2D"}, "b": {"lane": "front", "wait": "P3D"},
                   "w": {"kind": "wait", "wait": "P30D", "informs": {"promise": "in a month"}},
                   "c": {"lane": "front", "kind": "decision", "wait": "P1D"}, "y": END},
                  [("a", "b", {"kind": "interaction", "label": "Here it is", "carries": ["form"]}), ("b", "w"),
                   ("w", "c", {"kind": "interaction"}), ("c", "y", {"kind": "interaction", "label": "Granted"})],
                  personas=[ANN], items=[{"id": "form", "name": "The form"}])


def test_silences_are_all_the_time_in_which_nobody_speaks(sketch: Sketch) -> None:
    document = talk(sketch)
    spoken = spoken_path(document, path_of(document), None)
    kinds = [type(entry) for entry in spoken.entries]
    assert kinds == [SpokenLine, SilentTime, SpokenLine]
    (silence,) = spoken.silences
    # What travels, what the agents do, the wait and the decision: an action speaks before its wait, a decision after.
    assert silence.minutes == pytest.approx((2 + 3 + 30 + 1) * 1440)
    assert silence.has_promise
    assert silence.broken_by is spoken.lines[1]
    assert sum(each.minutes for each in spoken.silences) == pytest.approx(spoken.minutes)


def test_a_line_knows_its_side_its_channel_and_what_it_carries(sketch: Sketch) -> None:
    document = talk(sketch)
    first, last = spoken_path(document, path_of(document), None).lines
    assert (first.is_citizens, first.channel, first.carries) == (True, "post", ("The form",))
    assert (last.is_citizens, last.channel, last.carries) == (False, None, ())


def test_who_has_just_spoken_is_not_told_again_in_the_silence(sketch: Sketch) -> None:
    document = talk(sketch)
    (silence,) = spoken_path(document, path_of(document), None).silences
    assert [each.step.id for each in silence.steps] == ["b", "w", "c"]
    assert [each.step.id for each in silence.of_side(citizen=True)] == ["w"]


def test_without_a_time_there_is_none_to_tell(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"lane": "front"}, "y": END},
                      [("a", "b", {"kind": "interaction", "label": "Hello"}), ("b", "y")])
    assert not spoken_path(document, path_of(document), None).has_times
