"""Sixty posters that meet every pair of a kind of blueprint, a paper, an orientation, a language, colours and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from covertable import make

from tests.drawing.poster_table.blueprints import BLUEPRINTS, HOSTILE
from tests.drawing.poster_table.cases import PAPERS, PosterCase
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.language import LANGUAGES

# Blueprints of a kind ask the same of a sheet: each of them is met with other papers.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "examples": tuple(BLUEPRINTS)[:7],
    "long": ("a benefit of 46 steps", "200 steps", "500 steps"),
    "much text": ("400-letter titles", "one word of 399 letters", "markup and controls"),
    "scripts": ("emoji", "Arabic", "Tamil", "Chinese"),
    "crowded": ("12 lanes × 60 columns", "60 steps in a cell", "36 labels between 6 columns"),
    "little": ("no titles", "one column", "no flow", "nothing at all"),
})
MARKS = MappingProxyType({"none": {}, "crop": {"bleed": "3", "marks": "crop"}})


class PosterPair(NamedTuple):
    """A poster to export, and how it is printed."""

    case: PosterCase
    colours: str
    marks: str

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.case.blueprint}, {self.case.asked} {self.case.orientation} {self.case.language}, {self.colours}, {self.marks}"

    @property
    def options(self) -> dict[str, str]:
        """What the exporter is asked for."""
        return {"paper": self.case.asked, "orientation": self.case.orientation.value, "colours": self.colours, **MARKS[self.marks]}


@cache
def pairs() -> tuple[PosterPair, ...]:
    """Return the posters, always the same; the first ones are of every blueprint once."""
    rows = make([list(KINDS), list(PAPERS), [each.value for each in Orientation], list(LANGUAGES),
                 ["colour", "grey", "ink-saving"], list(MARKS)], strength=2)
    turn: Counter[str] = Counter()
    found: list[PosterPair] = []
    for kind, paper, orientation, language, colours, marks in rows:
        names = KINDS[kind]
        case = PosterCase(names[turn[kind] % len(names)], paper, Orientation(orientation), language)
        turn[kind] += 1
        found.append(PosterPair(case, colours, marks))
    first = {pair.case.blueprint: pair for pair in reversed(found)}
    return (*first.values(), *(pair for pair in found if pair not in first.values()))


def uncovered() -> set[str]:
    """Return the blueprints that no poster is of."""
    return {*BLUEPRINTS, *HOSTILE} - {pair.case.blueprint for pair in pairs()}
