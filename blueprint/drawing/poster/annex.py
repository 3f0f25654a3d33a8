"""The annex of a poster: pages of A4 for the hand, with all that the sheets have no room to say.

Every open friction in the order of its number, with its steps, their phases and sheets, what it costs and what would
mend it; what was kept on purpose; the rules that could not be judged; and the whole of each text that was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing.blueprint.call_outs import strip_groups
from visavis.blueprint.drawing.display_list import DisplayList, Group, Layer, Page, Role
from visavis.blueprint.drawing.excerpt import Excerpt, put_below
from visavis.blueprint.drawing.page_block import PageBlock, make_ids_unique
from visavis.blueprint.drawing.paper import Orientation, PaperSheet, make_sheet
from visavis.blueprint.drawing.poster.annex_entries import (
    Entry,
    friction_entries,
    gap_entry,
    kept_entries,
    section_entry,
    whole_text_entries,
)
from visavis.blueprint.drawing.record_footer import footer_block, whole_record_block
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import TextStyle, Weight

# Points. The margin holds the holes of a file.
MARGIN = 42.0
TITLE = TextStyle(20.0, Weight.BOLD)
SUBTITLE = TextStyle(10.5)
RUNNING = TextStyle(9.5)
RECORD_SIZE = 9.5
HEAD_GAP = 16.0
FOOT_GAP = 14.0


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that a sheet had to cut: where it stands, in words, and the whole of it as it was typed."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The pages of an annex before they are numbered: what stands on each, between head and foot."""

    context: DrawingContext
    document: BlueprintDocument
    bodies: tuple[PageBlock, ...]
    excerpt: Excerpt | None = None

    @property
    def count(self) -> int:
        """How many pages there are; none where there is nothing to say."""
        return len(self.bodies)


def lay_out_annex(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                  sheets: Mapping[str, int], cut: Sequence[CutText] = (), *, has_record: bool = False,
                  excerpt: Excerpt | None = None) -> Annex:
    """Return the annex of a poster; `sheets` maps each step's id to the number of its sheet, from 1.

    It has the whole record where the sheets' footers had to cut that, and says of what it is an `excerpt`.
    """
    paper = make_sheet("A4", Orientation.PORTRAIT)
    width = paper.width - 2 * MARGIN
    entries = list(_entries(context, document, analysis, sheets, cut, width))
    if has_record:
        title = context.translate(message("Record"))
        entries += [section_entry(context, "record", title, "", width),
                    Entry(whole_record_block(context, document, width, RECORD_SIZE))]
    foot = _foot(context, document, width, (1, 1)).height + FOOT_GAP
    first, head = (_head(context, document, excerpt, width, is_first=is_first).height + HEAD_GAP
                   for is_first in (True, False))
    room = paper.height - 2 * MARGIN - foot
    return Annex(context, document, tuple(_paginate(entries, width, room - first, room - head)), excerpt)


def annex_pages(annex: Annex, first_number: int, count: int) -> tuple[Page, ...]:
    """Return the pages of an annex, numbered from `first_number` on of `count` pages in all."""
    paper = make_sheet("A4", Orientation.PORTRAIT)
    return tuple(_page(annex, paper, body, (first_number + index, count), is_first=not index)
                 for index, body in enumerate(annex.bodies))


def _page(annex: Annex, paper: PaperSheet, body: PageBlock, number: tuple[int, int], *, is_first: bool) -> Page:
    context, document = annex.context, annex.document
    width, height = paper.width - 2 * MARGIN, paper.height - 2 * MARGIN
    head = _head(context, document, annex.excerpt, width, is_first=is_first)
    foot = _foot(context, document, width, number)
    groups = (*head.groups, *body.at(0.0, head.height + HEAD_GAP), *foot.at(0.0, height - foot.height))
    placed = PageBlock(width, height, tuple(make_ids_unique(groups))).at(MARGIN, MARGIN)
    drawing = DisplayList(paper.width, paper.height, placed, context.theme.background, context.translate.language,
                          document.head.title)
    return Page(paper.width, paper.height, drawing, is_annex=True)


def _entries(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
             sheets: Mapping[str, int], cut: Sequence[CutText], width: float) -> Iterator[Entry]:
    """Yield the sections that have something to say, each below its heading."""
    def section(name: str, title: Message, remark: Message | None = None) -> Entry:
        translate = context.translate
        return section_entry(context, name, translate(title), translate(remark) if remark else "", width)

    report = analysis.frictions if analysis is not None else None
    if report is not None and report.groups:
        yield section("all-frictions", plural("{count} friction", "{count} frictions", len(report.open)), message(
            "People lost first, then duties, then the minutes of both sides per case. A number is one kind of "
            "friction, with one remedy; it is the same on the sheets."))
        shown = {group.number for group in strip_groups(analysis, document)}
        for group in report.groups:
            yield from friction_entries(context, document, group, sheets, width,
                                        is_called_out=group.number in shown)
    kept = [finding for finding in report.findings if finding.waived is not None] if report is not None else []
    if kept:
        yield section("kept", message("Kept on purpose"))
        for number, finding in enumerate(kept, start=1):
            yield from kept_entries(context, document, number, finding, sheets, width)
    if report is not None and report.not_assessed:
        yield section("not-assessed", message("Rules not assessed"), message(
            "They lack what they need: that they found nothing does not mean that all is well."))
        yield from (gap_entry(context, number, gap, width) for number, gap in enumerate(report.not_assessed, start=1))
    told = [one for one in dict.fromkeys(cut) if one.text.strip()]
    if told:
        yield section("whole-texts", message("Whole texts"), message("What had to be cut on the sheets."))
        for number, one in enumerate(told, start=1):
            yield from whole_text_entries(context, number, one.where, one.text, width)


def _paginate(entries: Sequence[Entry], width: float, first: float, further: float) -> Iterator[PageBlock]:
    """Yield the pages' bodies: as many entries as have room on each, and no heading alone at the end of one."""
    start, room = 0, first
    while start < len(entries):
        end = _last_that_fits(entries, start, room)
        groups: list[Group] = []
        y = 0.0
        for index, entry in enumerate(entries[start:end]):
            y += entry.gap if index else 0.0
            groups += entry.block.at(0.0, y)
            y += entry.block.height
        yield PageBlock(width, y, tuple(groups))
        start, room = end, further


def _last_that_fits(entries: Sequence[Entry], start: int, room: float) -> int:
    """Return up to which entry (exclusive) a page goes that begins with `start`; it holds one at least."""
    end, y = start, 0.0
    while end < len(entries):
        y += (entries[end].gap if end > start else 0.0) + entries[end].block.height
        if y > room:
            break
        end += 1
    while start < end < len(entries) and entries[end - 1].keeps_next:
        end -= 1
    return max(end, start + 1)


def _head(context: DrawingContext, document: BlueprintDocument, excerpt: Excerpt | None, width: float, *,
          is_first: bool) -> PageBlock:
    """Return the annex's title, or the line that repeats it on further pages, and what it is an extract of."""
    return put_below(_title(context, document, width, is_first=is_first), context, excerpt)


def _title(context: DrawingContext, document: BlueprintDocument, width: float, *, is_first: bool) -> PageBlock:
    theme, translate = context.theme, context.translate
    name = document.head.title.strip() or translate(message("Untitled blueprint"))
    annex = translate(message("Annex"))
    if not is_first:
        text = translate(message("Annex · {title}", title=name))
        line = paragraph(context, text, RUNNING, width, 1)
        rect = Rect(0.0, 0.0, width, line.height)
        parts = set_block(line, rect, theme.muted)
        return PageBlock(width, rect.height, (Group("title", Role.FOOTER, Layer.PAGE, rect, parts, text, text),))
    title, below = paragraph(context, annex, TITLE, width, 1), paragraph(context, name, SUBTITLE, width, 3)
    boxes = (Rect(0.0, 0.0, width, title.height), Rect(0.0, title.height + 2.0, width, below.height))
    return PageBlock(width, boxes[1].bottom, (
        Group("annex", Role.HEADING, Layer.PAGE, boxes[0], set_block(title, boxes[0], theme.ink), annex, annex),
        Group("subtitle", Role.TEXT, Layer.PAGE, boxes[1], set_block(below, boxes[1], theme.muted), name, name)))


def _foot(context: DrawingContext, document: BlueprintDocument, width: float, number: tuple[int, int]) -> PageBlock:
    return footer_block(context, document, width, *number)
