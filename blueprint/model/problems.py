"""What can be wrong with a blueprint, told in words: the place, the fault, the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from visavis.blueprint.language import Message, MessageList, message, plural

MOST_PROBLEMS = 20
# Comparing a wrong name with a thousand takes some 20 ms; with ten thousand, no one would wait for the suggestion.
MOST_NAMES = 1000


class BlueprintError(Exception):
    """Any refusal that a person should read. `message` is translatable; `str()` is English, one line."""

    def __init__(self, text: Message) -> None:
        super().__init__(text)
        self.message = text

    def __str__(self) -> str:
        return " ".join(str(self.message).split())


class WrongValue(ValueError):
    """A value that the model does not take, for a reason that can be translated."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.message = text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is ("step s12") and what it is."""

    location: Message
    fault: Message

    def describe(self) -> Message:
        """Return the fault with its place in front."""
        return message("{place}: {fault}", place=self.location, fault=self.fault)


class DocumentInvalid(BlueprintError):
    """A document that contradicts itself. The message tells the first problem and counts the others.

    A file of ten thousand dead references must be refused as fast as a file of one: no more than `MOST_PROBLEMS`
    are looked for.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(islice(problems, MOST_PROBLEMS))
        sentence = self.problems[0].describe()
        others = len(self.problems) - 1
        if len(self.problems) == MOST_PROBLEMS:
            sentence = message("{first} (and at least {count} more problems)", first=sentence, count=others)
        elif others:
            sentence = plural("{first} (and {count} more problem)", "{first} (and {count} more problems)", others,
                              first=sentence)
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class PluginFailure:
    """What a plug-in did wrong: the plug-in's name, and the fault in words."""

    plugin: str
    fault: Message

    def describe(self) -> Message:
        """Return the fault with the plug-in's name in front."""
        return message("plug-in '{plugin}': {fault}", plugin=_shorten(self.plugin), fault=self.fault)


class PluginError(BlueprintError):
    """A plug-in that was asked for something and failed."""

    def __init__(self, failure: PluginFailure) -> None:
        self.failure = failure
        super().__init__(failure.describe())


def describe_missing(what: Message, name: str, known: Iterable[str]) -> Message:
    """Say that a reference leads nowhere, and suggest the nearest name there is."""
    shown = _shorten(name)
    names = [candidate for candidate in known if candidate]
    close = get_close_matches(name[:100], names[:MOST_NAMES], n=1, cutoff=0.5)
    if close:
        return message("{what} '{name}' does not exist; did you mean '{close}'?", what=what, name=shown,
                       close=_shorten(close[0]))
    if not names:
        return message("{what} '{name}' does not exist; there is none yet", what=what, name=shown)
    listed = MessageList(tuple(f"'{_shorten(candidate)}'" for candidate in names[:6]))
    return message("{what} '{name}' does not exist; there are {listed}", what=what, name=shown, listed=listed)


def _shorten(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


class Refused(BlueprintError):
    """A command was not carried out. The message says why, and what to do instead."""
