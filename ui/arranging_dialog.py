"""Arranging the steps anew: the drawing as it is above the drawing as it would be, and a choice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSplitter, QVBoxLayout, QWidget

from blueprint.drawing.theme import Theme
from blueprint.editing import diff
from blueprint.model import BlueprintDocument
from ui.comparing.side_view import SideView
from ui.i18n import speech, tr
from ui.inspector.widgets import label
from ui.keeping.versions_dialog import marks
from ui.session_bridge import SessionBridge

SIZE = (1180, 720)


class ArrangingDialog(QDialog):
    """Asks whether the steps are to stand as in `after`."""

    def __init__(self, bridge: SessionBridge, after: BlueprintDocument, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Arrange the steps"))
        self.resize(*SIZE)
        before = bridge.document
        self.before, self.after = SideView(guide_down=True), SideView(guide_down=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Arrange the steps"), "title", self))
        changes = diff(before, after)
        moved = speech.translator.plural("{count} step moves", "{count} steps move", len(changes.steps.ids))
        self.told = label(f"{moved} · " + tr("{before} columns become {after}", before=_columns(before),
                                             after=_columns(after)), "", self)
        column.addWidget(self.told)
        drawings = QSplitter(Qt.Orientation.Vertical)
        for words, view, document in ((tr("As it is now"), self.before, before), (tr("Arranged"), self.after, after)):
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(label(words, "overline", part))
            inner.addWidget(view, 1)
            view.setAccessibleName(words)
            view.set_theme(theme)
            view.draw(document, None)
            view.mark(marks(changes, after=view is self.after))
            drawings.addWidget(part)
        column.addWidget(drawings, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.arrange = self.buttons.addButton(tr("Arrange"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.arrange.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def done(self, result: int) -> None:
        """Stop drawing before closing."""
        for view in (self.before, self.after):
            view.close_work()
        super().done(result)

    def showEvent(self, event: object) -> None:
        """Show the whole of both drawings first."""
        super().showEvent(event)
        for view in (self.before, self.after):
            view.camera.fit()


def _columns(document: BlueprintDocument) -> int:
    return sum(document.columns_of_phase.values())
