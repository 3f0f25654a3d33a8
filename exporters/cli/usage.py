"""What can be typed after `visavis`, and how a slip is answered: one line on standard error."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence

from visavis.blueprint.analysis.simulation.run_limits import DEFAULT_SEED
from visavis.blueprint.language import Count, Message, MessageList, Translator, message, translator
from visavis.exporters.cli.parser import HelpWanted, Parser, UsageError, nearest, shorten, translate_argparse

__all__ = ["EXIT_BAD_INPUT", "EXIT_FINE", "EXIT_FOUND", "EXIT_PLUGIN", "UsageError", "interface_language", "parse",
           "version_text"]

EXIT_FINE, EXIT_FOUND, EXIT_BAD_INPUT, EXIT_PLUGIN = 0, 1, 2, 3
COMMANDS = ("check", "measure", "compare", "diff", "merge", "format", "observe", "export", "import", "formats", "new",
            "templates", "schema", "brand", "desktop")
# What may stand before a command, or alone.
_OWN_OPTIONS = ("--version", "-V", "--help", "-h")
# Commands whose other options are those of a format.
_OF_FORMATS = ("export", "import")
# Arguments that name a file to read.
_READ = ("file", "as_is", "to_be", "base", "ours", "theirs", "log", "map")
LEVELS = ("low", "medium", "high", "critical")
SCHEMAS = ("document", "spec", "findings", "measures", "comparison", "diff", "merge", "observed")
# More journeys say nothing more, and take longer than anyone waits.
MOST_RUNS = 10_000_000
# What numpy takes.
MOST_SEED = 2**63 - 1


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
    """Understand a command line; raise UsageError otherwise.

    The result has `command`, which is `open` for `visavis [FILE]`, `version` for `--version` and `help` for `--help`
    (whose `text` is to be written), and the command's own arguments; for `export` and `import`, `rest` holds the
    format's options for the command to read.
    """
    if arguments and arguments[0] in ("--version", "-V"):
        return argparse.Namespace(command="version")
    if not arguments:
        return argparse.Namespace(command="open", file=None)
    first = arguments[0]
    if first.startswith("-") and first not in _OWN_OPTIONS:
        raise UsageError(_unknown_option(first, "", _OWN_OPTIONS))
    if not first.startswith("-") and first not in COMMANDS:
        _refuse_slip(first, arguments[1:])
        _refuse_names([first])
        return argparse.Namespace(command="open", file=first)
    tr = translator(interface_language())
    try:
        with translate_argparse(tr):
            asked, rest = command_parser(tr).parse_known_args(arguments)
    except HelpWanted as wanted:
        return argparse.Namespace(command="help", text=wanted.text)
    asked.rest = rest
    if rest and asked.command not in _OF_FORMATS:
        raise UsageError(_unknown_option(rest[0], asked.command, asked.options))
    read = [*dict.fromkeys(getattr(asked, "files", ())), *(getattr(asked, name, None) for name in _READ)]
    _refuse_names([*read, getattr(asked, "output", None)])
    if read.count("-") > 1:
        raise UsageError(message("the standard input can be read only once; name a file for the other input"))
    return asked


def _refuse_names(names: Iterable[str | None]) -> None:
    """Refuse names of files that are empty: as paths they would be the folder one is in."""
    if any(name is not None and not name.strip() for name in names):
        raise UsageError(message("the name of a file is empty"))


def _unknown_option(option: str, command: str, known: Sequence[str]) -> Message:
    program = f"visavis {command}".strip()
    close = nearest(option.partition("=")[0], known) if option.startswith("-") else None
    if close is None:
        return message("unknown option {option}; see '{program} --help'", option=shorten(option), program=program)
    return message("unknown option {option}; did you mean {close}? See '{program} --help'", option=shorten(option),
                   close=close, program=program)


def _refuse_slip(first: str, others: Sequence[str]) -> None:
    """Refuse what is neither a command nor, alone, a file to open."""
    close = nearest(first, COMMANDS)
    # `os.path` says no where the system says that a name is too long.
    if not others and (close is None or os.path.exists(first)):  # noqa: PTH110
        return
    if close is not None:
        raise UsageError(message("'{word}' is not a command; did you mean '{close}'?", word=shorten(first),
                                 close=close))
    raise UsageError(message("'{word}' is not a command; there are {listed}", word=shorten(first),
                             listed=MessageList(COMMANDS)))


def command_parser(tr: Translator) -> argparse.ArgumentParser:
    """Return the parser of every command, its help in the translator's language."""
    parser = Parser(prog="visavis", description=tr(
        "Design public services as a conversation between citizen and agent. Without a command, opens the "
        "application."), epilog=tr("visavis [FILE] opens FILE."))
    parser.add_argument("--version", "-V", action="store_true", help=tr("print the version and stop"))
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), required=True, parser_class=Parser)
    _check_command(commands, tr)
    _measure_command(commands, tr)
    _compare_commands(commands, tr)
    _git_commands(commands, tr)
    _observe_command(commands, tr)
    _export_command(commands, tr)
    _import_command(commands, tr)
    _other_commands(commands, tr)
    return parser


def _check_command(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    check = commands.add_parser("check", help=tr("list the frictions of a blueprint"))
    _files(check, tr)
    check.add_argument("--format", choices=("text", "json", "sarif", "code-quality"), default="text",
                       help=tr("the format of the answer"))
    _rules(check, tr)
    check.add_argument("--as-is", metavar=tr("FILE"), help=tr("the blueprint that this one redesigns"))
    check.add_argument("--fail-on", choices=LEVELS, help=tr("exit 1 when a friction point is this severe or worse"))
    _language(check, tr)


def _measure_command(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    measure = commands.add_parser("measure", help=tr("measure a journey on both sides"))
    measure.add_argument("file", metavar=tr("FILE"))
    measure.add_argument("--format", choices=("text", "json"), default="text", help=tr("the format of the answer"))
    measure.add_argument("--persona", metavar="ID", help=tr("measure this persona only"))
    measure.add_argument("--runs", type=_whole(tr, 1, MOST_RUNS), metavar="N",
                         help=tr("simulate N journeys instead of solving"))
    measure.add_argument("--queues", action="store_true",
                         help=tr("simulate with the people there are: cases queue (needs cases_per_year and "
                                 "capacity)"))
    measure.add_argument("--sensitivities", action="store_true",
                         help=tr("show what a minute less at each step, and a point more on each way, is worth"))
    measure.add_argument("--seed", type=_whole(tr, 0, MOST_SEED), default=DEFAULT_SEED, metavar="N",
                         help=tr("the simulation's seed (default 1)"))
    _language(measure, tr)


def _compare_commands(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    compare = commands.add_parser("compare", help=tr("show what a redesign does to both sides"))
    compare.add_argument("as_is", metavar=tr("AS-IS"))
    compare.add_argument("to_be", metavar=tr("TO-BE"))
    compare.add_argument("--format", choices=("text", "json"), default="text", help=tr("the format of the answer"))
    _rules(compare, tr)
    _language(compare, tr)
    schema = commands.add_parser("schema", help=tr("print the JSON Schema of a format"))
    schema.add_argument("format", nargs="?", type=SchemaName.read, choices=SCHEMAS, default="document",
                        help=tr("which format, or the URN that its schema has as $id"))


class SchemaName(str):
    """The short name of a schema; `urn` is the `$id` by which it was asked for, if it was."""

    __slots__ = ("urn",)
    urn: str | None

    @classmethod
    def read(cls, text: str) -> SchemaName:
        """Read a short name, or a URN: `urn:visavis:schema:spec:2` is called `spec`."""
        kind, _, number = text.removeprefix("urn:visavis:schema:").partition(":")
        is_urn = text.startswith("urn:visavis:schema:") and number.isdecimal()
        made = cls(kind if is_urn else text)
        made.urn = text if is_urn else None
        return made


def _git_commands(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    diff = commands.add_parser("diff", help=tr("show what differs between two blueprints"), epilog=tr(
        "Git's seven arguments are understood, too: git config diff.visavis.command \"visavis diff\""))
    diff.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr("two blueprints, A and B"))
    diff.add_argument("--format", choices=("text", "json", "svg", "png", "pdf"), default="text",
                      help=tr("the format of the answer; svg, png and pdf are a drawing with what changed marked"))
    diff.add_argument("-o", "--output", default="-", metavar=tr("OUT"),
                      help=tr("the file to write; by default, standard output"))
    diff.add_argument("--colour", "--color", choices=("auto", "always", "never"), default="auto",
                      help=tr("colours on a terminal"))
    diff.add_argument("--exit-code", action="store_true", help=tr("exit 1 when anything differs"))
    _force(diff, tr)
    _language(diff, tr)
    merge = commands.add_parser("merge", help=tr("make one blueprint of what two people did with it"), epilog=tr(
        "Where both changed the same thing differently, A's stays, B's is told on standard error, and the exit "
        "status is 1. As git's merge driver: visavis merge %O %A %B -o %A --name %P"))
    merge.add_argument("base", metavar="BASE", help=tr("the blueprint as both began with it"))
    merge.add_argument("ours", metavar="A", help=tr("the blueprint as we have it"))
    merge.add_argument("theirs", metavar="B", help=tr("the blueprint as they have it"))
    merge.add_argument("-o", "--output", required=True, metavar=tr("OUT"),
                       help=tr("the blueprint to write, which may be A; - for standard output"))
    merge.add_argument("--name", metavar=tr("FILE"),
                       help=tr("what the blueprint is called in what is told: git's %%P"))
    merge.add_argument("--conflicts", choices=("text", "json"), default="text",
                       help=tr("how conflicts are told on standard error"))
    _force(merge, tr)
    _language(merge, tr)
    formatting = commands.add_parser("format", help=tr("write blueprints in their canonical form"))
    _files(formatting, tr)
    formatting.add_argument("--check", action="store_true",
                            help=tr("change nothing; exit 1 when a file would change"))


def _observe_command(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    observe = commands.add_parser("observe", help=tr("compare a journey with the log of real cases"))
    observe.add_argument("file", metavar=tr("FILE"))
    observe.add_argument("log", metavar=tr("LOG"), help=tr("a table of events (CSV), or XES"))
    observe.add_argument("-o", "--output", metavar=tr("OUT"),
                         help=tr("the blueprint to write, with what was measured"))
    observe.add_argument("--picture", metavar=tr("OUT"),
                         help=tr("the drawing to write, planned against observed (.svg, .png, .pdf)"))
    observe.add_argument("--map", metavar=tr("FILE"), help=tr("which step each activity is (TOML)"))
    observe.add_argument("--write-map", metavar=tr("FILE"),
                         help=tr("write such a file, with what is open, to fill in"))
    observe.add_argument("--case", metavar="NAME", help=tr("the column of the case"))
    observe.add_argument("--activity", metavar="NAME", help=tr("the column of the activity"))
    observe.add_argument("--time", metavar="NAME", help=tr("the column of the moment when it ended"))
    observe.add_argument("--start", metavar="NAME", help=tr("the column of the moment when it began"))
    observe.add_argument("--format", choices=("text", "json"), default="text", help=tr("the format of the answer"))
    _force(observe, tr)
    _language(observe, tr)


def _export_command(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    # Formats have options of their own, which must not be taken for the beginning of another (`--format`).
    export = commands.add_parser("export", help=tr("export a blueprint"), allow_abbrev=False, epilog=tr(
        "A format's own options are given as --NAME VALUE; 'visavis formats' lists them."))
    export.add_argument("file", metavar=tr("FILE"))
    export.add_argument("-t", "--to", metavar="FORMAT", help=tr("the format; by default, the one that OUT's suffix "
                                                                "names"))
    export.add_argument("-o", "--output", required=True, metavar=tr("OUT"),
                        help=tr("the file to write; - for standard output; with --all or --formats, a folder"))
    export.add_argument("--all", action="store_true", help=tr("write every format into the folder OUT"))
    export.add_argument("--formats", metavar=tr("LIST"),
                        help=tr("write these formats into the folder OUT: poster,svg"))
    _force(export, tr)
    export.add_argument("--as-is", metavar=tr("FILE"), help=tr("the blueprint that this one redesigns"))
    for name, told in (("--persona", tr("only what these personas pass; with one, their figures")),
                       ("--phases", tr("only these phases")), ("--lanes", tr("only these lanes")),
                       ("--journeys", tr("only the steps of these journeys: by number, the likeliest first, or by "
                                         "outcome"))):
        export.add_argument(name, metavar=tr("LIST"), help=told)
    export.add_argument("--brand", metavar=tr("KIT"), help=tr(
        "the brand kit to draw with: its file, its folder, or the name of one of your own"))
    export.add_argument("--internal", action="store_true",
                        help=tr("the internal version: with private notes, and details in what is read out"))
    export.add_argument("--lang", "--language", choices=("fr", "en"), help=tr("the language of the output"))


def _import_command(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    importing = commands.add_parser("import", help=tr("make a blueprint from a file of another format"), epilog=tr(
        "A format's own options are given as --NAME VALUE; 'visavis formats' lists them."))
    importing.add_argument("file", metavar=tr("FILE"))
    importing.add_argument("-t", "--format", dest="form", metavar="FORMAT",
                           help=tr("the format; by default, the one that FILE's suffix names"))
    importing.add_argument("-o", "--output", required=True, metavar=tr("OUT"),
                           help=tr("the blueprint to write; - for standard output"))
    importing.add_argument("--into", metavar=tr("BLUEPRINT"), help=tr(
        "the blueprint to which FILE is added: edited tables change it, a log of cases gives it measured numbers"))
    _force(importing, tr)


def _other_commands(commands: argparse._SubParsersAction[Parser], tr: Translator) -> None:
    formats = commands.add_parser("formats", help=tr("list the formats of exports and imports, and their options"))
    _language(formats, tr)
    new = commands.add_parser("new", help=tr("make a blueprint from a template"))
    new.add_argument("template", metavar=tr("TEMPLATE"))
    new.add_argument("-o", "--output", required=True, metavar=tr("FILE"),
                     help=tr("the file to write; - for standard output"))
    _force(new, tr)
    _language(new, tr)
    templates = commands.add_parser("templates", help=tr("list the templates"))
    _language(templates, tr)
    brand = commands.add_parser("brand", help=tr(
        "tell of a brand kit what exports make of it; without KIT, list them"))
    brand.add_argument("kit", nargs="?", metavar=tr("KIT"))
    _language(brand, tr)
    desktop = commands.add_parser("desktop", help=tr(
        "add the program to the desktop's menus and open blueprints with it"))
    desktop.add_argument("--remove", action="store_true", help=tr("take the program out of the menus again"))


def _files(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("files", nargs="+", metavar=tr("FILE"), help=tr(
        "a blueprint, a folder with all that are in it, or a pattern (*); - for standard input"))


def _force(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--force", action="store_true", help=tr("replace a file that would otherwise be kept"))


def _rules(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--rules", metavar="SET", help=tr("the rule set: recommended, all, legal-fr, home-visit"))


def _language(parser: argparse.ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--lang", choices=("fr", "en"), help=tr("the language of the output"))


def _whole(tr: Translator, least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two others."""
    def read(text: str) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) < 30 and least <= int(digits) <= most):
            raise argparse.ArgumentTypeError(tr(message(
                "'{given}': give a whole number from {least} to {most}", given=shorten(text), least=Count(least),
                most=Count(most))))
        return int(digits)
    return read
