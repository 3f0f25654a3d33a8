"""Adding one blueprint to another: what a file tells of a service goes into the drawing that is open.

Lanes, phases, people and channels that are called alike are the same; all else comes in beside what is there. Of the
blueprint as a whole (title, service, record, limits and decisions on frictions) nothing is taken: it is the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from visavis.blueprint.editing.differences import FLOW, LISTS, STEP, Row, Rows, rows_of
from visavis.blueprint.editing.identifiers import Identifiers
from visavis.blueprint.editing.merge_references import REFERENCES
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, LaneKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.storage.codec import decode_data

# The lists that say how one blueprint is judged, not what the service is.
_JUDGEMENTS = frozenset({"waivers", "thresholds", "triage"})
# What is the same thing where it is called the same, and by which of its fields besides.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "channels": ("name",), "personas": ("name",), "actors": ("name",), "phases": ("name",), "lanes": ("name", "kind"),
    "items": ("name", "kind"),
}
_PREFIXES: Mapping[str, str] = {STEP: "s", FLOW: "f", "notes": "n", "items": "i", "lanes": "l", "phases": "p",
                                "personas": "pe", "actors": "a", "channels": "c", "avoid": "av"}


def join_documents(document: BlueprintDocument, other: BlueprintDocument,
                   identifiers: Identifiers | None = None) -> BlueprintDocument:
    """Return `document` with the steps, flows and notes of `other`, and the lanes, phases and people they need.

    Steps that come into a phase that is there stand in columns after its own. Ids stay where they are free, else
    `identifiers` gives new ones. A phase or a lane in which nothing of `other` stands does not come.
    """
    mine, theirs = rows_of(document), _needed(rows_of(other))
    names = _new_names(mine, theirs, identifiers or Identifiers())
    columns = document.columns_of_phase
    renamed: Rows = {kind: {} for kind in theirs}
    for kind, name, row in _each(theirs):
        new = names[kind][name]
        if new not in mine[kind]:
            renamed[kind][new] = _renamed(kind, row, new, names, columns)
    joined: Rows = {}
    for kind, rows in mine.items():
        both = {**rows, **renamed.get(kind, {})}
        if kind == "lanes":
            both = _in_bands(rows, renamed[kind])
        elif kind == "phases":
            both = {name: both[name] for name in _follow(list(rows), [names[kind][name] for name in theirs[kind]])}
        joined[kind] = both
    head = {**document.head.to_json(), **{name: [*joined[name].values()] for name in LISTS if joined[name]}}
    return decode_data({"directed": True, "multigraph": True, "graph": head, "nodes": [*joined[STEP].values()],
                        "edges": [*joined[FLOW].values()], **document.extra})


def _needed(rows: Rows) -> Rows:
    """Return the rows without judgements, and without lanes and phases in which nothing stands."""
    kept = {kind: dict(found) for kind, found in rows.items() if kind not in _JUDGEMENTS}
    places = [*kept[STEP].values(), *(note["at"] for note in kept["notes"].values()
                                      if isinstance(note.get("at"), Mapping))]
    scopes = [clause.get("scope") or {} for clause in kept["avoid"].values()]
    for kind, field in (("lanes", "lane"), ("phases", "phase")):
        used = {place.get(field) for place in (*places, *scopes)}
        kept[kind] = {name: row for name, row in kept[kind].items() if name in used}
    return kept


def _in_bands(rows: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, Row]:
    """Return lanes with new ones, each below those of its kind, or of the kind above it."""
    order = list(rows)
    ranks = {name: LANE_KINDS[LaneKind(row["kind"])].rank for name, row in (*rows.items(), *new.items())}
    for name in new:
        above = [place for place, other in enumerate(order) if ranks[other] <= ranks[name]]
        order.insert(above[-1] + 1 if above else 0, name)
    return {name: rows[name] if name in rows else new[name] for name in order}


def _follow(names: list[str], others: Iterable[str]) -> list[str]:
    """Return names with others that are new, each after what it follows there; what follows nothing comes last."""
    order, before = list(names), ""
    for name in others:
        if name not in order:
            order.insert(order.index(before) + 1 if before else len(order), name)
        before = name
    return order


def _each(rows: Rows) -> Iterator[tuple[str, str, Row]]:
    for kind, found in rows.items():
        for name, row in found.items():
            yield kind, name, row


def _new_names(mine: Rows, theirs: Rows, identifiers: Identifiers) -> Mapping[str, Mapping[str, str]]:
    """Return the id that each element gets: of what is the same here, its own where it is free, else a new one."""
    names: dict[str, dict[str, str]] = {}
    for kind, rows in theirs.items():
        alike = {key: name for name, row in mine[kind].items() if (key := _key(kind, row))}
        taken, given = {*mine[kind]}, {}
        for name, row in rows.items():
            same = alike.get(_key(kind, row)) if kind in _ALIKE else None
            new = same or (name if name not in taken else identifiers.new_id(_PREFIXES[kind], {*taken, *rows}))
            given[name] = new
            taken.add(new)
        names[kind] = given
    return names


def _key(kind: str, row: Row) -> tuple[str, ...]:
    """Return by what an element is known: its folded name, and its kind; nothing for one without a name."""
    fields = _ALIKE.get(kind, ())
    name = fold_text(str(row.get("name") or ""))
    return (name, *(str(row.get(field)) for field in fields[1:])) if fields and name else ()


def _renamed(kind: str, row: Row, name: str, names: Mapping[str, Mapping[str, str]],
             columns: Mapping[str, int]) -> Row:
    made = {**row, "key" if kind == FLOW else "id": name}
    for field, target in REFERENCES.get(kind, {}).items():
        known = names[target]
        _change(made, field.split("."), partial(_rename_value, known))
    if kind == STEP:
        made["column"] = made.get("column", 0) + columns.get(made["phase"], 0)
    elif kind == "notes" and isinstance(made.get("at"), dict):
        made["at"] = {**made["at"], "column": made["at"].get("column", 0) + columns.get(made["at"]["phase"], 0)}
    return made


def _change(row: Row, path: list[str], change: Callable[[Any], Any]) -> None:
    """Change a value in a row, in copies of the parts on the way; nothing where it is not there."""
    if path[0] not in row:
        return
    if len(path) == 1:
        row[path[0]] = change(row[path[0]])
    elif isinstance(row[path[0]], dict):
        row[path[0]] = dict(row[path[0]])
        _change(row[path[0]], path[1:], change)


def _rename_value(names: Mapping[str, str], value: Any) -> Any:
    if isinstance(value, list):
        return [names.get(one, one) for one in value]
    return names.get(value, value) if isinstance(value, str) else value
