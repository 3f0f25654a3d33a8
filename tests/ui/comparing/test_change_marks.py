"""Marks of what became of a step: quiet, on the outer edge of its card, never over its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from visavis.blueprint.analysis import ChangeKind, Comparison, compare
from visavis.blueprint.drawing import DARK, LIGHT, Box, Text, Theme, ViewportDrawing
from visavis.blueprint.drawing import Path as Shape
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.storage import load
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.redesign.change_marks import (
    ARROW,
    HEIGHT,
    LEAST_HEIGHT,
    ChangePainter,
    StepChange,
    mark_group,
    step_changes,
)
from visavis.ui.features.redesign.drawn_beside import drawn_beside, style_beside
from visavis.ui.kit.i18n import tr

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def apa() -> Comparison:
    before, after = (load(EXAMPLES / f"{name}.blueprint.json").document
                     for name in ("apa-a-domicile", "apa-a-domicile-cible"))
    return compare(before, after, ())


def drawing_of(comparison: Comparison, theme: Theme, *, after: bool) -> ViewportDrawing:
    document = comparison.matching.after if after else comparison.matching.before
    layout = lay_out(drawn_beside(document), style=style_beside())
    return ViewportDrawing(GroupCache(), drawn_beside(document), layout, None, theme, translator("fr"))


def words_of(change: StepChange) -> str:
    return tr(change.pill).replace("\u00a0", " ") if change.pill is not None else ""


@pytest.mark.english
def test_what_changed_tells_its_time_before_and_after_and_what_stays_has_no_mark(apa: Comparison) -> None:
    after = step_changes(apa, after=True)
    matching = apa.matching
    for name, change in after.items():
        assert bool(words_of(change)) is (change.kind is not ChangeKind.ADDED), name
    assert words_of(after["c1"]) == "25 min → 15 min"
    kept = [step.id for step in matching.after.steps if step.id not in after]
    assert kept
    before = step_changes(apa, after=False)
    assert {change.kind for change in before.values() if words_of(change)} == set()
    assert {name for name, change in before.items() if change.kind is ChangeKind.REMOVED} == {
        step.id for step in matching.removed_steps}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_goes_is_grey_and_solid_and_what_comes_has_a_green_outline(apa: Comparison, theme: Theme) -> None:
    for after, kind in ((False, ChangeKind.REMOVED), (True, ChangeKind.ADDED)):
        drawing, changes = drawing_of(apa, theme, after=after), step_changes(apa, after=after)
        for name, change in changes.items():
            card = drawing.step(name)
            assert card is not None
            shown = mark_group(card.group, changes, theme)
            if change.kind is not kind:
                assert shown is card.group
                continue
            texts = [part for part in shown.primitives if isinstance(part, Text)]
            papers = [part.stroke for part in shown.primitives
                      if isinstance(part, Box | Shape) and part.fill is not None and part.stroke is not None]
            assert texts
            assert papers
            if kind is ChangeKind.REMOVED:
                assert {text.colour for text in texts} == {theme.muted}
                assert all(stroke.width == 1.0 and not stroke.dash for stroke in papers)
            else:
                assert {text.colour for text in texts} == {theme.ink}
                assert {stroke.colour for stroke in papers} == {theme.good}


@pytest.mark.parametrize("after", [False, True])
def test_marks_stand_on_the_outer_edge_and_leave_the_words_alone(apa: Comparison, qtbot: QtBot, after: bool) -> None:
    del qtbot  # there are fonts once there is an application
    drawing, changes = drawing_of(apa, LIGHT, after=after), step_changes(apa, after=after)
    document, image = drawing.document, QImage(8, 8, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        marks = ChangePainter(painter, LIGHT, 1.0, QFont())
        for name, change in changes.items():
            box = drawing.layout.cards[name]
            up = LANE_KINDS[document.lane_of(document.step_by_id[name]).kind].is_on_citizen_side
            mark = marks.rect(change, qrect(box.rect), up=up, chip=box.is_chip)
            if mark.isEmpty():
                continue
            edge = box.rect.y if up else box.rect.bottom
            assert mark.top() < edge < mark.bottom()
            outside = edge - mark.top() if up else mark.bottom() - edge
            assert outside > mark.height() / 2
            placed = drawing.step(name)
            assert placed is not None
            for text in (part for part in placed.group.primitives if isinstance(part, Text)):
                top = placed.y + text.baseline - 0.75 * text.run.style.size
                bottom = placed.y + text.baseline
                words = QRectF(placed.x + text.x, top, text.run.width, bottom - top)
                assert not mark.intersects(words), (name, mark, words)


def test_from_afar_an_arrow_stands_for_the_words(apa: Comparison, qtbot: QtBot) -> None:
    del qtbot
    changes = step_changes(apa, after=True)
    image, card = QImage(8, 8, QImage.Format.Format_RGB32), QRectF(0, 0, 113.5, 63)
    with QPainter(image) as painter:
        near, far = (ChangePainter(painter, LIGHT, scale, QFont()) for scale in (1.0, 0.3))
        assert far.rect(changes["c1"], card, up=True).width() < near.rect(changes["c1"], card, up=True).width()
        assert far._words(changes["c1"], chip=False) == ARROW
        assert near.growth() == 1.0
        assert far.growth() * HEIGHT * 0.3 == pytest.approx(LEAST_HEIGHT)
