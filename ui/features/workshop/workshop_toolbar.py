"""The bar on the facilitator’s screen: what is asked and what comes then, how long still, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from visavis.blueprint.registry.workshop_scripts import Script
from visavis.ui.features.workshop.prompt_bar import show_clock
from visavis.ui.features.workshop.script_choice import ScriptChoice
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.i18n import interface_language, language, tr
from visavis.ui.kit.widgets import ElidedLabel, button, label

# Letters of a script's name that there is always room for: on the narrowest screen no other words may be cut.
LEAST_CHOICE = 2


class WorkshopBar(QFrame):
    """Prompt, clock and buttons. `left` asks to end the workshop, `notes_asked` for the notes."""

    left = Signal()
    notes_asked = Signal()

    def __init__(self, session: WorkshopSession, scripts: dict[str, Script], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionBar")
        self._session = session
        self.prompt = label("", "title", self)
        self.following = ElidedLabel("muted", None, self)
        self.clock = QLabel(self)
        self.clock.setTextFormat(Qt.TextFormat.PlainText)
        self.clock.setProperty("role", "wallClock")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.choice = ScriptChoice(session, scripts, LEAST_CHOICE, self)
        self.before, self.onward, self.start, self.more, self.notes, self.stop = (
            button("", "", self) for _ in range(6))
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        words_of = ((self.before, "←", tr("Previous activity")), (self.onward, "→", tr("Next activity")),
                    (self.more, "+1 min", tr("One more minute")), (self.notes, tr("Notes"), ""),
                    (self.stop, tr("Leave the presentation"), ""))
        for part, words, text in words_of:
            part.setText(words)
            part.setAccessibleName(text or words)
            part.setToolTip(text or words)
        self.refresh()

    def refresh(self) -> None:
        """Show the activity, and what can be done."""
        activity, following = self._session.activity, self._session.next_activity
        self.prompt.setText(activity.prompt_in(language()) if activity is not None else tr("Draw together"))
        text = tr("Then: {prompt}", prompt=following.prompt_in(language())) if following is not None else ""
        self.following.show_text(text)
        self.start.setText(tr("Pause") if self._session.is_running else tr("Start the timer"))
        scripted = activity is not None
        for part in (self.clock, self.start, self.more, self.before, self.onward):
            part.setVisible(scripted)
        self.before.setEnabled(self._session.index > 0)
        self.onward.setEnabled(following is not None)

    def show_time(self, seconds: int) -> None:
        """Show what is left; time that is over stands out."""
        show_clock(self.clock, seconds)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 12, 24, 12)
        grid.setHorizontalSpacing(24)
        grid.addWidget(self.prompt, 0, 0)
        grid.addWidget(self.clock, 0, 1)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addStretch(1)
        each: tuple[QPushButton | QComboBox, ...] = (self.choice, self.before, self.onward, self.start, self.more,
                                                     self.notes, self.stop)
        for part in each:
            # On a wide screen the scripts' names are told whole; they give way first.
            tools.addWidget(part, 3 if part is self.choice else 0)
        # A line of its own, cut rather than wrapped: the drawing needs the height.
        grid.addWidget(self.following, 1, 0, 1, 2)
        grid.addLayout(tools, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        session = self._session
        self.before.clicked.connect(lambda: session.go_to(session.index - 1))
        self.onward.clicked.connect(lambda: session.go_to(session.index + 1))
        self.start.clicked.connect(session.toggle_clock)
        self.more.clicked.connect(session.add_minute)
        self.notes.clicked.connect(self.notes_asked)
        self.stop.clicked.connect(self.left)
        session.changed.connect(self.refresh)
        session.ticked.connect(self.show_time)
        interface_language.language_changed.connect(self.retranslate)
