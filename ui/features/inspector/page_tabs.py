"""The frame of the inspector's pages: the tabs of a step, and a scroll bar that moves nothing when it comes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QWidget

from visavis.ui.kit.widgets import button


class PageTabs(QWidget):
    """A tab for each page by its name. `chosen` carries the name of the one that is pressed."""

    chosen = Signal(str)

    def __init__(self, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageTabs")
        self._titles = titles
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.tabs = {name: button(title, "page", self) for name, title in titles.items()}
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)

    def show_chosen(self, name: str) -> None:
        """Show which page is shown."""
        self.tabs[name].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are on a page."""
        for name, count in counts.items():
            self.tabs[name].setText(f"{self._titles[name]} {count}")


class SteadyScrollArea(QScrollArea):
    """Takes the room of its scroll bar from the margin at the right of what is in it: that stays as wide."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the margin to the scroll bar, or back."""
        super().resizeEvent(event)
        body, bar = self.widget(), self.verticalScrollBar()
        layout = body.layout() if body is not None else None
        if layout is not None:
            margin = 0 if bar.isVisible() else bar.sizeHint().width()
            if layout.contentsMargins().right() != margin:
                layout.setContentsMargins(0, 0, margin, 0)
