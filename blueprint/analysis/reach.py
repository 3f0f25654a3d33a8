"""How many journeys ever come to a step, from how often they come on average."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from blueprint.analysis.journeys import Journey
from blueprint.analysis.linear import flow_through
from blueprint.analysis.tokens import Board


class Reach:
    """The probability of ever coming to each step of a journey, worked out when first asked for.

    Off every loop, a step's expected visits are that probability. On a loop they are it, times the visits of
    those who come: R = N₀ⱼ / Nⱼⱼ (Kemeny and Snell, Finite Markov Chains, 1960). Where a loop holds parallel ways
    or limited flows, visits capped at one stand for it.
    """

    def __init__(self, journey: Journey, visits: Mapping[str, float]) -> None:
        self._board = Board(journey)
        self._journey = journey
        self._visits = visits
        self._known: dict[str, float] = {}

    def __call__(self, step: str) -> float:
        """Return the share of journeys that ever come to `step`."""
        visits = self._visits.get(step, 0.0)
        if visits <= 0:
            return 0.0
        if step not in self._known:
            self._known[step] = min(1.0, visits / self._returns(step))
        return self._known[step]

    @cached_property
    def _loop_of(self) -> dict[str, tuple[str, ...]]:
        return {step: loop for loop in self._journey.loops for step in loop}

    def _returns(self, step: str) -> float:
        """Return how often those who come to a step come to it."""
        loop = self._loop_of.get(step)
        if loop is None:
            return 1.0
        place = {self._board.number[name]: index for index, name in enumerate(loop)}
        arcs: list[dict[int, float]] = [{} for _ in loop]
        leaks = False
        for number, index in place.items():
            if any(way.limit is not None for way in self._board.stops[number].ways):
                return 1.0
            for turn in self._board.turns(number, {}):
                if len(turn.targets) > 1:
                    return 1.0
                inside = [place[target] for target in turn.targets if target in place]
                leaks = leaks or not inside
                for target in inside:
                    arcs[index][target] = arcs[index].get(target, 0.0) + turn.chance
        if not leaks:
            return 1.0
        sources = [float(name == step) for name in loop]
        return flow_through(arcs, sources)[loop.index(step)]
