"""The journal: what was done since the last save, on the disk before the next thing is done.

A text file of lines, each with a checksum of its own: first who writes and for which file, then the document as it
was saved or opened, then one line for every commit. A line is written by one system call, so a program that is killed
loses at most the line under way; a torn or damaged line ends the reading, and what stands before it is whole. Where
the beginning is damaged, the file itself stands in for the state it tells of, as long as it is the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import decode, digest, encode
from visavis.blueprint.storage.codec import decode_data
from visavis.blueprint.storage.processes import Process, is_alive, is_here, process_of, this_process
from visavis.blueprint.storage.system_reasons import reason_of

if TYPE_CHECKING:
    from visavis.blueprint.editing.changes import ChangeSet, SequenceChange

SUFFIX = ".journal"
FORMAT = "visavis-journal/1"
# Letters of a SHA-256: a torn line that passes by chance is one in 10^19.
CHECKSUM = 16
_TORN_HEAD = re.compile(rb"[0-9a-f]{0,16}($| $| \{)")
# Bytes: a head names one file.
_LONGEST_HEAD = 64 * 1024


# What reading a file that may hold anything may raise.
_FAULTS = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError,
           MemoryError, BlueprintError)
_BAD = object()


@dataclass(frozen=True, slots=True)
class UnfinishedJournal:
    """A journal that no one ended: the file it is about (None: never saved), and both states of the document.

    `host` names the machine it was written on, where that is another one; `is_cut`: a damaged line hides later
    changes.
    """

    journal: Path
    source: Path | None
    digest: str
    begun: datetime
    base: BlueprintDocument
    document: BlueprintDocument
    host: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class UnreadableJournal:
    """A journal that no one ended and no one can read: why, which file it was about, and when it was last written."""

    journal: Path
    reason: Message
    source: Path | None
    begun: datetime


class Journal:
    """Writes one document's journal into `folder`; a file is made with the first change.

    `content` are the bytes that `base` was read from or written to, where they are known: to encode ten thousand
    steps again would hold up the first change.
    """

    def __init__(self, folder: Path, base: BlueprintDocument, source: Path | None, digest: str = "",
                 content: bytes = b"") -> None:
        self._folder = folder
        self.base = base
        self._source = source
        self._digest = digest
        self._content = content
        self._descriptor: int | None = None
        self._length = 0
        self._owed: ChangeSet | None = None
        self.path: Path | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every commit is written down."""
        return self._owed is None

    def record(self, changes: ChangeSet) -> None:
        """Write down one commit; raises OSError when that is not possible, and writes it with the next one."""
        self._owed = changes if self._owed is None else self._owed.squash(changes)
        self.catch_up()

    def catch_up(self) -> None:
        """Write down what could not be written before; raises OSError when that is still not possible."""
        if self._owed is None:
            return
        if self._descriptor is None:
            self._begin()
        self._write(_changes_json(self._owed))
        self._owed = None

    def sync(self) -> None:
        """Push what is written through to the disk; a power cut takes what is not."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def end(self) -> None:
        """Take the journal away: everything is saved, or thrown away on purpose."""
        self.leave()
        if self.path is not None:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Stop writing and leave the journal where it is."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Readable by its owner only, like every file that mkstemp makes.
        self._descriptor, name = tempfile.mkstemp(suffix=SUFFIX, dir=self._folder)
        self.path = Path(name)
        self._length = 0
        try:
            self._write_head()
        except OSError:
            # A journal without its beginning is none; the next commit begins another.
            self.end()
            raise

    def _write_head(self) -> None:
        # Whoever takes it back may have begun in another folder.
        source = str(self._source.absolute()) if self._source else None
        self._write({"journal": FORMAT, "source": source, "digest": self._digest, **this_process().to_json(),
                     "begun": datetime.now(UTC).isoformat()})
        self._write((self._content or encode(self.base)).decode())

    def _write(self, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
        line = _checksum(text) + b" " + text + b"\n"
        assert self._descriptor is not None
        # What a write that failed left behind would end the reading there.
        os.ftruncate(self._descriptor, self._length)
        os.lseek(self._descriptor, self._length, os.SEEK_SET)
        left = line
        while left:
            left = left[os.write(self._descriptor, left):]
        self._length += len(line)


def flush_to_disk(path: Path) -> None:
    """Push what a journal's file holds through to the disk, on any thread; quiet where that is not possible."""
    with contextlib.suppress(OSError), path.open("r+b") as stream:
        os.fsync(stream.fileno())


def find_unfinished(folder: Path) -> Iterator[UnfinishedJournal]:
    """Yield the journals that a program left behind and that can be read, as `find_left_behind` does."""
    return (found for found in find_left_behind(folder) if isinstance(found, UnfinishedJournal))


def find_left_behind(folder: Path) -> Iterator[UnfinishedJournal | UnreadableJournal]:
    """Yield what a program left behind, the latest first; a bad journal keeps no other one from being told.

    Those still being written, and those that ended before they held anything, are passed over.
    """
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"), key=_written_at, reverse=True)
    except OSError:
        return
    for path in paths:
        found: UnfinishedJournal | UnreadableJournal | None = None
        try:
            found = read(path)
        except FileNotFoundError:
            continue
        except BlueprintError as error:
            found = _describe_unreadable(path, error.message)
        except OSError as error:
            found = _describe_unreadable(path, reason_of(error))
        except _FAULTS:
            found = _describe_unreadable(path, message("it is damaged"))
        if found is not None:
            yield found


def read(path: Path) -> UnfinishedJournal | None:
    """Return what a journal holds; None while its writer lives, or where it ended before it held anything.

    Raises BlueprintError, or an error of its content, when not even its beginning can be made out.
    """
    lines = _lines(path.read_bytes())
    if len(lines) < 2 and (not lines or lines[0] is not _BAD):
        return None
    head = lines[0] if isinstance(lines[0], dict) else {}
    if head.get("journal", FORMAT) != FORMAT:
        raise BlueprintError(message("it was written by another version of the program"))
    writer, begun = _writer(head), _begun_at(head, path)
    if writer is not None and writer.pid != os.getpid() and is_here(writer) and is_alive(writer, begun):
        return None
    source = Path(head["source"]) if head.get("source") else None
    base = _base(lines[1] if len(lines) > 1 else _BAD, source, str(head.get("digest") or ""))
    whole = next((index for index, line in enumerate(lines[2:]) if line is _BAD), len(lines) - 2)
    data = json.loads(encode(base))
    for change in lines[2:2 + whole]:
        _apply(data, change)
    elsewhere = writer.host if writer is not None and not is_here(writer) else ""
    return UnfinishedJournal(path, source, str(head.get("digest") or ""), begun, base, decode_data(data), elsewhere,
                             is_cut=whole < len(lines) - 2)


def _base(line: Any, source: Path | None, known: str) -> BlueprintDocument:
    """Return the document that a journal began with; from its file where the journal's own line is damaged."""
    if isinstance(line, str):
        return decode(line.encode())
    content = source.read_bytes() if source is not None and known and source.is_file() else b""
    if not content or digest(content) != known:
        raise BlueprintError(message("its beginning is damaged"))
    return decode(content)


def _writer(head: dict[str, Any]) -> Process | None:
    try:
        return process_of(head)
    except (KeyError, TypeError, ValueError):
        return None


def _begun_at(head: dict[str, Any], path: Path) -> datetime:
    """Return when a journal was begun; when its file was last written where it does not say."""
    try:
        found = datetime.fromisoformat(head["begun"])
    except (KeyError, TypeError, ValueError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _describe_unreadable(path: Path, reason: Message) -> UnreadableJournal | None:
    """Return what can be told of a journal that cannot be read; None when it is gone or empty."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        with path.open("rb") as stream:
            head = _line(stream.readline(_LONGEST_HEAD).rstrip(b"\n"))
        source = Path(head["source"]) if isinstance(head, dict) and head.get("source") else None
    except FileNotFoundError:
        return None
    except _FAULTS:
        return UnreadableJournal(path, reason, None, datetime.now(UTC))
    return UnreadableJournal(path, reason, source, written)


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _lines(content: bytes) -> list[Any]:
    """Return what the lines hold. A line that was being written when the program ended is none."""
    *whole, rest = content.split(b"\n")
    lines = [_line(line) for line in whole]
    # A power cut may leave room that was never written.
    if b"\0" in rest or (not lines and not _TORN_HEAD.match(rest)):
        lines.append(_BAD)
    return lines


def _line(line: bytes) -> Any:
    """Return what a line holds, or `_BAD` where its checksum says that it is not what was written."""
    checksum, _, text = line.partition(b" ")
    return json.loads(text) if checksum == _checksum(text) else _BAD


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:CHECKSUM].encode()


def _changes_json(changes: ChangeSet) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, sequence in (("nodes", changes.steps), ("edges", changes.flows)):
        if sequence:
            data[name] = _sequence_json(sequence)
    if changes.head is not None:
        data["graph"] = changes.head.after.to_json()
    if changes.extra is not None:
        data["extra"] = dict(changes.extra[1])
    return data


def _sequence_json(change: SequenceChange[Any]) -> dict[str, Any]:
    return {"out": [placed.position for placed in change.removed],
            "in": [[placed.position, placed.element.to_json()] for placed in change.added],
            "now": [pair.after.to_json() for pair in change.updated]}


def _apply(data: dict[str, Any], change: dict[str, Any]) -> None:
    """Apply one line to node-link data, in place."""
    for name, identity in (("nodes", "id"), ("edges", "key")):
        if name in change:
            data[name] = _rows(data[name], change[name], identity)
    if "graph" in change:
        data["graph"] = change["graph"]
    if "extra" in change:
        kept = {key: data[key] for key in ("directed", "multigraph", "graph", "nodes", "edges") if key in data}
        data.clear()
        data.update(kept | change["extra"])


def _rows(rows: Sequence[dict[str, Any]], change: dict[str, Any], identity: str) -> list[dict[str, Any]]:
    gone = set(change["out"])
    now = {row[identity]: row for row in change["now"]}
    kept = [now.get(row[identity], row) for index, row in enumerate(rows) if index not in gone]
    for position, row in change["in"]:
        kept.insert(position, row)
    return kept
