"""A window and its parts, as those who work on it see it: `MainWindow` makes them.

Dialogs, menus, the command palette, the presentation and the tour take a `WindowParts`, so that none of them has to
know the window that makes them.
"""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.frictions.frictions_panel import FrictionsPanel
from visavis.ui.features.inspector.inspector_panel import Inspector
from visavis.ui.features.palette import Palette
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.kit.appearance_settings import AppearanceSettings
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.actions import Actions
from visavis.ui.window.header import Header
from visavis.ui.window.panel_set import PanelSet
from visavis.ui.window.search_field import SearchField
from visavis.ui.window.status_bar import StatusBar


class WindowParts(QMainWindow):
    """One document in one window: its parts. `column` is over the canvas, `beside_column` beside it."""

    settings: UserSettings
    bridge: SessionBridge
    file: DocumentFile
    appearance: AppearanceSettings
    canvas: BlueprintView
    palette_panel: Palette
    inspector: Inspector
    frictions: FrictionsPanel
    search_field: SearchField
    header: Header
    status: StatusBar
    panels: PanelSet
    actions_table: Actions
    column: QVBoxLayout
    beside: QWidget
    beside_column: QVBoxLayout

    def go_to(self, name: str) -> None:
        """Go to a screen: `draw`, `table`, `frictions`, `journeys` or `redesign`."""
        raise NotImplementedError
