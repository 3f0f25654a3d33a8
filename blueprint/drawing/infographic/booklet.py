"""“My journey”, a booklet to fill in: four small pages, which one sheet holds that is folded in the middle.

On the first page whom to ask and what one gets; then what to do and when, with room to write; on the last what to do
if something goes wrong, and lines for notes. A long journey takes four pages more, never smaller type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.brand_look import BrandLook
from visavis.blueprint.drawing.display_list import DisplayList, Group, Page, PageSet, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.imposition.booklet_sheets import PAGES_PER_SHEET, impose_booklet
from visavis.blueprint.drawing.infographic.booklet_pages import (
    first_page_block,
    phase_block,
    small_foot,
    steps_heading,
    trouble_block,
)
from visavis.blueprint.drawing.infographic.citizen_foot import foot_block
from visavis.blueprint.drawing.infographic.phase_days import phase_days
from visavis.blueprint.drawing.infographic.rights import documents_block
from visavis.blueprint.drawing.infographic.told_journey import ToldJourney, steps_table, tell_journey
from visavis.blueprint.drawing.infographic.writing_lines import LINE_HEIGHT, notes_block
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique, stack_blocks
from visavis.blueprint.drawing.paper import Orientation, make_sheet
from visavis.blueprint.drawing.reader_pages.page_formats import SIDE_MARGIN, TOP_MARGIN, find_page_format
from visavis.blueprint.drawing.record_facts import make_page_set
from visavis.blueprint.drawing.text_setting import DrawingContext, make_context
from visavis.blueprint.drawing.theme import LIGHT, Theme
from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextMetrics

PAGE, SHEET = "A5", "A4"
GAP, PART_GAP = 10.0, 9.0
# Pages before the steps and after them.
OUTER = 2
# A phase has so many lines to write on where there is room.
MOST_LINES = 4
# Room for fewer lines is left empty.
LEAST_NOTES = 3


def draw_booklet(document: BlueprintDocument, analysis: Analysis | None, translate: Translator, *,
                 paper: str = SHEET, theme: Theme = LIGHT, metrics: TextMetrics | None = None,
                 excerpt: Excerpt | None = None, look: BrandLook | None = None) -> PageSet:
    """Return the booklet: on `paper` A4 as sides of sheets to fold, on A5 page by page."""
    context = make_context(theme, translate, metrics, look)
    made = _Booklet(context, tell_journey(document, analysis), excerpt)
    pages = make_page_set(made.pages(), excerpt.recorded if excerpt else document, translate,
                          message("A booklet to fill in on the way through a public service"),
                          steps_table(made.journey, translate))
    if paper == PAGE:
        return pages
    sheet = make_sheet(SHEET, Orientation.LANDSCAPE)
    return impose_booklet(pages, sheet.width, sheet.height)


@dataclass(frozen=True)
class _Booklet:
    """A booklet's pages, each filled from its top to its foot."""

    context: DrawingContext
    journey: ToldJourney
    excerpt: Excerpt | None

    def pages(self) -> tuple[Page, ...]:
        """Return the pages, a multiple of four."""
        insides = self._insides()
        missing = -(len(insides) + OUTER) % PAGES_PER_SHEET
        insides += [[*self._notes_below(())] for _ in range(missing)]
        count = len(insides) + OUTER
        blocks = [self._first(), *(stack_blocks(parts, PART_GAP) for parts in insides), self._last()]
        return tuple(self._page(block, number, count) for number, block in enumerate(blocks, start=1))

    @cached_property
    def _format_size(self) -> tuple[float, float]:
        size = find_page_format(PAGE)
        return size.width, size.height

    @property
    def _width(self) -> float:
        return find_page_format(PAGE).inner_width

    @property
    def _room(self) -> float:
        return find_page_format(PAGE).inner_height - self._foot_height - GAP

    @cached_property
    def _foot_height(self) -> float:
        return small_foot(self.context, self._width, (1, 1)).height

    def _first(self) -> PageBlock:
        return first_page_block(self.context, self.journey, self.excerpt, self._width, self._room)

    def _last(self) -> PageBlock:
        """Return what to do if something goes wrong, with lines for notes down to the record at its foot."""
        document = self.journey.document
        record = foot_block(self.context, document, self._width, (2, 2), self.excerpt, with_page=False)
        # It stands here alone: no running foot.
        told = [replace(group, role=Role.TEXT) for group in record.groups]
        record = PageBlock(record.width, record.height, tuple(told))
        above = trouble_block(self.context, self.journey, self._width, self._room - record.height - GAP)
        left = self._room - above.height - record.height - 2 * GAP
        parts = [above]
        if left >= LEAST_NOTES * LINE_HEIGHT:
            parts.append(notes_block(self.context, self._width, left))
        stacked = stack_blocks(parts, GAP)
        return PageBlock(self._width, self._room, (*stacked.groups, *record.at(0.0, self._room - record.height)))

    def _insides(self) -> list[list[PageBlock]]:
        """Return the parts of each page of steps: two pages or as many as it takes, with lines for notes."""
        for lines in range(MOST_LINES, 1, -1):
            pages = self._fill(lines)
            if len(pages) <= PAGES_PER_SHEET - OUTER:
                pages += [[] for _ in range(PAGES_PER_SHEET - OUTER - len(pages))]
                break
        else:
            pages = self._fill(1)
        return [[*parts, *self._notes_below(parts)] for parts in pages]

    def _notes_below(self, parts: Sequence[PageBlock]) -> Iterator[PageBlock]:
        """Yield lines for notes below the parts of a page, where there is room for some."""
        left = self._room - sum(part.height + PART_GAP for part in parts)
        if left >= LEAST_NOTES * LINE_HEIGHT:
            yield notes_block(self.context, self._width, left)

    def _fill(self, lines: int) -> list[list[PageBlock]]:
        """Return the pages that phases with so many lines to write on take, about as full as each other."""
        context, width, journey = self.context, self._width, self.journey
        days = phase_days(journey.document, journey.measured)
        parts = [steps_heading(context, journey, width),
                 *(phase_block(context, journey, phase, days[phase.phase.id], width, lines)
                   for phase in journey.phases), documents_block(context, journey.document, width)]
        whole = sum(part.height + PART_GAP for part in parts)
        fair = whole / max(2, -(-whole // self._room))
        pages: list[list[PageBlock]] = [[]]
        for part in parts:
            used = sum(each.height + PART_GAP for each in pages[-1])
            if pages[-1] and (used + part.height > self._room or (used >= fair and len(pages) < 2)):
                pages.append([])
            pages[-1].append(part)
        return pages

    def _page(self, block: PageBlock, number: int, count: int) -> Page:
        width, height = self._format_size
        foot = small_foot(self.context, self._width, (number, count))
        groups: Sequence[Group] = (*block.groups, *foot.at(0.0, self._room + GAP))
        placed = PageBlock(0.0, 0.0, tuple(make_ids_unique(groups))).at(SIDE_MARGIN, TOP_MARGIN)
        drawing = DisplayList(width, height, placed, self.context.theme.background, self.context.translate.language,
                              self.journey.document.head.title)
        return Page(width, height, drawing)
