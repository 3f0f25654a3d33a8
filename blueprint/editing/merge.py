"""Merging two people's work: three states by the ids of their elements.

What only one side changed is taken; what both changed alike is the same; what they changed differently is a conflict,
in which mine stays unless theirs is chosen. An element that one side removed and the other changed is a conflict too.
The service, its legal clock and the record are merged field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.legal_clock_references import drop_steps
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LegalClock
from visavis.blueprint.storage.codec import decode_data

Row = dict[str, Any]
_LISTS = ("channels", "personas", "actors", "phases", "lanes", "items", "notes", "avoid", "waivers", "thresholds",
          "triage")
# Fields that have fields of their own, wherever they are.
_CLOCK = "legal_clock"
_PARTS = frozenset({"service", "record", _CLOCK})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field (or, with `field` empty, the existence) of an element that both sides changed differently."""

    kind: str
    id: str
    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The merged document, and the conflicts in which one side was chosen."""

    document: BlueprintDocument
    conflicts: tuple[Conflict, ...]


def merge(base: BlueprintDocument, mine: BlueprintDocument, theirs: BlueprintDocument,
          choose_theirs: Callable[[Conflict], bool] = lambda _: False) -> MergeResult:
    """Return both sides' work since `base` as one document.

    Raises BlueprintError when what is combined contradicts itself (one side removed what the other refers to).
    """
    conflicts: list[Conflict] = []

    def decide(conflict: Conflict) -> bool:
        conflicts.append(conflict)
        return choose_theirs(conflict)

    heads = [document.head.to_json() for document in (base, mine, theirs)]
    old, here, there = (_drop_lists(one) for one in heads)
    head = _merge_fields("graph", "", old, here, there, decide)
    for name in _LISTS:
        merged = _merge_rows(name, [one.get(name, []) for one in heads], decide, "id")
        if merged or any(name in one for one in heads):
            head[name] = merged
    documents = (base, mine, theirs)
    nodes = _merge_rows("step", [[step.to_json() for step in one.steps] for one in documents], decide, "id")
    edges = _merge_rows("flow", [[flow.to_json() for flow in one.flows] for one in documents], decide, "key")
    alive = {row["id"] for row in nodes}
    _settle_clock(head, alive, here, there, decide)
    edges = [row for row in edges if row["source"] in alive and row["target"] in alive]
    data = {"directed": True, "multigraph": True, "graph": head, "nodes": nodes, "edges": edges, **mine.extra}
    try:
        return MergeResult(decode_data(data), tuple(conflicts))
    except BlueprintError as error:
        raise BlueprintError(message("the two versions cannot be combined: {reason}", reason=error.message)) from None


def _settle_clock(head: Row, alive: Collection[str], mine: Row, theirs: Row,
                  decide: Callable[[Conflict], bool]) -> None:
    """Let the merged legal clock name no step that either side removed, and none for both of its ends.

    Where one side set what starts it and the other what stops it to the same step, the whole clock is a conflict.
    """
    service = head.get("service")
    if service is None or _CLOCK not in service:
        return
    clocks = [LegalClock.model_validate(one.get("service", {}).get(_CLOCK) or {}) for one in (head, mine, theirs)]
    merged, here, there = (drop_steps(clock, _steps_of_clock(clock) - {*alive}) or LegalClock() for clock in clocks)
    if merged.starts is not None and merged.starts == merged.stops:
        sides = (here.to_json(), there.to_json())
        merged = there if decide(Conflict("service", "", _CLOCK, *sides)) else here
    if merged == LegalClock():
        del service[_CLOCK]
    else:
        service[_CLOCK] = merged.to_json()


def _steps_of_clock(clock: LegalClock) -> set[str]:
    return {name for name in (clock.starts, clock.stops, *clock.pauses) if name is not None}


def describe_conflict(conflict: Conflict) -> Message:
    """Return a conflict in words, with what each side says."""
    if not conflict.field:
        side = message("deleted in the file, changed here") if conflict.theirs is None else message(
            "deleted here, changed in the file")
        return message("{name}: {side}", name=_name_of(conflict), side=side)
    return message("{name}, {field}: here “{mine}”, in the file “{theirs}”", name=_name_of(conflict),
                   field=conflict.field, mine=_shorten(conflict.mine), theirs=_shorten(conflict.theirs))


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


def _drop_lists(head: Row) -> Row:
    return {name: value for name, value in head.items() if name not in _LISTS}


def _merge_rows(kind: str, three: Sequence[Sequence[Row]], decide: Callable[[Conflict], bool],
                identity: str) -> list[Row]:
    """Return the elements of base, mine and theirs as one list, in my order.

    What only they added follows what it followed there.
    """
    old, here, there = ({row[identity]: row for row in rows} for rows in three)
    kept = {name: row for name in {**here, **there}
            if (row := _merge_one(kind, name, old.get(name), here.get(name), there.get(name), decide)) is not None}
    order = [name for name in here if name in kept]
    before = ""
    for name in there:
        if name in kept and name not in here:
            order.insert(order.index(before) + 1 if before in order else 0 if not before else len(order), name)
        before = name
    return [kept[name] for name in order]


def _merge_one(kind: str, name: str, old: Row | None, mine: Row | None, theirs: Row | None,
               decide: Callable[[Conflict], bool]) -> Row | None:
    if mine is None or theirs is None:
        left = mine if mine is not None else theirs
        if old is None:
            return left
        if left == old:
            return None
        return theirs if decide(Conflict(kind, name, "", mine, theirs)) else mine
    return _merge_fields(kind, name, old or {}, mine, theirs, decide)


def _merge_fields(kind: str, name: str, old: Mapping[str, Any], mine: Row, theirs: Row,
                  decide: Callable[[Conflict], bool]) -> Row:
    return dict(_merged_fields(kind, name, old, mine, theirs, decide))


def _merged_fields(kind: str, name: str, old: Mapping[str, Any], mine: Row, theirs: Row,
                   decide: Callable[[Conflict], bool]) -> Iterator[tuple[str, Any]]:
    absent = object()
    for field in {**mine, **theirs}:
        was, here, there = (row.get(field, absent) for row in (old, mine, theirs))
        value = here
        if here != there:
            if here == was:
                value = there
            elif field in _PARTS and there != was:
                value = _merge_fields(field, "", _parts(was), _parts(here), _parts(there), decide) or absent
            elif there != was:
                said = [None if side is absent else side for side in (here, there)]
                value = there if decide(Conflict(kind, name, field, *said)) else here
        if value is not absent:
            yield field, value


def _parts(value: Any) -> Row:
    """Return what a side says of each part of a field: nothing, where it does not have the field."""
    return value if isinstance(value, dict) else {}
