"""What a command reads: a file, or standard input for `-`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from glob import glob
from pathlib import Path
from typing import BinaryIO

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Surroundings, refuse_slips, surroundings_of
from visavis.blueprint.storage import StoredDocument, load
from visavis.blueprint.storage.files import LARGEST_FILE, BlueprintFileError, load_bytes
from visavis.blueprint.storage.write_targets import SUFFIX

STANDARD = "-"


def read_blueprint(name: str) -> StoredDocument:
    """Read the blueprint that an argument names; raises BlueprintFileError that says where it is wrong."""
    if name != STANDARD:
        return load(Path(name))
    content = _standard_input(name).read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise BlueprintFileError(Path(name), message("the file is too large to be a blueprint"))
    return load_bytes(Path(name), content)


def read_content(name: str) -> bytes:
    """Read the bytes of the file that an argument names, whatever they are; raises OSError or BlueprintFileError."""
    if name != STANDARD:
        with Path(name).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    else:
        content = _standard_input(name).read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise BlueprintFileError(Path(name), message("the file is too large to be imported"))
    return content


def find_blueprints(names: Iterable[str]) -> list[str]:
    """Return the files that arguments name: of a folder, every blueprint in it; of a pattern, what fits; each once.

    Raises BlueprintError for a folder or a pattern with nothing in it, which is a slip more often than it is meant.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD:
            found.append(name)
        elif _is_folder(path):
            inside = sorted(str(one) for one in path.rglob(f"*{SUFFIX}") if not _is_hidden(one.relative_to(path)))
            if not inside:
                raise BlueprintFileError(path, message("there is no blueprint in this folder"))
            found += inside
        elif set("*?[") & {*name} and not path.exists():
            # `Path.glob` takes no pattern that begins at the root.
            inside = sorted(one for one in glob(name, recursive=True) if not _is_folder(Path(one)))  # noqa: PTH207
            if not inside:
                raise BlueprintFileError(path, message("no file fits this pattern"))
            found += inside
        else:
            found.append(name)
    return [*dict.fromkeys(found)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_hidden(path: Path) -> bool:
    """Return whether a file, or a folder on the way to it, is out of people's sight: a lock, what git keeps."""
    return any(part.startswith(".") for part in path.parts)


def files_among(*names: str | None) -> tuple[Path, ...]:
    """Return the files that arguments name, without standard input and what was not given."""
    return tuple(Path(name) for name in names if name is not None and name != STANDARD)


def read_surroundings(file: str, document: BlueprintDocument, rules: str | None = None,
                       as_is: str | None = None) -> Surroundings:
    """Return what surrounds a blueprint in its folder, and the one that `as_is` names; raises BlueprintError."""
    around = replace(surroundings_of(Path(file), document), rules=rules)
    refuse_slips(Path(file), document, around.organisation)
    if as_is is None:
        return around
    from visavis.blueprint.analysis import context_of

    return replace(around, before=context_of(read_blueprint(as_is).document))


def _standard_input(name: str) -> BinaryIO:
    if sys.stdin is None:
        raise BlueprintFileError(Path(name), message("nothing can be read: the standard input is closed"))
    return sys.stdin.buffer
