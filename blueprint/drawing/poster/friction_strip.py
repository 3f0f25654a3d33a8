"""The friction strip of a poster: up to seven frictions to lift first, called by the names of their call-outs.

Each has its number, its short name, where it is, what would mend it, and one figure: people lost, or the minutes of
both sides as two bars on one scale for all cards. What has no figure stands in the annex only. Where there are few,
their cards are as wide as the sheet allows, and say beside that what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, Figure, FrictionGroup
from visavis.blueprint.analysis.measures.figure_words import short_minutes
from visavis.blueprint.analysis.measures.phase_times import phase_times
from visavis.blueprint.drawing.blueprint.call_outs import (
    MOST_SHOWN,
    call_outs,
    duty_words,
    group_sentences,
    people_words,
    place_words,
    shows_minutes,
    shows_people,
    whole_minutes,
)
from visavis.blueprint.drawing.blueprint.descriptions import has_full_input, join_sentences, no_friction_words
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock, stack_blocks
from visavis.blueprint.drawing.poster.timeline_limits import whole_journey_frictions
from visavis.blueprint.drawing.text_setting import LEAST_SIZE, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

HEADING = TextStyle(24.0, Weight.BOLD)
REMARK = TextStyle(14.0)
ELSEWHERE = TextStyle(15.0, Weight.SEMIBOLD)
NAME = TextStyle(17.7, Weight.BOLD)
STEP = TextStyle(LEAST_SIZE)
REMEDY = TextStyle(15.3, Weight.SEMIBOLD)
PEOPLE = TextStyle(17.0, Weight.BOLD)
LABEL = TextStyle(LEAST_SIZE, Weight.SEMIBOLD)
HEADING_GAP = 5.0
GAP = 12.0
PAD = 9.0
CARD_WIDTH = 251.0
LEAST_CARD = 205.0
WIDEST_CARD = 1.5 * CARD_WIDTH
# A wider card: what its columns have between them, and what was found, with the width that it needs.
COLUMN_GAP = 24.0
FOUND, FOUND_LINES, LEAST_FOUND = TextStyle(16.0), 4, 260.0
BADGE = 13.5
BADGE_ROOM = 2 * BADGE + 8.0
LINES = 2
LEADING = 1.15
BAR = 10.0
BAR_ROW = 17.0
BAR_GAP = 7.0
LEAST_BAR = 1.6
FOOT_GAP = 6.0
# How far the count of people stands above the first bar: with what becomes of them it is two lines of text.
PEOPLE_RISE = 4.0

_HEADINGS = (
    message("One friction to lift first"), message("Two frictions to lift first"),
    message("Three frictions to lift first"), message("Four frictions to lift first"),
    message("Five frictions to lift first"), message("Six frictions to lift first"),
    message("Seven frictions to lift first"))


def count_elsewhere(analysis: Analysis, shown: Sequence[FrictionGroup]) -> int:
    """Return how many open findings the strip does not show."""
    return len(analysis.frictions.open) - sum(len(group.findings) for group in shown)


def friction_strip(context: DrawingContext, analysis: Analysis | None, document: BlueprintDocument,
                   width: float) -> PageBlock:
    """Return the strip with its heading, `width` units wide; without an analysis it has no height."""
    if analysis is None:
        return PageBlock(width, 0.0)
    called = call_outs(analysis, document)
    shown = tuple({group.number: group for group in called.values()}.values())
    heading = _heading(context, analysis, shown, _told_on_timeline(analysis, document, shown), width)
    if not shown:
        return heading
    places = [place_words(document, group, [step for step, other in called.items() if other is group])
              for group in shown]
    return stack_blocks([heading, _cards(context, document, shown, places, width)], HEADING_GAP)


def _told_on_timeline(analysis: Analysis, document: BlueprintDocument, shown: Sequence[FrictionGroup]) -> list[int]:
    """Return the numbers that the strip passes over, as the timeline tells them: those about the whole journey."""
    measured = analysis.measures.everybody
    if measured is None or not phase_times(document, measured.headline_cases):
        return []
    whole = whole_journey_frictions(analysis)
    last = max((group.number for group in shown), default=0)
    return sorted(hotspot.number for hotspot in (whole.legal, whole.tolerated)
                  if hotspot is not None and hotspot.number < last)


def _heading(context: DrawingContext, analysis: Analysis, shown: Sequence[FrictionGroup], on_timeline: Sequence[int],
             width: float) -> PageBlock:
    """Return what the strip is, how it is ordered, and at the right what is told elsewhere."""
    theme, translate = context.theme, context.translate
    elsewhere = count_elsewhere(analysis, shown)
    told = [message("no. {number}: timeline", number=number) for number in on_timeline]
    told += [_elsewhere(elsewhere, alone=not shown)] if elsewhere else []
    more = " · ".join(map(translate, told))
    right = paragraph(context, more, ELSEWHERE, width * 0.4, 2, least=LEAST_SIZE, leading=LEADING)
    room = width - right.width - (2 * GAP if more else 0.0)
    title = paragraph(context, _title(context, analysis, shown), HEADING, room, 2, least=LEAST_SIZE, leading=LEADING)
    beside = room - title.width - 1.5 * GAP
    said = translate(message("people lost first, then duties, then the minutes of both sides per case"))
    remark = paragraph(context, said if len(shown) > 1 else "", REMARK, max(1.0, beside), 1, least=LEAST_SIZE)
    is_calm = not analysis.frictions.open
    good = theme.good if has_full_input(analysis) else theme.muted
    parts = [*set_block(title, Rect(0.0, 0.0, room, title.height), good if is_calm else theme.friction.ink),
             *set_block(right, Rect(width - right.width, title.ascent - right.ascent, right.width, right.height),
                        theme.friction.ink)]
    if not remark.is_cut:
        parts += set_block(remark, Rect(title.width + 1.5 * GAP, title.ascent - remark.ascent, beside, remark.height),
                           theme.muted)
    rect = Rect(0.0, 0.0, width, max(title.height, right.height))
    words = ". ".join(part for part in (title.full, remark.full, more) if part)
    return PageBlock(width, rect.height,
                     (Group("frictions-heading", Role.HEADING, Layer.PAGE, rect, tuple(parts), title.full, words),))


def _title(context: DrawingContext, analysis: Analysis, shown: Sequence[FrictionGroup]) -> str:
    if shown:
        return context.translate(_HEADINGS[len(shown) - 1])
    if not analysis.frictions.open:
        return context.translate(no_friction_words(analysis))
    return context.translate(message("No friction has a figure yet"))


def _elsewhere(count: int, *, alone: bool) -> Message:
    if alone:
        return plural("{count} friction: annex", "{count} frictions: annex", count)
    return plural("{count} other friction: annex", "{count} other frictions: annex", count)


@dataclass(frozen=True, slots=True)
class StripScale:
    """What all cards share: the most minutes of a side, and the room of sides' names and of minutes, in units."""

    most: float
    label_room: float
    value_room: float


@dataclass(frozen=True, slots=True)
class StripColumns:
    """How wide a card's words are, what was found beside them, and the evidence; 0 wide is what it does not have.

    Where it `is_stacked`, the evidence stands below the words, as wide as they are.
    """

    words: float
    found: float
    evidence: float

    @property
    def is_stacked(self) -> bool:
        """Whether all stands in one column."""
        return self.evidence == 0.0


@dataclass(frozen=True, slots=True)
class StripCard:
    """One friction with its texts fitted to the card's width."""

    group: FrictionGroup
    name: FittedText
    place: FittedText
    remedy: FittedText
    columns: StripColumns
    found: FittedText | None = None

    @property
    def head(self) -> float:
        """The height of number and name."""
        return max(2 * BADGE, self.name.height)

    @property
    def height(self) -> float:
        """The height that the card needs."""
        words = self.head + 4.0 + self.place.height + 2.0 + self.remedy.height
        if self.columns.is_stacked:
            return PAD + words + FOOT_GAP + 2 * BAR_ROW + PAD - 4.0
        return 2 * PAD + max(words, 2 * BAR_ROW + PEOPLE_RISE, self.found.height if self.found is not None else 0.0)


def _cards(context: DrawingContext, document: BlueprintDocument, shown: Sequence[FrictionGroup],
           places: Sequence[Message], width: float) -> PageBlock:
    """Return the cards in one row, or in as few rows as keep their words apart; all are equally high."""
    least = _least_card(context, shown)
    most = max(1, int((width + GAP) // (least + GAP)))
    rows = -(-len(shown) // most)
    across = -(-len(shown) // rows)
    card_width = (width - GAP * (across - 1)) / across
    columns = _divide(card_width - 2 * PAD, least - 2 * PAD, (width - 6 * GAP) / MOST_SHOWN)
    cards = [_fit_card(context, group, place, columns) for group, place in zip(shown, places, strict=True)]
    height = max(card.height for card in cards)
    scale = _bar_scale(context, shown)
    groups = []
    for index, card in enumerate(cards):
        row, column = divmod(index, across)
        rect = Rect(column * (card_width + GAP), row * (height + GAP), card_width, height)
        said = join_sentences(context.translate, group_sentences(document, card.group))
        groups.append(Group(f"friction-{card.group.number}", Role.FINDING, Layer.PAGE, rect,
                            tuple(_card(context, card, rect, scale)), f"{card.group.number}. {card.name.full}", said))
    return PageBlock(width, rows * (height + GAP) - GAP, tuple(groups))


def _least_card(context: DrawingContext, shown: Sequence[FrictionGroup]) -> float:
    """Return how wide a card is at least: how many people stop is never cut."""
    smallest = PEOPLE.with_size(LEAST_SIZE)
    counts = (context.metrics.width(context.translate(people_words(group)[0]), smallest)
              for group in shown if shows_people(group))
    return max(LEAST_CARD, max(counts, default=0.0) + 2 * PAD)


def _divide(inner: float, least: float, usual: float) -> StripColumns:
    """Return the columns of a card that is `inner` wide between its paddings.

    All stands in one, unless the card is wider than the widest, or than `usual` in a full strip: then there are two,
    each no narrower than the `least`, and three where what was found has room between them.
    """
    if inner + 2 * PAD <= max(WIDEST_CARD, usual) or (inner - COLUMN_GAP) / 2 < least:
        return StripColumns(inner, 0.0, 0.0)
    evidence = min((inner - COLUMN_GAP) / 2, WIDEST_CARD)
    words = inner - COLUMN_GAP - evidence
    if words - COLUMN_GAP < WIDEST_CARD + LEAST_FOUND:
        return StripColumns(words, 0.0, evidence)
    return StripColumns(WIDEST_CARD, words - COLUMN_GAP - WIDEST_CARD, evidence)


def _fit_card(context: DrawingContext, group: FrictionGroup, place: Message, columns: StripColumns) -> StripCard:
    translate, inner = context.translate, columns.words
    remedy = translate(message("→ {remedy}", remedy=group.remedy))
    found = paragraph(context, translate(group.findings[0].message), FOUND, columns.found,
                      FOUND_LINES, leading=LEADING) if columns.found else None
    return StripCard(group, paragraph(context, translate(group.call_out), NAME, inner - BADGE_ROOM, LINES,
                                      leading=LEADING),
                     paragraph(context, translate(place), STEP, inner, LINES, leading=LEADING),
                     paragraph(context, remedy, REMEDY, inner, LINES, leading=LEADING), columns,
                     found if found is not None and not found.is_cut else None)


def _card(context: DrawingContext, card: StripCard, rect: Rect, scale: StripScale) -> Iterator[Primitive]:
    theme, inner = context.theme, rect.inset(PAD)
    yield Box(rect, 8.0, theme.surface, Stroke(theme.hairline, 1.2))
    yield from number_badge(context, str(card.group.number), inner.x + BADGE, inner.y + card.head / 2,
                            hypothesis=card.group.is_hypothesis, radius=BADGE)
    columns = card.columns
    name = Rect(inner.x + BADGE_ROOM, inner.y, columns.words - BADGE_ROOM, card.head)
    yield from set_block(card.name, name, theme.ink, middle=True)
    place = Rect(inner.x, name.bottom + 4.0, columns.words, card.place.height)
    yield from set_block(card.place, place, theme.muted)
    remedy = Rect(inner.x, place.bottom + 2.0, columns.words, card.remedy.height)
    yield from set_block(card.remedy, remedy, theme.good)
    if columns.is_stacked:
        top = rect.bottom - PAD + 4.0 - 2 * BAR_ROW
        yield from _evidence(context, card.group, Rect(inner.x, top, inner.width, 2 * BAR_ROW), scale)
        return
    left, top = inner.right - columns.evidence, inner.centre.y - BAR_ROW + PEOPLE_RISE / 2
    yield from _evidence(context, card.group, Rect(left, top, columns.evidence, 2 * BAR_ROW), scale)
    if card.found is not None:
        beside = Rect(inner.x + columns.words + COLUMN_GAP, inner.y, columns.found, inner.height)
        yield from set_block(card.found, beside, theme.ink, middle=True)


def _evidence(context: DrawingContext, group: FrictionGroup, foot: Rect, scale: StripScale) -> Iterator[Primitive]:
    """Yield what speaks for a friction: people lost, the minutes of both sides, or that it is a duty."""
    theme, translate = context.theme, context.translate
    rows = [Rect(foot.x, foot.y + index * BAR_ROW, foot.width, BAR_ROW) for index in range(2)]
    if shows_people(group):
        people, fate = people_words(group)
        count = paragraph(context, translate(people), PEOPLE, foot.width, 1, least=LEAST_SIZE)
        yield from set_block(count, Rect(foot.x, foot.y - PEOPLE_RISE, foot.width, count.height), theme.friction.ink)
        rest = paragraph(context, translate(fate), STEP, foot.width, 1)
        yield from set_block(rest, rows[1], theme.muted, middle=True)
    elif shows_minutes(group):
        yield from _bars(context, group, rows, scale)
    else:
        duty = paragraph(context, translate(duty_words()), PEOPLE, foot.width, 1, least=LEAST_SIZE)
        yield from set_block(duty, Rect(foot.x, foot.y - PEOPLE_RISE, foot.width, duty.height), theme.friction.ink)


def _bars(context: DrawingContext, group: FrictionGroup, rows: Sequence[Rect],
          scale: StripScale) -> Iterator[Primitive]:
    """Yield each side's bar between its name and its minutes; a side of which nothing is known says so."""
    theme = context.theme
    sides = zip(rows, _side_names(context), (group.citizen_minutes, group.agent_minutes),
                (theme.citizen.ink, theme.agent.ink), strict=True)
    for row, label, figure, ink in sides:
        yield set_line(context, label, STEP, row._replace(width=scale.label_room), ink)
        x = row.x + scale.label_room + BAR_GAP
        if figure.value is not None:
            longest = row.right - x - BAR_GAP - scale.value_room
            length = max(LEAST_BAR, longest * max(0.0, figure.value) / scale.most if scale.most > 0 else 0.0)
            yield Box(Rect(x, row.y + (BAR_ROW - BAR) / 2, length, BAR), min(2.0, length / 2), ink)
            x += length + BAR_GAP
        yield set_line(context, _value(context, figure), LABEL, Rect(x, row.y, row.right - x, BAR_ROW),
                       theme.muted if figure.value is None else ink)


def _bar_scale(context: DrawingContext, shown: Sequence[FrictionGroup]) -> StripScale:
    figures = [figure for group in shown if shows_minutes(group)
               for figure in (group.citizen_minutes, group.agent_minutes)]
    return StripScale(max((figure.known_value for figure in figures), default=0.0),
                    max(context.metrics.width(name, STEP) for name in _side_names(context)),
                    max((context.metrics.width(_value(context, figure), LABEL) for figure in figures), default=0.0))


def _side_names(context: DrawingContext) -> tuple[str, str]:
    return context.translate(message("citizen")), context.translate(message("agents"))


def _value(context: DrawingContext, figure: Figure) -> str:
    """Return minutes as they stand beside a bar; that they are unknown where there is none."""
    told = message("unknown") if figure.value is None else short_minutes(whole_minutes(figure))
    return context.translate.write(told)
