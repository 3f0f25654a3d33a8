"""How many sheets a poster needs, without drawing them: enough to say which paper would take it on fewer."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.drawing.paper_sizes import ISO_SIZES, NAMED_SIZES, US_SIZES, find_named_size, read_custom_size
from visavis.blueprint.drawing.poster.pages import choose_sheet, make_poster
from visavis.blueprint.drawing.poster.pagination import paginate
from visavis.blueprint.language import Translator
from visavis.blueprint.model import BlueprintDocument


def count_sheets(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *, paper: str = "A3",
                 orientation: Orientation | str = Orientation.LANDSCAPE, margin: float | None = None,
                 options: ComposeOptions | None = None) -> int:
    """Return how many sheets `draw_poster` needs, its annex not counted; raises BlueprintError for other paper."""
    made = make_poster(document, analysis, translate, options=options)
    return len(paginate(made, choose_sheet(made, paper, orientation, margin)).contents)


def larger_papers(paper: str) -> Iterator[str]:
    """Yield the sizes that are larger than `paper` both ways, the smallest first: of its own family, ISO or US.

    Of what is of one's own size, ISO; of a roll, none: it is as long as the poster needs.
    """
    name = find_named_size(paper)
    custom = read_custom_size(paper) if name is None else None
    if name is None and custom is None:
        return
    sides = NAMED_SIZES[name] if name is not None else custom or (0.0, 0.0)
    short, long = sorted(sides)
    family = US_SIZES if name in US_SIZES else ISO_SIZES
    for other, (less, more) in sorted(family.items(), key=lambda item: item[1][0] * item[1][1]):
        if less >= short and more >= long and (less, more) != (short, long):
            yield other

