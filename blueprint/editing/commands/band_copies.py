"""Copying a whole lane or phase: its steps come with it, and the flows among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from visavis.blueprint.editing.commands.copies import copy_inner_references
from visavis.blueprint.editing.commands.lanes import LANES
from visavis.blueprint.editing.commands.lists import HeadList
from visavis.blueprint.editing.commands.phases import PHASES
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import CellRef
from visavis.blueprint.editing.values import change_element, move_step
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Step


@dataclass(frozen=True)
class DuplicateLane:
    """Copy a lane to below itself, as `name`, with its steps where they stand and the flows among them."""

    target: str
    name: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Duplicate a lane")

    def apply(self, draft: Draft) -> None:
        """Copy it."""
        lane = draft.lane(self.target)
        fresh = _copy_band(draft, LANES, lane.id, self.name)
        steps = [step for step in draft.steps.values() if step.lane == lane.id]
        _copy_steps(draft, ((step, CellRef(fresh, step.phase, step.column)) for step in steps))


@dataclass(frozen=True)
class DuplicatePhase:
    """Copy a phase to behind itself, as `name`, with its steps in every lane and the flows among them."""

    target: str
    name: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Duplicate a phase")

    def apply(self, draft: Draft) -> None:
        """Copy it."""
        phase = draft.phase(self.target)
        fresh = _copy_band(draft, PHASES, phase.id, self.name)
        steps = [step for step in draft.steps.values() if step.phase == phase.id]
        _copy_steps(draft, ((step, CellRef(step.lane, fresh, step.column)) for step in steps))


def _copy_band(draft: Draft, bands: HeadList, target: str, name: str) -> str:
    """Put a copy of a lane or phase after it, and return the copy's id."""
    known = bands.elements(draft)
    fresh = draft.new_id(bands.prefix, known)
    copies = {}
    for band_id, band in known.items():
        copies[band_id] = band
        if band_id == target:
            copies[fresh] = change_element(band, {"name": name}).model_copy(update={"id": fresh})
    bands.put(draft, copies)
    return fresh


def _copy_steps(draft: Draft, placed: Iterable[tuple[Step, CellRef]]) -> None:
    names: dict[str, str] = {}
    for step, cell in placed:
        names[step.id] = draft.new_id("s", draft.steps)
        draft.put_step(move_step(step.model_copy(update={"id": names[step.id]}), *cell))
    copy_inner_references(draft, names)
