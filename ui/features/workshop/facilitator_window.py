"""The facilitator's own screen: the prompt and the next one, the clock, every note (private ones too), the dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.ui.features.workshop.notes_panel import NotesPanel
from visavis.ui.features.workshop.workshop_toolbar import WorkshopBar
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import label

SIZE = (820, 720)


class FacilitatorWindow(QWidget):
    """A window of its own. `left` tells that it was closed by hand."""

    left = Signal()

    def __init__(self, bar: WorkshopBar, notes: NotesPanel) -> None:
        super().__init__()
        self.bar, self.notes = bar, notes
        self.cut = label("", "known", self)
        self.cut.setContentsMargins(24, 0, 24, 8)
        self.cut.hide()
        self.setObjectName("desk")
        self.setWindowTitle(tr("Vis-à-vis · the facilitator’s screen"))
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
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
