"""Waiting in silence: people wait for days and no one tells them anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from visavis.blueprint.analysis.frictions.contacts import Chase, chases, describe_wait, is_wait, minutes_of_wait
from visavis.blueprint.analysis.frictions.context import RuleContext, cap_share
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold, severity_of, severity_of_days
from visavis.blueprint.language import Message, Minutes, Period, Share, message
from visavis.blueprint.model import LimitUnit, Outcome, Side, Step, StepKind
from visavis.blueprint.model.durations import MINUTES_PER_DAY

SILENT_FOR = Threshold("wait", 5, LimitUnit.DAY, "proposal [D]; unexplained waits feel longer (Maister 1985)")
# So many steps behind a choice are looked at: a silence is no longer, and drawings may be.
MOST_STEPS = 200
_LOST = (Outcome.ABANDONED, Outcome.EXPIRED)


class Silence(NamedTuple):
    """Waits of one silence, one after the other, and all steps that are passed in it, these among them."""

    waits: tuple[Step, ...]
    passed: tuple[Step, ...]


class SilentWait:
    """More than five days that pass while no one is informed.

    Every wait counts: the citizen's own, and that of an agent's step that keeps the case. Waits one after the other
    are one silence while nothing is said to the citizen between them and they do nothing themselves; it is marked
    where it is longest. So are those before and behind a choice of which they hear nothing, where only together
    they are too long: along the way with the longest silence, for the share that takes it. An agent's silence
    beside one of the citizen is not told again. The minutes are those of the contacts that ask for news because of
    the wait (`chase-contact`); they are unknown where none is drawn. Where people give up directly from the wait,
    the friction is a loss, and its share is theirs. A to-avoid clause that names this rule with a limit in days
    replaces the five days. Not when the step `informs` someone or promises a date.
    """

    name = "silent-wait"
    title = message("Waiting without news")
    short = message("Waiting in silence")
    reader_action = message("Ask for a date of reply, and ask again if nothing comes.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long the waits last"), InputElement.STEP, "wait"),)
    thresholds = (SILENT_FOR,)
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("People who are not told where they stand worry, call and come; every call takes an agent's "
                        "time as well."),
        fires=message("More than five days pass and nobody is informed, whoever keeps the case waiting. Waits one "
                      "after the other count as one silence, even behind a choice that nobody hears of."),
        cost=message("The minutes of the contacts that ask for news because of this wait; unknown where none is "
                     "drawn. Where people give up during the wait, the share of those who do."),
        remedy=message("Acknowledge, promise a date, and tell people when something changes."),
        side_effect=message("A promised date that is not kept costs more trust than none."),
        spares=(message("A wait during which somebody is informed, or a date is promised."),
                message("An agent's step beside a silent wait of the citizen is the same silence.")),
        sources=("maister", "oecd", "nsw", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each silent wait, and the waits whose length is unknown."""
        silent: list[Silence] = []
        short: list[Silence] = []
        for run in _find_silences(context):
            (silent if self._is_too_long(context, run) else short).append(run)
        silent += self._find_over_choices(context, short, {step.id for run in silent for step in run.waits})
        citizens = context.whole.mask(step.id for run in silent for step in run.waits
                                      if context.side(step) is Side.CITIZEN)
        for run in silent:
            if any(context.side(step) is Side.CITIZEN for step in run.waits) or not any(
                    context.whole.may_run_together(step.id, citizens) for step in run.waits):
                yield self._build_finding(context, run)
        unknown = [step.id for step in context.steps if _lacks_time(step) and not _has_notice(step)
                   and context.reached(step.id)]
        if unknown:
            yield context.not_assessed(self, unknown)

    def _find_over_choices(self, context: RuleContext, short: Iterable[Silence],
                           covered: set[str]) -> Iterator[Silence]:
        """Yield the silences that are too long together with what follows a choice, and not told already."""
        for run in short:
            whole = _build_silence(context, _longest_silence(context, run.waits[0]))
            names = {step.id for step in whole.waits}
            if len(names) > len(run.waits) and not names & covered and self._is_too_long(context, whole):
                covered |= names
                yield whole

    def _is_too_long(self, context: RuleContext, run: Silence) -> bool:
        return _days(run) > min(context.limit(self.name, SILENT_FOR, step) for step in run.waits)

    def _build_finding(self, context: RuleContext, run: Silence) -> Finding:
        longest = max(run.waits, key=lambda step: (minutes_of_wait(step), -context.order[step.id]))
        provoked = [chase for chase in context.once(chases) if any(chase.wait == step.id for step in run.waits)]
        steps = _contact_steps(context, provoked)
        citizen = agent = None
        if provoked:
            counts = {name: context.visits(name) for name in steps}
            citizen, agent = context.minutes(counts, Side.CITIZEN), context.minutes(counts, Side.AGENT)
        share = min(context.share(step.id) for step in run.waits)
        lost = cap_share(sum(_abandoned_share(context, step) for step in run.waits))
        kind = FrictionClass.LOSS if lost > 0 else FrictionClass.LOAD
        days = _days(run) * share
        others = tuple(step.id for step in run.waits if step is not longest)
        return context.finding(
            self, (longest.id, *others, *steps), _sentence(context, run, provoked, lost), message("Tell the person"),
            citizen=citizen, agent=agent, share=cap_share(lost) if lost > 0 else share, friction_class=kind,
            severity=_severity(kind, (citizen or 0.0) + (agent or 0.0), lost, days))


def _severity(kind: FrictionClass, minutes: float, lost: float, days: float) -> Severity:
    return max(severity_of(kind, minutes, lost), severity_of_days(days))


def _find_silences(context: RuleContext) -> Iterable[Silence]:
    """Yield the waits that no one is told anything about, those of one silence together, in reading order."""
    runs = [_build_silence(context, (step, *_follow_silence(context, step)))
            for step in context.steps if _is_silent(context, step)]
    # A drawing may show what comes later first.
    later = {step.id for run in runs for step in run.waits[1:]}
    yield from (run for run in runs if run.waits[0].id not in later)


def _build_silence(context: RuleContext, passed: Iterable[Step]) -> Silence:
    every = tuple(passed)
    return Silence(tuple(step for step in every if _is_silent(context, step)), every)


def _is_silent(context: RuleContext, step: Step) -> bool:
    return context.reached(step.id) and minutes_of_wait(step) > 0 and not _has_notice(step)


def _follow_silence(context: RuleContext, step: Step) -> Iterable[Step]:
    """Yield the steps that follow one after the other while the citizen hears and does nothing."""
    here, passed = step, {step.id}
    while True:
        onward = context.whole.stops[here.id].next_steps
        if len(onward) != 1 or onward[0] in passed or not _is_unheard(context, here, onward[0]):
            return
        here = context.step(onward[0])
        passed.add(here.id)
        yield here


def _is_unheard(context: RuleContext, here: Step, onward: str) -> bool:
    """Return whether the citizen hears and does nothing from a step to the next one, to which nothing else leads."""
    if len(context.whole.comes_from.get(onward, ())) != 1:
        return False
    following = context.step(onward)
    heard = context.side(here) is not Side.CITIZEN and context.side(following) is Side.CITIZEN
    acts = context.side(following) is Side.CITIZEN and following.kind is not StepKind.WAIT
    return not heard and not acts and not _has_notice(following)


def _longest_silence(context: RuleContext, first: Step) -> list[Step]:
    """Return a step and those that follow without a word, at each choice along the way that is silent for longest."""
    waited, before, todo = {first.id: (minutes_of_wait(first), 1)}, dict[str, str](), [first]
    while todo and len(waited) < MOST_STEPS:
        here = todo.pop()
        stop = context.whole.stops[here.id]
        for name in stop.next_steps if stop.one or len(stop.next_steps) == 1 else ():
            if name not in waited and _is_unheard(context, here, name):
                before[name] = here.id
                minutes, steps = waited[here.id]
                waited[name] = minutes + minutes_of_wait(context.step(name)), steps + 1
                todo.append(context.step(name))
    name = max(waited, key=lambda one: waited[one])
    found = [name]
    while name in before:
        name = before[name]
        found.append(name)
    return [context.step(one) for one in reversed(found)]


def _days(run: Silence) -> float:
    return sum(map(minutes_of_wait, run.waits)) / MINUTES_PER_DAY


def _sentence(context: RuleContext, run: Silence, provoked: Sequence[Chase], lost: float) -> Message:
    time: Minutes | Period | Message = describe_wait(run.waits)
    if any(map(_lacks_time, run.passed)):
        time = message("at least {amount}", amount=time)
    if lost > 0:
        return message("People wait {time} without news; in {share} of the cases they give up", time=time,
                       share=Share(lost))
    if provoked:
        asking = cap_share(sum(context.share(chase.contact) for chase in provoked))
        return message("People wait {time} without news; in {share} of the cases they ask for news", time=time,
                       share=Share(asking))
    return message("People wait {time} without news and without a promised date", time=time)


def _lacks_time(step: Step) -> bool:
    return step.kind is StepKind.WAIT and step.wait is None and step.work is None


def _has_notice(step: Step) -> bool:
    informs = step.informs
    return informs is not None and bool((informs.who or "").strip() or (informs.promise or "").strip())


def _contact_steps(context: RuleContext, provoked: Iterable[Chase]) -> tuple[str, ...]:
    return context.in_order(name for chase in provoked for name in (chase.contact, *chase.answers))


def _abandoned_share(context: RuleContext, step: Step) -> float:
    """Return the share of the cases that go from a wait straight to giving up."""
    lost = 0.0
    for view in context.views:
        stop = view.journey.stops[step.id]
        visits = view.weight * view.measures.visits.get(step.id, 0.0)
        if stop.one and is_wait(step):
            lost += visits * sum(branch.probability for branch in stop.branches
                                 if view.journey.stops[branch.target].step.outcome in _LOST)
    return cap_share(lost)

