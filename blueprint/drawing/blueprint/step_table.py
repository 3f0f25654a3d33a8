"""The blueprint as a table of words: one row a step, in the order in which the drawing is read.

It tells what the place of a card tells those who see it: which phase, whose side, which lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from visavis.blueprint.drawing.blueprint.descriptions import lane_name, step_name
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step
from visavis.blueprint.drawing.display_list import TextTable
from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument, Step, StepKind, Time
from visavis.blueprint.model.durations import time_quantity
from visavis.blueprint.model.lane_kinds import LANE_KINDS

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

_COLUMNS = (message("Step"), message("Phase"), message("Side"), message("Lane"), message("Work"), message("Wait"),
            message("Frictions"))
# Step, phase and lane.
_TYPED = frozenset({0, 1, 3})
_WORKS = (StepKind.ACTION, StepKind.START, StepKind.DECISION)
_NOTHING = "—"


def step_table(document: BlueprintDocument, hotspots: Sequence[Hotspot], translate: Translator) -> TextTable:
    """Return the steps with who does them, how long they take and the frictions that stand on them."""
    found = hotspots_by_step(hotspots)
    rows = tuple(tuple(_cells(document, step, found.get(step.id, ()), translate)) for step in _in_order(document))
    return TextTable(translate(message("The blueprint as a table")), tuple(map(translate, _COLUMNS)), rows, _TYPED)


def _in_order(document: BlueprintDocument) -> list[Step]:
    """Return the steps phase by phase, column by column, lanes from top to bottom."""
    phases = {phase.id: at for at, phase in enumerate(document.head.phases)}
    lanes = {lane.id: at for at, lane in enumerate(document.head.lanes)}
    return sorted(document.steps, key=lambda step: (phases[step.phase], step.column, lanes[step.lane]))


def _cells(document: BlueprintDocument, step: Step, hotspots: Iterable[Hotspot],
           translate: Translator) -> Iterator[str]:
    lane = document.lane_of(step)
    yield translate.write(step_name(step))
    yield document.phase_by_id[step.phase].name.strip() or _NOTHING
    yield translate(message("Citizen") if LANE_KINDS[lane.kind].is_on_citizen_side else message("Agents"))
    yield translate.write(lane_name(lane))
    yield _time(step.work, translate, is_due=step.kind in _WORKS)
    yield _time(step.wait, translate, is_due=step.kind is StepKind.WAIT)
    # Frictions of one rule have one number, and may stand on a step more than once.
    told = dict.fromkeys(f"{each.number}. {translate(each.finding.title)}" for each in hotspots)
    yield " · ".join(told) or _NOTHING


def _time(time: Time | None, translate: Translator, *, is_due: bool) -> str:
    """Return a time; one that a step of its kind should have and has not is unknown, not nothing."""
    if time is not None:
        return translate.write(time_quantity(time))
    return translate(message("unknown")) if is_due else _NOTHING
