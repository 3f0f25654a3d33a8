"""What pydantic finds wrong, told in the words of a blueprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from blueprint.language import Message, MessageList, message
from blueprint.model.document import BlueprintDocument
from blueprint.model.elements import Element
from blueprint.model.problems import Problem

_LISTS = {
    "nodes": "step", "edges": "flow", "personas": "persona", "actors": "actor", "phases": "phase", "lanes": "lane",
    "items": "item", "notes": "note", "avoid": "to-avoid clause", "waivers": "waiver", "channels": "channel",
}
# Union branches and validators that pydantic adds to a place but that mean nothing to a reader.
_NOISE = frozenset({"Pert", "Exponential", "Cell", "int", "float", "str", "none"})


def problem_of(detail: Mapping[str, Any], root: str, data: Mapping[str, Any]) -> Problem:
    """Tell one pydantic error: `root` is `graph`, `nodes` or `edges` of `data`."""
    path = [root, *detail["loc"]]
    value: Any = data
    place = message("document")
    rest: list[str] = []
    for index, key in enumerate(path):
        parent, value = value, _descend(value, key)
        if isinstance(key, int) and index and str(path[index - 1]) in _LISTS:
            place = _element_place(str(path[index - 1]), key, parent)
            rest = []
        elif key not in ("graph", "nodes", "edges") and not _is_noise(key):
            rest.append(str(key))
    return Problem(place, _fault(detail, ".".join(rest), value))


def misspelled(document: BlueprintDocument) -> Iterator[Problem]:
    """Yield unknown keys that are so near a known one that they must be slips; others are kept as they are."""
    head = document.head
    yield from _slips(message("document"), head)
    yield from _slips(message("service"), head.service)
    groups: tuple[tuple[str, Sequence[Element]], ...] = (
        ("nodes", document.steps), ("edges", document.flows), ("personas", head.personas), ("actors", head.actors),
        ("phases", head.phases), ("lanes", head.lanes), ("items", head.items), ("notes", head.notes),
        ("avoid", head.avoid), ("waivers", head.waivers),
    )
    for name, elements in groups:
        for index, element in enumerate(elements):
            if element.model_extra:
                yield from _slips(_element_place(name, index, elements), element)


def _slips(place: Message, element: Element) -> Iterator[Problem]:
    for key in element.model_extra or ():
        close = get_close_matches(key, type(element).model_fields, n=1, cutoff=0.8)
        if close:
            yield Problem(place, message("the key '{key}' is unknown; did you mean '{close}'?", key=key[:60],
                                         close=close[0]))


def _is_noise(key: object) -> bool:
    text = str(key)
    return text in _NOISE or "[" in text


def _descend(value: Any, key: str | int) -> Any:
    try:
        return value[key]
    except (KeyError, IndexError, TypeError):
        return None


def _element_place(group: str, index: int, rows: Any) -> Message:
    row = _descend(rows, index)
    name = None
    if isinstance(row, Mapping):
        name = row.get("key") if group == "edges" else row.get("id")
    elif isinstance(row, Element):
        name = getattr(row, "id", None)
    if isinstance(name, str) and name:
        return message("{kind} {name}", kind=message(_LISTS[group]), name=name[:60])
    return message("{kind} number {number}", kind=message(_LISTS[group]), number=index + 1)


def _fault(detail: Mapping[str, Any], key: str, value: Any) -> Message:
    context = detail.get("ctx", {})
    shown = _shown(value)
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
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            if "ge" in context:
                return message("{key} {value} is too small; the least is {bound}", key=key, value=shown, bound=bound)
            return message("{key} {value} is too large; the most is {bound}", key=key, value=shown, bound=bound)
        case "value_error":
            return message("{key}: {reason}", key=key, reason=str(context.get("error", detail["msg"])))
        case _:
            return message("{key} {value} is not right: {reason}", key=key or message("it"), value=shown,
                           reason=str(detail["msg"])[:200])


def _shown(value: Any) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 50 else text[:49] + "…"
