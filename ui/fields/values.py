"""Values of fields as people write them in one line, and back: what is typed in a field or in a cell of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from visavis.blueprint import editing
from visavis.blueprint.language import message
from visavis.blueprint.language.folded_words import fold_text, match_name
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.ui.fields import FieldKind, FieldSpec
from visavis.ui.fields.choices import choices
from visavis.ui.kit.i18n import language, tr

# So many choices are named where something else was typed.
MOST_NAMED = 8
LETTERS = 40
_MANY = (FieldKind.MANY_CHIPS, FieldKind.ITEMS, FieldKind.STEPS)
_ONE = (FieldKind.CHOICE, FieldKind.CHIPS, FieldKind.COLOURS, FieldKind.PORTRAITS, FieldKind.DOTS, FieldKind.FACES)
_YES = ("yes", "oui", "x", "1", "true", "vrai")
_NO = ("no", "non", "0", "false", "faux")


class ChoiceWords:
    """The words of a document's choices, each name read once; two that have the same words are told apart by id."""

    def __init__(self, document: BlueprintDocument) -> None:
        self._document = document
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, name: str) -> Mapping[str, str]:
        """Return the words of each value of a list of choices."""
        if name not in self._known:
            self._known[name] = _distinguish(choices(name, self._document))
        return self._known[name]


def write_value(kind: FieldKind, value: Any) -> str:
    """Return a value without choices as people write it in the interface's language, such that it can be edited."""
    if value is None:
        return ""
    match kind:
        case FieldKind.TIME | FieldKind.WORK | FieldKind.SPAN | FieldKind.DURATION:
            return editing.write_time(value, language())
        case FieldKind.NUMBER | FieldKind.WHOLE:
            return editing.write_number(value, language())
        case FieldKind.PERCENT:
            return editing.write_share(value, language())
        case FieldKind.WEIGHT:
            return editing.write_weight(value, language())
        case FieldKind.LINES:
            return "\n".join(value)
        case FieldKind.TICK:
            return tr("yes") if value else ""
        case _:
            return str(value)


def read_value(kind: FieldKind, text: str) -> Any:
    """Return what was typed, without choices, in the file's form (None: nothing); raises BlueprintError."""
    match kind:
        case FieldKind.TIME | FieldKind.WORK | FieldKind.SPAN | FieldKind.DURATION:
            return _read_time(kind, text)
        case FieldKind.NUMBER:
            return editing.read_number(text, language())
        case FieldKind.WHOLE:
            return editing.read_whole(text, language())
        case FieldKind.PERCENT:
            return editing.read_share(text, language())
        case FieldKind.WEIGHT:
            return editing.read_weight(text, language())
        case FieldKind.LINES:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case FieldKind.LONG_TEXT:
            return text or None
        case FieldKind.TICK:
            return _read_yes_no(text)
        case _:
            return text.strip() or None


def cell_text(spec: FieldSpec, value: Any, words: ChoiceWords) -> str:
    """Return a field's value as it stands in a cell of a table."""
    if spec.kind in _MANY:
        known = words.of(spec.choices)
        return editing.join_names(known.get(str(one), str(one)) for one in value or ())
    if spec.kind in _ONE:
        if value is None:
            return ""
        text = words.of(spec.choices).get(str(value), str(value))
        return f"{value} · {text}" if spec.kind in (FieldKind.DOTS, FieldKind.FACES) else text
    return write_value(spec.kind, value)


def read_cell(spec: FieldSpec, text: str, words: ChoiceWords) -> Any:
    """Return what was typed into a cell in the file's form; raises BlueprintError with the choices there are."""
    if spec.kind in _MANY:
        return tuple(dict.fromkeys(_read_choice(spec, part, words) for part in _parts(text)))
    if spec.kind in _ONE:
        typed = text.strip()
        if not typed:
            return None
        value = _read_choice(spec, typed.split("·")[0].strip() if typed[0] in "-−+0123456789" else typed, words)
        return int(value) if spec.kind in (FieldKind.DOTS, FieldKind.FACES) else value
    return read_value(spec.kind, text)


def unknown_names(spec: FieldSpec, text: str, words: ChoiceWords) -> list[str]:
    """Return the names in a cell of several that no choice has."""
    known = words.of(spec.choices)
    return [part for part in _parts(text) if _match_choice(part, known) is None]


def _read_choice(spec: FieldSpec, typed: str, words: ChoiceWords) -> str:
    known = words.of(spec.choices)
    found = _match_choice(typed, known)
    if found is None:
        some = ", ".join(one[:LETTERS] for one in list(known.values())[:MOST_NAMED])
        if not some:
            raise BlueprintError(message("'{typed}': there is nothing to choose from yet", typed=typed[:LETTERS]))
        raise BlueprintError(message("'{typed}' is none of: {choices}", typed=typed[:LETTERS],
                                     choices=some + (" …" if len(known) > MOST_NAMED else "")))
    return found


def _match_choice(typed: str, known: Mapping[str, str]) -> str | None:
    plain = typed.replace("−", "-").removeprefix("+")
    if plain in known:
        return plain
    exact = [value for value, text in known.items() if text == typed]
    return exact[0] if exact else match_name(typed, [(text, value) for value, text in known.items()])


def _distinguish(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found = {value: " ".join(text.split()) for value, text in pairs}
    seen: dict[str, int] = {}
    for text in found.values():
        seen[fold_text(text)] = seen.get(fold_text(text), 0) + 1
    return {value: f"{text} [{value}]" if seen[fold_text(text)] > 1 else text for value, text in found.items()}


def _parts(text: str) -> list[str]:
    from visavis.blueprint.editing.capture.pasted_lines import rows_of

    rows = rows_of(" ".join(text.split()), editing.BETWEEN)
    return [part.strip() for row in rows for part in row if part.strip()]


def _read_time(kind: FieldKind, text: str) -> Any:
    from visavis.blueprint.editing.capture.times import read_duration, read_span, read_time

    match kind:
        case FieldKind.SPAN:
            return read_span(text, language())
        case FieldKind.DURATION:
            return read_duration(text, language())
        case FieldKind.WORK:
            # A number alone is minutes of work; of a wait or a deadline it might be anything.
            return read_time(text, language(), "min")
        case _:
            return read_time(text, language())


def _read_yes_no(text: str) -> bool:
    typed = text.strip().casefold()
    if typed in _YES or typed == tr("yes"):
        return True
    if not typed or typed in _NO:
        return False
    raise BlueprintError(message("'{typed}' is neither yes nor no", typed=text.strip()[:LETTERS]))
