"""What those see who see fewer colours: whom a request is granted, who asks and who works stay apart in print."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pytest

from tests.drawing.press import difference, seen
from tests.need import need
from visavis.blueprint.drawing import LIGHT, Box, Path, Theme
from visavis.blueprint.drawing.outcome_pictogram import outcome_colour, person
from visavis.blueprint.drawing.paper_themes import INK_SAVING, PRINT
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome

# Machado, Oliveira and Fernandes (2009), a physiologically-based model for simulation of color vision deficiency:
# the matrices of severity 1.0, for linear RGB.
MATRICES: Mapping[str, tuple[tuple[float, ...], ...]] = MappingProxyType({
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
})
# Of CIEDE2000: what nobody takes for the same side by side, and what is told apart at a glance.
APART, FAR_APART = 10.0, 15.0


def simulated(colour: str, kind: str) -> str:
    """Return a colour as it looks to someone of a kind."""
    encoded = np.array([int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    made = np.clip(np.array(MATRICES[kind]) @ linear, 0.0, 1.0)
    shown = np.where(made <= 0.0031308, made * 12.92, 1.055 * made ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(value) * 255):02X}" for value in shown)


def apart(one: str, other: str, kind: str) -> float:
    return difference(seen(simulated(one, kind)), seen(simulated(other, kind)))


def test_grey_stays_grey_and_red_comes_near_green() -> None:
    for kind in MATRICES:
        assert apart("#808080", "#808080", kind) == 0
        assert simulated("#808080", kind) in ("#808080", "#7F8080", "#80807F", "#818080", "#7F7F80")
    assert apart("#C00000", "#707000", "deuteranopia") < 0.5 * difference(seen("#C00000"), seen("#707000"))


@pytest.mark.parametrize("kind", MATRICES)
@pytest.mark.parametrize("theme", [LIGHT, PRINT, INK_SAVING], ids=lambda theme: theme.name)
def test_both_sides_and_granted_and_refused_stay_apart(theme: Theme, kind: str) -> None:
    assert apart(theme.citizen.ink, theme.agent.ink, kind) >= FAR_APART
    assert apart(theme.citizen_ribbon, theme.agent_ribbon, kind) >= FAR_APART
    assert apart(outcome_colour(theme, Outcome.GRANTED), outcome_colour(theme, Outcome.REFUSED), kind) >= APART
    granted, refused = (next(part.fill for part in person(theme, outcome, Rect(0, 0, 10, 20)) if isinstance(part, Path))
                        for outcome in (Outcome.GRANTED, Outcome.REFUSED))
    assert apart(need(granted), need(refused), kind) >= 2 * FAR_APART


@pytest.mark.parametrize("kind", MATRICES)
@pytest.mark.parametrize("theme", [LIGHT, PRINT, INK_SAVING], ids=lambda theme: theme.name)
@pytest.mark.parametrize("lost", [Outcome.ABANDONED, Outcome.BLOCKED, Outcome.EXPIRED])
def test_who_is_lost_stays_apart_from_the_granted_by_colour_or_by_form(lost: Outcome, theme: Theme, kind: str) -> None:
    """Red and green look alike to many: the lost are hollow, crossed or cut in half where the granted are full."""
    def forms(outcome: Outcome) -> list[tuple[bool, tuple[float, ...]]]:
        return [(part.fill is not None, part.stroke.dash if part.stroke else ())
                for part in person(theme, outcome, Rect(0, 0, 10, 20)) if isinstance(part, Box | Path)]

    is_apart = apart(outcome_colour(theme, Outcome.GRANTED), outcome_colour(theme, lost), kind) >= APART
    assert is_apart or forms(lost) != forms(Outcome.GRANTED)
    assert forms(lost) != forms(Outcome.GRANTED)
