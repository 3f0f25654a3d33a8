"""Why a friction is kept or dismissed, and who says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from visavis.blueprint.analysis import Finding
from visavis.blueprint.analysis.frictions.triage import finding_fingerprint
from visavis.blueprint.editing import Command
from visavis.blueprint.editing.commands import AddTriage, AddWaiver
from visavis.blueprint.model import BlueprintDocument, TriageState
from visavis.ui.fields.choices import choices
from visavis.ui.fields.pickers import ChipsEditor
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.settings import UserSettings
from visavis.ui.kit.widgets import label

WIDTH = 460


def decision(finding: Finding, state: TriageState, reason: str = "", author: str = "") -> Command:
    """Return the command that decides about a finding; the finding's cause goes with it."""
    step = finding.steps[0] if finding.steps else None
    fields: dict[str, Any] = {"rule": finding.rule, "step": step, "persona": finding.persona, "state": state.value,
                              "cause": finding_fingerprint(finding), "date": date.today().isoformat()}
    fields |= {name: text for name, text in (("reason", reason), ("author", author)) if text}
    return AddTriage(**fields)


class ReasonDialog(ScreenDialog):
    """Asks why a friction is dismissed, or (`waiving`) kept on purpose. The author is remembered."""

    def __init__(self, document: BlueprintDocument, finding: Finding, settings: UserSettings, *, waiving: bool,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keep this friction on purpose") if waiving else tr("Dismiss this friction point"))
        self.setMinimumWidth(WIDTH)
        self._finding = finding
        self._settings = settings
        self._waiving = waiving
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(tr(finding.title), "section", self))
        column.addWidget(label(tr(finding.message), "muted", self))
        self.reasons = ChipsEditor(self)
        self.reasons.set_choices(choices("reason", document))
        self.reasons.setVisible(waiving)
        self._reason: str | None = None
        self.reasons.committed.connect(self._choose)
        column.addWidget(self.reasons)
        column.addWidget(label(tr("In your own words"), "overline", self))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(tr("In your own words"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(88)
        self.text.textChanged.connect(self._allow)
        column.addWidget(self.text)
        column.addWidget(label(tr("Author"), "overline", self))
        self.author = QLineEdit(settings.author, self)
        self.author.setAccessibleName(tr("Author"))
        column.addWidget(self.author)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self._allow()
        self.text.setFocus()

    def command(self) -> Command:
        """Return the command for what was said, and remember who said it."""
        author, said = self.author.text().strip(), self.text.toPlainText().strip()
        self._settings.author = author
        if not self._waiving:
            return decision(self._finding, TriageState.DISMISSED, said, author)
        step = self._finding.steps[0] if self._finding.steps else None
        signed: dict[str, Any] = {"author": author} if author else {}
        return AddWaiver(rule=self._finding.rule, step=step, reason=self._reason, text=said,
                         date=date.today().isoformat(), **signed)

    def _choose(self, value: object) -> None:
        self._reason = str(value) if value is not None else None
        self.reasons.show_value(value)
        self._allow()

    def _allow(self) -> None:
        """Ask for a reason of the list before a justification, and for words before a dismissal."""
        said = bool(self.text.toPlainText().strip())
        allowed = self._reason is not None if self._waiving else said
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(allowed)
