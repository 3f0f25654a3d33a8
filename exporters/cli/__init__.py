"""The command line, `visavis`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from exporters.cli.usage import EXIT_BAD_INPUT, EXIT_FINE, UsageError, parse, version_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 fine, 1 the check found something, 2 bad input or usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A narrow no-break space must not stop a terminal that cannot show it.
            stream.reconfigure(errors="replace")
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except UsageError as error:
        sys.stderr.write(f"visavis: {error}\n")
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        # The reader of our output went away (`visavis check … | head`); nobody is left to tell.
        sys.stderr.close()
        return EXIT_FINE
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    asked = parse(arguments)
    if asked.command == "version":
        sys.stdout.write(version_text())
        return EXIT_FINE
    if asked.command == "open":
        from exporters.cli.opening import open_window

        return open_window(asked.file)
    from exporters.cli.failures import guarded

    return guarded(asked)
