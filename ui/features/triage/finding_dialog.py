"""A friction that is about no step, read about in a dialog of its own: the inspector shows those of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from visavis.ui.features.triage.finding_card import FindingCard
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

WIDTH, HEIGHT = 460, 360


class FindingDialog(ScreenDialog):
    """Shows the card of a finding; what is decided there closes it, for the finding is then another one."""

    def __init__(self, bridge: SessionBridge, settings: UserSettings, hotspot: Hotspot,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(hotspot.finding.title))
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        self.card = FindingCard(bridge, settings, hotspot)
        area.setWidget(self.card)
        column.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        bridge.document_changed.connect(self._close)

    def _close(self, *_: object) -> None:
        self.reject()
