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
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import Point, Rect
from visavis.blueprint.model import BlueprintDocument, Side
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
        rect = Rect(0.0, y, width, PILL_HEIGHT)
        groups.append(Group(chapter.phase, Role.PHASE, Layer.CARDS, rect,
                            tuple(_pill(context, chapter, row.number, width, y)), chapter.name,
                            _chapter_words(context, chapter)))
        cards = row.cards.at(0.0, y + PILL_HEIGHT + PILL_GAP)
        for time in _side_times(context, chapter, width, y):
            groups += [group for group in (time, *cards) if group.side is time.side and group.primitives]
        groups += [group for group in cards if group.side is None]
        stations.append(y + PILL_HEIGHT / 2)
        y += row.height + ROW_GAP
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
    # A phase is a bar on the poster: a brand kit has a colour for it.
    fill, letters = (theme.ink, theme.background) if context.look is None else (theme.phases[0], theme.on_phase)
    yield Box(box, PILL_HEIGHT / 2, fill, Stroke(theme.background, 2.5))
    yield circle(box.x + 14.0, box.centre.y, 9.5, theme.background)
    disc = Rect(box.x + 4.5, box.y, 19.0, box.height)
    yield set_line(context, str(number), TextStyle(11.5, Weight.BOLD), disc, theme.ink, align=Align.CENTRE)
    yield from set_block(name, Rect(box.x + 30.0, box.y, name.width, box.height), letters, middle=True)
    for index, hotspot in enumerate(chapter.hotspots):
        yield from number_badge(context, str(hotspot.number), box.right + 13.0 + index * BADGE_STEP, box.centre.y,
                                hypothesis=hotspot.finding.is_hypothesis, radius=9.5)


def _name(context: DrawingContext, chapter: Chapter, width: float) -> FittedText:
    """Return a phase's name fitted to the pill: at most half the width, less where frictions stand beside it."""
    room = width * PILL_SHARE - PILL_ENDS - 2 * BADGE_STEP * max(0, len(chapter.hotspots) - 3)
    return paragraph(context, chapter.name, PILL, room, 1, least=LEAST)


def _side_times(context: DrawingContext, chapter: Chapter, width: float, y: float) -> Iterator[Group]:
    """Yield each side's time beside the pill, over its card; without words where no one knows it."""
    room = (width - _name(context, chapter, width).width - PILL_ENDS) / 2 - 10.0
    right_room = room - BADGE_STEP * len(chapter.hotspots)
    left, right = Rect(2.0, y, room, PILL_HEIGHT), Rect(width - right_room - 2.0, y, right_room, PILL_HEIGHT)
    for told, side, inks, box, align in (
            (chapter.citizen, Side.CITIZEN, context.theme.citizen, left, Align.LEFT),
            (chapter.agent, Side.AGENT, context.theme.agent, right, Align.RIGHT)):
        said = _times(context, told)
        fitted = paragraph(context, said, TIME, box.width, 2, least=LEAST)
        line = Rect(box.x, box.bottom - fitted.height + 3.0, box.width, fitted.height)
        parts = set_block(fitted, line, inks.ink, align=align) if said else ()
        yield Group(f"{chapter.phase}-{side}-time", Role.TEXT, Layer.CARDS, box, tuple(parts), said, said, side)


def _row(context: DrawingContext, document: BlueprintDocument, chapter: Chapter, side_width: float,
         most: int) -> PageBlock:
    """Return the cards of both sides, each on its ground, and how often they talk."""
    theme = context.theme
    left = _side(context, document, chapter.citizen, side_width, most, theme.citizen, Side.CITIZEN)
    right = _side(context, document, chapter.agent, side_width, most, theme.agent, Side.AGENT)
    height = max(left.height, right.height, 30.0)
    width = 2 * side_width + GUTTER
    groups: list[Group] = []
    for block, x, inks in ((left, 0.0, theme.citizen), (right, width - side_width, theme.agent)):
        if block.groups:
            rect = Rect(x, 0.0, side_width, height)
            groups += [Group(f"{chapter.phase}-ground", Role.DECORATION, Layer.CARDS, rect,
                             (Box(rect, 12.0, inks.tint),), side=block.groups[0].side), *block.at(x, 0.0)]
    if chapter.exchanges:
        groups.append(_exchange(context, chapter, width / 2, height / 2))
    return PageBlock(width, height, tuple(groups))


def _exchange(context: DrawingContext, chapter: Chapter, x: float, y: float) -> Group:
    """Return the conversation of a phase: a speech bubble with how often the two sides talk."""
    theme = context.theme
    box = Rect(x - 8.0, y - 8.0, 16.0, 16.0)
    number = TextStyle(9.0, Weight.BOLD)
    parts = (circle(x, y, 14.0, theme.background, Stroke(theme.hairline, 1.0)),
             icon_path("message-circle", x - 10.0, y - 10.0, 20.0, theme.ink, 1.3),
             set_line(context, str(chapter.exchanges), number, box, theme.ink, align=Align.CENTRE))
    said = context.translate(_talks(chapter.exchanges))
    return Group(f"{chapter.phase}-talks", Role.FIGURE, Layer.CARDS, Rect(x - 14.0, y - 14.0, 28.0, 28.0), parts,
                 said, said)


def _talks(count: int) -> Message:
    return plural("They talk once.", "They talk {count} times.", count)


def _side(context: DrawingContext, document: BlueprintDocument, told: ChapterSide, width: float, most: int,
          inks: Inks, side: Side) -> PageBlock:
    """Return one side's card without its ground: its steps, then how many more there are."""
    if not told.steps:
        return PageBlock(width, 0.0)
    inner = width - 2 * PAD - ICON_ROOM
    groups: list[Group] = []
    y = PAD - 2.0

    def add(name: str, text: FittedText, colour: str, *icon: Primitive) -> None:
        rect = Rect(PAD, y, width - 2 * PAD, text.height)
        words = set_block(text, Rect(PAD + ICON_ROOM, y, inner, text.height), colour)
        groups.append(Group(name, Role.TEXT, Layer.CARDS, rect, (*icon, *words), text.full, text.full, side))

    # Saying "and 1 more step" takes the room of that step.
    shown = told.steps if len(told.steps) <= most + 1 else told.steps[:most]
    for step in shown:
        text = paragraph(context, step.title.strip() or "—", STEP, inner, 2, least=LEAST)
        icon = icon_of(step, document.lane_of(step).kind)
        add(step.id, text, context.theme.ink,
            icon_path(icon, PAD, y + (text.line_height - ICON) / 2, ICON, inks.ink, 1.2))
        y += text.height + STEP_GAP
    hidden = len(told.steps) - len(shown)
    if hidden:
        rest = _rest(context, hidden, inner)
        add("more", rest, context.theme.muted)
        y += rest.height + STEP_GAP
    return PageBlock(width, y - STEP_GAP + PAD - 1.0, tuple(groups))


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
        parts.append(context.translate(_talks(chapter.exchanges)))
    return " ".join(parts)
