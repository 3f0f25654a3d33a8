"""The parser of the command line: argparse, in the language of the user, with the nearest name for a slip."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, NoReturn, cast

from visavis.blueprint.language import N_, Message, MessageList, Translator, message

# What argparse itself says; gettext finds it in the catalogues as it finds everything else.
ARGPARSE_WORDS = (
    N_("usage: "), N_("options"), N_("positional arguments"), N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"), N_("the following arguments are required: %s"),
    N_("expected one argument"), N_("expected at most one argument"), N_("expected at least one argument"),
    N_("ignored explicit argument %r"), N_("ambiguous option: %(option)s could match %(matches)s"),
)
MOST_LETTERS = 60
_NEAR = 0.55


class UsageError(Exception):
    """A command line that cannot be understood; the message is one line for people."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.message = text


class HelpWanted(Exception):
    """The help that was asked for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Parser(argparse.ArgumentParser):
    """A parser whose slips are one line that names what is possible.

    What is parsed has `options`, too: those of the command that was typed.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self.options: list[str] = []
        super().__init__(*arguments, **settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add an argument and remember its long names."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Parse, and tell the options there are; the parser of a command is asked before that of the program."""
        asked, rest = super().parse_known_args(args, namespace)
        if not hasattr(asked, "options"):
            asked.options = self.options
        return asked, rest

    def error(self, message_: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message("{fault}; see '{program} --help'", fault=" ".join(message_.split()),
                                 program=self.prog))

    def print_help(self, file: object = None) -> None:
        """Raise HelpWanted: what is written, and how, is for whoever runs the command."""
        del file
        raise HelpWanted(self.format_help())

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, _TRANSLATE[-1](describe_impossible(value, list(action.choices))))


@contextmanager
def translate_argparse(translate: Translator) -> Iterator[None]:
    """Let argparse speak a language inside this block."""
    # Its own names for translating, which its stubs do not tell of.
    module = cast("Any", argparse)
    before = module._, module.ngettext
    module._, module.ngettext = translate, translate.plural
    _TRANSLATE.append(translate)
    try:
        yield
    finally:
        module._, module.ngettext = before
        _TRANSLATE.pop()


_TRANSLATE: list[Translator] = []


def describe_impossible(value: str, choices: Collection[str]) -> Message:
    """Say that a value is none of those there are: the nearest, then all."""
    close = nearest(value, choices)
    listed = MessageList(tuple(choices))
    if close is not None:
        return message("'{value}' is not possible; did you mean '{close}'? There are {listed}",
                       value=shorten(value), close=close, listed=listed)
    return message("'{value}' is not possible; there are {listed}", value=shorten(value), listed=listed)


def nearest(value: str, names: Iterable[str]) -> str | None:
    """Return the name that was probably meant; capitals do not count."""
    by_name = {name.casefold(): name for name in names}
    close = get_close_matches(value.casefold()[:MOST_LETTERS], by_name, n=1, cutoff=_NEAR)
    return by_name[close[0]] if close else None


def shorten(text: str) -> str:
    """Return what someone typed, short enough for one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MOST_LETTERS else flat[:MOST_LETTERS - 1] + "…"
