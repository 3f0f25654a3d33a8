"""Which ways may be under way at the same time: what BPMN must know to join them by the right gateway.

BPMN has one gateway for ways of which one is taken and another for ways that are all taken; a blueprint's step simply
waits for what is still under way to it. Whether two ways can be taken together is worked out from the splits, as for
free-choice nets (Kovalyov and Esparza, "A polynomial algorithm to compute the concurrency relation of free-choice
signal transition graphs", 1996): the ways out of a parallel split are concurrent, and what follows one of them is
concurrent with the other, unless the other leads there too and is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import BlueprintDocument, Flow, Split, StepKind

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class JourneyWay:
    """A way from one step to another: a flow, or (`flow` is None) from a step that fails to its fallback."""

    number: int
    source: str
    target: str
    flow: Flow | None


class JourneyWays:
    """The ways of a journey, and which of them may be under way together."""

    def __init__(self, document: BlueprintDocument) -> None:
        self.document = document
        self.order = {step.id: number for number, step in enumerate(reading_order(document))}
        self.all = _find_ways(document)
        self.after: dict[str, list[JourneyWay]] = {step: [] for step in self.order}
        self.before: dict[str, list[JourneyWay]] = {step: [] for step in self.order}
        for way in self.all:
            self.after[way.source].append(way)
            self.before[way.target].append(way)
        self._leading = self._find_leading()
        self._concurrent = self._find_concurrent()

    def are_concurrent(self, one: JourneyWay, other: JourneyWay) -> bool:
        """Return whether two ways may be under way at the same time."""
        return bool(self._concurrent[one.number] >> other.number & 1)

    def concurrent_with(self, way: JourneyWay) -> int:
        """Return the ways that may be under way at the same time as one, as bits; itself is not among them."""
        return self._concurrent[way.number]

    def leads(self, way: JourneyWay, step: str) -> bool:
        """Return whether a way leads to a step without going round a loop."""
        return bool(self._leading[step] >> way.number & 1)

    def _find_leading(self) -> dict[str, int]:
        """Return the ways that lead to each step, as the bits of an integer; those that close a loop end it."""
        ranks = self._rank_steps()
        found = dict.fromkeys(self.order, 0)
        for step in sorted(ranks, key=ranks.__getitem__):
            for way in self.before[step]:
                found[step] |= 1 << way.number
                if ranks[way.source] < ranks[step]:
                    found[step] |= found[way.source]
        return found

    def _rank_steps(self) -> dict[str, int]:
        """Return an order in which every way leads forward, except those that close a loop (depth first)."""
        ranks: dict[str, int] = {}
        begun: set[str] = set()
        rank = len(self.order)
        starts = sorted(self.order, key=lambda step: (bool(self.before[step]), self.order[step]))
        for start in starts:
            stack = [(start, iter(self.after[start]))] if start not in begun else []
            begun.add(start)
            while stack:
                step, ways = stack[-1]
                following = next((way.target for way in ways if way.target not in begun), None)
                if following is None:
                    rank -= 1
                    ranks[step] = rank
                    stack.pop()
                else:
                    begun.add(following)
                    stack.append((following, iter(self.after[following])))
        return ranks

    def _find_concurrent(self) -> list[int]:
        rows = [0] * len(self.all)
        todo: set[int] = set()

        def relate(number: int, others: int) -> None:
            fresh = others & ~rows[number] & ~(1 << number)
            if fresh:
                rows[number] |= fresh
                own, others_of = 1 << number, list(bits_of(fresh))
                for other in others_of:
                    rows[other] |= own
                todo.update((number, *others_of))

        for step in self.document.steps:
            ways = [way for way in self.after[step.id] if way.flow is not None]
            if step.splits is Split.ALL and len(ways) > 1:
                mask = sum(1 << way.number for way in ways)
                for way in ways:
                    relate(way.number, mask)
        while todo:
            way = self.all[todo.pop()]
            beside = rows[way.number] & ~self._leading[way.target]
            for following in self.after[way.target]:
                relate(following.number, beside)
        return rows


def bits_of(mask: int) -> Iterable[int]:
    """Yield the numbers of the bits that are set, from the lowest."""
    # Digits, the lowest first: searching them takes no arithmetic on numbers of a thousand bits for each bit.
    digits = bin(mask)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def sort_into_classes(things: Iterable[_T], together: Callable[[_T, _T], bool]) -> list[list[_T]]:
    """Return things in classes: one of each class comes alone, things of different classes come together."""
    classes: list[list[_T]] = []
    for thing in things:
        for members in classes:
            if not any(together(thing, member) for member in members):
                members.append(thing)
                break
        else:
            classes.append([thing])
    return classes


def _find_ways(document: BlueprintDocument) -> Sequence[JourneyWay]:
    """Return flows and fallbacks in the order of the file; evidence is on no journey."""
    ways: list[JourneyWay] = []
    steps = document.step_by_id
    for flow in document.flows:
        if StepKind.EVIDENCE not in (steps[flow.source].kind, steps[flow.target].kind):
            ways.append(JourneyWay(len(ways), flow.source, flow.target, flow))
    for step in document.steps:
        if step.fallback is not None and step.kind not in (StepKind.EVIDENCE, StepKind.OUTCOME) \
                and steps[step.fallback].kind is not StepKind.EVIDENCE:
            ways.append(JourneyWay(len(ways), step.id, step.fallback, None))
    return ways
