"""The zoom of the canvas as a control: smaller, a percentage that opens a menu, larger."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import N_, Share
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.window.actions import with_keys
from visavis.ui.window.menu_table import ZOOMS

# Pixels, with text of the usual size.
WIDTH, HEIGHT, SIGN = 104, 24, 24
ICON = 14
SCALES = (*ZOOMS, 1.0)
WHOLE, PHASE = "whole", "phase"
_SHOWN = ((WHOLE, N_("Whole blueprint")), (PHASE, N_("One phase")))


class ZoomControl(QWidget):
    """Three buttons. `zoomed` carries a scale (1.0 is full size), `shown` what shall fill the window."""

    zoomed = Signal(float)
    shown = Signal(str)
    nearer = Signal()
    farther = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zoomControl")
        self._scale = 1.0
        self._colour = "#5A6675"
        self.smaller, self.percent, self.larger = QToolButton(self), QToolButton(self), QToolButton(self)
        self.percent.setObjectName("zoom")
        self.percent.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.percent)
        menu.aboutToShow.connect(self._fill)
        self.percent.setMenu(menu)
        self.smaller.clicked.connect(self.farther)
        self.larger.clicked.connect(self.nearer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.smaller, self.percent, self.larger):
            row.addWidget(part)
        interface_language.language_changed.connect(self.retranslate)
        self.fit_text_size()
        self.retranslate()

    def show_zoom(self, scale: float) -> None:
        """Show the canvas' scale."""
        self._scale = scale
        text = tr("{zoom}", zoom=Share(scale))
        self.percent.setText(text)
        self.percent.setAccessibleName(tr("Zoom: {zoom}", zoom=Share(scale)))

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in a theme's colours."""
        self._colour = theme.ink
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        side = scale_length(SIGN)
        for part, icon in ((self.smaller, "minus"), (self.larger, "plus")):
            part.setIcon(themed_icon(icon, self._colour))
            part.setIconSize(QSize(scale_length(ICON), scale_length(ICON)))
            part.setFixedSize(QSize(side, side))
        self.percent.setFixedSize(QSize(scale_length(WIDTH) - 2 * side, side))
        self.setFixedSize(QSize(scale_length(WIDTH), scale_length(HEIGHT)))

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for part, title, action in ((self.smaller, N_("Zoom out"), "zoom_out:"),
                                    (self.larger, N_("Zoom in"), "zoom_in:")):
            part.setAccessibleName(tr(title))
            part.setToolTip(with_keys(title, action))
        self.percent.setToolTip(tr("Choose a zoom"))
        self.show_zoom(self._scale)

    def _fill(self) -> None:
        menu = self.percent.menu()
        menu.clear()
        for scale in SCALES:
            action = menu.addAction(tr("{zoom}", zoom=Share(scale)))
            action.setCheckable(True)
            action.setChecked(abs(scale - self._scale) < 0.005)
            action.triggered.connect(lambda _=False, chosen=scale: self.zoomed.emit(chosen))
        menu.addSeparator()
        for name, title in _SHOWN:
            action = menu.addAction(tr(title))
            action.triggered.connect(lambda _=False, chosen=name: self.shown.emit(chosen))
