"""Values of fields as people write them in one line, and back: what is typed in a field or in a cell of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from visavis.blueprint.editing.capture.numbers import (
    read_number,
    read_share,
    read_weight,
    read_whole,
    write_number,
    write_share,
    write_weight,
)
from visavis.blueprint.editing.capture.pasted_lines import rows_of
from visavis.blueprint.editing.capture.times import read_duration, read_span, read_time
from visavis.blueprint.editing.capture.written_times import write_time
from visavis.blueprint.language import message
from visavis.blueprint.language.folded_words import folded, meant
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.ui.fields.choices import choices
from visavis.ui.fields.specs import FieldSpec, Kind
from visavis.ui.kit.i18n import language, tr

# Between several names in one line; names that hold it are quoted as in a table of a spreadsheet.
BETWEEN = ";"
# So many choices are named where something else was typed.
MOST_NAMED = 8
LETTERS = 40
_MANY = (Kind.MANY_CHIPS, Kind.ITEMS, Kind.STEPS)
_ONE = (Kind.CHOICE, Kind.CHIPS, Kind.COLOURS, Kind.PORTRAITS, Kind.DOTS, Kind.FACES)
_YES = ("yes", "oui", "x", "1", "true", "vrai")
_NO = ("no", "non", "0", "false", "faux")


class Words:
    """The words of a document's choices, each name read once; two that have the same words are told apart by id."""

    def __init__(self, document: BlueprintDocument) -> None:
        self._document = document
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, name: str) -> Mapping[str, str]:
        """Return the words of each value of a list of choices."""
        if name not in self._known:
            self._known[name] = _distinct(choices(name, self._document))
        return self._known[name]


def written(kind: Kind, value: Any) -> str:
    """Return a value without choices as people write it in the interface's language, such that it can be edited."""
    if value is None:
        return ""
    match kind:
        case Kind.TIME | Kind.WORK | Kind.SPAN | Kind.DURATION:
            return write_time(value, language())
        case Kind.NUMBER | Kind.WHOLE:
            return write_number(value, language())
        case Kind.PERCENT:
            return write_share(value, language())
        case Kind.WEIGHT:
            return write_weight(value, language())
        case Kind.LINES:
            return "\n".join(value)
        case Kind.TICK:
            return tr("yes") if value else ""
        case _:
            return str(value)


def read(kind: Kind, text: str) -> Any:
    """Return what was typed, without choices, in the file's form (None: nothing); raises BlueprintError."""
    match kind:
        case Kind.TIME:
            return read_time(text, language())
        case Kind.WORK:
            # A number alone is minutes of work; of a wait or a deadline it might be anything.
            return read_time(text, language(), "min")
        case Kind.SPAN:
            return read_span(text, language())
        case Kind.DURATION:
            return read_duration(text, language())
        case Kind.NUMBER:
            return read_number(text, language())
        case Kind.WHOLE:
            return read_whole(text, language())
        case Kind.PERCENT:
            return read_share(text, language())
        case Kind.WEIGHT:
            return read_weight(text, language())
        case Kind.LINES:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case Kind.LONG_TEXT:
            return text or None
        case Kind.TICK:
            return _truth(text)
        case _:
            return text.strip() or None


def cell(spec: FieldSpec, value: Any, words: Words) -> str:
    """Return a field's value as it stands in a cell of a table."""
    if spec.kind in _MANY:
        known = words.of(spec.choices)
        return listed(known.get(str(one), str(one)) for one in value or ())
    if spec.kind in _ONE:
        if value is None:
            return ""
        told = words.of(spec.choices).get(str(value), str(value))
        return f"{value} · {told}" if spec.kind in (Kind.DOTS, Kind.FACES) else told
    return written(spec.kind, value)


def read_cell(spec: FieldSpec, text: str, words: Words) -> Any:
    """Return what was typed into a cell in the file's form; raises BlueprintError with the choices there are."""
    if spec.kind in _MANY:
        return tuple(dict.fromkeys(_chosen(spec, part, words) for part in _parts(text)))
    if spec.kind in _ONE:
        typed = text.strip()
        if not typed:
            return None
        value = _chosen(spec, typed.split("·")[0].strip() if typed[0] in "-−+0123456789" else typed, words)
        return int(value) if spec.kind in (Kind.DOTS, Kind.FACES) else value
    return read(spec.kind, text)


def unknown_names(spec: FieldSpec, text: str, words: Words) -> list[str]:
    """Return the names in a cell of several that no choice has."""
    known = words.of(spec.choices)
    return [part for part in _parts(text) if _named(part, known) is None]


def listed(names: Iterable[str]) -> str:
    """Return several names in one line, such that they are read as these again."""
    line = io.StringIO()
    csv.writer(line, delimiter=BETWEEN, lineterminator="").writerow(list(names))
    return line.getvalue().replace(BETWEEN, f"{BETWEEN} ") if '"' not in line.getvalue() else line.getvalue()


def _chosen(spec: FieldSpec, typed: str, words: Words) -> str:
    known = words.of(spec.choices)
    found = _named(typed, known)
    if found is None:
        some = ", ".join(one[:LETTERS] for one in list(known.values())[:MOST_NAMED])
        if not some:
            raise BlueprintError(message("'{typed}': there is nothing to choose from yet", typed=typed[:LETTERS]))
        raise BlueprintError(message("'{typed}' is none of: {choices}", typed=typed[:LETTERS],
                                     choices=some + (" …" if len(known) > MOST_NAMED else "")))
    return found


def _named(typed: str, known: Mapping[str, str]) -> str | None:
    plain = typed.replace("−", "-").removeprefix("+")
    if plain in known:
        return plain
    exact = [value for value, told in known.items() if told == typed]
    return exact[0] if exact else meant(typed, [(told, value) for value, told in known.items()])


def _distinct(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found = {value: " ".join(told.split()) for value, told in pairs}
    seen: dict[str, int] = {}
    for told in found.values():
        seen[folded(told)] = seen.get(folded(told), 0) + 1
    return {value: f"{told} [{value}]" if seen[folded(told)] > 1 else told for value, told in found.items()}


def _parts(text: str) -> list[str]:
    rows = rows_of(" ".join(text.split()), BETWEEN)
    return [part.strip() for row in rows for part in row if part.strip()]


def _truth(text: str) -> bool:
    typed = text.strip().casefold()
    if typed in _YES or typed == tr("yes"):
        return True
    if not typed or typed in _NO:
        return False
    raise BlueprintError(message("'{typed}' is neither yes nor no", typed=text.strip()[:LETTERS]))
