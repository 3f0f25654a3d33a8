"""The citizen's page: one sheet that says what to do, how long it takes, what to attach, where to ask, how to appeal.

Composed in units of which 11 are the smallest type. The type is as large as it can be on as many sheets as the
smallest needs, and the room that is left widens the gaps: a long journey goes on on a further sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.infographic.citizen_foot import foot_block
from visavis.blueprint.drawing.infographic.fact_boxes import fact_boxes_block
from visavis.blueprint.drawing.infographic.page_head import head_block, short_head_block
from visavis.blueprint.drawing.infographic.phase_days import phase_days
from visavis.blueprint.drawing.infographic.phase_rows import column_heads, phase_row, spine_group
from visavis.blueprint.drawing.infographic.pitfalls import pitfalls_block
from visavis.blueprint.drawing.infographic.rights import documents_and_appeal
from visavis.blueprint.drawing.infographic.told_journey import ToldJourney, steps_table, tell_journey
from visavis.blueprint.drawing.infographic.twenty_people import people_block_for_citizens
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique
from visavis.blueprint.drawing.paper import Orientation
from visavis.blueprint.drawing.reader_pages.page_formats import (
    SIDE_MARGIN,
    TOP_MARGIN,
    PageFormat,
    find_page_format,
)
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics

# How much larger than the smallest the type may be.
ENLARGED = (1.3, 1.24, 1.18, 1.12, 1.06)
# Gaps between rows and between sections: at least, and where there is room.
ROW_GAP, MOST_ROW_GAP = 4.0, 14.0
GAP, MOST_GAP = 5.0, 26.0
HEADS_GAP = 2.0


def draw_infographic(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                     paper: str = "A4", orientation: Orientation | str = Orientation.PORTRAIT, theme: Theme = LIGHT,
                     metrics: TextMetrics | None = None, excerpt: Excerpt | None = None,
                     look: BrandLook | None = None) -> PageSet:
    """Return the page in a size of `page_formats`, its words in the language of `translate`.

    With `excerpt` it says what the document is a part of, or that it is one persona's; `look` is that of a brand kit.
    """
    context = make_context(theme, translate, metrics, look)
    told = _CitizenPage(context, tell_journey(document, analysis), excerpt)
    laid = _lay_out(told, find_page_format(paper, Orientation(orientation)))
    count = len(laid.sheets)
    pages = tuple(laid.draw(sheet, number, count) for number, sheet in enumerate(laid.sheets, start=1))
    return make_page_set(pages, excerpt.recorded if excerpt else document, translate,
                         message("A public service, step by step: what you do, what the agents do"),
                         steps_table(told.journey, translate))


@dataclass(frozen=True, slots=True)
class _CitizenPage:
    """What is to be drawn, whatever the size."""

    context: DrawingContext
    journey: ToldJourney
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the page that is not cut: a row of the journey, or something that stands above or below it."""

    block: PageBlock
    is_row: bool = False
    is_heads: bool = False

    def gap_after(self, following: _Part, stretch: float) -> float:
        """Return the gap to the part below, from the least (0) to the widest (1)."""
        if self.is_heads:
            return HEADS_GAP
        if self.is_row and following.is_row:
            return ROW_GAP + stretch * (MOST_ROW_GAP - ROW_GAP)
        return GAP + stretch * (MOST_GAP - GAP)


def _lay_out(told: _CitizenPage, size: PageFormat) -> _LaidOut:
    """Return the page on the fewest sheets, in the largest type that needs no more."""
    best = _LaidOut(told, size)
    for factor in ENLARGED:
        larger = _LaidOut(told, replace(size, scale=size.scale * factor))
        if len(larger.sheets) <= len(best.sheets):
            return larger
    return best


@dataclass(frozen=True)
class _LaidOut:
    """The page in a size."""

    told: _CitizenPage
    size: PageFormat

    @cached_property
    def sheets(self) -> list[list[_Part]]:
        """The parts of each sheet."""
        sheets: list[list[_Part]] = [[]]
        for part in self._parts():
            room = self._room(len(sheets))
            # The heads of the columns are not left alone at a sheet's end, nor missing on a further one.
            if sheets[-1] and _height([*sheets[-1], part]) > room:
                last = sheets[-1].pop() if sheets[-1][-1].is_heads else None
                sheets.append([last or self._heads] if part.is_row else [])
            sheets[-1].append(part)
        return sheets

    def draw(self, parts: Sequence[_Part], number: int, count: int) -> Page:
        """Return a sheet, one of so many."""
        head, foot = self._head if number == 1 else self._short_head, self._foot(number, count)
        spare = self._room(number) - _height(parts)
        # Half as much again as between two sections goes between them and the head and the foot.
        slack = _height(parts, 1.0) - _height(parts) + 1.5 * (MOST_GAP - GAP)
        stretch = max(0.0, min(1.0, spare / slack))
        y = head.height + GAP + stretch * (MOST_GAP - GAP) / 2
        groups, rows = list(head.groups), []
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            groups += part.block.at(0.0, y)
            rows += [(y, y + part.block.height)] if part.is_row else []
            y += part.block.height + (part.gap_after(following, stretch) if following else 0.0)
        if rows:
            is_last = not any(part.is_row for sheet in self.sheets[number:] for part in sheet)
            groups.append(spine_group(self.told.context, self._width, rows[0][0], rows[-1][1], is_last=is_last))
        groups += foot.at(0.0, self.size.inner_height - foot.height)
        return self._page(groups)

    def _page(self, groups: Sequence[Group]) -> Page:
        size, context = self.size, self.told.context
        placed = PageBlock(0.0, 0.0, tuple(make_ids_unique(groups))).at(SIDE_MARGIN, TOP_MARGIN)
        drawing = DisplayList(size.width / size.scale, size.height / size.scale, placed, context.theme.background,
                              context.translate.language, self.told.journey.document.head.title)
        return Page(size.width, size.height, drawing, scale=size.scale)

    @property
    def _width(self) -> float:
        return self.size.inner_width

    def _room(self, number: int) -> float:
        head = self._head if number == 1 else self._short_head
        return self.size.inner_height - head.height - self._foot(1, 1).height - 2 * GAP

    @cached_property
    def _head(self) -> PageBlock:
        return head_block(self.told.context, self.told.journey.document, self.told.excerpt, self._width)

    @cached_property
    def _short_head(self) -> PageBlock:
        return short_head_block(self.told.context, self.told.journey.document, self._width)

    def _foot(self, number: int, count: int) -> PageBlock:
        return foot_block(self.told.context, self.told.journey.document, self._width, (number, count),
                          self.told.excerpt)

    @cached_property
    def _heads(self) -> _Part:
        return _Part(column_heads(self.told.context, self.told.journey, self._width), is_heads=True)

    def _parts(self) -> Iterator[_Part]:
        context, journey, width = self.told.context, self.told.journey, self._width
        yield _Part(fact_boxes_block(context, journey, width))
        days = phase_days(journey.document, journey.measured)
        if journey.phases:
            yield self._heads
        for phase in journey.phases:
            row = phase_row(context, journey, phase, days[phase.phase.id], width)
            yield _Part(row, is_row=True)
        yield _Part(documents_and_appeal(context, journey.document, width))
        pitfalls = pitfalls_block(context, journey.analysis, width)
        if pitfalls.height:
            yield _Part(pitfalls)
        yield _Part(people_block_for_citizens(context, journey.measured, width))


def _height(parts: Sequence[_Part], stretch: float = 0.0) -> float:
    gaps = sum(part.gap_after(following, stretch) for part, following in pairwise(parts))
    return sum(part.block.height for part in parts) + gaps
