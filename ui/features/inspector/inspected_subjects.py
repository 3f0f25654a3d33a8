"""What can be inspected: each subject knows its fields, their values, and the command that changes one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing import Command, commands
from visavis.blueprint.model import BlueprintDocument, Element
from visavis.ui.fields import (
    FLOW_FIELDS,
    HEAD_FIELDS,
    LIST_FIELDS,
    LIST_TITLES,
    RECORD_FIELDS,
    SERVICE_FIELDS,
    STEP_FIELDS,
    FieldSpec,
)
from visavis.ui.kit.i18n import interface_language, tr

# The names of the commands that add, change, move and remove an element of each list of the document.
_COMMANDS = {
    "personas": "Persona", "actors": "Actor", "phases": "Phase", "lanes": "Lane", "items": "Item", "notes": "Note",
    "avoid": "AvoidClause", "waivers": "Waiver", "channels": "Channel", "thresholds": "Threshold", "triage": "Triage",
}
CELL_FIELDS = ("lane", "phase", "column")
# What a new element says before anyone names it: enough to be valid.
_NEW: dict[str, dict[str, Any]] = {
    "actors": {"side": "agent"}, "lanes": {"kind": "backstage"}, "notes": {"kind": "idea"},
    "waivers": {"reason": "other", "rule": "silent-wait"}, "triage": {"state": "to-do", "rule": "silent-wait"},
    "thresholds": {"rule": "silent-wait", "name": "wait", "value": 5, "unit": "day"},
}
_TEXT = {"avoid": "text", "notes": "text", "waivers": "text", "triage": "reason"}


class Mixed:
    """The value of a field that is not the same in all of several things."""


MIXED = Mixed()


@dataclass(frozen=True, slots=True)
class Subject(ABC):
    """Something of the document that the inspector shows."""

    @property
    def is_several(self) -> bool:
        """Whether it is several things that are edited together."""
        return False

    @property
    @abstractmethod
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields to show, in order."""

    @abstractmethod
    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the element as it is now; None once it is gone."""

    @abstractmethod
    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command that sets a field; dotted keys name a part of a field."""

    @abstractmethod
    def overline(self, document: BlueprintDocument) -> str:
        """Return the kind of thing, for above the title."""

    @abstractmethod
    def title(self, document: BlueprintDocument) -> str:
        """Return the thing's name."""

    def subtitle(self, document: BlueprintDocument) -> str:
        """Return where it stands, for below the title."""
        del document
        return ""

    def value(self, document: BlueprintDocument, key: str) -> Any:
        """Return a field's value as the model has it; dotted keys name a part of a field."""
        found: Any = self.element(document)
        for part in key.split("."):
            found = getattr(found, part, None)
        return found

    def gesture(self, key: str) -> str:
        """Return the name under which successive changes of one field become one undo step."""
        return f"{self!r}.{key}"


def _part(element: Element | None, key: str, value: Any) -> dict[str, Any]:
    """Return the change of a field, or of one part of a field that has parts (None once all parts are gone)."""
    name, dot, part = key.partition(".")
    if not dot:
        return {name: value}
    whole = getattr(element, name, None)
    parts = dict(whole.to_json()) if isinstance(whole, Element) else {}
    if value is None:
        parts.pop(part, None)
    else:
        parts[part] = value
    return {name: parts or None}


@dataclass(frozen=True, slots=True)
class StepSubject(Subject):
    """A step."""

    id: str

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of a step."""
        return STEP_FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the step."""
        return document.step_by_id.get(self.id)

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command; a change of place moves the card as dragging does."""
        if key in CELL_FIELDS:
            return self.move_to_cell(document, {key: value})
        return commands.EditStep(self.id, **_part(document.step_by_id[self.id], key, value))

    def move_to_cell(self, document: BlueprintDocument, place: Mapping[str, Any]) -> Command:
        """Return the command that moves the card; what `place` does not name stays."""
        step = document.step_by_id[self.id]
        data = {key: value for key, value in place.items() if value is not None}
        if "column" in data:
            data["column"] = data["column"] - 1
        cell = {name: getattr(step, name) for name in CELL_FIELDS} | data
        return commands.PlaceStep(self.id, (cell["lane"], cell["phase"], cell["column"]))

    def value(self, document: BlueprintDocument, key: str) -> Any:
        """Return a field's value; people count columns from 1."""
        value = Subject.value(self, document, key)
        return value + 1 if key == "column" and value is not None else value

    def overline(self, document: BlueprintDocument) -> str:
        """Return 'Step'."""
        del document
        return tr("Step")

    def title(self, document: BlueprintDocument) -> str:
        """Return the step's title."""
        return document.step_by_id[self.id].title or tr("Without a title")

    def subtitle(self, document: BlueprintDocument) -> str:
        """Return lane, phase and column; columns are counted from 1 for people."""
        step = document.step_by_id[self.id]
        return tr("{lane} · {phase} · column {column}", lane=document.lane_by_id[step.lane].name,
                  phase=document.phase_by_id[step.phase].name, column=step.column + 1)


@dataclass(frozen=True, slots=True)
class FlowSubject(Subject):
    """A flow."""

    key: str

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of a flow."""
        return FLOW_FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the flow."""
        return document.flow_by_key.get(self.key)

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command."""
        return commands.EditFlow(self.key, **_part(document.flow_by_key[self.key], key, value))

    def overline(self, document: BlueprintDocument) -> str:
        """Return 'Flow'."""
        del document
        return tr("Flow")

    def title(self, document: BlueprintDocument) -> str:
        """Return what is said, or the two ends."""
        flow = document.flow_by_key[self.key]
        return flow.label or self.subtitle(document)

    def subtitle(self, document: BlueprintDocument) -> str:
        """Return the titles of both ends."""
        flow = document.flow_by_key[self.key]
        ends = (document.step_by_id[flow.source], document.step_by_id[flow.target])
        return " → ".join(step.title or step.id for step in ends)


@dataclass(frozen=True, slots=True)
class HeadSubject(Subject):
    """The document itself."""

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The document's own fields."""
        return HEAD_FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the document's head."""
        return document.head

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command."""
        del document
        return commands.EditHead(**{key: value})

    def overline(self, document: BlueprintDocument) -> str:
        """Return 'Blueprint'."""
        del document
        return tr("Blueprint")

    def title(self, document: BlueprintDocument) -> str:
        """Return the document's title."""
        return document.head.title or tr("Without a title")

    def subtitle(self, document: BlueprintDocument) -> str:
        """Return how much there is."""
        plural = interface_language.translator.plural
        return " · ".join((plural("{count} step", "{count} steps", len(document.steps)),
                           plural("{count} flow", "{count} flows", len(document.flows))))


@dataclass(frozen=True, slots=True)
class ServiceSubject(HeadSubject):
    """The service that the document describes."""

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of the service."""
        return SERVICE_FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the service."""
        return document.head.service

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command; of the legal clock, what is not named stays."""
        del document
        name, dot, part = key.partition(".")
        return commands.EditService(**{name: {part: value} if dot else value})

    def overline(self, document: BlueprintDocument) -> str:
        """Return 'Service'."""
        del document
        return tr("Service")


@dataclass(frozen=True, slots=True)
class RecordSubject(HeadSubject):
    """What printed pages say of the document itself."""

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of the record."""
        return RECORD_FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the record."""
        return document.head.record

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command."""
        del document
        return commands.EditRecord(**{key: value})

    def overline(self, document: BlueprintDocument) -> str:
        """Return 'Record'."""
        del document
        return tr("Record")


@dataclass(frozen=True, slots=True)
class ListedSubject(Subject):
    """An element of one of the document's lists: a persona, a lane, a note."""

    group: str
    id: str

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields of the list's elements."""
        return LIST_FIELDS[self.group]

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the element."""
        return next((one for one in getattr(document.head, self.group) if one.id == self.id), None)

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the command."""
        changes = _part(self.element(document), key, value)
        command: Command = _command("Edit", self.group)(self.id, **changes)
        return command

    def overline(self, document: BlueprintDocument) -> str:
        """Return the list's title."""
        del document
        return tr(LIST_TITLES[self.group])

    def title(self, document: BlueprintDocument) -> str:
        """Return the element's name or text."""
        return name_of(self.element(document))


def name_of(element: Element | None) -> str:
    """Return what an element of a list is called."""
    for key in ("name", "text", "rule"):
        text = getattr(element, key, None)
        if text:
            return str(text)
    return tr("Without a title")


def add_command(group: str, fields: dict[str, Any]) -> Command:
    """Return the command that adds an element to a list."""
    command: Command = _command("Add", group)(**fields)
    return command


def new_element(group: str) -> Command:
    """Return the command that adds an element that says no more than it must."""
    return add_command(group, {_TEXT.get(group, "name"): tr("Unnamed"), **_NEW.get(group, {})})


def move_command(group: str, element: str, index: int) -> Command:
    """Return the command that moves an element of a list to another place."""
    command: Command = _command("Move", group)(element, index)
    return command


def remove_command(group: str, element: str) -> Command:
    """Return the command that removes an element from a list."""
    command: Command = _command("Remove", group)(element)
    return command


def _command(verb: str, group: str) -> Any:
    return getattr(commands, f"{verb}{_COMMANDS[group]}")
