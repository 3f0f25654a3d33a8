"""Random redesigns: compared and drawn without an exception, judged as the definition says, never praised for fewer people."""

from __future__ import annotations

import copy
import math
from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.analysis.independent.documents import random_document, random_time
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import Comparison, compare
from visavis.blueprint.analysis.reports.comparison_json import comparison_json
from visavis.blueprint.drawing import draw_before_after
from visavis.blueprint.language import translator
from visavis.blueprint.storage.codec import decode_data

Data = dict[str, Any]
EFFORTS = ("citizen_minutes", "agent_minutes", "partner_minutes")
ALL = ("elapsed_minutes", *EFFORTS)
# How good a verdict is: nothing is said for an unknown one; more people served is as good as more served with less work.
RANK = {"regression": 0, "unknown": 0, "transfer": 1, "unchanged": 2, "better": 3, "win-win": 3}
OUT = mostly_deep([range(12), range(12, 206), range(206, 400)])
SEEDS = mostly_deep([range(12), *(range(first, min(first + 50, 400)) for first in range(12, 400, 50))])


def redesigned(data: Data, random: Random) -> Data:
    """Return a redesign: other times, chances and channels; steps without a time; ends that are said or not."""
    after = copy.deepcopy(data)
    after["graph"].update(id=data["graph"]["id"] + "b", redesigns=data["graph"]["id"], state="to-be")
    for step in after["nodes"]:
        if random.random() < 0.3:
            key = random.choice(["work", "wait"])
            step.pop(key, None)
            if random.random() < 0.7:
                step[key] = random_time(random, long=key == "wait")
        if random.random() < 0.1:
            step["channel"] = random.choice(["web", "phone", "counter"])
        if random.random() < 0.2:
            step.pop("fails", None)
            step.pop("fallback", None)
        if step["kind"] == "outcome" and random.random() < 0.2:
            step["outcome"] = random.choice(["granted", "refused", "abandoned"])
    for flow in after["edges"]:
        if "probability" in flow and random.random() < 0.1:
            del flow["probability"]
    return after


def direction(pair: Data, least: float) -> str:
    """Return which way a figure went: 'lower', 'same', 'higher' or 'unknown', as model.md has it."""
    before, after = pair["before"], pair["after"]
    if before["value"] is None or after["value"] is None or (before["at_least"] and after["at_least"]):
        return "unknown"
    noise = max(least, 2 * math.hypot(before["standard_error"] or 0, after["standard_error"] or 0)) + 1e-9
    change = after["value"] - before["value"]
    if after["at_least"]:
        return "higher" if change > noise else "unknown"
    if before["at_least"]:
        return "lower" if change < -noise else "unknown"
    return "same" if abs(change) <= noise else "higher" if change > 0 else "lower"


def judged(persona: Data) -> str:
    """Return the verdict on the figures of one line of a comparison: the first rule of seven that matches."""
    people = [direction(persona[name], 0.001) for name in ("granted", "completion")]
    ways = {name: direction(persona[name], 0.1) for name in ALL}
    both = ways["citizen_minutes"] == ways["agent_minutes"] == "lower"
    if "lower" in people:
        return "regression"
    if "unknown" in people:
        return "unknown"
    if "higher" in people:
        return "win-win" if both and not {"higher", "unknown"} & set(ways.values()) else "better"
    if ways["elapsed_minutes"] == "higher":
        return "regression"
    if "unknown" in ways.values():
        return "unknown"
    if "higher" in [ways[name] for name in EFFORTS]:
        return "transfer" if "lower" in ways.values() else "regression"
    if both:
        return "win-win"
    return "better" if "lower" in ways.values() else "unchanged"


def expected(personas: list[Data]) -> list[str]:
    """Return the verdict of every line, everybody first."""
    verdicts = [judged(persona) for persona in personas]
    counted = [verdict for verdict, persona in zip(verdicts[1:], personas[1:], strict=True) if persona["weight"] > 0]
    if verdicts and verdicts[0] == "win-win" and {"regression", "transfer", "unknown"} & set(counted):
        verdicts[0] = "better"
    return verdicts


def compared(before: Data, after: Data) -> Comparison:
    return compare(decode_data(copy.deepcopy(before)), decode_data(copy.deepcopy(after)), ())


@pytest.mark.parametrize("seeds", SEEDS)
def test_every_verdict_is_that_of_its_definition(seeds: range) -> None:
    met: set[str] = set()
    for seed in seeds:
        before = random_document(seed)
        after = (copy.deepcopy(before), redesigned(before, Random(seed)), redesigned(before, Random(-seed)),
                 random_document(seed + 10_000))[seed % 4]
        found = compared(before, after)
        told = comparison_json(found, translator("en"))["personas"]
        verdicts = [persona["verdict"] for persona in told]
        assert verdicts == expected(told), seed
        assert set(told[0]["regressing"] if told else ()) == {
            persona["persona"] for persona in told[1:] if persona["verdict"] == "regression" and persona["weight"] > 0}
        for persona in told:
            for name in persona["because"]:
                assert direction(persona[name], 0.001 if name in ("granted", "completion") else 0.1) != "same"
        met.update(verdicts)
        draw_before_after(found, translator("fr" if seed % 2 else "en"))
    assert met >= {"regression", "unknown", "unchanged"}


def close_a_channel(data: Data, random: Random) -> bool:
    personas = [persona for persona in data["graph"]["personas"] if len(persona["channels"]) > 1]
    if not personas:
        return False
    random.choice(personas)["channels"].pop()
    return True


def raise_an_abandonment(data: Data, random: Random) -> bool:
    deciding = [step["id"] for step in data["nodes"] if step["kind"] == "decision"]
    leaving = [flow for flow in data["edges"] if flow["source"] in deciding and "probability" in flow]
    if not leaving:
        return False
    source = random.choice(leaving)["source"]
    for flow in data["edges"]:
        if flow["source"] == source and "probability" in flow:
            flow["probability"] *= 0.7
    data["nodes"].append({"id": "gives-up", "title": "", "lane": "c", "phase": "p2", "column": 90, "kind": "outcome",
                          "outcome": "abandoned"})
    data["edges"].append({"source": source, "target": "gives-up", "key": "gives-up", "kind": "sequence",
                          "probability": 0.3})
    return True


def delete_an_outcome(data: Data, random: Random) -> bool:
    ends = [step["id"] for step in data["nodes"] if step.get("outcome") in ("granted", "refused")]
    if not ends:
        return False
    gone = random.choice(ends)
    clock = data["graph"]["service"].get("legal_clock")
    if clock and gone in (clock["starts"], clock["stops"], *clock["pauses"]):
        return False
    data["nodes"] = [step for step in data["nodes"] if step["id"] != gone]
    data["edges"] = [flow for flow in data["edges"] if gone not in (flow["source"], flow["target"])]
    for step in data["nodes"]:
        if step.get("fallback") == gone:
            del step["fallback"]
    return True


def shuts_out(kind: list[Data], harsh: list[Data]) -> bool:
    """Return whether fewer people get something; an end beside others on the same way, deleted, takes it from no one."""
    return any(one["after"]["value"] is None or other["after"]["value"] is None
               or other["after"]["value"] < one["after"]["value"] - 1e-9
               for mine, theirs in zip(kind, harsh, strict=True) for name in ("granted", "completion")
               for one, other in [(mine[name], theirs[name])])


SHUT_OUTS = (close_a_channel, raise_an_abandonment, delete_an_outcome)


def personas_of(before: Data, after: Data) -> list[Data]:
    return list(comparison_json(compared(before, after), translator("en"))["personas"])


@pytest.mark.parametrize("seeds", OUT)
def test_shutting_people_out_never_makes_a_verdict_better(seeds: range) -> None:
    tried = Counter[str]()
    for seed in seeds:
        before, random = random_document(seed), Random(seed)
        after = redesigned(before, random)
        kind = personas_of(before, after)
        if not kind or kind[0]["granted"]["after"]["value"] is None:
            continue
        for shut_out in SHUT_OUTS:
            harsher = copy.deepcopy(after)
            if not shut_out(harsher, Random(seed)):
                continue
            harsh = personas_of(before, harsher)
            if not harsh or harsh[0]["granted"]["after"]["value"] is None:
                continue
            if shut_out is delete_an_outcome and not shuts_out(kind, harsh):
                continue
            tried[shut_out.__name__] += 1
            assert RANK[harsh[0]["verdict"]] <= RANK[kind[0]["verdict"]], (seed, shut_out, kind[0], harsh[0])
    assert all(tried[shut_out.__name__] > len(seeds) / 10 for shut_out in SHUT_OUTS), tried
