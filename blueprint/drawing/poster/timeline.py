"""A poster's timeline: the elapsed time as one bar, the phases in it, the hours of work in black, the law's limit.

The bar is as wide as the sheet and as long as the mean elapsed time. Its parts are told in units that add up to the
time in the headline. It is not drawn where that time is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Analysis, Figure
from visavis.blueprint.analysis.measures.phase_times import (
    PhaseTime,
    legal_limit,
    part_words,
    phase_times,
    time_unit,
)
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Text
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.poster.timeline_limits import (
    LABEL_ROW,
    LimitRow,
    ToldLimit,
    describe_legal_limit,
    describe_tolerated_time,
    draw_in_bar,
    draw_legal_line,
    draw_limits_above,
    whole_journey_frictions,
)
from visavis.blueprint.drawing.text_setting import DrawingContext, set_line
from visavis.blueprint.drawing.theme import Theme, mix_colours
from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.styles import TextStyle, Weight

BAR_HEIGHT = 22.6
LABEL = TextStyle(13.5, Weight.SEMIBOLD)
CAPTION = TextStyle(13.5)
PAD = 7.0
# Hours of work are never thinner than this: 0.6 mm on A4, where a unit is smallest, and more elsewhere.
LEAST_SLIVER = 3.3
SLIVER_GAP = 0.9
# How much ink there is in every second phase's ground: enough to see where it ends.
SECOND_GROUND = 0.1


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline; what stands above its bar begins at `label_left` and is `label_height` high (0: nothing does)."""

    block: PageBlock
    label_left: float = 0.0
    label_height: float = 0.0


@dataclass(slots=True)
class _Bar:
    """The bar: its box, the minutes it stands for, and the parts of it that words, ticks and work have taken."""

    bar: Rect
    elapsed: float
    taken: list[tuple[float, float]]

    def x(self, minutes: float) -> float:
        """Return where a time stands."""
        return self.bar.x + self.bar.width * min(1.0, minutes / self.elapsed)

    def take(self, left: float, width: float) -> Rect:
        """Return a box in the bar, which nothing else will use."""
        self.taken.append((left, left + width))
        return Rect(left, self.bar.y, width, self.bar.height)

    def is_free(self, left: float, right: float) -> bool:
        """Return whether nothing stands between two xs of the bar."""
        inside = left >= self.bar.x and right <= self.bar.right
        return inside and all(end <= left or start >= right for start, end in self.taken)

    def gaps(self, left: float, right: float) -> list[tuple[float, float]]:
        """Return where nothing stands between two xs of the bar, from left to right."""
        found, free = [], left
        for start, end in sorted(self.taken):
            if start > free:
                found.append((free, min(start, right)))
            free = max(free, end)
        found.append((free, right))
        return [(start, end) for start, end in found if end > start]


def draw_timeline(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                  width: float) -> Timeline:
    """Return the timeline, with what a head must know to let the row above it be shared."""
    measured = analysis.measures.everybody if analysis else None
    phases = phase_times(document, measured.headline_cases) if measured else ()
    if measured is None or not phases:
        return Timeline(PageBlock(width, 0.0))
    numbered, limit = whole_journey_frictions(analysis), legal_limit(document, measured)
    legal = describe_legal_limit(document, measured, limit, numbered.legal)
    tolerated = describe_tolerated_time(document, numbered.tolerated)
    told = _TimelineFacts(document, phases, measured.headline_cases.elapsed.mean_minutes, legal)
    above, inside = [legal] if legal else [], tolerated
    drawn = _draw(context, told, above, inside, width)
    if drawn is None and tolerated is not None:
        # What finds no room in the bar stands above it, for its number must be on the sheet.
        drawn = _draw(context, told, [*above, tolerated], None, width)
    assert drawn is not None
    parts, row, bottom = drawn
    rect = Rect(0.0, 0.0, width, bottom)
    text = " ".join(map(context.translate, _sentences(told, tolerated)))
    group = Group("timeline", Role.FIGURE, Layer.PAGE, rect, parts, context.translate(message("Timeline")), text)
    return Timeline(PageBlock(width, bottom, (group,)), row.left if row else 0.0, LABEL_ROW if row else 0.0)


@dataclass(frozen=True, slots=True)
class _TimelineFacts:
    """What a timeline tells."""

    document: BlueprintDocument
    phases: tuple[PhaseTime, ...]
    elapsed: Figure
    legal: ToldLimit | None


def _draw(context: DrawingContext, told: _TimelineFacts, above: Sequence[ToldLimit], inside: ToldLimit | None,
          width: float) -> tuple[tuple[Primitive, ...], LimitRow | None, float] | None:
    """Return bar and words, the row above and the bottom; None where the limit `inside` does not fit into the bar."""
    theme, phases = context.theme, told.phases
    row = draw_limits_above(context, above, told.elapsed.known_value, width)
    scale = _Bar(Rect(0.0, LABEL_ROW if row else 0.0, width, BAR_HEIGHT), told.elapsed.known_value, [])
    black = tuple(_slivers(theme, scale, phases))
    scale.taken += [(box.rect.x, box.rect.right) for box in black]
    parts = [*_grounds(theme, scale, phases, told.legal), *black, *draw_legal_line(theme, told.legal, row, scale),
             *(row.primitives if row else ()), *_labels(context, told.document, scale, phases, black)]
    held = draw_in_bar(context, inside, scale)
    if inside is not None and not held:
        return None
    parts += [*held, *_caption(context, scale, is_bound=told.elapsed.at_least)]
    return tuple(parts), row, scale.bar.bottom


def second_ground(theme: Theme) -> str:
    """Return the ground of every second phase."""
    return mix_colours(theme.backstage.tint, theme.ink, SECOND_GROUND)


def _grounds(theme: Theme, scale: _Bar, phases: Sequence[PhaseTime],
             limit: ToldLimit | None) -> Iterator[Primitive]:
    """Yield the grounds of the phases, and what comes after the law's limit in the tint of friction."""
    bar, passed = scale.bar, 0.0
    for index, phase in enumerate(phases):
        left, right = scale.x(passed), scale.x(passed + phase.minutes)
        yield Box(Rect(left, bar.y, right - left, bar.height), 0.0,
                  second_ground(theme) if index % 2 else theme.backstage.tint)
        passed += phase.minutes
    if limit is not None and limit.is_missed and limit.falls is not None:
        left = scale.x(limit.falls)
        yield Box(Rect(left, bar.y, bar.right - left, bar.height), 0.0, theme.friction.tint)


def _slivers(theme: Theme, scale: _Bar, phases: Sequence[PhaseTime]) -> Iterator[Box]:
    """Yield the hours of work at the beginning of each phase, on the scale of the bar."""
    passed, free = 0.0, scale.bar.x
    for phase in phases:
        left, end = max(free, scale.x(passed)), scale.x(passed + phase.minutes)
        passed += phase.minutes
        if not phase.work:
            continue
        # Both sides may work at the same time: no phase is blacker than it is long.
        width = max(LEAST_SLIVER, min(scale.bar.width * phase.work / scale.elapsed, end - left))
        left = min(left, scale.bar.right - width)
        free = left + width + SLIVER_GAP
        yield Box(Rect(left, scale.bar.y, width, scale.bar.height), 0.0, theme.ink)


def _labels(context: DrawingContext, document: BlueprintDocument, scale: _Bar, phases: Sequence[PhaseTime],
            black: Sequence[Box]) -> Iterator[Text]:
    """Yield what each phase takes: its name and time, or the time with the phase's number, where one fits.

    Words stand on the phase's ground, or on the black where nearly all of the phase is work.
    """
    passed = 0.0
    for phase in phases:
        left, end = scale.x(passed), scale.x(passed + phase.minutes)
        passed += phase.minutes
        on_black = [box.rect for box in black if left <= box.rect.x and box.rect.right <= end + SLIVER_GAP]
        spans = [(start, stop, context.theme.ink) for start, stop in scale.gaps(left, end)]
        spans += [(rect.x, rect.right, context.theme.background) for rect in on_black]
        yield from _label(context, scale, spans, list(_label_forms(context, document, phase, scale.elapsed)))


def _label(context: DrawingContext, scale: _Bar, spans: Sequence[tuple[float, float, str]],
           forms: Sequence[tuple[str, ...]]) -> Iterator[Text]:
    """Yield the longest of some forms in the first of some spans that holds it."""
    for pieces in forms:
        widths = [context.metrics.width(piece, LABEL) for piece in pieces]
        for left, right, colour in spans:
            if sum(widths) + 2 * PAD <= right - left:
                x = left + PAD
                for piece, width in zip(pieces, widths, strict=True):
                    yield set_line(context, piece, LABEL, scale.take(x, width), colour)
                    x += width
                return


def _label_forms(context: DrawingContext, document: BlueprintDocument, phase: PhaseTime,
                 elapsed: float) -> Iterator[tuple[str, ...]]:
    """Yield the words of a phase from long to short; none without its time, and none for less than is told.

    A name that runs leftward is a piece of its own: it would turn number and time round, too.
    """
    if phase.told <= 0:
        return
    write = context.translate.write
    time, short = (write(part_words(phase.told, elapsed, spelled=spelled)) for spelled in (True, False))
    name = document.phase_by_id[phase.phase].name.strip()
    if has_right_to_left(name):
        yield f"{phase.number} ", name, f" · {time}"
    elif name:
        yield (f"{phase.number} {name} · {time}",)
    yield (f"{phase.number} · {time}",)
    yield (f"{phase.number} · {short}",)


def _caption(context: DrawingContext, scale: _Bar, *, is_bound: bool) -> Iterator[Text]:
    """Yield what the black lines are, at the right end or else in the widest gap of the bar."""
    words = [message("black lines: hours of work")]
    if is_bound:
        words.insert(0, message("at least: some times are unknown"))
    for told in words:
        text = context.translate(told)
        width = context.metrics.width(text, CAPTION)
        gaps = sorted(scale.gaps(scale.bar.x, scale.bar.right), key=lambda gap: gap[0] - gap[1])
        gaps.sort(key=lambda gap: gap[1] < scale.bar.right)
        room = [(left, right) for left, right in gaps if width + 3 * PAD <= right - left]
        for _, right in room[:1]:
            box = scale.take(right - width - PAD, width)
            yield set_line(context, text, CAPTION, box, context.theme.ink)


def _sentences(told: _TimelineFacts, tolerated: ToldLimit | None) -> Iterator[Message]:
    """Yield all that the timeline says, for those who hear it."""
    elapsed = told.elapsed.known_value
    listed = []
    for phase in told.phases:
        if phase.is_known and phase.minutes <= 0:
            continue
        time: object = part_words(phase.told or time_unit(elapsed), elapsed)
        if not phase.is_known:
            time = message("time unknown")
        elif not phase.told:
            time = message("less than {time}", time=time)
        listed.append(message("{phase} {time}", phase=told.document.phase_by_id[phase.phase].name, time=time))
    times = MessageList(tuple(listed))
    yield message("At least, by phase: {times}.", times=times) if told.elapsed.at_least else message(
        "By phase: {times}.", times=times)
    for limit in (told.legal, tolerated):
        if limit is not None and limit.hotspot is not None:
            yield message("{said} (friction {number}).", said=limit.words, number=limit.hotspot.number)
        elif limit is not None:
            yield message("{said}.", said=limit.words)
