"""The menus in one table: every action of the window, where it stands, its keys, and what shows whether it is on.

Search, help and the menu bar are made from it. Titles are English sources: `title` says what an action is wherever it
stands alone, `label` is the shorter word of its menu. An ellipsis stands where a dialog asks something first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from visavis.blueprint.drawing import THEMES
from visavis.blueprint.language import LANGUAGES, N_, Decimal, Message, Share, message
from visavis.blueprint.model.step_sections import FINDINGS, FINDINGS_TITLE, SECTIONS
from visavis.blueprint.model.words import CLOSED_LISTS
from visavis.ui.canvas.keys import BINDINGS, KeyBinding
from visavis.ui.canvas.tools.palette_entries import PALETTE
from visavis.ui.kit.appearance_settings import SIZES
from visavis.ui.window import panels
from visavis.ui.window.panels import screens

# What a list of a menu says of itself until it is opened; `ui.window.menus` fills them.
TEMPLATES, RECENT, EXAMPLES = "templates", "recent", "examples"
THEME_TITLES = {"light": (N_("Light colours"), N_("Light")), "dark": (N_("Dark colours"), N_("Dark")),
                "high-contrast": (N_("High contrast"), N_("High contrast"))}
LANGUAGE_NAMES = {"fr": N_("Français"), "en": N_("English")}
SIZE_TITLES = {f"{size:g}": message("Text of {size} points", size=Decimal(size)) for size in SIZES}
# Shares of the full size, beside the full size itself and the whole.
ZOOMS = (0.5, 0.75)


class HelpPart(Enum):
    """The parts of the help, in their order; each has its entry in the menu."""

    GUIDE = auto()
    KEYS = auto()
    GLOSSARY = auto()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: a method of the window or of a part of it ("file.save"), or what the `canvas` binds to a key.

    What stands after a colon is the method's argument ("panels.toggle:table"). `state` names what of the window says
    that it is on: as a check mark, or with a dot where it is one `choice` of several. `shown_keys` are words about
    keys that are no shortcut.
    """

    name: str
    title: str | Message
    keys: str = ""
    canvas: KeyBinding | None = None
    label: str | Message = ""
    state: str = ""
    choice: bool = False
    shown_keys: str = ""

    @property
    def argument(self) -> str:
        """The method's argument; empty for none."""
        return self.name.partition(":")[2]


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu: its title with its access letter, and its entries; a line parts the groups. `listing` is read later."""

    title: str
    groups: tuple[tuple[ActionSpec | MenuSpec, ...], ...] = ()
    shown_keys: str = ""
    listing: str = ""

    def actions(self) -> Iterator[ActionSpec]:
        """Yield its actions, those of its submenus included."""
        for group in self.groups:
            for entry in group:
                if isinstance(entry, MenuSpec):
                    yield from entry.actions()
                else:
                    yield entry


def menus() -> tuple[MenuSpec, ...]:
    """Return the menus of the menu bar."""
    return _menus_of(panels.PANELS)


@lru_cache(maxsize=1)
def _menus_of(shown: tuple[panels.PanelSpec, ...]) -> tuple[MenuSpec, ...]:
    """Return the menus of a window with these panels: every button that tells its keys asks for them."""
    return _file(), _edit(), _insert(), _arrange(), _view(shown), _workshop(), _help()


def all_actions() -> Iterator[ActionSpec]:
    """Yield the actions of every menu."""
    for menu in menus():
        yield from menu.actions()


def keys_of(name: str) -> str:
    """Return the keys of an action; empty for none. Raises KeyError for a name that no action has."""
    return _keys_by_name(panels.PANELS)[name]


@lru_cache(maxsize=1)
def _keys_by_name(shown: tuple[panels.PanelSpec, ...]) -> dict[str, str]:
    return {spec.name: spec.keys for menu in _menus_of(shown) for spec in menu.actions()}


def _canvas(method: str, label: str | Message, argument: str = "", *, state: str = "", choice: bool = False,
            shown_keys: str = "") -> ActionSpec:
    """Return what the canvas binds to a method, with its argument, under the word of its menu."""
    binding = next(binding for binding in BINDINGS
                   if binding.method == method and (binding.argument or "") == argument)
    return ActionSpec(f"{method}:{argument}", binding.title, binding.keys[0] if binding.keys else "", binding,
                      label, state, choice, shown_keys)


def _file() -> MenuSpec:
    fresh = MenuSpec(N_("New blueprint"), ((
        ActionSpec("dialogs.show_start_page", N_("Start page…"), "Ctrl+N"),
        ActionSpec("dialogs.import_document", N_("Import…")),
    ),), "Ctrl+N", TEMPLATES)
    return MenuSpec(N_("&File"), (
        (fresh, ActionSpec("open", N_("Open…"), "Ctrl+O"), MenuSpec(N_("Recent"), listing=RECENT),
         MenuSpec(N_("Examples"), listing=EXAMPLES)),
        (ActionSpec("save", N_("Save"), "Ctrl+S"), ActionSpec("save_as", N_("Save as…"), "Ctrl+Shift+S"),
         ActionSpec("dialogs.save_as_template", N_("Save as a template…")),
         ActionSpec("dialogs.show_versions", N_("Versions…"))),
        (ActionSpec("create_to_be", N_("Create the redesign…")),),
        (ActionSpec("dialogs.export", N_("Export…"), "Ctrl+E"),
         ActionSpec("dialogs.print_poster", N_("Print…"), "Ctrl+P"),
         ActionSpec("dialogs.show_brand_kits", N_("Brand kit…"))),
        (ActionSpec("dialogs.show_preferences", N_("Preferences…"), "Ctrl+,"),
         ActionSpec("quit", N_("Quit"), "Ctrl+Q")),
    ))


def _edit() -> MenuSpec:
    kinds = tuple(_canvas("set_kind", words.label, kind, state="states.kind_here", choice=True)
                  for kind, words in CLOSED_LISTS["kind"].items())
    write = (_canvas("edit_current", N_("The title"), shown_keys="F2"),
             ActionSpec("dialogs.write_plain_words", N_("Write plain words for the public…"),
                        label=N_("Plain words for the public…")),
             ActionSpec("dialogs.write_record", N_("Write the record of the pages…"), label=N_("The record…")))
    emotion = (_canvas("emotions.change", N_("Raise"), "up"), _canvas("emotions.change", N_("Lower"), "down"))
    return MenuSpec(N_("&Edit"), (
        (_canvas("undo", ""), _canvas("redo", "")),
        (_canvas("clipboard.cut", N_("Cut")), _canvas("clipboard.copy", N_("Copy")),
         _canvas("clipboard.paste", N_("Paste")), _canvas("duplicate_selection", N_("Duplicate")),
         _canvas("delete_selection", N_("Delete")), _canvas("select_all", N_("Select all"))),
        (MenuSpec(N_("Write"), (write,)),
         MenuSpec(N_("Kind of step"), (kinds,), N_("Alt+1…6")),
         MenuSpec(N_("Emotion"), (emotion,), N_("Alt+Page"))),
        (ActionSpec("find_text", N_("Find…"), "Ctrl+F"), ActionSpec("replace_text", N_("Replace…"), "Ctrl+H"),
         ActionSpec("search", N_("Run a command…"), "Ctrl+K")),
    ))


def _insert() -> MenuSpec:
    kinds = tuple(ActionSpec(f"canvas.set_tool:{entry.tool}", message("Add: {kind}", kind=Message(entry.title)),
                             label=entry.title) for entry in PALETTE if entry.kind is not None)
    lanes = tuple(ActionSpec(f"add_lane:{kind}", message("Add a lane: {kind}", kind=Message(words.label)),
                             label=words.label) for kind, words in CLOSED_LISTS["lane-kind"].items())
    return MenuSpec(N_("&Insert"), (
        (_canvas("add_next", N_("Next step"), shown_keys=N_("Tab while writing")),
         _canvas("add_answer", N_("Answer on the other side")),
         MenuSpec(N_("Step of another kind"), (kinds,)),
         _canvas("start_connecting", N_("Connect to a step")), _canvas("add_note", N_("Note"))),
        (_canvas("add_phase", N_("Phase after this one")),
         _canvas("edit_actions.split_phase", N_("Phase from here on")),
         MenuSpec(N_("Lane"), (lanes,)), _canvas("insert_column", N_("Column here"))),
    ))


def _arrange() -> MenuSpec:
    move = tuple(_canvas("move_selection", label, where) for label, where in (
        (N_("Left"), "left"), (N_("Right"), "right"), (N_("To the lane above"), "up"),
        (N_("To the lane below"), "down")))
    reroute = (_canvas("edit_actions.reconnect", N_("End of the flow"), "target"),
               _canvas("edit_actions.reconnect", N_("Start of the flow"), "source"))
    phase = (_canvas("rename_phase", N_("Rename")), _canvas("edit_actions.move_phase", N_("Move left"), "left"),
             _canvas("edit_actions.move_phase", N_("Move right"), "right"),
             _canvas("edit_actions.merge_phase", N_("Merge with the previous one")))
    lane = (_canvas("rename_lane", N_("Rename")), _canvas("edit_actions.move_lane", N_("Move up"), "up"),
            _canvas("edit_actions.move_lane", N_("Move down"), "down"))
    return MenuSpec(N_("&Arrange"), (
        (ActionSpec("dialogs.arrange", N_("Arrange the steps…")),
         _canvas("edit_actions.align", N_("Align in the lane"), "lane"),
         _canvas("edit_actions.align", N_("Align in the column"), "column")),
        (MenuSpec(N_("Move the step"), (move,), N_("Shift+arrows")),
         _canvas("edit_actions.move_notes", N_("Move the step’s notes")),
         MenuSpec(N_("Redirect the flow"), (reroute,), "R")),
        (MenuSpec(N_("Phase"), (phase,)), MenuSpec(N_("Lane"), (lane,)),
         _canvas("remove_column", N_("Delete the empty column"))),
    ))


def _view(all_panels: tuple[panels.PanelSpec, ...]) -> MenuSpec:
    shown = tuple(_panel_action(spec) for spec in all_panels if spec.toggle and spec.at_start)
    themes = tuple(ActionSpec(f"appearance.set_theme:{name}", THEME_TITLES[name][0], label=THEME_TITLES[name][1],
                              state="appearance.theme.name", choice=True) for name in THEMES)
    speech = tuple(ActionSpec(f"appearance.set_language:{tag}", LANGUAGE_NAMES[tag], state="appearance.language",
                              choice=True) for tag in LANGUAGES)
    return MenuSpec(N_("&View"), (
        (*shown, ActionSpec("presentation.toggle_notes", N_("Show or hide the notes"), "Ctrl+Shift+N",
                             label=N_("Notes"), state="states.are_notes_shown"),
         ActionSpec("canvas.minimap.toggle", N_("Overview map"), state="canvas.minimap.is_wanted"),
         _canvas("emotions.toggle", N_("Emotion curve"), state="canvas.emotions.is_on")),
        (MenuSpec(N_("Go to"), _go_to(all_panels)), MenuSpec(N_("Isolate"), (_isolate(),)),
         MenuSpec(N_("Fold"), (_fold(),)), MenuSpec(N_("Zoom"), _zoom(), N_("Ctrl +, −, 0, 1"))),
        (MenuSpec(N_("Theme"), (themes, (ActionSpec("appearance.next_theme", N_("Next theme"), "Ctrl+Shift+K"),))),
         MenuSpec(N_("Text size"), _sizes()),
         MenuSpec(N_("Language"), (speech, (
             ActionSpec("appearance.next_language", N_("Next language"), "Ctrl+Shift+L"),))),
         ActionSpec("appearance.toggle_motion", N_("Reduced motion"), state="appearance.is_motion_reduced")),
    ))


def _panel_action(spec: panels.PanelSpec) -> ActionSpec:
    return ActionSpec(f"panels.toggle:{spec.name}", message("Show or hide: {panel}", panel=Message(spec.toggle)),
                      spec.keys, label=spec.toggle, state="panels.is_shown")


def _go_to(all_panels: tuple[panels.PanelSpec, ...]) -> tuple[tuple[ActionSpec | MenuSpec, ...], ...]:
    places = tuple(ActionSpec(f"go_to:{name}", message("Go to: {place}", place=Message(title)), label=title,
                              state="header.current_screen", choice=True) for name, title in screens())
    steps = (*(_canvas("go_along", label, where) for label, where in (
        (N_("Along the flow"), "onward"), (N_("Back along the flow"), "back"), (N_("Next way out"), "next-way"),
        (N_("Previous way out"), "way-before"))), _canvas("go_to_edge", N_("First step of the lane"), "first"),
        _canvas("go_to_edge", N_("Last step of the lane"), "last"))
    later = tuple(_panel_action(spec) for spec in all_panels if spec.toggle and not spec.at_start)
    fields = tuple(ActionSpec(f"go_to_section:{name}", title, f"Ctrl+Shift+{number}", label=label)
                   for number, (name, label, title) in enumerate(_sections(), 1))
    return (
        places,
        (ActionSpec("show_next_screen", N_("Next place"), "Ctrl+Tab"),
         ActionSpec("show_previous_screen", N_("Previous place"), "Ctrl+Shift+Tab")),
        (ActionSpec("focus_ring.go_on", N_("Next panel"), "F6"),
         ActionSpec("focus_ring.go_back", N_("Previous panel"), "Shift+F6"),
         ActionSpec("go_to_menus", N_("Menu bar"), "F10")),
        (MenuSpec(N_("Step"), (steps, fields), N_("Alt+arrows")),
         *later, ActionSpec("dialogs.show_scale", N_("Cost and scale…"))),
    )


def _sections() -> Iterator[tuple[str, str, str]]:
    """Yield the name of each section of a step's fields, its title, and what going there is called."""
    titles = {section.name: section.title for section in SECTIONS} | {FINDINGS: FINDINGS_TITLE}
    going = {"essentials": N_("Go to the essentials"), "conversation": N_("Go to the conversation"),
             "times": N_("Go to the times"), "feeling": N_("Go to how it feels"),
             "law": N_("Go to law and documents"), FINDINGS: N_("Go to the frictions of the step")}
    for name, title in titles.items():
        yield name, title, going[name]


def _isolate() -> tuple[ActionSpec, ...]:
    lit = "states.lit_facet"
    return (_canvas("spotlight.show_only_here", N_("Lane"), "lane", state=lit, choice=True),
            _canvas("spotlight.show_only_here", N_("Phase"), "phase", state=lit, choice=True),
            _canvas("spotlight.show_only_here", N_("Channel"), "channel", state=lit, choice=True),
            _canvas("spotlight.show_all", N_("Everything"), state=lit, choice=True))


def _fold() -> tuple[ActionSpec, ...]:
    return (_canvas("folding.toggle_here", N_("This lane"), "lane"),
            _canvas("folding.toggle_here", N_("This phase"), "phase"),
            _canvas("folding.fold_others", N_("Other lanes"), "lane"),
            _canvas("folding.fold_others", N_("Other phases"), "phase"),
            _canvas("folding.unfold", N_("Unfold everything")))


def _zoom() -> tuple[tuple[ActionSpec, ...], ...]:
    sizes = tuple(ActionSpec(f"states.zoom_to:{share:g}", message("{zoom}", zoom=Share(share)),
                             state="states.zoom", choice=True)
                  for share in ZOOMS)
    return ((_canvas("zoom_in", N_("In")), _canvas("zoom_out", N_("Out"))),
            (*sizes, _canvas("full_size", message("{zoom}", zoom=Share(1)), state="states.full_size", choice=True),
             _canvas("fit", N_("Whole blueprint"))))


def _sizes() -> tuple[tuple[ActionSpec, ...], ...]:
    sizes = tuple(ActionSpec(f"appearance.set_text_size:{points}", title, state="appearance.text_points", choice=True)
                  for points, title in SIZE_TITLES.items())
    half = len(sizes) // 2
    return (sizes[:half], sizes[half:], (
        ActionSpec("appearance.larger_text", N_("Larger text"), "Ctrl+Alt+PgUp", label=N_("Larger")),
        ActionSpec("appearance.smaller_text", N_("Smaller text"), "Ctrl+Alt+PgDown", label=N_("Smaller")),
        ActionSpec("appearance.usual_text", N_("Text of the usual size"), "Ctrl+Alt+Home", label=N_("Usual"))))


def _workshop() -> MenuSpec:
    return MenuSpec(N_("&Workshop"), (
        (ActionSpec("presentation.toggle", N_("Present"), "F11", state="presentation.is_on"),),
        (ActionSpec("presentation.next_activity", N_("Next activity"), "Ctrl+PgDown"),
         ActionSpec("presentation.previous_activity", N_("Previous activity"), "Ctrl+PgUp"),
         ActionSpec("presentation.toggle_clock", N_("Run the timer"), "Ctrl+Alt+Space",
                    state="presentation.session.is_running"),
         ActionSpec("presentation.session.add_minute", N_("Add a minute"))),
    ))


def _help() -> MenuSpec:
    return MenuSpec(N_("&Help"), (
        (ActionSpec("dialogs.show_guide", N_("Guide"), "F1"),
         ActionSpec("dialogs.show_keys", N_("Keyboard shortcuts")),
         ActionSpec("dialogs.show_glossary", N_("Glossary")),
         ActionSpec("dialogs.begin_tour", N_("Two-minute tour"))),
        (ActionSpec("dialogs.report_problem", N_("Report a problem…")),
         ActionSpec("dialogs.show_about", N_("About Vis-à-vis"))),
    ))
