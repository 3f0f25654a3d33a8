"""Questions about graphs that are asked in many places: reading order, components, dominators.

networkx answers them; it is imported when the first one is asked, since loading it takes a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from visavis.blueprint.model import BlueprintDocument, Step

if TYPE_CHECKING:
    import networkx as nx

FrozenArcs = tuple[tuple[int, ...], ...]


def reading_order(document: BlueprintDocument) -> list[Step]:
    """Return the steps as the drawing is read: phase, column, lane from top to bottom, then file order."""
    phases = {name: index for index, name in enumerate(document.phase_by_id)}
    lanes = {name: index for index, name in enumerate(document.lane_by_id)}
    return sorted(document.steps, key=lambda step: (phases[step.phase], step.column, lanes[step.lane]))


def components(arcs: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the strongly connected components of a graph, sources first, members in the order of `arcs`.

    Arcs to nodes that `arcs` does not list are ignored.
    """
    position = {name: index for index, name in enumerate(arcs)}
    numbers = component_numbers([[position[target] for target in arcs[name] if target in position] for name in arcs])
    groups: dict[int, list[str]] = {}
    for name, number in zip(arcs, numbers, strict=True):
        groups.setdefault(number, []).append(name)
    return [tuple(groups[number]) for number in sorted(groups)]


def component_numbers(arcs: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return each node's component number; an arc never leads from a higher number to a lower one."""
    return _component_numbers(_frozen(arcs))


def dominators(arcs: Sequence[Sequence[int]], starts: Sequence[int]) -> Sequence[int]:
    """Return each node's immediate dominator: the last node that all paths from the starts to it pass.

    −1 stands for none: for starts, for nodes that only the starts together dominate, and for unreachable nodes.
    """
    return _dominators(_frozen(arcs), tuple(starts))


# One assessment asks the same about its few graphs in many places, and building each takes longer than the answer.
@lru_cache(maxsize=16)
def _component_numbers(arcs: FrozenArcs) -> Sequence[int]:
    import networkx as nx

    numbers, last = [0] * len(arcs), 0
    # Tarjan's algorithm finishes a component after all those that it leads to: the last ones come first.
    for last, members in enumerate(nx.strongly_connected_components(_graph_of(arcs))):
        for node in members:
            numbers[node] = last
    return tuple(last - number for number in numbers)


@lru_cache(maxsize=16)
def _dominators(arcs: FrozenArcs, starts: tuple[int, ...]) -> Sequence[int]:
    import networkx as nx

    graph, root = _graph_of(arcs), len(arcs)
    # One root above all starts, which is there even where there are none.
    graph.add_node(root)
    graph.add_edges_from((root, start) for start in starts)
    dominator_of = nx.immediate_dominators(graph, root)
    above = (dominator_of.get(node) for node in range(root))
    return tuple(-1 if node is None or node == root else node for node in above)


def _frozen(arcs: Sequence[Sequence[int]]) -> FrozenArcs:
    return tuple(map(tuple, arcs))


def _graph_of(arcs: FrozenArcs) -> nx.DiGraph:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(arcs)))
    graph.add_edges_from((node, target) for node, targets in enumerate(arcs) for target in targets)
    return graph


class DominatorTree:
    """A tree of immediate dominators (as `dominators` returns it), numbered so that asking takes no walk.

    `depth` tells how many nodes dominate each node.
    """

    def __init__(self, above: Sequence[int]) -> None:
        below: list[list[int]] = [[] for _ in above]
        for node, parent in enumerate(above):
            if parent >= 0:
                below[parent].append(node)
        self.depth = [0] * len(above)
        self._first, self._last = [0] * len(above), [0] * len(above)
        clock = 0
        todo = [(node, False) for node, parent in enumerate(above) if parent < 0]
        while todo:
            node, is_done = todo.pop()
            if is_done:
                self._last[node] = clock
                continue
            self._first[node] = clock
            clock += 1
            todo.append((node, True))
            for child in below[node]:
                self.depth[child] = self.depth[node] + 1
                todo.append((child, False))

    def is_above(self, one: int, other: int) -> bool:
        """Return whether `one` dominates `other`, another node."""
        return self._first[one] < self._first[other] < self._last[one]
