"""The distinct ways in which one person's journey may go: the likeliest ones, step by step, and how likely each is.

Two journeys are distinct when some step turns out otherwise: another choice, a failure, one round more. Branches that
run beside each other belong to one journey, as `docs/decisions/0006-journey-semantics.md` has it. Every step takes
its mean time here: what random times beside each other add to the elapsed time is told by the measures alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush, nlargest
from math import fsum, nan

from visavis.blueprint.analysis.figures import UNKNOWN, Figure
from visavis.blueprint.analysis.measures.measure import Cancelled
from visavis.blueprint.analysis.paths.path_enumeration import JourneyPath, PathEnumerator, path_visits
from visavis.blueprint.analysis.semantics.journeys import Journey
from visavis.blueprint.analysis.semantics.ledger import lacks_wait, lacks_work
from visavis.blueprint.analysis.semantics.token_rules import BY_GRAVITY, UNSPECIFIED, CompiledJourney
from visavis.blueprint.model import BlueprintDocument, Outcome, Side

MOST = 12
LEAST = 0.005
# Steps done in the search, all ways together: about a second. What is not found by then is part of the rest.
MOST_EVENTS = 60_000
# So many steps under way at once make one of them as slow as two.
_MANY_ACTIVE = 16
# How often a cancelled search is noticed, in events.
_LISTENS = 256


@dataclass(frozen=True, slots=True)
class Visit:
    """A step that is done (or cannot be done) on the way, from `begins` to `ends`, in minutes from the start.

    `targets` are the steps that follow, `failed` says that the step failed, `blocked` that the persona cannot use
    its channel.
    """

    step: str
    begins: float
    ends: float
    targets: tuple[str, ...] = ()
    failed: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Rounds:
    """A loop that is gone round more than once: its repeated steps in reading order, and how many times more."""

    steps: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DistinctJourney:
    """One way from start to outcome and its `share` of all journeys; visits in the order in which they begin.

    `elapsed_minutes` last until the last outcome (without any until the last step), work is that of both sides.
    `endless` names the step where it goes round for ever, `personas` who walks this way. Where a way passes a choice
    whose probabilities no one gave (`is_guess`), the share only orders the ways, and is not told. `untimed` are the
    sides whose times the minutes leave out (None: those of people on neither side).
    """

    share: float
    visits: tuple[Visit, ...]
    outcome: Outcome
    elapsed_minutes: float
    citizen_minutes: float
    agent_minutes: float
    rounds: tuple[Rounds, ...] = ()
    endless: str | None = None
    personas: tuple[str, ...] = ()
    is_guess: bool = False
    untimed: frozenset[Side | None] = frozenset()

    @property
    def known_share(self) -> float:
        """The share as it may be told; not a number where no one knows it."""
        return nan if self.is_guess else self.share

    @property
    def elapsed(self) -> Figure:
        """How long it lasts, at least, where it passes steps without a time; unknown where it passes no others."""
        return self._figure(self.elapsed_minutes, bool(self.untimed))

    @property
    def citizen(self) -> Figure:
        """The citizen's minutes of work."""
        return self._figure(self.citizen_minutes, Side.CITIZEN in self.untimed)

    @property
    def agent(self) -> Figure:
        """The agents' minutes of work."""
        return self._figure(self.agent_minutes, Side.AGENT in self.untimed)

    @staticmethod
    def _figure(minutes: float, lacks: bool) -> Figure:  # noqa: FBT001 - two numbers of one way
        return UNKNOWN if lacks and not minutes else Figure(minutes, at_least=lacks)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps in the order in which they begin, as often as they are done."""
        return tuple(visit.step for visit in self.visits)


@dataclass(frozen=True, slots=True)
class DistinctJourneys:
    """The likeliest journeys, likeliest first, and the share of all others together. All shares sum to 1.

    Without a journey there is nothing, and no rest either.
    """

    journeys: tuple[DistinctJourney, ...]
    rest: float

    @property
    def known_rest(self) -> float:
        """The share of the others as it may be told; not a number where no one knows it."""
        return nan if self.rest and any(one.is_guess for one in self.journeys) else self.rest


def distinct_journeys(document: BlueprintDocument, journey: Journey, most: int = MOST, least: float = LEAST,
                      cancelled: Callable[[], bool] | None = None) -> DistinctJourneys:
    """Return at most `most` ways of a journey through its document that `least` of all journeys or more take.

    Where no way is as likely as that, one likely way is told all the same. The search is bounded: on journeys of
    thousands of choices the rest may be large. Raises Cancelled when `cancelled` says so.
    """
    if not journey.starts:
        return DistinctJourneys((), 0.0)
    walker = PathEnumerator(CompiledJourney(journey))
    search = _Search(walker, least, cancelled)
    ended = search.find_likeliest(most)
    others = search.remaining_share
    if not ended:
        alone = walker.follow_likeliest()
        # What the way takes is part of what was left.
        ended, others = ((alone,), others - alone.chance) if alone is not None else ((), others)
    return DistinctJourneys(tuple(build_journey(document, walker.compiled, walking) for walking in ended),
                            max(0.0, others))


def merge_journeys(walked: Sequence[tuple[str, float, DistinctJourneys]], most: int = MOST) -> DistinctJourneys:
    """Return the journeys of a population: (persona, its part of all users, its journeys), equal ways as one.

    The parts must sum to 1.
    """
    found: dict[tuple[object, ...], DistinctJourney] = {}
    for persona, part, journeys in walked:
        for one in journeys.journeys:
            key = (one.outcome, one.endless, *((visit.step, visit.targets, visit.failed, visit.blocked)
                                               for visit in one.visits))
            known = found.get(key)
            share = one.share * part + (known.share if known else 0.0)
            names = (*known.personas, persona) if known else (persona,)
            guess = one.is_guess or (known is not None and known.is_guess)
            found[key] = replace(one, share=share, personas=names, is_guess=guess)
    ranked = sorted(found.values(), key=lambda one: -one.share)
    rest = [part * journeys.rest for _, part, journeys in walked] + [one.share for one in ranked[most:]]
    return DistinctJourneys(tuple(ranked[:most]), fsum(rest))


class _Search:
    """A search that always goes on with the likeliest way so far; `left` is the share of all that it gave up."""

    def __init__(self, walker: PathEnumerator, least: float, cancelled: Callable[[], bool] | None) -> None:
        self._walker = walker
        self._least = least
        self._cancelled = cancelled
        self._given_up: list[float] = []
        self._queue: list[tuple[float, int, JourneyPath]] = []
        self._serial = 0

    @property
    def remaining_share(self) -> float:
        """The share of all journeys that was not found."""
        return fsum([*self._given_up, *(-chance for chance, _, _ in self._queue)])

    def find_likeliest(self, most: int) -> tuple[JourneyPath, ...]:
        """Return at most `most` ways that came to their end, likeliest first."""
        paths: list[JourneyPath] = []
        for start in self._walker.starts():
            self._keep(start)
        spent = heard = 0
        while self._queue and len(paths) < most and spent < MOST_EVENTS:
            if spent >= heard + _LISTENS and self._cancelled is not None:
                heard = spent
                if self._cancelled():
                    raise Cancelled
            walking = heappop(self._queue)[2]
            if walking.is_over:
                paths.append(walking)
                continue
            spent += 1 + len(walking.active) // _MANY_ACTIVE
            for following in self._walker.extend(walking):
                self._keep(following)
        return (*paths, *self._take_ended(most - len(paths)))

    def _keep(self, walking: JourneyPath) -> None:
        if walking.chance < self._least or self._walker.is_too_long(walking):
            self._given_up.append(walking.chance)
            return
        self._serial += 1
        heappush(self._queue, (-walking.chance, self._serial, walking))

    def _take_ended(self, most: int) -> Iterable[JourneyPath]:
        """Take what has come to its end out of the queue when the time for searching is over."""
        ended = nlargest(most, [walking for _, _, walking in self._queue if walking.is_over],
                         key=lambda walking: walking.chance)
        taken = {id(walking) for walking in ended}
        self._queue = [entry for entry in self._queue if id(entry[2]) not in taken]
        return ended


def build_journey(document: BlueprintDocument, compiled: CompiledJourney, walking: JourneyPath) -> DistinctJourney:
    """Return a path that is over as the journey it is."""
    # Where someone goes on once answers have come, the answers lead back to them, and it is they who go on.
    names = [compiled.stops[compiled.asker.get(number, number)].step.id for number in range(len(compiled.stops))]
    goes_on = _resumed_targets(compiled, walking)
    visits = tuple(
        Visit(names[number], begins, ends, tuple(dict.fromkeys(
            names[target] for target in (*targets, *goes_on.get(index, ())))), failed, compiled.stops[number].blocked)
        for index, (number, begins, ends, targets, failed) in enumerate(path_visits(walking))
        if number not in compiled.asker)
    work = {side: fsum(document.effort_of(document.step_by_id[visit.step]) for visit in visits if not visit.blocked
                       and document.side_of(document.step_by_id[visit.step]) is side)
            for side in (Side.CITIZEN, Side.AGENT)}
    outcome = BY_GRAVITY[walking.worst if walking.worst >= 0 else UNSPECIFIED]
    persona = compiled.journey.persona
    return DistinctJourney(
        walking.chance, visits, outcome, walking.elapsed, work[Side.CITIZEN], work[Side.AGENT],
        tuple(_rounds(compiled.journey, visits)), names[walking.endless] if walking.endless is not None else None,
        (persona.id,) if persona is not None else (), _passes_guess(compiled, walking),
        _untimed_sides(document, visits))


def _passes_guess(compiled: CompiledJourney, walking: JourneyPath) -> bool:
    return any(compiled.stops[visit.number].guessed for visit in path_visits(walking))


def _untimed_sides(document: BlueprintDocument, visits: Iterable[Visit]) -> frozenset[Side | None]:
    steps = [document.step_by_id[visit.step] for visit in visits if not visit.blocked]
    return frozenset(document.side_of(step) for step in steps if lacks_work(document, step)
                     or lacks_wait(document, step))


def _resumed_targets(compiled: CompiledJourney, walking: JourneyPath) -> dict[int, tuple[int, ...]]:
    """Return, for each visit by which someone asked, where they went on once they were answered."""
    found: dict[int, tuple[int, ...]] = {}
    asking: dict[int, int] = {}
    for index, visit in enumerate(path_visits(walking)):
        if visit.number in compiled.asker:
            found[asking[compiled.asker[visit.number]]] = visit.targets
        elif visit.number in compiled.asker.values():
            asking[visit.number] = index
    return found


def _rounds(journey: Journey, visits: Iterable[Visit]) -> Iterator[Rounds]:
    """Yield the loops in which steps were done more than once."""
    times = Counter(visit.step for visit in visits)
    for loop in journey.loops:
        again = tuple(step for step in loop if times[step] > 1)
        if again:
            yield Rounds(again, max(times[step] for step in again) - 1)
