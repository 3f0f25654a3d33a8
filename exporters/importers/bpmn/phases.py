"""Phases and columns: groups that are drawn side by side around most of a model are its phases; else it has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import Phase, StepKind
from visavis.exporters.importers.bpmn.columns import Precedence, layer_steps, place_steps
from visavis.exporters.importers.bpmn.sketch import Sketch, SketchFlow
from visavis.exporters.importers.bpmn.source_model import Bounds, SourceModel

# The part of the steps that groups must hold to be phases: a frame around a few steps is none.
_MOST = 0.6


class _Strip(NamedTuple):
    """A group as a phase: its name, and where it is drawn."""

    name: str
    box: Bounds


def find_phases(model: SourceModel, sketch: Sketch, lanes: Mapping[str, str],
                tr: Translator) -> tuple[tuple[Phase, ...], dict[str, tuple[str, int]]]:
    """Return the phases, and each step's phase and column inside it. `lanes` gives the lane of each step."""
    strips = _find_strips(model, sketch)
    of_step = _strip_of_steps(model, sketch, strips)
    precedences = list(_precedences(sketch, lanes))
    phases: list[Phase] = []
    cells: dict[str, tuple[str, int]] = {}
    for number, name in enumerate([strip.name for strip in strips] or [model.title or tr(message("Journey"))]):
        phase = Phase(id=slug(name, {known.id for known in phases}, "phase"), name=name)
        phases.append(phase)
        inside = [step for step in sketch.steps if of_step[step] == number]
        known = set(inside)
        layers = layer_steps(inside, (one for one in precedences if one.before in known and one.after in known))
        columns = place_steps({step: lanes[step] for step in inside}, layers)
        cells |= {step: (phase.id, column) for step, column in columns.items()}
    return tuple(phases), cells


def _precedences(sketch: Sketch, lanes: Mapping[str, str]) -> Iterator[Precedence]:
    for flow in sketch.flows.values():
        yield Precedence(flow.source, flow.target, _least(sketch, flow, lanes))
    for step in sketch.steps.values():
        if step.fallback in sketch.steps:
            yield Precedence(step.id, step.fallback, 1)


def _least(sketch: Sketch, flow: SketchFlow, lanes: Mapping[str, str]) -> int:
    """Return how far apart the ends stand: what is said, and the tool used, stand face to face."""
    is_apart = lanes[flow.source] != lanes[flow.target]
    return 0 if flow.is_message and is_apart and sketch.steps[flow.source].kind is not StepKind.DECISION else 1


def _find_strips(model: SourceModel, sketch: Sketch) -> Sequence[_Strip]:
    """Return the groups that are phases, left to right; others are told as lost."""
    drawn = {name: box for name in model.groups if (box := model.bounds.get(name)) is not None}
    strips = sorted((_Strip(name, drawn[group]) for group, name in model.groups.items() if group in drawn and name),
                    key=lambda strip: strip.box.x)
    steps = [model.bounds[step] for step in sketch.steps if step in model.bounds]
    held = sum(any(strip.box.holds(step) for strip in strips) for step in steps)
    # Frames that touch may overlap by the width of their lines.
    apart = all(one.box.x + one.box.width / 2 <= other.box.x for one, other in pairwise(strips))
    if len(strips) > 1 and apart and held >= _MOST * len(steps):
        return strips
    for group, name in model.groups.items():
        sketch.losses.tell("group", name or group, message("not held: it is no phase of the whole drawing"))
    return ()


def _strip_of_steps(model: SourceModel, sketch: Sketch, strips: Sequence[_Strip]) -> dict[str, int]:
    """Return the number of each step's strip: where it is drawn, or where that is which it belongs to."""
    found = {step: _strip_at(model.bounds[step], strips) for step in sketch.steps if step in model.bounds}
    for step in sketch.steps:
        if step not in found:
            beside = [*(flow.target for flow in sketch.flows_from(step, messages=True)),
                      *(flow.source for flow in sketch.flows_to(step, messages=True))]
            found[step] = next((found[other] for other in beside if other in found), 0)
    return found


def _strip_at(box: Bounds, strips: Sequence[_Strip]) -> int:
    middle = box.x + box.width / 2
    return max((number for number, strip in enumerate(strips) if strip.box.x <= middle), default=0)
