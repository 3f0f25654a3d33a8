"""Themes for paper: a press can mix their colours, greys keep apart what matters, little ink is little."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.press import ON_PAPER, TABLE, colours_of, find_profile, pressed, seen
from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    DisplayList,
    Path,
    Primitive,
    Text,
    Theme,
    draw_infographic,
    draw_poster,
)
from visavis.blueprint.drawing.blueprint.cards import _mark
from visavis.blueprint.drawing.colour_spaces import BLINDNESS, ciede2000, seen_by
from visavis.blueprint.drawing.outcome_pictogram import person
from visavis.blueprint.drawing.paper_themes import GREY, INK_SAVING, PAPER_THEMES, PRINT
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome
from visavis.exporters.backends.qt import paint_image

# What two colours may differ by and still be taken for the same side by side in print.
MOST_DIFFERENCE = 5.0


def drawings(theme: Theme) -> list[DisplayList]:
    made = apa()
    report, translate = apa_analysis(made), translator("fr")
    sheets = (*draw_poster(made, report, translate, theme=theme).pages, *draw_infographic(made, report, translate, theme=theme).pages)
    return [page.drawing for page in sheets]


def colours_drawn(drawing: DisplayList) -> set[str]:
    found = {drawing.background}
    for group in drawing.groups:
        for part in group.primitives:
            if isinstance(part, Text):
                found.add(part.colour)
            elif not isinstance(part, Bitmap):
                found |= {part.fill, part.stroke.colour if part.stroke else None}
    return {colour for colour in found if colour}


def darkness(theme: Theme) -> float:
    """Return how much of a sheet is ink, 0 to 1."""
    made = apa()
    page = draw_poster(made, apa_analysis(made), translator("fr"), theme=theme).pages[0]
    image: Any = paint_image(page, scale=0.5)
    grey = image.convertToFormat(image.Format.Format_Grayscale8)
    return 1 - float(np.frombuffer(bytes(grey.constBits()), np.uint8).mean()) / 255


def without_colour(parts: list[Primitive]) -> list[Primitive]:
    bare: list[Primitive] = []
    for part in parts:
        assert isinstance(part, Box | Path)
        fill, stroke = part.fill and "#", part.stroke and replace(part.stroke, colour="#")
        bare.append(replace(part, fill=fill, stroke=stroke))
    return bare


@pytest.mark.parametrize(("one", "other", "expected"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082), ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((50, 0, 0), (50, -1, 2), 2.3669),
])
def test_the_difference_of_colours_is_that_of_the_standard(one: Any, other: Any, expected: float) -> None:
    """The pairs of Sharma, Wu and Dalal (2005), table 1."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=0.0001)


@pytest.mark.parametrize("theme", ON_PAPER, ids=lambda theme: theme.name)
def test_colours_survive_a_press(theme: Theme) -> None:
    """Against what the free profile of a press makes of them; a new colour needs `python -m tests.drawing.press`."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    far = {usage: round(ciede2000(seen(colour), tuple(table[colour])), 1) for colour, usage in colours_of(theme).items()}
    assert {usage: apart for usage, apart in far.items() if apart > MOST_DIFFERENCE} == {}


def test_the_table_of_the_press_is_that_of_its_profile() -> None:
    profile = find_profile()
    if profile is None:
        pytest.skip("no free profile of a press is installed (on Debian: libgs-common)")
    for colour, made in json.loads(TABLE.read_text(encoding="utf-8")).items():
        assert pressed(colour, profile) == pytest.approx(tuple(made), abs=1.5), colour


def test_grey_paper_has_no_colour() -> None:
    for drawing in drawings(GREY):
        assert [colour for colour in colours_drawn(drawing) if len({colour[1:3], colour[3:5], colour[5:7]}) > 1] == []


def test_granted_and_refused_stay_apart_in_grey() -> None:
    """By luminance: three to one; and by form: a tick, a bar; a lost request is hollow."""
    assert contrast(GREY.good, GREY.muted) >= 3
    marks = {mark: without_colour(list(_mark(GREY, mark, 0.0, 0.0, GREY.citizen))) for mark in
             (Outcome.GRANTED, Outcome.REFUSED, Outcome.ABANDONED)}
    assert marks[Outcome.GRANTED] != marks[Outcome.REFUSED] != marks[Outcome.ABANDONED]
    people = {outcome: list(person(GREY, outcome, Rect(0, 0, 10, 20))) for outcome in marks}
    fills = {outcome: {part.fill for part in parts if not isinstance(part, Text | Bitmap)} for outcome, parts in people.items()}
    assert fills[Outcome.GRANTED] == {GREY.good}
    assert GREY.good not in fills[Outcome.REFUSED]
    assert fills[Outcome.ABANDONED] == {None}


def test_the_two_sides_stay_apart_in_grey() -> None:
    assert contrast(GREY.citizen.ink, GREY.agent.ink) >= 2
    assert contrast(GREY.citizen_ribbon, GREY.agent_ribbon) >= 1.4
    assert contrast(GREY.citizen.tint, GREY.backstage.tint) >= 1.2


def test_little_ink_is_a_fifth_less() -> None:
    assert darkness(INK_SAVING) < 0.82 * darkness(PRINT)


def test_themes_of_paper_are_white() -> None:
    assert {theme.background for theme in PAPER_THEMES.values()} == {"#FFFFFF"}
    assert next(iter(PAPER_THEMES)) == "colour"


@pytest.mark.parametrize("sight", BLINDNESS)
@pytest.mark.parametrize("theme", [PRINT, INK_SAVING], ids=lambda theme: theme.name)
def test_both_sides_and_granted_and_refused_stay_apart_without_a_kind_of_cones(theme: Theme, sight: str) -> None:
    """What else is told by colour has a form of its own: a halo, a number, a hollow or barred person."""
    def apart(one: str, other: str) -> float:
        return ciede2000(seen(seen_by(one, sight)), seen(seen_by(other, sight)))

    assert apart(theme.citizen.ink, theme.agent.ink) > 20
    assert apart(theme.citizen_ribbon, theme.agent_ribbon) > 10
    assert apart(theme.good, theme.muted) > 10
