"""What is done about a finding, wherever it is asked for: decide, give a reason, mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from visavis.blueprint.model import TriageState
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Finding
    from visavis.blueprint.remedies import QuickFix

MOST_FIXES = 3
# What is decided without a reason.
SIMPLE_STATES = (TriageState.ACCEPTED, TriageState.TO_DO)


class Decisions:
    """Carries out what someone decides about findings; dialogs stand before `parent`'s window."""

    def __init__(self, bridge: SessionBridge, settings: UserSettings, parent: QWidget) -> None:
        self._bridge = bridge
        self._settings = settings
        self._parent = parent

    def fixes(self, finding: Finding) -> tuple[QuickFix, ...]:
        """Return the mechanical remedies that are offered."""
        from visavis.blueprint.remedies import fixes

        return tuple(fixes(self._bridge.document, finding)[:MOST_FIXES])

    def decide(self, finding: Finding, state: TriageState) -> None:
        """Accept a finding or plan to mend it; the same again takes that back."""
        decided = finding.decided
        if decided is not None and decided.state is state:
            from visavis.blueprint.editing.commands import RemoveTriage

            self._bridge.do(RemoveTriage(decided.id))
            return
        from visavis.ui.features.triage.decision_dialog import decision

        self._bridge.do(decision(finding, state, author=self._settings.author))

    def ask_reason(self, finding: Finding, *, waiving: bool) -> None:
        """Ask why a friction is dismissed or kept on purpose."""
        from visavis.ui.features.triage.decision_dialog import ReasonDialog

        dialog = ReasonDialog(self._bridge.document, finding, self._settings, waiving=waiving,
                              parent=self._parent.window())
        if dialog.exec():
            self._bridge.do(dialog.command())
        dialog.deleteLater()

    def mend(self, finding: Finding, number: int) -> None:
        """Show what a mechanical remedy would do, and carry it out if that is wanted."""
        from visavis.blueprint.remedies import fixes
        from visavis.ui.features.triage.remedy_dialog import RemedyDialog

        fix = fixes(self._bridge.document, finding)[number]
        dialog = RemedyDialog(self._bridge, fix, self._parent.window())
        if dialog.exec():
            self._bridge.do(fix.command)
        dialog.deleteLater()
