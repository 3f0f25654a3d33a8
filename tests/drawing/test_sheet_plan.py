"""The sheet plan: which of several ways to break a blueprint is worth its price, and how large type may grow."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.benchmarks.documents import blueprint_of
from visavis.blueprint.drawing.paper import Orientation, make_sheet
from visavis.blueprint.drawing.poster import band_breaking, pagination
from visavis.blueprint.drawing.poster.band_breaking import PAPER, most_columns, try_band_counts
from visavis.blueprint.drawing.poster.pages import make_poster
from visavis.blueprint.drawing.poster.pagination import least_scale, paginate
from visavis.blueprint.drawing.poster.poster_parts import SheetContent
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Band, Layout, column_count, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text import metrics

SHEET = make_sheet("A3", Orientation.LANDSCAPE)
LEAST = least_scale(SHEET)
MADE: Any = SimpleNamespace(document=None, context=SimpleNamespace(metrics=None), width_of_bands=lambda width: width)


def chosen(monkeypatch: pytest.MonkeyPatch, scales: list[float]) -> Any:
    """What the plan chooses among the scales (in least ones) of one, two … bands; None: several sheets."""
    laid = [SimpleNamespace(number=number) for number in range(len(scales))]
    monkeypatch.setattr(pagination, "paper_style", lambda made: None)
    monkeypatch.setattr(pagination, "margin_shares", lambda document, paper: ())
    monkeypatch.setattr(pagination, "try_band_counts", lambda document, metrics, style, width: laid)
    monkeypatch.setattr(pagination, "_largest_scale", lambda made, paper, one, least: scales[one.number] * LEAST)
    monkeypatch.setattr(pagination, "_one_sheet", lambda made, paper, scale, one: one)
    monkeypatch.setattr(pagination, "_several_sheets", lambda made, paper, style, least: None)
    plan: Any = paginate(MADE, SHEET)
    return None if plan is None else plan.number


@pytest.mark.parametrize(("scales", "expected"), [
    ([1.2], 0), ([1.2, 1.5, 1.3], 1), ([1.3, 1.2], 0), ([1.2, 1.22], 0), ([1.2, 1.23], 1), ([0.9, 1.0], 1),
    ([0.99, 0.5], None)])
def test_one_more_band_must_be_worth_it_and_the_least_sizes_are_never_undercut(
        monkeypatch: pytest.MonkeyPatch, scales: list[float], expected: int | None) -> None:
    assert chosen(monkeypatch, scales) == expected


@pytest.mark.parametrize(("paper", "title", "least"), [
    ("A4", 7.5, 7.0), ("A3", 9.0, 8.0), ("A2", 12.0, 10.7), ("A1", 17.0, 15.0), ("A0", 24.0, 21.3)])
def test_the_least_scale_gives_titles_and_the_rest_the_floors_of_a_paper(paper: str, title: float, least: float) -> None:
    scale = least_scale(make_sheet(paper))
    assert scale * PAPER.card.size >= title - 1e-9
    assert scale * PAPER.least >= least - 1e-9
    assert min(scale * PAPER.card.size - title, scale * PAPER.least - least) == pytest.approx(0.0, abs=1e-9)
    assert not PAPER.shrinks_titles


def test_no_band_is_laid_out_that_must_be_too_wide() -> None:
    document = blueprint_of(40)
    columns, width = column_count(document), 900.0
    counts = [len(laid.bands) for laid in try_band_counts(document, metrics(), PAPER, width)]
    assert counts[0] == -(-columns // most_columns(PAPER, width))
    room = width - PAPER.heading_width - PAPER.gutter
    assert columns / (counts[0] - 1) * (PAPER.card_width + PAPER.gutter) > room


def test_the_work_of_planning_grows_with_the_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns laid out, not seconds: to find the bands, to fill the width with them, and the height."""
    laid: list[int] = []

    def counted(document: BlueprintDocument, *, bands: tuple[Band, ...] = (), band: int = 0, **more: Any) -> Layout:
        made = lay_out(document, bands=bands, band=band, **more)
        laid.append(len(made.columns))
        return made

    monkeypatch.setattr(band_breaking, "lay_out", counted)
    work = []
    for steps in (200, 400):
        laid.clear()
        document = blueprint_of(steps)
        paginate(make_poster(document, None, translator("fr")), SHEET)
        work.append(sum(laid) / column_count(document))
    assert max(work) <= 5


def packed(monkeypatch: pytest.MonkeyPatch, strip: float, *heights: float) -> list[tuple[str, bool]]:
    """How bands of some heights, and a strip, stand on sheets that are 100 high."""
    bands: Any = dict(zip("abcdefgh", heights, strict=False))
    monkeypatch.setattr(pagination, "needed_height", lambda made, width, content, *, first: sum(
        bands[band] for band in content.bands) + (strip if content.has_strip else 0.0))
    sheets = pagination._pack_sheets(MADE, 100.0, 100.0, list(bands))
    return [("".join(map(str, sheet.bands)), sheet.has_strip) for sheet in sheets]


def test_a_sheet_holds_as_many_bands_as_stand_on_it_and_the_first_that_can_the_strip(
        monkeypatch: pytest.MonkeyPatch) -> None:
    assert packed(monkeypatch, 20.0, 40.0, 40.0, 40.0) == [("ab", True), ("c", False)]
    assert packed(monkeypatch, 30.0, 80.0, 60.0, 60.0) == [("a", False), ("b", True), ("c", False)]
    assert packed(monkeypatch, 30.0, 80.0, 90.0) == [("a", False), ("b", False), ("", True)]
    assert packed(monkeypatch, 0.0) == [("", True)]


def test_several_sheets_are_as_large_as_so_many_sheets_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "needed_height",
                        lambda made, width, content, *, first: 300.0 * len(content.bands) + 50.0)
    laid: Any = SimpleNamespace(width=SHEET.inner_width / 3, bands=("a", "b"))
    one, other = cast("tuple[Layout, Layout]", ("a", "b"))
    one_each = [SheetContent((one,), has_strip=True), SheetContent((other,))]
    scale, sheets = pagination._enlarge(MADE, SHEET, laid, 1.0, one_each)
    assert len(sheets) == 2
    assert scale == pytest.approx(SHEET.inner_height / 350.0, rel=0.02)
    assert SHEET.inner_height / scale >= 350.0
