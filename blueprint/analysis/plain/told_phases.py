"""Phase by phase, what a page for the public tells: at most four things to do, and what the agents do for it.

Of the citizen's steps those come first that have a legal effect, then those with the most work times visits. Steps of
which everybody takes exactly one are one thing to do (“this or that”); a relative's step beside the citizen's own
makes that something to do together. Waits are no steps here, and outcomes are told as people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from visavis.blueprint.analysis.figures import JourneyMeasures
from visavis.blueprint.analysis.plain.plain_words import DONE, changes_something, speaks_to_citizen
from visavis.blueprint.analysis.plain.requested_documents import gives_document
from visavis.blueprint.model import BlueprintDocument, Lane, Outcome, Phase, Side, Step, StepKind

MOST_TOLD = 4
# Nearly everybody: a step that fewer come to is told with how often.
NEARLY_ALL = 0.95
# Where so many have a relative who takes part, it is something to do together.
USUAL = 0.5


@dataclass(frozen=True, slots=True)
class ThingToDo:
    """One thing to do: a step of the citizen's side, or several of which people take one.

    `who` is the name of the lane where it is not the citizen's own, `is_shared` tells that a relative takes part.
    `share` is the part of the cases that come to it, None where nobody knows; `condition` is the author's, under
    which people do; `is_asked` tells that an agent's words lead to it.
    """

    steps: tuple[Step, ...]
    who: str = ""
    is_shared: bool = False
    share: float | None = None
    condition: str = ""
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class ToldPhase:
    """What a page tells of a phase, counted from 1 as on a poster.

    `agents` are the steps that change something for the citizen, the weightiest first; `left_out` counts further
    things to do, `is_waited` tells that the citizen waits in it, `is_worked` that agents do anything at all.
    """

    phase: Phase
    number: int
    to_do: tuple[ThingToDo, ...]
    agents: tuple[Step, ...]
    left_out: int = 0
    is_waited: bool = False
    is_worked: bool = False


def told_phases(document: BlueprintDocument, measured: JourneyMeasures | None) -> tuple[ToldPhase, ...]:
    """Return the phases in which either side does something or time passes, in order."""
    found = []
    visits = measured.headline_cases.visits if measured else {}
    by_phase: dict[str, list[Step]] = {phase.id: [] for phase in document.head.phases}
    lanes = {lane.id: number for number, lane in enumerate(document.head.lanes)}
    for step in sorted(document.steps, key=lambda step: (step.column, lanes[step.lane])):
        if visits.get(step.id, 1.0) != 0 and document.side_of(step) in (Side.CITIZEN, Side.AGENT):
            by_phase[step.phase].append(step)
    for number, phase in enumerate(document.head.phases, start=1):
        steps = by_phase[phase.id]
        if not steps:
            continue
        told = _things_to_do(document, steps, visits)
        chosen = _choose(document, told)
        waits = any(step.kind is StepKind.WAIT and document.side_of(step) is Side.CITIZEN for step in steps)
        works = any(step.kind in DONE and document.side_of(step) is Side.AGENT for step in steps)
        found.append(ToldPhase(phase, number, chosen, _agents(document, steps, visits), len(told) - len(chosen),
                               waits, works))
    return tuple(found)


def has_legal_effect(document: BlueprintDocument, step: Step) -> bool:
    """Return whether the law's time starts, stops or pauses with a step, or it gives a document."""
    clock = document.legal_clock
    named = (clock.starts, clock.stops, *clock.pauses) if clock is not None else ()
    return step.id in named or gives_document(document, step)


def own_lane(document: BlueprintDocument) -> Lane | None:
    """Return the citizen's own lane: of several on their side the one nearest to the agents."""
    lanes = [lane for lane in document.head.lanes if lane.facts.is_on_citizen_side and not lane.facts.is_evidence]
    return lanes[-1] if lanes else None


_DOINGS: tuple[Callable[[Step], bool], ...] = (
    lambda step: step.kind in DONE,
    lambda step: step.kind is StepKind.START,
    lambda step: step.kind is StepKind.OUTCOME and step.outcome is Outcome.GRANTED,
)


def _things_to_do(document: BlueprintDocument, steps: Sequence[Step],
                  visits: Mapping[str, float]) -> tuple[ThingToDo, ...]:
    mine = [step for step in steps if document.side_of(step) is Side.CITIZEN]
    # How it begins and how it ends well is told only where there is nothing else to do.
    done = next((found for found in ([step for step in mine if test(step)] for test in _DOINGS) if found), [])
    by_column: dict[int, list[Step]] = {}
    for step in done:
        by_column.setdefault(step.column, []).append(step)
    return tuple(thing for column in by_column.values() for thing in _of_column(document, column, visits))


def _of_column(document: BlueprintDocument, steps: Sequence[Step],
               visits: Mapping[str, float]) -> Iterator[ThingToDo]:
    """Yield what is to be done in a column: relatives join in, and of ways of which all take one it is one thing."""
    lane = own_lane(document)
    joining = {step.id for step in steps if lane is not None and step.lane != lane.id
               and any(step is not other and other.lane == lane.id and _are_joined(document, step, other)
                       for other in steps)}
    helping = {name for name in joining if _is_usual(visits, document.step_by_id[name])}
    left = [step for step in steps if step.id not in joining]
    if _take_one(left, visits):
        yield ThingToDo(tuple(sorted(left, key=lambda step: lane is None or step.lane != lane.id)), share=1.0)
        return
    for step in left:
        who = "" if lane is None or step.lane == lane.id else document.lane_of(step).name.strip()
        shared = any(_are_joined(document, step, document.step_by_id[other]) for other in helping)
        yield ThingToDo((step,), who, shared, _share(visits, step), _condition(document, step),
                        _is_asked(document, step))


def _condition(document: BlueprintDocument, step: Step) -> str:
    """Return under which condition people come to a step, where there is one way to it that has one."""
    conditions = [flow.condition or "" for flow in document.flows_to.get(step.id, ())]
    return conditions[0].strip() if len(conditions) == 1 else ""


def _is_asked(document: BlueprintDocument, step: Step) -> bool:
    """Return whether people come to a step only by what an agent says to them."""
    flows = document.flows_to.get(step.id, ())
    return bool(flows) and all(document.side_of(document.step_by_id[flow.source]) is Side.AGENT for flow in flows)


def _is_usual(visits: Mapping[str, float], step: Step) -> bool:
    """Return whether half of the cases or more come to a step, as far as anybody knows."""
    share = _share(visits, step)
    return share is None or share >= USUAL


def _are_joined(document: BlueprintDocument, one: Step, other: Step) -> bool:
    return any(flow.target == there.id for here, there in ((one, other), (other, one))
               for flow in document.flows_from.get(here.id, ()))


def _take_one(steps: Sequence[Step], visits: Mapping[str, float]) -> bool:
    """Return whether everybody takes exactly one of some steps."""
    shares = [_share(visits, step) for step in steps]
    known = [share for share in shares if share is not None]
    return (len(steps) > 1 and len(known) == len(steps) and max(known) < NEARLY_ALL
            and NEARLY_ALL <= sum(known) <= 2.0 - NEARLY_ALL)


def _share(visits: Mapping[str, float], step: Step) -> float | None:
    visited = visits.get(step.id)
    return min(1.0, visited) if visited is not None and isfinite(visited) else None


def _choose(document: BlueprintDocument, things: Sequence[ThingToDo]) -> tuple[ThingToDo, ...]:
    """Return the weightiest things to do, in their order."""
    def weigh(thing: ThingToDo) -> tuple[bool, float]:
        share = 1.0 if thing.share is None else thing.share
        is_legal = any(has_legal_effect(document, step) for step in thing.steps)
        return not is_legal, -share * max(document.effort_of(step) for step in thing.steps)

    # A line that counts one thing more takes the room of that thing.
    most = len(things) if len(things) == MOST_TOLD + 1 else MOST_TOLD
    best = sorted(things, key=weigh)[:most]
    return tuple(thing for thing in things if thing in best)


def _agents(document: BlueprintDocument, steps: Sequence[Step], visits: Mapping[str, float]) -> tuple[Step, ...]:
    """Return the agents' steps that change something for the citizen, the weightiest first.

    First comes what the citizen then has something to do about: a date to confirm, a plan to read.
    """
    told = [step for step in steps if document.side_of(step) is Side.AGENT and step.kind in DONE
            and changes_something(document, step)]

    def weigh(step: Step) -> tuple[bool, bool, bool, bool, float]:
        share = _share(visits, step)
        return (not _leads_to_doing(document, step), not has_legal_effect(document, step),
                not speaks_to_citizen(document, step), not document.lane_of(step).facts.meets_citizens,
                -(1.0 if share is None else share))

    return tuple(sorted(told, key=weigh))


def _leads_to_doing(document: BlueprintDocument, step: Step) -> bool:
    """Return whether what an agent says leads straight to something that the citizen does."""
    targets = (document.step_by_id[flow.target] for flow in document.flows_from.get(step.id, ()))
    return any(document.side_of(target) is Side.CITIZEN and target.kind in DONE for target in targets)
