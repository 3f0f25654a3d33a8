"""What a file was understood to say, and what of it was not, side by side under the drawing that it makes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from visavis.blueprint.language import plural
from visavis.ui.features.importing.import_reading import ImportOutcome
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import label

# Pixels: the least and the usual room of a list.
LEAST, USUAL = QSize(200, 96), QSize(360, 150)


class ImportReport(QWidget):
    """Two lists of sentences; the second is there only where something was not understood."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.understood, self.told = _Sentences(self), _Sentences(self)
        self.understood.setAccessibleName(tr("Understood"))
        self._told_title = label("", "overline", self)
        self._announcer = Announcer(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._halves = QWidget(self), QWidget(self)
        titles = label(tr("Understood"), "overline", self), self._told_title
        for half, title, sentences in zip(self._halves, titles, (self.understood, self.told), strict=True):
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(title)
            column.addWidget(sentences, 1)
            row.addWidget(half, 1)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show what a file says; it is announced in short."""
        self.understood.show_lines(outcome.understood)
        self.told.show_lines(outcome.told)
        count = len(outcome.told)
        title = tr(plural("To know before taking it: {count} remark", "To know before taking it: {count} remarks",
                          count)) if count else ""
        self._told_title.setText(title)
        self.told.setAccessibleName(title)
        self._halves[1].setVisible(bool(count))
        self.show()
        self._announcer.say(". ".join(filter(None, (outcome.understood[0] if outcome.understood else "", title))))

    def clear(self) -> None:
        """Show nothing."""
        self.understood.clear()
        self.told.clear()
        self.hide()


class _Sentences(QListWidget):
    """Sentences that wrap, one a row, to be gone through by the arrows; plain text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(LEAST)

    def sizeHint(self) -> QSize:
        """Want the usual room."""
        return USUAL

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show sentences."""
        self.clear()
        self.addItems(list(lines))
        if lines:
            self.setCurrentRow(0)
        # A bar that comes beside them leaves less room: sentences are as high as they are then.
        QTimer.singleShot(0, self, self.doItemsLayout)
