"""Contact upon contact: people turn to agents again and again for one case."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.contacts import find_contacted_steps
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import Decimal, message
from visavis.blueprint.model import LimitUnit, Side, StepKind

CONTACTS = Threshold("contacts", 8, LimitUnit.COUNT, "proposal [D]; 44 contacts after one bereavement (Varney 2006)")


class ManyContacts:
    """More than eight contacts across the line of interaction on a case, on average."""

    name = "many-contacts"
    title = message("Too many contacts")
    short = message("Too many contacts")
    reader_action = message("Prepare all your questions, and ask them in one go.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("who speaks with whom"), InputElement.FLOW, "kind"),)
    thresholds = (CONTACTS,)
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("Each contact is a wait, a story to tell and an agent to take it in; people hold the case "
                        "together themselves."),
        fires=message("On average, people turn to agents more than eight times before their case is closed."),
        cost=message("Both sides' work on the contacts beyond the eighth, in proportion."),
        remedy=message("Ask all at once, answer all at once, call instead of writing."),
        side_effect=message("Fewer contacts can lose what people would have said: leave a door open."),
        spares=(message("Eight contacts or fewer."),),
        sources=("varney", "reijers"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield one finding where a case needs too many contacts."""
        contacts = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                    and step.kind is not StepKind.WAIT and find_contacted_steps(context, step.id)]
        count = sum(context.visits(step.id) for step in contacts)
        limit = context.threshold(self.name, CONTACTS)
        if not count > limit:  # Nor where no one can tell how many.
            return
        part = (count - limit) / count
        spent = {name: context.visits(name) * part for step in contacts
                 for name in (step.id, *find_contacted_steps(context, step.id))}
        most = sorted(contacts, key=lambda step: (-context.visits(step.id), context.order[step.id]))
        yield context.finding(
            self, tuple(step.id for step in most[:5]),
            message("One case takes {count} contacts", count=Decimal(count)),
            message("Answer all at once"), citizen=context.minutes(spent, Side.CITIZEN),
            agent=context.minutes(spent, Side.AGENT), share=1.0, used=spent)
