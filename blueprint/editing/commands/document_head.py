"""The document's own fields, the service it describes, and what printed pages say of the document itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.legal_clock_references import set_parts
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import Record
from visavis.blueprint.model.problems import Refused

_FIELDS = frozenset({"id", "title", "summary", "language", "state", "redesigns", "rules"})
_CLOCK = "legal_clock"


@dataclass(frozen=True, init=False)
class EditHead:
    """Change the document's `id`, `title`, `summary`, `language`, `state`, `redesigns` or `rules`."""

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", MappingProxyType(changes))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Edit the blueprint’s description")

    def apply(self, draft: Draft) -> None:
        """Change them."""
        for name in self.changes:
            if name not in _FIELDS:
                raise Refused(message("there is no '{name}' to change here", name=name[:60]))
        fresh = change_element(draft.head, self.changes)
        draft.put_whole_head(fresh)


@dataclass(frozen=True, init=False)
class EditService:
    """Change fields of the service: `authority`, `cases_per_year`, `legal_deadline` and so on.

    `legal_clock` may name only the parts to change: `EditService(legal_clock={"starts": "s4"})` leaves where the
    clock stops as it is; None takes the whole clock away.
    """

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", MappingProxyType(changes))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        if set(self.changes) == {_CLOCK}:
            return message("Set the legal clock")
        return message("Edit the service’s description")

    def apply(self, draft: Draft) -> None:
        """Change them."""
        service = draft.head.service
        changes = dict(self.changes)
        if isinstance(changes.get(_CLOCK), Mapping):
            changes[_CLOCK] = set_parts(draft, service.legal_clock, changes[_CLOCK])
        draft.put_head(service=change_element(service, changes))


@dataclass(frozen=True, init=False)
class EditRecord:
    """Change what printed pages say of the document itself: `version`, `date`, `authors`, `contact` and so on."""

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", MappingProxyType(changes))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Edit the record: version, authors, contact")

    def apply(self, draft: Draft) -> None:
        """Change them; a record that says nothing leaves the file."""
        record = change_element(draft.head.record, self.changes)
        if record is not draft.head.record:
            draft.put_whole_head(change_element(draft.head, {"record": None if record == Record() else record}))
