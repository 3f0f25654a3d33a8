"""Journeys played token by token, one after the other, and what they come to on average."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.analysis.independent.reading import SIDES, Node, Reading, dominates, reach

GRAVITY = ("granted", "refused", "unspecified", "expired", "abandoned", "blocked")
UNITS = {"Y": 365.2425 * 1440, "M": 365.2425 * 120, "W": 7 * 1440, "D": 1440}
MOST_EVENTS = 3000


class Endless(Exception):
    """A journey that does not come to an end."""


def amounts(text: str) -> tuple[dict[str, float], float]:
    """Return the dated parts of an ISO 8601 duration by unit, and the minutes of its clock part."""
    dated, _, clock = text[1:].partition("T")
    found: dict[str, float] = {}
    minutes, digits = 0.0, ""
    for letter in dated:
        if letter in UNITS:
            found[letter], digits = float(digits), ""
        else:
            digits += letter
    for letter in clock:
        if letter in "HMS":
            minutes += float(digits) * {"H": 60, "M": 1, "S": 1 / 60}[letter]
            digits = ""
        else:
            digits += letter
    return found, minutes


def length(span: Any, kind: str, hours: float) -> float:
    """Return the minutes of a duration as a `wait`, as the `elapsed` time of work, or as `effort`."""
    if isinstance(span, dict):
        days = float(span["business_days"])
        return days * hours * 60 if kind == "effort" else days * 1.4 * 1440
    dated, minutes = amounts(span)
    for unit, amount in dated.items():
        calendar = UNITS[unit] * (1.4 if unit == "D" and kind != "wait" else 1)
        minutes += amount * (calendar / 1440 / 1.4 * hours * 60 if kind == "effort" else calendar)
    return minutes


def draw(time: Any, kind: str, hours: float, random: Random) -> tuple[float, float]:
    """Draw a time: its calendar minutes, and for work its effort."""
    passing = "wait" if kind == "wait" else "elapsed"
    if time is None:
        return 0.0, 0.0
    if isinstance(time, dict) and "mean" in time:
        drawn = random.expovariate(1.0)
        return drawn * length(time["mean"], passing, hours), drawn * length(time["mean"], "effort", hours)
    if isinstance(time, dict) and "min" in time:
        passed = [length(time[end], passing, hours) for end in ("min", "mode", "max")]
        effort = [length(time[end], "effort", hours) for end in ("min", "mode", "max")]
        return beta(passed, random), (effort[0] + 4 * effort[1] + effort[2]) / 6
    return length(time, passing, hours), length(time, "effort", hours)


def beta(ends: list[float], random: Random) -> float:
    low, mode, high = ends
    if high <= low:
        return low
    return low + (high - low) * random.betavariate(1 + 4 * (mode - low) / (high - low),
                                                   1 + 4 * (high - mode) / (high - low))


@dataclass
class Played:
    """One journey that is over."""

    outcome: str
    elapsed: float
    visits: dict[str, int]
    sums: dict[str, float]
    clock: str
    counted: float


@dataclass
class Game:
    """The rules of one reading."""

    data: dict[str, Any]
    reading: Reading
    random: Random
    under: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        graph = self.data["graph"]
        self.hours = float(graph["service"].get("hours_per_day") or 7)
        self.lanes = {lane["id"]: lane for lane in graph["lanes"]}
        self.actors = {actor["id"]: actor for actor in graph["actors"]}
        clock = graph["service"].get("legal_clock") or {}
        self.clock = clock if clock.get("starts") and clock.get("stops") else None

    def side(self, step: dict[str, Any]) -> str:
        lane = self.lanes[step["lane"]]
        actor = self.actors.get(lane.get("actor") or "")
        return actor["side"] if actor else SIDES[lane["kind"]]

    def under_way(self, join: str) -> set[str]:
        """Return from where a token still comes to a waiting step in this round."""
        if join not in self.under:
            after = {name: self.reading.after(name) for name in self.reading.nodes}
            loop = {name for name in after if name in reach(after, join) and join in reach(after, name)}
            if len(loop) < 2:
                self.under[join] = {name for name in after if join in reach(after, name)}
            else:
                anew = {name for name in loop if dominates(after, self.reading.starts, name, join)}
                found, todo = set(), [join]
                while todo:
                    here = todo.pop()
                    for source, targets in after.items():
                        if here in targets and source not in found and source in loop:
                            found.add(source)
                            if source not in anew:
                                todo.append(source)
                self.under[join] = found | {name for name in after if name not in loop and join in reach(after, name)}
        return self.under[join]

    def play(self) -> Played:
        return _Journey(self).played()


class _Journey:
    def __init__(self, game: Game) -> None:
        self.game, self.nodes, self.random = game, game.reading.nodes, game.random
        self.now = 0.0
        self.active: list[tuple[float, int, str]] = []
        self.waiting: set[str] = set()
        self.used: dict[str, int] = defaultdict(int)
        self.visits: dict[str, int] = defaultdict(int)
        self.sums: dict[str, float] = defaultdict(float)
        self.worst = -1
        self.ended: float | None = None
        self.counted, self.clock = 0.0, "never"
        self.noted: float | None = None

    def played(self) -> Played:
        starts = self.game.reading.starts
        self.arrive([starts[int(self.random.random() * len(starts))]])
        events = 0
        while self.active:
            events += 1
            if events > MOST_EVENTS or len(self.active) > 60:
                raise Endless
            self.event()
        outcome = GRAVITY[self.worst] if self.worst >= 0 else "unspecified"
        counted = self.counted if self.clock == "stopped" or self.noted is None else self.noted
        return Played(outcome, self.now if self.ended is None else self.ended, dict(self.visits), dict(self.sums),
                      self.clock, counted)

    def event(self) -> None:
        self.active.sort(key=lambda token: token[:2])
        until, _, name = self.active[0]
        self.let_time_pass(until)
        self.active.pop(0)
        node = self.nodes[name]
        clock = self.game.clock
        if clock and name == clock["starts"]:
            self.counted, self.clock = 0.0, "runs"
        elif clock and name == clock["stops"] and self.clock == "runs":
            self.clock = "stopped"
        self.arrive(self.turn(node))

    def let_time_pass(self, until: float) -> None:
        clock = self.game.clock
        if clock and self.clock == "runs" and not any(name in (clock.get("pauses") or [])
                                                      for _, _, name in self.active):
            self.counted += until - self.now
        self.now = until

    def reach_outcome(self, outcome: str) -> None:
        self.worst = max(self.worst, GRAVITY.index(outcome))
        self.ended = self.now
        if self.clock != "never":
            self.noted = self.counted

    def turn(self, node: Node) -> list[str]:
        if node.blocked or self.random.random() < node.fails:
            if node.fallback is None:
                self.reach_outcome("blocked")
                return []
            return [node.fallback]
        if node.ends:
            self.reach_outcome((node.step or {}).get("outcome") or "unspecified")
            return []
        ways = [way for way in node.ways if way[3] is None or self.used[way[1]] < way[3]]
        if not ways:
            return [node.resumes] if node.resumes else []
        if node.one:
            left = self.random.random() * sum(way[2] for way in ways)
            for way in ways:
                left -= way[2]
                if left < 0:
                    break
            ways = [way]
        for way in ways:
            self.used[way[1]] += 1
        return [way[0] for way in ways]

    def arrive(self, names: Iterable[str]) -> None:
        for name in names:
            if self.nodes[name].each:
                self.begin(name)
            else:
                self.waiting.add(name)
        while self.waiting:
            moving = {name for _, _, name in self.active}
            ready = [name for name in sorted(self.waiting, key=lambda name: self.nodes[name].number)
                     if not self.game.under_way(name) & (moving | (self.waiting - {name}))]
            if not ready:
                if self.active:
                    return
                ready = [min(self.waiting, key=lambda name: self.nodes[name].number)]
            self.waiting.remove(ready[0])
            self.begin(ready[0])

    def begin(self, name: str) -> None:
        node, step = self.nodes[name], self.nodes[name].step
        lasts = 0.0
        if step is not None:
            self.visits[name] += 1
        if step is not None and not node.blocked:
            hours, side = self.game.hours, self.game.side(step)
            worked, effort = draw(step.get("work"), "work", hours, self.random)
            waited, _ = draw(step.get("wait"), "wait", hours, self.random)
            lasts = worked + waited
            self.sums[f"{side} work"] += effort
            self.sums[f"{side} wait"] += waited
            self.sums[f"phase {step['phase']}"] += lasts
            actor = self.game.actors.get(self.game.lanes[step["lane"]].get("actor") or "")
            if actor and actor.get("hourly_cost") is not None:
                self.sums[f"{side} cost"] += effort / 60 * actor["hourly_cost"]
        self.active.append((self.now + lasts, node.number, name))


def spread(values: list[float]) -> tuple[float, float]:
    """Return the mean of some values and its standard error."""
    mean = math.fsum(values) / len(values)
    square = math.fsum((value - mean) ** 2 for value in values) / max(1, len(values) - 1)
    return mean, math.sqrt(square / len(values))
