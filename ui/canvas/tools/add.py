"""Adding what the palette offers with a click: on a cell a step, on a card or a cell a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from visavis.blueprint.editing.step_chains import MIDDLE_KINDS
from visavis.blueprint.layout import GridCell, Layout
from visavis.blueprint.model import Flow
from visavis.ui.canvas import subjects
from visavis.ui.canvas.hit_testing import Hit, HitKind, make_cell
from visavis.ui.canvas.insertion_gaps import flow_across, gap_at, gap_beside, gap_line
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.insertion_preview import split_path, spot_of
from visavis.ui.canvas.tools.palette_entries import PaletteEntry
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.i18n import tr

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


class AddTool(Tool):
    """Adds one entry of the palette where it is clicked; then the first tool is back, unless Shift is held."""

    shape = Qt.CursorShape.CrossCursor
    _MARKS = "adding"

    def __init__(self, view: Canvas, entry: PaletteEntry) -> None:
        super().__init__(view)
        self.name = entry.tool
        self._entry = entry

    def deactivate(self) -> None:
        """Light no cell."""
        self.view.overlays.clear(self._MARKS)

    def on_picture_changed(self) -> None:
        """Light no cell: it may be elsewhere."""
        self.deactivate()

    def move(self, pointer: Pointer) -> None:
        """Light the cell under the pointer."""
        self.view.overlays.put(self._MARKS, landing_overlays(pointer.hit, pointer.at, self._entry, self.view))

    def press(self, pointer: Pointer) -> None:
        """Start writing what is added."""
        subject = subject_at(pointer.hit, pointer.at, self._entry, self.view)
        if subject is None:
            return
        if not pointer.adds:
            self.view.toolbox.select_first_tool()
        self.view.writing.begin(subject)

    def hint(self) -> str:
        """Return what to do with the tool."""
        return tr("Click where it belongs · Shift+click: add several · Esc: back to selecting")


def subject_at(hit: Hit, at: QPointF, entry: PaletteEntry, view: Canvas) -> subjects.WritingSubject | None:
    """Return what an entry becomes at the place that was hit, or None where it cannot be."""
    if entry.kind is None:
        if hit.target is HitKind.STEP:
            return subjects.NewNote(hit.id)
        return subjects.NewNote(make_cell(hit.cell)) if hit.cell is not None else None
    cell, document = hit.cell or _cell_in_gap(view.shown_picture.layout, at), view.document
    if cell is None or cell.lane not in document.lane_by_id or cell.phase not in document.phase_by_id:
        return None
    cell = _lane_for(cell, entry, view)
    if all(box.lane != cell.lane for box in view.shown_picture.layout.lanes):
        # A page of a projection leaves lanes out: what would stand in one of them has no place to be put.
        return None
    flow = _flow_at(hit, cell, entry, view)
    if hit.cell is None and flow is None:
        return None
    return subjects.NewStep(cell, entry.kind, flow.key if flow is not None else None)


def landing_overlays(hit: Hit, at: QPointF, entry: PaletteEntry, view: Canvas) -> list[Overlay]:
    """Return the lit cell in which an entry would land, or the gap, and the way through it."""
    subject, layout = subject_at(hit, at, entry, view), view.shown_picture.layout
    if isinstance(subject, subjects.NewStep):
        gap = gap_beside(layout, subject.cell.phase, subject.cell.column) if hit.cell is None else None
        lit = (Overlay(OverlayKind.INSERTION, gap_line(layout, gap)) if gap is not None
               else Overlay(OverlayKind.LIT_CELL, qrect(layout.cells[subject.cell])))
        flow = view.document.flow_by_key.get(subject.flow or "")
        spot = spot_of(layout, subject.cell, gap)
        return [lit, *(split_path(layout, flow, spot) if flow is not None else ())]
    if subject is not None and hit.rect is not None:
        return [Overlay(OverlayKind.LIT_CELL, qrect(hit.rect))]
    return []


def _cell_in_gap(layout: Layout, at: QPointF) -> GridCell | None:
    """Return the cell that a column inserted at a point would have there."""
    gap = gap_at(layout, at)
    lane = next((box.lane for box in layout.lanes if box.rect.y <= at.y() <= box.rect.bottom), None)
    return GridCell(lane, gap.phase, gap.column) if gap is not None and lane is not None else None


def _flow_at(hit: Hit, cell: GridCell, entry: PaletteEntry, view: Canvas) -> Flow | None:
    """Return the flow into which a new step would come: the one that was hit, or the one across the place."""
    document = view.document
    taken = hit.cell is not None and bool(document.stack(*cell))
    if taken or entry.kind not in MIDDLE_KINDS or document.lane_by_id[cell.lane].facts.is_evidence:
        return None
    pointed = document.flow_by_key.get(hit.id) if hit.target is HitKind.FLOW else None
    return pointed or flow_across(document, cell)


def _lane_for(cell: GridCell, entry: PaletteEntry, view: Canvas) -> GridCell:
    """Return the cell of the same column in a lane that the entry belongs into: the same lane where it fits."""
    lanes = view.document.head.lanes
    fitting = [lane.id for lane in lanes if not entry.lanes or lane.kind in entry.lanes]
    return cell if cell.lane in fitting or not fitting else cell._replace(lane=fitting[0])
