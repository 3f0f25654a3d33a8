"""Formats and their options as they are typed: found by name, read, and refused with the nearest there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visavis.blueprint.language import LANGUAGES, Message, MessageList, message, translator
from visavis.blueprint.registry import Exporter, Importer, plugins
from visavis.exporters.cli.parser import UsageError, describe_impossible, nearest, shorten


def find_exporter(name: str) -> Exporter:
    """Return the format of a name; raises UsageError with the nearest there is."""
    known = plugins().exporters
    if name not in known:
        raise UsageError(describe_unknown(message("format"), name, known, titles_of(known.values())))
    return known[name]


def titles_of(known: Iterable[Exporter | Importer]) -> dict[str, str]:
    """Return the names of formats by what they are called in any language."""
    return {translator(language)(one.title): one.name for one in known for language in LANGUAGES}


def describe_unknown(what: Message, name: str, known: Iterable[str],
                     titles: Mapping[str, str] | None = None) -> Message:
    """Say that nothing has this name: the nearest, then all there are. `titles` are other words for some names."""
    names = list(known)
    words = {title.partition(" (")[0]: one for title, one in (titles or {}).items()}
    close = nearest(name, [*names, *words])
    listed = MessageList(tuple(names))
    if close is not None:
        return message("{what} '{name}' does not exist; did you mean '{close}'? There are {listed}", what=what,
                       name=shorten(name), close=words.get(close, close), listed=listed)
    return message("{what} '{name}' does not exist; there are {listed}", what=what, name=shorten(name),
                   listed=listed)


def read_format_options(form: Exporter | Importer, rest: list[str], own: tuple[str, ...]) -> dict[str, str]:
    """Read `--name value` and `--name=value` pairs as the options of a format; return those that were given.

    `own` are options of the command itself, one of which may have been meant.
    """
    chosen: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        name, equals, given = word.removeprefix("--").partition("=")
        value: str | None = given
        option = next((option for option in form.options if option.name == name), None)
        if not word.startswith("--") or option is None:
            raise UsageError(describe_unknown_option(form, word, own))
        if not equals:
            value = next(words, None)
        if value is None or (value.startswith("--") and not equals):
            raise UsageError(message("--{option} needs a value", option=name))
        if option.choices and not option.is_open and value not in option.choices:
            raise UsageError(message("--{option}: {fault}", option=name,
                                     fault=describe_impossible(value, option.choices)))
        chosen[name] = value
    return chosen


def describe_unknown_option(forms: Exporter | Importer | Iterable[Exporter], word: str,
                            own: tuple[str, ...]) -> Message:
    """Say that no format has such an option: the nearest, which may be one of the command's `own`, then all."""
    several = list(forms) if isinstance(forms, Iterable) else [forms]
    name = ", ".join(form.name for form in several)
    names = list(dict.fromkeys(f"--{option.name}" for form in several for option in form.options))
    if not names:
        return message("{format} has no options: {option} means nothing", format=name, option=shorten(word))
    close = nearest(word.partition("=")[0], [*names, *own])
    listed = MessageList(tuple(names))
    if close is not None:
        return message("unknown option {option} for {format}; did you mean {close}? There are {listed}",
                       option=shorten(word), format=name, close=close, listed=listed)
    return message("unknown option {option} for {format}; there are {listed}", option=shorten(word),
                   format=name, listed=listed)
