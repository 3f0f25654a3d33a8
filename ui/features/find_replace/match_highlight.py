"""Lights on the drawing whatever was found, wherever it stands now."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF

from visavis.blueprint.editing.find_replace import Match
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind
from visavis.ui.canvas.picture import Picture
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.view import BlueprintView

_MARKS = "found"
# Each is looked at in every frame; of more than this, no one sees each.
MOST_LIT = 1_000


class MatchHighlight(QObject):
    """What is lit on a view; it follows the drawing."""

    def __init__(self, view: BlueprintView) -> None:
        super().__init__(view)
        self._view = view
        self._matches: tuple[Match, ...] = ()
        view.drawn.connect(self._update_overlays)

    def highlight(self, matches: tuple[Match, ...]) -> None:
        """Light these, and nothing else."""
        self._matches = matches[:MOST_LIT]
        self._update_overlays()

    def _update_overlays(self) -> None:
        picture = self._view.picture
        ids = dict.fromkeys((match.group, match.id) for match in self._matches)
        rects = (_rect(picture, group, name) for group, name in ids) if picture is not None else ()
        self._view.overlays.put(_MARKS, [Overlay(OverlayKind.FOUND, rect) for rect in rects if rect is not None])


def _rect(picture: Picture, group: str, name: str) -> QRectF | None:
    """Return where something is written on the drawing, in points; None for what is not drawn."""
    layout = picture.layout
    match group:
        case "steps" if name in layout.cards:
            return qrect(layout.cards[name].rect)
        case "flows" if name in layout.flows and (label := layout.flows[name].label) is not None:
            return qrect(label.rect)
        case "notes" if name in picture.drawing.notes:
            return qrect(picture.drawing.notes[name].bounds)
        case "phases":
            return next((qrect(box.rect) for box in layout.phases if box.phase == name), None)
        case _:
            return None
