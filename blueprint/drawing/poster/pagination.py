"""The sheet plan: how many bands, at which scale, on how many sheets.

It starts from the sheet. Its least sizes of type are never undercut: what does not fit at these goes on on a further
sheet. What fits becomes as large as the sheet allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from visavis.blueprint.drawing.blueprint.cards import reached_width
from visavis.blueprint.drawing.paper import PaperSheet
from visavis.blueprint.drawing.poster.band_breaking import (
    CARD_TITLE,
    LEAST_TYPE,
    MOST_FOR_TITLES,
    PAPER,
    BandSet,
    break_bands,
    break_lanes,
    group_lanes,
    justify_bands,
    lay_out_bands,
    most_columns,
    try_band_counts,
)
from visavis.blueprint.drawing.poster.note_margin import margin_shares
from visavis.blueprint.drawing.poster.poster_parts import Poster, SheetContent, fits_width, needed_height
from visavis.blueprint.layout import Layout, LayoutStyle, column_count, lay_out_columns
from visavis.blueprint.layout.column_fitting import widen_columns

# The picture that has no paper: at least as wide as its head needs, with the poster's margin.
LEAST_PICTURE_WIDTH = 1480.0
PICTURE_MARGIN = 56.0
# More columns than any band of a picture has.
MANY = 1_000_000
STEP_DOWN = 0.985
SMALLEST = 0.05
LOWER_WHEN_WIDE = 0.14
# Parts of a band's lanes are tried so much lower each time that they turn out too high, down to this part of a sheet.
SHORTER, LEAST_PART = 0.92, 0.2
# How many more bands than the width asks for are tried where bands are too high.
MOST_TRIES = 8
# One more stave must enlarge the type by 2 % to be worth its price in calm.
WORTH_A_BAND = 1.02


@dataclass(frozen=True, slots=True)
class Pagination:
    """The scale of all sheets (points of paper a point of drawing), what stands on each, and their margin's part."""

    scale: float
    contents: tuple[SheetContent, ...]
    margin: float = 0.0


def paginate(made: Poster, paper: PaperSheet) -> Pagination:
    """Return the plan with the largest type; on one sheet whenever that keeps the least sizes of the paper.

    A sheet that is read from afar has a margin for notes, if it is one sheet with it, too.
    """
    least, style = least_scale(paper), paper_style(made)
    for margin in (*margin_shares(made.document, paper), 0.0):
        plan = _try_one_sheet(replace(made, margin=margin) if margin else made, paper, style, least)
        if plan is not None:
            return plan
    return _several_sheets(made, paper, style, least)


def _try_one_sheet(made: Poster, paper: PaperSheet, style: LayoutStyle, least: float) -> Pagination | None:
    """Return the plan of one sheet; None where that would be smaller than `least`."""
    best: tuple[float, BandSet] | None = None
    for laid in try_band_counts(made.document, made.context.metrics, style,
                                made.width_of_bands(paper.inner_width / least)):
        scale = _largest_scale(made, paper, laid, least)
        if scale >= max(least, best[0] * WORTH_A_BAND if best else 0.0):
            best = scale, laid
    return _one_sheet(made, paper, *best) if best else None


def least_scale(paper: PaperSheet) -> float:
    """Return the scale at which card titles and the least type of a poster have the least sizes of a paper."""
    return max(paper.title_floor / CARD_TITLE, paper.least_type / LEAST_TYPE)


def paper_style(made: Poster) -> LayoutStyle:
    """Return the style of a poster's bands: columns as wide as titles need, and how many come to an outcome."""
    metrics = made.context.metrics
    needed = {step: reached_width(metrics, words) for step, words in made.options.reached.items()}
    style = replace(PAPER, called_out=frozenset(made.options.call_outs or ()))
    return widen_columns(made.document, style, metrics, MOST_FOR_TITLES, needed)


def _largest_scale(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> float:
    """Step down from the widest scale until everything stands on one sheet; stop below `least`."""
    scale = min(made.width_of_bands(paper.inner_width) / laid.width, paper.inner_height / laid.height)
    content = SheetContent(laid.bands, has_strip=True)
    while scale >= least:
        width, height = paper.inner_width / scale, paper.inner_height / scale
        missing = needed_height(made, width, content, first=True) - height
        if missing <= 0:
            return scale
        # Wider cards are lower: worth a second look where little is missing.
        if missing <= LOWER_WHEN_WIDE * height:
            wide = justify_bands(made.document, laid, laid.bands, made.context.metrics,
                                 width=made.width_of_bands(width), is_planned=True)
            if needed_height(made, width, SheetContent(wide, has_strip=True), first=True) <= height:
                return scale
        # A scale just above the least is tried at the least itself before giving up.
        scale = least if least < scale < least / STEP_DOWN else scale * STEP_DOWN
    return scale


def _one_sheet(made: Poster, paper: PaperSheet, scale: float, laid: BandSet) -> Pagination:
    content = SheetContent(laid.bands, has_strip=True)
    return Pagination(scale, (_stretch(made, paper, scale, laid, content, first=True),), made.margin)


def _stretch(made: Poster, paper: PaperSheet, scale: float, laid: BandSet, content: SheetContent, *,
             first: bool) -> SheetContent:
    """Return a sheet with bands that fill its width and part of its height, or as it was where that does not fit."""
    width, height = paper.inner_width / scale, paper.inner_height / scale
    metrics = made.context.metrics

    def justify(spare: float, *, is_planned: bool = False) -> SheetContent:
        bands = justify_bands(made.document, laid, content.bands, metrics, width=made.width_of_bands(width),
                              spare_height=spare, is_planned=is_planned)
        return SheetContent(bands, content.has_strip)

    for is_planned in (False, True):
        wide = justify(0.0, is_planned=is_planned)
        spare = height - needed_height(made, width, wide, first=first)
        if spare >= 0:
            grown = justify(spare, is_planned=is_planned)
            return grown if needed_height(made, width, grown, first=first) <= height else wide
    return content


def _several_sheets(made: Poster, paper: PaperSheet, style: LayoutStyle, least: float) -> Pagination:
    """Return bands of the least legible size on as many sheets as they need, the strip on the first if one fits."""
    scale, laid = _fewest_bands(made, paper, style, least)
    packed = _pack_sheets(made, paper.inner_width / scale, paper.inner_height / scale, laid.bands)
    scale, packed = _enlarge(made, paper, laid, scale, packed)
    return Pagination(scale, tuple(_stretch(made, paper, scale, laid, content, first=number == 0)
                                   for number, content in enumerate(packed)))


def _enlarge(made: Poster, paper: PaperSheet, laid: BandSet, least: float,
             packed: list[SheetContent]) -> tuple[float, list[SheetContent]]:
    """Return the largest scale at which some bands stand on as many sheets as at the `least`, and what is on each."""
    scale = paper.inner_width / laid.width
    while scale > least:
        width, height = paper.inner_width / scale, paper.inner_height / scale
        sheets = _pack_sheets(made, width, height, laid.bands)
        if len(sheets) <= len(packed) and all(needed_height(made, width, content, first=number == 0) <= height
                                              for number, content in enumerate(sheets)):
            return scale, sheets
        scale *= STEP_DOWN
    return least, packed


def _fewest_bands(made: Poster, paper: PaperSheet, style: LayoutStyle, least: float) -> tuple[float, BandSet]:
    """Return the fewest bands that are narrow and low enough for a sheet at the least size, and their scale.

    Where these are more than are narrow enough (many lanes), bands broken between lanes if they make fewer sheets.
    """
    narrow = _narrow_bands(made, style, paper.inner_width / least)
    tried = _try_more_bands(made, narrow, paper.inner_width / least)
    whole = next((laid for laid in tried if _is_low_enough(made, paper, laid, least)), None)
    if whole is narrow:
        return least, narrow
    scale, broken = _break_between_lanes(made, paper, narrow, least)
    if whole is not None and (scale < least or _count_sheets(made, paper, whole, least) <= _count_sheets(
            made, paper, broken, least)):
        return least, whole
    return scale, broken


def _try_more_bands(made: Poster, narrow: BandSet, width: float) -> Iterator[BandSet]:
    """Yield bands that are narrow enough, then more of them: with fewer flows side by side they are lower."""
    yield narrow
    document, count, most = made.document, len(narrow.bands), most_columns(narrow.style, width)
    for bands in range(count + 1, min(max(1, column_count(document)), count + MOST_TRIES) + 1):
        yield lay_out_bands(document, narrow.style, made.context.metrics, break_bands(document, bands, most))


def _is_low_enough(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> bool:
    """Return whether each band stands on a sheet of its own at the least size."""
    return _sheet_scale(made, paper, laid, least) >= least or _fits_when_wide(made, paper, laid, least)


def _count_sheets(made: Poster, paper: PaperSheet, laid: BandSet, scale: float) -> int:
    return len(_pack_sheets(made, paper.inner_width / scale, paper.inner_height / scale, laid.bands))


def _break_between_lanes(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> tuple[float, BandSet]:
    """Return bands with as many of the lanes each as stand on a sheet at the least size, and their scale.

    What is between lanes is known once they are laid out apart: if that is too high, less is tried. One lane that is
    higher than a sheet becomes smaller: better small than cut.
    """
    width, height = paper.inner_width / least, paper.inner_height / least
    room = height - max(needed_height(made, width, SheetContent(), first=first) for first in (True, False))
    lanes: tuple[tuple[int, int], ...] = ()
    broken, tried = laid, room
    while tried > room * LEAST_PART:
        lanes, before = group_lanes(laid.bands, tried), lanes
        if lanes != before:
            broken = lay_out_bands(made.document, laid.style, made.context.metrics, break_lanes(laid.breaks, lanes))
            if broken.height_of_highest <= room and fits_width(broken, width):
                return least, broken
        tried *= SHORTER
    return _sheet_scale(made, paper, broken, least), broken


def _fits_when_wide(made: Poster, paper: PaperSheet, laid: BandSet, scale: float) -> bool:
    """Return whether each band fits a sheet once its cards are as wide as the sheet allows: titles then wrap less."""
    width, height = paper.inner_width / scale, paper.inner_height / scale
    if not fits_width(laid, width):
        return False
    wide = justify_bands(made.document, laid, laid.bands, made.context.metrics, width=width, is_planned=True)
    return all(needed_height(made, width, SheetContent((band,)), first=index == 0) <= height
               for index, band in enumerate(wide))


def _sheet_scale(made: Poster, paper: PaperSheet, laid: BandSet, least: float) -> float:
    """Return the largest scale at which each band stands on a sheet of its own."""
    scale = paper.inner_width / laid.width
    highest = max(laid.bands, key=lambda band: band.height)
    while scale > SMALLEST:
        width, height = paper.inner_width / scale, paper.inner_height / scale
        needed = max(needed_height(made, width, SheetContent(laid.bands[:1]), first=True),
                     needed_height(made, width, SheetContent((highest,)), first=False))
        if needed <= height:
            break
        scale = least if least < scale < least / STEP_DOWN else scale * STEP_DOWN
    return scale


def _narrow_bands(made: Poster, style: LayoutStyle, width: float) -> BandSet:
    """Return as few bands as each keep within `width` (one column each at worst).

    Bands are laid out once their columns, as they stand when all of them are in one band, say that they may fit.
    """
    document, metrics = made.document, made.context.metrics
    columns, gutters = max(1, column_count(document)), lay_out_columns(document, style).gutters
    most = most_columns(style, width)
    count = min(columns, ceil(columns / most))
    while True:
        breaks = break_bands(document, count, most)
        widest = max(gutters[band.last + 1][1] - gutters[band.first][0] for band in breaks)
        if style.heading_width + widest <= width or count == columns:
            laid = lay_out_bands(document, style, metrics, breaks)
            if count == columns or fits_width(laid, width):
                return laid
        count += 1


def _pack_sheets(made: Poster, width: float, height: float, bands: Sequence[Layout]) -> list[SheetContent]:
    """Return the bands of each sheet, as many as stand on it, beside the strip on the first that has room for it."""
    sheets: list[SheetContent] = []
    left = list(bands)
    has_strip = False
    while left or not has_strip:
        content = SheetContent()
        if not has_strip:
            both = SheetContent(tuple(left[:1]), has_strip=True)
            has_strip = needed_height(made, width, both, first=not sheets) <= height
            content = SheetContent((), has_strip)
        while left:
            held = SheetContent((*content.bands, left[0]), content.has_strip)
            if content.bands and needed_height(made, width, held, first=not sheets) > height:
                break
            content = held
            left.pop(0)
        if not content.bands:
            content, has_strip = SheetContent((), has_strip=True), True
        sheets.append(content)
    return sheets


def lay_out_picture(made: Poster) -> tuple[BandSet, float, float]:
    """Return the blueprint in one band, the width of the picture between its margins, and the margin."""
    # A picture is as high as it needs, and has no annex for notes that found no cell.
    style = replace(paper_style(made), opens_note_rows=True)
    laid = lay_out_bands(made.document, style, made.context.metrics, break_bands(made.document, 1, MANY))
    return laid, max(laid.width, LEAST_PICTURE_WIDTH), PICTURE_MARGIN
