"""Writing into a file that must stay the same file: several hard links, or an owner that a new file could not have.

Nothing here is all or nothing, so the bytes are on the disk elsewhere first, beside the journals; that copy goes when
the file is whole. Into devices and pipes bytes are written as they are.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from visavis.blueprint.storage.write_targets import descriptor_entry
from visavis.blueprint.user_folders import key_of

_PIECE = 1 << 20
# Windows would change the ends of lines.
_BINARY = getattr(os, "O_BINARY", 0)


class NoSafeCopyError(OSError):
    """The bytes could not be kept elsewhere first; nothing was written."""


class TornFileError(OSError):
    """A file that was written in part and could not be put back; `copy` holds what it should hold."""

    def __init__(self, error: OSError, copy: Path) -> None:
        super().__init__(error.errno, error.strerror or str(error))
        self.copy = copy


def overwrite(target: Path, content: bytes, folder: Path) -> None:
    """Write `content` into the file `target`, once it is safe in `folder`.

    When that fails half-way the old bytes are put back. Raises NoSafeCopy, Torn, or OSError with the file as it was.
    """
    descriptor = os.open(target, os.O_RDWR | _BINARY)
    try:
        before = _read_all(descriptor)
        copy = _keep_safe(content, target, folder)
        try:
            _write_from_start(descriptor, content)
        except OSError as error:
            try:
                _write_from_start(descriptor, before)
            except OSError:
                raise TornFileError(error, copy) from None
            copy.unlink(missing_ok=True)
            raise
    finally:
        os.close(descriptor)
    copy.unlink(missing_ok=True)


def safe_copies(folder: Path, path: Path) -> list[Path]:
    """Return what was left of writes into the file `path` that did not come to their end, the latest first."""
    try:
        return sorted(folder.glob(f"{key_of(path)}-*.saving{path.suffix}"), key=_time_of, reverse=True)
    except OSError:
        return []


def write_through(path: Path, content: bytes, *, waits: bool) -> None:
    """Write into a device or a pipe, or on from where an open file stands.

    With `waits`, a pipe's reader is waited for; without, a pipe that no one reads raises OSError.
    """
    entry = descriptor_entry(path)
    own = entry is not None and entry.parent == Path(f"/proc/{os.getpid()}/fd") and entry.name.isdigit()
    if own and entry is not None:
        descriptor = os.dup(int(entry.name))
    else:
        descriptor = os.open(path, os.O_WRONLY | _BINARY | (0 if waits else getattr(os, "O_NONBLOCK", 0)))
    try:
        if not waits and hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        _write_all(descriptor, content)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk; not every system lets a folder be synced, and none needs to."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _keep_safe(content: bytes, target: Path, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=f"{key_of(target)}-", suffix=f".saving{target.suffix}")
        try:
            _write_all(descriptor, content)
            os.fsync(descriptor)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)
    except OSError as error:
        raise NoSafeCopyError(error.errno, error.strerror or str(error)) from error
    sync_folder(folder)
    return Path(name)


def _write_from_start(descriptor: int, content: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write_all(descriptor, content)
    os.ftruncate(descriptor, len(content))
    os.fsync(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left[:_PIECE]):]


def _read_all(descriptor: int) -> bytes:
    pieces = []
    while piece := os.read(descriptor, _PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
