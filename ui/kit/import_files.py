"""Files that are to be imported: from the disk, dropped, or pasted as what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import plugins
from visavis.blueprint.registry.import_formats import recognise_importer
from visavis.blueprint.storage.files import LARGEST_FILE
from visavis.blueprint.storage.system_reasons import reason_of

# How blueprints end; a graph of networkx may, too: these files are opened.
BLUEPRINT_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What is to be imported, and what it is called; what was pasted has no `path`."""

    name: str
    content: bytes
    path: Path | None = None


def read_import_file(path: Path) -> ImportFile:
    """Read a file; raises BlueprintError that names it."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BlueprintError(message("{file}: {reason}", file=path.name, reason=reason_of(error))) from None
    if len(content) > LARGEST_FILE:
        raise BlueprintError(message("{file}: the file is too large to be imported", file=path.name))
    return ImportFile(path.name, content, path)


def find_file(data: QMimeData | None) -> Path | None:
    """Return the first file that is dragged, or was copied in a file manager; None where there is none."""
    urls = data.urls() if data is not None else []
    found = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((path for path in found if path.is_file()), None)


def find_pasted_content(data: QMimeData) -> bytes | None:
    """Return a copied text that is what stands in a file of a format; None for a plain list of steps."""
    text = data.text()
    first, _, rest = text.lstrip().partition("\n")
    if not (first.startswith("<") or (rest and any(separator in first for separator in "\t;,"))):
        return None
    content = text.encode()
    return content if recognise_importer(content, plugins().importers.values()) is not None else None


def is_blueprint(path: Path) -> bool:
    """Return whether a file is opened, not imported, by the ending of its name."""
    return path.name.lower().endswith(BLUEPRINT_SUFFIX)
