"""What a rule sees: the document, every persona's journey and measures, and the limits that apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan
from typing import Any, TypeVar

from visavis.blueprint.analysis.figures import Figure, JourneyMeasures, Measures
from visavis.blueprint.analysis.frictions.finding import (
    Finding,
    FrictionClass,
    NotAssessed,
    RuleIdentity,
    Severity,
    reader_action_of,
    short_name_of,
)
from visavis.blueprint.analysis.frictions.guide import Need
from visavis.blueprint.analysis.frictions.thresholds import TIME_UNITS, Threshold, severity_of
from visavis.blueprint.analysis.semantics.journeys import Journey
from visavis.blueprint.analysis.semantics.ledger import lacks_wait, lacks_work
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, spell_out
from visavis.blueprint.model import AvoidClause, Basis, BlueprintDocument, LimitUnit, Side, Step
from visavis.blueprint.storage.organisation import Organisation

T = TypeVar("T")

_WEAKEST_FIRST = (Basis.ASSUMED, Basis.ESTIMATED, Basis.MEASURED)


@dataclass(frozen=True, slots=True)
class PersonaView:
    """One persona's journey and its measures; without personas, one anonymous person's. Weights sum to 1.

    `reach` returns the share of the persona's journeys that ever come to a step, `longer_than` that of those which
    take longer than some calendar minutes.
    """

    journey: Journey
    measures: JourneyMeasures
    reach: Callable[[str], float]
    longer_than: Callable[[float], Figure]

    @property
    def persona(self) -> str | None:
        """The persona's id."""
        return self.measures.persona

    @property
    def weight(self) -> float:
        """The persona's share of all users."""
        return self.measures.weight


@dataclass(frozen=True)
class RuleContext:
    """Everything a rule may read. Numbers are minutes and shares per started case of the weighted population.

    `before` is the blueprint that this one redesigns, where it is at hand.
    """

    document: BlueprintDocument
    measures: Measures
    views: tuple[PersonaView, ...]
    whole: Journey
    organisation: Organisation = field(default_factory=Organisation)
    before: RuleContext | None = None

    def once(self, question: Callable[[RuleContext], T]) -> T:
        """Answer a question that several rules ask, working it out only the first time.

        Whoever asks later rests on the same guesses as whoever asked first.
        """
        if question not in self._answers:
            before = set(self.guesses)
            self.guesses.clear()
            answer = question(self)
            self._answers[question] = answer, frozenset(self.guesses)
            self.guesses.update(before)
        found: tuple[T, frozenset[str]] = self._answers[question]
        self.guesses.update(found[1])
        return found[0]

    @cached_property
    def _answers(self) -> dict[Callable[[RuleContext], Any], Any]:
        return {}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps in reading order."""
        return tuple(reading_order(self.document))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each step's place in reading order."""
        return {step.id: index for index, step in enumerate(self.steps)}

    def in_order(self, steps: Iterable[str]) -> tuple[str, ...]:
        """Return step ids once each, in reading order."""
        return tuple(sorted(set(steps), key=lambda step: self.order[step]))

    def visits(self, step: str) -> float:
        """Return how often a started case comes to a step; not a number where no one knows.

        No comparison holds of such a number, so nothing is found by it; whoever asked is told as not assessed there.
        """
        everybody = self.measures.everybody
        amount = everybody.visits.get(step, 0.0) if everybody else 0.0
        if isnan(amount):
            self.guesses.add(step)
        return amount

    def share(self, step: str) -> float:
        """Return the part of the started cases that ever come to a step; not a number where no one knows."""
        amount = sum(view.weight * view.reach(step) for view in self.views if view.weight > 0)
        if isnan(amount):
            self.guesses.add(step)
        return amount

    @cached_property
    def guesses(self) -> set[str]:
        """The steps that were asked about although probabilities that no one gave decide who comes to them."""
        return set()

    def side(self, step: Step) -> Side | None:
        """Return who bears a step's work."""
        return self.document.side_of(step)

    def step(self, name: str) -> Step:
        """Return a step by its id."""
        return self.document.step_by_id[name]

    def reached(self, name: str) -> bool:
        """Return whether any persona's journey can come to a step."""
        return name in self._reached_steps

    @cached_property
    def _reached_steps(self) -> frozenset[str]:
        return frozenset().union(*(view.journey.reached_steps for view in self.views))

    def minutes(self, parts: Mapping[str, float], side: Side) -> float | None:
        """Return one side's work per started case in some steps: how many times (or what part of) each is done.

        None when that side has steps among them and none tells its time.
        """
        mine = [self.step(name) for name in parts if self.side(self.step(name)) is side]
        timed = [step for step in mine if step.work is not None]
        if not timed:
            return None if mine else 0.0
        return sum(self.document.effort_of(step) * parts[step.id] for step in timed)

    def limit(self, rule: str, threshold: Threshold, step: Step) -> float:
        """Return the limit of a rule at a step, in the threshold's unit.

        The strictest to-avoid clause that names the rule, applies to the step and has a limit of that kind wins
        over the threshold.
        """
        found = [value for clause in self.clauses(rule, step) if clause.limit is not None
                 and (value := _convert(clause.limit.value, clause.limit.unit, threshold.unit)) is not None]
        return min(found) if found else self.threshold(rule, threshold)

    def threshold(self, rule: str, threshold: Threshold) -> float:
        """Return a threshold's value: as the document sets it, else the organisation, else the rule itself."""
        return settle_threshold(self.document, self.organisation, rule, threshold).value

    def clauses(self, rule: str, step: Step) -> Sequence[AvoidClause]:
        """Return the to-avoid clauses that name a rule and apply to a step, whoever comes to it."""
        return [clause for clause in self.document.head.avoid if clause.rule == rule
                and (clause.scope is None or clause.scope.persona is None) and in_scope(self.document, step, clause)]

    def basis(self, steps: Iterable[str]) -> Basis | None:
        """Return the weakest basis among the steps whose times were used; times without a basis are estimates."""
        used = [self.document.step_by_id[name] for name in steps]
        bases = {step.basis or Basis.ESTIMATED for step in used if step.work is not None or step.wait is not None}
        return next((basis for basis in _WEAKEST_FIRST if basis in bases), None)

    def finding(self, rule: RuleIdentity, steps: Sequence[str], message: Message, remedy: Message, *,
                citizen: float | None = None, agent: float | None = None, share: float | None = None,
                persona: str | None = None, friction_class: FrictionClass | None = None,
                severity: Severity | None = None, used: Iterable[str] | None = None,
                is_whole: bool = False) -> Finding:
        """Make a finding of `rule` at `steps` (the first one is marked on the drawing), or about the whole journey.

        The class is the rule's and the severity follows from the numbers unless they are given; `used` names the
        steps whose numbers were used when these are not `steps`. Times in the message are told in whole words.
        """
        if any(view.journey.guessed_flows for view in self.views):
            # What rests on probabilities that no one gave is unknown; elsewhere a number that is none is a fault.
            citizen, agent, share = (_known_number(number) for number in (citizen, agent, share))
        kind = friction_class or rule.friction_class
        judged = severity or severity_of(kind, (citizen or 0.0) + (agent or 0.0), share or 0.0)
        return Finding(rule.name, kind, judged, tuple(steps), rule.title, spell_out(message), remedy, persona,
                       citizen, agent, share, self.basis(steps if used is None else used),
                       side_effect=rule.guide.side_effect, short=short_name_of(rule),
                       reader_action=reader_action_of(rule), is_whole=is_whole)

    def not_assessed(self, rule: RuleIdentity, steps: Iterable[str] = (),
                     needs: tuple[Need, ...] | None = None) -> NotAssessed:
        """Say that `rule` lacks its inputs (or just these `needs`), everywhere or at some steps."""
        return NotAssessed(rule.name, rule.title, rule.needs if needs is None else needs, self.in_order(steps))

    def find_untimed(self, steps: Iterable[Step]) -> list[str]:
        """Return those of some steps that someone's journey comes to and that lack the time they should have."""
        return [step.id for step in steps if self.reached(step.id)
                and (lacks_work(self.document, step) or lacks_wait(self.document, step))]


def settle_threshold(document: BlueprintDocument, organisation: Organisation, rule: str,
                     threshold: Threshold) -> Threshold:
    """Return a threshold as the document sets it, else the organisation, else the rule itself; in the rule's unit."""
    settings = [(own.value, own.unit, own.source) for own in document.head.thresholds
                if own.rule == rule and own.name == threshold.name]
    shared = organisation.thresholds.get(rule, {}).get(threshold.name)
    if shared is not None:
        settings.append((shared.value, shared.unit, shared.source))
    for number, unit, source in settings:
        value = _convert(number, unit, threshold.unit)
        if value is not None:
            return replace(threshold, value=value, source=source)
    return threshold


def in_scope(document: BlueprintDocument, step: Step, clause: AvoidClause) -> bool:
    """Return whether a step lies where a to-avoid clause applies, whoever comes to it."""
    scope = clause.scope
    if scope is None:
        return True
    pairs = ((scope.side, document.side_of(step)), (scope.lane, step.lane), (scope.phase, step.phase),
             (scope.step, step.id))
    return all(wanted is None or wanted == found for wanted, found in pairs)


def cap_share(share: float) -> float:
    """Return a sum of shares as a share; what is not a number stays so."""
    return 1.0 if share > 1 else share


def _known_number(number: float | None) -> float | None:
    return None if number is None or isnan(number) else number


def _convert(value: float, unit: LimitUnit, wanted: LimitUnit) -> float | None:
    if unit is wanted:
        return float(value)
    if unit in TIME_UNITS and wanted in TIME_UNITS:
        return float(value) * TIME_UNITS[unit] / TIME_UNITS[wanted]
    return None
