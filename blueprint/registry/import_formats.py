"""The contract of an import format: what it is called, what can be asked of it, and how a document is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry.format_options import FormatOption

# The methods that a format may have besides what every one has.
IMPORT_ABILITIES = ("losses", "recognises", "options_of", "update", "belongs_to")
# More than anyone reads: of ten thousand lines that were not understood, these are told.
MOST_LOSSES = 1_000
# The format of what is text and nothing else that is known; and how much of a file tells whether it is text.
ANY_TEXT = "listing"
_LOOKED_AT = 4_096


class Importer(Protocol):
    """An import format. Modules that define one import nothing heavy until `read` is called.

    It may have some of these methods besides:

    - `losses(content, options)` returns Messages, one for each thing in the file that the document does not hold as
      it was meant;
    - `recognises(content)` tells whether a file seems to be of this format, whatever it is called;
    - `belongs_to(content, document)` tells whether a file tells of this very blueprint: an edited export of it;
    - `options_of(content, document)` returns the options as this very file asks them: who is in it to choose from,
      and what it seems to be as the default. `document` is the blueprint that it goes into, None for a new one;
    - `update(content, options, document)` returns what an open blueprint becomes with the file, and Messages of what
      was not understood. Without it, and where it returns None, what the file makes is added to that blueprint
      (`join_documents`).

    One that `needs_document` (true) tells something of a blueprint that is there, and makes none of its own.
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


@dataclass(frozen=True, slots=True)
class ImportedContent:
    """What a file makes: a new document, or what an open one becomes with it; and what of it was not understood."""

    document: BlueprintDocument
    told: tuple[Message, ...]


def read_import(importer: Importer, content: bytes, options: Mapping[str, str], name: str) -> ImportedContent:
    """Return the new document of a file with what it does not hold. Raises BlueprintError."""
    document = import_document(importer, content, options, name)
    return ImportedContent(document, find_losses(importer, content, options))


def update_document(importer: Importer, content: bytes, options: Mapping[str, str],
                    document: BlueprintDocument) -> ImportedContent:
    """Return what `document` becomes with a file: its own id, and all that the file does not speak of, stay.

    Raises BlueprintError.
    """
    from visavis.blueprint.editing.joining import join_documents

    # What the program itself writes beside the file's words is in the blueprint's language, unless somebody asks.
    asked = {"language": document.head.language, **options}
    update = getattr(importer, "update", None)
    made: tuple[BlueprintDocument, Sequence[Message]] | None = (
        update(content, asked, document) if update is not None else None)
    if made is None:
        joined = join_documents(document, importer.read(content, asked))
        return ImportedContent(joined, find_losses(importer, content, asked))
    changed, told = made
    return ImportedContent(changed, tuple(told)[:MOST_LOSSES])


def needs_document(importer: Importer) -> bool:
    """Return whether a format tells something of an open blueprint, and makes none of its own."""
    return bool(getattr(importer, "needs_document", False))


def list_import_options(importer: Importer, content: bytes,
                        document: BlueprintDocument | None = None) -> tuple[FormatOption, ...]:
    """Return what a format asks of this very file; what it asks of any where it does not look into files.

    Raises BlueprintError for a file that cannot be read.
    """
    options_of = getattr(importer, "options_of", None)
    if options_of is None:
        return importer.options
    found: Iterable[FormatOption] = options_of(content, document)
    return tuple(found)


def propose_importer(name: str, content: bytes, importers: Iterable[Importer]) -> Importer | None:
    """Return the format that a file seems to be of, by its content and the ending of its name; None for no idea.

    Where several endings are alike or none is known, the content settles it, else the format that reads any text.
    """
    known = list(importers)
    named = importers_of(name, known)
    if any(suffix.count(".") > 1 and name.lower().endswith(suffix) for one in named for suffix in one.suffixes):
        # An ending of two parts is typed on purpose: `.postits.csv` is no other table.
        return named[0]
    fitting = [one for one in (*named, *known) if _recognises(one, content)]
    if named and not fitting:
        return named[0]
    return fitting[0] if fitting else next((one for one in known if one.name == ANY_TEXT and content
                                            and b"\0" not in content[:_LOOKED_AT]), None)


def recognise_importer(content: bytes, importers: Iterable[Importer]) -> Importer | None:
    """Return the first format that recognises a content, whatever it is called; None for no idea."""
    return next((one for one in importers if _recognises(one, content)), None)


def belongs_to(importer: Importer, content: bytes, document: BlueprintDocument) -> bool:
    """Return whether a file tells of this very blueprint: an export of it that was edited, a log of its cases."""
    asks = getattr(importer, "belongs_to", None)
    return needs_document(importer) or (asks is not None and bool(asks(content, document)))


def _recognises(importer: Importer, content: bytes) -> bool:
    recognises = getattr(importer, "recognises", None)
    return recognises is not None and bool(recognises(content))


def importers_of(name: str, importers: Iterable[Importer]) -> list[Importer]:
    """Return the formats whose files end as `name` does; of `.csv` and `.register.csv`, the longer is meant."""
    fitting = [(max(map(len, fit)), importer) for importer in importers
               if (fit := [suffix for suffix in importer.suffixes if name.lower().endswith(suffix.lower())])]
    longest = max((length for length, _ in fitting), default=0)
    return [importer for length, importer in fitting if length == longest]
