"""Which tokens are still under way to a step that waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from visavis.blueprint.graph.queries import component_numbers, dominators


class JoinReachability:
    """For each step of a journey, from where a token can still come to it; sets of steps are bits of integers.

    Off loops that is plain reachability. Two steps on one loop can always reach each other by going round; that is
    a new round, not an arrival in this one. So on a loop a way to a step does not count when it begins the round
    again: when it passes a step of the loop that all ways from the start to the step pass (a dominator of it).
    """

    def __init__(self, after: Sequence[Sequence[int]], starts: Sequence[int]) -> None:
        self._after = after
        self._starts = starts
        self._masks: dict[int, int] = {}

    def mask(self, step: int) -> int:
        """Return the steps from which a token is under way to `step`."""
        if step not in self._masks:
            part = self._component[step]
            cyclic = len(self._members[part]) > 1
            self._masks[step] = self._round_sources(step) | self._upstream(part) if cyclic else self.ancestors[step]
        return self._masks[step]

    @cached_property
    def ancestors(self) -> Sequence[int]:
        """For each step all the steps that can lead to it, by any way; itself only when it is on a loop."""
        return _masks(self._after, self._component)

    @cached_property
    def descendants(self) -> Sequence[int]:
        """For each step all the steps that it can lead to, by any way."""
        return _masks(self._before, component_numbers(self._before))

    @cached_property
    def _component(self) -> Sequence[int]:
        return component_numbers(self._after)

    @cached_property
    def _members(self) -> list[list[int]]:
        members: list[list[int]] = [[] for _ in range(max(self._component, default=-1) + 1)]
        for number, part in enumerate(self._component):
            members[part].append(number)
        return members

    @cached_property
    def _before(self) -> list[list[int]]:
        before: list[list[int]] = [[] for _ in self._after]
        for number, targets in enumerate(self._after):
            for target in targets:
                before[target].append(number)
        return before

    @cached_property
    def dominators(self) -> Sequence[int]:
        """For each step the last step that all ways from the start to it pass, or −1."""
        return dominators(self._after, self._starts)

    def _upstream(self, part: int) -> int:
        inside = sum(1 << number for number in self._members[part])
        return self.ancestors[self._members[part][0]] & ~inside

    def _round_sources(self, step: int) -> int:
        part = self._component[step]
        passed = set()
        above = self.dominators[step]
        while above >= 0 and self._component[above] == part:
            passed.add(above)
            above = self.dominators[above]
        found: set[int] = set()
        todo = [step]
        while todo:
            for source in self._before[todo.pop()]:
                if source not in found and self._component[source] == part:
                    found.add(source)
                    if source not in passed:
                        todo.append(source)
        return sum(1 << number for number in found)


def _masks(after: Sequence[Sequence[int]], component: Sequence[int]) -> list[int]:
    members: list[list[int]] = [[] for _ in range(max(component, default=-1) + 1)]
    for number, part in enumerate(component):
        members[part].append(number)
    masks = [0] * len(members)
    for part, numbers in enumerate(members):
        own = sum(1 << number for number in numbers)
        if len(numbers) > 1 or numbers[0] in after[numbers[0]]:
            masks[part] |= own
        for target in {component[target] for number in numbers for target in after[number]} - {part}:
            masks[target] |= masks[part] | own
    return [masks[part] for part in component]
