"""Lines that a command tells people: what was done, and what went wrong, the details of a bug in a file."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from visavis.blueprint.language import Message, message, translator
from visavis.exporters.cli.usage import interface_language


def print_line(text: Message) -> None:
    """Tell at once what was done, on standard output."""
    sys.stdout.write(f"{' '.join(translator(interface_language())(text).split())}\n")
    sys.stdout.flush()


def print_fault(text: Message) -> None:
    """Tell what a person can act on."""
    words = translator(interface_language())(text)
    sys.stderr.write(f"visavis: {' '.join(words.split())}\n")


def print_bug(error: Exception) -> None:
    """Tell a fault of the program's own."""
    reason = f"{type(error).__name__}: {error}"[:120]
    try:
        report = _write_report(error)
    except OSError:  # no room, or no place, even for this
        print_fault(message("this should not have happened ({reason}); please tell the developers", reason=reason))
    else:
        print_fault(message("this should not have happened ({reason}); please send {report} to the developers",
                            reason=reason, report=str(report)))


def _write_report(error: Exception) -> Path:
    """Write where a fault came from into a file of its own and return its path; raises OSError."""
    with tempfile.NamedTemporaryFile("w", prefix="visavis-report-", suffix=".txt", delete=False,
                                     encoding="utf-8", errors="backslashreplace") as stream:
        stream.write("".join(traceback.format_exception(error)))
    return Path(stream.name)
