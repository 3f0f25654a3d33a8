"""Solving the chain of situations: visits, elapsed time and outcomes, and situations that no one ever leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from visavis.blueprint.analysis.markov.parallel_blocks import ParallelBlock
from visavis.blueprint.analysis.markov.sparse_solve import solve_flow
from visavis.blueprint.analysis.semantics.token_rules import BLOCKED, NO_OUTCOME, CompiledJourney
from visavis.blueprint.graph.queries import component_numbers

Arcs = list[dict[int, float]]
NOWHERE = -1


class ChainMove(NamedTuple):
    """One transition, after `minutes` of that `variance`, in which the steps `begun` begin.

    `target` is a situation's number, or None when the journey is over. `outcome` is the gravest so far, and
    `reaches` says that the move itself reaches one. A move to nowhere in which steps begin was cut off as unlikely.
    `step` is over by it, by the transition `transition_index`; `alone` says that what begins is all that is under
    way. `block` is a collapsed block that is passed before, with a time and visits of its own.
    """

    chance: float
    minutes: float
    variance: float
    target: int | None
    outcome: int
    begun: tuple[int, ...]
    reaches: bool = False
    step: int = NOWHERE
    transition_index: int = 0
    alone: bool = False
    block: ParallelBlock | None = None

    @property
    def ends(self) -> bool:
        """Whether the journey is over by it; a move that was cut off as unlikely is not known to end anything."""
        return self.target is None and not self.begun

    @property
    def mean(self) -> float:
        """The expected minutes that the move takes, those in its block included."""
        return self.minutes if self.block is None else self.minutes + self.block.minutes

    @property
    def total_variance(self) -> float:
        """The variance of those minutes."""
        return self.variance if self.block is None else self.variance + self.block.variance

    @property
    def visits(self) -> Mapping[int, float]:
        """How often steps begin by this move."""
        found = dict(self.block.visits) if self.block is not None else {}
        for number in self.begun:
            found[number] = found.get(number, 0.0) + 1.0
        return found


@dataclass(frozen=True)
class Solution:
    """Expected visits of each step by number, elapsed minutes, outcome shares, and steps that never end."""

    visits: Sequence[float]
    elapsed: float
    outcomes: Mapping[int, float]
    endless: tuple[int, ...]
    chain: MarkovChain


@dataclass(frozen=True)
class MarkovChain:
    """The moves out of each situation (0 is the entrance), and how often each situation is expected to come about.

    `active` are the steps that are under way in each.
    """

    compiled: CompiledJourney
    moves: Sequence[Sequence[ChainMove]]
    amounts: Sequence[float]
    endless: frozenset[int]
    active: Sequence[tuple[int, ...]] = ()

    @cached_property
    def outcome_reached(self) -> Sequence[bool]:
        """For each situation whether an outcome was reached while other branches go on."""
        over = [False] * len(self.moves)
        for row in self.moves:
            for move in row:
                if move.target is not None:
                    over[move.target] = move.outcome != NO_OUTCOME
        return over

    def solve_backward(self, gains: Sequence[float]) -> list[float]:
        """Return what is still expected from each situation on, `gains[i]` being expected of the next move from i.

        This is the solution of x = gains + Q·x.
        """
        backward: Arcs = [{} for _ in self.moves]
        for state, row in enumerate(self.moves):
            if state in self.endless:
                continue
            for move in row:
                if move.target is not None:
                    backward[move.target][state] = backward[move.target].get(state, 0.0) + move.chance
        return solve_flow(backward, gains)

    @cached_property
    def outcome_chances(self) -> Sequence[float]:
        """For each situation the probability that an outcome is still to come.

        It matters where an outcome was reached while other branches go on: their time counts as elapsed only when
        it leads to another outcome. With no such situation all is certain, and nothing is solved.
        """
        if not any(self.outcome_reached):
            return [1.0] * len(self.moves)
        backward: Arcs = [{} for _ in self.moves]
        sources = [0.0] * len(self.moves)
        for state, row in enumerate(self.moves):
            if state in self.endless:
                continue
            for move in row:
                if move.reaches:
                    sources[state] += move.chance
                elif move.target is not None:
                    backward[move.target][state] = backward[move.target].get(state, 0.0) + move.chance
        return solve_flow(backward, sources)

    def counting_chance(self, state: int, move: ChainMove) -> float:
        """Return how likely it is that the time of a move counts as elapsed."""
        if not self.outcome_reached[state] or move.reaches:
            return 1.0
        return 0.0 if move.target is None else self.outcome_chances[move.target]

    def condition_on(self, outcomes: Collection[int]) -> tuple[float, MarkovChain | None]:
        """Return the share of journeys that end in some outcomes, and the chain of these alone (None: there is none).

        With b the probability of such an end from each situation on, a move from i to j of that chain is as likely as
        p·bⱼ/bᵢ (Doob's transform; Kemeny and Snell, Finite Markov Chains, 1960, section 4.1).
        """
        gains = [0.0 if state in self.endless else
                 sum(move.chance for move in row if move.ends and move.outcome in outcomes)
                 for state, row in enumerate(self.moves)]
        hopes = self.solve_backward(gains)
        share = hopes[0]
        if share <= 0:
            return 0.0, None
        moves = [[move._replace(chance=move.chance * after / hopes[state]) for move in row
                  if (after := _chance_of_end(move, hopes, outcomes)) > 0] if hopes[state] > 0 else []
                 for state, row in enumerate(self.moves)]
        amounts = [amount * hope / share for amount, hope in zip(self.amounts, hopes, strict=True)]
        return share, MarkovChain(self.compiled, moves, amounts, frozenset(), self.active)

    @cached_property
    def minutes_to_go(self) -> Sequence[float]:
        """The elapsed minutes still expected in each situation."""
        return self.solve_backward([0.0 if state in self.endless else
                                    sum(move.chance * move.mean * self.counting_chance(state, move) for move in row)
                                    for state, row in enumerate(self.moves)])


def _chance_of_end(move: ChainMove, hopes: Sequence[float], outcomes: Collection[int]) -> float:
    if move.target is not None:
        return hopes[move.target]
    return float(move.ends and move.outcome in outcomes)


def solve_chain(compiled: CompiledJourney, moves: Sequence[Sequence[ChainMove]],
                active: Sequence[tuple[int, ...]]) -> tuple[Solution, float]:
    """Return the measures of a chain whose entrance is situation 0, and the share of journeys that was cut off."""
    arcs: Arcs = [{} for _ in moves]
    for state, row in enumerate(moves):
        for move in row:
            if move.target is not None:
                arcs[state][move.target] = arcs[state].get(move.target, 0.0) + move.chance
    endless = _find_endless(arcs, moves)
    for state in endless:
        arcs[state] = {}
    amounts = solve_flow(arcs, [1.0] + [0.0] * (len(moves) - 1))
    return measure_chain(MarkovChain(compiled, moves, amounts, frozenset(endless), active))


def _find_endless(arcs: Arcs, moves: Sequence[Sequence[ChainMove]]) -> set[int]:
    """Return the situations that lead only to each other: once there, a journey goes round for ever."""
    component = component_numbers([list(row) for row in arcs])
    leaks = set()
    for state, row in enumerate(moves):
        if any(move.target is None or component[move.target] != component[state] for move in row):
            leaks.add(component[state])
    return {state for state, part in enumerate(component) if part not in leaks and moves[state]}


def measure_chain(chain: MarkovChain) -> tuple[Solution, float]:
    """Return the measures of a chain, and the share of journeys that was cut off."""
    visits = [0.0] * len(chain.compiled.stops)
    outcomes: dict[int, float] = {}
    elapsed = lost = 0.0
    for state, row in enumerate(chain.moves):
        amount = chain.amounts[state]
        if state in chain.endless:
            outcomes[BLOCKED] = outcomes.get(BLOCKED, 0.0) + amount
            continue
        for move in row:
            share = amount * move.chance
            for number, times in move.visits.items():
                visits[number] += share * times
            if move.target is None and not move.ends:
                lost += share
                continue
            elapsed += share * move.mean * chain.counting_chance(state, move)
            if move.target is None:
                outcomes[move.outcome] = outcomes.get(move.outcome, 0.0) + share
    kept = sum(outcomes.values()) or 1.0
    looping = tuple(sorted({number for state in chain.endless for move in chain.moves[state]
                            for number in move.begun}))
    shares = {key: value / kept for key, value in sorted(outcomes.items())}
    return Solution(visits, elapsed, shares, looping, chain), lost
