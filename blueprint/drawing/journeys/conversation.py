"""A journey as a dialogue to read: bubbles of the citizen at the left, of the agents at the right, time between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.analysis import ConversationStep, DistinctJourney, Hotspot
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.descriptions import one_each
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.journeys.journey_strip import OUTCOME_ICONS, outcome_inks, share_words
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import icon_path, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.language import Count, Message, Minutes, Quoted, message, plural
from visavis.blueprint.language.typography import MINUTES_PER_DAY
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Side
from visavis.blueprint.model.words import OUTCOMES
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

SPEAKER = TextStyle(11.5, Weight.SEMIBOLD)
SAID = TextStyle(14.0, Weight.MEDIUM)
DONE = TextStyle(12.5)
TIME = TextStyle(11.5)
PASSES = TextStyle(12.0, Weight.MEDIUM)
ENDS = TextStyle(13.5, Weight.BOLD)
# Half a line, so that nothing is cut at the edge.
EDGE = 0.75
PAD = 10.0
MARGIN = 4.0
RADIUS = 11.0
# A bubble takes this part of the width, so that one sees who speaks; asides of the back stage too.
BUBBLE_SHARE = 0.84
MOST_LINES = 6
BADGE = 9.0
NO_HOTSPOTS: Mapping[str, Sequence[Hotspot]] = MappingProxyType({})
# A wait shorter than this (minutes) is no break in a conversation.
LEAST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class DialogueLine:
    """One line of a dialogue: a step (`beat`), minutes that pass (`passes`), or how it ends (`ends`)."""

    words: Message
    beat: ConversationStep | None = None
    passes: float = 0.0
    ends: DistinctJourney | None = None


def dialogue(steps: Sequence[ConversationStep], journey: DistinctJourney) -> tuple[DialogueLine, ...]:
    """Return the lines of a journey: each step, the waits after it, and the end."""
    lines: list[DialogueLine] = []
    for beat in steps:
        lines.append(DialogueLine(beat_words(beat), beat))
        if beat.wait >= LEAST_WAIT:
            lines.append(DialogueLine(wait_words(beat.wait), passes=beat.wait))
    lines.append(DialogueLine(end_words(journey), ends=journey))
    return tuple(lines)


def beat_words(beat: ConversationStep) -> Message:
    """Return who does and says what, and what goes wrong, as one line to be read out."""
    words = Quoted(" ".join(saying.words for saying in beat.says)) if beat.says else None
    if beat.visit.blocked:
        return message("{speaker}: {title}. That channel cannot be used.", speaker=beat.speaker, title=beat.title)
    if beat.visit.failed:
        return message("{speaker}: {title}. It fails.", speaker=beat.speaker, title=beat.title)
    if words is not None:
        return message("{speaker}: {words} ({title})", speaker=beat.speaker, words=words, title=beat.title)
    return message("{speaker}: {title}", speaker=beat.speaker, title=beat.title)


def wait_words(minutes: float) -> Message:
    """Return how much time passes, as a line between what is said."""
    if minutes < MINUTES_PER_DAY:
        return message("{time} pass", time=Minutes(minutes))
    days = round(minutes / MINUTES_PER_DAY)
    return plural("{number} day passes", "{number} days pass", days, number=Count(days))


def end_words(journey: DistinctJourney) -> Message:
    """Return how a journey ends, and after how long."""
    return message("{outcome} after {time}", outcome=OUTCOMES[journey.outcome].in_text,
                   time=minutes_words(journey.elapsed))


def line_block(context: DrawingContext, line: DialogueLine, width: float, *,
               hotspots: Mapping[str, Sequence[Hotspot]] = NO_HOTSPOTS) -> PageBlock:
    """Return one line of a dialogue, drawn; beside a step stand the numbers of its frictions."""
    if line.beat is not None:
        height, parts = _bubble(context, line.beat, width)
        parts += _numbers(context, line.beat, hotspots.get(line.beat.step.id, ()), Rect(0.0, 0.0, width, height))
    elif line.ends is not None:
        height, parts = _end(context, line.ends, width)
    else:
        height, parts = _wait_line(context, line, width)
    rect = Rect(0.0, 0.0, width, height)
    return PageBlock(width, height, (Group("line", Role.TEXT, Layer.CARDS, rect, tuple(parts)),))


def _bubble(context: DrawingContext, beat: ConversationStep, width: float) -> tuple[float, list[Primitive]]:
    theme = context.theme
    mine = beat.side is Side.CITIZEN
    inks = theme.of_side(beat.side) if beat.is_seen else theme.backstage
    wide = width * BUBBLE_SHARE
    box_x = EDGE if mine else width - wide - EDGE
    inner = Rect(box_x + PAD, MARGIN + 7.0, wide - 2 * PAD, 0.0)
    time = context.translate.write(Minutes(beat.work)) if beat.work else ""
    time_width = context.metrics.width(time, TIME) + 8.0 if time else 0.0
    speaker = paragraph(context, beat.speaker, SPEAKER, inner.width - time_width, 1)
    parts: list[Primitive] = list(set_block(speaker, inner._replace(height=speaker.height), inks.ink))
    if time:
        line = Rect(inner.x, inner.y, inner.width, speaker.height)
        parts.append(set_line(context, time, TIME, line, theme.muted, align=Align.RIGHT))
    y = inner.y + speaker.height + 1.0
    for fitted, colour in _speech_paragraphs(context, beat, inner.width):
        parts += set_block(fitted, Rect(inner.x, y, inner.width, fitted.height), colour)
        y += fitted.height + 1.0
    ground = Rect(box_x, MARGIN, wide, y + 6.0 - MARGIN)
    return ground.bottom + MARGIN, [_background(context, beat, inks, ground), *parts]


def _numbers(context: DrawingContext, beat: ConversationStep, hotspots: Sequence[Hotspot],
             rect: Rect) -> Iterator[Primitive]:
    """Yield the first frictions of a step one below the other in the free margin beside its bubble."""
    middle = rect.width * (1 - BUBBLE_SHARE) / 2
    x = rect.right - middle if beat.side is Side.CITIZEN else middle
    room = max(1, int((rect.height - 2 * MARGIN) // (2 * BADGE + 2.0)))
    for index, hotspot in enumerate(one_each(hotspots)[:room]):
        yield from number_badge(context, str(hotspot.number), x, MARGIN + BADGE + 4.0 + index * (2 * BADGE + 2.0),
                                hypothesis=hotspot.finding.is_hypothesis, radius=BADGE)


def _background(context: DrawingContext, beat: ConversationStep, inks: Inks, rect: Rect) -> Box:
    """Return what a line stands on: a tinted bubble where both sides meet, only an edge behind the scenes."""
    if beat.visit.blocked or beat.visit.failed:
        return Box(rect, RADIUS, context.theme.friction.tint, Stroke(context.theme.friction.ink, 1.2))
    if not beat.is_seen:
        return Box(rect, RADIUS, None, Stroke(inks.line, 1.0, (3.0, 3.0)))
    return Box(rect, RADIUS, inks.tint, Stroke(inks.line))


def _speech_paragraphs(context: DrawingContext, beat: ConversationStep,
                       width: float) -> Iterator[tuple[FittedText, str]]:
    theme = context.theme
    for saying in beat.says:
        words = context.translate.write(Quoted(saying.words))
        yield paragraph(context, words, SAID, width, MOST_LINES), theme.ink
    plain = DONE if beat.says or not beat.is_seen else SAID
    quiet = theme.muted if plain is DONE else theme.ink
    yield paragraph(context, beat.title, plain, width, MOST_LINES), quiet
    wrong = fault_words(beat)
    if wrong is not None:
        yield paragraph(context, context.translate(wrong), SPEAKER, width, 2), theme.friction.ink


def fault_words(beat: ConversationStep) -> Message | None:
    """Return what goes wrong at a step, if anything."""
    if beat.visit.blocked:
        return message("cannot use this channel")
    return message("it fails") if beat.visit.failed else None


def _wait_line(context: DrawingContext, line: DialogueLine, width: float) -> tuple[float, list[Primitive]]:
    """Return a wait: its words in the middle, a dashed line at both sides."""
    theme = context.theme
    height = 34.0
    fitted = paragraph(context, context.translate(line.words), PASSES, width - 40.0, 1)
    middle = height / 2
    box = Rect(width / 2 - fitted.width / 2, middle - fitted.height / 2, fitted.width, fitted.height)
    stroke = Stroke(theme.muted, 1.0, (2.0, 3.0))
    return height, [*set_block(fitted, box, theme.muted),
                    straight_line(12.0, middle, box.x - 10.0, middle, stroke),
                    straight_line(box.right + 10.0, middle, width - 12.0, middle, stroke)]


def _end(context: DrawingContext, journey: DistinctJourney, width: float) -> tuple[float, list[Primitive]]:
    inks = outcome_inks(context.theme, journey.outcome)
    words = paragraph(context, context.translate(end_words(journey)), ENDS, width - 56.0, 2)
    height = words.height + 2 * PAD + 2 * MARGIN
    box = Rect(EDGE, MARGIN, width - 2 * EDGE, height - 2 * MARGIN)
    return height, [Box(box, RADIUS, inks.tint, Stroke(inks.ink, 1.4)),
                    icon_path(OUTCOME_ICONS[journey.outcome], box.x + 12.0, box.centre.y - 9.0, 18.0, inks.ink, 1.6),
                    *set_block(words, Rect(box.x + 40.0, box.y + PAD, width - 56.0, words.height), inks.ink)]


def journey_words(journey: DistinctJourney, names: Sequence[str]) -> Message:
    """Return a journey in one sentence, as a list says it."""
    return message("{share} of {names}: {outcome} after {time}; citizen {citizen}, agents {agent}",
                   share=share_words(journey.known_share), names=", ".join(names),
                   outcome=OUTCOMES[journey.outcome].in_text, time=minutes_words(journey.elapsed),
                   citizen=minutes_words(journey.citizen), agent=minutes_words(journey.agent))
