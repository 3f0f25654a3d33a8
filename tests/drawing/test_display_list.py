"""Paths that share an outline: where they are drawn, and that moving one costs nothing for its segments."""

from __future__ import annotations

import pytest

from visavis.blueprint.drawing import (
    LIGHT,
    Box,
    DrawingContext,
    Group,
    Layer,
    PageBlock,
    Path,
    Role,
    Stroke,
    Text,
    paragraph,
    scale_block,
    set_block,
)
from visavis.blueprint.drawing.outcome_pictogram import person
from visavis.blueprint.drawing.page_block import move_group, move_primitive, place_groups
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.blueprint.text import TextStyle, metrics

CURVE = (("M", 1.0, 2.0), ("L", 3.0, 4.0), ("C", 1.0, 1.0, 2.0, 2.0, 3.0, 3.0), ("Z",))
LINE = Text(metrics().shape("Été", TextStyle(9)), 5.0, 6.0, "#000000", Rect(5, 0, 20, 8))


def test_segments_are_told_where_they_are_drawn() -> None:
    assert Path(CURVE).segments is CURVE
    assert Path(CURVE, x=10.0, y=20.0).segments == (
        ("M", 11.0, 22.0), ("L", 13.0, 24.0), ("C", 11.0, 21.0, 12.0, 22.0, 13.0, 23.0), ("Z",))


def test_icons_of_a_kind_share_their_outline_wherever_they_are_moved() -> None:
    one, other = icon_path("mail", 0, 0, 15, "#000000"), icon_path("mail", 300, 20, 15, "#174E8C")
    moved = move_primitive(one, 300, 20)
    assert isinstance(moved, Path)
    assert moved.outline is one.outline is other.outline
    assert moved.segments == other.segments != one.segments


@pytest.mark.parametrize("part", [Path(CURVE, "#FFFFFF", Stroke("#000000", 2.0), 0.5, 1.0, 2.0), LINE,
                                  Box(Rect(1, 2, 3, 4), 1.0, "#FFFFFF", Stroke("#000000"), 0.5)])
def test_what_is_moved_there_and_back_is_what_it_was(part: Box | Path | Text) -> None:
    group = Group("s1", Role.STEP, Layer.CARDS, Rect(0, 0, 30, 30), (part,), "A step", "All of it")
    there = move_group(group, 8.0, -4.0)
    assert there.bounds == Rect(8, -4, 30, 30)
    assert there != group == move_group(there, -8.0, 4.0)
    assert PageBlock(30, 30, (group,)).at(0.0, 0.0)[0] is group


def test_a_block_drawn_larger_has_its_paths_larger_and_farther() -> None:
    group = Group("s1", Role.STEP, Layer.CARDS, Rect(0, 0, 30, 30), (Path(CURVE, x=10.0, y=20.0),))
    ((part,),) = [made.primitives for made in scale_block(PageBlock(30, 30, (group,)), 2.0).groups]
    assert isinstance(part, Path)
    assert part.segments[:2] == (("M", 22.0, 44.0), ("L", 26.0, 48.0))


def test_shapes_of_one_person_stay_one_piece_wherever_they_are_moved() -> None:
    people = [tuple(person(LIGHT, outcome, Rect(0, 0, 20, 30))) for outcome in (Outcome.BLOCKED, Outcome.BLOCKED)]
    group = Group("outcomes", Role.FIGURE, Layer.PAGE, Rect(0, 0, 40, 30), (*people[0], *people[1]))
    moved = move_group(scale_block(PageBlock(40, 30, (group,)), 2.0).groups[0], 8.0, 4.0)
    pieces = [part.piece for part in moved.primitives if isinstance(part, Box | Path)]
    assert len(set(pieces)) == 2
    assert len(set(pieces[:len(people[0])])) == len(set(pieces[len(people[0]):])) == 1
    # Two drawings of the same are the same.
    assert people[0] == people[1]


def test_a_line_knows_the_text_that_it_is_a_line_of_wherever_it_is_moved() -> None:
    context = DrawingContext(LIGHT, translator("fr"), metrics())
    lines = set_block(paragraph(context, "Réunir les pièces", TextStyle(12.0), 60, 3), Rect(0, 0, 60, 60), "#000000")
    group = Group("s1", Role.STEP, Layer.CARDS, Rect(0, 0, 60, 60), lines)
    moved = move_group(scale_block(PageBlock(60, 60, (group,)), 0.5).groups[0], 8.0, 4.0)
    assert len({id(part.block) for part in moved.primitives if isinstance(part, Text) and part.block}) == 1


def test_groups_are_placed_without_a_second_copy_and_no_two_have_one_id() -> None:
    one, other = (Group("s1", Role.STEP, Layer.CARDS, Rect(0, 0, 30, 30), (LINE,)) for _ in range(2))
    groups = [one, other, Group("s1", Role.HOTSPOT, Layer.HOTSPOTS, Rect(0, 0, 30, 30), ())]
    placed = place_groups(groups, 8.0, 4.0)
    assert [group.id for group in placed] == ["s1", "s1~2", "s1"]
    assert placed[0] == move_group(one, 8.0, 4.0)
    assert groups == []
