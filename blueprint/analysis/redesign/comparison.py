"""The whole comparison of a redesign with its as-is blueprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.analysis.frictions.finding import Finding
from visavis.blueprint.analysis.frictions.report import Analysis
from visavis.blueprint.analysis.frictions.rule import FrictionRule
from visavis.blueprint.analysis.frictions.runner import analyse_in, context_of
from visavis.blueprint.analysis.measures.figure_words import missing_words
from visavis.blueprint.analysis.redesign.changes import RedesignChange, changes
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.analysis.redesign.verdicts import PersonaVerdict, judge_personas
from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import BlueprintDocument, Head
from visavis.blueprint.storage.organisation import Organisation


class FrictionStatus(StrEnum):
    """What became of a friction."""

    RESOLVED = "resolved"
    REMAINING = "remaining"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """A friction of either blueprint, and what became of it: of the as-is one where it is resolved."""

    status: FrictionStatus
    finding: Finding


@dataclass(frozen=True)
class Comparison:
    """What a redesign does. `verdicts` begins with everybody; `notes` tell what to mind when reading it."""

    matching: Matching
    before: Analysis
    after: Analysis
    verdicts: tuple[PersonaVerdict, ...]
    changes: tuple[RedesignChange, ...]
    findings: tuple[ComparedFinding, ...]
    notes: tuple[Message, ...] = ()

    @property
    def cases_per_year(self) -> float | None:
        """How many cases a year the figures are to be multiplied with, where either blueprint tells."""
        told = (self.matching.after.head.service.cases_per_year, self.matching.before.head.service.cases_per_year)
        return next((float(cases) for cases in told if cases is not None), None)

    def count(self, status: FrictionStatus) -> int:
        """Return how many frictions have a status."""
        return sum(finding.status is status for finding in self.findings)


def compare(before: BlueprintDocument, after: BlueprintDocument, rules: Sequence[FrictionRule],
            organisation: Organisation | None = None, cancelled: Callable[[], bool] | None = None) -> Comparison:
    """Compare a redesign with the blueprint it redesigns; both are asked the same rules. Raises Cancelled."""
    matching = Matching(before, after)
    earlier = context_of(before, cancelled, organisation=organisation)
    now = context_of(after, cancelled, before=earlier, organisation=organisation)
    one, other = (analyse_in(context, rules, cancelled) for context in (earlier, now))
    return Comparison(matching, one, other, judge_personas(matching, earlier, now), changes(matching),
                      tuple(_statuses(matching, one.frictions.open, other.frictions.open)),
                      tuple(_notes(matching, one, other)))


def _statuses(matching: Matching, before: Sequence[Finding], after: Sequence[Finding]) -> list[ComparedFinding]:
    """Pair the open frictions: the same rule and persona, on a step that stands for a step of the other."""
    left = list(before)
    texts = []
    for finding in after:
        same = next((one for one in left if _is_same(matching, one, finding)), None)
        if same is not None:
            left.remove(same)
        texts.append(ComparedFinding(FrictionStatus.REMAINING if same is not None else FrictionStatus.NEW, finding))
    return [*(ComparedFinding(FrictionStatus.RESOLVED, finding) for finding in left), *texts]


def _is_same(matching: Matching, before: Finding, after: Finding) -> bool:
    if (before.rule, before.persona) != (after.rule, after.persona):
        return False
    stood_for = {origin for step in after.steps for origin in matching.origins[step]}
    return bool(stood_for & set(before.steps))


def _notes(matching: Matching, before: Analysis, after: Analysis) -> list[Message]:
    notes = []
    as_is, to_be = matching.before.head, matching.after.head
    if to_be.redesigns != as_is.id:
        notes.append(_redesign_note(matching))
    if matching.before.steps and matching.after.steps and not any(matching.origins.values()):
        notes.append(message("The two blueprints have no step in common"))
    notes += _persona_notes(as_is, to_be)
    for title, analysis in ((as_is.title or as_is.id, before), (to_be.title or to_be.id, after)):
        everybody = analysis.measures.everybody
        if everybody is None:
            notes.append(message("{name} has no journey to measure", name=Quoted(title)))
        else:
            notes += [message("{name}: {missing}, which its figures leave out", name=Quoted(title), missing=missing)
                      for missing in missing_words(everybody.missing)]
    return notes


def _persona_notes(as_is: Head, to_be: Head) -> Iterator[Message]:
    """Tell of personas that only one of the blueprints has: whoever is left out cannot be worse off in any figure."""
    before, after = ({one.id: one for one in head.personas} for head in (as_is, to_be))
    if not before:
        return
    for name, persona in before.items():
        if name not in after and persona.weight > 0:
            yield message("The second blueprint leaves out {persona}: no figure shows what it does to them",
                          persona=Quoted(persona.name or name))
    for name, persona in after.items():
        if name not in before:
            yield message("{persona} is not in the first blueprint and is compared with everybody there",
                          persona=Quoted(persona.name or name))


def _redesign_note(matching: Matching) -> Message:
    as_is, to_be = matching.before.head, matching.after.head
    name = Quoted(as_is.title or as_is.id)
    if to_be.redesigns is None:
        return message("The second blueprint does not say that it redesigns {name}; steps are matched by id",
                       name=name)
    return message("The second blueprint says that it redesigns {other}, not {name}; steps are matched by id",
                   other=Quoted(to_be.redesigns), name=name)
