"""Who stays outside: the personas with the fewest granted first, and what stops each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis.figures import JourneyMeasures
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass
from visavis.blueprint.analysis.frictions.report import Analysis
from visavis.blueprint.model import BlueprintDocument, Outcome, Persona

MOST_PERSONAS = 4
_SERVED = (Outcome.GRANTED, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class PersonaAccess:
    """A persona (None: everybody, where the blueprint has none) and how her requests end.

    `finding` is the first friction that makes her lose what she came for; where there is none, `exit` is the outcome
    other than a decision that she meets most often. Both are None where she always gets a decision, or where
    nobody knows.
    """

    persona: Persona | None
    measured: JourneyMeasures
    finding: Finding | None
    exit: str | None


def list_personas_by_access(document: BlueprintDocument, analysis: Analysis) -> tuple[PersonaAccess, ...]:
    """Return every persona, those with the fewest granted first, those of unknown weight last among equals.

    Everybody stands for the personas where there are none; none where there is no journey.
    """
    everybody = analysis.measures.everybody
    if everybody is None:
        return ()
    by_id = document.persona_by_id
    found = [_access(by_id.get(measured.persona or ""), measured, analysis)
             for measured in analysis.measures.personas if measured.persona in by_id]
    if not found:
        return (_access(None, everybody, analysis),)
    return tuple(sorted(found, key=lambda each: (each.measured.granted.value is None,
                                                 round(each.measured.granted.known_value, 9))))


def _access(persona: Persona | None, measured: JourneyMeasures, analysis: Analysis) -> PersonaAccess:
    lost = {name: share.known_value for name, share in measured.outcomes.items()
            if name not in _SERVED and share.known_value > 0}
    finding = next(_losing_findings(analysis, measured), None) if lost else None
    return PersonaAccess(persona, measured, finding, max(lost, key=lost.__getitem__) if lost else None)


def _losing_findings(analysis: Analysis, measured: JourneyMeasures) -> Iterator[Finding]:
    """Yield the findings of people lost that are hers, in the order of the groups; hers alone before everybody's.

    A friction that lets people go on too late does not leave them outside.
    """
    found = [finding for group in analysis.frictions.groups if not group.is_late
             for finding in group.findings if _has_lost(finding, measured)]
    yield from sorted(found, key=lambda finding: finding.persona is None)


def _has_lost(finding: Finding, measured: JourneyMeasures) -> bool:
    if finding.friction_class is not FrictionClass.LOSS or finding.persona not in (None, measured.persona):
        return False
    # Not a number: nobody knows whether she comes there. It compares as false.
    return any(measured.visits.get(step, 0.0) > 0 for step in finding.steps[:1])
