"""Finding and replacing text in everything that authors write: titles, what is said, notes, names, stories."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from visavis.blueprint.editing.commands import (
    CompositeCommand,
    EditActor,
    EditAvoidClause,
    EditChannel,
    EditFlow,
    EditHead,
    EditItem,
    EditLane,
    EditNote,
    EditPersona,
    EditPhase,
    EditRecord,
    EditService,
    EditStep,
)
from visavis.blueprint.editing.session import Command
from visavis.blueprint.language import plural
from visavis.blueprint.model import BlueprintDocument, Element
from visavis.blueprint.model.fields import texts_of

# A document of this many matches is not replaced by hand, and the count says so.
MOST_MATCHES = 100_000


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Case counts only when asked; accents count with it. `whole` wants whole words."""

    text: str
    case: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence; `start` and `end` are in `text`.

    `group` is `steps`, `flows`, a list of the head, or `head`, `service` or `record`, of which there is one.
    """

    group: str
    id: str
    field: str
    start: int
    end: int
    text: str


# What there are several of. Decisions about frictions (waivers, limits, triage) stay as they were written down.
_COMMANDS: Mapping[str, Callable[..., Command]] = MappingProxyType({
    "steps": EditStep, "flows": EditFlow, "phases": EditPhase, "lanes": EditLane, "personas": EditPersona,
    "actors": EditActor, "items": EditItem, "channels": EditChannel, "notes": EditNote, "avoid": EditAvoidClause,
})
# What there is one of: the document's own fields, its service and its record.
_ONE_COMMANDS: Mapping[str, Callable[..., Command]] = MappingProxyType({
    "head": EditHead, "service": EditService, "record": EditRecord,
})


def find(document: BlueprintDocument, query: Query) -> tuple[Match, ...]:
    """Return every occurrence: the head first, then steps with the flows that leave them, then the lists."""
    matches: list[Match] = []
    for group, name, field, text in _texts(document):
        if len(matches) >= MOST_MATCHES:
            break
        matches += (Match(group, name, field, start, end, text) for start, end in find_occurrences(text, query))
    return tuple(matches)


def replace_matches(matches: Iterable[Match], replacement: str) -> Command | None:
    """Return what puts `replacement` in the place of each match, as one undo step; None without any."""
    texts: dict[tuple[str, str, str], str] = {}
    # From the end, so that the places before stay where they are.
    chosen = sorted(matches, key=lambda match: -match.start)
    for match in chosen:
        key = (match.group, match.id, match.field)
        text = texts.get(key, match.text)
        texts[key] = text[:match.start] + replacement + text[match.end:]
    commands = tuple(_edit(*key, text) for key, text in texts.items())
    if not commands:
        return None
    return CompositeCommand(plural("Replace {count} text", "Replace {count} texts", len(chosen)), commands)


def find_occurrences(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Yield where a text holds what is looked for, from left to right and without overlap."""
    wanted = query.text if query.case else _fold(query.text)
    # Most texts hold nothing of it: that is told at once, without where each of their letters came from.
    if not wanted or wanted not in (text if query.case else _fold(text)):
        return
    plain, origin = _fold_with_origins(text, case=query.case)
    at = plain.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        first, last = origin[at], origin[end - 1] + 1
        # Marks that were folded away belong to the letter before them.
        while last < len(text) and unicodedata.combining(text[last]):
            last += 1
        if not query.whole or _is_whole(text, first, last):
            yield first, last
            at = plain.find(wanted, end)
        else:
            at = plain.find(wanted, at + 1)


@lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    """Return text as it is compared when neither case nor accents count."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter))


def _fold_with_origins(text: str, *, case: bool) -> tuple[str, list[int]]:
    """Return text as it is compared, and for each of its letters the place of the one that it came from."""
    letters: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        folded = letter if case else _fold(letter)
        letters.append(folded)
        origin += [index] * len(folded)
    return "".join(letters), origin


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start > 0 and _is_word_letter(text[start - 1])) and not (end < len(text)
                                                                         and _is_word_letter(text[end]))


def _is_word_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _texts(document: BlueprintDocument) -> Iterator[tuple[str, str, str, str]]:
    head = document.head
    for one in _ONE_COMMANDS:
        yield from _texts_of(one, head.id, head if one == "head" else getattr(head, one))
    for step in document.steps:
        yield from _texts_of("steps", step.id, step)
        for flow in document.flows_from.get(step.id, ()):
            yield from _texts_of("flows", flow.key, flow)
    for name in _COMMANDS:
        if name not in ("steps", "flows"):
            for element in getattr(head, name):
                yield from _texts_of(name, element.id, element)


def _texts_of(group: str, name: str, element: Element) -> Iterator[tuple[str, str, str, str]]:
    return ((group, name, key, text) for key, shown in texts_of(type(element)).items()
            if not shown.unsearched and (text := getattr(element, key)))


def _edit(group: str, name: str, field: str, text: str) -> Command:
    changes = {field: text}
    return _ONE_COMMANDS[group](**changes) if group in _ONE_COMMANDS else _COMMANDS[group](name, **changes)
