"""What pydantic finds wrong, told in the words of a blueprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from visavis.blueprint.language import N_, Message, MessageList, message
from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.elements import Element
from visavis.blueprint.model.problems import DocumentInvalid, Problem, WrongValue
from visavis.blueprint.storage.json_text import json_line

_LISTS = {
    "nodes": N_("step"), "edges": N_("flow"), "personas": N_("persona"), "actors": N_("actor"),
    "phases": N_("phase"), "lanes": N_("lane"), "items": N_("item"), "notes": N_("note"),
    "avoid": N_("to-avoid clause"), "waivers": N_("justification"), "channels": N_("channel"),
    "thresholds": N_("limit"), "triage": N_("decided friction point"),
}
# What pydantic's kinds of error mean; it tells them in English only.
_REASONS = {
    "string_type": N_("it must be a text"),
    "string_sub_type": N_("it must be a text"),
    "string_unicode": N_("it must be a text"),
    "string_too_short": N_("it must not be empty"),
    "string_too_long": N_("it is too long"),
    "string_pattern_mismatch": N_("it must be a language tag such as fr or en-GB"),
    "int_type": N_("it must be a whole number"),
    "int_parsing": N_("it must be a whole number"),
    "int_parsing_size": N_("it must be a whole number"),
    "int_from_float": N_("it must be a whole number"),
    "float_type": N_("it must be a number"),
    "float_parsing": N_("it must be a number"),
    "finite_number": N_("it must be a number"),
    "bool_type": N_("it must be true or false"),
    "bool_parsing": N_("it must be true or false"),
    "tuple_type": N_("it must be a list"),
    "dict_type": N_("it must be an object"),
    "model_type": N_("it must be an object"),
    "model_attributes_type": N_("it must be an object"),
    "extra_forbidden": N_("this key has no meaning here"),
}
# Union branches and validators that pydantic adds to a place but that mean nothing to a reader.
_OBJECTS = ("Pert", "Exponential", "BusinessDays", "Cell")
_NOISE = frozenset({*_OBJECTS, "int", "float", "str", "none"})
# The fields of an element that are elements themselves.
_PARTS = {"nodes": ("informs",), "notes": ("at",), "avoid": ("scope", "limit")}
# A key no one knows may hold anything, but not so deeply nested that writing it back would fail.
DEEPEST = 40

_HALF = message("a text holds half a character; type it again")

Detail = Mapping[str, Any]


def problems_of(
    error: ValidationError, root: str, data: Mapping[str, Any], *, first: int = 0
) -> list[Problem]:
    """Tell what pydantic found: `root` is `graph`, `nodes` or `edges` of `data`.

    `first` is the number of rows of the file that come before those of `data`.
    """
    details = error.errors(include_url=False, include_input=False)
    return [_problem_of(detail, root, data, first) for detail in _keep_likeliest_branches(details, data[root])]


def _keep_likeliest_branches(details: Sequence[Detail], data: Any) -> list[Detail]:
    """Keep, of the errors that each form of a value has (a time, a place), those of the form that was meant."""
    kept: list[Detail] = []
    unions: dict[tuple[str | int, ...], dict[str, list[Detail]]] = {}
    for detail in details:
        path: tuple[str | int, ...] = detail["loc"]
        fork = next((index for index, key in enumerate(path) if _is_noise(key)), None)
        if fork is None:
            kept.append(detail)
        else:
            unions.setdefault(path[:fork], {}).setdefault(str(path[fork]), []).append(detail)
    for path, branches in unions.items():
        value = data
        for key in path:
            value = _descend(value, key)
        objects = {name: found for name, found in branches.items() if name.rstrip("]").endswith(_OBJECTS)}
        if isinstance(value, Mapping) and objects:
            likeliest: list[Detail] = min(objects.values(), key=len)
            kept += likeliest
        else:
            kept += [found for name, found in branches.items() if name not in objects][-1:][0]
    return kept


def _problem_of(detail: Detail, root: str, data: Mapping[str, Any], first: int) -> Problem:
    path = [root, *detail["loc"]]
    value: Any = data
    location = message("blueprint")
    rest: list[str] = []
    for index, key in enumerate(path):
        if _is_noise(key):
            continue
        parent, value = value, _descend(value, key)
        if isinstance(key, int) and index and str(path[index - 1]) in _LISTS:
            location = _element_location(str(path[index - 1]), key, parent, first if index == 1 else 0)
            rest = []
        elif key not in ("graph", "nodes", "edges"):
            rest.append(str(key)[:60])
    return Problem(location, _fault(detail, ".".join(rest), value))


def find_misspelled(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield unknown keys that are so near a known one that they must be slips; others are kept as they are."""
    head = document.head
    yield from _find_slips(message("blueprint"), head)
    yield from _find_slips(message("service"), head.service)
    yield from _find_slips(message("record"), head.record)
    if head.service.legal_clock is not None:
        yield from _find_slips(message("legal clock"), head.service.legal_clock)
    groups: tuple[tuple[str, Sequence[Element]], ...] = (
        ("nodes", document.steps), ("edges", document.flows), ("personas", head.personas), ("actors", head.actors),
        ("phases", head.phases), ("lanes", head.lanes), ("items", head.items), ("notes", head.notes),
        ("avoid", head.avoid), ("waivers", head.waivers), ("channels", head.channels),
        ("thresholds", head.thresholds), ("triage", head.triage),
    )
    for name, elements in groups:
        for index, element in enumerate(elements):
            parts = [element, *(getattr(element, field) for field in _PARTS.get(name, ()))]
            for part in parts:
                if isinstance(part, Element) and part.model_extra:
                    yield from _find_slips(_element_location(name, index, elements), part)


def refuse_half_characters(data: Mapping[str, Any]) -> None:
    """Refuse texts that hold half of a UTF-16 pair (half an emoji): they cannot be written back."""
    found = []
    for group in ("nodes", "edges"):
        rows = data.get(group)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if has_half_character(row):
                found.append(Problem(_element_location(group, index, rows), _HALF))
    if not found and has_half_character(data):
        found.append(Problem(message("blueprint"), _HALF))
    if found:
        raise DocumentInvalid(found)


def has_half_character(value: object) -> bool:
    """Return whether any text in a value read from JSON holds half of a UTF-16 pair."""
    try:
        json_line(value).encode()
    except UnicodeEncodeError:
        return True
    except RecursionError:
        return False  # nested so deeply that it is refused for that
    return False


def find_too_deep(values: Mapping[str, Any]) -> str | None:
    """Return the key whose value is nested too deeply to be written back, if there is one."""
    for key, value in values.items():
        level = [value]
        for _ in range(DEEPEST):
            level = [inner for outer in level for inner in _children(outer)]
        if level:
            return key
    return None


def _children(value: object) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _find_slips(location: Message, element: Element) -> Iterator[Problem]:
    extra = element.model_extra or {}
    deep = find_too_deep(extra)
    if deep is not None:
        yield Problem(location, message("the value of '{key}' is nested too deeply", key=deep[:60]))
    for key in extra:
        close = get_close_matches(key, type(element).model_fields, n=1, cutoff=0.8)
        if close:
            yield Problem(location, message("the key '{key}' is unknown; did you mean '{close}'?", key=key[:60],
                                            close=close[0]))


def _is_noise(key: object) -> bool:
    text = str(key)
    return text in _NOISE or "[" in text


def _descend(value: Any, key: str | int) -> Any:
    try:
        return value[key]
    except (KeyError, IndexError, TypeError):
        return None


def _element_location(group: str, index: int, rows: Any, first: int = 0) -> Message:
    row = _descend(rows, index)
    name = None
    if isinstance(row, Mapping):
        name = row.get("key") if group == "edges" else row.get("id")
    elif isinstance(row, Element):
        name = getattr(row, "id", None)
    if isinstance(name, str) and name:
        return message("{kind} {name}", kind=message(_LISTS[group]), name=name[:60])
    return message("{kind} number {number}", kind=message(_LISTS[group]), number=first + index + 1)


def _fault(detail: Mapping[str, Any], key: str, value: Any) -> Message:
    context = detail.get("ctx", {})
    shown = _shorten_value(value)
    match detail["type"]:
        case "missing":
            return message("'{key}' is missing", key=key)
        case "enum" | "literal_error":
            allowed = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
            close = get_close_matches(str(value)[:60], allowed, n=1, cutoff=0.5)
            if close:
                return message("{key} {value} is unknown; did you mean '{close}'?", key=key, value=shown,
                               close=close[0])
            listed = MessageList(tuple(f"'{word}'" for word in allowed))
            return message("{key} {value} is unknown; there are {listed}", key=key, value=shown, listed=listed)
        case "greater_than":
            return message("{key} {value} is too small; it must be more than {bound}", key=key, value=shown,
                           bound=context["gt"])
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            if "ge" in context:
                return message("{key} {value} is too small; the least is {bound}", key=key, value=shown, bound=bound)
            return message("{key} {value} is too large; the most is {bound}", key=key, value=shown, bound=bound)
        case "value_error":
            error = context.get("error")
            reason = error.message if isinstance(error, WrongValue) else message("it has no meaning here")
            return message("{key}: {reason}", key=key, reason=reason)
        case kind:
            reason = message(_REASONS.get(kind, N_("it has no meaning here")))
            if not key:
                return message("{value} is not right: {reason}", value=shown, reason=reason)
            return message("{key} {value} is not right: {reason}", key=key, value=shown, reason=reason)


def _shorten_value(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 50 else text[:49] + "…"
