"""The infographic's path: the phases on a winding way, what you do at its left, what the agents do at its right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.drawing.blueprint.cards import icon_of
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Path, Primitive, Role, Stroke
from visavis.blueprint.drawing.infographic.chapters import Chapter, ChapterSide
from visavis.blueprint.drawing.key_figures import spell_figure
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import arrowhead, circle, icon_path
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import message, plural
from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

PILL = TextStyle(12.5, Weight.BOLD)
STEP = TextStyle(10.0, Weight.MEDIUM)
TIME = TextStyle(11.0, Weight.BOLD)
REST = TextStyle(9.5)
LEAST = 9.0
PILL_HEIGHT = 24.0
PILL_GAP = 4.0
GUTTER = 58.0
PAD = 9.0
ICON = 13.0
ICON_ROOM = 20.0
STEP_GAP = 4.0
ROW_GAP = 9.0
# The pill keeps to the middle part of the width; the sides' times stand beside it.
PILL_SHARE = 0.5
# What the pill needs beside the name: its number at the left, round ends.
PILL_ENDS = 48.0
BADGE_STEP = 21.0
WAVE = 9.0
PATH_WIDTH = 5.0


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A chapter's number and the two cards below its pill."""

    number: int
    chapter: Chapter
    cards: PageBlock

    @property
    def height(self) -> float:
        """The pill and the cards."""
        return PILL_HEIGHT + PILL_GAP + self.cards.height


def chapter_rows(context: DrawingContext, document: BlueprintDocument, chapters: Sequence[Chapter], width: float,
                 most_steps: int) -> tuple[ChapterRow, ...]:
    """Return the rows of the path; each side tells at most `most_steps` steps and how many more."""
    side_width = (width - GUTTER) / 2
    return tuple(ChapterRow(number, chapter, _row(context, document, chapter, side_width, most_steps))
                 for number, chapter in enumerate(chapters, start=1))


def path_height(rows: Sequence[ChapterRow]) -> float:
    """Return the height of rows below one another."""
    return sum(row.height for row in rows) + ROW_GAP * max(0, len(rows) - 1)


def path_block(context: DrawingContext, rows: Sequence[ChapterRow], width: float) -> PageBlock:
    """Return rows below one another, joined by the winding way."""
    groups: list[Group] = []
    stations: list[float] = []
    y = 0.0
    for row in rows:
        chapter = row.chapter
        rect = Rect(0.0, y, width, row.height)
        parts = [*_pill(context, chapter, row.number, width, y), *_side_times(context, chapter, width, y),
                 *(part for group in row.cards.at(0.0, y + PILL_HEIGHT + PILL_GAP) for part in group.primitives)]
        groups.append(Group(chapter.phase, Role.PHASE, Layer.CARDS, rect, tuple(parts), chapter.name,
                            _chapter_words(context, chapter)))
        stations.append(y + PILL_HEIGHT / 2)
        y = rect.bottom + ROW_GAP
    height = path_height(rows)
    path_group = _winding_path(context, stations, height, width)
    return PageBlock(width, height, ((path_group, *groups) if path_group else tuple(groups)))


def _winding_path(context: DrawingContext, stations: Sequence[float], height: float, width: float) -> Group | None:
    """Return the winding way through the stations: it swings left and right by turns, and ends in an arrow."""
    if not stations:
        return None
    x = width / 2
    segments: list[tuple[str | float, ...]] = [("M", x, stations[0])]
    ends = [*stations[1:], height]
    for index, (start, end) in enumerate(zip(stations, ends, strict=True)):
        swing = WAVE if index % 2 else -WAVE
        third = (end - start) / 3
        segments.append(("C", x + swing * 2, start + third, x + swing * 2, end - third, x, end))
    line = Path(tuple(segments), stroke=Stroke(context.theme.ink, PATH_WIDTH))
    tip = arrowhead(Point(x, height - 10.0), Point(x, height + 9.0), context.theme.ink, 13.0)
    rect = Rect(x - WAVE, stations[0], 2 * WAVE, height - stations[0] + 9.0)
    return Group("way", Role.DECORATION, Layer.LINES, rect, (line, tip))


def _pill(context: DrawingContext, chapter: Chapter, number: int, width: float, y: float) -> Iterator[Primitive]:
    """Yield the phase's number and name on the way, with the numbers of the frictions met in it."""
    theme = context.theme
    name = _name(context, chapter, width)
    long = name.width + PILL_ENDS
    box = Rect(width / 2 - long / 2, y, long, PILL_HEIGHT)
    yield Box(box, PILL_HEIGHT / 2, theme.ink, Stroke(theme.background, 2.5))
    yield circle(box.x + 14.0, box.centre.y, 9.5, theme.background)
    disc = Rect(box.x + 4.5, box.y, 19.0, box.height)
    yield set_line(context, str(number), TextStyle(11.5, Weight.BOLD), disc, theme.ink, align=Align.CENTRE)
    yield from set_block(name, Rect(box.x + 30.0, box.y, name.width, box.height), theme.background, middle=True)
    for index, hotspot in enumerate(chapter.hotspots):
        yield from number_badge(context, str(hotspot.number), box.right + 13.0 + index * BADGE_STEP, box.centre.y,
                                hypothesis=hotspot.finding.is_hypothesis, radius=9.5)


def _name(context: DrawingContext, chapter: Chapter, width: float) -> FittedText:
    """Return a phase's name fitted to the pill: at most half the width, less where frictions stand beside it."""
    room = width * PILL_SHARE - PILL_ENDS - 2 * BADGE_STEP * max(0, len(chapter.hotspots) - 3)
    return paragraph(context, chapter.name, PILL, room, 1, least=LEAST)


def _side_times(context: DrawingContext, chapter: Chapter, width: float, y: float) -> Iterator[Primitive]:
    """Yield each side's time beside the pill, over its card."""
    room = (width - _name(context, chapter, width).width - PILL_ENDS) / 2 - 10.0
    right_room = room - BADGE_STEP * len(chapter.hotspots)
    left, right = Rect(2.0, y, room, PILL_HEIGHT), Rect(width - right_room - 2.0, y, right_room, PILL_HEIGHT)
    for side, inks, box, align in ((chapter.citizen, context.theme.citizen, left, Align.LEFT),
                                   (chapter.agent, context.theme.agent, right, Align.RIGHT)):
        said = _times(context, side)
        if said:
            fitted = paragraph(context, said, TIME, box.width, 2, least=LEAST)
            yield from set_block(fitted, Rect(box.x, box.bottom - fitted.height + 3.0, box.width, fitted.height),
                                 inks.ink, align=align)


def _row(context: DrawingContext, document: BlueprintDocument, chapter: Chapter, side_width: float,
         most: int) -> PageBlock:
    theme = context.theme
    left = _side(context, document, chapter.citizen, side_width, most, theme.citizen)
    right = _side(context, document, chapter.agent, side_width, most, theme.agent)
    height = max(left.height, right.height, 30.0)
    width = 2 * side_width + GUTTER
    parts: list[Primitive] = []
    for block, x, inks in ((left, 0.0, theme.citizen), (right, width - side_width, theme.agent)):
        if block.groups:
            parts.append(Box(Rect(x, 0.0, side_width, height), 12.0, inks.tint))
            parts += [part for group in block.at(x, 0.0) for part in group.primitives]
    if chapter.exchanges:
        parts += _exchange(context, chapter.exchanges, width / 2, height / 2)
    rect = Rect(0.0, 0.0, width, height)
    return PageBlock(width, height, (Group(chapter.phase, Role.PHASE, Layer.CARDS, rect, tuple(parts)),))


def _exchange(context: DrawingContext, count: int, x: float, y: float) -> Iterator[Primitive]:
    """Yield the conversation of a phase: a speech bubble with how often the two sides talk."""
    theme = context.theme
    yield circle(x, y, 14.0, theme.background, Stroke(theme.hairline, 1.0))
    yield icon_path("message-circle", x - 10.0, y - 10.0, 20.0, theme.ink, 1.3)
    box = Rect(x - 8.0, y - 8.0, 16.0, 16.0)
    yield set_line(context, str(count), TextStyle(9.0, Weight.BOLD), box, theme.ink, align=Align.CENTRE)


def _side(context: DrawingContext, document: BlueprintDocument, side: ChapterSide, width: float, most: int,
          inks: Inks) -> PageBlock:
    """Return one side's card without its ground: its steps, then how many more there are."""
    if not side.steps:
        return PageBlock(width, 0.0)
    inner = width - 2 * PAD
    parts: list[Primitive] = []
    y = PAD - 2.0
    # Saying "and 1 more step" takes the room of that step.
    shown = side.steps if len(side.steps) <= most + 1 else side.steps[:most]
    for step in shown:
        kind = document.lane_of(step).kind
        text = paragraph(context, step.title.strip() or "—", STEP, inner - ICON_ROOM, 2, least=LEAST)
        parts.append(icon_path(icon_of(step, kind), PAD, y + (text.line_height - ICON) / 2, ICON, inks.ink, 1.2))
        parts += set_block(text, Rect(PAD + ICON_ROOM, y, inner - ICON_ROOM, text.height), context.theme.ink)
        y += text.height + STEP_GAP
    hidden = len(side.steps) - len(shown)
    if hidden:
        rest = _rest(context, hidden, inner - ICON_ROOM)
        parts += set_block(rest, Rect(PAD + ICON_ROOM, y, inner - ICON_ROOM, rest.height), context.theme.muted)
        y += rest.height + STEP_GAP
    rect = Rect(0.0, 0.0, width, y - STEP_GAP + PAD - 1.0)
    return PageBlock(width, rect.height, (Group("side", Role.TEXT, Layer.CARDS, rect, tuple(parts)),))


def _rest(context: DrawingContext, count: int, width: float) -> FittedText:
    text = context.translate(plural("and {count} more step", "and {count} more steps", count))
    return paragraph(context, text, REST, width, 1, least=LEAST)


def _times(context: DrawingContext, side: ChapterSide) -> str:
    """Say a side's time in a phase; nothing where no one knows it."""
    work = spell_figure(side.work) if side.work.value else None
    wait = spell_figure(side.wait) if side.wait.value else None
    if wait is None:
        return context.translate.write(work) if work else ""
    if work is None:
        return context.translate(message("{wait} of waiting", wait=wait))
    return context.translate(message("{work}, and {wait} of waiting", work=work, wait=wait))


def _chapter_words(context: DrawingContext, chapter: Chapter) -> str:
    """Say everything of a phase, also the steps that the picture leaves out."""
    parts = []
    sides = ((chapter.citizen, message("You")), (chapter.agent, message("The agents")))
    for side, who in sides:
        if side.steps:
            steps = "; ".join(step.title.strip() or "—" for step in side.steps)
            times = _times(context, side)
            name = context.translate(who) + (f" ({times})" if times else "")
            parts.append(context.translate(message("{who}: {what}.", who=name, what=steps)))
    if chapter.exchanges:
        parts.append(context.translate(plural("They talk once.", "They talk {count} times.", chapter.exchanges)))
    return " ".join(parts)
