"""The cases of a log, walked through a drawing one event after the other.

An event follows the latest earlier one of its case from which the drawing leads to it, past steps that leave no
trace: so two branches that run side by side may be logged in any order. A way out is taken once, of a decision one
in all. Where nothing leads to an event, the case left the drawing there.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from visavis.blueprint.analysis.observed.activities import map_activities
from visavis.blueprint.analysis.observed.deviations import Deviation, DeviationKind
from visavis.blueprint.analysis.observed.drawn_paths import DrawnPath, DrawnPaths
from visavis.blueprint.analysis.observed.log_events import MOST_IN_MEMORY, LogEvent, group_cases
from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys, ObservedStep
from visavis.blueprint.analysis.observed.spread import Spread
from visavis.blueprint.model import BlueprintDocument, Outcome, Split

# As far back a case is searched for what an event follows.
_LOOK_BACK = 100
_Departure = tuple[DeviationKind, str | None, str, tuple[str, ...]]


@dataclass(slots=True)
class _Visit:
    step: str
    ended: float
    begun: float | None
    is_within_a_day: bool
    taken: set[str] = field(default_factory=set)

    @property
    def from_moment(self) -> float:
        return self.ended if self.begun is None else self.begun


def replay(document: BlueprintDocument, events: Iterable[LogEvent], said: Mapping[str, str] | None = None, *,
           most: int = MOST_IN_MEMORY, give_up: Callable[[], None] | None = None) -> ObservedJourneys:
    """Return what the events of real cases say of a drawn journey.

    `said` names the steps of activities (`map_activities`); `most` is how many events are held in memory at once.
    `give_up` is asked after every case, and raises what ends the work.

    Raises BlueprintError for a step that is not there.
    """
    activities: Counter[str] = Counter()

    def count_activities() -> Iterator[LogEvent]:
        for event in events:
            activities[event.activity] += not event.is_beginning
            yield event

    cases = group_cases(count_activities(), most)
    # To group them, every event is read: with the first case all activities are known.
    first = next(cases, None)
    mapped = map_activities(activities, document, said)
    replaying = _Replay(document, mapped.steps)
    for _, found in chain((first,) if first is not None else (), cases):
        if give_up is not None:
            give_up()
        replaying.follow(found)
    return ObservedJourneys(
        replaying.cases, activities.total(), replaying.first, replaying.last, activities, mapped, replaying.steps,
        replaying.flows, replaying.as_drawn, replaying.deviations(), replaying.outcomes, replaying.elapsed)


class _Replay:
    """Follows one case after the other, and counts."""

    def __init__(self, document: BlueprintDocument, steps: Mapping[str, str]) -> None:
        self._document, self._step_of = document, steps
        self._paths = DrawnPaths(document, frozenset(steps.values()))
        self.cases = self.as_drawn = 0
        self.first: float | None = None
        self.last: float | None = None
        self.steps: dict[str, ObservedStep] = {}
        self.flows: Counter[str] = Counter()
        self.outcomes: Counter[Outcome | None] = Counter()
        self.elapsed = Spread()
        self._departures: Counter[_Departure] = Counter()

    def deviations(self) -> tuple[Deviation, ...]:
        """Return where cases left the drawing, the most frequent first."""
        return tuple(Deviation(*departure, cases) for departure, cases in sorted(
            self._departures.items(), key=lambda one: (-one[1], one[0][0].value, one[0][1] or "", one[0][2])))

    def follow(self, events: Iterable[LogEvent]) -> None:
        """Walk one case through the drawing."""
        visits = list(_visits(events, self._step_of))
        if not visits:
            return
        self.cases += 1
        departures: set[_Departure] = set()
        for place, visit in enumerate(visits):
            self._count(visit)
            source, path = self._cause(visits, place)
            if path is None:
                departures |= self._departure(visits, place)
                source = visits[place - 1] if place else None
            if source is not None:
                self._measure_wait(source, visit, path)
        for step in {visit.step for visit in visits}:
            self._seen(step).cases += 1
        self.as_drawn += not departures
        self._departures.update(departures)
        self._end(visits)

    def _seen(self, step: str) -> ObservedStep:
        known = self.steps.get(step)
        if known is None:
            known = self.steps[step] = ObservedStep()
        return known

    def _count(self, visit: _Visit) -> None:
        seen = self._seen(visit.step)
        seen.visits += 1
        if visit.begun is not None:
            if visit.is_within_a_day:
                seen.work.add((visit.ended - visit.begun) / 60)
            else:
                seen.overnight += 1

    def _cause(self, visits: list[_Visit], place: int) -> tuple[_Visit | None, DrawnPath | None]:
        """Return the visit that this one follows, and the way from it; no way where nothing drawn leads here."""
        visit = visits[place]
        for earlier in reversed(visits[max(0, place - _LOOK_BACK):place]):
            path = self._paths.paths_from(earlier.step).get(visit.step)
            if path is not None and self._is_open(earlier, path):
                if path.is_only:
                    self.flows.update(flow.key for flow in path.flows)
                earlier.taken.add(path.flows[0].key if path.flows else "")
                return earlier, path
        if place == 0:
            return None, DrawnPath() if visit.step in self._paths.first_steps else None
        # The other side may begin later, once.
        if visit.step in self._paths.starts and all(earlier.step != visit.step for earlier in visits[:place]):
            return None, DrawnPath()
        return None, None

    def _is_open(self, earlier: _Visit, path: DrawnPath) -> bool:
        """Return whether this way out of a step was not taken yet; of a decision, whether none was."""
        if self._document.step_by_id[earlier.step].splits is Split.ONE:
            return not earlier.taken
        # Of several ways that leave no trace, which one was taken is not known: the same may lead on again.
        return not path.is_only or (path.flows[0].key if path.flows else "") not in earlier.taken

    def _measure_wait(self, source: _Visit, visit: _Visit, path: DrawnPath | None) -> None:
        """Take the time between two events as the wait of whichever step of the way is drawn to have one."""
        minutes = (visit.from_moment - source.ended) / 60
        bearer = source.step
        if path is not None:
            bearer, minutes = path.bearer or source.step, minutes - path.silent_minutes
        seen = self._seen(bearer)
        seen.wait.add(max(0.0, minutes))
        seen.open_waits += visit.begun is None

    def _departure(self, visits: list[_Visit], place: int) -> set[_Departure]:
        after = visits[place].step
        if place == 0:
            return {(DeviationKind.BEGAN_ELSEWHERE, None, after, ())}
        before = visits[place - 1].step
        skipped = self._paths.steps_between(before, after)
        if skipped:
            return {(DeviationKind.SKIPPED, before, after, skipped)}
        if before == after or self._paths.steps_between(after, before) is not None:
            return {(DeviationKind.WENT_BACK, before, after, ())}
        return {(DeviationKind.NO_WAY, before, after, ())}

    def _end(self, visits: list[_Visit]) -> None:
        first, last = min(visit.from_moment for visit in visits), max(visit.ended for visit in visits)
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)
        reached = self._paths.outcomes_from(visits[-1].step)
        # Where the last event may lead to several ends, nobody knows which one it was.
        outcome = self._document.step_by_id[next(iter(reached))] if len(reached) == 1 else None
        self.outcomes[None if outcome is None else outcome.outcome or Outcome.UNSPECIFIED] += 1
        if outcome is not None:
            self.elapsed.add((last - first) / 60)


def _visits(events: Iterable[LogEvent], step_of: Mapping[str, str]) -> Iterator[_Visit]:
    """Yield the visits of steps in a case: an end with its beginning; a beginning without an end is a visit, too."""
    begun: dict[str, deque[LogEvent]] = {}
    found: list[_Visit] = []
    for event in events:
        step = step_of.get(event.activity)
        if step is None:
            continue
        if event.is_beginning:
            begun.setdefault(event.activity, deque()).append(event)
            continue
        started = begun[event.activity].popleft() if begun.get(event.activity) else None
        whole = event if started is None else replace(event, begun=started.ended)
        found.append(_Visit(step, whole.ended, whole.begun, whole.is_within_a_day))
    found += [_Visit(step_of[event.activity], event.ended, None, is_within_a_day=True)
              for left in begun.values() for event in left]
    return iter(sorted(found, key=lambda visit: visit.ended))
