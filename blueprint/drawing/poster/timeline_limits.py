"""What a timeline is held against: the law's limit above its bar, the time that people tolerate in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from visavis.blueprint.analysis import Hotspot, JourneyMeasures
from visavis.blueprint.analysis.measures.phase_times import LegalLimit, part_words
from visavis.blueprint.drawing.display_list import Box, Primitive, Stroke
from visavis.blueprint.drawing.shapes import straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, set_line
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, Share, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.durations import minutes, period_of
from visavis.blueprint.text.styles import TextStyle, Weight

LABEL_ROW = 20.0
WORDS = TextStyle(13.8, Weight.SEMIBOLD)
NUMBER = TextStyle(13.5, Weight.BOLD)
BADGE = 17.0
PAD = 7.0
TICK = 2.4
# A smaller part of the cases is written as 0 %: the limit is kept.
LEAST_LATE = 0.005


@dataclass(frozen=True, slots=True)
class LimitLabel:
    """The words on the law's limit, set in the row above the bar; they begin at `left`."""

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


def legal_words(document: BlueprintDocument, measured: JourneyMeasures, limit: LegalLimit | None) -> Message | None:
    """Return whether the law's limit, told as it was typed, is kept; None without a legal clock that is known."""
    deadline, clock = document.head.service.legal_deadline, measured.legal_clock
    if limit is None or deadline is None or clock is None:
        return None
    typed = period_of(deadline)
    if limit.late > 0:
        over = part_words(limit.late, max(limit.late, minutes(deadline)))
        return message("legal limit: {limit}, exceeded by {time}", limit=typed, time=over)
    late = clock.share_late
    if late.value is None or late.known_value >= LEAST_LATE:
        return message("legal limit: {limit}, kept on average, exceeded by {share} of cases", limit=typed,
                       share=Share(late.value))
    return message("legal limit: {limit}, kept", limit=typed)


def tolerated_words(document: BlueprintDocument, hotspot: Hotspot | None) -> Message | None:
    """Return the time that people tolerate, where the journey takes longer."""
    tolerated = document.head.service.tolerated_time
    if tolerated is None or hotspot is None:
        return None
    return message("people tolerate {limit}", limit=period_of(tolerated))


def draw_legal_label(context: DrawingContext, document: BlueprintDocument, measured: JourneyMeasures,
                     limit: LegalLimit | None, hotspot: Hotspot | None, width: float) -> LimitLabel | None:
    """Return the words on the law's limit, from its tick on or, where that is too far right, up to the right end."""
    words = legal_words(document, measured, limit)
    if words is None or limit is None:
        return None
    elapsed = measured.headline_cases.elapsed.mean_minutes.known_value
    room = _badge_room(context, hotspot) + context.metrics.width(context.translate(words), WORDS)
    tick = width * min(1.0, limit.falls / elapsed)
    left = max(0.0, min(tick + PAD, width - room))
    colour = context.theme.friction.ink if limit.late > 0 else context.theme.ink
    row = Rect(left, 0.0, room, LABEL_ROW - 2.0)
    return LimitLabel(left, tuple(_set_words(context, words, hotspot, row, colour)))


def draw_legal_line(theme: Theme, limit: LegalLimit | None, above: LimitLabel | None,
                    scale: BarScale) -> Iterator[Primitive]:
    """Yield the line from where the legal clock starts to the law's limit, and the tick at that limit."""
    if limit is None or above is None:
        return
    colour = theme.friction.ink if limit.late > 0 else theme.ink
    bar, start, end = scale.bar, scale.x(limit.starts), scale.x(limit.falls)
    yield Box(Rect(start, bar.y - 1.2, end - start, 1.2), 0.0, colour)
    yield Box(Rect(start, bar.y - 4.0, 1.2, 4.0), 0.0, colour)
    if end < bar.right:
        # Words that had to move left of the tick are not crossed by it.
        top = 0.0 if above.left >= end else bar.y - 3.0
        scale.take(end - TICK / 2, TICK)
        yield Box(Rect(end - TICK / 2, top, TICK, bar.bottom - top), 0.0, colour)


def set_tolerated(context: DrawingContext, document: BlueprintDocument, hotspot: Hotspot | None,
                  scale: BarScale) -> Iterator[Primitive]:
    """Yield a dashed tick at the time that people tolerate, with its words and the number of the friction."""
    words, tolerated = tolerated_words(document, hotspot), document.head.service.tolerated_time
    if words is None or tolerated is None or minutes(tolerated) >= scale.elapsed:
        return
    theme, bar, tick = context.theme, scale.bar, scale.x(minutes(tolerated))
    room = _badge_room(context, hotspot) + context.metrics.width(context.translate(words), WORDS)
    for left in (tick + PAD, tick - PAD - room):
        if scale.is_free(left - PAD, left + room + PAD) and scale.is_free(tick - TICK, tick + TICK):
            dashed = Stroke(theme.friction.ink, 2.0, (3.0, 3.4))
            yield straight_line(tick, bar.y + 1.5, tick, bar.bottom - 1.5, dashed)
            scale.take(tick - TICK, 2 * TICK)
            box = scale.take(left, room)
            yield from _set_words(context, words, hotspot, box, theme.friction.ink)
            return


def _badge_room(context: DrawingContext, hotspot: Hotspot | None) -> float:
    if hotspot is None:
        return 0.0
    return max(BADGE, context.metrics.width(str(hotspot.number), NUMBER) + 8.0) + PAD - 1.0


def _set_words(context: DrawingContext, words: Message, hotspot: Hotspot | None, box: Rect,
               colour: str) -> Iterator[Primitive]:
    """Yield words with the number of their friction before them."""
    theme, room = context.theme, _badge_room(context, hotspot)
    if hotspot is not None:
        disc = Rect(box.x, box.centre.y - BADGE / 2, room - PAD + 1.0, BADGE)
        is_guess = hotspot.finding.is_hypothesis
        edge = Stroke(theme.friction.ink, 1.4, (3.0, 2.4)) if is_guess else None
        yield Box(disc, BADGE / 2, theme.surface if is_guess else theme.friction.ink, edge)
        yield set_line(context, str(hotspot.number), NUMBER, disc,
                       theme.friction.ink if is_guess else theme.on_friction, align=Align.CENTRE)
    yield set_line(context, context.translate(words), WORDS,
                   Rect(box.x + room, box.y, box.width - room, box.height), colour)
