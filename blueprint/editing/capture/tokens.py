"""What people type as fast as others speak: a title with quick tokens in it.

`!20min` is the active time, `~30j` the wait before going on, `@tel` the channel, `#avis-imposition` an item that
citizens give or agents ask for (`#"avis d’imposition"` where its name has spaces; the whole name of a known one does
without quotes). Words of both languages are understood whatever the language of the window. A backslash before a sign
keeps it in the title; what is not understood stays there too: a number beside another number, or beside a word that
is no unit of time (`!5 fois`), is never cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from visavis.blueprint.editing.capture.numbers import LETTERS
from visavis.blueprint.editing.capture.times import TimeEnding, is_unit, read_time_with_ending
from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.language import message
from visavis.blueprint.language.folded_words import fold_text, match_name
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Channel, NoteKind
from visavis.blueprint.model.validation import known_channels

# How people call the channels, in French and in English, beside the file's own words.
CHANNEL_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    Channel.COUNTER: ("guichet", "accueil", "desk"),
    Channel.PHONE: ("téléphone", "tel", "appel", "telephone", "call"),
    Channel.POST: ("courrier", "poste", "lettre", "papier", "letter", "paper"),
    Channel.WEB: ("en ligne", "ligne", "site", "internet", "online", "website"),
    Channel.APP: ("appli", "application", "mobile"),
    Channel.EMAIL: ("courriel", "mail", "e-mail", "mél"),
    Channel.SMS: ("texto", "text message"),
    Channel.VIDEO: ("visio", "visioconférence", "video call"),
    Channel.VISIT: ("visite", "domicile", "home visit"),
    Channel.KIOSK: ("borne",),
    Channel.MESSAGING: ("messagerie", "chat"),
    Channel.DIGITAL_SAFE: ("coffre-fort", "coffre numérique"),
    Channel.REGISTERED_MAIL: ("recommandé", "lrar", "registered post"),
    Channel.INTERNAL: ("interne",),
})

_TOKEN = re.compile(
    r"(?<!\S)(?:(?P<time>!|~\s?)(?=(?:≈\s?)?[0-9½¼¾⅓⅔⅛])|@(?P<channel>[^\W\d_][\w-]*)(?=[\s,;.:!?]|$)"
    r"|\#(?:«\s?(?P<french>[^»]+?)\s?»|\"(?P<quoted>[^\"]+)\"|(?P<item>[^\W\d_](?:[\w'’.-]*\w)?))(?=[\s,;.:!?]|$))"
)
# Where the words of a time may end: before a space or the end, whatever punctuation stands there.
_TIME_END = re.compile(r"(?<=[^\s,;.:!?…])(?=[,;.:!?…]*(?:\s|$))")
# No time that people write is longer.
_LONGEST_TIME = 80
# A number that follows, be it the end of a range that is none.
_NUMBER_FOLLOWS = re.compile(r"[\s,;.:]*(?:[–—/+×*±−-]|\.\.+|…|x(?=\s*\d)|(?:à|to|ou|or|voire)\s)*\s*"
                             r"[\d½¼¾⅐-⅞²³¹①-⓿]", re.IGNORECASE)
# What may stand behind a time and makes it another one, as `folded` writes it: which days they are, in whatever form
# or short for it, or a part of a unit more.
_MAKES_ANOTHER = re.compile(
    r"[\s,;.:(]*(?:(?:non|not)\s+)?(?:ouv|ouvr|ouvree?s?|ouvrables?|francs?|franches?|calendaires?|calendar|business|"
    r"working|week\s?days?)\b|[\s,]*(?:et|and|plus|moins|minus)\s+(?:demie?|(?:trois\s+)?quarts?|half|"
    r"(?:an?|one)\s+(?:half|quarter))\b")
# A number in words with its unit: `2 mois deux semaines`.
_NUMBER_WORDS = re.compile(
    r"[\s,]*(?:(?:et|and)\s+)?(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|"
    r"quelques|an?|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|few|some)\s+"
    r"(?P<unit>[^\W\d_]+)")
# What follows a time, unless it is a sign of its own.
_NEXT = re.compile(r"\s+(?![!~@#\\])(?:[^\W\d_]+|\S)")
# After minutes without a unit (`1 h 10 puis part`) these words begin something else; others may be counted by them.
_GOES_ON = frozenset((
    "a", "alors", "and", "apres", "at", "au", "aussi", "aux", "avant", "avec", "before", "but", "by", "chez", "dans",
    "de", "des", "du", "en", "ensuite", "et", "for", "from", "if", "in", "mais", "on", "or", "ou", "par", "pour",
    "puis", "sans", "selon", "si", "sur", "then", "to", "vers", "with", "without",
))
_ESCAPED = re.compile(r"(?<!\S)\\(?=\\*[!~@#])")
_TO_DOUBLE = re.compile(r"(?<!\S)(?=\\+[!~@#])")


class TokenKind(StrEnum):
    """What a token tells of a step."""

    WORK = "work"
    WAIT = "wait"
    CHANNEL = "channel"
    ITEM = "item"
    NEW_ITEM = "new-item"
    PHASE = "phase"
    LANE = "lane"
    NOTE = "note"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class QuickToken:
    """A token as typed, what it tells, and its value: a time in the file's form, an id, or a name.

    Of a time that is not understood the value is the reason (a message).
    """

    kind: TokenKind
    typed: str
    value: Any


@dataclass(frozen=True, slots=True)
class TypedStep:
    """A title and what was said with it.

    `fields` are fields of a step, `named` the ids of the items, `items` the ids and names of those that do not exist
    yet.
    """

    title: str
    tokens: tuple[QuickToken, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    named: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()


def read_typed_step(text: str, document: BlueprintDocument) -> TypedStep:
    """Return what was typed as a title and the fields of a step; never fails, whatever was typed."""
    new: dict[str, str] = {}
    placed = list(_read_tokens(text, document, new))
    # Where a thing was said twice, the last counts; what was said before is not dropped, but stays in the title.
    fields = {token.kind.value: token.value for _, token in placed if token.kind in _SINGLE_KINDS}
    placed = [(start, _mark_overridden(token) if token.kind in _SINGLE_KINDS
               and token.value != fields[token.kind.value] else token)
              for start, token in placed]
    title = ""
    at = 0
    for start, token in placed:
        if token.kind is not TokenKind.UNKNOWN:
            before, end = text[at:start], start + len(token.typed)
            # A comma after a token that is gone stands close to the word before it.
            title += before.rstrip() if text[end:end + 1] in (",", ".", ";") else before
            at = end
    title = _ESCAPED.sub("", " ".join((title + text[at:]).split()))
    tokens = tuple(token for _, token in placed)
    named = dict.fromkeys(token.value for token in tokens if token.kind in (TokenKind.ITEM, TokenKind.NEW_ITEM))
    return TypedStep(title, tokens, MappingProxyType(fields), tuple(named), tuple(new.items()))


def _mark_overridden(token: QuickToken) -> QuickToken:
    """Return a token that another one later says otherwise."""
    return QuickToken(TokenKind.UNKNOWN, token.typed,
                      message("“{typed}” stays in the title: something after it says otherwise",
                              typed=token.typed[:LETTERS]))


def _read_tokens(text: str, document: BlueprintDocument, new: dict[str, str]) -> Iterator[tuple[int, QuickToken]]:
    """Yield the tokens of a text and where each begins; none begins in another that is understood."""
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() < at:
            continue
        token = _read_time_token(match, document.head.language) if match["time"] else _read_token(
            match, _token_end(match, document), document, new)
        if token.kind is not TokenKind.UNKNOWN:
            at = match.start() + len(token.typed)
        yield match.start(), token


# What a step has one of.
_SINGLE_KINDS = (TokenKind.WORK, TokenKind.WAIT, TokenKind.CHANNEL)
# The signs with which a note's text may begin, and what they make of it.
NOTE_SIGNS: Mapping[str, NoteKind] = MappingProxyType({
    "-": NoteKind.PAIN, "+": NoteKind.PRAISE, "*": NoteKind.IDEA, "?": NoteKind.QUESTION, '"': NoteKind.QUOTE,
    "«": NoteKind.QUOTE, "“": NoteKind.QUOTE, "=": NoteKind.INSIGHT,
})


def read_note(text: str) -> tuple[NoteKind | None, str]:
    """Return a note's kind, where a sign before its text tells it, and the text without that sign."""
    kind = NOTE_SIGNS.get(text[:1])
    if kind is None:
        return None, text
    rest = text[1:].strip()
    return kind, rest.rstrip('"»” ') if kind is NoteKind.QUOTE else rest


def escape_title(title: str) -> str:
    """Return what to type for exactly this title: signs that would be taken as tokens get a backslash."""
    return _TOKEN.sub(lambda match: f"\\{match.group()}", _TO_DOUBLE.sub(r"\\", title))


def channel_names(document: BlueprintDocument) -> Iterator[tuple[str, str]]:
    """Yield every name by which a channel may be called, with its id: its own, the usual ones, the declared ones."""
    for channel in document.head.channels:
        yield from ((channel.id, channel.id), (channel.name, channel.id))
    for name in known_channels(document):
        yield name, name
        yield from ((other, name) for other in CHANNEL_NAMES.get(name, ()))


def _token_end(match: re.Match[str], document: BlueprintDocument) -> int:
    """Return where a token ends: after the last word of a known name, where the whole of it stands there."""
    group = "item" if match["item"] else "channel"
    if match[group] is None or not match.string[match.end():match.end() + 1].isspace():
        return match.end()
    names = ((item.name for item in document.head.items) if group == "item"
             else (name for name, _ in channel_names(document)))
    begun = f"{fold_text(match[group])} "
    ends = (_name_end(name, match.string, match.start(group)) for name in names if fold_text(name).startswith(begun))
    return max((end for end in ends if end is not None), default=match.end())


def _name_end(name: str, text: str, at: int) -> int | None:
    """Return where a name that begins there ends in a text; None if something else stands there."""
    words = len(name.split())
    found = re.compile(rf"\S+(?:\s+\S+){{{words - 1}}}").match(text, at)
    said = found.group().rstrip(",;.:!?") if found else ""
    return at + len(said) if fold_text(said) == fold_text(name) else None


def _read_time_token(match: re.Match[str], language: str) -> QuickToken:
    """Return the time behind a sign: the longest that is one and cuts nothing off what follows it."""
    text, start = match.string, match.end()
    ends = [found.start() for found in _TIME_END.finditer(text, start, start + _LONGEST_TIME)
            if _TIME_END.match(text, found.start())]
    # A number alone is minutes of work; of a wait it might be anything.
    said, unit = (TokenKind.WORK, "min") if match["time"] == "!" else (TokenKind.WAIT, "")
    for end in reversed(ends):
        try:
            reading = read_time_with_ending(text[start:end], language, unit)
        except BlueprintError:
            continue
        if reading is not None and not _is_cut(text, end, reading.ending):
            return QuickToken(said, text[match.start():end], reading.value)
    end = (ends[2:3] or ends[-1:] or [start + _LONGEST_TIME])[0]
    typed = text[match.start():end]
    try:
        read_time_with_ending(text[start:end], language, unit)
    except BlueprintError as error:
        return QuickToken(TokenKind.UNKNOWN, typed, error.message)
    return QuickToken(TokenKind.UNKNOWN, typed,
                      message("“{typed}” stays in the title: what follows may belong to its number",
                              typed=typed[:LETTERS]))


def _is_cut(text: str, end: int, ending: TimeEnding) -> bool:
    """Return whether what stands behind a time belongs to its last number, or to its days."""
    following = fold_text(text[end:end + _LONGEST_TIME])
    if _NUMBER_FOLLOWS.match(text, end) or _MAKES_ANOTHER.match(following):
        return True
    counted = _NUMBER_WORDS.match(following)
    if counted is not None and len(counted["unit"]) > 1 and is_unit(counted["unit"]):
        return True
    found = _NEXT.match(text, end)
    if found is None:
        return False
    word = fold_text(found.group())
    if ending is TimeEnding.UNIT:
        # Single letters are units, too, and words of many sentences.
        return len(word) > 2 and is_unit(word)
    return ending is TimeEnding.NUMBER or word not in _GOES_ON


def _read_token(match: re.Match[str], end: int, document: BlueprintDocument, new: dict[str, str]) -> QuickToken:
    """Return what a token tells that ends there."""
    typed = match.string[match.start():end]
    if (name := match["channel"]) is not None:
        channel = match_name(typed[1:], channel_names(document))
        return QuickToken(TokenKind.CHANNEL, typed, channel) if channel else QuickToken(TokenKind.UNKNOWN, typed,
                                                                                        name)
    name = match["french"] or match["quoted"] or typed[1:].replace("-", " ")
    return _read_item(typed, name, document, new)


def _read_item(typed: str, name: str, document: BlueprintDocument, new: dict[str, str]) -> QuickToken:
    known = [(item.name, item.id) for item in document.head.items]
    found = match_name(name, [*known, *((item.id, item.id) for item in document.head.items)])
    if found is not None:
        return QuickToken(TokenKind.ITEM, typed, found)
    again = next((item for item, title in new.items() if fold_text(title) == fold_text(name)), None)
    if again is None:
        again = slug(name, {*document.item_by_id, *new}, "item")
        new[again] = name[:1].upper() + name[1:]
    return QuickToken(TokenKind.NEW_ITEM, typed, again)
