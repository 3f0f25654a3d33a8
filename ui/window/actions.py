"""Every action of the window in one table: menus, search and help are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from visavis.blueprint.language import N_
from visavis.ui.canvas.keys import BINDINGS, KeyBinding, key_text, sequence
from visavis.ui.kit.i18n import tr
from visavis.ui.window import panels


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: a method of the window or of a part of it ("file.save"), or what the `canvas` binds to a key.

    What stands after a colon is the method's argument ("panels.toggle:table").
    """

    name: str
    title: str
    keys: str = ""
    canvas: KeyBinding | None = None


FILE = (
    ActionSpec("dialogs.show_start_page", N_("Begin …"), "Ctrl+N"),
    ActionSpec("open", N_("Open …"), "Ctrl+O"),
    ActionSpec("dialogs.import_document", N_("Import …")),
    ActionSpec("save", N_("Save"), "Ctrl+S"),
    ActionSpec("save_as", N_("Save as …"), "Ctrl+Shift+S"),
    ActionSpec("dialogs.save_as_template", N_("Save as a template …")),
    ActionSpec("create_to_be", N_("Create the to-be")),
    ActionSpec("dialogs.show_versions", N_("Versions …"), "Ctrl+Alt+S"),
    ActionSpec("dialogs.export", N_("Export …"), "Ctrl+E"),
    ActionSpec("dialogs.print_poster", N_("Print …"), "Ctrl+P"),
    ActionSpec("quit", N_("Quit"), "Ctrl+Q"),
)
GO_TO = (
    ActionSpec("search", N_("Search or command"), "Ctrl+K"),
    ActionSpec("show_next_screen", N_("Next place: drawing, table, frictions, journeys, redesign"), "F6"),
)
VIEW = (
    ActionSpec("presentation.toggle_notes", N_("Show or hide the notes and the parking lot"), "Ctrl+Alt+K"),
    ActionSpec("canvas.minimap.toggle", N_("Show or hide the map of the whole"), "Ctrl+Alt+O"),
    ActionSpec("dialogs.show_scale", N_("Cost and scale …"), "Ctrl+Alt+C"),
    ActionSpec("appearance.next_theme", N_("Change the colours"), "Ctrl+Shift+K"),
    ActionSpec("appearance.larger_text", N_("Larger text"), "Ctrl+Alt+PgUp"),
    ActionSpec("appearance.smaller_text", N_("Smaller text"), "Ctrl+Alt+PgDown"),
    ActionSpec("appearance.usual_text", N_("Text of the usual size"), "Ctrl+Alt+Home"),
    ActionSpec("appearance.toggle_motion", N_("Reduce motion, or not"), "Ctrl+Alt+R"),
    ActionSpec("appearance.next_language", N_("Français / English"), "Ctrl+Shift+L"),
)
WORKSHOP = (
    ActionSpec("presentation.toggle", N_("Put the drawing on the wall, or take it down"), "F11"),
    ActionSpec("presentation.next_activity", N_("Next activity"), "Ctrl+PgDown"),
    ActionSpec("presentation.previous_activity", N_("The activity before"), "Ctrl+PgUp"),
    ActionSpec("presentation.toggle_clock", N_("Start the clock, or let it wait"), "Ctrl+Alt+Space"),
)
HELP = (
    ActionSpec("dialogs.show_guide", N_("Guide, glossary and keys"), "F1"),
    ActionSpec("dialogs.begin_tour", N_("Two-minute tour")),
)

FIND = (
    ActionSpec("find_text", N_("Find …"), "Ctrl+F"),
    ActionSpec("replace_text", N_("Find and replace …"), "Ctrl+H"),
)
_EDIT = ("undo", "redo", "clipboard.cut", "clipboard.copy", "clipboard.paste", "edit_current", "duplicate_selection",
         "delete_selection", "select_all", "set_kind")
_INSERT = ("add_next", "add_answer", "start_connecting", "add_note", "add_phase", "edit_actions.split_phase",
           "rename_phase", "rename_lane", "insert_column", "remove_column")
ARRANGED = (ActionSpec("dialogs.arrange", N_("Arrange the steps …"), "Ctrl+Alt+A"),)
_ARRANGE = ("move_selection", "edit_actions.align", "edit_actions.move_phase", "edit_actions.merge_phase",
            "edit_actions.move_lane", "edit_actions.move_notes", "edit_actions.reconnect")
_GO = ("go_along", "go_to_edge")
_LOOK = ("emotions.toggle", "emotions.change", "spotlight.show_only_here", "spotlight.show_all",
         "folding.toggle_here", "folding.fold_others", "folding.unfold", "zoom_in", "zoom_out", "full_size", "fit")


def canvas_actions(methods: tuple[str, ...]) -> tuple[ActionSpec, ...]:
    """Return the canvas's own actions whose methods are named, from its table of keys."""
    return tuple(
        ActionSpec(f"{binding.method}:{binding.argument or ''}", binding.title, binding.keys[0], binding)
        for method in methods for binding in BINDINGS if binding.method == method
    )


def panel_actions() -> tuple[ActionSpec, ...]:
    """Return what shows or hides each panel that can be shown or hidden."""
    return tuple(ActionSpec(f"panels.toggle:{spec.name}", spec.toggle, spec.keys)
                 for spec in panels.PANELS if spec.toggle)


def menus() -> tuple[tuple[str, tuple[ActionSpec, ...]], ...]:
    """Return the menus with their actions."""
    return (
        (N_("File"), FILE),
        (N_("Edit"), (*canvas_actions(_EDIT), *FIND)),
        (N_("Insert"), canvas_actions(_INSERT)),
        (N_("Arrange"), (*ARRANGED, *canvas_actions(_ARRANGE))),
        (N_("Go"), canvas_actions(_GO)),
        (N_("View"), (*GO_TO, *panel_actions(), *VIEW, *canvas_actions(_LOOK))),
        (N_("Workshop"), WORKSHOP),
        (N_("Help"), HELP),
    )


def with_keys(title: str, name: str) -> str:
    """Return a title in the interface's language with the keys of the action `name`, for a tooltip."""
    keys = next(spec.keys for _, specs in menus() for spec in specs if spec.name == name)
    return f"{tr(title)} ({key_text(keys)})"


class Actions(QObject):
    """The QActions of the table. `window` has what each name says; canvas actions go to `perform`."""

    def __init__(self, window: QObject, perform: Callable[[KeyBinding], None], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._perform = perform
        self.by_name: dict[str, QAction] = {}
        self._titles: dict[str, str] = {}
        self._menus = menus()
        for spec in self._all():
            self._make(spec)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus again in the interface's language and return them by their English titles."""
        for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        bar.clear()
        self.retranslate()
        made: dict[str, QMenu] = {}
        for title, specs in self._menus:
            menu = bar.addMenu(tr(title))
            for spec in specs:
                menu.addAction(self.by_name[spec.name])
            made[title] = menu
        return made

    def retranslate(self) -> None:
        """Speak the interface's language."""
        for name, action in self.by_name.items():
            action.setText(tr(self._titles[name]))

    def title(self, name: str) -> str:
        """Return the English title of an action."""
        return self._titles[name]

    def _all(self) -> Iterator[ActionSpec]:
        for _, specs in self._menus:
            yield from specs

    def _make(self, spec: ActionSpec) -> None:
        action = QAction(self)
        action.setObjectName(spec.name)
        action.setShortcut(sequence(spec.keys))
        if spec.canvas is not None:
            # The canvas reads its keys itself; here they are only shown.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(partial(self._on_canvas, spec.canvas))
        else:
            action.triggered.connect(partial(self._in_window, spec.name))
        self.by_name[spec.name] = action
        self._titles[spec.name] = spec.title

    def _in_window(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        method, _, argument = name.partition(":")
        attrgetter(method)(self._window)(*([argument] if argument else []))

    def _on_canvas(self, binding: KeyBinding, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self._perform(binding)
