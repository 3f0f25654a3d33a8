"""Which other blueprint the open one is compared with, and the comparison itself: work for a thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import examples
from blueprint.model import BlueprintDocument, BlueprintError, State
from blueprint.registry import Surroundings, compared
from blueprint.storage import load
from blueprint.storage.files import SUFFIX
from blueprint.storage.organisation import Organisation, organisation_of

if TYPE_CHECKING:
    from blueprint.analysis.comparison.comparison import Comparison

# A folder is searched for the redesign of an as-is blueprint among so many files of at most that many bytes.
MOST_FILES = 200
MOST_BYTES = 4_000_000


@dataclass(frozen=True, eq=False)
class Pair:
    """The open document compared with another one, which was read from `other`."""

    document: BlueprintDocument
    other: Path
    comparison: Comparison
    organisation: Organisation

    @property
    def before(self) -> BlueprintDocument:
        """The as-is blueprint."""
        return self.comparison.matching.before

    @property
    def after(self) -> BlueprintDocument:
        """The redesign."""
        return self.comparison.matching.after

    def surroundings(self) -> Surroundings:
        """Return what an export of the redesign depends on; it measures the as-is blueprint."""
        from blueprint.analysis.runner import context_of

        return Surroundings(self.organisation, context_of(self.before, organisation=self.organisation))

    @property
    def opens_after(self) -> bool:
        """Whether the open document is the redesign."""
        return self.after is self.document


class Counterparts:
    """Finds and reads the other document; one that has not changed on the disk is read once."""

    def __init__(self) -> None:
        self._known: tuple[tuple[Path, int], BlueprintDocument] | None = None

    def compared(self, document: BlueprintDocument, source: Path | None, chosen: Path | None,
                 cancelled: Callable[[], bool]) -> Pair | None:
        """Return the open document compared with its other one: the `chosen` one, else what stands beside `source`.

        None where there is none. Raises BlueprintError when the file cannot be used, and Cancelled.
        """
        path = chosen or found_beside(document, source)
        if path is None:
            return None
        other = self._read(path)
        before, after = in_order(document, other)
        organisation = Organisation() if source is None else organisation_of(source)
        found = compared(before, after, Surroundings(organisation), cancelled)
        return Pair(document, path, found, organisation)

    def _read(self, path: Path) -> BlueprintDocument:
        state = (path, path.stat().st_mtime_ns if path.is_file() else 0)
        if self._known is None or self._known[0] != state:
            self._known = (state, load(path).document)
        return self._known[1]


def in_order(document: BlueprintDocument, other: BlueprintDocument) -> tuple[BlueprintDocument, BlueprintDocument]:
    """Return the as-is blueprint and its redesign: what either says of itself, else the open one is the redesign."""
    if document.head.redesigns == other.head.id:
        return other, document
    if other.head.redesigns == document.head.id or not is_redesign(document):
        return document, other
    return other, document


def is_redesign(document: BlueprintDocument) -> bool:
    """Tell whether a document says that it is a redesign."""
    return document.head.redesigns is not None or document.head.state is State.TO_BE


def found_beside(document: BlueprintDocument, source: Path | None) -> Path | None:
    """Return the file of the other document: in the folder of `source`, else among the shipped examples."""
    folders = [] if source is None else [source.absolute().parent]
    folders.append(Path(examples.__file__).parent)
    named = document.head.redesigns
    found = (_named(folder, named) if named is not None else _redesign_of(document, folder, source)
             for folder in dict.fromkeys(folders))
    return next((path for path in found if path is not None), None)


def _named(folder: Path, name: str) -> Path | None:
    if Path(name).name != name:
        return None
    path = folder / f"{name}{SUFFIX}"
    return path if path.is_file() else None


def _redesign_of(document: BlueprintDocument, folder: Path, source: Path | None) -> Path | None:
    """Return the first blueprint of a folder that says it redesigns the document."""
    for path in _candidates(folder, json.dumps(document.head.id).encode()):
        if source is not None and path == source.absolute():
            continue
        try:
            if load(path).document.head.redesigns == document.head.id:
                return path
        except BlueprintError:
            # What cannot be read is nobody's redesign; opening it tells why.
            continue
    return None


def _candidates(folder: Path, name: bytes) -> Iterator[Path]:
    """Yield the files that may say so; most are seen not to without being understood."""
    try:
        files = sorted(folder.glob(f"*{SUFFIX}"))[:MOST_FILES]
        for path in files:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                content = path.read_bytes()
                if b'"redesigns"' in content and name in content:
                    yield path
    except OSError:
        return
