"""The path by which one persona's journey is told: the likeliest to the best end, with what often comes between.

Best is what was asked for, then a refusal; where the persona comes to no decision, their likeliest path is told as
it stops. A way out that comes back without leaving anything of the path out (a return, a detour) is taken once where
three in ten or more take it, as `docs/decisions/0065-the-conversation-and-the-day.md` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from visavis.blueprint.analysis.paths.distinct_journeys import (
    DistinctJourney,
    build_journey,
    distinct_journeys,
)
from visavis.blueprint.analysis.paths.path_enumeration import JourneyPath, PathEnumerator, last_end, path_visits
from visavis.blueprint.analysis.semantics.journeys import journey
from visavis.blueprint.analysis.semantics.token_rules import CompiledJourney
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona

# From this share on a return or a detour is taken.
LEAST_DETOUR = 0.3
# As many ways are compared as the export of journeys lists for one persona.
MOST_COMPARED, LEAST_COMPARED = 40, 0.002
_DECISIONS = (Outcome.GRANTED, Outcome.REFUSED)
# A turn by its step's number, those that follow, and whether the step failed.
_Turn = tuple[int, tuple[int, ...], bool]


@dataclass(frozen=True, slots=True)
class LikeliestPath:
    """A journey from beginning to end.

    `detours` are the returns and detours that it takes, by the number of the visit they begin after, with their
    shares; `forks` are the other turns where someone else's journey ends at once: the share that goes on.
    """

    journey: DistinctJourney
    detours: Mapping[int, float] = field(default_factory=dict)
    forks: Mapping[int, float] = field(default_factory=dict)


def find_likeliest_path(document: BlueprintDocument, persona: Persona | None) -> LikeliestPath | None:
    """Return the path that tells a persona's journey (None: everybody's); None where there is no journey."""
    walker = journey(document, persona)
    if not walker.starts:
        return None
    found = distinct_journeys(document, walker, MOST_COMPARED, LEAST_COMPARED).journeys
    if not found:
        return None
    # Likeliest first, so the first of the best is the likeliest of them.
    base = min(found, key=lambda one: _DECISIONS.index(one.outcome) if one.outcome in _DECISIONS else len(_DECISIONS))
    return _Guide(document, CompiledJourney(walker), base).walk()


class _Guide:
    """Walks a known journey once more, and takes what often comes between."""

    def __init__(self, document: BlueprintDocument, compiled: CompiledJourney, base: DistinctJourney) -> None:
        self._document = document
        self._compiled = compiled
        self._base = base
        self._order: dict[int, int] = {}
        for index, step in enumerate(base.steps):
            self._order.setdefault(compiled.number[step], index)
        self._shares: dict[int, tuple[float, bool]] = {}

    def walk(self) -> LikeliestPath:
        """Return the path; without detours where they would not lead to the same end."""
        walker = PathEnumerator(self._compiled)
        for detours in (True, False):
            self._shares = {}
            walking = self._follow(walker, detours=detours)
            if walking is not None:
                made = build_journey(self._document, self._compiled, walking)
                if made.outcome is self._base.outcome:
                    return self._path(made, walking)
        return LikeliestPath(self._base)

    def _follow(self, walker: PathEnumerator, *, detours: bool) -> JourneyPath | None:
        begun = [start for start in walker.starts() if self._compiled.number[self._base.steps[0]] in
                 [token.number for token in start.active]]
        walking = begun[0] if begun else max(walker.starts(), key=lambda start: start.chance)
        taken: set[_Turn] = set()
        times: dict[int, int] = {}
        while not walking.is_over:
            if walker.is_too_long(walking):
                return None
            ended = walking.active[0]
            options = list(walker.extend(walking))
            turns = [_turn(ended.number, option) for option in options]
            usual = self._usual_turn(ended.number, times.get(ended.number, 0), turns, options)
            chosen = usual
            if detours:
                chosen = next((index for index, turn in enumerate(turns) if index != usual and turn not in taken and
                               self._is_frequent_detour(turn, turns[usual], options[index].chance / walking.chance)),
                              usual)
            if len(options) > 1:
                self._note_share(ended.visit, ended.number, turns, chosen, is_detour=chosen != usual,
                                 share=options[chosen].chance / walking.chance)
            taken.add(turns[chosen])
            if chosen == usual:
                times[ended.number] = times.get(ended.number, 0) + 1
            walking = options[chosen]
        return walking

    def _note_share(self, visit: int, number: int, turns: Sequence[_Turn], chosen: int, *, is_detour: bool,
                    share: float) -> None:
        """Keep the share of a turn that is told; one that nobody gave is not."""
        others = [turn for index, turn in enumerate(turns) if index != chosen]
        if not self._compiled.stops[number].guessed and (is_detour or any(map(self._ends_elsewhere, others))):
            self._shares[visit] = (share, is_detour)

    def _ends_elsewhere(self, turn: _Turn) -> bool:
        _, targets, _ = turn
        stops = [self._compiled.stops[target] for target in targets]
        return not targets or any(stop.ends and stop.step.outcome is not self._base.outcome for stop in stops)

    def _usual_turn(self, number: int, times: int, turns: Sequence[_Turn], options: Sequence[JourneyPath]) -> int:
        """Return which turn the known journey takes at a step for the nth time; elsewhere the likeliest."""
        number = self._compiled.asker.get(number, number)
        name = self._compiled.stops[number].step.id
        visits = [visit for visit in self._base.visits if visit.step == name]
        likeliest = max(range(len(turns)), key=lambda index: options[index].chance)
        if not visits:
            return likeliest
        visit = visits[min(times, len(visits) - 1)]
        stops = self._compiled.stops
        fitting = [index for index, (_, targets, failed) in enumerate(turns) if failed is visit.failed
                   and {stops[self._compiled.asker.get(target, target)].step.id for target in targets}
                   <= {*visit.targets, name}]
        return max(fitting, key=lambda index: (len(turns[index][1]), options[index].chance), default=likeliest)

    def _is_frequent_detour(self, turn: _Turn, usual: _Turn, share: float) -> bool:
        """Return whether a turn is taken often, and comes back before or where the path would have gone on."""
        number, targets, _ = turn
        if share < LEAST_DETOUR or self._compiled.stops[number].guessed or not targets:
            return False
        onward = [self._order[target] for target in usual[1] if target in self._order]
        if number not in self._order or not onward:
            return False
        backs = self._find_returns(targets)
        return backs is not None and bool(backs) and max(backs) <= max(onward)

    def _find_returns(self, targets: Iterable[int]) -> list[int] | None:
        """Return where on the path one comes back by the likeliest turns; None where a journey may end before."""
        waiting, seen, backs = list(targets), set[int](), []
        while waiting:
            number = waiting.pop()
            if number in self._order:
                backs.append(self._order[number])
            elif number not in seen:
                seen.add(number)
                if self._compiled.stops[number].ends or self._compiled.stops[number].blocked:
                    return None
                turns = self._compiled.transitions(number, {})
                waiting += max(turns, key=lambda turn: turn.chance).targets if turns else ()
        return backs

    def _path(self, made: DistinctJourney, walking: JourneyPath) -> LikeliestPath:
        """Return the path with its shares by the numbers of its own visits: resumptions are no visits there."""
        detours: dict[int, float] = {}
        forks: dict[int, float] = {}
        place = -1
        for index, visit in enumerate(path_visits(walking)):
            place += visit.number not in self._compiled.asker
            if index in self._shares:
                share, is_detour = self._shares[index]
                (detours if is_detour else forks)[place] = share
        return LikeliestPath(made, detours, forks)


def _turn(number: int, option: JourneyPath) -> _Turn:
    ended = last_end(option)
    return number, ended.targets, ended.failed
