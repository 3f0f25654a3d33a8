"""Two states of one document, one above the other, with what differs marked on both."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from visavis.blueprint.analysis import Analysis, ChangeKind
from visavis.blueprint.drawing import Theme
from visavis.blueprint.drawing.before_after.before_after_words import CHANGES
from visavis.blueprint.editing import ChangeSet, diff
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.redesign.change_marks import StepChange
from visavis.ui.features.redesign.pane import ComparisonPane
from visavis.ui.kit.widgets import label

# Any size: both get as much.
HALF = 1000


class VersionDiff(QSplitter):
    """An earlier state above a later one; `close_work` stops drawing."""

    def __init__(self, earlier: str, later: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.earlier, self.later = ComparisonPane(), ComparisonPane()
        for words, view in ((earlier, self.earlier), (later, self.later)):
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(label(words, "overline", part))
            inner.addWidget(view, 1)
            view.setAccessibleName(words)
            view.set_theme(theme)
            view.drawn.connect(self._fit)
            view.viewport().installEventFilter(self)
            self.addWidget(part)
        self.setSizes([HALF, HALF])
        self._scale: float | None = None

    def show_both(self, earlier: BlueprintDocument, later: BlueprintDocument,
                  analysis: Analysis | None = None) -> ChangeSet:
        """Draw both, mark what differs and return it; `analysis` is that of the later one."""
        changes = diff(earlier, later)
        self.earlier.draw(earlier, None)
        self.later.draw(later, analysis)
        self.earlier.show_changes(mark_changes(earlier, later, changes, after=False))
        self.later.show_changes(mark_changes(earlier, later, changes, after=True))
        return changes

    def close_work(self) -> None:
        """Stop drawing, before the dialog around it closes."""
        for view in (self.earlier, self.later):
            view.close_work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the whole of both drawings in their new room, unless someone came nearer."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Show the whole of both drawings, at one scale: only so can they be compared."""
        views = (self.earlier, self.later)
        if self._scale is not None and any(view.camera.scale != self._scale for view in views):
            return
        for view in views:
            view.camera.fit()
        self._scale = min(view.camera.scale for view in views)
        for view in views:
            view.camera.zoom_to(self._scale)
            view.camera.centre_on(view.middle())


def mark_changes(earlier: BlueprintDocument, later: BlueprintDocument, changes: ChangeSet, *,
                 after: bool) -> Mapping[str, StepChange]:
    """Return what to mark on the drawing of the state before, or after: what came, went, moved and changed."""
    fresh = changes.steps.added_ids if after else changes.steps.removed_ids
    kind = ChangeKind.ADDED if after else ChangeKind.REMOVED
    found = {name: StepChange(kind) for name in fresh}
    for name in changes.steps.ids - changes.steps.added_ids - changes.steps.removed_ids:
        moved = earlier.step_by_id[name].cell != later.step_by_id[name].cell
        changed = ChangeKind.MOVED if moved else ChangeKind.CHANGED
        found[name] = StepChange(changed, pill=CHANGES[changed])
    return found
