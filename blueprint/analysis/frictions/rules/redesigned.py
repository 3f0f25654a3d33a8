"""How a redesign was made: the counter copied online, only one lane touched, a check taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.frictions.rules.effort_shift import AS_IS, lacks_as_is, match_steps
from visavis.blueprint.analysis.redesign.changes import ChangeKind, RedesignChange, changes
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.analysis.semantics.channel_families import DIGITAL
from visavis.blueprint.language import Quoted, Share, message
from visavis.blueprint.model import FlowKind, LimitUnit, Side, Step, StepKind

ALIKE = Threshold("alike", 80, LimitUnit.PERCENT, "proposal [D]: node match of 80 %")
ONE_LANE = Threshold("edits", 80, LimitUnit.PERCENT, "proposal [D]")
# Fewer steps than this are no procedure, and fewer changes no redesign [D].
LEAST_STEPS = 3
LEAST_CHANGES = 5
_EDITS = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED, ChangeKind.CROSSED, ChangeKind.MOVED})


class CounterClone:
    """A procedure of the counter put online as it was: the same requests in the same steps, by the citizen alone."""

    name = "counter-clone"
    title = message("The counter, copied online")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (ALIKE,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A form copied to a screen keeps every request and loses the agent who helped to answer it: "
                        "people do alone what two did together."),
        fires=message("Compared with the as-is blueprint, at least 80 % of the citizen's steps at the counter, by "
                      "post or by phone became digital and still ask and give the same, and nothing asked for was "
                      "dropped."),
        cost=message("The citizen's additional minutes, and the agents' minutes that people no longer get help "
                     "from."),
        remedy=message("Start from the outcome: what the administration knows need not be asked."),
        side_effect=message("Prefilling needs data exchanges, and somebody to correct wrong data."),
        spares=(message("A redesign that drops requests or takes them from a register is no copy."),
                message("Fewer than three steps are no procedure.")),
        sources=("madsen", "ddd"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where the redesign is a copy."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        if context.before is None:
            return
        matching = match_steps(context, context.before)
        at_counter = [step for step in context.before.steps if _is_analogue(context.before, step)]
        copies = [(step, name) for step in at_counter for name in matching.successors[step.id]
                  if _is_copy(step, context.step(name))]
        if len(at_counter) < LEAST_STEPS or _count_asked_items(context) < _count_asked_items(context.before):
            return
        part = len({step.id for step, _ in copies}) / len(at_counter)
        if part * 100 >= context.threshold(self.name, ALIKE):
            yield self._build_finding(context, context.before, copies, part)

    def _build_finding(self, context: RuleContext, before: RuleContext, copies: list[tuple[Step, str]],
              part: float) -> Finding:
        names = context.in_order(name for _, name in copies)
        old = {step.id for step, _ in copies}
        more = (sum(context.visits(name) * context.document.effort_of(context.step(name)) for name in names)
                - sum(before.visits(name) * before.document.effort_of(before.step(name)) for name in old))
        helpers = {flow.target for name in old for flow in before.document.flows_from.get(name, ())
                   if before.side(before.step(flow.target)) is Side.AGENT}
        gone = [before.step(name) for name in helpers if name not in context.document.step_by_id]
        helped = sum(before.visits(step.id) * before.document.effort_of(step) for step in gone)
        return context.finding(
            self, names, message("{share} of the steps ask online what they asked before", share=Share(part)),
            message("Redesign from the outcome"), citizen=max(0.0, more) + helped, agent=-helped,
            share=max(context.share(name) for name in names))


def _is_analogue(context: RuleContext, step: Step) -> bool:
    return (context.side(step) is Side.CITIZEN and step.channel is not None and step.channel not in DIGITAL
            and step.kind is StepKind.ACTION)


def _is_copy(before: Step, after: Step) -> bool:
    return after.channel in DIGITAL and (set(before.asks), set(before.gives)) == (set(after.asks), set(after.gives))


def _count_asked_items(context: RuleContext) -> int:
    return len({item for step in context.steps for item in step.asks})


class OneLaneRedesign:
    """Nearly all changes in one lane, though its steps speak with steps that stayed as they were."""

    name = "one-lane-redesign"
    title = message("Only one side redesigned")
    friction_class = FrictionClass.SHIFT
    needs = (AS_IS,)
    thresholds = (ONE_LANE,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("A service is a conversation. Changing what one side says and leaving the answer as it was "
                        "moves the misunderstanding, not the friction."),
        fires=message("At least five changes were made, more than 80 % of them in one lane, and a changed step "
                      "speaks across the line with a step that did not change."),
        cost=message("None: it is a question about the redesign, told with the number of open answers."),
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
                self, waiting, message("{share} of the changes are in {lane}; what answers it stayed as it was",
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


class CheckRemovedUpstream:
    """A check that was taken away, while what may fail after it fails more often, or no one says how often."""

    name = "check-removed-upstream"
    title = message("A check taken away")
    friction_class = FrictionClass.LOAD
    needs = (AS_IS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Early checks look like friction and save work: without them the same faults are found "
                        "later, by people whose time costs more."),
        fires=message("A decision of the as-is blueprint is gone, no system checks in its place, and later steps "
                      "fail more often than before, or do not say how often they fail."),
        cost=message("How much more often the later steps fail, times the work that is then done again. Unknown "
                     "where nobody says how often they fail."),
        remedy=message("Keep the check, as an automatic validation at the entry."),
        side_effect=message("A validation that refuses too much turns people away: let them go on with a warning."),
        spares=(message("A check that a step by a system stands for, or adds, is automated."),
                message("Later steps that tell how often they fail, and fail no more than before, prove that the "
                        "check was not needed.")),
        sources=("reijers",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each check that is gone without a trace."""
        if lacks_as_is(context):
            yield context.not_assessed(self)
        before = context.before
        if before is None:
            return
        matching = match_steps(context, before)
        automated = any(context.side(step) is Side.SYSTEM and step.kind in (StepKind.ACTION, StepKind.DECISION)
                        for step in matching.added_steps)
        for check in matching.removed_steps:
            if check.kind is StepKind.DECISION and (check.asks or check.uses) and before.reached(check.id) \
                    and not automated:
                yield from self._assess_check(context, before, matching, check)

    def _assess_check(self, context: RuleContext, before: RuleContext, matching: Matching,
                check: Step) -> Iterator[Finding]:
        later = [step for step in before.steps if step.id != check.id and before.reached(step.id)
                 and before.whole.leads(check.id, step.id)]
        kept = context.in_order(name for step in later for name in matching.successors[step.id]
                                if context.side(context.step(name)) in (Side.CITIZEN, Side.AGENT))
        able = [name for name in kept if context.step(name).kind in (StepKind.ACTION, StepKind.DECISION)]
        if not able:
            return
        told = [name for name in able if context.step(name).fails is not None]
        said = message("{check} is gone", check=Quoted(check.title or check.id))
        remedy = message("Validate at the entry")
        if not told:
            yield context.finding(self, (able[0], *able[1:3]), said, remedy, share=context.share(able[0]),
                                  severity=Severity.MEDIUM)
            return
        more = {name: context.visits(name) * rise for name in told
                if (rise := _rise(context, before, matching, name)) > 0}
        if more:
            yield context.finding(self, tuple(context.in_order(more)), said, remedy,
                                  citizen=context.minutes(more, Side.CITIZEN),
                                  agent=context.minutes(more, Side.AGENT), share=cap_share(sum(more.values())))


def _rise(context: RuleContext, before: RuleContext, matching: Matching, name: str) -> float:
    """Return by how much a step fails more often than the steps that it stands for."""
    was = [before.step(origin).fails or 0.0 for origin in matching.origins[name]]
    return (context.step(name).fails or 0.0) - max(was, default=0.0)
