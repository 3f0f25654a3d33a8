"""What is done with papers: proofs no one uses, papers carried between offices, and printing what was digital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import ITEMS, UNITS, InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.semantics.case_owner import case_owner
from visavis.blueprint.analysis.semantics.channel_families import CARRIES_FILES, PAPER
from visavis.blueprint.analysis.semantics.contacts import speakers
from visavis.blueprint.analysis.semantics.requested_items import item_names, item_requests, item_work_by_step
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import LegalMark, Side, Step, StepKind

# So many offices that give the same item tell enough; more only cost time in very large drawings.
MOST_GIVERS = 50
# Words of someone who prints, signs by hand, and makes it digital again, in French and English titles and details.
_PRINTS = re.compile(r"\b(?:(?:ré)?imprime[rz]?\b|(?<!fine )(?<!small )print(?:s|ing)?\s+(?:it|out|the|a|and|your)\b|"
                     r"prints?,)", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:signe[rz]?|signs?|signing)\b", re.IGNORECASE)
_SCANS = re.compile(r"\b(?:scanne[rz]?|num[ée]rise[rz]?|photographie[rz]?|scans?|photographs?)\b", re.IGNORECASE)


class ProofWithoutUse:
    """An item that is asked for although no step decides, calculates or archives from it (`uses`).

    Not where the item tells its `purpose` (a law, statistics). Where no step of the document says what it uses,
    nothing is judged.
    """

    name = "proof-without-use"
    title = message("Asked for, never used")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("what decisions and calculations are made from"), InputElement.STEP, "uses"),)
    reads = (ITEMS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("People gather it, agents check it, and nothing depends on it."),
        fires=message("A document or fact is asked for, no step uses it, and it tells no purpose."),
        cost=message("The part of both sides' work that the item takes where it is asked for."),
        remedy=message("Stop asking for it."),
        side_effect=message("Somebody may keep it just in case: agree on when to ask later instead."),
        spares=(message("An item whose purpose is written down (a law, statistics)."),
                message("A blueprint in which no step says what it uses.")),
        sources=("toolbox", "lean"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each request of items that no one uses."""
        asking = context.once(item_requests)
        used = {item for step in context.document.steps for item in step.uses}
        if asking and not used:
            yield context.not_assessed(self, [demand.step for demand in asking])
            return
        for demand in asking:
            idle = [item for item in demand.items if item not in used
                    and not context.document.item_by_id[item].purpose.strip()]
            if idle:
                spent = item_work_by_step(context, demand.taking_part, idle)
                yield context.finding(
                    self, (demand.step, *(name for name in demand.taking_part if name != demand.step)),
                    message("Nothing is decided from {items}", items=item_names(context, idle)),
                    message("Stop asking for it"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=context.minutes(spent, Side.AGENT), share=context.share(demand.step), used=spent)


class CitizenAsCourier:
    """An item that one office gives the citizen and another office asks of them.

    Offices are the `unit` of the step, else the actor of its lane; where neither is told, two lanes may well be one
    office, and nothing is said. Both must be the agents' side, and the citizen must speak to the second one. What an
    office asked for and gives back was the citizen's own.
    """

    name = "citizen-as-courier"
    title = message("The citizen as messenger")
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
                message("A credential that people carry by choice: waive it.")),
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
                    message("{unit} gave {item}, and another office asks for it", unit=_office(context, source),
                            item=item_names(context, [item])),
                    message("Pass it on between offices"), citizen=context.minutes(spent, Side.CITIZEN), agent=0.0,
                    share=context.share(step.id), used=spent)

    def _find_carried(self, context: RuleContext, step: Step,
                 givers: Mapping[str, Sequence[Step]]) -> Iterator[tuple[str, Step]]:
        if not speakers(context, step.id) or not _has_office(context, step):
            return
        for item in dict.fromkeys(step.asks):
            source = next((other for other in givers.get(item, ())[:MOST_GIVERS]
                           if item not in other.asks and _has_office(context, other)
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


def _has_office(context: RuleContext, step: Step) -> bool:
    """Return whether the office of a step is told."""
    return bool((step.unit or "").strip() or context.document.lane_by_id[step.lane].actor)


def _office(context: RuleContext, step: Step) -> Quoted:
    actor = context.document.actor_by_id.get(context.document.lane_by_id[step.lane].actor or "")
    name = (step.unit or "").strip() or (actor.name if actor else "")
    return Quoted(name or context.document.lane_by_id[step.lane].name)


class PrintSignScan:
    """Digital, then paper, then digital again, by the citizen.

    Either a citizen's paper step between two digital ones that follow each other, or a digital step whose words say
    that something is printed and then signed or scanned. A paper step that people choose instead of a digital one is
    no detour. Not where a handwritten signature is prescribed at one of the steps.
    """

    name = "print-sign-scan"
    title = message("Print, sign, scan")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("the channels of the citizen's steps"), InputElement.STEP, "channel"),)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"recommended"})
    guide = RuleGuide(
        matters=message("What is digital is made paper to be made digital again: people need a printer, a scanner "
                        "and an evening."),
        fires=message("A citizen's paper step stands between two digital ones, or a digital step says that something "
                      "is printed, then signed or scanned."),
        cost=message("The citizen's work at the paper step and the digital one after it."),
        remedy=message("A declaration on honour, or an electronic signature."),
        side_effect=message("An electronic signature that needs an account of its own shuts people out."),
        spares=(message("A handwritten signature that the law prescribes."),
                message("People who choose paper from the start.")),
        sources=("nsw",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each detour over paper."""
        mine = [step for step in context.steps if context.side(step) is Side.CITIZEN and context.reached(step.id)
                and step.kind in (StepKind.ACTION, StepKind.DECISION)]
        if mine and all(step.channel is None for step in mine):
            yield context.not_assessed(self, [step.id for step in mine])
            return
        for step in mine:
            detour = self._detour(context, step)
            if detour and not any(LegalMark.SIGNATURE in context.step(name).legal for name in detour):
                spent = {name: context.visits(name) for name in detour[:2]}
                yield context.finding(
                    self, detour, message("What was digital becomes paper and digital again"),
                    message("Sign electronically, or not at all"), citizen=context.minutes(spent, Side.CITIZEN),
                    agent=0.0, share=context.share(step.id), used=spent)

    def _detour(self, context: RuleContext, step: Step) -> tuple[str, ...]:
        """Return the paper step, the digital one after it and the one before it; or a step that says it all."""
        if step.channel in CARRIES_FILES and _is_by_hand(f"{step.title}\n{step.detail}"[:2000]):
            return (step.id,)
        if step.channel not in PAPER:
            return ()
        after = _next_of_citizen(context, step.id, forward=True)
        before = _next_of_citizen(context, step.id, forward=False)
        later = next((name for name in after if context.step(name).channel in CARRIES_FILES), None)
        earlier = next((name for name in before if context.step(name).channel in CARRIES_FILES
                        and not _is_choice(context, name)), None)
        return (step.id, later, earlier) if later is not None and earlier is not None else ()


def _is_by_hand(words: str) -> bool:
    """Return whether words say that something is printed, and then signed or made digital again."""
    return bool(_PRINTS.search(words)) and bool(_SIGNS.search(words) or _SCANS.search(words))


def _is_choice(context: RuleContext, name: str) -> bool:
    """Return whether after a digital step people can also go on digitally, so that paper is their choice."""
    following = _next_of_citizen(context, name, forward=True)
    return any(context.step(other).channel in CARRIES_FILES for other in following)


def _next_of_citizen(context: RuleContext, start: str, *, forward: bool) -> tuple[str, ...]:
    """Return the citizen's contacts that come next after a step, or last before it, past waits and agents' steps."""
    found, seen, todo = set(), {start}, [start]
    while todo:
        name = todo.pop()
        near = context.whole.stops[name].next_steps if forward else context.whole.comes_from.get(name, ())
        for other in near:
            if other in seen:
                continue
            seen.add(other)
            step = context.step(other)
            if context.side(step) is Side.CITIZEN and step.channel is not None and step.kind is not StepKind.WAIT:
                found.add(other)
            elif step.kind not in (StepKind.START, StepKind.OUTCOME):
                todo.append(other)
    return context.in_order(found)
