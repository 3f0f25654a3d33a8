"""A place of the window that is made when someone first goes there: a window starts sooner without it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from visavis.blueprint.drawing.theme import LIGHT, Theme


class Themed(Protocol):
    """A part of the window that is drawn in a theme."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""


class ScreenPanel(QFrame):
    """What a place of the window shows."""

    @abstractmethod
    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""

    @abstractmethod
    def take_focus(self) -> None:
        """Put the focus where keys are of use."""

    @abstractmethod
    def close_work(self) -> None:
        """Stop computing: the window closes."""


class Screen(QObject):
    """Shows its panel in `layout`, made by `make_panel` (what it needs is imported there)."""

    # Whether it takes the whole window, or leaves the inspector beside it.
    fills = True

    def __init__(self, layout: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._layout = layout
        self._theme: Theme = LIGHT
        self.panel: ScreenPanel | None = None

    def make_panel(self) -> ScreenPanel:
        """Make what is shown; called once."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the place, with the focus in it."""
        if self.panel is None:
            self.panel = self.make_panel()
            self.panel.set_theme(self._theme)
            self._layout.addWidget(self.panel, 1)
        self.panel.setVisible(True)
        self.panel.take_focus()

    def hide(self) -> None:
        """Give way to another place."""
        if self.panel is not None:
            self.panel.setVisible(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        if self.panel is not None:
            self.panel.set_theme(theme)

    def close(self) -> None:
        """Stop computing."""
        if self.panel is not None:
            self.panel.close_work()
