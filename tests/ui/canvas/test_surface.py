"""What is painted after an edit is what would be painted from scratch, pixel by pixel."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from PySide6.QtGui import QImage, QPainter

from blueprint.drawing.display_list import Box, Group, Layer, Role, Text
from blueprint.editing import Refused
from blueprint.layout.places import Rect
from blueprint.text.styles import GlyphRun, TextStyle
from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import an_edit
from ui.canvas.surface import LEGIBLE_SCALE, Surface, without_text


def picture_of(view) -> QImage:
    return view.viewport().grab().toImage()


@pytest.mark.parametrize(("seed", "scale"), [(1, 1.0), (2, 0.6), (3, 0.3)])
def test_after_every_edit_the_window_shows_the_document(open_canvas, qtbot, seed, scale):
    chance = Random(seed)
    hands = open_canvas(blueprint_of(30, seed))
    view = hands.view
    view.set_zoom(scale)
    for _ in range(25):
        with suppress(Refused):
            view.bridge.do(an_edit(chance, view.bridge.session))
        qtbot.waitUntil(view.is_still, timeout=5000)
        shown = picture_of(view)
        view.surface.drawing = None
        view.redraw()
        view.camera.overview.forget(None)
        view.viewport().repaint()
        qtbot.waitUntil(view.is_still, timeout=5000)
        assert picture_of(view) == shown


def test_text_too_small_to_read_becomes_a_bar_of_its_length():
    run = GlyphRun("Calls", TextStyle(12), 40.0, ())
    group = Group("a", Role.STEP, Layer.CARDS, Rect(0, 0, 100, 60), (Text(run, 5.0, 20.0, "#111111"),))
    (bar,) = without_text(group).primitives
    assert isinstance(bar, Box)
    assert (bar.rect.x, bar.rect.width, bar.fill) == (5.0, 40.0, "#111111")
    assert replace(group, primitives=()).id == without_text(group).id


@pytest.mark.parametrize(("scale", "far"), [(LEGIBLE_SCALE, False), (LEGIBLE_SCALE / 2, True)])
def test_text_is_painted_as_bars_only_from_afar(open_canvas, monkeypatch, scale, far):
    view = open_canvas(blueprint_of(20)).view
    texts = []
    monkeypatch.setattr("ui.canvas.surface.paint_group", lambda painter, group: texts.append(
        any(isinstance(one, Text) for one in group.primitives)))
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    view.surface.paint(painter, view.surface.size())
    painter.end()
    assert any(texts) is not far


def test_an_empty_surface_paints_nothing(qapp):
    surface = Surface()
    assert surface.size().isEmpty()
    assert surface.count() == 0
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    surface.paint(painter, surface.size())
    painter.end()
    assert image.pixel(5, 5) & 0xFFFFFF == 0
