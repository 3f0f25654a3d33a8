"""What an edit changed: a record by id between two documents, which can be inverted, composed and applied.

A change set is made by comparing documents (`diff`), never by commands, so no command has an undo of its own.
Elements are frozen and shared, so comparing is mostly comparing identities; elements that are equal in the file
count as unchanged even when they are different objects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from operator import attrgetter
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from visavis.blueprint.model import BlueprintDocument, Element, Flow, Head, Step
from visavis.blueprint.model.identity_diff import count_shared_ends
from visavis.blueprint.storage.json_text import element_line


class HasId(Protocol):
    """An element with an id that is unique among its kind."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Element)


class PositionedElement(NamedTuple, Generic[T]):
    """An element and its index in the file's list (the list before, for removals; after, for additions)."""

    position: int
    element: T


class Replacement(NamedTuple, Generic[T]):
    """An element before and after."""

    before: T
    after: T


@dataclass(frozen=True, slots=True)
class SequenceChange(Generic[T]):
    """How one list (steps or flows) became another.

    `removed` and `added` are in file order; an element that only moved within the list is in both. Everything else
    keeps its order; `updated` pairs what changed in place.
    """

    removed: tuple[PositionedElement[T], ...] = ()
    added: tuple[PositionedElement[T], ...] = ()
    updated: tuple[Replacement[T], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.updated)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of everything that was removed, added or updated."""
        return frozenset((
            *(_id(placed.element) for placed in self.removed),
            *(_id(placed.element) for placed in self.added),
            *(_id(pair.after) for pair in self.updated),
        ))

    @property
    def removed_ids(self) -> frozenset[str]:
        """The ids that exist no more."""
        return frozenset(_id(placed.element) for placed in self.removed) - self._added_ids

    @property
    def added_ids(self) -> frozenset[str]:
        """The ids that did not exist before."""
        return self._added_ids - frozenset(_id(placed.element) for placed in self.removed)

    @property
    def _added_ids(self) -> frozenset[str]:
        return frozenset(_id(placed.element) for placed in self.added)

    @property
    def present(self) -> tuple[T, ...]:
        """What was added or updated, as it is now."""
        return (*(placed.element for placed in self.added), *(pair.after for pair in self.updated))

    def invert(self) -> SequenceChange[T]:
        """Return the change that leads back."""
        return SequenceChange(self.added, self.removed, tuple(Replacement(new, old) for old, new in self.updated))

    def apply(self, elements: Sequence[T]) -> tuple[T, ...]:
        """Return the list after the change. Raises ValueError when `elements` is not the list before it."""
        gone = {placed.position for placed in self.removed}
        for position, element in self.removed:
            if position >= len(elements) or _id(elements[position]) != _id(element):
                raise ValueError(f"'{_id(element)}' is not at position {position}")
        kept = [element for index, element in enumerate(elements) if index not in gone] if gone else list(elements)
        new = {_id(pair.before): pair.after for pair in self.updated}
        if new:
            kept = [new.pop(_id(element), element) for element in kept]
        if new:
            raise ValueError(f"'{next(iter(new))}' is not there to be updated")
        return tuple(_insert_added(kept, self.added))


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that one edit changed. An empty change set is false."""

    steps: SequenceChange[Step] = field(default_factory=SequenceChange)
    flows: SequenceChange[Flow] = field(default_factory=SequenceChange)
    head: Replacement[Head] | None = None
    extra: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None

    def __bool__(self) -> bool:
        return bool(self.steps or self.flows or self.head or self.extra)

    @property
    def head_fields(self) -> frozenset[str]:
        """The names of the graph attributes that changed (`title`, `notes` …)."""
        if self.head is None:
            return frozenset()
        old, new = self.head
        return frozenset(name for name in Head.model_fields if getattr(old, name) is not getattr(new, name)
                         and getattr(old, name) != getattr(new, name))

    def invert(self) -> ChangeSet:
        """Return the change set that leads back."""
        return ChangeSet(
            self.steps.invert(), self.flows.invert(),
            Replacement(self.head.after, self.head.before) if self.head else None,
            (self.extra[1], self.extra[0]) if self.extra else None,
        )

    def squash(self, later: ChangeSet) -> ChangeSet:
        """Return this change followed by `later`, as one."""
        head = self.head or later.head
        if self.head is not None and later.head is not None:
            head = Replacement(self.head.before, later.head.after)
        if head is not None and _is_same(head.before, head.after):
            head = None
        extra = (self.extra[0], later.extra[1]) if self.extra and later.extra else self.extra or later.extra
        if extra is not None and extra[0] == extra[1]:
            extra = None
        return ChangeSet(_compose(self.steps, later.steps), _compose(self.flows, later.flows), head, extra)

    def apply(self, document: BlueprintDocument) -> BlueprintDocument:
        """Return `document` after the change. Raises ValueError when it is not the document before it."""
        parts: dict[str, Any] = {}
        if self.steps:
            parts["steps"] = self.steps.apply(document.steps)
        if self.flows:
            parts["flows"] = self.flows.apply(document.flows)
        if self.head:
            parts["head"] = self.head.after
        if self.extra:
            parts["extra"] = self.extra[1]
        return document.replace(**parts) if parts else document


def diff(before: BlueprintDocument, after: BlueprintDocument) -> ChangeSet:
    """Return what leads from one document to another."""
    same_head = before.head is after.head or _is_same(before.head, after.head)
    same_extra = before.extra is after.extra or dict(before.extra) == dict(after.extra)
    return ChangeSet(
        _diff_sequences(before.steps, after.steps),
        _diff_sequences(before.flows, after.flows),
        None if same_head else Replacement(before.head, after.head),
        None if same_extra else (before.extra, after.extra),
    )


# Steps and flows both have one; Element has not.
_id: Callable[[Element], str] = attrgetter("id")


def _is_same(one: Element, other: Element) -> bool:
    """Return whether the file would say the same of both (1 and 1.0 are equal, but not the same in the file)."""
    return one is other or (one == other and element_line(one) == element_line(other))


def _diff_sequences(before: Sequence[T], after: Sequence[T]) -> SequenceChange[T]:
    if before is after:
        return SequenceChange()
    start, end = count_shared_ends(before, after)
    quick = _diff_in_place(before[start:len(before) - end], after[start:len(after) - end], start)
    if quick is not None:
        return quick
    old = dict(zip(map(_id, before[start:len(before) - end]), count(start), strict=False))
    new = dict(zip(map(_id, after[start:len(after) - end]), count(start), strict=False))
    still = _longest_ordered([name for name in old if name in new], new)
    changed = ((before[old[name]], after[index]) for name, index in new.items() if name in still)
    pairs = (Replacement(one, other) for one, other in changed if one is not other)
    return SequenceChange(
        tuple(PositionedElement(index, before[index]) for name, index in old.items() if name not in still),
        tuple(PositionedElement(index, after[index]) for name, index in new.items() if name not in still),
        tuple(pair for pair in pairs if not _is_same(*pair)),
    )


def _diff_in_place(before: Sequence[T], after: Sequence[T], start: int) -> SequenceChange[T] | None:
    """Return what changed where nothing but what came and went has another place; None otherwise.

    That is the rule, and mostly told by identity: naming and sorting ten thousand elements takes 20 ms.
    """
    were, are = set(map(id, before)), set(map(id, after))
    left = {_id(one) for one in before if id(one) not in are}
    came = {_id(one) for one in after if id(one) not in were}
    gone, new = left - came, came - left
    removed = tuple(PositionedElement(index, one) for index, one in enumerate(before, start)
                    if id(one) not in are and _id(one) in gone)
    added = tuple(PositionedElement(index, one) for index, one in enumerate(after, start)
                  if id(one) not in were and _id(one) in new)
    without, within = {id(placed.element) for placed in removed}, {id(placed.element) for placed in added}
    rest = [one for one in before if id(one) not in without], [one for one in after if id(one) not in within]
    pairs = [(one, other) for one, other in zip(*rest, strict=True) if one is not other]
    if any(_id(one) != _id(other) for one, other in pairs):
        return None
    replaced = tuple(Replacement(one, other) for one, other in pairs if not _is_same(one, other))
    return SequenceChange(removed, added, replaced)


def _longest_ordered(names: list[str], position: Mapping[str, int]) -> set[str]:
    """Return the largest set of `names` that stands in rising `position` (longest increasing subsequence)."""
    indices = [position[name] for name in names]
    if all(one < other for one, other in pairwise(indices)):
        return set(names)
    tops: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, before_index in enumerate(indices):
        slot = bisect_left(tops, before_index)
        previous.append(last[slot - 1] if slot else -1)
        tops[slot:slot + 1] = [before_index]
        last[slot:slot + 1] = [index]
    kept: set[str] = set()
    index = last[-1]
    while index >= 0:
        kept.add(names[index])
        index = previous[index]
    return kept


def _insert_added(kept: list[T], added: Iterable[PositionedElement[T]]) -> list[T]:
    result: list[T] = []
    taken = 0
    for position, element in added:
        upto = taken + position - len(result)
        if upto > len(kept):
            raise ValueError(f"there is no position {position}")
        result += kept[taken:upto]
        taken = upto
        result.append(element)
    return result + kept[taken:]


def _compose(first: SequenceChange[T], second: SequenceChange[T]) -> SequenceChange[T]:
    if not first or not second:
        return first or second
    born = {_id(placed.element) for placed in first.added}
    dead = {_id(placed.element) for placed in second.removed}
    was = {_id(pair.after): pair.before for pair in first.updated}
    becomes = {_id(pair.before): pair.after for pair in second.updated}
    removed = [*first.removed]
    removed += [PositionedElement(_shift_position(position, first.added, first.removed),
                                  was.get(_id(element), element))
                for position, element in second.removed if _id(element) not in born]
    added = [*second.added]
    added += [PositionedElement(_shift_position(position, second.removed, second.added),
                                becomes.get(_id(element), element))
              for position, element in first.added if _id(element) not in dead]
    updated = [Replacement(old, becomes.get(_id(new), new)) for old, new in first.updated if _id(new) not in dead]
    updated += [pair for pair in second.updated if _id(pair.before) not in was and _id(pair.before) not in born]
    removed, added, returned = _pair_returned(sorted(removed, key=_position), sorted(added, key=_position))
    pairs = tuple(pair for pair in (*updated, *returned) if not _is_same(*pair))
    return SequenceChange(tuple(removed), tuple(added), pairs)


def _position(placed: PositionedElement[Any]) -> int:
    return placed.position


def _shift_position(position: int, left: Sequence[PositionedElement[T]],
                    entered: Sequence[PositionedElement[T]]) -> int:
    """Return where an element at `position` stands once `left` are taken out of its list and `entered` put in."""
    index = position - bisect_left(left, position, key=_position)
    for placed in entered:
        if placed.position > index:
            break
        index += 1
    return index


def _pair_returned(
    removed: list[PositionedElement[T]], added: list[PositionedElement[T]]
) -> tuple[list[PositionedElement[T]], list[PositionedElement[T]], list[Replacement[T]]]:
    """Turn what was taken out and put back in the same place into an update in place."""
    returned: list[Replacement[T]] = []
    for name in [_id(placed.element) for placed in removed]:
        old, new = (next((index for index, placed in enumerate(some) if _id(placed.element) == name), None)
                    for some in (removed, added))
        if new is not None and old is not None and removed[old].position - old == added[new].position - new:
            returned.append(Replacement(removed.pop(old).element, added.pop(new).element))
    return removed, added, returned


def _index(placed: Sequence[PositionedElement[T]], wanted: Callable[[PositionedElement[T]], bool]) -> int | None:
    return next((index for index, candidate in enumerate(placed) if wanted(candidate)), None)
