"""What the canvas draws over the drawing: focus ring, selection, ghosts, lit cells. Never part of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from visavis.blueprint.drawing import Group
from visavis.exporters.backends.qt import paint_group


class OverlayKind(StrEnum):
    """What a mark tells; later ones are painted above earlier ones."""

    VEIL = "veil"
    LIT_CELL = "lit-cell"
    REFUSED_CELL = "refused-cell"
    VALID_TARGET = "valid-target"
    FOUND = "found"
    SELECTION = "selection"
    FLOW_SELECTION = "flow-selection"
    CELL_FOCUS = "cell-focus"
    CARD_FOCUS = "card-focus"
    GHOST = "ghost"
    INSERTION = "insertion"
    LINK = "link"
    HANDLE = "handle"
    PLUS = "plus"
    MARQUEE = "marquee"


@dataclass(frozen=True, slots=True)
class Overlay:
    """One thing drawn over the drawing: a box, or a line through points (in points of the drawing).

    `group` is what a ghost looks like, or what a mark leaves in sight: the numbers on a card, as if its corner were
    the origin, or the words on a flow, as if it began there.
    """

    kind: OverlayKind
    rect: QRectF
    points: tuple[QPointF, ...] = ()
    group: Group | None = None

    @property
    def area(self) -> QRectF:
        """What is painted: the box, and the numbers that a ring leaves in sight."""
        if self.group is None or self.kind is OverlayKind.GHOST:
            return self.rect
        bounds = self.group.bounds
        numbers = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
        return self.rect.united(numbers.translated(self.points[0] if self.points else self.rect.topLeft()))


@dataclass(frozen=True, slots=True)
class OverlayColours:
    """The colours of marks: one accent, one for what is refused, the surface of ghosts, and what veils."""

    accent: str = "#174E8C"
    refused: str = "#B3124F"
    surface: str = "#FFFFFF"
    background: str = "#FFFFFF"


# Widths in pixels of the screen: marks keep them at every zoom.
RING_WIDTH = 2.5
RING_GAP = 3.0
LINE_WIDTH = 1.5
BAR_WIDTH = 4.0
HANDLE_RADIUS = 6.0
# A target for the pointer: 24 pixels across (WCAG 2.2, 2.5.8).
PLUS_RADIUS = 12.0
# How much a veil hides: what is behind stays a shape.
VEIL = 0.84
# Corners in points, like the cards'.
RADIUS = 9.0
# How far in pixels a mark's ink reaches beyond its box.
REACH = PLUS_RADIUS + RING_GAP + RING_WIDTH
_ORDER = {kind: index for index, kind in enumerate(OverlayKind)}


class Overlays(QObject):
    """The marks on show, by the name of who put them there. `changed` tells the boxes to paint again."""

    changed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = OverlayColours()
        self._marks: dict[str, tuple[Overlay, ...]] = {}

    def put(self, name: str, marks: Iterable[Overlay]) -> None:
        """Show these marks under `name`, in place of those that were there."""
        before, after = self._marks.get(name, ()), tuple(marks)
        if after != before:
            self._marks[name] = after
            self.changed.emit([mark.area for mark in (*before, *after)])

    def clear(self, name: str) -> None:
        """Take the marks of `name` away."""
        self.put(name, ())

    def of(self, name: str) -> tuple[Overlay, ...]:
        """Return the marks on show under `name`."""
        return self._marks.get(name, ())

    def paint(self, painter: QPainter, scale: float, area: QRectF) -> None:
        """Paint the marks that reach into `area` (points); `scale` is how many pixels a point has."""
        # Thousands of cards may be veiled; lines may have no height, which `intersects` would take for nothing.
        near = _around(area, REACH / scale + 1)
        marks = [mark for group in self._marks.values() for mark in group
                 if mark.rect.isNull() or near.intersects(_around(mark.area, 1))]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in sorted(marks, key=lambda mark: _ORDER[mark.kind]):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _PAINTERS[mark.kind](painter, mark, self.colours, scale)
        painter.restore()


def line_overlay(kind: OverlayKind, points: Iterable[QPointF], words: Group | None = None) -> Overlay:
    """Return a mark that follows a line and leaves its words in sight."""
    corners = tuple(points)
    path = _line(corners)
    return Overlay(kind, path.boundingRect(), corners, words)


def _line(points: tuple[QPointF, ...]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


def _pen(colour: str, width: float, scale: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width / scale, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _wash(colour: str, alpha: float) -> QColor:
    wash = QColor(colour)
    wash.setAlphaF(alpha)
    return wash


def _around(rect: QRectF, gap: float) -> QRectF:
    return rect.adjusted(-gap, -gap, gap, gap)


def _paint_veil(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_wash(colours.background, VEIL))
    painter.drawRect(_around(mark.rect, RING_GAP / scale))


def _paint_selection(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, LINE_WIDTH, scale))
    painter.setBrush(_wash(colours.accent, 0.08))
    painter.drawRoundedRect(_around(mark.rect, RING_GAP / scale), RADIUS, RADIUS)
    _paint_numbers(painter, mark)


def _paint_numbers(painter: QPainter, mark: Overlay) -> None:
    if mark.group is not None:
        painter.save()
        painter.translate(mark.rect.topLeft())
        paint_group(painter, mark.group)
        painter.restore()


def _paint_card_focus(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, RING_WIDTH, scale))
    painter.drawRoundedRect(_around(mark.rect, RING_GAP / scale), RADIUS + 2, RADIUS + 2)
    _paint_numbers(painter, mark)


def _paint_cell_focus(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, RING_WIDTH, scale, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(mark.rect, RADIUS, RADIUS)


def _paint_lit_cell(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    colour = colours.refused if mark.kind is OverlayKind.REFUSED_CELL else colours.accent
    painter.setPen(_pen(colour, LINE_WIDTH, scale))
    painter.setBrush(_wash(colour, 0.16))
    painter.drawRoundedRect(mark.rect, RADIUS, RADIUS)


def _paint_target(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, LINE_WIDTH, scale, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(_around(mark.rect, RING_GAP / scale), RADIUS, RADIUS)


def _paint_ghost(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    if mark.group is not None:
        painter.save()
        painter.translate(mark.rect.x() - mark.group.bounds.x, mark.rect.y() - mark.group.bounds.y)
        paint_group(painter, mark.group)
        painter.restore()
    painter.setPen(_pen(colours.accent, RING_WIDTH, scale))
    painter.setBrush(_wash(colours.accent, 0.08))
    painter.drawRoundedRect(mark.rect, RADIUS, RADIUS)


def _paint_marquee(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, 1.0, scale))
    painter.setBrush(_wash(colours.accent, 0.08))
    painter.drawRect(mark.rect)


def _paint_handle(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.surface, LINE_WIDTH, scale))
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(mark.rect)


def _paint_insertion(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, BAR_WIDTH, scale))
    painter.drawLine(mark.rect.topLeft(), mark.rect.bottomRight())


def _paint_plus(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    middle, arm = mark.rect.center(), mark.rect.width() / 4
    painter.setPen(_pen(colours.surface, LINE_WIDTH, scale))
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(mark.rect)
    painter.setPen(_pen(colours.surface, RING_WIDTH, scale))
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
    painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def _paint_line(painter: QPainter, mark: Overlay, colours: OverlayColours, scale: float) -> None:
    painter.setPen(_pen(colours.accent, RING_WIDTH, scale))
    painter.drawPath(_line(mark.points))
    if mark.group is not None:
        painter.save()
        painter.translate(mark.points[0])
        paint_group(painter, mark.group)
        painter.restore()


_PAINTERS: dict[OverlayKind, Callable[[QPainter, Overlay, OverlayColours, float], None]] = {
    OverlayKind.VEIL: _paint_veil,
    OverlayKind.LIT_CELL: _paint_lit_cell,
    OverlayKind.REFUSED_CELL: _paint_lit_cell,
    OverlayKind.VALID_TARGET: _paint_target,
    OverlayKind.FOUND: _paint_lit_cell,
    OverlayKind.SELECTION: _paint_selection,
    OverlayKind.FLOW_SELECTION: _paint_line,
    OverlayKind.CELL_FOCUS: _paint_cell_focus,
    OverlayKind.CARD_FOCUS: _paint_card_focus,
    OverlayKind.GHOST: _paint_ghost,
    OverlayKind.INSERTION: _paint_insertion,
    OverlayKind.LINK: _paint_line,
    OverlayKind.HANDLE: _paint_handle,
    OverlayKind.PLUS: _paint_plus,
    OverlayKind.MARQUEE: _paint_marquee,
}
