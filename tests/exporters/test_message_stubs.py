"""Stubs of interfaces: their own schemas judge them, nothing is invented in them, and what is left out is told."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.drawing.builders import analysis, document, flow, step
from tests.exporters.schemas_of_others import find_schema
from tests.exporters.test_inert_text import CONTROLS, FORMULAS, MARKUP, typed_everywhere
from tests.json_schema import Draft202012Validator, validate
from tests.node_tools import run_node
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.graph.interactions import interactions
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Item, Persona
from visavis.blueprint.registry import Exporter, ExportJob, NothingToShow
from visavis.blueprint.storage import load
from visavis.exporters.message_stubs import ARAZZO, ASYNCAPI, OPENAPI
from visavis.exporters.message_stubs.told_messages import DIGITAL_CHANNELS

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
MAKERS: dict[str, Exporter] = {"openapi": OPENAPI, "asyncapi": ASYNCAPI, "arazzo": ARAZZO}


def job(made: BlueprintDocument, language: str = "en", **options: str) -> ExportJob:
    return ExportJob(made, analysis(made), language, options)


def read(name: str, made: BlueprintDocument, **options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(MAKERS[name].export(job(made, **options)))
    return found


@cache
def asyncapi_schema() -> Any:
    return run_node("asyncapi_schema.mjs", None)


@cache
def arazzo_schema() -> Any:
    return json.loads(find_schema("arazzo-1.0.schema.json").read_text())


def assert_openapi(found: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(found).validate()
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def assert_asyncapi(found: dict[str, Any]) -> None:
    validate(found, asyncapi_schema())
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(found)):
        there: Any = found
        for part in reference.split("/"):
            there = there[part]


def assert_arazzo(found: dict[str, Any], operations: set[str]) -> None:
    validate(found, arazzo_schema())
    for workflow in found["workflows"]:
        names = [each["stepId"] for each in workflow["steps"]]
        assert len(set(names)) == len(names)
        for each in workflow["steps"]:
            assert each["operationId"] in operations, "each step is an operation of the stub"
            assert {f"$inputs.{name}" for name in workflow["inputs"]["properties"]} >= set(each["requestBody"]["payload"].values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_all_messages_of_every_example_make_stubs_that_their_schemas_accept(path: Path) -> None:
    made = load(path).document
    found = read("openapi", made, messages="all")
    assert_openapi(found)
    sent = [each for each in interactions(made) if each.is_from_citizen]
    assert [each["post"]["x-interaction"] for each in found["paths"].values()] == [each.id for each in sent]
    told = read("asyncapi", made, messages="all")
    assert_asyncapi(told)
    assert len(told["operations"]) == len(interactions(made)) - len(sent)


def service(*channels: str | None) -> BlueprintDocument:
    """Return a service in which citizens ask by the first channel and are answered, then told by the second."""
    asked, told = channels
    return document(
        [step("u", kind="start", channel=asked, title="Demande", gives=["piece"]), step("a", "scene", column=1, title="Étudie", asks=["revenu"]),
         step("w", column=2, kind="outcome", outcome="granted", title="Reçoit"), step("b", "coulisses", column=2, channel=told, title="Notifie"),
         step("x", column=3, title="Lit", informs={"who": "usager", "promise": "sous 8 jours"})],
        [flow("f1", "u", "a", kind="interaction", label="Voici", carries=["piece"]), flow("f2", "a", "w", kind="interaction", label="C’est reçu"),
         flow("f3", "a", "b"), flow("f4", "b", "x", kind="interaction", label="C’est accordé", carries=["lettre"])],
        items=[Item(id="piece", name="Pièce", held_by="État civil", purpose="Savoir qui demande"), Item(id="revenu", name="Revenu", kind="data", sensitive=True),
               Item(id="lettre", name="Lettre")], personas=[Persona(id="p", name="Ana")])


def test_what_is_carried_is_required_what_is_asked_may_come_and_answers_are_responses() -> None:
    found = read("openapi", service("web", "email"))
    assert_openapi(found)
    operation = found["paths"]["/u-f1-a"]["post"]
    assert (operation["operationId"], operation["summary"], operation["x-channel"]) == ("u-f1-a", "Voici", "web")
    schema = found["components"]["schemas"]["u-f1-a"]
    assert schema["required"] == ["piece"]
    piece, revenu = schema["properties"]["piece"], schema["properties"]["revenu"]
    assert (piece["title"], piece["description"], piece["x-source-of-record"]) == ("Pièce", "Savoir qui demande", "État civil")
    assert (revenu["title"], revenu["x-sensitive"]) == ("Revenu", True)
    assert revenu["type"] == ["string", "number", "boolean", "array", "object"], "nobody said which type it has"
    assert operation["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/a-f2-w"}
    assert "servers" not in found, "no address is invented"


def test_a_notice_is_told_on_its_channel_with_its_promise() -> None:
    found = read("asyncapi", service("web", "email"))
    assert_asyncapi(found)
    assert list(found["channels"]) == ["email"]
    assert found["channels"]["email"]["address"] is None
    notice = found["components"]["messages"]["b-f4-x"]
    assert (notice["title"], notice["x-promise"]) == ("C’est accordé", "sous 8 jours")
    assert notice["payload"]["required"] == ["lettre"]


def test_a_workflow_calls_the_operations_of_the_stub_and_gaps_are_told() -> None:
    made = service("web", "post")
    found = read("arazzo", made, source="apa.openapi.json")
    operations = {each["post"]["operationId"] for each in read("openapi", made)["paths"].values()}
    assert_arazzo(found, operations)
    assert found["sourceDescriptions"][0]["url"] == "apa.openapi.json"
    assert [each["operationId"] for each in found["workflows"][0]["steps"]] == ["u-f1-a"]
    assert found["workflows"][0]["summary"] == "Ana"
    by_hand = service("counter", "post")
    assert [str(each) for each in ARAZZO.losses(job(by_hand))] == ["bound to no operation: “Voici”, by counter"]
    with pytest.raises(NothingToShow, match="no operation to call"):
        ARAZZO.export(job(by_hand))
    with pytest.raises(BlueprintError, match="no address"):
        ARAZZO.export(job(made, source="a b\n"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_only_what_travels_as_data_is_an_operation_and_the_rest_is_counted(path: Path) -> None:
    made = load(path).document
    sent = [each for each in interactions(made) if each.is_from_citizen]
    bound = [each for each in sent if each.channel in DIGITAL_CHANNELS]
    gaps = ARAZZO.losses(job(made))
    assert len(gaps) == min(len(sent) - len(bound), 21)
    if not bound:
        with pytest.raises(NothingToShow):
            OPENAPI.export(job(made))
        return
    operations = {each["post"]["operationId"]: each["post"] for each in read("openapi", made)["paths"].values()}
    assert [each["x-interaction"] for each in operations.values()] == [each.id for each in bound]
    found = read("arazzo", made)
    assert_arazzo(found, set(operations))
    assert len(found["x-unbound"]) == len(sent) - len(bound)


def test_an_extract_says_that_it_is_one_and_what_there_is_not_is_said() -> None:
    made = service("web", "email")
    extract = ExportJob(made, analysis(made), "en", {}, excerpt=Excerpt(made, (message("only {name}", name="Ana"),)))
    for maker in MAKERS.values():
        assert "An extract: only Ana." in json.loads(maker.export(extract))["info"]["description"]
    silent = document([step("u", channel="web")])
    for maker, said in ((OPENAPI, "citizens send no message"), (ASYNCAPI, "citizens are told nothing")):
        with pytest.raises(NothingToShow, match=said):
            maker.export(job(silent, messages="all"))
        with pytest.raises(NothingToShow, match="ask for all messages"):
            maker.export(job(silent))


def test_losses_count_messages_steps_and_fields() -> None:
    told = [str(each) for each in OPENAPI.losses(job(service(None, "post")))]
    assert told[:2] == ["not in this file: 1 message of which no channel is known", "not in this file: 2 messages that go the other way"]
    assert "not in this file: 5 steps at which none of its messages begins or ends" in told
    told = [str(each) for each in OPENAPI.losses(job(service("web", "post")))]
    assert "not in this file: 1 message that goes the other way" in told, "an answer is a response"
    assert not any("Title" in each or "Carries" in each for each in told)
    assert any("steps: Lane" in each for each in told)


@pytest.mark.parametrize("typed", [*FORMULAS[:2], *MARKUP[:12], *CONTROLS, "$inputs.x", "#/components", "/../etc", "{case}", "x" * 400, "تجديد 👵🏽"])
def test_what_authors_typed_is_text_and_makes_no_name(typed: str) -> None:
    made = typed_everywhere(typed).document
    hostile = made.replace(
        head=made.head.model_copy(update={"id": typed[:200], "items": (Item(id=typed[:200], name=typed, held_by=typed, purpose=typed),)}),
        steps=tuple(each.model_copy(update={"asks": (), "gives": (), "channel": "web", "work": None}) for each in made.steps),
        flows=(made.flows[0].model_copy(update={"key": typed[:200], "carries": (typed[:200],)}),
               flow("back", "a", "u", kind="interaction", label=typed)))
    found = read("openapi", hostile)
    assert_openapi(found)
    names = {each["post"]["operationId"] for each in found["paths"].values()}
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in [*names, *found["components"]["schemas"]])
    assert all(re.fullmatch(r"/[A-Za-z0-9_-]+", path) for path in found["paths"])
    assert_asyncapi(read("asyncapi", hostile))
    for maker in (OPENAPI, ASYNCAPI):
        text = maker.export(job(hostile)).decode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
    [carrying] = [schema for schema in found["components"]["schemas"].values() if schema["required"]]
    assert carrying["required"] == [typed[:200]] == list(carrying["properties"]), "a name of an item is data, and stays"


def test_names_that_come_out_alike_stay_apart() -> None:
    made = document([step("a/b", channel="web"), step("a", channel="web"), step("s", "scene", column=1)],
                    [flow("f", "a/b", "s", kind="interaction"), flow("b/f", "a", "s", kind="interaction")])
    found = read("openapi", made)
    assert_openapi(found)
    assert len(found["paths"]) == 2
