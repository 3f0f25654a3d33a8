"""The command `format`: blueprints in their canonical bytes, so that git shows what people changed, no more."""

from __future__ import annotations

import argparse
import sys

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.write_targets import SUFFIX, Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.fault_lines import print_fault, print_line
from visavis.exporters.cli.inputs import STANDARD, find_blueprints, read_blueprint
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, EXIT_FINE, EXIT_FOUND


def format_files(asked: argparse.Namespace) -> int:
    """Write each file that is not canonical anew; with `--check`, name it and exit 1.

    A file that cannot be read is told, stays as it is and does not stop the others.
    """
    status = EXIT_FINE
    for name in find_blueprints(asked.files):
        try:
            is_formatted = _format(name, is_only_checked=asked.check)
        except BlueprintError as error:
            print_fault(error.message)
            status = EXIT_BAD_INPUT
            continue
        if not is_formatted and asked.check and status == EXIT_FINE:
            status = EXIT_FOUND
    return status


def _format(name: str, *, is_only_checked: bool) -> bool:
    """Return whether a file was canonical; write it anew unless it is only looked at."""
    stored = read_blueprint(name)
    content = encode(stored.document)
    is_formatted = content == stored.content
    if is_only_checked:
        if not is_formatted:
            print_line(message("{file}: not in its canonical form; 'visavis format' writes it so", file=name))
    elif name == STANDARD:
        sys.stdout.buffer.write(content)
    elif not is_formatted:
        outputs.write(name, content, Output(SUFFIX, is_blueprint=True, updates=True), force=False)
        print_line(message("{file}: formatted", file=name))
    return is_formatted
