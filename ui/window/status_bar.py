"""The status bar: saved or not and what to do next, or some news in its place; the drawing’s map and zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.drawing.basis_words import basis_sentence
from visavis.blueprint.language import N_
from visavis.ui.canvas.hints import hint_for
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import ElidedLabel, restyle
from visavis.ui.window.panels import DRAW, PANELS, PanelArea
from visavis.ui.window.zoom_control import PHASE, WHOLE, ZoomControl

# How long news stand in place of the hint.
MILLISECONDS = 6000
HEIGHT = 28
ICON = 14
# What can be done at each place of the window that is not the drawing.
_PLACES = {
    "table": N_("Enter or F2: write in the cell · Esc: back to the drawing"),
    "frictions": N_("Enter: go to the step · F2: open the remedy"),
    "journeys": N_("Choose a persona, then follow their journey step by step"),
    "redesign": N_("Arrows: from step to step · + and −: zoom · 0: see everything"),
}
_WITHOUT_CANVAS = frozenset(spec.name for spec in PANELS if spec.area is PanelArea.WHOLE)


class StatusBar(QStatusBar):
    """One zone for messages: what is told for a while stands in place of the hint, never over it."""

    def __init__(self, bridge: SessionBridge, canvas: BlueprintView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._canvas = canvas
        self._place = DRAW
        self._is_narrow = False
        # Whether the document has a file: only then can it be saved in it.
        self.has_file: Callable[[], bool] = lambda: False
        self._announcer = Announcer(self)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(0, 0, 8, 0)
        self.mark = QLabel(self)
        self.saved = QLabel(self)
        self.saved.setObjectName("saved")
        # Before it is dressed for the first time: to be dressed again is what costs.
        self.saved.setProperty("saved", "true")
        self.saved.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = ElidedLabel("hint", None, self)
        self.hint.setObjectName("hint")
        self.overview = QLabel(self)
        self.zoom = ZoomControl(self)
        self._make_zone()
        self._show_canvas()
        bridge.saved_changed.connect(lambda _: self.refresh())
        bridge.document_changed.connect(lambda _: self.refresh())
        bridge.document_replaced.connect(self.refresh)
        bridge.refused.connect(self.show_message)
        self.messageChanged.connect(self.setToolTip)
        interface_language.language_changed.connect(self.retranslate)
        self.fit_text_size()
        self.retranslate()

    def _make_zone(self) -> None:
        """Make what stands there while there are no news.

        Qt hides the zone while some stand in its place, but shows it again, under them, when it lays the bar out anew
        (a larger text is enough): what is in it is put away by us.
        """
        zone = QWidget(self)
        around = QHBoxLayout(zone)
        around.setContentsMargins(8, 0, 8, 0)
        usual = QWidget(zone)
        around.addWidget(usual)
        row = QHBoxLayout(usual)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for part in (self.mark, self.saved):
            row.addWidget(part)
        row.addWidget(self.hint, 1)
        self.addWidget(zone, 1)
        self.messageChanged.connect(lambda news: usual.setVisible(not news))

    def _show_canvas(self) -> None:
        """Take in the canvas' map and zoom, and tell what can be done on it."""
        canvas = self._canvas
        for part in (self.overview, canvas.minimap, self.zoom):
            self.addPermanentWidget(part)
        canvas.minimap.shown_changed.connect(self._show_map)
        canvas.zoom_changed.connect(self.zoom.show_zoom)
        self.zoom.zoomed.connect(canvas.set_zoom)
        self.zoom.nearer.connect(canvas.zoom_in)
        self.zoom.farther.connect(canvas.zoom_out)
        self.zoom.shown.connect(self._fill_window)
        canvas.status_hint.connect(self.show_hint)
        canvas.cursor_moved.connect(self.show_usual_hint)
        canvas.hover.changed.connect(self.show_usual_hint)
        canvas.tool_changed.connect(self.show_usual_hint)
        self._bridge.selection_changed.connect(self.show_usual_hint)
        self._show_map()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self.mark.setPixmap(themed_icon("check", theme.good).pixmap(QSize(scale_length(ICON), scale_length(ICON))))
        self.zoom.set_theme(theme)
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        self.setMinimumHeight(scale_length(HEIGHT))

    # -- messages and hints

    def show_message(self, text: str) -> None:
        """Tell some news for a while, in place of the hint."""
        self.showMessage(text, MILLISECONDS)
        self._announcer.say(text)

    def show_place(self, name: str) -> None:
        """Tell what can be done at a place of the window."""
        self._place = name
        # What takes the place of the canvas has a zoom of its own, or none.
        self.zoom.setVisible(name not in _WITHOUT_CANVAS)
        self._show_map()
        self.show_usual_hint()

    def show_hint(self, text: str) -> None:
        """Tell what the canvas has to tell: what is no usual hint of it is news."""
        if text and text != hint_for(self._canvas):
            self.show_message(text)
        else:
            self.clearMessage()
        self.show_usual_hint()

    def show_usual_hint(self, *_: object) -> None:
        """Show what can be done next: of the place, what has the focus there, in the window's language."""
        place = _PLACES.get(self._place)
        text = tr(place) if place else hint_for(self._canvas)
        if self.saved.text() and text:
            text = f"· {text}"
        self.hint.show_text(text)

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language; what was told in another one goes."""
        self.clearMessage()
        self.overview.setText(tr("Overview"))
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the document's state."""
        is_saved, document = self._bridge.session.is_saved, self._bridge.document
        text = (tr("Saved") if self.has_file() else "") if is_saved else tr("Not saved")
        self.saved.setText(text)
        self.saved.setVisible(bool(text))
        self.mark.setVisible(is_saved and bool(text))
        restyle(self.saved, "saved", "true" if is_saved else "false")
        plural = interface_language.translator.plural
        parts = [
            plural("{count} step", "{count} steps", len(document.steps)),
            plural("{count} flow", "{count} flows", len(document.flows)),
            plural("{count} persona", "{count} personas", len(document.head.personas)),
        ]
        origin = basis_sentence(document)
        if origin is not None:
            parts.append(tr(origin).rstrip("."))
        self.saved.setToolTip(" · ".join(parts))
        self.saved.setAccessibleDescription(" · ".join(parts))
        self.show_usual_hint()

    def _fill_window(self, what: str) -> None:
        {WHOLE: self._canvas.fit, PHASE: self._canvas.fit_phase}[what]()

    def fit_room(self, *, is_narrow: bool) -> None:
        """Leave the map out of a narrow window."""
        self._is_narrow = is_narrow
        self._show_map()

    def _show_map(self, *_: object) -> None:
        shown = self._canvas.minimap.is_wanted and not self._is_narrow and self._place not in _WITHOUT_CANVAS
        self._canvas.minimap.setVisible(shown)
        self.overview.setVisible(shown)
