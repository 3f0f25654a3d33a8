"""The contract of an import format: what it is called, what can be asked of it, and how a document is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Protocol

from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry.format_options import FormatOption

# More than anyone reads: of ten thousand lines that were not understood, these are told.
MOST_LOSSES = 1_000


class Importer(Protocol):
    """An import format. Modules that define one import nothing heavy until `read` is called.

    It may have a method `losses(content, options)` that returns Messages, one for each thing in the file that the
    document does not hold as it was meant.
    """

    @property
    def name(self) -> str:
        """The word of the command line."""
        ...

    @property
    def title(self) -> Message:
        """What people call it."""
        ...

    @property
    def purpose(self) -> Message:
        """What it is and for whom, in one sentence."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The usual endings of its files (`.txt`), the most usual first."""
        ...

    @property
    def options(self) -> tuple[FormatOption, ...]:
        """What can be asked of it."""
        ...

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return the document that a file's bytes make; raise BlueprintError when they make none."""
        ...


def import_document(importer: Importer, content: bytes, options: Mapping[str, str], name: str) -> BlueprintDocument:
    """Return the new document that the content of the file `name` makes, with an id of its own.

    A document without a title is called as the file is. Raises BlueprintError.
    """
    from visavis.blueprint.editing import assign_own_id

    document = importer.read(content, options)
    if not document.head.title.strip():
        title = " ".join(PurePath(name).name.partition(".")[0].replace("_", " ").split())
        document = document.replace(head=document.head.model_copy(update={"title": title}))
    return assign_own_id(document)


def find_losses(importer: Importer, content: bytes, options: Mapping[str, str]) -> tuple[Message, ...]:
    """Return what of the content the document does not hold as it was meant; nothing where the format tells nothing.

    Raises BlueprintError.
    """
    losses = getattr(importer, "losses", None)
    found: Iterable[Message] = losses(content, options) if losses is not None else ()
    return tuple(found)[:MOST_LOSSES]


def importers_of(name: str, importers: Iterable[Importer]) -> list[Importer]:
    """Return the formats whose files end as `name` does; of `.csv` and `.register.csv`, the longer is meant."""
    fitting = [(max(map(len, fit)), importer) for importer in importers
               if (fit := [suffix for suffix in importer.suffixes if name.lower().endswith(suffix.lower())])]
    longest = max((length for length, _ in fitting), default=0)
    return [importer for length, importer in fitting if length == longest]
