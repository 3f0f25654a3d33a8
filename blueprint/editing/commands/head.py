"""The document's own fields, and the service it describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from blueprint.editing.draft import Draft
from blueprint.editing.refusals import Refused
from blueprint.editing.values import changed
from blueprint.language import Message, message

_FIELDS = frozenset({"id", "title", "summary", "language", "state", "redesigns", "rules"})


@dataclass(frozen=True, init=False)
class EditHead:
    """Change the document's `id`, `title`, `summary`, `language`, `state`, `redesigns` or `rules`."""

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", MappingProxyType(changes))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Edit the document’s description")

    def apply(self, draft: Draft) -> None:
        """Change them."""
        for name in self.changes:
            if name not in _FIELDS:
                raise Refused(message("there is no '{name}' to change here", name=name[:60]))
        fresh = changed(draft.head, self.changes)
        draft.put_whole_head(fresh)


@dataclass(frozen=True, init=False)
class EditService:
    """Change fields of the service: `authority`, `cases_per_year`, `legal_deadline` and so on."""

    changes: Mapping[str, Any]

    def __init__(self, **changes: Any) -> None:
        object.__setattr__(self, "changes", MappingProxyType(changes))

    @property
    def caption(self) -> Message:
        """What the undo menu calls it."""
        return message("Edit the service’s description")

    def apply(self, draft: Draft) -> None:
        """Change them."""
        draft.put_head(service=changed(draft.head.service, self.changes))
