"""The command line's last line of defence: every failure is one line that a person can act on."""

from __future__ import annotations

import argparse

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import PluginError
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.exporters.cli.fault_lines import print_bug, print_fault
from visavis.exporters.cli.parser import UsageError
from visavis.exporters.cli.terminal import OutputLost
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, EXIT_PLUGIN

# Commands whose answer has a place for what plug-ins did wrong; of the others it is told on standard error.
REPORTING_COMMANDS = frozenset({"check"})


def run_guarded(asked: argparse.Namespace) -> int:
    """Run a command; bad input is told in one line, and so is a bug, whose details go into a file.

    What plug-ins did wrong meanwhile is told, too, and the status is then 3.
    """
    plugins().begin()
    try:
        status = _attempt(asked)
    except UsageError as error:
        if not plugins().noticed:
            raise
        # What was asked for by its name may be what could not be loaded.
        print_fault(error.message)
        status = EXIT_BAD_INPUT
    if asked.command == "open":
        return status  # the window has told it
    noticed = plugins().noticed
    if noticed and (asked.command not in REPORTING_COMMANDS or status == EXIT_BAD_INPUT):
        for failure in noticed:
            print_fault(failure.describe())
    return EXIT_PLUGIN if noticed else status


def _attempt(asked: argparse.Namespace) -> int:
    try:
        return _command(asked)
    except PluginError:
        return EXIT_PLUGIN  # it is among those that are told
    except BlueprintError as error:
        print_fault(error.message)
    except (OutputLost, UsageError):
        raise
    except OSError as error:
        print_fault(message("{file}: {reason}", file=str(error.filename or asked.command),
                             reason=reason_of(error)))
    except Exception as error:  # noqa: BLE001 - the job's boundary: no traceback reaches a user
        print_bug(error)
    return EXIT_BAD_INPUT


def _command(asked: argparse.Namespace) -> int:
    if asked.command == "open":
        from visavis.exporters.cli.open_window import open_window

        return open_window(asked.file)
    from visavis.exporters.cli.commands import COMMANDS

    return COMMANDS[asked.command](asked)
