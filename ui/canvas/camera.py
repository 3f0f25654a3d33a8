"""Where the window looks: scale, place, flights, and how frames stay quick while it moves."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsView, QWidget

from visavis.ui.canvas.overview import Overview, Snapshot
from visavis.ui.canvas.surface import Surface
from visavis.ui.kit.appearance_settings import is_reduced

# A first look is not taken from farther away than this.
READABLE = 0.6
# Below this scale the drawing is painted from tiles where it would take many items.
OVERVIEW_SCALE = 0.5
# So many items paint in 10 to 20 ms in software: what may be when the window is still, but not while it zooms.
MOST_ITEMS = 250
MOST_ITEMS_ZOOMING = 60
# Of more boxes than this, what lies between them is painted as well: each box costs as much as some cards.
MOST_BOXES = 6
# How long after its last event a zoom gesture has settled, in milliseconds.
SETTLING = 120
# Motion ends well under 150 ms.
FLIGHT = 140


class Camera(QObject):
    """Moves and scales one view over a surface. `scale` is in pixels a point; `zoomed` tells a new one."""

    zoomed = Signal(float)
    moved = Signal()

    def __init__(self, view: QGraphicsView, surface: Surface) -> None:
        super().__init__(view)
        self._view = view
        self._surface = surface
        self.scale = FULL_SIZE
        self.reduced_motion = False
        # On a projection a page is never shown smaller than can be read from the far end of the room.
        self.least = SMALLEST
        self.overview = Overview(surface, self)
        self.overview.grown.connect(view.viewport().update)
        self._snapshot: Snapshot | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLING)
        self._settled.timeout.connect(self._end_gesture)
        self._flight = QVariantAnimation(self, duration=FLIGHT, easingCurve=QEasingCurve(QEasingCurve.Type.OutCubic))
        self._flight.valueChanged.connect(self.centre_on)

    # -- where it looks

    def area(self) -> QRectF:
        """Return the part of the drawing in the window, in points."""
        return self._view.mapToScene(self._view.viewport().rect()).boundingRect()

    def to_scene(self, position: QPoint) -> QPointF:
        """Return the place of the drawing (points) under a pixel of the viewport."""
        return self._view.mapToScene(position)

    def zoom_to(self, scale: float, anchor: QPoint | None = None) -> None:
        """Take a scale, keeping what is under `anchor` (pixels; default: the middle) where it is."""
        scale = max(self.least, clamp_scale(scale))
        if scale == self.scale:
            return
        viewport = self._view.viewport()
        anchor = anchor or viewport.rect().center()
        under = self._view.mapToScene(anchor)
        self.scale = scale
        self._view.setTransform(QTransform.fromScale(scale, scale))
        drift = self._view.mapFromScene(under) - anchor
        self.pan(-drift.x(), -drift.y())
        viewport.update()
        self.zoomed.emit(scale)

    def forget_least(self) -> None:
        """Let the drawing be made as small as anyone likes."""
        self.least = SMALLEST

    def zoom_by(self, notches: float, anchor: QPoint | None = None) -> None:
        """Zoom in by so many notches of the wheel (negative: out), as one event of a gesture."""
        self._begin_gesture()
        self.zoom_to(step_scale(self.scale, notches), anchor)

    def pinch(self, by: float, anchor: QPoint) -> None:
        """Zoom in by a share of the scale (negative: out), as one event of a gesture."""
        self._begin_gesture()
        self.zoom_to(self.scale * (1 + by), anchor)

    def fit(self) -> None:
        """Show the whole drawing."""
        area = self._surface.size()
        self.zoom_to(fit_scale(area, QSizeF(self._view.maximumViewportSize())))
        self.centre_on(area.center())

    def begin(self, everybody: QRectF, nearest: QRectF) -> None:
        """Take the first look at a document: its first column at full size, both sides of the line in sight.

        These are the lanes of everybody, or, in a low window, the `nearest` to the line (points; empty where there is
        one side). Where even they are too high they are looked at from farther away, as far as that can be read.
        """
        area, window = self._surface.size(), QSizeF(self._view.maximumViewportSize())
        sides = everybody if everybody.height() * FULL_SIZE <= window.height() else nearest
        self.zoom_to(max(READABLE, min(FULL_SIZE, window.height() / max(1.0, sides.height()))))
        seen = window / self.scale
        # From the top where both sides are seen from there, else so far down that the lower one is.
        top = max(area.top(), min(sides.top(), sides.bottom() - seen.height()))
        if sides.height() > seen.height():
            top = sides.center().y() - seen.height() / 2
        self.centre_on(QPointF(area.left() + seen.width() / 2, top + seen.height() / 2))

    def fit_width(self, area: QRectF) -> None:
        """Show a part of the drawing (points) in its whole width, and as high as the window then is."""
        window = QSizeF(self._view.maximumViewportSize())
        self.zoom_to(max(SMALLEST, min(LARGEST_FIT, (window.width() - 2 * FIT_MARGIN) / max(1.0, area.width()))))
        self.centre_on(area.center())

    def pan(self, across: float, down: float) -> None:
        """Move the drawing by so many pixels."""
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        for bar, by in zip(bars, (across, down), strict=True):
            bar.setValue(bar.value() - round(by))
        self.moved.emit()

    def centre_on(self, point: QPointF) -> None:
        """Look at a place of the drawing at once."""
        self._view.centerOn(point)
        self.moved.emit()

    def fly_to(self, point: QPointF) -> None:
        """Look at a place of the drawing, gliding there unless motion is to be reduced.

        Desktops without animations say so by a duration of 0 for the widgets' own ones; Qt has no better word for it.
        """
        from PySide6.QtWidgets import QStyle

        self._flight.stop()
        point = self._keep_over_drawing(point)
        start = self.area().center()
        usual = self._view.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        if self.reduced_motion or is_reduced() or usual == 0 or not self._view.isVisible():
            self.centre_on(point)
            return
        self._flight.setStartValue(start)
        self._flight.setEndValue(point)
        self._flight.start()

    def _keep_over_drawing(self, point: QPointF) -> QPointF:
        """Return where to look to see a place, and lane and phase names beside it rather than the blank around them.

        At the other two edges the blank may stay: there the map would lie over the last steps.
        """
        margin = FIT_MARGIN / self.scale
        drawn = self._surface.size().adjusted(-margin, -margin, margin, margin)
        window = QSizeF(self._view.viewport().size()) / self.scale
        across = max(point.x(), drawn.left() + window.width() / 2)
        down = max(point.y(), drawn.top() + window.height() / 2)
        middle = drawn.center()
        return QPointF(middle.x() if drawn.width() <= window.width() else across,
                       middle.y() if drawn.height() <= window.height() else down)

    def reveal(self, rect: QRectF, around: float = 40.0) -> None:
        """Move as little as needed to show a box with so many pixels around it, or as many as the window has."""
        area, margin = self.area(), around / self.scale
        beside = min(margin, max(0.0, (area.width() - rect.width()) / 2))
        above = min(margin, max(0.0, (area.height() - rect.height()) / 2))
        wanted = rect.adjusted(-beside, -above, beside, above)
        across = _overhang(area.left(), area.right(), wanted.left(), wanted.right())
        down = _overhang(area.top(), area.bottom(), wanted.top(), wanted.bottom())
        if across or down:
            self.pan(-across * self.scale, -down * self.scale)

    # -- how it paints

    def paints_itself(self) -> bool:
        """Return whether the next frame comes from a snapshot or from tiles, not from the surface itself."""
        return self._snapshot is not None or self.paints_overview()

    def is_zooming(self) -> bool:
        """Return whether a zoom gesture moves a snapshot, marks included."""
        return self._snapshot is not None

    def is_still(self) -> bool:
        """Return whether nothing moves and no tile is being built."""
        is_flying = self._flight.state() == QVariantAnimation.State.Running
        return self._snapshot is None and not is_flying and self.overview.is_complete()

    def stop(self) -> None:
        """Stop moving and making pictures: the view is closed."""
        self._flight.stop()
        self._settled.stop()
        self.overview.stop()

    def paints_overview(self) -> bool:
        """Return whether this scale is painted from tiles."""
        return self.scale < OVERVIEW_SCALE and self._items_in_sight() > MOST_ITEMS

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint a region of the window (pixels): the drawing, or a gesture's snapshot or tiles where these serve.

        The painter stays in points of the drawing, for what is painted over it.
        """
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        from_pictures = self.paints_itself()
        if not from_pictures:
            # Box by box: a pan uncovers a strip at one edge and a corner under the map, not all that lies between.
            # PySide6's stubs leave out that a region is a sequence of boxes.
            boxes = (list(region) if region.rectCount() <= MOST_BOXES  # type: ignore[call-overload]  # its stub has no iteration
                     else [region.boundingRect()])
            for box in boxes:
                self._paint_box(painter, box)
        painter.resetTransform()
        painter.setClipRegion(region)
        painter.setTransform(self._view.viewportTransform())
        if from_pictures:
            self._paint_pictures(painter)

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        area = self._view.mapToScene(box).boundingRect()
        painter.resetTransform()
        painter.setClipRect(box)
        painter.setTransform(self._view.viewportTransform())
        painter.fillRect(area, self._surface.background)
        self._surface.paint(painter, area)

    def _paint_pictures(self, painter: QPainter) -> None:
        area = self.area()
        if self._snapshot is None or not self._snapshot.area.contains(area):
            self.overview.paint(painter, area, self.scale)
        if self._snapshot is not None:
            self._snapshot.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def forget_pictures(self, areas: list[QRectF] | None) -> None:
        """Forget the pictures of what changed (points); None forgets everything."""
        self.overview.forget(areas)
        if self._snapshot is not None:
            self._end_gesture()

    def _items_in_sight(self) -> float:
        """Return about how many items a frame would paint; counting them would take longer than that is worth."""
        drawn = self._surface.size()
        if drawn.isEmpty():
            return 0.0
        shown = self.area().intersected(drawn)
        share = shown.width() * shown.height() / (drawn.width() * drawn.height())
        return share * self._surface.count()

    def _begin_gesture(self) -> None:
        """Keep a picture of the window while a zoom goes on, where painting each frame would take too long."""
        if self._snapshot is None and not self.paints_overview() and self._items_in_sight() > MOST_ITEMS_ZOOMING:
            self._snapshot = Snapshot(self._picture_of_window(), self.area())
        if self._snapshot is not None:
            self._settled.start()

    def _picture_of_window(self) -> QPixmap:
        """Paint the window as it is, without the field that may be open in it."""
        viewport = self._view.viewport()
        ratio = viewport.devicePixelRatioF()
        picture = QPixmap(viewport.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        viewport.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
        return picture

    def _end_gesture(self) -> None:
        self._settled.stop()
        self._snapshot = None
        self._view.viewport().update()


def _overhang(start: float, end: float, wanted_start: float, wanted_end: float) -> float:
    """Return by how much a window has to move along one axis to hold what is wanted; its start comes first."""
    if wanted_start < start:
        return wanted_start - start
    if wanted_end > end:
        return min(wanted_end - end, wanted_start - start)
    return 0.0


# Pixels a point at 100 %: a screen of 96 dots an inch would give 96/72; cards read well at one to one.
FULL_SIZE = 1.0
SMALLEST = 0.01
LARGEST = 8.0
# One key press or one notch of the wheel.
STEP = 1.2
FIT_MARGIN = 24.0
# Above this, fitting would only blow a small drawing up.
LARGEST_FIT = 1.25


def clamp_scale(scale: float) -> float:
    """Return `scale` within what the canvas allows."""
    return max(SMALLEST, min(LARGEST, scale))


def step_scale(scale: float, notches: float) -> float:
    """Return the scale after so many notches (negative: outwards); fractions are touch-pads."""
    return clamp_scale(scale * STEP ** notches)


def fit_scale(area: QRectF, window: QSizeF) -> float:
    """Return the scale at which `area` (points) fits into a window of that many pixels, with a margin."""
    if area.isEmpty():
        return FULL_SIZE
    across = (window.width() - 2 * FIT_MARGIN) / area.width()
    down = (window.height() - 2 * FIT_MARGIN) / area.height()
    return clamp_scale(min(across, down, LARGEST_FIT))
