"""From document to picture: what is kept, what is made aside, and what is dropped."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest
from PySide6.QtCore import Qt

from blueprint.drawing.compose import ComposeOptions, compose
from blueprint.drawing.theme import DARK, LIGHT
from blueprint.editing import AddNote, AddStep, EditSession, EditStep, Identifiers, Refused
from blueprint.language import translator
from blueprint.layout.engine import Relayout, lay_out
from blueprint.registry import Neighbourhood
from tests.benchmarks.documents import blueprint_of
from tests.layout.edits import an_edit
from tests.ui.canvas.conftest import small_service
from ui.canvas.picture import LARGE, PictureMaker
from ui.canvas.recomposing import Recomposer
from ui.canvas.view import BlueprintView

FRENCH = translator("fr")


@pytest.fixture
def maker(qapp):
    """A maker whose thread ends with the test."""
    one = PictureMaker()
    yield one
    one.close()


def recomposed(recomposer, document, theme=LIGHT):
    return recomposer.compose(document, lay_out(document), None, theme, FRENCH)


def composed(document, theme=LIGHT):
    return compose(document, lay_out(document), None, theme, FRENCH, options=ComposeOptions(private_notes=True))


def as_a_set(drawing):
    return sorted(drawing.groups, key=repr)


@pytest.mark.parametrize("command", [
    EditStep("calls", title="Rappelle"),
    AddStep(("user", "ask", 0), "Cherche"),
    AddNote(text="Long", at="calls"),
    EditStep("learns", lane="office"),
], ids=["renamed", "added", "noted", "moved"])
def test_composing_again_draws_what_composing_anew_draws(command):
    session = EditSession(small_service(), identifiers=Identifiers(1))
    recomposer = Recomposer()
    recomposed(recomposer, session.document)
    session.do(command)
    assert as_a_set(recomposed(recomposer, session.document)) == as_a_set(composed(session.document))


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_later_the_drawing_is_that_of_the_document(seed):
    chance = Random(seed)
    session = EditSession(blueprint_of(24, seed), identifiers=Identifiers(seed))
    relayout, recomposer, analysis = Relayout(), Recomposer(), None
    for _ in range(40):
        with suppress(Refused):
            session.do(an_edit(chance, session))
        if chance.random() < 0.2:
            # As in the window, an analysis may be of a document that was edited since.
            analysis = Neighbourhood().assess(session.document)
        document = session.document
        made = recomposer.compose(document, relayout.lay_out(document), analysis, LIGHT, FRENCH)
        fresh = compose(document, lay_out(document), analysis, LIGHT, FRENCH,
                        options=ComposeOptions(private_notes=True))
        assert as_a_set(made) == as_a_set(fresh)
        assert (made.width, made.height, made.title) == (fresh.width, fresh.height, fresh.title)


def test_a_rename_makes_only_its_own_groups_anew():
    session = EditSession(small_service(), identifiers=Identifiers(1))
    recomposer = Recomposer()
    before = {id(group) for group in recomposed(recomposer, session.document).groups}
    session.do(EditStep("waits", title="Patiente"))
    after = recomposed(recomposer, session.document).groups
    fresh = {group.id for group in after if id(group) not in before and group.role in ("step", "flow", "flow-label")}
    assert fresh == {"waits"}


def test_another_theme_makes_everything_anew():
    recomposer = Recomposer()
    recomposed(recomposer, small_service())
    assert as_a_set(recomposed(recomposer, small_service(), DARK)) == as_a_set(composed(small_service(), DARK))


def test_a_small_picture_is_made_at_once(maker):
    made = []
    maker.made.connect(made.append)
    maker.ask(small_service(), None, LIGHT, FRENCH)
    assert len(made) == 1
    assert not maker.is_busy()


def test_of_large_pictures_only_the_newest_is_shown(qtbot, maker):
    made = []
    maker.made.connect(made.append)
    versions = [blueprint_of(LARGE + 1, seed) for seed in (1, 2, 3)]
    for document in versions:
        maker.ask(document, None, LIGHT, FRENCH)
    assert made == []
    qtbot.waitUntil(lambda: not maker.is_busy(), timeout=20000)
    assert [picture.document for picture in made] == [versions[-1]]


def test_a_large_picture_that_a_small_document_overtook_is_dropped(qtbot, maker):
    made = []
    maker.made.connect(made.append)
    maker.ask(blueprint_of(LARGE + 1), None, LIGHT, FRENCH)
    maker.ask(small_service(), None, LIGHT, FRENCH)
    qtbot.waitUntil(lambda: not maker.is_busy(), timeout=20000)
    assert [len(picture.document.steps) for picture in made] == [4]


def test_a_new_step_of_a_large_document_is_written_while_its_picture_is_made(open_canvas, qtbot):
    hands = open_canvas(blueprint_of(LARGE + 20))
    view: BlueprintView = hands.view
    qtbot.waitUntil(view.is_still, timeout=20000)
    last = view.document.steps[-1].id
    view.travelling.go_to_step(last)
    view.add_next()
    hands.write("Suite")
    hands.press(Qt.Key.Key_Tab)
    assert view.writing.is_open
    hands.write("Fin")
    hands.press(Qt.Key.Key_Return)
    titles = {step.title for step in view.document.steps}
    assert {"Suite", "Fin"} <= titles
    qtbot.waitUntil(view.is_still, timeout=20000)
    assert view.camera.area().contains(view.travelling.rect())


def test_closing_waits_for_the_picture_under_way_and_shows_it_to_nobody(qtbot, maker):
    made = []
    maker.made.connect(made.append)
    maker.ask(blueprint_of(LARGE + 1), None, LIGHT, FRENCH)
    maker.close()
    qtbot.wait(50)
    assert made == []
    assert not maker.is_busy()
