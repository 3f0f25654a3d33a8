"""The facilitator's own screen: the prompt and the next one, the clock, every note (private ones too), the dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.workshop.notes_panel import NotesPanel
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.features.workshop.workshop_toolbar import WorkshopBar
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.widgets import label

SIZE = (820, 720)


class FacilitatorNotes(QFrame):
    """What the one who leads the workshop says and does in an activity; the room never sees it."""

    def __init__(self, session: WorkshopSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "card")
        self.heading, self.lines = label("", "section", self), label("", "", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self.heading)
        column.addWidget(self.lines)
        session.changed.connect(self.refresh)
        interface_language.language_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show those of the activity that is on; nothing where there are none."""
        activity = self._session.activity
        lines = activity.facilitator_lines(language()) if activity is not None else ()
        self.heading.setText(tr("To say and do"))
        self.lines.setText("\n".join(f"– {line}" for line in lines))
        self.setVisible(bool(lines))


class FacilitatorWindow(QWidget):
    """A window of its own. `left` tells that it was closed by hand."""

    left = Signal()

    def __init__(self, bar: WorkshopBar, notes: NotesPanel, session: WorkshopSession) -> None:
        super().__init__()
        self.bar, self.notes, self._session = bar, notes, session
        self.to_say = FacilitatorNotes(session, self)
        self.cut = label("", "known", self)
        self.cut.setContentsMargins(24, 0, 24, 8)
        self.cut.hide()
        self.setObjectName("desk")
        self.setWindowTitle(tr("Vis-à-vis · the facilitator’s screen"))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
        aside = QVBoxLayout()
        aside.setContentsMargins(24, 12, 24, 4)
        aside.addWidget(self.to_say)
        column.addLayout(aside)
        column.addWidget(self.cut)
        column.addWidget(notes, 1)
        notes.show_filter("all")

    def show_cut_titles(self, titles: Sequence[str]) -> None:
        """Say which titles of the page are too long to be read whole on the projection."""
        self.cut.setText(tr("Cut short on the screen: {titles}", titles=", ".join(titles)) if titles else "")
        self.cut.setVisible(bool(titles))

    def set_theme(self, theme: Theme) -> None:
        """Paint in a theme's colours."""
        self.notes.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it goes."""
        self.left.emit()
        super().closeEvent(event)
