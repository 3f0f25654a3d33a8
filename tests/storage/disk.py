"""What a program does to the files of a folder, written down call by call, and the states a crash may leave of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class State:
    """Names and what stands under them: now, and what of it is on the disk for certain."""

    names: dict[str, int] = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)
    synced_names: dict[str, int] = field(default_factory=dict)
    synced_data: dict[int, bytes] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def copied(self) -> State:
        return State(dict(self.names), dict(self.data), dict(self.synced_names), dict(self.synced_data),
                     set(self.folders))

    def apply(self, call: tuple[Any, ...]) -> None:
        match call:
            case ("mkdir", path):
                self.folders.add(path)
            case ("create", path, one):
                self.names[path], self.data[one] = one, b""
            case ("write", one, place, content):
                before = self.data[one].ljust(place, b"\0")
                self.data[one] = before[:place] + content + before[place + len(content):]
            case ("truncate", one, size):
                self.data[one] = self.data[one][:size].ljust(size, b"\0")
            case ("sync", one):
                self.synced_data[one] = self.data[one]
            case ("sync-folder", folder):
                inside = {path: one for path, one in self.names.items() if str(Path(path).parent) == folder}
                kept = {path: one for path, one in self.synced_names.items() if str(Path(path).parent) != folder}
                self.synced_names = kept | inside
            case ("rename", source, target):
                self.names[target] = self.names.pop(source)
            case ("link", source, target):
                self.names[target] = self.names[source]
            case ("unlink", path):
                self.names.pop(path, None)
            case _:
                raise AssertionError(call)


def torn(call: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return the same write, stopped half-way."""
    if call[0] != "write" or len(call[3]) < 2:
        return None
    return (*call[:3], call[3][: len(call[3]) // 2])


_CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "link", "unlink", "mkdir", "fdopen")


class Recorder:
    """Writes down what happens to files below `root` while it is patched in."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.calls: list[tuple[Any, ...]] = []
        self.before = State()
        self._ids: dict[int, int] = {}
        self._real = {name: getattr(os, name) for name in _CALLS}
        for path in (Path(self.root), *Path(self.root).rglob("*")):
            if path.is_dir():
                self.before.folders.add(str(path))
                continue
            one = self._id(path.stat().st_ino)
            self.before.names[str(path)] = one
            self.before.data[one] = path.read_bytes()
        self.before.synced_names, self.before.synced_data = dict(self.before.names), dict(self.before.data)

    def install(self, patched: pytest.MonkeyPatch) -> None:
        """Patch the calls by which the program changes files."""
        for name in _CALLS:
            patched.setattr(os, name, getattr(self, f"_{name}"))

    def _id(self, inode: int, *, fresh: bool = False) -> int:
        # A file that is gone leaves its number to the next one.
        if fresh or inode not in self._ids:
            self._ids[inode] = len(self._ids) + 1000 * len(self.calls) + 1
        return self._ids[inode]

    def _inside(self, path: Any) -> str | None:
        if isinstance(path, int):
            return None
        whole = Path(os.path.realpath(Path(os.fsdecode(path)).parent)) / Path(os.fsdecode(path)).name
        return str(whole) if whole.is_relative_to(self.root) else None

    def _of(self, descriptor: int) -> int | None:
        try:
            return self._ids.get(os.fstat(descriptor).st_ino)
        except OSError:
            return None

    def _open(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        where = self._inside(path)
        is_new = where is not None and not os.path.lexists(where)
        descriptor: int = self._real["open"](path, flags, *rest, **named)
        if is_new:
            self.calls.append(("create", where, self._id(os.fstat(descriptor).st_ino, fresh=True)))
        return descriptor

    def _write(self, descriptor: int, content: Any) -> int:
        one = self._of(descriptor)
        place = os.lseek(descriptor, 0, os.SEEK_CUR) if one is not None else 0
        count: int = self._real["write"](descriptor, content)
        if one is not None:
            self.calls.append(("write", one, place, bytes(content[:count])))
        return count

    def _fsync(self, descriptor: int) -> None:
        self._real["fsync"](descriptor)
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            if (one := self._of(descriptor)) is not None:
                self.calls.append(("sync", one))
            return
        folder = os.path.realpath(f"/proc/self/fd/{descriptor}")
        if Path(folder).is_relative_to(self.root):
            self.calls.append(("sync-folder", folder))

    def _ftruncate(self, descriptor: int, size: int) -> None:
        self._real["ftruncate"](descriptor, size)
        if (one := self._of(descriptor)) is not None:
            self.calls.append(("truncate", one, size))

    def _two_names(self, call: str, told: str, source: Any, target: Any, **named: Any) -> None:
        both = (self._inside(source), self._inside(target))
        self._real[call](source, target, **named)
        if None not in both:
            self.calls.append((told, *both))

    def _replace(self, source: Any, target: Any, **named: Any) -> None:
        self._two_names("replace", "rename", source, target, **named)

    def _rename(self, source: Any, target: Any, **named: Any) -> None:
        self._two_names("rename", "rename", source, target, **named)

    def _link(self, source: Any, target: Any, **named: Any) -> None:
        self._two_names("link", "link", source, target, **named)

    def _unlink(self, path: Any, **named: Any) -> None:
        where = self._inside(path)
        self._real["unlink"](path, **named)
        if where is not None:
            self.calls.append(("unlink", where))

    def _mkdir(self, path: Any, *rest: Any, **named: Any) -> None:
        where = self._inside(path)
        self._real["mkdir"](path, *rest, **named)
        if where is not None:
            self.calls.append(("mkdir", where))

    def _fdopen(self, descriptor: int, *rest: Any, **named: Any) -> Any:
        stream = self._real["fdopen"](descriptor, *rest, **named)
        return _Stream(stream, self._write) if self._of(descriptor) is not None else stream

    def crashes(self) -> Iterator[tuple[str, State, dict[str, int], dict[int, bytes]]]:
        """Yield what each call may leave behind: a killed program, a torn write, a power cut; as names and contents.

        A power cut takes what was not synced: data, names or both; which of them is first on the disk is up to it.
        """
        state = self.before.copied()
        for number in range(len(self.calls) + 1):
            yield f"killed after {number}", state, dict(state.names), dict(state.data)
            certain = {one: state.synced_data.get(one, b"") for one in state.data}
            half = {one: _between(certain[one], now) for one, now in state.data.items()}
            yield f"power cut after {number}: data", state, dict(state.names), certain
            yield f"power cut after {number}: half of the data", state, dict(state.names), half
            yield f"power cut after {number}: names and data", state, dict(state.synced_names), certain
            yield f"power cut after {number}: names, and half of the data", state, dict(state.synced_names), half
            if number == len(self.calls):
                return
            call = self.calls[number]
            half_done = torn(call)
            if half_done is not None:
                one = state.copied()
                one.apply(half_done)
                yield f"torn write {number}", one, dict(one.names), dict(one.data)
            state.apply(call)

    def replayed(self, names: dict[str, int], data: dict[int, bytes], folders: set[str], target: Path) -> Path:
        """Write a state below `target` and return where the recorded folder stands there."""
        root = target / "replayed"
        for folder in sorted(folders | {self.root}):
            (root / os.path.relpath(folder, self.root)).mkdir(parents=True, exist_ok=True)
        for path, one in names.items():
            file = root / os.path.relpath(path, self.root)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.get(one, b""))
        return root


def _between(before: bytes, now: bytes) -> bytes:
    """Return what a disk may hold that was on its way from one content to another."""
    if before == now:
        return now
    half = len(now) // 2
    return now[:half] + before[half:]


class _Stream:
    """A file object whose writes are written down."""

    def __init__(self, stream: Any, write: Any) -> None:
        self._stream = stream
        self._write = write

    def write(self, content: Any) -> int:
        raw = content if isinstance(content, bytes | bytearray | memoryview) else content.encode()
        self._stream.flush()
        left = memoryview(raw)
        while left:
            left = left[self._write(self._stream.fileno(), left):]
        return len(content)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
