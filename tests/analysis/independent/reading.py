"""How a drawing is read as a journey, from plain JSON: by brute force, with nothing of the product's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CITIZEN_MEETS = ("citizen", "frontstage")
SIDES = {"citizen": "citizen", "frontstage": "agent", "backstage": "agent", "support": "system"}


@dataclass
class Node:
    """A step, or the place where an asker goes on. `ways` are (target, flow, probability, limit)."""

    name: str
    number: int
    step: dict[str, Any] | None
    ways: list[tuple[str, str, float, int | None]] = field(default_factory=list)
    one: bool = False
    each: bool = False
    fails: float = 0.0
    fallback: str | None = None
    blocked: bool = False
    ends: bool = False
    resumes: str | None = None
    guessed: bool = False


@dataclass
class Reading:
    """What one persona walks."""

    nodes: dict[str, Node]
    starts: list[str]

    def after(self, name: str) -> list[str]:
        node = self.nodes[name]
        found = [] if node.blocked or node.ends else [way[0] for way in node.ways]
        if node.resumes and found and all(way[3] is not None for way in node.ways):
            found.append(node.resumes)
        if node.fallback is not None and (node.blocked or node.fails > 0):
            found.append(node.fallback)
        return found


def reach(after: dict[str, list[str]], source: str, without: str | None = None) -> set[str]:
    """Return what can be come to from a node by one or more arrows, never going on from `without`."""
    found: set[str] = set()
    todo = [] if source == without else list(after[source])
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            if name != without:
                todo += after[name]
    return found


def dominates(after: dict[str, list[str]], starts: list[str], above: str, name: str) -> bool:
    """Return whether every way from a start to `name` passes `above`."""
    if above == name:
        return False
    reached = {start for start in starts if start != above}
    todo = list(reached)
    while todo:
        for target in after[todo.pop()]:
            if target != above and target not in reached:
                reached.add(target)
                todo.append(target)
    from_starts = set(starts).union(*(reach(after, start) for start in starts))
    return name in from_starts and name not in reached


def read(data: dict[str, Any], persona: dict[str, Any] | None) -> Reading:
    graph = data["graph"]
    phases = {phase["id"]: place for place, phase in enumerate(graph["phases"])}
    lanes = {lane["id"]: (place, lane["kind"]) for place, lane in enumerate(graph["lanes"])}
    steps = sorted((step for step in data["nodes"] if step["kind"] != "evidence"),
                   key=lambda step: (phases[step["phase"]], step["column"], lanes[step["lane"]][0]))
    known = {step["id"] for step in steps}
    leaving: dict[str, list[dict[str, Any]]] = {name: [] for name in known}
    closed: dict[str, int] = dict.fromkeys(known, 0)
    for flow in data["edges"]:
        if flow["source"] in known and flow["target"] in known:
            if is_open(flow, persona):
                leaving[flow["source"]].append(flow)
            else:
                closed[flow["source"]] += 1
    nodes = {}
    for number, step in enumerate(steps):
        one = step.get("split", "one" if step["kind"] == "decision" else "all") == "one"
        fallback = step.get("fallback")
        nodes[step["id"]] = Node(
            step["id"], number, step, one=one, each=step.get("join", "wait") == "each",
            fails=float(step.get("fails") or 0), fallback=fallback if fallback in known else None,
            blocked=not can_use(step, lanes[step["lane"]][1], persona), ends=step["kind"] == "outcome")
    arrows = {step["id"]: [(flow["target"], flow) for flow in leaving[step["id"]]] for step in steps}
    starts = begin(steps, {name: [] if nodes[name].ends else [target for target, _ in arrows[name]]
                           for name in arrows})
    resumptions = understand_answers(nodes, arrows, starts)
    for name, found in arrows.items():
        node = nodes[name]
        chances, node.guessed = likely([flow.get("probability") for _, flow in found],
                                       some_closed=closed.get(name, 0) > 0) if node.one else ([1.0] * len(found), False)
        node.ways = [(target, flow["key"], chance, flow.get("max_times"))
                     for (target, flow), chance in zip(found, chances, strict=True) if chance > 0]
    return Reading(nodes, begin(steps, {step["id"]: seen(nodes, arrows, resumptions, step["id"]) for step in steps}))


def is_open(flow: dict[str, Any], persona: dict[str, Any] | None) -> bool:
    if flow.get("max_times") == 0:
        return False
    if persona is None:
        return True
    only = flow.get("only_for") or []
    return (not only or persona["id"] in only) and persona["id"] not in (flow.get("not_for") or [])


def can_use(step: dict[str, Any], kind: str, persona: dict[str, Any] | None) -> bool:
    channel = step.get("channel")
    if persona is None or not persona.get("channels") or channel in (None, "internal") or kind not in CITIZEN_MEETS:
        return True
    return channel in persona["channels"]


def begin(steps: list[dict[str, Any]], after: dict[str, list[str]]) -> list[str]:
    marked = [step["id"] for step in steps if step["kind"] == "start"]
    if marked:
        return marked
    led_to = {target for name, targets in after.items() for target in targets if target != name}
    going_on = [step["id"] for step in steps if after[step["id"]]]
    return [name for name in going_on if name not in led_to][:1] or going_on[:1]


def seen(nodes: dict[str, Node], arrows: dict[str, list[Any]], resumptions: dict[str, str], name: str) -> list[str]:
    """Return where a step leads as drawings show it: through resumptions, and by its failure."""
    node = nodes[name]
    found: list[str] = []
    todo = [] if node.blocked or node.ends else [target for target, _ in arrows[name]]
    passed = set()
    while todo:
        target = todo.pop()
        if target in resumptions and target not in passed:
            passed.add(target)
            todo += [further for further, _ in arrows[target]]
        elif target not in resumptions:
            found.append(target)
    if node.fallback is not None and (node.blocked or node.fails > 0):
        found.append(node.fallback)
    return found


def likely(given: list[float | None], *, some_closed: bool) -> tuple[list[float], bool]:
    """Return the chances of ways of which one is taken, and whether someone would have to guess them."""
    missing = given.count(None)
    told = sum(chance for chance in given if chance is not None)
    slack = 0.005 * len(given) + 1e-9
    rest = max(0.0, 1 - told)
    filled = [rest / missing if chance is None else chance for chance in given]
    total = sum(filled)
    guessed = told > 1 + slack or (not missing and 0 < told < 1 - slack and not some_closed) or (
        missing > 1 and rest > slack)
    return [chance / total if total else 0.0 for chance in filled], guessed


def understand_answers(nodes: dict[str, Node], arrows: dict[str, list[Any]], starts: list[str]) -> dict[str, str]:
    """Let askers go on where all answers have come; returns whose each such place is."""
    original = {name: [] if nodes[name].ends else [target for target, _ in found] for name, found in arrows.items()}
    order = sorted(arrows, key=lambda name: (
        sum(dominates(original, starts, above, name) for above in original), nodes[name].number))
    resumptions: dict[str, str] = {}

    def takes_all(name: str) -> bool:
        return name in resumptions or (not nodes[name].one and not nodes[name].ends)

    for asker in order:
        if not takes_all(asker):
            continue
        asked: dict[str, set[str]] = {}
        for target in dict.fromkeys(target for target, _ in arrows[asker]):
            if target == asker or target in resumptions:
                continue
            first = dominates(original, starts, asker, target) or (
                not dominates(original, starts, target, asker) and nodes[asker].number < nodes[target].number)
            after = {name: [] if name in nodes and nodes[name].ends else [to for to, _ in found]
                     for name, found in arrows.items()}
            passed = {target, *reach(after, target, without=asker)} - {asker}
            back = {name for name in passed if asker in reach(after, name)}
            if first and back and target in back and all(takes_all(name) for name in back):
                asked[target] = back
        if not asked:
            continue
        place = f"{asker} goes on"
        resumptions[place] = asker
        nodes[asker].resumes = place
        nodes[place] = Node(place, len(nodes), None)
        arrows[place] = [arrow for arrow in arrows[asker] if arrow[0] not in asked]
        arrows[asker] = [arrow for arrow in arrows[asker] if arrow[0] in asked]
        for name in set().union(*asked.values()):
            arrows[name] = [(place if to == asker else to, flow) for to, flow in arrows[name]]
    return resumptions
