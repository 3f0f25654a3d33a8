"""The three backends draw the same picture: the ink of each specimen lies in the same place, to half a point."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.exporters.rasters import SCALE, Picture, misplaced, pdf_picture, qt_picture, svg_picture
from tests.exporters.specimens import sheets, specimens
from visavis.blueprint.analysis import analyse
from visavis.blueprint.drawing import Page, Text, draw_poster
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import decode

TOLERANCE = 0.5
WHITE_ENOUGH = 245
# Of eight million pixels on a sheet: where dashes and corners meet, each program smooths in its own way.
ROUNDING = 40


@pytest.fixture(scope="module")
def by_qt() -> Picture:
    return qt_picture(sheets().pages[0])


@pytest.fixture(scope="module")
def by_pdf(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    return pdf_picture(sheets().pages[0], tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def by_svg(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    return svg_picture(sheets().pages[0], tmp_path_factory.mktemp("svg"))


@pytest.fixture(scope="module")
def sheet(root: Path) -> Page:
    """The first sheet of the shipped example, composed as people print it."""
    document = decode((root / "examples" / "apa-a-domicile.blueprint.json").read_bytes())
    return draw_poster(document, analyse(document, plugins().rules), translator("fr"), paper="A4").pages[0]


@pytest.fixture(scope="module")
def sheet_by_qt(sheet: Page) -> Picture:
    return qt_picture(sheet)


def ink(picture: Picture, region: Rect) -> tuple[float, float, float, float] | None:
    """Return the left, top, right and bottom of what is drawn in a region, in points."""
    rows = slice(round(region.y * SCALE), round(region.bottom * SCALE))
    columns = slice(round(region.x * SCALE), round(region.right * SCALE))
    dark = picture[rows, columns] < WHITE_ENOUGH
    if not dark.any():
        return None
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return (xs[0] / SCALE, ys[0] / SCALE, (xs[-1] + 1) / SCALE, (ys[-1] + 1) / SCALE)


def differences(one: Picture, other: Picture) -> list[str]:
    """Return what does not lie in the same place in two pictures."""
    told = []
    for group in specimens().groups:
        here, there = ink(one, group.bounds), ink(other, group.bounds)
        if (here is None) != (there is None) or (here and there and max(
                abs(a - b) for a, b in zip(here, there, strict=True)) > TOLERANCE):
            told.append(f"{group.title}: {here} {there}")
    return told


def darkness(picture: Picture, region: Rect) -> float:
    rows = slice(round(region.y * SCALE), round(region.bottom * SCALE))
    columns = slice(round(region.x * SCALE), round(region.right * SCALE))
    return float(255 - picture[rows, columns].mean())


def unlike_tones(one: Picture, other: Picture) -> list[str]:
    """Return the regions that have clearly more ink in one picture: a filled hole, a lost opacity or weight."""
    pairs = [(group.title, darkness(one, group.bounds), darkness(other, group.bounds)) for group in specimens().groups]
    return [f"{name}: {here:.2f} {there:.2f}" for name, here, there in pairs
            if abs(here - there) > 0.12 * max(here, there) + 0.3]


def test_pdf_and_window_agree(by_qt: Picture, by_pdf: Picture) -> None:
    assert differences(by_qt, by_pdf) == []
    assert unlike_tones(by_qt, by_pdf) == []
    assert misplaced(by_qt, by_pdf) < ROUNDING


def test_svg_and_window_agree(by_qt: Picture, by_svg: Picture) -> None:
    # Letters that no shipped face has are drawn by whatever font the browser finds.
    assert [told for told in differences(by_qt, by_svg) if "no face" not in told] == []
    assert [told for told in unlike_tones(by_qt, by_svg) if "no face" not in told] == []
    assert misplaced(without_missing_letters(by_qt), without_missing_letters(by_svg)) < ROUNDING


def without_missing_letters(picture: Picture) -> Picture:
    (line,) = [group.bounds for group in specimens().groups if "no face" in group.title]
    rest = picture.copy()
    rest[round(line.y * SCALE):round(line.bottom * SCALE)] = 255
    return rest


def test_text_ends_where_it_was_measured(by_qt: Picture) -> None:
    for group in specimens().groups:
        for text in group.primitives:
            if isinstance(text, Text) and text.run.text.strip() == text.run.text:
                found = ink(by_qt, group.bounds)
                assert found is not None
                # The last letter's side bearing lies between its ink and its advance.
                assert -1.0 <= text.x + text.run.width - found[2] <= 0.45 * text.run.style.size, text.run.text


@pytest.mark.slow
def test_the_example_is_the_same_on_paper_and_in_the_window(sheet: Page, sheet_by_qt: Picture, tmp_path: Path) -> None:
    assert misplaced(sheet_by_qt, pdf_picture(sheet, tmp_path)) < ROUNDING


@pytest.mark.slow
def test_the_example_is_the_same_in_a_browser_and_in_the_window(sheet: Page, sheet_by_qt: Picture,
                                                                tmp_path: Path) -> None:
    assert misplaced(sheet_by_qt, svg_picture(sheet, tmp_path)) < ROUNDING


def test_ink_moved_by_more_than_half_a_point_is_noticed(sheet_by_qt: Picture) -> None:
    assert misplaced(sheet_by_qt, np.roll(sheet_by_qt, 2, axis=1)) == 0
    assert misplaced(sheet_by_qt, np.roll(sheet_by_qt, 3, axis=1)) > 100 * ROUNDING
