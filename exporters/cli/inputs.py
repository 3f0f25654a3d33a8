"""What a command reads: a file, or standard input for `-`."""

from __future__ import annotations

import sys
from pathlib import Path

from visavis.blueprint.language import message
from visavis.blueprint.storage import StoredDocument, load
from visavis.blueprint.storage.files import LARGEST_FILE, BlueprintFileError, load_bytes

STANDARD = "-"


def read_blueprint(name: str) -> StoredDocument:
    """Read the blueprint that an argument names; raises BlueprintFileError that says where it is wrong."""
    if name != STANDARD:
        return load(Path(name))
    if sys.stdin is None:
        raise BlueprintFileError(Path(name), message("nothing can be read: the standard input is closed"))
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise BlueprintFileError(Path(name), message("the file is too large to be a blueprint"))
    return load_bytes(Path(name), content)


def files_among(*names: str | None) -> tuple[Path, ...]:
    """Return the files that arguments name, without standard input and what was not given."""
    return tuple(Path(name) for name in names if name is not None and name != STANDARD)
