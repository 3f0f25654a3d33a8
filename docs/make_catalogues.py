"""Bring the catalogues up to date: `python -m docs.make_catalogues`, with Babel.

Extracts the messages of every package, merges them into `fr/<package>.po` (translations are kept, vanished ones
dropped), compiles `fr/<package>.mo`, and prints what has no French yet. English is the source text itself. Where no
French is missing, the pages of the rules are written, too: before, the French ones would be half English.

The `.mo` files are not committed: the set-up and every build make them (`--compile`, `BuildWithCatalogues`).
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from setuptools.command.build_py import build_py  # type: ignore[import-untyped]  # setuptools comes without types
from setuptools.command.sdist import sdist  # type: ignore[import-untyped]  # the same

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "templates" / "locale"
PACKAGES = {
    "analysis": "blueprint/analysis",
    "drawing": "blueprint/drawing",
    "editing": "blueprint/editing",
    "exporters": "exporters",
    "language": "blueprint/language",
    "layout": "blueprint/layout",
    "model": "blueprint/model",
    "registry": "blueprint/registry",
    "remedies": "blueprint/remedies",
    "storage": "blueprint/storage",
    "templates": "templates",
    "text": "blueprint/text",
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
# A plain space before a mark of French, or behind «; a mark that begins a word (`!20min`) is none of a sentence.
BEFORE_HALTS = re.compile(r" (?=[;!?](?!\w))")
AT_COLONS_AND_QUOTES = re.compile("[ \u202f](?!://)(?=[:»](?!\\w))|(?<=«)[ \u202f]")
ELISION = re.compile(r"(?<=\w)'(?=[\w{«])")
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
            entry.string = typeset(old.string) if isinstance(old.string, str) else tuple(map(typeset, old.string))
    return fresh


def typeset(french: str) -> str:
    """Return French as it is set: with no-break spaces where plain ones were typed, and ’ for an elision.

    The space is narrow before ; ! ? and a whole one before a colon and inside quotation marks (Lexique des règles
    typographiques en usage à l'Imprimerie nationale), also where a narrow one was typed: one width everywhere.
    """
    return ELISION.sub("’", AT_COLONS_AND_QUOTES.sub("\u00a0", BEFORE_HALTS.sub("\u202f", french)))


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


def compile_all() -> None:
    """Make every `.mo` that is not what its `.po` says."""
    for source in sorted((HERE / "fr").glob("*.po")):
        target, content = source.with_suffix(".mo"), mo_bytes(source.read_bytes())
        if not target.is_file() or target.read_bytes() != content:
            target.write_bytes(content)


class BuildWithCatalogues(build_py):  # type: ignore[misc]  # of no known type
    """The build of a wheel or of an editable installation: the catalogues are compiled first."""

    def run(self) -> None:
        """Compile the catalogues, then build."""
        compile_all()
        super().run()


class SourcesWithCatalogues(sdist):  # type: ignore[misc]  # of no known type
    """A source distribution: it holds what compiling the catalogues takes."""

    def add_defaults(self) -> None:
        """Add the catalogues' sources and this script."""
        super().add_defaults()
        sources = [Path(__file__), *sorted((HERE / "fr").glob("*.po"))]
        self.filelist.extend([str(path.resolve().relative_to(ROOT)) for path in sources])


def main(packages: list[str]) -> None:
    """Rebuild the named packages' catalogues (all by default), then the rules' pages; say where French is missing."""
    lacking = []
    (HERE / "fr").mkdir(exist_ok=True)
    for package in packages or sorted(PACKAGES):
        catalogue = merged(package)
        po = po_bytes(catalogue)
        (HERE / "fr" / f"{package}.po").write_bytes(po)
        (HERE / "fr" / f"{package}.mo").write_bytes(mo_bytes(po))
        missing = untranslated(catalogue)
        lacking += [f"templates/locale/fr/{package}.po"] * bool(missing)
        sys.stdout.writelines(f"{package}: no French for {text!r}\n" for text in missing)
    if lacking:
        sys.stdout.write(f"Write the French into the empty msgstr of {', '.join(lacking)}, then: make translations\n")
    else:
        # Not before: builds use this module where the program is not installed.
        from docs import make_rules

        make_rules.main()


if __name__ == "__main__":
    if sys.argv[1:] == ["--compile"]:
        compile_all()
    else:
        main(sys.argv[1:])
