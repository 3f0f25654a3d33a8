"""Where a journey ends without saying how: that it does, and what says it in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visavis.blueprint.editing import Command
from visavis.ui.features.inspector.inspected_subjects import StepSubject, Subject
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import WrappingButton, clear_layout, label

if TYPE_CHECKING:
    from visavis.blueprint.remedies import QuickFix


class OpenEnd(QFrame):
    """Tells of an inspected step that the journey ends there without an outcome; hidden for all others.

    `said` tells that someone has just said which outcome it is, so that the focus is not lost with the button.
    """

    said = Signal()

    def __init__(self, bridge: SessionBridge, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._bridge = bridge
        self._subject = subject
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._shown: tuple[QuickFix, ...] | None = None
        self.fix_buttons: list[WrappingButton] = []

    def set_subject(self, subject: Subject) -> None:
        """Show what there is about another thing, next time."""
        self._subject = subject

    def refresh(self) -> bool:
        """Show what is so now; return whether the buttons were made again."""
        fixes = self._fixes()
        if fixes == self._shown:
            return False
        self._shown = fixes
        clear_layout(self._column)
        self.fix_buttons = [self._make_fix_button(fix) for fix in fixes]
        if fixes:
            self._column.addWidget(label(tr("The journey ends here; its outcome is not stated."), "section", self))
        for button in self.fix_buttons:
            self._column.addWidget(button)
        self.setVisible(bool(fixes))
        return True

    def _fixes(self) -> tuple[QuickFix, ...]:
        if not isinstance(self._subject, StepSubject):
            return ()
        # The remedies bring the analysis along, which a window begins without.
        from visavis.blueprint.remedies import endings

        return endings(self._bridge.document, self._subject.id)

    def _make_fix_button(self, fix: QuickFix) -> WrappingButton:
        button = WrappingButton(tr(fix.title), "fix", self)
        button.clicked.connect(lambda _=False, command=fix.command: self._do(command))
        return button

    def _do(self, command: Command) -> None:
        if self._bridge.do(command) is not None:
            self.said.emit()
