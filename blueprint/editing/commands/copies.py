"""Copying steps: beside themselves, or from another document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from visavis.blueprint.editing.branch_probabilities import rescale_branches
from visavis.blueprint.editing.commands.notes_and_items import ITEM_LISTS, ITEMS
from visavis.blueprint.editing.commands.people import CHANNELS
from visavis.blueprint.editing.draft import Draft, require
from visavis.blueprint.editing.grid import CellLike, CellRef, Columns, resolve_cell
from visavis.blueprint.editing.legal_clock_references import restore_steps
from visavis.blueprint.editing.values import change_element, move_step
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument, Flow, Step
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.problems import Refused


@dataclass(frozen=True)
class DuplicateSteps:
    """Copy steps and the flows between them to the right, to the nearest columns where every copy's cell is free."""

    steps: tuple[str, ...]

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Duplicate {count} step", "Duplicate {count} steps", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Copy them."""
        chosen = [draft.step(step_id) for step_id in dict.fromkeys(self.steps)]
        if not chosen:
            return
        cells = _free_cells_beside(draft, chosen)
        names: dict[str, str] = {}
        for step in chosen:
            names[step.id] = draft.new_id("s", draft.steps)
            copy = step.model_copy(update={"id": names[step.id]})
            draft.put_step(move_step(copy, *cells[step.id]))
        copy_inner_references(draft, names)


@dataclass(frozen=True)
class PasteSteps:
    """Copy steps of another document (or an earlier state of this one), with the flows between them, into a phase.

    The first column's first step goes to `cell`; the others keep their distance to it, all moved right as far as
    it takes to find free cells. A step whose lane does not exist here goes to the first lane of the same kind.
    Items and declared channels that the copies need come with them; personas do not, nor fallbacks to the outside.
    Steps that were cut from this blueprint take up the legal clock where they left it; copies do not.
    """

    source: BlueprintDocument
    steps: tuple[str, ...]
    cell: CellLike

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return plural("Paste {count} step", "Paste {count} steps", len({*self.steps}))

    def apply(self, draft: Draft) -> None:
        """Copy them."""
        chosen = [require(self.source.step_by_id, name, message("step")) for name in dict.fromkeys(self.steps)]
        if not chosen:
            return
        inner = [flow for flow in self.source.flows if {flow.source, flow.target} <= {step.id for step in chosen}]
        _add_missing(draft, self.source, chosen, inner)
        cells = _pasted_cells(draft, self.source, chosen, resolve_cell(draft, self.cell))
        names = {step.id: draft.new_id("s", draft.steps) for step in chosen}
        for step in chosen:
            copy = step.model_copy(update={"id": names[step.id]})
            copy = change_element(copy, {"fallback": names.get(step.fallback or "")})
            draft.put_step(move_step(copy, *cells[step.id]))
        for flow in inner:
            draft.put_flow(_pasted_flow(draft, self.source, flow, names))
        if self.source.head.id == draft.head.id:
            restore_steps(draft, self.source.head.service.legal_clock, names)
        for name in names.values():
            rescale_branches(draft, name)


def _add_missing(draft: Draft, source: BlueprintDocument, steps: list[Step], flows: list[Flow]) -> None:
    """Add the items and channels that copies name and that do not exist here."""
    items = dict.fromkeys(name for step in steps for field in ITEM_LISTS for name in getattr(step, field))
    items.update(dict.fromkeys(name for flow in flows for name in flow.carries))
    known = ITEMS.elements(draft)
    ITEMS.put(draft, known | {name: source.item_by_id[name] for name in items if name not in known})
    declared = {channel.id: channel for channel in source.head.channels}
    needed = dict.fromkeys(step.channel or "" for step in steps)
    here = CHANNELS.elements(draft)
    CHANNELS.put(draft, here | {name: declared[name] for name in needed if name in declared and name not in here})


def _pasted_cells(
    draft: Draft, source: BlueprintDocument, steps: list[Step], anchor: CellRef
) -> dict[str, CellRef]:
    columns = Columns(source.columns_of_phase)
    rows = {lane.id: row for row, lane in enumerate(source.head.lanes)}
    first = min(steps, key=lambda step: (columns.index(step), rows[step.lane]))
    lanes = {step.lane: _matching_lane(draft, source, step.lane) for step in steps if step.lane != first.lane}
    lanes[first.lane] = anchor.lane
    start = anchor.column - columns.index(first)
    wanted = {step.id: CellRef(lanes[step.lane], anchor.phase, start + columns.index(step)) for step in steps}
    taken = draft.taken_cells()
    by = next(by for by in count() if not any(
        cell._replace(column=cell.column + by) in taken for cell in wanted.values()))
    return {name: cell._replace(column=cell.column + by) for name, cell in wanted.items()}


def _matching_lane(draft: Draft, source: BlueprintDocument, name: str) -> str:
    lane = source.lane_by_id[name]
    alike = [here.id for here in draft.head.lanes if here.kind is lane.kind]
    if not alike:
        raise Refused(message("there is no lane here like '{name}'; add one first", name=(lane.name or name)[:60]))
    return name if name in alike else alike[0]


def _pasted_flow(draft: Draft, source: BlueprintDocument, flow: Flow, names: Mapping[str, str]) -> Flow:
    ends = {"source": names[flow.source], "target": names[flow.target], "key": draft.new_id("f", draft.flows)}
    there = [source.lane_of(source.step_by_id[end]) for end in (flow.source, flow.target)]
    kind = flow.kind
    if kind is flow_kind(source, *there):
        kind = draft.derived_kind(draft.step(ends["source"]), draft.step(ends["target"]))
    personas = draft.grid.persona_by_id
    return change_element(flow.model_copy(update=ends), {
        "kind": kind,
        "only_for": tuple(name for name in flow.only_for if name in personas),
        "not_for": tuple(name for name in flow.not_for if name in personas),
    })


def _free_cells_beside(draft: Draft, steps: list[Step]) -> dict[str, CellRef]:
    """Return places for copies: all steps moved right by the fewest columns that lead to free cells only."""
    columns = Columns(draft.columns_of_phase())
    taken = {(step.lane, columns.index(step)) for step in draft.steps.values()}
    wanted = [(step.lane, columns.index(step)) for step in steps]
    by = next(by for by in count(1) if not any((lane, column + by) in taken for lane, column in wanted))
    return {step.id: CellRef(step.lane, *columns.column_at(columns.index(step) + by)) for step in steps}


def copy_inner_references(draft: Draft, names: Mapping[str, str]) -> None:
    """Copy the flows among steps, and let fallbacks lead to copies; `names` gives each step's copy."""
    for name in names.values():
        step = draft.step(name)
        draft.put_step(change_element(step, {"fallback": names.get(step.fallback or "", step.fallback)}))
    for flow in list(draft.flows.values()):
        if flow.source in names and flow.target in names:
            ends = {"source": names[flow.source], "target": names[flow.target], "key": draft.new_id("f", draft.flows)}
            draft.put_flow(flow.model_copy(update=ends))
    for name in names.values():
        rescale_branches(draft, name)
