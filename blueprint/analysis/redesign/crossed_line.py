"""What crossed the line of interaction in a redesign, in three cases: to tools, to the other side, off the drawing.

Work that disappears while its cause stays is done by somebody, unseen: it is told apart from work that is spared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from visavis.blueprint.analysis.figures import JourneyMeasures
from visavis.blueprint.analysis.redesign.changes import ChangeKind
from visavis.blueprint.analysis.redesign.comparison import Comparison
from visavis.blueprint.model import BlueprintDocument, Item, Side, Step

# Minutes a case that are worth a word: what a page writes as a minute.
LEAST_RISE = 0.5


@dataclass(frozen=True, slots=True)
class PhaseRise:
    """A side that works more in a phase of the redesign than in the one it faces, in minutes of a decided case."""

    side: Side
    phase: str
    minutes: float


@dataclass(frozen=True, slots=True)
class CrossedLine:
    """What a redesign moves over the line.

    `items` are no longer asked of people because a tool of the redesign gives them; `tool_steps` are steps that a
    tool took over from either side, `side_steps` those that went from one side to the other, with who has them now.
    `rises` are the phases in which a side works more. `vanished` are as-is steps that no procedure mentioned and that
    nothing stands for any more, though a step beside them stays: their cause is still there. Steps that went are
    those of the redesign, vanished ones those of the as-is blueprint.
    """

    items: tuple[Item, ...]
    tool_steps: tuple[Step, ...]
    side_steps: tuple[tuple[Step, Side], ...]
    rises: tuple[PhaseRise, ...]
    vanished: tuple[Step, ...]


def find_crossed_line(comparison: Comparison) -> CrossedLine:
    """Return what crossed the line in a redesign, the heaviest rise first."""
    after = comparison.matching.after
    crossed = [(after.step_by_id[name], change.side_after) for change in comparison.changes
               if change.kind is ChangeKind.CROSSED for name in change.after]
    return CrossedLine(
        tuple(_recovered_items(comparison)),
        tuple(step for step, side in crossed if side is Side.SYSTEM),
        tuple((step, side) for step, side in crossed if side is not None and side is not Side.SYSTEM),
        tuple(sorted(_find_rises(comparison), key=lambda rise: -rise.minutes)), tuple(_vanished_steps(comparison)))


def _recovered_items(comparison: Comparison) -> Iterator[Item]:
    """Yield what people were asked for and a tool gives now."""
    before, after = comparison.matching.before, comparison.matching.after
    asked, still = ({item for step in document.steps for item in step.asks} for document in (before, after))
    given = {item for step in after.steps if after.side_of(step) is Side.SYSTEM for item in step.gives}
    for item in before.head.items:
        if item.id in asked - still and item.id in given:
            yield item


def _find_rises(comparison: Comparison) -> Iterator[PhaseRise]:
    before, after = (report.measures.everybody for report in (comparison.before, comparison.after))
    if before is None or after is None or before.decided is None or after.decided is None:
        return
    was = _phase_work(comparison.matching.before, before)
    will = _phase_work(comparison.matching.after, after)
    for earlier, phase in comparison.matching.phases:
        for side in (Side.CITIZEN, Side.AGENT):
            rise = will.get((phase or "", side), 0.0) - was.get((earlier or "", side), 0.0)
            if phase is not None and rise >= LEAST_RISE:
                yield PhaseRise(side, phase, rise)


def _phase_work(document: BlueprintDocument, measured: JourneyMeasures) -> Mapping[tuple[str, Side], float]:
    """Return each side's minutes of a decided case in each phase; what has no time counts as nothing."""
    visits = measured.decided.visits if measured.decided is not None else {}
    found: dict[tuple[str, Side], float] = {}
    for step in document.steps:
        side = document.side_of(step)
        if side is not None and step.work is not None:
            key = step.phase, side
            found[key] = found.get(key, 0.0) + visits.get(step.id, 0.0) * document.effort_of(step)
    return found


def _vanished_steps(comparison: Comparison) -> Iterator[Step]:
    """Yield the work outside the procedure that is gone while a step next to it stays, the longest first."""
    matching = comparison.matching
    before = matching.before
    gone = [step for step in matching.removed_steps
            if step.hidden and before.side_of(step) in (Side.CITIZEN, Side.AGENT)]
    for step in sorted(gone, key=lambda step: -before.effort_of(step)):
        beside = [flow.target for flow in before.flows_from.get(step.id, ())]
        beside += [flow.source for flow in before.flows if flow.target == step.id]
        if any(matching.successors[name] for name in beside):
            yield step
