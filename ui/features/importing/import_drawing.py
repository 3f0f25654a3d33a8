"""The drawing that a file makes, or what stands in its place: why there is none, or that a file is awaited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedLayout, QWidget

from visavis.blueprint.drawing import Theme
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.importing.import_reading import ImportOutcome
from visavis.ui.features.redesign.pane import ComparisonPane
from visavis.ui.features.redesign.version_diff import mark_changes
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import label

# Pixels: the least and the usual room of the drawing.
LEAST, USUAL = QSize(300, 180), QSize(760, 380)
# No drawing is shown nearer than that at first.
NEAREST = 0.9


class ImportDrawing(QFrame):
    """Shows a drawing, to be gone through by the arrows and looked at near or from afar, or a sentence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pane = ComparisonPane(parent=self)
        self.pane.setAccessibleName(tr("What the file makes"))
        self.pane.set_theme(theme)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pane.drawn.connect(self._look)
        self.pane.chosen.connect(self._go_to)
        self.pane.viewport().installEventFilter(self)
        self.words = label("", "", self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setContentsMargins(24, 24, 24, 24)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(2, 2, 2, 2)
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.pane)
        self._scale: float | None = None

    def sizeHint(self) -> QSize:
        """Want the usual room."""
        return USUAL

    def say(self, words: str) -> None:
        """Say something in place of a drawing."""
        self.words.setText(words)
        self._stack.setCurrentWidget(self.words)

    def show_outcome(self, outcome: ImportOutcome, before: BlueprintDocument) -> None:
        """Show what a file makes; where it goes into `before`, what comes and changes is marked."""
        changes = outcome.changes
        self.pane.draw(outcome.document, None)
        self.pane.show_changes(mark_changes(before, outcome.document, changes, after=True) if changes else {})
        self._stack.setCurrentWidget(self.pane)

    def close_work(self) -> None:
        """Stop drawing aside."""
        self.pane.close_work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the whole drawing in its new room, unless someone came nearer."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Take a first look: all lanes, as near as that allows, at the beginning or at the first of what changes."""
        pane = self.pane
        if self._scale is not None and pane.camera.scale != self._scale:
            return
        body, viewport = pane.surface.size(), pane.viewport()
        pane.camera.zoom_to(min(NEAREST, viewport.height() / max(1.0, body.height())))
        self._scale = pane.camera.scale
        left = body.left() + viewport.width() / 2 / pane.camera.scale
        changed = [card.centre.x for name in pane.changes if (card := pane.card(name)) is not None]
        pane.camera.centre_on(QPointF(max(left, min(changed, default=left)), body.center().y()))

    def _go_to(self, step: str) -> None:
        card = self.pane.card(step)
        if card is not None:
            self.pane.highlight(frozenset({step}))
            self.pane.camera.fly_to(QPointF(card.centre.x, card.centre.y))
