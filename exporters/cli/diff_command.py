"""The command `diff`: what differs between two blueprints, for people, for programs, as a picture, and for git.

Git calls its external diff programs with seven arguments (path, old file, its hash and mode, new file, its hash and
mode), or nine after a renaming, and with the path alone where a merge is not done. See `gitattributes(5)` and the
description of GIT_EXTERNAL_DIFF in `git(1)`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.blueprint.editing.difference_words import DifferenceLines, DifferenceWords, count_differences
from visavis.blueprint.editing.differences import Difference, DifferenceKind, find_differences
from visavis.blueprint.language import Translator, message, plural, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage.write_targets import Output
from visavis.exporters.cli import outputs
from visavis.exporters.cli.diff_json import difference_json
from visavis.exporters.cli.difference_picture import PICTURES, PictureOrder, write_difference_picture
from visavis.exporters.cli.inputs import STANDARD, files_among, read_blueprint
from visavis.exporters.cli.parser import UsageError
from visavis.exporters.cli.terminal import TerminalColour, write_painted
from visavis.exporters.cli.usage import EXIT_FINE, EXIT_FOUND, interface_language

# So many arguments are git's: without and with a renaming.
GIT_ARGUMENTS = (7, 9)
GIT_COUNTER = "GIT_DIFF_PATH_COUNTER"
NOWHERE = os.devnull
_SIGNS = {DifferenceKind.ADDED: ("+", TerminalColour.GREEN), DifferenceKind.DELETED: ("−", TerminalColour.RED)}
_OTHER_SIGN = ("~", TerminalColour.YELLOW)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two files, and what git calls them; without git, no name."""

    before: str
    after: str
    path: str = ""


def diff(asked: argparse.Namespace) -> int:
    """Tell what differs; exit 1 where something does and that was asked for."""
    pair = _read_pair(asked.files)
    if pair is None:
        sys.stdout.write(f"* {asked.files[0]}\n")
        return EXIT_FINE
    if pair.path:
        return _diff_for_git(pair, asked)
    before, after = read_blueprint(pair.before).document, read_blueprint(pair.after).document
    found = find_differences(before, after)
    if asked.format in PICTURES:
        picture = PictureOrder(asked.output, asked.format, files_among(pair.before, pair.after), force=asked.force)
        write_difference_picture(before, after, picture, translator(asked.lang or after.head.language))
    elif asked.format == "json":
        told = difference_json(before, after, found, translator(asked.lang or interface_language()))
        _write(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n", asked, pair, ".json")
    else:
        _write_text(before, after, found, asked, pair)
    return EXIT_FOUND if found and asked.exit_code else EXIT_FINE


def _read_pair(files: Sequence[str]) -> _Pair | None:
    """Return what is to be compared; None for a path that git has not merged yet."""
    if len(files) in GIT_ARGUMENTS:
        return _Pair(files[1], files[4], files[0])
    if len(files) == 1 and GIT_COUNTER in os.environ:
        return None
    if len(files) != 2:
        raise UsageError(message("name two blueprints to compare: visavis diff A B"))
    return _Pair(files[0], files[1])


def _diff_for_git(pair: _Pair, asked: argparse.Namespace) -> int:
    """Tell what differs between two states of one file. What cannot be read is told and does not stop git."""
    tr = translator(asked.lang or interface_language())
    write_painted(sys.stdout, f"{pair.path}\n", TerminalColour.BOLD, is_painted=_is_coloured(asked.colour))
    try:
        sides = [None if name == NOWHERE else read_blueprint(name).document for name in (pair.before, pair.after)]
    except BlueprintError as error:
        sys.stdout.write(f"  {' '.join(tr(error.message).split())}\n\n")
        return EXIT_FINE
    before, after = sides
    if before is not None and after is not None:
        found = find_differences(before, after)
        _tell(before, after, found, tr, is_painted=_is_coloured(asked.colour))
        sys.stdout.write("\n")
        return EXIT_FOUND if found and asked.exit_code else EXIT_FINE
    sign, ink = _SIGNS[DifferenceKind.ADDED if before is None else DifferenceKind.DELETED]
    whole = after or before
    if whole is not None:
        words = _whole_words(whole, tr)
        write_painted(sys.stdout, f"{sign} {words}\n\n", ink, is_painted=_is_coloured(asked.colour))
    return EXIT_FOUND if asked.exit_code else EXIT_FINE


def _whole_words(document: BlueprintDocument, tr: Translator) -> str:
    title = " ".join((document.head.title or document.head.id).split())
    steps = plural("{count} step", "{count} steps", len(document.steps))
    return tr(message("the whole blueprint: {title}, {steps}", title=title, steps=steps))


def _write_text(before: BlueprintDocument, after: BlueprintDocument, found: Sequence[Difference],
                asked: argparse.Namespace, pair: _Pair) -> None:
    tr = translator(asked.lang or interface_language())
    if asked.output == STANDARD:
        _tell(before, after, found, tr, is_painted=_is_coloured(asked.colour))
        return
    words = DifferenceWords(before, after, tr)
    lines = [line for one in found for line in _lines(words.tell(one))]
    _write("\n".join([*lines, count_differences(found, tr)]) + "\n", asked, pair, ".txt")


def _tell(before: BlueprintDocument, after: BlueprintDocument, found: Sequence[Difference], tr: Translator, *,
          is_painted: bool) -> None:
    """Write the differences line by line, what came in green, what went in red."""
    words = DifferenceWords(before, after, tr)
    for one in found:
        heading, *fields = _lines(words.tell(one))
        _, ink = _SIGNS.get(one.change, _OTHER_SIGN)
        write_painted(sys.stdout, f"{heading}\n", ink, is_painted=is_painted)
        sys.stdout.write("".join(f"{line}\n" for line in fields))
    sys.stdout.write(f"{count_differences(found, tr)}\n")


def _lines(told: DifferenceLines) -> list[str]:
    sign, _ = _SIGNS.get(told.difference.change, _OTHER_SIGN)
    return [f"{sign} {told.heading}", *(f"    {line}" for line in told.fields)]


def _is_coloured(asked: str) -> bool:
    """Return whether a terminal, or git's pager, shows colours; `NO_COLOR` says that nobody wants them."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() or bool(os.environ.get("GIT_PAGER_IN_USE"))


def _write(text: str, asked: argparse.Namespace, pair: _Pair, suffix: str) -> None:
    if asked.output == STANDARD:
        sys.stdout.write(text)
        return
    target = Output(suffix, files_among(pair.before, pair.after))
    outputs.write(asked.output, text.encode(), target, force=asked.force)
