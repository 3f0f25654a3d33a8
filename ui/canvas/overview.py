"""The drawing from afar: cached tiles in a pyramid of halved scales, built a few milliseconds at a time.

Painting thousands of cards takes hundreds of milliseconds; painting the dozen tiles that cover a window takes two.
Tiles whose area changed stay until they are built again: a moment of the old picture is better than a hole.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from math import ceil, floor, log2
from time import perf_counter
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from visavis.blueprint.drawing.viewport.viewport_drawing import OVERHANG
from visavis.ui.canvas.surface import Surface

# Pixels along a tile's edge. One tile of the finest level holds about 16 cards: 2 to 4 ms to paint.
TILE = 256
# Level n holds the drawing at 2 ** -n pixels a point; the finest serves every scale below half.
FINEST = 1
# From this level on a card is at most 10 pixels wide, and drawn as a block, straight from the layout.
SKETCHED = 4
# 256 kB each: at most 64 MB.
MOST_TILES = 256
# What building may take of one turn of the event loop, in milliseconds, so that a frame still fits in 16.
SLICE = 6.0
# The window's edge may lie between two pixels.
EDGE = 2.0


class TileKey(NamedTuple):
    """A tile's level and its place in the grid of that level."""

    level: int
    across: int
    down: int

    @property
    def area(self) -> QRectF:
        """What the tile shows, in points of the drawing."""
        edge = TILE * 2.0 ** self.level
        return QRectF(self.across * edge, self.down * edge, edge, edge)

    @property
    def finer(self) -> tuple[TileKey, ...]:
        """The four tiles of the level below that cover the same area."""
        left, top = self.across * 2, self.down * 2
        return tuple(TileKey(self.level - 1, left + x, top + y) for y in (0, 1) for x in (0, 1))

    @property
    def coarser(self) -> TileKey:
        """The tile of the level above that covers this one."""
        return TileKey(self.level + 1, self.across // 2, self.down // 2)


def level_for(scale: float) -> int:
    """Return the level whose tiles are at least as fine as `scale` (pixels a point)."""
    return max(FINEST, floor(-log2(scale)))


def tiles_over(area: QRectF, level: int) -> Iterator[TileKey]:
    """Yield the tiles of a level that touch an area, row by row."""
    edge = TILE * 2.0 ** level
    for down in range(floor(area.top() / edge), ceil(area.bottom() / edge)):
        for across in range(floor(area.left() / edge), ceil(area.right() / edge)):
            yield TileKey(level, across, down)


class Overview(QObject):
    """Paints a surface from tiles, and builds the missing ones while the event loop is idle.

    `grown` tells that more of what was asked for can be painted now.
    """

    grown = Signal()

    def __init__(self, surface: Surface, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._surface = surface
        self._tiles: OrderedDict[TileKey, QPixmap] = OrderedDict()
        self._stale: set[TileKey] = set()
        self._wanted: list[TileKey] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._build_some)

    def forget(self, areas: Iterable[QRectF] | None) -> None:
        """Build the tiles again that show any of these areas (points); None drops all of them."""
        if areas is None:
            self._tiles.clear()
            self._stale.clear()
            return
        for area in areas:
            self._stale.update(key for key in self._tiles if key.area.intersects(area))

    def paint(self, painter: QPainter, area: QRectF, scale: float) -> None:
        """Paint what is there of `area`; what is missing is built next, with `grown` after it."""
        painter.fillRect(area, self._surface.background)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawn, edge = self._surface.size(), EDGE / scale
        inside = area.intersected(drawn)
        # To scale pixels takes most of a frame: those of a tile that nothing is on, or no one sees, are left out.
        seen = area.adjusted(-edge, -edge, edge, edge).intersected(
            drawn.adjusted(-OVERHANG, -OVERHANG, OVERHANG, OVERHANG))
        self._wanted = []
        for key in tiles_over(inside, level_for(scale)):
            tile = self._tiles.get(key)
            if tile is None or key in self._stale:
                self._wanted.append(key)
            if tile is None:
                self._paint_stand_in(painter, key, seen)
            else:
                self._tiles.move_to_end(key)
                _paint_part(painter, key, tile, key.area.intersected(seen))
        if self._wanted and not self._timer.isActive():
            self._timer.start(0)

    def is_complete(self) -> bool:
        """Return whether the last painting found every tile it needed."""
        return not self._wanted

    def stop(self) -> None:
        """Build no more until something is painted again."""
        self._timer.stop()

    def _paint_stand_in(self, painter: QPainter, key: TileKey, seen: QRectF) -> None:
        """Paint a coarser tile's part, so that a zoom shows something at once."""
        for ancestor in (key.coarser, key.coarser.coarser, key.coarser.coarser.coarser):
            tile = self._tiles.get(ancestor)
            if tile is not None:
                _paint_part(painter, ancestor, tile, key.area.intersected(seen))
                return

    def _build_some(self) -> None:
        until = perf_counter() + SLICE / 1000
        while self._wanted and perf_counter() < until:
            self._build(self._wanted[-1])
        if not shiboken6.isValid(self):
            # What is painted allocates much: a search for garbage meanwhile may have found a view that no one holds.
            return
        self.grown.emit()
        if self._wanted:
            self._timer.start(0)

    def _build(self, key: TileKey) -> None:
        """Build one tile from the surface or from four finer ones; when those are missing, ask for them first."""
        drawn = self._surface.size()
        if FINEST < key.level < SKETCHED:
            missing = [finer for finer in key.finer if self._is_missing(finer) and finer.area.intersects(drawn)]
            if missing:
                self._wanted.extend(missing)
                return
        self._wanted.remove(key)
        self._stale.discard(key)
        tile = QPixmap(TILE, TILE)
        tile.fill(self._surface.background)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if FINEST < key.level < SKETCHED:
            self._reduce(painter, key)
        else:
            self._draw(painter, key)
        painter.end()
        self._tiles[key] = tile
        while len(self._tiles) > MOST_TILES:
            oldest, _ = self._tiles.popitem(last=False)
            self._stale.discard(oldest)

    def _is_missing(self, key: TileKey) -> bool:
        return key not in self._tiles or key in self._stale

    def _draw(self, painter: QPainter, key: TileKey) -> None:
        """Paint a tile from the drawing itself."""
        scale = 2.0 ** -key.level
        painter.scale(scale, scale)
        painter.translate(-key.area.topLeft())
        if key.level == FINEST:
            self._surface.paint(painter, key.area)
        else:
            self._surface.paint_far(painter, key.area)

    def _reduce(self, painter: QPainter, key: TileKey) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = TILE / 2
        for index, finer in enumerate(key.finer):
            tile = self._tiles.get(finer)
            if tile is not None:
                target = QRectF(index % 2 * half, index // 2 * half, half, half)
                painter.drawPixmap(target, tile, QRectF(tile.rect()))
                # It has served; should tiles be short, it is the first to go, never one that still waits to serve.
                self._tiles.move_to_end(finer, last=False)


def _paint_part(painter: QPainter, key: TileKey, tile: QPixmap, part: QRectF) -> None:
    """Paint of a tile the whole pixels that show a part of the drawing (points)."""
    if part.isEmpty():
        return
    area = key.area
    ratio = TILE / area.width()
    left, top = floor((part.left() - area.left()) * ratio), floor((part.top() - area.top()) * ratio)
    width = ceil((part.right() - area.left()) * ratio) - left
    height = ceil((part.bottom() - area.top()) * ratio) - top
    target = QRectF(area.left() + left / ratio, area.top() + top / ratio, width / ratio, height / ratio)
    painter.drawPixmap(target, tile, QRectF(left, top, width, height))


class Snapshot:
    """A picture of the window that a zoom gesture moves and scales until it settles."""

    def __init__(self, pixmap: QPixmap, area: QRectF) -> None:
        self._pixmap = pixmap
        self.area = area

    def paint(self, painter: QPainter) -> None:
        """Paint the picture where it stands in the drawing; smoothing would take most of a frame."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawPixmap(self.area, self._pixmap, QRectF(self._pixmap.rect()))
