"""The window: canvas in the middle, palette left, inspector right, frictions below, one header above."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.editing import EditSession, commands
from visavis.blueprint.model.step_sections import SECTIONS
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.frictions.frictions_panel import FrictionsPanel
from visavis.ui.features.inspector.inspected_subjects import (
    FlowSubject,
    HeadSubject,
    ListedSubject,
    RecordSubject,
    ServiceSubject,
    StepSubject,
    Subject,
)
from visavis.ui.features.inspector.inspector_panel import Inspector
from visavis.ui.features.palette import Palette
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.fields.choices import word
from visavis.ui.kit.appearance_settings import AppearanceSettings
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.panel import Themed
from visavis.ui.kit.selection import NOTHING, flow_refs, note_refs, step_refs
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.window_frame import SIZE, keep_on_screen, restore_geometry
from visavis.ui.window.actions import Actions
from visavis.ui.window.focus_ring import FocusRing, first_stop
from visavis.ui.window.header import Header
from visavis.ui.window.menus import DocumentMenus
from visavis.ui.window.panel_set import PanelSet
from visavis.ui.window.panels import DRAW, PanelArea, screens
from visavis.ui.window.search_field import SearchField, SearchTarget
from visavis.ui.window.side_rail import SideRail
from visavis.ui.window.status_bar import StatusBar
from visavis.ui.window.window_parts import WindowParts
from visavis.ui.window.window_room import USUAL, WindowRoom
from visavis.ui.window.window_states import WindowStates

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot
    from visavis.blueprint.editing.find_replace import Match
    from visavis.ui.features.find_replace.find_bar import FindBar
    from visavis.ui.window.dialogs import Dialogs
    from visavis.ui.window.presentation import PresentationMode

BELOW_HEIGHT = 260
# What the notes beside the drawing are called among what was open.
NOTES = "notes"
# What there is one of in a document, by the group of its texts.
_ONES = {"head": HeadSubject(), "service": ServiceSubject(), "record": RecordSubject()}


class MainWindow(WindowParts):
    """One document in one window."""

    def __init__(self, session: EditSession, settings: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.bridge = SessionBridge(session, self)
        self.file = DocumentFile(self.bridge, settings, self)
        # Before any part is made: what is made wears the colours and sizes at once, and nothing is made twice.
        self.appearance = AppearanceSettings(settings, self)
        self.appearance.apply_stored()
        self.canvas = BlueprintView(self.bridge)
        self.find_bar: FindBar | None = None
        self.search_field = SearchField(self.bridge, self)
        self.header = Header(self.bridge, self.search_field)
        self.canvas.minimap.is_wanted = settings.shows_map
        self.canvas.minimap.shown_changed.connect(self._keep_map)
        self.status = StatusBar(self.bridge, self.canvas)
        self.status.has_file = lambda: self.file.path is not None
        self.setStatusBar(self.status)
        self.states = WindowStates(self)
        self._lay_out()
        self.focus_ring = FocusRing(self, self._ring)
        self.actions_table = Actions(self, self.canvas.perform, self)
        # Those whose menus are out of sight would lose their keys.
        self.addActions(list(self.actions_table.by_name.values()))
        self.search_field.set_source(self._list_commands)
        self.menus = DocumentMenus(self, self.actions_table, self.file, settings)
        self.room = WindowRoom(self, self.rail)
        self._connect()
        self._colour(self.appearance.theme)
        self._restore()
        self.show_title()
        self.bridge.waits_for = self.canvas.is_drawing
        self.bridge.ask_analysis()

    @cached_property
    def dialogs(self) -> Dialogs:
        """What opens over the window, made with the first of them."""
        from visavis.ui.window.dialogs import Dialogs

        made = Dialogs(self)
        made.status_message.connect(self.status.show_message)
        return made

    @cached_property
    def presentation(self) -> PresentationMode:
        """What makes a projection of the window, made when someone first asks whether it is one."""
        from visavis.ui.window.presentation import PresentationMode

        return PresentationMode(self)

    # -- what actions do; `visavis.ui.window.actions` lists them

    def open(self) -> None:
        """Ask for a file and open it."""
        self.file.open_dialog()

    def save(self) -> None:
        """Save the document, with what is being written on the canvas."""
        self.canvas.finish_writing()
        self.file.save()

    def save_as(self) -> None:
        """Save the document, with what is being written, under another name."""
        self.canvas.finish_writing()
        self.file.save_as()

    def create_to_be(self) -> None:
        """Begin the to-be of the document, in its place, and ask for its file; the as-is stays in its own."""
        self.canvas.finish_writing()
        if self.file.create_to_be():
            self.go_to(DRAW)
            self.file.save_as()

    def _export(self) -> None:
        self.dialogs.export()

    def _write_beside_page(self, part: str) -> None:
        self.dialogs.write_beside_page(part)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def search(self) -> None:
        """Begin a search."""
        self.search_field.begin()

    def find_text(self) -> None:
        """Find text in everything that was written."""
        self._find(replacing=False)

    def replace_text(self) -> None:
        """Find text and replace it."""
        self._find(replacing=True)

    def _find(self, *, replacing: bool) -> None:
        self.canvas.finish_writing()
        if self.find_bar is None:
            from visavis.ui.features.find_replace.find_bar import FindBar
            from visavis.ui.features.find_replace.match_highlight import MatchHighlight

            self.find_bar = FindBar(self.bridge)
            self.find_bar.matches_changed.connect(MatchHighlight(self.canvas).highlight)
            self.find_bar.went_to.connect(self._show_match)
            self.find_bar.left.connect(self.canvas.setFocus)
            self.column.addWidget(self.find_bar)
        self.go_to(DRAW)
        self.find_bar.begin(replacing=replacing)

    def _show_match(self, match: Match) -> None:
        """Show what a match stands in: on the canvas where it is drawn, and in the inspector; the focus stays."""
        self._show_inspector()
        match match.group:
            case "steps":
                self.bridge.select(step_refs(match.id))
                self.canvas.fly_to(match.id)
                self.inspector.inspect(StepSubject(match.id))
            case "flows":
                self.canvas.navigation.go_to_flow(match.id)
                self.inspector.inspect(FlowSubject(match.id))
            case "head" | "service" | "record":
                self.inspector.inspect(_ONES[match.group])
            case group:
                self.bridge.select(note_refs(match.id) if group == "notes" else NOTHING)
                self.inspector.inspect(ListedSubject(group, match.id))

    def show_next_screen(self) -> None:
        """Go to the next place of the window."""
        self._show_screen_after(1)

    def show_previous_screen(self) -> None:
        """Go to the place of the window before this one."""
        self._show_screen_after(-1)

    def _show_screen_after(self, places: int) -> None:
        names = [name for name, _ in screens()]
        self.go_to(names[(names.index(self.header.current_screen()) + places) % len(names)])

    def go_to_menus(self) -> None:
        """Go to the menu bar with the keyboard."""
        bar = self.menuBar()
        if bar.isVisible():
            bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            bar.setActiveAction(bar.actions()[0])
        elif self.header.isVisible():
            self.header.menus.showMenu()

    def focusNextPrevChild(self, onward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Go with Tab through the parts of the window as they stand, in whatever order they were made."""
        return self.focus_ring.go_by_tab(onward=onward) or super().focusNextPrevChild(onward)

    def _leave_canvas(self, onward: bool) -> bool:  # noqa: FBT001 - as the canvas asks
        """Go with Tab from the drawing to the first field of what is selected, or back to the tool in hand."""
        stop: QWidget | None = None
        if onward and self.inspector.isVisible():
            if self.inspector.focus_section(SECTIONS[0].name):
                return True
            stop = next(iter(self.inspector.editors.values()), None) or first_stop(self.inspector)
        elif not onward and self.palette_panel.isVisible():
            stop = self.palette_panel.buttons.get(self.canvas.tool()) or first_stop(self.palette_panel)
        if stop is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
        stop.setFocus(reason)
        return True

    def _open_beside(self, name: str) -> None:
        """Open or close what a button of the rail stands for."""
        if name == "notes":
            self.presentation.toggle_notes()
        else:
            self.panels.toggle(name)

    def _ring(self) -> list[QWidget]:
        """Return the parts that F6 goes round."""
        slots = self.panels.slots
        named = ("palette", DRAW, "inspector", "frictions")
        others = [slot.frame for name, slot in slots.items() if name not in named]
        found = [self.find_bar] if self.find_bar is not None else []
        return [self.header, slots["palette"].frame, self.canvas, *others, slots["inspector"].frame, self.beside,
                self.rail, slots["frictions"].frame, *found, self.status]

    # -- the window's own ways

    def go_to(self, name: str) -> None:
        """Go to a screen: `draw`, or a panel that has a tab."""
        area = self.panels.area_of(name)
        self._middle.setVisible(area is not PanelArea.WHOLE)
        self._top.setVisible(area is not PanelArea.BELOW)
        self.header.show_screen(name)
        self.panels.leave(name)
        # The place before may have shown what it was about: a persona's row, for instance.
        self.inspector.show_selected()
        if name == DRAW:
            self.canvas.setFocus()
        else:
            self.canvas.finish_writing()
            self.panels.show(name)

    @property
    def screen_shown(self) -> SignalInstance:
        """Carries the name of the screen that the window went to."""
        return self.header.screen_shown

    def visible_panels(self) -> list[QWidget]:
        """Return what of the panels is in sight."""
        return self.panels.visible()

    def source(self) -> Path | None:
        """Return where the document was read from."""
        return self.file.source

    def export_comparison(self) -> None:
        """Ask where to write the page before and after."""
        self.dialogs.export_comparison()

    def show_costs(self) -> None:
        """Show what a case costs, and what a year comes to."""
        self.dialogs.show_scale()

    def fly_to(self, step_id: str) -> None:
        """Show a step on the canvas and select it."""
        if not self._top.isVisibleTo(self):
            self.go_to(DRAW)
        self.bridge.select(step_refs(step_id))
        self.canvas.fly_to(step_id)

    def fill_in(self, subject: Subject, field: str) -> None:
        """Show what lacks something, and put the focus into the missing field."""
        self._show_inspector()
        if isinstance(subject, StepSubject):
            self.fly_to(subject.id)
        elif isinstance(subject, FlowSubject):
            self.bridge.select(flow_refs(subject.key))
        else:
            self.bridge.select(NOTHING)
        self.inspector.inspect(subject)
        self.inspector.focus_field(field)

    def go_to_section(self, name: str) -> None:
        """Put the focus into a section of the selected step's fields; in a projection they are out of sight."""
        if self.presentation.is_on:
            return
        self.canvas.finish_writing()
        self._show_inspector()
        if not self.inspector.focus_section(name):
            self.status.show_message(tr("Select a step first: these are its fields"))

    def _show_inspector(self) -> None:
        # Its frame too: in a narrow window, it stands there only while it is asked for.
        self.panels.slots["inspector"].frame.show()
        self.inspector.show()

    def explain(self, hotspot: Hotspot) -> None:
        """Show what a friction means, costs and takes to be mended: in the inspector, with its step."""
        self._show_inspector()
        if hotspot.finding.steps:
            self.bridge.select(step_refs(hotspot.finding.steps[0]))
        self.inspector.show_finding(hotspot)

    def look_at(self, subject: Subject) -> None:
        """Show something in the inspector, and on the canvas where that is in sight."""
        self.inspector.inspect(subject)
        if self._top.isVisibleTo(self) and isinstance(subject, StepSubject):
            self.canvas.fly_to(subject.id)

    def add_lane(self, kind: str) -> None:
        """Add a lane of a kind below the last one of that kind."""
        self.bridge.do(commands.AddLane(name=word("lane-kind", kind), kind=kind))

    def _keep_map(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.settings.shows_map = shown

    def _colour(self, theme: Theme) -> None:
        parts: tuple[Themed, ...] = (self.canvas, self.header, self.rail, self.panels, self.status)
        for part in parts:
            part.set_theme(theme)

    def _apply_theme(self, theme: Theme) -> None:
        self._colour(theme)
        self.presentation.set_theme(theme)

    def _list_commands(self) -> Iterable[SearchTarget]:
        from visavis.ui.window.command_palette import list_commands

        return list_commands(self, self.dialogs)

    def show_title(self, *_: object) -> None:
        """Show the file and whether it is saved, in the title bar."""
        title = " ".join(self.bridge.document.head.title.split())[:100] or tr("Without a title")
        looked = " (" + tr("read-only") + ")" if self.bridge.is_read_only else ""
        self.setWindowTitle(f"{title} · {self.file.name}{looked}[*] · Vis-à-vis")
        self.setWindowModified(not self.bridge.session.is_saved)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the canvas, or where the window was left."""
        super().showEvent(event)
        if not event.spontaneous():
            panel = self.panels.slots.get(self.header.current_screen())
            if panel is not None and panel.panel is not None:
                panel.panel.take_focus()
            else:
                self.canvas.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, remember the window, stop working."""
        self.canvas.finish_writing()
        if not self.file.confirm_leave():
            event.ignore()
            return
        centre = self.canvas.camera.area().center()
        self.settings.keep_session(self.file.path, self.canvas.zoom(), (centre.x(), centre.y()))
        if not self.presentation.is_on:
            # A projection is full screen, and has taken everything else down.
            self.settings.keep_window(self.saveGeometry(), self._sides.saveState())
            self._keep_opened()
        self.presentation.close()
        self.focus_ring.stop()
        self.dialogs.close()
        self.file.close()
        self.bridge.close()
        self.panels.close()
        self.canvas.close()
        event.accept()

    def _keep_opened(self) -> None:
        # An inspector that gave way to the size of the window was hidden by no one.
        kept = {"inspector"} if self.room.hides_inspector() else set()
        self.settings.keep_hidden_panels(self.panels.list_hidden() - kept)
        notes = {NOTES} if self.states.are_notes_shown() else set()
        self.settings.keep_screen_and_panels(self.header.current_screen(), self.panels.list_pinned() | notes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged onto the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a blueprint that is dropped onto the window; of another file, show what it makes."""
        path = next((Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()), None)
        if path is not None:
            event.acceptProposedAction()
            self.open_or_import(path)

    def open_or_import(self, path: Path) -> None:
        """Open a blueprint; of a file of another format, show what it makes before it is taken."""
        from visavis.ui.kit.import_files import is_blueprint

        if is_blueprint(path) or not path.is_file():
            self.file.open(path)
        else:
            # Once the drop is over: the program from which one drags is not held up by a dialog.
            QTimer.singleShot(0, self, lambda: self.dialogs.import_path(path))

    def import_pasted(self, pasted: Path | bytes) -> None:
        """Open or import what was pasted on the drawing: a file, or what stands in one."""
        if isinstance(pasted, Path):
            self.open_or_import(pasted)
        else:
            self.dialogs.import_content(pasted)

    def _lay_out(self) -> None:
        # From the outside in: what changes its parent is polished again with all that is in it.
        centre = QWidget(self)
        self.setCentralWidget(centre)
        self.column = column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        # What the place "draw" has: drawing, panels, and in a narrow window the rail at the right of them.
        self._middle = QWidget(centre)
        column.addWidget(self._middle, 1)
        self._across = _flush_row(self._middle)
        self._sides = QSplitter(Qt.Orientation.Horizontal, self._middle)
        self._across.addWidget(self._sides, 1)
        self._left = QSplitter(Qt.Orientation.Vertical, self._sides)
        self._top = QWidget(self._left)
        row = _flush_row(self._top)
        self.panels = PanelSet(self, {PanelArea.LEFT: row.addWidget, PanelArea.RIGHT: self._sides.addWidget,
                                      PanelArea.BELOW: self._left.addWidget,
                                      PanelArea.WHOLE: lambda frame: column.addWidget(frame, 1)}, self)
        row.addWidget(self.canvas, 1)
        self._left.setStretchFactor(0, 1)
        self._left.setSizes([SIZE[1] - BELOW_HEIGHT, *[BELOW_HEIGHT] * (self._left.count() - 1)])
        self.beside = QWidget(self._sides)
        self.beside.hide()
        self.beside_column = QVBoxLayout(self.beside)
        self.beside_column.setContentsMargins(0, 0, 0, 0)
        self._sides.setStretchFactor(0, 1)
        beside = self._sides.count() - 2
        self._sides.setSizes([SIZE[0] - USUAL * beside, *[USUAL] * beside])
        for splitter in (self._left, self._sides):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.palette_panel = self.panels.find(Palette)
        self.inspector = self.panels.find(Inspector)
        self.frictions = self.panels.find(FrictionsPanel)
        self.rail = SideRail({"inspector": self.panels.slots["inspector"].frame, "notes": self.beside,
                              "frictions": self.panels.slots["frictions"].frame}, self._middle)
        self._across.addWidget(self.rail)

    def _connect(self) -> None:
        self.header.screen_shown.connect(self.status.show_place)
        self.canvas.leave_by_tab = self._leave_canvas
        self.canvas.file_pasted.connect(self.import_pasted)
        self.rail.asked.connect(self._open_beside)
        self.search_field.step_chosen.connect(self.fly_to)
        self.search_field.left.connect(self.canvas.setFocus)
        self.header.screen_chosen.connect(self.go_to)
        self.header.export_asked.connect(self._export)
        self.appearance.theme_changed.connect(self._apply_theme)
        self.appearance.status_message.connect(self.status.show_message)
        self.inspector.page_asked.connect(self._write_beside_page)
        for holds_typing in (lambda: self.canvas.writing.is_open, self.panels.holds_typing):
            self.file.pending_input.add(holds_typing)
        self.file.moved.connect(self.show_title)
        self.file.moved.connect(self.status.refresh)
        self.file.status_message.connect(self.status.show_message)
        self.bridge.saved_changed.connect(self.show_title)
        self.bridge.document_changed.connect(self.show_title)
        interface_language.language_changed.connect(self.show_title)
        slash = QShortcut(QKeySequence("/"), self.canvas)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.search)

    def _restore(self) -> None:
        self.resize(*SIZE)
        kept = self.settings.window()
        if kept is not None:
            geometry, state = kept
            restore_geometry(self, geometry)
            self._sides.restoreState(state)
        else:
            keep_on_screen(self)
        hidden = self.settings.hidden_panels()
        for name, slot in self.panels.slots.items():
            if name in hidden and slot.spec.at_start:
                slot.frame.hide()
        self._open_again(*self.settings.screen_and_panels())

    def _open_again(self, place: str, opened: frozenset[str]) -> None:
        """Go where the window was left, with what was open there."""
        for name, slot in self.panels.slots.items():
            if name in opened and not slot.pinned and slot.spec.area is not PanelArea.WHOLE:
                self.panels.toggle(name)
        if NOTES in opened:
            self.presentation.toggle_notes()
        if place in (name for name, _ in screens()) and place != DRAW:
            self.go_to(place)


def _flush_row(holder: QWidget) -> QHBoxLayout:
    """Return a row in `holder` in which things stand side by side, without room between them."""
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    return row
