"""Two states of one document, one above the other, with what differs marked on both."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from blueprint.analysis.comparison.changes import ChangeKind
from blueprint.analysis.finding import Analysis
from blueprint.drawing.theme import Theme
from blueprint.editing import ChangeSet, diff
from blueprint.model import BlueprintDocument
from ui.comparing.change_marks import StepChange
from ui.comparing.side_view import SideView
from ui.inspector.widgets import label


class StackedDrawings(QSplitter):
    """An earlier state above a later one; `close_work` stops drawing."""

    def __init__(self, earlier: str, later: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.earlier, self.later = SideView(guide_down=True), SideView(guide_down=False)
        for words, view in ((earlier, self.earlier), (later, self.later)):
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(label(words, "overline", part))
            inner.addWidget(view, 1)
            view.setAccessibleName(words)
            view.set_theme(theme)
            self.addWidget(part)

    def show_both(self, earlier: BlueprintDocument, later: BlueprintDocument,
                  analysis: Analysis | None = None) -> ChangeSet:
        """Draw both, mark what differs and return it; `analysis` is that of the later one."""
        changes = diff(earlier, later)
        self.earlier.draw(earlier, None)
        self.later.draw(later, analysis)
        self.earlier.mark(_marks(changes, after=False))
        self.later.mark(_marks(changes, after=True))
        return changes

    def close_work(self) -> None:
        """Stop drawing, before the dialog around it closes."""
        for view in (self.earlier, self.later):
            view.close_work()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the whole of both drawings first."""
        super().showEvent(event)
        for view in (self.earlier, self.later):
            view.camera.fit()


def _marks(changes: ChangeSet, *, after: bool) -> Mapping[str, StepChange]:
    """Return what to mark on the drawing of the state before, or after: what came, went and changed."""
    fresh = changes.steps.added_ids if after else changes.steps.removed_ids
    kind = ChangeKind.ADDED if after else ChangeKind.REMOVED
    found = {name: StepChange(kind, ()) for name in fresh}
    moved = changes.steps.ids - changes.steps.added_ids - changes.steps.removed_ids
    return found | {name: StepChange(ChangeKind.CHANGED, ()) for name in moved}
