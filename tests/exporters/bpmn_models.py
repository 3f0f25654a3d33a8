"""BPMN models for tests: small ones made of a few words, and real ones that nobody of this project drew.

The real ones (the reference models of the BPMN Model Interchange Working Group, and hand-drawn ones of hdBPMN) are no
part of the project. They are looked for where `VISAVIS_BPMN` says, or beside the project in `shared/data/bpmn`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from tests.layout.invariants import overlap
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Flow, LaneKind, Step
from visavis.blueprint.model.validation import problems
from visavis.blueprint.storage import decode, encode
from visavis.exporters.importers.bpmn.importer import BPMN

NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ASKED: Mapping[str, str] = {"citizen": "", "language": "en"}


def find_model(name: str) -> bytes:
    """Return the bytes of a real model (`miwg/A.1.0`); skip the test where it is not here."""
    beside = [parent / "shared" / "data" / "bpmn" for parent in Path(__file__).parents]
    for folder in (Path(os.environ.get("VISAVIS_BPMN", "")), *beside):
        path = folder / f"{name}.bpmn"
        if path.is_file():
            return path.read_bytes()
    pytest.skip("the models of MIWG and hdBPMN are not here (VISAVIS_BPMN names their folder)")


def model(*parts: str, collaboration: str = "", namespace: str = NAMESPACE) -> bytes:
    """Return a model of one process `p` with these parts, and the parts of a collaboration."""
    together = f'<collaboration id="c">{collaboration}</collaboration>' if collaboration else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{namespace}">{together}'
            f'<process id="p">{"".join(parts)}</process></definitions>').encode()


def task(name: str, kind: str = "task", inside: str = "", **attributes: str) -> str:
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{kind} id="{name}" name="{name}"{more}>{inside}</{kind}>'


def ways(*pairs: str, **attributes: str) -> str:
    """Return sequence flows, each as `a-b`."""
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return "".join(f'<sequenceFlow id="{pair}" sourceRef="{pair.split("-")[0]}" targetRef="{pair.split("-")[1]}"'
                   f'{more}/>' for pair in pairs)


def read(content: bytes, **options: str) -> BlueprintDocument:
    """Return what the importer makes of a model, after everything that must hold of any."""
    document = BPMN.read(content, {**ASKED, **options})
    assert not list(problems(document))
    assert decode(encode(document)) == document
    return document


def lost(content: bytes, **options: str) -> list[str]:
    return [translator("en")(told) for told in BPMN.losses(content, {**ASKED, **options})]


def refusal(content: bytes, **options: str) -> str:
    with pytest.raises(BlueprintError) as refused:
        BPMN.read(content, {**ASKED, **options})
    told = translator("en")(refused.value.message)
    assert "\n" not in told
    return told


def step(document: BlueprintDocument, title: str) -> Step:
    (found,) = [step for step in document.steps if step.title == title]
    return found


def led(document: BlueprintDocument) -> set[tuple[str, str]]:
    """Return which step leads to which, by their titles."""
    titles = {step.id: step.title for step in document.steps}
    return {(titles[flow.source], titles[flow.target]) for flow in document.flows}


def crossings(document: BlueprintDocument) -> list[Flow]:
    """Return the flows across the line of interaction."""
    def is_citizen(name: str) -> bool:
        return document.lane_of(document.step_by_id[name]).facts.is_on_citizen_side

    return [flow for flow in document.flows if is_citizen(flow.source) is not is_citizen(flow.target)]


def lane_kinds(document: BlueprintDocument) -> dict[str, LaneKind]:
    return {lane.name: lane.kind for lane in document.head.lanes}


def overlapping(document: BlueprintDocument) -> list[tuple[str, str]]:
    """Return the steps whose cards lie on one another."""
    cards = lay_out(document).cards.values()
    return [(one.step, other.step) for one, other in combinations(cards, 2) if overlap(one.rect, other.rect)]
