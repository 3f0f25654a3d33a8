"""How many people out of a hundred come to each outcome: what its card says on paper instead of effort and time.

Whole numbers by largest remainders, so that those of all outcomes and of those who come to none add up to a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.model import BlueprintDocument, Outcome, StepKind

PEOPLE = 100
# Shares are added up from many products.
NEARLY_NOTHING = 1e-9


def outcome_shares(document: BlueprintDocument, analysis: Analysis | None) -> Mapping[str, Message]:
    """Return by step what the card of each outcome says; of those that nobody knows how many come to, nothing."""
    measured = analysis.measures.everybody if analysis is not None else None
    steps = [step for step in document.steps if step.kind is StepKind.OUTCOME]
    if measured is None or any(share.value is None for share in measured.outcomes.values()):
        return {}
    shares = [measured.visits.get(step.id, 0.0) for step in steps]
    if not all(isfinite(share) for share in shares):
        return {}
    found: dict[str, Message] = {}
    for step, share, people in zip(steps, shares, _count_people(shares), strict=True):
        words = plural("{count} in 100", "{count} in 100", people)
        if not people and share > NEARLY_NOTHING:
            words = message("<\u00a01 in 100")
        elif step.outcome is Outcome.GRANTED and measured.granted.at_least:
            words = message("≥\u00a0{people}", people=words)
        found[step.id] = words
    return found


def _count_people(shares: list[float]) -> tuple[int, ...]:
    """Return how many of a hundred each share is; an outcome that is on the way to another one counts there, too."""
    rest = 1.0 - sum(shares)
    if rest < -NEARLY_NOTHING:
        return tuple(round(share * PEOPLE) for share in shares)
    return apportion([*shares, rest if rest > NEARLY_NOTHING else 0.0], PEOPLE)[:-1]
