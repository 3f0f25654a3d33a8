"""What a command reads: a file, or standard input for `-`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import Surroundings, refuse_slips, surroundings_of
from visavis.blueprint.storage import StoredDocument, load
from visavis.blueprint.storage.files import LARGEST_FILE, BlueprintFileError, load_bytes

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
