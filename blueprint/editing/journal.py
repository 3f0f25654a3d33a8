"""The journal: what was done since the last save, on the disk before the next thing is done.

A text file of lines, each with a checksum of its own: first who writes and for which file, then the document as it
was saved or opened, then one line for every commit. A line is written by one system call, so a program that is killed
loses at most the line under way; a torn line ends the reading, and what stands before it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from blueprint.editing.changes import ChangeSet, SequenceChange
from blueprint.model import BlueprintDocument, BlueprintError
from blueprint.storage import decode, encode
from blueprint.storage.codec import decode_data
from blueprint.storage.lock import is_alive

SUFFIX = ".journal"
FORMAT = "visavis-journal/1"
# Letters of a SHA-256: a torn line that passes by chance is one in 10^19.
CHECKSUM = 16


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A journal that nobody ended: the file it is about (None: never saved), and both states of the document."""

    journal: Path
    source: Path | None
    digest: str
    begun: datetime
    base: BlueprintDocument
    document: BlueprintDocument


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
        self._owed = changes if self._owed is None else self._owed.squashed(changes)
        self.catch_up()

    def catch_up(self) -> None:
        """Write down what could not be written before; raises OSError when that is still not possible."""
        if self._owed is None:
            return
        if self._descriptor is None:
            self._begin()
        self._write(_written(self._owed))
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
        self._write({"journal": FORMAT, "source": str(self._source) if self._source else None, "digest": self._digest,
                     "pid": os.getpid(), "host": socket.gethostname(), "begun": datetime.now(UTC).isoformat()})
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


def push_through(path: Path) -> None:
    """Push what a journal's file holds through to the disk, on any thread; quiet where that is not possible."""
    with contextlib.suppress(OSError), path.open("r+b") as stream:
        os.fsync(stream.fileno())


def unfinished(folder: Path) -> Iterator[Unfinished]:
    """Yield the journals that a program left behind, the latest first; those still being written are passed over."""
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return
    for path in paths:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError, BlueprintError):
            found = read(path)
            if found is not None:
                yield found


def read(path: Path) -> Unfinished | None:
    """Return what a journal holds; None while its writer lives.

    Raises an error of its content when not even its beginning is whole.
    """
    lines = _whole_lines(path.read_bytes())
    head, content = next(lines, None), next(lines, None)
    if head is None or content is None:
        raise ValueError("the journal ends before it begins")
    if head["pid"] != os.getpid() and head["host"] == socket.gethostname() and is_alive(head["host"], head["pid"]):
        return None
    base = decode(content.encode())
    data = json.loads(encode(base))
    for change in lines:
        _apply(data, change)
    source = Path(head["source"]) if head["source"] else None
    return Unfinished(path, source, head["digest"], datetime.fromisoformat(head["begun"]), base, decode_data(data))


def _whole_lines(content: bytes) -> Iterator[Any]:
    for line in content.split(b"\n")[:-1]:
        checksum, _, text = line.partition(b" ")
        if checksum != _checksum(text):
            return
        yield json.loads(text)


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:CHECKSUM].encode()


def _written(changes: ChangeSet) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, sequence in (("nodes", changes.steps), ("edges", changes.flows)):
        if sequence:
            told[name] = _sequence(sequence)
    if changes.head is not None:
        told["graph"] = changes.head.after.written()
    if changes.extra is not None:
        told["extra"] = dict(changes.extra[1])
    return told


def _sequence(change: SequenceChange[Any]) -> dict[str, Any]:
    return {"out": [placed.position for placed in change.removed],
            "in": [[placed.position, placed.element.written()] for placed in change.added],
            "now": [pair.after.written() for pair in change.updated]}


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
    kept = [now.get(row[identity], row) for place, row in enumerate(rows) if place not in gone]
    for position, row in change["in"]:
        kept.insert(position, row)
    return kept
