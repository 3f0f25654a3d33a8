"""A rule that lacks an input says so: whatever is taken out of the examples, no finding goes without a word."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.profiles import EXAMPLES, each_example
from visavis.blueprint.analysis import RULES, FrictionReport, analyse, context_of
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

Data = dict[str, Any]


def without(group: str, *keys: str) -> Callable[[Data], None]:
    def strip(data: Data) -> None:
        for row in data[group]:
            for key in keys:
                row.pop(key, None)
    return strip


def without_items(data: Data) -> None:
    for step in data["nodes"]:
        for key in ("asks", "gives", "uses", "announces"):
            step.pop(key, None)
    for flow in data["edges"]:
        flow.pop("carries", None)
    data["graph"].pop("items", None)


def without_capacities(data: Data) -> None:
    for actor in data["graph"].get("actors", []):
        actor.pop("capacity", None)


def without_cases(data: Data) -> None:
    data["graph"].get("service", {}).pop("cases_per_year", None)


def without_clock(data: Data) -> None:
    data["graph"].get("service", {}).pop("legal_clock", None)


STRIPPED: dict[str, Callable[[Data], None]] = {
    "times": without("nodes", "work", "wait"), "work": without("nodes", "work"), "waits": without("nodes", "wait"),
    "channels": without("nodes", "channel"), "units": without("nodes", "unit"), "systems": without("nodes", "system"),
    "items": without_items, "probabilities": without("edges", "probability"), "capacities": without_capacities,
    "cases": without_cases, "clock": without_clock,
}


def report(document: BlueprintDocument, before: BlueprintDocument | None) -> FrictionReport:
    earlier = context_of(before) if before is not None else None
    return analyse(document, RULES, before=earlier).frictions


def as_is_of(data: Data) -> BlueprintDocument | None:
    for path in EXAMPLES:
        other = json.loads(path.read_text(encoding="utf-8"))
        if other["graph"]["id"] == data["graph"].get("redesigns"):
            return decode_data(other)
    return None


@each_example("apa-a-domicile", "hotel-stay")
def test_nothing_vanishes_unlisted(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    before = as_is_of(data)
    whole = report(decode_data(copy.deepcopy(data)), before)
    listed = {gap.rule for gap in whole.not_assessed}
    silent = []
    for kind, strip in STRIPPED.items():
        poorer = copy.deepcopy(data)
        strip(poorer)
        found = report(decode_data(poorer), before)
        still = [(one.rule, {*one.steps}) for one in found.findings]
        told = {gap.rule for gap in found.not_assessed}
        silent += [f"{kind}: {one.rule} at {one.steps[0]} ({one.persona})" for one in whole.findings
                   if one.rule not in told and not any(rule == one.rule and steps & {*one.steps}
                                                       for rule, steps in still)]
        silent += [f"{kind}: {rule} is no longer listed" for rule in listed - told
                   if not any(one.rule == rule for one in found.findings)]
    assert not silent, "\n".join(silent)
