"""What a specification says to whoever builds: messages with ids, payloads, criteria, tests of clauses, where it is from."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exporters.test_inert_text import TYPED, typed_everywhere
from tests.exporters.test_spec import ROOT, VALIDATOR, counter, exported
from tests.json_schema import Draft202012Validator, FormatChecker
from tests.profiles import IS_DEEP, each_example
from visavis.blueprint.analysis import RULES, analyse
from visavis.blueprint.graph.interactions import MessageType
from visavis.blueprint.model import BlueprintDocument, LegalMark
from visavis.blueprint.registry import ExportJob, Surroundings
from visavis.blueprint.storage import decode, encode
from visavis.blueprint.storage.organisation import Organisation, RuleChoice, Setting
from visavis.exporters.cli import main
from visavis.exporters.spec import SPECIFICATION, spec_schema
from visavis.exporters.spec.criteria import StatementKind

APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"
FILES = Path(__file__).parent / "spec_files"
FORMATS = FormatChecker()


def load(path: Path) -> BlueprintDocument:
    return decode(path.read_bytes())


@cache
def apa_in_french() -> str:
    return json.dumps(exported(load(APA), "fr"))


def check_all(spec: dict[str, Any]) -> None:
    """Hold a specification against its schema, formats included, and each of its payload schemas against theirs."""
    Draft202012Validator(spec_schema(), format_checker=FORMATS).validate(spec)
    exchanges = spec["conversation"]["exchanges"]
    ids = [each["id"] for each in exchanges]
    assert len(set(ids)) == len(ids)
    assert len({each["payload"]["$id"] for each in exchanges}) == len(ids)
    steps = {step["id"] for step in spec["steps"]}
    for each in exchanges:
        Draft202012Validator.check_schema(each["payload"])
        assert each["answers_id"] == (None if each["answers"] is None else ids[each["answers"] - 1])
        assert {*each["follows"]} <= {*ids}
    for criterion in spec["acceptance"]:
        for statement in [*criterion["given"], criterion["when"], *criterion["then"]]:
            assert statement["words"].strip()
            assert {*statement.get("exchanges", ())} <= {*ids}
            assert {statement.get("step"), *statement.get("steps", ()), statement.get("since")} - {None} <= steps
    assert len({criterion["id"] for criterion in spec["acceptance"]}) == len(spec["acceptance"])


@each_example("apa-a-domicile", "hotel-stay")
def test_an_example_is_specified_as_its_schema_says(path: Path) -> None:
    document = load(path)
    check_all(exported(document, document.head.language))


@settings(max_examples=40 if IS_DEEP else 6, deadline=None)
@given(TYPED, st.sampled_from(["fr", "en"]))
def test_whatever_was_typed_the_specification_is_valid_and_says_it_as_it_was(text: str, language: str) -> None:
    job = typed_everywhere(text)
    data = SPECIFICATION.export(ExportJob(job.document, job.analysis, language, {"private-notes": "no"}))
    spec = json.loads(data)
    check_all(spec)
    [said] = spec["conversation"]["exchanges"]
    assert said["says"] == job.document.flows[0].label


@settings(max_examples=40 if IS_DEEP else 10, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("cdabe/"), st.sampled_from("cdabe/")), max_size=12),
       st.lists(st.sampled_from(["request", "receipt", "adverse", "notice", "appeal"]), max_size=3),
       st.sampled_from(["start", "action", "wait", "decision", "outcome"]), st.text(max_size=4))
def test_whatever_was_drawn_the_specification_is_valid(arrows: list[tuple[str, str]], legal: list[str], kind: str,
                                                       label: str) -> None:
    lanes = {"c": "citizen", "d": "citizen", "a": "frontstage", "b": "backstage", "e": "evidence", "/": "frontstage"}
    nodes = [{"id": name, "title": label, "lane": lane, "phase": "p", "column": column, "kind": kind if name in "cb" else "action",
              "legal": legal, "channel": "phone", "fails": 0.1, **({"fallback": "d"} if name == "a" else {})}
             for column, (name, lane) in enumerate(lanes.items())]
    edges = [{"source": source, "target": target, "key": f"f{number}", "label": label, "carries": ["i"] if number % 2 else []}
             for number, (source, target) in enumerate(arrows)]
    graph = {"format": "visavis/1", "id": label or "x", "language": "en", "phases": [{"id": "p", "name": "P"}],
             "lanes": [{"id": kind, "name": kind, "kind": kind} for kind in ("evidence", "citizen", "frontstage", "backstage")],
             "items": [{"id": "i", "name": label, "held_by": "tax office"}],
             "personas": [{"id": "deaf", "name": label, "channels": ["post"]}],
             "service": {"legal_deadline": "P2M", "legal_clock": {"starts": "c", "stops": "b"}},
             "avoid": [{"id": rule, "text": "Never", "rule": rule, "scope": {"persona": "deaf", "step": "a"}} for rule in (
                 "silent-wait", "already-held", "asked-twice", "rekeying", "blocked-persona", "no-receipt")]}
    check_all(exported(decode(json.dumps({"graph": graph, "nodes": nodes, "edges": edges}).encode())))


def test_a_message_has_an_id_a_type_what_comes_before_and_who_says_it() -> None:
    talk = {each["id"]: each for each in exported(counter())["conversation"]["exchanges"]}
    assert talk.keys() == {"ask/f1/check", "check/f2/fetch", "check/f3/done", "check/f5/phone", "fetch/f4/check"}
    assert [talk[name]["type"] for name in ("ask/f1/check", "check/f2/fetch", "check/f3/done")] == [
        "document", "answer", "decision"]
    assert talk["ask/f1/check"]["opens"] is True
    assert talk["check/f3/done"]["follows"] == ["ask/f1/check", "fetch/f4/check"]
    assert [talk[name]["personas"] for name in ("check/f5/phone", "check/f3/done")] == [["deaf"], ["any"]]
    flows = {flow["key"]: flow["exchange"] for flow in exported(counter())["flows"]}
    assert (flows["f1"], flows["f6"]) == ("ask/f1/check", None)


def test_a_payload_takes_files_references_and_what_a_register_holds_and_nothing_else() -> None:
    [said] = [each for each in exported(counter())["conversation"]["exchanges"] if each["flow"] == "f1"]
    assert said["payload"]["$id"] == "urn:visavis:payload:counter:ask/f1/check"
    takes = Draft202012Validator(said["payload"], format_checker=FORMATS).is_valid
    assert takes({"tax": {"media_type": "application/pdf", "content": "JVBERg==", "issued_on": "2026-03-12"}})
    assert takes({"tax": {"reference": "box 7"}})
    assert takes({"tax": {"register": "tax office"}})
    assert not takes({"tax": {"register": "somebody else"}})
    assert not takes({"tax": {"media_type": "pdf", "content": "x"}})
    assert not takes({"tax": "yes"})
    assert not takes({})
    assert not takes({"tax": {"reference": "box 7"}, "age": 7})


def test_a_criterion_tells_what_must_follow_a_message_in_words_and_as_data() -> None:
    criteria = {one["id"]: one for one in json.loads(apa_in_french())["acceptance"]}
    applies = criteria["c7/f13/b1"]
    assert [given["kind"] for given in applies["given"]] == ["at-step", "heard"]
    assert applies["when"]["items"][0] == "formulaire"
    assert {then["kind"]: then for then in applies["then"]}["answered"]["exchanges"] == ["b3/f18/c8", "b4/f21/c9"]
    assert [then["words"] for then in applies["then"]][-1] == "un accusé de réception daté est envoyé\u00a0: «\u202fDossier complet le 3 mars\u202f»"
    told = {then["kind"]: then for then in criteria["b10/f48/o2"]["then"]}["in-time"]
    assert (told["step"], told["since"], told["within"]["authored"]) == ("b10", "b4", "P2M")
    assert "2 mois" in told["words"].replace("\u00a0", " ")
    assert "c9/f23/b5" not in criteria, "where nothing is said there is nothing to accept"


def test_a_step_that_fails_or_shuts_someone_out_must_go_on_at_its_fallback() -> None:
    made = counter()
    made = made.replace(steps=tuple(step.model_copy(update={"fails": 0.2, "fallback": "done", "channel": "web"})
                                    if step.id == "check" else step for step in made.steps))
    criteria = {one["id"]: one for one in exported(made)["acceptance"]}
    fails, channel = criteria["ask/f1/check#fails"], criteria["ask/f1/check#channel"]
    assert (fails["given"][-1]["kind"], fails["given"][-1]["probability"], fails["then"][0]["step"]) == ("fails", 0.2, "done")
    assert (channel["personas"], channel["given"][-1]["channels"], channel["then"][0]["kind"]) == (["deaf"], ["web"], "goes-on")
    assert "ask/f1/check#fails" not in {one["id"] for one in exported(counter())["acceptance"]}


def test_a_promise_and_a_deadline_stand_among_what_must_follow() -> None:
    made = counter()
    made = made.replace(steps=tuple(step.model_copy(update={"deadline": "P5D"}) if step.id == "check" else step for step in made.steps))
    then = {one["id"]: {each["kind"]: each for each in one["then"]} for one in exported(made)["acceptance"]}
    assert then["check/f3/done"]["promised"]["within"] == {"authored": "before Easter", "mean_minutes": None, "distribution": None}
    assert "before Easter" in then["check/f3/done"]["promised"]["words"]
    assert then["ask/f1/check"]["in-time"]["within"]["mean_minutes"] == 7200
    assert "since" not in then["ask/f1/check"]["in-time"]


@pytest.mark.parametrize(("rule", "kind", "data"), [
    ("silent-wait", "news", {"within": {"authored": "P5D", "mean_minutes": 7200, "distribution": "fixed"}}),
    ("already-held", "from-register", {"items": ["tax"], "source_of_record": "tax office"}),
    ("asked-twice", "asked-once", {"items": ["tax"]}), ("rekeying", "kept", {"items": ["tax"]}),
    ("blocked-persona", "channel-open", {"personas": ["deaf"], "channels": ["counter"]}),
    ("no-receipt", "acknowledged", {"exchanges": ["check/f2/fetch", "check/f5/phone", "check/f3/done"]}),
])
def test_a_clause_says_what_must_be_seen_in_its_place(rule: str, kind: str, data: dict[str, Any]) -> None:
    made = counter(graph={"avoid": [{"id": "v", "text": "Never", "rule": rule}]})
    marked = made.replace(steps=tuple(step.model_copy(update={"legal": (LegalMark.RECEIPT,)}) if step.id == "check" else step for step in made.steps))
    [clause] = exported(marked)["avoid"]
    seen, never = clause["test"]["then"][0], clause["test"]["then"][-1]
    assert seen["kind"] == kind
    assert {name: seen[name] for name in data} == data
    assert never == {"kind": "never", "words": "Never", "rule": rule}


def test_a_clause_has_its_limits_as_they_hold_who_keeps_it_and_what_waives_it() -> None:
    clauses = [{"id": "own", "text": "Never", "rule": "silent-wait", "limit": {"value": 48, "unit": "hour"}, "scope": {"lane": "a"}},
               {"id": "shared", "text": "Never", "rule": "silent-wait", "scope": {"step": "fetch"}},
               {"id": "words", "text": "Never", "scope": {"lane": "a"}}]
    document = counter(graph={"avoid": clauses, "waivers": [{"id": "w", "rule": "silent-wait", "step": "fetch", "reason": "legal"}],
                              "actors": [{"id": "clerk", "name": "Clerk", "side": "agent"}],
                              "lanes": [{"id": "c", "name": "C", "kind": "citizen"}, {"id": "b", "name": "B", "kind": "backstage"},
                                        {"id": "a", "name": "A", "kind": "frontstage", "actor": "clerk"}]})
    organisation = Organisation(rules=RuleChoice(), thresholds={"silent-wait": {"wait": Setting(value=10, unit="day", source="Charter")}})
    around = Surroundings(organisation)
    job = ExportJob(document, analyse(document, RULES, organisation=organisation), "en", {}, around)
    own, shared, words = json.loads(SPECIFICATION.export(job))["avoid"]
    assert own["thresholds"] == [{"name": "wait", "value": 2, "unit": "day", "minutes": 2880, "source": "clause"}]
    assert shared["thresholds"] == [{"name": "wait", "value": 10, "unit": "day", "minutes": 14400, "source": "Charter"}]
    assert (own["owner"], shared["owner"], words["owner"]) == ("clerk", None, "clerk")
    assert (own["waivers"], shared["waivers"], words["waivers"]) == ([], ["w"], [])
    assert words["test"]["then"] == [{"kind": "never", "words": "Never"}]
    assert words["test"]["given"][0]["steps"] == ["check"]


def test_it_says_what_made_it_from_which_bytes_and_a_date_that_people_gave() -> None:
    spec = json.loads(apa_in_french())
    told = spec["provenance"]
    assert told["source"] == {"format": "visavis/1", "id": "apa-a-domicile", "sha256": sha256(APA.read_bytes()).hexdigest(), "is_excerpt": False}
    assert (told["date"], told["date_is_of"], told["state"]) == ("2026-11-29", "record", "as-is")
    assert exported(counter())["provenance"]["date"] is None
    today = exported(counter(), date="today")["provenance"]
    assert (today["date_is_of"], today["date"][:2]) == ("export", str(date.today())[:2])
    assert exported(counter())["provenance"]["source"]["sha256"] == sha256(encode(counter())).hexdigest()


def test_cost_and_scale_are_those_of_the_measures() -> None:
    spec = json.loads(apa_in_french())
    assert spec["scale"]["years"][0]["cases"] == 4200
    assert spec["scale"]["costs"][0]["agent"]["minutes"] == spec["measures"][0]["started"]["agent"]["work_minutes"]["value"]
    assert exported(counter())["scale"]["years"] == []


def test_an_extract_says_so_and_has_the_figures_of_the_whole(tmp_path: Path) -> None:
    def written(*choice: str) -> dict[str, Any]:
        assert main(("export", str(APA), "-t", "spec", "-o", str(tmp_path / "x.spec.json"), "--force", *choice)) == 0
        found: dict[str, Any] = json.loads((tmp_path / "x.spec.json").read_text(encoding="utf-8"))
        return found

    whole, part = written(), written("--phases", "attendre,decider")
    assert len(part["conversation"]["exchanges"]) < len(whole["conversation"]["exchanges"])
    assert [one["provenance"]["source"]["is_excerpt"] for one in (whole, part)] == [False, True]
    assert part["scale"] == whole["scale"]
    assert part["measures"] == whole["measures"]
    VALIDATOR.validate(part)


def test_a_file_of_the_first_program_keeps_to_the_schema_of_this_one_and_the_other_way_round() -> None:
    first = json.loads((FILES / "first.spec.json").read_text(encoding="utf-8"))
    VALIDATOR.validate(first)
    for document in (load(APA), load(ROOT / "examples" / "hotel-stay.blueprint.json"), counter()):
        Draft202012Validator(json.loads((FILES / "first.schema.json").read_text(encoding="utf-8"))).validate(exported(document))


def test_what_the_first_program_said_is_said_still() -> None:
    """Nothing that stood in a file of the first program is gone or says something else, except what rules find."""
    first = json.loads((FILES / "first.spec.json").read_text(encoding="utf-8"))
    for judged in ("findings", "not_assessed", "measures", "gaps", "avoid"):
        del first[judged]
    assert lacks(first, exported(load(ROOT / "examples" / "corner-shoeshine.blueprint.json"))) == []


def test_the_page_about_it_names_every_key_and_what_it_shows_is_so() -> None:
    page = (ROOT / "docs" / "specification.md").read_text(encoding="utf-8")
    spec = json.loads(apa_in_french())
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "specification.md", "exec"), {"spec": spec})
    for key in [*spec, *spec["conversation"]["exchanges"][0]]:
        assert f"`{key}`" in page or key in ("flow", "answers", "source", "target"), key
    for kind in (*StatementKind, *MessageType):
        assert f"`{kind}`" in page, kind


@pytest.mark.parametrize(("place", "value"), [
    ("/conversation/exchanges/0/type", "shout"), ("/conversation/exchanges/0/payload/$id", "urn:other"),
    ("/conversation/exchanges/0/follows", "one"), ("/acceptance/0/when/kind", "sung"), ("/acceptance/0/then", None),
    ("/provenance/source/sha256", "abc"), ("/avoid/0/thresholds/0/value", -1), ("/avoid/0/test/then/0/within/mean_minutes", "5"),
    ("/scale/costs", None), ("/measures/0/method", "guessed"),
])
def test_the_schema_refuses_what_the_program_never_says(place: str, value: Any) -> None:
    spec = json.loads(apa_in_french())
    *way, last = place.strip("/").split("/")
    part: Any = spec
    for name in way:
        part = part[int(name)] if isinstance(part, list) else part[name]
    part[last] = value
    assert not VALIDATOR.is_valid(spec)


def lacks(before: Any, after: Any, where: str = "") -> list[str]:
    match before, after:
        case dict(), dict():
            return [fault for key, value in before.items() for fault in (
                lacks(value, after[key], f"{where}/{key}") if key in after else [f"{where}/{key}"])]
        case list(), list() if len(before) == len(after):
            return [fault for number, pair in enumerate(zip(before, after, strict=True)) for fault in lacks(*pair, f"{where}/{number}")]
        case _:
            return [] if before == after else [f"{where}: {before!r} is {after!r}"]
