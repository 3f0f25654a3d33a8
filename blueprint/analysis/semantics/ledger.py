"""What each visit of a step adds to the measures of a journey, and which steps lack what they should add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.blueprint.analysis.figures import MissingInputs
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.model import BlueprintDocument, Side, Step, StepKind, mean_minutes

PEOPLE = (Side.CITIZEN, Side.AGENT, Side.PARTNER)
_WORKING = (StepKind.ACTION, StepKind.DECISION)


def lacks_work(document: BlueprintDocument, step: Step) -> bool:
    """Return whether a step needs a working time and has no time at all.

    Starts, outcomes and steps of systems need none; whoever says how long a step waits has said that it waits.
    """
    return step.kind in _WORKING and _is_untimed(document, step)


def lacks_wait(document: BlueprintDocument, step: Step) -> bool:
    """Return whether a step is a wait that no one says the length of."""
    return step.kind is StepKind.WAIT and _is_untimed(document, step)


def _is_untimed(document: BlueprintDocument, step: Step) -> bool:
    return step.work is None and step.wait is None and document.side_of(step) in PEOPLE


def find_missing(document: BlueprintDocument, steps: Iterable[Step],
                 probability: Iterable[str] = ()) -> MissingInputs:
    """Return what some steps lack; `probability` are the flows whose probability no one gave."""
    steps = tuple(steps)
    return MissingInputs(tuple(step.id for step in steps if lacks_work(document, step)),
                         tuple(step.id for step in steps if lacks_wait(document, step)), tuple(probability))


@dataclass(frozen=True)
class LedgerEntry:
    """One sum: what a visit of each step that tells it adds, by number; and the steps that lack it."""

    amounts: Mapping[int, float]
    missing: frozenset[int]


class Ledger:
    """The sums that a journey is measured by, of a board whose document is at hand."""

    def __init__(self, document: BlueprintDocument, compiled: CompiledJourney) -> None:
        self.document, self.compiled = document, compiled

    @cached_property
    def entries(self) -> Mapping[str, LedgerEntry]:
        """The sums by name: each side's `work`, `wait` and `cost`, and the minutes of each phase."""
        found = {}
        for side in PEOPLE:
            of_side = [number for number in self._steps if self.document.side_of(self._step(number)) is side]
            found[f"{side} work"] = self._work(of_side)
            found[f"{side} wait"] = self._wait(of_side)
            found[f"{side} cost"] = self._cost(of_side)
        by_phase: dict[str, list[int]] = {phase.id: [] for phase in self.document.head.phases}
        for number in self._steps:
            by_phase[self._step(number).phase].append(number)
        for phase, of_phase in by_phase.items():
            found[f"phase {phase}"] = self._minutes(of_phase)
        return found

    @cached_property
    def minutes(self) -> LedgerEntry:
        """The calendar minutes of all steps, added up; what the elapsed time lacks, it lacks."""
        return self._minutes(self._steps)

    @cached_property
    def _steps(self) -> Sequence[int]:
        """The steps that are really done: neither resumptions nor what the persona cannot do."""
        return [number for number, stop in enumerate(self.compiled.stops)
                if number not in self.compiled.asker and not stop.blocked]

    def _step(self, number: int) -> Step:
        return self.compiled.stops[number].step

    def _entry(self, steps: Iterable[int], amount: Callable[[Step], float | None],
               lacks: Callable[[Step], bool]) -> LedgerEntry:
        amounts: dict[int, float] = {}
        missing = set()
        for number in steps:
            step = self._step(number)
            found = amount(step)
            if found is not None:
                amounts[number] = found
            if lacks(step):
                missing.add(number)
        return LedgerEntry(amounts, frozenset(missing))

    def _work(self, steps: Iterable[int]) -> LedgerEntry:
        return self._entry(steps, lambda step: None if step.work is None else self.document.effort_of(step),
                           lambda step: lacks_work(self.document, step))

    def _wait(self, steps: Iterable[int]) -> LedgerEntry:
        return self._entry(steps, lambda step: None if step.wait is None else mean_minutes(step.wait),
                           lambda step: lacks_wait(self.document, step))

    def _minutes(self, steps: Iterable[int]) -> LedgerEntry:
        means = {self._step(number).id: self.compiled.means[number] for number in steps}
        return self._entry(
            steps, lambda step: None if step.work is None and step.wait is None else means[step.id],
            lambda step: lacks_work(self.document, step) or lacks_wait(self.document, step))

    def _cost(self, steps: Iterable[int]) -> LedgerEntry:
        def price(step: Step) -> float | None:
            actor = self.document.actor_by_id.get(self.document.lane_by_id[step.lane].actor or "")
            return None if actor is None or actor.hourly_cost is None else float(actor.hourly_cost)

        def cost(step: Step) -> float | None:
            hour = price(step)
            return None if hour is None or step.work is None else self.document.effort_of(step) / 60 * hour

        def lacks(step: Step) -> bool:
            return lacks_work(self.document, step) or (price(step) is None and self.document.effort_of(step) > 0)

        return self._entry(steps, cost, lacks)
