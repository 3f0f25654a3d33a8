"""Solving the chain of situations: visits, elapsed time and outcomes, and situations that nobody ever leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from blueprint.analysis.linear import flow_through
from blueprint.analysis.tokens import BLOCKED, NO_OUTCOME, Board
from blueprint.graph.queries import component_numbers

Arcs = list[dict[int, float]]


class Move(NamedTuple):
    """One transition, after `minutes`, in which the steps `begun` begin.

    `target` is a situation's number, or None when the journey is over. `outcome` is the gravest so far, and
    `reaches` says that the move itself reaches one. A move to nowhere in which steps begin was cut off as unlikely.
    `passed` are the expected visits of steps inside a collapsed block.
    """

    chance: float
    minutes: float
    target: int | None
    outcome: int
    begun: tuple[int, ...]
    reaches: bool = False
    passed: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Solution:
    """Expected visits of each step by number, elapsed minutes, outcome shares, and steps that never end."""

    visits: Sequence[float]
    elapsed: float
    outcomes: Mapping[int, float]
    endless: tuple[int, ...] = ()


def absorbed(board: Board, moves: Sequence[Sequence[Move]]) -> tuple[Solution, float]:
    """Return the measures of a chain whose entrance is situation 0, and the share of journeys that was cut off."""
    arcs: Arcs = [{} for _ in moves]
    for state, row in enumerate(moves):
        for move in row:
            if move.target is not None:
                arcs[state][move.target] = arcs[state].get(move.target, 0.0) + move.chance
    endless = _endless(arcs, moves)
    for state in endless:
        arcs[state] = {}
    amounts = flow_through(arcs, [1.0] + [0.0] * (len(moves) - 1))
    return _summed(board, moves, amounts, endless, _hopes(moves, endless))


def _endless(arcs: Arcs, moves: Sequence[Sequence[Move]]) -> set[int]:
    """Return the situations that lead only to each other: once there, a journey goes round for ever."""
    component = component_numbers([list(row) for row in arcs])
    leaks = set()
    for state, row in enumerate(moves):
        if any(move.target is None or component[move.target] != component[state] for move in row):
            leaks.add(component[state])
    return {state for state, part in enumerate(component) if part not in leaks and moves[state]}


def _hopes(moves: Sequence[Sequence[Move]], endless: set[int]) -> list[float]:
    """Return for each situation the probability that an outcome is still to come.

    It matters where an outcome was reached while other branches go on: their time counts as elapsed only when it
    leads to another outcome. With no such situation all is certain, and nothing is solved.
    """
    if all(move.outcome == NO_OUTCOME or move.target is None for row in moves for move in row):
        return [1.0] * len(moves)
    backward: Arcs = [{} for _ in moves]
    sources = [0.0] * len(moves)
    for state, row in enumerate(moves):
        if state in endless:
            continue
        for move in row:
            if move.reaches:
                sources[state] += move.chance
            elif move.target is not None:
                backward[move.target][state] = backward[move.target].get(state, 0.0) + move.chance
    return flow_through(backward, sources)


def _summed(board: Board, moves: Sequence[Sequence[Move]], amounts: Sequence[float], endless: set[int],
            hopes: Sequence[float]) -> tuple[Solution, float]:
    visits = [0.0] * len(board.stops)
    outcomes: dict[int, float] = {}
    elapsed = lost = 0.0
    over = [False] * len(moves)
    for row in moves:
        for move in row:
            if move.target is not None:
                over[move.target] = move.outcome != NO_OUTCOME
    for state, row in enumerate(moves):
        if state in endless:
            outcomes[BLOCKED] = outcomes.get(BLOCKED, 0.0) + amounts[state]
            continue
        for move in row:
            share = amounts[state] * move.chance
            for number in move.begun:
                visits[number] += share
            for number, times in move.passed:
                visits[number] += share * times
            if move.target is not None:
                counts = not over[state] or move.reaches
                elapsed += share * move.minutes * (1.0 if counts else hopes[move.target])
                continue
            if move.begun:
                lost += share
                continue
            elapsed += share * move.minutes * (1.0 if not over[state] or move.reaches else 0.0)
            outcomes[move.outcome] = outcomes.get(move.outcome, 0.0) + share
    kept = sum(outcomes.values()) or 1.0
    looping = tuple(sorted({number for state in endless for move in moves[state] for number in move.begun}))
    return Solution(visits, elapsed, {key: value / kept for key, value in sorted(outcomes.items())}, looping), lost
