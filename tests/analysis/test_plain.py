"""What the public is told: which steps, which documents, how often, how long."""

from __future__ import annotations

import pytest

from tests.drawing.builders import document, flow, journey, lane, step
from visavis.blueprint.analysis import lacking_plain_words
from visavis.blueprint.analysis.plain.public_words import about_time, often_words, whole_time
from visavis.blueprint.analysis.plain.requested_documents import requested_documents
from visavis.blueprint.analysis.plain.told_phases import MOST_TOLD, told_phases
from visavis.blueprint.language import translator

DAY = 1440.0


def test_steps_that_lack_plain_words_are_those_that_a_page_may_tell() -> None:
    made = document(
        [step("u"), step("plain", plain="Écrire", column=1), step("wait", kind="wait", column=2), step("speaks", "scene"),
         step("gives", "coulisses", gives=("i",)), step("silent", "coulisses", column=3), step("tool", "appui"),
         step("paper", "preuves", kind="evidence"), step("end", kind="outcome", outcome="granted", column=4)],
        [flow("f", "speaks", "u", kind="interaction")], items=({"id": "i", "name": "Lettre"},))
    assert [each.id for each in lacking_plain_words(made)] == ["u", "speaks", "gives"]


def test_the_law_comes_first_then_work_times_visits() -> None:
    steps = [step(f"u{place}", column=place, work=f"PT{10 + place}M") for place in range(6)]
    steps[0] = step("u0", work="PT1M", gives=("i",))
    made = document(steps, items=({"id": "i", "name": "Formulaire"},))
    visits = {each.id: 1.0 for each in steps} | {"u5": 0.1}
    (phase,) = told_phases(made, journey(made, visits=visits))
    assert [thing.steps[0].id for thing in phase.to_do] == ["u0", "u2", "u3", "u4"]
    assert (len(phase.to_do), phase.left_out) == (MOST_TOLD, 2)


def test_steps_that_nobody_comes_to_are_not_told() -> None:
    made = document([step("u", work="PT5M"), step("v", column=1, work="PT5M")])
    (phase,) = told_phases(made, journey(made, visits={"u": 1.0, "v": 0.0}))
    assert [thing.steps[0].id for thing in phase.to_do] == ["u"]


def test_ways_of_which_everybody_takes_one_are_one_thing() -> None:
    made = document([step("u", work="PT5M"), step("v", work="PT9M")])
    (phase,) = told_phases(made, journey(made, visits={"u": 0.7, "v": 0.3}))
    assert [[each.id for each in thing.steps] for thing in phase.to_do] == [["u", "v"]]
    (phase,) = told_phases(made, journey(made, visits={"u": 0.3, "v": 0.2}))
    assert [thing.share for thing in phase.to_do] == [0.3, 0.2]
    (phase,) = told_phases(made, None)
    assert [thing.share for thing in phase.to_do] == [None, None], "nobody knows"


def test_a_relative_joins_in_where_most_have_one() -> None:
    lanes = [lane("proches", "citizen", "Proches"), lane("usager", "citizen"), lane("scene", "frontstage")]
    made = document([step("u", work="PT5M"), step("p", "proches", work="PT5M")], [flow("f", "p", "u")], lanes=lanes)
    for visits, is_shared in ((1.0, True), (0.3, False)):
        (phase,) = told_phases(made, journey(made, visits={"u": 1.0, "p": visits}))
        (thing,) = phase.to_do
        assert (thing.steps[0].id, thing.who, thing.is_shared) == ("u", "", is_shared)


def test_beginning_and_end_are_told_only_where_there_is_nothing_else() -> None:
    made = document([step("s", kind="start"), step("u", column=1, work="PT5M"), step("t", kind="start", phase="p2"),
                     step("o", kind="outcome", outcome="granted", phase="p3"), step("w", kind="wait", phase="p4")],
                    phases=["Un", "Deux", "Trois", "Quatre"])
    told = told_phases(made, None)
    assert [[thing.steps[0].id for thing in phase.to_do] for phase in told] == [["u"], ["t"], ["o"], []]
    assert [phase.is_waited for phase in told] == [False, False, False, True]


def test_agents_who_work_unseen_are_not_said_to_do_nothing() -> None:
    made = document([step("u", work="PT5M"), step("b", "coulisses", work="PT5M"), step("v", phase="p2", work="PT5M")],
                    phases=["Un", "Deux"])
    assert [(phase.agents, phase.is_worked) for phase in told_phases(made, None)] == [((), True), ((), False)]


def test_documents_are_those_of_the_request_and_not_what_agents_hand_out() -> None:
    items = tuple({"id": each, "name": each.upper(), "kind": kind} for each, kind in (
        ("a", "document"), ("b", "document"), ("c", "document"), ("d", "data"), ("r", "document")))
    made = document([step("early", asks=("c",)), step("u", column=1, gives=("b", "a", "d")),
                     step("s", "scene", column=1, gives=("r",)), step("late", "scene", column=2, asks=("a", "b", "r"))],
                    items=items)
    assert [item.id for item in requested_documents(made)] == ["b", "a"]
    assert requested_documents(document([step("u")])) == ()


@pytest.mark.parametrize(("minutes", "exact", "rough"), [
    (0.4, "moins d’une minute", "moins d’une minute"), (7.4, "7 min", "7 min"), (65.2, "1 h 05", "1 h 05"),
    (3.4 * DAY, "3 jours", "3 jours"), (45 * DAY, "45 jours", "45 jours"), (98 * DAY, "98 jours", "Environ 3 mois"),
    (75 * DAY, "75 jours", "Environ 2 mois et demi"), (1100 * DAY, "1 100 jours", "Environ 3 ans")])
def test_times_are_whole(minutes: float, exact: str, rough: str) -> None:
    french = translator("fr")
    told = [french(whole_time(minutes)), french(about_time(minutes))]
    assert [text.replace("\u00a0", " ").replace("\u202f", " ") for text in told] == [exact, rough]


@pytest.mark.parametrize(("share", "words"), [
    (0.01, "rarement"), (0.05, "une fois sur vingt"), (0.34, "une fois sur trois"), (0.5, "une fois sur deux"),
    (0.69, "sept fois sur dix"), (0.74, "trois fois sur quatre"), (0.97, "presque toujours")])
def test_chances_are_told_as_people_say_them(share: float, words: str) -> None:
    assert translator("fr")(often_words(share)) == words
