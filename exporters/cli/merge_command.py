"""The command `merge`: two people's work since a common state as one blueprint, by hand or as git's merge driver."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from visavis.blueprint.editing.conflict_words import ConflictWords
from visavis.blueprint.editing.merge import merge as merge_documents
from visavis.blueprint.editing.merge_rows import Conflict
from visavis.blueprint.language import plural, translator
from visavis.blueprint.model import BlueprintDocument, Head
from visavis.blueprint.storage import decode, encode
from visavis.blueprint.storage.write_targets import SUFFIX, Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.diff_json import conflicts_json
from visavis.exporters.cli.fault_lines import print_fault
from visavis.exporters.cli.inputs import STANDARD, files_among, read_blueprint, read_content
from visavis.exporters.cli.usage import EXIT_FINE, EXIT_FOUND, interface_language


def merge(asked: argparse.Namespace) -> int:
    """Write the merged blueprint; exit 1 where both sides changed something differently, which is told.

    The result is always a valid blueprint, with our value wherever there is a conflict.
    """
    ours, theirs = read_blueprint(asked.ours), read_blueprint(asked.theirs)
    base = _read_base(asked.base, ours.document)
    target = Output(SUFFIX, files_among(asked.base, asked.theirs), is_blueprint=True,
                    updates=_is_same(asked.output, asked.ours))
    outputs.refuse(asked.output, target, force=asked.force)
    found = merge_documents(base, ours.document, theirs.document)
    content = encode(found.document)
    # What is written must open, whatever was merged.
    decode(content)
    outputs.write(asked.output, content, target, force=asked.force)
    words = ConflictWords(base, ours.document, theirs.document, translator(asked.lang or interface_language()))
    _tell(found.conflicts, words, asked)
    return EXIT_FOUND if found.conflicts else EXIT_FINE


def _read_base(name: str, ours: BlueprintDocument) -> BlueprintDocument:
    """Return the state that both began with; git's is empty where both sides added the file."""
    if name != STANDARD and not read_content(name).strip():
        return BlueprintDocument(Head(format=ours.head.format, id=ours.head.id))
    return read_blueprint(name).document


def _is_same(one: str, other: str) -> bool:
    """Return whether two arguments name one file."""
    try:
        return STANDARD not in (one, other) and Path(one).samefile(other)
    except OSError:
        return False


def _tell(conflicts: Sequence[Conflict], words: ConflictWords, asked: argparse.Namespace) -> None:
    """Tell the conflicts on standard error: the standard output may be the blueprint."""
    if asked.conflicts == "json":
        told = conflicts_json(conflicts, words)
        sys.stderr.write(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
        return
    # Git gives its own files, whose names say nothing.
    names = (asked.name, asked.name) if asked.name else (asked.ours, asked.theirs)
    for conflict in conflicts:
        sys.stderr.write(f"visavis: {names[0]}: {' '.join(words.tell(conflict).split())}\n")
    if conflicts:
        print_fault(plural("{count} conflict (A is ours: {ours}; B is theirs: {theirs})",
                           "{count} conflicts (A is ours: {ours}; B is theirs: {theirs})", len(conflicts),
                           ours=names[0], theirs=names[1]))
