"""Assessing while someone draws: the recommended rules on blueprints that grow, and how the time grows with them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any

from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import assess
from visavis.blueprint.storage.codec import decode_data

BUDGETS = ((200, 100.0), (2000, 1500.0))
GROWTH = (50, 100, 200, 400, 800, 1200, 1600, 2000)
STEPS_A_ROUND = 5
PEOPLE = [{"id": "ann", "name": "Ann", "weight": 5, "channels": ["phone", "counter", "web", "post"]},
          {"id": "bob", "name": "Bob", "weight": 3, "channels": ["phone", "counter", "post"]},
          {"id": "eve", "name": "Eve", "weight": 2}]
ITEMS = [{"id": f"i{number}", "name": f"Item {number}", "held_by": "tax office" if number % 2 else None}
         for number in range(6)]


def measurements() -> Iterator[Measurement]:
    """Yield how long the recommended rules take, measures included, on a service told with all its fields."""
    for steps, budget in BUDGETS:
        document = service_of(steps)
        yield median_of(f"assess {steps:,} steps with the recommended rules",
                        milliseconds(partial(assess, document), 5), budget)


def growth() -> list[tuple[int, float]]:
    """Return sizes in steps with the milliseconds that assessing takes."""
    return [(len(document.steps), median(milliseconds(partial(assess, document), 3)))
            for document in map(service_of, GROWTH)]


def service_of(steps: int) -> BlueprintDocument:
    """Return about so many steps in phases: people ask, agents check with rework, decide and let people wait."""
    rounds = max(1, (steps - 2) // STEPS_A_ROUND)
    nodes: list[dict[str, Any]] = [_node("go", "citizen", 0, kind="start", work="PT5M")]
    edges: list[dict[str, Any]] = []
    last = "go"
    for number in range(rounds):
        ask, check, decide, work, rest = (f"{letter}{number}" for letter in "abcdw")
        nodes += [
            _node(ask, "citizen", number, work="PT9M", channel="phone" if number % 3 else "web", fallback=check,
                  gives=[f"i{number % 6}"]),
            _node(check, "front", number, work="PT5M", asks=[f"i{number % 6}"], system=f"S{number % 3}"),
            _node(decide, "front", number, kind="decision", work="PT2M", uses=[f"i{number % 6}"]),
            _node(work, "back", number, work="PT20M", wait="P1D", system=f"S{number % 3}", unit=f"U{number % 4}"),
            _node(rest, "citizen", number, kind="wait", wait="P9D")]
        for source, target, told in ((last, ask, {}), (ask, check, {"kind": "interaction"}), (check, decide, {}),
                                     (decide, ask, {"probability": 0.1, "kind": "interaction"}),
                                     (decide, work, {"probability": 0.9}), (ask, rest, {}), (work, rest, {})):
            edges.append({"source": source, "target": target, "key": f"f{len(edges)}", **told})
        last = rest
    nodes.append(_node("end", "citizen", rounds, kind="outcome", outcome="granted"))
    edges.append({"source": last, "target": "end", "key": f"f{len(edges)}"})
    return decode_data({"directed": True, "multigraph": True, "graph": _head(rounds), "nodes": nodes, "edges": edges})


def _head(rounds: int) -> dict[str, Any]:
    lanes = [{"id": name, "name": name, "kind": kind, "actor": actor} for name, kind, actor in (
        ("citizen", "citizen", "user"), ("front", "frontstage", "desk"), ("back", "backstage", "office"))]
    actors = [{"id": "user", "name": "Users", "side": "citizen"},
              {"id": "desk", "name": "Desk", "side": "agent", "hourly_cost": 30, "capacity": 4},
              {"id": "office", "name": "Office", "side": "agent", "hourly_cost": 32, "capacity": 6}]
    phases = [{"id": f"p{number}", "name": f"Phase {number}"} for number in range(rounds // 8 + 1)]
    return {"format": "visavis/1", "id": "growing", "title": "Growing", "service": {"cases_per_year": 900},
            "personas": PEOPLE, "actors": actors, "phases": phases, "lanes": lanes, "items": ITEMS}


def _node(name: str, lane: str, place: int, **told: Any) -> dict[str, Any]:
    return {"id": name, "title": f"Does {name}", "lane": lane, "phase": f"p{place // 8}", "column": place % 8, **told}
