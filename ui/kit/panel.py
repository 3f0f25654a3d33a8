"""What every panel of the window answers to; `visavis.ui.window.panels` is the table of them."""

from __future__ import annotations

from abc import abstractmethod
from typing import Protocol

from PySide6.QtWidgets import QFrame

from visavis.blueprint.drawing import Theme


class Themed(Protocol):
    """A part of the window that is drawn in a theme."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""


class Panel(QFrame):
    """A part of the window that can be shown and hidden: palette, inspector, frictions, table, journeys, redesign."""

    @abstractmethod
    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours; called once before it is first seen, then with each change."""

    def take_focus(self) -> None:
        """Put the focus where keys are of use."""
        self.setFocus()

    def toggle_open(self) -> bool:
        """Open or close what it folds away, and return True; False: the panel is shown or hidden as a whole."""
        return False

    def holds_typing(self) -> bool:
        """Return whether it holds what someone typed and the document does not have yet."""
        return False

    def is_settled(self) -> bool:
        """Return whether what it shows is up to date, and nothing is being computed for it."""
        return True

    def close_work(self) -> None:
        """Stop computing: the window closes."""
