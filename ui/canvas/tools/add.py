"""Adding what the palette offers with a click: on a cell a step, on a card or a cell a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from blueprint.layout.places import CellPlace, Layout
from blueprint.model import Cell
from ui.canvas.hits import Hit, Target
from ui.canvas.marks import Mark, MarkKind
from ui.canvas.step_subjects import NewStep
from ui.canvas.subjects import NewNote, Subject
from ui.canvas.surface import qrect
from ui.canvas.tools.palette import PaletteEntry
from ui.canvas.tools.tool import Pointer, Tool
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.canvas.view import BlueprintView


class AddTool(Tool):
    """Adds one entry of the palette where it is clicked; then the first tool is back, unless Shift is held."""

    shape = Qt.CursorShape.CrossCursor
    _MARKS = "adding"

    def __init__(self, view: BlueprintView, entry: PaletteEntry) -> None:
        super().__init__(view)
        self.name = entry.tool
        self._entry = entry

    def lay_down(self) -> None:
        """Light no cell."""
        self.view.marks.clear(self._MARKS)

    def move(self, pointer: Pointer) -> None:
        """Light the cell under the pointer."""
        self.view.marks.put(self._MARKS, landing_marks(pointer.hit, self.view.picture.layout, self._entry, self.view))

    def press(self, pointer: Pointer) -> None:
        """Start writing what is added."""
        subject = landing(pointer.hit, self._entry, self.view)
        if subject is None:
            return
        if not pointer.adds:
            self.view.toolbox.lay_down()
        self.view.writing.begin(subject)

    def hint(self) -> str:
        """Return what to do with the tool."""
        return tr("Click where it belongs · Shift+click: add several · Esc: back to selecting")


def landing(hit: Hit, entry: PaletteEntry, view: BlueprintView) -> Subject | None:
    """Return what an entry becomes at the place that was hit, or None where it cannot be."""
    if entry.kind is None:
        if hit.target is Target.STEP:
            return NewNote(hit.id)
        return NewNote(Cell(**hit.cell._asdict())) if hit.cell is not None else None
    if hit.cell is None:
        return None
    return NewStep(_lane_for(hit.cell, entry, view), entry.kind)


def landing_marks(hit: Hit, layout: Layout, entry: PaletteEntry, view: BlueprintView) -> list[Mark]:
    """Return the lit cell in which an entry would land."""
    subject = landing(hit, entry, view)
    if isinstance(subject, NewStep):
        return [Mark(MarkKind.LIT_CELL, qrect(layout.cells[subject.cell]))]
    if subject is not None and hit.rect is not None:
        return [Mark(MarkKind.LIT_CELL, qrect(hit.rect))]
    return []


def _lane_for(cell: CellPlace, entry: PaletteEntry, view: BlueprintView) -> CellPlace:
    """Return the cell of the same column in a lane that the entry belongs into: the same lane where it fits."""
    lanes = view.document.head.lanes
    fitting = [lane.id for lane in lanes if not entry.lanes or lane.kind in entry.lanes]
    return cell if cell.lane in fitting or not fitting else cell._replace(lane=fitting[0])
