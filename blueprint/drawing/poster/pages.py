"""Pages: the poster on exact paper, and the same picture as one drawing of its own size.

The number of bands and the scale are chosen so that the type is as large as the sheet allows. When one sheet cannot
keep the least size of type, the bands and then the friction list go on on further sheets: nothing is cut or crowded.
"""

from __future__ import annotations

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.compose import ComposeOptions
from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, make_sheet
from visavis.blueprint.drawing.poster.band_breaking import BAND_GAP
from visavis.blueprint.drawing.poster.friction_list import rows_block
from visavis.blueprint.drawing.poster.pagination import lay_out_picture, paginate
from visavis.blueprint.drawing.poster.poster_parts import (
    HEADER_GAP,
    HEADING_GAP,
    LIST_GAP,
    Poster,
    SheetContent,
    fixed_height,
)
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.layout.empty_columns import close_gaps
from visavis.blueprint.layout.parted_columns import part_columns
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.metrics import metrics as shipped_metrics
from visavis.blueprint.text.styles import TextMetrics


def make_poster(document: BlueprintDocument, analysis: Analysis | None, translate: Translator,
                theme: Theme = LIGHT, *,
                metrics: TextMetrics | None = None, options: ComposeOptions | None = None) -> Poster:
    """Return a poster's parts."""
    context = DrawingContext(theme, translate, metrics or shipped_metrics())
    return Poster(context, part_columns(close_gaps(document)), analysis, options or ComposeOptions())


def draw_poster(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *, paper: str = "A3",
                orientation: Orientation | str = Orientation.LANDSCAPE, theme: Theme = LIGHT,
                metrics: TextMetrics | None = None, options: ComposeOptions | None = None) -> PageSet:
    """Return the poster on one or more sheets of `paper` (`A0` to `A4`), its words in the language of `translate`."""
    made = make_poster(document, analysis, translate, theme, metrics=metrics, options=options)
    paper_sheet = make_sheet(paper, orientation)
    planned = paginate(made, paper_sheet)
    count = len(planned.contents)
    pages = tuple(_page(made, paper_sheet, planned.scale, content, (number, count))
                  for number, content in enumerate(planned.contents, start=1))
    head = document.head
    return PageSet(pages, head.title, translate.language, author=head.service.authority or "",
                   subject=translate(message("Service blueprint: both sides of a public service, face to face")),
                   keywords=(head.state.value, head.id))


def _page(made: Poster, paper: PaperSheet, scale: float, content: SheetContent, number: tuple[int, int]) -> Page:
    width, height = paper.inner_width / scale, paper.inner_height / scale
    margin = paper.margin / scale
    groups = _content_groups(made, content, width, height, number)
    placed = PageBlock(width, height, tuple(make_ids_unique(groups))).at(margin, margin)
    drawing = DisplayList(paper.width / scale, paper.height / scale, placed, made.context.theme.background,
                          made.context.translate.language, made.document.head.title)
    return Page(paper.width, paper.height, drawing, scale=scale)


def _content_groups(made: Poster, content: SheetContent, width: float, height: float,
                    number: tuple[int, int]) -> list[Group]:
    page, pages = number
    rows = made.rows(width)
    head = made.header(width) if page == 1 else made.small_header(width)
    groups = list(head.groups)
    y = head.height + HEADER_GAP
    for layout in content.bands:
        band = made.band(layout)
        groups += band.at(max(0.0, (width - band.width) / 2) if len(layout.columns) < 3 else 0.0, y)
        y += band.height + BAND_GAP
    if content.bands:
        y += LIST_GAP - BAND_GAP
    if content.heading:
        shown = sum(len(row) for row in rows.rows[: content.last_row])
        more = sum(len(row) for row in rows.rows) - shown
        heading = made.heading(width, more)
        groups += heading.at(0.0, y)
        y += heading.height + HEADING_GAP
    groups += rows_block(made.context, rows, content.first_row, content.last_row).at(0.0, y)
    foot = made.foot(width, page, pages, legend=page == 1)
    groups += foot.at(0.0, height - foot.height)
    return groups


def draw_picture(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                 theme: Theme = LIGHT, metrics: TextMetrics | None = None,
                 options: ComposeOptions | None = None) -> DisplayList:
    """Return head, blueprint in one band, friction list and legend as one drawing, as large as they need."""
    made = make_poster(document, analysis, translate, theme, metrics=metrics, options=options)
    laid, width, margin = lay_out_picture(made)
    rows = made.rows(width)
    content = SheetContent(laid.bands, 0, len(rows.rows), heading=made.analysis is not None)
    height = fixed_height(made, width, first=True, bands=laid.bands, heading=content.heading) + rows.height(
        0, len(rows.rows))
    groups = _content_groups(made, content, width, height, (1, 1))
    placed = PageBlock(width, height, tuple(make_ids_unique(groups))).at(margin, margin)
    return DisplayList(width + 2 * margin, height + 2 * margin, placed, theme.background, translate.language,
                       document.head.title)
