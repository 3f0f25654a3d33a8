"""Gateways and events that do nothing by themselves go: what they join and part is said by the steps around them."""

from __future__ import annotations

from visavis.blueprint.language import message
from visavis.blueprint.model import StepKind
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow, SketchStep


def dissolve_gateways(sketch: Sketch) -> None:
    """Take away what only joins ways, and let the step before a gateway part them where it can."""
    fallbacks: dict[str, list[SketchStep]] = {}
    for step in sketch.steps.values():
        if step.fallback:
            fallbacks.setdefault(step.fallback, []).append(step)
    for step in list(sketch.steps.values()):
        if step.kind is StepKind.START and step.is_unnamed and sketch.flows_to(step.id, messages=True):
            step.passes = True
        if step.passes:
            _pass_on(sketch, step, fallbacks)
    # What a failure leads to stands by itself.
    kept = {step.fallback for step in sketch.steps.values()}
    for step in list(sketch.steps.values()):
        if step.forks and step.id not in kept:
            _fork_before(sketch, step)
    for step in list(sketch.steps.values()):
        if step.kind is StepKind.DECISION:
            _settle_decision(sketch, step, is_kept=step.id in kept)


def _pass_on(sketch: Sketch, step: SketchStep, fallbacks: dict[str, list[SketchStep]]) -> None:
    """Lead what arrives at a step of one way directly to where it goes on."""
    leaving, arriving = sketch.flows_from(step.id), sketch.flows_to(step.id)
    if len(leaving) != 1 or leaving[0].is_message or leaving[0].target == step.id:
        return
    on = leaving[0]
    for flow in arriving:
        if flow.source == on.target and not flow.is_message:
            # A ring of nothing but gateways, or a step that leads to itself.
            sketch.losses.tell("sequenceFlow", flow.label or flow.key, message("leads back to where it comes from"))
            sketch.drop_flow(flow)
            continue
        flow.label = flow.label or on.label
        sketch.move_flow(flow, target=on.target)
    for host in fallbacks.pop(step.id, ()):
        host.fallback = on.target if host.id != on.target else ""
        fallbacks.setdefault(on.target, []).append(host)
    if step.fallback and step.fallback != on.target and not sketch.steps[on.target].fallback:
        sketch.steps[on.target].fallback, sketch.steps[on.target].may_fail = step.fallback, step.may_fail
        fallbacks.setdefault(step.fallback, []).append(sketch.steps[on.target])
    if not step.is_unnamed and step.kind is not StepKind.START:
        sketch.losses.tell("gateway", step.title, message("it only joins ways; its name is not held"))
    sketch.drop_flow(on)
    sketch.drop_step(step)


def _fork_before(sketch: Sketch, step: SketchStep) -> None:
    """Let the step before a parallel gateway take all its ways itself, where it has no others."""
    arriving, leaving = sketch.flows_to(step.id), sketch.flows_from(step.id)
    if len(arriving) != 1 or arriving[0].is_message or len(leaving) < 2:
        return
    before = sketch.steps[arriving[0].source]
    others = sketch.flows_from(before.id, messages=False)
    if len(others) != 1 or before.kind is StepKind.DECISION or before.takes_one or before.id == step.id:
        return
    for flow in leaving:
        if flow.target != before.id:
            flow.label = flow.label or arriving[0].label
            sketch.move_flow(flow, source=before.id)
    if not sketch.flows_from(step.id):
        sketch.drop_flow(arriving[0])
        sketch.drop_step(step)


def _settle_decision(sketch: Sketch, step: SketchStep, *, is_kept: bool) -> None:
    """Make a gateway with one way a plain step, and the question before an unnamed one the decision."""
    leaving = sketch.flows_from(step.id, messages=False)
    if not leaving:
        step.kind = StepKind.OUTCOME
        return
    if len(leaving) < 2:
        step.kind = StepKind.ACTION
        return
    arriving = sketch.flows_to(step.id)
    if not step.is_unnamed or len(arriving) != 1 or is_kept:
        return
    before = sketch.steps[arriving[0].source]
    if _can_decide(sketch, before, arriving[0], step):
        for flow in leaving:
            sketch.move_flow(flow, source=before.id)
        sketch.drop_flow(arriving[0])
        sketch.drop_step(step)
        before.kind = StepKind.DECISION


def _can_decide(sketch: Sketch, before: SketchStep, on: SketchFlow, gateway: SketchStep) -> bool:
    """Return whether a step may take a gateway's ways: it is plain, says nothing to others, goes nowhere else."""
    return (before.kind is StepKind.ACTION and not before.forks and before.party == gateway.party
            and not on.is_message and not before.border and len(sketch.flows_from(before.id)) == 1
            and not any(flow.target in (before.id, gateway.id) for flow in sketch.flows_from(gateway.id)))
