"""Elements, their fields and what stands in them, in words: for whoever reads what two files say differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from visavis.blueprint.editing.capture.numbers import write_number, write_share, write_weight
from visavis.blueprint.editing.capture.written_times import write_time
from visavis.blueprint.editing.differences import FLOW, GRAPH, OTHER_KEYS, RECORD, SERVICE, STEP, Row
from visavis.blueprint.language import Message, Quoted, Translator, message
from visavis.blueprint.model import BlueprintDocument, Element, Flow, Head, LegalClock, Record, Service, Step, Time
from visavis.blueprint.model.fields import FieldKind, FieldSpec, fields_of, lists_of
from visavis.blueprint.model.words import CLOSED_LISTS

LONGEST_NAME = 60
LONGEST_VALUE = 90
# So much is left of what is the same before a difference.
CONTEXT = 20
NOTHING = "—"
_KINDS: Mapping[str, Message] = MappingProxyType({
    STEP: message("step"), FLOW: message("flow"), GRAPH: message("blueprint"), SERVICE: message("service"),
    RECORD: message("record"), OTHER_KEYS: message("other keys of the file"), "legal_clock": message("legal clock"),
    "channels": message("channel"), "personas": message("persona"), "actors": message("actor"),
    "phases": message("phase"), "lanes": message("lane"), "items": message("document or fact"),
    "notes": message("note"), "avoid": message("to-avoid clause"), "waivers": message("justification"),
    "thresholds": message("limit"), "triage": message("decision about a friction point"),
})
# What has no field of its own in the window.
_OTHER_FIELDS: Mapping[str, Message] = MappingProxyType({
    "at": message("Place"), "source": message("From"), "target": message("To"), "votes": message("Votes"),
    "legal_clock": message("legal clock"), "order": message("Order"),
})
_ONES: Mapping[str, type[Element]] = MappingProxyType({
    STEP: Step, FLOW: Flow, GRAPH: Head, SERVICE: Service, RECORD: Record, "legal_clock": LegalClock})
_TIMES = (FieldKind.TIME, FieldKind.WORK, FieldKind.SPAN, FieldKind.DURATION)


def kind_words(kind: str) -> Message:
    """Return what an element of a kind is called (`step`, `lanes`)."""
    return _KINDS.get(kind, Message(kind))


def element_name(document: BlueprintDocument, kind: str, name: str, row: Row | None) -> object:
    """Return what an element is called: its words, the steps a flow joins, else its id."""
    if kind == FLOW and row is not None:
        ends = [step_name(document, row[end]) for end in ("source", "target")]
        return message("{source} → {target}", source=ends[0], target=ends[1])
    words = next((row[key] for key in ("title", "name", "text", "rule") if row.get(key)), "") if row else ""
    flat = " ".join(str(words).split())
    return Quoted(shorten(flat, LONGEST_NAME)) if flat else name


def step_name(document: BlueprintDocument, step: str) -> object:
    """Return a step's title in quotes, else its id."""
    found = document.step_by_id.get(step)
    title = " ".join(found.title.split()) if found is not None else ""
    return Quoted(shorten(title, LONGEST_NAME)) if title else step


def field_title(kind: str, field: str) -> Message:
    """Return what people call a field; its key in the file where it has no name."""
    spec = _spec(kind, field)
    if spec is not None:
        return Message(spec.title)
    return _OTHER_FIELDS.get(field, message("{name}", name=field))


class FieldWords:
    """Writes what stands in the fields of one document, in the translator's language."""

    def __init__(self, document: BlueprintDocument, translate: Translator) -> None:
        self._document, self._translate = document, translate

    def write(self, kind: str, field: str, value: Any, other: Any = None) -> str:
        """Return a value in one short line; of a long text, that part where `other` begins to differ."""
        if value is None or value in ("", [], {}):
            return NOTHING
        spec = _spec(kind, field)
        if isinstance(value, list):
            return shorten(", ".join(self._write_one(spec, one) for one in value), LONGEST_VALUE)
        if isinstance(value, str) and (spec is None or spec.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)):
            if field in ("source", "target", "at"):
                return self._translate.write(step_name(self._document, value))
            return self._translate.write(Quoted(_cut(value, other)))
        return shorten(self._write_one(spec, value), LONGEST_VALUE)

    def _write_one(self, spec: FieldSpec | None, value: Any) -> str:
        language = self._translate.language
        if isinstance(value, bool):
            return self._translate(message("yes") if value else message("no"))
        if spec is not None and spec.choices:
            return self._choice(spec.choices, str(value))
        if spec is not None and spec.kind in _TIMES:
            return _time_words(value, language)
        if isinstance(value, int | float):
            if spec is not None and spec.kind is FieldKind.PERCENT:
                return write_share(value, language)
            return write_weight(value, language) if spec is not None and spec.kind is FieldKind.WEIGHT else (
                write_number(value, language))
        if isinstance(value, Mapping):
            return "; ".join(f"{key} {self._write_one(None, part)}" for key, part in value.items())
        return " ".join(str(value).split())

    def _choice(self, choices: str, value: str) -> str:
        head = self._document.head
        lists: Mapping[str, Iterable[Any]] = {
            "lanes": head.lanes, "phases": head.phases, "personas": head.personas, "actors": head.actors,
            "items": head.items, "channel": head.channels}
        if choices == "steps":
            return self._translate.write(step_name(self._document, value))
        known = CLOSED_LISTS.get(choices, {}).get(value)
        if known is not None:
            return self._translate(known.label)
        name = next((one.name for one in lists.get(choices, ()) if one.id == value and one.name.strip()), "")
        return self._translate.write(Quoted(" ".join(name.split()))) if name else value


def shorten(text: str, longest: int) -> str:
    """Return a text on one line, cut where it is too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest - 1] + "…"


def _cut(text: str, other: Any) -> str:
    """Return a long text from shortly before where it differs from another one."""
    flat, others = " ".join(text.split()), " ".join(other.split()) if isinstance(other, str) else ""
    if len(flat) <= LONGEST_VALUE and len(others) <= LONGEST_VALUE:
        return flat
    same = next((place for place, (one, two) in enumerate(zip(flat, others, strict=False)) if one != two),
                min(len(flat), len(others)))
    start = max(0, same - CONTEXT)
    return ("…" if start else "") + shorten(flat[start:], LONGEST_VALUE)


def _time_words(value: Any, language: str) -> str:
    try:
        return write_time(_time_adapter().validate_python(value), language)
    except ValidationError:
        return str(value)


@cache
def _time_adapter() -> TypeAdapter[Time]:
    return TypeAdapter(Time)


@cache
def _spec(kind: str, field: str) -> FieldSpec | None:
    element = _ONES.get(kind) or next((listed.element for listed in lists_of(Head) if listed.key == kind), None)
    if element is None:
        return None
    return next((spec for spec in fields_of(element) if spec.key == field), None)
