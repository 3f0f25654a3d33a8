"""A path as the one lives it who walks it: what they do, for how long, what they wait for, and what it costs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from visavis.blueprint.analysis.figures import UNKNOWN, Figure
from visavis.blueprint.analysis.paths.conversation import ConversationStep, conversation_steps
from visavis.blueprint.analysis.paths.likeliest_path import LikeliestPath
from visavis.blueprint.analysis.semantics.ledger import lacks_work
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona, PlaceKind, Side, StepKind

# Where one goes to: neither at home nor in front of a screen.
_OUTSIDE = (PlaceKind.COUNTER, PlaceKind.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class DayStep:
    """A step of the citizen's side: from `begins` to the end of its work, and until the next one, in minutes.

    `is_own` says that the persona does it, not somebody for them; `share` is the part of all that take this detour.
    """

    beat: ConversationStep
    begins: float
    until: float
    is_own: bool
    share: float | None = None

    @property
    def waits(self) -> float:
        """The minutes that pass before the citizen's side goes on."""
        return max(0.0, self.until - self.begins - self.beat.work)


@dataclass(frozen=True, slots=True)
class PersonaDay:
    """One persona's whole way, and what it costs on the citizen's side.

    `trips` are the times that they leave home, None where no step says its place; `items` the names of what they hand
    over; `stopped_at` the step, of either side, whose channel they cannot use, if there they stop.
    """

    path: LikeliestPath
    persona: Persona | None
    steps: tuple[DayStep, ...]
    own_work: Figure
    others_work: Figure
    trips: int | None
    items: tuple[str, ...]
    stopped_at: ConversationStep | None = None

    @property
    def outcome(self) -> Outcome:
        """How it ends."""
        return self.path.journey.outcome

    @property
    def minutes(self) -> float:
        """How long it lasts."""
        return self.path.journey.elapsed_minutes

    @property
    def has_times(self) -> bool:
        """Whether anything is known of how long it lasts."""
        return self.path.journey.elapsed.value is not None and self.minutes > 0

    @property
    def has_feelings(self) -> bool:
        """Whether anybody said how a step feels."""
        return any(each.beat.step.emotion is not None for each in self.steps)


def persona_day(document: BlueprintDocument, path: LikeliestPath, persona: Persona | None) -> PersonaDay:
    """Return a path as the persona lives it; without a persona, as whoever acts on the citizen's side."""
    walked = conversation_steps(document, path.journey, persona)
    beats = [each for each in walked if each.side is Side.CITIZEN]
    stopped_at = next((each for each in walked if each.visit.blocked), None)
    name = persona.name.strip() or persona.id if persona is not None else (beats[0].speaker if beats else "")
    shares = _shares(path)
    begins = [each.visit.begins for each in beats]
    if beats and beats[-1].step.kind is StepKind.OUTCOME:
        # What they came for is there at the end of its wait, as the conversation has it.
        begins[-1] = max(begins[-1], path.journey.elapsed_minutes)
    ends = [*begins[1:], path.journey.elapsed_minutes]
    steps = tuple(DayStep(each, start, max(start, until), each.speaker == name, shares.get(id(each.visit)))
                  for each, start, until in zip(beats, begins, ends, strict=True))
    return PersonaDay(path, persona, steps, _work(document, steps, is_own=True), _work(document, steps, is_own=False),
                      _trips(steps), _items(document, steps), stopped_at)


def _shares(path: LikeliestPath) -> dict[int, float]:
    """Return the share of each detour by the visits that begin after its turn."""
    visits = path.journey.visits
    found = {}
    for place, share in path.detours.items():
        after = next((each for each in visits[place + 1:] if each.step in visits[place].targets), None)
        if after is not None:
            found[id(after)] = share
    return found


def _work(document: BlueprintDocument, steps: Sequence[DayStep], *, is_own: bool) -> Figure:
    theirs = [each.beat for each in steps if each.is_own is is_own and not each.beat.visit.blocked]
    minutes = fsum(each.work for each in theirs)
    lacks = any(lacks_work(document, each.step) for each in theirs)
    return UNKNOWN if lacks and not minutes else Figure(minutes, at_least=lacks)


def _trips(steps: Sequence[DayStep]) -> int | None:
    """Return how often the persona leaves home; steps outside one after the other are one trip."""
    places = [each.beat.step.place for each in steps if each.is_own]
    if not any(places):
        return None
    outside = [False, *(place in _OUTSIDE for place in places)]
    return sum(is_out and not was_out for was_out, is_out in pairwise(outside))


def _items(document: BlueprintDocument, steps: Sequence[DayStep]) -> tuple[str, ...]:
    """Return what is handed over on the way, each once."""
    flows = {flow.key: flow for flow in document.flows}
    carried = [item for each in steps for saying in each.beat.says for item in flows[saying.flow].carries]
    return tuple(document.item_by_id[item].name.strip() or item for item in dict.fromkeys(carried)
                 if item in document.item_by_id)
