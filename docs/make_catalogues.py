"""Bring the catalogues up to date: `python -m docs.make_catalogues` (for developers; needs Babel).

Extracts the messages of every package, merges them into `fr/<package>.po` (translations are kept, vanished ones
dropped), compiles `fr/<package>.mo`, and prints what has no French yet. English is the source text itself.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[1]
HERE = ROOT / "templates" / "locale"
PACKAGES = {
    "analysis": "blueprint/analysis",
    "drawing": "blueprint/drawing",
    "editing": "blueprint/editing",
    "exporters": "exporters",
    "layout": "blueprint/layout",
    "model": "blueprint/model",
    "registry": "blueprint/registry",
    "remedies": "blueprint/remedies",
    "storage": "blueprint/storage",
    "templates": "templates",
    "ui": "ui",
}
# message("…"), tr("…") and N_("…") name one text; plural("…", "…", n) the singular and the plural.
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
KEYWORDS = {"message": None, "tr": None, "N_": None, "plural": (1, 2)}


def extracted(folder: Path) -> Catalog:
    """Return the messages that the Python files of `folder` ask for, without line numbers (they only make noise)."""
    catalogue = Catalog(locale="fr", project="Vis-à-vis", charset="utf-8", fuzzy=False)
    for name, _line, text, _comments, _context in extract_from_dir(
        str(folder), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        catalogue.add(text, locations=[(f"{folder.relative_to(ROOT)}/{name}", 0)])
    return catalogue


def merged(package: str) -> Catalog:
    """Return today's catalogue of a package: its messages, with the French there already is."""
    fresh = extracted(ROOT / PACKAGES[package])
    path = HERE / "fr" / f"{package}.po"
    known = Catalog(locale="fr")
    if path.exists():
        with path.open("rb") as stream:
            known = read_po(stream, locale="fr")
    for entry in fresh:
        if entry.id and (old := known.get(entry.id)) is not None and old.string:
            entry.string = old.string
    return fresh


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the text form of a catalogue, sorted, without dates (they would change at every run)."""
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=True, omit_header=True, width=118, include_lineno=False)
    return HEADER.encode() + stream.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """Return the compiled form of a `.po` file's bytes."""
    catalogue = read_po(io.BytesIO(po), locale="fr")
    # Babel would write the time of this run, and every build would differ.
    catalogue.creation_date = EPOCH
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages without French."""
    missing = []
    for entry in catalogue:
        if not entry.id:
            continue
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if not all(strings):
            missing.append(str(entry.id))
    return missing


def main(packages: list[str]) -> int:
    """Rebuild the named packages' catalogues (all by default); return 1 while French is missing."""
    status = 0
    (HERE / "fr").mkdir(exist_ok=True)
    for package in packages or sorted(PACKAGES):
        catalogue = merged(package)
        po = po_bytes(catalogue)
        (HERE / "fr" / f"{package}.po").write_bytes(po)
        (HERE / "fr" / f"{package}.mo").write_bytes(mo_bytes(po))
        for text in untranslated(catalogue):
            status = 1
            sys.stdout.write(f"{package}: no French for {text!r}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
