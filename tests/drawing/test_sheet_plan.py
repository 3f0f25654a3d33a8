"""The sheet plan: which of several ways to break a blueprint is worth its price, and how large type may grow."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.benchmarks.documents import blueprint_of
from visavis.blueprint.drawing.paper import Orientation, make_sheet
from visavis.blueprint.drawing.poster import band_breaking, pagination
from visavis.blueprint.drawing.poster.band_breaking import CLOSE, ROOMY, least_band_count, try_band_counts
from visavis.blueprint.drawing.poster.pages import make_poster
from visavis.blueprint.drawing.poster.pagination import LIST_COST, MOST_TYPE, paginate
from visavis.blueprint.drawing.text_setting import LEAST_SIZE
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Band, Layout, column_count, lay_out
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text import metrics

PAPER = make_sheet("A3", Orientation.LANDSCAPE)
LEAST = PAPER.least_type / LEAST_SIZE
MADE: Any = SimpleNamespace(document=None, context=SimpleNamespace(metrics=None))


def chosen(monkeypatch: pytest.MonkeyPatch, scales: dict[Any, list[float]]) -> Any:
    """What the plan chooses among the scales (in least ones) of one, two … bands of each style; None: several sheets."""
    laid = {style: [SimpleNamespace(style=style, number=number) for number in range(len(found))]
            for style, found in scales.items()}
    monkeypatch.setattr(pagination, "try_band_counts", lambda document, metrics, style, width: laid.get(style, []))
    monkeypatch.setattr(pagination, "_one_sheet_scale",
                        lambda made, paper, one, least: scales[one.style][one.number] * LEAST)
    monkeypatch.setattr(pagination, "_one_sheet", lambda made, paper, scale, one: (one.style, one.number, scale / LEAST))
    monkeypatch.setattr(pagination, "_several_sheets", lambda made, paper, least: None)
    return paginate(MADE, PAPER)


@pytest.mark.parametrize(("roomy", "compact", "expected"), [
    ([1.2], [], (ROOMY, 0)),
    ([1.2, 1.5, 1.3], [], (ROOMY, 1)),
    ([1.3, 1.2], [], (ROOMY, 0)),
    ([1.2, 1.22], [], (ROOMY, 0)),
    ([1.2, 1.23], [], (ROOMY, 1)),
    ([1.2], [1.28], (ROOMY, 0)),
    ([1.2], [1.31], (CLOSE, 0)),
    ([0.9], [1.0], (CLOSE, 0)),
    ([0.9, 1.0], [], (ROOMY, 1)),
])
def test_one_more_band_and_the_compact_style_must_be_worth_it(
        monkeypatch: pytest.MonkeyPatch, roomy: list[float], compact: list[float], expected: tuple[Any, int]) -> None:
    style, number, _ = chosen(monkeypatch, {ROOMY: roomy, CLOSE: compact})
    assert (style, number) == expected


def test_below_the_least_type_there_are_several_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen(monkeypatch, {ROOMY: [0.99, 0.5], CLOSE: [0.98]}) is None


def test_no_band_is_laid_out_that_must_be_too_wide() -> None:
    document = blueprint_of(400)
    columns, width = column_count(document), 2000.0
    counts = [len(laid.bands) for laid in try_band_counts(document, metrics(), CLOSE, width, most=99)][:1]
    assert counts == [least_band_count(columns, CLOSE, width)]
    room = width - CLOSE.heading_width - CLOSE.gutter
    assert columns / (counts[0] - 1) * (CLOSE.card_width + CLOSE.gutter) > room
    assert least_band_count(3, CLOSE, 1.0) == 3
    assert least_band_count(3, CLOSE, 1e9) == 1


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
        paginate(make_poster(document, None, translator("fr")), PAPER)
        work.append(sum(laid) / column_count(document))
    assert max(work) <= 3


@pytest.mark.parametrize(("one", "whole", "expected"), [
    (2.0, 2.0, 2.0), (2.0, 2.0 * (1 - LIST_COST) + 0.01, 2.0 * (1 - LIST_COST) + 0.01), (2.0, 1.5, 2.0), (0.5, 0.5, 0.5),
    (1.05, 0.99, 1.05),
])
def test_the_whole_list_stays_while_it_costs_little(monkeypatch: pytest.MonkeyPatch, one: float, whole: float,
                                                    expected: float) -> None:
    monkeypatch.setattr(pagination, "_largest_scale",
                        lambda made, paper, laid, least, *, whole_list: whole if whole_list else one)
    assert pagination._one_sheet_scale(MADE, PAPER, MADE, 1.0) == pytest.approx(expected)


def test_type_grows_to_its_maximum_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    small: Any = SimpleNamespace(width=10.0, height=10.0, bands=(SimpleNamespace(height=5.0),))
    made: Any = SimpleNamespace(rows=lambda width: SimpleNamespace(rows=(), height=lambda first, last: 0.0), analysis=None)
    monkeypatch.setattr(pagination, "fixed_height", lambda *_, **__: 0.0)
    assert pagination._largest_scale(made, PAPER, small, LEAST, whole_list=True) == pytest.approx(MOST_TYPE * LEAST)
    assert pagination._sheet_scale(made, PAPER, small, LEAST) == pytest.approx(MOST_TYPE * LEAST)


def test_what_is_too_wide_or_too_high_is_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Any = SimpleNamespace(rows=lambda width: SimpleNamespace(rows=(), height=lambda first, last: 0.0), analysis=None)
    monkeypatch.setattr(pagination, "fixed_height", lambda *_, **__: 0.0)
    wide: Any = SimpleNamespace(width=PAPER.inner_width / (1.2 * LEAST), height=1.0, bands=())
    high: Any = SimpleNamespace(width=1.0, height=PAPER.inner_height / (1.3 * LEAST), bands=())
    assert pagination._largest_scale(made, PAPER, wide, LEAST, whole_list=True) == pytest.approx(1.2 * LEAST)
    assert pagination._largest_scale(made, PAPER, high, LEAST, whole_list=True) == pytest.approx(1.3 * LEAST)


def test_a_sheet_holds_as_many_bands_as_stand_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "fixed_height", lambda made, width, *, first, bands, heading: 40.0 * len(bands))
    bands: Any = ["a", "b", "c", "d", "e"]
    packed: Any = pagination._band_sheets(MADE, 100.0, 100.0, bands)
    assert packed == [("a", "b"), ("c", "d"), ("e",)]
