"""Copies that are made before anything else when something fails: of the document, or of a file that is damaged.

Nothing here raises: whoever makes a copy is in trouble already.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import save, save_bytes
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.files import SUFFIX


def save_recovery_copy(document: BlueprintDocument, folder: Path) -> Path | None:
    """Write a copy of the document into `folder` and return its path; None where not even that is possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{file_name_of(document.head.id)}-{_stamp()}{SUFFIX}"
        save(document, path)
    except (BlueprintError, OSError):
        return None
    return path


def keep_damaged(path: Path, folder: Path) -> str:
    """Keep the bytes of a file that cannot be read in `folder`; return their digest, or one that no file has.

    What could not be kept counts as another one's: then a save asks before it replaces it.
    """
    try:
        content = path.read_bytes()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return save_bytes(content, folder / f"{file_name_of(path.stem)}-{_stamp()}.damaged")
    except (BlueprintError, OSError):
        return "unknown"


def _stamp() -> str:
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
