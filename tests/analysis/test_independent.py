"""The product's measures beside a second reading of the rules that shares no line with it (`independent/`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.analysis.independent.documents import random_document
from tests.analysis.independent.playing import Endless, Game, Played, spread
from tests.analysis.independent.reading import read
from tests.profiles import mostly_deep
from visavis.blueprint.analysis import measure_all
from visavis.blueprint.analysis.reports.analysis_json import measures_json
from visavis.blueprint.storage.codec import decode_data

RUNS = 2000
ERRORS = 4.5
SIDES = ("citizen", "agent", "partner")
SEEDS = mostly_deep(range(first, first + 10) for first in range(0, 300, 10))


def games(data: dict[str, Any], seed: int) -> list[tuple[str | None, float, list[Played]]] | None:
    """Return each persona's weight and played journeys; None where some journey never ends, or no one begins."""
    personas: list[Any] = data["graph"]["personas"] or [None]
    total = sum(persona["weight"] for persona in personas if persona) or 1
    found = []
    for number, persona in enumerate(personas):
        reading = read(data, persona)
        if not reading.starts:
            return None
        game = Game(data, reading, Random(1000 * seed + number))
        try:
            played = [game.play() for _ in range(RUNS)]
        except Endless:
            return None
        found.append((persona["id"] if persona else None, persona["weight"] / total if persona else 1.0, played))
    return found


def share(times: float, count: int) -> tuple[float, float]:
    likely = (times + 2) / (count + 4)
    return times / count, math.sqrt(likely * (1 - likely) / (count + 4))


# A name, the product's value, the simulation's value, and the standard error of their difference.
Pair = tuple[str, float, float, float]


def pair(name: str, figure: dict[str, Any], expected: tuple[float, float]) -> Iterator[Pair]:
    """Yield a figure of the product beside a mean of the simulation; nothing where the product knows no value."""
    if figure["value"] is not None:
        yield name, figure["value"], expected[0], math.hypot(expected[1], figure["standard_error"] or 0.0)


def compared(told: dict[str, Any], played: list[Played], data: dict[str, Any]) -> Iterator[Pair]:
    """Yield everything of a journey."""
    count = len(played)
    nothing = {"value": 0.0, "standard_error": None}
    for outcome in sorted({*told["outcomes"], *(one.outcome for one in played)}):
        yield from pair(f"outcome {outcome}", told["outcomes"].get(outcome, nothing),
                        share(sum(one.outcome == outcome for one in played), count))
    decided = [one for one in played if one.outcome in ("granted", "refused")]
    yield from pair("granted", told["granted"], share(sum(one.outcome == "granted" for one in played), count))
    yield from pair("completion", told["completion"], share(len(decided), count))
    yield from cases("started", told, played, data)
    if told["decided"] is not None and len(decided) > 30:
        yield from cases("decided", told, decided, data)
    if told["legal_clock"] is not None:
        yield from clock_figures(told["legal_clock"], played, data)


def cases(name: str, journey: dict[str, Any], played: list[Played], data: dict[str, Any]) -> Iterator[Pair]:
    told, count = journey[name], len(played)
    yield from pair(f"{name} elapsed", told["elapsed"]["mean_minutes"], spread([one.elapsed for one in played]))
    for level, key in ((0.5, "p50_minutes"), (0.9, "p90_minutes"), (0.95, "p95_minutes")):
        value = told["elapsed"][key]["value"]
        if value is not None:
            below = sum(one.elapsed < value - 1e-6 for one in played) / count
            upto = sum(one.elapsed <= value + 1e-6 for one in played) / count
            runs = journey["runs"] * (journey["completion"]["value"] if name == "decided" else 1) if journey[
                "runs"] else math.inf
            yield (f"{name} {key}", level, min(max(level, below), upto),
                   math.sqrt(level * (1 - level) * (1 / count + 1 / runs)))
    for side in SIDES:
        for what in ("work", "cost") if side == "citizen" else ("work", "wait", "cost"):
            yield from pair(f"{name} {side} {what}", told[side]["cost" if what == "cost" else f"{what}_minutes"],
                            spread([one.sums.get(f"{side} {what}", 0.0) for one in played]))
    for phase in data["graph"]["phases"]:
        yield from pair(f"{name} {phase['id']}", told["phases"][phase["id"]],
                        spread([one.sums.get(f"phase {phase['id']}", 0.0) for one in played]))
    for step in data["nodes"]:
        mean, error = spread([float(one.visits.get(step["id"], 0)) for one in played])
        yield (f"{name} visits {step['id']}", told["visits"].get(step["id"], 0.0), mean,
               error * math.sqrt(1 + (count / journey["runs"] if journey["runs"] else 0)))


def clock_figures(told: dict[str, Any], played: list[Played], data: dict[str, Any]) -> Iterator[Pair]:
    running = [one for one in played if one.clock != "never"]
    yield from pair("clock started", told["share_started"], share(len(running), len(played)))
    if len(running) < 30:
        return
    limit = deadline(data["graph"]["service"]["legal_deadline"])
    yield from pair("clock late", told["share_late"],
                    share(sum(one.counted > limit + 1e-6 for one in running), len(running)))
    yield from pair("clock open", told["share_open"],
                    share(sum(one.clock == "runs" and one.counted <= limit + 1e-6 for one in running), len(running)))
    stopped = [one.counted for one in running if one.clock == "stopped"]
    if len(stopped) > 30:
        yield from pair("clock mean", told["mean_minutes"], spread(stopped))


def deadline(span: Any) -> float:
    if isinstance(span, dict):
        return float(span["business_days"] * 1.4 * 1440)
    return {"PT2H": 120.0, "P5D": 7200.0, "P1M": 365.2425 * 120}[span]


def everybody(told: dict[str, Any], played: list[tuple[str | None, float, list[Played]]]) -> list[str]:
    """Return what differs of the population: those who started are mixed by weight, decided ones by weight and share."""
    parts = []
    for _, weight, journeys in played:
        decided = [one.elapsed for one in journeys if one.outcome in ("granted", "refused")]
        parts.append((weight, spread([one.elapsed for one in journeys]), share(len(decided), len(journeys)),
                      spread(decided) if decided else (0.0, 0.0)))
    completion = sum(weight * reached[0] for weight, _, reached, _ in parts)
    pairs = [("completion", told["completion"]["value"], completion,
              math.hypot(*(weight * reached[1] for weight, _, reached, _ in parts))),
             ("started elapsed", told["started"]["elapsed"]["mean_minutes"]["value"],
              sum(weight * mean for weight, (mean, _), _, _ in parts),
              math.hypot(*(weight * error for weight, (_, error), _, _ in parts)))]
    if told["decided"] is not None and completion > 0.05:
        mean = sum(weight * reached[0] * taken[0] for weight, _, reached, taken in parts) / completion
        errors = [weight * math.hypot(reached[0] * taken[1], reached[1] * (taken[0] - mean)) / completion
                  for weight, _, reached, taken in parts]
        pairs.append(("decided elapsed", told["decided"]["elapsed"]["mean_minutes"]["value"], mean,
                      math.hypot(*errors)))
    simulated = 1.5 if told["method"] == "simulated" else 1.0
    return [f"everybody {name}: {value:.4f} but {expected:.4f} ± {error:.4f}" for name, value, expected, error in pairs
            if value is not None and abs(value - expected) > simulated * ERRORS * error + 3e-4 * abs(expected) + 1e-6]


@pytest.mark.slow
@pytest.mark.parametrize("seeds", SEEDS, ids=str)
def test_the_measures_are_those_of_a_simulation_of_its_own(seeds: range) -> None:
    differing: dict[int, list[str]] = defaultdict(list)
    met = 0
    for seed in seeds:
        data = random_document(seed)
        played = games(data, seed)
        if played is None:
            continue
        found = measures_json(decode_data(data), measure_all(decode_data(data)))["journeys"]
        by_persona = {journey["persona"]: journey for journey in found}
        for persona, _, journeys in played:
            told = by_persona[persona]
            if told["unknown"]["probability"]:
                continue
            met += 1
            for name, value, expected, error in compared(told, journeys, data):
                # An estimate beside something else stands as 32 values: its mean is right to range / 8192.
                if abs(value - expected) > ERRORS * error + 3e-4 * abs(expected) + 1e-6:
                    differing[seed].append(f"{persona} {name}: {value:.4f} but {expected:.4f} ± {error:.4f} "
                                           f"({told['method']})")
        differing[seed] += everybody(by_persona[None], played)
    assert met > len(seeds) / 2
    assert not any(differing.values()), "\n".join(f"{seed}: {line}" for seed, lines in differing.items() for line in lines)
