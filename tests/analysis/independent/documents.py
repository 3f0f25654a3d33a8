"""Random blueprints as plain JSON: chains, tangles, conversations, failures, personas, clocks, unspecified ends."""

from __future__ import annotations

from random import Random
from typing import Any

CHANNELS = ("counter", "phone", "web", "post")
OUTCOMES = ("granted", "granted", "refused", "abandoned", "expired", None)


def random_time(random: Random, *, long: bool) -> Any:
    """Return a duration, an estimate, an exponential time, business days, or nothing."""
    def span() -> Any:
        if long and random.random() < 0.2:
            return {"business_days": random.randint(1, 9)}
        return random.choice([f"P{random.randint(1, 20)}D", "P1W", "P1M"]) if long else random.choice(
            [f"PT{random.randint(1, 90)}M", f"PT{random.randint(1, 5)}H", "P1D"])

    kind = random.random()
    if kind < 0.15:
        low = random.randint(1, 20)
        unit = "D" if long else "M"
        ends = [low, low + random.randint(0, 20), 0]
        ends[2] = ends[1] + random.randint(1, 30)
        return {name: f"P{'' if long else 'T'}{end}{unit}" for name, end in zip(("min", "mode", "max"), ends,
                                                                                strict=True)}
    if kind < 0.22:
        return {"mean": f"P{'' if long else 'T'}{random.randint(2, 30)}{'D' if long else 'M'}",
                "distribution": "exponential"}
    return span()


def random_document(seed: int) -> dict[str, Any]:
    """Return a small blueprint; equal seeds give equal ones."""
    random = Random(seed)
    lanes = [("c", "citizen", "ac"), ("f", "frontstage", "aa"), ("b", "backstage", "aa"), ("s", "support", "ap")]
    count = random.randint(3, 10)
    steps = [_step(random, number, lanes) for number in range(count)]
    steps[0]["kind"] = "start"
    ends = random.randint(0 if random.random() < 0.2 else 1, 3)
    for number in range(ends):
        outcome = random.choice(OUTCOMES)
        step = {"id": f"o{number}", "title": "", "lane": "c", "phase": "p2", "column": number, "kind": "outcome",
                **({"outcome": outcome} if outcome else {})}
        steps.append(step)
    document: dict[str, Any] = {
        "directed": True, "multigraph": True,
        "graph": {"format": "visavis/1", "id": f"r{seed}", "title": "", "language": "en", "service": _service(
            random, steps), "personas": _personas(random),
                  "actors": [{"id": "ac", "name": "C", "side": "citizen"},
                             {"id": "aa", "name": "A", "side": "agent", "hourly_cost": 30},
                             {"id": "ap", "name": "P", "side": random.choice(["partner", "system"])}],
                  "phases": [{"id": "p1", "name": "1"}, {"id": "p2", "name": "2"}],
                  "lanes": [{"id": name, "name": name, "kind": kind, "actor": actor} for name, kind, actor in lanes]},
        "nodes": steps, "edges": _flows(random, steps, count)}
    for step in steps[1:count]:
        if random.random() < 0.12:
            step["fails"] = random.choice([0.1, 0.3])
            if random.random() < 0.6:
                step["fallback"] = random.choice([other["id"] for other in steps[steps.index(step) + 1:]] or [None])
    return document


def _step(random: Random, number: int, lanes: list[tuple[str, str, str]]) -> dict[str, Any]:
    kind = random.choices(["action", "decision", "wait"], [6, 3, 2])[0]
    step: dict[str, Any] = {"id": f"s{number}", "title": "", "lane": random.choice(lanes)[0],
                            "phase": "p1" if number < 5 else "p2", "column": number, "kind": kind}
    if kind == "wait":
        step["wait"] = random_time(random, long=True)
    elif random.random() < 0.9:
        step["work"] = random_time(random, long=False)
        if random.random() < 0.15:
            step["wait"] = random_time(random, long=True)
    if random.random() < 0.3:
        step["channel"] = random.choice(CHANNELS)
    if random.random() < 0.1:
        step["join"] = "each"
    return step


def _service(random: Random, steps: list[dict[str, Any]]) -> dict[str, Any]:
    service: dict[str, Any] = {"hours_per_day": random.choice([6, 7, 8])} if random.random() < 0.5 else {}
    if random.random() < 0.7:
        names = [step["id"] for step in steps]
        starts, stops = random.sample(names, 2)
        service["legal_clock"] = {"starts": starts, "stops": stops,
                                  "pauses": random.sample(names, random.randint(0, min(2, len(names))))}
        service["legal_deadline"] = random.choice(["PT2H", "P5D", "P1M", {"business_days": 10}])
    return service


def _personas(random: Random) -> list[dict[str, Any]]:
    return [{"id": f"u{number}", "name": f"U{number}", "weight": random.choice([1, 2, 0.5]),
             "channels": random.sample(CHANNELS, random.randint(2, 4)) if random.random() < 0.7 else []}
            for number in range(random.choice([0, 0, 1, 2]))]


def _flows(random: Random, steps: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    pairs: list[tuple[str, str]] = []
    for number in range(count):
        onward = [step["id"] for step in steps[number + 1:]]
        if onward:
            pairs.append((steps[number]["id"], onward[0] if random.random() < 0.7 else random.choice(onward)))
        if onward and random.random() < 0.35:
            pairs.append((steps[number]["id"], random.choice(onward)))
        if number and random.random() < 0.15:
            # A question and its answer, whatever its lanes.
            before = random.choice(steps[:number])["id"]
            pairs += [(before, steps[number]["id"]), (steps[number]["id"], before)]
        elif number and steps[number]["kind"] == "decision" and random.random() < 0.4:
            pairs.append((steps[number]["id"], random.choice(steps[:number])["id"]))
    flows = []
    for number, (source, target) in enumerate(dict.fromkeys(pairs)):
        flow: dict[str, Any] = {"source": source, "target": target, "key": f"e{number}", "kind": "sequence"}
        if random.random() < 0.08:
            flow["max_times"] = random.randint(0, 2)
        flows.append(flow)
    for step in steps:
        leaving = [flow for flow in flows if flow["source"] == step["id"]]
        if step["kind"] == "decision" and leaving:
            shares = [random.randint(1, 5) for _ in leaving]
            for flow, share in zip(leaving, shares, strict=True):
                flow["probability"] = share / sum(shares)
    return flows
