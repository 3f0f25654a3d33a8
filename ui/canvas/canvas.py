"""The canvas as its parts see it: a view of a blueprint, and of each other part only what they ask of it.

`BlueprintView` makes the parts and is such a canvas. A new overlay or tool takes a `Canvas`; it neither knows the
view nor the other parts, and no file here has to change for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Signal
from PySide6.QtWidgets import QWidget

from visavis.blueprint.drawing import Group
from visavis.blueprint.editing import Command
from visavis.blueprint.model import BlueprintDocument, Cell, Step
from visavis.ui.canvas import subjects
from visavis.ui.canvas.cursor import Cursor
from visavis.ui.canvas.hit_testing import Hit
from visavis.ui.canvas.keys import KeyBinding
from visavis.ui.canvas.overlays.highlights import Overlays
from visavis.ui.canvas.picture_view import PictureView
from visavis.ui.kit.selection import ElementRef, Selection
from visavis.ui.kit.session import SessionBridge


class Navigation(Protocol):
    """Where the keyboard's cursor is, and how it gets elsewhere."""

    cursor: Cursor | None

    def step(self) -> Step | None:
        """Return the step that the cursor is on."""

    def leading_step(self) -> Step | None:
        """Return the step under the cursor, or the one that the flow under it leads from."""

    def is_on_card(self) -> bool:
        """Return whether the cursor is on a card."""

    def rect(self) -> QRectF | None:
        """Return the box of what the cursor is on, in points."""

    def go_to_step(self, step_id: str, *, reveal: bool = True) -> None:
        """Put the cursor on a step."""

    def go_to_flow(self, key: str) -> None:
        """Put the cursor on a flow."""

    def go_to_phase(self, phase: str) -> None:
        """Put the cursor into a phase."""

    def go_back(self, cursor: Cursor | None, selection: Selection) -> None:
        """Focus and select again what was focused and selected."""


class Edits(Protocol):
    """What is done with whole cards, flows and notes."""

    def selected_steps(self) -> tuple[str, ...]:
        """Return the selected steps, or the one under the cursor."""

    def merge_phase(self, phase: str = "") -> None:
        """Pour a phase into the one before it, or the first into the next."""

    def delete_selection(self) -> None:
        """Delete what is selected."""

    def connect(self, source: str, target: str) -> None:
        """Connect two steps."""

    def targets(self, command: Callable[[str], Command]) -> frozenset[str]:
        """Return the steps for which a command is allowed."""

    def is_allowed(self, command: Command) -> bool:
        """Return whether a command is allowed."""

    def stick(self, notes: list[str], at: str | Cell | None) -> None:
        """Stick notes to a step or a cell, or take them off the drawing."""

    def take_up(self, notes: tuple[str, ...]) -> None:
        """Take up notes, to be put down elsewhere."""


class InPlaceWriting(Protocol):
    """Writing on the drawing itself."""

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""

    def begin(self, subject: subjects.WritingSubject, typed: str | None = None) -> None:
        """Begin to write a subject's text."""

    def edit_hit(self, hit: Hit) -> None:
        """Write what was hit."""

    def hint(self) -> str:
        """Return how to go on writing, in words."""


class FoldState(Protocol):
    """Which lanes and phases are folded."""

    def is_folded(self, ref: ElementRef) -> bool:
        """Return whether a lane or a phase is folded."""

    def toggle(self, ref: ElementRef) -> None:
        """Fold a lane or a phase, or unfold it."""


class Beam(Protocol):
    """What is looked at alone."""

    def show_only(self, facet: Any, name: str) -> None:
        """Look at one lane, phase, channel or persona alone (a `Facet`)."""


class Hand(Protocol):
    """The tool in hand, and the gesture that goes on with it."""

    def begin(self, gesture: Any) -> None:
        """Go on with a gesture (a `Tool`, which itself takes a canvas) until it ends."""

    def release(self, pointer: Any) -> None:
        """Let go of a pointer's button (a `Pointer`)."""

    def end_gesture(self) -> None:
        """End the gesture that goes on."""

    def let_go(self) -> None:
        """Give up whatever goes on."""

    def move(self, pointer: Any) -> None:
        """Move the pointer (a `Pointer`) on."""

    def hint(self) -> str:
        """Return what can be done with what is in hand, in words."""

    def select_first_tool(self) -> None:
        """Take the first tool to hand again."""


class Rested(Protocol):
    """What the pointer rests on."""

    ref: ElementRef | None


class HeadingPlaces(Protocol):
    """The headings of lanes and phases."""

    @property
    def strips(self) -> tuple[QWidget, ...]:
        """What headings stand in: the column of lanes, the row of phases."""

    def place_of(self, ref: ElementRef) -> QRect | None:
        """Return where a heading stands in the view, in pixels; None while it is out of sight."""

    def reveal(self, ref: ElementRef) -> None:
        """Bring a heading into sight."""


class KeyHint(Protocol):
    """What a canvas without steps says."""

    def repaint_if_moved(self) -> None:
        """Paint it again where it is now."""


class FocusAnnouncer(Protocol):
    """What a screen reader is told."""

    def announce_focus(self) -> None:
        """Tell what the cursor is on now."""


class Canvas(PictureView):
    """A blueprint that can be drawn. `cursor_moved` and `status_hint` tell others what has the focus, in words.

    `file_pasted` carries what was pasted that is no list of steps: the `Path` of a file, or what stands in one.
    """

    cursor_moved = Signal()
    status_hint = Signal(str)
    file_pasted = Signal(object)

    bridge: SessionBridge
    overlays: Overlays
    navigation: Navigation
    writing: InPlaceWriting
    toolbox: Hand
    headings: HeadingPlaces
    folding: FoldState
    spotlight: Beam
    empty: KeyHint
    accessible: FocusAnnouncer
    hover: Rested

    @property
    def edit_actions(self) -> Edits:
        """What is done with whole cards and flows."""
        raise NotImplementedError

    @property
    def document(self) -> BlueprintDocument:
        """The session's document."""
        return self.bridge.document

    def hit(self, point: QPointF) -> Hit:
        """Return what lies at a point of the drawing."""
        raise NotImplementedError

    def reveal(self, rect: QRectF) -> None:
        """Bring a box of the drawing into the window."""
        raise NotImplementedError

    def point_at(self, hit: Hit) -> None:
        """Focus and select what was pointed at."""
        raise NotImplementedError

    def group_of(self, name: str) -> Group | None:
        """Return the drawn group of a step."""
        raise NotImplementedError

    def redraw(self, *_: object) -> None:
        """Ask for a picture of the document as it is now."""
        raise NotImplementedError

    def finish_writing(self) -> None:
        """Commit what is being written."""
        raise NotImplementedError

    def open_menu(self, position: QPoint, *, of_whole: bool = False) -> None:
        """Open the menu of what is focused, or that `of_whole` the blueprint, at a pixel of the viewport."""
        raise NotImplementedError

    def perform(self, binding: KeyBinding) -> None:
        """Do what a key is bound to."""
        raise NotImplementedError
