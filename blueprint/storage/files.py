"""Reading and writing blueprint files: a save either replaces the whole file or leaves it as it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from blueprint.language import Message, message
from blueprint.model.document import BlueprintDocument
from blueprint.model.problems import BlueprintError
from blueprint.storage.codec import decode, encode

SUFFIX = ".blueprint.json"
# A blueprint of ten thousand steps is about 5 MB; what is far larger is something else.
LARGEST_FILE = 200 * 1024 * 1024


class BlueprintFileError(BlueprintError):
    """A file that could not be read or written. The message begins with the file's name."""

    def __init__(self, path: Path, fault: Message) -> None:
        self.path = path
        self.fault = fault
        super().__init__(message("{file}: {fault}", file=str(path), fault=fault))


class NotABlueprintError(BlueprintFileError):
    """A file that could be read, but holds no blueprint."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document, the bytes it was read from, and their digest, by which an outside change is noticed."""

    document: BlueprintDocument
    digest: str
    content: bytes = field(default=b"", repr=False)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def load(path: Path) -> StoredDocument:
    """Read a blueprint file, or raise BlueprintFileError with one line that says where it is wrong."""
    content = _read(path)
    return StoredDocument(_decoded(path, content), digest(content), content)


def load_changed(path: Path, known: str) -> StoredDocument | None:
    """Read a blueprint file unless its bytes are still those of the digest `known`; raises what `load` raises."""
    content = _read(path)
    found = digest(content)
    return StoredDocument(_decoded(path, content), found, content) if found != known else None


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BlueprintFileError(path, message("this is a folder; name a {suffix} file in it", suffix=SUFFIX))
        if path.stat().st_size > LARGEST_FILE:
            raise BlueprintFileError(path, message("the file is too large to be a blueprint"))
        return path.read_bytes()
    except FileNotFoundError:
        raise BlueprintFileError(path, message("there is no such file")) from None
    except PermissionError:
        raise BlueprintFileError(path, message("you may not read this file; ask its owner for the right")) from None
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, _system_fault(error)) from None
    except MemoryError:
        raise BlueprintFileError(path, message("the file is too large to be a blueprint")) from None


def _decoded(path: Path, content: bytes) -> BlueprintDocument:
    try:
        return decode(content)
    except MemoryError:
        raise BlueprintFileError(path, message("the file is too large to be a blueprint")) from None
    except BlueprintError as error:
        raise NotABlueprintError(path, error.message) from None


def save(document: BlueprintDocument, path: Path) -> str:
    """Write a document in canonical form and return its digest; see `save_bytes` for what can fail."""
    return save_bytes(encode(document), path)


def save_bytes(content: bytes, path: Path) -> str:
    """Replace the file at `path` by `content`, all or nothing, and return the digest.

    The bytes go to a new file beside it, reach the disk, and only then take its name. On any failure
    (full disk, no right, folder gone) the old file is untouched and BlueprintFileError says what to do.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise BlueprintFileError(path, message("this is a folder; choose a file name"))
        _replace(target, content)
    except BlueprintFileError:
        raise
    except PermissionError:
        raise BlueprintFileError(path, message("you may not write here; choose another folder. "
                                               "The file is as it was")) from None
    except FileNotFoundError:
        raise BlueprintFileError(path, message("its folder does not exist; choose another folder")) from None
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, message("could not be saved ({reason}); the file is as it was. "
                                               "Save a copy elsewhere", reason=_system_fault(error))) from None
    return digest(content)


def _replace(target: Path, content: bytes) -> None:
    # A name may have 255 bytes, and a character up to four of them.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".saving")
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.chmod(_mode_of(target))
        fresh.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    _sync_folder(target.parent)


def _mode_of(target: Path) -> int:
    """Return the permissions to give: those of the file that is replaced, else what a new file would get."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # The new name must survive a power cut too; not every system lets a folder be synced, and none needs to.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _system_fault(error: OSError | ValueError) -> Message:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return message("{reason}", reason=reason)
