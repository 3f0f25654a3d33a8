"""Which flows of a drawing are questions, which are answers, and where those who asked go on.

People draw a conversation as arrows there and back. An answer begins nothing again: whoever asked goes on once all
answers have come. So an asker's other ways leave from a *resumption*, a node of its own to which the answers lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from visavis.blueprint.graph.queries import DominatorTree, component_numbers, dominators
from visavis.blueprint.model import Flow


class Arrow(NamedTuple):
    """A flow as it is played: the node where it leads, a step or a resumption."""

    target: str
    flow: Flow


class Conversations(NamedTuple):
    """The ways out of every node, answers understood as answers, and which step goes on at each resumption."""

    arrows: Mapping[str, Sequence[Arrow]]
    askers: Mapping[str, str]


def read_answers(branches: Mapping[str, Sequence[Flow]], takes_all: frozenset[str],
                 starts: Iterable[str]) -> Conversations:
    """Return the conversations of a journey. `branches` are the open flows out of its steps, in reading order.

    `takes_all` are the steps that take all their ways, and end no journey. Most personas have the same flows open:
    what was read last is read once.
    """
    return _read_answers(tuple((name, tuple(flows)) for name, flows in branches.items()), takes_all, tuple(starts))


@lru_cache(maxsize=4)
def _read_answers(branches: tuple[tuple[str, tuple[Flow, ...]], ...], takes_all: frozenset[str],
                  starts: tuple[str, ...]) -> Conversations:
    arrows = {name: [Arrow(flow.target, flow) for flow in flows] for name, flows in branches}
    reading = _AnswerReader(arrows, takes_all)
    for asker in reading.list_askers(starts):
        reading.add_resumption(asker)
    return Conversations(MappingProxyType(reading.arrows), MappingProxyType(reading.askers))


def skip_resumptions(conversations: Conversations, name: str) -> list[Arrow]:
    """Return a step's ways with every answer leading directly to where the asker goes on."""
    found: dict[tuple[str, str], Arrow] = {}
    todo, seen = list(reversed(conversations.arrows[name])), set()
    while todo:
        arrow = todo.pop()
        if arrow.target not in conversations.askers:
            found.setdefault((arrow.target, arrow.flow.key), arrow)
        elif arrow.target not in seen:
            seen.add(arrow.target)
            todo.extend(reversed(conversations.arrows[arrow.target]))
    return list(found.values())


class _AnswerReader:
    """The arrows as they are understood so far; every asker that is found changes them."""

    def __init__(self, arrows: dict[str, list[Arrow]], takes_all: frozenset[str]) -> None:
        self.arrows, self.askers = arrows, dict[str, str]()
        self._takes_all = set(takes_all)
        self._names = list(arrows)
        self._number = {name: number for number, name in enumerate(arrows)}
        self._above: DominatorTree | None = None
        # Which nodes lead to each other. With every asker fewer do: those of its part are in doubt until one asks.
        self._part: dict[str, int] = {}
        self._parts = 0
        self._in_doubt = set[int]()

    def list_askers(self, starts: Iterable[str]) -> list[str]:
        """Return the steps that may ask something: those that all others are reached by come first."""
        after = [[self._number[arrow.target] for arrow in self.arrows[name]] for name in self._names]
        self._part = dict(zip(self._names, component_numbers(after), strict=True))
        self._parts = len(self._names)
        asking = [name for name in self._names if name in self._takes_all and any(
            self._part[arrow.target] == self._part[name] and arrow.target != name for arrow in self.arrows[name])]
        if not asking:
            return []
        above = self._above = DominatorTree(dominators(after, [self._number[name] for name in starts]))
        return sorted(asking, key=lambda name: (above.depth[self._number[name]], self._number[name]))

    def add_resumption(self, asker: str) -> None:
        """Find the questions of a step, and let its other ways wait for their answers."""
        asked: dict[str, set[str]] = {}
        for target in dict.fromkeys(arrow.target for arrow in self.arrows[asker]):
            passed = self._find_passed_steps(asker, target)
            if passed is not None:
                asked[target] = passed
        if not asked:
            return
        resumption = f"{asker}\0goes on"
        while resumption in self.arrows:
            resumption += "."
        self.askers[resumption] = asker
        self.arrows[resumption] = [arrow for arrow in self.arrows[asker] if arrow.target not in asked]
        self.arrows[asker] = [arrow for arrow in self.arrows[asker] if arrow.target in asked]
        for name in set().union(*asked.values()):
            self.arrows[name] = [arrow._replace(target=resumption) if arrow.target == asker else arrow
                                 for arrow in self.arrows[name]]
        self._takes_all.add(resumption)
        self._part[resumption] = self._part[asker]
        self._in_doubt.add(self._part[asker])

    def _find_passed_steps(self, asker: str, target: str) -> set[str] | None:
        """Return the steps passed from a question until it comes back to the asker; None where it is no question."""
        if target == asker or self._part[target] != self._part[asker] or not self._asks_first(asker, target):
            return None
        passed = self._trace_question(asker, target)
        if passed is None and self._part[asker] in self._in_doubt:
            # Some of those steps may no longer come back, now that earlier answers begin nothing again.
            self._part_anew(asker)
            passed = self._trace_question(asker, target) if self._part[target] == self._part[asker] else None
        return passed

    def _trace_question(self, asker: str, target: str) -> set[str] | None:
        passed, todo, comes_back = {target}, [target], False
        while todo:
            name = todo.pop()
            if name not in self._takes_all:
                return None
            for arrow in self.arrows[name]:
                comes_back = comes_back or arrow.target == asker
                inside = self._part[arrow.target] == self._part[asker]
                if inside and arrow.target != asker and arrow.target not in passed:
                    passed.add(arrow.target)
                    todo.append(arrow.target)
        return passed if comes_back else None

    def _part_anew(self, asker: str) -> None:
        """Find which nodes still lead to a step and back; of the others of its part nothing is known anew.

        A walk through one part, where components of the whole would be worked out for every asker.
        """
        part = self._part[asker]
        reached, before = {asker}, dict[str, list[str]]()
        todo = [asker]
        while todo:
            name = todo.pop()
            for arrow in self.arrows[name]:
                if self._part[arrow.target] == part:
                    before.setdefault(arrow.target, []).append(name)
                    if arrow.target not in reached:
                        reached.add(arrow.target)
                        todo.append(arrow.target)
        self._parts += 1
        self._part[asker] = self._parts
        todo = [asker]
        while todo:
            for name in before.get(todo.pop(), ()):
                if self._part[name] == part:
                    self._part[name] = self._parts
                    todo.append(name)

    def _asks_first(self, asker: str, target: str) -> bool:
        """Return whether `asker` dominates `target`, or comes first in reading order where neither does."""
        if target in self.askers:
            return False
        first, second = self._number[asker], self._number[target]
        assert self._above is not None  # Who asks was found in it.
        if self._above.is_above(first, second):
            return True
        return not self._above.is_above(second, first) and first < second
