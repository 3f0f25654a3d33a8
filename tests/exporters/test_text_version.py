"""The page in words: everything of the blueprint once, whose it is, in one order; the same in Markdown and HTML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import analysis, document, flow, step
from tests.profiles import EXAMPLES, each_example, mostly_deep
from visavis.blueprint.analysis import CaseMeasures, Elapsed, Figure, JourneyMeasures, SideMeasures
from visavis.blueprint.language import translator
from visavis.blueprint.model import FlowKind, StepKind
from visavis.blueprint.registry import assess
from visavis.blueprint.storage import load
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.text_page import TextPage
from visavis.exporters.typed_text import inert


def page_of(path: Path, language: str = "fr") -> TextPage:
    made = load(path).document
    return make_text_page(made, assess(made), translator(language))


@each_example("apa-a-domicile", "corner-shoeshine")
def test_every_step_and_all_that_is_said_stands_once_on_the_page(path: Path) -> None:
    made, page = load(path).document, page_of(path)
    assert sorted(text.id for text in page.steps()) == sorted(made.step_by_id)
    said = [speech for speech in page.speeches() if speech.is_said]
    spoken = [each for each in made.flows if each.kind is FlowKind.INTERACTION and each.label.strip()]
    assert sorted(speech.key for speech in said) == sorted(each.key for each in spoken)
    silent = [each.key for each in made.flows if each.kind is FlowKind.INTERACTION and not each.label.strip()
              and made.step_by_id[each.source].kind is not StepKind.WAIT]
    assert sorted(speech.key for speech in page.speeches() if not speech.is_said) == sorted(silent)


@each_example("apa-a-domicile")
def test_each_step_stands_at_its_own_side_and_says_whose_it_is(path: Path) -> None:
    made = load(path).document
    for phase in page_of(path).phases:
        for exchange in phase.exchanges:
            for texts, side in ((exchange.citizen, True), (exchange.agents, False)):
                for text in texts:
                    lane = made.lane_of(made.step_by_id[text.id])
                    assert lane.facts.is_on_citizen_side is side
                    assert text.lane == lane.name.strip()


@each_example("apa-a-domicile")
def test_each_friction_point_is_told_once_and_found_again_by_its_number(path: Path) -> None:
    made = load(path).document
    found = assess(made).frictions.groups
    page = page_of(path)
    told = [friction.number for phase in page.phases for friction in phase.frictions]
    told += [friction.number for friction in page.elsewhere]
    assert sorted(told) == [group.number for group in found]
    first = {number: at for at, phase in enumerate(page.phases) for friction in phase.frictions
             for number in [friction.number]}
    for at, phase in enumerate(page.phases):
        assert all(first[number] < at for number, _ in phase.also)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_are_those_of_everybody_and_of_each_persona(language: str) -> None:
    path = next(path for path in EXAMPLES if path.name.startswith("apa-a-domicile.") or path.name == "apa-a-domicile.blueprint.json")
    page = page_of(path, language)
    people = [figure.value for figure in page.figures[:2]]
    assert people == {"fr": ["13 sur 20", "15 sur 20"], "en": ["13 in 20", "15 in 20"]}[language]
    nobody = next(persona for persona in page.personas if "Nguyen" in persona.name)
    assert [figure.value[:2] for figure in nobody.figures[:3]] == ["0 ", "0 ", "—"]
    assert all(figure.remark for figure in nobody.figures[3:5])
    assert nobody.phases < {phase.id for phase in page.phases}


def test_those_who_get_no_answer_are_the_same_people_as_on_the_poster() -> None:
    page = page_of(next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json"), "fr")
    assert [figure.remark for figure in page.figures[:2]] == ["2 refus", "2 renoncent et 3 bloquées"]
    shares = {"granted": Figure(0.525), "refused": Figure(0.25), "abandoned": Figure(0.125), "blocked": Figure(0.1)}
    cases = measured(Figure(0.525), Figure(60.0), Figure(5.0))
    made = document([step("u")])
    report: Any = analysis(made)
    halves = replace(cases, outcomes=shares, completion=Figure(0.775))
    object.__setattr__(report, "measures", type(report.measures)(halves))
    granted, decided = make_text_page(made, report, translator("en")).figures[:2]
    assert (granted.value, granted.remark) == ("11 in 20", "5 refused")
    # Rounded by themselves, 15.5 and 4.5 would be 16 and 5.
    assert (decided.value, decided.remark) == ("16 in 20", "2 give up and 2 stuck")


def measured(granted: Figure, elapsed: Figure, work: Figure) -> JourneyMeasures:
    cases = CaseMeasures(Elapsed(elapsed), SideMeasures(work, untimed=int(work.at_least)), SideMeasures(work),
                         SideMeasures())
    return JourneyMeasures(None, 1.0, "exact", {}, granted, granted, cases, cases)


@pytest.mark.parametrize(("figures", "told"), [
    ((Figure(None), Figure(None), Figure(None)), ["inconnu", "inconnu", "inconnu", "inconnu"]),
    ((Figure(0.35, at_least=True), Figure(60.0, at_least=True), Figure(5.0, at_least=True)),
     ["au moins 7 sur 20", "au moins 7 sur 20", "au moins 1 heure", "au moins 5 min"]),
    ((Figure(0.001), Figure(60.0), Figure(0.0)), ["moins de 1 sur 20", "moins de 1 sur 20", "1 heure", "0 min"]),
    ((Figure(1.0), Figure(60.0), Figure(0.0)), ["20 sur 20", "20 sur 20", "1 heure", "0 min"]),
])
def test_unknown_is_told_bounds_say_so_and_few_are_not_nobody(figures: tuple[Figure, Figure, Figure],
                                                               told: list[str]) -> None:
    report: Any = analysis(document([step("u")]))
    object.__setattr__(report, "measures", type(report.measures)(measured(*figures)))
    page = make_text_page(document([step("u")]), report, translator("fr"))
    assert [figure.value.replace("\u202f", " ").replace("\u00a0", " ") for figure in page.figures[:4]] == told


def test_ends_that_are_not_stated_are_not_taken_for_no_decision() -> None:
    made = document([step("u", work="PT5M"), step("o", column=1, kind="outcome")], [flow("f", "u", "o")])
    page = make_text_page(made, assess(made), translator("fr"))
    assert [figure.value for figure in page.figures[:3]] == ["inconnu", "inconnu", "—"]
    assert page.figures[1].remark == "20 sans fin précisée"
    assert page.figures_remark.endswith("on ne sait pas s’ils vont jusqu’à une décision.")
    assert not any("arrêt" in figure.remark for figure in page.figures)
    assert page.figures[-1].value.replace("\u00a0", " ") == "non compté : aucune étape dessinée"


def test_what_is_said_comes_in_the_order_of_the_journey() -> None:
    """The agent is reached first, asks, and is answered: though the citizen's step stands above and first in the file."""
    made = document(
        [step("start"), step("answer", column=1), step("ask", "scene", column=1)],
        [flow("a", "start", "ask", kind="interaction", label="Bonjour"),
         flow("c", "answer", "ask", kind="interaction", label="La voici"),
         flow("b", "ask", "answer", kind="interaction", label="Il manque une pièce", probability=0.35)])
    page = make_text_page(made, analysis(made), translator("fr"))
    assert [speech.key for speech in page.phases[0].exchanges[1].said] == ["b", "c"]
    assert [speech.share.replace("\u202f", " ") for speech in page.phases[0].exchanges[1].said] == ["35 fois sur 100", ""]


def test_times_that_are_missing_are_said_to_be_unless_a_machine_needs_none() -> None:
    made = document([step("u"), step("w", column=1, kind="wait"), step("s", "appui", column=1),
                     step("t", column=2, work="PT5M")])
    page = make_text_page(made, analysis(made), translator("fr"))
    assert {text.id: text.times for text in page.steps()} == {
        "u": ("temps non connu",), "w": ("attente non connue",), "s": (), "t": ("5\u00a0min",)}


def test_details_and_private_notes_are_not_on_the_public_page() -> None:
    made = document([step("u", detail="Entre nous")])
    for internal in (False, True):
        page = make_text_page(made, analysis(made), translator("fr"), internal=internal)
        assert "Entre nous" not in str(page)


@pytest.mark.parametrize(("typed", "left"), [
    ("a\x00b\x1bc", "abc"), ("one\ntwo\tthree", "one two three"), ("\u202eevil\u202c", "evil"), ("  x  ", "x"),
    ("12\u202f%\u00a0!", "12\u202f%\u00a0!"), ("\ud800x", "x"), ("👵🏽 שלום", "👵🏽 שלום")])
def test_typed_text_controls_nothing(typed: str, left: str) -> None:
    assert inert(typed) == left


@pytest.mark.parametrize("path", mostly_deep(EXAMPLES, ids=lambda path: path.name))
def test_no_text_of_the_page_is_empty_or_in_another_language(path: Path) -> None:
    for language, strange in (("fr", (" the ", " in 20")), ("en", (" sur 20", " connu"))):
        page = page_of(path, language)
        assert all(text.title and text.lane for text in page.steps())
        assert all(figure.label and figure.value for figure in page.figures)
        assert not [figure for figure in page.figures if any(word in f" {figure.value} " for word in strange)]
