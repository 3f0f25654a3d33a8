"""What a timeline is held against: the law's limit above its bar, the time that people tolerate in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from visavis.blueprint.analysis import Analysis, Hotspot, JourneyMeasures
from visavis.blueprint.analysis.measures.phase_times import LegalLimit, part_words
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import PILL_TEXT, number_pill
from visavis.blueprint.drawing.display_list import Box, Primitive, Stroke
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import DrawingContext, set_line
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.durations import minutes, period_of
from visavis.blueprint.text.styles import TextStyle, Weight

LEGAL_RULE = "deadline-mismatch"
TOLERATED_RULE = "beyond-tolerated-time"
LABEL_ROW = 20.0
WORDS = TextStyle(13.8, Weight.SEMIBOLD)
BADGE = 17.0
PAD = 7.0
TICK = 2.4
# A smaller part of the cases is written as 0 %: the limit is kept.
LEAST_LATE = 0.005


@dataclass(frozen=True, slots=True)
class WholeJourneyFrictions:
    """The numbered frictions about the whole; None where there is none, or somebody justified it."""

    legal: Hotspot | None = None
    tolerated: Hotspot | None = None


def whole_journey_frictions(analysis: Analysis | None) -> WholeJourneyFrictions:
    """Return the frictions about the whole; of one that several personas have, the first in rank."""
    if analysis is None or analysis.measures.everybody is None:
        return WholeJourneyFrictions()
    legal = tolerated = None
    for hotspot in reversed(analysis.frictions.hotspots):
        # The same rule also finds deadlines of steps and papers, which are told on these.
        if hotspot.finding.is_whole and hotspot.finding.rule == TOLERATED_RULE:
            tolerated = hotspot
        elif hotspot.finding.is_whole and hotspot.finding.rule == LEGAL_RULE:
            legal = hotspot
    return WholeJourneyFrictions(legal, tolerated)


@dataclass(frozen=True, slots=True)
class ToldLimit:
    """What the elapsed time is held against, in words, with the number of the friction where it is one.

    `falls` are the minutes from the start after which it is passed, and `starts` those from which it runs; None where
    that is not known.
    """

    words: Message
    hotspot: Hotspot | None
    is_missed: bool
    starts: float | None = None
    falls: float | None = None


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Words on limits, set in the row above the bar; the first begin at `left`."""

    left: float
    primitives: tuple[Primitive, ...]


class BarScale(Protocol):
    """The bar of a timeline, where words find a place in it."""

    @property
    def bar(self) -> Rect:
        """The bar's box."""

    @property
    def elapsed(self) -> float:
        """The minutes that it stands for."""

    def x(self, minutes: float) -> float:
        """Return where a time stands."""

    def take(self, left: float, width: float) -> Rect:
        """Return a box in the bar, which nothing else will use."""

    def is_free(self, left: float, right: float) -> bool:
        """Return whether nothing stands between two xs of the bar."""


def describe_legal_limit(document: BlueprintDocument, measured: JourneyMeasures, limit: LegalLimit | None,
                         hotspot: Hotspot | None) -> ToldLimit | None:
    """Return the law's limit, told as it was typed; None where there is none, or nothing to say of it."""
    deadline, clock = document.head.service.legal_deadline, measured.legal_clock
    if deadline is None or clock is None:
        return None
    typed = period_of(deadline)
    if limit is None:
        # That it is missed by some is known even where it is not known when.
        words = message("legal limit: {limit}", limit=typed)
        return None if hotspot is None else ToldLimit(words, hotspot, is_missed=True)
    if limit.late > 0:
        over = part_words(limit.late, max(limit.late, minutes(deadline)))
        words = message("legal limit: {limit}, exceeded by {time}", limit=typed, time=over)
    elif clock.share_late.value is None or clock.share_late.known_value >= LEAST_LATE:
        words = message("legal limit: {limit}, kept on average, exceeded by {share} of cases", limit=typed,
                        share=Share(clock.share_late.value))
    else:
        words = message("legal limit: {limit}, kept", limit=typed)
    return ToldLimit(words, hotspot, limit.late > 0, limit.starts, limit.falls)


def describe_tolerated_time(document: BlueprintDocument, hotspot: Hotspot | None) -> ToldLimit | None:
    """Return the time that people tolerate, where a journey takes longer."""
    tolerated = document.head.service.tolerated_time
    if tolerated is None or hotspot is None:
        return None
    words = message("people tolerate {limit}", limit=period_of(tolerated))
    return ToldLimit(words, hotspot, is_missed=True, starts=0.0, falls=minutes(tolerated))


def draw_limits_above(context: DrawingContext, limits: Sequence[ToldLimit], elapsed: float,
                      width: float) -> LimitRow | None:
    """Return limits in one row: each from its tick on, the first up to the right end and others beside it if need be.

    A limit that finds no room is left out; None where there is none.
    """
    parts: list[Primitive] = []
    taken: list[tuple[float, float]] = []
    for limit in limits:
        room = _room(context, limit)
        tick = width if limit.falls is None else width * min(1.0, limit.falls / elapsed)
        lefts = [max(0.0, min(tick + PAD, width - room))]
        lefts += [left for start, end in taken for left in (start - 3 * PAD - room, end + 3 * PAD)]
        for left in lefts:
            if left >= 0.0 and left + room <= width and all(
                    left + room + PAD <= start or left - PAD >= end for start, end in taken):
                taken.append((left, left + room))
                parts += _set_words(context, limit, Rect(left, 0.0, room, LABEL_ROW - 2.0))
                break
    return LimitRow(min(left for left, _ in taken), tuple(parts)) if taken else None


def draw_legal_line(theme: Theme, limit: ToldLimit | None, above: LimitRow | None,
                    scale: BarScale) -> Iterator[Primitive]:
    """Yield the line from where the legal clock starts to the law's limit, and the tick at that limit."""
    if limit is None or limit.starts is None or limit.falls is None:
        return
    colour = theme.friction.ink if limit.is_missed else theme.ink
    bar, start, end = scale.bar, scale.x(limit.starts), scale.x(limit.falls)
    yield Box(Rect(start, bar.y - 1.2, end - start, 1.2), 0.0, colour)
    yield Box(Rect(start, bar.y - 4.0, 1.2, 4.0), 0.0, colour)
    if end < bar.right:
        # Words that had to move left of the tick are not crossed by it.
        top = 0.0 if above is not None and above.left >= end else bar.y - 3.0
        scale.take(end - TICK / 2, TICK)
        yield Box(Rect(end - TICK / 2, top, TICK, bar.bottom - top), 0.0, colour)


def draw_in_bar(context: DrawingContext, limit: ToldLimit | None, scale: BarScale) -> tuple[Primitive, ...]:
    """Return a dashed tick in the bar with the words beside it; nothing where there is no room for them."""
    if limit is None or limit.falls is None or limit.falls >= scale.elapsed:
        return ()
    bar, tick, room = scale.bar, scale.x(limit.falls), _room(context, limit)
    for left in (tick + PAD, tick - PAD - room):
        if scale.is_free(left - PAD, left + room + PAD) and scale.is_free(tick - TICK, tick + TICK):
            dashed = Stroke(context.theme.friction.ink, 2.0, (3.0, 3.4))
            scale.take(tick - TICK, 2 * TICK)
            return (straight_line(tick, bar.y + 1.5, tick, bar.bottom - 1.5, dashed),
                    *_set_words(context, limit, scale.take(left, room)))
    return ()


def _room(context: DrawingContext, limit: ToldLimit) -> float:
    """Return how wide the words of a limit are, its number with them."""
    return _badge_room(context, limit.hotspot) + context.metrics.width(context.translate(limit.words), WORDS)


def _badge_room(context: DrawingContext, hotspot: Hotspot | None) -> float:
    if hotspot is None:
        return 0.0
    return max(BADGE, context.metrics.width(str(hotspot.number), PILL_TEXT) + 8.0) + PAD - 1.0


def _set_words(context: DrawingContext, limit: ToldLimit, box: Rect) -> Iterator[Primitive]:
    """Yield the words of a limit with the number of its friction before them."""
    theme, hotspot, room = context.theme, limit.hotspot, _badge_room(context, limit.hotspot)
    if hotspot is not None:
        disc = Rect(box.x, box.centre.y - BADGE / 2, room - PAD + 1.0, BADGE)
        yield from number_pill(context, str(hotspot.number), disc, hypothesis=hotspot.finding.is_hypothesis)
    yield set_line(context, context.translate(limit.words), WORDS,
                   Rect(box.x + room, box.y, box.width - room, box.height),
                   theme.friction.ink if limit.is_missed else theme.ink)
