"""The citizen as messenger: what one office gives, another office asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from visavis.blueprint.analysis.frictions.case_owner import case_owner, has_office, office_name
from visavis.blueprint.analysis.frictions.contacts import speakers
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, UNITS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.requested_items import item_names
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import Side, Step

# So many offices that give the same item tell enough; more only cost time in very large drawings.
MOST_GIVERS = 50


class CitizenAsCourier:
    """An item that one office gives the citizen and another office asks of them.

    Offices are the `unit` of the step, else the actor of its lane; where neither is told, two lanes may well be one
    office, and nothing is said. Both must be the agents' side, and the citizen must speak to the second one. What an
    office asked for and gives back was the citizen's own.
    """

    name = "citizen-as-courier"
    title = message("Citizen carries papers between offices")
    short = message("Citizen as courier")
    reader_action = message("Ask the two offices to send it to each other.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what the agents' steps give and ask for"), InputElement.STEP, "gives"),)
    reads = (ITEMS, UNITS)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended", "legal-fr"})
    guide = RuleGuide(
        matters=message("People fetch from one office what another office wants, as if they worked for both."),
        fires=message("An item that one office gives the citizen is asked for later by another office."),
        cost=message("The citizen's work at the steps that bring the item, as often as it is brought."),
        remedy=message("Let the offices pass it on themselves."),
        side_effect=message("Some people prefer to know and decide what passes between offices: ask them."),
        spares=(message("The same office asks for what it gave."),
                message("A credential that people carry by choice: justify it.")),
        sources=("varney", "crpa-l114-8"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each item carried from office to office."""
        agents = [step for step in context.steps if context.side(step) is Side.AGENT and context.reached(step.id)]
        givers = _givers(context, agents)
        if not givers and any(step.asks for step in agents):
            yield context.not_assessed(self, [step.id for step in agents if step.asks])
        for step in agents:
            for item, source in self._find_carried(context, step, givers):
                bringing = speakers(context, step.id)
                spent = {name: context.visits(name) for name in bringing}
                yield context.finding(
                    self, (step.id, source.id, *bringing),
                    message("{unit} gave {item}, and another office asks for the same document",
                            unit=office_name(context, source),
                            item=item_names(context, [item])),
                    message("Pass it on between offices"), citizen=context.minutes(spent, Side.CITIZEN), agent=0.0,
                    share=context.share(step.id), used=spent)

    def _find_carried(self, context: RuleContext, step: Step,
                      givers: Mapping[str, Sequence[Step]]) -> Iterator[tuple[str, Step]]:
        if not speakers(context, step.id) or not has_office(context, step):
            return
        for item in dict.fromkeys(step.asks):
            source = next((other for other in givers.get(item, ())[:MOST_GIVERS]
                           if item not in other.asks and has_office(context, other)
                           and case_owner(context, other) != case_owner(context, step)
                           and context.whole.leads(other.id, step.id)
                           and not context.whole.leads(step.id, other.id)), None)
            if source is not None:
                yield item, source


def _givers(context: RuleContext, agents: Iterable[Step]) -> Mapping[str, Sequence[Step]]:
    """Return for each item the agents' steps that give it to the citizen, in reading order."""
    found: dict[str, list[Step]] = {}
    for step in agents:
        carried = [item for flow in context.document.flows_from.get(step.id, ()) for item in flow.carries
                   if context.side(context.step(flow.target)) is Side.CITIZEN]
        for item in dict.fromkeys((*step.gives, *carried)):
            found.setdefault(item, []).append(step)
    return found
