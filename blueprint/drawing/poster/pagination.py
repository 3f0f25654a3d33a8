"""The sheet plan: how many bands, at which scale, on how many sheets, and which frictions stand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.blueprint.drawing.paper import PaperSheet
from visavis.blueprint.drawing.poster.band_breaking import (
    CLOSE,
    STYLES,
    TIGHT,
    BandSet,
    even_bands,
    justify_bands,
    lay_out_bands,
    least_band_count,
    try_band_counts,
)
from visavis.blueprint.drawing.poster.poster_parts import (
    Poster,
    SheetContent,
    fits_width,
    fixed_height,
    rows_that_fit,
)
from visavis.blueprint.drawing.text_setting import LEAST_SIZE
from visavis.blueprint.layout import Layout, column_count, lay_out_columns

# The picture that has no paper: at least as wide as its head needs, with the poster's margin.
LEAST_PICTURE_WIDTH = 1480.0
PICTURE_MARGIN = 56.0
# Type grows to this many times the least size of the paper, then the cards grow instead.
MOST_TYPE = 1.7
# All frictions stay on the sheet while that costs less than this part of the scale.
LIST_COST = 0.14
STEP_DOWN = 0.97
SMALLEST = 0.05
LOWER_WHEN_WIDE = 0.14
# How many more bands than the width asks for are tried where bands are too high.
MOST_TRIES = 8
# One more stave must enlarge the type by 2 %, the compact style by 8 %, to be worth its price in calm.
WORTH_A_BAND = 1.02
WORTH_A_STYLE = 1.08


@dataclass(frozen=True, slots=True)
class Pagination:
    """The scale of all sheets (points of paper a point of drawing) and what stands on each."""

    scale: float
    contents: tuple[SheetContent, ...]


def paginate(made: Poster, paper: PaperSheet) -> Pagination:
    """Return the plan with the largest type; on one sheet whenever that keeps the least size of the paper."""
    least = paper.least_type / LEAST_SIZE
    best: tuple[float, BandSet] | None = None
    for style in STYLES:
        for laid in try_band_counts(made.document, made.context.metrics, style, paper.inner_width / least):
            scale = _one_sheet_scale(made, paper, laid, least)
            if scale >= max(least, _scale_to_beat(best, laid)):
                best = scale, laid
    return _one_sheet(made, paper, *best) if best else _several_sheets(made, paper, least)


def _scale_to_beat(best: tuple[float, BandSet] | None, laid: BandSet) -> float:
    """Return the scale from which `laid` is worth more than the best so far."""
    if best is None:
        return 0.0
    return best[0] * (WORTH_A_BAND if laid.style is best[1].style else WORTH_A_STYLE)


def _one_sheet_scale(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> float:
    """Return the largest scale for one sheet, with all frictions where they cost little of it."""
    one = _largest_scale(made, paper, laid, least, whole_list=False)
    if one < least:
        return one
    whole = _largest_scale(made, paper, laid, max(least, one * (1 - LIST_COST)), whole_list=True)
    return whole if whole >= max(least, one * (1 - LIST_COST)) else one


def _largest_scale(made: Poster, paper: PaperSheet, laid: BandSet, least: float, *, whole_list: bool) -> float:
    """Step down from the widest scale until everything stands on the sheet; stop below `least`."""
    scale = min(paper.inner_width / laid.width, paper.inner_height / laid.height,
                MOST_TYPE * paper.least_type / LEAST_SIZE)
    while scale >= least:
        width, height = paper.inner_width / scale, paper.inner_height / scale
        rows = made.rows(width)
        listed = rows.height(0, len(rows.rows) if whole_list else min(1, len(rows.rows)))
        missing = _overflow(made, laid.bands, width, height - listed)
        if missing <= 0:
            return scale
        # Wider cards are lower: worth a second look where little is missing.
        if missing <= LOWER_WHEN_WIDE * height:
            wide = justify_bands(made.document, laid.bands, laid.style, made.context.metrics, width=width)
            if _overflow(made, wide, width, height - listed) <= 0:
                return scale
        # A scale just above the least is tried at the least itself before giving up.
        scale = least if least < scale < least / STEP_DOWN else scale * STEP_DOWN
    return scale


def _overflow(made: Poster, bands: tuple[Layout, ...], width: float, height: float) -> float:
    """Return by how much a first sheet with all bands is too high (negative: how much is left)."""
    return fixed_height(made, width, first=True, bands=bands, heading=made.analysis is not None) - height


def _one_sheet(made: Poster, paper: PaperSheet, scale: float, laid: BandSet) -> Pagination:
    width, height = paper.inner_width / scale, paper.inner_height / scale
    rows = made.rows(width)
    heading = made.analysis is not None
    wide = justify_bands(made.document, laid.bands, laid.style, made.context.metrics, width=width)
    last = rows_that_fit(rows, 0, -_overflow(made, wide, width, height))
    # The list has the first claim on spare height; what it leaves, the bands may use.
    taken = rows.height(0, last)
    bands = _stretch_bands(made, laid, laid.bands, (width, height - taken), first=True, heading=heading)
    contents = [SheetContent(bands, 0, last, heading=heading)]
    contents += _list_sheets(made, width, height, last)
    return Pagination(scale, tuple(contents))


def _stretch_bands(made: Poster, laid: BandSet, bands: tuple[Layout, ...], room: tuple[float, float], *, first: bool,
                   heading: bool) -> tuple[Layout, ...]:
    """Return bands that fill the width of `room` and part of its height, or as they were where that does not fit."""
    width, height = room
    metrics = made.context.metrics
    wide = justify_bands(made.document, bands, laid.style, metrics, width=width)
    spare = height - fixed_height(made, width, first=first, bands=wide, heading=heading)
    if spare < 0:
        return bands
    grown = justify_bands(made.document, bands, laid.style, metrics, width=width, spare_height=spare)
    fits = fixed_height(made, width, first=first, bands=grown, heading=heading) <= height
    return grown if fits else wide


def _list_sheets(made: Poster, width: float, height: float, first: int) -> list[SheetContent]:
    """Return the sheets that hold what is left of the friction list."""
    rows = made.rows(width)
    sheets = []
    room = height - fixed_height(made, width, first=False, bands=(), heading=True)
    while first < len(rows.rows):
        last = max(first + 1, rows_that_fit(rows, first, room))
        sheets.append(SheetContent((), first, last, heading=True))
        first = last
    return sheets


def _several_sheets(made: Poster, paper: PaperSheet, least: float) -> Pagination:
    """Return bands of the least legible size on as many sheets as they need, then the friction list."""
    scale, laid = _fewest_bands(made, paper, least)
    width, height = paper.inner_width / scale, paper.inner_height / scale
    packed = _band_sheets(made, width, height, laid.bands)
    contents = [SheetContent(_stretch_bands(made, laid, bands, (width, height), first=number == 0, heading=False))
                for number, bands in enumerate(packed)]
    if made.analysis is not None:
        contents = _append_list(made, width, height, contents)
    return Pagination(scale, tuple(contents))


def _fewest_bands(made: Poster, paper: PaperSheet, least: float) -> tuple[float, BandSet]:
    """Return the fewest bands that are narrow and low enough for a sheet at the least size, and their scale.

    Where no number of bands is (very many lanes or stacked steps), the bands with the largest scale: better small
    than cut.
    """
    document, metrics = made.document, made.context.metrics
    columns = max(1, column_count(document))
    count, narrow = _narrow_bands(made, paper.inner_width / least)
    best: tuple[float, BandSet] | None = None
    for bands in range(count, min(columns, count + MOST_TRIES) + 1):
        for style in (CLOSE, TIGHT):
            laid = narrow if (bands, style) == (count, CLOSE) else lay_out_bands(document, style, metrics, bands)
            scale = _sheet_scale(made, paper, laid, least)
            if best is None or scale > best[0]:
                best = scale, laid
            if scale >= least:
                return scale, laid
            if _fits_when_wide(made, paper, laid, least):
                return least, laid
    assert best is not None
    return best


def _fits_when_wide(made: Poster, paper: PaperSheet, laid: BandSet, scale: float) -> bool:
    """Return whether each band fits a sheet once its cards are as wide as the sheet allows: titles then wrap less."""
    width, height = paper.inner_width / scale, paper.inner_height / scale
    if not fits_width(laid, width):
        return False
    wide = justify_bands(made.document, laid.bands, laid.style, made.context.metrics, width=width)
    return all(fixed_height(made, width, first=index == 0, bands=(band,), heading=False) <= height
               for index, band in enumerate(wide))


def _sheet_scale(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> float:
    """Return the largest scale at which each band stands on a sheet of its own."""
    scale = min(paper.inner_width / laid.width, MOST_TYPE * least)
    highest = max(laid.bands, key=lambda band: band.height)
    while scale > SMALLEST:
        width, height = paper.inner_width / scale, paper.inner_height / scale
        needed = max(fixed_height(made, width, first=True, bands=laid.bands[:1], heading=False),
                     fixed_height(made, width, first=False, bands=(highest,), heading=False))
        if needed <= height:
            break
        scale = least if least < scale < least / STEP_DOWN else scale * STEP_DOWN
    return scale


def _narrow_bands(made: Poster, width: float) -> tuple[int, BandSet]:
    """Return in how many bands each keeps within `width` (one column each at worst), and these.

    Bands are laid out once their columns, as they stand when all of them are in one band, say that they may fit.
    """
    document, metrics = made.document, made.context.metrics
    columns, gutters = max(1, column_count(document)), lay_out_columns(document, CLOSE).gutters
    count = least_band_count(columns, CLOSE, width)
    while True:
        widest = max(gutters[band.last + 1][1] - gutters[band.first][0] for band in even_bands(document, count))
        if CLOSE.heading_width + widest <= width or count == columns:
            laid = lay_out_bands(document, CLOSE, metrics, count)
            if count == columns or fits_width(laid, width):
                return count, laid
        count += 1


def _band_sheets(made: Poster, width: float, height: float, bands: Sequence[Layout]) -> list[tuple[Layout, ...]]:
    """Return the bands of each sheet, as many as stand on it."""
    sheets: list[tuple[Layout, ...]] = [()]
    for band in bands:
        held = (*sheets[-1], band)
        first = len(sheets) == 1
        if sheets[-1] and fixed_height(made, width, first=first, bands=held, heading=False) > height:
            sheets.append((band,))
        else:
            sheets[-1] = held
    return sheets


def _append_list(made: Poster, width: float, height: float, contents: list[SheetContent]) -> list[SheetContent]:
    """Return the sheets with the friction list begun below the last bands if a row fits there, else on new sheets."""
    rows = made.rows(width)
    last = contents[-1]
    room = height - fixed_height(made, width, first=len(contents) == 1, bands=last.bands, heading=True)
    end = rows_that_fit(rows, 0, room)
    if end or (not rows.rows and room >= 0):
        begun = SheetContent(last.bands, 0, end, heading=True)
        return [*contents[:-1], begun, *_list_sheets(made, width, height, end)]
    listed = _list_sheets(made, width, height, 0) or [SheetContent((), 0, 0, heading=True)]
    return [*contents, *listed]


def lay_out_picture(made: Poster) -> tuple[BandSet, float, float]:
    """Return the roomy blueprint in one band, the width of the picture between its margins, and the margin."""
    laid = lay_out_bands(made.document, STYLES[0], made.context.metrics, 1)
    return laid, max(laid.width, LEAST_PICTURE_WIDTH), PICTURE_MARGIN
