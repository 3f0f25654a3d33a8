"""What may follow what in a drawing of which only some steps leave a trace in the log."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.model import BlueprintDocument, Flow, StepKind, mean_minutes

# From one step through others that leave no trace: far more ways than a drawing of people has.
_MOST_WAYS = 2_000


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """A way from one logged step to the next: its flows, and the steps between that leave no trace.

    `is_only` says that no other way leads there without a trace: only then is it known which flows were taken. The
    time between two events is the wait of the `bearer`: of the steps on the way, that with the longest drawn wait
    (None: the first one). `silent_minutes` are the drawn minutes of all else that passes between.
    """

    flows: tuple[Flow, ...] = ()
    silent: tuple[str, ...] = ()
    is_only: bool = True
    bearer: str | None = None
    silent_minutes: float = 0.0


class DrawnPaths:
    """The ways of a document between steps that are `logged`; each is looked for when it is first asked for."""

    def __init__(self, document: BlueprintDocument, logged: Collection[str]) -> None:
        self._document, self._logged = document, frozenset(logged)
        self._found: dict[str, Mapping[str, DrawnPath]] = {}

    def paths_from(self, step: str) -> Mapping[str, DrawnPath]:
        """Return, for each logged step that may come next, the shortest way to it."""
        known = self._found.get(step)
        if known is None:
            known = self._found[step] = self._find(step)
        return known

    @cached_property
    def starts(self) -> frozenset[str]:
        """The steps at which a journey may begin."""
        document = self._document
        return frozenset(step.id for step in document.steps
                         if step.kind is StepKind.START
                         or (step.id not in document.flows_to and step.id in document.flows_from))

    @cached_property
    def first_steps(self) -> frozenset[str]:
        """The logged steps that may be the first of a case."""
        return frozenset(first for start in self.starts
                         for first in ([start] if start in self._logged else self.paths_from(start)))

    def outcomes_from(self, step: str) -> frozenset[str]:
        """Return the outcomes that the last step of a case leads to without a trace, itself among them."""
        reached, left = {step}, [step]
        while left:
            for _, target in self._onward(left.pop()):
                if target not in reached and target not in self._logged:
                    reached.add(target)
                    left.append(target)
        return frozenset(one for one in reached if self._document.step_by_id[one].kind is StepKind.OUTCOME)

    def steps_between(self, source: str, target: str) -> tuple[str, ...] | None:
        """Return the logged steps on the shortest way from one step to another; None where there is no way."""
        came: dict[str, str] = {}
        left = deque([source])
        while left:
            step = left.popleft()
            for _, onward in self._onward(step):
                if onward == target:
                    return tuple(reversed([one for one in _walk_back(came, step, source) if one in self._logged]))
                if onward not in came and onward != source:
                    came[onward] = step
                    left.append(onward)
        return None

    def _find(self, source: str) -> Mapping[str, DrawnPath]:
        """Return the ways by breadth: the shortest comes first, the second to the same step makes it not the only."""
        found: dict[str, DrawnPath] = {}
        left: deque[tuple[str, DrawnPath]] = deque([(source, DrawnPath())])
        for _ in range(_MOST_WAYS):
            if not left:
                break
            step, path = left.popleft()
            for flow, target in self._onward(step):
                flows = (*path.flows, flow) if flow is not None else path.flows
                if target in self._logged:
                    found[target] = (self._timed(source, flows, path.silent) if target not in found else
                                     replace(found[target], is_only=False))
                elif target not in path.silent and target != source:
                    left.append((target, DrawnPath(flows, (*path.silent, target))))
        return found

    def _timed(self, source: str, flows: tuple[Flow, ...], silent: tuple[str, ...]) -> DrawnPath:
        waits = {step: _minutes(self._document, step, "wait") for step in (source, *silent)}
        bearer = max(waits, key=lambda step: waits[step])
        others = sum(waits.values()) - waits[bearer]
        return DrawnPath(flows, silent, bearer=bearer,
                         silent_minutes=others + sum(_minutes(self._document, step, "work") for step in silent))

    def _onward(self, step: str) -> Iterator[tuple[Flow | None, str]]:
        """Yield where a step leads: along its flows, and to its fallback when it fails."""
        for flow in self._document.flows_from.get(step, ()):
            yield flow, flow.target
        fallback = self._document.step_by_id[step].fallback
        if fallback is not None:
            yield None, fallback


def _walk_back(came: Mapping[str, str], step: str, source: str) -> Iterator[str]:
    while step != source:
        yield step
        step = came[step]


def _minutes(document: BlueprintDocument, step: str, field: str) -> float:
    time = getattr(document.step_by_id[step], field)
    return mean_minutes(time) if time is not None else 0.0
