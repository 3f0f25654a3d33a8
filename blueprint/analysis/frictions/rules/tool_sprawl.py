"""Too many systems at once: one step of an agent that is done in four windows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import MessageList, Quoted, message, plural
from visavis.blueprint.model import Basis, LimitUnit, Side, Step, StepKind

SYSTEMS = Threshold("systems", 4, LimitUnit.COUNT, "proposal [D]: four systems at one step")
# Minutes to find one's place in another window: two mental acts, pointing and a few keys (KLM: M 1.35 s, P 1.1 s, K
# 0.2 s), and signing in again now and then. Assumed.
SWITCH = 0.25
_BETWEEN = re.compile(r"\s*(?:[,;/+&|]|\bet\b|\band\b)\s*", re.IGNORECASE)


def systems_of(step: Step) -> tuple[str, ...]:
    """Return the systems a step names, separated by commas, slashes, plus signs, "and" or "et"."""
    parts = (part.strip() for part in _BETWEEN.split(step.system or ""))
    return tuple({part.casefold(): part for part in parts if part}.values())


class ToolSprawl:
    """An agent's step that uses four systems or more."""

    name = "tool-sprawl"
    title = message("Too many tools at once")
    short = message("Too many tools")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the tools in which the agents work"), InputElement.STEP, "system"),)
    thresholds = (SYSTEMS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Agents who jump between windows lose time and the thread, while somebody waits in front of "
                        "them."),
        fires=message("One step of an agent names four tools or more."),
        cost=message("A quarter of a minute for each change of tool (assumed), as often as the step is done."),
        remedy=message("Show what the step needs on one screen."),
        side_effect=message("One more screen on top of the others is a fifth tool, unless it replaces some."),
        spares=(message("Fewer than four tools."),),
        sources=("lean", "klm"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step with too many systems."""
        mine = [step for step in context.steps if context.side(step) is Side.AGENT and context.reached(step.id)
                and step.kind not in (StepKind.START, StepKind.OUTCOME, StepKind.WAIT)]
        if mine and not any(step.system for step in mine):
            yield context.not_assessed(self, [step.id for step in mine])
        for step in mine:
            used = systems_of(step)
            if len(used) >= context.limit(self.name, SYSTEMS, step):
                shown = tuple(Quoted(name) for name in used[:3])
                names = MessageList((*shown, "…") if len(used) > len(shown) else shown)
                finding = context.finding(
                    self, (step.id,), plural("This step takes {count} tool at once: {names}",
                                             "This step takes {count} tools at once: {names}",
                                             len(used), names=names),
                    message("One screen for the step"), citizen=0.0,
                    agent=context.visits(step.id) * (len(used) - 1) * SWITCH, share=context.share(step.id))
                yield replace(finding, basis=Basis.ASSUMED)
