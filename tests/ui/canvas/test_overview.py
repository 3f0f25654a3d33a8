"""Tiles: which are needed, that they are built while idle, and dropped where the drawing changed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from visavis.blueprint.drawing import LIGHT, ViewportDrawing
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.drawing.viewport.viewport_drawing import OVERHANG
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.ui.canvas.overview import FINEST, MOST_TILES, TILE, Overview, TileKey, level_for, tiles_over
from visavis.ui.canvas.surface import Surface, qrect

RED, BLUE = "#CC0000", "#0000CC"


class Boxes(Surface):
    """A surface with nothing but coloured boxes on it."""

    def __init__(self, width: float, height: float, *boxes: tuple[QRectF, str]) -> None:
        super().__init__()
        self._area, self._boxes = QRectF(0, 0, width, height), boxes

    def size(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, area: QRectF) -> None:
        for rect, colour in self._boxes:
            if rect.intersects(area):
                painter.fillRect(rect, QColor(colour))


def painted(overview: Overview, area: QRectF, scale: float) -> QImage:
    image = QImage(round(area.width() * scale), round(area.height() * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    overview.paint(painter, area, scale)
    painter.end()
    return image


@pytest.mark.parametrize(("scale", "level"), [(0.49, 1), (0.26, 1), (0.25, 2), (0.2, 2), (0.1, 3), (0.9, 1)])
def test_the_level_is_at_least_as_fine_as_the_scale(scale: float, level: int) -> None:
    assert level_for(scale) == level
    assert 2.0 ** -level_for(scale) >= min(scale, 0.5)


def test_tiles_cover_an_area_without_gaps() -> None:
    keys = list(tiles_over(QRectF(-10, 0, TILE * 4, 10), FINEST))
    assert keys == [TileKey(FINEST, across, 0) for across in (-1, 0, 1)]
    assert all(finer.coarser == TileKey(2, 0, 0) for finer in TileKey(2, 0, 0).finer)


def test_tiles_are_built_while_idle_and_show_the_drawing(qtbot: QtBot) -> None:
    area = QRectF(0, 0, 8000, 2000)
    overview = Overview(Boxes(8000, 2000, (QRectF(0, 0, 4000, 2000), RED), (QRectF(4000, 0, 4000, 2000), BLUE)))
    assert painted(overview, area, 0.1).pixelColor(100, 100) == QColor("#FFFFFF")
    assert not overview.is_complete()
    qtbot.waitUntil(lambda: overview.is_complete() or (not painted(overview, area, 0.1).isNull() and
                    overview.is_complete()), timeout=5000)
    image = painted(overview, area, 0.1)
    assert overview.is_complete()
    assert image.pixelColor(100, 100) == QColor(RED)
    assert image.pixelColor(700, 100) == QColor(BLUE)


def test_a_change_asks_only_for_the_tiles_that_show_it(qtbot: QtBot) -> None:
    area = QRectF(0, 0, 4000, 500)
    overview = Overview(Boxes(4000, 500, (QRectF(0, 0, 100, 100), RED), (QRectF(3000, 0, 100, 100), BLUE)))
    painted(overview, area, 0.4)
    qtbot.waitUntil(overview.is_complete, timeout=5000)
    overview.forget([QRectF(0, 0, 100, 100)])
    painted(overview, QRectF(2800, 0, 400, 400), 0.4)
    assert overview.is_complete()
    # What was there stays in sight until it is painted again.
    assert painted(overview, QRectF(0, 0, 400, 400), 0.4).pixelColor(10, 10) == QColor(RED)
    assert not overview.is_complete()
    qtbot.waitUntil(overview.is_complete, timeout=5000)
    overview.forget(None)
    assert painted(overview, QRectF(0, 0, 400, 400), 0.4).pixelColor(10, 10) == QColor("#FFFFFF")


def test_a_drawing_larger_than_the_store_of_tiles_still_gets_complete(qtbot: QtBot) -> None:
    wide = TILE * 2.0 * MOST_TILES * 1.5
    overview = Overview(Boxes(wide, 400, (QRectF(0, 0, wide, 400), RED)))
    area = QRectF(0, 0, wide, 400)
    painted(overview, area, 0.13)
    qtbot.waitUntil(overview.is_complete, timeout=20000)
    assert painted(overview, area, 0.13).pixelColor(300, 0) == QColor(RED)


@pytest.mark.parametrize("scale", [0.1, 0.3])
def test_of_tiles_only_what_is_seen_of_the_drawing_is_scaled(qtbot: QtBot, scale: float) -> None:
    overview = Overview(Boxes(20_000, 500, (QRectF(0, 0, 20_000, 500), RED)))
    area = QRectF(1000, -3000, 16_000, 8000)
    painted(overview, area, scale)
    qtbot.waitUntil(overview.is_complete, timeout=20000)
    scaled: list[float] = []
    counts: Any = SimpleNamespace(fillRect=lambda *_: None, setRenderHint=lambda *_: None, drawPixmap=lambda _, __, part:
                                  scaled.append(part.width() * part.height()))
    overview.paint(counts, area, scale)
    shown, edge, grain = 2.0 ** -level_for(scale), 4 / scale, 2.0
    across, down = (area.width() + edge) * shown + grain, (500 + 2 * OVERHANG) * shown + grain
    # Where two tiles meet both may show a part of the same pixel.
    assert area.width() * 500 * shown ** 2 <= sum(scaled) <= across * down * 1.1
    image = painted(overview, area, scale)
    assert image.pixelColor(round(100 * scale), round(3250 * scale)) == QColor(RED)
    assert image.pixelColor(round(100 * scale), round(3700 * scale)) == QColor("#FFFFFF")


@pytest.mark.parametrize("scale", [0.2, 0.05])
def test_from_afar_every_card_and_lane_is_seen_in_its_place(qtbot: QtBot, scale: float) -> None:
    document = blueprint_of(60)
    layout, surface = lay_out(document), Surface()
    surface.show(ViewportDrawing(GroupCache(), document, layout, None, LIGHT, translator("fr")))
    overview = Overview(surface)
    painted(overview, surface.size(), scale)
    qtbot.waitUntil(overview.is_complete, timeout=20000)
    image = painted(overview, surface.size(), scale)
    for place in layout.cards.values():
        spot = qrect(place.rect).center() * scale
        around = {image.pixelColor(round(spot.x()) + x, round(spot.y()) + y).lightness()
                  for x in (-1, 0, 1) for y in (-1, 0, 1)}
        strip = next(lane for lane in document.head.lanes if lane.id == document.step_by_id[place.step].lane)
        assert around != {QColor(LIGHT.of(strip).tint).lightness()}
