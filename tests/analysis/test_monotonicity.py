"""What must never happen to measures: effort on one side moving the other's, names and order moving anything."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.analysis.plain_figures import effort, mean_of, value
from tests.profiles import each_example
from visavis.blueprint.analysis import RULES, JourneyMeasures, analyse, measure_all
from visavis.blueprint.model import BlueprintDocument, Service, Side, Split, Step
from visavis.blueprint.storage import load

EXAMPLE = each_example("apa-a-domicile", "corner-shoeshine", "passeport")
MINUTES = 7.0


def everybody(document: BlueprintDocument) -> JourneyMeasures:
    found = measure_all(document).everybody
    assert found is not None
    return found


def with_step_on(document: BlueprintDocument, side: Side, number: int) -> tuple[BlueprintDocument, str] | None:
    """Put a step of a side on a flow of the journey: what came by there now passes the step first."""
    lane = next((lane.id for lane in document.head.lanes if document.side_of_lane(lane) is side), None)
    flows = [flow for flow in document.flows if document.step_by_id[flow.source].splits is Split.ALL]
    if lane is None or not flows:
        return None
    flow = flows[number % len(flows)]
    before = document.step_by_id[flow.source]
    fresh = Step(id="neutral", title="Neutral", lane=lane, phase=before.phase, column=before.column, work="PT7M",
                 join="each")
    onward = flow.model_copy(update={"key": "neutral-on", "source": "neutral"})
    there = flow.model_copy(update={"target": "neutral"})
    changed = tuple(there if one is flow else one for one in document.flows)
    return document.replace(steps=(*document.steps, fresh), flows=(*changed, onward)), "neutral"


@EXAMPLE
@pytest.mark.parametrize("side", [Side.CITIZEN, Side.AGENT])
def test_a_step_of_one_side_never_changes_the_other(path: Path, side: Side) -> None:
    document = load(path).document
    before = everybody(document)
    chance = Random(path.name + side)
    for _ in range(4):
        made = with_step_on(document, side, chance.randrange(1000))
        if made is None:
            continue
        after = everybody(made[0])
        visits = after.visits[made[1]]
        mine, other = ("citizen", "agent") if side is Side.CITIZEN else ("agent", "citizen")
        grown = effort(after, mine) - effort(before, mine)
        assert grown == pytest.approx(visits * MINUTES, abs=1e-9)
        assert effort(after, other) == pytest.approx(effort(before, other), abs=1e-9)
        assert mean_of(after) >= mean_of(before) - 1e-9
        assert value(after.completion) == pytest.approx(value(before.completion), abs=1e-9)


@EXAMPLE
def test_removing_any_wait_never_takes_longer(path: Path) -> None:
    document = load(path).document
    before = mean_of(everybody(document))
    waiting = [step for step in document.steps if step.wait is not None]
    for step in waiting[:6]:
        shorter = tuple(one.model_copy(update={"wait": None}) if one is step else one for one in document.steps)
        assert mean_of(everybody(document.replace(steps=shorter))) <= before + 1e-9


@EXAMPLE
def test_the_order_of_lanes_and_steps_changes_no_measure(path: Path) -> None:
    document = load(path).document
    before = everybody(document)
    head = document.head.model_copy(update={"lanes": tuple(reversed(document.head.lanes)),
                                            "personas": tuple(reversed(document.head.personas))})
    after = everybody(document.replace(head=head, steps=tuple(reversed(document.steps)),
                                       flows=tuple(reversed(document.flows))))
    assert mean_of(after) == pytest.approx(mean_of(before))
    assert value(after.completion) == pytest.approx(value(before.completion))
    for side in ("citizen", "agent", "partner"):
        assert effort(after, side) == pytest.approx(effort(before, side))
    assert after.visits == pytest.approx(before.visits)


def service_with(document: BlueprintDocument, names: dict[str, str]) -> Service:
    """Return the service with the steps of its legal clock under other ids."""
    service = document.head.service
    clock = service.legal_clock
    if clock is None:
        return service
    return service.model_copy(update={"legal_clock": clock.model_copy(update={
        "starts": names.get(clock.starts or ""), "stops": names.get(clock.stops or ""),
        "pauses": tuple(names[step] for step in clock.pauses)})})


@EXAMPLE
def test_other_ids_give_the_same_findings(path: Path) -> None:
    document = load(path).document
    names = {step.id: f"n{number:03}" for number, step in enumerate(document.steps)}
    steps = tuple(step.model_copy(update={"id": names[step.id], "fallback": names.get(step.fallback or "")})
                  for step in document.steps)
    flows = tuple(flow.model_copy(update={"source": names[flow.source], "target": names[flow.target]})
                  for flow in document.flows)
    bare = {"notes": (), "avoid": (), "waivers": (), "triage": ()}
    before = analyse(document.replace(head=document.head.model_copy(update=bare)), RULES).frictions
    renamed = document.head.model_copy(update={**bare, "service": service_with(document, names)})
    after = analyse(document.replace(head=renamed, steps=steps, flows=flows), RULES).frictions
    told = [(one.rule, one.severity, tuple(names[step] for step in one.steps), one.persona) for one in before.findings]
    assert sorted(told, key=str) == sorted(((one.rule, one.severity, one.steps, one.persona)
                                            for one in after.findings), key=str)
