"""What can be asked of sheets of paper beside their size: margins, what a print shop needs, tiles, folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visavis.blueprint.language import Count, Translator, message, plural
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import ExportJob, FormatOption

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet, Theme
    from visavis.blueprint.drawing.brand_look import BrandLook

NONE, CROP, FULL, COLOUR, OUTLINES = "none", "crop", "full", "colour", "outlines"
# Millimetres.
MOST_MARGIN, MOST_BLEED = 100.0, 20.0
MOST_PANELS = 60
PANELS = (2, 3, 4, 5, 6, 8, 10, 12)

COLOURS = FormatOption("colours", message("Colours"), (COLOUR, "grey", "ink-saving"), choice_titles={
    COLOUR: message("in colour"), "grey": message("in greys"), "ink-saving": message("with little ink")})
PRINT_OPTIONS = (
    COLOURS,
    FormatOption("margin", message("Margin in mm (empty: the paper’s own)"), is_rare=True),
    FormatOption("tile", message("Tiles to glue together"), (NONE, "A4", "A3", "letter", "legal", "tabloid"),
                 choice_titles={NONE: message("no: one sheet"), "A4": message("on A4 paper"),
                                "A3": message("on A3 paper"), "letter": message("on US Letter paper"),
                                "legal": message("on US Legal paper"), "tabloid": message("on US Tabloid paper")},
                 is_rare=True),
    FormatOption("tile-size", message("Size of a tiled poster"), ("reduced", FULL), choice_titles={
        "reduced": message("a little smaller, on fewer sheets"), FULL: message("full size")}, is_rare=True),
    FormatOption("fold", message("Leporello fold"), (NONE, *map(str, PANELS)), choice_titles={
        NONE: message("no fold"),
        **{str(count): plural("{count} panel", "{count} panels", count) for count in PANELS}},
        is_open=True, is_rare=True),
    FormatOption("bleed", message("Bleed in mm"), default="0", is_rare=True),
    FormatOption("marks", message("Crop and register marks"), (NONE, CROP), choice_titles={
        NONE: message("no marks"), CROP: message("for a print shop")}, is_rare=True),
    FormatOption("letters", message("Letters"), ("fonts", OUTLINES), choice_titles={
        "fonts": message("as text, with fonts"), OUTLINES: message("as outlines, without fonts")}, is_rare=True),
)


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """What was asked for; lengths in millimetres, `margin` None for the paper's own, `panels` 0 for no fold."""

    margin: float | None = None
    bleed: float = 0.0
    has_marks: bool = False
    tile: str = ""
    is_reduced: bool = True
    panels: int = 0
    is_outlined: bool = False


def read_print_options(options: Mapping[str, str]) -> PrintOptions:
    """Return what was asked for; raise BlueprintError for what is no number, too large, or not possible together."""
    fold = options.get("fold", NONE).strip() or NONE
    tile = options.get("tile", NONE)
    asked = PrintOptions(
        margin=_length("margin", options.get("margin", ""), MOST_MARGIN),
        bleed=_length("bleed", options.get("bleed", ""), MOST_BLEED) or 0.0,
        has_marks=options.get("marks", NONE) == CROP,
        tile="" if tile == NONE else tile,
        is_reduced=options.get("tile-size") != FULL,
        panels=0 if fold == NONE else _panels(fold),
        is_outlined=options.get("letters") == OUTLINES,
    )
    if asked.tile and (asked.bleed or asked.has_marks or asked.panels):
        raise BlueprintError(message("Tiles have marks of their own: ask for no bleed, crop marks or fold with them"))
    return asked


def choose_theme(job: ExportJob, *, is_picture: bool = False) -> Theme:
    """Return the colours of an export, a kit's among them: those for paper in a PDF, of the screen in a picture."""
    from visavis.blueprint.drawing import LIGHT
    from visavis.blueprint.drawing.paper_themes import PAPER_THEMES

    asked = job.options.get("colours", COLOUR)
    on_screen = is_picture or (asked == COLOUR and job.options.get("format", "pdf") != "pdf")
    theme = LIGHT if on_screen else PAPER_THEMES[asked]
    return theme if job.brand is None else job.brand.paint(theme)


def choose_look(job: ExportJob, theme: Theme) -> BrandLook | None:
    """Return what the brand kit of an export adds to its drawing; None where none was chosen."""
    return None if job.brand is None else job.brand.look(theme)


def finish_sheets(pages: PageSet, asked: PrintOptions, translate: Translator) -> PageSet:
    """Return the sheets as they are printed."""
    from visavis.blueprint.drawing import LIGHT, DrawingContext
    from visavis.blueprint.drawing.imposition.leporello import mark_folds
    from visavis.blueprint.drawing.imposition.long_pages import split_long_pages
    from visavis.blueprint.drawing.imposition.printers_marks import add_bleed
    from visavis.blueprint.drawing.imposition.tiling import tile_pages
    from visavis.blueprint.text.metrics import metrics

    context = DrawingContext(LIGHT, translate, metrics())
    pages = replace(pages, is_outlined=asked.is_outlined)
    if asked.tile:
        return tile_pages(context, pages, asked.tile, is_reduced=asked.is_reduced)
    sheets = replace(pages, pages=pages.sheets)
    finished = mark_folds(add_bleed(sheets, asked.bleed, marks=asked.has_marks), asked.panels)
    finished = split_long_pages(context, finished)
    return replace(finished, pages=(*finished.pages, *(page for page in pages.pages if page.is_annex)))


def _length(name: str, text: str, most: float) -> float | None:
    """Return a length in millimetres; None where nothing is asked for."""
    typed = text.strip().lower().removesuffix("mm").strip().replace(",", ".")
    if not typed:
        return None
    try:
        length = float(typed)
    except ValueError:
        length = -1.0
    if not 0 <= length <= most:
        raise BlueprintError(message("--{option} “{given}”: give a number of millimetres from 0 to {most}",
                                     option=name, given=text.strip()[:40], most=Count(round(most))))
    return length


def _panels(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 2 <= int(text) <= MOST_PANELS):
        raise BlueprintError(message("--{option} “{given}”: give a number of panels from 2 to {most}", option="fold",
                                     given=text[:40], most=Count(MOST_PANELS)))
    return int(text)
