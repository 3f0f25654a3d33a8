"""The steps as a table, each once, in reading order: what it is, what it takes, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import isnan

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, Cell, Note, NoteKind, Step, StepKind, words
from visavis.exporters.tables.cell_words import CellWords, short_number
from visavis.exporters.tables.data_table import ColumnKind, DataTable
from visavis.exporters.tables.field_columns import (
    ColumnsByKey,
    column,
    field_columns,
    in_order,
    make_table,
    position_column,
)
from visavis.exporters.text_version.exchange_texts import comes_to, missing_times

NAME, LONG, NUMBER, WORD = ColumnKind.NAME, ColumnKind.LONG_TEXT, ColumnKind.NUMBER, ColumnKind.WORD
# Further fields of a step come before the last of these by themselves.
ORDER = ("number", "title", "plain", "detail", "side", "lane", "lane-kind", "phase", "column", "kind", "outcome",
         "channel", "place", "actor", "unit", "system", "work", "wait", "basis", "visits", "yearly-visits",
         "yearly-hours", "yearly-cost", "effort", "emotion", "asks", "gives", "informs.who", "informs.promise",
         "fails", "fallback", "hidden", "markers", "personas", "shut-out", "pains", "notes", "frictions", "leads-to",
         "remark", "position", "id")
# Sums of floats: a step that everybody comes to is met 1 time, not 0.9999999.
VISIT_DIGITS = 3
MINUTES_PER_HOUR = 60


def steps_table(document: BlueprintDocument, analysis: Analysis, cells: CellWords, *, internal: bool) -> DataTable:
    """Return the table of the steps; their details are for those who work on the blueprint (`internal`)."""
    rows = reading_order(document)
    facts = StepFacts(document, analysis, cells)
    columns = (field_columns(Step, cells, () if internal else ("detail",)) | _added_columns(facts, cells)
               | position_column(document.steps, cells))
    return make_table("steps", cells.say(message("Steps")), in_order(columns, ORDER), rows, kept=2)


def _added_columns(facts: StepFacts, cells: CellWords) -> ColumnsByKey:
    """Return the columns that are no fields of a step."""
    say, document = cells.say, facts.document
    return {
        "number": column("number", say(message("No.")), NUMBER, lambda step: facts.number[step.id]),
        "side": column("side", say(message("Side")), WORD, facts.side),
        "lane-kind": column("lane-kind", say(message("Kind of lane")), WORD,
                            lambda step: cells.name("lane-kind", document.lane_of(step).kind)),
        "actor": column("actor", say(message("Actor")), NAME,
                        lambda step: cells.name("actors", document.lane_of(step).actor or "")),
        "visits": column("visits", say(message("Times per case started")), NUMBER, facts.visits),
        "yearly-visits": column("yearly-visits", say(message("Times a year")), NUMBER, facts.yearly_visits),
        "yearly-hours": column("yearly-hours", say(message("Work a year (hours)")), NUMBER, facts.yearly_hours),
        "yearly-cost": column("yearly-cost", say(message("Cost of the work a year")), NUMBER, facts.yearly_cost),
        "shut-out": column("shut-out", say(message("Personas who cannot use the channel")), NAME, facts.shut_out),
        "personas": column("personas", say(message("Personas who come here")), NAME, facts.personas),
        "pains": column("pains", say(message("Pain points noted")), LONG, lambda step: facts.notes(step, pains=True)),
        "notes": column("notes", say(message("Other notes")), LONG, lambda step: facts.notes(step, pains=False)),
        "frictions": column("frictions", say(message("Friction points (numbers)")), WORD, facts.frictions),
        "leads-to": column("leads-to", say(message("Leads to")), NAME, facts.leads_to),
        "remark": column("remark", say(message("Remark")), NAME, facts.remark),
        "id": column("id", say(message("Identifier")), WORD, lambda step: step.id),
    }


class StepFacts:
    """What a table says of a step beside its own fields."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis, cells: CellWords) -> None:
        self.document, self._analysis, self._cells = document, analysis, cells
        self.number = {step.id: number for number, step in enumerate(reading_order(document), start=1)}
        everybody = analysis.measures.everybody
        self._visits = None if everybody is None else everybody.visits

    def side(self, step: Step) -> str:
        """Return who bears the step’s work; evidence is the citizen’s, who sees it."""
        side = self.document.side_of(step)
        return self._cells.name("side", side) if side is not None else ""

    def visits(self, step: Step) -> int | float | None:
        """Return how often a started case comes to a step; None where that is not known. Nobody comes to evidence."""
        if self._visits is None or step.kind is StepKind.EVIDENCE:
            return None
        visits = self._visits.get(step.id, 0.0)
        return None if isnan(visits) else short_number(visits, VISIT_DIGITS)

    def yearly_visits(self, step: Step) -> int | float | None:
        """Return how often a step is met in a year: by each of the cases that start; None where that is not known."""
        visits, cases = self.visits(step), self.document.head.service.cases_per_year
        return None if visits is None or cases is None else short_number(visits * cases, 0)

    def yearly_hours(self, step: Step) -> int | float | None:
        """Return the hours of work that a step takes its actors in a year."""
        visits, cases = self.visits(step), self.document.head.service.cases_per_year
        if visits is None or cases is None or step.work is None:
            return None
        return short_number(visits * cases * self.document.effort_of(step) / MINUTES_PER_HOUR)

    def yearly_cost(self, step: Step) -> int | float | None:
        """Return what that work costs in a year, in the currency of the record; None where it is not known."""
        hours = self.yearly_hours(step)
        actor = self.document.actor_by_id.get(self.document.lane_of(step).actor or "")
        if hours is None or actor is None or actor.hourly_cost is None:
            return None
        return short_number(hours * actor.hourly_cost, 0)

    def shut_out(self, step: Step) -> str:
        """Return the personas who cannot use the channel of a step that citizens do."""
        if step.channel is None or not self.document.lane_of(step).facts.is_on_citizen_side:
            return ""
        return self._cells.names("personas", [persona.id for persona in self.document.head.personas
                                              if persona.channels and step.channel not in persona.channels])

    def personas(self, step: Step) -> str:
        """Return the personas who come to a step, of several."""
        measured = [each for each in self._analysis.measures.personas if each.persona is not None]
        here = [each.persona for each in measured if comes_to(each, step.id)]
        return self._cells.names("personas", here)

    def notes(self, step: Step, *, pains: bool) -> str:
        """Return the pain points that were noted at a step, or the other notes, a line each."""
        here = (note for note in self._notes_at.get(step.id, ()) if note.text.strip())
        return "\n".join(note.text.strip() if pains else self._cells.say(_note_words(note))
                         for note in here if (note.kind is NoteKind.PAIN) is pains)

    def frictions(self, step: Step) -> str:
        """Return the numbers of the friction points marked on a step."""
        return ", ".join(map(str, self._frictions.get(step.id, ())))

    def leads_to(self, step: Step) -> str:
        """Return the steps that follow."""
        follows = dict.fromkeys(flow.target for flow in self.document.flows_from.get(step.id, ()))
        return self._cells.names("steps", follows)

    def remark(self, step: Step) -> str:
        """Return what is not known of a step."""
        told = [self._cells.say(missing) for missing in missing_times(self.document, step)]
        if self._visits is None:
            told.append(self._cells.say(message("there is no journey to measure yet")))
        elif step.kind is not StepKind.EVIDENCE and self.visits(step) is None:
            told.append(self._cells.say(message("how often it is reached is not known")))
        return "; ".join(told)

    @cached_property
    def _notes_at(self) -> Mapping[str, list[Note]]:
        """The notes of each step: those on it, and those on the cell that it is alone in."""
        found: dict[str, list[Note]] = {}
        for note in self.document.head.notes:
            at = note.at
            if isinstance(at, Cell):
                steps = self.document.steps_in_cell.get((at.lane, at.phase, at.column), ())
                at = steps[0].id if len(steps) == 1 else None
            if at is not None:
                found.setdefault(at, []).append(note)
        return found

    @cached_property
    def _frictions(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for group in self._analysis.frictions.groups:
            for step in group.steps:
                found.setdefault(step, []).append(group.number)
        return found


def _note_words(note: Note) -> Message:
    return message("{kind}: {said}", kind=words.NOTE_KINDS[note.kind].in_text, said=note.text.strip())
