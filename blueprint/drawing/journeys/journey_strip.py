"""A journey as a string of beads: one bead a step, the citizen's above the line of interaction, the agents' below.

Waits are gaps with their days, frictions have the numbers of the canvas, the outcome is the last bead. Journeys drawn
with one `Thread` can be compared: their beads stand equally close and equal waits are equal gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import ConversationStep, DistinctJourney, Hotspot
from visavis.blueprint.analysis.measures.figure_words import minutes_words
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import number_badge
from visavis.blueprint.drawing.display_list import Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.shapes import circle, icon_path, question_mark, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block, set_line
from visavis.blueprint.drawing.theme import Inks, Theme
from visavis.blueprint.language import Days, Message, Share, message, plural
from visavis.blueprint.language.typography import MINUTES_PER_DAY
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import Outcome, Side
from visavis.blueprint.model.words import OUTCOMES
from visavis.blueprint.text.styles import TextStyle, Weight

ROW_HEIGHT = 72.0
PAD = 14.0
# The column at the left: the share; the one at the right: time and effort.
SHARE_WIDTH = 100.0
FIGURES_WIDTH = 134.0
SHARE = TextStyle(17.0, Weight.BOLD)
OUTCOME = TextStyle(12.0, Weight.SEMIBOLD)
NOTE = TextStyle(11.5)
ELAPSED = TextStyle(15.0, Weight.BOLD)
EFFORT = TextStyle(12.0, Weight.SEMIBOLD)
DAYS = TextStyle(10.0, Weight.MEDIUM)
LEAST = 9.0
STEP_MARK = 5.0
LIFT = 10.0
BADGE = 7.0
BADGE_LIFT = 15.0
# A number makes room for the one before it, but stays near its bead.
MOST_SHIFT = 11.0
END = 9.0
# Beads stand so far apart where there is room, and never closer than this; then they get smaller.
WIDEST_PITCH = 16.0
LEAST_PITCH = 7.5
# When beads cannot come closer, gaps give way down to this part.
LEAST_GAPS = 0.5
# A gap of a wait: at least room for its days, then wider with the square root of the days.
GAP = 15.0
GAP_OF_DAY = 2.6
MOST_GAP = 34.0
END_ROOM = 26.0
LEAST_SHARE = 0.001
KEY_HEIGHT = 26.0
KEY_MARK = 24.0
KEY_STYLE = TextStyle(11.5)
KEY: tuple[tuple[str, Message], ...] = (
    ("citizen", message("the citizen, above the line")), ("agent", message("agents, below it")),
    ("behind", message("agents behind the scenes")), ("friction", message("friction, by its number")),
    ("wait", message("waiting")), ("again", message("once more")),
)
KEY_WORDS = message("How to read it: one bead for each step, the citizen's above the line of interaction, the "
                    "agents' below; a ring is a step done again, a gap is waiting, a number is a friction.")
OUTCOME_ICONS: Mapping[Outcome, str] = {
    Outcome.GRANTED: "check", Outcome.REFUSED: "minus", Outcome.ABANDONED: "log-out", Outcome.BLOCKED: "ban",
    Outcome.EXPIRED: "timer", Outcome.UNSPECIFIED: "circle-question-mark",
}


def outcome_inks(theme: Theme, outcome: Outcome) -> Inks:
    """Return the inks of an outcome: good when granted, calm when refused or not said, else those of friction."""
    if outcome is Outcome.GRANTED:
        return Inks(theme.good, theme.good_tint, theme.good)
    if outcome is Outcome.UNSPECIFIED:
        return Inks(theme.muted, theme.background, theme.muted)
    return theme.backstage if outcome is Outcome.REFUSED else theme.friction


@dataclass(frozen=True, slots=True)
class StripSpacing:
    """How close beads stand (`pitch`, points) and how wide gaps are (a factor), so that the longest journey fits."""

    pitch: float
    gaps: float = 1.0


def fit_spacing(journeys: Sequence[Sequence[ConversationStep]], width: float) -> StripSpacing:
    """Return the thread with which every journey fits into rows of a width, as loose as that allows.

    A journey that does not fit even so is cut, and tells how many steps more there are.
    """
    room = _room(width)
    pitch, gaps = WIDEST_PITCH, 1.0
    for steps in journeys:
        waiting = sum(_gap(beat, 1.0) for beat in steps)
        pitch = min(pitch, (room - waiting) / max(1, len(steps)))
        if waiting:
            gaps = min(gaps, (room - LEAST_PITCH * len(steps)) / waiting)
    return StripSpacing(max(LEAST_PITCH, pitch), max(LEAST_GAPS, gaps))


def _room(width: float) -> float:
    return max(60.0, width - 2 * PAD - SHARE_WIDTH - FIGURES_WIDTH - END_ROOM)


def _gap(beat: ConversationStep, factor: float) -> float:
    days = beat.wait / MINUTES_PER_DAY
    return 0.0 if days < 1 else factor * min(MOST_GAP, GAP + GAP_OF_DAY * days**0.5)


def journey_row(context: DrawingContext, journey: DistinctJourney, steps: Sequence[ConversationStep],
                hotspots: Mapping[str, Sequence[Hotspot]], width: float, thread: StripSpacing,
                note: str = "") -> PageBlock:
    """Return one journey as a row: its share with a short note, its beads, its time and both sides' work."""
    rect = Rect(0.0, 0.0, width, ROW_HEIGHT)
    parts = [*_share(context, journey, note, rect), *_step_marks(context, journey, steps, hotspots, rect, thread),
             *_figures(context, journey, rect)]
    return PageBlock(width, ROW_HEIGHT, (Group("journey", Role.FIGURE, Layer.CARDS, rect, tuple(parts)),))


def key_row(context: DrawingContext, width: float) -> PageBlock:
    """Return what the beads mean, in one row, as much of it as fits."""
    theme = context.theme
    middle = KEY_HEIGHT / 2
    parts: list[Primitive] = []
    x = PAD
    for name, words in KEY:
        fitted = paragraph(context, context.translate(words), KEY_STYLE, width, 1)
        if x + KEY_MARK + fitted.width > width - PAD:
            break
        parts += _key_mark(context, name, x + KEY_MARK / 2 - 4.0, middle)
        parts += set_block(fitted, Rect(x + KEY_MARK, 0.0, fitted.width, KEY_HEIGHT), theme.muted, middle=True)
        x += KEY_MARK + fitted.width + 14.0
    rect = Rect(0.0, 0.0, width, KEY_HEIGHT)
    return PageBlock(width, KEY_HEIGHT, (Group("key", Role.LEGEND, Layer.CARDS, rect, tuple(parts)),))


def _key_mark(context: DrawingContext, name: str, x: float, y: float) -> Iterator[Primitive]:
    theme = context.theme
    match name:
        case "citizen":
            yield circle(x, y, STEP_MARK, theme.citizen.ink)
        case "agent":
            yield circle(x, y, STEP_MARK, theme.agent.ink)
        case "behind":
            yield circle(x, y, STEP_MARK, theme.backstage.ink)
        case "again":
            yield circle(x, y, STEP_MARK - 0.7, theme.background, Stroke(theme.citizen.ink, 1.4))
        case "wait":
            yield straight_line(x - 9.0, y, x + 9.0, y, Stroke(theme.citizen.ink, 1.4, (1.5, 3.0)))
        case _:
            yield from number_badge(context, "1", x, y, radius=BADGE)


def rounds_words(journey: DistinctJourney) -> Message | None:
    """Return how many rounds more a journey goes, if any."""
    more = sum(rounds.more for rounds in journey.rounds)
    return plural("{count} more round", "{count} more rounds", more) if more else None


def share_words(share: float) -> Message:
    """Return a share of journeys; one that would be told as nothing is told as less than a thousandth."""
    if share < LEAST_SHARE:
        return message("under {share}", share=Share(LEAST_SHARE))
    return message("{share}", share=Share(share))


def _share(context: DrawingContext, journey: DistinctJourney, note: str, rect: Rect) -> Iterator[Primitive]:
    theme = context.theme
    inks = outcome_inks(theme, journey.outcome)
    top = rect.y + (9.0 if note else 16.0)
    column = Rect(rect.x + PAD, top, SHARE_WIDTH - 8.0, 22.0)
    words = context.translate(share_words(journey.known_share))
    share = paragraph(context, words, SHARE, column.width, 1, least=LEAST)
    yield from set_block(share, column, theme.ink, middle=True)
    ending = context.translate(OUTCOMES[journey.outcome].in_text)
    word = paragraph(context, ending, OUTCOME, column.width, 1, least=LEAST)
    yield from set_block(word, Rect(column.x, column.bottom, column.width, word.height), inks.ink)
    if note:
        said = paragraph(context, note, NOTE, column.width, 1, least=LEAST)
        yield from set_block(said, Rect(column.x, column.bottom + 16.0, column.width, said.height), theme.muted)


def _figures(context: DrawingContext, journey: DistinctJourney, rect: Rect) -> Iterator[Primitive]:
    theme, write = context.theme, context.translate.write
    column = Rect(rect.right - PAD - FIGURES_WIDTH, rect.y + 15.0, FIGURES_WIDTH, 20.0)
    elapsed = paragraph(context, write(minutes_words(journey.elapsed)), ELAPSED, column.width, 1, least=LEAST)
    yield from set_block(elapsed, column, theme.ink, align=Align.RIGHT)
    line = Rect(column.x, column.bottom + 2.0, column.width, 18.0)
    agent = write(minutes_words(journey.agent))
    agent_width = context.metrics.width(agent, EFFORT)
    yield set_line(context, agent, EFFORT, line, theme.agent.ink, align=Align.RIGHT)
    yield circle(line.right - agent_width - 8.0, line.centre.y, 3.0, theme.agent.ink)
    rest = Rect(line.x, line.y, line.width - agent_width - 24.0, line.height)
    citizen = write(minutes_words(journey.citizen))
    yield set_line(context, citizen, EFFORT, rest, theme.citizen.ink, align=Align.RIGHT)
    yield circle(rest.right - context.metrics.width(citizen, EFFORT) - 8.0, rest.centre.y, 3.0, theme.citizen.ink)


def _step_marks(context: DrawingContext, journey: DistinctJourney, steps: Sequence[ConversationStep],
                hotspots: Mapping[str, Sequence[Hotspot]], rect: Rect, thread: StripSpacing) -> Iterator[Primitive]:
    """Yield the line of interaction with its gaps, then the beads on both sides of it, then the end."""
    middle = rect.y + rect.height / 2
    since = x = rect.x + PAD + SHARE_WIDTH
    most = x + _room(rect.width) + 0.5
    line = Stroke(context.theme.ink, 1.4)
    shown: list[tuple[float, ConversationStep]] = []
    for beat in steps:
        gap = _gap(beat, thread.gaps)
        if x + thread.pitch + gap > most:
            break
        shown.append((x + thread.pitch / 2, beat))
        x += thread.pitch
        if gap:
            yield straight_line(since, middle, x, middle, line)
            yield from _wait(context, beat, Rect(x, middle - LIFT, gap, 2 * LIFT))
            since = x = x + gap
    yield straight_line(since, middle, x + END_ROOM - 2 * END, middle, line)
    for position, beat in shown:
        yield from _step_mark(context.theme, beat, position, middle, min(STEP_MARK, thread.pitch / 2 - 0.3))
    yield from _numbers(context, shown, hotspots, middle)
    yield from _end(context, journey, x + END_ROOM - END, middle, len(steps) - len(shown))


def _numbers(context: DrawingContext, shown: Sequence[tuple[float, ConversationStep]],
             hotspots: Mapping[str, Sequence[Hotspot]],
             middle: float) -> Iterator[Primitive]:
    """Yield each step's gravest friction once, above the citizen's beads and below the others, without overlaps."""
    met: set[str] = set()
    last = {True: -1e9, False: -1e9}
    for position, beat in shown:
        above, found = _is_above(beat), hotspots.get(beat.step.id, ())
        at = max(position, last[above] + 2 * BADGE)
        if found and beat.step.id not in met and at - position <= MOST_SHIFT:
            last[above] = at
            away = LIFT + BADGE_LIFT
            yield from number_badge(context, str(found[0].number), at, middle - away if above else middle + away,
                                    hypothesis=found[0].finding.is_hypothesis, radius=BADGE)
        met.add(beat.step.id)


def _is_above(beat: ConversationStep) -> bool:
    return beat.side is Side.CITIZEN


def _wait(context: DrawingContext, beat: ConversationStep, gap: Rect) -> Iterator[Primitive]:
    theme = context.theme
    inks = theme.of_side(beat.side)
    yield straight_line(gap.x, gap.centre.y, gap.right, gap.centre.y, Stroke(inks.ink, 1.4, (1.5, 3.0)))
    days = context.translate.write(Days(beat.wait / MINUTES_PER_DAY))
    if context.metrics.width(days, DAYS) <= gap.width + 3.0:
        box = Rect(gap.x - 1.5, gap.y - 7.0, gap.width + 3.0, 14.0)
        yield set_line(context, days, DAYS, box, inks.ink, align=Align.CENTRE)


def _step_mark(theme: Theme, beat: ConversationStep, x: float, middle: float, radius: float) -> Iterator[Primitive]:
    """Yield a bead: full the first time, a ring when the step is done again, crossed where it cannot go on."""
    inks = theme.of_side(beat.side)
    if beat.side is Side.AGENT and not beat.is_seen:
        inks = theme.backstage
    y = middle - LIFT if _is_above(beat) else middle + LIFT
    yield straight_line(x, y, x, middle, Stroke(inks.line, 1.2))
    if beat.visit.blocked or beat.visit.failed:
        yield circle(x, y, radius + 1.0, theme.friction.tint, Stroke(theme.friction.ink, 1.6))
        reach = radius * 0.5
        yield straight_line(x - reach, y - reach, x + reach, y + reach, Stroke(theme.friction.ink, 1.6))
        yield straight_line(x - reach, y + reach, x + reach, y - reach, Stroke(theme.friction.ink, 1.6))
    elif beat.again:
        yield circle(x, y, radius - 0.7, theme.background, Stroke(inks.ink, 1.4))
    else:
        yield circle(x, y, radius, inks.ink, Stroke(theme.background, 0.8))


def _end(context: DrawingContext, journey: DistinctJourney, x: float, middle: float,
         hidden: int) -> Iterator[Primitive]:
    theme = context.theme
    inks = outcome_inks(theme, journey.outcome)
    full = journey.outcome in (Outcome.GRANTED, Outcome.REFUSED)
    ring = None if journey.outcome is Outcome.UNSPECIFIED else Stroke(inks.ink, 1.6)
    yield circle(x, middle, END, inks.ink if full else theme.background, ring)
    if journey.outcome is Outcome.UNSPECIFIED:
        yield question_mark(x, middle, END, inks.ink, 1.6)
    else:
        yield icon_path(OUTCOME_ICONS[journey.outcome], x - 6.0, middle - 6.0, 12.0,
                        theme.background if full else inks.ink, 1.6)
    if hidden > 0:
        box = Rect(x - 30.0, middle + END + 3.0, 60.0, 14.0)
        yield set_line(context, f"+{hidden}", DAYS, box, theme.muted, align=Align.CENTRE)
