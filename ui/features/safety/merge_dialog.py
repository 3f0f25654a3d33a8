"""The file was changed by someone else while something here is not saved: what becomes of both."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.editing import diff
from visavis.blueprint.editing.commands import ReplaceDocument
from visavis.blueprint.editing.describe_changes import describe_changes
from visavis.blueprint.editing.merge import MergeResult, describe_conflict, merge
from visavis.blueprint.editing.merge_rows import Conflict
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import ask, show_message
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import label

WIDTH, HEIGHT = 560, 420


class Resolution(Enum):
    """What becomes of the file's changes."""

    MERGE = auto()
    KEEP_MINE = auto()
    COPY = auto()


def ask_resolution(parent: QWidget, base: BlueprintDocument, theirs: BlueprintDocument | None) -> Resolution | None:
    """Tell what was changed in the file, and ask what to do; None: nothing.

    `theirs` is None where what stands in the file is no blueprint.
    """
    mine = {tr("Replace the file with mine"): Resolution.KEEP_MINE, tr("Save mine elsewhere…"): Resolution.COPY}
    title = tr("The file was changed by somebody else")
    if theirs is None:
        return ask(parent, title, tr("What is in the file now is no longer a blueprint. Look at it before you "
                                     "replace it: it may be somebody’s work."), dict(reversed(mine.items())))
    changes = "\n".join(f"• {tr(sentence)}" for sentence in describe_changes(diff(base, theirs)))
    return ask(parent, title, tr("Since you opened it, the file was changed:") + f"\n\n{changes}",
               {tr("Merge both"): Resolution.MERGE} | mine)


class ConflictsDialog(ScreenDialog):
    """Lists what both sides changed differently; what is ticked is taken from the file."""

    def __init__(self, conflicts: tuple[Conflict, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Changed on both sides"))
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(label(tr("Changed on both sides"), "title", self))
        column.addWidget(label(tr("What is here stays, unless you tick what to take from the file."), "muted", self))
        inner = QWidget()
        rows = QVBoxLayout(inner)
        self.ticks: dict[tuple[str, str, str], QCheckBox] = {}
        for conflict in conflicts:
            tick = QCheckBox(tr(describe_conflict(conflict)).replace("&", "&&"), inner)
            self.ticks[(conflict.kind, conflict.id, conflict.field)] = tick
            rows.addWidget(tick)
        rows.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        column.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def takes_theirs(self, conflict: Conflict) -> bool:
        """Return whether the file's side of a conflict was chosen; of one that a choice brought up, it was not."""
        tick = self.ticks.get((conflict.kind, conflict.id, conflict.field))
        return tick is not None and tick.isChecked()


def merge_with(bridge: SessionBridge, base: BlueprintDocument, theirs: BlueprintDocument, parent: QWidget) -> bool:
    """Merge the file's work into the document, as one undo step; False when that was given up or is not possible."""
    try:
        first = merge(base, bridge.document, theirs)
        merged = (_ask_conflicts(first.conflicts, base, bridge.document, theirs, parent) if first.conflicts
                  else first)
    except BlueprintError as error:
        show_message(parent, tr("The two versions were not merged"), tr(error.message))
        return False
    if merged is None:
        return False
    return bridge.do(ReplaceDocument(message("Merge with the file"), merged.document)) is not None


def _ask_conflicts(conflicts: tuple[Conflict, ...], base: BlueprintDocument, mine: BlueprintDocument,
                   theirs: BlueprintDocument, parent: QWidget) -> MergeResult | None:
    dialog = ConflictsDialog(conflicts, parent)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return merge(base, mine, theirs, dialog.takes_theirs)
    finally:
        dialog.deleteLater()
