"""What a message carries: one schema of it, in the specification as in the stubs of interfaces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.builders import analysis, document, flow, step
from tests.json_schema import Draft202012Validator
from visavis.blueprint.graph.interactions import interactions
from visavis.blueprint.graph.payloads import optional_items, payload_schema
from visavis.blueprint.model import BlueprintDocument, Item
from visavis.blueprint.registry import Exporter, ExportJob
from visavis.blueprint.storage import load
from visavis.exporters.message_stubs import ARAZZO, ASYNCAPI, OPENAPI
from visavis.exporters.spec import SPECIFICATION
from visavis.exporters.typed_text import escape_markdown

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
# What stands in one place only: where a schema is told of by itself, and of which message one inside a file is.
OF_THE_PLACE = frozenset({"$schema", "$id", "x-interaction", "x-channel", "x-channel-name"})


def export(maker: Exporter, made: BlueprintDocument, **options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(maker.export(ExportJob(made, analysis(made), "en", options)))
    return found


def schemas_of_stubs(made: BlueprintDocument) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each schema of the two stubs with the id of its message; OpenAPI has answers beside what is sent."""
    for schema in export(OPENAPI, made, messages="all")["components"]["schemas"].values():
        yield schema["x-interaction"], schema
    for notice in export(ASYNCAPI, made, messages="all")["components"]["messages"].values():
        yield notice["x-interaction"], notice["payload"]


def plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in OF_THE_PLACE}


def as_markdown(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the specification's schema with its descriptions as both stubs render them."""
    properties = {name: {key: escape_markdown(value) if key == "description" else value for key, value in told.items()}
                  for name, told in schema["properties"].items()}
    return {**schema, "properties": properties}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_specification_and_the_stubs_have_the_same_schema_of_each_message(path: Path) -> None:
    made = load(path).document
    specified = {each["id"]: as_markdown(plain(each["payload"])) for each in export(SPECIFICATION, made)["conversation"]["exchanges"]}
    in_stubs = list(schemas_of_stubs(made))
    assert {name for name, _ in in_stubs} == specified.keys()
    assert [(name, plain(schema)) for name, schema in in_stubs] == [(name, specified[name]) for name, _ in in_stubs]


def service() -> BlueprintDocument:
    """Return a service in which a person gives two things, one with each message, and an agent asks for more."""
    return document(
        [step("u", kind="start", channel="web", title="Applies", gives=["form", "consent"]),
         step("a", "scene", column=1, title="Checks", asks=["form", "pay", "näme"], gives=["letter"]),
         step("b", "scene", column=2, title="Notes"), step("w", column=2, kind="wait", title="Waits", channel="web", asks=["pay"])],
        [flow("f1", "u", "a", kind="interaction", label="Here", carries=["form"]),
         flow("f2", "u", "b", kind="interaction", label="I agree", carries=["consent"]),
         flow("f3", "a", "w", kind="interaction", label="Thank you"), flow("f4", "w", "a", kind="interaction")],
        items=[Item(id="form", name="Form", held_by="tax *office*", purpose="*Who* asks", valid_for="P3M"),
               Item(id="consent", name="Consent"), Item(id="pay", name="Pay", kind="data", volatile=True, sensitive=True),
               Item(id="näme", name="Name"), Item(id="letter", name="Letter")])


def test_what_travels_is_required_what_is_asked_may_come_and_nothing_else_does() -> None:
    made = service()
    said = {each.flow.key: each for each in interactions(made)}
    asks, agrees, thanks, waits = (payload_schema(made, said[key]) for key in ("f1", "f2", "f3", "f4"))
    assert (list(asks["properties"]), asks["required"]) == (["form", "pay", "näme"], ["form"])
    assert agrees["required"] == ["consent"], "each message carries its own"
    assert [list(each["properties"]) for each in (agrees, thanks, waits)] == [["consent"], [], []], "agents ask, and silences bring nothing"
    assert optional_items(made, said["f1"]) == ("pay", "näme")
    takes = Draft202012Validator(asks).is_valid
    form = {"form": {"reference": "box 7"}}
    assert takes(form), "what was taken before messages could bring what is asked for"
    assert takes({**form, "pay": 7})
    assert not takes({**form, "consent": {"reference": "box 7"}})
    assert not takes({"pay": 7})


def test_in_stubs_names_and_registers_are_data_and_only_descriptions_are_markdown() -> None:
    made = service()
    schema = export(OPENAPI, made)["components"]["schemas"]["u-f1-a"]
    form = schema["properties"]["form"]
    assert (form["title"], form["description"], form["x-source-of-record"], form["x-valid-for"]) == ("Form", r"\*Who\* asks", "tax *office*", "P3M")
    assert Draft202012Validator(schema).is_valid({"form": {"register": "tax *office*"}})
    assert schema["properties"]["näme"]["title"] == "Name"
    [workflow] = export(ARAZZO, made)["workflows"]
    assert workflow["inputs"]["required"] == ["form", "consent"]
    assert workflow["steps"][0]["requestBody"]["payload"] == {"form": "$inputs.form"}
