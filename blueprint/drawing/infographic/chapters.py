"""A journey as chapters: what each phase asks of both sides, told without the vocabulary of blueprints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from visavis.blueprint.analysis import UNKNOWN, Analysis, Figure, Hotspot
from visavis.blueprint.analysis.semantics.ledger import lacks_wait, lacks_work
from visavis.blueprint.drawing.blueprint.descriptions import one_each
from visavis.blueprint.model import BlueprintDocument, FlowKind, Side, Step, StepKind, mean_minutes

_NOT_DONE = (StepKind.EVIDENCE,)


@dataclass(frozen=True, slots=True)
class ChapterSide:
    """What one side does in a phase. `work` and `wait` are minutes per decided case, bounds where some have no time.

    Where no one is decided they are those of a started case.
    """

    steps: tuple[Step, ...]
    work: Figure
    wait: Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """One phase, face to face. `exchanges` counts what is said across the line of interaction."""

    phase: str
    name: str
    citizen: ChapterSide
    agent: ChapterSide
    exchanges: int
    hotspots: tuple[Hotspot, ...]


def chapters(document: BlueprintDocument, analysis: Analysis | None,
             hotspots: Sequence[Hotspot]) -> tuple[Chapter, ...]:
    """Return the phases that hold steps, in order; `hotspots` are those that are told of."""
    everybody = analysis.measures.everybody if analysis else None
    visits = everybody.headline_cases.visits if everybody and everybody.visits else None
    found = []
    for phase in document.head.phases:
        steps = [step for step in document.steps if step.phase == phase.id and step.kind not in _NOT_DONE]
        steps.sort(key=lambda step: step.column)
        ids = {step.id for step in steps}
        citizen = _side(document, steps, Side.CITIZEN, visits)
        agent = _side(document, steps, Side.AGENT, visits)
        if citizen.steps or agent.steps:
            met = [hotspot for hotspot in hotspots if ids & set(hotspot.finding.steps)]
            found.append(Chapter(phase.id, phase.name, citizen, agent, _exchanges(document, ids),
                                 tuple(one_each(met))))
    return tuple(found)


def _side(document: BlueprintDocument, steps: Iterable[Step], side: Side,
          visits: Mapping[str, float] | None) -> ChapterSide:
    mine = [step for step in steps if document.side_of(step) is side]
    # People meet the front stage first; what is done for them out of sight comes after it.
    mine.sort(key=lambda step: document.lane_of(step).facts.is_behind)

    def weight(step: Step) -> float:
        return 1.0 if visits is None else visits.get(step.id, 0.0)

    met = [step for step in mine if weight(step) > 0]
    work = _sum([weight(step) * document.effort_of(step) for step in mine if step.work is not None],
                lacking=[step for step in met if lacks_work(document, step)])
    wait = _sum([weight(step) * mean_minutes(step.wait) for step in mine if step.wait is not None],
                lacking=[step for step in met if lacks_wait(document, step)])
    return ChapterSide(tuple(mine), work, wait)


def _sum(minutes: Sequence[float], lacking: Sequence[Step]) -> Figure:
    """Return a sum of known minutes; unknown where there are none, or where no one knows how often they pass."""
    total = sum(minutes)
    return UNKNOWN if not minutes or isnan(total) else Figure(total, at_least=bool(lacking))


def _exchanges(document: BlueprintDocument, ids: set[str]) -> int:
    return sum(flow.kind is FlowKind.INTERACTION and flow.source in ids for flow in document.flows)
