"""Folding lanes and phases, so that the rest of a wide or tall blueprint fits; nothing of the document changes.

In a low window evidence is folded for want of room. That is the window's doing and goes with it; what someone folds
or unfolds meanwhile is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from visavis.blueprint.layout import UNFOLDED, Folds
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.selection import ElementKind, ElementRef

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


class Folding(QObject):
    """Which lanes and phases of a view are folded, and how they get so."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view
        self._chosen = UNFOLDED
        self._folds_evidence = False
        # What someone unfolded although the window is low.
        self._kept_open: frozenset[str] = frozenset()

    @property
    def folds(self) -> Folds:
        """What is folded: by whoever works here, and by the window."""
        return Folds(self._chosen.lanes | (self._evidence() - self._kept_open), self._chosen.phases)

    def fold_evidence(self, folded: bool) -> None:  # noqa: FBT001 - Qt's way with setters
        """Fold the lanes of evidence while the window is low, or no longer; who says so asks for a picture."""
        if folded != self._folds_evidence:
            self._folds_evidence, self._kept_open = folded, frozenset()

    def _evidence(self) -> frozenset[str]:
        if not self._folds_evidence:
            return frozenset()
        return frozenset(lane.id for lane in self._view.document.head.lanes if LANE_KINDS[lane.kind].is_evidence)

    def toggle_here(self, what: str) -> None:
        """Fold the focused place's `lane` or `phase`, or unfold it."""
        cursor = self._view.navigation.cursor
        if cursor is not None:
            cell, kind = cursor.cell, ElementKind(what)
            self.toggle(ElementRef(kind, cell.lane if kind is ElementKind.LANE else cell.phase))

    def toggle(self, ref: ElementRef) -> None:
        """Fold a lane or a phase, or unfold it."""
        if ref.kind is ElementKind.PHASE:
            self._fold(self._chosen.with_phase(ref.id))
        elif ref.id in self._evidence():
            lane, (lanes, phases) = {ref.id}, (self._chosen.lanes, self._chosen.phases)
            if self.is_folded(ref):
                self._fold(Folds(lanes - lane, phases), self._kept_open | lane)
            else:
                self._fold(Folds(lanes | lane, phases), self._kept_open - lane)
        else:
            self._fold(self._chosen.with_lane(ref.id))

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
            self._fold(Folds(lanes, self._chosen.phases))
        else:
            phases = frozenset(phase.id for phase in head.phases) - {cursor.cell.phase}
            self._fold(Folds(self._chosen.lanes, phases))

    def unfold(self) -> None:
        """Show every lane and phase in full."""
        self._fold(UNFOLDED, self._evidence())

    def forget(self) -> None:
        """Begin with another document, nothing folded."""
        self._chosen, self._kept_open = UNFOLDED, frozenset()

    def _fold(self, chosen: Folds, kept_open: frozenset[str] | None = None) -> None:
        before, view = self.folds, self._view
        self._chosen = chosen
        self._kept_open = self._kept_open if kept_open is None else kept_open
        if self.folds == before:
            return
        view.redraw()
        rect = view.navigation.rect()
        if rect is not None:
            view.camera.reveal(rect)
        is_whole = self.folds == UNFOLDED
        view.status_hint.emit("" if is_whole else tr("Folded · to undo: View, Fold, Unfold everything"))
