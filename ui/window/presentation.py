"""The wall: the drawing alone on a full screen, large enough for the far end of the room, lane by lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLayout, QWidget

from visavis.blueprint.drawing import DisplayList, Text, ViewportDrawing
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import Step
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.window.window_parts import WindowParts

if TYPE_CHECKING:
    from visavis.ui.features.workshop.facilitator_window import FacilitatorWindow
    from visavis.ui.features.workshop.notes_panel import NotesPanel
    from visavis.ui.features.workshop.workshop_toolbar import WorkshopBar

# Points on the screen that the smallest text has, so that it is read from the far end of a room.
READABLE_POINTS = 24.0
POINTS_PER_INCH = 72.0
_MARKS = "wall"
# Pixels, beside text of the usual size and on a wall.
NOTES_WIDTH, WALL_NOTES_WIDTH = 340, 520


class PresentationMode(QObject):
    """Turns a window into a wall and back; there, `session` goes on, on two screens where there are two."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self.session = WorkshopSession(window.bridge, self)
        self.bar: WorkshopBar | None = None
        self.notes: NotesPanel | None = None
        self.facilitator_window: FacilitatorWindow | None = None
        self._hidden: list[QWidget] = []
        self._was_full = False
        self._look: tuple[float, QPointF] = (1.0, QPointF())
        self.session.changed.connect(self.veil)
        window.canvas.drawn.connect(self.veil)

    @property
    def is_on(self) -> bool:
        """Whether the window is a wall."""
        return self.bar is not None

    def toggle(self) -> None:
        """Put the drawing on the wall, or take it down."""
        if self.is_on:
            self.leave()
        else:
            self.enter()

    def next_activity(self) -> None:
        """Go to the next activity."""
        self.session.go_to(self.session.index + 1)

    def previous_activity(self) -> None:
        """Go back to the activity before."""
        self.session.go_to(self.session.index - 1)

    def toggle_clock(self) -> None:
        """Start the clock, or let it wait."""
        if self.session.activity is not None:
            self.session.toggle_clock()

    def toggle_notes(self) -> None:
        """Show the notes beside the drawing, or hide them."""
        if self.notes is None:
            self.notes = self._notes_panel()
            self._window.beside_column.addWidget(self.notes)
            self._window.beside.hide()
        shown = not self._window.beside.isVisibleTo(self._window)
        self._window.beside.setVisible(shown)
        # On a wall everybody looks: what is private is for the desk.
        self.notes.model.shows_private = not self.is_on
        self.notes.hint.setVisible(not self.is_on)
        self.notes.setFixedWidth(WALL_NOTES_WIDTH if self.is_on else NOTES_WIDTH)
        self.notes.refresh()
        (self.notes.field if shown else self._window.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- up and down

    def enter(self) -> None:
        """Put the drawing on the wall."""
        window = self._window
        window.go_to("draw")
        chrome = (window.menuBar(), window.header, *window.panels.visible(), window.status, window.beside)
        self._hidden = [part for part in chrome if part.isVisibleTo(window)]
        from visavis.blueprint.registry.workshop_scripts import workshops

        scripts = workshops()
        if self.session.script is None and scripts:
            self.session.begin(next(iter(scripts.values())))
        self.bar = self._session_bar()
        window.column.insertWidget(0, self.bar)
        for part in self._hidden:
            part.hide()
        # Actions whose menus are out of sight would lose their keys.
        window.addActions(list(window.actions_table.by_name.values()))
        window.appearance.set_temporary_text_size(READABLE_POINTS)
        window.canvas.show_private(False)
        self._was_full = window.isFullScreen()
        self._look = window.canvas.zoom(), window.canvas.camera.area().center()
        # To Qt a window that grows with what it holds is no longer full-screen: here what it holds gives way.
        self._constrain_size(QLayout.SizeConstraint.SetNoConstraint)
        window.setMinimumSize(0, 0)
        self._go_full_screen()
        self.veil()
        window.canvas.setFocus()
        # Once the window is as large as the screen.
        QTimer.singleShot(0, self, self._come_near)

    def leave(self) -> None:
        """Take the drawing down."""
        window, bar = self._window, self.bar
        if bar is None:
            return
        self.session.stop()
        self.bar = None
        if self.facilitator_window is not None:
            desk, self.facilitator_window = self.facilitator_window, None
            desk.close()
            desk.deleteLater()
        bar.hide()
        bar.deleteLater()
        for action in window.actions_table.by_name.values():
            window.removeAction(action)
        window.beside.hide()
        for part in self._hidden:
            part.show()
        window.appearance.set_temporary_text_size(None)
        scale, centre = self._look
        window.canvas.camera.least = 0.0
        window.canvas.set_zoom(scale)
        window.canvas.camera.centre_on(centre)
        window.canvas.overlays.clear(_MARKS)
        window.canvas.show_private(True)
        if not self._was_full:
            window.showNormal()
        self._constrain_size(QLayout.SizeConstraint.SetDefaultConstraint)
        window.canvas.setFocus()

    def _constrain_size(self, constraint: QLayout.SizeConstraint) -> None:
        layout = self._window.layout()
        assert layout is not None  # Qt's own, in every main window
        layout.setSizeConstraint(constraint)

    def close(self) -> None:
        """End with the window."""
        self.session.stop()
        if self.facilitator_window is not None:
            self.facilitator_window.close()

    # -- what is in sight

    def veil(self) -> None:
        """Veil the lanes whose turn has not come."""
        canvas, activity = self._window.canvas, self.session.activity
        picture = canvas.picture
        if not self.is_on or picture is None or activity is None:
            canvas.overlays.clear(_MARKS)
            return
        kinds = {lane.id: lane.kind for lane in picture.document.head.lanes}
        canvas.overlays.put(_MARKS, [Overlay(OverlayKind.VEIL, qrect(box.rect)) for box in picture.layout.lanes
                                     if kinds.get(box.lane) not in activity.lanes])

    def _come_near(self) -> None:
        """Take the scale at which the smallest text can be read, and let no one go farther away."""
        canvas = self._window.canvas
        if not self.is_on:
            return
        smallest = smallest_text(canvas.picture.drawing) if canvas.picture is not None else None
        if smallest:
            canvas.camera.least = READABLE_POINTS / POINTS_PER_INCH * canvas.logicalDpiY() / smallest
            canvas.set_zoom(canvas.camera.least)
            step = canvas.navigation.step()
            if step is None or not self._is_revealed(step):
                step = next(filter(self._is_revealed, reading_order(canvas.document)), None)
            if step is not None:
                canvas.fly_to(step.id)

    def _is_revealed(self, step: Step) -> bool:
        """Return whether the activity shows a step's lane."""
        activity = self.session.activity
        return activity is None or self._window.canvas.document.lane_of(step).kind in activity.lanes

    def _go_full_screen(self) -> None:
        """Take the other screen where there are two, and leave the facilitator this one."""
        screens = QGuiApplication.screens()
        other = self._other_screen(screens)
        if other is not None:
            from visavis.ui.features.workshop.facilitator_window import FacilitatorWindow

            here = self._window.screen()
            self._window.setGeometry(other.geometry())
            self.facilitator_window = FacilitatorWindow(self._session_bar(), self._notes_panel())
            self.facilitator_window.set_theme(self._window.canvas.theme)
            self.facilitator_window.setGeometry(here.availableGeometry())
            self.facilitator_window.left.connect(self.leave)
            self.facilitator_window.show()
            if self.bar is not None:
                self.bar.fold_tools()
        self._window.showFullScreen()

    def _other_screen(self, screens: list[QScreen]) -> QScreen | None:
        return next((screen for screen in screens if screen is not self._window.screen()), None)

    def _session_bar(self) -> WorkshopBar:
        from visavis.blueprint.registry.workshop_scripts import workshops
        from visavis.ui.features.workshop.workshop_toolbar import WorkshopBar

        bar = WorkshopBar(self.session, dict(workshops()))
        bar.left.connect(self.leave)
        bar.notes_asked.connect(self.toggle_notes)
        bar.show_time(self.session.seconds_left())
        return bar

    def _notes_panel(self) -> NotesPanel:
        from visavis.ui.features.workshop.notes_panel import NotesPanel

        panel = NotesPanel(self._window.bridge, self.session)
        panel.set_theme(self._window.canvas.theme)
        panel.taken_up.connect(self._take_up)
        return panel

    def _take_up(self, notes: tuple[str, ...]) -> None:
        self._window.activateWindow()
        self._window.canvas.setFocus()
        self._window.canvas.edit_actions.take_up(notes)


def smallest_text(drawing: DisplayList | ViewportDrawing) -> float | None:
    """Return the size in points of the smallest text of a drawing."""
    sizes = [primitive.run.style.size for group in drawing.groups for primitive in group.primitives
             if isinstance(primitive, Text)]
    return min(sizes, default=None)
