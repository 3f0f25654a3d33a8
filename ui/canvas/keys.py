"""Every key of the canvas in one table, from which the canvas, the menus and the help page read.

Titles are English sources; `visavis.ui.kit.i18n.tr` translates them where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from visavis.blueprint.language import N_


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """What a key does.

    `method` names the method of `BlueprintView` or of a part of it ("writing.add_note"), `argument` its one argument,
    if any. `keys` are portable key sequences, the first being the one that menus show; what is seldom wanted has none
    and stands in the menus alone. None is Ctrl+Alt with a letter or figure (AltGr writes @ { [ € with them), none is
    Ins alone (the key of screen readers). `on_flow` keys are signs, which elsewhere are the beginning of a title.
    """

    method: str
    keys: tuple[str, ...]
    title: str
    argument: str | None = None
    on_flow: bool = False


BINDINGS: tuple[KeyBinding, ...] = (
    KeyBinding("edit_current", ("Return", "Enter", "F2"), N_("Write here: edit what is focused, or start a step")),
    KeyBinding("add_next", ("Tab",), N_("Add the next step on the same side")),
    KeyBinding("add_answer", ("Ctrl+Return", "Ctrl+Enter"), N_("Add the answer on the other side of the line")),
    KeyBinding("start_connecting", ("Ctrl+L",), N_("Connect to another step")),
    KeyBinding("edit_actions.reconnect", ("R",), N_("Redirect the end of the flow"), "target", on_flow=True),
    KeyBinding("edit_actions.reconnect", ("Shift+R",), N_("Redirect the start of the flow"), "source", on_flow=True),
    KeyBinding("add_note", ("Ctrl+M",), N_("Add a note here")),
    KeyBinding("edit_actions.move_notes", ("Ctrl+Shift+M",), N_("Move the notes here")),
    KeyBinding("add_phase", ("Ctrl+Ins",), N_("Add a phase after this one")),
    KeyBinding("rename_phase", ("Ctrl+F2",), N_("Rename the phase")),
    KeyBinding("rename_lane", ("Shift+F2",), N_("Rename the lane")),
    KeyBinding("edit_actions.split_phase", ("Ctrl+Shift+Ins",), N_("Begin a phase at this column")),
    KeyBinding("edit_actions.merge_phase", ("Ctrl+Shift+Del",), N_("Merge the phase with the previous one")),
    KeyBinding("edit_actions.move_phase", ("Ctrl+Shift+Left",), N_("Move the phase left"), "left"),
    KeyBinding("edit_actions.move_phase", ("Ctrl+Shift+Right",), N_("Move the phase right"), "right"),
    KeyBinding("edit_actions.move_lane", ("Ctrl+Shift+Up",), N_("Move the lane up"), "up"),
    KeyBinding("edit_actions.move_lane", ("Ctrl+Shift+Down",), N_("Move the lane down"), "down"),
    KeyBinding("edit_actions.align", (), N_("Align the selected steps in this lane"), "lane"),
    KeyBinding("edit_actions.align", (), N_("Align the selected steps in this column"), "column"),
    KeyBinding("insert_column", (), N_("Insert a column here")),
    KeyBinding("remove_column", ("Ctrl+Del",), N_("Delete this empty column")),
    KeyBinding("delete_selection", ("Del", "Backspace"), N_("Delete what is selected")),
    KeyBinding("duplicate_selection", ("Ctrl+D",), N_("Duplicate what is selected")),
    KeyBinding("clipboard.copy", ("Ctrl+C",), N_("Copy the steps")),
    KeyBinding("clipboard.cut", ("Ctrl+X",), N_("Cut the steps")),
    KeyBinding("clipboard.paste", ("Ctrl+V",), N_("Paste steps, a list or a table here")),
    KeyBinding("select_all", ("Ctrl+A",), N_("Select every step")),
    KeyBinding("cancel", ("Esc",), N_("Cancel what is under way, or clear the selection")),
    KeyBinding("undo", ("Ctrl+Z",), N_("Undo")),
    KeyBinding("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), N_("Redo")),
    KeyBinding("move_cursor", ("Left",), N_("Go left"), "left"),
    KeyBinding("move_cursor", ("Right",), N_("Go right"), "right"),
    KeyBinding("move_cursor", ("Up",), N_("Go up"), "up"),
    KeyBinding("move_cursor", ("Down",), N_("Go down"), "down"),
    KeyBinding("move_cursor_only", ("Ctrl+Left",), N_("Go left, and keep what is selected"), "left"),
    KeyBinding("move_cursor_only", ("Ctrl+Right",), N_("Go right, and keep what is selected"), "right"),
    KeyBinding("move_cursor_only", ("Ctrl+Up",), N_("Go up, and keep what is selected"), "up"),
    KeyBinding("move_cursor_only", ("Ctrl+Down",), N_("Go down, and keep what is selected"), "down"),
    KeyBinding("toggle_selected", ("Ctrl+Space",), N_("Add this to the selection")),
    KeyBinding("move_selection", ("Shift+Left",), N_("Move the steps left"), "left"),
    KeyBinding("move_selection", ("Shift+Right",), N_("Move the steps right"), "right"),
    KeyBinding("move_selection", ("Shift+Up",), N_("Move the steps to the lane above"), "up"),
    KeyBinding("move_selection", ("Shift+Down",), N_("Move the steps to the lane below"), "down"),
    KeyBinding("go_along", ("Alt+Right",), N_("Follow the flow onward"), "onward"),
    KeyBinding("go_along", ("Alt+Left",), N_("Follow the flow back"), "back"),
    KeyBinding("go_along", ("Alt+Down",), N_("Turn to the next way out"), "next-way"),
    KeyBinding("go_along", ("Alt+Up",), N_("Turn to the previous way out"), "way-before"),
    KeyBinding("go_to_edge", ("Home",), N_("Go to the lane's first step"), "first"),
    KeyBinding("go_to_edge", ("End",), N_("Go to the lane's last step"), "last"),
    KeyBinding("set_kind", ("Alt+1",), N_("Make the step an action"), "action"),
    KeyBinding("set_kind", ("Alt+2",), N_("Make the step a wait"), "wait"),
    KeyBinding("set_kind", ("Alt+3",), N_("Make the step a decision"), "decision"),
    KeyBinding("set_kind", ("Alt+4",), N_("Make the step a piece of evidence"), "evidence"),
    KeyBinding("set_kind", ("Alt+5",), N_("Make the step the start"), "start"),
    KeyBinding("set_kind", ("Alt+6",), N_("Make the step an outcome"), "outcome"),
    KeyBinding("emotions.toggle", ("Ctrl+Shift+E",), N_("Emotion curve")),
    KeyBinding("emotions.change", ("Alt+PgUp",), N_("Raise the citizen’s emotion here"), "up"),
    KeyBinding("emotions.change", ("Alt+PgDown",), N_("Lower the citizen’s emotion here"), "down"),
    KeyBinding("spotlight.show_only_here", (), N_("Isolate this lane"), "lane"),
    KeyBinding("spotlight.show_only_here", (), N_("Isolate this phase"), "phase"),
    KeyBinding("spotlight.show_only_here", (), N_("Isolate this step’s channel"), "channel"),
    KeyBinding("spotlight.show_all", (), N_("Show everything again")),
    KeyBinding("folding.toggle_here", (), N_("Fold this lane"), "lane"),
    KeyBinding("folding.toggle_here", (), N_("Fold this phase"), "phase"),
    KeyBinding("folding.fold_others", (), N_("Fold every other lane"), "lane"),
    KeyBinding("folding.fold_others", (), N_("Fold every other phase"), "phase"),
    KeyBinding("folding.unfold", (), N_("Unfold everything")),
    KeyBinding("zoom_in", ("Ctrl+=", "Ctrl++"), N_("Zoom in")),
    KeyBinding("zoom_out", ("Ctrl+-",), N_("Zoom out")),
    KeyBinding("full_size", ("Ctrl+0",), N_("Full size")),
    KeyBinding("fit", ("Ctrl+1", "Ctrl+9"), N_("Fit the whole blueprint")),
)


# The digits' row without Shift on French keyboards, from 1 to 0: with Ctrl or Alt these keys mean their digits.
_FRENCH_DIGITS = dict(zip("&é\"'(-è_çà".upper(), "1234567890", strict=True))


def binding_for(event: QKeyEvent) -> KeyBinding | None:
    """Return what a key press is bound to, if anything."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    binding = _find_binding(modifiers, event.key())
    if binding is None and modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        digit = _FRENCH_DIGITS.get(chr(event.key())) if event.key() < _FIRST_SPECIAL_KEY else None
        binding = _find_binding(modifiers, ord(digit)) if digit else None
    if binding is None and modifiers == Qt.KeyboardModifier.ShiftModifier:
        # Where a keyboard needs Shift for a sign, or Caps Lock is on, the key still says what is meant.
        binding = _find_binding(Qt.KeyboardModifier.NoModifier, event.key())
        return binding if binding is not None and binding.on_flow else None
    return binding


# Qt numbers keys by their character up to here; beyond are Esc, Tab, the arrows and their like.
_FIRST_SPECIAL_KEY = 0x01000000


def sequence(keys: str) -> QKeySequence:
    """Return a combination of keys by its portable name (`Ctrl+Return`), whatever language the interface speaks.

    QKeySequence's own constructor takes the names of the interface's language, where one word may mean two keys.
    """
    return QKeySequence.fromString(keys)


def key_text(keys: str) -> str:
    """Return what a combination is called in the interface's language, by its portable name."""
    return sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


@lru_cache(maxsize=1)
def _table() -> dict[str, KeyBinding]:
    return {sequence(keys).toString(_PORTABLE): binding for binding in BINDINGS for keys in binding.keys}


_PORTABLE = QKeySequence.SequenceFormat.PortableText


def _find_binding(modifiers: Qt.KeyboardModifier, key: int) -> KeyBinding | None:
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(key)))
    return _table().get(pressed.toString(_PORTABLE))
