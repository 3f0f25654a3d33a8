"""Columns by layers: each step as far right as the longest way to it, loops left out.

Layers are the longest paths of the graph of strongly connected components (Sugiyama, Tagawa and Toda 1981); inside
a component the ways back to where it is entered are left out, and what remains is layered in turn.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

# So many steps stand in one cell, one below the other; more begin another column.
STACKED = 3
# After so many rounds what still goes in circles is cut at its ways back, all at once.
_ROUNDS = 20


class Precedence(NamedTuple):
    """That one step stands so many columns after another, at least; 0 where they may stand face to face."""

    before: str
    after: str
    least: int


def layer_steps(steps: Sequence[str], precedences: Iterable[Precedence]) -> dict[str, int]:
    """Return a layer for each step, from 0. Steps that nothing leads to stand just before what follows them."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(steps)
    for before, after, least in precedences:
        if before != after:
            known = graph.get_edge_data(before, after, {"least": 0})["least"]
            graph.add_edge(before, after, least=max(least, known))
    _cut_circles(graph, _depths(graph, steps))
    order = list(nx.topological_sort(graph))
    layers = dict.fromkeys(steps, 0)
    for step in order:
        for _, after, least in graph.out_edges(step, "least"):
            layers[after] = max(layers[after], layers[step] + least)
    for step in reversed(order):
        if not graph.in_degree(step) and graph.out_degree(step):
            layers[step] = min(layers[after] - least for _, after, least in graph.out_edges(step, "least"))
    return layers


def place_steps(lanes: Mapping[str, str], layers: Mapping[str, int]) -> dict[str, int]:
    """Return a column for each step: a layer has as many as its fullest lane needs. `lanes` gives each step's."""
    members: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for step, lane in lanes.items():
        members[layers[step]][lane].append(step)
    columns: dict[str, int] = {}
    first = 0
    for layer in sorted(members):
        for stack in members[layer].values():
            columns |= {step: first + index // STACKED for index, step in enumerate(stack)}
        first += max(-(-len(stack) // STACKED) for stack in members[layer].values())
    return columns


def _depths(graph: nx.DiGraph[str], steps: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return how far each step is from where things begin, and its place in the file: the order that is read in."""
    place = {step: number for number, step in enumerate(steps)}
    depths: dict[str, int] = {}
    # Steps on circles that nothing leads to begin where the file does.
    for first in (*(step for step in steps if not graph.in_degree(step)), *steps):
        if first in depths:
            continue
        depths[first] = 0
        waiting = deque([first])
        while waiting:
            here = waiting.popleft()
            for after in graph.successors(here):
                if after not in depths:
                    depths[after] = depths[here] + 1
                    waiting.append(after)
    return {step: (depths[step], place[step]) for step in steps}


def _cut_circles(graph: nx.DiGraph[str], depths: Mapping[str, tuple[int, int]]) -> None:
    import networkx as nx

    waiting: list[Collection[str]] = [set(graph)]
    for _ in range(_ROUNDS):
        parts = [found for held in waiting for found in nx.strongly_connected_components(graph.subgraph(held))
                 if len(found) > 1]
        if not parts:
            return
        for part in parts:
            graph.remove_edges_from(list(_ways_back(graph, part, depths)))
        waiting = list(parts)
    for part in waiting:
        graph.remove_edges_from([(one, other) for one, other in graph.subgraph(part).edges
                                 if depths[one] >= depths[other]])


def _ways_back(graph: nx.DiGraph[str], part: Collection[str],
               depths: Mapping[str, tuple[int, int]]) -> Iterator[tuple[Any, Any]]:
    """Yield the edges of a component that lead to its entry: where one comes in from outside, the first in order."""
    entered = [step for step in part if any(before not in part for before in graph.predecessors(step))]
    entry = min(entered or part, key=lambda step: depths[step])
    for before in list(graph.predecessors(entry)):
        if before in part:
            yield before, entry
