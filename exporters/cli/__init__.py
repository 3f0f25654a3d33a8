"""The command line, `visavis`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from visavis.blueprint.language import Message, message, translator
from visavis.exporters.cli.terminal import OutputLost, terminals
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, EXIT_FINE, UsageError, interface_language, parse, version_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    0 is fine, 1 the check found something, 2 bad input or usage, 3 a plug-in failed.
    """
    with terminals():
        try:
            status = _run(list(sys.argv[1:] if arguments is None else arguments))
            sys.stdout.flush()
        except UsageError as error:
            _print_error(error.message)
            return EXIT_BAD_INPUT
        except OutputLost as lost:
            _print_error(message("the standard output cannot be written ({reason})", reason=_reason(lost.error)))
            return EXIT_BAD_INPUT
        except KeyboardInterrupt:
            return 130
        return status


def _run(arguments: list[str]) -> int:
    asked = parse(arguments)
    if asked.command == "help":
        sys.stdout.write(asked.text)
        return EXIT_FINE
    if asked.command == "version":
        sys.stdout.write(version_text())
        return EXIT_FINE
    from visavis.exporters.cli.failures import run_guarded

    return run_guarded(asked)


def _reason(error: OSError | None) -> Message:
    if error is None:
        return message("it is closed")
    from visavis.blueprint.storage.system_reasons import reason_of

    return reason_of(error)


def _print_error(text: Message) -> None:
    sys.stderr.write(f"visavis: {' '.join(translator(interface_language())(text).split())}\n")
