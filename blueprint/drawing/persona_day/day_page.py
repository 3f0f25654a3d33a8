"""The persona's day as sheets: who they are, what it costs them, then their whole way with how it feels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.analysis import Analysis, Hotspot
from visavis.blueprint.analysis.paths.likeliest_path import find_likeliest_path
from visavis.blueprint.analysis.paths.persona_day import PersonaDay, persona_day
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step, number_badge
from visavis.blueprint.drawing.display_list import Group, Layer, PageSet, Primitive, Role
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.journeys.journey_strip import OUTCOME_ICONS, outcome_inks
from visavis.blueprint.drawing.page_block import PageBlock, scale_block, stack_blocks
from visavis.blueprint.drawing.persona_day.day_rows import BADGE, HEAD_HEIGHT, NUMBER, PAD, DayRow, DayRows
from visavis.blueprint.drawing.persona_day.day_words import (
    day_figures,
    day_sentence,
    day_table,
    ending_words,
    path_words,
    persona_name,
)
from visavis.blueprint.drawing.persona_day.persona_panel import figures_block, persona_block
from visavis.blueprint.drawing.reader_pages.one_path import path_notes
from visavis.blueprint.drawing.reader_pages.page_formats import PageFormat
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead, fit_head
from visavis.blueprint.drawing.reader_pages.time_scale import TimeScale, choose_time_scale
from visavis.blueprint.drawing.shapes import icon_path
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph, set_block
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Persona, StepKind
from visavis.blueprint.text.styles import TextStyle, Weight

TITLE, SENTENCE = 24.0, 13.5
TEXT = TextStyle(12.0, Weight.SEMIBOLD)
NOTE = TextStyle(11.0)
GAP, SIDE_GAP = 10.0, 22.0
KEY_SIGN, KEY_LINE, KEY_GAP = 20.0, 17.0, 12.0
# A page as wide as this has the persona at the left of the way.
WIDE, SIDE_PART = 620.0, 0.31
# Rows take up so much room more where there is some, in units.
MOST_STRETCH = 26.0
# A short way is enlarged.
ZOOMS = (1.5, 1.35, 1.2, 1.1, 1.0)


def draw_persona_day(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                     page_format: PageFormat, persona: Persona | None, excerpt: Excerpt | None = None) -> PageSet:
    """Return the sheets of one persona's day (None: of whoever comes, where there are no personas)."""
    subject = message("A public service as one person lives it")
    kind = message("A persona’s day")
    path = find_likeliest_path(document, persona)
    if path is None:
        told = context.translate(message("There is no journey yet: no step leads to another."))
        head = PageHead(kind, document.head.title, told, TITLE, SENTENCE)
        frame = PageFrame(context, document, page_format, head, subject, analysis, excerpt)
        return frame.make_pages([_told(context, frame.width, told)])
    day = persona_day(document, path, persona)
    scale = choose_time_scale(day.minutes)
    title = context.translate(message("{title}, as {persona} lives it", persona=persona_name(day),
                                      title=document.head.title.strip() or message("Untitled blueprint")))
    notes = tuple(path_notes(analysis, persona))
    head = fit_head(context, PageHead(kind, title, day_sentence(day, scale, context.translate), TITLE, SENTENCE,
                                      (path_words(day),), is_one_path=True, notes=notes), page_format)
    frame = PageFrame(context, document, page_format, head, subject, analysis, excerpt)
    hotspots = hotspots_by_step(analysis.frictions.hotspots) if analysis is not None else {}
    sheets = next(made for made in (_make_sheets(frame, day, scale, hotspots, zoom) for zoom in ZOOMS)
                   if made.zoom == ZOOMS[-1] or made.is_one)
    return frame.make_pages(sheets.bodies(), day_table(document, day, scale, context.translate))


def _make_sheets(frame: PageFrame, day: PersonaDay, scale: TimeScale, hotspots: Mapping[str, tuple[Hotspot, ...]],
            zoom: float) -> _DaySheets:
    """Return the sheets in type that is `zoom` times as large as it must be."""
    context, document, width = frame.context, frame.document, frame.width / zoom
    is_wide = frame.width >= WIDE
    side = width * SIDE_PART if is_wide else width
    panel = stack_blocks([block for block in (
        persona_block(context, document, day, side),
        figures_block(context, day_figures(day, scale, context.translate), side)) if block.height], GAP)
    room = width - side - SIDE_GAP if is_wide else width
    return _DaySheets(frame, DayRows(context, document, day, scale, room, hotspots), panel, zoom, is_wide=is_wide)


def _told(context: DrawingContext, width: float, text: str) -> PageBlock:
    fitted = paragraph(context, text, TEXT, width, 4)
    box = Rect(0.0, 0.0, width, fitted.height)
    return PageBlock(width, fitted.height, (
        Group("told", Role.TEXT, Layer.PAGE, box, set_block(fitted, box, context.theme.ink), "", text),))


@dataclass(frozen=True)
class _DaySheets:
    """What stands between head and foot of each sheet: the persona on the first, their way on as many as it takes."""

    frame: PageFrame
    rows: DayRows
    panel: PageBlock
    zoom: float
    is_wide: bool

    @property
    def is_one(self) -> bool:
        """Whether one sheet holds everything, the persona too."""
        height = self.frame.room / self.zoom
        return len(self._runs) == 1 and (not self.is_wide or self.panel.height <= height)

    def bodies(self) -> list[PageBlock]:
        """Return a body for each sheet."""
        made, first = [], 0
        runs = self._runs
        for number, run in enumerate(runs):
            is_last = number == len(runs) - 1
            stretch = self._stretch(run, number, is_last=is_last)
            block = self.rows.block(run, stretch, first)
            first += len(run)
            blocks = [block, *self._ends(is_last=is_last)]
            way = stack_blocks(blocks, 0.0)
            made.append(scale_block(self._body(way, is_first=number == 0), self.zoom))
        return made

    def _body(self, way: PageBlock, *, is_first: bool) -> PageBlock:
        if self.is_wide:
            left = self.frame.width / self.zoom - self.rows.width
            groups = [*(self.panel.groups if is_first else ()), *way.at(left, 0.0)]
            return PageBlock(self.frame.width / self.zoom, max(way.height, self.panel.height), tuple(groups))
        return stack_blocks([self.panel, way], GAP) if is_first else way

    def _room(self, number: int) -> float:
        """Return the height for the rows of a sheet."""
        head = HEAD_HEIGHT if self.rows.day.has_feelings else 0.0
        if number:
            return self.frame.further_room / self.zoom - head
        return self.frame.room / self.zoom - head - (0.0 if self.is_wide else self.panel.height + GAP)

    @cached_property
    def _runs(self) -> list[Sequence[DayRow]]:
        """The rows of each sheet; the last has room for how it ends."""
        runs: list[list[DayRow]] = [[]]
        used = label_bottom = 0.0
        end = sum(block.height for block in self._ends(is_last=True))
        key = self._key.height
        rows = self.rows.rows
        for index, given in enumerate(rows):
            row = given
            needed = max(row.height, row.labels + 2 * PAD) + (end if index == len(rows) - 1 else key)
            if used + needed > self._room(len(runs) - 1) and (runs[-1] or len(runs) == 1):
                if runs[-1] and label_bottom > used:
                    runs[-1][-1] = replace(runs[-1][-1], height=runs[-1][-1].height + label_bottom - used)
                runs.append([])
                used = label_bottom = 0.0
                # Its phase stands again beside the first row of a sheet.
                row = self.rows.with_phase(row)
            runs[-1].append(row)
            label_bottom = used + row.labels + 2 * PAD if row.labels else label_bottom
            used += row.height
        return list(runs)

    def _stretch(self, run: Sequence[DayRow], number: int, *, is_last: bool) -> float:
        """Return how much higher each row of a sheet is, so that it is full."""
        if not run:
            return 0.0
        end = sum(block.height for block in self._ends(is_last=is_last))
        return max(0.0, min(MOST_STRETCH, (self._room(number) - end - sum(row.height for row in run)) / len(run)))

    @cached_property
    def _key(self) -> PageBlock:
        """The friction points that stand on the page, by number and name; nothing where there is none."""
        context = self.rows.context
        shown = {row.hotspot.number: row.hotspot for row in self.rows.rows if row.hotspot is not None}
        parts: list[Primitive] = []
        names: list[str] = []
        x = y = 0.0
        for number in sorted(shown):
            finding = shown[number].finding
            name = context.translate(finding.short or finding.title)
            fitted = paragraph(context, name, NOTE, self.rows.width - KEY_SIGN, 1)
            if x and x + KEY_SIGN + fitted.width > self.rows.width:
                x, y = 0.0, y + KEY_LINE
            parts += number_badge(context, str(number), x + BADGE, y + KEY_LINE / 2, radius=BADGE - 0.6, least=NUMBER,
                                  hypothesis=shown[number].is_hypothesis)
            box = Rect(x + KEY_SIGN, y, fitted.width, KEY_LINE)
            parts += set_block(fitted, box, context.theme.muted, middle=True)
            names.append(f"{number} {name}")
            x = box.right + KEY_GAP
        if not parts:
            return PageBlock(self.rows.width, 0.0)
        whole = Rect(0.0, 0.0, self.rows.width, y + KEY_LINE)
        group = Group("legend", Role.LEGEND, Layer.PAGE, whole, tuple(parts), context.translate(message("Legend")),
                      " · ".join(names))
        return PageBlock(self.rows.width, whole.height, (group,))

    def _ends(self, *, is_last: bool) -> Iterator[PageBlock]:
        day = self.rows.day
        if is_last and not (day.steps and day.steps[-1].beat.step.kind is StepKind.OUTCOME):
            yield self._outcome()
        if is_last and not day.has_feelings and day.steps:
            yield self._no_feelings()
        if self._key.height:
            yield self._key

    def _outcome(self) -> PageBlock:
        """Return how it ends, where no step of the persona says so."""
        context, day = self.rows.context, self.rows.day
        ink = outcome_inks(context.theme, day.outcome).ink
        text = context.translate(ending_words(self.rows.document, day))
        width = self.rows.width - self.rows.labels - 24.0
        fitted = paragraph(context, text, TEXT, width, 3)
        height = fitted.height + 6.0
        box = Rect(self.rows.labels + 23.0, 0.0, width, height)
        icon = icon_path(OUTCOME_ICONS[day.outcome], self.rows.labels + 3.0, 3.5, 14.0, ink, 1.6)
        return PageBlock(self.rows.width, height, (
            Group("ending", Role.TEXT, Layer.PAGE, box._replace(x=self.rows.labels),
                  (icon, *set_block(fitted, box, ink, middle=True)), "", text),))

    def _no_feelings(self) -> PageBlock:
        """Return that nobody noted a feeling, so that there is no curve."""
        context = self.rows.context
        unknown = context.translate(message("Nobody has noted how the steps feel: no curve is drawn."))
        told = paragraph(context, unknown, NOTE, self.rows.width, 2)
        below = Rect(0.0, 0.0, self.rows.width, told.height)
        return PageBlock(self.rows.width, told.height, (
            Group("no-feelings", Role.TEXT, Layer.PAGE, below, set_block(told, below, context.theme.muted), "",
                  unknown),))
