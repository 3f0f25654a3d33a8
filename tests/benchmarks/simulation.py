"""Playing journeys: many through a block-structured blueprint, fewer through one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.analysis import journey
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.analysis.simulation.simulate import simulate
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage.codec import decode_data

STEPS = 40
STRUCTURED_RUNS, TANGLED_RUNS = 100_000, 10_000
BUDGET = 2000.0
LANES = ("citizen", "frontstage", "backstage")


def measurements() -> Iterator[Measurement]:
    """Yield how long the journeys take, the tables of the board included."""
    for name, document, runs in (("block-structured", structured(), STRUCTURED_RUNS),
                                 ("not block-structured", tangled(), TANGLED_RUNS)):
        board = CompiledJourney(journey(document, document.head.personas[0]))
        taken = milliseconds(partial(simulate, board, runs), 3)
        yield median_of(f"{runs:,} journeys, 40 steps, {name}", taken, BUDGET)


def structured() -> BlueprintDocument:
    """Return sequences of rounds: two branches at once, one with a wait, and one in ten goes round again."""
    steps: list[dict[str, Any]] = [_step(0, kind="start")]
    flows: list[tuple[int, int, dict[str, Any]]] = []
    last: tuple[int, dict[str, Any]] = (0, {})
    while len(steps) + 8 < STEPS:
        ask, fork, left, right, then, join, check, rest = range(len(steps), len(steps) + 8)
        steps.extend(_step(number, kind="decision" if number == check else "action",
                           **({"wait": "P1D"} if number == right else {})) for number in range(ask, rest + 1))
        flows.extend([(last[0], ask, last[1]), (ask, fork, {}), (fork, left, {}), (fork, right, {}),
                      (right, then, {}), (left, join, {}), (then, join, {}), (join, check, {}),
                      (check, ask, {"probability": 0.1}), (check, rest, {"probability": 0.9})])
        last = rest, {}
    while len(steps) < STEPS:
        number = len(steps)
        steps.append(_step(number, kind="outcome" if number == STEPS - 1 else "action"))
        flows.append((number - 1, number, {}))
    return _document(steps, flows)


def tangled(seed: int = 18) -> BlueprintDocument:
    """Return ways that cross, joins that wait or not, limited loops, failures with fallbacks, closed channels."""
    draw = Random(seed)
    steps = [_step(0, kind="start")]
    flows: list[tuple[int, int, dict[str, Any]]] = []
    for number in range(STEPS):
        after = range(number + 1, STEPS)
        if number:
            steps.append(_step(number, kind="outcome" if number == STEPS - 1 else
                               draw.choice(("action", "action", "decision")),
                               join="each" if draw.random() < 0.1 else "wait",
                               channel=draw.choice(("web", "phone", "counter")),
                               **({"fails": 0.05, "fallback": f"s{draw.choice(after)}"} if after else {})))
        flows.extend((number, target, {}) for target in draw.sample(after, min(draw.randint(1, 2), len(after))))
        if 0 < number < STEPS - 1 and draw.random() < 0.3:
            flows.append((number, draw.randint(max(1, number - 6), number), {"max_times": draw.randint(1, 3)}))
    return _document(steps, flows)


def _step(number: int, **told: Any) -> dict[str, Any]:
    work = {"min": f"PT{2 + number % 3}M", "mode": "PT9M", "max": "PT30M"}
    return {"id": f"s{number}", "title": f"Step {number}", "lane": LANES[number % 3], "phase": "p", "column": number,
            "work": work, **told}


def _document(steps: list[dict[str, Any]], flows: list[tuple[int, int, dict[str, Any]]]) -> BlueprintDocument:
    edges = [{"source": f"s{source}", "target": f"s{target}", "key": f"f{number}", **told}
             for number, (source, target, told) in enumerate(flows)]
    graph = {"format": "visavis/1", "id": "synthetic", "title": "Synthetic", "phases": [{"id": "p", "name": "P"}],
             "lanes": [{"id": kind, "name": kind, "kind": kind} for kind in LANES],
             "personas": [{"id": "ann", "name": "Ann", "channels": ["phone", "counter"]}]}
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": steps, "edges": edges})
