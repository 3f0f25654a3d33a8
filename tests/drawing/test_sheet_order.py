"""A sheet from top to bottom: what it is and what was found first, the journey in its bands, then what is said about it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.drawing.poster_table.blueprints import opened
from tests.profiles import mostly_deep
from visavis.blueprint.drawing import Box, Group, Page, Path, Role, draw_poster
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.language import translator

ORDER = ("title", "citizen", "verdict", "timeline", "bands", "frictions-heading", "legend", "footer")
NAMES = mostly_deep(["apa-a-domicile", "hotel-stay", "passeport", "a benefit of 46 steps", "home-care-allowance"], by_default=2)
# As dark as a bar of a phase is: white words on it have at least this contrast.
DARK = 7.0
# Of square units: badges of numbers, marks and pictograms are no areas.
# Units: a bar of minutes is lower.
BAR = 12.5
AREA = 1200.0


def first_sheet(name: str, paper: str = "A3") -> Page:
    document, analysis = opened(name)
    return draw_poster(document, analysis, translator("fr"), paper=paper, annex=False).pages[0]


def part_of(group: Group) -> str:
    return "bands" if group.role in (Role.PHASE, Role.LANE, Role.STEP, Role.EVIDENCE) else group.id


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_sheet_come_in_one_order_for_the_eye_and_the_ear(name: str) -> None:
    groups = first_sheet(name).drawing.groups
    read = list(dict.fromkeys(part_of(group) for group in groups))
    assert [part for part in read if part in ORDER] == list(ORDER)
    tops = {part: min(group.bounds.y for group in groups if part_of(group) == part) for part in ORDER}
    for above, below in pairwise(ORDER):
        assert tops[above] <= tops[below] + 1.0, (above, below)


@pytest.mark.parametrize("name", NAMES)
def test_phases_are_numbered_through_all_bands(name: str) -> None:
    document, _ = opened(name)
    phases = [group for group in first_sheet(name).drawing.groups if group.role is Role.PHASE]
    numbers = [next(part.run.text for part in group.primitives if hasattr(part, "run")).split()[0] for group in phases]
    assert numbers == sorted(numbers, key=int)
    assert {int(number) for number in numbers} <= set(range(1, len(document.head.phases) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_only_bars_of_phases_are_filled_dark(name: str) -> None:
    """Hours of work on the line of time are black, so are the modules of the QR code; bars of minutes are no areas."""
    dark = set()
    for group in first_sheet(name).drawing.groups:
        if group.id in ("timeline", "qr-code"):
            continue
        for part in group.primitives:
            if group.role is Role.FINDING and isinstance(part, Box) and part.rect.height < BAR:
                continue
            if isinstance(part, Box) and part.fill and part.rect.width * part.rect.height > AREA and contrast(part.fill, "#FFFFFF") >= DARK:
                dark.add(group.role)
            if isinstance(part, Path) and part.fill and group.bounds.width * group.bounds.height > AREA and _is_whole(part, group):
                dark |= {group.role} if contrast(part.fill, "#FFFFFF") >= DARK else set()
    assert dark == {Role.PHASE}


def _is_whole(part: Path, group: Group) -> bool:
    """Return whether a shape is as large as its group: an area, and no sign in it."""
    xs = [float(number) for segment in part.segments for number in segment[1::2]]
    ys = [float(number) for segment in part.segments for number in segment[2::2]]
    return bool(xs) and (max(xs) - min(xs)) * (max(ys) - min(ys)) > 0.5 * group.bounds.width * group.bounds.height


@pytest.mark.parametrize("paper", ["A3", "A4"])
@pytest.mark.parametrize("name", NAMES)
def test_every_interaction_is_drawn(name: str, paper: str) -> None:
    """Words may give way in a crowd; an arrow never does."""
    document, analysis = opened(name)
    pages = draw_poster(document, analysis, translator("fr"), paper=paper, annex=False)
    drawn = {group.id.partition("~")[0] for page in pages.sheets for group in page.drawing.groups if group.role is Role.FLOW}
    assert {flow.key for flow in document.flows if flow.kind == "interaction"} <= drawn
