"""XState, judged by XState: the machine that is shipped runs to each of the ends that the analysis knows of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.drawing.builders import document, flow, step
from tests.exporters.hostile import SIGNS, blueprint_of, ids_of
from tests.node_tools import run_node
from tests.profiles import IS_DEEP, each_example
from tests.work import count_calls
from visavis.blueprint.analysis import Analysis, FrictionReport, Measures, journey
from visavis.blueprint.model import BlueprintDocument, Persona, StepKind
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage import load
from visavis.exporters.interactions import list_interactions
from visavis.exporters.xstate import XSTATE
from visavis.exporters.xstate.javascript_text import encode_id


def job(made: BlueprintDocument, form: str = "json") -> ExportJob:
    # A machine is made of the document alone.
    return ExportJob(made, Analysis(Measures(None, ()), FrictionReport()), made.head.language, {"format": form})


def machine(made: BlueprintDocument) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(XSTATE.export(job(made)))
    return read


def run(made: BlueprintDocument, *personas: str | None, walks: int = 60) -> dict[str, Any]:
    return run_all([made], *personas, walks=walks)[0]


def run_all(found: list[BlueprintDocument], *personas: str | None, walks: int) -> list[dict[str, Any]]:
    """Run the machines of several documents in one Node."""
    told: list[dict[str, Any]] = run_node("run_machine.mjs", [
        {"module": XSTATE.export(job(made, "mjs")).decode(), "personas": personas or (None,), "walks": walks,
         "most": 600} for made in found])
    return told


def ends(made: BlueprintDocument, persona: Persona | None) -> set[str]:
    return {name for name in journey(made, persona).reached_steps
            if made.step_by_id[name].kind is StepKind.OUTCOME}


@each_example("home-care-allowance", "corner-shoeshine")
def test_each_persona_comes_to_each_of_their_ends_and_nothing_goes_wrong(path: Path) -> None:
    made = load(path).document
    told = run(made, *(each.id for each in made.head.personas), walks=200 if IS_DEEP else 40)
    assert told["errors"] == []
    for persona in made.head.personas or (None,):
        found = set(told["ends"][persona.id if persona else ""])
        wanted = ends(made, persona)
        # What fails without a fallback ends blocked.
        assert {name for name in found if "~" not in name} <= wanted
        assert wanted <= found or not IS_DEEP
    everybody = {name for found in told["ends"].values() for name in found}
    assert {encode_id(step.id) for step in made.steps if step.kind is StepKind.OUTCOME} <= everybody


@each_example("home-care-allowance", "hotel-stay")
def test_what_is_said_is_an_event_of_the_other_side_with_its_words(path: Path) -> None:
    made = load(path).document
    regions = machine(made)["states"]
    heard = {event: (side, told) for side, region in regions.items() for event, told in region["on"].items()}
    for each in list_interactions(made):
        if StepKind.EVIDENCE in (each.source.kind, each.target.kind):
            continue
        side, told = heard["/".join(map(encode_id, (each.flow.source, each.flow.key, each.flow.target)))]
        assert side == made.side_of(each.target)
        assert told.get("description", "") == each.says
        assert told["meta"].get("carries", []) == list(each.flow.carries)
        assert told["meta"].get("probability") == each.flow.probability


def test_waits_are_delays_decisions_are_choices_and_failures_lead_to_the_fallback() -> None:
    made = load(Path(__file__).parents[2] / "examples" / "home-care-allowance.blueprint.json").document
    read = machine(made)
    citizen = read["states"]["citizen"]["states"]
    assert read["meta"]["delays"]["P30D"] == 30 * 24 * 3600 * 1000
    assert citizen["c9"]["states"]["~waiting"] == {"after": {"P30D": "~over"}}
    assert set(citizen["c9"]["states"]["~over"]["on"]) == {"take/f22", "take/f23", "take/f24"}
    assert citizen["c13"]["on"]["fail/c13"] == {"target": "#o1"}
    assert citizen["o3"]["tags"] == ["outcome", "granted"]
    assert read["states"]["citizen"]["initial"] == "c1"
    assert [read["states"]["agent"]["initial"], read["type"]] == ["~idle", "parallel"]


def test_a_question_is_answered_before_the_asker_goes_on() -> None:
    made = document(
        [step("u", kind="start"), step("a", "scene"), step("v", column=1),
         step("o", column=2, kind="outcome", outcome="granted")],
        [flow("ask", "u", "a", kind="interaction"), flow("answer", "a", "u", kind="interaction"),
         flow("on", "u", "v"), flow("end", "v", "o")])
    told = run(made, walks=3)
    assert told["errors"] == []
    assert told["ends"] == {"": {"o": 3}}
    assert machine(made)["states"]["citizen"]["on"]["a/answer/u"]["target"] == "#u~answered"


def test_a_limited_loop_is_taken_no_more_often_and_a_way_is_only_for_some() -> None:
    made = document(
        [step("u", kind="start"), step("d", column=1, kind="decision"),
         step("o", column=2, kind="outcome", outcome="granted"), step("n", column=3, kind="outcome", outcome="refused")],
        [flow("f", "u", "d"), flow("again", "d", "u", max_times=2), flow("yes", "d", "o", only_for=("p",)),
         flow("no", "d", "n", not_for=("p",))],
        personas=(Persona(id="p", name="P"), Persona(id="q", name="Q")))
    told = run(made, "p", "q", walks=20)
    assert told["ends"] == {"p": {"o": 20}, "q": {"n": 20}}
    assert (told["errors"], told["stuck"], told["endless"]) == ([], 0, 0)


def test_who_cannot_use_a_channel_is_blocked_there_or_goes_on_by_the_fallback() -> None:
    steps = [step("u", kind="start"), step("a", "scene", channel="phone"), step("w", column=1, channel="phone"),
             step("o", column=2, kind="outcome", outcome="granted")]
    flows = [flow("f", "u", "a", kind="interaction"), flow("g", "a", "w", kind="interaction"), flow("h", "w", "o")]
    personas = (Persona(id="p", name="P", channels=("post",)), Persona(id="q", name="Q"))
    mended = [steps[0], step("a", "scene", channel="phone", fallback="o"), *steps[2:]]
    told = run_all([document(each, flows, personas=personas) for each in (steps, mended)], "p", "q", walks=2)
    assert [each["ends"] for each in told] == [{"p": {"agent~blocked": 2}, "q": {"o": 2}},
                                               {"p": {"o": 2}, "q": {"o": 2}}]


def test_several_starts_are_chosen_and_a_failure_without_a_fallback_is_blocked() -> None:
    made = document(
        [step("u", kind="start", fails=0.5), step("v", kind="start"), step("w", column=1),
         step("o", column=2, kind="outcome", outcome="granted")],
        [flow("f", "u", "w"), flow("g", "v", "w"), flow("h", "w", "o")])
    told = run(made, walks=40)
    assert set(told["ends"][""]) == {"o", "citizen~blocked"}
    assert {"start/u", "start/v", "fail/u"} <= set(told["events"])


def test_ids_mean_nothing_to_xstate() -> None:
    texts = ["a.b", "*", "#x", "constructor", "__proto__", "toString", "a b", "é/", "~idle"]
    for text, told in zip(texts, run_all([ids_of(text) for text in texts], walks=2), strict=True):
        assert told["errors"] == []
        assert told["ends"] == {"": {encode_id(text): 2}}
        assert unquote(encode_id(text)) == text


def test_whatever_is_typed_is_text() -> None:
    texts = SIGNS if IS_DEEP else SIGNS[6:14]
    for text, told in zip(texts, run_all([blueprint_of(text) for text in texts], walks=6), strict=True):
        assert told["errors"] == []
        assert set(told["ends"][""]) <= {"o", "n"}
        assert b"</" not in XSTATE.export(job(blueprint_of(text), "mjs"))


def test_a_blueprint_without_an_end_is_a_machine_that_waits() -> None:
    found = [document(), document([step("u")]), document([step("e", "preuves", kind="evidence")]),
             document([step("u"), step("v")], [flow("f", "u", "v"), flow("g", "v", "u")])]
    for made, told in zip(found, run_all(found, walks=1), strict=True):
        assert {"citizen", "agent"} <= set(machine(made)["states"])
        assert told["errors"] == []


def test_losses_tell_evidence_and_ways_that_a_region_cannot_take_at_once() -> None:
    made = document([step("u", kind="start"), step("v", column=1), step("w", column=2), step("e", "preuves", kind="evidence")],
                    [flow("f", "u", "v"), flow("g", "u", "w")])
    told = [str(each) for each in XSTATE.losses(job(made))]
    assert told[:2] == ["not in this file: 1 step of evidence",
                        "1 step goes on in several ways at once on its side: here one of them is taken"]


def test_ten_times_the_steps_are_ten_times_the_work() -> None:
    def calls(count: int) -> int:
        steps = [step(f"s{at}", "usager" if at % 2 else "scene", column=at, wait="P1D") for at in range(count)]
        asked = job(document(steps, [flow(f"f{at}", f"s{at}", f"s{at + 1}") for at in range(count - 1)]))
        return count_calls(lambda: XSTATE.export(asked))

    calls(10)
    assert calls(1000) < 13 * calls(100)
