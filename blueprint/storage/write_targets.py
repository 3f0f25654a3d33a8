"""Whether something may be written to a place: one answer, for the command line and for the window."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from visavis.blueprint.language import Message, message

SUFFIX = ".blueprint.json"
# A blueprint's own mark, wherever in the file it stands; `visavis-spec/1` and a quotation of it are others.
_MARK = re.compile(rb'(?<!\\)"format"\s*:\s*"visavis/')
# More than that is no blueprint (`visavis.blueprint.storage.files.LARGEST_FILE`).
_LARGEST = 200 * 1024 * 1024
_MOST_LINKS = 40
_ANY_WRITER = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class PathKind(Enum):
    """What stands at a path."""

    NOTHING = auto()
    FILE = auto()
    FOLDER = auto()
    # A device, a pipe, a socket, or an open file by its number: bytes go through it, it is never replaced.
    STREAM = auto()


class WriteAnswer(Enum):
    """Whether a place may be written to."""

    YES = auto()
    ASK = auto()
    NEVER = auto()


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written: its usual suffix, and the files it is made from.

    `is_blueprint`: a blueprint, and not an export of one. `updates`: writing over a blueprint is what was asked for
    (a merge, a save). `stays`: the document lives there from now on, so that it must be a file.
    """

    suffix: str
    inputs: tuple[Path, ...] = ()
    is_blueprint: bool = False
    updates: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether something may be written, and why it may not, or not unasked."""

    answer: WriteAnswer
    reason: Message | None = None


YES = Clearance(WriteAnswer.YES)


def clearance(path: Path, output: Output) -> Clearance:
    """Return whether `output` may be written to `path`; raises OSError or ValueError for a path that cannot be one.

    What is never written over, even by someone who insists: folders, read-only files, the input of another format,
    a blueprint by what is none.
    """
    kind = kind_of(path)
    if kind is PathKind.FOLDER:
        return Clearance(WriteAnswer.NEVER, message("this is a folder; choose a file name"))
    if kind is PathKind.STREAM:
        return YES if not output.stays else Clearance(WriteAnswer.NEVER, no_file_message())
    if kind is PathKind.NOTHING:
        is_mistaken = not output.is_blueprint and path.name.lower().endswith(SUFFIX)
        return YES if not is_mistaken else Clearance(WriteAnswer.NEVER, message(
            "a name that ends in {suffix} is that of a blueprint; choose another name", suffix=SUFFIX))
    if not output.updates and _is_one_of(path, output.inputs):
        return Clearance(WriteAnswer.NEVER, message("this is the file that is read; choose another name"))
    there = is_blueprint(path)
    if there and not output.is_blueprint:
        return Clearance(WriteAnswer.NEVER, message("this is a blueprint, and what would be written is not; choose "
                                                    "another name"))
    if is_read_only(path):
        return Clearance(WriteAnswer.NEVER, read_only_message())
    if output.is_blueprint:
        return YES if output.updates else Clearance(WriteAnswer.ASK, message("this file exists already"))
    if path.name.lower().endswith(output.suffix.lower()) or (has_suffix(path, output.suffix) and _is_export(path)):
        return YES
    return Clearance(WriteAnswer.ASK, message("this file exists already, and its name does not end in {suffix}",
                                              suffix=output.suffix))


def no_file_message() -> Message:
    """Return what is said of a device or a pipe where a document's own file is asked for."""
    return message("this is a device or a pipe; a blueprint needs a file to live in")


def read_only_message() -> Message:
    """Return what is said of a file that may not be written to."""
    return message("this file is read-only, so it was left as it is; save under another name")


def kind_of(path: Path) -> PathKind:
    """Return what stands at a path, or at the end of its links. Raises OSError where that cannot be known."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return PathKind.NOTHING
    if stat.S_ISDIR(mode):
        return PathKind.FOLDER
    return PathKind.FILE if stat.S_ISREG(mode) and descriptor_entry(path) is None else PathKind.STREAM


def descriptor_entry(path: Path) -> Path | None:
    """Return the entry of `/proc` that a path names (`/dev/stdout`, `/dev/fd/3`); None for any other path."""
    step = path.absolute()
    for _ in range(_MOST_LINKS):
        here = Path(os.path.realpath(step.parent)) / step.name
        if here.is_relative_to("/proc"):
            return here
        if not here.is_symlink():
            return None
        step = here.parent / here.readlink()
    return None


def is_read_only(path: Path) -> bool:
    """Return whether a file may not be written to; one that no one has the right to write is so for root, too.

    A save replaces the file, for which the folder's rights are enough: those of the file have to be asked for.
    """
    return not path.stat().st_mode & _ANY_WRITER or not os.access(path, os.W_OK)


def is_blueprint(path: Path) -> bool:
    """Return whether a file is a blueprint, by its name or by what stands in it; a damaged one counts, too."""
    if path.name.lower().endswith(SUFFIX) or Path(os.path.realpath(path)).name.lower().endswith(SUFFIX):
        return True
    content = _content(path)
    try:
        # However it is encoded and escaped. A specification tells its blueprint's format elsewhere.
        data = json.loads(content)
    except (ValueError, RecursionError):
        return _MARK.search(content.replace(b"\0", b"").replace(b"\\/", b"/")) is not None
    graph = data.get("graph") if isinstance(data, dict) else None
    return isinstance(graph, dict) and str(graph.get("format")).startswith("visavis/")


def _is_export(path: Path) -> bool:
    """Return whether a file of data is an earlier export by its own word; `package.json` is not."""
    try:
        data = json.loads(_content(path))
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith("visavis-")


def _content(path: Path) -> bytes:
    """Return what stands in a file; nothing where it is too large for a blueprint, or cannot be read."""
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""


def has_suffix(path: Path, suffix: str) -> bool:
    """Return whether a name ends as files of a format do: `.spec.json`, or at least `.json`."""
    name = path.name.lower()
    return name.endswith(suffix.lower()) or Path(name).suffix == Path(f"x{suffix.lower()}").suffix


def with_suffix(path: Path, suffix: str) -> Path:
    """Return the path with a format's suffix at its end, unless its name ends so already."""
    return path if has_suffix(path, suffix) else path.with_name(path.name + suffix)


def _is_one_of(path: Path, inputs: Iterable[Path]) -> bool:
    for one in inputs:
        try:
            if path.samefile(one):
                return True
        except OSError:
            continue
    return False
