"""What is shown before something comes between two connected steps: the way through it, and between which."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from visavis.blueprint.language import Quoted
from visavis.blueprint.layout import GridCell, Layout
from visavis.blueprint.model import BlueprintDocument, Flow
from visavis.ui.canvas.insertion_gaps import InsertionGap
from visavis.ui.canvas.overlays.highlights import Overlay, OverlayKind, line_overlay
from visavis.ui.canvas.surface import qrect
from visavis.ui.canvas.tools.connect import exit_point
from visavis.ui.kit.i18n import tr

MOST_LETTERS = 40


def split_path(layout: Layout, flow: Flow, spot: QPointF) -> list[Overlay]:
    """Return the two halves of the way that a flow would take through a spot."""
    ends = [layout.cards.get(flow.source), layout.cards.get(flow.target)]
    boxes = [qrect(box.rect) for box in ends if box is not None]
    return [line_overlay(OverlayKind.LINK, (exit_point(box, spot), spot)) for box in boxes]


def spot_of(layout: Layout, cell: GridCell, gap: InsertionGap | None) -> QPointF:
    """Return the middle of where something would stand: of a cell, or of a gap in the cell's lane."""
    lane = next(box for box in layout.lanes if box.lane == cell.lane)
    rect = layout.cells.get(cell)
    if gap is not None or rect is None:
        return QPointF(gap.x if gap is not None else 0.0, lane.rect.centre.y)
    return QRectF(qrect(rect)).center()


def words_for(document: BlueprintDocument, flow: Flow) -> str:
    """Return between which steps it would come, for the status line."""
    before, after = (document.step_by_id[end] for end in (flow.source, flow.target))
    return tr("Release: it comes between {before} and {after} · Alt: the flow stays as it is",
              before=Quoted(_short(before.title or before.id)), after=Quoted(_short(after.title or after.id)))


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS - 1]}…"
