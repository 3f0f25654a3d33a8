"""Folding lanes and phases, so that the rest of a wide or tall blueprint fits; nothing of the document changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from visavis.blueprint.layout import UNFOLDED, Folds
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


class Folding(QObject):
    """Which lanes and phases of a view are folded, and how they get so."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self.folds = UNFOLDED

    def toggle_here(self, what: str) -> None:
        """Fold the focused place's `lane` or `phase`, or unfold it."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            cell, kind = cursor.cell, ElementKind(what)
            self.toggle(ElementRef(kind, cell.lane if kind is ElementKind.LANE else cell.phase))

    def toggle(self, ref: ElementRef) -> None:
        """Fold a lane or a phase, or unfold it."""
        self._fold(self.folds.with_lane(ref.id) if ref.kind is ElementKind.LANE else self.folds.with_phase(ref.id))

    def is_folded(self, ref: ElementRef) -> bool:
        """Return whether a lane or a phase is folded."""
        return ref.id in (self.folds.lanes if ref.kind is ElementKind.LANE else self.folds.phases)

    def fold_others(self, what: str) -> None:
        """Fold every `lane` or `phase` but the focused place's."""
        cursor, head = self._view.navigation.cursor, self._view.document.head
        if cursor is None:
            return
        if what == "lane":
            lanes = frozenset(lane.id for lane in head.lanes) - {cursor.cell.lane}
            self._fold(Folds(lanes, self.folds.phases))
        else:
            phases = frozenset(phase.id for phase in head.phases) - {cursor.cell.phase}
            self._fold(Folds(self.folds.lanes, phases))

    def unfold(self) -> None:
        """Show every lane and phase in full."""
        self._fold(UNFOLDED)

    def forget(self) -> None:
        """Begin with another document, nothing folded."""
        self.folds = UNFOLDED

    def _fold(self, folds: Folds) -> None:
        if folds == self.folds:
            return
        view = self._view
        self.folds = folds
        view.redraw()
        rect = view.navigation.rect()
        if rect is not None:
            view.camera.reveal(rect)
        view.status_hint.emit("" if folds == UNFOLDED else tr("Folded · to undo: View, Fold, Unfold everything"))
