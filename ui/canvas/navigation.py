"""Where the cursor is: moved by keys and clicks, in step with the selection, shown, and told to screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF

from visavis.blueprint.drawing import Group, Role, ViewportDrawing
from visavis.blueprint.layout import FlowLine, GridCell
from visavis.blueprint.model import Step
from visavis.ui.canvas import cursor as places
from visavis.ui.canvas.accessible_text import description_of, name_of
from visavis.ui.canvas.cursor import ArrowDirection, Cursor
from visavis.ui.canvas.hit_testing import Hit, HitKind, cell_rect
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind, line_overlay
from visavis.ui.canvas.surface import qrect
from visavis.ui.kit.selection import NOTHING, ElementKind, ElementRef, Selection, flow_refs, keep_existing, step_refs

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

_MARKS = "focus"


class KeyboardNavigation(QObject):
    """The cursor of one view. What it stands on is also what is selected; an empty cell selects nothing."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.cursor: Cursor | None = places.home(view.document)
        self._on_step: str | None = None
        self._leading = False
        self._unseen = False
        view.bridge.document_changed.connect(self._repair_cursor)

    # -- what is focused

    def step(self) -> Step | None:
        """Return the focused card's step."""
        return places.step_at(self._view.document, self.cursor) if self.cursor else None

    def is_on_card(self) -> bool:
        """Return whether a card is focused."""
        return self.step() is not None

    def leading_step(self) -> Step | None:
        """Return the step from which drawing goes on: the focused one, or the one that the focused flow leads to."""
        if self.cursor is None or self.cursor.flow is None:
            return self.step()
        flow = self._view.document.flow_by_key.get(self.cursor.flow)
        return self._view.document.step_by_id[flow.target] if flow else None

    def is_on_flow(self) -> bool:
        """Return whether a flow is focused, or nothing at all: neither takes a title."""
        return self.cursor is None or self.cursor.flow is not None

    def rect(self) -> QRectF | None:
        """Return the focused place's box on the drawing, in points."""
        picture, cursor = self._view.picture, self.cursor
        if picture is None or cursor is None:
            return None
        if cursor.flow is not None and cursor.flow in picture.layout.flows:
            line = picture.layout.flows[cursor.flow]
            return qrect(line.label.rect) if line.label else line_overlay(OverlayKind.LINK, _line(line)).rect
        step = self.step()
        if step is not None and step.id in picture.layout.cards:
            return qrect(picture.layout.cards[step.id].rect)
        return cell_rect(picture.layout, cursor.cell)

    def centre(self) -> QPoint:
        """Return the middle of the focused place, in pixels of the viewport."""
        rect = self.rect()
        return self._view.mapFromScene(rect.center()) if rect else self._view.viewport().rect().center()

    # -- going somewhere

    def go(self, cursor: Cursor | None, *, reveal: bool = True) -> None:
        """Focus a place, select what is there, and bring it into the window."""
        self.cursor = cursor
        self._lead_selection()
        if reveal:
            self._reveal()
        self._announce_focus()

    def go_to_step(self, step_id: str, *, reveal: bool = True) -> None:
        """Focus a card."""
        step = self._view.document.step_by_id.get(step_id)
        if step is not None:
            self.go(places.on_step(self._view.document, step), reveal=reveal)

    def go_to_phase(self, phase: str) -> None:
        """Focus the first cell that a phase has in the focused lane."""
        if self.cursor is not None:
            self.go(Cursor(GridCell(self.cursor.cell.lane, phase, 0)))

    def go_to_flow(self, key: str) -> None:
        """Focus a flow."""
        flow = self._view.document.flow_by_key.get(key)
        if flow is not None:
            self.go(places.on_flow(self._view.document, flow))

    def move(self, direction: str) -> None:
        """Go one cell further."""
        if self.cursor is not None:
            self.go(places.move(self._view.document, self.cursor, ArrowDirection(direction)))

    def move_cursor_only(self, direction: str) -> None:
        """Go one cell further and leave the selection as it is."""
        if self.cursor is not None:
            self.cursor = places.move(self._view.document, self.cursor, ArrowDirection(direction))
            self._reveal()
            self._announce_focus()

    def toggle_selected(self) -> None:
        """Select the focused card as well, or no longer."""
        step = self.step()
        if step is not None:
            self._select(self._view.bridge.selection ^ step_refs(step.id))
            self._announce_focus()

    def go_to_edge(self, edge: str) -> None:
        """Go to the lane's `first` or `last` card."""
        if self.cursor is not None:
            self.go(places.at_edge(self._view.document, self.cursor, last=edge == "last"))

    def go_along(self, direction: str) -> None:
        """Follow flows, or turn to another way out of the same card."""
        if self.cursor is None:
            return
        if direction in ("onward", "back"):
            self.go(places.along_flow(self._view.document, self.cursor, back=direction == "back"))
        else:
            self.go(places.next_branch(self._view.document, self.cursor, by=1 if direction == "next-way" else -1))

    def point_at(self, hit: Hit) -> None:
        """Focus and select what was pointed at; nothing is scrolled, for it is in sight."""
        document = self._view.document
        if hit.target is HitKind.STEP and hit.id in document.step_by_id:
            self.cursor = places.on_step(document, document.step_by_id[hit.id])
        elif hit.target is HitKind.FLOW and hit.id in document.flow_by_key:
            self.cursor = places.on_flow(document, document.flow_by_key[hit.id])
        elif hit.target is HitKind.CELL and hit.cell is not None:
            self.cursor = Cursor(hit.cell)
        elif hit.target is HitKind.LANE and self.cursor is not None:
            self.cursor = Cursor(self.cursor.cell._replace(lane=hit.id))
        elif hit.target is HitKind.PHASE and self.cursor is not None:
            self.cursor = Cursor(GridCell(self.cursor.cell.lane, hit.id, 0))
        if hit.ref is not None and hit.target not in (HitKind.STEP, HitKind.FLOW):
            self._select((hit.ref,))
        elif hit.target in (HitKind.STEP, HitKind.FLOW):
            self._lead_selection()
        else:
            self._select(NOTHING)
        self._announce_focus()

    def go_back(self, cursor: Cursor | None, selection: Selection) -> None:
        """Focus and select again what was focused and selected; what is gone by now is not."""
        document = self._view.document
        self.cursor = places.repair(document, cursor)
        self._select(keep_existing(selection, document))
        self._reveal()
        self._announce_focus()

    # -- keeping in step

    def start_over(self) -> None:
        """Go to the beginning of another document."""
        self._on_step = None
        self.cursor = places.home(self._view.document)

    def _repair_cursor(self, *_: object) -> None:
        """Stand on what remains: the picture that the view waits for may take its time, and keys do not."""
        document, cursor = self._view.document, self.cursor
        if cursor is not None and ((cursor.flow is not None and cursor.flow not in document.flow_by_key)
                                   or cursor.cell.lane not in document.lane_by_id
                                   or cursor.cell.phase not in document.phase_by_id):
            self.cursor = places.repair(document, cursor)

    def follow_selection(self, *_: object) -> None:
        """Go where the one selected thing is, when someone else selected it."""
        document, selection = self._view.document, self._view.bridge.selection
        if not self._leading and len(selection) == 1:
            ((kind, chosen),) = selection
            if kind is ElementKind.STEP and chosen in document.step_by_id:
                self.cursor = places.on_step(document, document.step_by_id[chosen])
            elif kind is ElementKind.FLOW and chosen in document.flow_by_key:
                self.cursor = places.on_flow(document, document.flow_by_key[chosen])
        self._announce_focus()

    def follow_drawing(self) -> None:
        """Go along with the focused card when it moved, or stand on what is left, after the drawing changed."""
        document = self._view.document
        moved = document.step_by_id.get(self._on_step or "")
        self.cursor = places.on_step(document, moved) if moved else places.repair(document, self.cursor)
        if self._unseen:
            self._reveal()
        self._announce_focus()

    def _reveal(self) -> None:
        """Bring the focused place into the window: now, or when the picture that has it is made."""
        rect = self.rect()
        self._unseen = rect is None
        if rect is not None:
            self._view.reveal(rect)

    def _lead_selection(self) -> None:
        step = self.step()
        if self.cursor is not None and self.cursor.flow is not None:
            self._select(flow_refs(self.cursor.flow))
        else:
            self._select(step_refs(step.id) if step else NOTHING)

    def _select(self, refs: Iterable[ElementRef]) -> None:
        self._leading = True
        try:
            self._view.bridge.select(refs)
        finally:
            self._leading = False

    # -- showing it

    def _announce_focus(self) -> None:
        view, step = self._view, self.step()
        self._on_step = step.id if step else None
        view.overlays.put(_MARKS, self._marks())
        name, said = name_of(view.document, self.cursor), description_of(view.document, self.cursor)
        if (name, said) != (view.accessibleName(), view.accessibleDescription()):
            view.setAccessibleName(name)
            view.setAccessibleDescription(said)
            view.accessible.announce_focus()
            view.cursor_moved.emit()

    def _marks(self) -> list[Overlay]:
        picture = self._view.picture
        if picture is None:
            return []
        marks = []
        selection = self._view.bridge.selection
        step = self.step()
        for kind, chosen in sorted(selection):
            if kind is ElementKind.STEP:
                if chosen in picture.layout.cards and (step is None or chosen != step.id):
                    marks.append(Overlay(OverlayKind.SELECTION, qrect(picture.layout.cards[chosen].rect),
                                         group=picture.drawing.badges(chosen)))
            elif kind is ElementKind.FLOW:
                if chosen in picture.layout.flows:
                    marks.append(line_overlay(OverlayKind.FLOW_SELECTION, _line(picture.layout.flows[chosen]),
                                              _words(picture.drawing, chosen)))
            elif kind is ElementKind.NOTE and (note := picture.drawing.notes.get(chosen)) is not None:
                marks.append(Overlay(OverlayKind.SELECTION, qrect(note.bounds)))
        rect = self.rect()
        is_on_band = any(kind in (ElementKind.LANE, ElementKind.PHASE) for kind, _ in selection)
        if rect is not None and self.cursor is not None and self.cursor.flow is None and not is_on_band:
            marks.append(Overlay(OverlayKind.CARD_FOCUS, rect, group=picture.drawing.badges(step.id)) if step
                         else Overlay(OverlayKind.CELL_FOCUS, rect))
        return marks


def _words(drawing: ViewportDrawing, flow: str) -> Group | None:
    """Return what is said on a flow, as if it began at the origin."""
    return next((placed.group for placed in drawing.flow(flow) if placed.group.role is Role.FLOW_LABEL), None)


def _line(line: FlowLine) -> list[QPointF]:
    return [QPointF(*point) for point in line.points]
