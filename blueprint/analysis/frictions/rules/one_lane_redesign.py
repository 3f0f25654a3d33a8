"""Only one side redesigned: one lane changes, and what answers it stays as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.as_is import AS_IS, lacks_as_is, match_steps
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.analysis.redesign.changes import ChangeKind, RedesignChange, changes
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.language import Quoted, Share, message
from visavis.blueprint.model import FlowKind, LimitUnit

ONE_LANE = Threshold("edits", 80, LimitUnit.PERCENT, "proposal [D]")
# Fewer changes are no redesign [D].
LEAST_CHANGES = 5
_EDITS = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED, ChangeKind.CROSSED, ChangeKind.MOVED})


class OneLaneRedesign:
    """Nearly all changes in one lane, though its steps speak with steps that stayed as they were."""

    name = "one-lane-redesign"
    title = message("Only one side redesigned")
    short = message("One side only")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (ONE_LANE,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A service is a conversation. Changing what one side says and leaving the answer as it was "
                        "moves the misunderstanding, not the friction."),
        fires=message("At least five changes were made, more than 80% of them in one lane, and a changed step speaks "
                      "across the line with a step that did not change."),
        cost=message("Nothing: it is a question about the redesign, shown with the number of answers left open."),
        remedy=message("Look at the answering steps together with those who do them."),
        side_effect=message("Opening more steps makes the redesign larger; decide with both sides which ones."),
        spares=(message("Fewer than five changes are a repair."),
                message("A lane that speaks with no other side may change alone.")),
        sources=("service-standard", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where one lane has nearly all changes and its counterparts none."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        if context.before is None:
            return
        matching = match_steps(context, context.before)
        edits = [change for change in changes(matching) if change.kind in _EDITS]
        lanes = Counter(lane for change in edits for lane in _changed_lanes(matching, change))
        if len(edits) < LEAST_CHANGES:
            return
        lane, most = max(lanes.items(), key=lambda pair: (pair[1], pair[0]))
        if most * 100 <= context.threshold(self.name, ONE_LANE) * len(edits):
            return
        touched = {name for change in edits for name in change.after}
        waiting = context.in_order(_find_unanswered(context, lane, touched))
        if waiting:
            yield context.finding(
                self, waiting,
                message("{share} of the changes are in {lane}; the lanes that answer stayed as they were",
                                       share=Share(most / len(edits)),
                                       lane=Quoted(context.document.lane_by_id[lane].name)),
                message("Redesign the answer too"), severity=Severity.LOW)


def _changed_lanes(matching: Matching, change: RedesignChange) -> set[str]:
    lanes = {matching.after.step_by_id[name].lane for name in change.after}
    return lanes or {matching.before.step_by_id[name].lane for name in change.before}


def _find_unanswered(context: RuleContext, lane: str, touched: set[str]) -> Iterator[str]:
    for flow in context.document.flows:
        if flow.kind is not FlowKind.INTERACTION:
            continue
        for here, there in ((flow.source, flow.target), (flow.target, flow.source)):
            if here in touched and there not in touched and context.step(here).lane == lane \
                    and context.step(there).lane != lane:
                yield there
