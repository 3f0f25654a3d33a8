"""What a blueprint knows of the workshop that it comes from: notes and where they are, dots, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from visavis.blueprint.analysis import Analysis, Finding, Hotspot
from visavis.blueprint.drawing.blueprint.descriptions import lane_name, step_name
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, Translator, message
from visavis.blueprint.model import BlueprintDocument, Cell, Note, NoteKind, Phase, Step, TriageState
from visavis.exporters.tables.cell_words import CellWords


class WorkshopFacts:
    """Notes, decisions and steps of one blueprint in one language; private notes are none of it.

    Where they are an extract, `excerpt` says of what.
    """

    def __init__(self, document: BlueprintDocument, analysis: Analysis, translate: Translator,
                 excerpt: Excerpt | None = None) -> None:
        self.document, self.analysis, self.translate, self.excerpt = document, analysis, translate, excerpt
        self.cells = CellWords(document, translate)
        self.notes = tuple(note for note in document.head.notes if not note.private and note.text.strip())
        self.steps = tuple(reading_order(document))
        self.step_numbers = {step.id: number for number, step in enumerate(self.steps, start=1)}

    def say(self, told: Message | str) -> str:
        """Return a message in the language of the minutes."""
        return self.translate(told) if isinstance(told, Message) else told

    # -- notes

    @property
    def voted(self) -> tuple[Note, ...]:
        """The notes that got dots, the most first; equals in the order of the blueprint."""
        return tuple(sorted((note for note in self.notes if dots_of(note)), key=lambda note: -dots_of(note)))

    @property
    def questions(self) -> tuple[Note, ...]:
        """The questions that were noted, those with most dots first."""
        return tuple(sorted((note for note in self.notes if note.kind is NoteKind.QUESTION),
                            key=lambda note: -dots_of(note)))

    @property
    def unplaced(self) -> tuple[Note, ...]:
        """The notes that stand nowhere."""
        return tuple(note for note in self.notes if note.at is None)

    @property
    def authors(self) -> tuple[str, ...]:
        """Whose names stand on notes, each once."""
        return tuple(dict.fromkeys(" ".join(note.author.split()) for note in self.notes
                                   if note.author and note.author.strip()))

    def notes_of(self, phase: Phase) -> tuple[Note, ...]:
        """Return the notes of a phase in the order of the drawing: by column, then lane, then as in the blueprint."""
        placed = [(self._place(note), note) for note in self.notes]
        here = [(place, note) for place, note in placed if place is not None and place.phase == phase.id]
        lanes = {lane.id: at for at, lane in enumerate(self.document.head.lanes)}
        return tuple(note for _, note in sorted(here, key=lambda each: (each[0].column, lanes[each[0].lane])))

    def where(self, note: Note) -> str:
        """Return where a note is: its step with the number, or its lane."""
        if isinstance(note.at, str):
            return self.step(self.document.step_by_id[note.at])
        return self.say(message("parking lot") if note.at is None else
                        lane_name(self.document.lane_by_id[note.at.lane]))

    def _place(self, note: Note) -> Cell | Step | None:
        return self.document.step_by_id[note.at] if isinstance(note.at, str) else note.at

    # -- steps

    def step(self, step: Step) -> str:
        """Return a step by the number of its place in the reading order, and its title."""
        return f"{self.step_numbers[step.id]}. {self.say(step_name(step))}"

    @property
    def touched(self) -> tuple[Step, ...]:
        """The steps that something was noted or decided about, in reading order."""
        decided = {finding.steps[0] for finding in self.decided if finding.steps}
        return tuple(step for step in self.steps if step.id in decided or step.id in self.notes_at)

    @cached_property
    def notes_at(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes on each step."""
        found: dict[str, tuple[Note, ...]] = {}
        for note in self.notes:
            if isinstance(note.at, str):
                found[note.at] = (*found.get(note.at, ()), note)
        return found

    # -- friction points

    @cached_property
    def numbers(self) -> Mapping[tuple[object, ...], int]:
        """The number of each open friction point."""
        return {hotspot.finding.key: hotspot.number for hotspot in self.analysis.frictions.hotspots}

    @property
    def decided(self) -> tuple[Finding, ...]:
        """What a team decided on: accepted, to do, dismissed, or kept on purpose."""
        return tuple(finding for finding in self.analysis.frictions.findings
                     if finding.waived is not None or finding.decided is not None)

    @property
    def agreed(self) -> tuple[Finding, ...]:
        """The friction points that a team wants to mend."""
        return tuple(finding for finding in self.analysis.frictions.open if is_agreed(finding))

    @property
    def undecided(self) -> tuple[Hotspot, ...]:
        """One finding of each friction point that nothing was decided about, in their order."""
        return tuple(Hotspot(group.number, group.findings[0], group.is_hypothesis)
                     for group in self.analysis.frictions.groups
                     if not any(finding.decided is not None for finding in group.findings))

    def places(self, finding: Finding) -> str:
        """Return where a finding is marked."""
        step = self.document.step_by_id.get(finding.steps[0]) if finding.steps else None
        return self.step(step) if step is not None else self.say(message("the whole journey"))

    def step_frictions(self, step: Step) -> Iterator[int]:
        """Yield the numbers of the friction points that are marked on a step."""
        yield from (group.number for group in self.analysis.frictions.groups if step.id in group.steps)


def dots_of(note: Note) -> int:
    """Return how many dots a note got."""
    return sum(note.votes.values())


def is_agreed(finding: Finding) -> bool:
    """Return whether a team took a friction point up: it is accepted, or to be done."""
    return finding.decided is not None and finding.decided.state in (TriageState.ACCEPTED, TriageState.TO_DO)
