"""A journey told as a conversation: who says what to whom, in order, and what it has cost so far."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.conftest import Sketch
from visavis.blueprint.analysis import ConversationStep, conversation_steps, distinct_journeys, journey
from visavis.blueprint.model import BlueprintDocument

START = {"kind": "start"}
END = {"kind": "outcome", "outcome": "granted"}
ANN = {"id": "ann", "name": "Ann", "channels": ["phone"]}


def told(document: BlueprintDocument, place: int = 0, persona: str | None = "ann") -> tuple[ConversationStep, ...]:
    chosen = document.persona_by_id[persona] if persona else None
    found = distinct_journeys(document, journey(document, chosen)).journeys[place]
    return conversation_steps(document, found, chosen)


def says(label: str, **more: Any) -> dict[str, Any]:
    return {"kind": "interaction", "label": label, **more}


def words(beat: ConversationStep) -> list[str]:
    return [saying.words for saying in beat.says]


def heard(beat: ConversationStep) -> list[tuple[str, str]]:
    return [(saying.speaker, saying.words) for saying in beat.heard]


def test_question_and_answer_reach_who_they_are_for(sketch: Sketch) -> None:
    document = sketch({"a": {**START, "work": "PT5M"}, "b": {"lane": "front", "work": "PT7M", "wait": "P1D"},
                       "c": {"work": "PT3M"}, "e": END},
                      [("a", "b", says("Who helps?")), ("b", "c", says("I do")), ("c", "e")], personas=[ANN])
    asks, answers, does, ends = told(document)
    assert (asks.speaker, answers.speaker) == ("Ann", "Clerk")
    assert (words(asks), heard(answers)) == (["Who helps?"], [("Ann", "Who helps?")])
    assert (words(answers), heard(does)) == (["I do"], [("Clerk", "I do")])
    assert (words(does), heard(ends)) == ([], [])
    assert [(beat.citizen, beat.agent) for beat in (asks, answers, does)] == [(5, 0), (5, 7), (8, 7)]
    assert (answers.work, answers.wait, answers.elapsed) == (7, 1440, 5 + 7 + 1440)


def test_an_answer_drawn_back_to_who_asked_is_said(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"lane": "front"}, "c": {}, "e": END},
                      [("a", "b", says("May I?")), ("b", "a", says("Yes")), ("a", "c"), ("c", "e")], personas=[ANN])
    assert [words(beat) for beat in told(document)] == [["May I?"], ["Yes"], [], []]


def test_only_the_way_that_is_taken_is_said_and_only_if_it_is_open(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"lane": "front", "kind": "decision"}, "y": END,
                       "n": {"kind": "outcome", "outcome": "refused"}},
                      [("a", "b", says("For others", not_for=["ann"])), ("a", "b", says("Please")),
                       ("b", "y", says("Yes", probability=0.9)), ("b", "n", says("No"))], personas=[ANN])
    assert [words(beat) for beat in told(document, 0)] == [["Please"], ["Yes"], []]
    assert [words(beat) for beat in told(document, 1)] == [["Please"], ["No"], []]


def test_a_step_that_fails_or_cannot_be_done_says_nothing(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"fails": 0.4}, "w": {"channel": "web", "work": "PT9M"},
                       "f": {"lane": "front"}},
                      [("a", "b"), ("b", "w"), ("b", "f", says("Here")), ("w", "f", says("Sent"))], personas=[ANN])
    for place in (0, 1):
        last = told(document, place)[-1]
        assert (words(last), last.citizen) == ([], 0.0) or last.step.id == "f"
    failed = next(beat for place in (0, 1) for beat in told(document, place) if beat.visit.failed)
    assert words(failed) == []


def test_what_nobody_lives_is_left_out(sketch: Sketch) -> None:
    document = sketch({"a": START, "s": {"lane": "support"}, "t": {"lane": "support", "work": "PT1M"}, "e": END},
                      [("a", "s"), ("a", "t"), ("a", "e")], personas=[ANN])
    assert {beat.step.id for beat in told(document)} == {"a", "t", "e"}


def test_what_is_done_again_says_so_and_work_behind_the_scenes_is_not_seen(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"lane": "back", "kind": "decision"}, "e": END},
                      [("a", "b"), ("b", "b", {"probability": 0.5}), ("b", "e")])
    second = told(document, 1, persona=None)
    assert [(beat.step.id, beat.again, beat.is_seen) for beat in second] == [
        ("a", False, True), ("b", False, False), ("b", True, False), ("e", False, True)]
    assert second[0].speaker == "citizen"


def test_work_on_the_front_stage_is_seen_even_without_a_word(sketch: Sketch) -> None:
    document = sketch({"a": START, "b": {"lane": "front"}, "c": {"lane": "back"}, "e": END},
                      [("a", "b"), ("b", "c"), ("c", "e")])
    assert [beat.is_seen for beat in told(document, persona=None)] == [True, True, False, True]


@pytest.mark.parametrize(("label", "said"), [("Où\u202f?\n\tIci", "Où\u202f? Ici"), (" a\u2028b ", "a b")])
def test_words_are_one_line_with_their_no_break_spaces(sketch: Sketch, label: str, said: str) -> None:
    document = sketch({"a": {**START, "title": label}, "b": {"lane": "front"}}, [("a", "b", says(label))])
    first = told(document, persona=None)[0]
    assert (words(first), first.title) == ([said], said)


@pytest.mark.parametrize("name", ["", "   "])
def test_an_actor_without_a_name_is_called_by_its_lane(sketch: Sketch, name: str) -> None:
    actors = [{"id": "clerk", "name": name, "side": "agent"}, {"id": "firm", "name": "Firm", "side": "partner"}]
    document = sketch({"a": START, "b": {"lane": "front"}, "e": END}, [("a", "b"), ("b", "e")], actors=actors)
    assert told(document, persona=None)[1].speaker == "front"
