"""From document to picture: what is kept, what is made aside, and what is dropped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from tests.ui.canvas.conftest import OpenCanvas, small_service
from visavis.blueprint.drawing import LIGHT
from visavis.blueprint.editing.commands import AddPhase, RemoveFlow, RemovePhase
from visavis.blueprint.language import translator
from visavis.ui.canvas.hit_testing import HitKind
from visavis.ui.canvas.picture import LARGE, Picture, PictureMaker
from visavis.ui.canvas.view import BlueprintView

FRENCH = translator("fr")


@pytest.fixture
def maker(qapp: QApplication) -> Iterator[PictureMaker]:
    """A maker whose thread ends with the test."""
    one = PictureMaker()
    yield one
    one.close()


def test_a_small_picture_is_made_at_once(maker: PictureMaker) -> None:
    made: list[Picture] = []
    maker.made.connect(made.append)
    maker.ask(small_service(), None, LIGHT, FRENCH)
    assert len(made) == 1
    assert not maker.is_busy()


def test_of_large_pictures_only_the_newest_is_shown(qtbot: QtBot, maker: PictureMaker) -> None:
    made: list[Picture] = []
    maker.made.connect(made.append)
    versions = [blueprint_of(LARGE + 1, seed) for seed in (1, 2, 3)]
    for document in versions:
        maker.ask(document, None, LIGHT, FRENCH)
    assert made == []
    qtbot.waitUntil(lambda: not maker.is_busy(), timeout=20000)
    assert [picture.document for picture in made] == [versions[-1]]


def test_a_large_picture_that_a_small_document_overtook_is_dropped(qtbot: QtBot, maker: PictureMaker) -> None:
    made: list[Picture] = []
    maker.made.connect(made.append)
    maker.ask(blueprint_of(LARGE + 1), None, LIGHT, FRENCH)
    maker.ask(small_service(), None, LIGHT, FRENCH)
    qtbot.waitUntil(lambda: not maker.is_busy(), timeout=20000)
    assert [len(picture.document.steps) for picture in made] == [4]


def test_a_new_step_of_a_large_document_is_written_while_its_picture_is_made(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(blueprint_of(LARGE + 20))
    view: BlueprintView = hands.view
    qtbot.waitUntil(view.is_still, timeout=20000)
    last = view.document.steps[-1].id
    view.navigation.go_to_step(last)
    view.add_next()
    hands.write("Suite")
    hands.press(Qt.Key.Key_Tab)
    assert view.writing.is_open
    hands.write("Fin")
    hands.press(Qt.Key.Key_Return)
    titles = {step.title for step in view.document.steps}
    assert {"Suite", "Fin"} <= titles
    qtbot.waitUntil(view.is_still, timeout=20000)
    assert view.camera.area().contains(need(view.navigation.rect()))


def test_closing_waits_for_the_picture_under_way_and_shows_it_to_nobody(qtbot: QtBot, maker: PictureMaker) -> None:
    made: list[Picture] = []
    maker.made.connect(made.append)
    maker.ask(blueprint_of(LARGE + 1), None, LIGHT, FRENCH)
    maker.close()
    qtbot.wait(50)
    assert made == []
    assert not maker.is_busy()


def test_keys_find_no_flow_that_is_gone_while_the_picture_is_made(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(blueprint_of(LARGE + 20))
    view: BlueprintView = hands.view
    qtbot.waitUntil(view.is_still, timeout=20000)
    flow = view.document.flows[3]
    view.navigation.go_to_flow(flow.key)
    view.bridge.do(RemoveFlow(flow.key))
    assert need(view.navigation.cursor).flow is None
    view.go_along("next-way")
    view.bridge.select(frozenset())
    qtbot.waitUntil(view.is_still, timeout=20000)


def test_the_pointer_finds_no_phase_that_is_gone_while_the_picture_is_made(open_canvas: OpenCanvas, qtbot: QtBot) -> None:
    hands = open_canvas(blueprint_of(LARGE + 20))
    view: BlueprintView = hands.view
    view.bridge.do(AddPhase(name="Vide"))
    qtbot.waitUntil(view.is_still, timeout=20000)
    empty = view.document.head.phases[-1].id
    cell = QPointF(*next(rect for cell, rect in need(view.picture).layout.cells.items() if cell.phase == empty).centre)
    assert need(view.hit(cell).cell).phase == empty
    view.bridge.do(RemovePhase(empty))
    assert view.hit(cell).target is HitKind.NOTHING
    hands.click(view.mapFromScene(cell))
    qtbot.waitUntil(view.is_still, timeout=20000)
