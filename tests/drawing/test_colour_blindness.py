"""What those see who see fewer colours: whom a request is granted, who asks and who works stay apart in print."""

from __future__ import annotations

import pytest

from tests.drawing.press import seen
from tests.need import need
from visavis.blueprint.drawing import LIGHT, Box, Path, Theme
from visavis.blueprint.drawing.colour_spaces import BLINDNESS, ciede2000, seen_by
from visavis.blueprint.drawing.outcome_pictogram import person
from visavis.blueprint.drawing.paper_themes import INK_SAVING, PRINT
from visavis.blueprint.drawing.theme import outcome_colour
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome

# Of CIEDE2000: what nobody takes for the same side by side, and what is told apart at a glance.
APART, FAR_APART = 10.0, 15.0


def apart(one: str, other: str, kind: str) -> float:
    return ciede2000(seen(seen_by(one, kind)), seen(seen_by(other, kind)))


def test_grey_stays_grey_and_red_comes_near_green() -> None:
    for kind in BLINDNESS:
        assert apart("#808080", "#808080", kind) == 0
        assert seen_by("#808080", kind) in ("#808080", "#7F8080", "#80807F", "#818080", "#7F7F80")
    assert apart("#C00000", "#707000", "deuteranopia") < 0.5 * ciede2000(seen("#C00000"), seen("#707000"))


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("theme", [LIGHT, PRINT, INK_SAVING], ids=lambda theme: theme.name)
def test_both_sides_and_granted_and_refused_stay_apart(theme: Theme, kind: str) -> None:
    assert apart(theme.citizen.ink, theme.agent.ink, kind) >= FAR_APART
    assert apart(theme.citizen_ribbon, theme.agent_ribbon, kind) >= FAR_APART
    assert apart(outcome_colour(theme, Outcome.GRANTED), outcome_colour(theme, Outcome.REFUSED), kind) >= APART
    granted, refused = (next(part.fill for part in person(theme, outcome, Rect(0, 0, 10, 20)) if isinstance(part, Path))
                        for outcome in (Outcome.GRANTED, Outcome.REFUSED))
    assert apart(need(granted), need(refused), kind) >= 2 * FAR_APART


@pytest.mark.parametrize("kind", BLINDNESS)
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
