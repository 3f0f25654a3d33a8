"""Sparse linear systems of Markov chains, solved exactly by eliminating one state after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from visavis.blueprint.graph.queries import component_numbers

Row = Mapping[int, float]


def solve_flow(arcs: Sequence[Row], sources: Sequence[float]) -> list[float]:
    """Solve x = sources + arcsᵀ·x: what arrives in each state, `arcs[i][j]` of what is in i going on to j.

    With transition probabilities and where journeys start, x are the expected visits: x = s·(I−Q)⁻¹ (Kemeny and
    Snell, Finite Markov Chains, 1960). States are taken component by component, sources first; inside a component
    the state with the fewest neighbours is eliminated first, so that long thin graphs stay sparse. Every component
    must lose something (to another one, or out of the system), else there is no solution.
    """
    amounts = list(sources)
    component = component_numbers([list(row) for row in arcs])
    members: list[list[int]] = [[] for _ in range(max(component, default=-1) + 1)]
    for state, part in enumerate(component):
        members[part].append(state)
    for states in members:
        if len(states) > 1 or states[0] in arcs[states[0]]:
            _solve_component(arcs, amounts, states)
        inside = set(states)
        for state in states:
            for target, share in arcs[state].items():
                if target not in inside:
                    amounts[target] += amounts[state] * share
    return amounts


def _solve_component(arcs: Sequence[Row], amounts: list[float], states: list[int]) -> None:
    inside = set(states)
    out = {state: {target: share for target, share in arcs[state].items() if target in inside} for state in states}
    into: dict[int, dict[int, float]] = {state: {} for state in states}
    for state, row in out.items():
        for target, share in row.items():
            into[target][state] = share
    queue = [(len(out[state]) * len(into[state]), state) for state in states]
    heapify(queue)
    done: list[tuple[int, float, dict[int, float]]] = []
    gone: set[int] = set()
    while queue:
        cost, state = heappop(queue)
        if state in gone:
            continue
        fresh = len(out[state]) * len(into[state])
        if fresh > cost:
            heappush(queue, (fresh, state))
            continue
        gone.add(state)
        done.append(_eliminate(state, out, into, amounts))
    for state, left, row in reversed(done):
        amounts[state] = (amounts[state] + sum(amounts[source] * share for source, share in row.items())) / left


def _eliminate(state: int, out: dict[int, dict[int, float]], into: dict[int, dict[int, float]],
               amounts: list[float]) -> tuple[int, float, dict[int, float]]:
    """Take one state out of the system; what passed through it goes directly from its sources to its targets."""
    after, before = out.pop(state), into.pop(state)
    left = 1.0 - after.pop(state, 0.0)
    before.pop(state, None)
    for source in before:
        del out[source][state]
    for target, share in after.items():
        part = share / left
        amounts[target] += amounts[state] * part
        row = into[target]
        del row[state]
        for source, amount in before.items():
            row[source] = out[source][target] = row.get(source, 0.0) + amount * part
    return state, left, before
