"""Themes keep their contrasts, in colour and in grey."""

from __future__ import annotations

import pytest

from visavis.blueprint.drawing import LIGHT, THEMES, Theme, mix_colours
from visavis.blueprint.drawing import theme as themes
from visavis.blueprint.drawing.colour_spaces import luminance
from visavis.blueprint.drawing.paper_themes import PAPER_THEMES
from visavis.blueprint.drawing.theme import AA_MARK, AA_TEXT, contrast, text_pairs
from visavis.blueprint.model import Colour, Lane, LaneKind, Side

EVERY_THEME = pytest.mark.parametrize("theme", [*THEMES.values(), *PAPER_THEMES.values()], ids=lambda theme: theme.name)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@EVERY_THEME
def test_every_text_pair_keeps_aa(theme: Theme) -> None:
    weak = {pair.usage: round(contrast(pair.text, pair.behind), 2) for pair in text_pairs(theme)
            if contrast(pair.text, pair.behind) < AA_TEXT}
    assert weak == {}


def test_high_contrast_keeps_aaa() -> None:
    assert all(contrast(pair.text, pair.behind) >= 7 for pair in text_pairs(themes.HIGH_CONTRAST))


@EVERY_THEME
def test_marks_are_seen_in_grey(theme: Theme) -> None:
    for inks in (*map(theme.of_lane, LaneKind), *theme.colours.values()):
        area = inks.tint
        assert contrast(theme.friction.ink, area) >= AA_MARK
        assert contrast(inks.ink, area) >= AA_MARK
        assert contrast(theme.flow, area) >= AA_MARK


@EVERY_THEME
def test_the_ribbon_stands_out_from_the_page_in_grey(theme: Theme) -> None:
    for fill in (theme.citizen_ribbon, theme.agent_ribbon):
        assert contrast(fill, theme.background) >= 1.2
        assert contrast(theme.ink, fill) >= AA_TEXT


@EVERY_THEME
def test_phases_alternate_two_inks(theme: Theme) -> None:
    assert abs(luminance(theme.phases[0]) - luminance(theme.phases[1])) > 0.01


def test_lanes_and_sides_have_their_own_inks() -> None:
    assert LIGHT.of_lane(LaneKind.CITIZEN) is LIGHT.of_side(Side.CITIZEN) is LIGHT.citizen
    assert LIGHT.of_lane(LaneKind.FRONTSTAGE) is LIGHT.of_side(Side.AGENT) is LIGHT.agent
    assert LIGHT.of_lane(LaneKind.EVIDENCE) is LIGHT.of_side(Side.SYSTEM) is LIGHT.of_side(None) is LIGHT.support


@EVERY_THEME
def test_every_colour_is_another_one_in_every_theme(theme: Theme) -> None:
    assert set(theme.colours) == set(Colour)
    assert len({inks.ink for inks in theme.colours.values()}) == len(Colour)
    lane = Lane(id="l", name="Accueil", kind=LaneKind.FRONTSTAGE)
    assert theme.of(lane) is theme.agent
    assert theme.of(lane.model_copy(update={"colour": Colour.GREEN})) is theme.colours[Colour.GREEN]


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mix_colours("#000000", "#FFFFFF", 0) == "#000000"
    assert mix_colours("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mix_colours("#000000", "#FFFFFF", 1) == "#FFFFFF"
