"""Questions about graphs that are asked in many places: reading order, reachability, components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from visavis.blueprint.model import BlueprintDocument, Step


def reading_order(document: BlueprintDocument) -> list[Step]:
    """Return the steps as the drawing is read: phase, column, lane from top to bottom, then file order."""
    phases = {name: index for index, name in enumerate(document.phase_by_id)}
    lanes = {name: index for index, name in enumerate(document.lane_by_id)}
    return sorted(document.steps, key=lambda step: (phases[step.phase], step.column, lanes[step.lane]))


def components(arcs: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the strongly connected components of a graph, sources first, members in the order of `arcs`.

    Arcs to nodes that `arcs` does not list are ignored. Tarjan's algorithm without recursion (SIAM J. Comput. 1,
    1972): it numbers components from the last to the first, hence the reversal.
    """
    position = {name: index for index, name in enumerate(arcs)}
    found = component_numbers([[position[target] for target in arcs[name] if target in position] for name in arcs])
    groups: dict[int, list[str]] = {}
    for name, number in zip(arcs, found, strict=True):
        groups.setdefault(number, []).append(name)
    return [tuple(groups[number]) for number in sorted(groups)]


def component_numbers(arcs: Sequence[Sequence[int]]) -> list[int]:
    """Return each node's component number; an arc never leads from a higher number to a lower one."""
    count = 0
    low: list[int] = [0] * len(arcs)
    seen: list[int] = [0] * len(arcs)
    number: list[int] = [-1] * len(arcs)
    stack: list[int] = []
    clock = 0
    for root in range(len(arcs)):
        if seen[root]:
            continue
        path: list[tuple[int, int]] = [(root, 0)]
        while path:
            node, index = path.pop()
            if index == 0:
                clock += 1
                low[node] = seen[node] = clock
                stack.append(node)
            else:
                low[node] = min(low[node], low[arcs[node][index - 1]])
            while index < len(arcs[node]):
                target = arcs[node][index]
                index += 1
                if not seen[target]:
                    path.extend(((node, index), (target, 0)))
                    break
                if number[target] < 0:
                    low[node] = min(low[node], seen[target])
            else:
                if low[node] == seen[node]:
                    while number[node] < 0:
                        number[stack.pop()] = count
                    count += 1
    return [count - 1 - found for found in number]


def dominators(arcs: Sequence[Sequence[int]], starts: Sequence[int]) -> list[int]:
    """Return each node's immediate dominator: the last node that all ways from the starts to it pass.

    −1 stands for none: for starts, for nodes that only the starts together dominate, and for unreachable nodes.
    Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), with one root above all starts.
    """
    order = _postorder(arcs, starts)
    root = len(arcs)
    rank = {node: index for index, node in enumerate(order)}
    rank[root] = len(order)
    before: dict[int, list[int]] = {node: [] for node in order}
    for node in order:
        for target in arcs[node]:
            before[target].append(node)
    for start in starts:
        before[start].append(root)
    found = {root: root}
    changed = True
    while changed:
        changed = False
        for node in reversed(order):
            best = -1
            for source in before[node]:
                if source in found:
                    best = source if best < 0 else _common_dominator(source, best, found, rank)
            if found.get(node) != best:
                found[node] = best
                changed = True
    return [-1 if (above := found.get(node, root)) == root else above for node in range(len(arcs))]


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


def _postorder(arcs: Sequence[Sequence[int]], starts: Sequence[int]) -> list[int]:
    seen: set[int] = set()
    order = []
    for start in starts:
        path = [] if start in seen else [(start, iter(arcs[start]))]
        seen.add(start)
        while path:
            node, targets = path[-1]
            following = next((target for target in targets if target not in seen), None)
            if following is None:
                order.append(node)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(arcs[following])))
    return order


def _common_dominator(one: int, other: int, above: Mapping[int, int], rank: Mapping[int, int]) -> int:
    while one != other:
        while rank[one] < rank[other]:
            one = above[one]
        while rank[other] < rank[one]:
            other = above[other]
    return one
