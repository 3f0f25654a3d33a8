"""Ways in: what leads to a node, and the gateways by which that is joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from visavis.blueprint.model import Flow
from visavis.exporters.bpmn.concurrency import JourneyWay, JourneyWays
from visavis.exporters.bpmn.diagram import Link, Node, Part

MakeNode = Callable[[Node, str, Part, int], Node]
MakeLink = Callable[[Node, Node, "Arrival"], Link]
DERIVED = "\0"


@dataclass(frozen=True)
class Arrival:
    """A node from which something leads to a gate: by which way, and of which flows that is the drawing.

    Where the way is a message, `via` is the way that left the pool before it came back.
    """

    node: Node
    way: JourneyWay | None = None
    via: JourneyWay | None = None
    flows: tuple[Flow, ...] = ()
    name: str = ""


@dataclass(eq=False)
class Gate:
    """The ways into a node. Where several lead there, gateways join them, from `level` on leftwards."""

    entry: Node
    level: int = -1
    takes_each: bool = False
    arrivals: list[Arrival] = field(default_factory=list)

    def join(self, ways: JourneyWays, make_node: MakeNode, make_link: MakeLink) -> None:
        """Make the links that lead here, and the gateways between.

        Ways of which one is taken come together in an exclusive gateway, ways that are all taken in a parallel one.
        """
        arrivals = self._merge_same_sources()
        if len(arrivals) < 2:
            for arrival in arrivals:
                make_link(arrival.node, self.entry, arrival)
            return
        classes = [arrivals] if self.takes_each else _sort_into_classes(ways, arrivals)
        target = self.entry
        if len(classes) > 1:
            target = make_node(self.entry, "parallelGateway", Part.JOIN, self.level)
            make_link(target, self.entry, Arrival(target))
        for members in classes:
            end = target
            if len(members) > 1:
                end = make_node(self.entry, "exclusiveGateway", Part.MERGE, self.level - 1)
                make_link(end, target, Arrival(end))
            for arrival in members:
                make_link(arrival.node, end, arrival)

    def _merge_same_sources(self) -> list[Arrival]:
        """Return the arrivals, those from one node as one: BPMN has no two sequence flows between the same two."""
        found: dict[str, Arrival] = {}
        for arrival in self.arrivals:
            known = found.get(arrival.node.id)
            if known is None:
                found[arrival.node.id] = arrival
            else:
                names = dict.fromkeys(filter(None, (known.name, arrival.name)))
                found[arrival.node.id] = replace(known, flows=known.flows + arrival.flows, name=" / ".join(names))
        return list(found.values())


def along_of(source: Node, target: Node, flows: tuple[Flow, ...]) -> str | None:
    """Return the key of the way of the layout that a link runs along."""
    if source.step.id == target.step.id and not flows:
        return None
    return flows[0].key if flows else f"{DERIVED}{source.step.id}{DERIVED}{target.step.id}"


def _sort_into_classes(ways: JourneyWays, arrivals: Sequence[Arrival]) -> list[list[Arrival]]:
    """Return arrivals in classes: one of each class comes alone, those of different classes come together.

    Two come together whose ways may be under way at once, or which one way brings back of two such that left. What is
    in a class is kept as bits of ways, since hundreds may meet at one step.
    """
    classes: list[list[Arrival]] = []
    # Of each class, the ways in it; and by the way that brought them back, the ways that left.
    inside: list[int] = []
    left: list[dict[int, int]] = []
    for arrival in arrivals:
        way, via = arrival.way, arrival.via
        beside = 0 if way is None else ways.concurrent_with(way)
        beside_via = 0 if way is None or via is None else ways.concurrent_with(via)
        number = next((number for number, members in enumerate(inside) if not members & beside and not (
            way is not None and left[number].get(way.number, 0) & beside_via)), len(classes))
        if number == len(classes):
            classes.append([])
            inside.append(0)
            left.append({})
        classes[number].append(arrival)
        if way is not None:
            inside[number] |= 1 << way.number
            left[number][way.number] = left[number].get(way.number, 0) | (0 if via is None else 1 << via.number)
    return classes
