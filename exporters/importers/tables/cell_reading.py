"""What people typed into cells, in the file's form: numbers, times, shares, ticks, and names in either language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from visavis.blueprint.editing import BETWEEN, read_number, read_share, read_weight, read_whole
from visavis.blueprint.editing.capture.pasted_lines import rows_of
from visavis.blueprint.editing.capture.times import read_duration, read_span, read_time
from visavis.blueprint.language import message, translator
from visavis.blueprint.language.folded_words import fold_text, match_name
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.fields import FieldKind, FieldSpec
from visavis.exporters.importers.tables.grid_sheets import CellContent
from visavis.exporters.importers.tables.known_tables import LANGUAGES
from visavis.exporters.tables.cell_words import CellWords, from_hundred

# So many choices are named where something else was typed.
_MOST_NAMED, _LETTERS = 8, 40
_ONE = (FieldKind.CHOICE, FieldKind.CHIPS, FieldKind.COLOURS, FieldKind.PORTRAITS)
_MANY = (FieldKind.MANY_CHIPS, FieldKind.ITEMS, FieldKind.STEPS)
# What is not listed may be there all the same: pictures of people, rules of plug-ins.
_OPEN_LISTS = frozenset({"portrait", "rules", "rule-sets"})
_YES = ("yes", "oui", "x", "1", "true", "vrai", "✓", "✔")
_NO = ("", "no", "non", "0", "false", "faux", "-")
_NAMED_ID = re.compile(r".*\[(?P<id>.+)\]", re.DOTALL)
_PROGRAM_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")


class ChoiceReader:
    """Reads names of a document's choices, in French and in English, each list of names made once.

    What is called the same in both is what the `language` of the table means.
    """

    def __init__(self, document: BlueprintDocument, language: str) -> None:
        languages = sorted(LANGUAGES, key=lambda other: other != language)
        self._words = [CellWords(document, translator(other)) for other in languages]
        self._exact: dict[str, Mapping[str, str]] = {}
        self._folded: dict[str, Mapping[str, str]] = {}
        self._own: dict[str, Mapping[str, str]] = {}

    def names_of(self, choices: str, value: object) -> tuple[str, ...]:
        """Return what a value is called in each language."""
        return tuple(words.name(choices, value) for words in self._words)

    def find(self, choices: str, typed: str) -> str:
        """Return what a name stands for; raises BlueprintError with the names that there are."""
        name = " ".join(typed.split())
        found = self._find(choices, name)
        if found is not None:
            return found
        if choices in _OPEN_LISTS:
            return name
        known = self._words[0].words_of(choices)
        some = ", ".join(one[:_LETTERS] for one in list(known.values())[:_MOST_NAMED])
        if not some:
            raise BlueprintError(message("'{typed}': there is nothing to choose from yet", typed=name[:_LETTERS]))
        raise BlueprintError(message("'{typed}' is none of: {choices}", typed=name[:_LETTERS],
                                     choices=some + (" …" if len(known) > _MOST_NAMED else "")))

    def _find(self, choices: str, name: str) -> str | None:
        if choices not in self._exact:
            pairs = [(text, value) for words in self._words for value, text in words.words_of(choices).items()]
            self._exact[choices] = dict(reversed(pairs))
            counted = Counter(folded for folded, _ in {(fold_text(text), value) for text, value in pairs})
            self._folded[choices] = {fold_text(text): value for text, value in pairs
                                     if counted[fold_text(text)] == 1}
            first = [(fold_text(text), value) for value, text in self._words[0].words_of(choices).items()]
            counted = Counter(folded for folded, _ in first)
            self._own[choices] = {folded: value for folded, value in first if counted[folded] == 1}
        exact = self._exact[choices].get(name)
        if exact is not None:
            return exact
        values = self._words[0].words_of(choices)
        named = _NAMED_ID.fullmatch(name)
        if named is not None and named["id"] in values:
            return named["id"]
        typed = fold_text(name)
        # Before how the file calls a value: `support` in a table in French is evidence, whatever it is in the file.
        for own in (self._own[choices], self._folded[choices]):
            if typed and typed in own:
                return own[typed]
        if name in values:
            return name
        begun = {match_name(name, [(text, value) for value, text in words.words_of(choices).items()])
                 for words in self._words} - {None}
        return begun.pop() if len(begun) == 1 else None


def text_of(content: CellContent) -> str:
    """Return a content as it would be typed, a number with a decimal point."""
    if content is None or isinstance(content, str):
        return content or ""
    return f"{Decimal(repr(content)):f}"


def names_in(text: str) -> list[str]:
    """Return the names that a cell enumerates."""
    return [part.strip() for row in rows_of(" ".join(text.split()), BETWEEN) for part in row if part.strip()]


def read_amount(content: CellContent, language: str) -> int | float | None:
    """Return a number, as people or programs write it; raises BlueprintError."""
    if not isinstance(content, str):
        return content
    typed = content.strip()
    if _PROGRAM_NUMBER.fullmatch(typed):
        number = float(typed.replace(",", "."))
        return int(number) if number.is_integer() else number
    return read_number(typed, language)


def read_time_cell(kind: FieldKind, content: CellContent, language: str, unit: str = "") -> Any:
    """Return a time in the file's form; a number has the unit of its heading. Raises BlueprintError."""
    text, spoken = text_of(content), language if isinstance(content, str) else "en"
    if kind in (FieldKind.SPAN, FieldKind.DURATION):
        if unit and _is_plain(text):
            text = f"{text} {unit}"
        return read_span(text, spoken) if kind is FieldKind.SPAN else read_duration(text, spoken)
    return read_time(text, spoken, unit)


def read_content(spec: FieldSpec, content: CellContent, words: ChoiceReader, language: str) -> Any:
    """Return what a cell says of a field that is no time (None: nothing). Raises BlueprintError."""
    text = text_of(content)
    if spec.kind in _ONE:
        return words.find(spec.choices, text) if text.strip() else None
    if spec.kind in _MANY:
        return tuple(dict.fromkeys(words.find(spec.choices, name) for name in names_in(text)))
    match spec.kind:
        case FieldKind.NUMBER:
            return read_amount(content, language)
        case FieldKind.WHOLE | FieldKind.DOTS | FieldKind.FACES:
            return _read_whole(content, language)
        case FieldKind.PERCENT:
            return _read_hundred(content, language)
        case FieldKind.WEIGHT:
            return read_weight(content, language) if isinstance(content, str) else content
        case FieldKind.LINES:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case FieldKind.TICK:
            return read_tick(text)
        case _:
            return text or None


def read_tick(text: str) -> bool:
    """Return whether a cell is ticked; raises BlueprintError where that is not clear."""
    typed = text.strip().casefold()
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise BlueprintError(message("'{typed}' is neither yes nor no", typed=text.strip()[:_LETTERS]))


def _is_plain(text: str) -> bool:
    return bool(text.strip()) and not re.search(r"[^\W\d_]", text)


def _read_whole(content: CellContent, language: str) -> int | None:
    if isinstance(content, str):
        return read_whole(content.split("·")[0].strip().removeprefix("+"), language)
    if content is None or float(content).is_integer():
        return None if content is None else int(content)
    raise BlueprintError(message("'{typed}' is not a whole number", typed=text_of(content)[:_LETTERS]))


def _read_hundred(content: CellContent, language: str) -> int | float | None:
    """Return a share under a heading that says `in 100`; with a sign or in words it is what it says."""
    if isinstance(content, str) and re.search(r"%|[^\W\d_]|/", content) and not _PROGRAM_NUMBER.fullmatch(content):
        return read_share(content, language)
    amount = read_amount(content, language)
    return None if amount is None else from_hundred(amount)
