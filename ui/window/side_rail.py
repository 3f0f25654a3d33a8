"""The rail at the right of a narrow window: step, frictions and notes, each opened beside the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import N_
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.window.actions import with_keys

# Pixels, with text of the usual size.
WIDTH, BUTTON, ICON = 40, 32, 20
# What each button opens: its name, title, icon, and the action whose keys do the same.
ENTRIES = (
    ("inspector", N_("Inspector"), "panel-right", "panels.toggle:inspector"),
    ("frictions", N_("Frictions"), "triangle-alert", "panels.toggle:frictions"),
    ("notes", N_("Notes"), "sticky-note", "presentation.toggle_notes"),
)


class SideRail(QFrame):
    """Three buttons, pressed while what they open is there. `asked` carries the name of what to open or close."""

    asked = Signal(str)

    def __init__(self, panels: dict[str, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideRail")
        self._panels = panels
        self._colours = ("#5A6675", "#A8450B")
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        for name in (entry[0] for entry in ENTRIES):
            button = self.buttons[name] = QToolButton(self)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=name: self.asked.emit(one))
            column.addWidget(button)
            panels[name].installEventFilter(self)
        column.addStretch(1)
        self.retranslate()
        interface_language.language_changed.connect(self.retranslate)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours, and in the size of the text."""
        self._colours = (theme.muted, theme.friction.ink)
        self.setFixedWidth(scale_length(WIDTH))
        layout = self.layout()
        assert layout is not None  # made with it
        side = (scale_length(WIDTH) - scale_length(BUTTON)) // 2
        layout.setContentsMargins(side, side, side, 0)
        for button in self.buttons.values():
            button.setFixedSize(QSize(scale_length(BUTTON), scale_length(BUTTON)))
            button.setIconSize(QSize(scale_length(ICON), scale_length(ICON)))
        if self.isVisible():
            self._show_icons()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icons: a wide window never shows them."""
        super().showEvent(event)
        self._show_icons()

    def _show_icons(self) -> None:
        for name, _title, icon, _action in ENTRIES:
            colour = self._colours[1] if name == "frictions" else self._colours[0]
            self.buttons[name].setIcon(themed_icon(icon, colour))

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        for name, title, _icon, action in ENTRIES:
            self.buttons[name].setAccessibleName(tr(title))
            self.buttons[name].setToolTip(with_keys(title, action))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show as pressed what is there."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            for name, panel in self._panels.items():
                if panel is watched:
                    self.buttons[name].setChecked(not panel.isHidden())
        return False
