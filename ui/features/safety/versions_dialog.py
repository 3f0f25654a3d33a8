"""The versions of a file: when it was saved, what has changed since, shown one above the other, and brought back."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.drawing import Theme
from visavis.blueprint.editing.commands import ReplaceDocument
from visavis.blueprint.editing.describe_changes import describe_changes
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage.versions import Version
from visavis.ui.features.redesign.version_diff import VersionDiff
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.kit.i18n import moment_text, tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import label

SIZE = (1180, 720)
LIST_WIDTH = 300


class VersionsDialog(ScreenDialog):
    """Lists versions, the latest first; the chosen one stands above the document as it is now."""

    def __init__(self, versions: list[Version], bridge: SessionBridge, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._versions = versions
        self._chosen: BlueprintDocument | None = None
        self.setWindowTitle(tr("Versions"))
        self.resize(*SIZE)
        self.drawings = VersionDiff(tr("As it was saved"), tr("As it is now"), theme, self)
        self.list = QListWidget(self)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Versions, the latest first"))
        self.changes = label("", "", self)
        self.changes.setMinimumHeight(44)
        self._lay_out()
        for version in versions:
            self.list.addItem(QListWidgetItem(moment_text(version.saved)))
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def done(self, result: int) -> None:
        """Stop drawing before closing."""
        self.drawings.close_work()
        super().done(result)

    def restore(self) -> None:
        """Bring the chosen version back, as an edit that can be undone."""
        if self._chosen is not None:
            self._bridge.do(ReplaceDocument(message("Restore a version"), self._chosen))
            self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Versions"), "title", self))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        side = QVBoxLayout()
        side.addWidget(self.changes)
        side.addWidget(self.drawings, 1)
        row.addLayout(side, 1)
        column.addLayout(row, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.bring_back = self.buttons.addButton(tr("Restore this version"),
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
        changes = self.drawings.show_both(self._chosen, self._bridge.document, self._bridge.analysis)
        sentences = [tr(sentence) for sentence in describe_changes(changes)]
        self.changes.setText(tr("Since then: {changes}", changes=" · ".join(sentences)) if sentences
                             else tr("Nothing has changed since then."))


def show_versions(file: DocumentFile, bridge: SessionBridge, theme: Theme, parent: QWidget) -> None:
    """Show the versions of the document's file, or say why there are none."""
    versions = file.versions.list_versions() if file.versions is not None else []
    if not versions:
        show_message(parent, tr("There are no versions yet"), tr("A version is kept at every save."), is_fault=False)
        return
    dialog = VersionsDialog(versions, bridge, theme, parent)
    dialog.exec()
    dialog.deleteLater()
