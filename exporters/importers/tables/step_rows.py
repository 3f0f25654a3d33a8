"""What a table of steps alone still needs: the lanes, phases and documents that it names, and where steps lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import (
    BlueprintDocument,
    BlueprintError,
    DeclaredChannel,
    Element,
    Flow,
    Item,
    Lane,
    LaneKind,
    Phase,
    Step,
    StepKind,
)
from visavis.blueprint.model.document import flow_kind
from visavis.exporters.importers.tables.cell_reading import ChoiceReader, names_in, text_of
from visavis.exporters.importers.tables.grid_sheets import GridRow
from visavis.exporters.importers.tables.known_tables import KnownSheet
from visavis.exporters.importers.tables.row_reading import RowReader, TableEdits

_ITEM_FIELDS = ("asks", "gives", "uses", "announces")


class StepPlaces:
    """Where steps go whose row does not say it: after the one of the row above."""

    def __init__(self, document: BlueprintDocument) -> None:
        lanes, phases = document.head.lanes, document.head.phases
        citizen = next((lane.id for lane in lanes if lane.kind is LaneKind.CITIZEN), None)
        self._lanes = document.lane_by_id
        self._lane = citizen or (lanes[0].id if lanes else None)
        self._phase = phases[0].id if phases else None
        self._column = -1

    def follow(self, step: Step) -> None:
        """Remember the step of a row."""
        self._lane, self._phase, self._column = step.cell

    def place(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a row says of a new step, with a place."""
        lane, phase = values.get("lane") or self._lane, values.get("phase") or self._phase
        column = values.get("column")
        if column is None:
            column = self._column + 1 if phase == self._phase else 0
        kind = values.get("kind")
        if kind is None and lane is not None and lane in self._lanes:
            kind = StepKind.EVIDENCE if self._lanes[lane].facts.is_evidence else StepKind.ACTION
        return {**values, "lane": lane, "phase": phase, "column": column, "kind": kind}


def grow_lists(edits: TableEdits, sheet: KnownSheet, present: frozenset[str], before: BlueprintDocument, *,
               is_new: bool) -> None:
    """Add the lists that a table of steps names and no other table has: a document that is new needs them.

    Documents and data are added to any blueprint, as the window does.
    """
    if is_new and "lanes" not in present:
        _add_lanes(edits, sheet)
    if is_new and "phases" not in present:
        _add_named(edits, sheet, "phase", "phases", Phase)
    if is_new and "channels" not in present:
        _add_named(edits, sheet, "channel", "channels", DeclaredChannel)
    for key in _ITEM_FIELDS:
        _add_named(edits, sheet, key, "items", Item, before)
    head = edits.document.head
    if is_new and not head.lanes:
        lane = Lane(id="citizen", name=translator(sheet.language)(message("Citizen")), kind=LaneKind.CITIZEN)
        edits.document = edits.document.replace(head=change_element(head, {"lanes": (lane,)}))
    if is_new and not edits.document.head.phases:
        edits.document = edits.document.replace(head=change_element(edits.document.head, {
            "phases": (Phase(id="phase", name=""),)}))


def _add_named(edits: TableEdits, sheet: KnownSheet, key: str, listed: str, kind: type[Element],
               before: BlueprintDocument | None = None) -> None:
    """Add what cells of a column name and the document does not have, nor had `before` another table renamed it."""
    choices = listed if listed != "channels" else "channel"
    head = edits.document.head
    known = [ChoiceReader(document, sheet.language) for document in (edits.document, before) if document is not None]
    found = list(getattr(head, listed))
    fresh: dict[str, str] = {}
    for row in sheet.rows:
        for name in names_in(text_of(sheet.content(row, key))):
            if name not in fresh and not any(_is_known(words, choices, name) for words in known):
                fresh[name] = slug(name, {*(one.id for one in found), *fresh.values()}, kind.__name__.lower())
    if fresh:
        made = [make_element(kind, {"id": identifier, "name": name}) for name, identifier in fresh.items()]
        edits.document = edits.document.replace(head=change_element(head, {listed: (*found, *made)}))


def _is_known(words: ChoiceReader, choices: str, name: str) -> bool:
    try:
        words.find(choices, name)
    except BlueprintError:
        return False
    return True


def _add_lanes(edits: TableEdits, sheet: KnownSheet) -> None:
    """Add the lanes that steps name, of the kind that their rows say; without one, of the side of the row."""
    head, words = edits.document.head, ChoiceReader(edits.document, sheet.language)
    made: dict[str, Lane] = {}
    for row in sheet.rows:
        name = " ".join(text_of(sheet.content(row, "lane")).split())
        if name and name not in made:
            identifier = slug(name, {lane.id for lane in made.values()}, "lane")
            made[name] = Lane(id=identifier, name=name, kind=_lane_kind(words, sheet, row))
    if made:
        order = list(LaneKind)
        lanes = sorted(made.values(), key=lambda lane: order.index(lane.kind))
        edits.document = edits.document.replace(head=change_element(head, {"lanes": (*head.lanes, *lanes)}))


def _lane_kind(words: ChoiceReader, sheet: KnownSheet, row: GridRow) -> LaneKind:
    sides = {"citizen": LaneKind.CITIZEN, "agent": LaneKind.FRONTSTAGE}
    for key, choices in (("lane-kind", "lane-kind"), ("side", "side")):
        told = text_of(sheet.content(row, key)).strip()
        if told and _is_known(words, choices, told):
            found = words.find(choices, told)
            return LaneKind(found) if choices == "lane-kind" else sides.get(found, LaneKind.SUPPORT)
    return LaneKind.FRONTSTAGE


def lead_on(edits: TableEdits, sheet: KnownSheet, before: BlueprintDocument) -> None:
    """Draw the flows that the column *Leads to* of a table of steps names and the blueprint does not have.

    Flows that it no longer names are told: where a table lists them, their rows say what becomes of them.
    """
    document, flows = edits.document, list(edits.document.flows)
    words = ChoiceReader(document, sheet.language)
    reader = RowReader(sheet, Step, before, words, edits.told.append)
    taken = {flow.key for flow in flows}
    for row in sheet.rows:
        source = document.step_by_id.get(text_of(sheet.content(row, "id")).strip())
        if source is None or "leads-to" not in sheet.places:
            continue
        there = dict.fromkeys(flow.target for flow in document.flows_from.get(source.id, ()))
        named = []
        for name in names_in(text_of(sheet.content(row, "leads-to"))):
            shown = {text: step for step in there for text in reader.names_of("steps", step)}
            try:
                named.append(shown.get(name) or words.find("steps", name))
            except BlueprintError as error:
                reader.tell(row, "leads-to", error.message)
        for target in dict.fromkeys(named):
            if target not in there:
                key = slug(f"{source.id} {target}", taken, "flow")
                taken.add(key)
                kind = flow_kind(document, document.lane_of(source), document.lane_of(document.step_by_id[target]))
                flows.append(make_element(Flow, {"source": source.id, "target": target, "key": key, "kind": kind}))
        if set(there) - set(named):
            reader.tell(row, "leads-to", message("flows that it no longer names were left; delete them in the table "
                                                 "of flows"))
    if len(flows) > len(document.flows):
        edits.document = document.replace(flows=tuple(flows))
