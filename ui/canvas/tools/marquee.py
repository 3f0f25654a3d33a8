"""Selecting all cards in a rectangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.tool import Pointer, Tool
from visavis.ui.kit.selection import NOTHING, step_refs


class MarqueeGesture(Tool):
    """Draws a rectangle from where the button went down; its release selects the cards that it touches."""

    shape = Qt.CursorShape.CrossCursor
    pulls = True
    _MARKS = "marquee"

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer.view)
        self._start: QPointF = pointer.at
        self._kept = self.view.bridge.selection if pointer.adds else NOTHING

    def move(self, pointer: Pointer) -> None:
        """Draw the rectangle, and the cards that it would select."""
        area = QRectF(self._start, pointer.at).normalized()
        cards = self.layout.cards
        touched = [Overlay(OverlayKind.VALID_TARGET, qrect(cards[step].rect)) for step in self._find_touched(area)]
        self.view.overlays.put(self._MARKS, [*touched, Overlay(OverlayKind.MARQUEE, area)])

    def release(self, pointer: Pointer) -> None:
        """Select what the rectangle touches."""
        area = QRectF(self._start, pointer.at).normalized()
        self.view.toolbox.end_gesture()
        self.view.bridge.select(self._kept | step_refs(*self._find_touched(area)))

    def deactivate(self) -> None:
        """Take the rectangle away."""
        self.view.overlays.clear(self._MARKS)

    def _find_touched(self, area: QRectF) -> list[str]:
        cards = self.layout.cards
        return [step for step, box in cards.items() if area.intersects(qrect(box.rect))]
