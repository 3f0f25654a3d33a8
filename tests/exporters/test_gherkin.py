"""Gherkin, judged by Cucumber's parser: each scenario is there, and nothing that was typed is more than text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from gherkin.dialect import Dialect
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from hypothesis import example, given, settings

from tests.drawing.builders import document, flow, step
from tests.exporters.hostile import SIGNS, blueprint_of, ids_of, typed
from tests.need import need
from tests.profiles import IS_DEEP, each_example
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.graph.interactions import interactions
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.registry import ExportJob, assess, plugins
from visavis.blueprint.storage import load
from visavis.exporters.gherkin import GHERKIN
from visavis.exporters.gherkin.feature_text import KEYWORDS
from visavis.exporters.interactions import list_interactions
from visavis.exporters.typed_text import inert

HEAD = ("state", "blueprint")


def export(made: BlueprintDocument, language: str = "fr") -> str:
    return GHERKIN.export(ExportJob(made, assess(made), language)).decode()


def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    parsed: Any = Parser().parse(text)
    named: Any = {**parsed, "uri": "x.feature"}
    pickles: Any = Compiler(IdGenerator()).compile(named)
    return need(parsed["feature"]), pickles


def tags_of(pickle: dict[str, Any]) -> dict[str, str]:
    return {kind: unquote(meant) for kind, _, meant in (tag["name"][1:].partition(":") for tag in pickle["tags"])}


def kinds_of(pickles: list[dict[str, Any]]) -> Counter[str]:
    """How many there are of each kind: the first tag after those of the feature tells."""
    return Counter(next(kind for kind in tags_of(pickle) if kind not in HEAD) for pickle in pickles)


def steps_of(pickle: dict[str, Any]) -> list[str]:
    return [line["text"].replace("\xa0", " ") for line in pickle["steps"]]


@each_example("apa-a-domicile", "home-care-allowance")
def test_every_interaction_clause_friction_and_end_is_one_test(path: Path) -> None:
    # given an example
    made = load(path).document
    found = assess(made)
    # when it is read again in its language
    feature, pickles = read(export(made, made.head.language))
    # then each thing is there once
    counted = kinds_of(pickles)
    assert feature["language"] == made.head.language
    assert counted["interaction"] == len(list_interactions(made))
    assert counted["avoid"] == len(made.head.avoid)
    assert counted["friction"] == len(found.frictions.groups)
    assert counted["failure"] == sum(each.fallback is not None for each in made.steps)
    assert sum(counted.values()) == len(pickles) == sum(counted[kind] for kind in (
        "interaction", "avoid", "friction", "failure", "ends"))
    assert {tags_of(each)["interaction"] for each in pickles if "interaction" in tags_of(each)} == {
        f"{each.source}/{each.key}/{each.target}" for each in made.flows
        if made.lane_of(made.step_by_id[each.source]).facts.is_on_citizen_side
        is not made.lane_of(made.step_by_id[each.target]).facts.is_on_citizen_side}


@pytest.mark.parametrize("language", KEYWORDS)
def test_keywords_are_those_of_the_language(language: str) -> None:
    dialect, words = need(Dialect.for_name(language)), KEYWORDS[language]
    assert words.feature in dialect.feature_keywords
    assert words.scenario in dialect.scenario_keywords
    assert words.outline in dialect.scenario_outline_keywords
    assert words.examples in dialect.examples_keywords
    assert f"{words.given} " in dialect.given_keywords
    assert f"{words.when} " in dialect.when_keywords
    assert f"{words.then} " in dialect.then_keywords
    assert {f"{words.and_given} ", f"{words.and_then} "} <= {*dialect.and_keywords}


def check(text: str) -> None:
    made = blueprint_of(text)
    written = export(made)
    feature, pickles = read(written)
    counted = kinds_of(pickles)
    assert {kind: counted[kind] for kind in ("interaction", "avoid", "ends")} == {
        "interaction": 3, "avoid": 1, "ends": 4}
    assert len(pickles) == 8 + counted["friction"]
    assert feature["language"] == "fr"
    assert all("argument" not in line for pickle in pickles for line in pickle["steps"])
    assert [tag["name"] for tag in feature["tags"]] == ["@blueprint:essai", "@state:as-is"]
    # Quotation marks and Cucumber trim.
    said = inert(text).strip()
    if said:
        assert all(said in pickle["name"] for pickle in pickles if "interaction" in tags_of(pickle))
        assert [said in pickle["steps"][0]["text"] for pickle in pickles if "ends" in tags_of(pickle)] == [
            True] * 4


def test_whatever_is_typed_stays_text_where_it_means_something_in_gherkin() -> None:
    for text in SIGNS if IS_DEEP else SIGNS[6:34]:
        check(text)


@settings(max_examples=150 if IS_DEEP else 15, deadline=None)
@given(typed)
@example("a\n@tag\nScénario: b\n\"\"\"\n| c |")
def test_whatever_is_typed_stays_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["a b", "@", "#", "é", "a\nb", "/", "%40"])
def test_tags_give_ids_back(text: str) -> None:
    made = ids_of(text)
    _, pickles = read(export(made))
    told = [tags_of(pickle)["interaction"] for pickle in pickles if "interaction" in tags_of(pickle)]
    assert told == [each.id for each in interactions(made)]


@pytest.mark.parametrize(("who", "language", "told"), [
    ("citizen", "fr", "l’usager est au courant, et une date"), ("citizen", "en", "the citizen is told, and a date"),
    ("Madame Roux", "fr", "Madame Roux est au courant, et une date"), (None, "fr", "l’autre côté est au courant, et une date")])
def test_who_is_told_is_said_in_the_language_of_the_feature(who: str | None, language: str, told: str) -> None:
    informed = step("b", "scene", column=1, informs={"who": who, "promise": "P3D"})
    _, pickles = read(export(document([step("a"), informed], [flow("f", "a", "b", label="Bonjour")]), language))
    assert any(line.startswith(told) for pickle in pickles for line in steps_of(pickle))


def test_what_a_tester_needs_is_said() -> None:
    made = load(Path(__file__).parents[2] / "examples" / "home-care-allowance.blueprint.json").document
    _, pickles = read(export(made, "en"))
    by_id = {tags_of(pickle).get("interaction"): pickle for pickle in pickles}
    posted = by_id["c7/f13/b1"]
    steps = steps_of(posted)
    assert steps[2] == "“Citizen” says “Here are my documents” to “Backstage” (post)"
    assert any(line.startswith("this is handed over: “12-page form”") for line in steps)
    assert "“Opens and sorts the mail” begins about 2 days later (estimated)" in steps
    receipt = steps_of(by_id["b4/f21/c9"])
    assert "at “Registers and acknowledges the file”: Receipt acknowledged" in receipt
    assert "the wait at “Waits without news” is about 30 days (assumed)" in receipt
    notified = steps_of(by_id["b10/f48/o2"])
    assert "no more than 2 months have passed since the end of “Registers and acknowledges the file”" in notified
    assert {tag["name"] for tag in posted["tags"]} >= {"@persona:roux", "@lane:usager", "@lane:coulisses",
                                                      "@phase:constituer", "@channel:post"}


def test_who_cannot_come_here_has_no_tag_here() -> None:
    made = document([step("u", kind="start"), step("a", "scene")],
                    [flow("f", "u", "a", kind="interaction", not_for=("q",))],
                    personas=(Persona(id="p", name="P"), Persona(id="q", name="Q")))
    _, (pickle, *_) = read(export(made))
    assert [tag["name"] for tag in pickle["tags"] if "persona" in tag["name"]] == ["@persona:p"]


@pytest.mark.parametrize("name", ["gherkin", "xstate", "mermaid", "handoff"])
def test_an_extract_says_that_it_is_one(name: str) -> None:
    made = document([step("u", kind="start")])
    extract = ExportJob(made, assess(made), "en", excerpt=Excerpt(made, (message("only {name}", name="Ana"),)))
    told = plugins().exporters[name].export(extract).decode()
    assert "An extract: only Ana." in told.replace("#58;", ":")


def test_an_empty_blueprint_is_a_feature_without_a_test() -> None:
    feature, pickles = read(export(document(title="")))
    assert (feature["name"], pickles) == ("Blueprint sans titre", [])


def test_losses_tell_the_steps_that_are_in_no_scenario_and_the_fields() -> None:
    made = document([step("u", kind="start", work="PT5M"), step("a", "scene"), step("b", "coulisses")],
                    [flow("f", "u", "a", kind="interaction"), flow("g", "a", "b")])
    told = [str(each) for each in GHERKIN.losses(ExportJob(made, assess(made), "en"))]
    assert told[0] == "not in this file: 1 step that speaks to nobody across the line of interaction"
    assert any(re.search("steps:.*Working time", each) for each in told)
    assert not any(re.search("steps:.*Title", each) for each in told)
