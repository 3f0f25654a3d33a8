"""What each sheet of the table has: its rows, its columns, and the commands that its cells and keys carry out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from visavis.blueprint.editing import Command
from visavis.blueprint.editing.commands import (
    AddFlow,
    AddNextStep,
    AddStep,
    CompositeCommand,
    EditNote,
    MoveStepsBetween,
    ReconnectFlow,
    RemoveElements,
    RemoveFlow,
)
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import N_, message
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.features.inspector.inspected_subjects import (
    CELL_FIELDS,
    FlowSubject,
    ListedSubject,
    RecordSubject,
    ServiceSubject,
    StepSubject,
    Subject,
    move_command,
    new_element,
    remove_command,
)
from visavis.ui.fields import FLOW_FIELDS, LIST_FIELDS, LIST_TITLES, STEP_FIELDS, FieldKind, FieldSpec
from visavis.ui.fields.commit import interpret_text
from visavis.ui.fields.values import ChoiceWords, cell_text, read_cell

LEADS_TO = FieldSpec("leads_to", N_("Leads to"), FieldKind.MANY_CHIPS, "steps")
SOURCE = FieldSpec("source", N_("From"), FieldKind.CHOICE, "steps")
TARGET = FieldSpec("target", N_("To"), FieldKind.CHOICE, "steps")
AT = FieldSpec("at", N_("Step it is about"), FieldKind.CHOICE, "steps")
EDIT_CELLS = message("Edit the table")
# What most people fill in; the other columns are a menu away.
STEP_COLUMNS = ("title", "lane", "phase", "kind", "channel", "work", "wait", "effort", "emotion", "asks", "gives",
                "leads_to", "column")


class TableSheet(ABC):
    """One sheet. `shown` are the columns to begin with."""

    name: str
    title: str
    columns: tuple[FieldSpec, ...]
    shown: frozenset[str]

    @abstractmethod
    def rows(self, document: BlueprintDocument) -> list[str]:
        """Return the ids of the rows from top to bottom."""

    @abstractmethod
    def subject(self, row: str) -> Subject:
        """Return what a row is about."""

    def text(self, document: BlueprintDocument, row: str, spec: FieldSpec, words: ChoiceWords) -> str:
        """Return what stands in a cell."""
        return cell_text(spec, self.subject(row).value(document, spec.key), words)

    def commands(self, document: BlueprintDocument, row: str, typed: Mapping[str, str],
                 words: ChoiceWords) -> list[Command]:
        """Return what makes the cells of a row, by column, say what was typed; raises BlueprintError."""
        subject = self.subject(row)
        commands: list[Command] = []
        for spec in self.columns:
            if spec.key in typed:
                before, value = interpret_text(document, spec, typed[spec.key], words)
                commands += [*before, subject.change(document, spec.key, value)]
        return commands

    def add_row_command(self, document: BlueprintDocument, row: str | None) -> Command | None:
        """Return what adds a row below `row`; None where rows are not added like that."""
        del document, row
        return None

    def remove_rows_command(self, rows: tuple[str, ...]) -> Command | None:
        """Return what takes rows away; None where rows do not go."""
        del rows
        return None

    def move_row_command(self, document: BlueprintDocument, row: str, by: int) -> Command | None:
        """Return what moves a row up (−1) or down (+1); None where it cannot go."""
        del document, row, by
        return None


class StepsSheet(TableSheet):
    """Steps in reading order, with where each leads to."""

    name, title = "steps", N_("Steps")
    # What a row is called and where it stands comes first.
    columns = tuple(sorted((*STEP_FIELDS, LEADS_TO), key=lambda spec: STEP_COLUMNS.index(spec.key)
                           if spec.key in STEP_COLUMNS else len(STEP_COLUMNS)))
    shown = frozenset(STEP_COLUMNS)

    def rows(self, document: BlueprintDocument) -> list[str]:
        """Return the steps in reading order."""
        return [step.id for step in reading_order(document)]

    def subject(self, row: str) -> Subject:
        """Return the step."""
        return StepSubject(row)

    def text(self, document: BlueprintDocument, row: str, spec: FieldSpec, words: ChoiceWords) -> str:
        """Return what stands in a cell; where a step leads to is told by the titles."""
        if spec is LEADS_TO:
            return cell_text(spec, [flow.target for flow in document.flows_from.get(row, ())], words)
        return super().text(document, row, spec, words)

    def commands(self, document: BlueprintDocument, row: str, typed: Mapping[str, str],
                 words: ChoiceWords) -> list[Command]:
        """Return the changes: lane, phase and column are one move, and ends of flows are flows."""
        cell = {key: text for key, text in typed.items() if key in CELL_FIELDS}
        others = {key: text for key, text in typed.items() if key not in CELL_FIELDS}
        leads = others.pop(LEADS_TO.key, None)
        commands = super().commands(document, row, others, words)
        if cell:
            specs = {spec.key: spec for spec in self.columns}
            values = {key: read_cell(specs[key], text, words) for key, text in cell.items()}
            commands.append(StepSubject(row).move_to_cell(document, values))
        if leads is not None:
            commands += _link_commands(document, row, read_cell(LEADS_TO, leads, words))
        return commands

    def add_row_command(self, document: BlueprintDocument, row: str | None) -> Command | None:
        """Return the step after a step, on its side; the first one where there is none."""
        if row is not None:
            return AddNextStep(row)
        head = document.head
        return AddStep((head.lanes[0].id, head.phases[0].id, 0)) if head.lanes and head.phases else None

    def remove_rows_command(self, rows: tuple[str, ...]) -> Command:
        """Return what removes steps."""
        return RemoveElements(rows)

    def move_row_command(self, document: BlueprintDocument, row: str, by: int) -> Command | None:
        """Return what moves a step one column to and fro, into the phase beside where its own ends."""
        step, phases = document.step_by_id[row], list(document.phase_by_id)
        column, index = step.column + (2 if by > 0 else -1), phases.index(step.phase)
        if 0 <= column <= document.columns_of_phase[step.phase]:
            return MoveStepsBetween((row,), step.phase, column)
        if not 0 <= index + by < len(phases):
            return None
        beside = phases[index + by]
        return MoveStepsBetween((row,), beside, 0 if by > 0 else document.columns_of_phase[beside])


class FlowsSheet(TableSheet):
    """Flows in the order of the steps that they come from."""

    name, title = "flows", N_("Flows")
    columns = (SOURCE, TARGET, *FLOW_FIELDS)
    shown = frozenset(spec.key for spec in columns)

    def rows(self, document: BlueprintDocument) -> list[str]:
        """Return the flows."""
        return [flow.key for step in reading_order(document) for flow in document.flows_from.get(step.id, ())]

    def subject(self, row: str) -> Subject:
        """Return the flow."""
        return FlowSubject(row)

    def commands(self, document: BlueprintDocument, row: str, typed: Mapping[str, str],
                 words: ChoiceWords) -> list[Command]:
        """Return the changes; other ends lead the flow elsewhere."""
        ends = {spec.key: read_cell(spec, typed[spec.key], words) for spec in (SOURCE, TARGET) if spec.key in typed}
        others = {key: text for key, text in typed.items() if key not in ends}
        led: list[Command] = [ReconnectFlow(row, **ends)] if any(ends.values()) else []
        return [*led, *super().commands(document, row, others, words)]

    def remove_rows_command(self, rows: tuple[str, ...]) -> Command:
        """Return what removes flows."""
        return RemoveElements(flows=rows)


class ListSheet(TableSheet):
    """One of the document's lists."""

    def __init__(self, group: str) -> None:
        self.name, self.title = group, LIST_TITLES[group]
        self.columns = (*LIST_FIELDS[group], *((AT,) if group == "notes" else ()))
        self.shown = frozenset(spec.key for spec in self.columns)

    def rows(self, document: BlueprintDocument) -> list[str]:
        """Return the elements in their order."""
        return [one.id for one in getattr(document.head, self.name)]

    def subject(self, row: str) -> Subject:
        """Return the element."""
        return ListedSubject(self.name, row)

    def text(self, document: BlueprintDocument, row: str, spec: FieldSpec, words: ChoiceWords) -> str:
        """Return what stands in a cell; a note that sticks to an empty cell names none of the steps."""
        value = self.subject(row).value(document, spec.key)
        return cell_text(spec, value if spec is not AT or isinstance(value, str) else None, words)

    def commands(self, document: BlueprintDocument, row: str, typed: Mapping[str, str],
                 words: ChoiceWords) -> list[Command]:
        """Return the changes; a note that sticks to nothing goes to the parking lot."""
        others = {key: text for key, text in typed.items() if key != AT.key}
        commands = super().commands(document, row, others, words)
        if AT.key in typed:
            commands.append(EditNote(row, at=read_cell(AT, typed[AT.key], words)))
        return commands

    def add_row_command(self, document: BlueprintDocument, row: str | None) -> Command | None:
        """Return what adds an element."""
        del document, row
        return new_element(self.name)

    def remove_rows_command(self, rows: tuple[str, ...]) -> Command:
        """Return what removes elements."""
        return CompositeCommand(message("Delete rows of a list"),
                                tuple(remove_command(self.name, row) for row in rows))

    def move_row_command(self, document: BlueprintDocument, row: str, by: int) -> Command | None:
        """Return what moves an element in its list."""
        rows = self.rows(document)
        index = rows.index(row) + by
        return move_command(self.name, row, index) if 0 <= index < len(rows) else None


class SingleSheet(TableSheet):
    """One row about something of which there is one: the service, the record."""

    def __init__(self, name: str, title: str, subject: Subject) -> None:
        self.name, self.title = name, title
        self._subject = subject
        self.columns = subject.fields
        self.shown = frozenset(spec.key for spec in self.columns)

    def rows(self, document: BlueprintDocument) -> list[str]:
        """Return its row."""
        del document
        return [self.name]

    def subject(self, row: str) -> Subject:
        """Return what it is about."""
        del row
        return self._subject


def sheets() -> tuple[TableSheet, ...]:
    """Return every sheet, the drawing's own first."""
    return (StepsSheet(), FlowsSheet(), *(ListSheet(group) for group in LIST_FIELDS),
            SingleSheet("service", N_("Service"), ServiceSubject()),
            SingleSheet("record", N_("Record"), RecordSubject()))


def _link_commands(document: BlueprintDocument, source: str, targets: tuple[str, ...]) -> list[Command]:
    """Return the flows to add and to remove such that a step leads to exactly these."""
    flows = document.flows_from.get(source, ())
    there = {flow.target for flow in flows}
    gone: list[Command] = [RemoveFlow(flow.key) for flow in flows if flow.target not in targets]
    return [*gone, *(AddFlow(source, target) for target in targets if target not in there)]
