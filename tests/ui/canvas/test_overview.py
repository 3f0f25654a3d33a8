"""Tiles: which are needed, that they are built while idle, and dropped where the drawing changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from blueprint.drawing.display_list import Box, DisplayList, Group, Layer, Role
from blueprint.layout.places import Rect
from ui.canvas.overview import FINEST, MOST_TILES, TILE, Overview, TileKey, level_for, tiles_over
from ui.canvas.scene import BlueprintScene

RED, BLUE = "#CC0000", "#0000CC"


def scene_of(width: float, height: float, *boxes: tuple[Rect, str]) -> BlueprintScene:
    groups = tuple(Group(f"g{place}", Role.STEP, Layer.CARDS, rect, (Box(rect, fill=fill),))
                   for place, (rect, fill) in enumerate(boxes))
    scene = BlueprintScene()
    scene.show_drawing(DisplayList(width, height, groups, "#FFFFFF"))
    return scene


def painted(overview: Overview, area: QRectF, scale: float) -> QImage:
    image = QImage(round(area.width() * scale), round(area.height() * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    overview.paint(painter, area, scale)
    painter.end()
    return image


@pytest.mark.parametrize(("scale", "level"), [(0.49, 1), (0.26, 1), (0.25, 2), (0.2, 2), (0.1, 3), (0.9, 1)])
def test_the_level_is_at_least_as_fine_as_the_scale(scale, level):
    assert level_for(scale) == level
    assert 2.0 ** -level_for(scale) >= min(scale, 0.5)


def test_tiles_cover_an_area_without_gaps():
    keys = list(tiles_over(QRectF(-10, 0, TILE * 4, 10), FINEST))
    assert keys == [TileKey(FINEST, across, 0) for across in (-1, 0, 1)]
    assert all(finer.coarser == TileKey(2, 0, 0) for finer in TileKey(2, 0, 0).finer)


def test_tiles_are_built_while_idle_and_show_the_drawing(qtbot):
    area = QRectF(0, 0, 8000, 2000)
    overview = Overview(scene_of(8000, 2000, (Rect(0, 0, 4000, 2000), RED), (Rect(4000, 0, 4000, 2000), BLUE)))
    assert painted(overview, area, 0.1).pixelColor(100, 100) == QColor("#FFFFFF")
    assert not overview.is_complete()
    qtbot.waitUntil(lambda: overview.is_complete() or (not painted(overview, area, 0.1).isNull() and
                    overview.is_complete()), timeout=5000)
    image = painted(overview, area, 0.1)
    assert overview.is_complete()
    assert image.pixelColor(100, 100) == QColor(RED)
    assert image.pixelColor(700, 100) == QColor(BLUE)


def test_a_change_drops_only_the_tiles_that_show_it(qtbot):
    scene = scene_of(4000, 500, (Rect(0, 0, 100, 100), RED), (Rect(3000, 0, 100, 100), BLUE))
    area = QRectF(0, 0, 4000, 500)
    overview = Overview(scene)
    painted(overview, area, 0.4)
    qtbot.waitUntil(overview.is_complete, timeout=5000)
    overview.forget([QRectF(0, 0, 100, 100)])
    painted(overview, QRectF(2800, 0, 400, 400), 0.4)
    assert overview.is_complete()
    painted(overview, QRectF(0, 0, 400, 400), 0.4)
    assert not overview.is_complete()


def test_a_drawing_larger_than_the_store_of_tiles_still_gets_complete(qtbot):
    wide = TILE * 2.0 * MOST_TILES * 1.5
    overview = Overview(scene_of(wide, 400, (Rect(0, 0, wide, 400), RED)))
    area = QRectF(0, 0, wide, 400)
    painted(overview, area, 0.004)
    qtbot.waitUntil(overview.is_complete, timeout=20000)
    assert painted(overview, area, 0.004).pixelColor(300, 0) == QColor(RED)
