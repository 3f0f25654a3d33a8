"""Merging two people's work: three states by the ids of their elements.

What only one side changed is taken; what both changed alike is the same; what they changed differently is a
conflict, in which mine stays unless theirs is chosen. An element that one side removed and the other changed, or
refers to, is a conflict too. The service, its legal clock and the record are merged field by field. The result is
always valid.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.differences import FLOW, LISTS, Row, Rows, bare_head, rows_of
from visavis.blueprint.editing.legal_clock_references import drop_steps
from visavis.blueprint.editing.merge_references import ReferenceRepair
from visavis.blueprint.editing.merge_rows import Conflict, Decide, merge_fields, merge_rows
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Flow, FlowKind, LegalClock
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.storage.codec import decode_data

_CLOCK = "legal_clock"
_IDENTITY: Mapping[str, str] = MappingProxyType({"flow": "key"})


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The merged document, and the conflicts in which one side was chosen."""

    document: BlueprintDocument
    conflicts: tuple[Conflict, ...]


def merge(base: BlueprintDocument, mine: BlueprintDocument, theirs: BlueprintDocument,
          choose_theirs: Callable[[Conflict], bool] = lambda _: False) -> MergeResult:
    """Return both sides' work since `base` as one document that is valid whatever they did."""
    conflicts: dict[tuple[str, str, str], Conflict] = {}

    def decide(conflict: Conflict) -> bool:
        conflicts.setdefault((conflict.kind, conflict.id, conflict.field), conflict)
        return choose_theirs(conflict)

    documents = (base, mine, theirs)
    heads = [bare_head(document) for document in documents]
    head = merge_fields("graph", "", heads[0], heads[1], heads[2], decide)
    three = [rows_of(document) for document in documents]
    rows: Rows = {}
    for kind in three[0]:
        name = _IDENTITY.get(kind, "id")
        merged = merge_rows(kind, [[*one[kind].values()] for one in three], decide, name)
        rows[kind] = {row[name]: row for row in merged}
    ReferenceRepair(rows, three[0], three[1], three[2], decide).mend()
    _settle_clock(head, rows["step"], heads[1], heads[2], decide)
    extras = [dict(document.extra) for document in documents]
    extra = merge_fields("file", "", extras[0], extras[1], extras[2], decide)
    named = {name: [*rows[name].values()] for name in LISTS if rows[name] or _is_written(name, documents)}
    data = {"directed": True, "multigraph": True, "graph": {**head, **named}, "nodes": [*rows["step"].values()],
            "edges": [*rows["flow"].values()], **extra}
    try:
        document = _settle_flow_kinds(decode_data(data), mine, theirs)
        return MergeResult(document, tuple(conflicts.values()))
    except BlueprintError:
        # Each side is right, and both together are not (one calls itself what the other one redesigns): mine is kept.
        return MergeResult(mine, (*_every_field(heads[1], heads[2]), *_every_difference(three[1], three[2])))


def _is_written(name: str, documents: tuple[BlueprintDocument, ...]) -> bool:
    """Return whether an empty list stands in the file: as the side has it that changed that."""
    base, mine, theirs = (name in document.head.model_fields_set for document in documents)
    return mine if mine is not base else theirs


def _every_field(mine: Row, theirs: Row) -> Iterator[Conflict]:
    for field in {**mine, **theirs}:
        if mine.get(field) != theirs.get(field):
            yield Conflict("graph", "", field, mine.get(field), theirs.get(field))


def _every_difference(mine: Rows, theirs: Rows) -> Iterator[Conflict]:
    for kind, rows in theirs.items():
        for name in {**mine[kind], **rows}:
            if mine[kind].get(name) != rows.get(name):
                yield Conflict(kind, name, "", mine[kind].get(name), rows.get(name))


def _settle_clock(head: Row, alive: Collection[str], mine: Row, theirs: Row, decide: Decide) -> None:
    """Let the merged legal clock name no step that either side removed, and none for both of its ends.

    Where one side set what starts it and the other what stops it to the same step, the whole clock is a conflict.
    """
    service = head.get("service")
    if service is None or _CLOCK not in service:
        return
    clocks = [LegalClock.model_validate(one.get("service", {}).get(_CLOCK) or {}) for one in (head, mine, theirs)]
    merged, here, there = (drop_steps(clock, _steps_of_clock(clock) - {*alive}) or LegalClock() for clock in clocks)
    gone = sorted(_steps_of_clock(clocks[0]) - {*alive})
    if gone:
        decide(Conflict("service", "", _CLOCK, clocks[1].to_json(), clocks[2].to_json(), needs=gone[0]))
    if merged.starts is not None and merged.starts == merged.stops:
        sides = (here.to_json(), there.to_json())
        merged = there if decide(Conflict("service", "", _CLOCK, *sides)) else here
    if merged == LegalClock():
        del service[_CLOCK]
    elif merged != clocks[0]:
        service[_CLOCK] = merged.to_json()


def _settle_flow_kinds(merged: BlueprintDocument, mine: BlueprintDocument,
                       theirs: BlueprintDocument) -> BlueprintDocument:
    """Let flows be of the kind that their lanes make them, where they were so on their side: lanes change, too."""
    flows = []
    for flow in merged.flows:
        kind = _kind_between(merged, flow)
        is_derived = any(own.kind is flow.kind is _kind_between(side, own) for side in (mine, theirs)
                         if (own := side.flow_by_key.get(flow.key)) is not None)
        flows.append(flow.model_copy(update={"kind": kind}) if is_derived and kind is not flow.kind else flow)
    return merged.replace(flows=tuple(flows))


def _kind_between(document: BlueprintDocument, flow: Flow) -> FlowKind:
    source, target = (document.lane_of(document.step_by_id[end]) for end in (flow.source, flow.target))
    return flow_kind(document, source, target)


def _steps_of_clock(clock: LegalClock) -> set[str]:
    return {name for name in (clock.starts, clock.stops, *clock.pauses) if name is not None}


def describe_conflict(conflict: Conflict) -> Message:
    """Return a conflict in words, with what each side says."""
    if not conflict.field:
        return message("{name}: {side}", name=_name_of(conflict), side=_describe_existence(conflict))
    return message("{name}, {field}: here “{mine}”, in the file “{theirs}”", name=_name_of(conflict),
                   field=conflict.field, mine=_shorten(conflict.mine), theirs=_shorten(conflict.theirs))


def _describe_existence(conflict: Conflict) -> Message:
    if conflict.theirs is None:
        return message("deleted in the file, needed here") if conflict.needs else message(
            "deleted in the file, changed here")
    if conflict.needs:
        return message("in the file it leads to what was deleted here") if conflict.kind == FLOW else message(
            "deleted here, needed by a step in the file: it comes back")
    return message("deleted here, changed in the file")


# What there is one of is called by its name.
_ONES: Mapping[str, Message] = MappingProxyType({
    "graph": message("blueprint"), "service": message("service"), "record": message("record"),
    _CLOCK: message("legal clock"),
})


def _name_of(conflict: Conflict) -> object:
    if conflict.kind in _ONES:
        return _ONES[conflict.kind]
    row = conflict.mine if isinstance(conflict.mine, dict) else conflict.theirs
    title = (row.get("title") or row.get("name") or row.get("text")) if isinstance(row, dict) else None
    return str(title or conflict.id or conflict.kind)[:60]


def _shorten(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_shorten(part)}" for name, part in value.items())[:60]
    return " ".join(str(value if value is not None else "").split())[:60]
