"""The place of redesigns in a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from visavis.ui.kit.screen import Screen
from visavis.ui.kit.session import SessionBridge

if TYPE_CHECKING:
    from visavis.ui.features.redesign.redesign_panel import RedesignPanel


class RedesignScreen(Screen):
    """Shows the redesign.

    `source` tells where the document was read from, `export` prints the page, `create` begins the to-be.
    """

    panel: RedesignPanel | None

    def __init__(self, bridge: SessionBridge, layout: QBoxLayout, source: Callable[[], Path | None],
                 export: Callable[[], None], create: Callable[[], None], parent: QWidget) -> None:
        super().__init__(layout, parent)
        self._bridge = bridge
        self._source = source
        self._export = export
        self._create = create

    def make_panel(self) -> RedesignPanel:
        """Make both drawings and the list of what the redesign does."""
        from visavis.ui.features.redesign.redesign_panel import RedesignPanel

        panel = RedesignPanel(self._bridge, self._source)
        panel.print_asked.connect(self._export)
        panel.empty.to_be_asked.connect(self._create)
        return panel
