"""Who holds the case at each step, and where it changes hands."""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.language import Quoted
from visavis.blueprint.model import Side, Step

# Minutes to read oneself into a case, simple: agents (table 5) and people who fill in forms (table 3) of the German
# Leitfaden Erfüllungsaufwand. The second table is for businesses and stands in for citizens. Assumed numbers both.
AGENT_READS_IN = 2.0
CITIZEN_READS_IN = 3.0


def is_human(context: RuleContext, step: Step) -> bool:
    """Return whether an agent or a partner does a step, not a citizen and not a machine."""
    return context.side(step) in (Side.AGENT, Side.PARTNER)


def case_owner(context: RuleContext, step: Step) -> str:
    """Return who holds the case: the step's unit, else the actor of its lane, else the lane itself."""
    if step.unit and step.unit.strip():
        return step.unit.strip().casefold()
    return context.document.lane_by_id[step.lane].actor or step.lane


def next_human_steps(context: RuleContext, step: str) -> tuple[str, ...]:
    """Return the agents' and partners' steps that follow a step directly and do not lead back to it."""
    after = dict.fromkeys(context.whole.stops[step].next_steps)
    return tuple(name for name in after
                 if is_human(context, context.step(name)) and not context.whole.leads(name, step))


def has_office(context: RuleContext, step: Step) -> bool:
    """Return whether the office of a step is told: its unit, or the actor of its lane."""
    return bool((step.unit or "").strip() or context.document.lane_by_id[step.lane].actor)


def office_name(context: RuleContext, step: Step) -> Quoted:
    """Return what people call the office of a step: its unit, else the actor of its lane, else the lane itself."""
    actor = context.document.actor_by_id.get(context.document.lane_by_id[step.lane].actor or "")
    name = (step.unit or "").strip() or (actor.name if actor else "")
    return Quoted(name or context.document.lane_by_id[step.lane].name)
