"""The status bar: saved or not, how much there is, how sure the numbers are, the zoom, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from visavis.blueprint.drawing.legend import basis_sentence
from visavis.blueprint.language import Share
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.session import SessionBridge

REFUSAL_MILLISECONDS = 8000
NEWS_MILLISECONDS = 6000


class StatusBar(QStatusBar):
    """Tells the state of the document quietly; refusals stand here for a while."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setSizeGripEnabled(False)
        self.saved = self._label("saved")
        self.counts = self._label("counts")
        self.hint = self._label("hint")
        self.zoom = self._label("zoom")
        self.addWidget(self.saved)
        self.addWidget(self.counts, 1)
        self.addPermanentWidget(self.hint)
        self.addPermanentWidget(self.zoom)
        self._scale = 1.0
        self._hinted = ""
        bridge.saved_changed.connect(lambda _: self.refresh())
        bridge.document_changed.connect(lambda _: self.refresh())
        bridge.document_replaced.connect(self.refresh)
        bridge.refused.connect(lambda text: self.showMessage(text, REFUSAL_MILLISECONDS))
        interface_language.language_changed.connect(self.retranslate)
        self.refresh()

    def show_message(self, text: str) -> None:
        """Tell some news for a while."""
        self.showMessage(text, NEWS_MILLISECONDS)

    def show_zoom(self, scale: float) -> None:
        """Show the canvas's scale."""
        self._scale = scale
        self.zoom.setText(tr("{zoom}", zoom=Share(scale)))

    def show_hint(self, text: str) -> None:
        """Show what can be done next."""
        self._hinted = text
        usual = tr("Tab: next step · Ctrl+Enter: the answer on the other side · F1: keys")
        self.hint.setText(text or usual)

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.show_zoom(self._scale)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the document's state."""
        saved = self._bridge.session.is_saved
        self.saved.setText(tr("Saved") if saved else tr("Not saved"))
        self.saved.setProperty("saved", "true" if saved else "false")
        self.saved.style().unpolish(self.saved)
        self.saved.style().polish(self.saved)
        document = self._bridge.document
        plural = interface_language.translator.plural
        parts = [
            plural("{count} step", "{count} steps", len(document.steps)),
            plural("{count} flow", "{count} flows", len(document.flows)),
            plural("{count} persona", "{count} personas", len(document.head.personas)),
        ]
        origin = basis_sentence(document)
        if origin is not None:
            parts.append(tr(origin).rstrip("."))
        self.counts.setText(" · ".join(parts))
        self.show_hint(self._hinted)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if name in ("counts", "hint"):
            # Large text must not make the window wider than the screen: what does not fit is cut, the rest stays.
            label.setMinimumWidth(1)
        return label
