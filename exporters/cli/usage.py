"""What can be typed after `visavis`, and how a slip is answered: one line on standard error."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

EXIT_FINE, EXIT_FOUND, EXIT_BAD_INPUT = 0, 1, 2
COMMANDS = ("check", "measure", "compare", "export", "formats", "new", "templates", "schema", "desktop")
LEVELS = ("low", "medium", "high", "critical")
SCHEMAS = ("document", "spec", "findings", "measures", "comparison")


class UsageError(Exception):
    """A command line that cannot be understood; the text is one line for people."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{' '.join(message.split())}; see '{self.prog} --help'")


def interface_language() -> str:
    """Return the language of messages: that of VISAVIS_LANGUAGE, else of the terminal's locale."""
    for name in ("VISAVIS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def version_text() -> str:
    """Return the program's name and version, one line."""
    from importlib.metadata import version

    return f"visavis {version('visavis')}\n"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Understand a command line; raise UsageError (or exit 0 for --help) otherwise.

    The result has `command`, which is `open` for `visavis [FILE]` and `version` for `--version`, and the
    command's own arguments; for `export`, `rest` holds the format's options for the command to read.
    """
    if arguments and arguments[0] in ("--version", "-V"):
        return argparse.Namespace(command="version")
    if not arguments:
        return argparse.Namespace(command="open", file=None)
    first = arguments[0]
    if not first.startswith("-") and first not in COMMANDS:
        if len(arguments) > 1:
            raise UsageError(f"'{first}' is not a command; there are {', '.join(COMMANDS)}")
        return argparse.Namespace(command="open", file=first)
    parser = command_parser()
    asked, rest = parser.parse_known_args(arguments)
    asked.rest = rest
    if rest and asked.command != "export":
        raise UsageError(f"unknown option {rest[0]}; see 'visavis {asked.command} --help'")
    return asked


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = _Parser(prog="visavis", description="Design public services as a conversation between citizen and "
                     "agent. Without a command, opens the application.", epilog="visavis [FILE] opens FILE.")
    parser.add_argument("--version", "-V", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _analysis_commands(commands)
    _export_commands(commands)
    return parser


def _analysis_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser("check", help="list the frictions of a blueprint")
    check.add_argument("file", metavar="FILE")
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    check.add_argument("--rules", metavar="SET", help="the rule set: recommended, all, legal-fr, home-visit")
    check.add_argument("--as-is", metavar="FILE", help="the blueprint that this one redesigns")
    check.add_argument("--fail-on", choices=LEVELS, help="exit 1 when a finding is this severe or worse")
    _language(check)
    measure = commands.add_parser("measure", help="measure a journey on both sides")
    measure.add_argument("file", metavar="FILE")
    measure.add_argument("--format", choices=("text", "json"), default="text")
    measure.add_argument("--persona", metavar="ID", help="measure this persona only")
    measure.add_argument("--runs", type=_positive, metavar="N", help="simulate N journeys instead of solving")
    measure.add_argument("--queues", action="store_true",
                         help="simulate with the people there are: cases queue (needs cases_per_year and capacity)")
    measure.add_argument("--sensitivities", action="store_true",
                         help="tell what a minute less at each step, and a point more on each way, is worth")
    measure.add_argument("--seed", type=int, default=1, metavar="N", help="the simulation's seed (default 1)")
    _language(measure)
    compare = commands.add_parser("compare", help="tell what a redesign does to both sides")
    compare.add_argument("as_is", metavar="AS-IS")
    compare.add_argument("to_be", metavar="TO-BE")
    compare.add_argument("--format", choices=("text", "json"), default="text")
    compare.add_argument("--rules", metavar="SET", help="the rule set: recommended, all, legal-fr, home-visit")
    _language(compare)
    schema = commands.add_parser("schema", help="print the JSON Schema of a format")
    schema.add_argument("format", nargs="?", choices=SCHEMAS, default="document")


def _export_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = commands.add_parser("export", help="export a blueprint", epilog="A format's own options are given as "
                                 "--NAME VALUE; 'visavis formats' lists them.")
    export.add_argument("file", metavar="FILE")
    export.add_argument("-t", "--to", metavar="FORMAT", help="the format; else the one that OUT's suffix names")
    export.add_argument("-o", "--output", required=True, metavar="OUT",
                        help="the file to write; - for standard output")
    _force(export)
    export.add_argument("--as-is", metavar="FILE", help="the blueprint that this one redesigns")
    _language(export)
    formats = commands.add_parser("formats", help="list the export formats and their options")
    _language(formats)
    new = commands.add_parser("new", help="make a blueprint from a template")
    new.add_argument("template", metavar="TEMPLATE")
    new.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write; - for standard output")
    _force(new)
    _language(new)
    templates = commands.add_parser("templates", help="list the templates")
    _language(templates)
    desktop = commands.add_parser("desktop", help="put the program into the desktop's menus"
                                   " and open blueprints with it")
    desktop.add_argument("--remove", action="store_true", help="take it out again")


def _force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="replace a file that would not be replaced unasked")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("fr", "en"), help="the language of what is written")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value
