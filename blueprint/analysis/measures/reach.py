"""How many journeys ever come to a step, from how often they come on average."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import isnan

from visavis.blueprint.analysis.semantics.journeys import Journey
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney

# A loop of more steps is not worth a dense solution: visits capped at one stand for the share that comes.
LARGEST_LOOP = 400


class Reach:
    """The probability of ever coming to each step of a journey, worked out when first asked for.

    Off every loop, a step's expected visits are that probability. On a loop they are it, times the visits of
    those who come: R = N₀ⱼ / Nⱼⱼ (Kemeny and Snell, Finite Markov Chains, 1960). Where a loop is very large, or
    holds parallel ways or limited flows, visits capped at one stand for it.
    """

    def __init__(self, journey: Journey, visits: Mapping[str, float]) -> None:
        self._compiled = CompiledJourney(journey)
        self._visits = visits

    def __call__(self, step: str) -> float:
        """Return the share of journeys that ever come to `step`; not a number where no one knows."""
        visits = self._visits.get(step, 0.0)
        if isnan(visits):
            return visits
        return min(1.0, visits / self._returns.get(step, 1.0)) if visits > 0 else 0.0

    @cached_property
    def _returns(self) -> dict[str, float]:
        """How often those who come to a step of a loop come to it."""
        found: dict[str, float] = {}
        for loop in self._compiled.game.loops:
            if len(loop) <= LARGEST_LOOP:
                found.update(self._returns_in(loop))
        return found

    def _returns_in(self, loop: tuple[str, ...]) -> dict[str, float]:
        import numpy as np

        position = {self._compiled.number[name]: index for index, name in enumerate(loop)}
        matrix = np.eye(len(loop))
        leaks = False
        for number, index in position.items():
            if any(branch.limit is not None for branch in self._compiled.stops[number].branches):
                return {}
            for transition in self._compiled.transitions(number, {}):
                if len(transition.targets) > 1:
                    return {}
                inside = [position[target] for target in transition.targets if target in position]
                leaks = leaks or not inside
                for target in inside:
                    matrix[index, target] -= transition.chance
        if not leaks:
            return {}
        visits = np.linalg.solve(matrix, np.eye(len(loop))).diagonal()
        return {name: float(visits[index]) for index, name in enumerate(loop)}
