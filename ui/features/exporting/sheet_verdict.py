"""What an export comes to, in words: sheets and paper first, and a larger paper where it would take fewer sheets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.drawing.sheet_words import SheetSummary, describe_named_paper
from visavis.blueprint.language import plural
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import button, label

# Pixels between the lines.
GAP = 2


class SheetVerdict(QVBoxLayout):
    """Two lines and a button; `paper_chosen` carries the larger paper, when somebody takes it."""

    paper_chosen = Signal(str)

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self.setSpacing(GAP)
        self._dialog = dialog
        self._paper = ""
        self._summary: SheetSummary | None = None
        self.heading = label("", "strong", dialog)
        self.details = label("", "muted", dialog)
        self.larger = button("", "fix", dialog)
        self._announcer = Announcer(dialog)
        for part in (self.heading, self.larger, self.details):
            self.addWidget(part)
        # The lines keep their room: fields must not move below the hand each time a preview arrives.
        self.heading.setMinimumHeight(self.heading.fontMetrics().lineSpacing())
        self.details.setMinimumHeight(2 * self.details.fontMetrics().lineSpacing())
        self.larger.hide()
        self.larger.clicked.connect(lambda: self.paper_chosen.emit(self._paper))

    @property
    def text(self) -> str:
        """What it says."""
        return " · ".join(filter(None, (self.heading.text(), self.details.text())))

    def say(self, words: str) -> None:
        """Say a sentence: that there is nothing yet, or why there is nothing."""
        self._summary = None
        self._show(words, "")

    def show_summary(self, summary: SheetSummary) -> None:
        """Say what the sheets come to."""
        self._summary = summary
        self._show(tr(summary.count), " · ".join(tr(detail) for detail in summary.details))

    def propose(self, paper: str, sheets: int) -> None:
        """Say first how many sheets larger paper would make of it, and offer that."""
        if self._summary is None:
            return
        self._paper = paper
        named = describe_named_paper(paper)
        fewer = tr(plural("On {paper}: one only.", "On {paper}: {count}.", sheets, paper=named))
        self.heading.setText(f"{tr(self._summary.count)}. {fewer}")
        self.larger.setText(tr("Choose {paper}", paper=tr(named)))
        self.larger.show()
        self._announcer.say(self.heading.text())

    def _show(self, count: str, details: str) -> None:
        self.heading.setText(count)
        self.details.setText(details)
        self.larger.hide()
        self._announcer.say(self.text)
