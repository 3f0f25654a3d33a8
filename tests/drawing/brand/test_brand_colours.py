"""The colours of a kit: they can be read, both sides stay apart for everybody, and nothing nearer would do."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import press
from visavis.blueprint.drawing import DARK, HIGH_CONTRAST, LIGHT, Theme
from visavis.blueprint.drawing.brand.brand_colours import (
    LEAST_APART,
    LEAST_APART_IN_GREY,
    NEAR_FRICTION,
    BrandColour,
    judge_colours,
    nearest_passing,
    paint_theme,
)
from visavis.blueprint.drawing.brand.press_colours import press_difference
from visavis.blueprint.drawing.colour_spaces import (
    BLINDNESS,
    ciede2000,
    cielab,
    difference,
    from_oklch,
    least_difference,
    luminance,
    oklch,
    seen_by,
    to_grey,
)
from visavis.blueprint.drawing.paper_themes import GREY, INK_SAVING, PRINT
from visavis.blueprint.drawing.theme import AA_MARK, AA_TEXT, contrast, text_pairs

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
KITS = st.dictionaries(st.sampled_from(BrandColour), COLOURS)


def can_be_read(colour: str) -> bool:
    return contrast(colour, "#FFFFFF") >= AA_TEXT


@pytest.mark.parametrize(("one", "other", "expected"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082), ((50, 2.5, 0), (58, 24, 15), 19.4535),
])
def test_differences_are_those_of_the_standard(one: press.Lab, other: press.Lab, expected: float) -> None:
    """The pairs of Sharma, Wu and Dalal (2005), table 1."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=0.0001)


def test_colours_of_other_spaces_are_those_that_others_publish() -> None:
    """OKLCH as CSS Color 4 gives it; CIELAB (D65) of pure red."""
    assert oklch("#FF0000") == pytest.approx((0.628, 0.2577, 29.23), abs=0.01)
    assert oklch("#0000FF") == pytest.approx((0.452, 0.3132, 264.05), abs=0.01)
    assert cielab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.1)
    assert difference("#000000", "#FFFFFF") == pytest.approx(100, abs=0.1)


@given(COLOURS)
def test_a_colour_comes_back_from_its_lightness_chroma_and_hue(colour: str) -> None:
    assert from_oklch(*oklch(colour)) == colour or difference(from_oklch(*oklch(colour)), colour) < 1
    assert abs(luminance(to_grey(colour)) - luminance(colour)) < 0.006


def test_who_sees_no_red_or_green_sees_greys_as_they_are() -> None:
    assert all(difference(seen_by(grey, kind), grey) < 1 for kind in BLINDNESS for grey in ("#000000", "#808080", "#FFFFFF"))
    assert least_difference("#C80000", "#5E6B00") < difference("#C80000", "#5E6B00") / 2


@given(COLOURS)
def test_the_nearest_colour_passes_and_none_is_nearer(colour: str) -> None:
    found = nearest_passing(colour, can_be_read)
    assert found is not None
    assert can_be_read(found)
    assert (found == colour) == can_be_read(colour)
    lightness, chroma, hue = oklch(colour)
    moved = abs(oklch(found)[0] - lightness)
    for step in range(1, 40):
        nearer = moved * (1 - step / 40) - 0.004
        if nearer > 0 and not can_be_read(colour):
            assert not can_be_read(from_oklch(lightness - nearer, chroma, hue))
            assert not can_be_read(from_oklch(lightness + nearer, chroma, hue))
    if chroma > 0.04 and oklch(found)[1] > 0.04:
        assert abs((oklch(found)[2] - hue + 180) % 360 - 180) < 6


def test_where_nothing_passes_there_is_nothing() -> None:
    assert nearest_passing("#808080", lambda _: False) is None


@given(KITS)
def test_every_kit_keeps_every_contrast(colours: dict[BrandColour, str]) -> None:
    answers = judge_colours(colours)
    assert [answer.part for answer in answers] == [part for part in BrandColour if part in colours]
    for theme in (LIGHT, PRINT):
        painted = paint_theme(theme, answers)
        weak = {pair.usage: (pair.text, pair.behind) for pair in text_pairs(painted)
                if contrast(pair.text, pair.behind) < AA_TEXT}
        assert weak == {}
        for inks in (painted.citizen, painted.agent):
            assert contrast(inks.ink, inks.tint) >= AA_MARK <= contrast(painted.friction.ink, inks.tint)
        assert abs(luminance(painted.phases[0]) - luminance(painted.phases[1])) > 0.01
        for ribbon in (painted.citizen_ribbon, painted.agent_ribbon):
            assert contrast(ribbon, "#FFFFFF") >= 1.2
            assert contrast(painted.ink, ribbon) >= AA_TEXT


@pytest.mark.slow
@given(KITS)
def test_every_kit_keeps_the_sides_apart_and_leaves_frictions_alone(colours: dict[BrandColour, str]) -> None:
    painted = paint_theme(PRINT, judge_colours(colours))
    assert painted.friction is PRINT.friction
    assert least_difference(painted.citizen.ink, painted.agent.ink) >= LEAST_APART
    assert contrast(painted.citizen.ink, painted.agent.ink) >= LEAST_APART_IN_GREY
    for part, inks in ((BrandColour.CITIZEN, painted.citizen), (BrandColour.AGENT, painted.agent)):
        if inks.ink not in (PRINT.citizen.ink, PRINT.agent.ink) and part in colours:
            assert difference(inks.ink, PRINT.friction.ink) >= NEAR_FRICTION


@pytest.mark.parametrize(("colours", "used"), [
    ({"main": "#FFCC00"}, ["#FFCC00"]), ({"main": "#0B5D57"}, ["#0B5D57"]), ({"main": "#000000"}, ["#000000"]),
    ({"citizen": "#E87722", "agent": "#009A9A"}, ["#B35400", "#006E6E"]),
    ({"citizen": "#B3124F"}, [None]), ({"citizen": "#0055A4", "agent": "#0055A4"}, [None, None]),
    ({"agent": "#A8450B"}, [None]), ({"citizen": "#6A1B9A", "agent": "#2E7D32"}, ["#6A1B9A", "#2E7D32"]),
])
def test_what_becomes_of_towns_colours(colours: dict[str, str], used: list[str | None]) -> None:
    answers = judge_colours({BrandColour(name): colour for name, colour in colours.items()})
    assert [answer.used for answer in answers] == used


def test_a_pale_bar_has_dark_words() -> None:
    yellow = paint_theme(PRINT, judge_colours({BrandColour.MAIN: "#FFCC00"}))
    green = paint_theme(PRINT, judge_colours({BrandColour.MAIN: "#0B5D57"}))
    assert (yellow.phases[0], yellow.on_phase) == ("#FFCC00", PRINT.ink)
    assert (green.phases[0], green.on_phase) == ("#0B5D57", "#FFFFFF")


@pytest.mark.parametrize("theme", [GREY, INK_SAVING, DARK, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_themes_without_colours_take_none(theme: Theme) -> None:
    assert paint_theme(theme, judge_colours({BrandColour.MAIN: "#0B5D57", BrandColour.AGENT: "#3E3F8F"})) is theme


def test_no_colour_changes_nothing() -> None:
    assert paint_theme(PRINT, judge_colours({})) is PRINT


def test_what_a_press_does_is_known_for_every_colour() -> None:
    """Against what the profile makes of the themes' own colours, which lie between those of the grid."""
    table = json.loads(press.TABLE.read_text(encoding="utf-8"))
    for colour, made in table.items():
        assert press_difference(colour) == pytest.approx(ciede2000(press.seen(colour), tuple(made)), abs=3.5), colour
    assert press_difference("#00FF00") > 10 > 5 > press_difference("#FFCC00")
