"""The versions of a file: when it was saved, what has changed since, shown one above the other, and brought back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from blueprint.analysis.comparison.changes import ChangeKind
from blueprint.drawing.theme import Theme
from blueprint.editing import BecomeDocument, ChangeSet, diff
from blueprint.editing.telling import told
from blueprint.language import message
from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.storage.versions import Version
from ui.comparing.change_marks import StepChange
from ui.comparing.side_view import SideView
from ui.files import DocumentFile
from ui.i18n import tr
from ui.inspector.widgets import label
from ui.keeping.moments import moment
from ui.messages import tell
from ui.session_bridge import SessionBridge

SIZE = (1180, 720)
LIST_WIDTH = 300


class VersionsDialog(QDialog):
    """Lists versions, the latest first; the chosen one stands above the document as it is now."""

    def __init__(self, versions: list[Version], bridge: SessionBridge, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._versions = versions
        self._chosen: BlueprintDocument | None = None
        self.setWindowTitle(tr("Versions"))
        self.resize(*SIZE)
        self.then, self.now = SideView(guide_down=True), SideView(guide_down=False)
        self.list = QListWidget(self)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Versions, the latest first"))
        self.changes = label("", "", self)
        self.changes.setMinimumHeight(44)
        self._lay_out()
        for view in (self.then, self.now):
            view.set_theme(theme)
        self.now.draw(bridge.document, bridge.analysis)
        for version in versions:
            self.list.addItem(QListWidgetItem(moment(version.saved)))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def done(self, result: int) -> None:
        """Stop drawing before closing."""
        for view in (self.then, self.now):
            view.close_work()
        super().done(result)

    def restore(self) -> None:
        """Bring the chosen version back, as an edit that can be undone."""
        if self._chosen is not None:
            self._bridge.do(BecomeDocument(message("Bring a version back"), self._chosen))
            self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Versions"), "title", self))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        drawings = QSplitter(Qt.Orientation.Vertical)
        for words, view in ((tr("As it was saved"), self.then), (tr("As it is now"), self.now)):
            part = QWidget()
            inner = QVBoxLayout(part)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(label(words, "overline", part))
            inner.addWidget(view, 1)
            view.setAccessibleName(words)
            drawings.addWidget(part)
        side = QVBoxLayout()
        side.addWidget(self.changes)
        side.addWidget(drawings, 1)
        row.addLayout(side, 1)
        column.addLayout(row, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.bring_back = self.buttons.addButton(tr("Bring this version back"),
                                                 QDialogButtonBox.ButtonRole.ActionRole)
        self.bring_back.clicked.connect(self.restore)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def _show(self, row: int) -> None:
        try:
            self._chosen = self._versions[row].document()
        except BlueprintError as error:
            self._chosen = None
            self.changes.setText(tr(error.message))
        self.bring_back.setEnabled(self._chosen is not None)
        if self._chosen is None:
            return
        changes = diff(self._chosen, self._bridge.document)
        sentences = [tr(sentence) for sentence in told(changes)]
        self.changes.setText(tr("Since then: {changes}", changes=" · ".join(sentences)) if sentences
                             else tr("Nothing has changed since then."))
        self.then.draw(self._chosen, None)
        self.then.mark(marks(changes, after=False))
        self.now.mark(marks(changes, after=True))

    def showEvent(self, event: object) -> None:
        """Show the whole of both drawings first."""
        super().showEvent(event)
        for view in (self.then, self.now):
            view.camera.fit()


def marks(changes: ChangeSet, *, after: bool) -> Mapping[str, StepChange]:
    """Return what to mark on the drawing of the state before, or after: what came, went and changed."""
    fresh = changes.steps.added_ids if after else changes.steps.removed_ids
    kind = ChangeKind.ADDED if after else ChangeKind.REMOVED
    found = {name: StepChange(kind, ()) for name in fresh}
    moved = changes.steps.ids - changes.steps.added_ids - changes.steps.removed_ids
    return found | {name: StepChange(ChangeKind.CHANGED, ()) for name in moved}


def show_versions(file: DocumentFile, bridge: SessionBridge, theme: Theme, parent: QWidget) -> None:
    """Show the versions of the document's file, or say why there are none."""
    versions = file.versions.listed() if file.versions is not None else []
    if not versions:
        tell(parent, tr("There are no versions yet"), tr("A version is kept at every save."))
        return
    dialog = VersionsDialog(versions, bridge, theme, parent)
    dialog.exec()
    dialog.deleteLater()
