"""What a drawing says of the steps that a log tells of."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.analysis.measures.measure import measure_all
from visavis.blueprint.model import BlueprintDocument, Step, mean_effort, mean_minutes


def planned_visits(document: BlueprintDocument) -> Mapping[str, float]:
    """Return how often a case of everybody comes to each step, as drawn; nothing where that cannot be worked out."""
    everybody = measure_all(document).everybody
    return everybody.visits if everybody is not None else {}


def planned_minutes(document: BlueprintDocument, step: Step) -> tuple[float | None, float | None]:
    """Return the drawn minutes of effort in a step, and of the wait after it; None for one that nobody stated."""
    return (mean_effort(step.work, document.hours_per_day) if step.work is not None else None,
            mean_minutes(step.wait) if step.wait is not None else None)
