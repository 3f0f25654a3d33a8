"""What can be done with a whole lane or phase: the menu of its heading."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from visavis.blueprint.drawing import DARK, LIGHT
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.model import Colour
from visavis.ui.canvas import subjects
from visavis.ui.canvas.overlays.spotlight import Facet
from visavis.ui.fields.choices import choices
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import swatch_icon
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


def fill_heading_menu(view: Canvas, menu: QMenu, ref: ElementRef) -> None:
    """Offer what can be done with a lane or a phase."""
    is_lane = ref.kind is ElementKind.LANE
    _add(menu, tr("Rename"), lambda: view.writing.begin(
        subjects.LaneName(ref.id) if is_lane else subjects.PhaseName(ref.id)))
    _add(menu, tr("Unfold") if view.folding.is_folded(ref) else tr("Fold"), lambda: view.folding.toggle(ref))
    _add(menu, tr("Isolate"), lambda: view.spotlight.show_only(Facet(ref.kind.value), ref.id))
    _add_colours(view, menu.addMenu(tr("Colour")), ref)
    menu.addSeparator()
    bands = list(view.document.lane_by_id if is_lane else view.document.phase_by_id)
    at = bands.index(ref.id)
    moves = ((tr("Move up"), -1), (tr("Move down"), 1)) if is_lane else ((tr("Move left"), -1), (tr("Move right"), 1))
    for text, by in moves:
        command = _move(ref, at + by)
        move = _add(menu, text, partial(view.bridge.do, command))
        move.setEnabled(0 <= at + by < len(bands) and view.edit_actions.is_allowed(command))
    _add(menu, tr("Duplicate"), lambda: duplicate_band(view, ref))
    menu.addSeparator()
    if not is_lane:
        merge = _add(menu, tr("Merge with the previous phase"), lambda: view.edit_actions.merge_phase(ref.id))
        merge.setEnabled(at > 0)
    remove = _add(menu, tr("Delete"), lambda: remove_band(view, ref))
    remove.setEnabled(len(bands) > 1)


def duplicate_band(view: Canvas, ref: ElementRef) -> None:
    """Copy a lane or phase with its steps and the flows among them, and select the copy."""
    is_lane = ref.kind is ElementKind.LANE
    known = view.document.lane_by_id if is_lane else view.document.phase_by_id
    name = tr("{name} (copy)", name=known[ref.id].name)
    command = commands.DuplicateLane(ref.id, name) if is_lane else commands.DuplicatePhase(ref.id, name)
    if view.bridge.do(command) is not None:
        bands = list(view.document.lane_by_id if is_lane else view.document.phase_by_id)
        view.bridge.select((ElementRef(ref.kind, bands[bands.index(ref.id) + 1]),))


def remove_band(view: Canvas, ref: ElementRef) -> None:
    """Remove a lane or phase with what stands in it, and say how it comes back."""
    is_lane = ref.kind is ElementKind.LANE
    steps = sum(getattr(step, ref.kind.value) == ref.id for step in view.document.steps)
    remove = commands.RemoveLane if is_lane else commands.RemovePhase
    if view.bridge.do(remove(ref.id, with_contents=True)) is not None:
        plural = interface_language.translator.plural
        view.status_hint.emit(plural("Deleted with {count} step · Ctrl+Z: undo",
                                     "Deleted with {count} steps · Ctrl+Z: undo", steps))


def _add_colours(view: Canvas, menu: QMenu, ref: ElementRef) -> None:
    """Offer the colours of the drawing, and none."""
    is_lane = ref.kind is ElementKind.LANE
    edit = commands.EditLane if is_lane else commands.EditPhase
    known = (view.document.lane_by_id if is_lane else view.document.phase_by_id)[ref.id].colour
    for value, label in ((None, tr("The theme’s")), *choices("colour", view.document)):
        action = _add(menu, label, partial(view.bridge.do, edit(ref.id, colour=value)))
        action.setCheckable(True)
        action.setChecked(known == value)
        if value is not None:
            colour = Colour(value)
            action.setIcon(swatch_icon(LIGHT.colours[colour].ink, DARK.colours[colour].ink))


def _move(ref: ElementRef, index: int) -> Command:
    return commands.MoveLane(ref.id, index) if ref.kind is ElementKind.LANE else commands.MovePhase(ref.id, index)


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _=False: act())
    return action
