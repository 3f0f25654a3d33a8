"""Reading and writing files: a save either makes the whole file what it should be or leaves it as it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from visavis.blueprint.language import Message, message
from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.problems import BlueprintError
from visavis.blueprint.storage.codec import decode, encode
from visavis.blueprint.storage.metadata import CannotKeep, keep_metadata
from visavis.blueprint.storage.overwriting import (
    NoSafeCopyError,
    TornFileError,
    overwrite,
    sync_folder,
    write_through,
)
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.write_targets import (
    SUFFIX,
    PathKind,
    is_read_only,
    kind_of,
    no_file_message,
    read_only_message,
)
from visavis.blueprint.user_folders import recovery_folder

__all__ = ["LARGEST_FILE", "SUFFIX", "BlueprintFileError", "NotABlueprintError", "StoredDocument", "digest", "load",
           "load_bytes", "load_changed", "load_own", "save", "save_bytes"]
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
    return load_bytes(path, _read(path))


def load_own(path: Path) -> StoredDocument:
    """Read the file that a document lives in, as `load` does; a device or a pipe can be read, but not lived in."""
    try:
        is_stream = kind_of(path) is PathKind.STREAM
    except (OSError, ValueError):
        is_stream = False
    if is_stream:
        raise BlueprintFileError(path, no_file_message())
    return load(path)


def load_bytes(path: Path, content: bytes) -> StoredDocument:
    """Read a blueprint from bytes that are called `path` in what is told; raises what `load` raises."""
    return StoredDocument(_decode(path, content), digest(content), content)


def load_changed(path: Path, known: str) -> StoredDocument | None:
    """Read a blueprint file unless its bytes are still those of the digest `known`; raises what `load` raises."""
    content = _read(path)
    found = digest(content)
    return StoredDocument(_decode(path, content), found, content) if found != known else None


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BlueprintFileError(path, message("this is a folder; name a {suffix} file in it", suffix=SUFFIX))
        if path.stat().st_size > LARGEST_FILE:
            raise BlueprintFileError(path, message("the file is too large to be a blueprint"))
        return path.read_bytes() if path.is_file() else _read_some(path)
    except FileNotFoundError:
        raise BlueprintFileError(path, message("there is no such file")) from None
    except PermissionError:
        raise BlueprintFileError(path, message("you do not have permission to read this file; ask its owner for "
                                               "it")) from None
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, _system_fault(error)) from None
    except MemoryError:
        raise BlueprintFileError(path, message("the file is too large to be a blueprint")) from None


def _read_some(path: Path) -> bytes:
    """Read a device or a pipe, as far as it may be a blueprint: some have no end."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise BlueprintFileError(path, message("the file is too large to be a blueprint"))
    return content


def _decode(path: Path, content: bytes) -> BlueprintDocument:
    try:
        return decode(content)
    except MemoryError:
        raise BlueprintFileError(path, message("the file is too large to be a blueprint")) from None
    except BlueprintError as error:
        raise NotABlueprintError(path, error.message) from None


def save(document: BlueprintDocument, path: Path) -> str:
    """Write a document in canonical form and return its digest; see `save_bytes` for what can fail."""
    return save_bytes(encode(document), path)


def save_bytes(content: bytes, path: Path, *, safe: Path | None = None, waits: bool = True) -> str:
    """Make `content` what stands at `path`, all or nothing, and return the digest.

    The bytes go to a new file beside it, with its owner, rights and attributes, reach the disk, and only then take
    its name. A file with several hard links, or whose owner a new one could not have, is written in place once the
    bytes are in the folder `safe` (else beside the journals). Into devices and pipes bytes are written through;
    `waits`: until someone reads the pipe. On any failure (full disk, no right, read-only, folder gone) the old file
    is as it was and BlueprintFileError says what to do.
    """
    try:
        match kind_of(path):
            case PathKind.FOLDER:
                raise BlueprintFileError(path, message("this is a folder; choose a file name"))
            case PathKind.STREAM:
                _pass_through(content, path, waits=waits)
            case PathKind.FILE if is_read_only(path):
                raise BlueprintFileError(path, read_only_message())
            case _:
                _write_file(Path(os.path.realpath(path)), content, safe)
    except BlueprintFileError:
        raise
    except TornFileError as error:
        raise BlueprintFileError(path, message("was only partly written ({reason}), and what was there before could "
                                               "not be put back; what it should hold is in {copy}",
                                               reason=_system_fault(error), copy=str(error.copy))) from None
    except NoSafeCopyError as error:
        raise BlueprintFileError(path, message("has to be written in place, and no safe copy could be made first "
                                               "({reason}); the file is as it was. Save under another name",
                                               reason=_system_fault(error))) from None
    except PermissionError:
        raise BlueprintFileError(path, message("you do not have permission to write here; choose another folder. The "
                                               "file is as it was")) from None
    except FileNotFoundError:
        raise BlueprintFileError(path, message("its folder does not exist; choose another folder")) from None
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, message("could not be saved ({reason}); the file is as it was. "
                                               "Save a copy elsewhere", reason=_system_fault(error))) from None
    return digest(content)


def _pass_through(content: bytes, path: Path, *, waits: bool) -> None:
    try:
        write_through(path, content, waits=waits)
    except OSError as error:
        raise BlueprintFileError(path, message("could not be written ({reason})",
                                               reason=_system_fault(error))) from None


def _write_file(target: Path, content: bytes, safe: Path | None) -> None:
    if not target.exists() or target.stat().st_nlink == 1:
        with contextlib.suppress(CannotKeep):
            _replace(target, content)
            return
    overwrite(target, content, safe or recovery_folder())


def _replace(target: Path, content: bytes) -> None:
    # A name may have 255 bytes, and a character up to four of them.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".saving")
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            keep_metadata(fresh, target)
            os.fsync(stream.fileno())
        fresh.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    sync_folder(target.parent)


def _system_fault(error: OSError | ValueError) -> Message:
    return reason_of(error)
