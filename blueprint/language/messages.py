"""Sentences that know their values and wait for a language.

Code below the window never writes a sentence in one language: it makes a `Message`, whose text is the English
source and the key of the catalogues in `templates/locale`. A `Translator` turns it into a string at the edge, in
the language of the reader (the interface's) or of the document (exports), through gettext catalogues (one a package).
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from visavis import templates
from visavis.blueprint.language import typography
from visavis.blueprint.language.quantities import (
    Count,
    Days,
    Decimal,
    Minutes,
    Money,
    Period,
    Quantity,
    Quoted,
    Share,
)

LANGUAGES = ("fr", "en")
LOCALE_FOLDER = Path(templates.__file__).parent / "locale"


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


def spell_out(told: Message) -> Message:
    """Return a sentence with its times in whole words: “30 days”, where a table or a card has “30 d”."""
    return replace(told, values=MappingProxyType({name: _spell(value) for name, value in told.values.items()}))


def _spell(value: object) -> object:
    match value:
        case Message():
            return spell_out(value)
        case Minutes() | Days():
            return replace(value, spelled=True)
        case _:
            return value


# A number that rests on what no one gave is not a number, and is told as what it is.
_UNKNOWN = Message("unknown", {})
_UNKNOWN_SHARE = Message("an unknown part", {})


class Translator:
    """Text in one language. Call it with a message, or with a source text and its values."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, source: Message | str, /, **values: object) -> str:
        """Translate `source` and fill its fields."""
        if isinstance(source, str):
            source = Message(source, values)
        if source.many is not None and source.count is not None:
            text = self._catalogue.ngettext(source.text, source.many, source.count)
        else:
            text = self._catalogue.gettext(source.text) if source.text else ""
        if not source.values:
            return text
        return text.format(**{name: self.write(value) for name, value in source.values.items()})

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Translate the form that agrees with `count`, which is also the field `{count}`."""
        return self(Message(one, {**values, "count": count}, many, count))

    def write(self, value: object) -> str:
        """Write one value as this language does."""
        match value:
            case Message():
                return self(value)
            case MessageList(parts):
                return typography.enumeration([self.write(part) for part in parts], self.language)
            case Quoted(text):
                return typography.quote_text(text, self.language)
            case Minutes() | Days() | Share() | Decimal() | Money() | Period() | Count():
                return self._quantity(value)
            case float():
                return typography.number(value, self.language, 2)
            case _:
                return str(value)

    def _quantity(self, value: Minutes | Days | Share | Decimal | Money | Period | Count) -> str:
        amount = value.value if isinstance(value, Quantity) else 0.0
        if amount is None:
            return self(_UNKNOWN_SHARE if isinstance(value, Share) else _UNKNOWN)
        match value:
            case Minutes():
                return (typography.spelled_minutes if value.spelled else typography.minutes)(amount, self.language)
            case Days():
                return (typography.spelled_days if value.spelled else typography.days)(amount, self.language)
            case Share():
                return typography.share(amount, self.language)
            case Period():
                return typography.period(asdict(value), self.language)
            case Decimal():
                return typography.number(amount, self.language, value.digits)
            case Money():
                return typography.money(amount, value.currency, self.language, value.digits)
            case Count(number):
                return typography.number(number, self.language, 0)


@lru_cache(maxsize=16)
def translator(language: str) -> Translator:
    """Return the translator for a BCP 47 tag; languages without a catalogue read English."""
    primary = language.lower().split("-")[0]
    known = primary if primary in LANGUAGES else "en"
    return Translator(known, _catalogues(known))


def learn_translations(language: str, texts: Mapping[str, str]) -> None:
    """Let every translator of a language know more texts (of a plug-in); what a catalogue has stays as it is."""
    _catalogues(language).learn(texts)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogues(language: str) -> _Catalogues:
    return _Catalogues(language)


class _Missing(gettext.NullTranslations):
    """What a catalogue falls back on: an empty text, which no translation is."""

    def gettext(self, message: str) -> str:
        """Return nothing."""
        del message
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return nothing."""
        del msgid1, msgid2, n
        return ""


class _Catalogues(gettext.NullTranslations):
    """All catalogues of a language as one, the first one first; answers are kept: drawing asks the same again."""

    def __init__(self, language: str) -> None:
        super().__init__()
        # To French none is one, to English several.
        self._singular = (0, 1) if typography.is_french(language) else (1,)
        self._parts: list[gettext.GNUTranslations] = []
        for path in sorted((LOCALE_FOLDER / language).glob("*.mo")):
            with path.open("rb") as stream:
                self._parts.append(gettext.GNUTranslations(stream))
            self._parts[-1].add_fallback(_Missing())
        self._known: dict[str, str] = {}
        self._learnt: dict[str, str] = {}

    def learn(self, texts: Mapping[str, str]) -> None:
        """Take texts that no catalogue has; the first translation of a text stays."""
        self._learnt = {**texts, **self._learnt}
        self._known = {}

    def gettext(self, message: str) -> str:
        """Return the first translation there is, else the text itself."""
        known = self._known.get(message)
        if known is None:
            found = (part.gettext(message) for part in self._parts)
            known = next(filter(None, found), "") or self._learnt.get(message) or message
            self._known[message] = known
        return known

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the first translated form there is that agrees with `n`, else the English one."""
        english = msgid1 if n == 1 else msgid2
        found = (part.ngettext(msgid1, msgid2, n) for part in self._parts)
        form = msgid1 if n in self._singular else msgid2
        return next(filter(None, found), "") or self._learnt.get(form) or english
