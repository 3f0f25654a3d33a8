"""The lists of the head (personas, lanes, items …) work alike: one mechanism, to which each list gives its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from visavis.blueprint.editing.commands.edit import Edit
from visavis.blueprint.editing.draft import Draft, require
from visavis.blueprint.editing.values import change_element, make_element
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Element
from visavis.blueprint.model.problems import Refused


def _element_id(element: Element) -> str:
    name: str = element.id  # type: ignore[attr-defined]  # every element of a head list has an id
    return name


@dataclass(frozen=True)
class HeadList:
    """One list of the head: its field, the model of its elements, the letters its new ids begin with, its words.

    `name_of` makes the id of a new element
    from its fields where a random one would be unreadable in the file.
    """

    field: str
    kind: type[Element]
    prefix: str
    noun: Message
    add: Message
    edit: Message
    remove: Message
    move: Message
    name_of: Callable[[Mapping[str, Any], set[str]], str] | None = None

    def elements(self, draft: Draft) -> dict[str, Any]:
        """Return the elements by id, in order."""
        return {_element_id(element): element for element in getattr(draft.head, self.field)}

    def put(self, draft: Draft, elements: Mapping[str, Any]) -> None:
        """Replace the list."""
        draft.put_head(**{self.field: tuple(elements.values())})

    def element(self, draft: Draft, name: str) -> Any:
        """Return one element, or refuse."""
        return require(self.elements(draft), name, self.noun)

    def add_to(self, draft: Draft, fields: Mapping[str, Any], index: int | None) -> Any:
        """Make an element and put it at `index` (at the end without one)."""
        known = self.elements(draft)
        name = fields.get("id")
        if name is not None and name in known:
            raise Refused(message("the id '{name}' is taken", name=str(name)[:60]))
        if name is None:
            name = self.name_of(fields, {*known}) if self.name_of else draft.new_id(self.prefix, known)
        fresh = make_element(self.kind, {**fields, "id": name})
        elements = list(known.values())
        elements.insert(len(elements) if index is None else index, fresh)
        self.put(draft, {_element_id(element): element for element in elements})
        return fresh

    def replace(self, draft: Draft, name: str, changes: Mapping[str, Any]) -> tuple[Any, Any]:
        """Change one element in its place and return it before and after."""
        known = self.elements(draft)
        before = self.element(draft, name)
        known[name] = change_element(before, changes)
        self.put(draft, known)
        return before, known[name]

    def take(self, draft: Draft, name: str) -> None:
        """Take one element out, and nothing else."""
        known = self.elements(draft)
        del known[_element_id(self.element(draft, name))]
        self.put(draft, known)

    def shift(self, draft: Draft, name: str, index: int) -> None:
        """Move one element to `index`."""
        element = self.element(draft, name)
        rest = [other for other in self.elements(draft).values() if other is not element]
        if not 0 <= index <= len(rest):
            raise Refused(message("there is no position {number}", number=index + 1))
        rest.insert(index, element)
        self.put(draft, {_element_id(other): other for other in rest})


@dataclass(frozen=True, init=False)
class AddToList:
    """Add an element to a list of the head, at `index` or at its end; `id` is made up unless given."""

    of: ClassVar[HeadList]
    fields: Mapping[str, Any]
    index: int | None = None

    def __init__(self, *, index: int | None = None, **fields: Any) -> None:
        object.__setattr__(self, "fields", MappingProxyType(fields))
        object.__setattr__(self, "index", index)

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return self.of.add

    def apply(self, draft: Draft) -> None:
        """Add it."""
        self.of.add_to(draft, self.fields, self.index)


class EditInList(Edit):
    """Change fields of an element of a list of the head."""

    of: ClassVar[HeadList]

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return self.of.edit

    def apply(self, draft: Draft) -> None:
        """Change it."""
        self.of.replace(draft, self.target, self.changes)


@dataclass(frozen=True)
class RemoveFromList:
    """Remove an element of a list of the head, and the references to it."""

    of: ClassVar[HeadList]
    target: str

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return self.of.remove

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        self.of.take(draft, self.target)


@dataclass(frozen=True)
class MoveInList:
    """Move an element of a list of the head to another index."""

    of: ClassVar[HeadList]
    target: str
    index: int

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return self.of.move

    def apply(self, draft: Draft) -> None:
        """Move it."""
        self.of.shift(draft, self.target, self.index)
