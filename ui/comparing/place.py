"""The place of redesigns in a window: made when somebody first goes there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from blueprint.drawing.theme import LIGHT, Theme
from ui.session_bridge import SessionBridge

if TYPE_CHECKING:
    from ui.comparing.panel import Redesign


class RedesignPlace(QObject):
    """Shows the redesign in `layout`; `source` tells where the document was read from, `export` prints the page."""

    def __init__(self, bridge: SessionBridge, layout: QBoxLayout, source: Callable[[], Path | None],
                 export: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._layout = layout
        self._source = source
        self._export = export
        self._theme: Theme = LIGHT
        self.panel: Redesign | None = None

    def show(self) -> None:
        """Show both drawings and what the redesign does."""
        if self.panel is None:
            from ui.comparing.panel import Redesign

            self.panel = Redesign(self._bridge, self._source)
            self.panel.set_theme(self._theme)
            self.panel.print_asked.connect(self._export)
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
