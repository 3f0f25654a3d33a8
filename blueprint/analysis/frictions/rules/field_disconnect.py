"""Paper at home, keyboard at the office: visits that are written up afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, SYSTEMS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import Channel, PlaceKind, Side, Step

# Titles of agents who write up what they noted elsewhere, in French and English.
_WRITES_UP = re.compile(r"r[ée]dige|ressaisi|saisit|recopie|met au propre"
                        r"|\bwrites?\b|\bdrafts?\b|\btypes?\b|re-?enters?\b|\benters?\b", re.IGNORECASE)


class FieldDisconnect:
    """A visit noted without a system, and written up or typed in afterwards at the office.

    The visit is an agent's step by the channel `visit` or at home or in the field; the write-up is a later agent's
    step elsewhere whose title says so, or which handles the visit's items in a system.
    """

    name = "field-disconnect"
    title = message("Notes on paper, typed later")
    short = message("Paper then keyboard")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the tools in which the agents work"), InputElement.STEP, "system"),)
    reads = (SYSTEMS, ITEMS)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("What was said at the table is written twice, days later and from memory; people are called "
                        "again for what is missing."),
        fires=message("An agent takes notes on a visit without a tool, and writes them up at the office afterwards."),
        cost=message("The agents' work in writing up."),
        remedy=message("A form that works offline, a signature and photos on the spot."),
        side_effect=message("A screen between two people changes the conversation: let the agent choose when to "
                            "type."),
        spares=(message("A visit that is meant to be without a device: justify it."),),
        sources=("lean", "proposal"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each write-up of a visit, with the visit."""
        visits = [step for step in context.steps if _is_visit(context, step)]
        seen: set[str] = set()
        for visit in visits:
            if visit.system:
                continue
            again = next((step for step in context.steps if _is_write_up(context, visit, step)), None)
            if again is None or again.id in seen:
                continue
            seen.add(again.id)
            spent = {again.id: context.visits(again.id)}
            yield context.finding(
                self, (again.id, visit.id), message("What was noted at {visit} is written again at the office",
                                                    visit=Quoted(visit.title or visit.id)),
                message("Write it up on the spot"), citizen=0.0, agent=context.minutes(spent, Side.AGENT),
                share=context.share(again.id), used=spent)


def _is_visit(context: RuleContext, step: Step) -> bool:
    away = step.channel == Channel.VISIT or step.place in (PlaceKind.HOME, PlaceKind.FIELD)
    return away and context.side(step) is Side.AGENT and context.reached(step.id)


def _is_write_up(context: RuleContext, visit: Step, step: Step) -> bool:
    if (context.side(step) is not Side.AGENT or _is_visit(context, step) or not context.whole.leads(visit.id, step.id)
            or not context.document.lane_by_id[step.lane].facts.is_backstage):
        return False
    shared = {*visit.asks, *visit.gives} & {*step.asks, *step.gives}
    return bool(_WRITES_UP.search(step.title)) or (bool(shared) and bool(step.system))
