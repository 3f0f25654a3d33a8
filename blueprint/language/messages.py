"""Sentences that know their values and wait for a language.

Code below the window never writes a sentence in one language: it makes a `Message`, whose text is the English
source and the key of the catalogues in `templates/locale`. A `Translator` turns it into a string at the edge, in
the language of the reader (the interface's) or of the document (exports).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark `text` for the catalogues without translating it now."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """An English source sentence with `{named}` fields, and the values of those fields.

    Values may be plain text, numbers, other messages or quantities (`Minutes`, `Share` …), each written as the
    reader's language writes it. With `many` and `count`, the plural form is chosen by `count`.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    many: str | None = None
    count: int | None = None

    def __str__(self) -> str:
        """Return the English text, for logs and for people without a catalogue."""
        from visavis.blueprint.language.translator import translator

        return translator("en")(self)


@dataclass(frozen=True, slots=True)
class MessageList:
    """Several messages or texts told as one enumeration ("a, b and c")."""

    parts: tuple[object, ...]


def message(text: str, **values: object) -> Message:
    """Make a message; `text` must be a literal, so that the catalogues can find it."""
    return Message(text, MappingProxyType(values))


def plural(one: str, many: str, count: int, **values: object) -> Message:
    """Make a message that agrees with `count`, which is also a value named `count`."""
    return Message(one, MappingProxyType({**values, "count": count}), many, count)
