"""What differs between two states of a blueprint, by the ids of its elements: what came, went, moved and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from visavis.blueprint.model import BlueprintDocument

Row = dict[str, Any]
# The rows of a document by the kind of their elements and by id.
Rows = dict[str, dict[str, Row]]
LISTS = ("channels", "personas", "actors", "phases", "lanes", "items", "notes", "avoid", "waivers", "thresholds",
         "triage")
STEP, FLOW, GRAPH, SERVICE, RECORD, OTHER_KEYS = "step", "flow", "graph", "service", "record", "file"
ORDER = "order"
PLACE = ("lane", "phase", "column")
# Fields that are told part by part.
_PARTS = frozenset({"informs", "scope", "legal_clock"})
# The order of other lists says nothing.
_ORDERED = ("phases", "lanes")


class DifferenceKind(StrEnum):
    """What became of an element, or of the order of a list."""

    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field before and after, as the file has it; None where it is not there. A part's key has a dot."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one element: `kind` is `step`, `flow`, a list's name, `graph`, `service`, `record` or `file`.

    What there is one of has no `id`, and neither has a list whose order changed.
    """

    kind: str
    id: str
    change: DifferenceKind
    fields: tuple[FieldDifference, ...] = ()
    before: Row | None = None
    after: Row | None = None


def rows_of(document: BlueprintDocument) -> Rows:
    """Return the elements of a document as the file says them, by their kind and id."""
    head = document.head
    lists = {name: {one.id: one.to_json() for one in getattr(head, name)} for name in LISTS}
    return {**lists, STEP: {step.id: step.to_json() for step in document.steps},
            FLOW: {flow.key: flow.to_json() for flow in document.flows}}


def bare_head(document: BlueprintDocument) -> Row:
    """Return what the file says of the whole blueprint, without its lists."""
    return {name: value for name, value in document.head.to_json().items() if name not in LISTS}


def find_differences(before: BlueprintDocument, after: BlueprintDocument) -> tuple[Difference, ...]:
    """Return every difference: the blueprint's own fields, its lists, its steps, its flows; nothing for equal ones.

    How the file writes them is none: neither the order of its lines nor a default that is spelled out.
    """
    return tuple(_find(before, after))


def _find(before: BlueprintDocument, after: BlueprintDocument) -> Iterator[Difference]:
    heads = [bare_head(before), bare_head(after)]
    parts = [{name: head.pop(name, {}) for name in (SERVICE, RECORD)} for head in heads]
    for head in heads:
        head.pop("format", None)
    yield from _compare(GRAPH, "", heads[0], heads[1])
    for name in (SERVICE, RECORD):
        yield from _compare(name, "", parts[0][name], parts[1][name])
    yield from _compare(OTHER_KEYS, "", dict(before.extra), dict(after.extra))
    old, new = rows_of(before), rows_of(after)
    for kind in old:
        yield from _compare_rows(kind, old[kind], new[kind])


def _compare_rows(kind: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Difference]:
    for name, row in old.items():
        if name not in new:
            yield Difference(kind, name, DifferenceKind.DELETED, before=row)
    for name, row in new.items():
        if name not in old:
            yield Difference(kind, name, DifferenceKind.ADDED, after=row)
        else:
            yield from _compare(kind, name, old[name], row)
    if kind in _ORDERED:
        was, now = [name for name in old if name in new], [name for name in new if name in old]
        if was != now:
            yield Difference(kind, "", DifferenceKind.REORDERED, (FieldDifference(ORDER, was, now),))


def _compare(kind: str, name: str, old: Row, new: Row) -> Iterator[Difference]:
    fields = find_changed_fields(old, new)
    if fields:
        is_moved = kind == STEP and all(field.field in PLACE for field in fields)
        yield Difference(kind, name, DifferenceKind.MOVED if is_moved else DifferenceKind.CHANGED, fields, old, new)


def find_changed_fields(old: Row, new: Row) -> tuple[FieldDifference, ...]:
    """Return what differs between two states of one element."""
    return tuple(_compare_fields(old, new))


def _compare_fields(old: Row, new: Row, prefix: str = "") -> Iterator[FieldDifference]:
    for field in {**old, **new}:
        was, now = old.get(field), new.get(field)
        if was == now or not (is_said(was) or is_said(now)):
            continue
        if field in _PARTS:
            yield from _compare_fields(was or {}, now or {}, f"{prefix}{field}.")
        else:
            yield FieldDifference(prefix + field, was, now)


def is_said(value: Any) -> bool:
    """Return whether a field says anything: a default that stands in the file says no more than one that does not."""
    return value is not None and value is not False and value not in ("", [], {})
