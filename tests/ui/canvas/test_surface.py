"""What is painted after an edit is what would be painted from scratch, pixel by pixel."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import a_structural_edit, an_edit
from tests.ui.canvas.conftest import OpenCanvas
from visavis.blueprint.drawing import Box, Group, Layer, Role, Text
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import StepKind
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.text.styles import GlyphRun, TextStyle
from visavis.ui.canvas.surface import LEGIBLE_SCALE, Surface, without_text
from visavis.ui.canvas.view import BlueprintView

# So many pixels across make one when pictures are compared, and so much of 255 may each differ.
COARSE, TOLERANCE = 8, 14


def looks_like(one: QImage, other: QImage) -> bool:
    """Return whether two pictures are alike, but for where the dashes of a line begin: that depends on its clipping."""
    first, second = (channels(each) for each in (one, other))
    return bool((abs(first - second) <= TOLERANCE).all())


def channels(picture: QImage) -> np.ndarray:
    """Return red, green and blue of a picture at a coarse scale."""
    small = picture.scaled(picture.size() / COARSE, mode=Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_RGBA8888)
    bytes_of = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    return bytes_of[:, :4 * small.width()].reshape(small.height(), small.width(), 4)[..., :3].astype(int)


def on_screen(view: BlueprintView) -> QImage:
    """Return the window as it stands on the screen: not `grab`, which paints it again."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def painted_anew(view: BlueprintView) -> QImage:
    """Return the window after all of it was painted again from a drawing of which nothing was known."""
    view.surface.drawing = None
    view.redraw()
    view.camera.overview.forget(None)
    view.viewport().repaint()
    return on_screen(view)


@pytest.mark.few(1)
@pytest.mark.parametrize(("seed", "scale"), [(1, 1.0), (2, 0.6), (3, 0.3)])
def test_after_every_edit_the_window_shows_the_document(open_canvas: OpenCanvas, qtbot: QtBot, seed: int, scale: float) -> None:
    chance = Random(seed)
    view = open_canvas(blueprint_of(30, seed)).view
    view.set_zoom(scale)
    for _ in range(25):
        with suppress(Refused):
            some = chance.choice((an_edit, a_structural_edit))
            view.bridge.do(some(chance, view.bridge.session))
        qtbot.waitUntil(view.is_still, timeout=5000)
        shown = on_screen(view)
        painted_anew(view)
        qtbot.waitUntil(view.is_still, timeout=5000)
        assert looks_like(on_screen(view), shown)


def test_what_is_not_told_to_have_changed_is_not_painted_again(open_canvas: OpenCanvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = open_canvas(blueprint_of(30)).view
    view.minimap._settle.setInterval(60_000)  # The window is painted again with the map.
    before = on_screen(view)
    monkeypatch.setattr("visavis.ui.canvas.surface.find_dirty_regions", lambda *_: [])
    step = view.document.steps[0]
    view.bridge.do(EditStep(step.id, title="Tout autre chose"))
    assert looks_like(on_screen(view), before)
    assert not looks_like(painted_anew(view), before)


@pytest.mark.parametrize("scale", [1.5, 1.0, 0.6])
def test_panning_moves_pixels_to_where_they_would_be_painted(open_canvas: OpenCanvas, qtbot: QtBot, scale: float) -> None:
    chance = Random(7)
    # Where the dashes of a wait's outline begin depends on what of it is painted.
    made = blueprint_of(60)
    steps = (step.model_copy(update={"kind": StepKind.ACTION}) if step.kind is StepKind.WAIT else step
             for step in made.steps)
    view = open_canvas(made.replace(steps=tuple(steps))).view
    view.set_zoom(scale)
    for _ in range(20):
        view.camera.pan(chance.randint(-90, 90), chance.randint(-60, 60))
        QApplication.processEvents()
    qtbot.waitUntil(view.is_still, timeout=5000)
    shown = on_screen(view)
    painted_anew(view)
    qtbot.waitUntil(view.is_still, timeout=5000)
    assert looks_like(on_screen(view), shown)


def test_text_too_small_to_read_becomes_a_bar_of_its_length() -> None:
    run = GlyphRun("Calls", TextStyle(12), 40.0, ())
    group = Group("a", Role.STEP, Layer.CARDS, Rect(0, 0, 100, 60), (Text(run, 5.0, 20.0, "#111111"),))
    (bar,) = without_text(group).primitives
    assert isinstance(bar, Box)
    assert (bar.rect.x, bar.rect.width, bar.fill) == (5.0, 40.0, "#111111")
    assert replace(group, primitives=()).id == without_text(group).id


@pytest.mark.parametrize(("scale", "far"), [(LEGIBLE_SCALE, False), (LEGIBLE_SCALE / 2, True)])
def test_text_is_painted_as_bars_only_from_afar(open_canvas: OpenCanvas, monkeypatch: pytest.MonkeyPatch, scale: float, far: bool) -> None:
    view = open_canvas(blueprint_of(20)).view
    texts = []
    monkeypatch.setattr("visavis.ui.canvas.surface.paint_group", lambda painter, group: texts.append(
        any(isinstance(one, Text) for one in group.primitives)))
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    view.surface.paint(painter, view.surface.size())
    painter.end()
    assert any(texts) is not far


def test_an_empty_surface_paints_nothing(qapp: QApplication) -> None:
    surface = Surface()
    assert surface.size().isEmpty()
    assert surface.count() == 0
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    surface.paint(painter, surface.size())
    painter.end()
    assert image.pixel(5, 5) & 0xFFFFFF == 0
