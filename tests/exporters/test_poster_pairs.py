"""Posters as PDFs, every kind of blueprint on every paper: measured in the file, and judged by other people's checkers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from tests.drawing.inspection import shown_texts
from tests.drawing.poster_table.blueprints import opened
from tests.drawing.poster_table.cases import judge
from tests.drawing.poster_table.sheet_measures import measure_poster
from tests.exporters.pdf_judges import faults
from tests.exporters.pdf_type import printed_sizes, unembedded_fonts
from tests.exporters.poster_pairs import PosterPair, pairs, uncovered
from tests.profiles import mostly_deep
from visavis.blueprint.drawing import PageSet, Role
from visavis.blueprint.drawing.paper import FLOORS, make_sheet
from visavis.blueprint.registry import ExportJob
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.poster import POSTER

MM = 72 / 25.4
BY_DEFAULT = 24
EUROPEAN = re.compile("[A-Za-zÀ-ÿœŒ]{3,}")
# What outloud holds against texts that say nothing, are all alike, or are of a script whose letters have four forms.
OF_THE_WORDS = ("HDG-010", "PAG-001", "TXT-004", "TAG-030")
# A running head in letters that no font has is said beside its outlines, and by no element: it is not read again.
OF_NO_FONT = ("TAG-003",)

# A running head that is as long as a paragraph is one that was read on the first sheet.
OF_LONG_HEADS = ("TAG-002",)


def test_sixty_posters_meet_every_pair() -> None:
    assert len(pairs()) == len(set(pairs())) == 60
    assert not uncovered()
    assert len({pair.case.blueprint for pair in pairs()[:BY_DEFAULT]}) == BY_DEFAULT
    rows = [(pair.case.paper, pair.case.orientation, pair.case.language, pair.colours, pair.marks) for pair in pairs()]
    for one, other in combinations(range(5), 2):
        values = [{row[factor] for row in rows} for factor in (one, other)]
        assert len({(row[one], row[other]) for row in rows}) == len(values[0]) * len(values[1])


@pytest.mark.few(5)
@pytest.mark.parametrize("pair", mostly_deep([(each,) for each in pairs()], by_default=BY_DEFAULT, ids=lambda each: each[0].name))
def test_a_poster_is_what_its_paper_asks_for(pair: PosterPair, tmp_path: Path) -> None:
    document, analysis = opened(pair.case.blueprint)
    options: Mapping[str, str] = {**{option.name: option.initial for option in POSTER.options}, **pair.options}
    pages = POSTER.draw(ExportJob(document, analysis, pair.case.language, options))
    content = pdf(pages)

    assert list(judge(pair.case, measure_poster(document, pages))) == []
    check_sizes(pair, pages, content)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert list(unembedded_fonts(file)) == []
        for page, printed in zip(pages.pages, file.pages, strict=True):
            # What says how pieces of a long roll come together is read in the hand, as the annex is.
            in_the_hand = page.is_annex or page.marks
            least = FLOORS["A4"][1] if in_the_hand else pair.case.floors[1]
            assert min(printed_sizes(printed), default=least) >= least - 0.01
    check_search(pages, content)
    allowed = (*OF_THE_WORDS, *{"Chinese": OF_NO_FONT, "400-letter titles": OF_LONG_HEADS}.get(pair.case.blueprint, ()))
    assert [each for each in faults(content, tmp_path, *allowed) if "Phase" not in each] == []


def check_sizes(pair: PosterPair, pages: PageSet, content: bytes) -> None:
    """Sheets are cut to their paper to a tenth of a millimetre; of a roll, one side is."""
    read = PdfReader(io.BytesIO(content))
    assert len(read.pages) == len(pages.pages)
    for page, drawn in zip(read.pages, pages.pages, strict=True):
        box: Any = page.trimbox
        size = float(box.width) / MM, float(box.height) / MM
        if drawn.is_annex:
            assert size == pytest.approx((210, 297), abs=0.1)
        elif pair.case.paper.startswith("roll"):
            assert size[pair.case.orientation == "landscape"] == pytest.approx(914, abs=0.1)
        else:
            sheet = make_sheet(pair.case.asked, pair.case.orientation)
            assert size == pytest.approx((sheet.width / MM, sheet.height / MM), abs=0.1)


def check_search(pages: PageSet, content: bytes) -> None:
    """Each European word of the first sheet's title and cards is found in its text; other scripts have tests of their own."""
    text = "".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    shown = " ".join(line for group in pages.pages[0].drawing.groups if group.role in (Role.TITLE, Role.STEP)
                     for line in shown_texts(group))
    assert [word for word in EUROPEAN.findall(shown) if word not in text] == []
