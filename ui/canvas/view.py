"""The canvas: the blueprint as it is printed, to be drawn with keys alone or with the mouse.

`BlueprintView` is the room in which the parts work: the camera looks, tools take mouse and keys, `writing` edits text
in place, `edit_actions` move and delete, `navigation` moves the cursor. Keys are in `visavis.ui.canvas.keys`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from visavis.blueprint.drawing import LIGHT, Group, Theme
from visavis.blueprint.layout import FULL, LayoutStyle
from visavis.blueprint.model import StepKind
from visavis.ui.canvas.accessibility import AccessibleSteps, install
from visavis.ui.canvas.camera import FULL_SIZE, Camera
from visavis.ui.canvas.density import Density
from visavis.ui.canvas.events import EventView
from visavis.ui.canvas.folding import Folding
from visavis.ui.canvas.headings.headings import Headings, band_of
from visavis.ui.canvas.hit_testing import Hit, HitKind, hit_at
from visavis.ui.canvas.minimap import Minimap
from visavis.ui.canvas.navigation import KeyboardNavigation
from visavis.ui.canvas.overlays.emotion_curve import Emotions
from visavis.ui.canvas.overlays.empty_canvas import EmptyHint
from visavis.ui.canvas.overlays.highlights import REACH, OverlayColours, Overlays
from visavis.ui.canvas.overlays.spotlight import Spotlight
from visavis.ui.canvas.picture import Picture, PictureMaker, sides_of
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools import FIRST_TOOL, TOOLS
from visavis.ui.canvas.tools.tool import Pointer
from visavis.ui.canvas.tools.toolbox import Toolbox
from visavis.ui.canvas.undo_focus import UndoFocus
from visavis.ui.canvas.writing import Writing
from visavis.ui.kit.i18n import interface_language
from visavis.ui.kit.selection import NOTHING, ElementKind, ElementRef, step_refs
from visavis.ui.kit.session import SessionBridge

if TYPE_CHECKING:
    from visavis.blueprint.drawing.viewport.presentation_page import PresentationPage
    from visavis.ui.canvas.clipboard import Clipboard
    from visavis.ui.canvas.edit_actions import EditActions

# Room at the right of the drawing and below it, in points, so that its end need not stick to the window's.
ROOM = 120.0


class BlueprintView(EventView):
    """Shows the session's document and turns mouse and keys into commands.

    `zoom_changed` carries the scale (1.0 is full size), `tool_changed` a tool's name, `status_hint` what to do next,
    and `cursor_moved` tells that another place has the focus.
    """

    zoom_changed = Signal(float)
    tool_changed = Signal(str)
    drawn = Signal()

    empty: EmptyHint
    headings: Headings
    _page: PresentationPage | None = None
    folding: Folding
    density: Density
    spotlight: Spotlight

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._set_up_widget()
        self._fresh = self._private = True
        self._page_style = FULL
        self._below = 0
        self._first_look: tuple[float, QPointF] | None = None
        self.accessible = AccessibleSteps(self)
        install()
        self.overlays = Overlays(self)
        self.overlays.changed.connect(self._repaint)
        self.camera = Camera(self, self.surface)
        self.camera.zoomed.connect(self.zoom_changed)
        self.headings = Headings(self)
        self.camera.zoomed.connect(self.headings.follow)
        self.minimap = Minimap(self)
        self.emotions = Emotions(self)
        self.emotions.toggled.connect(self.redraw)
        self.empty = EmptyHint(self)
        self.undo_focus = UndoFocus(self)
        self.navigation = KeyboardNavigation(self)
        self.writing = Writing(self)
        self.camera.moved.connect(self.writing.follow)
        self.spotlight = Spotlight(self)
        self.folding = Folding(self)
        self.density = Density(self)
        self.toolbox = Toolbox(self, TOOLS, FIRST_TOOL)
        self.toolbox.changed.connect(self.tool_changed)
        # It gets its size in this turn.
        self.density.room_grown.connect(self.begin_again, Qt.ConnectionType.QueuedConnection)
        self._maker = PictureMaker(self, headings=False)
        self._maker.made.connect(self._show)
        self._follow(bridge)
        self.set_theme(LIGHT)

    @cached_property
    def edit_actions(self) -> EditActions:
        """What turns what is selected into commands, made with the first of them."""
        from visavis.ui.canvas.edit_actions import EditActions

        return EditActions(self)

    @cached_property
    def clipboard(self) -> Clipboard:
        """The clipboard, made when something is first copied or pasted."""
        from visavis.ui.canvas.clipboard import Clipboard

        return Clipboard(self)

    def _follow(self, bridge: SessionBridge) -> None:
        """Show what the session's document becomes, and what is selected in it."""
        bridge.document_changed.connect(self.redraw)
        bridge.document_replaced.connect(self._on_document_replaced)
        bridge.analysis_changed.connect(self.redraw)
        interface_language.language_changed.connect(self.redraw)
        bridge.selection_changed.connect(self.navigation.follow_selection)

    def _set_up_widget(self) -> None:
        self.setObjectName("canvas")
        # It fills itself, as its strips do: nothing has to be painted under it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._page_window = QRectF()
        # As in a spreadsheet the drawing begins at its headings, however small it is.
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    # -- what is shown

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        if theme == self.theme and self.picture is not None:
            return
        self.theme = theme
        self.surface.background = QColor(theme.background)
        self.overlays.colours = OverlayColours(theme.agent.ink, theme.friction.ink, theme.surface, theme.background)
        self.writing.set_theme(theme)
        self.headings.restyle()
        self.redraw()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - Qt's way with setters
        """Jump instead of gliding."""
        self.camera.reduced_motion = reduced

    def show_private(self, shown: bool) -> None:  # noqa: FBT001 - Qt's way with setters
        """Show private notes, or keep them from whoever sees this window."""
        self._private = shown
        self.redraw()

    def show_page(self, page: PresentationPage | None, style: LayoutStyle = FULL) -> None:
        """Show a page of a projection, without what is for the desk; None: the whole drawing again."""
        if (page, style) != (self._page, self._page_style):
            self._page, self._page_style = page, style
            self.redraw()

    def set_density(self, style: LayoutStyle, *, folds_evidence: bool = False) -> None:
        """Draw in another density, and look where one looked; `folds_evidence` while there is no room for it."""
        if self.density.take(style):
            self.folding.fold_evidence(folds_evidence)
            self.redraw()

    def _on_document_replaced(self, *_: object) -> None:
        self.toolbox.let_go()
        self.drop.leave()
        self.writing.forget()
        if not self.bridge.is_reloaded:
            self.folding.forget()
            self._fresh = True
            self.navigation.start_over()
        self.redraw()

    def redraw(self, *_: object) -> None:
        """Ask for a picture of the document as it is now, looked at as it is now."""
        # A page of a projection has no curve, and no room for one.
        style = self._page_style if self._page is not None else self.density.with_room(self.emotions.room)
        self._maker.ask(self.document, self.bridge.analysis, self.theme, interface_language.translator,
                        private=self._private, folds=self.folding.folds, style=style, page=self._page)

    def _show(self, picture: Picture) -> None:
        """Show a new picture: only what differs from the last one is painted again."""
        before, looked = self.picture, self.camera.area()
        with self.density.no_move():
            self.picture = picture
            changed = self.surface.show(picture.drawing, looked)
            self._fit_headings()
            self._set_scene_rect()
            if before is not None and not self._fresh:
                self.density.follow(before, picture, looked)
        self.camera.forget_pictures(changed)
        if changed is None:
            self.viewport().update()
        else:
            self._repaint(changed)
        self.toolbox.on_picture_changed(picture.layout)
        self._begin()
        self.headings.redraw()
        self.navigation.follow_drawing()
        self.writing.follow()
        self.minimap.schedule_redraw()
        self.empty.repaint_if_moved()
        self.spotlight.refresh()
        self.drawn.emit()

    def keep_in(self, window: QRectF) -> None:
        """Let a page not be moved out of a window (points); what is larger than that can still be looked at."""
        self._page_window = window
        self._set_scene_rect()

    def _set_scene_rect(self) -> None:
        size = self.surface.size()
        self.setSceneRect(size.adjusted(0, 0, ROOM, ROOM) if self._page is None
                          else size.united(self._page_window))

    def _fit_headings(self) -> None:
        """Leave the headings the room that they need beside what is looked at."""
        width, height = self.headings.size()
        self.setViewportMargins(width, height, 0, self._below)
        self.headings.fit()

    def keep_below(self, height: int) -> None:
        """Leave so many pixels below the drawing for what stands there: nothing stands over it."""
        if height != self._below:
            self._below = height
            self._fit_headings()

    def begin_at(self, scale: float, point: QPointF) -> None:
        """Take the first look from where someone looked before, at a scale and around a place of the drawing."""
        self._first_look = (scale, point)

    def begin_again(self) -> None:
        """Take the first look once more: there is more room for it now."""
        self._fresh = True
        self._begin()

    def _begin(self) -> None:
        # What stood in another part's place gets its size after it is shown.
        if self._fresh and self.picture is not None and self.isVisible() and not self.viewport().size().isEmpty():
            self._fresh = False
            if self._first_look is None:
                self.camera.begin(*sides_of(self.picture))
                self.density.begin()
                return
            (scale, point), self._first_look = self._first_look, None
            self.camera.zoom_to(scale)
            self.camera.centre_on(point)

    def _repaint(self, rects: Iterable[QRectF]) -> None:
        reach, window = ceil(REACH), self.viewport().rect()
        for rect in rects:
            box = self.mapFromScene(rect).boundingRect().adjusted(-reach, -reach, reach, reach)
            if box.intersects(window):
                self.viewport().update(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, or a snapshot or tiles of it where that is quicker."""
        painter = QPainter(self.viewport())
        self.camera.paint(painter, event.region())
        if not self.camera.is_zooming():
            self._paint_over(painter, self.mapToScene(event.rect()).boundingRect())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the first look once there is a window to look through."""
        super().showEvent(event)
        self.headings.follow()
        self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the headings beside what is looked at, and both sides of the line in sight when a panel opens."""
        pair = sides_of(self.picture)[1] if self.picture is not None else QRectF()
        before = self.camera.to_scene(QPoint(0, event.oldSize().height())).y()
        with self.density.no_move():
            super().resizeEvent(event)
            self._fit_headings()
            # Pixels are whole: what was brought in to the last one may end a part of one beyond.
            was_seen = (self._page is None and self.camera.area().top() <= pair.top() + 1
                        and pair.bottom() <= before + 1)
            if event.size().height() < event.oldSize().height() and was_seen:
                self.density.reveal_sides()
        self._begin()

    def changeEvent(self, event: QEvent) -> None:
        """Give the headings the size that text of another size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.headings.restyle()
            self._fit_headings()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being written, and stop whatever goes on aside."""
        self.finish_writing()
        self._maker.close()
        self.camera.stop()
        self.headings.stop()
        self.minimap.stop()
        super().closeEvent(event)

    def _paint_over(self, painter: QPainter, area: QRectF) -> None:
        self.overlays.paint(painter, self.camera.scale, area)
        if self._page is not None:
            return
        self.emotions.paint(painter)
        self.empty.paint(painter)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the drawing by so many pixels; headings and map follow."""
        super().scrollContentsBy(dx, dy)
        self.hover.leave()
        self.headings.follow(across=bool(dx), down=bool(dy))
        self.minimap.follow()

    # -- looking around (for menus, buttons and the status line)

    def fit(self) -> None:
        """Show the whole blueprint."""
        self.camera.fit()

    def fit_phase(self) -> None:
        """Show the focused place's phase in its whole width; where there is none, the whole blueprint."""
        cursor = self.navigation.cursor
        ref = ElementRef(ElementKind.PHASE, cursor.cell.phase) if cursor is not None else None
        rect = band_of(self.picture, ref) if ref is not None and self.picture is not None else None
        if rect is None:
            self.fit()
        else:
            self.camera.fit_width(qrect(rect))

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self.camera.zoom_by(1)

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self.camera.zoom_by(-1)

    def full_size(self) -> None:
        """Zoom to 100 %."""
        self.set_zoom(1.0)

    def set_zoom(self, scale: float) -> None:
        """Zoom to a scale; 1.0 is full size."""
        self.camera.zoom_to(scale * FULL_SIZE)

    def zoom(self) -> float:
        """Return the scale; 1.0 is full size."""
        return self.camera.scale / FULL_SIZE

    def is_drawing(self) -> bool:
        """Return whether a picture is being made aside."""
        return self._maker.is_busy()

    def is_still(self) -> bool:
        """Return whether nothing is on its way: no picture, no tiles, no map, no gesture of the camera."""
        return not self._maker.is_busy() and self.camera.is_still() and not self.minimap.is_pending()

    def fly_to(self, step_id: str) -> None:
        """Bring a step to the middle and put the cursor on it."""
        box = self.picture.layout.cards.get(step_id) if self.picture else None
        if box is not None:
            self.navigation.go_to_step(step_id, reveal=False)
            self.camera.fly_to(self.density.widen(qrect(box.rect)).center())

    def reveal(self, rect: QRectF) -> None:
        """Bring a box of the drawing into the window."""
        self.camera.reveal(self.density.widen(rect))

    # -- tools

    def set_tool(self, name: str) -> None:
        """Take a tool of `visavis.ui.canvas.tools.catalogue.TOOLS` to hand."""
        self.toolbox.select_tool(name)

    def tool(self) -> str:
        """Return the name of the tool in hand."""
        return self.toolbox.name

    # -- what keys and menus do; `visavis.ui.canvas.keys` lists them with their keys and titles

    def edit_current(self) -> None:
        """Edit the focused title or label, or start a step in the focused empty cell."""
        self.writing.edit_current()

    def finish_writing(self) -> None:
        """Commit what is being written, before something needs the whole document (saving, closing)."""
        self.writing.finish()

    def add_next(self) -> None:
        """Write the step that follows the focused one on the same side."""
        self.writing.add_next()

    def add_answer(self) -> None:
        """Write the step that answers the focused one on the other side of the line."""
        self.writing.add_answer()

    def add_note(self) -> None:
        """Write a note on the focused card or cell."""
        self.writing.add_note()

    def add_phase(self) -> None:
        """Write the name of a phase after the focused one."""
        self.writing.add_phase()

    def rename_phase(self) -> None:
        """Edit the name of the focused place's phase."""
        self.writing.rename_phase()

    def rename_lane(self) -> None:
        """Edit the name of the focused place's lane."""
        self.writing.rename_lane()

    def insert_column(self) -> None:
        """Make room for a column at the focused one."""
        self.edit_actions.insert_column()

    def remove_column(self) -> None:
        """Close the focused column, if it is empty."""
        self.edit_actions.remove_column()

    def start_connecting(self) -> None:
        """Choose a step, with arrows or the mouse, that a flow from the focused one shall lead to."""
        self.edit_actions.start_connecting()

    def delete_selection(self) -> None:
        """Delete the selected steps, flows and notes."""
        self.edit_actions.delete_selection()

    def duplicate_selection(self) -> None:
        """Duplicate the selected steps."""
        self.edit_actions.duplicate_selection()

    def set_kind(self, kind: str) -> None:
        """Make the selected steps another kind."""
        self.edit_actions.set_kind(StepKind(kind))

    def select_all(self) -> None:
        """Select every step."""
        self.bridge.select(step_refs(*(step.id for step in self.document.steps)))

    def move_selection(self, direction: str) -> None:
        """Move the selected cards one cell `left`, `right`, `up` or `down`."""
        self.edit_actions.move_selection(direction)

    def move_cursor(self, direction: str) -> None:
        """Move the focus one cell `left`, `right`, `up` or `down`."""
        self.navigation.move(direction)

    def move_cursor_only(self, direction: str) -> None:
        """Move the focus one cell and keep the selection."""
        self.navigation.move_cursor_only(direction)

    def toggle_selected(self) -> None:
        """Add the focused card to the selection, or take it out."""
        self.navigation.toggle_selected()

    def go_along(self, direction: str) -> None:
        """Follow flows: `onward`, `back`, or turn to the `next-way` or the `way-before` out of the same card."""
        self.navigation.go_along(direction)

    def go_to_edge(self, edge: str) -> None:
        """Go to the `first` or `last` card of the lane."""
        self.navigation.go_to_edge(edge)

    def cancel(self) -> None:
        """Give up the gesture or the tool, else select nothing."""
        if not self.toolbox.give_up():
            self.bridge.select(NOTHING)

    def undo(self) -> None:
        """Take back the last change: what is still being typed is that; a gesture under way is let go."""
        self.undo_focus.undo()

    def redo(self) -> None:
        """Do the last undone change again; what is still being typed comes first, and then there is none."""
        self.undo_focus.redo()

    # -- places

    def pointer_at(self, position: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> Pointer:
        """Return the pointer at a pixel of the viewport, as tools take it."""
        return Pointer(self, position, button, modifiers)

    def open_menu(self, position: QPoint, *, of_whole: bool = False) -> None:
        """Open the menu of what is focused, or that `of_whole` the blueprint, at a pixel of the viewport."""
        from visavis.ui.canvas.context_menu import context_menu

        context_menu(self, of_whole=of_whole).popup(self.viewport().mapToGlobal(position))

    def hit(self, point: QPointF) -> Hit:
        """Return what lies at a place of the drawing (points)."""
        found = hit_at(self.shown_picture.drawing, point, self.camera.scale)
        document, cell = self.document, found.cell
        known = {HitKind.STEP: document.step_by_id, HitKind.FLOW: document.flow_by_key,
                 HitKind.PHASE: document.phase_by_id, HitKind.LANE: document.lane_by_id}
        # A large document's picture may be a moment older than the document.
        is_gone = found.id not in known.get(found.target, (found.id,)) or (
            cell is not None and (cell.lane not in document.lane_by_id or cell.phase not in document.phase_by_id))
        return Hit(HitKind.NOTHING) if is_gone else found

    def group_of(self, step: str) -> Group | None:
        """Return how a step's card is drawn now, as if it stood at the origin."""
        sprite = self.picture.drawing.step(step) if self.picture is not None else None
        return sprite.group if sprite is not None else None

    def point_at(self, hit: Hit) -> None:
        """Focus and select what was pointed at."""
        self.navigation.point_at(hit)
