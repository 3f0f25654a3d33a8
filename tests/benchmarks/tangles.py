"""Services of a thousand steps for every text format: one that goes on step by step, one tangled with cycles."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.benchmarks.assessing import ITEMS, PEOPLE, service_of
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

STEPS_A_PHASE = 8
# People go back after so many steps of theirs.
BACK_AFTER = 5


def described_service_of(steps: int) -> BlueprintDocument:
    """Return `service_of`, with what every text format needs: an authority, feelings."""
    made = service_of(steps)
    head = made.head.model_copy(update={"service": made.head.service.model_copy(update={"authority": "Town"})})
    return made.replace(head=head, steps=tuple(
        step.model_copy(update={"emotion": number % 5 - 2}) for number, step in enumerate(made.steps)))


def tangle_of(steps: int, arrows: int = 0, seed: int = 1) -> BlueprintDocument:
    """Return so many steps in which every step of a citizen asks an agent, and the journey goes back again and again.

    All of it is one loop of loops, in which each message can follow hundreds of others. `arrows` more lead from any
    step to any other.
    """
    chance = Random(seed)
    asked = [(f"u{number}", f"a{number}") for number in range(steps // 2)]
    nodes = [_node(name, lane, number) for number, pair in enumerate(asked)
             for name, lane in zip(pair, ("citizen", "front"), strict=True)]
    ways = [way for number, (person, agent) in enumerate(asked) for way in (
        (person, agent), (agent, person), *([(f"u{number - 1}", person)] if number else []))]
    ways += [(f"u{number}", f"u{max(0, number - BACK_AFTER)}") for number in range(len(asked) - 1, 0, -BACK_AFTER)]
    names = [node["id"] for node in nodes]
    ways += [(chance.choice(names), chance.choice(names)) for _ in range(arrows)]
    edges = [{"source": source, "target": target, "key": f"f{number}", "label": f"Says {number}" if number % 3 else "",
              "carries": [f"i{number % 6}"] if number % 4 == 0 else []} for number, (source, target) in enumerate(ways)]
    return decode_data({"directed": True, "multigraph": True, "graph": _head(len(asked)), "nodes": nodes,
                        "edges": edges})


def _head(columns: int) -> dict[str, Any]:
    lanes = [{"id": "citizen", "name": "Citizens", "kind": "citizen"},
             {"id": "front", "name": "Desk", "kind": "frontstage"}]
    phases = [{"id": f"p{number}", "name": f"Phase {number}"} for number in range(columns // STEPS_A_PHASE + 1)]
    return {"format": "visavis/1", "id": "tangle", "title": "Tangle", "language": "en", "phases": phases,
            "lanes": lanes, "personas": PEOPLE, "items": ITEMS, "service": {"authority": "Town"}}


def _node(name: str, lane: str, number: int) -> dict[str, Any]:
    return {"id": name, "title": f"Does {name}", "lane": lane, "phase": f"p{number // STEPS_A_PHASE}",
            "column": number % STEPS_A_PHASE, "channel": "web" if number % 2 else "phone", "work": "PT5M",
            "asks": [f"i{number % 6}"] if lane == "front" else [], "emotion": number % 5 - 2}
