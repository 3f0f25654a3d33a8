"""The steps of a persona's day, one below the other, with the curve of how they feel at the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from visavis.blueprint.analysis import Hotspot
from visavis.blueprint.analysis.paths.persona_day import DayStep, PersonaDay
from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, one_each
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import NOTE_ICONS, number_badge
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role, Stroke
from visavis.blueprint.drawing.journeys.journey_strip import OUTCOME_ICONS, outcome_inks
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.persona_day.day_words import (
    step_sentences,
    step_title,
    time_words,
)
from visavis.blueprint.drawing.persona_facts import EMOTION_ICONS
from visavis.blueprint.drawing.reader_pages.figure_texts import turn_words
from visavis.blueprint.drawing.reader_pages.time_scale import TimeScale
from visavis.blueprint.drawing.shapes import circle, icon_path, polyline, straight_line
from visavis.blueprint.drawing.text_setting import Align, DrawingContext, paragraph, set_block
from visavis.blueprint.language import Quoted, message
from visavis.blueprint.language.typography import NO_BREAK
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Note, NoteKind, Side, Step, StepKind
from visavis.blueprint.text.styles import FittedText, TextStyle, Weight

PHASE = TextStyle(12.0, Weight.BOLD)
DAY, TIME, NOTE = TextStyle(11.0), TextStyle(11.0), TextStyle(11.0)
TITLE, BOLD = TextStyle(11.5, Weight.MEDIUM), TextStyle(11.5, Weight.BOLD)
LEADING = 1.2
PAD = 1.6
ICON, ICON_ROOM = 12.0, 19.0
BADGE, NUMBER = 8.2, 11.0
FACE = 15.0
HEAD_HEIGHT = 22.0
POINT = 4.6
# Beside a step stands what people said or felt there; ideas and questions are the team's.
TOLD_NOTES = (NoteKind.QUOTE, NoteKind.PAIN, NoteKind.PRAISE)
MOST_NOTES, NOTE_LINES, TITLE_LINES, PHASE_LINES = 2, 2, 3, 3
MOST_NUMBER = 12
SILENCE = "silent-wait"
_UNIT = re.compile(r"(?<=\d) (?=\w)")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A step with its texts as they are set; `height` is the least that it needs."""

    step: DayStep
    title: FittedText
    time: FittedText | None
    day: FittedText | None
    phase: FittedText | None
    notes: tuple[tuple[Note, FittedText], ...]
    hotspot: Hotspot | None
    height: float

    @property
    def labels(self) -> float:
        """How high the phase and the day are beside it; they may go on beside the next rows."""
        return sum(text.height for text in (self.phase, self.day) if text is not None)


@dataclass(frozen=True)
class DayRows:
    """The steps of a day in a column of a width: labels, what is done, how long, the curve."""

    context: DrawingContext
    document: BlueprintDocument
    day: PersonaDay
    scale: TimeScale
    width: float
    hotspots: Mapping[str, tuple[Hotspot, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> float:
        """The width of phases and days."""
        return min(102.0, self.width * 0.19)

    @property
    def curve(self) -> float:
        """The width of the curve; none where nobody said how anything feels."""
        return min(104.0, self.width * 0.22) if self.day.has_feelings else 0.0

    @property
    def times(self) -> float:
        """The width of the times."""
        return min(106.0, self.width * 0.2)

    @property
    def words(self) -> Rect:
        """Where the words of a step stand."""
        left = self.labels + ICON_ROOM + 4.0
        return Rect(left, 0.0, self.width - self.curve - self.times - 10.0 - left, 0.0)

    @cached_property
    def rows(self) -> tuple[DayRow, ...]:
        """The rows of all steps; the last before a label is higher where the label above has no room else."""
        made = list(self._rows())
        left = 0.0
        for index, row in enumerate(made):
            if row.labels:
                left = row.labels + PAD
            left -= row.height
            following = made[index + 1] if index + 1 < len(made) else None
            if left > 0 and (following is None or following.labels):
                made[index] = replace(row, height=row.height + left)
        return tuple(made)

    def _rows(self) -> Iterator[DayRow]:
        phase = moment = None
        told: set[str] = set()
        for each in self.day.steps:
            step = each.beat.step
            hotspots = () if step.id in told else self.hotspots_at(step)
            now = self.scale.moment(each.begins)
            notes = self.notes_at(step.id) if step.id not in told else ()
            yield self._row(each, step.phase if step.phase != phase else None, now if now != moment else None,
                            notes, hotspots[0] if hotspots else None)
            phase, moment = step.phase, now
            told.add(step.id)

    def hotspots_at(self, step: Step) -> Sequence[Hotspot]:
        """Return the friction points of a step, each number once; on a wait first that nobody says a word.

        What is about the whole journey, such as its deadline, has not happened yet where it is marked.
        """
        found = [one for one in self.hotspots.get(step.id, ())
                 if one.number <= MOST_NUMBER and not one.finding.is_whole]
        if step.kind is StepKind.WAIT:
            found.sort(key=lambda one: one.finding.rule != SILENCE)
        return one_each(found)

    def with_phase(self, row: DayRow) -> DayRow:
        """Return a row that names its phase, as the first of a sheet does."""
        if row.phase is not None:
            return row
        name = self.document.phase_by_id[row.step.beat.step.phase].name.strip() or "—"
        named = replace(row, phase=self._set(name, PHASE, self.labels - 6.0, 1))
        return replace(named, height=max(named.height, named.labels + 2 * PAD))

    def notes_at(self, step: str) -> tuple[Note, ...]:
        """Return what people said of a step, most votes first."""
        found = [note for note in self.document.head.notes
                 if note.at == step and note.kind in TOLD_NOTES and note.text.strip() and not note.private]
        found.sort(key=lambda note: -sum(note.votes.values()))
        return tuple(found[:MOST_NOTES])

    def _row(self, each: DayStep, phase: str | None, moment: int | None, notes: Sequence[Note],
             hotspot: Hotspot | None) -> DayRow:
        translate, room = self.context.translate, self.words.width
        is_bold = each.beat.step.kind in (StepKind.WAIT, StepKind.OUTCOME)
        badge = 2 * BADGE + 4.0 if hotspot is not None else 0.0
        text = step_title(each, translate)
        share = turn_words(each.share)
        if share is not None:
            # Its words stay together.
            text = f"{text} ({translate(share).replace(' ', NO_BREAK)})"
        title = self._set(text, BOLD if is_bold else TITLE, room - badge, TITLE_LINES)
        told = time_words(each, self.scale, has_times=self.day.has_times)
        # A number stays with its unit.
        time = self._set(_UNIT.sub(NO_BREAK, translate(told)), TIME, self.times, 2) if told is not None else None
        day = None
        if moment is not None and self.day.has_times:
            day = self._set(translate(self.scale.moment_words(moment)), DAY, self.labels - 6.0, 1)
        name = self._set(self.document.phase_by_id[phase].name.strip() or "—", PHASE, self.labels - 6.0,
                         PHASE_LINES) if phase is not None else None
        said = tuple((note, self._set(translate.write(Quoted(note.text.strip())), NOTE, room - ICON_ROOM + 4.0,
                                      NOTE_LINES)) for note in notes)
        words = title.height + sum(fitted.height + 1.0 for _, fitted in said)
        height = max(words, time.height if time is not None else 0.0) + 2 * PAD
        return DayRow(each, title, time, day, name, said, hotspot, height)

    def _set(self, text: str, style: TextStyle, width: float, lines: int) -> FittedText:
        return paragraph(self.context, text, style, width, lines, leading=LEADING)

    def block(self, rows: Sequence[DayRow], stretch: float, first: int) -> PageBlock:
        """Return some rows, each `stretch` higher than it must be; `first` numbers them over all sheets."""
        groups: list[Group] = []
        tops: list[Rect] = []
        y = HEAD_HEIGHT if self.day.has_feelings else 0.0
        for index, row in enumerate(rows):
            box = Rect(0.0, y, self.width, row.height + stretch)
            groups += self._row_groups(row, box, first + index, is_first=index == 0)
            tops.append(box)
            y = box.bottom
        back = [*self._grounds(rows, tops), *self._curve(rows, tops)]
        return PageBlock(self.width, y, (*back, *groups))

    def _row_groups(self, row: DayRow, box: Rect, number: int, *, is_first: bool) -> Iterator[Group]:
        theme = self.context.theme
        top = box.y + PAD
        if row.phase is not None:
            name = row.phase
            place = Rect(0.0, top, self.labels - 6.0, name.height)
            rule = [straight_line(0.0, box.y, self.width, box.y, Stroke(theme.hairline))] if not is_first else []
            texts = set_block(name, place, theme.ink)
            yield Group(f"phase-{number}", Role.PHASE, Layer.LABELS, place, (*rule, *texts), name.full, name.full)
            top = place.bottom
        parts: list[Primitive] = [*self._words(row, box)]
        if row.day is not None:
            place = Rect(0.0, top, self.labels - 6.0, row.day.height)
            parts += set_block(row.day, place, theme.muted)
        numbers = [row.hotspot] if row.hotspot is not None else []
        sentences = step_sentences(self.document, row.step, self.scale, [note for note, _ in row.notes], numbers,
                                   has_times=self.day.has_times)
        told = join_sentences(self.context.translate, sentences)
        yield Group(f"step-{number}", Role.STEP, Layer.CARDS, box, tuple(parts), row.title.full,
                    told[:1].upper() + told[1:], Side.CITIZEN)

    def _words(self, row: DayRow, box: Rect) -> Iterator[Primitive]:
        """Yield a step's channel, what is done, what was said of it, its number and its time."""
        theme, words = self.context.theme, self.words
        step = row.step.beat.step
        is_bad = row.step.beat.visit.blocked or row.step.beat.visit.failed
        ink = theme.friction.ink if is_bad else theme.ink
        if step.kind is StepKind.OUTCOME:
            ink = outcome_inks(theme, self.day.outcome).ink
        y = box.y + PAD
        name = "hourglass" if step.kind is StepKind.WAIT else CHANNEL_ICONS.get(step.channel or "")
        if step.kind is StepKind.OUTCOME:
            name = OUTCOME_ICONS[self.day.outcome]
        if name is not None:
            yield icon_path(name, self.labels + 4.0, y + 0.5, ICON, ink if step.kind is StepKind.OUTCOME else
                            theme.citizen.ink, 1.2)
        place = Rect(words.x, y, row.title.width, row.title.height)
        yield from set_block(row.title, place, ink)
        if row.hotspot is not None:
            yield from number_badge(self.context, str(row.hotspot.number), place.right + 5.0 + BADGE,
                                    y + TITLE.size * LEADING / 2, radius=BADGE, least=NUMBER,
                                    hypothesis=row.hotspot.is_hypothesis)
        y = place.bottom + 1.0
        for note, fitted in row.notes:
            ink = theme.note_inks[note.kind]
            yield icon_path(NOTE_ICONS[note.kind], words.x, y + 1.0, 11.0, ink, 1.1)
            yield from set_block(fitted, Rect(words.x + ICON_ROOM - 4.0, y, fitted.width, fitted.height), ink)
            y += fitted.height + 1.0
        if row.time is not None:
            left = self.width - self.curve - self.times
            yield from set_block(row.time, Rect(left - 4.0, box.y + PAD, self.times, row.time.height), theme.muted,
                                 align=Align.RIGHT)

    def _grounds(self, rows: Sequence[DayRow], boxes: Sequence[Rect]) -> Iterator[Group]:
        """Yield a tint under each wait: what is not tinted is something done."""
        theme = self.context.theme
        waits = [Box(Rect(self.labels, box.y + 0.5, self.width - self.labels - self.curve, box.height - 1.0), 4.0,
                     theme.backstage.tint)
                 for row, box in zip(rows, boxes, strict=True) if row.step.beat.step.kind is StepKind.WAIT]
        if waits:
            yield Group("waits", Role.DECORATION, Layer.LANES, boxes[0], tuple(waits))

    def _curve(self, rows: Sequence[DayRow], boxes: Sequence[Rect]) -> Iterator[Group]:
        """Yield the curve of feelings, from very bad at the left to very good at the right."""
        if not self.day.has_feelings or not boxes:
            return
        theme, left = self.context.theme, self.width - self.curve + 8.0
        room = self.curve - 8.0

        def across(emotion: int) -> float:
            return left + room * (emotion + 2.5) / 5

        guides: list[Primitive] = []
        for emotion, name in EMOTION_ICONS.items():
            x = across(emotion)
            ink = theme.friction.ink if emotion < 0 else (theme.good if emotion > 0 else theme.muted)
            guides.append(icon_path(name, x - FACE / 2, 2.0, FACE, ink, 1.3))
            guides.append(straight_line(x, HEAD_HEIGHT, x, boxes[-1].bottom,
                                        Stroke(theme.hairline, 1.0 if emotion else 1.6)))
        points = [(across(row.step.beat.step.emotion), box.y + PAD + TITLE.size * LEADING / 2,
                   row.step.beat.step.emotion)
                  for row, box in zip(rows, boxes, strict=True) if row.step.beat.step.emotion is not None]
        bounds = Rect(left, 0.0, room, boxes[-1].bottom)
        if len(points) > 1:
            guides.append(polyline([(x, y) for x, y, _ in points], Stroke(theme.citizen.ink, 1.8)))
        for x, y, emotion in points:
            ink = theme.friction.ink if emotion < 0 else (theme.good if emotion > 0 else theme.muted)
            guides.append(circle(x, y, POINT, ink, Stroke(theme.surface, 1.2)))
        lows = min(points, key=lambda point: point[2], default=None)
        title = self.context.translate(message("How it feels"))
        told = self.context.translate(message(
            "The curve of how it feels, from very bad at the left to very good at the right."))
        if lows is not None:
            yield Group("feelings", Role.FIGURE, Layer.LINES, bounds, tuple(guides), title, told)
