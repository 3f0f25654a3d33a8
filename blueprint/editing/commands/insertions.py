"""Moving steps in between others, putting them into flows, splitting phases, and lining steps up."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.blueprint.editing.commands.phases import PHASES, move_notes
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import (
    CellRef,
    Columns,
    close_column,
    find_free_cell,
    insert_column,
    move_to_cells,
)
from visavis.blueprint.editing.removal import remove_flows
from visavis.blueprint.editing.step_chains import MIDDLE_KINDS, bypass_chain, find_chains, insert_chain
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import Cell, Step
from visavis.blueprint.model.problems import Refused


@dataclass(frozen=True)
class MoveStepsBetween:
    """Move steps together to new columns before `column` of a phase; what stood there moves right.

    They keep their distances, and go `lanes` down. Columns that the move leaves empty close.
    """

    steps: tuple[str, ...]
    phase: str
    column: int
    lanes: int = 0

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Move {count} step", "Move {count} steps", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Move them."""
        chosen = [draft.step(step_id) for step_id in dict.fromkeys(self.steps)]
        if not chosen:
            return
        phase, lanes = draft.phase(self.phase).id, [lane.id for lane in draft.head.lanes]
        if not 0 <= self.column <= draft.columns_of_phase()[phase]:
            raise Refused(message("there is no column {number}", number=self.column + 1))
        columns = Columns(draft.columns_of_phase())
        first = min(columns.index(step) for step in chosen)
        width = max(columns.index(step) for step in chosen) - first + 1
        left = _emptied_columns(draft, chosen)
        places = {}
        for step in chosen:
            lane = lanes.index(step.lane) + self.lanes
            if not 0 <= lane < len(lanes):
                raise Refused(message("there is no lane there"))
            places[step.id] = CellRef(lanes[lane], phase, self.column + columns.index(step) - first)
        for _ in range(width):
            insert_column(draft, phase, self.column)
        move_to_cells(draft, places)
        shifted = [(name, column + width * (name == phase and column >= self.column)) for name, column in left]
        # From the right, so that closing one leaves the others where they are.
        for name, column in sorted(shifted, key=lambda shift: -shift[1]):
            close_column(draft, name, column)


def _emptied_columns(draft: Draft, chosen: list[Step]) -> list[tuple[str, int]]:
    """Return the columns in which nothing stays when `chosen` go."""
    names = {step.id for step in chosen}
    staying = {(step.phase, step.column) for step in draft.steps.values() if step.id not in names}
    staying |= {(note.at.phase, note.at.column) for note in draft.head.notes if isinstance(note.at, Cell)}
    return [column for column in dict.fromkeys((step.phase, step.column) for step in chosen) if column not in staying]


@dataclass(frozen=True)
class PutIntoFlow:
    """Put a step, or several that follow each other, between the two steps that a flow connects.

    Where they stood, what led to them leads to where they led. They stay in their cells.
    """

    steps: tuple[str, ...]
    flow: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Put {count} step into a flow", "Put {count} steps into a flow", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Put them there."""
        chosen = [draft.step(step_id) for step_id in dict.fromkeys(self.steps)]
        flow = draft.flow(self.flow)
        chains = list(find_chains(list(draft.flows.values()), self.steps))
        if len(chains) != 1 or len(chains[0].steps) != len(chosen) or {flow.source, flow.target} & {*self.steps}:
            raise Refused(message("only a step with one way in and one way out, or several in a row, can go there"))
        if any(step.kind not in MIDDLE_KINDS or draft.lane(step.lane).facts.is_evidence for step in chosen):
            raise Refused(message("a start, an outcome or evidence cannot stand in the middle of a flow"))
        chain = chains[0]
        left = (chain.outward,) if bypass_chain(draft, chain) else (chain.inward, chain.outward)
        remove_flows(draft, [old.key for old in left if old is not None])
        insert_chain(draft, draft.flow(self.flow), draft.step(chain.steps[0]), draft.step(chain.steps[-1]))


@dataclass(frozen=True)
class SplitPhase:
    """Make two phases of one: what stands at `column` and after it goes to a new phase, which comes next."""

    phase: str
    column: int
    name: str = ""

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Split a phase")

    def apply(self, draft: Draft) -> None:
        """Split it."""
        phase = draft.phase(self.phase)
        if not 0 < self.column < draft.columns_of_phase()[phase.id]:
            raise Refused(message("a phase is split between two of its columns; go to its second column or "
                                  "a later one"))
        index = [other.id for other in draft.head.phases].index(phase.id) + 1
        fresh = PHASES.add_to(draft, {"name": self.name or phase.name}, index)
        going = [step for step in draft.steps.values() if step.phase == phase.id and step.column >= self.column]
        move_to_cells(draft, {step.id: CellRef(step.lane, fresh.id, step.column - self.column) for step in going})
        move_notes(draft, phase.id, fresh.id, -self.column, start=self.column)


@dataclass(frozen=True)
class AlignSteps:
    """Line steps up with one of them: in its lane, or (`in_column`) in its column; taken cells are passed over."""

    steps: tuple[str, ...]
    along: str
    in_column: bool = False

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Align {count} step", "Align {count} steps", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Line them up."""
        model = draft.step(self.along)
        for name in dict.fromkeys(self.steps):
            step = draft.step(name)
            if step is model:
                continue
            cell = (CellRef(step.lane, model.phase, model.column) if self.in_column
                    else CellRef(model.lane, step.phase, step.column))
            if cell != step.cell:
                move_to_cells(draft, {name: find_free_cell(draft, cell)})
