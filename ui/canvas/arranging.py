"""What is done with whole cards and flows: moved, removed, duplicated, connected, made another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from blueprint.editing import (
    AddFlow,
    DuplicateSteps,
    EditSteps,
    InsertColumn,
    MoveSteps,
    PlaceSteps,
    Refused,
    RemoveElements,
    RemoveEmptyColumn,
)
from blueprint.layout.places import CellPlace
from blueprint.model import FlowKind, StepKind
from ui.canvas.cursor import Direction
from ui.canvas.subjects import FlowLabel
from ui.canvas.tools.connect import ConnectByKeys
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.canvas.view import BlueprintView

_BY = {Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)}


class Arranging(QObject):
    """Turns what is selected into commands."""

    def __init__(self, view: BlueprintView) -> None:
        super().__init__(view)
        self._view = view

    def selected_steps(self) -> tuple[str, ...]:
        """Return the selected steps, in file order."""
        selection = self._view.bridge.selection
        return tuple(step.id for step in self._view.document.steps if step.id in selection)

    def move_selection(self, direction: str) -> None:
        """Move the selected cards one cell."""
        steps = self.selected_steps()
        columns, lanes = _BY[Direction(direction)]
        if steps:
            self._view.bridge.do(MoveSteps(steps, columns=columns, lanes=lanes))

    def place(self, cells: dict[str, CellPlace]) -> None:
        """Put steps into cells, all of them or none."""
        self._view.bridge.do(PlaceSteps({step: tuple(cell) for step, cell in cells.items()}))

    def may_place(self, cells: dict[str, CellPlace]) -> bool:
        """Tell whether the steps may be put there."""
        return self._is_allowed(PlaceSteps({step: tuple(cell) for step, cell in cells.items()}))

    def delete_selection(self) -> None:
        """Remove the selected steps, flows and notes."""
        selection, document = self._view.bridge.selection, self._view.document
        flows = tuple(flow.key for flow in document.flows if flow.key in selection)
        notes = tuple(note.id for note in document.head.notes if note.id in selection)
        command = RemoveElements(self.selected_steps(), flows, notes)
        if command.steps or command.flows or command.notes:
            self._view.bridge.do(command)

    def duplicate_selection(self) -> None:
        """Duplicate the selected steps, and select the copies."""
        steps = self.selected_steps()
        changes = self._view.bridge.do(DuplicateSteps(steps)) if steps else None
        if changes is not None:
            self._view.bridge.select(frozenset(changes.steps.added_ids))

    def insert_column(self) -> None:
        """Make room for a column at the focused one."""
        cursor = self._view.travelling.cursor
        if cursor is not None:
            self._view.bridge.do(InsertColumn(cursor.cell.phase, cursor.cell.column))

    def remove_column(self) -> None:
        """Close the focused column, if it is empty."""
        cursor = self._view.travelling.cursor
        if cursor is not None:
            self._view.bridge.do(RemoveEmptyColumn(cursor.cell.phase, cursor.cell.column))

    def set_kind(self, kind: StepKind) -> None:
        """Make the selected steps another kind."""
        steps = self.selected_steps()
        if steps:
            self._view.bridge.do(EditSteps(steps, kind=kind))

    def start_connecting(self) -> None:
        """Let the keyboard or the mouse choose where a flow from the focused card leads."""
        step = self._view.travelling.step()
        if step is None:
            self._view.status_hint.emit(tr("Go to a step first: flows lead from step to step"))
        else:
            self._view.toolbox.begin(ConnectByKeys(self._view, step.id))

    def connect(self, source: str, target: str) -> None:
        """Make a flow; across the line of interaction, what is said is written next."""
        changes = self._view.bridge.do(AddFlow(source, target))
        if not changes:
            return
        (key,) = changes.flows.added_ids
        self._view.travelling.go_to_flow(key)
        if self._view.document.flow_by_key[key].kind is FlowKind.INTERACTION:
            self._view.writing.begin(FlowLabel(key))

    def targets_from(self, source: str) -> frozenset[str]:
        """Return the steps in the window to which a flow from `source` may lead."""
        picture = self._view.picture
        area = self._view.camera.area()
        near = [step for step, place in picture.layout.cards.items()
                if area.contains(place.rect.centre.x, place.rect.centre.y)]
        return frozenset(step for step in near if self.may_connect(source, step))

    def may_connect(self, source: str, target: str) -> bool:
        """Tell whether a flow may lead from one step to another."""
        return self._is_allowed(AddFlow(source, target))

    def _is_allowed(self, command: object) -> bool:
        try:
            self._view.bridge.session.preview(command)
        except Refused:
            return False
        return True
