"""The house's own words: people must know units and tools that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import Side, Step

# Choosing the office that is competent is the administration's work.
_RIGHT_DOOR = re.compile(
    r"(bon|quel|bons) (service|bureau|guichet)|(service|bureau|administration|autorité)s? compétent|"
    r"(right|competent|which) (office|department|authority|desk)", re.IGNORECASE)
LEAST_NAME = 5


class BackstageLeak:
    """A citizen's step that names the house's own tools or units, or makes people choose the competent office.

    Names are those of systems and units of backstage and support steps, of five letters or more, in the title or the
    detail of a citizen's step.
    """

    name = "backstage-leak"
    title = message("Internal jargon")
    short = message("Internal jargon")
    reader_action = message("Ask for the meaning of any word that you do not know.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the backstage teams and tools"), InputElement.STEP, "unit"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People must know how the administration is organised to get what is theirs, and land at the "
                        "wrong desk when they guess."),
        fires=message("A citizen's step names a backstage team or tool, or makes people choose the right office."),
        cost=message("The citizen's work at the step. Going to the wrong office costs more, which the blueprint does "
                     "not show."),
        remedy=message("A single entry point that directs people."),
        side_effect=message("A single entry point needs staff who know every office behind it."),
        spares=(message("A tool that people use themselves."),),
        sources=("service-standard",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each step that leaks."""
        names = context.once(_inner_names)
        mine = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)]
        behind = [step for step in context.steps if _is_below(context, step)]
        if mine and behind and not any(step.unit or step.system for step in behind):
            yield context.not_assessed(self)
        pattern = re.compile(r"(?<!\w)(" + "|".join(re.escape(name) for name in names) + r")(?!\w)", re.IGNORECASE) \
            if names else None
        for step in mine:
            text = f"{step.title}\n{step.detail}"[:4000]
            found = pattern.search(text) if pattern is not None else None
            own = found is not None and step.system is not None and found.group().casefold() in step.system.casefold()
            if found is not None and not own:
                yield self._build_finding(context, step, message("People must know what {name} "
                                                                 "is", name=Quoted(found.group())))
            elif _RIGHT_DOOR.search(text):
                yield self._build_finding(context, step, message("People must find the right office themselves"))

    def _build_finding(self, context: RuleContext, step: Step, said: Message) -> Finding:
        return context.finding(self, (step.id,), said, message("One entry point that directs people"),
                               citizen=context.minutes({step.id: context.visits(step.id)}, Side.CITIZEN), agent=0.0,
                               share=context.share(step.id))


def _inner_names(context: RuleContext) -> tuple[str, ...]:
    """Return the names of units and systems below the line of visibility that no one above it uses, longest first."""
    inner: set[str] = set()
    outer: set[str] = set()
    for step in context.document.steps:
        below = _is_below(context, step)
        for name in (step.unit, step.system):
            if name and len(name.strip()) >= LEAST_NAME:
                (inner if below else outer).add(name.strip().casefold())
    return tuple(sorted(inner - outer, key=lambda name: (-len(name), name)))


def _is_below(context: RuleContext, step: Step) -> bool:
    return context.document.lane_by_id[step.lane].facts.is_behind
