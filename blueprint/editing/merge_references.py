"""What a merge must mend: one side deleted what the other one refers to.

Mine wins: what I refer to comes back, and what they refer to and I deleted is no longer referred to. A step of theirs
in a lane or a phase that I deleted is kept, and its lane comes back: work is never thrown away. Each is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from visavis.blueprint.editing.differences import Row, Rows
from visavis.blueprint.editing.merge_rows import Conflict, Decide
from visavis.blueprint.model.validation import BUILT_IN_CHANNELS

# Of each kind of element, the fields that name others, and of which kind these are.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "step": {"lane": "lanes", "phase": "phases", "channel": "channels", "fallback": "step", "asks": "items",
             "gives": "items", "uses": "items", "announces": "items"},
    "flow": {"source": "step", "target": "step", "carries": "items", "only_for": "personas", "not_for": "personas"},
    "lanes": {"actor": "actors"}, "actors": {"deputy": "actors"}, "personas": {"channels": "channels"},
    "notes": {"at": "step", "at.lane": "lanes", "at.phase": "phases"},
    "avoid": {"scope.lane": "lanes", "scope.phase": "phases", "scope.persona": "personas", "scope.step": "step"},
    "waivers": {"step": "step"}, "triage": {"step": "step", "persona": "personas"},
}
_PLACES = frozenset({"lane", "phase"})
_ENDS = frozenset({"source", "target"})


class _Reference(NamedTuple):
    """A field of an element that names another one."""

    kind: str
    id: str
    field: str
    target_kind: str
    target: str


class ReferenceRepair:
    """Mends the rows of a merge in place, `rows` by kind and id; `mine` and `theirs` are the two sides' own."""

    def __init__(self, rows: Rows, old: Rows, mine: Rows, theirs: Rows, decide: Decide) -> None:
        self.rows, self.old, self.mine, self.theirs, self._decide = rows, old, mine, theirs, decide

    def mend(self) -> None:
        """Let every reference lead somewhere."""
        for step in [*self.rows["step"]]:
            for side, other in ((self.mine, self.theirs), (self.theirs, self.mine)):
                if step in side["step"] and step in self.old["step"] and step not in other["step"]:
                    self._bring_back_flows(step, side)
        # What comes back may refer to what has gone, too; nothing comes back twice.
        while dead := list(self._dead()):
            for reference in dead:
                if self._is_dead(reference):
                    self._mend(reference)
        self._cut_fallback_cycles()

    def _dead(self) -> Iterator[_Reference]:
        for kind, fields in REFERENCES.items():
            for name, row in self.rows.get(kind, {}).items():
                for field, target_kind in fields.items():
                    for target in _names_in(row, field):
                        reference = _Reference(kind, name, field, target_kind, target)
                        if self._is_dead(reference):
                            yield reference

    def _is_dead(self, reference: _Reference) -> bool:
        row = self.rows[reference.kind].get(reference.id)
        if row is None or reference.target not in _names_in(row, reference.field):
            return False
        is_built_in = reference.target_kind == "channels" and reference.target in BUILT_IN_CHANNELS
        return not is_built_in and reference.target not in self.rows[reference.target_kind]

    def _mend(self, reference: _Reference) -> None:
        kind, name, field, target_kind, target = reference
        was = self.old[target_kind].get(target)
        mine, theirs = self.mine[target_kind].get(target), self.theirs[target_kind].get(target)
        if mine is not None:
            if self._decide(Conflict(target_kind, target, "", mine, None, was, needs=name)):
                self._drop(reference)
            else:
                self._bring_back(reference, self.mine)
        elif theirs is None:
            self._drop(reference)
        elif field in _PLACES:
            self._decide(Conflict(target_kind, target, "", None, theirs, was, needs=name))
            self._bring_back(reference, self.theirs)
        else:
            row = self.rows[kind][name]
            own = self.mine[kind].get(name, {})
            said = (None, row) if field in _ENDS else (_value(own, field), _value(row, field))
            path = "" if field in _ENDS else field
            if self._decide(Conflict(kind, name, path, said[0], said[1], None, target)):
                self._bring_back(reference, self.theirs)
            else:
                self._drop(reference)

    def _bring_back(self, reference: _Reference, side: Rows) -> None:
        kind, target = reference.target_kind, reference.target
        self.rows[kind] = _put_back(self.rows[kind], side[kind], target)
        if kind == "step":
            self._bring_back_flows(target, side)

    def _bring_back_flows(self, step: str, side: Rows) -> None:
        """Bring back the flows that went with a step only because the other side deleted it."""
        for key, flow in side["flow"].items():
            ends = {flow["source"], flow["target"]}
            if step in ends and key not in self.rows["flow"] and ends <= {*self.rows["step"]}:
                self.rows["flow"] = _put_back(self.rows["flow"], side["flow"], key)

    def _drop(self, reference: _Reference) -> None:
        rows = self.rows[reference.kind]
        if reference.field in _ENDS or reference.field in _PLACES:
            del rows[reference.id]
        else:
            rows[reference.id] = _without(rows[reference.id], reference.field, reference.target)

    def _cut_fallback_cycles(self) -> None:
        """Let no fallback lead back to itself: mine do not, so that one of theirs does it."""
        rows = self.rows["step"]
        for name in rows:
            path = [name]
            while (then := rows[path[-1]].get("fallback")) is not None and then not in path:
                path.append(then)
            for step in path[path.index(then):] if then is not None else ():
                mine, theirs = self.mine["step"].get(step, {}).get("fallback"), rows[step]["fallback"]
                if mine != theirs:
                    self._decide(Conflict("step", step, "fallback", mine, theirs))
                    rows[step] = {key: value for key, value in rows[step].items() if key != "fallback"}
                    if mine is not None and mine in rows and not _leads_to(rows, mine, step):
                        rows[step]["fallback"] = mine
                    break


def _leads_to(rows: Mapping[str, Row], start: str, end: str) -> bool:
    seen: set[str] = set()
    here: str | None = start
    while here is not None and here not in seen:
        if here == end:
            return True
        seen.add(here)
        here = rows[here].get("fallback") if here in rows else None
    return False


def _put_back(rows: Mapping[str, Row], side: Mapping[str, Row], name: str) -> dict[str, Row]:
    """Return the rows with one more, after what it follows on its side."""
    names = list(side)
    earlier = [one for one in names[:names.index(name)] if one in rows]
    order = list(rows)
    order.insert(order.index(earlier[-1]) + 1 if earlier else 0, name)
    return {one: rows[one] if one in rows else side[one] for one in order}


def _value(row: Mapping[str, Any], field: str) -> Any:
    first, _, rest = field.partition(".")
    value = row.get(first)
    if not rest:
        return value
    return value.get(rest) if isinstance(value, Mapping) else None


def _names_in(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = _value(row, field)
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else ()


def _without(row: Row, field: str, target: str) -> Row:
    """Return an element that does not name another one; a note's place in a lane that has gone goes as a whole."""
    first, _, rest = field.partition(".")
    value = row[first]
    left: Any = None
    if isinstance(value, list):
        left = [one for one in value if one != target]
    elif rest and first == "scope":
        left = {key: part for key, part in value.items() if key != rest}
    return {**row, first: left} if left or isinstance(value, list) else {key: one for key, one in row.items()
                                                                          if key != first}
