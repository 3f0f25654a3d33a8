"""How much the elapsed time varies: its variance, and where all times are fixed its whole law, both exact."""

from __future__ import annotations

from heapq import heappop, heappush

from visavis.blueprint.analysis.markov.solve import MarkovChain, Solution

# Moments less likely than this are not followed further; nine in ten journeys are not looked for among them.
UNLIKELY = 1e-15
# A journey that may be over at more different moments than this has no law here; its variance is exact all the same.
MOST_MOMENTS = 4_000


def variance(solution: Solution) -> float:
    """Return the variance of the elapsed time, in square minutes.

    It is that of Kemeny and Snell (Finite Markov Chains, 1960), M₂ = (I−Q)⁻¹[s + 2τ∘(Qm)] less the squared mean,
    written as a sum over moves of what each adds to the spread, which keeps its digits where the mean is large:
    Var = Σᵢ nᵢ Σⱼ pᵢⱼ [σᵢⱼ² + (τᵢⱼ + mⱼ − mᵢ)²].
    """
    chain = solution.chain
    to_go, squares = chain.minutes_to_go, _second_moments(chain)
    total = 0.0
    for state, row in enumerate(chain.moves):
        if state in chain.endless or chain.outcome_reached[state]:
            continue
        amount = chain.amounts[state]
        for move in row:
            if move.target is None and move.begun:
                continue  # cut off as unlikely: where it leads to is not known
            after = 0.0 if move.target is None else to_go[move.target]
            total += amount * move.chance * (move.total_variance + (move.mean + after - to_go[state])**2)
            if move.target is not None and chain.outcome_reached[move.target]:
                total += amount * move.chance * (squares[move.target] - after**2)
    return max(0.0, total)


def _second_moments(chain: MarkovChain) -> list[float]:
    """Return the second moment of the minutes still to be counted, where an outcome was reached already."""
    if not any(chain.outcome_reached):
        return []
    to_go, gains = chain.minutes_to_go, [0.0] * len(chain.moves)
    for state, row in enumerate(chain.moves):
        if state in chain.endless or not chain.outcome_reached[state]:
            continue
        for move in row:
            after = 0.0 if move.target is None else to_go[move.target]
            counted = chain.counting_chance(state, move)
            gains[state] += move.chance * ((move.total_variance + move.mean**2) * counted + 2 * move.mean * after)
    return chain.solve_backward(gains)


def elapsed_distribution(solution: Solution) -> tuple[tuple[float, float], ...] | None:
    """Return the law of the elapsed time as (minutes, probability) pairs; None where it is not finite enough.

    Every time must be fixed. What goes on after an outcome was reached is not told apart here either.
    """
    chain = solution.chain
    if any(chain.outcome_reached) or any(chain.compiled.variances[number] for number,
                                         times in enumerate(solution.visits)
                                         if times):
        return None
    found: dict[float, float] = {}
    pending: dict[tuple[float, int], float] = {(0.0, 0): 1.0}
    queue, room = [(0.0, 0)], MOST_MOMENTS
    while queue:
        state = heappop(queue)
        chance = pending.pop(state)
        if chance < UNLIKELY:
            continue
        for moment, target, share in _next_moments(chain, *state):
            room -= 1
            if target is None:
                found[moment] = found.get(moment, 0.0) + chance * share
                continue
            if (moment, target) not in pending:
                heappush(queue, (moment, target))
            pending[moment, target] = pending.get((moment, target), 0.0) + chance * share
        if room < 0:
            return None
    return tuple(sorted(found.items()))


def _next_moments(chain: MarkovChain, moment: float, state: int) -> list[tuple[float, int | None, float]]:
    found: list[tuple[float, int | None, float]] = []
    for move in chain.moves[state]:
        target = None if move.target in chain.endless else move.target
        inside = {0.0: 1.0} if move.block is None else move.block.distribution
        found.extend((round(moment + move.minutes + minutes, 9), target, move.chance * share)
                     for minutes, share in inside.items())
    return found
