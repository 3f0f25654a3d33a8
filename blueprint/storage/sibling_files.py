"""Other blueprints in the folder of one, found by their ids: people name files as they like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage.files import SUFFIX, load

# A folder is searched among so many files of at most that many bytes.
MOST_FILES = 200
MOST_BYTES = 4_000_000


def find_blueprint(folder: Path, name: str) -> tuple[Path, BlueprintDocument] | None:
    """Return the blueprint of a folder that has an id, and its file: `<id>.blueprint.json` where that is it.

    Raises BlueprintError where the file of that name cannot be used.
    """
    file = folder / f"{name}{SUFFIX}"
    if Path(name).name == name and file.is_file():
        blueprint_document = load(file).document
        if blueprint_document.head.id == name:
            return file, blueprint_document
    return next(((path, document) for path, document in find_blueprints_naming(folder, name)
                 if document.head.id == name), None)


def find_blueprints_naming(folder: Path, name: str) -> Iterator[tuple[Path, BlueprintDocument]]:
    """Yield the blueprints of a folder that have an id somewhere in them, by the names of their files.

    What cannot be read is passed over: opening it tells why. Most are seen not to without being understood.
    """
    needles = [json.dumps(name, ensure_ascii=ascii_only).encode(errors="replace") for ascii_only in (True, False)]
    try:
        files = sorted(folder.glob(f"*{SUFFIX}"))[:MOST_FILES]
    except OSError:
        return
    for path in files:
        try:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                content = path.read_bytes()
                if any(needle in content for needle in needles):
                    yield path, load(path).document
        except (BlueprintError, OSError):
            continue
