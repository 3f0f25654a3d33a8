"""The work of a side in a phase, by how often a case comes to its steps."""

from __future__ import annotations

from math import isnan

from visavis.blueprint.analysis.figures import UNKNOWN, CaseMeasures, Figure
from visavis.blueprint.model import BlueprintDocument, Side, StepKind

# Steps that someone works at: without a time, theirs is not known.
WORKING = (StepKind.ACTION, StepKind.START, StepKind.DECISION)


def work_of_phase(document: BlueprintDocument, cases: CaseMeasures, phase: str, side: Side) -> Figure | None:
    """Return the minutes of work of a side in a phase; a bound where a time lacks, None where no case works there."""
    total, known, unknown = 0.0, 0, 0
    for step in document.steps:
        visits = cases.visits.get(step.id, 0.0)
        if step.phase != phase or document.side_of(step) is not side or not visits:
            continue
        if isnan(visits) or (step.work is None and step.kind in WORKING):
            unknown += 1
        elif step.work is not None:
            total, known = total + visits * document.effort_of(step), known + 1
    if not known and not unknown:
        return None
    return Figure(total, at_least=bool(unknown)) if known else UNKNOWN
