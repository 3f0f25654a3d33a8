"""A conversation as rows: a line, a silence, how it ends; beside them phases, and the day on which speech resumes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from visavis.blueprint.analysis import Hotspot
from visavis.blueprint.analysis.paths.spoken_lines import SilentTime, SpokenLine, SpokenPath
from visavis.blueprint.drawing.blueprint.descriptions import one_each
from visavis.blueprint.drawing.conversation.conversation_words import persona_words
from visavis.blueprint.drawing.reader_pages.figure_texts import turn_words
from visavis.blueprint.drawing.reader_pages.time_scale import LONG_SILENCE, TimeScale
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.model import BlueprintDocument, Side, StepKind
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

PHASE = TextStyle(12.2, Weight.BOLD)
DAY = TextStyle(11.0)
SAID = TextStyle(12.0, Weight.SEMIBOLD)
PHASE_LINES, SAID_LINES = 3, 3
LEADING = 1.2
NUMBER = 11.0
# The height of a row of one line, and of its box; a further line of the words adds its own.
ROW, BOX = 20.4, 17.2
ENDING = 19.0
LABEL_GAP = 1.5
# From the middle of the line to what stands beside it, and from a box's edge to its words.
REACH, BOX_PAD = 18.0, 8.0
BADGE, BADGE_GAP = 8.4, 3.0
SHARE_GAP = 7.0
# The friction points with a higher number are in the list of the poster.
MOST_NUMBER = 12
NARROW = 450.0
SILENCE = "silent-wait"


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """A column of the page: the labels at its left, then both sides with the line between them."""

    whole: float
    labels: float
    line: float

    @property
    def citizen(self) -> float:
        """The room for what the citizen says."""
        return self.line - REACH - self.labels - 4.0

    @property
    def agent(self) -> float:
        """The room for what the agents say."""
        return self.whole - self.line - REACH - 4.0


def column_widths(width: float) -> ColumnWidths:
    """Return how a column of a width is divided: labels a fifth, of the rest a little less for the citizen."""
    labels = min(108.0, max(66.0, width * (0.2 if width > NARROW else 0.19)))
    return ColumnWidths(width, labels, labels + (width - labels) * 0.455)


@dataclass(frozen=True)
class RowLabel:
    """What stands at the left of a row: the phase that begins, and the day on which speech resumes."""

    phase: str | None = None
    name: FittedText | None = None
    day: FittedText | None = None

    @property
    def height(self) -> float:
        """How high it is."""
        return sum(each.height for each in (self.name, self.day) if each is not None) + LABEL_GAP


@dataclass(frozen=True)
class ConversationRow:
    """A row: a line (`entry`), a silence of so many `steps` of the scale, or how it ends (no entry).

    `hotspots` are the friction points of its line or on its silence, `working` those on what is done meanwhile: each
    where its step is first come by.
    """

    entry: SpokenLine | SilentTime | None
    phase: str
    label: RowLabel | None = None
    steps: int = 0
    words: FittedText | None = None
    hotspots: tuple[Hotspot, ...] = ()
    working: tuple[Hotspot, ...] = ()

    @property
    def height(self) -> float:
        """The height of a row that is no silence."""
        if self.entry is None:
            return ENDING
        return ROW + (self.words.height - self.words.line_height if self.words is not None else 0.0)


@dataclass(frozen=True)
class ConversationParts:
    """What every part of a conversation is drawn from."""

    context: DrawingContext
    document: BlueprintDocument
    spoken: SpokenPath
    scale: TimeScale
    widths: ColumnWidths
    hotspots: Mapping[str, tuple[Hotspot, ...]] = field(default_factory=dict)

    def hotspots_at(self, step: str, most: int = MOST_NUMBER) -> tuple[Hotspot, ...]:
        """Return the friction points that are told at a step, up to a number, each number once."""
        return tuple(one_each([each for each in self.hotspots.get(step, ()) if each.number <= most]))

    def hotspots_of(self, row: ConversationRow, told: set[str]) -> tuple[tuple[Hotspot, ...], tuple[Hotspot, ...]]:
        """Return the friction points of a line or on the waits of a silence, and those on what is done meanwhile.

        Steps that are `told` already have theirs.
        """
        if isinstance(row.entry, SpokenLine):
            return self.hotspots_at(row.entry.step.id) if row.entry.step.id not in told else (), ()
        if row.entry is None:
            return (), ()
        speaking = {line.step.id for line in self.spoken.lines}
        waiting: list[Hotspot] = []
        working: list[Hotspot] = []
        for each in row.entry.steps:
            if each.step.id in told or each.step.id in speaking:
                continue
            if each.step.kind is StepKind.WAIT:
                # A silence is red wherever a friction point is on it, however light.
                waiting += self.hotspots_at(each.step.id, sys.maxsize)
            else:
                working += self.hotspots_at(each.step.id)
        # A wait may be in several rules' way: that nobody says a word is what is seen here.
        waiting.sort(key=lambda each: each.finding.rule != SILENCE)
        return tuple(one_each(waiting)), tuple(one_each(working))

    @cached_property
    def rows(self) -> tuple[ConversationRow, ...]:
        """The rows from the first word to the end."""
        return tuple(_rows(self))


def _rows(parts: ConversationParts) -> Iterator[ConversationRow]:
    spoken, scale = parts.spoken, parts.scale
    phases = {phase.id: number for number, phase in enumerate(parts.document.head.phases)}
    reached, labelled, resumes = -1, -1, spoken.has_times
    told: set[str] = set()
    for entry in spoken.entries:
        steps = scale.length(entry) if isinstance(entry, SilentTime) and spoken.has_times else 0
        if isinstance(entry, SilentTime) and not steps:
            continue
        phase = _phase(entry)
        reached = max(reached, phases[phase]) if phase is not None else reached
        # A short silence has no room for a label: the phase is named at the next line.
        begins = reached > labelled and (not steps or scale.units(steps) >= LONG_SILENCE)
        labelled = reached if begins else labelled
        shown = parts.document.head.phases[max(0, labelled)].id
        day = resumes and isinstance(entry, SpokenLine)
        label = _label(parts, shown if begins else None, entry if day and isinstance(entry, SpokenLine) else None)
        row = ConversationRow(entry, shown, label, steps)
        hotspots, working = parts.hotspots_of(row, told)
        words = _words(parts, entry, has_number=bool(hotspots)) if isinstance(entry, SpokenLine) else None
        yield replace(row, words=words, hotspots=hotspots, working=working)
        told |= {entry.step.id} if isinstance(entry, SpokenLine) else {each.step.id for each in entry.steps}
        resumes = isinstance(entry, SilentTime)
    if spoken.lines:
        yield ConversationRow(None, parts.document.head.phases[max(0, reached)].id)


def _phase(entry: SpokenLine | SilentTime) -> str | None:
    """Return the phase of a line, or that which begins with a silence."""
    if isinstance(entry, SpokenLine):
        return entry.step.phase
    begun = [each for each in entry.steps if each.visit.begins >= entry.begins - 0.01]
    return begun[0].step.phase if begun else None


def _said(parts: ConversationParts, line: SpokenLine) -> str:
    """Return the words of a line, with the speaker where it is another than the two who are named at the top."""
    write = parts.context.translate.write
    is_named = line.speaker == write(persona_words(parts.spoken)) if line.is_citizens else line.side is Side.AGENT
    return write(Quoted(line.words)) if is_named else parts.context.translate(
        message("{speaker}: {words}", speaker=line.speaker, words=Quoted(line.words)))


def _words(parts: ConversationParts, line: SpokenLine, *, has_number: bool) -> FittedText:
    """Return the words of a line as they are set: beside them stand its number and its share.

    Where the share would cost them a line, it stands on the other side; there, slips take the room.
    """
    room = (parts.widths.citizen if line.is_citizens else parts.widths.agent) - 2 * BOX_PAD
    room -= 2 * BADGE + BADGE_GAP if has_number else 0.0

    def set_words(width: float) -> FittedText:
        return paragraph(parts.context, _said(parts, line), SAID, width, SAID_LINES, leading=LEADING)

    beside, alone = set_words(room - share_width(parts, line)), set_words(room)
    return beside if line.carries or len(beside.lines) == len(alone.lines) else alone


def share_width(parts: ConversationParts, line: SpokenLine) -> float:
    """Return the room that the share of a line asks for; none where none is told."""
    told = turn_words(line.share)
    return parts.context.metrics.width(parts.context.translate(told), DAY) + SHARE_GAP if told is not None else 0.0


def _label(parts: ConversationParts, phase: str | None, line: SpokenLine | None) -> RowLabel | None:
    if phase is None and line is None:
        return None
    context, width = parts.context, parts.widths.labels - 6.0
    name = day = None
    if phase is not None:
        name = phase_name(parts, phase, width)
    if line is not None:
        text = context.translate(parts.scale.moment_words(parts.scale.moment(line.at)))
        day = paragraph(context, text, DAY, width, 1)
    return RowLabel(phase, name, day)


def phase_name(parts: ConversationParts, phase: str, width: float) -> FittedText:
    """Return a phase's number and name."""
    number = [each.id for each in parts.document.head.phases].index(phase) + 1
    name = parts.document.phase_by_id[phase].name.strip()
    text = parts.context.translate(message("{number} {phase}", number=number, phase=name))
    return paragraph(parts.context, text.strip(), PHASE, width, PHASE_LINES, leading=LEADING)
