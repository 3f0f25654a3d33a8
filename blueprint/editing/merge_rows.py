"""Three states of the same elements as one: field by field, list by list, in one order.

Everything here works on the rows of the file (`dict`), of a common beginning (`old`), of mine and of theirs. Where
both sides changed the same thing differently, `decide` is told and says whether theirs is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing.differences import ORDER, Row

# Fields that have fields of their own, wherever they are; people's votes are counted by their keys.
OWN_PARTS = frozenset({"service", "record", "legal_clock"})
_PARTS = OWN_PARTS | {"informs", "scope", "votes"}
# Lists to which both sides may add: none of them says something else by being empty, as "only for nobody" would.
_GATHERED = frozenset({"asks", "gives", "carries", "uses", "announces", "markers", "legal", "pauses", "replaces",
                       "constraints"})
# The order of more things than that, which both sides changed, is not looked at pair by pair.
MOST_PAIRED = 400
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field (or, with `field` empty, the existence) of an element that both sides changed differently.

    `field` is `order` for the order of a whole list. `was` is what stood there before; `needs` names the element that
    one side deleted while the other one refers to it.
    """

    kind: str
    id: str
    field: str
    mine: Any
    theirs: Any
    was: Any = None
    needs: str = ""


Decide = Callable[[Conflict], bool]


def merge_fields(kind: str, name: str, old: Mapping[str, Any], mine: Row, theirs: Row, decide: Decide,
                 prefix: str = "") -> Row:
    """Return one element: what only one side changed is as that side has it."""
    return dict(_merged_fields(kind, name, old, mine, theirs, decide, prefix))


def _merged_fields(kind: str, name: str, old: Mapping[str, Any], mine: Row, theirs: Row, decide: Decide,
                   prefix: str) -> Iterator[tuple[str, Any]]:
    for field in {**mine, **theirs}:
        was, here, there = (row.get(field, _ABSENT) for row in (old, mine, theirs))
        value = here
        if _differ(here, there):
            if not _differ(here, was):
                value = there
            elif _differ(there, was):
                value = _merge_value(kind, name, prefix + field, (was, here, there), decide)
        if value is not _ABSENT:
            yield field, value


def _differ(one: Any, other: Any) -> bool:
    # 1 and 1.0 and true are equal, and written differently.
    return type(one) is not type(other) or bool(one != other)


def _merge_value(kind: str, name: str, path: str, three: tuple[Any, Any, Any], decide: Decide) -> Any:
    """Return what becomes of a field that both sides changed differently."""
    was, here, there = three
    field = path.rpartition(".")[2]
    if field in _PARTS and all(isinstance(side, dict) or side is _ABSENT for side in (here, there)):
        parts = [side if isinstance(side, dict) else {} for side in three]
        if field in OWN_PARTS:
            return merge_fields(field, "", parts[0], parts[1], parts[2], decide) or _ABSENT
        return merge_fields(kind, name, parts[0], parts[1], parts[2], decide, f"{path}.") or _ABSENT
    if field in _GATHERED and isinstance(here, list) and isinstance(there, list):
        return _gather(was if isinstance(was, list) else [], here, there)
    was, here_said, there_said = (None if side is _ABSENT else side for side in three)
    return there if decide(Conflict(kind, name, path, here_said, there_said, was)) else here


def _gather(old: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return my list without what they took out of it, and with what they added."""
    kept = [one for one in mine if one in theirs or one not in old]
    return kept + [one for one in theirs if one not in kept and one not in old]


def merge_rows(kind: str, three: Sequence[Sequence[Row]], decide: Decide, identity: str) -> list[Row]:
    """Return the elements of base, mine and theirs as one list."""
    old, here, there = ({row[identity]: row for row in rows} for rows in three)
    kept = {name: row for name in {**here, **there}
            if (row := _merge_one(kind, name, old.get(name), here.get(name), there.get(name), decide)) is not None}
    return [kept[name] for name in merge_order(kind, list(old), list(here), list(there), decide) if name in kept]


def _merge_one(kind: str, name: str, old: Row | None, mine: Row | None, theirs: Row | None,
               decide: Decide) -> Row | None:
    if mine is None or theirs is None:
        left = mine if mine is not None else theirs
        if old is None:
            return left
        if left == old:
            return None
        return theirs if decide(Conflict(kind, name, "", mine, theirs, old)) else mine
    return merge_fields(kind, name, old or {}, mine, theirs, decide)


def merge_order(kind: str, old: Sequence[str], mine: Sequence[str], theirs: Sequence[str],
                decide: Decide) -> list[str]:
    """Return all names of mine and theirs in one order: that of the side that changed it.

    What only one side added follows what it followed there. Where both changed the order, each pair stands as the
    side has it that turned it round; where no order does that, mine stays.
    """
    everywhere = {*old} & {*mine} & {*theirs}
    was, here, there = ([name for name in names if name in everywhere] for names in (old, mine, theirs))
    if there in (was, here):
        return _insert(mine, theirs)
    if here == was:
        return _insert(theirs, mine)
    paired = _pair_up(was, here, there)
    if paired is not None:
        return _insert(_insert(paired, mine), theirs)
    if decide(Conflict(kind, "", ORDER, here, there, was)):
        return _insert(theirs, mine)
    return _insert(mine, theirs)


def _insert(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the names with what only the others have, each after what it follows there."""
    order, known, before = list(names), {*names}, ""
    for name in others:
        if name not in known:
            order.insert(order.index(before) + 1 if before else 0, name)
            known.add(name)
        before = name
    return order


def _pair_up(old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """Return the order in which each pair stands as the side has it that turned it round; None if there is none."""
    if len(old) > MOST_PAIRED:
        return None
    place, here, there = ({name: number for number, name in enumerate(names)} for names in (old, mine, theirs))

    def is_before(one: str, other: str) -> bool:
        was, mine_says = place[one] < place[other], here[one] < here[other]
        return mine_says if mine_says is not was else there[one] < there[other]

    before = {name: sum(is_before(other, name) for other in old if other != name) for name in old}
    # Of a true order, the first has nothing before it, the second one thing, and so on.
    order = sorted(old, key=before.__getitem__)
    return order if sorted(before.values()) == list(range(len(old))) else None
