"""The table of posters: which blueprint on which paper, what is measured of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from tests.drawing.poster_table.blueprints import BLUEPRINTS, opened
from tests.drawing.poster_table.sheet_measures import PosterMeasures, measure_poster
from visavis.blueprint.drawing import draw_poster
from visavis.blueprint.drawing.paper import FLOORS, Orientation
from visavis.blueprint.language import LANGUAGES, translator

# What a sheet has of its paper: floors are those of the largest ISO paper whose short edge fits.
PAPERS: Mapping[str, str] = MappingProxyType({
    "A5": "A4", "A4": "A4", "letter": "A4", "tabloid": "A4", "A3": "A3", "A2": "A2", "600x900mm": "A1", "A1": "A1",
    "A0": "A0", "roll-914mm": "A0"})
TURNED = {"600x900mm": "900x600mm"}
# These take a second each: they are drawn on fewer papers, which ask for bands of every width that the others do.
LARGE = ("500 steps", "12 lanes × 60 columns", "60 steps in a cell")
PAPERS_OF_LARGE = ("A5", "A4", "A3", "A0", "roll-914mm")
# The length of a roll is found by a dozen plans: one language.
ROLL = "roll-914mm"
LEAST_USE = 0.4


@dataclass(frozen=True, slots=True)
class PosterCase:
    """A blueprint on some paper, in a language."""

    blueprint: str
    paper: str
    orientation: Orientation
    language: str

    @property
    def asked(self) -> str:
        """The paper as it is asked for: typed sizes lie as they are typed."""
        return TURNED.get(self.paper, self.paper) if self.orientation is Orientation.LANDSCAPE else self.paper

    @property
    def floors(self) -> tuple[float, float]:
        """The least sizes of type, in points: of titles of cards, of all else."""
        return FLOORS[PAPERS[self.paper]]


# Posters that show what is hard, which other papers may not ask for: they are drawn in every profile.
HARD: Mapping[str, PosterCase] = MappingProxyType({
    "shares between neighbours": PosterCase("apa-a-domicile", "A4", Orientation.PORTRAIT, "fr"),
    "three dozen letters at one place": PosterCase("36 labels between 6 columns", ROLL, Orientation.PORTRAIT, "fr"),
    "shares of flows told together": PosterCase("36 labels between 6 columns", "A5", Orientation.LANDSCAPE, "fr"),
    "numbers under phases": PosterCase("200 steps", "A3", Orientation.LANDSCAPE, "fr"),
    "numbers under slips": PosterCase("Chinese", "A3", Orientation.LANDSCAPE, "fr"),
})


def cases(blueprint: str) -> Iterator[PosterCase]:
    """Yield every paper that a blueprint is drawn on, in both orientations and languages."""
    papers = PAPERS_OF_LARGE if blueprint in LARGE else tuple(PAPERS)
    for paper, orientation, language in product(papers, Orientation, LANGUAGES):
        if not (paper == ROLL and language == "en"):
            yield PosterCase(blueprint, paper, orientation, language)


def measure(case: PosterCase) -> PosterMeasures:
    """Draw and measure a poster with its annex."""
    document, analysis = opened(case.blueprint)
    return measure_poster(document, draw_poster(document, analysis, translator(case.language), paper=case.asked,
                                                orientation=case.orientation))


def judge(case: PosterCase, found: PosterMeasures) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a poster: the kind of fault, and which."""
    title, least = case.floors
    if found.title is not None and found.title < title - 0.01:
        yield "floors", f"titles of {found.title:.2f} pt instead of {title}"
    if found.least_type < least - 0.01:
        yield "floors", f"type of {found.least_type:.2f} pt instead of {least}"
    if found.least_use is not None and found.least_use < LEAST_USE:
        yield "use", f"{found.least_use:.0%} of a sheet used"
    for kind, faults in (("numbers", found.shortened), ("overlaps", found.overlaps), ("letters", found.letters),
                         ("untold", found.untold), ("loose", found.loose)):
        yield from ((kind, words) for words in faults)


def measure_all(blueprint: str) -> Mapping[PosterCase, PosterMeasures]:
    """Return what a blueprint's posters measure, on all paper."""
    return {case: measure(case) for case in cases(blueprint)}


def all_faults(measured: Mapping[PosterCase, PosterMeasures]) -> Mapping[str, list[str]]:
    """Return what is wrong with some posters by the kind of fault."""
    found: dict[str, list[str]] = {}
    for case, measures in measured.items():
        for kind, words in dict.fromkeys(judge(case, measures)):
            found.setdefault(kind, []).append(f"{case.paper} {case.orientation} {case.language}: {words}")
    return found


def count_cases() -> int:
    """Return how many posters the table has."""
    return sum(1 for name in BLUEPRINTS for _ in cases(name))
