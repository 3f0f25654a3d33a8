"""Pages: the poster on exact paper, and the same picture as one drawing of its own size.

The number of bands and the scale are chosen so that the type is as large as the sheet allows. When one sheet cannot
keep the least sizes of type, the bands go on on further sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.phase_times import phase_times, phase_words
from visavis.blueprint.drawing.blueprint.call_out_places import CallOut
from visavis.blueprint.drawing.blueprint.call_outs import call_outs, group_sentences, shows_people
from visavis.blueprint.drawing.blueprint.compose_options import ComposeOptions
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences
from visavis.blueprint.drawing.blueprint.flow_looks import silent_exits
from visavis.blueprint.drawing.blueprint.outcome_shares import outcome_shares
from visavis.blueprint.drawing.blueprint.persona_tabs import lone_personas
from visavis.blueprint.drawing.blueprint.step_table import step_table
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet, Role, Text, TextTable
from visavis.blueprint.drawing.page_block import PageBlock, place_groups
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, find_roll_sheet, make_sheet
from visavis.blueprint.drawing.paper_sizes import read_roll_width
from visavis.blueprint.drawing.poster.annex import annex_pages, lay_out_annex
from visavis.blueprint.drawing.poster.band_breaking import BAND_GAP, stacked_height
from visavis.blueprint.drawing.poster.continuation import tell_continuations
from visavis.blueprint.drawing.poster.cut_texts import find_cut_texts
from visavis.blueprint.drawing.poster.note_margin import StandingBand, draw_margin
from visavis.blueprint.drawing.poster.pagination import Pagination, lay_out_picture, least_scale, paginate
from visavis.blueprint.drawing.poster.poster_parts import (
    FOOT_GAP,
    HEADER_GAP,
    STRIP_GAP,
    Poster,
    SheetContent,
    needed_height,
)
from visavis.blueprint.drawing.public_content import publish
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.layout.paper_lanes import arrange_for_paper
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics
from visavis.blueprint.text.wrapping import ELLIPSIS

SUBJECT = message("Service blueprint: both sides of a public service, face to face")
# Bands of fewer columns stand in the middle of their sheet.
FEW_COLUMNS = 3
# The strip of frictions is no farther below the bands than this, nor are these from each other, beyond their gap.
MOST_APART = 40.0


def make_poster(document: BlueprintDocument, analysis: Analysis | None, translate: Translator,
                theme: Theme = LIGHT, *,
                metrics: TextMetrics | None = None, options: ComposeOptions | None = None,
                look: BrandLook | None = None) -> Poster:
    """Return a poster's parts, of what is public unless the options ask for the internal version."""
    context = make_context(theme, translate, metrics, look)
    asked = options or ComposeOptions()
    arranged = arrange_for_paper(document if asked.internal else publish(document))
    shown = replace(asked, homes=arranged.homes, call_outs=_name_call_outs(context, analysis, arranged.document),
                    phase_figures=_phase_figures(translate, analysis, arranged.document),
                    lone_personas=lone_personas(analysis, arranged.document),
                    reached=_tell_outcomes(translate, analysis, arranged.document), is_on_paper=True)
    return Poster(context, arranged.document, analysis, shown)


def _name_call_outs(context: DrawingContext, analysis: Analysis | None,
                    document: BlueprintDocument) -> Mapping[str, CallOut]:
    """Return what is called out beside steps: the frictions of the strip, each on all of its steps."""
    called_out = call_outs(analysis, document)
    named = {group.number: CallOut(group.number, context.translate(group.call_out), group.is_hypothesis,
                                   join_sentences(context.translate, group_sentences(document, group, at_step=True)),
                                   shows_people(group))
             for group in {group.number: group for group in called_out.values()}.values()}
    return {step: named[group.number] for step, group in called_out.items()}


def _phase_figures(translate: Translator, analysis: Analysis | None,
                   document: BlueprintDocument) -> Mapping[str, Sequence[str]]:
    """Return what phases take in words, by phase, from long to short."""
    measured = analysis.measures.everybody if analysis is not None else None
    if measured is None:
        return {}
    cases = measured.headline_cases
    elapsed = cases.elapsed.mean_minutes.known_value
    return {phase.phase: [translate(words) for words in phase_words(phase, elapsed)]
            for phase in phase_times(document, cases)}


def _tell_outcomes(translate: Translator, analysis: Analysis | None,
                   document: BlueprintDocument) -> Mapping[str, str]:
    return {step: translate(words) for step, words in outcome_shares(document, analysis).items()}


def draw_poster(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *, paper: str = "A3",
                orientation: Orientation | str = Orientation.LANDSCAPE, margin: float | None = None,
                theme: Theme = LIGHT, metrics: TextMetrics | None = None,
                options: ComposeOptions | None = None, annex: bool = True,
                look: BrandLook | None = None) -> PageSet:
    """Return the poster on one or more sheets of `paper`, its words in the language of `translate`.

    With an `annex`, pages of A4 follow that tell all frictions, and the whole of every text that the sheets cut.

    `paper` is a name (`A3`, `letter`), width and height (`600x900mm`), or a roll (`roll-914mm`), of which as much is
    taken as the drawing needs. `margin` is in millimetres; `look` is that of a brand kit. Raises BlueprintError for
    other paper.
    """
    made = make_poster(document, analysis, translate, theme, metrics=metrics, options=options, look=look)
    paper_sheet = choose_sheet(made, paper, orientation, margin)
    planned = paginate(made, paper_sheet)
    made = tell_continuations(replace(made, margin=planned.margin), planned.contents)
    count = len(planned.contents)
    pages = tuple(_page(made, paper_sheet, planned.scale, content, (number, count))
                  for number, content in enumerate(planned.contents, start=1))
    if annex:
        pages += _annex(made, planned, pages)
    return make_page_set(pages, _recorded(document, options), translate, SUBJECT,
                         _tell_as_table(document, analysis, translate, options))


def _annex(made: Poster, planned: Pagination, sheets: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages of the annex, numbered by themselves."""
    on_sheet = {step: number for number, content in enumerate(planned.contents, start=1)
                for layout in content.bands for step in layout.cards}
    cut = list(find_cut_texts(made.context, made.document,
                              (layout for content in planned.contents for layout in content.bands),
                              silent_exits(made.document, made.options.call_outs or {})))
    has_record = any(isinstance(part, Text) and ELLIPSIS in part.run.text
                     for group in sheets[0].drawing.groups if group.role is Role.FOOTER for part in group.primitives)
    laid = lay_out_annex(made.context, made.document, made.analysis, on_sheet, cut, has_record=has_record,
                         excerpt=made.options.excerpt)
    return annex_pages(laid, 1, len(laid.bodies))


def choose_sheet(made: Poster, paper: str, orientation: Orientation | str, margin: float | None) -> PaperSheet:
    """Return the sheet of paper that was asked for; of a roll, a piece on which the poster is one sheet."""
    width = read_roll_width(paper)
    if width is None:
        return make_sheet(paper, orientation, margin=margin)

    def is_whole(sheet: PaperSheet) -> bool:
        planned = paginate(made, sheet)
        return len(planned.contents) == 1 and planned.scale >= least_scale(sheet) - 1e-9

    return find_roll_sheet(width, orientation, is_whole, margin=margin)


def _page(made: Poster, paper: PaperSheet, scale: float, content: SheetContent, number: tuple[int, int]) -> Page:
    width, height = paper.inner_width / scale, paper.inner_height / scale
    margin = paper.margin / scale
    groups = _content_groups(made, content, width, height, number)
    placed = place_groups(groups, margin, margin)
    drawing = DisplayList(paper.width / scale, paper.height / scale, placed, made.context.theme.background,
                          made.context.translate.language, made.document.head.title)
    return Page(paper.width, paper.height, drawing, scale=scale)


def _content_groups(made: Poster, content: SheetContent, width: float, height: float,
                    number: tuple[int, int]) -> list[Group]:
    page, pages = number
    head = made.header(width) if page == 1 else made.small_header(width)
    foot = made.foot(width, page, pages)
    groups = list(head.groups)
    y, bottom = head.height + HEADER_GAP, height - foot.height - FOOT_GAP
    strip = PageBlock(width, 0.0)
    if content.has_strip:
        taken = y + stacked_height(content.bands) + (STRIP_GAP if content.bands else 0.0)
        strip = made.grown_strip(width, bottom - taken)
    spare = bottom - y - stacked_height(content.bands) - strip.height - STRIP_GAP
    apart = max(0.0, min(MOST_APART, spare / (len(content.bands) + 1)))
    standing: list[StandingBand] = []
    for layout in content.bands:
        standing.append(StandingBand(layout, y))
        y += layout.height + BAND_GAP + apart
    groups += _band_groups(made, standing, width)
    if strip.height:
        # It stands on the foot: white that is left is between what is drawn and what is said about it.
        groups += strip.at(0.0, min(bottom - strip.height, y + MOST_APART) if content.bands else y)
    groups += foot.at(0.0, height - foot.height)
    return groups


def _band_groups(made: Poster, standing: Sequence[StandingBand], width: float) -> Iterator[Group]:
    """Yield the bands of a sheet, and the notes in its margin."""
    inner = made.width_of_bands(width)
    noted = draw_margin(made.context, made.document, standing, inner, width - inner) if made.margin else {}
    for layout, top in standing:
        band = made.band(layout, noted.keys())
        yield from band.at(max(0.0, (inner - band.width) / 2) if len(layout.columns) < FEW_COLUMNS else 0.0, top)
    yield from noted.values()


def draw_picture(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                 theme: Theme = LIGHT, metrics: TextMetrics | None = None,
                 options: ComposeOptions | None = None, look: BrandLook | None = None) -> DisplayList:
    """Return head, blueprint in one band, friction list and legend as one drawing, as large as they need."""
    made = make_poster(document, analysis, translate, theme, metrics=metrics, options=options, look=look)
    laid, width, margin = lay_out_picture(made)
    content = SheetContent(laid.bands, has_strip=True)
    height = needed_height(made, width, content, first=True)
    groups = _content_groups(made, content, width, height, (1, 1))
    placed = place_groups(groups, margin, margin)
    return DisplayList(width + 2 * margin, height + 2 * margin, placed, theme.background, translate.language,
                       document.head.title)


def draw_picture_sheet(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                       theme: Theme = LIGHT, options: ComposeOptions | None = None,
                       look: BrandLook | None = None) -> PageSet:
    """Return what `draw_picture` draws as the one sheet of its own size, with what its file says of itself."""
    drawing = draw_picture(document, analysis, translate, theme=theme, options=options, look=look)
    return make_page_set((Page(drawing.width, drawing.height, drawing),), _recorded(document, options), translate,
                         SUBJECT, _tell_as_table(document, analysis, translate, options))


def _tell_as_table(document: BlueprintDocument, analysis: Analysis | None, translate: Translator,
                   options: ComposeOptions | None) -> TextTable:
    """Return the steps in words, each in its own lane: lanes share rows only where paper is short of height."""
    shown = document if options is not None and options.internal else publish(document)
    return step_table(shown, analysis.frictions.hotspots if analysis else (), translate)


def _recorded(document: BlueprintDocument, options: ComposeOptions | None) -> BlueprintDocument:
    return options.excerpt.recorded if options is not None and options.excerpt is not None else document
