"""What is done with whole cards and flows: moved, removed, duplicated, connected, made another kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from visavis.blueprint.editing import Command, commands
from visavis.blueprint.model import Cell, FlowKind, StepKind
from visavis.blueprint.model.problems import Refused
from visavis.ui.canvas import subjects, tools
from visavis.ui.canvas.cursor import ArrowDirection
from visavis.ui.canvas.hit_testing import make_cell
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.selection import ElementKind, ids_of, step_refs

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_BY = {ArrowDirection.LEFT: (-1, 0), ArrowDirection.RIGHT: (1, 0), ArrowDirection.UP: (0, -1),
       ArrowDirection.DOWN: (0, 1)}


class EditActions:
    """Turns what is selected into commands."""

    def __init__(self, view: Canvas) -> None:
        self._view = view
        self._carried: tuple[str, ...] = ()

    def selected_steps(self) -> tuple[str, ...]:
        """Return the selected steps, in file order."""
        selected = ids_of(self._view.bridge.selection, ElementKind.STEP)
        return tuple(step.id for step in self._view.document.steps if step.id in selected)

    def move_selection(self, direction: str) -> None:
        """Move the selected cards one cell."""
        steps = self.selected_steps()
        columns, lanes = _BY[ArrowDirection(direction)]
        if steps:
            self._view.bridge.do(commands.MoveSteps(steps, columns=columns, lanes=lanes))

    def align(self, direction: str) -> None:
        """Line the selected cards up with the focused one, in its `lane` or in its `column`."""
        steps, step = self.selected_steps(), self._view.navigation.step()
        if step is not None and len(steps) > 1:
            self._view.bridge.do(commands.AlignSteps(steps, step.id, in_column=direction == "column"))
        else:
            self._view.status_hint.emit(tr("Select several steps, and go to the one to align them with"))

    def stick(self, notes: list[str], at: str | Cell | None) -> None:
        """Stick notes to a step, to a cell, or back onto the parking lot."""
        self._view.bridge.do(tools.stick_command(notes, at))

    def move_notes(self) -> None:
        """Take up the selected notes, or those of the focused place; then put them down at the place focused."""
        cursor, step = self._view.navigation.cursor, self._view.navigation.step()
        if cursor is None:
            return
        here = step.id if step is not None else make_cell(cursor.cell)
        if self._carried:
            known = {note.id for note in self._view.document.head.notes}
            carried, self._carried = [note for note in self._carried if note in known], ()
            self.stick(carried, here)
            return
        notes, selection = self._view.document.head.notes, ids_of(self._view.bridge.selection, ElementKind.NOTE)
        self.take_up(tuple(note.id for note in notes if note.id in selection) or tuple(
            note.id for note in notes if note.at == here))

    def take_up(self, notes: tuple[str, ...]) -> None:
        """Take up notes; `move_notes` puts them down."""
        self._carried = notes
        text = tr("There are no notes here") if not self._carried else interface_language.translator.plural(
            "{count} note picked up: go where it belongs and press Ctrl+Shift+M",
            "{count} notes picked up: go where they belong and press Ctrl+Shift+M", len(self._carried))
        self._view.status_hint.emit(text)

    def move_phase(self, direction: str) -> None:
        """Move the focused place's phase one place `left` or `right`."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            phases = [phase.id for phase in self._view.document.head.phases]
            self._move_band(commands.MovePhase, phases, cursor.cell.phase, -1 if direction == "left" else 1)

    def move_lane(self, direction: str) -> None:
        """Move the focused place's lane one place `up` or `down`."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            lanes = [lane.id for lane in self._view.document.head.lanes]
            self._move_band(commands.MoveLane, lanes, cursor.cell.lane, -1 if direction == "up" else 1)

    def split_phase(self) -> None:
        """Begin a phase at the focused column, and write its name."""
        cursor = self._view.navigation.cursor
        if cursor is None:
            return
        index = list(self._view.document.phase_by_id).index(cursor.cell.phase) + 1
        if self._view.bridge.do(commands.SplitPhase(cursor.cell.phase, cursor.cell.column)):
            self._view.writing.begin(subjects.PhaseName(self._view.document.head.phases[index].id))

    def merge_phase(self, phase: str = "") -> None:
        """Pour a phase (the focused place's, unless named) into the one before it, or the first into the next."""
        cursor = self._view.navigation.cursor
        chosen = phase or (cursor.cell.phase if cursor is not None else "")
        phases = [phase.id for phase in self._view.document.head.phases]
        if chosen and len(phases) > 1:
            at = phases.index(chosen)
            self._view.bridge.do(commands.RemovePhase(phases[at], move_to=phases[at - 1] if at else phases[1]))

    def _move_band(self, command: type[commands.MovePhase | commands.MoveLane], names: list[str], name: str,
                   by: int) -> None:
        to = names.index(name) + by
        if 0 <= to < len(names):
            self._view.bridge.do(command(name, to))

    def delete_selection(self) -> None:
        """Remove the selected steps, flows and notes."""
        selection, document = self._view.bridge.selection, self._view.document
        selected = {kind: ids_of(selection, kind) for kind in ElementKind}
        flows = tuple(flow.key for flow in document.flows if flow.key in selected[ElementKind.FLOW])
        notes = tuple(note.id for note in document.head.notes if note.id in selected[ElementKind.NOTE])
        command = commands.RemoveElements(self.selected_steps(), flows, notes)
        if command.steps or command.flows or command.notes:
            self._view.bridge.do(command)

    def duplicate_selection(self) -> None:
        """Duplicate the selected steps, and select the copies."""
        steps = self.selected_steps()
        changes = self._view.bridge.do(commands.DuplicateSteps(steps)) if steps else None
        if changes is not None:
            self._view.bridge.select(step_refs(*changes.steps.added_ids))

    def insert_column(self) -> None:
        """Make room for a column at the focused one."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            self._view.bridge.do(commands.InsertColumn(cursor.cell.phase, cursor.cell.column))

    def remove_column(self) -> None:
        """Close the focused column, if it is empty."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            self._view.bridge.do(commands.RemoveEmptyColumn(cursor.cell.phase, cursor.cell.column))

    def set_kind(self, kind: StepKind) -> None:
        """Make the selected steps another kind."""
        steps = self.selected_steps()
        if steps:
            self._view.bridge.do(commands.EditSteps(steps, kind=kind))

    def start_connecting(self) -> None:
        """Let the keyboard or the mouse choose where a flow from the focused card leads."""
        step = self._view.navigation.step()
        if step is None:
            self._view.status_hint.emit(tr("Go to a step first: flows lead from step to step"))
        else:
            self._view.toolbox.begin(tools.ConnectByKeys(self._view, tools.NewConnection(self._view, step.id)))

    def connect(self, source: str, target: str) -> None:
        """Make a flow; across the line of interaction, what is said is written next."""
        changes = self._view.bridge.do(commands.AddFlow(source, target))
        if not changes:
            return
        (key,) = changes.flows.added_ids
        self._view.navigation.go_to_flow(key)
        if self._view.document.flow_by_key[key].kind is FlowKind.INTERACTION:
            self._view.writing.begin(subjects.FlowLabel(key))

    def reconnect(self, end: str) -> None:
        """Let the keyboard or the mouse choose where the focused flow's `source` or `target` goes."""
        cursor = self._view.navigation.cursor
        flow = self._view.document.flow_by_key.get(cursor.flow or "") if cursor else None
        if flow is None:
            self._view.status_hint.emit(tr("Go to a flow first: then it can be redirected"))
        else:
            self._view.toolbox.begin(tools.ConnectByKeys(self._view, tools.Reconnection(self._view, flow, end)))

    def targets(self, command: Callable[[str], Command]) -> frozenset[str]:
        """Return the steps in the window for which what `command` makes of them is allowed."""
        picture = self._view.shown_picture
        area = self._view.camera.area()
        near = [step for step, box in picture.layout.cards.items()
                if area.contains(box.rect.centre.x, box.rect.centre.y)]
        return frozenset(step for step in near if self.is_allowed(command(step)))

    def is_allowed(self, command: Command) -> bool:
        """Return whether a command is allowed now."""
        try:
            self._view.bridge.session.preview(command)
        except Refused:
            return False
        return True
