"""Write docs/posters.md: what posters of many blueprints measure on every paper, from what the tests measure.

`python -m docs.make_posters`, part of `make docs`; takes some minutes on two cores. The deep profile fails while the
page says something else than the sheets.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

# A drawing is the same whatever fonts this machine has.
os.environ.setdefault("VISAVIS_SYSTEM_FONTS", "none")

from tests.drawing.poster_table.blueprints import BLUEPRINTS
from tests.drawing.poster_table.cases import PAPERS, PosterCase, count_cases, measure_all
from tests.drawing.poster_table.sheet_measures import PosterMeasures
from visavis.blueprint.drawing.paper import FLOORS, Orientation

PAGE = Path(__file__).parent / "posters.md"
INTRODUCTION = """# Posters, measured

Written by `python -m docs.make_posters` from what the tests measure ({count}: `tests/drawing/poster_table`):
every example, journeys of 46, 200 and 500 steps, and fourteen blueprints that nobody should draw, on every paper, in
landscape / portrait, in French and English (the worse of both; a roll in French only; the three largest on fewer
papers). Sixty of them, which meet every pair of a kind of blueprint, a paper, an orientation, a language, colours and
marks, are measured in the PDF and judged by other people's checkers (`tests/exporters/test_poster_pairs.py`).

- *titles*, *else*: the smallest title of a card and the smallest other type in points, and what the paper asks for at
  least ([paper](paper.md)).
- *used*: of the emptiest sheet, the box around head, bands and strip as a part of what is between margins; –
  where all sheets are exempt (fewer than eight columns, the last sheet). At least 40 %.
- *cut*: texts that are not whole on the sheets. Each stands whole in the annex.
- No text lies over another, no card over a card, no words of a flow over a card, nothing leaves its box, and no
  number, time or share of a branch is cut or left out.
"""


def introduction() -> str:
    """Return what stands above the tables."""
    return INTRODUCTION.format(count=count_cases())


def section(blueprint: str, measured: Mapping[PosterCase, PosterMeasures]) -> str:
    """Return the part of the page that tells of one blueprint."""
    lines = [f"## {blueprint}", "", "| paper | sheets | annex | titles, pt | else, pt | used | cut |",
             "|---|---|---|---|---|---|---|"]
    for paper, like in PAPERS.items():
        found = [[each for case, each in measured.items() if (case.paper, case.orientation) == (paper, orientation)]
                 for orientation in Orientation]
        if all(found):
            lines.append(f"| {' | '.join(_row(paper, like, found))} |")
    return "\n".join([*lines, ""])


def _row(paper: str, like: str, found: Sequence[Sequence[PosterMeasures]]) -> Iterator[str]:
    title, least = FLOORS[like]
    yield paper
    yield _both(found, lambda each: str(max(one.sheets for one in each)))
    yield _both(found, lambda each: str(max(one.annex for one in each)))
    yield f"{_both(found, lambda each: _least([one.title for one in each], '{:.1f}'))} (≥ {title})"
    yield f"{_both(found, lambda each: _least([one.least_type for one in each], '{:.1f}'))} (≥ {least})"
    yield _both(found, lambda each: _least([one.least_use for one in each], "{:.0%}"))
    yield _both(found, lambda each: str(max(one.cut for one in each)))


def _both(found: Sequence[Sequence[PosterMeasures]], tell: Callable[[Sequence[PosterMeasures]], str]) -> str:
    """Tell of landscape and of portrait; once where both are alike."""
    return " / ".join(dict.fromkeys(tell(each) for each in found))


def _least(numbers: Sequence[float | None], form: str) -> str:
    known = [number for number in numbers if number is not None]
    return form.format(min(known)) if known else "–"


def measured_section(blueprint: str) -> str:
    """Draw and measure a blueprint's posters, and return its part of the page."""
    return section(blueprint, measure_all(blueprint))


def main() -> None:
    """Measure everything, two blueprints at a time."""
    with ProcessPoolExecutor(2) as workers:
        sections = list(workers.map(measured_section, BLUEPRINTS))
    PAGE.write_text("\n".join([introduction(), *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
