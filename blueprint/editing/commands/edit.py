"""What the editing commands share: a target and the fields to change, and several commands as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.session import Command
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused


@dataclass(frozen=True, init=False)
class Edit:
    """Change fields of the element that `target` names: `EditStep("s1", title="Calls", effort=None)`.

    The fields are those of the model; None or the default takes the key out of the file.
    """

    target: str
    changes: Mapping[str, Any]

    def __init__(self, target: str, /, **changes: Any) -> None:
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "changes", MappingProxyType(changes))
        for name in ("id", "key", "format"):
            if name in changes:
                raise Refused(message("'{name}' is a name that others refer to; it cannot be changed", name=name))


@dataclass(frozen=True)
class CompositeCommand:
    """Commands that are carried out as one: all of them or none, one undo step."""

    caption: Message
    commands: tuple[Command, ...]

    def apply(self, draft: Draft) -> None:
        """Carry them out in order."""
        for command in self.commands:
            command.apply(draft)


@dataclass(frozen=True)
class ReplaceDocument:
    """Take over another version of the document, as an edit that can be undone (an older version, a merge)."""

    caption: Message
    document: BlueprintDocument

    def apply(self, draft: Draft) -> None:
        """Replace everything."""
        draft.replace_document(self.document)
