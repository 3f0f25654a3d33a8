"""The table's place in the window: instead of the canvas, or below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from visavis.ui.features.inspector.inspected_subjects import Subject
from visavis.ui.kit.screen import Screen
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

if TYPE_CHECKING:
    from visavis.ui.features.table.table_panel import TablePanel


class TableScreen(Screen):
    """The table. While it is `pinned` it stays below the canvas; what stands `beside` is folded away for it.

    `look_at` shows what its cursor comes to.
    """

    fills = False
    panel: TablePanel | None

    def __init__(self, bridge: SessionBridge, settings: UserSettings, layout: QBoxLayout,
                 look_at: Callable[[Subject], None], leave: Callable[[], None],
                 beside: Iterable[QWidget], parent: QWidget) -> None:
        super().__init__(layout, parent)
        holder = layout.parentWidget()
        assert holder is not None  # what it stands in is hidden with it
        self._holder = holder
        self._bridge = bridge
        self._settings = settings
        self._look_at = look_at
        self._leave = leave
        self._beside = tuple(beside)
        self._folded: list[QWidget] = []
        self.pinned = False

    def holds_typing(self) -> bool:
        """Return whether the table holds what is not in the document."""
        return self.panel is not None and self.panel.view.holds_typing()

    def make_panel(self) -> TablePanel:
        """Make the table."""
        from visavis.ui.features.table.table_panel import TablePanel

        panel = TablePanel(self._bridge, self._settings)
        panel.went_to.connect(self._look_at)
        panel.left.connect(self._leave)
        return panel

    def hide(self) -> None:
        """Give way to another place, unless it is to stay below the canvas."""
        if self.pinned:
            return
        super().hide()
        for part in self._folded:
            part.setVisible(True)
        self._folded = []
        self._holder.setVisible(False)

    def show(self) -> None:
        """Show the table, with the focus in it."""
        self._holder.setVisible(True)
        if not self._folded:
            self._folded = [part for part in self._beside if part.isVisibleTo(part.window())]
            for part in self._folded:
                part.setVisible(False)
        super().show()
