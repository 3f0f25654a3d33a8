"""Steps as they are spoken: one with the items it names, or a whole list at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing.capture.listing import LineSide, ListedLine, lane_of_side
from visavis.blueprint.editing.capture.tokens import TypedStep
from visavis.blueprint.editing.commands.edit import CompositeCommand
from visavis.blueprint.editing.commands.notes_and_items import ITEMS, AddItem
from visavis.blueprint.editing.commands.phases import PHASES
from visavis.blueprint.editing.commands.steps import AddAnsweringStep, AddNextStep, AddStep, EditStep, item_field
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import CellLike, CellRef, find_free_cell, resolve_cell
from visavis.blueprint.editing.session import Command
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import Lane, Step
from visavis.blueprint.model.problems import Refused


def add_missing_items(command: Command, spoken: TypedStep) -> Command:
    """Return `command` such that the items it names for the first time are added before it, in one undo step."""
    added = tuple(AddItem(id=name, name=title) for name, title in spoken.items)
    return CompositeCommand(command.caption, (*added, command)) if added else command


def retitle_step(step: Step, lane: Lane, spoken: TypedStep) -> Command:
    """Return what makes a step in `lane` what was said of it; the items it handled already stay."""
    fields = dict(spoken.fields)
    if spoken.named:
        name = item_field(lane)
        fields[name] = tuple(dict.fromkeys((*getattr(step, name), *spoken.named)))
    return add_missing_items(EditStep(step.id, title=spoken.title, **fields), spoken)


@dataclass(frozen=True)
class AddListedSteps:
    """Add a list of steps, each connected to the one before it, after the step `after` or from `cell` on.

    What stays on its side goes to the next column; what changes sides answers face to face. Lines without a mark go
    to the lane of `cell` (or of `after`) when no line of the list has one, else to the citizen's lane.
    """

    lines: tuple[ListedLine, ...]
    cell: CellLike
    after: str | None = None

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        count = sum(line.step is not None for line in self.lines)
        if count == 1:
            return message("Add a step")
        return plural("Add {count} step from a list", "Add {count} steps from a list", count)

    def apply(self, draft: Draft) -> None:
        """Add them."""
        start = resolve_cell(draft, self.cell)
        before = draft.step(self.after) if self.after is not None else None
        marked = any(line.lane or line.actor is not None or line.side is not LineSide.UNMARKED for line in self.lines)
        phase = start.phase
        for line in self.lines:
            if line.phase:
                phase = _find_or_add_phase(draft, line.phase, phase)
            if line.step is not None:
                lane = _lane(draft, line, draft.lane(start.lane), marked=marked)
                before = _add(draft, line, line.step, lane, before, start._replace(phase=phase))


def _add(draft: Draft, line: ListedLine, spoken: TypedStep, lane: Lane, before: Step | None, start: CellRef) -> Step:
    for name, title in spoken.items:
        if name not in ITEMS.elements(draft):
            ITEMS.add_to(draft, {"id": name, "name": title}, None)
    rest: dict[str, Any] = {"title": spoken.title, "kind": line.kind, "fields": spoken.fields,
                            "items": spoken.named}
    if before is None:
        cell = find_free_cell(draft, CellRef(lane.id, start.phase, start.column))
        AddStep(cell, **rest).apply(draft)
    elif before.phase != start.phase:
        AddStep(find_free_cell(draft, CellRef(lane.id, start.phase, 0)), connect_from=before.id, **rest).apply(draft)
    elif lane.id == before.lane:
        AddNextStep(before.id, **rest).apply(draft)
    elif lane.facts.is_on_citizen_side is not draft.lane(before.lane).facts.is_on_citizen_side:
        AddAnsweringStep(before.id, lane=lane.id, label=line.label, **rest).apply(draft)
    else:
        cell = find_free_cell(draft, CellRef(lane.id, before.phase, before.column))
        AddStep(cell, connect_from=before.id, **rest).apply(draft)
    # A new step stands at the end of the file's order.
    return draft.step([*draft.steps][-1])


def _find_or_add_phase(draft: Draft, name: str, current: str) -> str:
    """Return the phase of that name; a new one stands after the current one."""
    for phase in draft.head.phases:
        if fold_text(phase.name) == fold_text(name):
            return phase.id
    index = [phase.id for phase in draft.head.phases].index(current) + 1
    fresh: str = PHASES.add_to(draft, {"name": name}, index).id
    return fresh


def _lane(draft: Draft, line: ListedLine, home: Lane, *, marked: bool) -> Lane:
    if line.lane:
        return draft.lane(line.lane)
    if line.actor:
        raise Refused(message("no lane is called '{name}'; choose one for it, or add it first", name=line.actor[:60]))
    if line.actor is not None:
        raise Refused(message("some rows name no lane; choose one for them first"))
    if line.side is LineSide.UNMARKED and not marked:
        return home
    lane = lane_of_side(line.side, home, draft.grid)
    if lane is None:
        raise Refused(message("there is no lane on that side; add one first"))
    return lane
