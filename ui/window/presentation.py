"""The projection: a page of the drawing alone on a full screen, to be read from the far end of the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLayout, QWidget

from visavis.blueprint.model import Note
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ids_of, note_refs
from visavis.ui.window.window_look import WindowLook
from visavis.ui.window.window_parts import WindowParts

if TYPE_CHECKING:
    from visavis.blueprint.drawing import Theme
    from visavis.ui.features.workshop.control_strip import ControlStrip
    from visavis.ui.features.workshop.facilitator_window import FacilitatorWindow
    from visavis.ui.features.workshop.notes_panel import NotesPanel
    from visavis.ui.features.workshop.page_turner import PageTurner
    from visavis.ui.features.workshop.presentation_keys import PresentationKeys
    from visavis.ui.features.workshop.presentation_unit import Units
    from visavis.ui.features.workshop.prompt_bar import PromptBar
    from visavis.ui.features.workshop.workshop_toolbar import WorkshopBar

# Pixels, beside text of the usual size; units of a 45th of the height on a projection.
NOTES_WIDTH, RAIL = 340, 12.8


class PresentationMode(QObject):
    """Turns a window into a projection and back; there, `session` goes on, on two screens where there are two."""

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self.session = WorkshopSession(window.bridge, self)
        self.bar: PromptBar | None = None
        self.strip: ControlStrip | None = None
        self.pages: PageTurner | None = None
        self.notes: NotesPanel | None = None
        self.facilitator_window: FacilitatorWindow | None = None
        self._keys: PresentationKeys | None = None
        self._look: WindowLook | None = None

    @property
    def is_on(self) -> bool:
        """Whether the window is a projection."""
        return self.bar is not None

    def toggle(self) -> None:
        """Project the drawing, or end that."""
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
        # On a projection everybody looks: what is private is for the desk.
        self.notes.model.shows_private = not self.is_on
        self.notes.hint.setVisible(not self.is_on)
        self.notes.setFixedWidth(self._units().length(RAIL) if self.is_on else NOTES_WIDTH)
        self.notes.refresh()
        (self.notes.field if shown else self._window.canvas).setFocus()

    # -- up and down

    def enter(self) -> None:
        """Project the drawing."""
        window = self._window
        self._look = WindowLook(window)
        window.canvas.finish_writing()
        window.go_to("draw")
        from visavis.blueprint.registry.workshop_scripts import workshops

        scripts = workshops()
        if self.session.script is None and scripts:
            self.session.begin(next(iter(scripts.values())))
        self._make_parts()
        self._look.hide_all_but_canvas()
        window.canvas.show_private(False)
        # To Qt a window that grows with what it holds is no longer full-screen: here what it holds gives way.
        self._constrain_size(QLayout.SizeConstraint.SetNoConstraint)
        window.setMinimumSize(0, 0)
        self._go_full_screen()
        window.installEventFilter(self)
        self._measure()
        if self.pages is not None:
            self.pages.begin(self._units())
            self._begin_where_something_is_asked()
        window.canvas.setFocus()

    def leave(self) -> None:
        """End the projection: the window is as it was before."""
        window, look = self._window, self._look
        if not self.is_on or look is None:
            return
        window.removeEventFilter(self)
        window.canvas.viewport().removeEventFilter(self)
        window.canvas.finish_writing()
        self.session.stop()
        for end in (self._keys, self.pages, self.strip):
            if end is not None:
                end.end()
        if self.facilitator_window is not None:
            desk, self.facilitator_window = self.facilitator_window, None
            desk.close()
            desk.deleteLater()
        for part in (self.bar, self.strip):
            if part is not None:
                part.hide()
                part.deleteLater()
        for part_of_mode in (self._keys, self.pages):
            if part_of_mode is not None:
                part_of_mode.deleteLater()
        self.bar = self.strip = self.pages = self._keys = self._look = None
        window.appearance.set_temporary_text_size(None)
        window.canvas.show_private(True)
        self._constrain_size(QLayout.SizeConstraint.SetDefaultConstraint)
        if self.notes is not None:
            self.notes.setFixedWidth(NOTES_WIDTH)
            self.notes.hint.show()
            self.notes.model.shows_private = True
            self.notes.refresh()
        look.restore()

    def close(self) -> None:
        """End with the window."""
        self.session.stop()
        if self.strip is not None:
            self.strip.end()
        if self.facilitator_window is not None:
            self.facilitator_window.close()

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        for part in (self.notes, self.bar, self.strip):
            if part is not None:
                part.set_theme(theme)
        self._tell_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the sizes that the screen asks for, and show the controls while someone moves."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            QTimer.singleShot(0, self, self._measure)
        elif event.type() == QEvent.Type.MouseMove and self.strip is not None and not self.strip.has_focus():
            self.strip.show_controls()
        return super().eventFilter(watched, event)

    # -- what keys and controls ask for

    def ask(self, name: str) -> None:
        """Do what a key of `presentation_keys.KEYS` asks for."""
        pages, strip = self.pages, self.strip
        if pages is None or strip is None:
            return
        answers: dict[str, Callable[[], None]] = {
            "page-before": partial(pages.turn, -1), "page-after": partial(pages.turn, 1),
            "activity-before": self.previous_activity, "activity-after": self.next_activity,
            "clock": self.toggle_clock, "note": self._write_note, "controls": self._turn_to_controls,
            "leave": self.leave, "farther": partial(pages.zoom, -1), "nearer": partial(pages.zoom, 1),
            "whole": partial(pages.show_whole, True), "phase": partial(pages.show_whole, False),
            "vote": partial(self._vote, 1), "take-back": partial(self._vote, -1),
            "note-after": partial(self._go_to_note, 1), "note-before": partial(self._go_to_note, -1),
        }
        answers[name]()

    def _vote(self, by: int) -> None:
        """Give the chosen note a dot (1), or take one back (−1)."""
        note = self._chosen_note()
        if note is None:
            self._window.bridge.refused.emit(tr("Choose a note first: Tab goes from one to the next."))
        else:
            self.session.vote(note, by)
            self._window.bridge.select(note_refs(note.id))

    def _chosen_note(self) -> Note | None:
        """Return the note that is selected, else the first one on the focused step."""
        bridge, step = self._window.bridge, self._window.canvas.navigation.step()
        notes = [note for note in bridge.document.head.notes if not note.private]
        chosen = ids_of(bridge.selection, ElementKind.NOTE)
        return next((note for note in notes if note.id in chosen),
                    next((note for note in notes if step is not None and note.at == step.id), None))

    def _go_to_note(self, by: int) -> None:
        """Select the next note of the page, or the one before, from left to right."""
        picture, bridge = self._window.canvas.picture, self._window.bridge
        if picture is None:
            return
        boxes = {name: group.bounds for name, group in picture.drawing.notes.items()}
        order = sorted(boxes, key=lambda name: (boxes[name].x, boxes[name].y))
        here = next((at for at, name in enumerate(order) if name in ids_of(bridge.selection, ElementKind.NOTE)), None)
        if order:
            bridge.select(note_refs(order[(here + by) % len(order) if here is not None else 0 if by > 0 else -1]))

    def _write_note(self) -> None:
        if self.notes is None or not self._window.beside.isVisibleTo(self._window):
            self.toggle_notes()
        elif self.notes is not None:
            self.notes.take_focus()

    def _turn_to_controls(self) -> None:
        if self.strip is not None:
            if self.strip.has_focus():
                self.strip.hide_controls()
            else:
                self.strip.show_controls(focus=True)

    # -- what is in sight

    def _make_parts(self) -> None:
        from visavis.blueprint.registry.workshop_scripts import workshops
        from visavis.ui.features.workshop.control_strip import ControlStrip
        from visavis.ui.features.workshop.page_turner import PageTurner
        from visavis.ui.features.workshop.presentation_keys import PresentationKeys
        from visavis.ui.features.workshop.prompt_bar import PromptBar

        window = self._window
        self.bar = PromptBar(self.session)
        self.strip = ControlStrip(self.session, dict(workshops()))
        self.pages = PageTurner(window.canvas, self.session, self)
        self.pages.turned.connect(self._tell_page)
        self.strip.left.connect(self.leave)
        self.strip.notes_asked.connect(self.toggle_notes)
        self.strip.zoomed.connect(self.pages.zoom)
        self.strip.lane_toggled.connect(self.pages.turn_lane)
        self.strip.gave_focus_back.connect(window.canvas.setFocus)
        window.bridge.refused.connect(self.strip.tell)
        for part in (self.bar, self.strip):
            part.set_theme(window.canvas.theme)
            part.setMouseTracking(True)
            part.installEventFilter(self)
        window.canvas.viewport().installEventFilter(self)
        window.column.insertWidget(0, self.bar)
        window.column.addWidget(self.strip)
        self._keys = PresentationKeys(window.canvas, self.session, self.ask)
        self._keys.begin(self.bar, self.strip, *self.strip.findChildren(QWidget))

    def _units(self) -> Units:
        from visavis.ui.features.workshop.presentation_unit import Units

        window = self._window
        return Units(window.height() if window.isVisible() else window.screen().geometry().height())

    def _measure(self) -> None:
        """Give every part the sizes that the screen asks for."""
        bar, strip, pages, window = self.bar, self.strip, self.pages, self._window
        if bar is None or strip is None or pages is None:
            return
        units = self._units()
        window.appearance.set_temporary_text_size(units.points(window.logicalDpiY()))
        bar.set_units(units)
        strip.set_units(units)
        if self.notes is not None:
            self.notes.setFixedWidth(units.length(RAIL))
        pages.set_units(units)

    def _tell_page(self) -> None:
        """Show in the strip which page this is, and what is folded away."""
        strip, pages = self.strip, self.pages
        if strip is None or pages is None:
            return
        from visavis.ui.features.workshop.control_strip import LaneEntry

        document, theme, span = self._window.bridge.document, self._window.canvas.theme, pages.span
        strip.show_lanes([LaneEntry(lane.id, lane.name, theme.of(lane).ink, pages.lanes.steps.get(lane.id, 0),
                                    lane.id in pages.lanes.shown) for lane in document.head.lanes])
        phases = [phase.id for phase in document.head.phases]
        widths = [document.columns_of_phase[phase] for phase in phases]
        number = phases.index(span.phase) if span is not None and span.phase in phases else -1
        if self.facilitator_window is not None:
            self.facilitator_window.show_cut_titles(pages.cut_titles())
        strip.show_page(widths, span.first if span else 0, span.last if span else sum(widths) - 1, number)

    def _begin_where_something_is_asked(self) -> None:
        """Leave the cursor where it is if its lane is asked for, else put it on the page's first step that is."""
        canvas, activity, pages = self._window.canvas, self.session.activity, self.pages
        step = canvas.navigation.step()
        if pages is not None and activity is not None and (
                step is None or canvas.document.lane_of(step).kind not in activity.lanes):
            pages.go_on_page()

    def _constrain_size(self, constraint: QLayout.SizeConstraint) -> None:
        layout = self._window.layout()
        assert layout is not None  # Qt's own, in every main window
        layout.setSizeConstraint(constraint)

    def _go_full_screen(self) -> None:
        """Take the other screen where there are two, and leave the facilitator this one."""
        other = self._other_screen(QGuiApplication.screens())
        if other is not None:
            from visavis.ui.features.workshop.facilitator_window import FacilitatorWindow

            here = self._window.screen()
            self._window.setGeometry(other.geometry())
            self.facilitator_window = FacilitatorWindow(self._session_bar(), self._notes_panel(), self.session)
            self.facilitator_window.set_theme(self._window.canvas.theme)
            self.facilitator_window.setGeometry(here.availableGeometry())
            self.facilitator_window.left.connect(self.leave)
            self.facilitator_window.show()
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
