"""Arranging the steps again: the drawing as it is above the drawing as it would be, and a choice."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.redesign.version_diff import VersionDiff
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import label

SIZE = (1180, 720)


class ArrangeDialog(ScreenDialog):
    """Asks whether the steps are to stand as in `after`."""

    def __init__(self, bridge: SessionBridge, after: BlueprintDocument, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Arrange the steps"))
        self.resize(*SIZE)
        before = bridge.document
        self.drawings = VersionDiff(tr("As it is now"), tr("Arranged"), theme, self)
        changes = self.drawings.show_both(before, after)
        moved = interface_language.translator.plural("{count} step moves", "{count} steps move",
                                                     len(changes.steps.ids))
        self.summary = label(f"{moved} · " + tr("{before} columns become {after}", before=_columns(before),
                                                after=_columns(after)), "", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Arrange the steps"), "title", self))
        column.addWidget(self.summary)
        column.addWidget(self.drawings, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.arrange = self.buttons.addButton(tr("Arrange"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.arrange.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)

    def done(self, result: int) -> None:
        """Stop drawing before closing."""
        self.drawings.close_work()
        super().done(result)


def _columns(document: BlueprintDocument) -> int:
    return sum(document.columns_of_phase.values())
