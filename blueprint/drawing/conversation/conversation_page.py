"""The conversation as sheets: head, both sides with the line between them, legend, record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.paths.likeliest_path import find_likeliest_path
from visavis.blueprint.analysis.paths.spoken_lines import SilentTime, SpokenLine, spoken_path
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step
from visavis.blueprint.drawing.conversation.conversation_legend import DOT, conversation_legend, dots
from visavis.blueprint.drawing.conversation.conversation_rows import (
    PHASE,
    REACH,
    ConversationParts,
    ConversationRow,
    column_widths,
    phase_name,
)
from visavis.blueprint.drawing.conversation.conversation_words import (
    conversation_table,
    head_sentence,
    path_words,
    persona_words,
)
from visavis.blueprint.drawing.conversation.line_drawing import line_group
from visavis.blueprint.drawing.conversation.page_columns import Column, PlacedRow, fit_columns, label_of, needs_phase
from visavis.blueprint.drawing.conversation.silence_drawing import DOT as END_DOT
from visavis.blueprint.drawing.conversation.silence_drawing import LEAST_TOLD, ending_group, silence_group
from visavis.blueprint.drawing.display_list import Box, Group, Layer, PageSet, Primitive, Role, Stroke
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.page_block import PageBlock, scale_block
from visavis.blueprint.drawing.reader_pages.one_path import path_notes
from visavis.blueprint.drawing.reader_pages.page_formats import PageFormat
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead, fit_head
from visavis.blueprint.drawing.reader_pages.time_scale import choose_time_scale
from visavis.blueprint.drawing.shapes import circle, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.drawing.theme import mix_colours
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Persona, Side
from visavis.blueprint.text.styles import TextStyle, Weight

TITLE, SENTENCE = 24.0, 13.5
LINE = 3.2
SIDE = TextStyle(13.5, Weight.BOLD)
NOTHING = TextStyle(14.5, Weight.SEMIBOLD)
SIDES_HEIGHT = 20.0
# A page as wide as this has two columns.
LEAST_COLUMN, COLUMN_GAP = 380.0, 24.0
LEGEND_GAP = 9.0
# How much of the tint of a line is left in a silence.
FAINT = 0.72
# A conversation that leaves room is enlarged so much at most; its silences keep at least this part of the height.
ZOOMS = (1.5, 1.4, 1.3, 1.25, 1.2, 1.15, 1.1, 1.05)
QUIET_PART = 0.3


def draw_conversation(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                      page_format: PageFormat, persona: Persona | None, excerpt: Excerpt | None = None) -> PageSet:
    """Return the sheets of one persona's conversation (None: of whoever comes, where there are no personas)."""
    path = find_likeliest_path(document, persona)
    subject = message("A conversation between a citizen and the agents of a public service")
    kind = message("The conversation")
    if path is None:
        told = context.translate(message("There is no journey yet: no step leads to another."))
        frame = PageFrame(context, document, page_format, PageHead(kind, document.head.title, told, TITLE, SENTENCE),
                          subject, analysis, excerpt)
        return frame.make_pages([_nothing(context, frame.width)])
    spoken = spoken_path(document, path, persona)
    scale = choose_time_scale(spoken.minutes)
    sentence = head_sentence(spoken, scale, context.translate)
    title = context.translate(message("{title}: {persona} and the agents", persona=persona_words(spoken),
                                      title=document.head.title.strip() or message("Untitled blueprint")))
    notes = tuple(path_notes(analysis, persona))
    head = fit_head(context, PageHead(kind, title, sentence, TITLE, SENTENCE, (path_words(spoken),),
                                      is_one_path=True, notes=notes), page_format)
    frame = PageFrame(context, document, page_format, head, subject, analysis, excerpt)
    hotspots = hotspots_by_step(analysis.frictions.hotspots) if analysis is not None else {}
    parts = ConversationParts(context, document, spoken, scale, column_widths(frame.width), hotspots)
    if not spoken.lines:
        return frame.make_pages([_nothing(context, frame.width)])
    return frame.make_pages(_Bodies(parts, frame).make(),
                            conversation_table(document, spoken, scale, context.translate))


def _nothing(context: DrawingContext, width: float) -> PageBlock:
    """Return what stands below the head where nothing is said: what would bring words here."""
    advice = context.translate(message(
        "What is said is the label of an interaction, the flow that crosses the line between both sides."))
    fitted = paragraph(context, advice, NOTHING, width, 4)
    box = Rect(0.0, 0.0, width, fitted.height)
    parts = set_block(fitted, box, context.theme.ink)
    return PageBlock(width, fitted.height, (Group("advice", Role.TEXT, Layer.PAGE, box, parts, "", advice),))


@dataclass(frozen=True)
class _Bodies:
    """Makes what stands between head and foot of each sheet."""

    parts: ConversationParts
    frame: PageFrame

    def make(self) -> list[PageBlock]:
        """Return a body for each sheet, enlarged where there is room for that."""
        usual = _ConversationSheets(self.parts, self.frame, 1.0)
        for zoom in ZOOMS:
            sheets = _ConversationSheets(self.parts, self.frame, zoom)
            if sheets.is_loose and sheets.lines <= usual.lines:
                return sheets.bodies()
        return usual.bodies()


class _ConversationSheets:
    """The sheets of a conversation whose type is `zoom` times as large as it must be."""

    def __init__(self, parts: ConversationParts, frame: PageFrame, zoom: float) -> None:
        self._zoom = zoom
        self._frame = frame
        self._width = frame.width / zoom
        self._per_sheet = max(1, int((self._width + COLUMN_GAP) // (LEAST_COLUMN + COLUMN_GAP)))
        column = (self._width - (self._per_sheet - 1) * COLUMN_GAP) / self._per_sheet
        self._parts = replace(parts, widths=column_widths(column))
        self._legend_height = conversation_legend(self._parts, self._numbers(self._parts.rows), 9.0,
                                                  self._width).height

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        return fit_columns(self._parts.rows, self._parts.scale, self._room, self._per_sheet)

    def _room(self, column: int) -> float:
        whole = self._frame.room if column < self._per_sheet else self._frame.further_room
        return whole / self._zoom - SIDES_HEIGHT - self._legend_height - LEGEND_GAP

    @property
    def lines(self) -> int:
        """How many lines of text what is said takes, and the phases: large type is not worth another."""
        set_texts = [text for row in self._parts.rows
                     for text in (row.words, row.label.name if row.label is not None else None) if text is not None]
        return sum(len(text.lines) for text in set_texts)

    @property
    def is_loose(self) -> bool:
        """Whether everything is on one sheet, and time still has its part of it."""
        rows = sum(row.height for row in self._parts.rows if not row.steps)
        room = sum(map(self._room, range(self._per_sheet)))
        quiet = any(row.steps for row in self._parts.rows)
        return len(self._columns) <= self._per_sheet and rows <= (1 - QUIET_PART if quiet else 1.0) * room

    def _numbers(self, rows: Iterable[ConversationRow]) -> tuple[tuple[int, str, bool], ...]:
        """Return the friction points that some rows show: number, name, whether it is assumed."""
        found = {}
        for row in rows:
            for each in (*row.hotspots[:1], *row.working[:1]):
                name = self._parts.context.translate(each.finding.short or each.finding.title)
                found[each.number] = (each.number, name, each.is_hypothesis)
        return tuple(found[number] for number in sorted(found))

    def bodies(self) -> list[PageBlock]:
        """Return a body for each sheet."""
        columns = self._columns
        points = next((placed.height / self._parts.scale.units(placed.row.steps) for column in columns
                       for placed in column if placed.row.steps and not placed.goes_on and not placed.piece), 0.0)
        # A silence that is too short for words has no number either.
        seen = [placed.row for column in columns for placed in column
                if not placed.row.steps or placed.height >= LEAST_TOLD]
        legend = conversation_legend(self._parts, self._numbers(seen), points, self._width)
        made = []
        for first in range(0, len(columns), self._per_sheet):
            sheet = columns[first:first + self._per_sheet]
            groups: list[Group] = []
            for index, column in enumerate(sheet):
                x = index * (self._parts.widths.whole + COLUMN_GAP)
                is_last = first + index == len(columns) - 1
                groups += _column(self._parts, column, first + index, is_last=is_last).at(x, 0.0)
            top = SIDES_HEIGHT + self._room(first) + LEGEND_GAP
            body = PageBlock(self._width, top + legend.height, (*groups, *legend.at(0.0, top)))
            made.append(scale_block(body, self._zoom))
        return made


def _column(parts: ConversationParts, column: Column, number: int, *, is_last: bool) -> PageBlock:
    """Return a column: who stands where, then its rows with the line through them."""
    rows = [*_backgrounds(parts, column, is_last=is_last)]
    for index, placed in enumerate(column):
        rows += _label(parts, placed, is_first=index == 0 and number > 0)
        entry = placed.row.entry
        if isinstance(entry, SpokenLine):
            rows.append(_with_day(parts, placed, line_group(parts, placed, number * 1000 + index),
                                  is_first=index == 0 and number > 0))
        elif isinstance(entry, SilentTime):
            rows.append(silence_group(parts, placed, number * 1000 + index))
        else:
            rows.append(ending_group(parts, placed))
    bottom = column[-1].bottom
    below = PageBlock(parts.widths.whole, bottom, tuple(rows)).at(0.0, SIDES_HEIGHT)
    return PageBlock(parts.widths.whole, SIDES_HEIGHT + bottom, (*_sides(parts), *below))


def _sides(parts: ConversationParts) -> Iterator[Group]:
    """Yield who is at which side of the line."""
    context, widths = parts.context, parts.widths
    for name, told, inks, side in (
            ("citizen-side", persona_words(parts.spoken), context.theme.citizen, Side.CITIZEN),
            ("agent-side", message("The agents"), context.theme.agent, Side.AGENT)):
        is_citizens = side is Side.CITIZEN
        room = widths.line - REACH if is_citizens else widths.agent
        text = context.translate.write(told)
        fitted = paragraph(context, text, SIDE, room, 1, least=11.0)
        box = Rect(0.0 if is_citizens else widths.line + REACH, 0.0, room, SIDES_HEIGHT - 3.0)
        yield Group(name, Role.TEXT, Layer.PAGE, box, set_block(
            fitted, box, inks.ink, align=Align.RIGHT if is_citizens else Align.LEFT), text, text)


def _backgrounds(parts: ConversationParts, column: Column, *, is_last: bool) -> Iterator[Group]:
    """Yield the tints of both sides, strong where somebody speaks, and the line: dotted where nobody does."""
    theme, widths = parts.context.theme, parts.widths
    tints: list[Primitive] = []
    line: list[Primitive] = []
    for placed in column:
        entry = placed.row.entry
        if entry is None:
            continue
        is_silent = isinstance(entry, SilentTime)
        for left, right, inks in ((widths.labels, widths.line, theme.citizen),
                                  (widths.line, widths.whole, theme.agent)):
            fill = mix_colours(inks.tint, theme.background, FAINT) if is_silent else inks.tint
            tints.append(Box(Rect(left, placed.y, right - left, placed.height), 0.0, fill))
        if is_silent:
            line += [circle(widths.line, placed.y + along, DOT, theme.ink) for along in dots(placed.height)]
        else:
            line.append(straight_line(widths.line, placed.y + 1.6, widths.line, placed.bottom - 1.6,
                                      Stroke(theme.ink, LINE)))
    if is_last:
        end = column[-1]
        line.append(straight_line(widths.line, end.y, widths.line, end.y + END_DOT, Stroke(theme.ink, LINE)))
    bounds = Rect(widths.labels, 0.0, widths.whole - widths.labels, column[-1].bottom)
    yield Group("tints", Role.DECORATION, Layer.LANES, bounds, tuple(tints))
    yield Group("line", Role.DECORATION, Layer.LINES, bounds, tuple(line))


def _label(parts: ConversationParts, placed: PlacedRow, *, is_first: bool) -> Iterator[Group]:
    """Yield the phase that begins with a row, or goes on at the top of a column."""
    label, context, widths = placed.row.label, parts.context, parts.widths
    begins = label is not None and label.name is not None and not placed.piece
    if not begins and not (is_first and needs_phase(placed)):
        return
    name = label.name if label is not None and begins else None
    if name is None:
        full = phase_name(parts, placed.row.phase, widths.labels - 6.0).full
        name = paragraph(context, full, PHASE, widths.labels - 6.0, 1)
    top = placed.y + placed.above
    primitives: list[Primitive] = [*set_block(name, Rect(0.0, top + 1.0, widths.labels - 6.0, name.height),
                                              context.theme.ink)]
    if begins and placed.y:
        primitives.append(straight_line(0.0, top, widths.labels - 6.0, top, Stroke(context.theme.hairline)))
    box = Rect(0.0, top, widths.labels, name.height + 1.0)
    yield Group(f"phase-{placed.row.phase}", Role.PHASE, Layer.LABELS, box, tuple(primitives), name.full, name.full)


def _with_day(parts: ConversationParts, placed: PlacedRow, group: Group, *, is_first: bool) -> Group:
    """Return a line's group with the day on which it is said, where speech resumes with it."""
    label = placed.row.label
    if label is None or label.day is None:
        return group
    top = placed.y + placed.above
    if label.name is not None:
        top += label.name.height + 1.0
    elif is_first:
        top += label_of(placed)
    else:
        top += max(0.0, (placed.height - placed.above - label.day.height) / 2)
    box = Rect(0.0, top, parts.widths.labels - 6.0, label.day.height)
    bounds = Rect(0.0, min(group.bounds.y, top), group.bounds.right, max(group.bounds.height, box.bottom - placed.y))
    return replace(group, bounds=bounds, primitives=(*group.primitives,
                                                     *set_block(label.day, box, parts.context.theme.muted)))
